//! The rows of the heal table, each a story of its own. A relay that lost everything is in `cli/tests/relay_restored.rs` as well,
//! and a wrong key in `no_key.rs`.
#![allow(clippy::unwrap_used, reason = "a test that fails says so by panicking")]

mod stage;

use std::fs;

use requite_engine::{Answer, DeviceId, History, PushOutcome, Request};
use requite_wire::{Audit, Envelope};
use stage::{Device, Stage};

fn two() -> (Stage, Device, Device) {
    let (mut stage, mut phone) = Stage::open();
    let mut tablet = stage.let_in(&mut phone, "tablet", History::Shared);
    stage.meet(&mut [&mut phone, &mut tablet]);
    (stage, phone, tablet)
}

/// The tablet's disk, copied while it was closed.
fn copied(stage: &mut Stage, tablet: Device) -> [Device; 2] {
    drop(tablet);
    let (from, to) = (stage.home("tablet"), stage.home("copy"));
    fs::create_dir_all(&to).unwrap();
    for file in fs::read_dir(from).unwrap().map(|file| file.unwrap()) {
        fs::copy(file.path(), to.join(file.file_name())).unwrap();
    }
    [stage.again("tablet"), stage.again("copy")]
}

fn codes(device: &mut Device) -> Vec<String> {
    device.engine.status().unwrap().alarms.into_iter().map(|alarm| alarm.code).collect()
}

#[test]
fn heal_a_relay_that_lost_everything_is_filled_again_and_nobody_is_asked() {
    let (mut stage, mut phone, mut tablet) = two();
    phone.write("From the phone.");
    tablet.write("From the tablet.");
    stage.meet(&mut [&mut phone, &mut tablet]);
    stage.post.wipe();
    // The phone alone comes by: it brings what the tablet wrote, too.
    stage.meet(&mut [&mut phone]);
    assert!(phone.alarms.contains(&"relay_rolled_back"));
    let mut there: Vec<DeviceId> =
        phone.pulled(&mut stage.post).iter().map(|envelope| envelope.header().device).collect();
    there.sort();
    there.dedup();
    assert_eq!(there.len(), 2);
    assert!(phone.engine.check().unwrap().iter().all(|finding| finding.ok), "told, and no fault");
}

#[test]
fn heal_a_copied_device_goes_on_as_a_new_one_and_both_stories_merge() {
    let (mut stage, mut phone, tablet) = two();
    let [mut tablet, mut copy] = copied(&mut stage, tablet);
    for text in ["On the tablet.", "Once more on the tablet."] {
        tablet.write(text);
        tablet.seal();
    }
    copy.write("On its copy.");
    stage.meet(&mut [&mut tablet, &mut copy, &mut phone]);
    stage.meet(&mut [&mut tablet, &mut copy, &mut phone]);
    assert_ne!(tablet.id(), copy.id());
    assert!(copy.alarms.contains(&"re_enrolled"));
    for device in [&mut phone, &mut tablet, &mut copy] {
        assert_eq!(device.notes(), ["On its copy.", "On the tablet.", "Once more on the tablet."]);
    }
}

#[test]
fn heal_of_two_stories_of_one_chain_both_are_kept_with_the_evidence() {
    let (mut stage, mut phone, tablet) = two();
    let [mut tablet, mut copy] = copied(&mut stage, tablet);
    tablet.write("On the tablet.");
    stage.meet(&mut [&mut tablet, &mut phone]);
    // The relay forgets it, and hears the other story, which is longer.
    stage.post.wipe();
    for text in ["On its copy.", "Once more on its copy."] {
        copy.write(text);
        copy.seal();
    }
    copy.meet(&mut stage.post);
    phone.meet(&mut stage.post);
    assert!(phone.alarms.contains(&"device_forked"));
    assert!(codes(&mut phone).contains(&"device_forked".to_owned()));
    assert_eq!(phone.engine.evidence().unwrap().len(), 2, "both envelopes of the number");
    assert!(phone.engine.check().unwrap().iter().any(|finding| !finding.ok), "the doctor says so");
    for _ in 0..3 {
        stage.meet(&mut [&mut tablet, &mut copy, &mut phone]);
    }
    for device in [&mut phone, &mut tablet, &mut copy] {
        assert_eq!(device.notes(), ["On its copy.", "On the tablet.", "Once more on its copy."]);
    }
}

#[test]
fn an_entry_whose_answer_was_lost_is_not_taken_for_the_work_of_a_copy() {
    let (mut stage, mut phone, mut tablet) = two();
    // Apart, both begin an epoch: whoever has both keys then joins them, at the relay first.
    let _watch = stage.let_in(&mut phone, "watch", History::Held { for_ms: 1_000 });
    tablet.engine.change_recovery().unwrap();
    stage.meet(&mut [&mut phone]);
    let before = (tablet.id(), stage.post.roster(tablet.engine.vault_id()).len());
    let mut appends = 0;
    tablet.meet_until(&mut stage.post, |request, _| {
        appends += usize::from(matches!(request, Request::Append { .. }));
        // The relay has it; the tablet dies before it hears of that.
        (appends < 2).then_some(())
    });
    assert_eq!(stage.post.roster(tablet.engine.vault_id()).len(), before.1 + 2);
    drop(tablet);
    let mut tablet = stage.again("tablet");
    stage.meet(&mut [&mut tablet, &mut phone]);
    assert_eq!(tablet.id(), before.0, "it is the same device");
    tablet.write("On the tablet.");
    stage.meet(&mut [&mut tablet, &mut phone]);
    assert_eq!(phone.notes(), ["On the tablet."]);
}

