//! Pages of honest numbers and questions: opened by hand, one at a time, at most 60 columns wide.

#![allow(clippy::doc_markdown, reason = "these comments are help texts, shown as they are")]

mod insights;
mod meets;
mod picture;
mod sheet;
mod year;

use clap::Subcommand;
use requite::Happening;

use super::{Outcome, looking::line};
use crate::{home::Home, output::Output};

pub(crate) use sheet::Sheet;

#[derive(Debug, Subcommand)]
pub(crate) enum Pages {
    /// What you noted of somebody and of yourself, side by side: counts, ranges, a sentence
    #[command(
        after_help = "Examples:\n  requite picture Mia\n  requite picture Mia --why follow_through\n  requite picture Mia --plain"
    )]
    Picture {
        /// Who, by name or id
        person: String,
        /// The notes behind a number: follow_through, initiation, needs, care, unpromised, change, gap, after, trend, hard_days or one_sided
        #[arg(long, value_name = "NUMBER")]
        why: Option<String>,
    },
    /// Questions that your notes ask, when you want them
    #[command(
        after_help = "Nothing is counted or shown before you ask for this page.\n\nExamples:\n  requite insights\n  requite insights why gap.3fa2        the notes behind a question\n  requite insights dismiss gap.3fa2    do not ask it again\n  requite insights dismiss gap.3fa2 --until \"in 30 days\"\n  requite insights ask gap.3fa2        ask it again"
    )]
    Insights {
        #[command(subcommand)]
        action: Option<insights::Action>,
    },
    /// How seen, secure and equal you felt after each person, in order of name
    #[command(
        after_help = "Examples:\n  requite felt --after Mia seen=1 secure=1\n  requite who-meets-me\n  requite who-meets-me --why Mia       the notes behind it"
    )]
    WhoMeetsMe {
        /// The notes behind what is said of somebody, by name or id
        #[arg(long, value_name = "NAME")]
        why: Option<String>,
    },
    /// A year of yours on one calm page
    #[command(
        after_help = "Examples:\n  requite year\n  requite year 2025\n  requite year 2025 --why lessons      what stands behind a line"
    )]
    Year {
        /// The year, YYYY (default: this one)
        year: Option<String>,
        /// What stands behind a line: writing, felt, care, reflections, lessons, kinder, promises, given, good, held or milestones
        #[arg(long, value_name = "PART")]
        why: Option<String>,
    },
}

pub(super) fn run(home: &Home, out: &Output, command: Pages) -> Outcome {
    match command {
        Pages::Picture { person, why } => picture::picture(home, out, &person, why.as_deref()),
        Pages::Insights { action } => insights::run(home, out, action),
        Pages::WhoMeetsMe { why } => meets::meets(home, out, why.as_deref()),
        Pages::Year { year, why } => year::year(home, out, year.as_deref(), why.as_deref()),
    }
}

/// The notes behind something, a line for each.
fn notes(items: &[Happening], out: &Output, nothing: &str) -> String {
    match items {
        [] => nothing.to_owned(),
        items => items.iter().map(|item| line(item, out)).collect::<Vec<_>>().join("\n"),
    }
}
