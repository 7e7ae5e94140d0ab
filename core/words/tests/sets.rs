//! Guided sets on Mia's phone and Mia's tablet: what they ask, when one rests, when a kinder one is offered first.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::collections::BTreeSet;

use jiff::{Span, civil::Date, civil::date};
use proptest::{collection::vec, prelude::*, sample::select};
use requite_words::{
    Helped, Locale, Manner, Offered, Sitting, guided_set, guided_sets, resting_until, soft_turn,
};

const FIRST: Date = date(2026, 5, 1);

fn day(after: i64) -> Date {
    FIRST.checked_add(Span::new().days(after)).unwrap()
}

fn sitting(set: &str, after: i64, helped: Helped) -> Sitting<'_> {
    Sitting { set, on: day(after), helped: Some(helped) }
}

#[test]
fn eleven_sets_each_short_each_with_a_way_out() {
    assert_eq!(guided_sets().len(), 11);
    let mut ids = BTreeSet::new();
    for (number, set) in (1..).zip(guided_sets()) {
        assert_eq!(set.number, number);
        assert!((10..=20).contains(&set.minutes), "{}", set.id);
        assert!((4..=5).contains(&set.prompts.len()), "{}", set.id);
        assert_eq!(set.offered == Offered::AfterGate, number == 7);
        for locale in Locale::ALL {
            assert!(!set.title(locale).contains('-'), "a title, not a key: {}", set.id);
            assert!(set.care(locale).ends_with('.'), "{}", set.id);
            assert_eq!(set.invitation(locale).is_none(), set.manner == Manner::Free);
        }
        for prompt in set.prompts {
            assert!(ids.insert(*prompt), "{prompt} is there twice");
            assert!(prompt.starts_with(&format!("{}.", set.id)));
            let [english, spanish] =
                Locale::ALL.map(|locale| set.question(prompt, locale).unwrap());
            assert!(english.ends_with(['?', '.']) && english != spanish, "{english}");
        }
    }
    let manners = |wanted| {
        guided_sets().iter().filter(|set| set.manner == wanted).map(|set| set.number).collect()
    };
    let (concrete, distanced): (Vec<u8>, Vec<u8>) =
        (manners(Manner::Concrete), manners(Manner::Distanced));
    assert_eq!((concrete, distanced), (vec![1, 2, 3, 6], vec![4, 5, 8]));
}

#[test]
fn a_set_is_called_by_name_or_number() {
    assert_eq!(guided_set("3").unwrap().id, "afterwards");
    assert_eq!(guided_set("kindness").unwrap().number, 10);
    assert_eq!(guided_set("12"), None);
    let plainly = guided_set("1").unwrap();
    assert_eq!(plainly.title(Locale::English), "What happened, plainly");
    let question = plainly.question("plainly.camera", Locale::English);
    assert_eq!(question.unwrap(), "What would a camera have missed?");
    assert_eq!(plainly.question("kindness.today", Locale::English), None);
}

#[test]
fn a_set_that_left_her_worse_three_times_rests_for_fourteen_days() {
    use Helped::{Better, Same, Worse};
    let thrice = [
        sitting("hope", 0, Worse),
        sitting("hope", 2, Worse),
        sitting("hope", 3, Same),
        sitting("hope", 4, Worse),
    ];
    assert_eq!(resting_until("hope", &thrice[..3], day(4)), None);
    assert_eq!(resting_until("hope", &thrice, day(4)), Some(day(18)));
    assert_eq!(resting_until("hope", &thrice, day(17)), Some(day(18)));
    assert_eq!(resting_until("hope", &thrice, day(18)), None);
    assert_eq!(resting_until("mine", &thrice, day(5)), None, "only this one rests");
    let better_between = [
        sitting("hope", 0, Worse),
        sitting("hope", 1, Worse),
        sitting("hope", 2, Better),
        sitting("hope", 3, Worse),
    ];
    assert_eq!(resting_until("hope", &better_between, day(4)), None);
    // After the rest it takes three more.
    let asked_again = [thrice.to_vec(), vec![sitting("hope", 20, Worse)]].concat();
    assert_eq!(resting_until("hope", &asked_again, day(20)), None);
}

#[test]
fn the_fourth_why_in_a_week_is_met_with_something_kinder() {
    let why = |after| Sitting { set: "mine", on: day(after), helped: None };
    let kinder = |sittings: &[Sitting<'_>], today| {
        soft_turn(sittings, day(today)).map(|sets| sets.map(|set| set.number))
    };
    let three = [why(0), why(1), Sitting { set: "learned", on: day(2), helped: None }];
    assert_eq!(kinder(&three, 2), None);
    let four = [three.to_vec(), vec![Sitting { set: "hope", on: day(6), helped: None }]].concat();
    assert_eq!(kinder(&four, 6), Some([1, 3, 10]));
    assert_eq!(kinder(&four, 7), None, "the first is eight days old");
    let concrete = [three.to_vec(), vec![Sitting { set: "plainly", on: day(2), helped: None }]];
    assert_eq!(kinder(&concrete.concat(), 2), None);
}

proptest! {
    #[test]
    fn the_order_in_which_sittings_arrive_never_matters(
        made in vec((0_i64..40, select(vec![Helped::Better, Helped::Same, Helped::Worse])), 0..12),
        turn in 0_usize..12,
    ) {
        let sittings: Vec<Sitting<'_>> =
            made.iter().map(|(after, helped)| sitting("hope", *after, *helped)).collect();
        let mut turned = sittings.clone();
        turned.reverse();
        let by = if turned.is_empty() { 0 } else { turn % turned.len() };
        turned.rotate_left(by);
        prop_assert_eq!(
            resting_until("hope", &sittings, day(40)),
            resting_until("hope", &turned, day(40))
        );
        prop_assert_eq!(soft_turn(&sittings, day(40)), soft_turn(&turned, day(40)));
        let worse = made.iter().filter(|(_, helped)| *helped == Helped::Worse).count();
        if worse < 3 {
            prop_assert_eq!(resting_until("hope", &sittings, day(40)), None);
        }
    }
}
