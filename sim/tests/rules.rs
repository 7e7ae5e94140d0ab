//! The rows of the rule table that need more than a list: what a removal cuts, and what is written under an old epoch. The rows
//! about the list alone are in `core/sync/tests/roster.rs`.
#![allow(clippy::unwrap_used, reason = "a test that fails says so by panicking")]

mod stage;

use requite_engine::{Answer, History, Request};
use stage::{Device, Stage};

/// A phone, a tablet and a laptop that know each other.
fn three() -> (Stage, Device, Device, Device) {
    let (mut stage, mut phone) = Stage::open();
    let mut tablet = stage.let_in(&mut phone, "tablet", History::Shared);
    let mut laptop = stage.let_in(&mut phone, "laptop", History::Shared);
    stage.meet(&mut [&mut phone, &mut tablet, &mut laptop]);
    (stage, phone, tablet, laptop)
}

#[test]
fn rule_what_was_never_offered_is_sealed_again_under_the_new_epoch() {
    let (mut stage, mut phone, mut tablet, laptop) = three();
    tablet.write("It rained all day.");
    tablet.seal();
    phone.engine.revoke(&[laptop.id()]).unwrap();
    stage.meet(&mut [&mut phone, &mut tablet]);
    assert_eq!(tablet.engine.take_tally().resealed, 1);
    let epochs: Vec<u32> = phone
        .pulled(&mut stage.post)
        .iter()
        .filter(|envelope| envelope.header().device == tablet.id())
        .map(|envelope| envelope.header().epoch)
        .collect();
    assert_eq!(epochs, [1], "the laptop, which has the key of epoch 0, cannot read it");
    stage.meet(&mut [&mut phone]);
    assert_eq!(phone.notes(), ["It rained all day."]);
}

#[test]
fn rule_what_was_offered_once_stays_byte_for_byte() {
    let (mut stage, mut phone, mut tablet, laptop) = three();
    tablet.write("It rained all day.");
    let offered = tablet.offer(&mut stage.post);
    assert_eq!(offered.len(), 1);
    // It was lost on the way, but somebody might have it: another under its number would be a fork.
    phone.engine.revoke(&[laptop.id()]).unwrap();
    stage.meet(&mut [&mut phone, &mut tablet]);
    assert_eq!(tablet.engine.take_tally().resealed, 0);
    let there = phone.pulled(&mut stage.post);
    let there: Vec<_> =
        there.iter().filter(|envelope| envelope.header().device == tablet.id()).collect();
    assert_eq!(there, offered.iter().collect::<Vec<_>>());
    stage.meet(&mut [&mut phone]);
    assert_eq!(phone.notes(), ["It rained all day."]);
}

#[test]
fn rule_what_names_an_unknown_list_head_waits_for_the_list() {
    let (mut stage, mut phone, mut tablet, _laptop) = three();
    let mut watch = stage.let_in(&mut phone, "watch", History::Held { for_ms: 1_000 });
    stage.meet(&mut [&mut phone, &mut watch]);
    phone.write("Under the new epoch.");
    stage.meet(&mut [&mut phone]);
    // The relay hands the sentence out, and keeps the end of the list back.
    tablet.meet_until(&mut stage.post, |request, answer| {
        if let (Request::Roster { .. }, Answer::Roster { page, .. }) = (request, answer) {
            page.entries.pop();
        }
        Some(())
    });
    assert!(tablet.notes().is_empty());
    let status = tablet.engine.status().unwrap();
    assert_eq!((status.received, status.quarantined), (1, 0), "here, unread, and nothing wrong");
    tablet.meet(&mut stage.post);
    assert_eq!(tablet.notes(), ["Under the new epoch."]);
}

#[test]
fn rule_a_cut_sets_envelopes_aside_and_whoever_applied_them_passes_their_changes_on() {
    let (mut stage, mut phone, mut tablet, mut laptop) = three();
    laptop.write("Before she was removed.");
    stage.meet(&mut [&mut laptop, &mut tablet]);
    assert_eq!(tablet.notes().len(), 1);
    // The phone has not heard of it, and cuts it off.
    phone.engine.revoke(&[laptop.id()]).unwrap();
    stage.meet(&mut [&mut phone]);
    assert!(phone.notes().is_empty());
    laptop.write("After she was removed.");
    stage.meet(&mut [&mut tablet, &mut laptop, &mut phone]);
    assert!(tablet.engine.take_tally().adopted > 0);
    for device in [&mut phone, &mut tablet] {
        assert_eq!(device.notes(), ["Before she was removed."]);
    }
    // It is still the laptop's, to whoever asks.
    let note = phone.engine.list(&requite_engine::ListQuery::of("note")).unwrap();
    let note = note.items.first().unwrap().id;
    let by: Vec<_> =
        phone.engine.history(note).unwrap().into_iter().filter_map(|one| one.device).collect();
    assert_eq!(by, ["laptop"]);
}
