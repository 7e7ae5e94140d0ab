//! What must be true in the end, and what must never be otherwise.

use std::{collections::BTreeMap, fs, path::Path};

use requite_engine::{Membership, record::DocumentId};

use crate::world::{Failed, World};

/// What a record is on one device: its state, and all that is shown of it.
type Shown = (String, String);

/// Every state that a person was shown stays part of the record, unless the disk was put back.
pub(crate) fn nothing_went_back(world: &mut World) -> Result<(), Failed> {
    let shown: Vec<_> = world.model.shown.keys().copied().collect();
    let at = world.chance.index(shown.len());
    let Some((index, note)) = shown.get(at).copied() else { return Ok(()) };
    let Some((heads, _)) = world.model.shown.get(&(index, note)).cloned() else { return Ok(()) };
    let engine = world.devices.get_mut(index).and_then(|device| device.engine.as_mut());
    match engine.map(|engine| engine.has_state(note, &heads)) {
        Some(Ok(false) | Err(requite_engine::EngineError::NotFound)) => {
            Err(format!("device {index} lost a state that it had shown"))
        }
        _ => Ok(()),
    }
}

/// The same heads and rows everywhere, no acknowledged word lost, nothing of a removed device's shown, nothing plain anywhere.
pub(crate) fn everything(world: &mut World) -> Result<(), Failed> {
    let mut members = Vec::new();
    let mut without_key = None;
    for (index, device) in world.devices.iter().enumerate() {
        let Some(engine) = &device.engine else { return Err("a device is not running".to_owned()) };
        let is_removed = world.removed.contains(&engine.device_id());
        match (engine.membership(), is_removed) {
            (Membership::Member, false) => members.push(index),
            // A removed device that the relay does not let in cannot know.
            (Membership::Member | Membership::Removed | Membership::WithoutKey, true)
            // A copy of a removed device, or one that came in by it.
            | (Membership::Removed, false) => {}
            (Membership::WithoutKey, false) => {
                without_key = Some(index);
            }
        }
    }
    // Where everybody who had the key is out, only the recovery words have it.
    let Some((first, others)) = members.split_first() else { return Ok(()) };
    if let Some(index) = without_key {
        return Err(format!("device {index} was not given the key back"));
    }
    let here = shown(world, *first)?;
    for other in others {
        let there = shown(world, *other)?;
        if here != there {
            return Err(difference(*first, &here, *other, &there));
        }
    }
    let all = world.everything_on(*first)?;
    for (word, (by, note)) in world.model.required() {
        if !all.contains(word.as_str()) {
            return Err(format!("{word} by {by} in {note} was acknowledged and is lost"));
        }
    }
    // Who was out may be in again: what put it out may have turned out to be void.
    let is_out = |word: &str| {
        let author = world.model.acknowledged.get(word);
        author.is_some_and(|(by, _)| world.removed.contains(by))
    };
    let mut forbidden = world.model.forbidden.iter().filter(|word| is_out(word.as_str()));
    if let Some(word) = forbidden.find(|word| all.contains(word.as_str())) {
        return Err(format!("{word} was written by a removed device and is shown"));
    }
    removed_read_nothing_new(world)?;
    world.one_paper_counts(&members)?;
    the_relay_has_everything(world, &members)?;
    noticed(world)?;
    flags(world, *first)?;
    if here.values().any(|(_, shown)| shown.contains("variants")) {
        world.marks.hit("place marked");
    }
    for (heads, shown) in here.values() {
        world.note("end", heads.as_bytes());
        world.note("end", shown.as_bytes());
    }
    nothing_plain(world)
}

fn shown(world: &mut World, index: usize) -> Result<BTreeMap<DocumentId, Shown>, Failed> {
    let mut all = BTreeMap::new();
    for note in world.notes(index)? {
        let engine = world.devices.get_mut(index).and_then(|device| device.engine.as_mut());
        let Some(engine) = engine else { continue };
        let record =
            engine.open_record(note).map_err(|error| format!("device {index}: {error}"))?;
        let row = engine.row(note).map_err(|error| format!("device {index}: {error}"))?;
        let row = row.map(|row| (row.heads.to_string(), row.fields));
        let told = format!("{:?} {:?} {:?} {:?}", record.fields, record.marks, record.present, row);
        all.insert(note, (record.heads.to_string(), told));
    }
    Ok(all)
}

