//! Pairing, with a relay between the two devices that does what it likes.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that fails says so by panicking"
)]

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha20Rng;
use requite_seal::{Check, Claim, Inviter, Newcomer, PairingError, mailbox};
use requite_wire::{
    Hash, VaultId,
    pairing::{Invitation, Verdict},
};

fn line(secret: u8) -> Invitation {
    let head = Hash::of(b"head");
    Invitation::new("https://relay.example".into(), VaultId::new([1; 16]), head, [secret; 16])
}

struct Met {
    inviter: Inviter,
    newcomer: Newcomer,
    claim: Claim,
    phone: Check,
    tablet: Check,
    messages: Vec<Vec<u8>>,
}

fn meet(seed: u8) -> Met {
    let rng = &mut ChaCha20Rng::from_seed([seed; 32]);
    let (mut inviter, m0) = Inviter::begin(line(1), rng);
    let (mut newcomer, m1) = Newcomer::begin(line(1), &m0, "tablet", rng).unwrap();
    let (claim, m2) = inviter.greet(&m1, rng).unwrap();
    let (tablet, m3) = newcomer.reveal(&m2, rng).unwrap();
    let phone = inviter.check(&claim, &m3).unwrap();
    Met { inviter, newcomer, claim, phone, tablet, messages: vec![m0, m1, m2, m3] }
}

#[test]
fn both_show_the_same_six_digits_and_the_newcomer_is_let_in() {
    let met = meet(1);
    assert_eq!(met.phone.digits(), met.tablet.digits());
    assert_eq!(met.phone.digits().len(), 6);
    assert_ne!(meet(2).phone.digits(), met.phone.digits());
    let (front, back) = met.tablet.digits().split_at(3);
    assert!(met.phone.matches(&format!(" {front} {back}\n")));
    assert!(!met.phone.matches(""));
    assert!(!met.phone.matches("12345"));
    assert_eq!(met.claim.hello.name, "tablet");
    let verdict = Verdict { admitted: Some(Hash::of(b"add")), registration: vec![1] };
    let rng = &mut ChaCha20Rng::from_seed([9; 32]);
    let m4 = met.inviter.conclude(&met.claim, &verdict, rng).unwrap();
    let (heard, secrets) = met.newcomer.conclude(&m4).unwrap();
    assert_eq!(heard, verdict);
    assert_eq!(secrets.keys(), met.claim.hello.device);
}

#[test]
fn the_mailbox_tells_nothing_of_the_secret_and_differs_for_every_line() {
    assert_ne!(mailbox(&line(1)), mailbox(&line(2)));
    assert!(!mailbox(&line(1)).as_bytes().windows(4).any(|window| window == [1; 4]));
}

#[test]
fn a_relay_that_puts_its_own_keys_in_is_noticed_by_both() {
    let rng = &mut ChaCha20Rng::from_seed([3; 32]);
    let (mut phone, m0) = Inviter::begin(line(1), rng);
    // It did not see the line, so it guesses a secret: its key reaches the tablet, the tablet's answer opens for nobody.
    let (mut relay, own_m0) = Inviter::begin(line(7), rng);
    let (mut tablet, m1) = Newcomer::begin(line(1), &own_m0, "tablet", rng).unwrap();
    assert_eq!(relay.greet(&m1, rng).unwrap_err(), PairingError::Tampered);
    assert_eq!(phone.greet(&m1, rng).unwrap_err(), PairingError::Tampered);
    // Nor can it pose as a tablet.
    let (_, posing) = Newcomer::begin(line(7), &m0, "tablet", rng).unwrap();
    assert_eq!(phone.greet(&posing, rng).unwrap_err(), PairingError::Tampered);
    assert_eq!(tablet.reveal(&posing, rng).unwrap_err(), PairingError::Tampered);
}

