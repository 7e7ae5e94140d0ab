//! What an entry was before, on which device, and the way back; places that both changed, and having looked at them.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::redundant_closure_for_method_calls,
    reason = "a test that fails says so by panicking, and reads best in one line"
)]

mod home;

use home::{Device, Mia};
use serde_json::Value;

fn versions(device: &Device, id: &str) -> Vec<Value> {
    device.ok(&["history", id])["versions"].as_array().unwrap().clone()
}

fn texts(device: &Device, id: &str) -> Vec<String> {
    let all = versions(device, id);
    all.iter().map(|version| version["excerpt"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn every_version_says_when_it_was_and_which_device() {
    let mia = Mia::new();
    let id = mia.phone.write("First.");
    mia.phone.edit(&id, "First, and second.");
    mia.phone.ok(&["sync"]);
    let tablet = mia.join("tablet");
    tablet.body(&id);
    tablet.edit(&id, "First, and second, and third.");
    tablet.ok(&["sync"]);
    mia.phone.ok(&["sync"]);
    assert_eq!(versions(&mia.phone, &id), versions(&tablet, &id));
    assert_eq!(
        texts(&mia.phone, &id),
        ["First, and second, and third.", "First, and second.", "First."]
    );
    let devices: Vec<Value> =
        versions(&tablet, &id).iter().map(|version| version["device"].clone()).collect();
    assert_eq!(devices, ["tablet", "phone", "phone"]);
    for version in versions(&tablet, &id) {
        assert!(version["at"].as_str().unwrap().starts_with("20"));
    }
}

#[test]
fn a_long_text_is_one_version_and_an_import_is_nobodys() {
    let mia = Mia::new();
    let long = "word ".repeat(12_000);
    let id = mia.phone.tell(&["write"], long.as_bytes()).ok()["id"].as_str().unwrap().to_owned();
    assert_eq!(versions(&mia.phone, &id).len(), 1);
    let file = mia.folder.path().join("diary.jsonl");
    std::fs::write(&file, "{\"date\":\"2020-01-01\",\"text\":\"From before.\"}").unwrap();
    mia.phone.ok(&["import", "jsonl", file.to_str().unwrap()]);
    let imported = mia.phone.ids().into_iter().find(|other| *other != id).unwrap();
    let version = &versions(&mia.phone, &imported)[0];
    assert_eq!((&version["at"], &version["device"]), (&Value::Null, &Value::Null));
}

#[test]
fn an_older_version_is_shown_and_comes_back_by_new_edits() {
    let mia = Mia::new();
    let phone = &mia.phone;
    let id = phone.write("She said yes.");
    phone.edit(&id, "She said maybe.");
    let first = versions(phone, &id).last().unwrap()["id"].as_str().unwrap().to_owned();
    let past = phone.ok(&["history", &id, "--show", &first[..12]]);
    assert_eq!(past["body"], "She said yes.");
    assert_eq!(phone.body(&id), "She said maybe.");
    phone.ok(&["history", &id, "--restore", &first]);
    assert_eq!(phone.body(&id), "She said yes.");
    assert_eq!(versions(phone, &id).len(), 3);
    phone.ok(&["history", &id, "--restore", &first]);
    assert_eq!(versions(phone, &id).len(), 3, "it was so already");
    assert_eq!(phone.ok(&["undo"])["undone"], "restore");
    assert_eq!(phone.body(&id), "She said maybe.");
    phone.run(&["history", &id, "--show", "ffff"]).refused(3, "not_found");
    phone.run(&["history", &id, "--show", ""]).refused(3, "not_found");
    phone.run(&["history", &id, "--show", &first, "--restore", &first]).refused(2, "usage");
    phone.run(&["history", "0000"]).refused(3, "not_found");
}

#[test]
fn coming_back_keeps_what_the_other_device_writes_meanwhile() {
    let mia = Mia::new();
    let id = mia.phone.write("One. Two.");
    mia.phone.edit(&id, "One. TWO.");
    mia.phone.ok(&["sync"]);
    let tablet = mia.join("tablet");
    tablet.body(&id);
    tablet.edit(&id, "One. TWO. Three.");
    let first = versions(&mia.phone, &id).last().unwrap()["id"].as_str().unwrap().to_owned();
    mia.phone.ok(&["history", &id, "--restore", &first]);
    for device in [&tablet, &mia.phone, &tablet] {
        device.ok(&["sync"]);
    }
    assert_eq!(mia.phone.body(&id), "One. Two. Three.");
    assert_eq!(tablet.body(&id), "One. Two. Three.");
}

#[test]
fn a_mark_stays_until_somebody_has_looked_and_goes_on_every_device() {
    let mia = Mia::new();
    let id = mia.phone.write("He kept his word.");
    mia.phone.ok(&["sync"]);
    let tablet = mia.join("tablet");
    tablet.body(&id);
    mia.phone.edit(&id, "He broke his word.");
    tablet.edit(&id, "He forgot his word.");
    for device in [&mia.phone, &tablet, &mia.phone] {
        device.ok(&["sync"]);
    }
    let marks = |device: &Device| device.ok(&["show", &id])["marks"].as_array().unwrap().clone();
    assert_eq!(marks(&mia.phone).len(), 1);
    assert_eq!(marks(&mia.phone).len(), 1, "showing is not looking");
    let mark = marks(&mia.phone)[0]["id"].as_str().unwrap().to_owned();
    mia.phone.run(&["mark", "clear", &id, "ffffffff"]).refused(3, "not_found");
    let cleared = mia.phone.ok(&["mark", "clear", &id, &mark[..8]]);
    assert_eq!((&cleared["mark"], cleared["marks"].as_array().unwrap().len()), (&mark.into(), 0));
    assert!(marks(&mia.phone).is_empty());
    assert_eq!(marks(&tablet).len(), 1);
    for device in [&mia.phone, &tablet] {
        device.ok(&["sync"]);
    }
    assert!(marks(&tablet).is_empty());
    // Another quarrel at the same place is another mark.
    mia.phone.edit(&id, "He gave his word.");
    tablet.body(&id);
    tablet.edit(&id, "He lost his word.");
    for device in [&mia.phone, &tablet, &mia.phone] {
        device.ok(&["sync"]);
    }
    assert_eq!(marks(&mia.phone).len(), 1);
}