fn difference(
    a: usize,
    here: &BTreeMap<DocumentId, Shown>,
    b: usize,
    there: &BTreeMap<DocumentId, Shown>,
) -> Failed {
    let ids: std::collections::BTreeSet<_> = here.keys().chain(there.keys()).collect();
    let differ = ids.into_iter().find(|id| here.get(id) != there.get(id));
    let id = differ.map(ToString::to_string).unwrap_or_default();
    let of = |all: &BTreeMap<DocumentId, Shown>| {
        differ.and_then(|id| all.get(id)).map_or_else(|| "nothing".to_owned(), |s| s.1.clone())
    };
    format!("devices {a} and {b} show {id} differently:\n  {}\n  {}", of(here), of(there))
}

/// What members wrote after everything had come to rest is on no device that they knew to be out.
fn removed_read_nothing_new(world: &mut World) -> Result<(), Failed> {
    let last = world.model.last.clone();
    for index in 0..world.devices.len() {
        let id = world.devices.get(index).and_then(crate::device::Device::id);
        if !id.is_some_and(|id| world.removed.contains(&id)) {
            continue;
        }
        let all = world.everything_on(index)?;
        for (word, members) in &last {
            if id.is_some_and(|id| members.contains(&id)) {
                continue;
            }
            let own = world.model.acknowledged.get(word).map(|(by, _)| *by) == id;
            if !own && all.contains(word.as_str()) {
                return Err(format!("device {index} was removed and reads {word}"));
            }
        }
    }
    Ok(())
}

/// What members have sealed is at the relay, whatever it lost on the way.
fn the_relay_has_everything(world: &mut World, members: &[usize]) -> Result<(), Failed> {
    for index in members {
        let Some(device) = world.devices.get_mut(*index) else { continue };
        let Some(engine) = &mut device.engine else { continue };
        let status = engine.status().map_err(|error| format!("device {index}: {error}"))?;
        // What a device that is in was given a key for is open by now.
        let waiting = status.keyless - status.closed - status.left_to_the_words;
        if waiting > 0 {
            return Err(format!(
                "device {index} waits for the keys of {waiting} envelopes for ever"
            ));
        }
        let there = world.post.have(engine.vault_id()).get(&engine.device_id()).copied();
        if status.waiting > 0 || there.unwrap_or(0) < status.sent {
            let (waiting, sent) = (status.waiting, status.sent);
            return Err(format!("device {index}: {waiting} wait, {sent} sent, {there:?} there"));
        }
    }
    if world.post.has_lost {
        world.marks.hit("relay filled again");
    }
    Ok(())
}

/// What the status of devices tells of what was set aside, and of chains that have two stories.
fn noticed(world: &mut World) -> Result<(), Failed> {
    for index in 0..world.devices.len() {
        let engine = world.devices.get_mut(index).and_then(|device| device.engine.as_mut());
        let Some(engine) = engine else { continue };
        let status = engine.status().map_err(|error| format!("device {index}: {error}"))?;
        if status.after_removal > 0 {
            world.marks.hit("set aside after removal");
        }
        if status.evidence > 0 {
            world.marks.hit("evidence kept");
        }
    }
    Ok(())
}

/// A flag that nobody who had seen it has taken back is up.
fn flags(world: &mut World, index: usize) -> Result<(), Failed> {
    let standing: Vec<DocumentId> = world
        .model
        .flags
        .iter()
        .filter(|flag| !flag.withdrawn && !flag.excused && !world.removed.contains(&flag.by))
        .map(|flag| flag.record)
        .collect();
    for note in standing {
        let engine = world.devices.get_mut(index).and_then(|device| device.engine.as_mut());
        let Some(engine) = engine else { continue };
        let record = engine.open_record(note).map_err(|error| format!("a flag: {error}"))?;
        if record.fields.get("safe") != Some(&serde_json::Value::Bool(true)) {
            return Err(format!("a flag on {note} was raised, never taken back, and is down"));
        }
    }
    Ok(())
}

fn nothing_plain(world: &World) -> Result<(), Failed> {
    let is_plain = |bytes: &[u8]| bytes.windows(10).any(|window| window == b"secretword");
    if is_plain(&world.post.bytes()) {
        return Err("the relay holds a plain word".to_owned());
    }
    for device in &world.devices {
        for file in files(&device.folder) {
            if is_plain(&file) {
                return Err("a device's file holds a plain word".to_owned());
            }
        }
    }
    Ok(())
}

fn files(folder: &Path) -> Vec<Vec<u8>> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.filter_map(|entry| fs::read(entry.path()).ok()).collect()
}
