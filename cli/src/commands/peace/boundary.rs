//! Boundaries from the terminal.

use clap::{Args, Subcommand};
use requite::{BoundaryItem, BoundaryWeek, NewBoundary, PracticeError, WEEKDAYS};
use serde_json::json;

use crate::{
    commands::{
        DONE, Outcome,
        entries::short,
        evidence::{At, said},
    },
    failure::Failure,
    home::{Home, now},
    input,
    output::{Output, written},
};

#[derive(Debug, Subcommand)]
pub(crate) enum Action {
    /// Set a boundary: when this happens, I will do that
    Add(Add),
    /// It was held
    Held(Noted),
    /// It was bent
    Bent(Noted),
    /// It was crossed
    Crossed(Noted),
    /// It no longer holds
    End {
        /// Its id, or the beginning of it
        id: String,
    },
    /// This week against your limits: says so before, not after
    Week {
        /// With somebody, by name or id
        person: Option<String>,
    },
    /// What you agreed with yourself, to read before seeing somebody
    Before {
        /// Whom, by name or id
        person: String,
    },
    /// Boundaries, newest first
    List {
        /// With somebody, by name or id
        person: Option<String>,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Add {
    /// When this happens; asked for if left out
    when: Option<String>,
    /// I will; asked for if left out
    i_will: Option<String>,
    /// With whom, by name or id
    #[arg(long, value_name = "NAME")]
    person: Option<String>,
    /// Contacts a week at most
    #[arg(long, value_name = "N")]
    per_week: Option<i64>,
    /// Minutes of one contact at most
    #[arg(long, value_name = "N")]
    minutes: Option<i64>,
    /// Only on these days: mon,tue,wed,thu,fri,sat,sun
    #[arg(long, value_delimiter = ',')]
    days: Vec<String>,
    /// Only this way: in_person, call, message, letter, other (may be repeated)
    #[arg(long)]
    channel: Vec<String>,
    /// Not about this (may be repeated)
    #[arg(long)]
    topic: Vec<String>,
    /// A day to look at it again
    #[arg(long, value_name = "DATE")]
    review: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Noted {
    /// Its id, or the beginning of it
    id: String,
    /// A line about it, or - for standard input
    text: Option<String>,
    /// By whom: me or them
    #[arg(long, default_value = "me")]
    by: String,
    #[command(flatten)]
    at: At,
}

pub(super) fn run(home: &Home, out: &Output, action: Action) -> Outcome {
    let zone = home.zone()?;
    match action {
        Action::Add(add) => {
            let boundary = NewBoundary {
                person: add.person,
                when: said(add.when.as_deref(), "When this happens:")?,
                i_will: said(add.i_will.as_deref(), "I will:")?,
                days: weekdays(&add.days)?,
                per_week: add.per_week,
                minutes: add.minutes,
                channels: add.channel,
                topics: add.topic,
                review: add.review,
            };
            let wrote = home.open()?.add_boundary(&boundary, &zone, now())?;
            out.answer(&wrote, |wrote| format!("Set {}.", short(&wrote.id)))?;
            DONE
        }
        Action::Held(noted) => note(home, out, "held", noted),
        Action::Bent(noted) => note(home, out, "bent", noted),
        Action::Crossed(noted) => note(home, out, "crossed", noted),
        Action::End { id } => {
            let item = home.open()?.end_boundary(&id)?;
            out.answer(&item, |item| line(item, out))?;
            DONE
        }
        Action::Week { person } => week(home, out, person.as_deref()),
        Action::Before { person } => {
            let items = home.open()?.boundaries_before(&person, &zone, now())?;
            list(out, &items, "Nothing is agreed yet. Go gently.")
        }
        Action::List { person } => {
            let items = home.open()?.boundaries(person.as_deref(), &zone, now())?;
            list(out, &items, "No boundaries yet.")
        }
    }
}

fn note(home: &Home, out: &Output, result: &str, noted: Noted) -> Outcome {
    let zone = home.zone()?;
    let line = noted.text.as_deref().map(input::text).transpose()?;
    let when = noted.at.into();
    let mut practice = home.open()?;
    let wrote = practice.note_boundary(
        &noted.id,
        result,
        &noted.by,
        line.as_deref(),
        &when,
        (&zone, now()),
    )?;
    out.answer(&wrote, |wrote| format!("Noted {} for {}.", short(&wrote.id), wrote.date))?;
    DONE
}

fn week(home: &Home, out: &Output, person: Option<&str>) -> Outcome {
    let zone = home.zone()?;
    let weeks = home.open()?.boundary_week(person, &zone, now())?;
    out.answer(&json!({"items": weeks}), |_| {
        let lines = weeks.iter().map(in_words);
        let lines: Vec<String> = lines.collect();
        if lines.is_empty() { "No limits for a week are set.".to_owned() } else { lines.join("\n") }
    })?;
    DONE
}

fn in_words(week: &BoundaryWeek) -> String {
    if !week.arrived {
        return "Somebody whose page has not arrived on this device yet: nothing is counted. It comes with a sync."
            .to_owned();
    }
    let who = week.person.as_ref().map_or("everybody".to_owned(), |name| written(name));
    let mut said = Vec::new();
    if let Some(per_week) = week.per_week {
        let next = match (week.next_is_beyond, week.contacts > per_week) {
            (_, true) => "That is more than you wanted.",
            (true, false) => "The next one would be more than you wanted.",
            (false, false) => "There is room.",
        };
        said.push(format!("{} of {per_week} since {}. {next}", week.contacts, week.from));
    } else {
        said.push(format!("{} since {}.", counted(week.contacts, "contact"), week.from));
    }
    if let Some(each) = week.minutes_each {
        said.push(format!("{} noted;", counted(week.minutes, "minute")));
        said.push(match week.longer {
            0 => format!("none longer than the {each} you wanted."),
            longer => format!("{longer} longer than the {each} you wanted."),
        });
    }
    format!("{who}: {}", said.join(" "))
}

fn counted(count: i64, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

fn list(out: &Output, items: &[BoundaryItem], nothing: &str) -> Outcome {
    out.answer(&json!({"items": items}), |_| match items {
        [] => nothing.to_owned(),
        items => items.iter().map(|item| line(item, out)).collect::<Vec<_>>().join("\n"),
    })?;
    DONE
}

fn line(item: &BoundaryItem, out: &Output) -> String {
    let mut parts = vec![out.dim(short(&item.id))];
    parts.extend(item.person.as_ref().map(|name| match name.as_str() {
        "" => "somebody whose page has not arrived yet".to_owned(),
        name => written(name),
    }));
    parts.push(format!("when {}, I will {}", written(&item.when), written(&item.i_will)));
    parts.extend(item.per_week.map(|times| format!("{times} a week")));
    parts.extend(item.minutes.map(|minutes| format!("{minutes} min")));
    if !item.days.is_empty() {
        let days = item.days.iter().filter_map(|day| WEEKDAYS.get(usize::try_from(day - 1).ok()?));
        parts.push(format!("only on {}", days.copied().collect::<Vec<_>>().join(", ")));
    }
    if !item.channels.is_empty() {
        parts.push(format!("only by {}", item.channels.join(", ").replace('_', " ")));
    }
    if !item.topics.is_empty() {
        parts.push(format!("not about {}", written(&item.topics.join(", ").replace('_', " "))));
    }
    parts.extend(item.review_on.as_ref().map(|day| format!("look again on {day}")));
    let (me, them) = (item.noted.me, item.noted.them);
    parts.push(out.dim(&format!(
        "me: {} held, {} bent, {} crossed; them: {} held, {} bent, {} crossed",
        me.held, me.bent, me.crossed, them.held, them.bent, them.crossed
    )));
    if !item.active {
        parts.push("ended".to_owned());
    }
    parts.join("  ")
}

fn weekdays(names: &[String]) -> Result<Vec<i64>, Failure> {
    let number = |name: &String| {
        let name = name.trim().to_lowercase();
        let place = WEEKDAYS.iter().position(|day| *day == name || day.get(..3) == Some(&name));
        let place = place.and_then(|place| i64::try_from(place + 1).ok());
        place.ok_or(PracticeError::Word { what: "day", one_of: WEEKDAYS })
    };
    Ok(names.iter().map(number).collect::<Result<_, _>>()?)
}
