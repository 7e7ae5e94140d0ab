//! Being in touch, from the terminal.

use clap::{Args, Subcommand};
use requite::{ContactItem, NewContact};

use super::{At, said, two_ways};
use crate::{
    args::{About, Page},
    commands::{DONE, Outcome, entries::short, show_page},
    home::{Home, now},
    input,
    output::{Output, written},
};

#[derive(Debug, Subcommand)]
pub(crate) enum Action {
    /// Note being in touch
    Add(Add),
    /// Say who began, where two devices noted it differently
    Set {
        /// Its id, or the beginning of it
        id: String,
        /// them, me, mutual or unknown
        #[arg(long, value_name = "WHO")]
        started: String,
    },
    /// Contacts, newest first
    List {
        #[command(flatten)]
        about: About,
        #[command(flatten)]
        page: Page,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Add {
    /// With whom, by name or id
    person: String,
    /// A line about it, or - for standard input
    text: Option<String>,
    /// Who began: them, me, mutual or unknown; asked for if left out
    #[arg(long, value_name = "WHO")]
    started: Option<String>,
    /// in_person, call, message, letter or other
    #[arg(long)]
    channel: Option<String>,
    /// How long
    #[arg(long)]
    minutes: Option<i64>,
    /// Who else was there (may be repeated)
    #[arg(long, value_name = "NAME")]
    with: Vec<String>,
    #[command(flatten)]
    at: At,
}

pub(super) fn run(home: &Home, out: &Output, action: Action) -> Outcome {
    let zone = home.zone()?;
    match action {
        Action::Add(add) => {
            let contact = NewContact {
                people: core::iter::once(add.person).chain(add.with).collect(),
                started: said(add.started.as_deref(), "Who began? (them, me, mutual, unknown)")?,
                channel: add.channel,
                minutes: add.minutes,
                line: add.text.as_deref().map(input::text).transpose()?,
                when: add.at.into(),
            };
            let wrote = home.open()?.add_contact(&contact, &zone, now())?;
            out.answer(&wrote, |wrote| format!("Noted {} for {}.", short(&wrote.id), wrote.date))?;
        }
        Action::Set { id, started } => {
            let item = home.open()?.settle_contact(&id, &started)?;
            out.answer(&item, |item| format!("Noted.\n{}", line(item, out)))?;
        }
        Action::List { about, page } => {
            let person = about.person();
            let page = home.open()?.contacts(person.as_deref(), &page.into(), &zone, now())?;
            show_page(out, &page, |item| line(item, out), "Nothing noted yet.")?;
        }
    }
    DONE
}

fn line(item: &ContactItem, out: &Output) -> String {
    let people: Vec<String> = item.people.iter().map(|name| written(name)).collect();
    let mut parts = vec![out.dim(short(&item.id)), item.date.clone(), people.join(", ")];
    parts.push(match item.started.as_deref() {
        Some("me") => "you began".to_owned(),
        Some("them") => "they began".to_owned(),
        Some("mutual") => "both began".to_owned(),
        Some(_) => String::new(),
        None => {
            let how = format!("requite contact set {} --started", short(&item.id));
            two_ways(&item.marked, &how)
        }
    });
    parts.extend(item.channel.as_ref().map(|channel| channel.replace('_', " ")));
    parts.extend(item.minutes.map(|minutes| format!("{minutes} min")));
    parts.push(written(&item.line));
    parts.retain(|part| !part.is_empty());
    parts.join("  ")
}
