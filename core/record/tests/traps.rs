//! The traps of merging, each as a story: what the obvious way of writing it in automerge does to Mia's words, and
//! what the way chosen here does instead.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

mod common;

use automerge::{
    ActorId, AutoCommit, ObjType, ROOT, ReadDoc, ScalarValue, TextEncoding,
    transaction::Transactable,
};
use common::*;
use serde_json::json;

/// A bare automerge document, as the obvious way would use it.
fn bare(actor: u8) -> AutoCommit {
    let doc = AutoCommit::new_with_encoding(TextEncoding::Utf16CodeUnit);
    doc.with_actor(ActorId::from([actor; 16]))
}

/// Another device with the same.
fn copy(doc: &mut AutoCommit, actor: u8) -> AutoCommit {
    doc.fork().with_actor(ActorId::from([actor; 16]))
}

/// The one value that automerge shows.
fn get(doc: &AutoCommit, key: &str) -> String {
    doc.get(ROOT, key).unwrap().map(|(value, _)| value.to_string()).unwrap_or_default()
}

#[test]
fn a_text_made_on_both_devices_is_not_hidden() {
    let write = |actor, words: &str| {
        let mut doc = bare(actor);
        let text = doc.put_object(ROOT, "body", ObjType::Text).unwrap();
        doc.splice_text(&text, 0, 0, words).unwrap();
        doc
    };
    let mut phone = write(1, "He came late.");
    phone.merge(&mut write(2, "I was calm.")).unwrap();
    let (_, text) = phone.get(ROOT, "body").unwrap().unwrap();
    assert_eq!(phone.text(text).unwrap().matches('.').count(), 1, "one side's text is hidden");

    let (mut phone, mut tablet) = (Device::new(1), Device::new(2));
    phone.act(&[first_body("He came late.")]);
    tablet.act(&[first_body("I was calm.")]);
    agree(&mut phone, &mut tablet);
    let body = phone.body();
    assert!(body.contains("He came late.") && body.contains("I was calm."), "{body}");
}

#[test]
fn an_import_on_both_devices_is_not_doubled() {
    let mut phone = bare(1);
    let text = phone.put_object(ROOT, "body", ObjType::Text).unwrap();
    let mut tablet = copy(&mut phone, 2);
    for doc in [&mut phone, &mut tablet] {
        doc.splice_text(&text, 0, 0, "imported text").unwrap();
    }
    phone.merge(&mut tablet).unwrap();
    assert_eq!(phone.text(&text).unwrap(), "imported textimported text");

    let (mut phone, mut tablet) = (Device::new(1), Device::new(2));
    let import = [first_body("imported text"), add("imported")];
    assert_eq!(phone.import(&import), tablet.import(&import));
    let heads = phone.heads();
    assert_eq!(agree(&mut phone, &mut tablet).heads, heads, "there was nothing to merge");
    assert_eq!(phone.body(), "imported text");
    assert!(phone.import(&import).is_empty(), "and once more is nothing more");
}

#[test]
fn imports_with_different_content_both_stay() {
    let (mut phone, mut tablet) = (Device::new(1), Device::new(2));
    phone.import(&[first_body("old export. ")]);
    tablet.import(&[first_body("newer export. ")]);
    agree(&mut phone, &mut tablet);
    let body = phone.body();
    assert!(body == "old export. newer export. " || body == "newer export. old export. ", "{body}");
}

#[test]
fn quiet_stays_on_against_a_concurrent_off() {
    let mut phone = bare(1);
    phone.put(ROOT, "quiet", true).unwrap();
    let mut tablet = copy(&mut phone, 2);
    // The phone says "quiet" once more, which is no change; the tablet, not knowing, turns it off.
    phone.put(ROOT, "quiet", true).unwrap();
    tablet.put(ROOT, "quiet", false).unwrap();
    phone.merge(&mut tablet).unwrap();
    assert_eq!(get(&phone, "quiet"), "false", "the assertion is lost");
    let mut phone = bare(1);
    let mut tablet = copy(&mut phone, 2);
    phone.put(ROOT, "quiet", true).unwrap();
    tablet.put(ROOT, "quiet", false).unwrap();
    phone.merge(&mut tablet).unwrap();
    assert_eq!(get(&phone, "quiet"), "false", "by plain puts the greater actor wins");

    let (mut phone, mut tablet) = phone_and_tablet(&[on("quiet"), on("reminder")]);
    phone.act(&[on("quiet"), on("reminder")]);
    tablet.act(&[back("quiet"), back("reminder")]);
    agree(&mut phone, &mut tablet);
    assert_eq!(phone.field("quiet"), true, "enable wins");
    assert_eq!(phone.field("reminder"), false, "off wins for a reminder");
    tablet.act(&[back("quiet"), back("reminder")]);
    agree(&mut phone, &mut tablet);
    assert_eq!(phone.field("quiet"), false, "taken back after it was seen");
    assert_eq!(phone.field("reminder"), true);
}

