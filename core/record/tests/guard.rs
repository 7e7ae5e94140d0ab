//! What comes from elsewhere: mutated, hand-made, out of order, twice. Nothing of it harms what is here.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

mod common;
mod format;

use common::*;
use format::*;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha20Rng;
use requite_record::{Edit, Kind, Quarantine};

/// Mutated changes that are offered.
const MUTATIONS: usize = 4_000;

fn mutate(bytes: &mut Vec<u8>, rng: &mut ChaCha20Rng) {
    let mut pick = |below: usize| usize::try_from(rng.next_u64() >> 1).unwrap() % below.max(1);
    for _ in 0..=pick(3) {
        let at = pick(bytes.len());
        let byte = [0, 1, 0x7f, 0x80, 0xff, 0x3f, 0x40][pick(7)];
        match pick(6) {
            _ if bytes.is_empty() => bytes.push(byte),
            0 => bytes[at] ^= 1 << pick(8),
            1 => bytes[at] = byte,
            2 => drop(bytes.remove(at)),
            3 => bytes.insert(at, byte),
            4 => bytes.truncate(at),
            _ => {
                let end = (at + pick(12)).min(bytes.len());
                let copied = bytes[at..end].to_vec();
                let to = pick(bytes.len());
                bytes.splice(to..to, copied);
            }
        }
    }
}

/// Changes of every sort, one behind the other.
fn a_life() -> Vec<Vec<u8>> {
    let mut phone = Device::new(1);
    phone.act(&[first_body("She called. 👩‍👩‍👧"), set("title", "Sunday"), advance(1)]);
    phone.act(&[on("quiet"), add("family"), choose("kept"), put("2026-11-23", Some("calm"))]);
    phone.write("She never called. 👩‍👩‍👧");
    phone.act(&[back("quiet"), remove("family"), choose("partly"), count(-3), place("kind", None)]);
    let base = phone.heads();
    phone.act(&[answer("why", None, &base, "cafe\u{301}"), Edit::Trash]);
    phone.tell()
}

#[test]
fn mutated_changes_never_harm() {
    let life = a_life();
    let mut rng = ChaCha20Rng::seed_from_u64(4);
    let (mut refused, mut taken) = (0, 0);
    for number in 0..MUTATIONS {
        let at = 1 + number % (life.len() - 1);
        let mut device = Device::new(2);
        device.hear(&life[..at]);
        let (heads, shown) = (device.heads(), device.shown());
        let mut bytes = life[at].clone();
        if number % 4 == 0 {
            mutate(&mut bytes, &mut rng);
        } else {
            let mut inside = content(&bytes);
            mutate(&mut inside, &mut rng);
            bytes = chunk(&inside);
        }
        match device.try_hear(&[bytes]) {
            Err(_) => {
                refused += 1;
                assert_eq!((device.heads(), device.shown()), (heads, shown), "as it was");
            }
            Ok(_) => taken += 1,
        }
        // Taken, waiting or refused: the record can be shown, closed and opened.
        let shown = device.shown();
        device.reopen();
        assert_eq!(device.shown(), shown);
    }
    assert!(refused > MUTATIONS / 3, "{refused} refused, {taken} taken or waiting");
    assert!(taken > 10, "some mutations are changes: {taken}");
}

/// A hand-made change: of nobody, behind `deps`, with these columns.
fn hand_made(deps: &[[u8; 32]], others: usize, columns: &[(u64, Vec<u8>)]) -> Vec<u8> {
    let mut change = HandMade::new(deps, columns.to_vec());
    change.others = vec![vec![78]; others];
    change.bytes()
}

#[test]
fn bombs_are_refused_before_they_are_lit() {
    let mut phone = Device::new(1);
    phone.act(&[first_body("Here.")]);
    let deps = phone.heads().hashes().to_vec();
    let many = 1 << 40;
    let long_key = run(30_000, &[vec![0xff, 0x01], vec![b'x'; 255]].concat());
    let bombs = [
        (vec![(ACTION, run(many, &[1]))], Quarantine::TooManyOperations),
        (vec![(ACTION, [vec![0], uleb(many)].concat())], Quarantine::TooManyOperations),
        (vec![(ACTION, run(40_000, &[1]).repeat(2))], Quarantine::TooManyOperations),
        (vec![(INSERT, uleb(many))], Quarantine::TooManyOperations),
        (vec![(KEY_NAME, long_key)], Quarantine::TooLarge),
        (vec![(ACTION | 8, vec![1, 2, 3])], Quarantine::Columns),
        (vec![(ACTION, vec![0xff; 20])], Quarantine::Columns),
        (vec![(ACTION, vec![5])], Quarantine::Columns),
    ];
    let (heads, shown) = (phone.heads(), phone.shown());
    for (columns, why) in bombs {
        assert_eq!(phone.try_hear(&[hand_made(&deps, 0, &columns)]), Err(why), "{columns:?}");
    }
    // So many actors that a reader who stops counting would look for the columns in the wrong place.
    let hidden = hand_made(&deps, 5_000, &[(ACTION, run(many, &[1]))]);
    assert_eq!(phone.try_hear(&[hidden]), Err(Quarantine::Columns));
    assert_eq!(phone.try_hear(&[vec![0; 2 * MIB]]), Err(Quarantine::TooLarge));
    assert_eq!((phone.heads(), phone.shown()), (heads, shown));
}

