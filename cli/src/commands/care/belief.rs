//! Old beliefs and kinder truths, from the terminal.

use clap::Subcommand;
use requite::{BeliefItem, Which};
use serde_json::json;

use super::lines;
use crate::{
    ask,
    commands::{DONE, Outcome, entries::short},
    home::{Home, now},
    input,
    output::{Output, written},
};

#[derive(Debug, Subcommand)]
pub(crate) enum Action {
    /// Note what you believed of yourself, and what is truer
    Add {
        /// The old sentence, or - for standard input
        old: String,
        /// The kinder one (asked for where it is not given)
        #[arg(long, value_name = "TEXT")]
        kinder: Option<String>,
    },
    /// Add what shows it: a line, or the id of something that you wrote
    Evidence {
        /// Its id, or the beginning of it
        id: String,
        /// A line or - for standard input, or eight digits of an id at least
        what: String,
    },
    /// Beliefs, newest first
    List {
        /// Those that you no longer need too
        #[arg(long)]
        all: bool,
    },
    /// You no longer need it
    End {
        /// Its id, or the beginning of it
        id: String,
    },
}

pub(super) fn run(home: &Home, out: &Output, action: Action) -> Outcome {
    let zone = home.zone()?;
    let mut practice = home.open()?;
    let (belief, said) = match action {
        Action::List { all } => {
            let which = if all { Which::All } else { Which::Active };
            let items = practice.beliefs(which, &zone, now())?;
            let nothing = "None yet. Begin with: requite belief add \"…\" --kinder \"…\"";
            out.answer(&json!({"items": items}), |_| {
                lines(&items, |item| card(item, out), nothing)
            })?;
            return DONE;
        }
        Action::Add { old, kinder } => {
            let old = input::line(&old)?;
            let kinder = match kinder {
                Some(kinder) => input::line(&kinder)?,
                None => ask::ask("What is truer, and kinder?")?.unwrap_or_default(),
            };
            (practice.add_belief(&old, &kinder, &zone, now())?, "Noted.")
        }
        Action::Evidence { id, what } => {
            let what = input::line(&what)?;
            (practice.add_belief_evidence(&id, &what, &zone, now())?, "Added.")
        }
        Action::End { id } => (practice.end_belief(&id, &zone, now())?, "Let go."),
    };
    out.answer(&belief, |belief| format!("{said}\n{}", card(belief, out)))?;
    DONE
}

fn card(item: &BeliefItem, out: &Output) -> String {
    let mut said = vec![format!("{}  {}", out.dim(short(&item.id)), out.dim(&written(&item.old)))];
    said.push(format!("  {}", out.bold(&written(&item.kinder))));
    for evidence in &item.evidence {
        let text = match (evidence.text.as_str(), &evidence.record) {
            ("", Some(id)) => out.dim(short(id)),
            (text, _) => written(text),
        };
        said.push(format!("  - {text}"));
    }
    said.join("\n")
}
