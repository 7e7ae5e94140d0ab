//! The parts of jobs, each run in a process of its own: it does one thing, and says at its end what that cost.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use requite::{
    EntryQuery, ImportFormat, NewEntry, Practice, Search, SyncEvent, Until, Writing, Zone,
};
use requite_engine::{
    Expect, Origin, Write,
    record::{DocumentId, Edit, Heads, Occurred, Value},
};

use super::{
    Corpus, alone,
    corpus::Journal,
    live,
    measure::{cpu_ms, report},
    stage::{Stage, number, runtime, usual},
};

/// Writes that are committed together.
const BATCH: usize = 200;
/// Single entries that are written to find what one costs.
const SINGLES: u32 = 100;
/// Searches of each kind.
const SEARCHES: u32 = 40;
/// Entries of a page.
const PAGE: usize = 50;

/// Runs one part: its name, the stage's folder, and what it needs besides.
pub(crate) fn run(args: &[String]) -> Result<(), String> {
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let (name, folder, rest) = match args.as_slice() {
        [name, folder, rest @ ..] => (*name, PathBuf::from(folder), rest),
        _ => return Err("a part has a name and a folder".to_owned()),
    };
    let stage = Stage::new(&folder);
    match (name, rest) {
        ("nothing", _) => report(&[]),
        ("relay", _) => return live::relay(&stage),
        ("bulk", [device, corpus]) => bulk(&stage, device, &Corpus::parse(corpus)?)?,
        ("alone", [corpus]) => alone::rows_and_words(&folder, &Corpus::parse(corpus)?)?,
        ("singles", [device]) => singles(&stage, device)?,
        ("call", [device]) => call(&stage, device)?,
        ("list", [device]) => list(&stage, device)?,
        ("search", [device, rare, common]) => search(&stage, device, rare, common)?,
        ("evidence", [device, corpus]) => {
            return super::honest::evidence(&stage, device, &Corpus::parse(corpus)?);
        }
        ("honest", [device, last_day]) => return super::honest::pages(&stage, device, last_day),
        ("pages", [device, last_day]) => return super::pages::pages(&stage, device, last_day),
        ("sync", [device]) => sync(&stage, device)?,
        ("speak", [device]) => return live::speak(&stage, device),
        ("hear", [device]) => return live::hear(&stage, device),
        ("raw-relay", []) => return live::raw_relay(),
        ("raw-hear", [port]) => return live::raw_hear(port.parse().map_err(told)?),
        ("raw-speak", [port]) => return live::raw_speak(port.parse().map_err(told)?),
        ("raw-disk", []) => return live::raw_disk(&stage),
        ("typing", [device, every]) => typing(&stage, device, every.parse().map_err(told)?)?,
        ("edits", [device]) => edits(&stage, device)?,
        ("phone", [device]) => phone(&stage, device)?,
        _ => return Err(format!("no such part: {name}")),
    }
    Ok(())
}

pub(super) fn told(error: impl core::fmt::Display) -> String {
    error.to_string()
}

pub(super) fn zone() -> Result<Zone, String> {
    Zone::named("Europe/London").map_err(told)
}

pub(super) fn entry(text: &str) -> NewEntry {
    NewEntry { text: text.to_owned(), ..NewEntry::default() }
}

pub(super) fn write(practice: &mut Practice, text: &str) -> Result<String, String> {
    let wrote = practice.write(&entry(text), &zone()?, Timestamp::now()).map_err(told)?;
    Ok(wrote.id)
}

/// J1: a whole journal, as an import and as acts of a person, in batches.
fn bulk(stage: &Stage, device: &str, corpus: &Corpus) -> Result<(), String> {
    let journal = Journal::of(corpus)?;
    let content = journal.jsonl();
    let before = cpu_ms();
    let mut practice = stage.open(device)?;
    let import = practice.import(
        ImportFormat::Jsonl,
        content.as_bytes(),
        &zone()?,
        Writing::Real,
        &mut |_, _| {},
    );
    let imported = import.map_err(told)?.imported;
    drop(practice);
    if imported != u64::try_from(journal.entries.len()).map_err(told)? {
        return Err("not everything was imported".to_owned());
    }
    moments(stage, device, &journal)?;
    report(&[("spent_ms", cpu_ms() - before)]);
    Ok(())
}

