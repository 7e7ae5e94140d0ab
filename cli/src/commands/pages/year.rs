//! A year, in 60 columns.

use requite::{Label, Locale, Year};
use serde_json::json;

use super::{Sheet, notes};
use crate::{
    commands::{DONE, Outcome},
    home::{Home, now},
    output::Output,
};

pub(super) fn year(home: &Home, out: &Output, year: Option<&str>, why: Option<&str>) -> Outcome {
    let zone = home.zone()?;
    let mut practice = home.open()?;
    let locale = practice.locale()?;
    if let Some(part) = why {
        let items = practice.year_notes(year, part, &zone, now())?;
        let nothing = Label::Nothing.say(locale);
        out.answer(&json!({"items": items}), |_| notes(&items, out, &nothing))?;
    } else {
        let year = practice.year(year, &zone, now())?;
        out.answer(&year, |year| page(year, out, locale))?;
    }
    DONE
}

fn page(year: &Year, out: &Output, locale: Locale) -> String {
    let mut sheet = Sheet::new(out, locale);
    sheet.heading(&format!("{}, {}", sheet.label(Label::Year), year.year));
    sheet.words(&year.read, 0);
    sheet.gap();
    for part in &year.parts {
        sheet.words(&part.sentences.join(" "), 2);
    }
    let Some(first) = year.parts.first() else { return sheet.text().trim_end().to_owned() };
    sheet.gap();
    let behind = sheet.label(Label::Behind);
    let parts: Vec<&str> = year.parts.iter().map(|part| part.part).collect();
    sheet.words(&format!("{behind}: --why {} …", first.part), 0);
    sheet.dimmed(&parts.join(" "), 2);
    sheet.text()
}
