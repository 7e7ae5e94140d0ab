//! Months, and this day in earlier years.

use requite::{Day, Month};

use super::timeline::line;
use crate::{
    commands::{DONE, Outcome},
    home::{Home, now},
    output::Output,
};

pub(super) fn calendar(home: &Home, out: &Output, month: Option<&str>) -> Outcome {
    let zone = home.zone()?;
    let month = home.open()?.month(month, &zone, now())?;
    out.answer(&month, |month| if out.is_plain() { listed(month) } else { grid(month) })?;
    DONE
}

pub(super) fn on_this_day(home: &Home, out: &Output, date: Option<&str>) -> Outcome {
    let (zone, now) = (home.zone()?, now());
    let day = match date {
        Some(date) => Day::parse(date, &zone, now)?,
        None => Day::today(&zone, now),
    };
    let shown = home.open()?.on_this_day(day, &zone, now)?;
    out.answer(&shown, |shown| match shown.items.as_slice() {
        _ if shown.resting => "Memories rest today, as you asked.".to_owned(),
        [] => "Nothing from earlier years.".to_owned(),
        items => items.iter().map(|item| line(item, out)).collect::<Vec<_>>().join("\n"),
    })?;
    DONE
}

/// Weeks as lines, a dot behind each day that holds something.
fn grid(month: &Month) -> String {
    const NAMES: [&str; 7] = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];
    let turn = usize::try_from(month.week_start - 1).unwrap_or(0);
    let names = NAMES.iter().cycle().skip(turn).take(7);
    let names: Vec<String> = names.map(|name| format!(" {name}")).collect();
    let mut lines = vec![month.month.clone(), names.join(" ")];
    let before = (month.first_weekday - month.week_start).rem_euclid(7);
    let mut week = vec!["    ".to_owned(); usize::try_from(before).unwrap_or(0)];
    for day in 1..=month.length {
        let date = format!("{}-{day:02}", month.month);
        let holds = month.days.iter().any(|held| held.date == date);
        week.push(format!("{day:>3}{}", if holds { '·' } else { ' ' }));
        if week.len() == 7 || day == month.length {
            lines.push(week.concat().trim_end().to_owned());
            week.clear();
        }
    }
    lines.join("\n")
}

/// For screen readers.
fn listed(month: &Month) -> String {
    let mut lines = vec![month.month.clone()];
    if month.days.is_empty() {
        lines.push("nothing yet".to_owned());
    }
    let counted =
        |n: u64, one: &str, many: &str| format!("{n} {}", if n == 1 { one } else { many });
    lines.extend(month.days.iter().map(|day| {
        let entries = counted(day.entries, "entry", "entries");
        format!("{}: {entries}, {}", day.date, counted(day.notes, "note", "notes"))
    }));
    lines.join("\n")
}
