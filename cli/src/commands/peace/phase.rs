//! Seeing somebody less, from the terminal.

use clap::Subcommand;
use requite::{Move, PhaseView};
use serde_json::json;

use super::goodbye::StepAction;
use crate::{
    commands::{DONE, Outcome, entries::short},
    home::{Home, now},
    input,
    output::{Output, written},
};

#[derive(Debug, Subcommand)]
pub(crate) enum Action {
    /// Begin
    Start {
        /// Whom, by name or id
        person: String,
        /// weekly, fortnightly, monthly, occasions or none
        #[arg(long, default_value = "weekly")]
        level: String,
    },
    /// One level less
    Next {
        /// Its id, or the beginning of it
        id: String,
    },
    /// One level more again
    Back {
        /// Its id, or the beginning of it
        id: String,
    },
    /// Steps of the plan
    Step {
        #[command(subcommand)]
        action: StepAction,
    },
    /// Plans, newest first
    List {
        /// With somebody, by name or id
        person: Option<String>,
    },
}

pub(super) fn run(home: &Home, out: &Output, action: Action) -> Outcome {
    let zone = home.zone()?;
    let view = match action {
        Action::Start { person, level } => {
            let wrote = home.open()?.start_phase(&person, &level, &zone, now())?;
            out.answer(&wrote, |wrote| format!("Begun: {}.", short(&wrote.id)))?;
            return DONE;
        }
        Action::List { person } => {
            let items = home.open()?.phases(person.as_deref(), &zone, now())?;
            out.answer(&json!({"items": items}), |_| match items.as_slice() {
                [] => "No plans.".to_owned(),
                items => items.iter().map(|item| shown(item, out)).collect::<Vec<_>>().join("\n"),
            })?;
            return DONE;
        }
        Action::Next { id } => home.open()?.move_phase(&id, Move::Less)?,
        Action::Back { id } => home.open()?.move_phase(&id, Move::More)?,
        Action::Step { action: StepAction::Add { id, text } } => {
            home.open()?.add_phase_step(&id, &input::text(&text)?)?
        }
        Action::Step { action: StepAction::Done { id, key } } => {
            home.open()?.do_phase_step(&id, &key, &zone, now())?
        }
    };
    out.answer(&view, |view| shown(view, out))?;
    DONE
}

fn shown(view: &PhaseView, out: &Output) -> String {
    let head = [
        out.dim(short(&view.id)),
        view.started.clone(),
        written(&view.person),
        view.level.to_owned(),
    ];
    let mut lines = vec![head.join("  ")];
    for step in &view.steps {
        let done = step.done.as_ref().map_or("open".to_owned(), |day| format!("done on {day}"));
        lines.push(format!("  {}  {}  {done}", out.dim(&step.key), written(&step.text)));
    }
    lines.join("\n")
}
