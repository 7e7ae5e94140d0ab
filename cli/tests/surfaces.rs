//! Somebody who is quieted, or marked unsafe, vanishes from every surface that there is, and is found where they are asked for;
//! and nothing anywhere puts people into an order of worth.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that fails says so by panicking, and reads best in one line"
)]

mod home;

use home::Device;
use requite::{Stage, Surface};
use serde_json::Value;

/// A journal in which Mia and Tom both come up everywhere.
fn journal() -> (tempfile::TempDir, Device) {
    let folder = tempfile::tempdir().unwrap();
    let phone = Device::new(folder.path(), "phone");
    phone.ok(&["init", "--device", "phone"]);
    for name in ["Mia", "Tom"] {
        phone.ok(&["people", "add", name]);
        let soup = format!("soup with {name}");
        phone.ok(&["write", &soup, "--person", name, "--date", "2025-11-23"]);
        phone.ok(&["log", name, "care_act", "soup", "--date", "2025-11-24"]);
        phone.ok(&["promise", "add", name, "call", "--due", "yesterday", "--made", "2025-11-25"]);
        phone.ok(&["need", "add", name, "to be asked", "--date", "2025-11-26"]);
    }
    (folder, phone)
}

fn items(phone: &Device, args: &[&str]) -> Vec<Value> {
    phone.ok(args)["items"].as_array().unwrap().clone()
}

/// How many things a command shows with Mia as she is, quieted, and marked unsafe.
#[track_caller]
fn shown(args: &[&str], list: &str, expected: [usize; 3]) {
    let (_folder, phone) = journal();
    let count = || phone.ok(args)[list].as_array().unwrap().len();
    let open = count();
    phone.ok(&["people", "quiet", "Mia"]);
    let quiet = count();
    phone.ok(&["people", "unquiet", "Mia"]);
    phone.ok(&["people", "unsafe", "Mia"]);
    assert_eq!([open, quiet, count()], expected, "{args:?}");
}

#[test]
fn surface_person_picker() {
    shown(&["people"], "items", [2, 1, 1]);
    shown(&["people", "--include", "quiet"], "items", [2, 2, 1]);
    shown(&["people", "--include", "unsafe"], "items", [2, 2, 2]);
    let (_folder, phone) = journal();
    phone.ok(&["people", "unsafe", "Mia"]);
    assert_eq!(items(&phone, &["promise", "list", "mia"]).len(), 1, "a full name finds");
}

#[test]
fn surface_search() {
    shown(&["search", "soup"], "items", [2, 1, 1]);
    shown(&["search", "soup", "--include", "quiet"], "items", [2, 2, 1]);
    shown(&["search", "soup", "--person", "Mia"], "items", [1, 1, 1]);
}

#[test]
fn surface_timeline() {
    shown(&["timeline"], "items", [8, 4, 4]);
    shown(&["timeline", "--include", "unsafe"], "items", [8, 8, 8]);
    shown(&["timeline", "Mia"], "items", [4, 4, 4]);
}

#[test]
fn surface_on_this_day() {
    shown(&["on-this-day", "--date", "2026-11-23"], "items", [2, 1, 1]);
}

#[test]
fn surface_today() {
    shown(&["today"], "due", [2, 1, 1]);
}

#[test]
fn surface_insights() {
    shown(&["insights"], "items", [2, 1, 1]);
    let (_folder, phone) = journal();
    let of_mia = items(&phone, &["insights"])[0]["key"].as_str().unwrap().to_owned();
    phone.ok(&["insights", "dismiss", &of_mia]);
    phone.ok(&["people", "quiet", "Mia"]);
    assert_eq!(phone.ok(&["insights"])["set_aside"], serde_json::json!([]));
    phone.run(&["insights", "why", &of_mia]).refused(3, "not_found");
    // The page that goes through people one by one leaves her out too.
    for name in ["Mia", "Tom"] {
        phone.ok(&["felt", "--after", name, "seen=1"]);
    }
    let people = phone.ok(&["who-meets-me"])["people"].as_array().unwrap().clone();
    assert_eq!(people.len(), 1);
    assert_eq!(people[0]["person"], "Tom");
}

