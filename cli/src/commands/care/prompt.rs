//! Prompts from the terminal.

use clap::Subcommand;
use requite::PromptItem;
use serde_json::json;

use super::lines;
use crate::{
    commands::{DONE, Outcome, entries::short},
    home::Home,
    input,
    output::{Output, written},
};

#[derive(Debug, Subcommand)]
pub(crate) enum Action {
    /// Add a question of your own
    Add {
        /// The question, or - for standard input
        text: String,
    },
    /// All questions, by set
    List,
    /// Ask one no more
    Hide {
        /// Its key, or the beginning of it
        key: String,
    },
    /// Ask it again
    Show {
        /// Its key, or the beginning of it
        key: String,
    },
    /// Say one of your own in other words
    Reword {
        /// Its key, or the beginning of it
        key: String,
        /// The question, or - for standard input
        text: String,
    },
    /// Put one of your own behind another, or in front of all
    Move {
        /// Its key, or the beginning of it
        key: String,
        /// The key of the one before it
        #[arg(long, value_name = "KEY")]
        after: Option<String>,
    },
}

pub(super) fn run(home: &Home, out: &Output, action: Action) -> Outcome {
    let mut practice = home.open()?;
    let (prompt, said) = match action {
        Action::List => {
            let items = practice.prompts()?;
            out.answer(&json!({"items": items}), |_| lines(&items, |item| line(item, out), ""))?;
            return DONE;
        }
        Action::Add { text } => (practice.add_prompt(&input::line(&text)?)?, "Added"),
        Action::Hide { key } => (practice.hide_prompt(&key)?, "Asked no more"),
        Action::Show { key } => (practice.show_prompt(&key)?, "Asked again"),
        Action::Reword { key, text } => {
            (practice.reword_prompt(&key, &input::line(&text)?)?, "Asked so from now on")
        }
        Action::Move { key, after } => (practice.move_prompt(&key, after.as_deref())?, "Moved"),
    };
    out.answer(&prompt, |prompt| format!("{said}: {}", line(prompt, out)))?;
    DONE
}

fn line(item: &PromptItem, out: &Output) -> String {
    let key = if item.set == "own" { short(&item.id) } else { &item.id };
    let mut parts = vec![out.dim(key), written(&item.text)];
    if item.hidden {
        parts.push(out.dim("hidden"));
    }
    parts.join("  ")
}
