//! Care that Mia gives herself: a menu, one small thing a day, what helped, kinder truths.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that fails says so by panicking"
)]

mod home;

use home::{Device, Mia};
use serde_json::{Value, json};

fn id(made: &Value) -> String {
    made["id"].as_str().unwrap().to_owned()
}

fn menu(device: &Device) -> Vec<String> {
    let items = device.ok(&["care", "list"])["items"].as_array().unwrap().clone();
    items.iter().map(|item| item["text"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_menu_is_filled_changed_and_taken_back() {
    let mia = Mia::new();
    let phone = &mia.phone;
    let walk = phone.ok(&["care", "add", "walk", "--area", "body"]);
    let item =
        json!({"id": id(&walk), "text": "walk", "area": "body", "active": true, "helped": {}});
    assert_eq!(walk, item);
    phone.ok(&["care", "add", "Call Ana"]);
    assert_eq!(menu(phone), ["Call Ana", "walk"]);
    phone.ok(&["care", "end", "walk"]);
    assert_eq!(menu(phone), ["Call Ana"]);
    let all = phone.ok(&["care", "list", "--all"])["items"].clone();
    assert_eq!((&all[1]["text"], &all[1]["active"]), (&json!("walk"), &json!(false)));
    phone.ok(&["undo"]);
    phone.ok(&["care", "end", "walk"]);
    phone.ok(&["care", "again", &id(&walk)[..8]]);
    assert_eq!(menu(phone), ["Call Ana", "walk"]);
    phone.run(&["care", "add", "run", "--area", "gym"]).refused(8, "invalid_choice");
    phone.run(&["care", "add", " "]).refused(8, "empty_text");
    phone.run(&["care", "end", "swim"]).refused(3, "not_found");
}

#[test]
fn a_day_counts_once_and_what_helped_is_offered() {
    let mia = Mia::new();
    let phone = &mia.phone;
    assert_eq!(phone.ok(&["care", "today"])["care"], Value::Null);
    for name in ["walk", "tea", "tv"] {
        phone.ok(&["care", "add", name]);
    }
    let first = phone.ok(&["care", "done", "tea", "--before", "-1", "--felt", "1"]);
    let again = phone.ok(&["care", "done", "tea", "--felt", "2"]);
    assert_eq!(first["id"], again["id"]);
    assert_eq!((&again["before"], &again["felt"]), (&json!(-1), &json!(2)));
    let today = phone.ok(&["care", "today"]);
    assert_eq!((&today["care"]["text"], &today["helped"]), (&json!("tea"), &json!(true)));
    assert_eq!(today["done"], true);
    assert_eq!(phone.ok(&["care", "today"]), today);
    phone.ok(&["care", "done", "walk", "--date", "yesterday"]);
    phone.ok(&["care", "done", "walk", "--date", "3 weeks ago"]);
    let rhythm = phone.ok(&["care", "rhythm"]);
    assert_eq!((&rhythm["days"], &rhythm["with_care"]), (&json!(14), &json!(2)));
    let care: Vec<&Value> =
        rhythm["items"].as_array().unwrap().iter().map(|day| &day["care"]).collect();
    assert_eq!(care, [&json!(["tea"]), &json!(["walk"])]);
    // Twice on one day and both taken back: the day is as if nothing had been said, and can be said again.
    for _ in 0..4 {
        phone.ok(&["undo"]);
    }
    assert_eq!(phone.ok(&["care", "rhythm"])["with_care"], 0);
    assert_eq!(phone.ok(&["care", "done", "tea", "--felt", "1"])["id"], first["id"]);
    assert_eq!(phone.ok(&["care", "rhythm"])["with_care"], 1);
    phone.run(&["care", "done", "tea", "--felt", "3"]).refused(8, "invalid");
    phone.run(&["care", "done", "tea", "--date", "2026-02-30"]).refused(8, "invalid_date");
    phone.run(&["care", "done", "swim"]).refused(3, "not_found");
}

#[test]
fn what_helped_is_said_by_day() {
    let mia = Mia::new();
    mia.phone.ok(&["care", "add", "tea"]);
    let helped = mia.phone.ok(&["care", "helped", "tea", "-1", "--date", "2026-01-05"]);
    assert_eq!(helped["helped"], json!({"2026-01-05": -1}));
    mia.phone.ok(&["care", "helped", "tea", "2", "--date", "2026-01-05"]);
    assert_eq!(mia.phone.ok(&["undo"])["undone"], "care helped");
    assert_eq!(mia.phone.ok(&["care", "list"])["items"][0]["helped"], json!({"2026-01-05": -1}));
    mia.phone.run(&["care", "helped", "tea", "-3"]).refused(8, "invalid");
}

#[test]
fn a_letter_to_herself_is_an_entry() {
    let mia = Mia::new();
    let letter = id(&mia.phone.tell(&["care", "letter", "-"], b"Dear me, rest.").ok());
    assert_eq!(mia.phone.body(&letter), "Dear me, rest.");
    assert_eq!(mia.phone.ok(&["undo"])["undone"], "care letter");
    mia.phone.run(&["care", "letter", " "]).refused(8, "empty_text");
}

#[test]
fn a_kinder_truth_and_what_shows_it() {
    let mia = Mia::new();
    let phone = &mia.phone;
    phone.ok(&["people", "add", "Tom"]);
    let asked = phone.tell(&["belief", "add", "I am too much"], b"I asked for little.\n").ok();
    let belief = id(&asked);
    assert_eq!(
        (&asked["old"], &asked["kinder"]),
        (&json!("I am too much"), &json!("I asked for little."))
    );
    let entry = id(&phone.ok(&["write", "Tom asked me to stay.", "--person", "Tom"]));
    phone.ok(&["belief", "evidence", &belief, "Ana calls me back."]);
    let shown = phone.ok(&["belief", "evidence", &belief, &entry[..12]]);
    let evidence = shown["evidence"].as_array().unwrap();
    assert!(evidence.contains(&json!({"text": "Ana calls me back.", "record": null})));
    assert!(evidence.contains(&json!({"text": "Tom asked me to stay.", "record": entry})));
    // Nobody comes up by way of a belief.
    phone.ok(&["people", "quiet", "Tom"]);
    let quiet = phone.ok(&["belief", "list"])["items"][0]["evidence"].clone();
    assert!(quiet.as_array().unwrap().contains(&json!({"text": "", "record": entry})), "{quiet}");
    phone.ok(&["undo"]);
    phone.ok(&["undo"]);
    let left = phone.ok(&["belief", "list"])["items"][0]["evidence"].clone();
    assert_eq!(left, json!([{"text": "Ana calls me back.", "record": null}]));
    phone.ok(&["belief", "end", &belief]);
    assert_eq!(phone.ok(&["belief", "list"])["items"], json!([]));
    assert_eq!(phone.ok(&["belief", "list", "--all"])["items"][0]["active"], false);
    phone.ok(&["undo"]);
    assert_eq!(phone.ok(&["belief", "list"])["items"][0]["id"], belief.as_str());
    phone.run(&["belief", "add", "x"]).refused(8, "empty_text");
    phone.run(&["belief", "evidence", "ffff", "x"]).refused(3, "not_found");
    phone.run(&["belief", "evidence", &belief, "ffffffff"]).refused(3, "not_found");
}

#[test]
fn the_same_day_on_two_devices_is_one() {
    let mia = Mia::new();
    let belief = id(&mia.phone.ok(&["belief", "add", "Too much", "--kinder", "Enough"]));
    mia.phone.ok(&["care", "add", "walk"]);
    mia.phone.ok(&["sync"]);
    let tablet = mia.join("tablet");
    let day = ["--date", "2026-01-05"];
    let here = mia.phone.ok(&[&["care", "done", "walk", "--before", "-1"][..], &day].concat());
    let there = tablet.ok(&[&["care", "done", "walk", "--felt", "2"][..], &day].concat());
    assert_eq!(here["id"], there["id"]);
    mia.phone.ok(&["belief", "evidence", &belief, "Ana stayed."]);
    tablet.ok(&["belief", "evidence", &belief, "Tom asked."]);
    for device in [&mia.phone, &tablet, &mia.phone] {
        device.ok(&["sync"]);
    }
    for device in [&mia.phone, &tablet] {
        let evidence = device.ok(&["belief", "list"])["items"][0]["evidence"].clone();
        assert_eq!(evidence.as_array().unwrap().len(), 2, "{evidence}");
    }
    // What both noted of the day is in one record; saying it again adds nothing.
    let merged = mia.phone.ok(&[&["care", "done", "walk"][..], &day].concat());
    assert_eq!((&merged["before"], &merged["felt"]), (&json!(-1), &json!(2)));
    tablet.ok(&[&["care", "done", "walk"][..], &["--date", "today"]].concat());
    mia.phone.ok(&[&["care", "done", "walk"][..], &["--date", "today"]].concat());
    for device in [&mia.phone, &tablet, &mia.phone] {
        device.ok(&["sync"]);
    }
    let rhythm = mia.phone.ok(&["care", "rhythm"]);
    assert_eq!((&rhythm["with_care"], &rhythm["items"][0]["care"]), (&json!(1), &json!(["walk"])));
    assert_eq!(rhythm, tablet.ok(&["care", "rhythm"]));
}
