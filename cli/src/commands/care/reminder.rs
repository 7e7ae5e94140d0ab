//! Reminders from the terminal.

use clap::Subcommand;
use requite::{NewReminder, ReminderItem};
use serde_json::json;

use super::lines;
use crate::{
    commands::{DONE, Outcome, entries::short},
    home::{Home, now},
    output::Output,
};

#[derive(Debug, Subcommand)]
pub(crate) enum Action {
    /// Set one
    Add {
        /// morning, midday, evening, night, or HH:MM-HH:MM
        window: String,
        /// On these days: mon,thu (default: every day)
        #[arg(long, value_delimiter = ',')]
        days: Vec<String>,
        /// What it says: write, look_back, small_thing
        #[arg(long)]
        text: Option<String>,
        /// The last day: YYYY-MM-DD, "in 3 weeks"
        #[arg(long, value_name = "DATE")]
        until: Option<String>,
    },
    /// All of them, and which windows are open now
    List,
    /// Turn one off, on all your devices
    Off {
        /// Its id, or the beginning of it
        id: String,
    },
    /// Turn it on again
    On {
        /// Its id, or the beginning of it
        id: String,
    },
    /// Give it another window
    Window {
        /// Its id, or the beginning of it
        id: String,
        /// morning, midday, evening, night, or HH:MM-HH:MM
        window: String,
    },
}

pub(super) fn run(home: &Home, out: &Output, action: Action) -> Outcome {
    let (zone, now) = (home.zone()?, now());
    let mut practice = home.open()?;
    let reminder = match action {
        Action::List => {
            let items = practice.reminders(&zone, now)?;
            let nothing = "None. Set one with: requite reminder add evening";
            out.answer(&json!({"items": items}), |_| {
                lines(&items, |item| line(item, out), nothing)
            })?;
            return DONE;
        }
        Action::Add { window, days, text, until } => {
            practice.add_reminder(&NewReminder { window, days, text, until }, &zone, now)?
        }
        Action::Off { id } => practice.reminder_off(&id, &zone, now)?,
        Action::On { id } => practice.reminder_on(&id, &zone, now)?,
        Action::Window { id, window } => practice.reminder_window(&id, &window, &zone, now)?,
    };
    out.answer(&reminder, |reminder| line(reminder, out))?;
    DONE
}

fn line(item: &ReminderItem, out: &Output) -> String {
    let mut parts = vec![out.dim(short(&item.id)), item.window.clone()];
    parts.push(if item.days.is_empty() { "every day".to_owned() } else { item.days.join(", ") });
    parts.push(item.text.replace('_', " "));
    parts.extend(item.until.as_ref().map(|day| format!("until {day}")));
    match (item.on, item.open) {
        (false, _) => parts.push(out.dim("off")),
        (true, true) => parts.push("open now".to_owned()),
        (true, false) => {}
    }
    parts.join("  ")
}
