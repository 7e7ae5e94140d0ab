//! Lessons from the terminal.

use clap::Subcommand;
use requite::{LessonItem, LessonQuery, NewLesson, Pattern};
use serde_json::json;

use super::lines;
use crate::{
    args::Page,
    commands::{DONE, Outcome, entries::short, evidence::said, show_page},
    home::{Home, now},
    output::{Output, written},
};

#[derive(Debug, Subcommand)]
pub(crate) enum Action {
    /// Note one: boundary, worth, sign, need, strength
    Add {
        /// What it is about
        kind: String,
        /// What you learned, or - for standard input; asked for if left out
        text: Option<String>,
        /// With somebody, by name or id (may be repeated)
        #[arg(long, value_name = "NAME")]
        person: Vec<String>,
        /// When you first noticed: YYYY-MM-DD, "last tuesday"
        #[arg(long, short, value_name = "DATE")]
        date: Option<String>,
    },
    /// Two lessons are one pattern
    Link {
        /// An id, or the beginning of it
        one: String,
        /// The other's
        other: String,
    },
    /// They are not, after all
    Unlink {
        /// An id, or the beginning of it
        one: String,
        /// The other's
        other: String,
    },
    /// Lessons, newest first
    List {
        /// About one thing: boundary, worth, sign, need, strength
        #[arg(long)]
        kind: Option<String>,
        /// With somebody, by name or id
        #[arg(long, value_name = "NAME")]
        person: Option<String>,
        #[command(flatten)]
        page: Page,
    },
    /// What you linked, and over how many people and years it goes
    Patterns,
}

pub(super) fn run(home: &Home, out: &Output, action: Action) -> Outcome {
    let zone = home.zone()?;
    match action {
        Action::Add { kind, text, person: people, date } => {
            let lesson = NewLesson {
                kind,
                text: said(text.as_deref(), "What did you learn?")?,
                people,
                date,
            };
            let lesson = home.open()?.add_lesson(&lesson, &zone, now())?;
            out.answer(&lesson, |lesson| format!("Noted {}.", short(&lesson.id)))?;
        }
        Action::Link { one, other } => {
            let lesson = home.open()?.link_lessons(&one, &other)?;
            out.answer(&lesson, |_| "Linked. `requite lesson patterns` shows it.".to_owned())?;
        }
        Action::Unlink { one, other } => {
            let lesson = home.open()?.unlink_lessons(&one, &other)?;
            out.answer(&lesson, |_| "No longer linked.".to_owned())?;
        }
        Action::List { kind, person, page } => {
            let query = LessonQuery { kind, person };
            let page = home.open()?.lessons(&query, &page.into(), &zone, now())?;
            let nothing = "Nothing yet. Note one with: requite lesson add strength \"…\"";
            show_page(out, &page, |item| line(item, out), nothing)?;
        }
        Action::Patterns => {
            let items = home.open()?.patterns(&zone, now())?;
            let nothing = "No lessons linked yet. Only what you link yourself is a pattern here.";
            out.answer(&json!({"items": items}), |_| {
                lines(&items, |pattern| told(pattern, out), nothing)
            })?;
        }
    }
    DONE
}

fn line(item: &LessonItem, out: &Output) -> String {
    let mut parts = vec![out.dim(short(&item.id)), item.date.clone(), item.kind.clone()];
    parts.push(written(&item.text));
    parts.extend(item.people.iter().map(|name| out.dim(&format!("@{}", written(name)))));
    parts.join("  ")
}

fn told(pattern: &Pattern, out: &Output) -> String {
    let mut said: Vec<String> = pattern.lessons.iter().map(|item| line(item, out)).collect();
    let years: Vec<String> = pattern.years.iter().map(ToString::to_string).collect();
    let people = match pattern.people_count {
        0 => "nobody named".to_owned(),
        1 => "1 person".to_owned(),
        count => format!("{count} people"),
    };
    said.push(out.dim(&format!("  {people}, {}", years.join(", "))));
    said.join("\n")
}