fn moments(stage: &Stage, device: &str, journal: &Journal) -> Result<(), String> {
    let mut engine = stage.engine(device)?;
    let person = engine.new_id();
    let name = vec![set("display_name", "Sam")];
    engine.commit("people", &[made(person, requite::kinds::name::PERSON, name)]).map_err(told)?;
    let mut writes = Vec::with_capacity(BATCH);
    for entry in &journal.entries {
        for line in &entry.moments {
            let date = entry.date.parse().map_err(told)?;
            let tz = entry.zone.clone();
            let precision = requite_engine::record::Precision::Day;
            let occurred = Occurred { date, minute: None, tz, precision }.to_string();
            let edits = vec![
                set("occurred", &occurred),
                set("kind", "care_act"),
                set("direction", "from_them"),
                Edit::Add { field: "people".into(), element: person.to_string().as_str().into() },
                Edit::Text { field: "line".into(), base: Heads::default(), text: line.clone() },
            ];
            writes.push(made(engine.new_id(), requite::kinds::name::MOMENT, edits));
        }
        if writes.len() >= BATCH {
            engine.commit("log", &writes).map_err(told)?;
            writes.clear();
        }
    }
    engine.commit("log", &writes).map(drop).map_err(told)
}

fn set(field: &str, value: &str) -> Edit {
    Edit::Set { field: field.to_owned(), value: Value::from(value) }
}

fn made(id: DocumentId, kind: &'static str, edits: Vec<Edit>) -> Write {
    Write { id, kind, edits, origin: Origin::Person, expect: Expect::Either }
}

/// J1: one entry after another, each durable before the next.
fn singles(stage: &Stage, device: &str) -> Result<(), String> {
    let mut practice = stage.open(device)?;
    let before = cpu_ms();
    for i in 0..SINGLES {
        let text =
            format!("Number {i}. He said he would call before the weekend, and he did. ").repeat(4);
        write(&mut practice, &text)?;
    }
    report(&[("one_ms", (cpu_ms() - before) / f64::from(SINGLES))]);
    Ok(())
}

/// J1: what a command does: start, open, write one entry, end.
fn call(stage: &Stage, device: &str) -> Result<(), String> {
    let mut practice = stage.open(device)?;
    write(&mut practice, "She kept her word, and came before it was dark.")?;
    drop(practice);
    report(&[]);
    Ok(())
}

/// J2: start, open, list.
fn list(stage: &Stage, device: &str) -> Result<(), String> {
    let mut practice = stage.open(device)?;
    let query = EntryQuery { limit: PAGE, ..EntryQuery::default() };
    let page = practice.entries(&query, &zone()?, Timestamp::now()).map_err(told)?;
    let found = number(page.items.len());
    let before = cpu_ms();
    for _ in 0..SEARCHES {
        practice.entries(&query, &zone()?, Timestamp::now()).map_err(told)?;
    }
    let again = (cpu_ms() - before) / f64::from(SEARCHES);
    let spent = before;
    report(&[("found", found), ("again_ms", again), ("spent_ms", spent)]);
    Ok(())
}

/// J3: the same process asks again and again.
fn search(stage: &Stage, device: &str, rare: &str, common: &str) -> Result<(), String> {
    let mut practice = stage.open(device)?;
    let (zone, now) = (zone()?, Timestamp::now());
    let mut ask = |word: &str| -> Result<(f64, f64), String> {
        let search = Search { words: word.to_owned(), limit: PAGE, ..Search::default() };
        let mut found = practice.search(&search, &zone, now).map_err(told)?.items.len();
        let before = cpu_ms();
        for _ in 0..SEARCHES {
            found = practice.search(&search, &zone, now).map_err(told)?.items.len();
        }
        Ok(((cpu_ms() - before) / f64::from(SEARCHES), number(found)))
    };
    let (rare_ms, rare_found) = ask(rare)?;
    let (common_ms, common_found) = ask(common)?;
    if rare_found < 1.0 || common_found < number(PAGE) {
        return Err("a search did not find what is there".to_owned());
    }
    report(&[("rare_ms", rare_ms), ("common_ms", common_ms)]);
    Ok(())
}

