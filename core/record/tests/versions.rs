//! Devices of different versions share a vault: what the older one does not know survives it, and what stands under a
//! known name but is of another type harms nobody.

#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use automerge::{
    ActorId, AutoCommit, LoadOptions, ObjType, ROOT, TextEncoding, transaction::Transactable,
};
use common::*;
use requite_record::{Edit, Field, Kind, Merge, Quarantine, Refusal, Scalar, derived_id, reverse};
use serde_json::json;

fn second_version() -> Kind {
    let mut kind = entry();
    kind.fields.push(Field::new("mood", Merge::Register(Scalar::Int { min: -2, max: 2 })).since(2));
    kind.fields.push(Field::new("circles", Merge::Set(Scalar::Text { max_bytes: 50 })).since(2));
    kind.fields.push(Field::new("letter", Merge::Text { max_bytes: 1_000 }).since(2));
    kind.fields.push(Field::new("drafts", Merge::Counter).since(2));
    kind
}

#[test]
fn an_old_phone_edits_what_a_new_tablet_made() {
    let (mut phone, mut tablet) = (Device::new(1), Device::of(second_version(), 2));
    let circle = Edit::Add { field: "circles".into(), element: "close".into() };
    let letter =
        Edit::Text { field: "letter".into(), base: tablet.heads(), text: "Dear you.".into() };
    let drafts = Edit::Count { field: "drafts".into(), by: 3 };
    tablet.act(&[set("mood", -1), circle, letter, drafts, first_body("New.")]);
    phone.hear(&tablet.tell());
    assert_eq!(phone.body(), "New.");
    assert!(!phone.shown().fields.contains_key("mood"));
    assert_eq!(phone.try_act(&[set("mood", 1)]), Err(Refusal::UnknownField));
    phone.write("New and old.");
    phone.act(&[add("family"), set("title", "t"), choose("kept")]);
    phone.reopen();
    phone.act(&[Edit::Trash]);
    phone.act(&[Edit::Restore]);
    tablet.hear(&phone.tell());
    let shown = tablet.shown();
    let fields = ["mood", "circles", "letter", "drafts", "body"].map(|name| &shown.fields[name]);
    let expected =
        [json!(-1), json!(["close"]), json!("Dear you."), json!(3), json!("New and old.")];
    assert_eq!(fields, [&expected[0], &expected[1], &expected[2], &expected[3], &expected[4]]);
    // Undoing on the old phone leaves alone what it does not know.
    let after = phone.heads();
    phone.act(&[set("title", "u")]);
    let last = phone.heads();
    let document = phone.document.as_mut().unwrap();
    let edits = reverse(&phone.kind, document, Some(&after), &last).unwrap();
    assert_eq!(edits, [set("title", "t")]);
}

/// A change by something that is no device of ours, with a right checksum.
fn foreign(device: &mut Device, write: impl Fn(&mut AutoCommit)) -> Vec<Vec<u8>> {
    let bytes = device.document.as_mut().unwrap().save();
    let options = LoadOptions::new().text_encoding(TextEncoding::Utf16CodeUnit);
    let mut doc = AutoCommit::load_with_options(&bytes, options).unwrap();
    doc.set_actor(ActorId::from([77; 16]));
    write(&mut doc);
    doc.commit();
    vec![doc.get_last_local_change().unwrap().raw_bytes().to_vec()]
}

/// Writes something under a name.
type Write<'a> = &'a dyn Fn(&mut AutoCommit, &str);

/// One edit of every sort.
fn all_edits(device: &mut Device) -> Vec<Edit> {
    let base = device.heads();
    vec![
        set("title", "x"),
        Edit::Clear { field: "title".into() },
        on("quiet"),
        back("quiet"),
        on("reminder"),
        back("reminder"),
        add("x"),
        remove("x"),
        choose("kept"),
        advance(3),
        restart(1),
        set("rest_until", 5),
        place("x", None),
        Edit::Remove { field: "standards".into(), element: "x".into() },
        put("x", Some("y")),
        put("x", None),
        count(1),
        body(&base, "x"),
        splice(&base, 0, 0, "x"),
        answer("x", None, &base, "y"),
        Edit::Trash,
        Edit::Restore,
        Edit::Look { mark: "0".repeat(32) },
    ]
}

