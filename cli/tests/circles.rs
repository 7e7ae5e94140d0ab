//! How Mia keeps things in order: circles, tags, beginnings for entries, searches.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that fails says so by panicking"
)]

mod home;

use home::{Device, Mia};
use serde_json::{Value, json};

fn circles(device: &Device) -> Value {
    let mut items = device.ok(&["circle", "list"])["items"].clone();
    for item in items.as_array_mut().unwrap() {
        item.as_object_mut().unwrap().remove("id");
    }
    items
}

#[test]
fn people_are_put_into_circles_and_taken_out() {
    let mia = Mia::new();
    let phone = &mia.phone;
    for name in ["Tom", "Ana"] {
        phone.ok(&["people", "add", name]);
    }
    phone.ok(&["circle", "add", "family"]);
    phone.ok(&["circle", "put", "Tom", "Family"]);
    phone.ok(&["circle", "put", "Ana", "family"]);
    assert_eq!(circles(phone), json!([{"name": "family", "people": ["Ana", "Tom"]}]));
    phone.ok(&["circle", "take", "Tom", "family"]);
    assert_eq!(circles(phone), json!([{"name": "family", "people": ["Ana"]}]));
    phone.ok(&["undo"]);
    // The list is for choosing, so whoever is quieted is not in it.
    phone.ok(&["people", "quiet", "Ana"]);
    assert_eq!(circles(phone), json!([{"name": "family", "people": ["Tom"]}]));
    phone.ok(&["circle", "rename", "family", "home"]);
    assert_eq!(circles(phone), json!([{"name": "home", "people": ["Tom"]}]));
    phone.ok(&["undo"]);
    phone.run(&["circle", "put", "Tom", "work"]).refused(3, "not_found");
    phone.run(&["circle", "put", "Eva", "family"]).refused(3, "not_found");
    phone.run(&["circle", "add", ""]).refused(8, "invalid_name");
}

#[test]
fn whoever_is_merged_is_in_a_circle_once_and_leaves_it_whole() {
    let mia = Mia::new();
    let phone = &mia.phone;
    for name in ["Ana", "Ana K."] {
        phone.ok(&["people", "add", name]);
    }
    phone.ok(&["circle", "add", "family"]);
    phone.ok(&["circle", "put", "Ana", "family"]);
    phone.ok(&["circle", "put", "Ana K.", "family"]);
    phone.ok(&["people", "merge", "Ana K.", "Ana"]);
    assert_eq!(circles(phone), json!([{"name": "family", "people": ["Ana"]}]));
    phone.ok(&["circle", "take", "Ana", "family"]);
    assert_eq!(circles(phone), json!([{"name": "family", "people": []}]));
}

#[test]
fn a_circle_of_one_name_is_one_and_who_is_put_in_stays_in() {
    let mia = Mia::new();
    mia.phone.ok(&["people", "add", "Tom"]);
    mia.phone.ok(&["sync"]);
    let tablet = mia.join("tablet");
    mia.phone.ok(&["circle", "add", "family"]);
    mia.phone.ok(&["circle", "put", "Tom", "family"]);
    tablet.ok(&["circle", "add", "Family"]);
    tablet.ok(&["circle", "put", "Tom", "family"]);
    tablet.ok(&["circle", "take", "Tom", "family"]);
    for device in [&mia.phone, &tablet, &mia.phone] {
        device.ok(&["sync"]);
    }
    assert_eq!(circles(&mia.phone), circles(&tablet));
    assert_eq!(circles(&mia.phone).as_array().unwrap().len(), 1);
    assert_eq!(circles(&mia.phone)[0]["people"], json!(["Tom"]));
}

#[test]
fn tags_in_use_by_name() {
    let mia = Mia::new();
    mia.phone.ok(&["people", "add", "Tom"]);
    mia.phone.ok(&["write", "By the sea.", "--tag", "sea", "--tag", "calm"]);
    mia.phone.ok(&["write", "Again.", "--tag", "sea", "--person", "Tom"]);
    let tags = || mia.phone.ok(&["tag", "list"])["items"].clone();
    assert_eq!(tags(), json!([{"name": "calm", "entries": 1}, {"name": "sea", "entries": 2}]));
    mia.phone.ok(&["people", "quiet", "Tom"]);
    assert_eq!(tags()[1], json!({"name": "sea", "entries": 1}));
}

#[test]
fn beginnings_for_entries_merge_as_texts() {
    let mia = Mia::new();
    let made = mia.phone.ok(&["template", "add", "sunday", "What was good?"]);
    assert_eq!((&made["name"], &made["text"]), (&json!("sunday"), &json!("What was good?")));
    mia.phone.ok(&["sync"]);
    let tablet = mia.join("tablet");
    mia.phone.ok(&["template", "add", "sunday", "What was good? What was heavy?"]);
    tablet.ok(&["template", "add", "Sunday", "Sit down first. What was good?"]);
    for device in [&mia.phone, &tablet, &mia.phone] {
        device.ok(&["sync"]);
    }
    let text = mia.phone.ok(&["template", "show", "sunday"])["text"].clone();
    assert_eq!(text, "Sit down first. What was good? What was heavy?");
    assert_eq!(tablet.ok(&["template", "list"])["items"][0]["excerpt"], text);
    mia.phone.ok(&["undo"]);
    let text = mia.phone.ok(&["template", "show", "sunday"])["text"].clone();
    assert_eq!(text, "Sit down first. What was good?");
    mia.phone.run(&["template", "show", "monday"]).refused(3, "not_found");
    mia.phone.run(&["template", "add", "monday", " "]).refused(8, "empty_text");
}

#[test]
fn a_search_is_kept_and_asked_again_on_any_device() {
    let mia = Mia::new();
    mia.phone.ok(&["write", "She promised to call."]);
    let saved = mia.phone.ok(&["saved", "add", "promises", "promis*"]);
    assert_eq!((&saved["name"], &saved["query"]), (&json!("promises"), &json!("promis*")));
    mia.phone.ok(&["sync"]);
    let tablet = mia.join("tablet");
    let found = tablet.ok(&["saved", "run", "promises"]);
    assert_eq!(found["items"][0]["kind"], "entry");
    // A name on two devices is one search.
    tablet.ok(&["saved", "add", "waiting", "wait*"]);
    mia.phone.ok(&["saved", "add", "waiting", "waited"]);
    for device in [&mia.phone, &tablet, &mia.phone] {
        device.ok(&["sync"]);
    }
    assert_eq!(mia.phone.ok(&["saved", "list"]), tablet.ok(&["saved", "list"]));
    assert_eq!(mia.phone.ok(&["saved", "list"])["items"].as_array().unwrap().len(), 2);
    mia.phone.ok(&["undo"]);
    mia.phone.ok(&["saved", "add", "waiting", "waited"]);
    assert_eq!(mia.phone.ok(&["saved", "run", "waiting"])["items"], json!([]));
    mia.phone.run(&["saved", "run", "nothing"]).refused(3, "not_found");
    mia.phone.run(&["saved", "add", "x", " "]).refused(8, "empty_text");
}
