//! The real decade: imported, synced through a relay that can read none of it, and whole on a device that has only the words.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::similar_names,
    clippy::redundant_closure_for_method_calls,
    clippy::format_collect,
    clippy::unused_self,
    reason = "a test that fails says so by panicking, and reads best in one line"
)]

mod home;

use std::{collections::BTreeMap, path::PathBuf};

use home::{Device, Mia, files_with};
use serde_json::Value;

/// Entries of the file.
const ENTRIES: usize = 3_415;

fn diary() -> (PathBuf, Vec<Value>) {
    let path = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/data/pepys.jsonl"));
    let lines = std::fs::read_to_string(&path).unwrap();
    let entries: Vec<Value> =
        lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(entries.len(), ENTRIES);
    (path, entries)
}

#[test]
fn ten_years_arrive_whole_and_sealed() {
    let (path, entries) = diary();
    let mia = Mia::new();
    let tablet = mia.join("tablet");
    let file = path.to_str().unwrap();
    // On both before they meet, and once again: one set.
    for device in [&mia.phone, &tablet] {
        assert_eq!(device.ok(&["import", "jsonl", file])["imported"], ENTRIES);
    }
    assert_eq!(mia.phone.ok(&["import", "jsonl", file])["skipped"], ENTRIES);
    let log = mia.folder.path().join("log");
    let mut loud = mia.phone.command(&["sync"]);
    loud.env("REQUITE_LOG", "trace").stderr(std::fs::File::create(&log).unwrap());
    home::answer(loud.spawn().unwrap(), b"").ok();
    tablet.ok(&["sync"]);
    mia.phone.ok(&["sync"]);
    let laptop = mia.join("laptop");
    let ids = laptop.ids();
    assert_eq!(ids.len(), ENTRIES);
    assert_eq!((mia.phone.ids() == ids, tablet.ids() == ids), (true, true));
    texts_are_whole(&laptop, &entries, &ids);
    for sentence in sentences(&entries) {
        assert!(files_with(mia.folder.path(), &sentence).is_empty(), "a sentence stands in a file");
    }
    let found = laptop.ok(&["search", "\"my wife\" Tangier", "--limit", "5"]);
    assert_eq!(found["items"].as_array().unwrap().len(), 5);
}

/// Compares texts by their day: every one of a sample, and both of days that occur twice.
fn texts_are_whole(device: &Device, entries: &[Value], ids: &[String]) {
    let mut by_day: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for entry in entries {
        by_day
            .entry(entry["date"].as_str().unwrap())
            .or_default()
            .push(entry["text"].as_str().unwrap());
    }
    for id in ids.iter().step_by(ids.len() / 40) {
        let shown = device.ok(&["show", id]);
        let texts = &by_day[shown["date"].as_str().unwrap()];
        assert!(texts.contains(&shown["body"].as_str().unwrap()));
    }
}

/// A sentence of every so many entries.
fn sentences(entries: &[Value]) -> Vec<String> {
    let sampled = entries.iter().step_by(entries.len() / 50);
    let long = sampled
        .filter_map(|entry| entry["text"].as_str().unwrap().split(". ").find(|s| s.len() > 40));
    let sentences: Vec<String> = long.map(str::to_owned).collect();
    assert!(sentences.len() > 30);
    sentences
}
