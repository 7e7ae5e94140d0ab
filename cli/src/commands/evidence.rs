//! What is noted of what people do: promises, needs, contacts, feelings, attempts; and the pages around them.

#![allow(clippy::doc_markdown, reason = "these comments are help texts, shown as they are")]

mod columns;
mod contact;
mod felt;
mod later;
mod need;
mod promise;
mod tried;

use clap::{Args, Subcommand};
use requite::{Columns, When};

pub(super) use promise::line as promise_line;

use super::Outcome;
use crate::{ask::ask, failure::Shell, home::Home, input, output::Output};

#[derive(Debug, Subcommand)]
pub(crate) enum Evidence {
    /// What was promised, by when, and what became of it
    #[command(
        after_help = "Examples:\n  requite promise add Mia \"call on Sunday\" --due sunday\n  requite promise due\n  requite promise resolve 3fa2 kept"
    )]
    Promise {
        #[command(subcommand)]
        action: promise::Action,
    },
    /// What you need of somebody, whether you said it, and what came back
    #[command(
        after_help = "Examples:\n  requite need add Mia \"an evening without phones\"\n  requite need asked 3fa2\n  requite need answer 3fa2 met"
    )]
    Need {
        #[command(subcommand)]
        action: need::Action,
    },
    /// Being in touch, and who began
    #[command(
        after_help = "Example:\n  requite contact add Mia --started me --channel call --minutes 20"
    )]
    Contact {
        #[command(subcommand)]
        action: contact::Action,
    },
    /// How you are, from -2 to 2: a check of ten seconds
    #[command(
        after_help = "Feelings: energy, worth, seen, secure, equal, safe_to_be_me\n\nExamples:\n  requite felt                        asks one after another\n  requite felt --after Mia energy=-1 seen=0\n  requite felt --list"
    )]
    Felt(felt::Check),
    /// What you tried: asked_clearly, gave_time, asked_again, changed_what_i_offer
    #[command(
        after_help = "Examples:\n  requite tried add Mia asked_clearly \"said what I need\"\n  requite tried answer 3fa2 met\n  requite tried list Mia"
    )]
    Tried {
        #[command(subcommand)]
        action: tried::Action,
    },
    /// What staying costs, and what it gives: two columns, nothing is added up
    #[command(
        after_help = "Examples:\n  requite cost add cost \"my evenings\" --person Mia\n  requite cost list Mia"
    )]
    Cost {
        #[command(subcommand)]
        action: columns::Action,
    },
    /// What you hoped, and what you see; and when you will look again
    #[command(
        after_help = "Examples:\n  requite hope add hope \"that she asks how I am\" --person Mia --review \"in 6 weeks\"\n  requite hope add see \"she asked once\" --person Mia\n  requite hope review 3fa2 --on \"next sunday\""
    )]
    Hope {
        #[command(subcommand)]
        action: columns::HopeAction,
    },
    /// What you let go of and what you keep, and days of the year that hurt
    #[command(
        after_help = "Examples:\n  requite grief add letting_go \"the summers\"\n  requite grief date add 06-21 \"the last summer\" --rest"
    )]
    Grief {
        #[command(subcommand)]
        action: columns::GriefAction,
    },
    /// Days that you give a name
    #[command(
        after_help = "Example:\n  requite milestone add \"a month of sleeping well\" --on yesterday"
    )]
    Milestone {
        #[command(subcommand)]
        action: later::MilestoneAction,
    },
    /// Notes to yourself that stay shut until their day
    #[command(
        after_help = "Examples:\n  requite later write \"You got through it.\" --opens 2027-04-01\n  requite later list\n  requite later open 3fa2"
    )]
    Later {
        #[command(subcommand)]
        action: later::Action,
    },
}

/// When something happened.
#[derive(Debug, Args)]
pub(crate) struct At {
    /// The day: YYYY-MM-DD, yesterday, "last tuesday", "3 days ago"
    #[arg(long, short, value_name = "DATE")]
    date: Option<String>,
    /// The time: HH:MM
    #[arg(long)]
    time: Option<String>,
}

impl From<At> for When {
    fn from(at: At) -> Self {
        Self { date: at.date, time: at.time }
    }
}

/// A text that is given, `-` for standard input, or else asked for.
pub(super) fn said(given: Option<&str>, question: &str) -> Result<String, Shell> {
    match given {
        Some(given) => input::text(given),
        None => Ok(ask(question)?.unwrap_or_default()),
    }
}

/// What two devices noted differently, and how to choose.
fn two_ways(marked: &[String], how_to_choose: &str) -> String {
    let ways = marked.join(" and ").replace('_', " ");
    format!("marked two ways: {ways}; choose with {how_to_choose}")
}

pub(super) fn run(home: &Home, out: &Output, command: Evidence) -> Outcome {
    match command {
        Evidence::Promise { action } => promise::run(home, out, action),
        Evidence::Need { action } => need::run(home, out, action),
        Evidence::Contact { action } => contact::run(home, out, action),
        Evidence::Felt(check) => felt::run(home, out, check),
        Evidence::Tried { action } => tried::run(home, out, action),
        Evidence::Cost { action } => columns::run(home, out, Columns::Costs, action),
        Evidence::Hope { action } => columns::hope(home, out, action),
        Evidence::Grief { action } => columns::grief(home, out, action),
        Evidence::Milestone { action } => later::milestone(home, out, action),
        Evidence::Later { action } => later::run(home, out, action),
    }
}
