//! Records that are made at once are, byte for byte, those that automerge makes.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that fails says so by panicking, and reads best in one line"
)]

use proptest::prelude::*;
use rand::SeedableRng;
use rand_chacha::ChaCha20Rng;
use requite_record::{
    Document, DocumentId, Edit, Field, Fresh, Hand, Heads, Kind, Merge, Scalar, Value, Whole,
    decide, derive, lean, make, make_derived, merge, project, whole,
};

const SHORT: Scalar = Scalar::Text { max_bytes: 64 };

fn note() -> Kind {
    let fields = vec![
        Field::new("at", Merge::Register(SHORT)).indexed(),
        Field::new("title", Merge::Text { max_bytes: 1_000 }).searched(3),
        Field::new("body", Merge::Text { max_bytes: 100_000 }).searched(1),
        Field::new("tags", Merge::Set(SHORT)).indexed().searched(2),
        Field::new("starred", Merge::Register(Scalar::Bool)).indexed(),
        Field::new("stars", Merge::Once(Scalar::Int { min: i64::MIN, max: i64::MAX })),
        Field::new("calls", Merge::Counter),
        Field::new("quiet", Merge::EnableWins),
        Field::new("shown", Merge::DisableWins),
        Field::new("mood", Merge::Choices(SHORT)),
        Field::new("list", Merge::Order(SHORT)),
        Field::new("extra", Merge::Map(SHORT)),
        Field::new("answers", Merge::Texts { max_bytes: 100 }),
        Field::new("stage", Merge::Rank),
        Field::new("last", Merge::Latest),
    ];
    Kind::new("note", fields).ordered_by("at")
}

fn id() -> DocumentId {
    DocumentId::new([9; 16])
}

fn text(field: &str, text: &str) -> Edit {
    Edit::Text { field: field.into(), base: Heads::default(), text: text.into() }
}

fn set(field: &str, value: impl Into<Value>) -> Edit {
    Edit::Set { field: field.into(), value: value.into() }
}

fn add(field: &str, element: &str) -> Edit {
    Edit::Add { field: field.into(), element: element.into() }
}

