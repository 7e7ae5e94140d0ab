//! Circles and tags from the terminal.

use clap::Subcommand;
use requite::{CircleItem, TagItem};
use serde_json::json;

use super::lines;
use crate::{
    commands::{DONE, Outcome, entries::short},
    home::{Home, now},
    input,
    output::{Output, written},
};

#[derive(Debug, Subcommand)]
pub(crate) enum Action {
    /// Add a circle
    Add {
        /// Its name, or - for standard input
        name: String,
    },
    /// Put somebody into it
    Put {
        /// Who, by name or id
        person: String,
        /// The circle, by name or id
        circle: String,
    },
    /// Take somebody out of it
    Take {
        /// Who, by name or id
        person: String,
        /// The circle, by name or id
        circle: String,
    },
    /// Give it another name
    Rename {
        /// The circle, by name or id
        circle: String,
        /// The other name, or - for standard input
        name: String,
    },
    /// All of them, by name
    List,
}

#[derive(Debug, Subcommand)]
pub(crate) enum TagAction {
    /// All of them, by name
    List,
}

pub(super) fn run(home: &Home, out: &Output, action: Action) -> Outcome {
    let (zone, now) = (home.zone()?, now());
    let mut practice = home.open()?;
    let circle = match action {
        Action::List => {
            let items = practice.circles(&zone, now)?;
            let nothing = "None yet. Add one with: requite circle add family";
            out.answer(&json!({"items": items}), |_| {
                lines(&items, |item| line(item, out), nothing)
            })?;
            return DONE;
        }
        Action::Add { name } => practice.add_circle(&input::line(&name)?, &zone, now)?,
        Action::Put { person, circle } => practice.put_in_circle(&person, &circle, &zone, now)?,
        Action::Take { person, circle } => {
            practice.take_from_circle(&person, &circle, &zone, now)?
        }
        Action::Rename { circle, name } => {
            practice.rename_circle(&circle, &input::line(&name)?, &zone, now)?
        }
    };
    out.answer(&circle, |circle| line(circle, out))?;
    DONE
}

pub(super) fn tags(home: &Home, out: &Output, action: &TagAction) -> Outcome {
    let TagAction::List = action;
    let zone = home.zone()?;
    let items = home.open()?.tags(&zone, now())?;
    let nothing = "None yet. `requite write --tag family` gives an entry one.";
    let line = |tag: &TagItem| format!("#{}  {}", written(&tag.name), tag.entries);
    out.answer(&json!({"items": items}), |_| lines(&items, line, nothing))?;
    DONE
}

fn line(item: &CircleItem, out: &Output) -> String {
    let people: Vec<String> = item.people.iter().map(|name| written(name)).collect();
    format!(
        "{}  {}  {}",
        out.dim(short(&item.id)),
        out.bold(&written(&item.name)),
        people.join(", ")
    )
    .trim_end()
    .to_owned()
}