#[test]
fn a_tag_added_again_survives_a_concurrent_remove() {
    let mut phone = bare(1);
    let tags = phone.put_object(ROOT, "tags", ObjType::Map).unwrap();
    phone.put(&tags, "family", true).unwrap();
    let mut tablet = copy(&mut phone, 2);
    phone.put(&tags, "family", true).unwrap();
    tablet.delete(&tags, "family").unwrap();
    phone.merge(&mut tablet).unwrap();
    assert_eq!(phone.length(&tags), 0, "the plain put said nothing, so the remove won");

    let (mut phone, mut tablet) = phone_and_tablet(&[add("family")]);
    phone.act(&[add("family")]);
    tablet.act(&[remove("family")]);
    agree(&mut phone, &mut tablet);
    assert_eq!(phone.field("tags"), json!(["family"]));
}

#[test]
fn choosing_the_same_outcome_again_counts() {
    let mut phone = bare(1);
    phone.put(ROOT, "outcome", "kept").unwrap();
    let before = phone.get_heads();
    phone.put(ROOT, "outcome", "kept").unwrap();
    assert_eq!(phone.get_heads(), before, "an equal value makes no change at all");
    let mut tablet = copy(&mut phone, 2);
    phone.put(ROOT, "outcome", "kept").unwrap();
    tablet.put(ROOT, "outcome", "not_kept").unwrap();
    phone.merge(&mut tablet).unwrap();
    assert_eq!(phone.get_all(ROOT, "outcome").unwrap().len(), 1, "no conflict is to be seen");

    let (mut phone, mut tablet) = phone_and_tablet(&[choose("kept")]);
    assert!(!phone.act(&[choose("kept")]).is_empty());
    tablet.act(&[choose("not_kept")]);
    agree(&mut phone, &mut tablet);
    assert_eq!(phone.field("outcome"), json!(["kept", "not_kept"]));
}

#[test]
fn a_register_says_nothing_when_nothing_is_new() {
    let (mut phone, _) = phone_and_tablet(&[set("title", "Sunday")]);
    assert!(phone.act(&[set("title", "Sunday")]).is_empty(), "fine for a register, and wanted");
    assert!(!phone.act(&[set("title", "Monday")]).is_empty());
}

#[test]
fn a_whole_text_is_compared_with_what_the_person_saw() {
    let mut doc = bare(1);
    let text = doc.put_object(ROOT, "body", ObjType::Text).unwrap();
    doc.splice_text(&text, 0, 0, "She called.").unwrap();
    let mut tablet = copy(&mut doc, 2);
    tablet.splice_text(&text, 10, 0, " today").unwrap();
    doc.merge(&mut tablet).unwrap();
    // The editor on the phone was opened before the merge, and saves the whole text after it.
    doc.update_text(&text, "She called. Nice.").unwrap();
    assert!(!doc.text(&text).unwrap().contains("today"), "the other's word is deleted");

    let (mut phone, mut tablet) = phone_and_tablet(&[first_body("She called.")]);
    let seen = phone.heads();
    tablet.insert("called", " today");
    phone.meet(&mut tablet);
    phone.act(&[body(&seen, "She called. Nice.")]);
    agree(&mut phone, &mut tablet);
    assert_eq!(phone.body(), "She called today. Nice.");
}

#[test]
fn words_are_replaced_whole() {
    let mut phone = bare(1);
    let text = phone.put_object(ROOT, "body", ObjType::Text).unwrap();
    phone.splice_text(&text, 0, 0, "He kept it.").unwrap();
    let mut tablet = copy(&mut phone, 2);
    phone.update_text(&text, "He broke it.").unwrap();
    tablet.update_text(&text, "He forgot it.").unwrap();
    phone.merge(&mut tablet).unwrap();
    let mixed = phone.text(&text).unwrap();
    assert!(!mixed.contains("broke") || !mixed.contains("forgot"), "by letters: {mixed}");

    let (mut phone, mut tablet) = phone_and_tablet(&[first_body("He kept it.")]);
    phone.write("He broke it.");
    tablet.write("He forgot it.");
    let marks = agree(&mut phone, &mut tablet).marks;
    let body = phone.body();
    assert!(body.contains("broke") && body.contains("forgot") && !body.contains("kept"), "{body}");
    assert_eq!(marks.len(), 1, "and the place is marked");
    assert_eq!(marks[0].variants, ["broke", "forgot"]);
}

