//! The arguments, and the help that explains them.

#![allow(clippy::doc_markdown, reason = "these comments are help texts, shown as they are")]

mod choosing;
mod devices;
mod people;

use std::path::PathBuf;

use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};

pub(crate) use choosing::{About, Include, Page};
pub(crate) use devices::{DeviceAction, Meeting, RelaysAction, WordsAction};
pub(crate) use people::PeopleAction;

/// A private journal for seeing your relationships clearly
#[derive(Debug, Parser)]
#[command(
    name = "requite",
    version,
    subcommand_required = true,
    arg_required_else_help = true,
    after_help = "First steps:\n  requite init                       make a journal, and note down its 24 words\n  requite write \"She called, as she said.\"\n  requite list\n  requite search called\n  requite demo                       see it work, on two made-up devices\n\nQuick forms:\n  requite yesterday: we walked       an entry for a day\n  requite @Mia brought soup          an entry about somebody\n\nEvery text can be given as - to read it from standard input."
)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) general: General,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What every command takes.
#[derive(Debug, Clone, Args)]
pub(crate) struct General {
    /// Folder of the journal (default: REQUITE_HOME, else your data folder)
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) home: Option<PathBuf>,
    /// Answer in JSON
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// No colours, bars or columns: for screen readers and small terminals
    #[arg(long, global = true)]
    pub(crate) plain: bool,
    /// Time zone for this command, such as Europe/London
    #[arg(long, global = true, value_name = "ZONE")]
    pub(crate) tz: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Make a new journal; shows its 24 recovery words once
    #[command(after_help = "Example:\n  requite init --relay https://relay.example --device phone")]
    Init {
        /// A relay to keep in touch through
        #[arg(long, value_name = "URL")]
        relay: Option<String>,
        /// Name of this device
        #[arg(long, value_name = "NAME")]
        device: Option<String>,
    },
    /// Bring your journal onto this device; reads the 24 words from standard input
    #[command(
        after_help = "Example:\n  requite restore --relay https://relay.example --device tablet"
    )]
    Restore {
        /// The relay that has it
        #[arg(long, value_name = "URL")]
        relay: String,
        /// Name of this device
        #[arg(long, value_name = "NAME")]
        device: Option<String>,
    },
    /// Your devices: show them, let one in, remove one
    Device {
        #[command(subcommand)]
        action: DeviceAction,
    },
    /// Replace the recovery words, or test that you have the right ones; new ones are shown once
    #[command(
        after_help = "Examples:\n  requite words                       24 new ones; the old ones open nothing any more\n  requite words test                  do these 24 open this journal?"
    )]
    Words {
        #[command(subcommand)]
        action: Option<WordsAction>,
    },
    /// The recovery words, by another name
    #[command(hide = true)]
    Recovery {
        #[command(subcommand)]
        action: WordsAction,
    },
    /// Show, add or remove relays
    Relays {
        #[command(subcommand)]
        action: Option<RelaysAction>,
    },
    /// Keep the journal open for a while, so that commands need no passphrase
    #[command(after_help = "Example:\n  requite unlock --for 30m")]
    Unlock {
        /// How long: 90s, 15m, 2h
        #[arg(long = "for", value_name = "TIME", default_value = "15m")]
        time: String,
    },
    /// Close it again
    Lock,
    /// Write an entry
    #[command(
        after_help = "Examples:\n  requite write \"She called, as she said.\" --person Mia --tag family\n  requite write --date yesterday --star - < note.txt\n  requite write --template evening    begins with what you kept under that name\n  requite write                       opens your $EDITOR"
    )]
    Write(WriteArgs),
    /// List entries, newest first
    List {
        /// Entries of a page
        #[arg(long, default_value_t = 20)]
        limit: usize,
        /// Where the page before ended
        #[arg(long)]
        cursor: Option<String>,
        /// With somebody, by name or id
        #[arg(long, value_name = "NAME")]
        person: Option<String>,
        /// With a tag
        #[arg(long)]
        tag: Option<String>,
        /// From this day on
        #[arg(long, value_name = "DATE")]
        from: Option<String>,
        /// Up to this day
        #[arg(long, value_name = "DATE")]
        to: Option<String>,
    },
    /// Show an entry, or anything else that has an id, in full
    #[command(
        after_help = "Examples:\n  requite show 7dd0\n  requite show 3fa2                   a promise, a standard, a boundary: whatever it is"
    )]
    Show {
        /// Its id, or the beginning of it
        id: String,
    },
    /// Change the text of an entry, or what you noted with it
    #[command(
        after_help = "Without options the new text is read from standard input, or your $EDITOR opens.\n\nExamples:\n  requite edit 7dd0\n  requite edit 7dd0 --mood 1 --word calm --place \"by the river\"\n  requite edit 7dd0 --mood \"\"          takes the mood away"
    )]
    Edit(crate::commands::facts::EditArgs),
    /// Show the versions of an entry or of anything else that has an id, or come back to one
    #[command(
        after_help = "Examples:\n  requite history 7dd0\n  requite history 7dd0 --show 3fa2\n  requite history 7dd0 --restore 3fa2"
    )]
    History {
        /// Its id, or the beginning of it
        id: String,
        /// Show it as it was in this version
        #[arg(long, value_name = "VERSION")]
        show: Option<String>,
        /// Make it again what it was in this version; `undo` takes that back
        #[arg(long, value_name = "VERSION", conflicts_with = "show")]
        restore: Option<String>,
    },
    /// Places that two devices both changed
    Mark {
        #[command(subcommand)]
        action: MarkAction,
    },
    /// Put an entry, or anything else that has an id, into the trash
    Delete {
        /// Its id, or the beginning of it
        id: String,
    },
    /// Take it out of the trash
    Undelete {
        /// Its id, or the beginning of it
        id: String,
    },
    /// Take back what was last done on this device
    Undo,
    #[command(flatten)]
    Looking(crate::commands::looking::Looking),
    #[command(flatten)]
    Pages(crate::commands::pages::Pages),
    /// Find entries by their words
    #[command(
        after_help = "Examples:\n  requite search promise\n  requite search 'kept \"her word\"'\n  requite search 'promis*'"
    )]
    Search {
        /// Words, beginnings*, \"phrases\"
        query: String,
        /// Entries of a page
        #[arg(long, default_value_t = 20)]
        limit: usize,
        /// Where the page before ended
        #[arg(long)]
        cursor: Option<String>,
        /// About somebody, by name or id
        #[arg(long, value_name = "NAME")]
        person: Option<String>,
        /// With a tag
        #[arg(long)]
        tag: Option<String>,
        /// From this day on
        #[arg(long, value_name = "DATE")]
        from: Option<String>,
        /// Up to this day
        #[arg(long, value_name = "DATE")]
        to: Option<String>,
        /// What is left out as a rule: quiet, unsafe, letters
        #[arg(long, value_delimiter = ',')]
        include: Vec<Include>,
    },
    /// Show people, add somebody, and say how they are to come up
    #[command(
        after_help = "Examples:\n  requite people add Mia\n  requite people edit Mia --relation sister --met 2019-06-01\n  requite people show Mia\n  requite people quiet Mia --until 2027-01-31\n  requite people merge \"Mia K.\" Mia"
    )]
    People {
        /// Whom to show besides: quiet, unsafe (asks for the passphrase)
        #[arg(long, value_delimiter = ',')]
        include: Vec<Include>,
        #[command(subcommand)]
        action: Option<PeopleAction>,
    },
    /// Note what somebody did
    #[command(
        after_help = "Kinds: time_together, care_act, let_down, kind_word, hard_word, boundary, life, other\n\nExample:\n  requite log Mia care_act \"brought soup\" --from them"
    )]
    Log(LogArgs),
    #[command(flatten)]
    Evidence(crate::commands::evidence::Evidence),
    #[command(flatten)]
    Peace(crate::commands::peace::Peace),
    /// Leave a moment out of every number, or let it count again
    #[command(
        after_help = "Examples:\n  requite moment exclude 3fa2 --reason \"I was ill that week\"\n  requite moment include 3fa2"
    )]
    Moment {
        #[command(subcommand)]
        action: MomentAction,
    },
    /// What was good and came from others, newest first
    #[command(after_help = "Example:\n  requite good Mia")]
    Good {
        #[command(flatten)]
        about: About,
        /// Moments of a page
        #[arg(long, default_value_t = 20)]
        limit: usize,
        /// Where the page before ended
        #[arg(long)]
        cursor: Option<String>,
    },
    /// List moments, newest first
    Moments {
        #[command(flatten)]
        about: About,
        /// Moments of a page
        #[arg(long, default_value_t = 20)]
        limit: usize,
        /// Where the page before ended
        #[arg(long)]
        cursor: Option<String>,
    },
    #[command(flatten)]
    Care(crate::commands::care::Caring),
    /// Bring entries from another journal
    #[command(
        after_help = "Examples:\n  requite import jrnl journal.txt --dry-run\n  requite import jsonl diary.jsonl"
    )]
    Import {
        /// What the file is
        format: Format,
        /// The file, or - for standard input
        file: PathBuf,
        /// Only say what would be done
        #[arg(long)]
        dry_run: bool,
    },
    /// Send what is new here, and receive what is new elsewhere
    Sync {
        /// Go on until told to stop
        #[arg(long)]
        watch: bool,
        /// The same in a word
        #[arg(hide = true, conflicts_with = "watch")]
        meeting: Option<Meeting>,
    },
    /// Say how things stand
    Status,
    /// Run a relay
    Relay {
        #[command(flatten)]
        relay: requite_relay::Args,
    },
    /// Look the files over, and say what was noticed
    Doctor {
        /// Write what proves that a device was copied, still sealed, into this new folder
        #[arg(long, value_name = "DIR")]
        evidence: Option<PathBuf>,
    },
    /// See it work: two devices and a relay, on this machine
    Demo {
        /// Keep everything in this folder, to look at
        #[arg(long, value_name = "DIR")]
        keep: Option<PathBuf>,
    },
    /// Say which version this is
    Version,
    /// Print completions for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    Man,
}

