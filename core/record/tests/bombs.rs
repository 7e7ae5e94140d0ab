//! A few bytes that claim to be very much: refused by counting, before automerge sees them. Each has a small twin, written by
//! the same hand, that is let in: what is refused is the size and nothing else.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

mod common;
mod format;

use automerge::{AutoCommit, ROOT, transaction::Transactable};
use common::*;
use format::*;
use requite_record::{Document, DocumentId, Quarantine, claimed_operations, inspect, merge};

/// What the guard makes of changes of an unknown kind.
fn judge(changes: &[Vec<u8>]) -> Result<Option<Document>, Quarantine> {
    let changes: Vec<&[u8]> = changes.iter().map(Vec::as_slice).collect();
    merge(None, "unknown", ID, None, &changes).map(|merged| merged.document)
}

#[test]
fn two_million_operations_in_two_kilobytes() {
    let mut bomb = list_of_nulls(&[], 2_000_000);
    bomb.message = vec![b' '; 2_000];
    let bomb = bomb.bytes();
    assert!(bomb.len() < 2_200, "{} bytes", bomb.len());
    assert_eq!(claimed_operations(&bomb), Some(2_000_001));
    assert_eq!(inspect(&bomb), Err(Quarantine::TooManyOperations));
    assert_eq!(judge(&[bomb]).unwrap_err(), Quarantine::TooManyOperations);
    let twin = list_of_nulls(&[], 19_999).bytes();
    assert_eq!(inspect(&twin).unwrap().operations, 20_000);
    assert!(judge(&[twin]).unwrap().is_some());
    let one_more = list_of_nulls(&[], 20_000).bytes();
    assert_eq!(judge(&[one_more]).unwrap_err(), Quarantine::TooManyOperations);
}

#[test]
fn a_million_list_inserts_in_a_kilobyte() {
    let bomb = list_of_nulls(&[], 1_000_000).bytes();
    assert!(bomb.len() < 1_097, "{} bytes", bomb.len());
    assert_eq!(claimed_operations(&bomb), Some(1_000_001));
    assert_eq!(judge(&[bomb]).unwrap_err(), Quarantine::TooManyOperations);
}

#[test]
fn fifty_megabytes_in_forty_eight_kilobytes() {
    let long = "x".repeat(50_000_000);
    let mut doc = AutoCommit::new();
    doc.put(ROOT, "k", long.as_str()).unwrap();
    doc.commit();
    let mut change = doc.get_last_local_change().unwrap();
    let deflated = change.bytes().to_vec();
    assert!(deflated.len() < 49_000, "{} bytes", deflated.len());
    assert_eq!(judge(&[deflated]).unwrap_err(), Quarantine::NotAChange, "a compressed chunk");
    assert_eq!(judge(&[change.raw_bytes().to_vec()]).unwrap_err(), Quarantine::TooLarge);

    // The same with a name of 5,000 bytes that repeats ten thousand times.
    let name = |len: usize| [number(len), vec![b'x'; len]].concat();
    let named = |len: usize, times: u64| {
        let columns = vec![
            (KEY_NAME, run(times, &name(len))),
            (INSERT, uleb(times)),
            (ACTION, run(times, &[PUT])),
            (VALUE_META, run(times, &[0])),
            (PREDECESSORS, run(times, &[0])),
        ];
        HandMade::new(&[], columns).bytes()
    };
    let bomb = named(5_000, 10_000);
    assert!(bomb.len() < 48_000);
    assert_eq!(judge(&[bomb]).unwrap_err(), Quarantine::TooLarge);
    assert!(judge(&[named(100, 100)]).unwrap().is_some());
}

#[test]
fn ten_thousand_maps_within_each_other() {
    let bomb = nested(&[], 1, None, 10_000).bytes();
    assert_eq!(claimed_operations(&bomb), Some(10_000));
    assert_eq!(judge(&[bomb]).unwrap_err(), Quarantine::Nested);
    assert!(judge(&[nested(&[], 1, None, 32).bytes()]).unwrap().is_some());
    assert_eq!(judge(&[nested(&[], 1, None, 33).bytes()]).unwrap_err(), Quarantine::Nested);
}

#[test]
fn ten_thousand_deep_by_many_changes_is_still_a_record() {
    let mut changes: Vec<Vec<u8>> = Vec::new();
    let mut deps: Vec<[u8; 32]> = Vec::new();
    for turn in 0..320_u64 {
        let start = 1 + turn * 32;
        let mut change = nested(&deps, start, (turn > 0).then(|| start - 1), 32);
        change.sequence = turn + 1;
        changes.push(change.bytes());
        deps = vec![inspect(changes.last().unwrap()).unwrap().hash];
    }
    let mut document = judge(&changes).unwrap().unwrap();
    let bytes = document.save();
    let mut back = Document::load("unknown", ID, &bytes).unwrap();
    assert_eq!(back.heads(), document.heads());
    assert_eq!(back.changes().len(), 320);
    requite_record::project(&entry(), &mut back).unwrap();
}

