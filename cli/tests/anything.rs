//! Whatever has an id can be shown in full, has a history, and goes back to what it was.

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

fn changes(device: &Device, id: &str) -> Vec<Value> {
    let history = device.ok(&["history", id]);
    history["versions"].as_array().unwrap().iter().map(|v| v["changed"].clone()).collect()
}

#[test]
fn how_a_standard_changed_is_kept_and_comes_back() {
    let mia = Mia::new();
    let standard = id_of(&mia.phone.ok(&["standards", "add", "answers within a day"]));
    mia.phone.ok(&["standards", "edit", &standard, "--level", "must"]);
    mia.phone.ok(&["standards", "edit", &standard, "--text", "answers within a week"]);
    let changed = changes(&mia.phone, &standard);
    assert_eq!(changed[0], json!({"text": "answers within a week"}));
    assert_eq!(changed[1], json!({"level": "must"}));
    assert_eq!(changed[2]["text"], "answers within a day");

    let versions = mia.phone.ok(&["history", &standard[..8]])["versions"].clone();
    let first = versions[2]["id"].as_str().unwrap();
    let then = mia.phone.ok(&["history", &standard, "--show", &first[..8]]);
    assert_eq!((then["kind"].as_str(), then["version"].as_str()), (Some("standard"), Some(first)));
    assert_eq!(then["fields"]["text"], "answers within a day");
    assert_eq!(then["device"], "phone");
    let read = mia.phone.says(&["history", &standard]);
    assert!(read.contains("level: must") && read.contains("text: answers within a week"), "{read}");

    let back = mia.phone.ok(&["history", &standard, "--restore", first]);
    assert_eq!(back["id"], standard.as_str());
    let shown = mia.phone.ok(&["standards", "list"])["items"][0].clone();
    assert_eq!(
        (&shown["text"], &shown["level"]),
        (&json!("answers within a day"), &then["fields"]["level"])
    );
    assert_eq!(mia.phone.ok(&["undo"])["undone"], "restore");
    assert_eq!(mia.phone.ok(&["show", &standard])["fields"]["text"], "answers within a week");
}

#[test]
fn a_long_line_is_shown_whole_and_a_promise_with_both_its_outcomes() {
    let mia = Mia::new();
    mia.phone.ok(&["people", "add", "Noa"]);
    let long = format!("She said: {} and that was all.", "I will call you. ".repeat(400));
    let args = ["contact", "add", "Noa", "-", "--started", "them", "-d", "2026-11-20"];
    let contact = id_of(&mia.phone.tell(&args, long.as_bytes()).ok());
    let shown = mia.phone.ok(&["show", &contact[..10]]);
    assert_eq!(shown["fields"]["line"], long.as_str());
    assert_eq!((&shown["date"], &shown["people"]), (&json!("2026-11-20"), &json!(["Noa"])));
    assert_eq!(shown["fields"]["occurred"]["time"], Value::Null);
    assert!(mia.phone.says(&["show", &contact]).contains("and that was all."));

    let promise = id_of(&mia.phone.ok(&["promise", "add", "Noa", "call on Sunday"]));
    mia.phone.ok(&["sync"]);
    let tablet = mia.join("tablet");
    mia.phone.ok(&["promise", "resolve", &promise, "kept"]);
    tablet.ok(&["promise", "resolve", &promise, "not_kept"]);
    for device in [&mia.phone, &tablet, &mia.phone] {
        device.ok(&["sync"]);
    }
    assert_eq!(mia.phone.ok(&["show", &promise]), tablet.ok(&["show", &promise]));
    assert_eq!(tablet.ok(&["show", &promise])["fields"]["outcome"], json!(["kept", "not_kept"]));
    assert_eq!(changes(&mia.phone, &promise), changes(&tablet, &promise));
}

#[test]
fn a_mark_in_any_text_is_looked_at_once_for_all_devices() {
    let mia = Mia::new();
    let standard = id_of(&mia.phone.ok(&["standards", "add", "keeps her word to me"]));
    mia.phone.ok(&["sync"]);
    let tablet = mia.join("tablet");
    for (device, word) in [(&mia.phone, "promise"), (&tablet, "appointments")] {
        device.ok(&["show", &standard]);
        device.ok(&["standards", "edit", &standard, "--text", &format!("keeps her {word} to me")]);
    }
    for device in [&mia.phone, &tablet, &mia.phone] {
        device.ok(&["sync"]);
    }
    let marks = mia.phone.ok(&["show", &standard])["marks"].clone();
    assert_eq!(marks[0]["variants"], json!(["appointments", "promise"]));
    let read = tablet.says(&["show", &standard]);
    assert!(read.contains("requite mark clear"), "{read}");
    let mark = marks[0]["id"].as_str().unwrap();
    let looked = mia.phone.ok(&["mark", "clear", &standard[..8], &mark[..6]]);
    assert_eq!(looked, json!({"id": standard, "mark": mark, "marks": []}));
    mia.phone.ok(&["sync"]);
    tablet.ok(&["sync"]);
    assert_eq!(tablet.ok(&["show", &standard])["marks"], json!([]));
}

