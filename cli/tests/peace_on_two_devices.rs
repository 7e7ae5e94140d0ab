//! Boundaries, seeing somebody less and people who help, on Mia's phone and Mia's tablet at once; and what she says of a person on
//! one device holds on the other, whatever was edited there meanwhile.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that fails says so by panicking"
)]

mod home;

use home::{Device, Mia};
use serde_json::{Value, json};

#[track_caller]
fn id_of(made: &Value) -> String {
    made["id"].as_str().unwrap().to_owned()
}

fn meet(phone: &Device, tablet: &Device) {
    for device in [phone, tablet, phone] {
        device.ok(&["sync"]);
    }
}

/// The same answer on both devices.
#[track_caller]
fn both(phone: &Device, tablet: &Device, args: &[&str]) -> Value {
    let here = phone.ok(args);
    assert_eq!(here, tablet.ok(args), "{args:?}");
    here
}

#[test]
fn a_boundary_is_kept_on_one_device_and_noted_and_ended_on_the_other() {
    let mia = Mia::new();
    let phone = &mia.phone;
    phone.ok(&["people", "add", "Tom"]);
    let args = ["boundary", "add", "he shouts", "I leave", "--person", "Tom", "--per-week", "2"];
    let boundary = id_of(&phone.ok(&args));
    phone.ok(&["sync"]);
    let tablet = &mia.join("tablet");
    // Apart: both note what became of it, and both note being in touch; the tablet ends another one.
    phone.ok(&["boundary", "held", &boundary, "I left."]);
    phone.ok(&["contact", "add", "Tom", "--started", "them", "-d", "today"]);
    tablet.ok(&["boundary", "bent", &boundary]);
    tablet.ok(&["boundary", "crossed", &boundary, "--by", "them"]);
    tablet.ok(&["contact", "add", "Tom", "--started", "me", "-d", "today"]);
    let other = id_of(&tablet.ok(&["boundary", "add", "it is late", "I go to bed"]));
    tablet.ok(&["boundary", "end", &other]);
    meet(phone, tablet);
    let list = both(phone, tablet, &["boundary", "list", "Tom"]);
    let noted = json!({"me": {"held": 1, "bent": 1, "crossed": 0}, "them": {"held": 0, "bent": 0, "crossed": 1}});
    assert_eq!(list["items"][0]["noted"], noted);
    let week = both(phone, tablet, &["boundary", "week", "Tom"])["items"][0].clone();
    assert_eq!((&week["contacts"], &week["next_is_beyond"]), (&json!(2), &json!(true)));
    let before = both(phone, tablet, &["boundary", "before", "Tom"]);
    assert_eq!(
        before["items"].as_array().unwrap().len(),
        1,
        "what is ended is not agreed any more"
    );
    // Ended here while it is held there: it is ended, and what was noted stays.
    phone.ok(&["boundary", "end", &boundary]);
    tablet.ok(&["boundary", "held", &boundary]);
    meet(phone, tablet);
    let item = both(phone, tablet, &["boundary", "list", "Tom"])["items"][0].clone();
    assert_eq!((&item["active"], &item["noted"]["me"]["held"]), (&json!(false), &json!(2)));
}

#[test]
fn a_phase_goes_on_here_and_back_there_and_loses_no_step() {
    let mia = Mia::new();
    let phone = &mia.phone;
    phone.ok(&["people", "add", "Tom"]);
    let plan = id_of(&phone.ok(&["phase", "start", "Tom", "--level", "fortnightly"]));
    phone.ok(&["phase", "step", "add", &plan, "mute the chat"]);
    phone.ok(&["sync"]);
    let tablet = &mia.join("tablet");
    phone.ok(&["phase", "next", &plan]);
    phone.ok(&["phase", "step", "add", &plan, "return the key"]);
    let steps =
        tablet.ok(&["phase", "step", "add", &plan, "skip the Sunday lunch"])["steps"].clone();
    tablet.ok(&["phase", "step", "done", &plan, steps[0]["key"].as_str().unwrap()]);
    tablet.ok(&["phase", "back", &plan]);
    meet(phone, tablet);
    let list = both(phone, tablet, &["phase", "list", "Tom"])["items"][0].clone();
    assert_eq!(list["level"], "weekly", "back began anew, so it stands");
    let steps = list["steps"].as_array().unwrap();
    let mut texts: Vec<&str> = steps.iter().map(|step| step["text"].as_str().unwrap()).collect();
    texts.sort_unstable();
    assert_eq!(texts, ["mute the chat", "return the key", "skip the Sunday lunch"]);
    assert_eq!((&steps[0]["text"], steps[0]["done"].is_string()), (&json!("mute the chat"), true));
    assert!(steps[1..].iter().all(|step| step["done"].is_null()));
    // Both go one on from the same level: one level, not two.
    phone.ok(&["phase", "next", &plan]);
    tablet.ok(&["phase", "next", &plan]);
    meet(phone, tablet);
    assert_eq!(both(phone, tablet, &["phase", "list"])["items"][0]["level"], "fortnightly");
}

