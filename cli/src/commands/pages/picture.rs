//! The picture of somebody, in 60 columns.

use requite::{Label, Locale, Measure, Mirror, Picture, Remark, Sentence, Why};

use super::{Sheet, notes};
use crate::{
    commands::{DONE, Outcome},
    home::{Home, now},
    output::{Output, written},
};

pub(super) fn picture(home: &Home, out: &Output, person: &str, why: Option<&str>) -> Outcome {
    let zone = home.zone()?;
    let mut practice = home.open()?;
    let locale = practice.locale()?;
    if let Some(number) = why {
        let why = practice.why(person, number, &zone, now())?;
        out.answer(&why, |why| behind(why, out, locale))?;
    } else {
        let picture = practice.picture(person, &zone, now())?;
        out.answer(&picture, |picture| page(picture, out, locale))?;
    }
    DONE
}

fn behind(why: &Why, out: &Output, locale: Locale) -> String {
    let nothing = Label::Nothing.say(locale);
    let side = |label: Label, items| {
        format!("{}\n{}", out.bold(&label.say(locale)), notes(items, out, &nothing))
    };
    let me = side(Label::OfMe, &why.me);
    // What has no sides stands once.
    let has_sides = !why.me.is_empty()
        || matches!(why.measure.as_str(), "follow_through" | "initiation" | "needs" | "care");
    let them = side(Label::OfThem, &why.them);
    match (has_sides, why.measure.as_str()) {
        (_, "initiation" | "care") | (false, _) => notes(&why.them, out, &nothing),
        (true, _) => format!("{them}\n{me}"),
    }
}

fn page(picture: &Picture, out: &Output, locale: Locale) -> String {
    let mut sheet = Sheet::new(out, locale);
    sheet.heading(&written(&picture.person));
    if let Some(banner) = &picture.one_sided.sentence {
        sheet.words(banner, 0);
    }
    if let Some(count) = u32::try_from(picture.unpromised.len()).ok().filter(|count| *count > 0) {
        sheet.words(&sheet.say(&Sentence::Unpromised { count }), 0);
    }
    let kept = [(Label::Kept, "kept"), (Label::Partly, "partly"), (Label::NotKept, "not_kept")];
    each_side(&mut sheet, Label::Promises, &picture.follow_through, &kept);
    let started = [(Label::Them, "them"), (Label::Me, "me"), (Label::Both, "mutual")];
    shared(&mut sheet, Label::Started, &picture.initiation, &started);
    let asked = [(Label::Asked, "asked"), (Label::Met, "met"), (Label::Partly, "partly")];
    each_side(&mut sheet, Label::Needs, &picture.needs, &asked);
    let care = [(Label::Received, "received"), (Label::Given, "given")];
    shared(&mut sheet, Label::Care, &picture.care, &care);
    beside(&mut sheet, picture);
    sheet.gap();
    sheet.words(&sheet.say(&Sentence::HowToRead), 0);
    let behind = sheet.label(Label::Behind);
    sheet.words(&format!("{behind}: --why follow_through, initiation, needs, care …"), 0);
    sheet.text()
}

fn count(side: &Measure, name: &str) -> u32 {
    side.counts.get(name).copied().unwrap_or(0)
}

fn is_empty(side: &Measure) -> bool {
    side.evidence.is_empty() && side.set_aside.is_empty()
}

/// A measure that each side has for itself: paired bars, then what is said of each.
fn each_side(sheet: &mut Sheet<'_>, title: Label, mirror: &Mirror, rows: &[(Label, &str)]) {
    sheet.heading(&sheet.label(title));
    if is_empty(&mirror.them) && is_empty(&mirror.me) {
        return sheet.words(&sheet.label(Label::Nothing), 2);
    }
    let both = |name| [count(&mirror.them, name), count(&mirror.me, name)];
    sheet.pairs(&rows.iter().map(|(label, name)| (*label, both(name))).collect::<Vec<_>>());
    for (side, label) in [(&mirror.them, Label::OfThem), (&mirror.me, Label::OfMe)] {
        let label = sheet.label(label);
        sheet.marked(&label, &side.sentences.join(" "));
        sheet.range(&label, side.range);
    }
}

/// A measure that is one share between two: drawn once, with both shares.
fn shared(sheet: &mut Sheet<'_>, title: Label, mirror: &Mirror, rows: &[(Label, &str)]) {
    sheet.heading(&sheet.label(title));
    if is_empty(&mirror.them) {
        return sheet.words(&sheet.label(Label::Nothing), 2);
    }
    let counts = rows.iter().map(|(label, name)| (*label, count(&mirror.them, name)));
    sheet.counts(&counts.collect::<Vec<_>>());
    sheet.words(&mirror.them.sentences.join(" "), 2);
    sheet.range(&sheet.label(Label::TheirShare), mirror.them.range);
    sheet.range(&sheet.label(Label::MyShare), mirror.me.range);
}

/// What stands beside the numbers, as far as anything is to be said.
fn beside(sheet: &mut Sheet<'_>, picture: &Picture) {
    let remarks = [&picture.change, &picture.change_mine, &picture.gap, &picture.hard_days];
    let said: Vec<&String> =
        remarks.into_iter().filter_map(|remark| remark.sentence.as_ref()).collect();
    if !said.is_empty() {
        sheet.heading(&sheet.label(Label::Remarks));
        for sentence in said {
            sheet.words(sentence, 2);
        }
    }
    for (title, fields) in [(Label::After, &picture.after), (Label::OverTime, &picture.trend)] {
        if fields.is_empty() {
            continue;
        }
        sheet.heading(&sheet.label(title));
        for (field, remark) in fields {
            felt(sheet, field, remark);
        }
    }
}

fn felt(sheet: &mut Sheet<'_>, field: &str, remark: &Remark) {
    let label = Label::felt(field).map(|label| sheet.label(label)).unwrap_or_default();
    if let Some(sentence) = &remark.sentence {
        sheet.marked(&label, sentence);
    }
}
