//! The arguments of commands about devices and relays.

#![allow(clippy::doc_markdown, reason = "these comments are help texts, shown as they are")]

use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub(crate) enum RelaysAction {
    /// Keep in touch through a relay
    Add {
        /// Its address
        url: String,
    },
    /// No longer through this one
    Remove {
        /// Its address
        url: String,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum DeviceAction {
    /// Show every device that is or was in the journal
    List,
    /// Let a device in: shows a line for it, then reads the six digits that it shows
    #[command(
        alias = "add",
        after_help = "On the other device: requite device join LINE\nThen type the six digits that it shows here. One try, two minutes."
    )]
    Invite {
        /// By way of this relay (default: the first that is set)
        #[arg(long, value_name = "URL")]
        relay: Option<String>,
        /// Keep what was written before from the newcomer for a day
        #[arg(long)]
        hold: bool,
    },
    /// Join the journal of another device by the line that it shows
    Join {
        /// The line, or - for standard input
        code: String,
        /// Name of this device
        #[arg(long, value_name = "NAME")]
        device: Option<String>,
    },
    /// Remove a device: it reads and writes nothing that comes after
    #[command(alias = "remove")]
    Revoke {
        /// Its id, or the beginning of it
        id: String,
    },
    /// Give newcomers at once what was held back from them
    Release,
}

#[derive(Debug, Clone, Copy, Subcommand)]
pub(crate) enum WordsAction {
    /// Replace them; shows 24 new ones once
    #[command(alias = "make")]
    Replace,
    /// Check that the 24 words which you noted down open this journal; reads them from standard input
    Test,
}

/// How often to meet, by the names of the design; `--watch` and `requite status` are the usual ways.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Meeting {
    /// Once, as without any of these
    Once,
    /// As `--watch`
    Watch,
    /// As `requite status`
    Status,
}
