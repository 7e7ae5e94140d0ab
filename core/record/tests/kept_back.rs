//! What a record keeps back is shown where it is opened, and neither in rows nor in filters nor in search.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

mod common;

use common::*;
use rand::SeedableRng;
use rand_chacha::ChaCha20Rng;
use requite_record::{Edit, Field, Hand, Heads, Kind, Merge, Projection, Scalar, make};

fn sealed_note() -> Kind {
    let text = Merge::Text { max_bytes: 1_000 };
    Kind::new(
        "sealed_note",
        vec![
            Field::new("opens_on", Merge::Once(Scalar::Date)),
            Field::new("text", text).indexed().searched(3).kept_back(),
        ],
    )
    .ordered_by("opens_on")
}

#[track_caller]
fn holds_it_back(shown: &Projection) {
    assert_eq!(shown.kept_back["text"], "You will be all right.");
    assert_eq!(shown.fields.keys().collect::<Vec<_>>(), ["opens_on"]);
    assert_eq!(shown.order, "2027-04-01");
    assert!(shown.searched.is_empty() && shown.facets.is_empty());
}

#[test]
fn neither_rows_nor_search_hold_it() {
    let edits = [
        Edit::set("opens_on", "2027-04-01"),
        Edit::text("text", &Heads::default(), "You will be all right."),
    ];
    let mut device = Device::of(sealed_note(), 1);
    device.act(&edits);
    holds_it_back(&device.shown());
    // The short way for new records says the same.
    let rng = &mut ChaCha20Rng::seed_from_u64(1);
    let mut hand = Hand { actor: [1; 16], now_ms: 0, rng };
    let fresh = make(&sealed_note(), ID, &edits, &mut hand).unwrap().unwrap();
    holds_it_back(&fresh.projection);
}
