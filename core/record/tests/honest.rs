//! Whatever Mia does, in whatever order, passes the scanner: every edit of every kind, on devices that meet now and then.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

mod common;

use common::*;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha20Rng;
use requite_record::{Edit, Heads, Refusal, inspect};

const WORDS: [&str; 6] = ["family", "", "👩‍👩‍👧 at home", "cafe\u{301}", "a\u{0}b", "on time"];

fn edit(pick: &mut impl FnMut(usize) -> usize, base: &Heads, text: &str) -> Edit {
    let word = WORDS[pick(WORDS.len())];
    let rank = u8::try_from(pick(16)).unwrap();
    match pick(22) {
        0 => set("title", word),
        1 => Edit::Clear { field: "title".into() },
        2 => on("quiet"),
        3 => back("quiet"),
        4 => on("reminder"),
        5 => back("reminder"),
        6 => add(word),
        7 => remove(word),
        8 => choose(["kept", "partly", "not_kept"][pick(3)]),
        9 => advance(rank),
        10 => restart(rank),
        11 => set("rest_until", i64::try_from(pick(30_000)).unwrap()),
        12 => place(word, None),
        13 => Edit::Remove { field: "standards".into(), element: word.into() },
        14 => put(["a", "b", "c"][pick(3)], Some(word)),
        15 => put(["a", "b", "c"][pick(3)], None),
        16 => count(i64::try_from(pick(100)).unwrap() - 50),
        17 => answer(["why", "how"][pick(2)], None, base, word),
        18 => Edit::Trash,
        19 => Edit::Restore,
        20 => body(base, &text.replacen(' ', &format!(" {word} "), 1 + pick(3))),
        _ => splice(base, 0, 0, &word.repeat(1 + pick(40))),
    }
}

#[test]
fn every_change_that_mia_makes_passes() {
    let (mut inspected, mut operations, mut acts) = (0, 0, 0);
    for seed in 0..40 {
        let mut rng = ChaCha20Rng::seed_from_u64(seed);
        let mut pick = |below: usize| usize::try_from(rng.next_u64() >> 1).unwrap() % below;
        let (mut phone, mut tablet) = phone_and_tablet(&[first_body("She called on Sunday.")]);
        for _ in 0..40 {
            let device = if pick(2) == 0 { &mut phone } else { &mut tablet };
            let (base, text) = (device.heads(), device.body());
            let edits: Vec<Edit> = (0..=pick(3)).map(|_| edit(&mut pick, &base, &text)).collect();
            match device.try_act(&edits) {
                Ok(changes) => {
                    acts += 1;
                    for change in &changes {
                        let passed = inspect(change).unwrap();
                        let bytes = u64::try_from(change.len()).unwrap();
                        assert!(passed.additions <= bytes, "each addition is paid for");
                        operations += passed.operations;
                        inspected += 1;
                    }
                }
                Err(why) => assert!(!matches!(why, Refusal::Full | Refusal::Damaged), "{why}"),
            }
            if pick(6) == 0 {
                phone.meet(&mut tablet);
            }
        }
        assert!(agree(&mut phone, &mut tablet).fields.contains_key("body"));
        for change in phone.tell() {
            inspect(&change).unwrap();
        }
    }
    assert!(acts > 1_000, "{acts} acts");
    assert!(inspected > 1_000 && operations > 10_000, "{inspected} changes, {operations}");
}

#[test]
fn a_long_text_passes_in_as_many_changes_as_it_takes() {
    let mut phone = Device::new(1);
    let long = "She said it, 👩‍👩‍👧 and said it again. ".repeat(2_000);
    phone.act(&[first_body(&long)]);
    phone.write("");
    phone.write(&long);
    let changes = phone.tell();
    let counted: Vec<u64> =
        changes.iter().map(|change| inspect(change).unwrap().operations).collect();
    assert!(counted.iter().sum::<u64>() > 150_000 && changes.len() > 10, "{counted:?}");
    assert!(Device::new(2).hear(&changes));
}
