//! What Mia knows of somebody and notes with an entry: said, changed, taken away, taken back, and merged from two devices.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that fails says so by panicking, and reads best in one line"
)]

mod home;

use home::{Device, Mia};
use serde_json::{Value, json};

fn journal() -> (tempfile::TempDir, Device) {
    let folder = tempfile::tempdir().unwrap();
    let phone = Device::new(folder.path(), "phone");
    phone.ok(&["init", "--device", "phone"]);
    phone.ok(&["people", "add", "Noa"]);
    (folder, phone)
}

#[test]
fn a_page_says_what_is_known_and_each_fact_can_be_taken_away() {
    let (_folder, phone) = journal();
    let bare = phone.ok(&["people", "show", "noa"]);
    for fact in ["pronoun", "relation", "birthday", "met", "importance"] {
        assert_eq!(bare[fact], Value::Null, "{fact}");
    }
    let facts = ["--pronoun", "they", "--relation", " old  friend ", "--met", "2019-06-01"];
    let own = ["--birthday", "02-29", "--importance", "must", "--note", "Likes the sea."];
    let args = [&["people", "edit", "Noa"][..], &facts, &own].concat();
    let page = phone.ok(&args);
    assert_eq!(page, phone.ok(&["people", "show", "Noa"]));
    assert_eq!((&page["pronoun"], &page["relation"]), (&json!("they"), &json!("old friend")));
    assert_eq!((&page["birthday"], &page["met"]), (&json!("02-29"), &json!("2019-06-01")));
    assert_eq!((&page["importance"], &page["note"]), (&json!("must"), &json!("Likes the sea.")));
    phone.ok(&["people", "edit", "Noa", "--birthday", "1990-05-17"]);
    assert_eq!(phone.ok(&["people", "show", "Noa"])["birthday"], "1990-05-17");
    phone.ok(&["undo"]);
    let gone = ["pronoun", "relation", "birthday", "met", "importance", "note"];
    for fact in gone {
        phone.ok(&["people", "edit", "Noa", &format!("--{fact}"), ""]);
    }
    assert_eq!(phone.ok(&["people", "show", "Noa"]), bare);
    assert_eq!(phone.ok(&["undo"])["undone"], "people edit");
    assert_eq!(phone.ok(&["people", "show", "Noa"])["note"], "Likes the sea.");
}

#[test]
fn what_is_no_fact_is_refused_and_nothing_changes() {
    let (_folder, phone) = journal();
    let before = phone.ok(&["people", "show", "Noa"]);
    let edit = |fact: &str, said: &str| phone.run(&["people", "edit", "Noa", fact, said]);
    edit("--birthday", "02-30").refused(8, "invalid_date");
    edit("--birthday", "in spring").refused(8, "invalid_date");
    edit("--met", "soon").refused(8, "invalid_date");
    edit("--importance", "favourite").refused(8, "invalid_choice");
    edit("--pronoun", &"x".repeat(65)).refused(8, "too_long");
    phone.run(&["people", "edit", "Noa"]).refused(2, "usage");
    phone.run(&["people", "edit", "Nobody", "--pronoun", "he"]).refused(3, "not_found");
    phone.run(&["people", "show", "Nobody"]).refused(3, "not_found");
    assert_eq!(phone.ok(&["people", "show", "Noa"]), before);
}

#[test]
fn importance_puts_nobody_before_anybody_and_is_in_no_list() {
    let (_folder, phone) = journal();
    for name in ["Ada", "Zoe"] {
        phone.ok(&["people", "add", name]);
    }
    let before = phone.ok(&["people"]);
    phone.ok(&["people", "edit", "Zoe", "--importance", "must"]);
    phone.ok(&["people", "edit", "Ada", "--importance", "light"]);
    assert_eq!(phone.ok(&["people"]), before);
}

#[test]
fn a_long_note_is_kept_whole_and_both_devices_write_in_it() {
    let mia = Mia::new();
    mia.phone.ok(&["people", "add", "Noa"]);
    let long = "She remembers every birthday. ".repeat(400);
    let args = ["people", "edit", "Noa", "--note", "-"];
    mia.phone.tell(&args, format!("One. {long}Two.").as_bytes()).ok();
    let note = |device: &Device| {
        device.ok(&["people", "show", "Noa"])["note"].as_str().unwrap().to_owned()
    };
    assert_eq!(note(&mia.phone), format!("One. {long}Two."));
    mia.phone.ok(&["sync"]);
    let tablet = mia.join("tablet");
    assert_eq!(note(&tablet), note(&mia.phone));
    mia.phone.tell(&args, format!("First. {long}Two.").as_bytes()).ok();
    tablet.tell(&args, format!("One. {long}Second.").as_bytes()).ok();
    tablet.ok(&["people", "edit", "Noa", "--relation", "neighbour"]);
    for device in [&mia.phone, &tablet, &mia.phone] {
        device.ok(&["sync"]);
    }
    for device in [&mia.phone, &tablet] {
        assert_eq!(note(device), format!("First. {long}Second."));
        assert_eq!(device.ok(&["people", "show", "Noa"])["relation"], "neighbour");
    }
}