/// The same chance for both.
fn by_hand<T>(act: impl FnOnce(&mut Hand<'_>) -> T) -> T {
    let mut rng = ChaCha20Rng::from_seed([3; 32]);
    act(&mut Hand { actor: [5; 16], now_ms: 1_795_000_000_123, rng: &mut rng })
}

#[track_caller]
fn same(fresh: &Fresh, mut decision: requite_record::Decision) {
    assert_eq!(fresh.changes, decision.changes);
    assert_eq!(fresh.heads, decision.document.heads());
    let kind = note();
    assert_eq!(fresh.projection, project(&kind, &mut decision.document).unwrap());
    let mut loaded = Document::load("note", id(), &fresh.bytes).unwrap();
    assert_eq!(loaded.heads(), fresh.heads);
    assert_eq!(project(&kind, &mut loaded).unwrap(), fresh.projection);
    let lean = lean("note", id(), &fresh.bytes).unwrap();
    assert!(
        lean.bytes.len() + 4 + 32 + 16 + 4 < fresh.bytes.len(),
        "hashes and actors are left out"
    );
    assert_eq!(lean.heads, fresh.heads);
    let back = whole("note", id(), &lean.bytes).unwrap();
    assert_eq!((back.bytes, back.heads), (fresh.bytes.clone(), Some(fresh.heads.clone())));
    let foreign: Vec<&[u8]> = fresh.changes.iter().map(Vec::as_slice).collect();
    let merged = merge(Some(&kind), "note", id(), None, &foreign).unwrap();
    assert_eq!(merged.document.unwrap().heads(), fresh.heads);
}

#[track_caller]
fn both(edits: &[Edit]) {
    let kind = note();
    let fresh = by_hand(|hand| make(&kind, id(), edits, hand)).unwrap().unwrap();
    same(&fresh, by_hand(|hand| decide(&kind, None, id(), edits, hand)).unwrap());
    let fresh = make_derived(&kind, id(), edits).unwrap().unwrap();
    same(&fresh, derive(&kind, None, id(), edits).unwrap());
}

#[test]
fn an_entry_of_everything_is_the_same() {
    both(&[
        set("at", "2026-11-23|Europe/London|day"),
        text("body", "He said he would call. 👩‍👩‍👧 Ça alors!\n\nAnd he did, did, did."),
        text("title", "Kept"),
        add("tags", "family"),
        add("tags", "calls"),
        set("starred", true),
        set("stars", -70_000_i64),
    ]);
}

#[test]
fn so_is_one_of_nothing_and_one_with_an_empty_text() {
    both(&[]);
    both(&[text("body", ""), set("starred", false), set("at", "")]);
    both(&[text("body", "x")]);
    both(&[text("title", "aa"), text("body", "ab")]);
}

#[test]
fn what_asks_for_more_is_left_to_others() {
    let kind = note();
    let later = Kind::new("note", vec![Field::new("at", Merge::Register(SHORT)).since(2)]);
    let trash = [set("at", "x"), Edit::Trash];
    let twice = [set("at", "x"), set("at", "y")];
    let long = [text("body", &"word ".repeat(4_000))];
    let flag = [Edit::Assert { field: "quiet".into() }];
    for edits in [&trash[..], &twice, &long, &flag] {
        assert_eq!(make_derived(&kind, id(), edits).unwrap(), None);
    }
    assert_eq!(make_derived(&later, id(), &[]).unwrap(), None);
    for edits in [[set("at", "x".repeat(65))], [text("title", &"x".repeat(1_001))]] {
        let refused = make_derived(&kind, id(), &edits).unwrap_err();
        assert_eq!(refused, derive(&kind, None, id(), &edits).unwrap_err());
    }
}

#[test]
fn what_is_not_a_genesis_and_one_change_upon_it_stays_as_it_is() {
    let kind = note();
    let edits = [text("body", "Kept.")];
    let fresh = make_derived(&kind, id(), &edits).unwrap().unwrap();
    let mut document = Document::load("note", id(), &fresh.bytes).unwrap();
    let other = DocumentId::new([8; 16]);
    let genesis = &fresh.changes[0];
    let twice = [&fresh.bytes[..], &fresh.changes[1]].concat();
    for bytes in [&document.save(), genesis, &twice, &Vec::new()] {
        assert_eq!(lean("note", id(), bytes), None);
        let same = Whole { bytes: bytes.clone(), heads: None };
        assert_eq!(whole("note", id(), bytes), Some(same));
    }
    assert_eq!(lean("note", other, &fresh.bytes), None, "another record's");
    assert_eq!(lean("name", id(), &fresh.bytes), None, "another kind's");
    let lean = lean("note", id(), &fresh.bytes).unwrap();
    for end in 1..20 {
        assert_eq!(whole("note", id(), &lean.bytes[..end]), None, "cut at {end}");
    }
}

proptest! {
    #[test]
    fn any_bytes_can_be_made_whole_or_not(bytes in proptest::collection::vec(any::<u8>(), 0..80)) {
        let made = whole("note", id(), &[&[1], &bytes[..]].concat());
        prop_assert!(made.is_none_or(|made| !made.bytes.is_empty()));
    }

    #[test]
    fn any_record_is_the_same(
        body in "[a-c \\n🇫é\u{301}漢]{0,80}",
        title in "[a-b]{0,20}",
        at in "[a-c|é]{0,12}",
        tags in proptest::collection::btree_set("[a-dé]{1,6}", 0..4),
        stars in proptest::option::of(any::<i64>()),
        order in any::<bool>(),
    ) {
        let mut edits = vec![text("body", &body), set("at", at), text("title", &title)];
        edits.extend(tags.iter().map(|tag| add("tags", tag)));
        edits.extend(stars.map(|stars| set("stars", stars)));
        if order {
            edits.reverse();
        }
        both(&edits);
    }
}
