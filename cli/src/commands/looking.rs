//! Looking at what there is: today, the stream of everything, months, and earlier years.

#![allow(clippy::doc_markdown, reason = "these comments are help texts, shown as they are")]

mod calendar;
mod timeline;
mod today;

use clap::Subcommand;

use super::Outcome;
use crate::{args::Include, home::Home, output::Output};
pub(super) use timeline::line;

#[derive(Debug, Subcommand)]
pub(crate) enum Looking {
    /// What today offers: what is due, what to look at again, one small thing
    Today,
    /// Everything that was written and noted, newest first
    #[command(
        after_help = "Examples:\n  requite timeline\n  requite timeline Mia --kind promise,contact\n  requite timeline --from \"a month ago\""
    )]
    Timeline {
        /// What concerns somebody, by name or id
        person: Option<String>,
        /// Only these kinds: entry, moment, contact, promise, need, felt and others
        #[arg(long, value_delimiter = ',', value_name = "KIND")]
        kind: Vec<String>,
        /// From this day on
        #[arg(long, value_name = "DATE")]
        from: Option<String>,
        /// Up to this day
        #[arg(long, value_name = "DATE")]
        to: Option<String>,
        /// Things of a page
        #[arg(long, default_value_t = 20)]
        limit: usize,
        /// Where the page before ended
        #[arg(long)]
        cursor: Option<String>,
        /// What is left out as a rule: quiet, unsafe
        #[arg(long, value_delimiter = ',')]
        include: Vec<Include>,
    },
    /// A month, with a dot for each day on which there is something
    Calendar {
        /// The month, YYYY-MM (default: this one)
        month: Option<String>,
    },
    /// This day in earlier years
    OnThisDay {
        /// Another day
        #[arg(long, value_name = "DATE")]
        date: Option<String>,
    },
}

pub(super) fn run(home: &Home, out: &Output, command: Looking) -> Outcome {
    match command {
        Looking::Today => today::today(home, out),
        Looking::Timeline { person, kind: kinds, from, to, limit, cursor, include } => {
            let including = Include::people(&include);
            let query =
                requite::TimelineQuery { person, kinds, from, to, limit, cursor, including };
            timeline::timeline(home, out, &query)
        }
        Looking::Calendar { month } => calendar::calendar(home, out, month.as_deref()),
        Looking::OnThisDay { date } => calendar::on_this_day(home, out, date.as_deref()),
    }
}
