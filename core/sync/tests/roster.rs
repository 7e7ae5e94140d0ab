//! The rules of the roster, one story for each row of the table: who is in, who is out, which branch goes on.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::similar_names,
    reason = "a test that fails says so by panicking, and reads best in one line"
)]

use std::collections::{BTreeMap, BTreeSet};

use requite_sync::roster::{Admitted, Roster, RosterError, Verify};
use requite_wire::{
    DeviceId, Hash, Locator,
    roster::{
        Action, Add, Body, ChangeRecovery, Cut, DeviceKeys, Entry, Genesis, Hold, Link, Links,
        Revoke, Rotate, Wrap,
    },
};

/// A signature scheme for tests of rules: the signature repeats the key.
struct Repeats;

impl Verify for Repeats {
    fn verify(&self, key: &[u8; 32], _: &[u8], signature: &[u8; 64]) -> bool {
        signature[..32] == key[..]
    }
}

const ACCOUNT: u8 = 200;
const RECOVERY: u8 = 201;
const PHONE: u8 = 1;
const TABLET: u8 = 2;
const LAPTOP: u8 = 3;

fn signed(body: &Body) -> Entry {
    Entry::assemble(body.encode(), proof(body.signer[0])).unwrap()
}

fn proof(of: u8) -> [u8; 64] {
    let mut signature = [0; 64];
    signature[..32].copy_from_slice(&[of; 32]);
    signature
}

fn keys(of: u8) -> DeviceKeys {
    DeviceKeys { verify: [of; 32], hpke: [of; 32] }
}

fn id(of: u8) -> DeviceId {
    keys(of).id()
}

fn wrap(to: u8) -> Wrap {
    Wrap { to: [to; 32], sealed: vec![] }
}

fn key(name: &str) -> Hash {
    Hash::of(name.as_bytes())
}

fn rotate(name: &str, to: &[u8], links: &[&str]) -> Rotate {
    Rotate {
        key_index: key(name),
        wraps: to.iter().map(|to| wrap(*to)).collect(),
        links: links.iter().map(|older| Link { key_index: key(older), sealed: vec![] }).collect(),
    }
}

fn cut(device: u8, n: u64) -> Cut {
    Cut { device: id(device), n, hash: Hash::of(&n.to_be_bytes()) }
}

fn mias_phone() -> Roster {
    let genesis = Genesis {
        salt: [0; 16],
        account: [ACCOUNT; 32],
        recovery: [RECOVERY; 32],
        device: keys(PHONE),
        name: vec![],
        key_index: key("0"),
        wraps: vec![wrap(PHONE), wrap(RECOVERY)],
    };
    let action = Action::Genesis(Box::new(genesis));
    let entry =
        signed(&Body { vault: None, parent: None, signer: [ACCOUNT; 32], at_ms: 0, action });
    Roster::begin(entry.vault(), entry, &Repeats).unwrap()
}

/// An entry behind `parent`, signed by `signer`.
fn entry(roster: &Roster, parent: Hash, signer: u8, action: Action) -> Entry {
    let (vault, parent, signer) = (Some(roster.vault()), Some(parent), [signer; 32]);
    signed(&Body { vault, parent, signer, at_ms: 0, action })
}

fn add(device: u8) -> Action {
    let device_keys = keys(device);
    Action::Add(Box::new(Add { device: device_keys, name: vec![], wrap: wrap(device), hold: None }))
}

fn revoke(cuts: &[Cut], rotate: Rotate) -> Action {
    Action::Revoke(Box::new(Revoke { cuts: cuts.to_vec(), rotate }))
}

fn change(account: u8, recovery: u8, rotate: Rotate) -> Action {
    let (account_key, recovery) = ([account; 32], [recovery; 32]);
    let (proof, locator) = (proof(account), Some(Locator::new([account; 16])));
    let change = ChangeRecovery { account: account_key, recovery, proof, rotate, locator };
    Action::ChangeRecovery(Box::new(change))
}

/// Appends at the head.
fn append(roster: &mut Roster, signer: u8, action: Action) -> Hash {
    let next = entry(roster, roster.head(), signer, action);
    assert_eq!(roster.admit(next.clone(), &Repeats), Ok(Admitted::New));
    next.hash()
}