/// Takes everything of a device out of an answer.
fn withhold(of: DeviceId, answer: &mut Answer) {
    let hide = |audit: &mut Audit| audit.have.retain(|tip| tip.device != of);
    match answer {
        Answer::Connected { page, .. } | Answer::Pulled { page, .. } => {
            page.envelopes.retain(|one| {
                Envelope::parse(one.envelope.clone()).is_ok_and(|one| one.header().device != of)
            });
            hide(&mut page.audit);
        }
        Answer::Pushed { outcome: PushOutcome::Stored(audit), .. } => hide(audit),
        _ => {}
    }
}

#[test]
fn heal_what_a_relay_withholds_is_told_until_it_comes() {
    let (mut stage, mut phone, mut tablet) = two();
    phone.write("From the phone.");
    stage.meet(&mut [&mut phone, &mut tablet]);
    tablet.write("From the tablet, which has seen it.");
    stage.meet(&mut [&mut tablet]);
    let mut laptop = stage.let_in(&mut tablet, "laptop", History::Shared);
    stage.meet(&mut [&mut tablet]);
    let of = phone.id();
    laptop.meet_until(&mut stage.post, |_, answer| {
        withhold(of, answer);
        Some(())
    });
    assert!(laptop.alarms.contains(&"withheld"));
    assert_eq!(codes(&mut laptop), ["withheld"]);
    assert_eq!(laptop.engine.status().unwrap().waiting_for.get(&of), Some(&1));
    assert!(laptop.engine.check().unwrap().iter().any(|finding| !finding.ok));
    // Another relay, or the same one on a better day.
    laptop.meet(&mut stage.post);
    assert!(codes(&mut laptop).is_empty());
    assert_eq!(laptop.notes(), ["From the phone.", "From the tablet, which has seen it."]);
}

/// What the doctor says of completeness.
fn completeness(device: &mut Device) -> (bool, String) {
    let findings = device.engine.check().unwrap().into_iter();
    let mut found = findings.filter(|finding| finding.name == "completeness");
    found.next().map(|finding| (finding.ok, finding.found)).unwrap()
}

#[test]
fn heal_a_parcel_whose_key_went_to_nobody_who_stays_is_told_and_waited_for_no_more() {
    let (mut stage, mut phone) = Stage::open();
    phone.write("It rained all day.");
    stage.meet(&mut [&mut phone]);
    let mut tablet = stage.let_in(&mut phone, "tablet", History::Held { for_ms: 1_000 });
    stage.meet(&mut [&mut phone, &mut tablet]);
    let sealed = tablet.engine.status().unwrap();
    assert_eq!((sealed.keyless, sealed.closed), (1, 0), "the phone may give it its key");
    assert_eq!(completeness(&mut tablet), (false, "1 sealed parcel waits for its key".to_owned()));
    // The phone is out before the hold ends: the words have the key still.
    let gone = phone.id();
    tablet.engine.revoke(&[gone]).unwrap();
    stage.meet(&mut [&mut tablet]);
    let sealed = tablet.engine.status().unwrap();
    assert_eq!((sealed.closed, sealed.left_to_the_words), (0, 1));
    let told = "1 sealed parcel opens only by the recovery words: bring a device in with them, and all will have it";
    assert_eq!(completeness(&mut tablet), (false, told.to_owned()));
    // And they are replaced: now nobody who stays was given it.
    tablet.engine.change_recovery().unwrap();
    stage.meet(&mut [&mut tablet]);
    let sealed = tablet.engine.status().unwrap();
    assert_eq!((sealed.keyless, sealed.closed), (1, 1), "kept, and told");
    let told = "1 sealed parcel stays closed: no device in the list was given its key, nor were the recovery words";
    assert_eq!(completeness(&mut tablet), (true, told.to_owned()));
    tablet.write("And the sun came out.");
    stage.meet(&mut [&mut tablet]);
    assert_eq!(tablet.notes(), ["And the sun came out."]);
}

#[test]
fn heal_no_key_is_waited_for_beyond_a_cut() {
    let (mut stage, mut phone) = Stage::open();
    let mut laptop = stage.let_in(&mut phone, "laptop", History::Shared);
    stage.meet(&mut [&mut phone, &mut laptop]);
    phone.write("It rained all day.");
    stage.meet(&mut [&mut phone]);
    let mut tablet = stage.let_in(&mut phone, "tablet", History::Held { for_ms: 1_000 });
    stage.meet(&mut [&mut phone, &mut tablet]);
    let waiting = tablet.engine.status().unwrap();
    assert_eq!((waiting.keyless, waiting.after_removal), (1, 0));
    // The laptop hears of the tablet, and not of what the phone has written; it removes the phone.
    let of = phone.id();
    laptop.meet_until(&mut stage.post, |_, answer| {
        withhold(of, answer);
        Some(())
    });
    laptop.engine.revoke(&[of]).unwrap();
    stage.meet(&mut [&mut laptop, &mut tablet]);
    let set_aside = tablet.engine.status().unwrap();
    assert_eq!(
        (set_aside.keyless, set_aside.after_removal),
        (0, 1),
        "told, and waited for no more"
    );
    for device in [&mut laptop, &mut tablet] {
        assert!(device.engine.check().unwrap().iter().all(|finding| finding.ok));
    }
}