#[test]
fn one_operation_that_claims_endless_values_or_predecessors() {
    let mut phone = Device::new(1);
    phone.act(&[first_body("Here.")]);
    let deps = phone.heads().hashes().to_vec();
    let heads = phone.heads();
    for column in [VALUE_META, PREDECESSORS] {
        let endless = run(1, &[0xff, 0xff, 0xff, 0xff, 0xff, 0x0f]);
        let columns = [
            (KEY_NAME, vec![0x7f, 1, b'k']),
            (INSERT, vec![1]),
            (ACTION, run(1, &[1])),
            (column, endless),
        ];
        assert!(phone.try_hear(&[hand_made(&deps, 0, &columns)]).is_err(), "{column:x}");
        assert_eq!(phone.heads(), heads);
    }
}

#[test]
fn what_is_no_change_or_begins_otherwise() {
    let mut phone = Device::new(1);
    phone.act(&[first_body("Here.")]);
    let mut document = phone.document.as_ref().unwrap().clone();
    let (whole, heads) = (document.save(), phone.heads());
    assert_eq!(phone.try_hear(&[whole]), Err(Quarantine::NotAChange), "a saved document");
    let mut damaged = phone.tell().pop().unwrap();
    damaged[4] ^= 1;
    assert_eq!(phone.try_hear(&[damaged]), Err(Quarantine::Checksum));
    for bad in [vec![], vec![0x85], b"hello, world".to_vec()] {
        assert!(phone.try_hear(&[bad]).is_err());
    }
    assert_eq!(phone.heads(), heads);

    // A record of another kind under this name, and of another id.
    let dream = Device::of(Kind::new("dream", entry().fields), 5).act(&[first_body("Water.")]);
    assert_eq!(Device::new(2).try_hear(&dream), Err(Quarantine::Genesis));
    let mut tablet = Device::new(2);
    let kind = entry();
    let other = requite_record::DocumentId::new([8; 16]);
    let told = phone.tell();
    let told: Vec<&[u8]> = told.iter().map(Vec::as_slice).collect();
    let merged = requite_record::merge(Some(&kind), "entry", other, None, &told);
    assert_eq!(merged.unwrap_err(), Quarantine::Genesis);
    // One bad change among good ones: none is taken, and the good ones can come again.
    let mut mixed = phone.tell();
    mixed.push(vec![1, 2, 3]);
    assert!(tablet.try_hear(&mixed).is_err());
    assert!(tablet.document.is_none());
    assert!(tablet.hear(&phone.tell()));
}

#[test]
fn any_order_and_any_number_of_times() {
    let life = a_life();
    let mut phone = Device::new(1);
    phone.hear(&life);
    let mut tablet = Device::new(2);
    for (i, change) in life.iter().enumerate().skip(1).rev() {
        assert!(!tablet.hear(std::slice::from_ref(change)), "nothing to put it on yet");
        assert_eq!(tablet.pending.len(), life.len() - i);
        assert!(tablet.document.is_none());
    }
    assert!(tablet.hear(&life[..1]), "the beginning comes last, and all of it is there");
    assert!(tablet.pending.is_empty());
    assert_eq!(tablet.shown(), phone.shown());
    assert!(!tablet.hear(&life), "known already");
    let twice = [life.clone(), life.clone()].concat();
    let mut third = Device::new(3);
    third.hear(&twice);
    assert_eq!(third.shown(), phone.shown());
    assert_eq!(third.tell().len(), life.len());
}

#[test]
fn an_import_is_the_same_bit_for_bit() {
    let long = "From the old app, a long letter. ".repeat(1_000);
    let edits = [
        first_body(&long),
        set("title", "Letter"),
        on("quiet"),
        add("imported"),
        choose("kept"),
        advance(2),
        place("kind", None),
        put("k", Some("v")),
        count(4),
        answer("why", None, &requite_record::Heads::default(), "because"),
    ];
    let (mut phone, mut tablet) = (Device::new(1), Device::new(2));
    tablet.clock_ms += 1_000_000_000;
    let changes = phone.import(&edits);
    assert_eq!(changes, tablet.import(&edits));
    assert!(changes.len() > 2, "a chain, because one change holds only so much");
    phone.insert("a long", " and kind");
    assert!(phone.import(&edits).is_empty());
    // Into a record that was begun by hand.
    let mut third = Device::new(3);
    third.act(&[set("title", "By hand")]);
    assert!(!third.import(&edits).is_empty());
    third.meet(&mut phone);
    third.meet(&mut tablet);
    tablet.meet(&mut phone);
    assert_eq!(third.shown(), phone.shown());
    assert_eq!(tablet.shown(), phone.shown());
    assert_eq!(phone.body().matches("a long and kind letter").count(), 1);
    assert_eq!(phone.body().len(), long.len() + " and kind".len(), "nothing is doubled");
}
