//! What Mia sees on her phone and on her tablet as the notes grow: sentences that come, stay and go.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

mod stage;

use std::collections::BTreeMap;

use requite_numbers::{
    AfterSays, CareAct, DayMood, Evidence, EvidenceId, HalfLife, KeptSays, Missing, NeedResponse,
    PromiseOutcome, ShareSays, Sign, StartCounts, Started, TrendSays, after_contact, care,
    felt_trend, follow_through, hard_days, initiation, needs_met, one_sided, usual_share,
};
use stage::*;

use PromiseOutcome::{Excused, Kept, MarkedTwoWays, NotKept, Open, Partly};

fn says(outcomes: &[PromiseOutcome], today: i32) -> KeptSays {
    follow_through(&weekly(outcomes), day(today), HalfLife::Year).says
}

#[test]
fn a_sentence_that_appeared_stays_a_little_longer_than_it_took_to_appear() {
    // Seven broken, then two kept: about .93, too little to begin with and enough to stay.
    let came_first = [times(7, NotKept), times(2, Kept)].concat();
    let came_last = [times(2, Kept), times(7, NotKept)].concat();
    assert_eq!(says(&came_first[..7], 56), KeptSays::MoreOftenNot);
    assert_eq!(says(&came_first, 56), KeptSays::MoreOftenNot);
    assert_eq!(says(&came_last, 56), KeptSays::Mixed);
    // A third kept promise takes it below .90, and a fourth broken one does not bring it back at once.
    let withdrawn = [came_first, vec![Kept]].concat();
    assert_eq!(says(&withdrawn, 63), KeptSays::Mixed);
    assert_eq!(says(&[withdrawn, vec![NotKept]].concat(), 70), KeptSays::Mixed);
}

#[test]
fn the_tablet_that_slept_says_what_the_phone_says() {
    // The phone looked after every note, the tablet once, at the end, with notes that arrived in another order.
    let outcomes = [times(6, NotKept), times(2, Kept)].concat();
    let phone = weekly(&outcomes);
    for so_far in 0..phone.len() {
        let _looked = follow_through(&phone[..so_far], phone[so_far].on, HalfLife::Season);
    }
    let mut tablet = phone.clone();
    tablet.reverse();
    let (on_phone, on_tablet) = (
        follow_through(&phone, day(60), HalfLife::Season),
        follow_through(&tablet, day(60), HalfLife::Season),
    );
    assert_eq!(on_phone, on_tablet);
    let bits = |found: requite_numbers::Range| (found.low.to_bits(), found.high.to_bits());
    assert_eq!(on_phone.range.map(bits), on_tablet.range.map(bits));
}

#[test]
fn old_hurts_fade_from_what_is_claimed() {
    let broken = times(6, NotKept);
    assert_eq!(says(&broken, 35), KeptSays::MoreOftenNot);
    let later = follow_through(&weekly(&broken), day(700), HalfLife::HalfYear);
    assert_eq!(later.says, KeptSays::NotEnough);
    assert_eq!(later.missing, Some(Missing::Recent { noted: 6 }));
    assert_eq!(later.counts.not_kept, 6, "what was noted is still counted");
    assert_eq!(later.evidence.len(), 6);
}

#[test]
fn what_faded_has_to_be_earned_anew() {
    // Seven broken, five months of silence, one more: the weight is below the gate that day. One kept in part the day after
    // opens it again, at .906: enough to stay, had anything stayed, and too little to begin with.
    let long_ago = (0..7).map(|week| (week * 7, NotKept));
    let lately = [(42 + 150, NotKept), (42 + 151, Partly)];
    let noted: Vec<(i32, PromiseOutcome)> = long_ago.chain(lately).collect();
    let says = |so_far: usize| {
        let today = day(noted[so_far - 1].0);
        follow_through(&notes(&noted[..so_far]), today, HalfLife::Season).says
    };
    assert_eq!(says(7), KeptSays::MoreOftenNot);
    assert_eq!(says(8), KeptSays::NotEnough);
    assert_eq!(says(9), KeptSays::Mixed);
}

