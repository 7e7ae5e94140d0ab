//! Laws that hold for all notes: no sentence below its gate, no matter the order, the same for them and for me.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

mod stage;

use std::collections::BTreeSet;

use proptest::{collection::vec, prelude::*, sample::select};
use requite_numbers::{
    AfterSays, CareAct, ChangeSays, Evidence, GapSays, Gate, HalfLife, KeptSays, NeedResponse,
    PromiseOutcome, ShareSays, Sign, StartCounts, Started, TrendSays, Usual, after_contact, care,
    change, contact_gap, felt_trend, follow_through, hard_days, initiation, needs_met, one_sided,
    usual_share,
};
use stage::*;

const TODAY: i32 = 400;

fn noted<T: Copy + std::fmt::Debug + 'static>(
    of: &'static [T],
    most: usize,
) -> impl Strategy<Value = Vec<Evidence<T>>> {
    // Half of the histories lie close together, so that gates of days and spans are met from both sides.
    let days = prop_oneof![0..TODAY, TODAY - 24..TODAY];
    vec((days, select(of)), 0..most).prop_map(|of| notes(&of))
}

const OUTCOMES: &[PromiseOutcome] = &[
    PromiseOutcome::Kept,
    PromiseOutcome::Kept,
    PromiseOutcome::Partly,
    PromiseOutcome::NotKept,
    PromiseOutcome::NotKept,
    PromiseOutcome::NotKept,
    PromiseOutcome::Excused,
    PromiseOutcome::Released,
    PromiseOutcome::Open,
    PromiseOutcome::MarkedTwoWays,
];
const RESPONSES: &[NeedResponse] = &[
    NeedResponse::Met,
    NeedResponse::Partly,
    NeedResponse::DeclinedKindly,
    NeedResponse::Ignored,
    NeedResponse::NoneYet,
    NeedResponse::NotAloud,
];
const STARTED: &[Started] = &[Started::Them, Started::Me, Started::Mutual, Started::Unknown];
const ACTS: &[CareAct] = &[CareAct::Received, CareAct::Given];
const FELT: &[i8] = &[-2, -1, 0, 1, 2];
const LOW: &[i8] = &[-2, -1];

/// Whether notes of this worth are below the gate, worked out from the definition.
fn below<T: Copy>(gate: Gate, notes: &[Evidence<T>], worth: impl Fn(T) -> Option<f64>) -> bool {
    let days: Vec<_> =
        notes.iter().filter(|note| worth(note.what).is_some()).map(|note| note.on).collect();
    let distinct: BTreeSet<_> = days.iter().copied().collect();
    let weight: f64 =
        days.iter().map(|on| (-f64::from((day(TODAY) - *on).get_days()) / 180.0).exp2()).sum();
    let span = match (distinct.first(), distinct.last()) {
        (Some(first), Some(last)) => (*last - *first).get_days(),
        _ => 0,
    };
    days.len() < usize::try_from(gate.notes).unwrap()
        || weight < gate.weight
        || span < i32::try_from(gate.span_days).unwrap()
        || distinct.len() < usize::try_from(gate.days).unwrap()
}

fn turned<T: Copy>(notes: &[Evidence<T>], turn: usize) -> Vec<Evidence<T>> {
    let mut turned = notes.to_vec();
    turned.reverse();
    let by = if turned.is_empty() { 0 } else { turn % turned.len() };
    turned.rotate_left(by);
    turned
}

fn swapped(started: Started) -> Started {
    match started {
        Started::Them => Started::Me,
        Started::Me => Started::Them,
        other => other,
    }
}

