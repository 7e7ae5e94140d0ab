//! Which command does what. Each is a small function: open, ask or act, answer.

pub(crate) mod care;
mod devices;
mod entries;
pub(crate) mod evidence;
pub(crate) mod facts;
mod history;
pub(crate) mod looking;
pub(crate) mod pages;
pub(crate) mod peace;
mod people;
mod program;
mod sync;
mod vault;

use std::process::ExitCode;

use requite::{MomentQuery, Moments, Search};

use crate::{
    args::{Arguments, Command, Include, MarkAction, Meeting, WordsAction},
    demo,
    failure::{Failure, Shell},
    home::Home,
    output::Output,
};

/// How a command ends that did not fail.
pub(crate) type Outcome = Result<ExitCode, Failure>;

pub(crate) use program::runtime;

/// Done as asked.
pub(crate) const DONE: Outcome = Ok(ExitCode::SUCCESS);

/// A page of a list: a line for each item, what to say where there is none, and how to go on where there is more.
fn show_page<T: serde::Serialize>(
    out: &Output,
    page: &requite::Paged<T>,
    line: impl Fn(&T) -> String,
    nothing: &str,
) -> Result<(), Shell> {
    out.answer(page, |page| care::page(out, (&page.items, page.next.as_ref()), line, nothing))
}

pub(crate) fn run(arguments: Arguments, out: &Output) -> Outcome {
    let general = &arguments.general;
    match arguments.command {
        Command::Version => program::version(out),
        Command::Completions { shell } => program::completions(shell),
        Command::Man => program::man(),
        Command::Relay { relay } => program::relay(relay, out),
        Command::Demo { keep } => demo::run(keep.as_deref(), out),
        command => in_home(command, &mut Home::find(general)?, out),
    }
}

fn in_home(command: Command, home: &mut Home, out: &Output) -> Outcome {
    match command {
        Command::Init { relay, device } => vault::init(home, out, relay.as_deref(), device),
        Command::Restore { relay, device } => vault::restore(home, out, &relay, device),
        Command::Relays { action } => vault::relays(home, out, action),
        Command::Unlock { time } => vault::unlock(home, out, &time),
        Command::Lock => vault::lock(home, out),
        Command::Doctor { evidence } => vault::doctor(home, out, evidence.as_deref()),
        Command::Device { action } => devices::device(home, out, action),
        Command::Words { action: None | Some(WordsAction::Replace) }
        | Command::Recovery { action: WordsAction::Replace } => devices::words(home, out),
        Command::Words { action: Some(WordsAction::Test) }
        | Command::Recovery { action: WordsAction::Test } => devices::test_words(home, out),
        Command::Write(args) => entries::write(home, out, &args),
        Command::List { limit, cursor, person, tag, from, to } => {
            let query = requite::EntryQuery { limit, cursor, person, tag, from, to };
            entries::list(home, out, &query)
        }
        Command::Show { id } => history::show(home, out, &id),
        Command::Edit(args) => facts::edit(home, out, &args),
        Command::History { id, show: Some(version), .. } => {
            history::version(home, out, &id, &version)
        }
        Command::History { id, restore: Some(version), .. } => {
            history::restore(home, out, &id, &version)
        }
        Command::History { id, .. } => history::history(home, out, &id),
        Command::Mark { action: MarkAction::Clear { id, mark } } => {
            history::clear_mark(home, out, &id, &mark)
        }
        Command::Delete { id } => entries::delete(home, out, &id),
        Command::Undelete { id } => entries::undelete(home, out, &id),
        Command::Looking(command) => looking::run(home, out, command),
        Command::Pages(command) => pages::run(home, out, command),
        Command::Undo => entries::undo(home, out),
        Command::Search { query: words, limit, cursor, person, tag, from, to, include } => {
            let letters = include.contains(&Include::Letters);
            let including = Include::people(&include);
            let search = Search { words, limit, cursor, person, tag, from, to, including, letters };
            entries::search(home, out, search)
        }
        Command::People { include, action: None } => people::list(home, out, &include),
        Command::People { action: Some(action), .. } => people::people(home, out, action),
        Command::Log(args) => people::log(home, out, &args),
        Command::Evidence(command) => evidence::run(home, out, command),
        Command::Peace(command) => peace::run(home, out, command),
        Command::Moment { action } => people::moment(home, out, action),
        Command::Moments { about, limit, cursor } => {
            let (person, choice) = (about.person(), Moments::All);
            people::moments(home, out, &MomentQuery { person, choice, limit, cursor })
        }
        Command::Good { about, limit, cursor } => {
            let (person, choice) = (about.person(), Moments::Good);
            people::moments(home, out, &MomentQuery { person, choice, limit, cursor })
        }
        Command::Care(command) => care::run(home, out, command),
        Command::Import { format, file, dry_run } => {
            entries::import(home, out, format, &file, dry_run)
        }
        Command::Status | Command::Sync { meeting: Some(Meeting::Status), .. } => {
            sync::status(home, out)
        }
        Command::Sync { watch, meeting } => {
            sync::sync(home, out, watch || meeting == Some(Meeting::Watch))
        }
        Command::Version
        | Command::Completions { .. }
        | Command::Man
        | Command::Relay { .. }
        | Command::Demo { .. } => DONE,
    }
}
