//! The page of people to turn to, and those who help, from the terminal.

use std::path::{Path, PathBuf};

use clap::Subcommand;
use requite::{Day, Label, Locale, PracticeError, SupportItem, SupportPack, SupportPage};
use serde_json::json;

use crate::{
    commands::{DONE, Outcome, entries::short, pages::Sheet},
    failure::Shell,
    home::{Home, now},
    input,
    output::{Output, written},
};

/// Bytes of a support pack at most.
const PACK_BYTES_MAX: u64 = 1024 * 1024;

#[derive(Debug, Subcommand)]
pub(crate) enum Action {
    /// Note somebody who helps
    Add {
        /// Their name, or - for standard input
        name: String,
        /// How to reach them
        how: String,
        /// What they are called where others may look on
        #[arg(long)]
        label: Option<String>,
    },
    /// Those who help, by name
    List,
    /// Into the trash
    Remove {
        /// Its id, or the beginning of it
        id: String,
    },
    /// Do not offer the page by itself any more; it stays here
    Dismiss {
        /// Only up to this day: YYYY-MM-DD, "in 30 days" (default: never again)
        #[arg(long, value_name = "DATE")]
        until: Option<String>,
    },
    /// Say whether a support pack may be shown: every line in every language, no number that nobody has checked
    Check {
        /// The file, in JSON
        file: PathBuf,
    },
}

pub(super) fn run(home: &Home, out: &Output, action: Option<Action>) -> Outcome {
    let zone = home.zone()?;
    let Some(action) = action else {
        let mut practice = home.open()?;
        let locale = practice.locale()?;
        let shown = practice.support_page(&zone, now())?;
        out.answer(&shown, |shown| page(shown, out, locale))?;
        return DONE;
    };
    match action {
        Action::Check { file } => return check(out, &file, Day::today(&zone, now())),
        Action::Dismiss { until } => {
            let aside = home.open()?.dismiss_support(until.as_deref(), &zone, now())?;
            out.answer(&aside, |_| "Not offered by itself any more. It stays here.".to_owned())?;
        }
        Action::Add { name, how, label } => {
            let (name, how) = (input::line(&name)?, input::text(&how)?);
            let label = label.as_deref().map(input::line).transpose()?;
            let wrote = home.open()?.add_support(&name, &how, label.as_deref())?;
            out.answer(&json!({"id": wrote.id}), |_| format!("Noted {}.", short(&wrote.id)))?;
        }
        Action::List => {
            let items = home.open()?.support()?;
            out.answer(&json!({"items": items}), |_| match items.as_slice() {
                [] => "Nobody noted yet: requite support add NAME HOW".to_owned(),
                items => items.iter().map(|item| line(item, out)).collect::<Vec<_>>().join("\n"),
            })?;
        }
        Action::Remove { id } => {
            let id = home.open()?.remove_support(&id)?;
            out.answer(&json!({"id": id}), |_| format!("{} is in the trash.", short(&id)))?;
        }
    }
    DONE
}

fn line(item: &SupportItem, out: &Output) -> String {
    let id = out.dim(short(&item.id));
    format!("{id}  {}  {}", written(&item.name), written(&item.how))
}

fn page(shown: &SupportPage, out: &Output, locale: Locale) -> String {
    let mut sheet = Sheet::new(out, locale);
    sheet.heading(&shown.heading);
    sheet.words(&shown.dated, 0);
    sheet.gap();
    shown.lines.iter().for_each(|line| sheet.item(&line.text));
    sheet.heading(&shown.people_heading);
    for item in &shown.people {
        sheet.words(&format!("{} {}", written(&item.name), written(&item.how)), 2);
    }
    if shown.people.is_empty() {
        sheet.words(&sheet.label(Label::NobodyNoted), 2);
    }
    sheet.text()
}

/// A pack that may be shown, or what is wrong with it.
fn check(out: &Output, file: &Path, today: Day) -> Outcome {
    let size = std::fs::metadata(file).map_err(|_| Shell::File)?.len();
    if size > PACK_BYTES_MAX {
        return Err(PracticeError::from(requite::SupportError::Format).into());
    }
    let json = std::fs::read_to_string(file).map_err(|_| Shell::File)?;
    let pack = SupportPack::read(&json, today.date()).map_err(PracticeError::from)?;
    let verified_on = pack.verified_on.map(|day| day.to_string());
    let told =
        json!({"region": pack.region, "verified_on": verified_on, "lines": pack.lines.len()});
    out.answer(&told, |_| {
        format!("{} lines for {}, and all may be shown.", pack.lines.len(), written(&pack.region))
    })?;
    DONE
}
