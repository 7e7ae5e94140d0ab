//! Peace: standards, boundaries, seeing somebody less, goodbyes, people who help.

#![allow(clippy::doc_markdown, reason = "these comments are help texts, shown as they are")]

mod boundary;
mod goodbye;
mod phase;
mod standards;
mod support;

use clap::Subcommand;

use super::Outcome;
use crate::{home::Home, output::Output};

#[derive(Debug, Subcommand)]
pub(crate) enum Peace {
    /// What you ask of closeness, in your own order, and what speaks for or against it
    #[command(
        after_help = "Examples:\n  requite standards add \"asks how I am\" --looks-like \"once a week, unasked\" --level must\n  requite standards move 3fa2 --first\n  requite standards evidence 3fa2 Mia 7dd0 met"
    )]
    Standards {
        #[command(subcommand)]
        action: standards::Action,
    },
    /// Whose your time is: planned minutes beside what your contacts say
    #[command(
        after_help = "Examples:\n  requite budget plan 2026-W48 Mia 120\n  requite budget show 2026-W48"
    )]
    Budget {
        #[command(subcommand)]
        action: standards::BudgetAction,
    },
    /// What you will do when something happens, and limits that warn before
    #[command(
        after_help = "Examples:\n  requite boundary add \"she shouts\" \"I leave the room\" --person Mia --per-week 2\n  requite boundary held 3fa2\n  requite boundary week"
    )]
    Boundary {
        #[command(subcommand)]
        action: boundary::Action,
    },
    /// Seeing somebody less: weekly, fortnightly, monthly, occasions, none
    #[command(
        after_help = "Examples:\n  requite phase start Mia\n  requite phase next 3fa2\n  requite phase back 3fa2"
    )]
    Phase {
        #[command(subcommand)]
        action: phase::Action,
    },
    /// An honest goodbye, planned: a gate, a way, a draft, a rest, a decision, care. Nothing is ever sent from here
    #[command(
        after_help = "In this order:\n  requite goodbye new Mia             gives the plan an ID\n  requite goodbye gate ID             six questions; the answers are not kept\n  requite goodbye path ID letter\n  requite goodbye draft ID            your $EDITOR, or the text on standard input\n  requite goodbye rest ID             48 hours\n  requite goodbye read ID             read it aloud\n  requite goodbye decide ID kept\n  requite goodbye after ID 1 0        how it is a day later"
    )]
    Goodbye {
        #[command(subcommand)]
        action: goodbye::Action,
    },
    /// People to turn to: lines that come along, and those who help you
    #[command(
        after_help = "Examples:\n  requite support\n  requite support add \"Ana\" \"call any time\" --label \"the dentist\""
    )]
    Support {
        #[command(subcommand)]
        action: Option<support::Action>,
    },
}

pub(super) fn run(home: &Home, out: &Output, command: Peace) -> Outcome {
    match command {
        Peace::Standards { action } => standards::run(home, out, action),
        Peace::Budget { action } => standards::budget(home, out, action),
        Peace::Boundary { action } => boundary::run(home, out, action),
        Peace::Phase { action } => phase::run(home, out, action),
        Peace::Goodbye { action } => goodbye::run(home, out, action),
        Peace::Support { action } => support::run(home, out, action),
    }
}