#[test]
fn surface_year_review() {
    let (_folder, phone) = journal();
    let counted = || -> Vec<(String, Value)> {
        let year = phone.ok(&["year", "2025"]);
        let parts = year["parts"].as_array().unwrap().iter();
        parts
            .map(|part| (part["part"].as_str().unwrap().to_owned(), part["counts"].clone()))
            .collect()
    };
    let of = |entries: u32, good: u32| {
        let writing = serde_json::json!({"entries": entries, "days": 1});
        vec![
            ("writing".to_owned(), writing),
            ("good".to_owned(), serde_json::json!({"count": good})),
        ]
    };
    assert_eq!(counted(), of(2, 2));
    phone.ok(&["people", "quiet", "Mia"]);
    assert_eq!(counted(), of(1, 1));
    phone.ok(&["people", "unquiet", "Mia"]);
    phone.ok(&["people", "unsafe", "Mia"]);
    assert_eq!(counted(), of(1, 1));
}

#[test]
fn surface_calendar_dots() {
    let (_folder, phone) = journal();
    phone.ok(&["people", "quiet", "Mia"]);
    let month = phone.ok(&["calendar", "2025-11"]);
    let day = |date: &str| {
        let days = month["days"].as_array().unwrap().iter();
        let mut day = days.filter(|day| day["date"] == date);
        day.next().map(|day| (day["entries"].as_u64().unwrap(), day["notes"].as_u64().unwrap()))
    };
    assert_eq!(day("2025-11-23"), Some((2, 0)), "the diary itself is not hidden");
    assert_eq!(day("2025-11-24"), Some((0, 1)));
}

#[test]
fn surface_completions() {
    let (_folder, phone) = journal();
    for shell in ["bash", "zsh", "fish"] {
        let output = phone.command(&["completions", shell]).output().unwrap();
        assert!(output.status.success());
        assert!(!String::from_utf8_lossy(&output.stdout).contains("Mia"));
    }
}

#[test]
fn every_surface_that_is_there_has_a_test_here() {
    let here = include_str!("surfaces.rs");
    for surface in Surface::ALL {
        let mut name = String::from("fn surface");
        for letter in format!("{surface:?}").chars() {
            let gap = if letter.is_uppercase() { "_" } else { "" };
            name.push_str(gap);
            name.extend(letter.to_lowercase());
        }
        let tested = here.contains(&format!("{name}()"));
        assert_eq!(surface.stage() == Stage::Built, tested, "{surface:?}");
    }
}

#[test]
fn nothing_puts_people_into_an_order_of_worth() {
    let (_folder, phone) = journal();
    phone.ok(&["people", "add", "Ana"]);
    for n in 1..=6 {
        let date = format!("2025-12-0{n}");
        phone.ok(&["log", "Tom", "care_act", "again", "--date", &date]);
        phone.ok(&[
            "contact",
            "add",
            "Tom",
            "--started",
            "them",
            "--minutes",
            "60",
            "--date",
            &date,
        ]);
    }
    let standard =
        phone.ok(&["standards", "add", "asks how I am"])["id"].as_str().unwrap().to_owned();
    for name in ["Tom", "Mia"] {
        let seen = phone.ok(&["log", name, "kind_word"])["id"].as_str().unwrap().to_owned();
        phone.ok(&["standards", "evidence", &standard, name, &seen, "met"]);
    }
    let names = |list: &Value, field: &str| -> Vec<String> {
        let list = list.as_array().unwrap().iter();
        list.map(|one| one[field].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(names(&phone.ok(&["people"])["items"], "name"), ["Ana", "Mia", "Tom"]);
    let shown = phone.ok(&["standards", "show", &standard]);
    assert_eq!(names(&shown["people"], "person"), ["Mia", "Tom"]);
    phone.ok(&["budget", "plan", "2025-12", "Mia", "60"]);
    let budget = phone.ok(&["budget", "show", "2025-12"]);
    assert_eq!(names(&budget["people"], "person"), ["Mia", "Tom"]);
    for args in [
        &["people"][..],
        &["timeline"],
        &["today"],
        &["good"],
        &["picture", "Tom"],
        &["insights"],
        &["who-meets-me"],
        &["year"],
        &["standards", "show", &standard],
        &["budget", "show", "2025-12"],
        &["promise", "list"],
    ] {
        unranked(&phone.ok(args));
    }
}

#[track_caller]
fn unranked(json: &Value) {
    match json {
        Value::Object(fields) => {
            for (key, value) in fields {
                let banned = ["score", "rank", "rating", "percent", "colour", "grade", "points"];
                assert!(banned.iter().all(|word| !key.contains(word)), "{key}");
                unranked(value);
            }
        }
        Value::Array(values) => values.iter().for_each(unranked),
        _ => {}
    }
}