fn opposite(says: ShareSays) -> ShareSays {
    match says {
        ShareSays::MostlyYou => ShareSays::MostlyThem,
        ShareSays::MostlyThem => ShareSays::MostlyYou,
        other => other,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn below_its_gate_no_sentence_about_promises_or_needs(
        promises in noted(OUTCOMES, 14), needs in noted(RESPONSES, 14),
    ) {
        let found = follow_through(&promises, day(TODAY), HalfLife::HalfYear);
        let closed = below(Gate::PROMISES, &promises, PromiseOutcome::worth);
        prop_assert_eq!(found.says == KeptSays::NotEnough, closed);
        prop_assert_eq!(found.range.is_none(), closed);
        prop_assert_eq!(found.missing.is_some(), closed);
        prop_assert_eq!(found.evidence.len() + found.set_aside.len(), promises.len());
        let found = needs_met(&needs, day(TODAY), HalfLife::HalfYear);
        let closed = below(Gate::NEEDS, &needs, NeedResponse::worth);
        prop_assert_eq!(found.says == KeptSays::NotEnough, closed);
        prop_assert_eq!(found.range.is_none(), closed);
    }

    #[test]
    fn below_its_gate_no_sentence_about_contact_or_care(
        contacts in noted(STARTED, 16), acts in noted(ACTS, 16),
    ) {
        let found = initiation(&contacts, usual_share(&[]), day(TODAY));
        let closed = found.counts.known() < 8;
        prop_assert_eq!(found.says == ShareSays::NotEnough, closed);
        prop_assert_eq!(found.range.is_none(), closed);
        let found = care(&acts, day(TODAY));
        prop_assert_eq!(found.says == ShareSays::NotEnough, acts.len() < 8);
        prop_assert_eq!(found.range.is_none(), acts.len() < 8);
    }

    #[test]
    fn below_its_gate_no_question_and_no_trend(
        promises in noted(OUTCOMES, 14), felt in noted(FELT, 30), after in noted(LOW, 12),
    ) {
        let counted = promises.iter().filter(|note| note.what.worth().is_some()).count();
        let found = change(&promises, day(TODAY));
        prop_assert_eq!(found.says == ChangeSays::NotEnough, counted < 8);
        let days: Vec<_> = felt.iter().map(|note| note.on).collect();
        let distinct: BTreeSet<_> = days.iter().collect();
        let gap = contact_gap(&days, day(TODAY));
        prop_assert_eq!(gap.says == GapSays::NotEnough, distinct.len() < 9);
        let trend = felt_trend(&felt, day(TODAY));
        prop_assert_eq!(trend.says == TrendSays::NotEnough, trend.weeks.len() < 8);
        let found = after_contact(&after, &felt, day(TODAY));
        let closed = found.evidence.len() < 6 || found.usual.len() < 10;
        prop_assert_eq!(found.says == AfterSays::NotEnough, closed);
    }

    #[test]
    fn the_order_of_notes_never_matters(
        promises in noted(OUTCOMES, 25), needs in noted(RESPONSES, 25), contacts in noted(STARTED, 25),
        felt in noted(FELT, 25), after in noted(LOW, 12), turn in 0_usize..25,
    ) {
        let today = day(TODAY);
        let half = HalfLife::HalfYear;
        prop_assert_eq!(
            follow_through(&promises, today, half),
            follow_through(&turned(&promises, turn), today, half)
        );
        prop_assert_eq!(
            needs_met(&needs, today, half),
            needs_met(&turned(&needs, turn), today, half)
        );
        prop_assert_eq!(change(&promises, today), change(&turned(&promises, turn), today));
        let usual = Usual { theirs: 0.4, noted: Some(0.4), people: 3 };
        prop_assert_eq!(
            initiation(&contacts, usual, today),
            initiation(&turned(&contacts, turn), usual, today)
        );
        prop_assert_eq!(felt_trend(&felt, today), felt_trend(&turned(&felt, turn), today));
        prop_assert_eq!(
            after_contact(&after, &felt, today),
            after_contact(&turned(&after, turn), &turned(&felt, turn), today)
        );
        let moods = std::collections::BTreeMap::new();
        prop_assert_eq!(
            hard_days(&promises, &moods, today),
            hard_days(&turned(&promises, turn), &moods, today)
        );
        let signs: Vec<Evidence<Sign>> = felt
            .iter()
            .map(|note| Evidence {
                id: note.id,
                on: note.on,
                what: if note.what < 2 { Sign::Hard } else { Sign::Good },
            })
            .collect();
        prop_assert_eq!(one_sided(&signs, today), one_sided(&turned(&signs, turn), today));
    }

    #[test]
    fn what_is_said_about_them_would_be_said_about_me(
        contacts in noted(STARTED, 30), acts in noted(ACTS, 30), theirs in 0.3_f64..0.7,
    ) {
        let today = day(TODAY);
        let usual = Usual { theirs, noted: Some(theirs), people: 3 };
        let mirror = Usual { theirs: 1.0 - theirs, noted: Some(1.0 - theirs), people: 3 };
        let other: Vec<Evidence<Started>> =
            contacts.iter().map(|note| Evidence { what: swapped(note.what), ..*note }).collect();
        let (them, me) = (initiation(&contacts, usual, today), initiation(&other, mirror, today));
        prop_assert_eq!(them.says, opposite(me.says));
        prop_assert_eq!(&them.evidence, &me.evidence);
        if let (Some(found), Some(wanted)) = (them.mirrored().range, me.range) {
            prop_assert!((found.low - wanted.low).abs() < 1e-12);
            prop_assert!((found.high - wanted.high).abs() < 1e-12);
        }
        let other: Vec<Evidence<CareAct>> = acts
            .iter()
            .map(|note| Evidence {
                what: if note.what == CareAct::Given { CareAct::Received } else { CareAct::Given },
                ..*note
            })
            .collect();
        let (them, me) = (care(&acts, today), care(&other, today));
        prop_assert_eq!(them.says, opposite(me.says));
        prop_assert_eq!(
            them.mirrored().range.map(|range| (range.low * 1e12).round()),
            me.range.map(|range| (range.low * 1e12).round())
        );
    }

    #[test]
    fn a_promise_kept_never_makes_the_range_worse(promises in noted(OUTCOMES, 20)) {
        let today = day(TODAY);
        let before = follow_through(&promises, today, HalfLife::HalfYear);
        let mut more = promises.clone();
        more.push(Evidence { id: id(999), on: today, what: PromiseOutcome::Kept });
        let after = follow_through(&more, today, HalfLife::HalfYear);
        if let (Some(before), Some(after)) = (before.range, after.range) {
            prop_assert!(after.low >= before.low && after.high >= before.high);
        }
    }

    #[test]
    fn my_usual_share_does_not_depend_on_the_order_of_people(
        people in vec((0_u32..9, 0_u32..9, 0_u32..9), 0..6),
    ) {
        let counts: Vec<StartCounts> = people
            .iter()
            .map(|(them, me, mutual)| StartCounts {
                them: *them, me: *me, mutual: *mutual, ..StartCounts::default()
            })
            .collect();
        let backwards: Vec<StartCounts> = counts.iter().rev().copied().collect();
        let usual = usual_share(&counts);
        prop_assert_eq!(usual, usual_share(&backwards));
        prop_assert!((0.3..=0.7).contains(&usual.theirs));
        prop_assert!(usual.people >= 3 || usual.noted.is_none());
    }
}
