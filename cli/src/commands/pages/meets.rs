//! Who meets me, in 60 columns.

use requite::{Label, Locale, Meetings};
use serde_json::json;

use super::{Sheet, notes};
use crate::{
    commands::{DONE, Outcome},
    home::{Home, now},
    output::{Output, written},
};

pub(super) fn meets(home: &Home, out: &Output, why: Option<&str>) -> Outcome {
    let zone = home.zone()?;
    let mut practice = home.open()?;
    let locale = practice.locale()?;
    if let Some(person) = why {
        let items = practice.meeting_notes(person, &zone, now())?;
        let nothing = Label::Nothing.say(locale);
        out.answer(&json!({"items": items}), |_| notes(&items, out, &nothing))?;
    } else {
        let meetings = practice.who_meets_me(&zone, now())?;
        out.answer(&meetings, |meetings| page(meetings, out, locale))?;
    }
    DONE
}

fn page(meetings: &Meetings, out: &Output, locale: Locale) -> String {
    let mut sheet = Sheet::new(out, locale);
    sheet.heading(&sheet.label(Label::Meets));
    sheet.words(&meetings.read, 0);
    for meeting in &meetings.people {
        sheet.heading(&written(&meeting.person));
        for met in meeting.felt.values() {
            sheet.words(&met.sentences.join(" "), 2);
        }
    }
    let behind = sheet.label(Label::Behind);
    if !meetings.people.is_empty() {
        sheet.gap();
        sheet.words(&format!("{behind}: --why NAME"), 0);
    }
    sheet.text()
}
