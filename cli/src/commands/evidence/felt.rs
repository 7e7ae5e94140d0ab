//! How one is, from the terminal.

use clap::Args;
use requite::{FeltItem, NewFelt, PracticeError, kinds::FELT_FIELDS};

use super::At;
use crate::{
    args::Page,
    ask,
    commands::{DONE, Outcome, entries::short, show_page},
    failure::Failure,
    home::{Home, now},
    input,
    output::{Output, written},
};

#[derive(Debug, Args)]
pub(crate) struct Check {
    /// What you feel: energy=-1 seen=0 (asked one by one where nothing is said)
    #[arg(value_name = "FEELING=N")]
    fields: Vec<String>,
    /// After seeing somebody
    #[arg(long, value_name = "NAME", conflicts_with = "before")]
    after: Option<String>,
    /// Before seeing somebody
    #[arg(long, value_name = "NAME")]
    before: Option<String>,
    /// Words for it, with commas
    #[arg(long, value_delimiter = ',')]
    words: Vec<String>,
    /// A line about it, or - for standard input
    #[arg(long, value_name = "TEXT")]
    line: Option<String>,
    /// Show what was noted, newest first (with --after or --before: around seeing them)
    #[arg(long)]
    list: bool,
    #[command(flatten)]
    page: Page,
    #[command(flatten)]
    at: At,
}

pub(super) fn run(home: &Home, out: &Output, check: Check) -> Outcome {
    let zone = home.zone()?;
    let person = check.after.clone().or_else(|| check.before.clone());
    if check.list {
        let page = home.open()?.felt(person.as_deref(), &check.page.into(), &zone, now())?;
        show_page(out, &page, |item| line(item, out), "Nothing noted yet.")?;
        return DONE;
    }
    let around = check.before.is_some().then(|| "before".to_owned());
    let nothing_said = check.fields.is_empty() && check.words.is_empty() && check.line.is_none();
    let fields = if nothing_said { asked()? } else { given(&check.fields)? };
    let line = check.line.as_deref().map(input::text).transpose()?;
    let felt = NewFelt { person, around, fields, words: check.words, line, when: check.at.into() };
    let wrote = home.open()?.add_felt(&felt, &zone, now())?;
    out.answer(&wrote, |wrote| format!("Noted {} for {}.", short(&wrote.id), wrote.date))?;
    DONE
}

fn given(fields: &[String]) -> Result<Vec<(String, i64)>, Failure> {
    let parse = |field: &String| {
        let (name, value) = field.split_once('=')?;
        Some((name.trim().to_owned(), value.trim().parse().ok()?))
    };
    let parsed: Option<Vec<_>> = fields.iter().map(parse).collect();
    Ok(parsed.ok_or(PracticeError::Feeling)?)
}

/// One after another; an empty line passes over one, which is not 0.
fn asked() -> Result<Vec<(String, i64)>, Failure> {
    let mut fields = Vec::new();
    for field in FELT_FIELDS {
        let question = format!("{}, -2 to 2 (Enter to pass):", field.replace('_', " "));
        if let Some(answer) = ask::ask(&question)? {
            let value = answer.parse().map_err(|_| PracticeError::Feeling)?;
            fields.push(((*field).to_owned(), value));
        }
    }
    Ok(fields)
}

fn line(item: &FeltItem, out: &Output) -> String {
    let mut parts = vec![out.dim(short(&item.id)), item.date.clone()];
    parts.extend(item.person.as_ref().map(|name| format!("{} {}", item.when, written(name))));
    let felt =
        item.fields.iter().map(|(field, value)| format!("{} {value}", field.replace('_', " ")));
    parts.push(felt.collect::<Vec<_>>().join(", "));
    parts.push(item.words.iter().map(|word| written(word)).collect::<Vec<_>>().join(", "));
    parts.push(written(&item.line));
    parts.retain(|part| !part.is_empty());
    parts.join("  ")
}
