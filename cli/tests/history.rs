//! What Mia's entries were: every version on every device, back to one, and the places that she has looked at.
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

use std::process::{Command, Stdio};

use home::{Device, Mia, PROGRAM};
use serde_json::{Value, json};

fn sync(devices: &[&Device]) {
    for device in devices {
        device.ok(&["sync"]);
    }
}

#[track_caller]
fn versions(device: &Device, id: &str) -> Vec<Value> {
    device.ok(&["history", id])["versions"].as_array().unwrap().clone()
}

fn told<'a>(versions: &'a [Value], field: &str) -> Vec<&'a str> {
    versions.iter().map(|version| version[field].as_str().unwrap_or("-")).collect()
}

#[test]
fn every_device_tells_the_same_history_even_one_restored_from_the_words() {
    let mia = Mia::new();
    let id = mia.phone.write("She called.");
    mia.phone.ok(&["sync"]);
    let tablet = mia.join("tablet");
    tablet.body(&id);
    tablet.edit(&id, "She called,\n\nand I was glad.");
    sync(&[&tablet, &mia.phone]);
    mia.phone.body(&id);
    mia.phone.edit(&id, "She called, and I was very glad.");
    // Before it is sealed the phone knows it for its own already.
    assert_eq!(told(&versions(&mia.phone, &id), "device"), ["phone", "tablet", "phone"]);
    sync(&[&mia.phone, &tablet]);
    let third = mia.join("laptop");
    sync(&[&third]);
    let here = versions(&mia.phone, &id);
    assert_eq!(
        told(&here, "excerpt"),
        ["She called, and I was very glad.", "She called, and I was glad.", "She called."]
    );
    for version in &here {
        let at: jiff::Timestamp = version["at"].as_str().unwrap().parse().unwrap();
        assert!(at <= jiff::Timestamp::now());
        assert_eq!(version.as_object().unwrap().len(), 4);
    }
    for device in [&tablet, &third] {
        assert_eq!(versions(device, &id), here);
    }
}

#[test]
fn a_version_is_shown_in_full_and_brought_back_and_taken_back() {
    let mia = Mia::new();
    let args = ["write", "-", "--title", "Sunday", "--tag", "family"];
    let id = mia.phone.tell(&args, b"He kept his word.").ok()["id"].as_str().unwrap().to_owned();
    let first = mia.phone.ok(&["show", &id]);
    mia.phone.edit(&id, "He forgot.");
    let old = versions(&mia.phone, &id)[1]["id"].as_str().unwrap().to_owned();
    let then = mia.phone.ok(&["history", &id, "--show", &old[..8]]);
    for field in ["id", "title", "body", "tags", "date", "heads", "trashed"] {
        assert_eq!(then[field], first[field], "{field}");
    }
    assert_eq!(then["version"], then["heads"]);
    assert_eq!((then["device"].as_str(), then["heads"].as_str()), (Some("phone"), Some(&*old)));
    assert_eq!(then["at"], versions(&mia.phone, &id)[1]["at"]);
    assert_eq!(mia.phone.body(&id), "He forgot.", "looking back changes nothing");

    let back = mia.phone.ok(&["history", &id, "--restore", &old]);
    assert_eq!(back["id"], id.as_str());
    let shown = mia.phone.ok(&["show", &id]);
    assert_eq!((&shown["body"], &shown["heads"]), (&first["body"], &back["heads"]));
    assert_eq!(versions(&mia.phone, &id).len(), 3, "going back loses nothing");
    let again = mia.phone.ok(&["history", &id, "--restore", &old]);
    assert_eq!(again["heads"], back["heads"], "it is so already");
    assert_eq!(mia.phone.ok(&["undo"])["undone"], "restore");
    assert_eq!(mia.phone.body(&id), "He forgot.");
}

#[test]
fn what_the_tablet_writes_while_the_phone_goes_back_stays() {
    let mia = Mia::new();
    let id = mia.phone.write("He was late. We ate.");
    mia.phone.edit(&id, "He was unbearable. We ate.");
    mia.phone.ok(&["sync"]);
    let tablet = mia.join("tablet");
    tablet.body(&id);
    tablet.edit(&id, "He was unbearable. We ate well.");
    let old = versions(&mia.phone, &id)[1]["id"].as_str().unwrap().to_owned();
    mia.phone.ok(&["history", &id, "--restore", &old]);
    sync(&[&tablet, &mia.phone, &tablet]);
    for device in [&mia.phone, &tablet] {
        assert_eq!(device.body(&id), "He was late. We ate well.");
        assert_eq!(versions(device, &id).len(), 4);
    }
}