#[test]
fn wrong_types_under_known_names() {
    let names: Vec<&str> = entry().fields.iter().map(|field| field.name).collect();
    let wrong: [Write<'_>; 7] = [
        &|doc, name| doc.put(ROOT, name, 3.5).unwrap(),
        &|doc, name| doc.put(ROOT, name, i64::MIN).unwrap(),
        &|doc, name| doc.put(ROOT, name, i64::MAX).unwrap(),
        &|doc, name| doc.put(ROOT, name, "\u{0}not a date").unwrap(),
        &|doc, name| drop(doc.put_object(ROOT, name, ObjType::List).unwrap()),
        &|doc, name| {
            let map = doc.put_object(ROOT, name, ObjType::Map).unwrap();
            let inner = doc.put_object(&map, "x", ObjType::Map).unwrap();
            doc.put(&inner, "deep", 1).unwrap();
            doc.put(&map, "no#such", 1).unwrap();
            doc.put(&map, "", i64::MAX).unwrap();
        },
        &|doc, name| {
            if automerge::ReadDoc::get(doc, ROOT, name).unwrap().is_some() {
                doc.delete(ROOT, name).unwrap();
            }
        },
    ];
    for name in names.iter().copied().chain(["alive", "looked", "unheard_of"]) {
        for write in wrong {
            let (mut phone, mut tablet) = phone_and_tablet(&[first_body("Mine."), advance(1)]);
            let before = phone.heads();
            let bad = foreign(&mut phone, |doc| {
                doc.put(ROOT, "something", 1).unwrap();
                write(doc, name);
            });
            for device in [&mut phone, &mut tablet] {
                device.hear(&bad);
                device.shown();
                for edit in all_edits(device) {
                    // Refused or not: no panic, and what is there can be shown and read back.
                    drop(device.try_act(&[edit]));
                }
                device.reopen();
            }
            agree(&mut phone, &mut tablet);
            let after = phone.heads();
            let document = phone.document.as_mut().unwrap();
            reverse(&phone.kind, document, Some(&before), &after).unwrap();
        }
    }
}

#[test]
fn a_record_of_a_kind_that_is_not_known_here_is_kept() {
    let mut tablet = Device::of(Kind::new("dream", entry().fields), 2);
    let changes = tablet.act(&[first_body("Of water.")]);
    let changes: Vec<&[u8]> = changes.iter().map(Vec::as_slice).collect();
    let merged = requite_record::merge(None, "dream", ID, None, &changes).unwrap();
    let mut kept = merged.document.unwrap();
    assert_eq!(kept.heads(), tablet.heads());
    assert_eq!(kept.kind(), "dream");
    let other = requite_record::merge(Some(&entry()), "entry", ID, Some(kept), &changes);
    assert_eq!(other.unwrap_err(), Quarantine::OtherKind);
}

#[test]
fn derived_ids() {
    let key = [5; 32];
    let id = |key, kind, generation, parts: &[&[u8]]| derived_id(key, kind, generation, parts);
    let mia = id(&key, "person", 0, &[b"mia"]);
    assert_eq!(mia, id(&key, "person", 0, &[b"mia"]), "the same on every device");
    let mut others = vec![
        mia,
        id(&[6; 32], "person", 0, &[b"mia"]),
        id(&key, "night", 0, &[b"mia"]),
        id(&key, "person", 1, &[b"mia"]),
        id(&key, "person", 0, &[b"Mia"]),
        id(&key, "person", 0, &[b"mi", b"a"]),
        id(&key, "person", 0, &[b"mia", b""]),
        id(&key, "person", 0, &[b""]),
        id(&key, "person", 0, &[]),
        id(&key, "perso", 0, &[b"nmia"]),
    ];
    others.sort();
    others.dedup();
    assert_eq!(others.len(), 10, "every part counts, and where it ends");
    assert_eq!(mia.to_string().len(), 32);
    assert_eq!(mia.to_string().parse(), Ok(mia));
}