#[test]
fn a_relay_that_replays_or_alters_a_message_is_noticed() {
    let rng = &mut ChaCha20Rng::from_seed([4; 32]);
    let before = meet(5).messages;
    let (mut phone, m0) = Inviter::begin(line(1), rng);
    let (mut tablet, m1) = Newcomer::begin(line(1), &m0, "tablet", rng).unwrap();
    // What was said under the same line in another meeting, and what was said to the other side.
    assert_eq!(phone.greet(&before[1], rng).unwrap_err(), PairingError::Tampered);
    assert_eq!(tablet.reveal(&before[2], rng).unwrap_err(), PairingError::Tampered);
    assert_eq!(tablet.reveal(&m1, rng).unwrap_err(), PairingError::Tampered);
    for at in 0..m1.len() {
        let mut altered = m1.clone();
        altered[at] ^= 1;
        assert_eq!(phone.greet(&altered, rng).unwrap_err(), PairingError::Tampered, "{at}");
        assert_eq!(phone.greet(&m1[..at], rng).unwrap_err(), PairingError::Tampered, "{at}");
    }
    let (claim, m2) = phone.greet(&m1, rng).unwrap();
    let (_, m3) = tablet.reveal(&m2, rng).unwrap();
    assert_eq!(phone.check(&claim, &before[3]).unwrap_err(), PairingError::Tampered);
    assert_eq!(phone.check(&claim, &m1).unwrap_err(), PairingError::Tampered);
    assert!(phone.check(&claim, &m3).is_ok());
}

/// Somebody photographed the line and owns the relay: in the middle, with a tablet of their own on either side. What they
/// lack is the choice of digits: they have committed before they see the phone's nonce, and the phone's digits and the
/// tablet's come from two transcripts.
#[test]
fn who_saw_the_line_has_one_guess_and_cannot_grind() {
    let rng = &mut ChaCha20Rng::from_seed([6; 32]);
    let mut same = 0;
    for _ in 0..200 {
        let (mut phone, m0) = Inviter::begin(line(1), rng);
        let (mut thief_to_phone, to_phone) = Newcomer::begin(line(1), &m0, "tablet", rng).unwrap();
        let (mut thief_to_tablet, to_tablet) = Inviter::begin(line(1), rng);
        let (mut tablet, from_tablet) =
            Newcomer::begin(line(1), &to_tablet, "tablet", rng).unwrap();
        let (claim_of_tablet, nonce_for_tablet) = thief_to_tablet.greet(&from_tablet, rng).unwrap();
        let (shown, m3) = tablet.reveal(&nonce_for_tablet, rng).unwrap();
        thief_to_tablet.check(&claim_of_tablet, &m3).unwrap();
        // The thief now knows which digits the tablet shows. Its own commitment to the phone is made, though.
        let (claim, nonce_of_phone) = phone.greet(&to_phone, rng).unwrap();
        let (_, revealed) = thief_to_phone.reveal(&nonce_of_phone, rng).unwrap();
        let check = phone.check(&claim, &revealed).unwrap();
        same += usize::from(check.matches(shown.digits()));
        // Another nonce than the one committed to is no way out.
        let (mut other, _) = Newcomer::begin(line(1), &m0, "tablet", rng).unwrap();
        if let Ok((_, other_nonce)) = other.reveal(&nonce_of_phone, rng) {
            assert!(phone.check(&claim, &other_nonce).is_err());
        }
    }
    assert_eq!(same, 0, "one chance in a million each");
}

#[test]
fn any_bytes_in_the_mailbox_end_the_pairing_and_nothing_else() {
    let rng = &mut ChaCha20Rng::from_seed([8; 32]);
    for len in 0..300 {
        let mut bytes = vec![0; len];
        rng.fill_bytes(&mut bytes);
        let (mut phone, _) = Inviter::begin(line(1), rng);
        assert!(phone.greet(&bytes, rng).is_err());
        let _either = Newcomer::begin(line(1), &bytes, "tablet", rng);
    }
}
