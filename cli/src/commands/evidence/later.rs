//! Milestones and notes for later days, from the terminal.

use clap::Subcommand;
use requite::SealedItem;
use serde_json::json;

use super::said;
use crate::{
    commands::{DONE, Outcome, entries::short},
    home::{Home, now},
    input,
    output::{Output, written},
};

#[derive(Debug, Subcommand)]
pub(crate) enum Action {
    /// Write a note that stays shut until a day
    Write {
        /// The note; else standard input, or your $EDITOR
        text: Option<String>,
        /// The day from which it can be opened
        #[arg(long, value_name = "DATE")]
        opens: String,
    },
    /// Which there are, and when they open
    List,
    /// Open one whose day has come
    Open {
        /// Its id, or the beginning of it
        id: String,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum MilestoneAction {
    /// Name a day
    Add {
        /// Its name, or - for standard input; asked for if left out
        text: Option<String>,
        /// The day (default: today)
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
    },
    /// Newest first
    List,
}

pub(super) fn run(home: &Home, out: &Output, action: Action) -> Outcome {
    let zone = home.zone()?;
    match action {
        Action::Write { text, opens } => {
            let text = input::long_text(text.as_deref(), "")?;
            let note = home.open()?.seal_note(&text, &opens, &zone, now())?;
            out.answer(&note, |note| {
                format!("Sealed {} until {}.", short(&note.id), note.opens_on)
            })?;
        }
        Action::List => {
            let notes = home.open()?.sealed_notes(&zone, now())?;
            out.answer(&json!({"items": notes}), |_| match notes.as_slice() {
                [] => "No notes for later yet.".to_owned(),
                notes => notes.iter().map(|note| line(note, out)).collect::<Vec<_>>().join("\n"),
            })?;
        }
        Action::Open { id } => {
            let note = home.open()?.open_note(&id, &zone, now())?;
            out.answer(&note, |note| written(note.text.as_deref().unwrap_or_default()))?;
        }
    }
    DONE
}

pub(super) fn milestone(home: &Home, out: &Output, action: MilestoneAction) -> Outcome {
    let zone = home.zone()?;
    match action {
        MilestoneAction::Add { text, on } => {
            let text = said(text.as_deref(), "What do you call it?")?;
            let wrote = home.open()?.add_milestone(&text, on.as_deref(), &zone, now())?;
            out.answer(&wrote, |wrote| format!("Noted {} for {}.", short(&wrote.id), wrote.date))?;
        }
        MilestoneAction::List => {
            let items = home.open()?.milestones()?;
            out.answer(&json!({"items": items}), |_| match items.as_slice() {
                [] => "No days named yet.".to_owned(),
                items => {
                    let lines = items.iter().map(|item| {
                        format!(
                            "{}  {}  {}",
                            out.dim(short(&item.id)),
                            item.on,
                            written(&item.text)
                        )
                    });
                    lines.collect::<Vec<_>>().join("\n")
                }
            })?;
        }
    }
    DONE
}

fn line(note: &SealedItem, out: &Output) -> String {
    let how = match (note.ready, note.opened) {
        (_, true) => "opened",
        (true, false) => "its day has come",
        (false, false) => "shut",
    };
    format!("{}  {}  {how}", out.dim(short(&note.id)), note.opens_on)
}
