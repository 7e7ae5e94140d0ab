//! How Mia's journal is set and when it may remind her, alike on phone and tablet.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that fails says so by panicking"
)]

mod home;

use home::Mia;
use serde_json::json;

#[test]
fn settings_are_shown_changed_and_taken_back() {
    let mia = Mia::new();
    let phone = &mia.phone;
    let usual = json!({
        "name": null, "discreet": false, "language": "en", "week_start": "monday",
        "half_life_days": 180, "leap_day": 29,
    });
    assert_eq!(phone.ok(&["settings"]), usual);
    let set = |setting: &str, value: &str| phone.ok(&["settings", "set", setting, value]);
    assert_eq!(set("week-start", "sun")["week_start"], "sunday");
    assert_eq!(set("half-life", "365")["half_life_days"], 365);
    assert_eq!(set("leap-day", "28")["leap_day"], 28);
    assert_eq!(set("language", "es")["language"], "es");
    assert_eq!(set("name", "Our year")["name"], "Our year");
    assert_eq!(set("discreet", "on")["discreet"], true);
    for _ in 0..6 {
        assert_eq!(phone.ok(&["undo"])["undone"], "settings set");
    }
    assert_eq!(phone.ok(&["settings"]), usual);
    for (setting, value) in [
        ("colour", "red"),
        ("week-start", "someday"),
        ("half-life", "100"),
        ("leap-day", "1"),
        ("discreet", "maybe"),
        ("language", "tlh"),
    ] {
        phone.run(&["settings", "set", setting, value]).refused(8, "invalid_choice");
    }
}

#[test]
fn names_are_discreet_until_she_says_otherwise_having_seen_it() {
    let mia = Mia::new();
    mia.phone.ok(&["people", "add", "Tom"]);
    mia.phone.ok(&["settings", "set", "discreet", "on"]);
    assert_eq!(mia.phone.ok(&["people"])["items"][0]["name"], "T.");
    mia.phone.ok(&["sync"]);
    let tablet = mia.join("tablet");
    assert_eq!(tablet.ok(&["settings"])["discreet"], true);
    // Off here, on again there: it stays on.
    mia.phone.ok(&["settings", "set", "discreet", "off"]);
    tablet.ok(&["settings", "set", "discreet", "on"]);
    tablet.ok(&["settings", "set", "week-start", "sunday"]);
    for device in [&mia.phone, &tablet, &mia.phone] {
        device.ok(&["sync"]);
    }
    for device in [&mia.phone, &tablet] {
        let settings = device.ok(&["settings"]);
        assert_eq!(
            (&settings["discreet"], &settings["week_start"]),
            (&json!(true), &json!("sunday"))
        );
    }
    tablet.ok(&["settings", "set", "discreet", "off"]);
    tablet.ok(&["sync"]);
    mia.phone.ok(&["sync"]);
    assert_eq!(mia.phone.ok(&["people"])["items"][0]["name"], "Tom");
}

#[test]
fn a_reminder_is_a_window_and_says_one_of_three_things() {
    let mia = Mia::new();
    let phone = &mia.phone;
    let args = ["evening", "--days", "thu,mon", "--text", "small_thing", "--until", "2030-01-31"];
    let made = phone.ok(&[&["reminder", "add"][..], &args].concat());
    let id = made["id"].as_str().unwrap();
    let mut item = made.clone();
    item["open"] = json!(false);
    let expected = json!({
        "id": id, "window": "evening", "days": ["monday", "thursday"], "text": "small_thing",
        "until": "2030-01-31", "on": true, "open": false,
    });
    assert_eq!(item, expected);
    let all_day = phone.ok(&["reminder", "add", "00:00-23:59"]);
    assert_eq!((&all_day["days"], &all_day["text"]), (&json!([]), &json!("write")));
    let windows = |device: &home::Device| -> Vec<String> {
        let items = device.ok(&["reminder", "list"])["items"].as_array().unwrap().clone();
        items.iter().map(|item| item["window"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(windows(phone), ["00:00-23:59", "evening"]);
    assert_eq!(phone.ok(&["reminder", "window", id, "06:30-07:00"])["window"], "06:30-07:00");
    phone.ok(&["undo"]);
    assert_eq!(phone.ok(&["reminder", "off", id])["on"], false);
    phone.ok(&["undo"]);
    phone.ok(&["reminder", "off", id]);
    assert_eq!(phone.ok(&["reminder", "on", id])["on"], true);
    phone.ok(&["delete", id]);
    assert_eq!(windows(phone), ["00:00-23:59"]);
    let refused = |args: &[&str], error: &str| {
        phone.run(&[&["reminder", "add"], args].concat()).refused(8, error);
    };
    refused(&["noon"], "invalid_window");
    refused(&["08:00-08:00"], "invalid_window");
    refused(&["evening", "--days", "someday"], "invalid_choice");
    refused(&["evening", "--text", "call Tom"], "invalid_choice");
    refused(&["evening", "--until", "soon"], "invalid_date");
    phone.run(&["reminder", "off", "ffff"]).refused(3, "not_found");
}

#[test]
fn off_wins_over_a_new_window_and_both_are_there() {
    let mia = Mia::new();
    let made = mia.phone.ok(&["reminder", "add", "evening"]);
    let id = made["id"].as_str().unwrap();
    mia.phone.ok(&["sync"]);
    let tablet = mia.join("tablet");
    mia.phone.ok(&["reminder", "off", id]);
    tablet.ok(&["reminder", "window", id, "night"]);
    for device in [&mia.phone, &tablet, &mia.phone] {
        device.ok(&["sync"]);
    }
    for device in [&mia.phone, &tablet] {
        let item = device.ok(&["reminder", "list"])["items"][0].clone();
        assert_eq!((&item["on"], &item["window"]), (&json!(false), &json!("night")));
    }
    // On having seen it off is on.
    tablet.ok(&["reminder", "on", id]);
    tablet.ok(&["sync"]);
    mia.phone.ok(&["sync"]);
    assert_eq!(mia.phone.ok(&["reminder", "list"])["items"][0]["on"], true);
}
