//! Pages of two columns, from the terminal.

use clap::{Args, Subcommand};
use requite::{ColumnLine, Columns, DayItem, Memories, NewLine};
use serde_json::json;

use super::said;
use crate::{
    args::{About, Page},
    commands::{DONE, Outcome, entries::short, show_page},
    home::{Home, now},
    input,
    output::{Output, written},
};

#[derive(Debug, Subcommand)]
pub(crate) enum Action {
    /// Note a line
    Add(Add),
    /// Both columns, newest first
    List {
        #[command(flatten)]
        about: About,
        #[command(flatten)]
        page: Page,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Add {
    /// Which column
    side: String,
    /// The line, or - for standard input; asked for if left out
    text: Option<String>,
    /// About whom, by name or id
    #[arg(long, value_name = "NAME")]
    person: Option<String>,
    /// The day of the note
    #[arg(long, short, value_name = "DATE")]
    date: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum HopeAction {
    /// Note a line: hope or see
    Add {
        #[command(flatten)]
        add: Add,
        /// A day to look at it again
        #[arg(long, value_name = "DATE")]
        review: Option<String>,
    },
    /// Set the day to look again; without --on, take it away
    Review {
        /// Its id, or the beginning of it
        id: String,
        /// The day
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
    },
    /// Both columns, newest first
    List {
        #[command(flatten)]
        about: About,
        #[command(flatten)]
        page: Page,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum GriefAction {
    /// Note a line: letting_go or keeping
    #[command(alias = "note")]
    Add(Add),
    /// Both columns, newest first
    List {
        #[command(flatten)]
        about: About,
        #[command(flatten)]
        page: Page,
    },
    /// Days of the year that hurt
    Date {
        #[command(subcommand)]
        action: DateAction,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum DateAction {
    /// Name a day of the year
    Add {
        /// MM-DD
        day: String,
        /// What it is
        label: String,
        /// No memories come up on it
        #[arg(long, alias = "mute")]
        rest: bool,
    },
    /// No memories on this day
    #[command(alias = "mute")]
    Rest {
        /// Its id, or the beginning of it
        id: String,
    },
    /// Memories may come again
    #[command(alias = "unmute")]
    Wake {
        /// Its id, or the beginning of it
        id: String,
    },
    /// In the order of the year
    List,
}

pub(super) fn run(home: &Home, out: &Output, page: Columns, action: Action) -> Outcome {
    match action {
        Action::Add(add) => note(home, out, page, add, None),
        Action::List { about, page: part } => {
            list(home, out, page, about.person().as_deref(), part)
        }
    }
}

pub(super) fn hope(home: &Home, out: &Output, action: HopeAction) -> Outcome {
    match action {
        HopeAction::Add { add, review } => note(home, out, Columns::Hopes, add, review),
        HopeAction::List { about, page } => {
            list(home, out, Columns::Hopes, about.person().as_deref(), page)
        }
        HopeAction::Review { id, on } => {
            let zone = home.zone()?;
            let item = home.open()?.review_hope(&id, on.as_deref(), &zone, now())?;
            out.answer(&item, |item| format!("Noted.\n{}", line(item, out)))?;
            DONE
        }
    }
}

pub(super) fn grief(home: &Home, out: &Output, action: GriefAction) -> Outcome {
    let action = match action {
        GriefAction::Add(add) => return note(home, out, Columns::Grief, add, None),
        GriefAction::List { about, page } => {
            return list(home, out, Columns::Grief, about.person().as_deref(), page);
        }
        GriefAction::Date { action } => action,
    };
    let mut practice = home.open()?;
    let item = match action {
        DateAction::Add { day, label, rest } => {
            let memories = if rest { Memories::Rest } else { Memories::Come };
            practice.add_grief_date(&day, &input::line(&label)?, memories)?
        }
        DateAction::Rest { id } => practice.set_memories(&id, Memories::Rest)?,
        DateAction::Wake { id } => practice.set_memories(&id, Memories::Come)?,
        DateAction::List => {
            let items = practice.grief_dates()?;
            out.answer(&json!({"items": items}), |_| match items.as_slice() {
                [] => "No days named yet.".to_owned(),
                items => items.iter().map(|item| day(item, out)).collect::<Vec<_>>().join("\n"),
            })?;
            return DONE;
        }
    };
    out.answer(&item, |item| format!("Noted.\n{}", day(item, out)))?;
    DONE
}

fn note(home: &Home, out: &Output, page: Columns, add: Add, review: Option<String>) -> Outcome {
    let zone = home.zone()?;
    let text = said(add.text.as_deref(), "In a line:")?;
    let line = NewLine { person: add.person, side: add.side, text, date: add.date, review };
    let wrote = home.open()?.add_line(page, &line, &zone, now())?;
    out.answer(&wrote, |wrote| format!("Noted {}.", short(&wrote.id)))?;
    DONE
}

fn list(home: &Home, out: &Output, columns: Columns, person: Option<&str>, page: Page) -> Outcome {
    let zone = home.zone()?;
    let page = home.open()?.lines(columns, person, &page.into(), &zone, now())?;
    show_page(out, &page, |item| line(item, out), "Nothing noted yet.")?;
    DONE
}

fn line(item: &ColumnLine, out: &Output) -> String {
    let mut parts = vec![out.dim(short(&item.id)), item.date.clone()];
    parts.extend(item.person.as_ref().map(|name| written(name)));
    parts.push(format!("{}: {}", item.side.replace('_', " "), written(&item.text)));
    parts.extend(item.review_on.as_ref().map(|day| out.dim(&format!("look again on {day}"))));
    parts.join("  ")
}

fn day(item: &DayItem, out: &Output) -> String {
    let rests = if item.resting { "  memories rest" } else { "" };
    format!("{}  {}  {}{}", out.dim(short(&item.id)), item.on, written(&item.text), out.dim(rests))
}
