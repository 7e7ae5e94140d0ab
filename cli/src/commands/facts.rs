//! Facts of people and entries from the terminal: what is known of somebody, and what is noted with a text.

#![allow(clippy::doc_markdown, reason = "these comments are help texts, shown as they are")]

use clap::Args;
use requite::{EntryEdit, EntryFacts, PersonFacts, PersonView, Practice, Zone};
use serde_json::json;

use super::{DONE, Outcome, entries::short};
use crate::{
    failure::Shell,
    home::{Home, now},
    input,
    output::{Output, written},
};

/// What is noted with an entry.
#[derive(Debug, Clone, Args)]
pub(crate) struct Felt {
    /// How you felt, from -2 to 2
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    mood: Option<String>,
    /// A word for how you felt (may be repeated)
    #[arg(long, value_name = "WORD")]
    word: Vec<String>,
    /// Where it was
    #[arg(long)]
    place: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct EditArgs {
    /// Its id, or the beginning of it
    id: String,
    /// The state that the new text is based on: `heads` of `show`
    #[arg(long, value_name = "HEADS")]
    base: Option<String>,
    /// The new text, or - for standard input
    #[arg(long)]
    text: Option<String>,
    #[command(flatten)]
    felt: Felt,
    /// A word to be taken away again (may be repeated)
    #[arg(long, value_name = "WORD")]
    drop_word: Vec<String>,
}

/// What is known of somebody.
#[derive(Debug, Args)]
#[group(required = true, multiple = true)]
pub(crate) struct About {
    /// How to speak of them
    #[arg(long, value_name = "TEXT")]
    pronoun: Option<String>,
    /// What they are to you, in your own word: sister, friend, colleague
    #[arg(long, value_name = "TEXT")]
    relation: Option<String>,
    /// YYYY-MM-DD, or MM-DD without the year
    #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
    birthday: Option<String>,
    /// The day you first met
    #[arg(long, value_name = "DATE")]
    met: Option<String>,
    /// What is good to remember, or - for standard input
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// About your own time: must, matters or light. Nothing is ever sorted by it
    #[arg(long, value_name = "WORD")]
    importance: Option<String>,
}

impl Felt {
    pub(super) fn facts(&self, dropped: &[String]) -> Result<EntryFacts, Shell> {
        Ok(EntryFacts {
            mood: self.mood.clone(),
            words: self.word.clone(),
            dropped: dropped.to_vec(),
            place: self.place.as_deref().map(input::line).transpose()?,
        })
    }
}

pub(super) fn edit(home: &Home, out: &Output, args: &EditArgs) -> Outcome {
    let facts = args.felt.facts(&args.drop_word)?;
    let mut practice = home.open()?;
    let (mut base, mut body) = (args.base.clone(), None);
    if facts.is_empty() || args.text.is_some() || args.base.is_some() {
        let is_terminal = std::io::IsTerminal::is_terminal(&std::io::stdin());
        let is_editor = is_terminal && base.is_none() && args.text.is_none();
        // In the editor the person sees the text as it is now; on standard input, as they last had it before them.
        let shown = if is_editor { Some(practice.show(&args.id)?) } else { None };
        let draft = shown.as_ref().map_or("", |entry| entry.body.as_str());
        body = Some(input::long_text(args.text.as_deref(), draft)?);
        base = base.or_else(|| shown.map(|entry| entry.heads));
    }
    let body = body.as_deref().map(|body| (base.as_deref(), body));
    let entry = practice.edit_entry(&args.id, &EntryEdit { body, facts })?;
    out.answer(&json!({"id": entry.id, "heads": entry.heads}), |_| {
        format!("Saved {}.", short(&entry.id))
    })?;
    DONE
}

pub(super) fn about(
    practice: &mut Practice,
    out: &Output,
    person: &str,
    about: &About,
    zone: &Zone,
) -> Outcome {
    let line = |given: &Option<String>| given.as_deref().map(input::line).transpose();
    let facts = PersonFacts {
        pronoun: line(&about.pronoun)?,
        relation: line(&about.relation)?,
        birthday: about.birthday.clone(),
        met: about.met.clone(),
        note: about.note.as_deref().map(input::text).transpose()?,
        importance: about.importance.clone(),
    };
    told(out, &practice.edit_person(person, &facts, zone, now())?)
}

pub(super) fn person(practice: &mut Practice, out: &Output, person: &str, zone: &Zone) -> Outcome {
    told(out, &practice.person(person, zone, now())?)
}

fn told(out: &Output, person: &PersonView) -> Outcome {
    out.answer(person, |person| page(person, out))?;
    DONE
}

fn page(person: &PersonView, out: &Output) -> String {
    let item = &person.item;
    let mut lines = vec![super::people::on_line(item, out)];
    let facts = [
        ("pronoun", person.pronoun.clone()),
        ("relation", person.relation.clone()),
        ("birthday", person.birthday.clone()),
        ("met", person.met.clone()),
        ("where you stand", item.stage.as_ref().map(|stage| stage.replace('_', " "))),
        ("for your time", person.importance.clone()),
        ("circles", Some(person.circles.join(", ")).filter(|names| !names.is_empty())),
    ];
    let said = facts.into_iter().filter_map(|(name, said)| Some((name, said?)));
    lines.extend(said.map(|(name, said)| format!("  {name}: {}", written(&said))));
    let notes = std::iter::once(&person.note).chain(&person.merged_notes);
    for note in notes.filter(|note| !note.trim().is_empty()) {
        lines.extend([String::new(), written(note)]);
    }
    lines.join("\n")
}
