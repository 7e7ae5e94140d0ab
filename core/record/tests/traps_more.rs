//! The traps of merging, continued: order and ranks, later containers, places in texts.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

mod common;

use automerge::{
    ActorId, AutoCommit, ObjType, ROOT, ReadDoc, TextEncoding, transaction::Transactable,
};
use common::*;
use requite_record::{Edit, Field, Kind, Merge, Refusal, Scalar};
use serde_json::json;

fn bare(actor: u8) -> AutoCommit {
    let doc = AutoCommit::new_with_encoding(TextEncoding::Utf16CodeUnit);
    doc.with_actor(ActorId::from([actor; 16]))
}

fn copy(doc: &mut AutoCommit, actor: u8) -> AutoCommit {
    doc.fork().with_actor(ActorId::from([actor; 16]))
}

#[test]
fn a_moved_standard_is_there_once() {
    let mut phone = bare(1);
    let list = phone.put_object(ROOT, "standards", ObjType::List).unwrap();
    for (at, standard) in ["honest", "on time", "kind"].into_iter().enumerate() {
        phone.insert(&list, at, standard).unwrap();
    }
    let mut tablet = copy(&mut phone, 2);
    for (doc, to) in [(&mut phone, 0), (&mut tablet, 1)] {
        doc.delete(&list, 2).unwrap();
        doc.insert(&list, to, "kind").unwrap();
    }
    phone.merge(&mut tablet).unwrap();
    assert_eq!(phone.length(&list), 4, "moving by delete and insert doubles it");

    let (mut phone, mut tablet) = phone_and_tablet(&[
        place("honest", None),
        place("on time", Some("honest")),
        place("kind", Some("on time")),
    ]);
    phone.act(&[place("kind", None)]);
    tablet.act(&[place("kind", Some("honest"))]);
    agree(&mut phone, &mut tablet);
    let standards = phone.field("standards");
    assert_eq!(standards.as_array().unwrap().len(), 3, "{standards}");
}

#[test]
fn a_plan_that_is_done_stays_done() {
    let mut phone = bare(1);
    phone.put(ROOT, "state", 1).unwrap();
    let mut tablet = copy(&mut phone, 2);
    phone.put(ROOT, "state", 5).unwrap();
    tablet.put(ROOT, "state", 2).unwrap();
    phone.merge(&mut tablet).unwrap();
    let (state, _) = phone.get(ROOT, "state").unwrap().unwrap();
    assert_eq!(state.as_i64(), Some(2), "the last put wins, and that is the tablet's");

    let (mut phone, mut tablet) = phone_and_tablet(&[advance(1)]);
    phone.act(&[advance(5)]);
    tablet.act(&[advance(2)]);
    agree(&mut phone, &mut tablet);
    assert_eq!(phone.field("state"), json!({"epoch": 0, "rank": 5}));
    assert_eq!(tablet.try_act(&[advance(2)]), Err(Refusal::Backward("state")));
    tablet.act(&[restart(2)]);
    agree(&mut phone, &mut tablet);
    assert_eq!(phone.field("state"), json!({"epoch": 1, "rank": 2}), "back on purpose");
}

/// The same kind in the next version of the app.
fn second_version() -> Kind {
    let mut kind = entry();
    kind.fields.push(Field::new("letter", Merge::Text { max_bytes: 10_000 }).since(2));
    kind.fields.push(Field::new("circles", Merge::Set(Scalar::Text { max_bytes: 50 })).since(2));
    kind
}

#[test]
fn a_text_that_a_later_version_brought_is_not_hidden() {
    let mut phone = bare(1);
    phone.put_object(ROOT, "body", ObjType::Text).unwrap();
    let mut tablet = copy(&mut phone, 2);
    for (doc, words) in [(&mut phone, "Dear you."), (&mut tablet, "Dear me.")] {
        let letter = doc.put_object(ROOT, "letter", ObjType::Text).unwrap();
        doc.splice_text(&letter, 0, 0, words).unwrap();
    }
    phone.merge(&mut tablet).unwrap();
    let (_, letter) = phone.get(ROOT, "letter").unwrap().unwrap();
    assert_eq!(phone.text(&letter).unwrap().matches("Dear").count(), 1, "one letter is hidden");

    let mut old = Device::new(3);
    let made = old.act(&[first_body("Made before the update.")]);
    let (mut phone, mut tablet) =
        (Device::of(second_version(), 1), Device::of(second_version(), 2));
    for (device, words) in [(&mut phone, "Dear you."), (&mut tablet, "Dear me.")] {
        device.hear(&made);
        let base = device.heads();
        let letter = Edit::Text { field: "letter".into(), base, text: words.into() };
        let circle = Edit::Add { field: "circles".into(), element: words.into() };
        device.act(&[letter, circle]);
    }
    agree(&mut phone, &mut tablet);
    let letter = phone.field("letter").to_string();
    assert!(letter.contains("Dear you.") && letter.contains("Dear me."), "{letter}");
    assert_eq!(phone.field("circles"), json!(["Dear me.", "Dear you."]));
}

#[test]
fn places_are_the_same_after_the_app_was_closed() {
    let mut phone = bare(1);
    let text = phone.put_object(ROOT, "body", ObjType::Text).unwrap();
    phone.splice_text(&text, 0, 0, "👩‍👩‍👧 home").unwrap();
    let mut again = AutoCommit::load(&phone.save()).unwrap();
    assert_ne!(phone.length(&text), again.length(&text), "the file does not say how to count");
    assert!(again.splice_text(&text, 8, 0, "!").is_err() || again.text(&text) != phone.text(&text));

    let (mut phone, _) = phone_and_tablet(&[first_body("👩‍👩‍👧 home")]);
    phone.reopen();
    phone.insert("👩‍👩‍👧", " at");
    assert_eq!(phone.body(), "👩‍👩‍👧 at home");
}

#[test]
fn a_date_written_once_stays() {
    let (mut phone, mut tablet) = phone_and_tablet(&[set("begun", "2026-11-01")]);
    assert_eq!(phone.try_act(&[set("begun", "2026-11-02")]), Err(Refusal::Once("begun")));
    tablet.act(&[set("title", "x")]);
    agree(&mut phone, &mut tablet);
    assert_eq!(phone.field("begun"), "2026-11-01");
    // Left out at first, it cannot be added later either: only the first content may say it.
    let (mut phone, _) = phone_and_tablet(&[set("title", "x")]);
    assert_eq!(phone.try_act(&[set("begun", "2026-11-02")]), Err(Refusal::Once("begun")));
}

#[test]
fn resting_longer_wins() {
    let mut phone = bare(1);
    phone.put(ROOT, "rest_until", 10).unwrap();
    let mut tablet = copy(&mut phone, 2);
    phone.put(ROOT, "rest_until", 30).unwrap();
    tablet.put(ROOT, "rest_until", 20).unwrap();
    phone.merge(&mut tablet).unwrap();
    let (until, _) = phone.get(ROOT, "rest_until").unwrap().unwrap();
    assert_eq!(until.as_i64(), Some(20), "the shorter rest wins by a plain put");

    let (mut phone, mut tablet) = phone_and_tablet(&[set("rest_until", 10)]);
    phone.act(&[set("rest_until", 30)]);
    tablet.act(&[set("rest_until", 20)]);
    agree(&mut phone, &mut tablet);
    assert_eq!(phone.field("rest_until"), 30);
}
