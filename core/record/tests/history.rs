//! What a record was: one version for each save, the same on Mia's phone and tablet, and the way back to one.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

mod common;

use common::*;
use requite_record::{Edit, Heads, Refusal, Version, author, past, revert, versions};

fn history(device: &mut Device) -> Vec<Version> {
    versions(device.document.as_mut().unwrap()).unwrap()
}

fn body_at(device: &mut Device, at: &Heads) -> String {
    let kind = device.kind.clone();
    let past = past(&kind, device.document.as_mut().unwrap(), at).unwrap();
    past.fields["body"].as_str().unwrap().to_owned()
}

fn bodies(device: &mut Device) -> Vec<String> {
    history(device).iter().map(|version| body_at(device, &version.heads)).collect()
}

fn back_to(device: &mut Device, at: &Heads) -> Vec<Edit> {
    let kind = device.kind.clone();
    revert(&kind, device.document.as_mut().unwrap(), at).unwrap()
}

#[test]
fn each_save_is_one_version_and_looking_is_none() {
    let mut phone = Device::new(1);
    phone.act(&[first_body("She called.")]);
    phone.clock_ms += 60_000;
    phone.write("She called, late.");
    phone.act(&[Edit::Look { mark: "0".repeat(32) }]);
    assert_eq!(bodies(&mut phone), ["She called, late.", "She called."]);
    let saved = history(&mut phone);
    assert_eq!(saved[0].at_s, Some(1_795_000_060));
    assert_eq!(saved[1].at_s, Some(1_795_000_000));
    assert!(saved.iter().all(|version| version.actor == Some([1; 16])));
}

#[test]
fn a_long_text_that_is_split_is_one_version() {
    let mut phone = Device::new(1);
    let long = "Nothing happened that day. ".repeat(3_000);
    let first = phone.act(&[first_body(&long)]);
    assert!(first.len() > 3, "genesis and several parts, not {}", first.len());
    let base = phone.heads();
    phone.insert("that day", " at all");
    // An edit of an older state is committed on a branch of its own, without a time, and belongs to what follows it.
    let parts = phone.act(&[body(&base, &long.replacen("Nothing", "Something", 1))]);
    assert_eq!(parts.len(), 2);
    let versions = bodies(&mut phone);
    assert_eq!(versions.len(), 3);
    assert!(versions[0].starts_with("Something happened that day at all."));
    assert_eq!(versions[2], long);
}

#[test]
fn what_was_imported_is_one_version_of_nobody() {
    let (mut phone, mut tablet) = (Device::new(1), Device::new(2));
    let long = "From the old diary. ".repeat(4_000);
    for device in [&mut phone, &mut tablet] {
        let changes = device.import(&[first_body(&long)]);
        assert!(changes.len() > 3 && changes.iter().all(|change| author(change).is_none()));
    }
    agree(&mut phone, &mut tablet);
    phone.write("Short.");
    let saved = history(&mut phone);
    assert_eq!(saved.len(), 2);
    assert_eq!((saved[1].actor, saved[1].at_s), (None, None));
    assert_eq!(body_at(&mut phone, &saved[1].heads), long);
}

#[test]
fn both_devices_show_the_same_versions_in_the_same_order() {
    let (mut phone, mut tablet) = phone_and_tablet(&[first_body("One.")]);
    // The tablet's clock is ten years behind: what follows still stands above what it follows.
    tablet.clock_ms -= 315_360_000_000;
    for n in 0..4 {
        phone.insert("One.", &format!(" p{n}"));
        tablet.insert("One.", &format!(" t{n}"));
        if n == 1 {
            agree(&mut phone, &mut tablet);
        }
    }
    agree(&mut phone, &mut tablet);
    phone.reopen();
    assert_eq!(history(&mut phone), history(&mut tablet));
    let versions = bodies(&mut phone);
    assert_eq!(versions.len(), 9);
    assert_eq!(versions[8], "One.");
    let place = |word: &str| versions.iter().position(|body| body.contains(word)).unwrap();
    let last_without = |word: &str| versions.iter().rposition(|body| body.contains(word)).unwrap();
    assert!(last_without("t2") < last_without("p1"), "t2 followed p1");
    assert!(place("p3") < last_without("p2"));
}

#[test]
fn a_change_names_who_saved_it_unless_it_is_a_part() {
    let mut phone = Device::new(1);
    let first = phone.act(&[first_body(&"Every day the same. ".repeat(4_000))]);
    let signers: Vec<_> = first.iter().map(|change| author(change)).collect();
    let (last, parts) = signers.split_last().unwrap();
    assert_eq!(*last, Some([1; 16]));
    assert!(parts.iter().all(Option::is_none), "genesis and parts");
    let change = phone.write("Once.").pop().unwrap();
    for cut in 0..60 {
        assert_eq!(author(&change[..cut]), None, "{cut}");
    }
    assert_eq!(author(&[0xff; 200]), None);
}

#[test]
fn back_to_a_version_keeps_what_others_write_meanwhile() {
    let (mut phone, mut tablet) =
        phone_and_tablet(&[first_body("She was late. I waited."), add("a")]);
    let first = phone.heads();
    phone.write("She was cruel. I waited.");
    phone.act(&[add("b"), remove("a")]);
    agree(&mut phone, &mut tablet);
    let edits = back_to(&mut phone, &first);
    phone.act(&edits);
    tablet.insert("waited", " an hour");
    let shown = agree(&mut phone, &mut tablet);
    assert_eq!(shown.fields["body"], "She was late. I waited an hour.");
    assert_eq!(shown.fields["tags"], serde_json::json!(["a"]));
    assert_eq!(shown.marks, []);
}

#[test]
fn back_to_the_present_changes_nothing_and_never_trashes() {
    let mut phone = Device::new(1);
    phone.act(&[first_body("Here.")]);
    let here = phone.heads();
    assert_eq!(back_to(&mut phone, &here), []);
    phone.act(&[Edit::Trash]);
    let gone = phone.heads();
    assert_eq!(back_to(&mut phone, &gone), []);
    assert_eq!(history(&mut phone).len(), 2);
    assert_eq!(back_to(&mut phone, &here), [Edit::Restore]);
    phone.act(&[Edit::Restore]);
    assert_eq!(back_to(&mut phone, &gone), []);
    let kind = phone.kind.clone();
    let document = phone.document.as_mut().unwrap();
    let unknown = Heads::new(vec![[1; 32]]);
    assert_eq!(past(&kind, document, &unknown), Err(Refusal::UnknownBase));
    assert_eq!(revert(&kind, document, &unknown), Err(Refusal::UnknownBase));
}
