//! The made-up story of the demo.

use requite::{Direction, EntryQuery, NewEntry, NewMoment, When, Zone};

use super::Device;
use crate::{failure::Failure, home::now};

/// What is searched for at the end.
pub(super) const SEARCH: &str = "promised";

/// Entries that are written in all.
pub(super) const ENTRIES: usize = 4;

/// Words that one of the two wrote, and that must all be there afterwards.
pub(super) const WORDS_THAT_STAY: &[&str] = &["slowly", "noticed", "afterwards", "angry", "sad"];

const WALK: &str = "We walked along the canal. I was hurt when Noa looked at her phone. She promised to call on Sunday.";
const WALK_ON_PHONE: &str = "We walked slowly along the canal. I was angry when Noa looked at her phone. She promised to call on Sunday.";
const WALK_ON_TABLET: &str = "We walked along the canal. I was sad when Noa looked at her phone, and I noticed it only afterwards. She promised to call on Sunday.";

/// Three entries and two moments. Gives the id of the entry that is edited later.
pub(super) fn on_the_phone(phone: &mut Device, zone: &Zone) -> Result<String, Failure> {
    phone.practice.add_person("Noa")?;
    let walk = write(phone, zone, "2026-11-15", WALK)?;
    write(phone, zone, "2026-11-16", "She did call on Sunday. It was short, and it was good.")?;
    write(phone, zone, "2026-11-18", "Noa said she would bring the book back. We will see.")?;
    log(phone, zone, "2026-11-16", "kind_word", "called, as she had promised")?;
    log(phone, zone, "2026-11-18", "let_down", "forgot the book")?;
    Ok(walk)
}

/// The same paragraph, differently, on each.
pub(super) fn edit_on_both(
    phone: &mut Device,
    tablet: &mut Device,
    walk: &str,
) -> Result<(), Failure> {
    phone.practice.show(walk)?;
    tablet.practice.show(walk)?;
    phone.practice.edit(walk, None, WALK_ON_PHONE)?;
    tablet.practice.edit(walk, None, WALK_ON_TABLET)?;
    Ok(())
}

/// Something new on each.
pub(super) fn more_on_both(
    phone: &mut Device,
    tablet: &mut Device,
    zone: &Zone,
) -> Result<(), Failure> {
    write(
        phone,
        zone,
        "2026-11-20",
        "I asked for an evening without phones. I had never said it aloud.",
    )?;
    log(tablet, zone, "2026-11-21", "care_act", "brought the book, and soup")
}

/// Written on the phone when the tablet is out.
pub(super) fn after_the_loss(phone: &mut Device, zone: &Zone) -> Result<String, Failure> {
    write(phone, zone, "2026-11-22", "I lost the tablet on the train, and I am not afraid of it.")
}

/// Typed on the tablet by whoever found it.
pub(super) fn from_outside(tablet: &mut Device, zone: &Zone) -> Result<String, Failure> {
    write(tablet, zone, "2026-11-22", "Somebody else is typing on this tablet now.")
}

pub(super) fn count(device: &mut Device, zone: &Zone) -> Result<usize, Failure> {
    let query = EntryQuery { limit: 100, ..EntryQuery::default() };
    Ok(device.practice.entries(&query, zone, now())?.items.len())
}

/// Every sentence and name that was written, as it stands in the journal now, and as it stood before.
pub(super) fn sentences(device: &mut Device, zone: &Zone) -> Result<Vec<String>, Failure> {
    let query = EntryQuery { limit: 100, ..EntryQuery::default() };
    let mut texts = vec![WALK.to_owned(), WALK_ON_PHONE.to_owned(), WALK_ON_TABLET.to_owned()];
    for item in device.practice.entries(&query, zone, now())?.items {
        texts.push(device.practice.show(&item.id)?.body);
    }
    let moments = requite::MomentQuery { limit: 100, ..requite::MomentQuery::default() };
    texts.extend(
        device.practice.moments(&moments, zone, now())?.items.into_iter().map(|moment| moment.line),
    );
    let mut sentences: Vec<String> = texts
        .iter()
        .flat_map(|text| text.split_inclusive(['.', ',']))
        .map(|sentence| sentence.trim().to_owned())
        // Shorter ones turn up in any large file by chance.
        .filter(|sentence| sentence.len() >= 8)
        .collect();
    sentences.sort();
    sentences.dedup();
    Ok(sentences)
}

fn write(device: &mut Device, zone: &Zone, date: &str, text: &str) -> Result<String, Failure> {
    let entry = NewEntry {
        text: text.to_owned(),
        when: When { date: Some(date.to_owned()), time: None },
        people: vec!["Noa".to_owned()],
        ..NewEntry::default()
    };
    Ok(device.practice.write(&entry, zone, now())?.id)
}

fn log(
    device: &mut Device,
    zone: &Zone,
    date: &str,
    kind: &str,
    line: &str,
) -> Result<(), Failure> {
    let moment = NewMoment {
        people: vec!["Noa".to_owned()],
        kind: kind.to_owned(),
        line: Some(line.to_owned()),
        direction: Some(Direction::Them),
        when: When { date: Some(date.to_owned()), time: None },
        ..NewMoment::default()
    };
    device.practice.log(&moment, zone, now())?;
    Ok(())
}