/// J4: everything to the relay, or everything from it.
fn sync(stage: &Stage, device: &str) -> Result<(), String> {
    let mut practice = stage.open(device)?;
    let mut rounds = 1;
    // A round may end early: the relay hangs up on a device that is busy opening a large page.
    while until_quiet(stage, &mut practice)? > 0 && rounds < ROUNDS_MAX {
        rounds += 1;
    }
    drop(practice);
    report(&[("rounds", f64::from(rounds))]);
    Ok(())
}

/// Rounds of sync that everything may take.
const ROUNDS_MAX: u32 = 50;

fn until_quiet(stage: &Stage, practice: &mut Practice) -> Result<u64, String> {
    let relay = stage.relay()?;
    let never = core::future::pending();
    let observe = &mut |_: &SyncEvent| {};
    let synced = practice.sync(core::slice::from_ref(&relay), Until::Quiet, never, observe);
    Ok(runtime()?.block_on(synced).map_err(told)?.changed)
}

/// Characters that are typed.
const TYPED: usize = 1_200;

/// J8: an entry is typed and saved at every so many words; with a sync after each save, or one at the end.
fn typing(stage: &Stage, device: &str, every: usize) -> Result<(), String> {
    let journal = Journal::of(&Corpus::Made(4))?;
    let text: String =
        journal.entries.iter().flat_map(|entry| entry.text.chars()).take(TYPED).collect();
    let words: Vec<&str> = text.split_inclusive(' ').collect();
    let mut practice = stage.open(device)?;
    until_quiet(stage, &mut practice)?;
    let (before, _) = stage.sealed(device)?;
    let mut id: Option<String> = None;
    let mut saves = 0;
    for end in (1..=words.len()).filter(|end| end.is_multiple_of(every) || *end == words.len()) {
        let so_far = words.get(..end).unwrap_or_default().concat();
        match &id {
            None => id = Some(write(&mut practice, &so_far)?),
            Some(id) => drop(practice.edit(id, None, &so_far).map_err(told)?),
        }
        saves += 1;
    }
    until_quiet(stage, &mut practice)?;
    let (after, _) = stage.sealed(device)?;
    let plain = usual(&text);
    report(&[("bytes", after - before), ("saves", f64::from(saves)), ("plain", plain)]);
    Ok(())
}

/// Changes that another device makes before the phone syncs.
const CHANGES: usize = 100;

fn edits(stage: &Stage, device: &str) -> Result<(), String> {
    let mut practice = stage.open(device)?;
    until_quiet(stage, &mut practice)?;
    let query = EntryQuery { limit: CHANGES, ..EntryQuery::default() };
    let page = practice.entries(&query, &zone()?, Timestamp::now()).map_err(told)?;
    for item in &page.items {
        let view = practice.show(&item.id).map_err(told)?;
        let text = format!("{} And he kept his word.", view.body);
        practice.edit(&item.id, None, &text).map_err(told)?;
    }
    until_quiet(stage, &mut practice)?;
    report(&[]);
    Ok(())
}

/// J12: what a phone does in a minute: open, list, edit one entry, take in another device's changes.
fn phone(stage: &Stage, device: &str) -> Result<(), String> {
    let mut practice = stage.open(device)?;
    let query = EntryQuery { limit: PAGE, ..EntryQuery::default() };
    let page = practice.entries(&query, &zone()?, Timestamp::now()).map_err(told)?;
    if let Some(item) = page.items.last() {
        let view = practice.show(&item.id).map_err(told)?;
        practice.edit(&item.id, None, &format!("{} So she said.", view.body)).map_err(told)?;
    }
    let changed = until_quiet(stage, &mut practice)?;
    drop(practice);
    report(&[("changed", f64::from(u32::try_from(changed).map_err(told)?))]);
    Ok(())
}

/// A folder that is there.
pub(super) fn fresh(folder: &Path) -> Result<PathBuf, String> {
    std::fs::create_dir_all(folder).map_err(told)?;
    Ok(folder.to_owned())
}