#[test]
fn many_small_bombs_are_one_large_one() {
    let bombs: Vec<Vec<u8>> = (0..6)
        .map(|actor| {
            let mut bomb = list_of_nulls(&[], 19_999);
            bomb.actor = vec![actor];
            bomb.bytes()
        })
        .collect();
    assert!(bombs.concat().len() < 600);
    assert_eq!(judge(&bombs).unwrap_err(), Quarantine::TooManyOperations);
    assert!(judge(&bombs[..5]).unwrap().is_some(), "as many as memory can bear");
}

#[test]
fn whatever_order_ten_thousand_changes_come_in_each_is_looked_at_once() {
    let mut changes = Vec::new();
    let mut deps: Vec<[u8; 32]> = Vec::new();
    for turn in 0..10_000_u64 {
        let mut change = nested(&deps, 1 + turn * 2, None, 2);
        change.sequence = turn + 1;
        change.columns[6].1 = run(2, &[0]);
        changes.push(change.bytes());
        deps = vec![inspect(changes.last().unwrap()).unwrap().hash];
    }
    // All but the first, the last one first: nothing can be applied, and all of it is kept.
    let backwards: Vec<&[u8]> = changes.iter().skip(1).rev().map(Vec::as_slice).collect();
    let id = DocumentId::new([8; 16]);
    let merged = merge(None, "unknown", id, None, &backwards).unwrap();
    assert!(merged.document.is_none() && !merged.changed);
    assert_eq!(merged.pending.len(), 9_999);
}

#[test]
fn what_no_honest_writer_writes() {
    use Quarantine::{Columns, Counters};
    let good = list_of_nulls(&[], 10);
    assert!(inspect(&good.bytes()).is_ok());
    let with = |change: &dyn Fn(&mut HandMade)| {
        let mut bad = good.clone();
        change(&mut bad);
        inspect(&bad.bytes()).unwrap_err()
    };
    let replaced = |column: u64, data: Vec<u8>| {
        with(&|bad| {
            let place = bad.columns.iter().position(|(number, _)| *number == column).unwrap();
            bad.columns[place].1.clone_from(&data);
        })
    };
    assert_eq!(with(&|bad| bad.actor.clear()), Columns, "an actor of no bytes");
    assert_eq!(with(&|bad| bad.actor = vec![1; 65]), Columns, "a long actor");
    assert_eq!(with(&|bad| bad.others = vec![vec![77]]), Columns, "an actor twice");
    assert_eq!(with(&|bad| bad.deps = vec![[1; 32]; 2]), Columns, "a dependency twice");
    assert_eq!(with(&|bad| bad.message = vec![0xff]), Columns, "no UTF-8");
    assert_eq!(with(&|bad| bad.sequence = 0), Counters);
    assert_eq!(with(&|bad| bad.sequence = u64::MAX), Counters);
    assert_eq!(with(&|bad| bad.start = u64::MAX), Counters);
    assert_eq!(with(&|bad| bad.time = i64::MIN), Counters);
    assert_eq!(with(&|bad| bad.columns.swap(0, 1)), Columns, "out of order");
    assert_eq!(with(&|bad| bad.columns.push((0x94, vec![11]))), Columns, "rich text");
    assert_eq!(with(&|bad| bad.columns.push((0xff2, vec![]))), Columns, "unknown");
    assert_eq!(with(&|bad| bad.columns.push((VALUE, vec![1]))), Columns, "out of order again");
    assert_eq!(replaced(ACTION, [vec![0x7f, 2], run(9, &[1])].concat()), Columns, "too short");
    assert_eq!(replaced(ACTION, run(11, &[7])), Columns, "an unknown action");
    assert_eq!(replaced(INSERT, [uleb(1), uleb(11)].concat()), Columns, "too long");
    assert_eq!(
        replaced(OBJECT_ACTOR, [nulls(1), run(10, &[1])].concat()),
        Columns,
        "no such actor"
    );
    assert_eq!(replaced(OBJECT_COUNTER, [nulls(1), run(10, &uleb(200))].concat()), Counters);
    assert_eq!(replaced(OBJECT_COUNTER, [nulls(1), run(10, &uleb(101))].concat()), Counters);
    assert_eq!(replaced(VALUE_META, run(11, &[0x16])), Columns, "a value that is not there");
    assert_eq!(replaced(VALUE_META, run(11, &[0x0a])), Columns, "a value of no type");
    assert_eq!(replaced(PREDECESSORS, run(11, &[1])), Columns, "predecessors that are not there");
    assert_eq!(
        replaced(PREDECESSORS, run(11, &uleb(u64::MAX))),
        Columns,
        "more predecessors than can be counted"
    );
}
