//! What was tried, from the terminal.

use clap::Subcommand;
use requite::{AttemptItem, NewAttempt};

use super::At;
use crate::{
    args::{About, Page},
    commands::{DONE, Outcome, entries::short, show_page},
    home::{Home, now},
    input,
    output::{Output, written},
};

#[derive(Debug, Subcommand)]
pub(crate) enum Action {
    /// Note something that you tried
    Add {
        /// With whom, by name or id
        person: String,
        /// asked_clearly, gave_time, asked_again, changed_what_i_offer or other
        step: String,
        /// A line about it, or - for standard input
        text: Option<String>,
        /// What came back: none_yet, met, partly, declined_kindly, ignored
        #[arg(long)]
        response: Option<String>,
        #[command(flatten)]
        at: At,
    },
    /// What came back later
    Answer {
        /// Its id, or the beginning of it
        id: String,
        /// met, partly, declined_kindly, ignored or none_yet
        response: String,
    },
    /// What you tried, newest first
    List {
        #[command(flatten)]
        about: About,
        #[command(flatten)]
        page: Page,
    },
}

pub(super) fn run(home: &Home, out: &Output, action: Action) -> Outcome {
    let zone = home.zone()?;
    match action {
        Action::Add { person, step, text, response, at } => {
            let line = text.as_deref().map(input::text).transpose()?;
            let attempt = NewAttempt { person, step, line, response, when: at.into() };
            let wrote = home.open()?.add_attempt(&attempt, &zone, now())?;
            out.answer(&wrote, |wrote| format!("Noted {} for {}.", short(&wrote.id), wrote.date))?;
        }
        Action::Answer { id, response } => {
            let item = home.open()?.answer_attempt(&id, &response)?;
            out.answer(&item, |item| format!("Noted.\n{}", line(item, out)))?;
        }
        Action::List { about, page } => {
            let person = about.person();
            let page = home.open()?.attempts(person.as_deref(), &page.into(), &zone, now())?;
            show_page(out, &page, |item| line(item, out), "Nothing noted yet.")?;
        }
    }
    DONE
}

fn line(item: &AttemptItem, out: &Output) -> String {
    let mut parts = vec![
        out.dim(short(&item.id)),
        item.date.clone(),
        written(&item.person),
        item.step.replace('_', " "),
        written(&item.line),
    ];
    if item.response != "none_yet" {
        parts.push(item.response.replace('_', " "));
    }
    parts.retain(|part| !part.is_empty());
    parts.join("  ")
}