/// Whether there is a command of this name.
pub(crate) fn is_command(name: &str) -> bool {
    Arguments::command().find_subcommand(name).is_some() || name == "help"
}

#[derive(Debug, Args)]
pub(crate) struct WriteArgs {
    /// The text, or - for standard input
    pub(crate) text: Option<String>,
    /// The day: YYYY-MM-DD, today, yesterday, "last tuesday"
    #[arg(long, short)]
    pub(crate) date: Option<String>,
    /// The time: HH:MM
    #[arg(long)]
    pub(crate) time: Option<String>,
    /// A title
    #[arg(long)]
    pub(crate) title: Option<String>,
    /// Begin with this template, by its name or id
    #[arg(long, value_name = "NAME")]
    pub(crate) template: Option<String>,
    /// Somebody it is about, by name or id (may be repeated)
    #[arg(long, value_name = "NAME")]
    pub(crate) person: Vec<String>,
    /// A tag (may be repeated)
    #[arg(long)]
    pub(crate) tag: Vec<String>,
    /// Star it
    #[arg(long)]
    pub(crate) star: bool,
    #[command(flatten)]
    pub(crate) felt: crate::commands::facts::Felt,
}

#[derive(Debug, Args)]
pub(crate) struct LogArgs {
    /// Who, by name or id
    pub(crate) person: String,
    /// What kind of moment; asked for if left out
    pub(crate) kind: Option<String>,
    /// A line about it, or - for standard input
    pub(crate) text: Option<String>,
    /// Who else was there (may be repeated)
    #[arg(long, value_name = "NAME")]
    pub(crate) with: Vec<String>,
    /// From whom it came
    #[arg(long)]
    pub(crate) from: Option<From>,
    /// How much effort it was: small, medium or big
    #[arg(long)]
    pub(crate) effort: Option<String>,
    /// How you know: saw, told or guess; a guess never counts
    #[arg(long)]
    pub(crate) certainty: Option<String>,
    /// The promise that it follows from, by its id
    #[arg(long, value_name = "ID")]
    pub(crate) promise: Option<String>,
    /// The day: YYYY-MM-DD, yesterday, "last tuesday"
    #[arg(long, short)]
    pub(crate) date: Option<String>,
    /// The time: HH:MM
    #[arg(long)]
    pub(crate) time: Option<String>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum From {
    /// From them to me
    Them,
    /// From me to them
    Me,
    /// From both
    Both,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Format {
    /// One JSON object a line
    Jsonl,
    /// jrnl's text file, or its JSON export
    Jrnl,
}

#[derive(Debug, Subcommand)]
pub(crate) enum MomentAction {
    /// Leave it out of every number
    Exclude {
        /// Its id, or the beginning of it
        id: String,
        /// Why, for yourself
        #[arg(long, value_name = "TEXT")]
        reason: Option<String>,
    },
    /// Let it count again
    Include {
        /// Its id, or the beginning of it
        id: String,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum MarkAction {
    /// Note that a place was looked at, on every device
    Clear {
        /// The id of what it is in, or the beginning of it
        id: String,
        /// The mark's id, or the beginning of it
        mark: String,
    },
}