/// Phone, tablet and laptop, all let in by the phone.
fn three() -> Roster {
    let mut roster = mias_phone();
    append(&mut roster, PHONE, add(TABLET));
    append(&mut roster, PHONE, add(LAPTOP));
    roster
}

/// Admits entries in both orders and checks that they come to the same; gives that.
#[track_caller]
fn fork(roster: &Roster, branches: [Vec<Entry>; 2]) -> Roster {
    let [left, right] = branches;
    let mut seen = Vec::new();
    for order in [[&left, &right], [&right, &left]] {
        let mut roster = roster.clone();
        for entry in order.into_iter().flatten() {
            roster.admit(entry.clone(), &Repeats).unwrap();
        }
        seen.push(roster);
    }
    let [a, b] = [&seen[0], &seen[1]];
    assert_eq!(a.head(), b.head());
    assert_eq!(a.members().collect::<Vec<_>>(), b.members().collect::<Vec<_>>());
    assert_eq!((a.account(), a.recovery()), (b.account(), b.recovery()));
    assert_eq!(a.unlinked(), b.unlinked());
    seen.swap_remove(0)
}

#[test]
fn mias_tablet_joins_by_the_words_and_then_lets_the_laptop_in() {
    let mut roster = mias_phone();
    let tablet = entry(&roster, roster.head(), ACCOUNT, add(TABLET));
    assert_eq!(roster.admit(tablet.clone(), &Repeats), Ok(Admitted::New));
    assert_eq!(roster.admit(tablet.clone(), &Repeats), Ok(Admitted::Known));
    assert_eq!(roster.head(), tablet.hash());
    let laptop = append(&mut roster, TABLET, add(LAPTOP));
    assert_eq!(roster.active().count(), 3);
    assert!(roster.precedes(tablet.hash(), laptop));
    assert!(!roster.precedes(laptop, tablet.hash()));
    assert_eq!(roster.wraps(&[LAPTOP; 32]).count(), 1);
    assert_eq!(roster.current_epoch().number, 0);
    assert!(!roster.rotation_wanted(&BTreeSet::from([key("0")])));
}

#[test]
fn strangers_forgers_and_orphans_change_nothing() {
    let mut roster = mias_phone();
    let head = roster.head();
    let refused = |roster: &mut Roster, entry| roster.admit(entry, &Repeats).unwrap_err();
    let by_stranger = entry(&roster, head, 9, add(9));
    assert_eq!(refused(&mut roster, by_stranger), RosterError::Signer);
    let body = entry(&roster, head, ACCOUNT, add(TABLET)).body().encode();
    assert_eq!(
        refused(&mut roster, Entry::assemble(body, [0; 64]).unwrap()),
        RosterError::Signature
    );
    let orphan = entry(&roster, Hash::of(b"elsewhere"), ACCOUNT, add(TABLET));
    assert_eq!(refused(&mut roster, orphan), RosterError::MissingParent);
    let again = entry(&roster, head, ACCOUNT, add(PHONE));
    assert_eq!(refused(&mut roster, again), RosterError::Twice);
    let unproven = ChangeRecovery {
        account: [9; 32],
        recovery: [9; 32],
        proof: [0; 64],
        rotate: rotate("1", &[PHONE], &[]),
        locator: None,
    };
    let unproven = entry(&roster, head, PHONE, Action::ChangeRecovery(Box::new(unproven)));
    assert_eq!(refused(&mut roster, unproven), RosterError::Signature);
    assert_eq!((roster.head(), roster.len()), (head, 1));
}

#[test]
fn the_seventeenth_device_has_to_wait() {
    let mut roster = mias_phone();
    for device in 2..=16 {
        append(&mut roster, PHONE, add(device));
    }
    let one_more = entry(&roster, roster.head(), PHONE, add(17));
    assert_eq!(roster.admit(one_more, &Repeats), Err(RosterError::TooManyDevices));
    append(&mut roster, PHONE, revoke(&[cut(2, 0)], rotate("1", &[PHONE], &["0"])));
    append(&mut roster, PHONE, add(17));
}

