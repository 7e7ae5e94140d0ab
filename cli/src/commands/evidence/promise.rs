//! Promises from the terminal.

use clap::{Args, Subcommand};
use requite::{NewPromise, PromiseItem, PromiseQuery};
use serde_json::json;

use super::{said, two_ways};
use crate::{
    args::{About, Page},
    commands::{DONE, Outcome, entries::short, show_page},
    home::{Home, now},
    output::{Output, written},
};

#[derive(Debug, Subcommand)]
pub(crate) enum Action {
    /// Note a promise
    Add(Add),
    /// Say what became of it
    Resolve {
        /// Its id, or the beginning of it
        id: String,
        /// kept, partly, not_kept, excused or released
        outcome: String,
        /// The day on which that was clear
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
    },
    /// It is open again
    Reopen {
        /// Its id, or the beginning of it
        id: String,
    },
    /// Something that you wrote or noted shows how it went
    Link {
        /// Its id, or the beginning of it
        id: String,
        /// The id of what shows it
        record: String,
    },
    /// Open promises whose day has come
    Due,
    /// Promises, newest first
    List {
        #[command(flatten)]
        about: About,
        /// Marked so: open, kept, partly, not_kept, excused, released
        #[arg(long)]
        outcome: Option<String>,
        #[command(flatten)]
        page: Page,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Add {
    /// With whom, by name or id
    person: String,
    /// What was promised, or - for standard input; asked for if left out
    text: Option<String>,
    /// Who promised: them or me
    #[arg(long, value_name = "SIDE")]
    by: Option<String>,
    /// The day on which it was made
    #[arg(long, short = 'd', alias = "date", value_name = "DATE")]
    made: Option<String>,
    /// The day on which it is due: 2026-11-30, friday, "in 2 weeks"
    #[arg(long, value_name = "DATE")]
    due: Option<String>,
    /// How firm that day is: on, by or around
    #[arg(long, value_name = "KIND", requires = "due")]
    due_kind: Option<String>,
    /// small, medium or big
    #[arg(long)]
    size: Option<String>,
}

pub(super) fn run(home: &Home, out: &Output, action: Action) -> Outcome {
    let zone = home.zone()?;
    match action {
        Action::Add(add) => {
            let promise = NewPromise {
                person: add.person,
                text: said(add.text.as_deref(), "What was promised?")?,
                by: add.by,
                made: add.made,
                due: add.due,
                due_kind: add.due_kind,
                size: add.size,
            };
            let wrote = home.open()?.add_promise(&promise, &zone, now())?;
            out.answer(&wrote, |wrote| format!("Noted {}.", short(&wrote.id)))?;
        }
        Action::Resolve { id, outcome, on } => {
            let item = home.open()?.resolve_promise(&id, &outcome, on.as_deref(), &zone, now())?;
            out.answer(&item, |item| format!("Noted.\n{}", line(item, out)))?;
        }
        Action::Reopen { id } => {
            let item = home.open()?.resolve_promise(&id, "open", None, &zone, now())?;
            out.answer(&item, |item| format!("It is open again.\n{}", line(item, out)))?;
        }
        Action::Link { id, record } => {
            let item = home.open()?.link_promise(&id, &record)?;
            out.answer(&item, |item| format!("Linked.\n{}", line(item, out)))?;
        }
        Action::Due => {
            let items = home.open()?.due_promises(&zone, now())?;
            list(out, &items, "Nothing to ask about today.")?;
        }
        Action::List { about, outcome, page } => {
            let query = PromiseQuery { person: about.person(), outcome };
            let page = home.open()?.promises(&query, &page.into(), &zone, now())?;
            show_page(out, &page, |item| line(item, out), "No promises noted yet.")?;
        }
    }
    DONE
}

fn list(out: &Output, items: &[PromiseItem], nothing: &str) -> Result<(), crate::failure::Shell> {
    out.answer(&json!({"items": items}), |_| match items {
        [] => nothing.to_owned(),
        items => items.iter().map(|item| line(item, out)).collect::<Vec<_>>().join("\n"),
    })
}

pub(crate) fn line(item: &PromiseItem, out: &Output) -> String {
    let who = if item.by == "me" { "you promised" } else { "promised" };
    let name = written(&item.person);
    let who = if item.by == "me" { format!("{who} {name}") } else { format!("{name} {who}") };
    let mut parts = vec![out.dim(short(&item.id)), item.made.clone(), who, written(&item.text)];
    if let Some(due) = &item.due {
        parts.push(out.dim(&format!("{} {}", due.kind, due.date)));
    }
    parts.push(match &item.outcome {
        Some(outcome) => outcome.replace('_', " "),
        None => two_ways(&item.marked, &format!("requite promise resolve {}", short(&item.id))),
    });
    parts.join("  ")
}
