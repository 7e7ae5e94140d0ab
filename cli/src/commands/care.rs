//! Writing with a guide, what was learned, care for oneself; and how the journal is set: reminders, circles, templates.

#![allow(clippy::doc_markdown, reason = "these comments are help texts, shown as they are")]

mod belief;
mod circle;
mod lesson;
mod menu;
mod prompt;
mod reflect;
mod reminder;
mod settings;
mod template;

use clap::Subcommand;

use super::Outcome;
use crate::{home::Home, output::Output};

#[derive(Debug, Subcommand)]
pub(crate) enum Caring {
    /// Write with a guide: a few questions, one after another, each of which may be passed over
    #[command(
        after_help = "Enter passes over a question, a single . ends. What you answered is kept at once; `undo` takes back the whole sitting.\n\nExamples:\n  requite reflect                     What happened, plainly\n  requite reflect kindness --person Mia\n  requite reflect list\n  requite reflect show 3fa2\n  requite reflect sets"
    )]
    Reflect(reflect::Reflect),
    /// The questions that you are asked: add your own, hide any, put yours in order
    #[command(
        after_help = "Examples:\n  requite prompt add \"What would I tell my sister?\"\n  requite prompt list\n  requite prompt hide plainly.camera\n  requite reflect own                 asks your own"
    )]
    Prompt {
        #[command(subcommand)]
        action: prompt::Action,
    },
    /// What you learned: about a boundary, worth, a sign, a need, a strength
    #[command(
        after_help = "Examples:\n  requite lesson add sign \"He was kind when others looked.\" --person Mia\n  requite lesson link 3fa2 91c0\n  requite lesson patterns             only what you linked yourself"
    )]
    Lesson {
        #[command(subcommand)]
        action: lesson::Action,
    },
    /// Small things that do you good, and when you did them; a day without costs nothing
    #[command(
        after_help = "Examples:\n  requite care add \"a walk before work\" --area body\n  requite care                        one of what helped before\n  requite care done 3fa2 --before -1 --felt 1\n  requite care helped 3fa2 2\n  requite care letter                 a letter to yourself"
    )]
    Care {
        #[command(subcommand)]
        action: Option<menu::Action>,
    },
    /// Old beliefs and kinder truths, with what shows them
    #[command(
        after_help = "Examples:\n  requite belief add \"I am too much\" --kinder \"I was with somebody who wanted little\"\n  requite belief evidence 3fa2 \"Tom asked me to stay longer\"\n  requite belief evidence 3fa2 7dd01c42    something that you wrote"
    )]
    Belief {
        #[command(subcommand)]
        action: belief::Action,
    },
    /// Windows of the day in which a device may remind you; no name is ever in a reminder
    #[command(
        alias = "remind",
        after_help = "Windows: morning, midday, evening, night, or HH:MM-HH:MM\nTexts: write, look_back, small_thing\n\nExamples:\n  requite reminder add evening --days mon,thu --text small_thing\n  requite reminder window 3fa2 18:30-20:00\n  requite reminder off 3fa2"
    )]
    Reminder {
        #[command(subcommand)]
        action: reminder::Action,
    },
    /// Circles that you gather people in
    #[command(
        after_help = "Examples:\n  requite circle add family\n  requite circle put Mia family\n  requite circle list"
    )]
    Circle {
        #[command(subcommand)]
        action: circle::Action,
    },
    /// Tags in use
    Tag {
        #[command(subcommand)]
        action: circle::TagAction,
    },
    /// Beginnings for entries
    #[command(
        after_help = "Examples:\n  requite template add sunday \"What was good? What was heavy?\"\n  requite template show sunday | requite write -"
    )]
    Template {
        #[command(subcommand)]
        action: template::Action,
    },
    /// Searches to be asked again
    #[command(
        after_help = "Examples:\n  requite saved add promises 'promis*'\n  requite saved run promises"
    )]
    Saved {
        #[command(subcommand)]
        action: template::SavedAction,
    },
    /// How the journal is set, on all your devices
    #[command(
        after_help = "Settings:\n  week-start   monday, sunday, …\n  half-life    90, 180 or 365: days after which a note counts half\n  leap-day     28 or 29: whether the 29th of February is remembered on the 28th in other years\n  discreet     on or off: names as an alias or a first letter\n  name         what you call this journal\n  language     en or es\n\nExample:\n  requite settings set week-start sunday"
    )]
    Settings {
        #[command(subcommand)]
        action: Option<settings::Action>,
    },
}

pub(super) fn run(home: &Home, out: &Output, command: Caring) -> Outcome {
    match command {
        Caring::Reflect(reflect) => reflect::run(home, out, reflect),
        Caring::Prompt { action } => prompt::run(home, out, action),
        Caring::Lesson { action } => lesson::run(home, out, action),
        Caring::Care { action } => menu::run(home, out, action.unwrap_or(menu::Action::Today)),
        Caring::Belief { action } => belief::run(home, out, action),
        Caring::Reminder { action } => reminder::run(home, out, action),
        Caring::Circle { action } => circle::run(home, out, action),
        Caring::Tag { action } => circle::tags(home, out, &action),
        Caring::Template { action } => template::run(home, out, action),
        Caring::Saved { action } => template::saved(home, out, action),
        Caring::Settings { action } => settings::run(home, out, action),
    }
}

/// A list for a person: a line for each, or what to do where there is none.
fn lines<T>(items: &[T], line: impl Fn(&T) -> String, nothing: &str) -> String {
    match items {
        [] => nothing.to_owned(),
        items => items.iter().map(line).collect::<Vec<_>>().join("\n"),
    }
}

/// A page of a list: as [`lines`], and how to go on where there is more.
pub(super) fn page<T>(
    out: &Output,
    (items, next): (&[T], Option<&String>),
    line: impl Fn(&T) -> String,
    nothing: &str,
) -> String {
    let more = next.map(|next| out.dim(&format!("more: --cursor {next}")));
    std::iter::once(lines(items, line, nothing)).chain(more).collect::<Vec<_>>().join("\n")
}