#[test]
fn a_revoked_device_signs_nothing_more_and_is_never_let_in_again() {
    let mut roster = three();
    let action = revoke(&[cut(LAPTOP, 4)], rotate("1", &[PHONE, TABLET, RECOVERY], &["0"]));
    let by = append(&mut roster, TABLET, action);
    assert!(!roster.is_active(id(LAPTOP)));
    let revoked = roster.member(id(LAPTOP)).unwrap().revoked.unwrap();
    assert_eq!((revoked.cut, revoked.by), (cut(LAPTOP, 4), by));
    assert_eq!(roster.cuts(), BTreeMap::from([(id(LAPTOP), cut(LAPTOP, 4))]));
    assert_eq!((roster.current_epoch().number, roster.current_epoch().key_index), (1, key("1")));
    assert!(!roster.rotation_wanted(&BTreeSet::from([key("0"), key("1")])));
    for (action, refusal) in [
        (add(9), RosterError::Signer),
        (revoke(&[cut(PHONE, 0)], rotate("2", &[], &[])), RosterError::Signer),
    ] {
        let late = entry(&roster, roster.head(), LAPTOP, action);
        assert_eq!(roster.admit(late, &Repeats), Err(refusal));
    }
    let again = entry(&roster, roster.head(), PHONE, add(LAPTOP));
    assert_eq!(roster.admit(again, &Repeats), Err(RosterError::Twice));
    let twice =
        entry(&roster, roster.head(), PHONE, revoke(&[cut(LAPTOP, 9)], rotate("2", &[], &[])));
    assert_eq!(roster.admit(twice, &Repeats), Err(RosterError::NotAMember));
}

#[test]
fn the_last_device_leaves_by_the_words_only() {
    let mut roster = mias_phone();
    let alone = revoke(&[cut(PHONE, 0)], rotate("1", &[RECOVERY], &["0"]));
    let by_itself = entry(&roster, roster.head(), PHONE, alone.clone());
    assert_eq!(roster.admit(by_itself, &Repeats), Err(RosterError::LastDevice));
    append(&mut roster, ACCOUNT, alone);
    assert_eq!(roster.active().count(), 0);
    append(&mut roster, ACCOUNT, add(TABLET));
    assert!(roster.is_active(id(TABLET)));
}

#[test]
fn rule_fork_what_a_revoked_key_signed_in_another_branch_is_void() {
    let roster = three();
    let head = roster.head();
    let without = revoke(&[cut(LAPTOP, 2)], rotate("1", &[PHONE, TABLET, RECOVERY], &["0"]));
    let out = entry(&roster, head, PHONE, without);
    // Meanwhile, elsewhere, the laptop lets a friend in, who lets another in, and begins an epoch of its own.
    let friend = entry(&roster, head, LAPTOP, add(9));
    let friends_friend = entry(&roster, friend.hash(), 9, add(10));
    let own = Action::Rotate(Box::new(rotate("X", &[LAPTOP, 9, 10], &["0"])));
    let own = entry(&roster, friends_friend.hash(), LAPTOP, own);
    let elsewhere = vec![friend.clone(), friends_friend.clone(), own.clone()];
    let both = fork(&roster, [vec![out.clone()], elsewhere]);
    for void in [&friend, &friends_friend, &own] {
        assert!(both.is_void(void.hash()));
    }
    let active: Vec<DeviceId> = both.active().map(|(id, _)| id).collect();
    assert_eq!(active.len(), 2);
    assert!(!both.is_active(id(9)) && !both.is_active(id(10)) && !both.is_active(id(LAPTOP)));
    assert_eq!(both.member(id(9)).unwrap().revoked.unwrap().cut.n, 0);
    assert_eq!(both.head(), out.hash());
    assert_eq!(both.current_epoch().key_index, key("1"));
}

#[test]
fn rule_fork_what_was_signed_before_the_revocation_stays() {
    let mut roster = three();
    append(&mut roster, LAPTOP, add(9));
    let rest = rotate("1", &[PHONE, TABLET, 9, RECOVERY], &["0"]);
    append(&mut roster, PHONE, revoke(&[cut(LAPTOP, 0)], rest));
    assert!(roster.is_active(id(9)));
}