#[test]
fn the_trash_keeps_its_history_and_going_back_takes_out_of_it() {
    let mia = Mia::new();
    let id = mia.phone.write("Let it go.");
    mia.phone.ok(&["delete", &id]);
    let kept = versions(&mia.phone, &id);
    assert_eq!(told(&kept, "excerpt"), ["Let it go.", "Let it go."]);
    let [gone, first] = [0, 1].map(|i| kept[i]["id"].as_str().unwrap());
    assert_eq!(mia.phone.ok(&["history", &id, "--show", gone])["trashed"], true);
    mia.phone.ok(&["history", &id, "--restore", first]);
    assert_eq!(mia.phone.ok(&["show", &id])["trashed"], false);
}

#[test]
fn an_import_is_one_version_of_no_device() {
    let mia = Mia::new();
    let text = "A long day. ".repeat(4_000);
    let line = json!({"date": "2020-01-02", "text": text}).to_string();
    mia.phone.tell(&["import", "jsonl", "-"], line.as_bytes()).ok();
    let id = mia.phone.ids()[0].clone();
    mia.phone.body(&id);
    mia.phone.edit(&id, "A long day.");
    let saved = versions(&mia.phone, &id);
    assert_eq!(saved.len(), 2);
    assert_eq!((&saved[1]["at"], &saved[1]["device"]), (&Value::Null, &Value::Null));
    let excerpt = saved[1]["excerpt"].as_str().unwrap();
    assert!(excerpt.starts_with("A long day. A long day.") && excerpt.chars().count() <= 161);
    let whole = mia.phone.ok(&["history", &id, "--show", saved[1]["id"].as_str().unwrap()]);
    assert_eq!(whole["body"].as_str().unwrap().trim(), text.trim());
}

#[test]
fn versions_and_marks_that_are_not_there_are_told_so() {
    let mia = Mia::new();
    let id = mia.phone.write("Alone.");
    // Sixteen beginnings: after seventeen versions at the latest, two share one.
    let mut digits = vec![mia.phone.ok(&["show", &id])["heads"].as_str().unwrap()[..1].to_owned()];
    let shared = loop {
        let text = format!("Alone, {}.", digits.len());
        let edited = mia.phone.tell(&["edit", &id], text.as_bytes()).ok();
        let digit = edited["heads"].as_str().unwrap()[..1].to_owned();
        if digits.contains(&digit) {
            break digit;
        }
        digits.push(digit);
    };
    for flag in ["--show", "--restore"] {
        mia.phone.run(&["history", &id, flag, &shared]).refused(3, "ambiguous");
        mia.phone.run(&["history", &id, flag, "none"]).refused(3, "not_found");
        mia.phone.run(&["history", &id, flag, ""]).refused(3, "not_found");
        mia.phone.run(&["history", "ffff", flag, "00"]).refused(3, "not_found");
    }
    mia.phone.run(&["history", "ffff"]).refused(3, "not_found");
    mia.phone.run(&["history", &id, "--show", "a", "--restore", "b"]).refused(2, "usage");
    mia.phone.run(&["mark", "clear", &id, "00"]).refused(3, "not_found");
    mia.phone.run(&["mark", "clear", "ffff", "00"]).refused(3, "not_found");
}

/// Both replace the same word of what both have before them, and hear of it.
fn disagree(phone: &Device, tablet: &Device, id: &str, texts: [&str; 2]) {
    for (device, text) in [phone, tablet].into_iter().zip(texts) {
        device.body(id);
        device.edit(id, text);
    }
    sync(&[phone, tablet, phone]);
}