#[test]
fn a_day_on_which_she_saw_them_is_not_one_of_the_other_days() {
    let after: Vec<(i32, i8)> = (0..8).map(|place| (place * 2, -2)).collect();
    let before_they_came = (0..8).map(|place| (place * 2, 2_i8));
    let other_days = (0..10).map(|place| (place * 2 + 1, 0_i8));
    let all = notes(&before_they_came.chain(other_days).collect::<Vec<_>>());
    let found = after_contact(&notes(&after), &all, day(100));
    let others: Vec<EvidenceId> = all[8..].iter().map(|note| note.id).collect();
    assert_eq!(found.usual, others);
    assert_eq!(found.says, AfterSays::UsuallyLower);
}

#[test]
fn what_is_missing_is_said() {
    let few = follow_through(&notes(&[(0, Kept), (4, Kept), (9, Kept)]), day(9), HalfLife::Year);
    assert_eq!(few.missing, Some(Missing::Notes { noted: 3, needed: 5, days: 9 }));
    let close: Vec<(i32, PromiseOutcome)> = (0..6).map(|after| (after, NotKept)).collect();
    let close = follow_through(&notes(&close), day(9), HalfLife::Year);
    assert_eq!(close.missing, Some(Missing::Days { noted: 6, days: 5 }));
    let two_days = [(0, NotKept), (0, NotKept), (0, NotKept), (30, NotKept), (30, NotKept)];
    let two_days = follow_through(&notes(&two_days), day(30), HalfLife::Year);
    assert_eq!(two_days.missing, Some(Missing::Days { noted: 5, days: 2 }));
}

#[test]
fn excused_and_open_promises_stand_beside_the_counts() {
    let outcomes = [times(6, Kept), times(3, Excused), vec![Open, MarkedTwoWays]].concat();
    let found = follow_through(&weekly(&outcomes), day(100), HalfLife::Year);
    assert_eq!((found.counts.kept, found.counts.excused), (6, 3));
    assert_eq!((found.counts.open, found.counts.two_ways), (1, 1));
    assert_eq!((found.evidence.len(), found.set_aside.len()), (6, 5));
    let plain = follow_through(&weekly(&times(6, Kept)), day(100), HalfLife::Year);
    assert_eq!(found.range, plain.range);
}

#[test]
fn a_note_dated_after_today_waits_for_its_day() {
    let found = follow_through(&notes(&[(0, Kept), (50, NotKept)]), day(20), HalfLife::Year);
    assert_eq!((found.counts.kept, found.counts.not_kept, found.counts.ahead), (1, 0, 1));
    assert_eq!(found.set_aside, [id(1)]);
}

#[test]
fn a_need_that_was_never_said_is_not_a_need_unmet() {
    use NeedResponse::{DeclinedKindly, Met, NoneYet, NotAloud};
    let silent = needs_met(&weekly(&times(9, NotAloud)), day(100), HalfLife::Year);
    assert_eq!((silent.counts.asked, silent.counts.not_aloud), (0, 9));
    assert_eq!(silent.says, KeptSays::NotEnough);
    let asked = [vec![Met, NeedResponse::Partly, NoneYet], times(4, DeclinedKindly)].concat();
    let found = needs_met(&weekly(&asked), day(100), HalfLife::Year);
    assert_eq!((found.counts.asked, found.counts.waiting, found.counts.declined), (7, 1, 4));
    assert_eq!(found.evidence.len(), 6);
    assert_eq!(found.says, KeptSays::Mixed);
}

#[test]
fn my_own_habit_with_others_is_what_i_expect() {
    let person = |them, me| StartCounts { them, me, ..StartCounts::default() };
    let others = [person(4, 6), person(8, 12), person(2, 3), person(0, 0)];
    let usual = usual_share(&others);
    assert_eq!((usual.people, usual.noted), (3, Some(0.4)));
    assert_eq!(usual_share(&others[..2]).noted, None);
    assert!((usual_share(&[person(1, 99), person(0, 9), person(0, 5)]).theirs - 0.3).abs() < 1e-15);
    let contacts = [times(3, Started::Them), times(11, Started::Me)].concat();
    let found = initiation(&weekly(&contacts), usual, day(100));
    assert_eq!((found.counts.them, found.counts.known()), (3, 14));
    assert_eq!(found.says, ShareSays::MostlyYou);
    let mine = found.mirrored().range.unwrap();
    assert!(mine.low > 0.6 && mine.high < 0.87, "{mine:?}");
}

