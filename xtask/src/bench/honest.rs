//! P1: the pages of honest numbers, on a device whose evidence is of every kind and about a dozen people: read for the first time in
//! a process, and again.

use jiff::Timestamp;
use requite::{ImportFormat, Practice, Writing, Zone, kinds::name};
use requite_engine::{
    DocumentId, Engine, Write,
    record::{Edit, Heads},
};

use super::{
    Corpus,
    corpus::{Entry, Journal},
    measure::{cpu_ms, report},
    parts::{told, zone},
    stage::Stage,
};

/// Writes that are committed together.
const BATCH: usize = 200;
/// Evidence records for each entry.
const FOR_EACH: usize = 2;
/// People whom it is about.
const PEOPLE: usize = 12;
/// How often each page is asked for again.
const TIMES: u32 = 10;

/// Entries, and evidence of every kind beside them.
pub(super) fn evidence(stage: &Stage, device: &str, corpus: &Corpus) -> Result<(), String> {
    let journal = Journal::of(corpus)?;
    let mut practice = stage.open(device)?;
    let content = journal.jsonl();
    let (format, zone) = (ImportFormat::Jsonl, zone()?);
    practice
        .import(format, content.as_bytes(), &zone, Writing::Real, &mut |_, _| {})
        .map_err(told)?;
    for person in 0..PEOPLE {
        practice.add_person(&format!("Person {person}")).map_err(told)?;
    }
    let people = practice.people(requite::Including::Usual, &zone, Timestamp::now());
    let people: Vec<String> = people.map_err(told)?.into_iter().map(|person| person.id).collect();
    drop(practice);
    let mut engine = stage.engine(device)?;
    let mut writes = Vec::with_capacity(BATCH);
    for (place, entry) in journal.entries.iter().enumerate() {
        for more in 0..FOR_EACH {
            let number = place * FOR_EACH + more;
            let person = people.get(number % PEOPLE).map_or("", String::as_str);
            writes.push(record(&mut engine, number, person, entry));
        }
        if writes.len() >= BATCH {
            engine.commit("log", &writes).map_err(told)?;
            writes.clear();
        }
    }
    engine.commit("log", &writes).map_err(told)?;
    report(&[]);
    Ok(())
}

/// One record: of contacts and moments three in ten each, of promises two, the others felt and needed.
fn record(engine: &mut Engine, number: usize, person: &str, entry: &Entry) -> Write {
    let id = engine.new_id();
    // Kinds and people take turns at different paces, so that everybody has some of each.
    let turn = number / PEOPLE;
    let occurred = format!("{}|{}|day", entry.date, entry.zone);
    let set = |field: &str, value: &str| Edit::set(field, value);
    let people = || Edit::add("people", person);
    let text = |field: &str| Edit::text(field, &Heads::default(), "He said he would, and he did.");
    let third = |words: [&'static str; 3]| words.get(turn / 20 % 3).copied().unwrap_or_default();
    let (kind, edits) = match turn % 20 {
        0..=5 => {
            let started = Edit::choose("started_by", third(["me", "them", "me"]));
            (name::CONTACT, vec![set("occurred", &occurred), people(), started])
        }
        6..=11 => {
            let direction = set("direction", third(["from_me", "from_them", "from_me"]));
            let moment = vec![set("occurred", &occurred), set("kind", "care_act"), direction];
            (name::MOMENT, [moment, vec![people(), text("line")]].concat())
        }
        12..=15 => {
            let outcome = Edit::choose("outcome", third(["kept", "not_kept", "kept"]));
            let days = vec![set("made_on", &entry.date), set("resolved_on", &entry.date)];
            let made = vec![set("person", person), set("by", "them"), text("text"), outcome];
            (name::PROMISE, [days, made].concat())
        }
        16..=18 => {
            let felt =
                vec![set("occurred", &occurred), set("when", "after"), set("person", person)];
            let value = i64::try_from(turn % 5).unwrap_or(0) - 2;
            let fields = ["seen", "worth"].map(|field| Edit::put("fields", field, value));
            (name::FELT, [felt, fields.into()].concat())
        }
        _ => {
            let need = vec![set("person", person), set("whose", "me"), text("text")];
            let asked = vec![set("noted_on", &entry.date), set("asked", "asked")];
            (name::NEED, [need, asked, vec![Edit::choose("response", "met")]].concat())
        }
    };
    write(id, kind, edits)
}

fn write(id: DocumentId, kind: &'static str, edits: Vec<Edit>) -> Write {
    Write::by_person(id, kind, edits)
}

/// A page and what asks for it.
type Page<'a> = (&'a str, &'a dyn Fn(&mut Practice, &Zone, Timestamp) -> Result<(), String>);

const PAGES: &[Page<'_>] = &[
    ("picture_ms", &|practice, zone, now| {
        practice.picture("Person 3", zone, now).map(drop).map_err(told)
    }),
    ("insights_ms", &|practice, zone, now| practice.insights(zone, now).map(drop).map_err(told)),
    ("meets_ms", &|practice, zone, now| practice.who_meets_me(zone, now).map(drop).map_err(told)),
    ("year_ms", &|practice, zone, now| practice.year(None, zone, now).map(drop).map_err(told)),
];

/// The first picture of a process, then every page again and again.
pub(super) fn pages(stage: &Stage, device: &str, last_day: &str) -> Result<(), String> {
    let mut practice = stage.open(device)?;
    let zone = zone()?;
    let now: Timestamp = format!("{last_day}T12:00:00Z").parse().map_err(told)?;
    let before = cpu_ms();
    let shown = practice.picture("Person 3", &zone, now).map_err(told)?;
    let mut figures = vec![("first_ms", cpu_ms() - before)];
    if shown.follow_through.them.evidence.len() < 10 {
        return Err("there is nothing in the picture".to_owned());
    }
    for (name, ask) in PAGES {
        ask(&mut practice, &zone, now)?;
        let before = cpu_ms();
        for _ in 0..TIMES {
            ask(&mut practice, &zone, now)?;
        }
        figures.push((name, (cpu_ms() - before) / f64::from(TIMES)));
    }
    report(&figures);
    Ok(())
}