#[test]
fn rule_mutual_revocation_removes_both() {
    let roster = three();
    let head = roster.head();
    let phone = revoke(&[cut(TABLET, 1)], rotate("1", &[PHONE, LAPTOP, RECOVERY], &["0"]));
    let tablet = revoke(&[cut(PHONE, 5)], rotate("2", &[TABLET, LAPTOP, RECOVERY], &["0"]));
    let (phone, tablet) =
        (entry(&roster, head, PHONE, phone), entry(&roster, head, TABLET, tablet));
    let mut both = fork(&roster, [vec![phone], vec![tablet]]);
    assert_eq!(both.active().map(|(id, _)| id).collect::<Vec<_>>(), [id(LAPTOP)]);
    // The laptop has both keys and links both under a third, that neither of the two gets.
    let held = BTreeSet::from([key("0"), key("1"), key("2")]);
    assert!(both.rotation_wanted(&held));
    let third = Action::Rotate(Box::new(rotate("3", &[LAPTOP, RECOVERY], &["1", "2"])));
    append(&mut both, LAPTOP, third);
    assert!(!both.rotation_wanted(&held));
    assert!(both.unlinked().is_empty());
}

#[test]
fn rule_mutual_revocation_of_the_last_two_leaves_the_words() {
    let mut roster = mias_phone();
    append(&mut roster, PHONE, add(TABLET));
    let head = roster.head();
    let phone = revoke(&[cut(TABLET, 1)], rotate("1", &[PHONE, RECOVERY], &["0"]));
    let tablet = revoke(&[cut(PHONE, 5)], rotate("2", &[TABLET, RECOVERY], &["0"]));
    let (phone, tablet) =
        (entry(&roster, head, PHONE, phone), entry(&roster, head, TABLET, tablet));
    let mut both = fork(&roster, [vec![phone], vec![tablet]]);
    assert_eq!(both.active().count(), 0);
    let by_phone = entry(&both, both.head(), PHONE, add(9));
    let by_tablet = entry(&both, both.head(), TABLET, add(9));
    // Each may come in behind its own revocation, and is void; the account's holds.
    let voids = [by_phone, by_tablet].into_iter().filter(|entry| {
        both.admit(entry.clone(), &Repeats).is_ok_and(|_| both.is_void(entry.hash()))
    });
    assert_eq!(voids.count(), 1);
    assert_eq!(both.active().count(), 0);
    append(&mut both, ACCOUNT, add(LAPTOP));
    assert_eq!(both.active().map(|(id, _)| id).collect::<Vec<_>>(), [id(LAPTOP)]);
}

#[test]
fn rule_seniority_decides_between_branches_whose_signers_stay() {
    let roster = three();
    let head = roster.head();
    let by = |signer: u8, name: &str| {
        let rotate = rotate(name, &[PHONE, TABLET, LAPTOP, RECOVERY], &["0"]);
        entry(&roster, head, signer, Action::Rotate(Box::new(rotate)))
    };
    let (tablet, laptop) = (by(TABLET, "1"), by(LAPTOP, "2"));
    let longer = entry(&roster, laptop.hash(), LAPTOP, add(9));
    let both = fork(&roster, [vec![tablet.clone()], vec![laptop, longer]]);
    assert_eq!(both.head(), tablet.hash(), "the tablet came first, and length does not count");
    assert!(both.is_active(id(9)), "who came in by the other branch is in all the same");
}

#[test]
fn rule_two_rotations_at_once_come_to_one_epoch_and_both_keys_stay_readable() {
    let roster = three();
    let head = roster.head();
    let everybody = [PHONE, TABLET, LAPTOP, RECOVERY];
    let by = |signer: u8, name: &str| {
        let rotate = rotate(name, &everybody, &["0"]);
        entry(&roster, head, signer, Action::Rotate(Box::new(rotate)))
    };
    let mut both = fork(&roster, [vec![by(PHONE, "1")], vec![by(TABLET, "2")]]);
    assert_eq!(both.current_epoch().key_index, key("1"));
    assert_eq!(both.unlinked(), BTreeSet::from([key("2")]));
    assert_eq!(both.keys_numbered(1), BTreeSet::from([key("1"), key("2")]));
    assert!(both.rotation_wanted(&BTreeSet::from([key("1"), key("2")])));
    assert!(!both.rotation_wanted(&BTreeSet::from([key("1")])), "who lacks the key cannot link it");
    let next = rotate("3", &everybody, &["1", "2"]);
    append(&mut both, LAPTOP, Action::Rotate(Box::new(next)));
    assert!(both.unlinked().is_empty());
}

