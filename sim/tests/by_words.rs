//! The recovery words bring Mia back, whatever state the device list was left in by devices that are gone.
#![allow(clippy::unwrap_used, reason = "a test that fails says so by panicking")]

mod stage;

use requite_engine::{EngineError, History, Membership};
use stage::{NOON, Stage};

#[test]
fn one_entry_is_enough_where_nobody_was_at_odds() {
    let (mut stage, mut phone) = Stage::open();
    phone.write("It rained all day.");
    stage.meet(&mut [&mut phone]);
    let (words, vault) = (stage.words.clone(), phone.engine.vault_id());
    let (mut back, entries) = stage.come_back(&words, vault, NOON).unwrap();
    stage.meet(&mut [&mut back]);
    assert_eq!(entries, 1);
    assert_eq!(back.notes(), ["It rained all day."]);
}

#[test]
fn new_words_bring_her_back_where_a_branch_that_goes_on_gave_them_no_key() {
    let (mut stage, mut phone) = Stage::open();
    let mut tablet = stage.let_in(&mut phone, "tablet", History::Shared);
    phone.write("It rained all day.");
    stage.meet(&mut [&mut phone, &mut tablet]);
    // Apart: the phone begins an epoch, for the words as they are, and the tablet replaces them.
    let _laptop = stage.let_in(&mut phone, "laptop", History::Held { for_ms: 1_000 });
    let new_words = tablet.engine.change_recovery().unwrap().reveal().to_owned();
    let (old_words, vault) = (stage.words.clone(), phone.engine.vault_id());
    stage.meet(&mut [&mut phone]);
    // The relay has both branches, and before anybody joins them all devices are gone.
    let both = stage.post.roster(vault).len() + 1;
    let mut appended = 0;
    tablet.meet_until(&mut stage.post, |request, _| {
        appended += usize::from(matches!(request, requite_engine::Request::Append { .. }));
        (appended == 0).then_some(())
    });
    assert_eq!(stage.post.roster(vault).len(), both);
    drop((phone, tablet));

    let refused = stage.come_back(&old_words, vault, NOON).map(drop);
    assert!(matches!(refused, Err(EngineError::NoVaultForWords)));
    let (mut back, entries) = stage.come_back(&new_words, vault, NOON).unwrap();
    assert_eq!(entries, 2, "an epoch that joins both branches, and the device");
    stage.meet(&mut [&mut back]);
    assert_eq!(back.engine.membership(), Membership::Member);
    assert_eq!(back.notes(), ["It rained all day."]);
    back.write("And she came back.");
}

#[test]
fn the_words_publish_the_history_of_a_hold_that_is_over() {
    let (mut stage, mut phone) = Stage::open();
    phone.write("It rained all day.");
    stage.meet(&mut [&mut phone]);
    let mut tablet = stage.let_in(&mut phone, "tablet", History::Held { for_ms: 1_000 });
    stage.meet(&mut [&mut phone, &mut tablet]);
    assert!(tablet.notes().is_empty(), "held back");
    let (words, vault) = (stage.words.clone(), phone.engine.vault_id());
    drop(phone);
    let (mut back, entries) = stage.come_back(&words, vault, NOON + 1_000).unwrap();
    assert_eq!(entries, 2, "the link, and the device");
    stage.meet(&mut [&mut back, &mut tablet]);
    assert_eq!(back.notes(), ["It rained all day."]);
    assert_eq!(tablet.notes(), ["It rained all day."]);
}

#[test]
fn what_was_left_to_the_words_comes_to_all_with_the_device_that_they_bring() {
    let (mut stage, mut phone) = Stage::open();
    phone.write("It rained all day.");
    stage.meet(&mut [&mut phone]);
    let mut tablet = stage.let_in(&mut phone, "tablet", History::Held { for_ms: 1_000 });
    stage.meet(&mut [&mut phone, &mut tablet]);
    // The phone is out before the hold ends, and with it the only device that had the key.
    let gone = phone.id();
    tablet.engine.revoke(&[gone]).unwrap();
    stage.meet(&mut [&mut tablet]);
    assert_eq!(tablet.engine.status().unwrap().left_to_the_words, 1);
    let (words, vault) = (stage.words.clone(), tablet.engine.vault_id());
    let (mut back, _) = stage.come_back(&words, vault, NOON + 2_000).unwrap();
    stage.meet(&mut [&mut back, &mut tablet]);
    assert_eq!(tablet.engine.status().unwrap().keyless, 0);
    assert_eq!(tablet.notes(), ["It rained all day."]);
    assert_eq!(back.notes(), ["It rained all day."]);
}
