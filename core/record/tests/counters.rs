//! Numbers beyond what an honest record comes to: refused at the door, or harmless behind it. Nothing overflows.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

mod common;
mod format;

use automerge::{
    ActorId, AutoCommit, LoadOptions, ROOT, ScalarValue, TextEncoding, transaction::Transactable,
};
use common::*;
use format::*;
use requite_record::{Quarantine, Refusal, inspect, reverse};

/// A change by something that is no device of ours.
fn foreign(device: &mut Device, write: impl Fn(&mut AutoCommit)) -> Vec<u8> {
    let bytes = device.document.as_mut().unwrap().save();
    let options = LoadOptions::new().text_encoding(TextEncoding::Utf16CodeUnit);
    let mut doc = AutoCommit::load_with_options(&bytes, options).unwrap();
    doc.set_actor(ActorId::from([66; 16]));
    write(&mut doc);
    doc.commit();
    doc.get_last_local_change().unwrap().raw_bytes().to_vec()
}

#[test]
fn a_counter_that_would_overflow_is_refused() {
    let (mut phone, _) = phone_and_tablet(&[first_body("Mine."), count(2)]);
    for by in [i64::MAX, i64::MIN, (1 << 40) + 1] {
        let bomb = foreign(&mut phone, |doc| doc.increment(ROOT, "shown", by).unwrap());
        assert_eq!(phone.try_hear(&[bomb]), Err(Quarantine::Counters), "{by}");
        let bomb = foreign(&mut phone, |doc| {
            doc.put(ROOT, "shown", ScalarValue::counter(by)).unwrap();
        });
        assert_eq!(phone.try_hear(&[bomb]), Err(Quarantine::Counters), "{by}");
        assert_eq!(phone.try_act(&[count(by)]), Err(Refusal::Field("shown")), "nor by oneself");
    }
    let most = foreign(&mut phone, |doc| doc.increment(ROOT, "shown", 1 << 40).unwrap());
    assert!(phone.hear(&[most]));
    phone.act(&[count(1 << 40)]);
    assert_eq!(phone.field("shown"), 2 + (1_i64 << 41));
}

#[test]
fn a_rank_beyond_all_counting_can_be_shown_and_undone() {
    for rank in [i64::MAX, i64::MIN, i64::MAX - 15] {
        let (mut phone, mut tablet) = phone_and_tablet(&[first_body("Mine."), advance(1)]);
        let before = phone.heads();
        let bad = foreign(&mut phone, |doc| {
            doc.put(ROOT, "state", rank).unwrap();
            doc.put(ROOT, "rest_until", rank).unwrap();
            doc.put(ROOT, "shown", rank).unwrap();
        });
        assert!(phone.hear(std::slice::from_ref(&bad)));
        tablet.hear(&[bad]);
        let after = phone.heads();
        let shown = phone.shown();
        assert_eq!(shown, tablet.shown());
        assert_eq!(shown.fields["rest_until"], rank);
        let document = phone.document.as_mut().unwrap();
        let undone = reverse(&phone.kind, document, Some(&before), &after);
        assert!(undone.is_ok());
        for edit in [advance(3), restart(2), set("rest_until", i64::MAX), count(1)] {
            // Refused or done, but never a panic; and then a plain edit still is possible.
            drop(phone.try_act(&[edit]));
        }
        phone.act(&[set("title", "Mine still")]);
        assert_eq!(phone.body(), "Mine.");
    }
}

#[test]
fn operations_numbered_to_the_end_fill_the_record() {
    let mut phone = Device::new(1);
    phone.act(&[first_body("Mine.")]);
    let deps = phone.heads().hashes().to_vec();
    let last = (1 << 31) - 1;
    let numbered = |start: u64| {
        let mut change = nested(&deps, start, None, 2);
        change.actor = vec![66; 16];
        change.bytes()
    };
    for start in [last - 1, u64::from(u32::MAX), u64::MAX - 1, 1 << 63] {
        assert_eq!(phone.try_hear(&[numbered(start)]), Err(Quarantine::Counters), "{start}");
    }
    assert!(inspect(&numbered(last - 2)).is_ok());
    phone.hear(&[numbered(last - 2)]);
    assert_eq!(phone.body(), "Mine.", "all of it can be read");
    assert!(phone.shown().present);
    assert_eq!(phone.try_act(&[set("title", "More")]), Err(Refusal::Full));
    assert_eq!(phone.try_act(&[count(1)]), Err(Refusal::Full));
}