#[test]
fn who_helps_is_there_on_both_devices_until_removed_and_unless_found_again() {
    let mia = Mia::new();
    let phone = &mia.phone;
    let ana = id_of(&phone.ok(&["support", "add", "Ana", "call any time", "--label", "dentist"]));
    phone.ok(&["sync"]);
    let tablet = &mia.join("tablet");
    tablet.ok(&["support", "add", "Ben", "rings back"]);
    phone.ok(&["support", "add", "Cleo", "next door"]);
    meet(phone, tablet);
    let names = |list: &Value| -> Vec<String> {
        let items = list["items"].as_array().unwrap().iter();
        items.map(|item| item["name"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(names(&both(phone, tablet, &["support", "list"])), ["Ana", "Ben", "Cleo"]);
    phone.ok(&["support", "remove", &ana]);
    phone.ok(&["settings", "set", "discreet", "on"]);
    meet(phone, tablet);
    let list = both(phone, tablet, &["support", "list"]);
    assert_eq!(names(&list), ["a contact", "a contact"], "discreet on one is discreet on both");
    tablet.ok(&["undelete", &ana]);
    tablet.ok(&["settings", "set", "discreet", "off"]);
    meet(phone, tablet);
    assert_eq!(names(&both(phone, tablet, &["support", "list"])), ["Ana", "Ben", "Cleo"]);
}

/// What the tablet does meanwhile: every kind of edit that a page and what is about it can have.
fn live_on(tablet: &Device, promise: &str) {
    let edits: [&[&str]; 12] = [
        &["people", "edit", "Tom", "--relation", "friend", "--note", "Rings on Sundays."],
        &["people", "edit", "Tom", "--birthday", "02-29", "--importance", "must"],
        &["people", "alias", "Tom", "T."],
        &["people", "stage", "Tom", "close"],
        &["people", "unquiet", "Tom"],
        &["people", "unsafe", "Tom", "--withdraw"],
        &["circle", "put", "Tom", "family"],
        &["log", "Tom", "care_act", "soup", "-d", "2025-11-24"],
        &["write", "A walk with Tom.", "--person", "Tom", "-d", "2025-11-24"],
        &["promise", "resolve", promise, "kept"],
        &["promise", "add", "Tom", "call", "--due", "yesterday", "--made", "2025-11-25"],
        &["contact", "add", "Tom", "--started", "them", "-d", "2025-11-24"],
    ];
    for args in edits {
        tablet.ok(args);
    }
}

/// How often Tom comes up unasked, wherever somebody could.
fn comes_up(device: &Device) -> Vec<(String, usize)> {
    let asked: [(&[&str], &str); 8] = [
        (&["people"], "items"),
        (&["timeline"], "items"),
        (&["search", "walk"], "items"),
        (&["today"], "due"),
        (&["on-this-day", "--date", "2026-11-24"], "items"),
        (&["contact", "list"], "items"),
        (&["promise", "list"], "items"),
        (&["moments"], "items"),
    ];
    let count = |(args, list): (&[&str], &str)| {
        let answer = device.ok(args);
        let items = answer[list].as_array().unwrap().iter();
        let with = items
            .filter(|item| item.to_string().contains("Tom") || item.to_string().contains("T.\""));
        (args.join(" "), with.count())
    };
    asked.into_iter().map(count).collect()
}

/// Both know Tom, of whom there is a promise; then they part.
fn parted() -> (Mia, Device, String) {
    let mia = Mia::new();
    mia.phone.ok(&["people", "add", "Tom"]);
    mia.phone.ok(&["circle", "add", "family"]);
    let promise = id_of(&mia.phone.ok(&["promise", "add", "Tom", "a walk", "--due", "2025-11-26"]));
    mia.phone.ok(&["sync"]);
    let tablet = mia.join("tablet");
    (mia, tablet, promise)
}

#[test]
fn quieted_and_unsafe_here_is_so_there_whatever_was_edited_meanwhile() {
    for mark in ["quiet", "unsafe"] {
        let (mia, tablet, promise) = parted();
        let phone = &mia.phone;
        assert!(
            comes_up(phone).iter().filter(|(_, count)| *count > 0).count() >= 3,
            "Tom is there"
        );
        phone.ok(&["people", mark, "Tom"]);
        live_on(&tablet, &promise);
        assert!(comes_up(&tablet).iter().all(|(_, count)| *count > 0), "{:?}", comes_up(&tablet));
        meet(phone, &tablet);
        for device in [phone, &tablet] {
            for (where_, count) in comes_up(device) {
                assert_eq!(count, 0, "{mark}: {where_}");
            }
            // Nothing of it is lost.
            let page = device.ok(&["people", "show", "Tom"]);
            assert_eq!((&page[mark], &page["relation"]), (&json!(true), &json!("friend")));
            assert_eq!(
                (&page["note"], &page["circles"]),
                (&json!("Rings on Sundays."), &json!(["family"]))
            );
            let stream = device.ok(&["timeline", "Tom"]);
            assert_eq!(stream["items"].as_array().unwrap().len(), 5);
        }
        assert_eq!(phone.ok(&["people", "show", "Tom"]), tablet.ok(&["people", "show", "Tom"]));
        // And back, deliberately, by whoever has seen it.
        let back: &[&str] =
            if mark == "quiet" { &["unquiet", "Tom"] } else { &["unsafe", "Tom", "--withdraw"] };
        tablet.ok(&[&["people"], back].concat());
        meet(phone, &tablet);
        assert!(comes_up(phone).iter().all(|(_, count)| *count > 0), "{:?}", comes_up(phone));
    }
}

#[test]
fn merged_here_is_one_person_there_whatever_was_edited_meanwhile() {
    let (mia, tablet, promise) = parted();
    let phone = &mia.phone;
    phone.ok(&["people", "add", "Tom B"]);
    phone.ok(&["log", "Tom B", "kind_word", "thank you", "-d", "2025-11-23"]);
    phone.ok(&["people", "quiet", "Tom B", "--until", "2020-01-01"]);
    meet(phone, &tablet);
    phone.ok(&["people", "merge", "Tom B", "Tom"]);
    live_on(&tablet, &promise);
    tablet.ok(&["people", "edit", "Tom B", "--note", "Plays chess."]);
    tablet.ok(&["log", "Tom B", "time_together", "chess", "-d", "2025-11-25"]);
    meet(phone, &tablet);
    let people = both(phone, &tablet, &["people"])["items"].clone();
    assert_eq!(people.as_array().unwrap().len(), 1, "{people}");
    let page = both(phone, &tablet, &["people", "show", "Tom B"]);
    assert_eq!((&page["name"], &page["note"]), (&json!("Tom"), &json!("Rings on Sundays.")));
    assert_eq!(page["merged_notes"], json!(["Plays chess."]));
    assert_eq!(page["merged"].as_array().unwrap().len(), 1);
    let stream = both(phone, &tablet, &["timeline", "Tom"]);
    assert_eq!(stream["items"].as_array().unwrap().len(), 7, "{stream}");
    // One is marked on the page that is no page of its own any more, here; the other quieted there: the most careful counts.
    phone.ok(&["people", "unsafe", "Tom B"]);
    tablet.ok(&["people", "quiet", "Tom"]);
    meet(phone, &tablet);
    for device in [phone, &tablet] {
        assert!(comes_up(device).iter().all(|(_, count)| *count == 0), "{:?}", comes_up(device));
    }
    // Apart again, each keeps what is its own.
    tablet.ok(&["people", "unmerge", "Tom"]);
    meet(phone, &tablet);
    let pages = ["Tom", "Tom B"].map(|name| both(phone, &tablet, &["people", "show", name]));
    assert_eq!(
        (&pages[0]["note"], &pages[1]["note"]),
        (&json!("Rings on Sundays."), &json!("Plays chess."))
    );
}