#[test]
fn two_pages_of_one_person_tell_what_either_knows() {
    let (_folder, phone) = journal();
    phone.ok(&["people", "add", "Noa K."]);
    phone.ok(&["people", "edit", "Noa K.", "--birthday", "05-17", "--note", "Plays chess."]);
    phone.ok(&["people", "edit", "Noa", "--note", "Likes the sea."]);
    phone.ok(&["circle", "add", "Choir"]);
    phone.ok(&["circle", "put", "Noa K.", "Choir"]);
    phone.ok(&["people", "merge", "Noa K.", "Noa"]);
    let page = phone.ok(&["people", "show", "Noa"]);
    assert_eq!((&page["name"], &page["birthday"]), (&json!("Noa"), &json!("05-17")));
    assert_eq!(page["merged_notes"], json!(["Plays chess."]));
    assert_eq!((&page["note"], &page["circles"]), (&json!("Likes the sea."), &json!(["Choir"])));
    let without = phone.ok(&["people", "edit", "Noa", "--birthday", ""]);
    assert_eq!(without["birthday"], Value::Null, "it does not come up from the other page");
    phone.ok(&["undo"]);
    assert_eq!(phone.ok(&["people", "show", "Noa"])["birthday"], "05-17");
}

#[test]
fn an_entry_has_a_mood_and_words_and_a_place() {
    let (_folder, phone) = journal();
    let felt = ["--mood", "-1", "--word", "tired", "--word", "calm", "--place", "by the river"];
    let wrote = phone.ok(&[&["write", "She called."][..], &felt].concat());
    let id = wrote["id"].as_str().unwrap();
    let shown = phone.ok(&["show", id]);
    assert_eq!((&shown["mood"], &shown["mood_said"]), (&json!(-1), &json!([-1])));
    assert_eq!(
        (&shown["words"], &shown["place"]),
        (&json!(["calm", "tired"]), &json!("by the river"))
    );
    let plain = phone.says(&["show", id]);
    assert!(plain.contains("mood -1") && plain.contains("calm, tired"), "{plain}");
    assert!(plain.contains("at: by the river"), "{plain}");

    let other = ["--mood", "2", "--drop-word", "tired", "--word", "glad", "--place", ""];
    phone.ok(&[&["edit", id][..], &other].concat());
    let shown = phone.ok(&["show", id]);
    assert_eq!((&shown["mood"], &shown["words"]), (&json!(2), &json!(["calm", "glad"])));
    assert_eq!((&shown["place"], &shown["body"]), (&Value::Null, &json!("She called.")));
    phone.ok(&["edit", id, "--text", "She called twice.", "--mood", ""]);
    let shown = phone.ok(&["show", id]);
    assert_eq!((&shown["mood"], &shown["body"]), (&Value::Null, &json!("She called twice.")));
    assert_eq!(phone.ok(&["undo"])["undone"], "edit", "text and mood are one act");
    let shown = phone.ok(&["show", id]);
    assert_eq!((&shown["mood"], &shown["body"]), (&json!(2), &json!("She called.")));
    for mood in ["3", "good"] {
        phone.run(&["edit", id, "--mood", mood]).refused(8, "invalid_feeling");
    }
    phone.run(&["edit", id, "--word", "at ease"]).refused(8, "invalid_tag");
}

#[test]
fn two_moods_are_both_kept_until_she_says_which() {
    let mia = Mia::new();
    let id = mia.phone.write("A long day.");
    mia.phone.ok(&["sync"]);
    let tablet = mia.join("tablet");
    mia.phone.ok(&["edit", &id, "--mood", "-2", "--word", "tired"]);
    tablet.ok(&["edit", &id, "--mood", "1", "--word", "calm"]);
    for device in [&mia.phone, &tablet, &mia.phone] {
        device.ok(&["sync"]);
    }
    for device in [&mia.phone, &tablet] {
        let shown = device.ok(&["show", &id]);
        assert_eq!((&shown["mood"], &shown["mood_said"]), (&Value::Null, &json!([-2, 1])));
        assert_eq!(shown["words"], json!(["calm", "tired"]));
    }
    assert!(tablet.says(&["show", &id]).contains("mood -2 or +1"));
    tablet.ok(&["edit", &id, "--mood", "0"]);
    assert_eq!(tablet.ok(&["show", &id])["mood"], 0, "zero is a mood too");
}
