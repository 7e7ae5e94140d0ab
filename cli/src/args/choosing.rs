//! The arguments by which lists are chosen: about whom, which part of it, and what is left out as a rule.

use clap::{Args, ValueEnum};

/// Whom a list is about.
#[derive(Debug, Args)]
pub(crate) struct About {
    /// With somebody, by name or id
    #[arg(value_name = "NAME")]
    who: Option<String>,
    /// The same, as other lists have it
    #[arg(long, value_name = "NAME", hide = true, conflicts_with = "who")]
    person: Option<String>,
}

impl About {
    pub(crate) fn person(self) -> Option<String> {
        self.who.or(self.person)
    }
}

/// What is left out as a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Include {
    /// What is about quieted people
    Quiet,
    /// What is about people who are marked unsafe
    Unsafe,
    /// Letters
    Letters,
}

impl Include {
    /// Whom a list of these asks for.
    pub(crate) fn people(list: &[Self]) -> requite::Including {
        if list.contains(&Self::Unsafe) {
            requite::Including::Everybody
        } else if list.contains(&Self::Quiet) {
            requite::Including::Quiet
        } else {
            requite::Including::Usual
        }
    }
}

/// Which part of a list.
#[derive(Debug, Args)]
pub(crate) struct Page {
    /// Items of a page
    #[arg(long, default_value_t = 20)]
    limit: usize,
    /// Where the page before ended
    #[arg(long)]
    cursor: Option<String>,
}

impl From<Page> for requite::Paging {
    fn from(page: Page) -> Self {
        Self { limit: Some(page.limit), cursor: page.cursor }
    }
}