#[test]
fn a_counter_is_one_counter() {
    let mut phone = bare(1);
    let mut tablet = copy(&mut phone, 2);
    for (doc, by) in [(&mut phone, 2), (&mut tablet, 3)] {
        doc.put(ROOT, "shown", ScalarValue::counter(0)).unwrap();
        doc.increment(ROOT, "shown", by).unwrap();
    }
    phone.merge(&mut tablet).unwrap();
    assert_eq!(phone.get_all(ROOT, "shown").unwrap().len(), 2, "two counters at one key");

    let (mut phone, mut tablet) = (Device::new(1), Device::new(2));
    phone.act(&[count(2)]);
    tablet.act(&[count(3)]);
    agree(&mut phone, &mut tablet);
    assert_eq!(phone.field("shown"), 5);
}

#[test]
fn what_is_noted_for_one_day_on_both_devices_is_all_shown() {
    let mut phone = bare(1);
    let nights = phone.put_object(ROOT, "nights", ObjType::Map).unwrap();
    let mut tablet = copy(&mut phone, 2);
    for (doc, key) in [(&mut phone, "slept"), (&mut tablet, "felt")] {
        let night = doc.put_object(&nights, "2026-11-23", ObjType::Map).unwrap();
        doc.put(&night, key, "well").unwrap();
    }
    phone.merge(&mut tablet).unwrap();
    let (_, night) = phone.get(&nights, "2026-11-23").unwrap().unwrap();
    assert_eq!(phone.length(&night), 1, "a nested object hides one side");

    let (mut phone, mut tablet) = phone_and_tablet(&[]);
    let (seen_p, seen_t) = (phone.heads(), tablet.heads());
    phone.act(&[put("2026-11-23/slept", Some("well")), answer("why", None, &seen_p, "the talk")]);
    tablet.act(&[put("2026-11-23/felt", Some("well")), answer("why", None, &seen_t, "the walk")]);
    agree(&mut phone, &mut tablet);
    assert_eq!(
        phone.field("nights"),
        json!({"2026-11-23/felt": "well", "2026-11-23/slept": "well"})
    );
    let why = phone.field("answers")["why"].to_string();
    assert!(why.contains("the talk") && why.contains("the walk"), "{why}");
}

#[test]
fn an_edit_brings_a_trashed_entry_back() {
    let mut phone = bare(1);
    phone.put(ROOT, "trashed", false).unwrap();
    let mut tablet = copy(&mut phone, 2);
    tablet.put(ROOT, "trashed", true).unwrap();
    phone.put(ROOT, "title", "Still being written").unwrap();
    phone.put(ROOT, "trashed", false).unwrap();
    phone.merge(&mut tablet).unwrap();
    assert_eq!(get(&phone, "trashed"), "true", "what was still being written is in the trash");

    let (mut phone, mut tablet) = phone_and_tablet(&[set("title", "Sunday")]);
    tablet.act(&[requite_record::Edit::Trash]);
    phone.act(&[set("title", "Still being written")]);
    assert!(agree(&mut phone, &mut tablet).present);
    tablet.act(&[requite_record::Edit::Trash]);
    assert!(!agree(&mut phone, &mut tablet).present, "trashed after the edit was seen");
}

#[test]
fn changes_that_wait_are_not_kept_inside_the_document() {
    let mut phone = bare(1);
    phone.put(ROOT, "title", "one").unwrap();
    phone.commit();
    let mut tablet = copy(&mut phone, 2);
    phone.put(ROOT, "title", "two").unwrap();
    phone.commit();
    phone.put(ROOT, "title", "three").unwrap();
    let last = phone.get_last_local_change().unwrap();
    let (heads, size) = (tablet.get_heads(), tablet.save().len());
    tablet.apply_changes([last]).unwrap();
    assert_eq!(tablet.get_heads(), heads, "nothing is shown of it");
    assert!(tablet.save().len() > size, "and yet it is saved: an orphan");

    let (mut phone, mut tablet) = phone_and_tablet(&[set("title", "one")]);
    let two = phone.act(&[set("title", "two")]);
    let three = phone.act(&[set("title", "three")]);
    let saved = tablet.document.as_mut().unwrap().save();
    assert!(!tablet.hear(&three), "it waits");
    assert_eq!(tablet.pending, three);
    assert_eq!(tablet.document.as_mut().unwrap().save(), saved);
    assert!(tablet.hear(&two), "and comes with what it waited for");
    assert_eq!(tablet.field("title"), "three");
    assert!(tablet.pending.is_empty());
}