#[test]
fn rule_a_key_that_went_to_nobody_who_stays_is_out_of_reach() {
    let roster = three();
    let head = roster.head();
    // The tablet removes everybody else, and the phone the tablet: nobody is left but the words.
    let gone = revoke(&[cut(PHONE, 0), cut(LAPTOP, 0)], rotate("1", &[TABLET, RECOVERY], &["0"]));
    let by_tablet = entry(&roster, head, TABLET, gone);
    let out = revoke(&[cut(TABLET, 9)], rotate("2", &[PHONE, LAPTOP, RECOVERY], &["0"]));
    let by_phone = entry(&roster, head, PHONE, out);
    let mut both = fork(&roster, [vec![by_tablet], vec![by_phone]]);
    assert_eq!(both.active().count(), 0);
    assert!(both.out_of_reach().is_empty(), "the words have all of them");
    assert_eq!(both.left_to_the_words(), BTreeSet::from([key("0"), key("1"), key("2")]));
    // New words, and one device that comes by them: what the old ones alone were given is gone with them, unless it is linked.
    let words = rotate("3", &[211], &["2"]);
    append(&mut both, ACCOUNT, change(210, 211, words));
    append(&mut both, 210, add(9));
    assert_eq!(both.out_of_reach(), BTreeSet::from([key("1")]));
    let link = Link { key_index: key("1"), sealed: vec![] };
    let links = Links { key_index: key("3"), links: vec![link] };
    append(&mut both, 210, Action::Links(Box::new(links)));
    assert!(both.out_of_reach().is_empty());
}

#[test]
fn rule_new_words_replace_the_old_ones_in_every_branch() {
    let roster = three();
    let head = roster.head();
    let everybody = [PHONE, TABLET, LAPTOP, 211];
    let new_words = entry(&roster, head, PHONE, change(210, 211, rotate("1", &everybody, &["0"])));
    // Somebody who found the old paper lets a device in at the same time.
    let by_old_words = entry(&roster, head, ACCOUNT, add(9));
    let mut both = fork(&roster, [vec![new_words.clone()], vec![by_old_words.clone()]]);
    assert_eq!((both.account(), both.recovery()), (&[210; 32], &[211; 32]));
    assert_eq!((roster.locator(), both.locator()), (None, Some(Locator::new([210; 16]))));
    assert!(both.is_void(by_old_words.hash()) && !both.is_active(id(9)));
    assert_eq!(both.head(), new_words.hash());
    let later = entry(&both, both.head(), ACCOUNT, add(9));
    assert_eq!(both.admit(later, &Repeats), Err(RosterError::Signer));
    append(&mut both, 210, add(LAPTOP + 1));
}

#[test]
fn rule_of_two_new_sets_of_words_one_is_in_force() {
    let roster = three();
    let head = roster.head();
    let by = |signer: u8, account: u8| {
        let rotate = rotate(&account.to_string(), &[PHONE, TABLET, LAPTOP, account + 1], &["0"]);
        entry(&roster, head, signer, change(account, account + 1, rotate))
    };
    let (phone, tablet) = (by(PHONE, 210), by(TABLET, 220));
    let both = fork(&roster, [vec![phone.clone()], vec![tablet.clone()]]);
    let winner = if phone.hash() < tablet.hash() { 210 } else { 220 };
    assert_eq!(both.account(), &[winner; 32]);
    assert_eq!(both.locator(), Some(Locator::new([winner; 16])));
    // The key of the other branch may be wrapped to words that are not in force: another epoch is due.
    assert!(both.rotation_wanted(&BTreeSet::from([key("210"), key("220")])));
}

