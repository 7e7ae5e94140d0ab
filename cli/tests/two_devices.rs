//! Mia's phone and Mia's tablet: written apart, read together, with every word.
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

use std::{
    io::{BufRead, BufReader},
    process::Stdio,
};

use home::Mia;
use serde_json::Value;

/// Edits one entry on both devices at once and gives what both end with.
#[track_caller]
fn merged(before: &str, on_phone: &str, on_tablet: &str) -> Value {
    let mia = Mia::new();
    let id = mia.phone.write(before);
    mia.phone.ok(&["sync"]);
    let tablet = mia.join("tablet");
    assert_eq!(tablet.body(&id), before);
    mia.phone.edit(&id, on_phone);
    tablet.edit(&id, on_tablet);
    mia.phone.ok(&["sync"]);
    tablet.ok(&["sync"]);
    mia.phone.ok(&["sync"]);
    let (here, there) = (mia.phone.ok(&["show", &id]), tablet.ok(&["show", &id]));
    assert_eq!(here, there);
    assert_eq!((mia.phone.ids().len(), tablet.ids().len()), (1, 1), "no copy");
    here
}

#[test]
fn both_change_one_word_and_the_place_is_marked() {
    let entry = merged("He kept his word.", "He broke his word.", "He forgot his word.");
    let body = entry["body"].as_str().unwrap();
    assert!(body.contains("broke") && body.contains("forgot") && !body.contains("kept"), "{body}");
    let mark = &entry["marks"][0];
    assert_eq!(mark["field"], "body");
    assert_eq!(mark["variants"], serde_json::json!(["broke", "forgot"]));
    let units: Vec<u16> = body.encode_utf16().collect();
    let at = |name: &str| usize::try_from(mark[name].as_u64().unwrap()).unwrap();
    let place = String::from_utf16(&units[at("start")..at("end")]).unwrap();
    assert!(place == "brokeforgot" || place == "forgotbroke", "{place}");
}

#[test]
fn different_words_of_one_paragraph_both_change_unmarked() {
    let entry = merged("One two three four.", "ONE two three four.", "One two three FOUR.");
    assert_eq!(
        (entry["body"].as_str(), entry["marks"].as_array().unwrap().len()),
        (Some("ONE two three FOUR."), 0)
    );
}

#[test]
fn what_one_inserts_survives_what_the_other_deletes() {
    let entry = merged("Stay. Go away. Stay.", "Stay. Stay.", "Stay. Go far away. Stay.");
    assert!(entry["body"].as_str().unwrap().contains("far"));
}

#[test]
fn emoji_and_combining_marks_stay_whole() {
    let entry = merged("👩‍👩‍👧 cafe\u{301} 🇫🇷", "👩‍👩‍👦 cafe\u{301} 🇫🇷", "👩‍👩‍👧 cafe\u{301}s 🇫🇮");
    let body = entry["body"].as_str().unwrap();
    assert_eq!(body, "👩‍👩‍👦 cafe\u{301}s 🇫🇮");
}

#[test]
fn an_edit_brings_back_what_the_other_device_trashed() {
    let mia = Mia::new();
    let id = mia.phone.write("Not this one.");
    mia.phone.ok(&["sync"]);
    let tablet = mia.join("tablet");
    tablet.body(&id);
    mia.phone.ok(&["delete", &id]);
    tablet.edit(&id, "Not this one after all.");
    for device in [&mia.phone, &tablet, &mia.phone] {
        device.ok(&["sync"]);
    }
    for device in [&mia.phone, &tablet] {
        assert_eq!(device.ok(&["show", &id])["trashed"], false);
        assert_eq!(device.ids().len(), 1);
    }
}

#[test]
fn undo_takes_back_only_what_was_done_here() {
    let mia = Mia::new();
    let id = mia.phone.write("First.");
    mia.phone.ok(&["sync"]);
    let tablet = mia.join("tablet");
    tablet.body(&id);
    mia.phone.edit(&id, "First, and more.");
    tablet.edit(&id, "Really first.");
    for device in [&mia.phone, &tablet, &mia.phone] {
        device.ok(&["sync"]);
    }
    assert_eq!(mia.phone.ok(&["undo"])["undone"], "edit");
    assert_eq!(mia.phone.body(&id), "Really first.");
    mia.phone.ok(&["undo"]);
    assert_eq!(mia.phone.ok(&["show", &id])["trashed"], true);
    mia.phone.run(&["undo"]).refused(3, "nothing_to_undo");
}

#[test]
fn an_edit_needs_to_know_what_the_person_saw() {
    let mia = Mia::new();
    let id = mia.phone.write("Seen.");
    mia.phone.ok(&["sync"]);
    let tablet = mia.join("tablet");
    tablet.tell(&["edit", &id], b"Blind.").refused(8, "no_base");
    tablet.tell(&["edit", &id, "--base", "abc"], b"Blind.").refused(8, "invalid_base");
    let heads = mia.phone.ok(&["show", &id])["heads"].as_str().unwrap().to_owned();
    tablet.tell(&["edit", &id, "--base", &heads], b"Not blind.").ok();
    assert_eq!(tablet.body(&id), "Not blind.");
    let unknown = "0".repeat(64);
    tablet.tell(&["edit", &id, "--base", &unknown], b"From nowhere.").refused(8, "invalid_base");
}

#[test]
fn people_and_moments_of_both_are_one() {
    let mia = Mia::new();
    let tablet = mia.join("tablet");
    for device in [&mia.phone, &tablet] {
        device.ok(&["people", "add", "Noa"]);
        device.ok(&["log", "noa", "care_act", "soup", "--from", "them"]);
    }
    for device in [&mia.phone, &tablet, &mia.phone] {
        device.ok(&["sync"]);
    }
    assert_eq!(mia.phone.ok(&["people"])["items"].as_array().unwrap().len(), 1);
    let moments = tablet.ok(&["moments", "--person", "Noa"]);
    assert_eq!(moments["items"].as_array().unwrap().len(), 2);
    assert_eq!(moments["items"][0]["from"], "them");
}

#[test]
fn what_is_written_on_one_appears_on_the_other_while_both_watch() {
    let mia = Mia::new();
    let tablet = mia.join("tablet");
    let mut here = mia.phone.command(&["sync", "--watch"]).spawn().unwrap();
    let mut there = tablet.command(&["sync", "--watch"]).stderr(Stdio::null()).spawn().unwrap();
    let mut events = BufReader::new(there.stdout.take().unwrap()).lines();
    let mut wait_for = |wanted: &str| loop {
        let line = events.next().unwrap().unwrap();
        let event: Value = serde_json::from_str(&line).unwrap();
        if event["event"] == wanted {
            return event;
        }
    };
    wait_for("connected");
    tablet.run(&["sync", "--watch"]).refused(5, "watching");
    let id = mia.phone.write("Are you there?");
    loop {
        let changed = wait_for("changed");
        let records = changed["records"].as_array().unwrap().clone();
        if records.iter().any(|record| record["id"] == id.as_str()) {
            break;
        }
    }
    assert_eq!(tablet.body(&id), "Are you there?");
    for child in [&mut here, &mut there] {
        child.kill().unwrap();
        child.wait().unwrap();
    }
}