#[test]
fn a_place_that_was_looked_at_is_not_marked_again_but_a_new_one_is() {
    let mia = Mia::new();
    let id = mia.phone.write("He kept his word.");
    mia.phone.ok(&["sync"]);
    let tablet = mia.join("tablet");
    disagree(&mia.phone, &tablet, &id, ["He broke his word.", "He forgot his word."]);
    let mark = mia.phone.ok(&["show", &id])["marks"][0]["id"].as_str().unwrap().to_owned();
    assert_eq!(
        mia.phone.ok(&["show", &id])["marks"][0]["id"],
        mark.as_str(),
        "show clears nothing"
    );
    let before = versions(&mia.phone, &id).len();
    let looked = mia.phone.ok(&["mark", "clear", &id[..10], &mark[..6]]);
    assert_eq!(looked, json!({"id": id, "mark": mark, "marks": []}));
    assert_eq!(versions(&mia.phone, &id).len(), before, "looking is no version");
    mia.phone.run(&["mark", "clear", &id, &mark]).refused(3, "not_found");
    sync(&[&mia.phone, &tablet]);
    assert_eq!(tablet.ok(&["show", &id])["marks"], json!([]));

    tablet.edit(&id, "He kept his word.");
    sync(&[&tablet, &mia.phone]);
    disagree(&mia.phone, &tablet, &id, ["He bent his word.", "He gave his word."]);
    let marks = tablet.ok(&["show", &id])["marks"].clone();
    assert_eq!(marks.as_array().unwrap().len(), 1, "{marks}");
    assert_ne!(marks[0]["id"], mark.as_str());
    assert_eq!(marks[0]["variants"], json!(["bent", "gave"]));
}

#[test]
fn undo_passes_over_a_looking_and_looking_is_not_reading() {
    let mia = Mia::new();
    let id = mia.phone.write("He kept his word.");
    mia.phone.ok(&["sync"]);
    let tablet = mia.join("tablet");
    disagree(&mia.phone, &tablet, &id, ["He broke his word.", "He forgot his word."]);
    let mark = tablet.ok(&["show", &id])["marks"][0]["id"].as_str().unwrap().to_owned();
    let seen = tablet.body(&id);
    mia.phone.body(&id);
    mia.phone.edit(&id, &format!("{} He said sorry.", mia.phone.body(&id)));
    sync(&[&mia.phone, &tablet]);
    tablet.ok(&["mark", "clear", &id, &mark]);
    // The tablet has not shown the apology, so an edit there does not take it away.
    tablet.edit(&id, &seen.replace("word", "promise"));
    assert!(tablet.body(&id).contains("promise") && tablet.body(&id).contains("sorry"));
    assert_eq!(tablet.ok(&["undo"])["undone"], "edit");
    let shown = tablet.ok(&["show", &id]);
    assert!(shown["body"].as_str().unwrap().contains("word"));
    assert_eq!(shown["marks"], json!([]));
}

#[test]
fn a_person_reads_where_it_was_and_what_to_type() {
    let mia = Mia::new();
    let id = mia.phone.write("On Sunday he kept his word, as he always had.");
    mia.phone.ok(&["sync"]);
    let tablet = mia.join("tablet");
    let texts = [
        "On Sunday he broke his word, as he always had.",
        "On Sunday he forgot his word, as he always had.",
    ];
    disagree(&mia.phone, &tablet, &id, texts);
    let person = |args: &[&str]| {
        let mut command = Command::new(PROGRAM);
        command.arg("--home").arg(&mia.phone.home).args(args).args(["--tz", "UTC"]);
        command.env("REQUITE_PASSPHRASE", "between us").stdin(Stdio::null());
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    };
    let shown = person(&["show", &id]);
    assert!(shown.contains("\"broke\" and \"forgot\""), "{shown}");
    assert!(shown.contains("On Sunday he "), "{shown}");
    let command = shown.lines().find_map(|line| line.split("requite mark clear ").nth(1)).unwrap();
    let (entry, mark) = command.trim().split_once(' ').unwrap();
    assert!(person(&["mark", "clear", entry, mark]).starts_with("Looked at."));
    let history = person(&["history", &id]);
    assert_eq!(history.lines().count(), 3, "{history}");
    assert!(history.contains("  tablet  On Sunday he forgot"), "{history}");
    let version = history.lines().last().unwrap().split_whitespace().next().unwrap();
    let then = person(&["history", &id, "--show", version]);
    assert!(then.contains(", on phone") && then.contains("he kept his word"), "{then}");
}
