//! Templates and saved searches, from the terminal.

use clap::Subcommand;
use requite::{Found, SavedItem, TemplateItem};
use serde_json::json;

use super::lines;
use crate::{
    commands::{DONE, Outcome, entries},
    home::{Home, now},
    input,
    output::{Output, written},
};

#[derive(Debug, Subcommand)]
pub(crate) enum Action {
    /// Keep a beginning under a name; the same name again changes it
    Add {
        /// Its name
        name: String,
        /// The text, or - for standard input (default: your $EDITOR)
        text: Option<String>,
    },
    /// All of them, by name
    List,
    /// Print one
    Show {
        /// Its name, its id or the beginning of that
        template: String,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum SavedAction {
    /// Keep a search under a name; the same name again changes it
    Add {
        /// Its name
        name: String,
        /// What to search for, or - for standard input
        query: String,
    },
    /// All of them, by name
    List,
    /// Ask one again
    Run {
        /// Its name, its id or the beginning of that
        saved: String,
        /// Entries of a page
        #[arg(long, default_value_t = 20)]
        limit: usize,
        /// Where the page before ended
        #[arg(long)]
        cursor: Option<String>,
    },
}

pub(super) fn run(home: &Home, out: &Output, action: Action) -> Outcome {
    let mut practice = home.open()?;
    match action {
        Action::Add { name, text } => {
            let name = input::line(&name)?;
            let text = input::long_text(text.as_deref(), "")?;
            let template = practice.add_template(&name, &text)?;
            out.answer(&template, |template| format!("Kept as {}.", written(&template.name)))?;
        }
        Action::List => {
            let items = practice.templates()?;
            let line = |item: &TemplateItem| {
                format!("{}  {}", out.bold(&written(&item.name)), written(&item.excerpt))
            };
            let nothing = "None yet. Add one with: requite template add NAME \"…\"";
            out.answer(&json!({"items": items}), |_| lines(&items, line, nothing))?;
        }
        Action::Show { template } => {
            let template = practice.template(&template)?;
            out.answer(&template, |template| written(&template.text))?;
        }
    }
    DONE
}

pub(super) fn saved(home: &Home, out: &Output, action: SavedAction) -> Outcome {
    let zone = home.zone()?;
    let mut practice = home.open()?;
    let line =
        |item: &SavedItem| format!("{}  {}", out.bold(&written(&item.name)), written(&item.query));
    match action {
        SavedAction::Add { name, query } => {
            let saved = practice.save_search(&input::line(&name)?, &input::line(&query)?)?;
            out.answer(&saved, |saved| format!("Kept: {}", line(saved)))?;
        }
        SavedAction::List => {
            let items = practice.saved_searches()?;
            let nothing = "None yet. Add one with: requite saved add NAME QUERY";
            out.answer(&json!({"items": items}), |_| lines(&items, line, nothing))?;
        }
        SavedAction::Run { saved, limit, cursor } => {
            let page = practice.run_saved(&saved, limit, cursor, &zone, now())?;
            out.answer(&page, |page| {
                let line = |found: &Found| entries::line(&found.item, out);
                super::page(out, (&page.items, page.next.as_ref()), line, "Nothing found.")
            })?;
        }
    }
    DONE
}
