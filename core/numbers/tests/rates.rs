//! How often a sentence is wrong, worked out exactly: the short form of `cargo xtask rates`, which simulates it.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use requite_numbers::{Belief, Gate, KeptSays, Lean};

fn belief(kept: u32, not: u32) -> Belief {
    Belief { a: 1.0 + f64::from(kept), b: 1.0 + f64::from(not) }
}

#[test]
fn the_most_that_may_be_kept_for_more_often_not() {
    for (notes, most) in [(5, 0), (6, 0), (8, 1), (10, 2), (12, 3), (15, 4), (20, 6)] {
        let said = |kept: u32| KeptSays::of(Some(Lean::Unclear.after(belief(kept, notes - kept))));
        for kept in 0..=notes / 2 {
            let wanted = kept <= most;
            assert_eq!(said(kept) == KeptSays::MoreOftenNot, wanted, "{kept} of {notes}");
            let mirrored = said(notes - kept) == KeptSays::MoreOftenKept;
            assert_eq!(mirrored, wanted, "the same for the better: {kept} of {notes}");
        }
    }
}

/// The probability that a history of 30 promises is ever described as "more often not kept" at this threshold, with a look
/// after each from the gate on: the sum over all ways, without chance.
fn ever(threshold: f64, rate: f64) -> f64 {
    let mut unsaid = vec![1.0];
    let mut said = 0.0;
    for notes in 1..=30_u32 {
        let mut next = vec![0.0; unsaid.len() + 1];
        for (kept, weight) in unsaid.iter().enumerate() {
            next[kept] += weight * (1.0 - rate);
            next[kept + 1] += weight * rate;
        }
        for (kept, weight) in (0..).zip(next.iter_mut()) {
            let speaks = belief(kept, notes - kept).below_half() >= threshold;
            if notes >= Gate::PROMISES.notes && speaks {
                said += std::mem::take(weight);
            }
        }
        unsaid = next;
    }
    said
}

#[test]
fn somebody_who_keeps_seven_of_ten_is_wrongly_described_in_less_than_one_history_of_a_hundred() {
    let table = [
        (0.80, [0.971, 0.487, 0.204, 0.061]),
        (0.90, [0.920, 0.297, 0.092, 0.020]),
        (0.95, [0.849, 0.178, 0.043, 0.0075]),
        (0.975, [0.739, 0.104, 0.023, 0.004]),
    ];
    for (threshold, wanted) in table {
        for (rate, wanted) in [0.3, 0.5, 0.6, 0.7].into_iter().zip(wanted) {
            let found = ever(threshold, rate);
            assert!((found - wanted).abs() < 0.01, "{threshold} {rate}: {found}, not {wanted}");
        }
    }
    assert!(ever(0.95, 0.7) < 0.01);
}