#[test]
fn rule_the_words_in_force_sign_where_a_void_change_of_words_stands_before_the_head() {
    let roster = three();
    let head = roster.head();
    // The phone lets somebody in, and the laptop changes the words behind that; meanwhile the tablet removes the laptop.
    let friend = entry(&roster, head, PHONE, add(9));
    let rest = rotate("1", &[PHONE, TABLET, LAPTOP, 9, 211], &["0"]);
    let words = entry(&roster, friend.hash(), LAPTOP, change(210, 211, rest));
    let out = revoke(&[cut(LAPTOP, 0)], rotate("2", &[PHONE, TABLET, RECOVERY], &["0"]));
    let out = entry(&roster, head, TABLET, out);
    let mut both = fork(&roster, [vec![friend.clone(), words.clone()], vec![out]]);
    assert!(both.is_void(words.hash()));
    assert_eq!((both.head(), both.account()), (words.hash(), &[ACCOUNT; 32]));
    let behind_head = entry(&both, both.head(), ACCOUNT, add(10));
    assert_eq!(both.admit(behind_head, &Repeats), Err(RosterError::Signer));
    // So it signs before that change, and what it signs goes on.
    assert_eq!(both.place_of_account(), friend.hash());
    let back = entry(&both, both.place_of_account(), ACCOUNT, add(10));
    assert_eq!(both.admit(back.clone(), &Repeats), Ok(Admitted::New));
    assert!(both.is_active(id(10)));
    assert_eq!(both.head(), back.hash());
    assert_eq!(both.place_of_account(), both.head());
}

#[test]
fn rule_a_thief_cannot_lengthen_its_own_cut() {
    let roster = three();
    let head = roster.head();
    let honest = revoke(&[cut(LAPTOP, 3)], rotate("1", &[PHONE, TABLET, RECOVERY], &["0"]));
    let honest = entry(&roster, head, PHONE, honest);
    let own = revoke(&[cut(LAPTOP, 9_000)], rotate("2", &[PHONE, TABLET, RECOVERY], &["0"]));
    let own = entry(&roster, head, LAPTOP, own);
    let both = fork(&roster, [vec![honest], vec![own]]);
    assert_eq!(both.cuts()[&id(LAPTOP)], cut(LAPTOP, 3));
}

#[test]
fn rule_of_two_cuts_by_people_who_stay_the_longer_counts() {
    let roster = three();
    let head = roster.head();
    let by = |signer: u8, n: u64| {
        let rotate = rotate(&n.to_string(), &[PHONE, TABLET, RECOVERY], &["0"]);
        entry(&roster, head, signer, revoke(&[cut(LAPTOP, n)], rotate))
    };
    let both = fork(&roster, [vec![by(PHONE, 3)], vec![by(TABLET, 5)]]);
    assert_eq!(both.cuts()[&id(LAPTOP)], cut(LAPTOP, 5), "words that somebody may have built on");
}

#[test]
fn rule_a_history_hold_keeps_the_link_back_until_it_is_published() {
    let mut roster = mias_phone();
    let hold = Hold { until_ms: 86_400_000, rotate: rotate("1", &[PHONE, RECOVERY], &[]) };
    let device = keys(TABLET);
    let held = Add { device, name: vec![], wrap: wrap(TABLET), hold: Some(hold) };
    append(&mut roster, PHONE, Action::Add(Box::new(held)));
    assert_eq!(roster.current_epoch().key_index, key("1"));
    assert_eq!(roster.wraps(&[TABLET; 32]).map(|(key, _)| key).collect::<Vec<_>>(), [key("1")]);
    assert_eq!(roster.links().count(), 0);
    let owed = vec![(key("1"), key("0"), 86_400_000)];
    assert_eq!(roster.holds(), owed);
    assert!(!roster.rotation_wanted(&BTreeSet::from([key("0"), key("1")])), "owed, not missing");
    // Another epoch meanwhile links to the held one, and no further.
    let next = rotate("2", &[PHONE, TABLET, RECOVERY], &["1"]);
    append(&mut roster, PHONE, Action::Rotate(Box::new(next)));
    assert!(!roster.rotation_wanted(&BTreeSet::from([key("0"), key("1"), key("2")])));
    let links = vec![Link { key_index: key("0"), sealed: vec![] }];
    append(&mut roster, PHONE, Action::Links(Box::new(Links { key_index: key("1"), links })));
    assert!(roster.holds().is_empty());
    assert!(roster.unlinked().is_empty());
}

#[test]
fn entries_of_a_newer_version_are_kept_and_ask_for_an_update() {
    let mut roster = mias_phone();
    append(&mut roster, PHONE, Action::Newer { code: 99, bytes: vec![1] });
    assert!(roster.needs_update());
    append(&mut roster, PHONE, add(TABLET));
}