#[test]
fn care_that_comes_mostly_from_them_is_said_as_readily() {
    let acts = [times(14, CareAct::Received), times(2, CareAct::Given)].concat();
    assert_eq!(care(&weekly(&acts), day(200)).says, ShareSays::MostlyThem);
    let acts = [times(2, CareAct::Received), times(14, CareAct::Given)].concat();
    assert_eq!(care(&weekly(&acts), day(200)).says, ShareSays::MostlyYou);
}

#[test]
fn six_hard_notes_in_a_row_ask_for_something_that_points_the_other_way() {
    let hard = weekly(&times(6, Sign::Hard));
    let found = one_sided(&hard, day(100)).unwrap();
    assert_eq!((found.sign, found.evidence.len()), (Sign::Hard, 6));
    assert_eq!(one_sided(&hard[..5], day(100)), None);
    let one_kind = [vec![Sign::Good], times(5, Sign::Hard)].concat();
    assert_eq!(one_sided(&weekly(&one_kind), day(100)), None);
    let old_kind = [vec![Sign::Good], times(6, Sign::Hard)].concat();
    assert!(one_sided(&weekly(&old_kind), day(100)).is_some());
    let good = one_sided(&weekly(&times(6, Sign::Good)), day(100));
    assert_eq!(good.unwrap().sign, Sign::Good, "the other way round as well");
    let neither = [times(5, Sign::Hard), vec![Sign::Neither]].concat();
    assert_eq!(one_sided(&weekly(&neither), day(100)), None);
    assert_eq!(one_sided(&weekly(&times(9, Sign::Neither)), day(100)), None);
}

#[test]
fn most_of_these_were_written_on_hard_days() {
    let mood = |day_of: i32| if day_of % 10 < 3 { DayMood::Low } else { DayMood::Other };
    let moods: BTreeMap<_, _> = (0..100).map(|after| (day(after), mood(after))).collect();
    let written = |low: i32, other: i32| -> Vec<Evidence<()>> {
        let low = (0..low).map(|place| (place * 10, ()));
        notes(&low.chain((0..other).map(|place| (place * 10 + 5, ()))).collect::<Vec<_>>())
    };
    let found = hard_days(&written(8, 2), &moods, day(99));
    assert!(found.shown && (found.low, found.notes) == (8, 10));
    assert!((found.tail.unwrap() - 0.001_590_386_4).abs() < 1e-9, "{found:?}");
    let found = hard_days(&written(4, 4), &moods, day(99));
    assert!(!found.shown && (found.tail.unwrap() - 0.194_104_35).abs() < 1e-8, "{found:?}");
    let found = hard_days(&written(5, 0), &moods, day(99));
    assert!(!found.shown && found.tail.is_none(), "five are too few, however hard");
    assert_eq!(hard_days(&written(8, 2), &BTreeMap::new(), day(99)).usual, None);
}

#[test]
fn weeks_without_a_note_are_weeks_all_the_same() {
    // Eight weeks of notes, each two weeks apart, falling by one half a fortnight.
    let values: [i8; 8] = [2, 1, 1, 0, 0, -1, -1, -2];
    let felt: Vec<(i32, i8)> = (0..).step_by(14).zip(values).collect();
    let found = felt_trend(&notes(&felt), day(120));
    assert_eq!((found.says, found.weeks.len()), (TrendSays::Falling, 8));
    assert!((found.trend.unwrap().slope + 0.25).abs() < 1e-12, "per week, not per note");
    // One day that is noted ten times over is one week.
    let often: Vec<(i32, i8)> = (0..30).map(|place| (place % 2, -2)).collect();
    assert_eq!(felt_trend(&notes(&often), day(120)).says, TrendSays::NotEnough);
}

#[test]
fn notes_of_one_day_are_added_up_by_id() {
    let note = |id: u8, what| Evidence { id: EvidenceId([id; 16]), on: day(0), what };
    let found = follow_through(&[note(9, Kept), note(1, NotKept)], day(0), HalfLife::Year);
    assert_eq!(found.evidence, [EvidenceId([1; 16]), EvidenceId([9; 16])]);
}
