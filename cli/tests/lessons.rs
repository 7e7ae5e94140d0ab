//! What Mia learned, and which lessons she finds to be one.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that fails says so by panicking"
)]

mod home;

use home::{Device, Mia};
use serde_json::{Value, json};

fn lesson(device: &Device, args: &[&str]) -> String {
    let made = device.ok(&[&["lesson", "add"], args].concat());
    made["id"].as_str().unwrap().to_owned()
}

fn patterns(device: &Device) -> Vec<Value> {
    device.ok(&["lesson", "patterns"])["items"].as_array().unwrap().clone()
}

#[test]
fn a_lesson_is_noted_listed_and_taken_back() {
    let mia = Mia::new();
    mia.phone.ok(&["people", "add", "Tom"]);
    let args = ["sign", "Kind when others looked.", "--person", "Tom", "--date", "2024-03-01"];
    let sign = lesson(&mia.phone, &args);
    let strength = lesson(&mia.phone, &["strength", "I asked twice.", "--date", "2024-05-01"]);
    let item = json!({
        "id": sign, "date": "2024-03-01", "kind": "sign", "text": "Kind when others looked.",
        "people": ["Tom"], "links": [],
    });
    let listed = mia.phone.ok(&["lesson", "list"])["items"].clone();
    assert_eq!((&listed[0]["id"], &listed[1]), (&json!(strength), &item));
    assert_eq!(mia.phone.ok(&["lesson", "list", "--kind", "sign"])["items"], json!([item]));
    assert_eq!(mia.phone.ok(&["lesson", "list", "--person", "Tom"])["items"], json!([item]));
    mia.phone.ok(&["undo"]);
    assert_eq!(mia.phone.ok(&["lesson", "list"])["items"], json!([item]));
    mia.phone.run(&["lesson", "add", "fault", "x"]).refused(8, "invalid_choice");
    mia.phone.run(&["lesson", "add", "sign", " "]).refused(8, "empty_text");
    mia.phone.run(&["lesson", "add", "sign", "x", "--person", "Ana"]).refused(3, "not_found");
    mia.phone.run(&["lesson", "add", "sign", "x", "--date", "soon"]).refused(8, "invalid_date");
}

#[test]
fn only_what_she_links_is_a_pattern() {
    let mia = Mia::new();
    let phone = &mia.phone;
    for name in ["Tom", "Ana"] {
        phone.ok(&["people", "add", name]);
    }
    let one = lesson(phone, &["sign", "Late, again.", "--person", "Tom", "--date", "2023-03-01"]);
    let two = lesson(phone, &["sign", "Late, again.", "--person", "Ana", "--date", "2025-03-01"]);
    let three = lesson(phone, &["need", "Say when.", "--person", "Ana", "--date", "2025-04-01"]);
    assert!(patterns(phone).is_empty(), "equal words are no link");
    phone.ok(&["lesson", "link", &one, &two]);
    phone.ok(&["lesson", "link", &three, &two]);
    let found = patterns(phone);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0]["people"], json!(["Ana", "Tom"]));
    assert_eq!((&found[0]["people_count"], &found[0]["years"]), (&json!(2), &json!([2023, 2025])));
    let ids: Vec<&str> = found[0]["lessons"]
        .as_array()
        .unwrap()
        .iter()
        .map(|lesson| lesson["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids, [&one, &two, &three], "in order of time");
    // Both sides of a link are one act.
    assert_eq!(phone.ok(&["undo"])["ids"].as_array().unwrap().len(), 2);
    assert_eq!(patterns(phone)[0]["lessons"].as_array().unwrap().len(), 2);
    phone.ok(&["lesson", "unlink", &two, &one]);
    assert!(patterns(phone).is_empty());
    phone.ok(&["undo"]);
    assert_eq!(patterns(phone).len(), 1);
    phone.run(&["lesson", "link", &one, &one]).refused(8, "same_record");
    phone.run(&["lesson", "link", &one, "ffff"]).refused(3, "not_found");
    // Nothing comes up by way of a pattern.
    phone.ok(&["people", "quiet", "Tom"]);
    assert!(patterns(phone).is_empty());
    assert_eq!(phone.ok(&["lesson", "list"])["items"].as_array().unwrap().len(), 2);
}

#[test]
fn linked_on_one_device_and_unlinked_on_the_other_is_linked() {
    let mia = Mia::new();
    let one = lesson(&mia.phone, &["worth", "I count too."]);
    let two = lesson(&mia.phone, &["worth", "I may ask."]);
    mia.phone.ok(&["lesson", "link", &one, &two]);
    mia.phone.ok(&["sync"]);
    let tablet = mia.join("tablet");
    assert_eq!(patterns(&tablet).len(), 1);
    tablet.ok(&["lesson", "unlink", &one, &two]);
    mia.phone.ok(&["lesson", "link", &two, &one]);
    for device in [&tablet, &mia.phone, &tablet] {
        device.ok(&["sync"]);
    }
    assert_eq!(patterns(&tablet).len(), 1);
    assert_eq!(patterns(&tablet), patterns(&mia.phone));
}
