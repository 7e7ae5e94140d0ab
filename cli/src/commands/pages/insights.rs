//! Questions from the notes, in 60 columns.

use clap::Subcommand;
use requite::{Insights, Label, Locale};
use serde_json::json;

use super::{Sheet, notes};
use crate::{
    commands::{DONE, Outcome},
    home::{Home, now},
    output::{Output, written},
};

/// Letters of a key that are shown: its beginning, and eight of the id.
const ID_SHOWN: usize = 8;

#[derive(Debug, Subcommand)]
pub(crate) enum Action {
    /// The notes behind a question
    Why {
        /// Its key, or the beginning of it
        key: String,
    },
    /// Do not ask it again
    Dismiss {
        /// Its key, or the beginning of it
        key: String,
        /// Only up to this day: YYYY-MM-DD, "in 30 days" (default: never again)
        #[arg(long, value_name = "DATE")]
        until: Option<String>,
    },
    /// Ask one again that you set aside
    Ask {
        /// Its key, or the beginning of it
        key: String,
    },
}

pub(super) fn run(home: &Home, out: &Output, action: Option<Action>) -> Outcome {
    let zone = home.zone()?;
    let mut practice = home.open()?;
    match action {
        None => {
            let locale = practice.locale()?;
            let insights = practice.insights(&zone, now())?;
            out.answer(&insights, |insights| page(insights, out, locale))?;
        }
        Some(Action::Why { key }) => {
            let nothing = Label::Nothing.say(practice.locale()?);
            let items = practice.insight_notes(&key, &zone, now())?;
            out.answer(&json!({"items": items}), |_| notes(&items, out, &nothing))?;
        }
        Some(Action::Dismiss { key, until }) => {
            let aside = practice.dismiss_insight(&key, until.as_deref(), &zone, now())?;
            out.answer(&aside, |aside| match &aside.until {
                Some(until) => format!("Not asked again up to {until}."),
                None => "Not asked again. To have it back: requite insights ask".to_owned(),
            })?;
        }
        Some(Action::Ask { key }) => {
            let key = practice.ask_insight_again(&key, &zone, now())?;
            out.answer(&json!({"key": key}), |_| "Asked again.".to_owned())?;
        }
    }
    DONE
}

fn page(insights: &Insights, out: &Output, locale: Locale) -> String {
    let mut sheet = Sheet::new(out, locale);
    sheet.heading(&sheet.label(Label::Insights));
    sheet.words(&insights.read, 0);
    let mut before = None;
    for item in &insights.items {
        if before != Some(&item.id) {
            sheet.heading(&written(&item.person));
            before = Some(&item.id);
        }
        sheet.words(&item.question, 2);
        sheet.dimmed(shown(&item.key), 4);
    }
    sheet.heading(&sheet.label(Label::OneThing));
    insights.even_handed.iter().for_each(|question| sheet.words(question, 2));
    sheet.text()
}

fn shown(key: &str) -> &str {
    let id = key.find('.').map_or(0, |at| at + 1);
    key.get(..id + ID_SHOWN).unwrap_or(key)
}
