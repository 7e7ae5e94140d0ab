//! The arguments of commands about people.

#![allow(clippy::doc_markdown, reason = "these comments are help texts, shown as they are")]

use clap::Subcommand;

use crate::commands::facts;

#[derive(Debug, Subcommand)]
pub(crate) enum PeopleAction {
    /// Add somebody
    Add {
        /// Their name, or - for standard input
        name: String,
    },
    /// Show somebody's page in full
    Show {
        /// Who, by name or id
        person: String,
    },
    /// Change what you know of somebody
    #[command(
        after_help = "An empty text takes a fact away: --birthday \"\"\n\nExample:\n  requite people edit Mia --relation sister --birthday 05-17 --note \"Likes the sea.\""
    )]
    Edit {
        /// Who, by name or id
        person: String,
        #[command(flatten)]
        facts: facts::About,
    },
    /// Give somebody a name for when others look on
    Alias {
        /// Who, by name or id
        person: String,
        /// The other name, or - for standard input; \"\" takes it away
        alias: String,
    },
    /// Say where you stand with somebody: close, ok, unclear, distancing, phasing_out, ended, no_contact
    Stage {
        /// Who, by name or id
        person: String,
        /// Where you stand
        stage: String,
    },
    /// Somebody no longer comes up by themselves; nothing is deleted
    Quiet {
        /// Who, by name or id
        person: String,
        /// The last day of it
        #[arg(long, value_name = "DATE")]
        until: Option<String>,
    },
    /// Somebody may come up again
    Unquiet {
        /// Who, by name in full or id
        person: String,
    },
    /// You are not safe with somebody: they come up nowhere
    Unsafe {
        /// Who, by name or id
        person: String,
        /// Take this back
        #[arg(long)]
        withdraw: bool,
    },
    /// Two pages are one person: the second gives the name
    Merge {
        /// Who, by name or id
        person: String,
        /// Whose page it becomes part of
        into: String,
    },
    /// The pages of a person are people of their own again
    Unmerge {
        /// Who, by name or id
        person: String,
    },
}