#[test]
fn a_note_that_is_shut_stays_shut_however_it_is_asked_for() {
    let mia = Mia::new();
    let args = ["later", "write", "You got through it, wisteria.", "--opens", "2099-01-01"];
    let note = id_of(&mia.phone.ok(&args));
    let version = mia.phone.ok(&["history", &note])["versions"][0]["id"].clone();
    let version = version.as_str().unwrap();
    for args in
        [vec!["show", &note], vec!["history", &note], vec!["history", &note, "--show", version]]
    {
        let told = mia.phone.ok(&args).to_string();
        assert!(
            !told.contains("wisteria") && !mia.phone.says(&args).contains("wisteria"),
            "{told}"
        );
    }
    assert_eq!(mia.phone.ok(&["show", &note])["fields"]["opens_on"], "2099-01-01");
}

#[test]
fn going_back_to_an_old_page_leaves_quiet_and_unsafe_as_they_are() {
    let mia = Mia::new();
    let noa = id_of(&mia.phone.ok(&["people", "add", "Noa"]));
    mia.phone.ok(&["people", "edit", "Noa", "--relation", "friend", "--note", "Likes the sea."]);
    let old = mia.phone.ok(&["history", &noa])["versions"][0]["id"].as_str().unwrap().to_owned();
    mia.phone.ok(&["people", "edit", "Noa", "--relation", "colleague", "--note", "No more."]);
    mia.phone.ok(&["people", "quiet", "Noa", "--until", "2099-01-01"]);
    mia.phone.ok(&["people", "unsafe", "Noa"]);
    mia.phone.ok(&["history", &noa, "--restore", &old]);
    let page = mia.phone.ok(&["people", "show", "Noa"]);
    assert_eq!((&page["relation"], &page["note"]), (&json!("friend"), &json!("Likes the sea.")));
    assert_eq!((&page["quiet"], &page["unsafe"]), (&json!(true), &json!(true)));
    let kept = mia.phone.ok(&["show", &noa])["fields"].clone();
    assert_eq!((&kept["quiet"], &kept["quiet_until"]), (&json!(true), &json!("2099-01-01")));
    mia.phone.ok(&["undo"]);
    let page = mia.phone.ok(&["people", "show", "Noa"]);
    assert_eq!((&page["relation"], &page["unsafe"]), (&json!("colleague"), &json!(true)));
}

#[test]
fn a_discreet_journal_shows_no_names_in_a_record_either() {
    let mia = Mia::new();
    let noa = id_of(&mia.phone.ok(&["people", "add", "Noa Winter"]));
    let ana = id_of(&mia.phone.ok(&["support", "add", "Ana", "call 0815", "--label", "dentist"]));
    mia.phone.ok(&["settings", "set", "discreet", "on"]);
    for id in [&noa, &ana] {
        for args in [["show", id], ["history", id]] {
            let told = mia.phone.ok(&args).to_string();
            for word in ["Winter", "Ana", "0815"] {
                assert!(!told.contains(word), "{told}");
            }
        }
    }
    assert_eq!(mia.phone.ok(&["show", &noa])["fields"]["display_name"], "N.");
    assert_eq!(mia.phone.ok(&["show", &ana])["fields"]["hidden_label"], "dentist");
}

#[test]
fn a_goodbye_says_where_it_stands_in_words() {
    let mia = Mia::new();
    mia.phone.ok(&["people", "add", "Noa"]);
    let plan = id_of(&mia.phone.ok(&["goodbye", "new", "Noa"]));
    mia.phone.ok(&["goodbye", "step", "add", &plan, "return her books"]);
    mia.phone.ok(&["goodbye", "rest", &plan]);
    let shown = mia.phone.ok(&["show", &plan]);
    assert_eq!((&shown["kind"], &shown["people"]), (&json!("goodbye"), &json!(["Noa"])));
    assert_eq!(shown["fields"]["state"], "resting");
    let steps = shown["fields"]["steps"].as_object().unwrap();
    assert_eq!(steps.values().next().unwrap(), "return her books");
    assert!(shown["fields"]["rest_until"].as_str().unwrap().contains('T'), "{shown}");
}

#[test]
fn what_is_not_there_is_told_so() {
    let mia = Mia::new();
    mia.phone.write("Alone.");
    for args in [["show", ""], ["show", "ffff"], ["show", "nobody"], ["history", ""]] {
        mia.phone.run(&args).refused(3, "not_found");
    }
}
