//! Care for oneself, from the terminal.

use clap::Subcommand;
use requite::{CareItem, CareToday, NewCareDay, Rhythm, When, Which};
use serde_json::json;

use super::lines;
use crate::{
    commands::{DONE, Outcome, entries::short},
    home::{Home, now},
    input,
    output::{Output, written},
};

#[derive(Debug, Subcommand)]
pub(crate) enum Action {
    /// Put a small thing on your menu
    Add {
        /// What, or - for standard input
        text: String,
        /// body, rest, people, joy or words
        #[arg(long)]
        area: Option<String>,
    },
    /// Your menu, by name
    List {
        /// What is no longer on it too
        #[arg(long)]
        all: bool,
    },
    /// One small thing for today, of what helped you before
    Today,
    /// You did it; twice on one day is once
    Done {
        /// Its name, its id or the beginning of that
        care: String,
        /// The day: YYYY-MM-DD, yesterday
        #[arg(long, short, value_name = "DATE")]
        date: Option<String>,
        /// How you were before, -2 to 2
        #[arg(long, value_name = "N", allow_negative_numbers = true)]
        before: Option<i64>,
        /// How you are after it, -2 to 2
        #[arg(long, value_name = "N", allow_negative_numbers = true)]
        felt: Option<i64>,
    },
    /// Say how much it helped, -2 to 2
    Helped {
        /// Its name, its id or the beginning of that
        care: String,
        /// From -2 to 2
        #[arg(value_name = "N", allow_negative_numbers = true)]
        how_much: i64,
        /// The day: YYYY-MM-DD, yesterday
        #[arg(long, short, value_name = "DATE")]
        date: Option<String>,
    },
    /// The last 14 days; no streaks
    Rhythm,
    /// Take it off the menu; what you noted stays
    End {
        /// Its name, its id or the beginning of that
        care: String,
    },
    /// Put it on the menu again
    Again {
        /// Its name, its id or the beginning of that
        care: String,
    },
    /// A letter to yourself
    Letter {
        /// The letter, or - for standard input (default: your $EDITOR)
        text: Option<String>,
        /// The day: YYYY-MM-DD, yesterday
        #[arg(long, short, value_name = "DATE")]
        date: Option<String>,
    },
}

pub(super) fn run(home: &Home, out: &Output, action: Action) -> Outcome {
    let zone = home.zone()?;
    match action {
        Action::Add { text, area } => {
            let care = home.open()?.add_care(&input::line(&text)?, area.as_deref())?;
            out.answer(&care, |care| format!("On your menu: {}.", line(care, out)))?;
        }
        Action::List { all } => {
            let items = home.open()?.care(if all { Which::All } else { Which::Active })?;
            let nothing =
                "Nothing on your menu yet. Add a small thing: requite care add \"tea in the sun\"";
            out.answer(&json!({"items": items}), |_| {
                lines(&items, |item| line(item, out), nothing)
            })?;
        }
        Action::Today => {
            let today = home.open()?.care_today(&zone, now())?;
            out.answer(&today, offered)?;
        }
        Action::Done { care, date, before, felt } => {
            let day = NewCareDay { date, before, felt };
            let day = home.open()?.care_done(&care, &day, &zone, now())?;
            out.answer(&day, |day| format!("Noted for {}: {}.", day.date, written(&day.text)))?;
        }
        Action::Helped { care, how_much, date } => {
            let mut practice = home.open()?;
            let care = practice.care_helped(&care, how_much, date.as_deref(), &zone, now())?;
            out.answer(&care, |_| "Noted.".to_owned())?;
        }
        Action::Rhythm => {
            let rhythm = home.open()?.care_rhythm(&zone, now())?;
            out.answer(&rhythm, told)?;
        }
        Action::End { care } => {
            let care = home.open()?.end_care(&care)?;
            out.answer(&care, |_| "Off the menu. What you noted stays.".to_owned())?;
        }
        Action::Again { care } => {
            let care = home.open()?.resume_care(&care)?;
            out.answer(&care, |care| format!("On your menu again: {}.", line(care, out)))?;
        }
        Action::Letter { text, date } => {
            let letter = input::long_text(text.as_deref(), "")?;
            let when = When { date, time: None };
            let wrote = home.open()?.write_to_self(&letter, &when, &zone, now())?;
            out.answer(&wrote, |wrote| format!("Kept {}, for you.", short(&wrote.id)))?;
        }
    }
    DONE
}

fn line(item: &CareItem, out: &Output) -> String {
    let mut parts = vec![out.dim(short(&item.id)), written(&item.text)];
    if !item.area.is_empty() {
        parts.push(out.dim(&item.area));
    }
    if !item.active {
        parts.push(out.dim("off the menu"));
    }
    parts.join("  ")
}

fn offered(today: &CareToday) -> String {
    match &today.care {
        None => "Your menu is empty. Add a small thing: requite care add \"tea in the sun\"".into(),
        Some(care) if today.done => format!("Done today: {}. Good.", written(&care.text)),
        Some(care) => {
            let why = if today.helped { " It helped before." } else { "" };
            let (what, id) = (written(&care.text), short(&care.id));
            format!("Today, if you like: {what}.{why}\nAfterwards: requite care done {id}")
        }
    }
}

fn told(rhythm: &Rhythm) -> String {
    let mut said = vec![format!("Care on {} of the last {} days.", rhythm.with_care, rhythm.days)];
    for day in &rhythm.items {
        let care: Vec<String> = day.care.iter().map(|care| written(care)).collect();
        said.push(format!("{}  {}", day.date, care.join(", ")));
    }
    said.join("\n")
}
