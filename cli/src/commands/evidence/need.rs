//! Needs from the terminal.

use clap::Subcommand;
use requite::{NeedItem, NewNeed};

use super::{said, two_ways};
use crate::{
    args::{About, Page},
    commands::{DONE, Outcome, entries::short, show_page},
    home::{Home, now},
    output::{Output, written},
};

#[derive(Debug, Subcommand)]
pub(crate) enum Action {
    /// Note a need
    Add {
        /// Of whom, by name or id
        person: String,
        /// What, or - for standard input; asked for if left out
        text: Option<String>,
        /// It is theirs: they need it of you
        #[arg(long)]
        theirs: bool,
        /// The day of the note
        #[arg(long, short, value_name = "DATE")]
        date: Option<String>,
    },
    /// You said it
    Asked {
        /// Its id, or the beginning of it
        id: String,
        /// How: asked, or only hinted
        #[arg(long, default_value = "asked")]
        how: String,
        /// The day on which you said it
        #[arg(long, short, value_name = "DATE")]
        date: Option<String>,
    },
    /// What came back: met, partly, declined_kindly, ignored, none_yet
    Answer {
        /// Its id, or the beginning of it
        id: String,
        /// What came back
        response: String,
        /// The day on which it came
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
    },
    /// Needs, newest first
    List {
        #[command(flatten)]
        about: About,
        #[command(flatten)]
        page: Page,
    },
}

pub(super) fn run(home: &Home, out: &Output, action: Action) -> Outcome {
    let zone = home.zone()?;
    match action {
        Action::Add { person, text, theirs, date } => {
            let whose = Some(if theirs { "them" } else { "me" }.to_owned());
            let need =
                NewNeed { person, text: said(text.as_deref(), "What is needed?")?, whose, date };
            let wrote = home.open()?.add_need(&need, &zone, now())?;
            out.answer(&wrote, |wrote| format!("Noted {}.", short(&wrote.id)))?;
        }
        Action::Asked { id, how, date } => {
            let item = home.open()?.ask_need(&id, &how, date.as_deref(), &zone, now())?;
            out.answer(&item, |item| format!("Noted.\n{}", line(item, out)))?;
        }
        Action::Answer { id, response, on } => {
            let item = home.open()?.answer_need(&id, &response, on.as_deref(), &zone, now())?;
            out.answer(&item, |item| format!("Noted.\n{}", line(item, out)))?;
        }
        Action::List { about, page } => {
            let person = about.person();
            let page = home.open()?.needs(person.as_deref(), &page.into(), &zone, now())?;
            show_page(out, &page, |item| line(item, out), "No needs noted yet.")?;
        }
    }
    DONE
}

fn line(item: &NeedItem, out: &Output) -> String {
    let name = written(&item.person);
    let whose = match item.whose.as_str() {
        "them" => format!("{name} needs of you"),
        _ => format!("you need of {name}"),
    };
    let mut parts = vec![out.dim(short(&item.id)), item.noted.clone(), whose, written(&item.text)];
    parts.push(match (item.asked.as_str(), item.whose.as_str()) {
        ("asked", _) => "asked".to_owned(),
        ("hinted", _) => "only hinted at so far".to_owned(),
        (_, "them") => "they have not said it".to_owned(),
        _ => "you have not asked for this yet".to_owned(),
    });
    match item.response.as_deref() {
        Some("none_yet") => {}
        Some(response) => parts.push(response.replace('_', " ")),
        None => {
            let how = format!("requite need answer {}", short(&item.id));
            parts.push(two_ways(&item.marked, &how));
        }
    }
    parts.join("  ")
}
