//! The strings of the design, letter by letter, and what is said for the numbers of Mia's phone and Mia's tablet.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use jiff::{Span, civil::Date, civil::date};
use requite_numbers::{
    AfterContact, AfterSays, CareAct, ContactGap, Evidence, EvidenceId, GapSays, HalfLife,
    HardDays, NeedResponse, PromiseOutcome, Sign, Started, Usual, care, change, follow_through,
    initiation, needs_met, one_sided,
};
use requite_words::{
    Around, GATE, Locale, Part, Sentence,
    of_numbers::{self, Whose},
    say,
};

const TODAY: Date = date(2026, 11, 23);

fn english(sentence: Sentence) -> String {
    say(Locale::English, &sentence)
}

/// Notes a week apart, the last one today.
fn weekly<T: Copy>(of: &[T]) -> Vec<Evidence<T>> {
    let note = |(place, what): (usize, &T)| {
        let back = i64::try_from(of.len() - 1 - place).unwrap() * 7;
        let on = TODAY.checked_sub(Span::new().days(back)).unwrap();
        Evidence { id: EvidenceId([u8::try_from(place).unwrap(); 16]), on, what: *what }
    };
    of.iter().enumerate().map(note).collect()
}

fn times<T: Copy>(how_many: u32, what: T) -> Vec<T> {
    (0..how_many).map(|_| what).collect()
}

#[test]
fn the_strings_of_the_design() {
    let mid_may = Around::day(date(2026, 5, 15), TODAY);
    let wanted = [
        (
            Sentence::NotEnough { noted: 3, needed: 5, days: 9 },
            "Too little noted to say anything yet (3 of 5, over 9 days).",
        ),
        (
            Sentence::Mixed { kept: 4, partly: 2, not: 4 },
            "You noted 4 kept, 2 partly, 4 not. That is mixed.",
        ),
        (
            Sentence::MoreOftenKept { kept: 9, partly: 0, not: 3 },
            "You noted 9 kept and 3 not. In what you noted, promises are usually kept.",
        ),
        (
            Sentence::MoreOftenNot { kept: 2, partly: 0, not: 8 },
            "You noted 2 kept and 8 not. In what you noted, promises are more often not kept. This says what to expect, not why.",
        ),
        (
            Sentence::StartsMostlyYou { times: 14, them: 3, mutual: 0, in_ten: 6 },
            "You noted who got in touch 14 times; they started 3. Your own average with others: 6 in 10 started by you. Is that all right with you?",
        ),
        (
            Sentence::NeedsMine { asked: 4, met: 1, partly: 1, silent: 3 },
            "You asked 4 times; 1 was met, 1 partly. 3 other needs you never said aloud.",
        ),
        (Sentence::Excused { count: 3 }, "3 were set aside as excused."),
        (
            Sentence::Change { around: mid_may },
            "The notes before and after mid-May look different. Did something change? (We often miss or misread changes.)",
        ),
        (
            Sentence::AfterLower { notes: 8 },
            "After seeing them you usually noted feeling lower than on other days (8 notes).",
        ),
        (
            Sentence::OneSided,
            "The last 6 notes point one way. Anything that points the other way, even small?",
        ),
        (Sentence::HardDays, "Most of these were written on hard days."),
    ];
    for (sentence, wanted) in wanted {
        assert_eq!(english(sentence), wanted);
    }
}

#[test]
fn one_is_not_many() {
    assert_eq!(english(Sentence::Excused { count: 1 }), "1 was set aside as excused.");
    assert_eq!(
        english(Sentence::NeedsMine { asked: 1, met: 0, partly: 0, silent: 1 }),
        "You asked 1 time; 0 were met. 1 other need you never said aloud."
    );
    assert_eq!(
        english(Sentence::NotEnough { noted: 2, needed: 5, days: 1 }),
        "Too little noted to say anything yet (2 of 5, over 1 day)."
    );
    let spanish = say(Locale::Spanish, &Sentence::Excused { count: 1 });
    assert_eq!(spanish, "1 se dejó aparte como disculpada.");
}

#[test]
fn months_have_three_parts_and_another_year_is_named() {
    let part = |day| Around::day(date(2026, 2, day), TODAY).part;
    assert_eq!(
        [part(10), part(11), part(20), part(21)],
        [Part::Early, Part::Mid, Part::Mid, Part::Late]
    );
    let last_year = Around::day(date(2025, 12, 28), TODAY);
    let asked = english(Sentence::Change { around: last_year });
    assert!(asked.starts_with("The notes before and after late December 2025 look"), "{asked}");
    let asked = say(Locale::Spanish, &Sentence::Change { around: last_year });
    assert!(asked.contains("finales de diciembre de 2025 parecen"), "{asked}");
}

#[test]
fn excused_promises_always_stand_beside_the_counts() {
    use PromiseOutcome::{Excused, Kept, NotKept, Open};
    let outcomes = [times(2, Kept), times(8, NotKept), times(3, Excused), vec![Open]].concat();
    let found = follow_through(&weekly(&outcomes), TODAY, HalfLife::Year);
    let said: Vec<String> = of_numbers::promises(&found).into_iter().map(english).collect();
    assert_eq!(
        said,
        [
            "You noted 2 kept and 8 not. In what you noted, promises are more often not kept. This says what to expect, not why.",
            "3 were set aside as excused.",
            "1 is still open.",
        ]
    );
    let few = follow_through(&weekly(&[Kept, Excused]), TODAY, HalfLife::Year);
    let said: Vec<String> = of_numbers::promises(&few).into_iter().map(english).collect();
    assert_eq!(
        said,
        [
            "Too little noted to say anything yet (1 of 5, over 1 day).",
            "1 was set aside as excused.",
        ]
    );
}

#[test]
fn what_was_never_asked_is_said_before_what_was_not_met() {
    use NeedResponse::{DeclinedKindly, Met, NotAloud, Partly};
    let silent = needs_met(&weekly(&times(3, NotAloud)), TODAY, HalfLife::Year);
    let said = of_numbers::needs(&silent, Whose::Mine);
    assert_eq!(said, [Sentence::NeedsNotAsked]);
    let asked = needs_met(&weekly(&[Met, Partly, DeclinedKindly]), TODAY, HalfLife::Year);
    let said: Vec<String> =
        of_numbers::needs(&asked, Whose::Theirs).into_iter().map(english).collect();
    assert_eq!(
        said,
        [
            "They asked 3 times; you met 1, 1 partly.",
            "1 was kindly declined.",
            "Too little noted to say anything yet (3 of 5, over 14 days).",
        ]
    );
}

#[test]
fn who_starts_is_said_with_my_own_average_where_there_is_one() {
    let contacts = [times(3, Started::Them), times(11, Started::Me)].concat();
    let said = |noted: Option<f64>| {
        let usual = Usual { theirs: noted.unwrap_or(0.5), noted, people: 3 };
        english(of_numbers::initiation(&initiation(&weekly(&contacts), usual, TODAY)).unwrap())
    };
    assert!(said(Some(0.4)).contains("6 in 10 started by you"));
    assert!(said(None).contains("you usually start"));
    let acts = [times(14, CareAct::Received), times(2, CareAct::Given)].concat();
    let given = of_numbers::care(&care(&weekly(&acts), TODAY)).unwrap();
    assert_eq!(given, Sentence::CareMostlyThem { received: 14, given: 2 });
}

#[test]
fn a_change_is_asked_and_never_told() {
    use PromiseOutcome::{Kept, NotKept};
    let turned = [times(6, Kept), times(6, NotKept)].concat();
    let asked = of_numbers::change(&change(&weekly(&turned), TODAY), Whose::Theirs, TODAY).unwrap();
    assert!(english(asked).contains("Did something change?"));
    assert!(english(asked).contains("mid-October"), "{}", english(asked));
    let better = [times(6, NotKept), times(6, Kept)].concat();
    let asked_too = of_numbers::change(&change(&weekly(&better), TODAY), Whose::Theirs, TODAY);
    assert_eq!(asked_too, Some(asked), "a turn for the better is asked in the same words");
    let steady = change(&weekly(&times(12, Kept)), TODAY);
    assert_eq!(of_numbers::change(&steady, Whose::Theirs, TODAY), None);
    let mine = of_numbers::change(&change(&weekly(&turned), TODAY), Whose::Mine, TODAY).unwrap();
    assert!(
        english(mine).starts_with("The notes of your own promises before and after mid-October")
    );
}

#[test]
fn below_its_gate_nothing_is_said_about_feelings_or_silences() {
    let after = AfterContact {
        says: AfterSays::NotEnough,
        test: None,
        evidence: Vec::new(),
        usual: Vec::new(),
    };
    assert_eq!(of_numbers::after(&after), None);
    let gap = ContactGap {
        says: GapSays::LongerThanUsual,
        current: Some(21),
        median: Some(4.5),
        ninetieth: Some(7.1),
        gaps: 10,
    };
    assert_eq!(of_numbers::gap(&gap), Some(Sentence::GapLonger { days: 21, usual: 8 }));
    assert_eq!(of_numbers::gap(&ContactGap { says: GapSays::NotEnough, ..gap }), None);
    let hard = HardDays {
        shown: true,
        low: 8,
        notes: 10,
        usual: Some(0.3),
        tail: Some(0.001),
        evidence: Vec::new(),
    };
    assert_eq!(of_numbers::hard_days(&hard), Some(Sentence::HardDays));
    let many = HardDays { low: 4, ..hard.clone() };
    assert_eq!(
        of_numbers::hard_days(&many),
        Some(Sentence::HardDaysMany),
        "four of ten is not most"
    );
    assert_eq!(of_numbers::hard_days(&HardDays { shown: false, ..hard }), None);
    let six = one_sided(&weekly(&times(6, Sign::Hard)), TODAY);
    assert_eq!(of_numbers::one_sided(six.as_ref()), Some(Sentence::OneSided));
    assert_eq!(of_numbers::one_sided(None), None);
}

#[test]
fn six_questions_stand_before_a_goodbye() {
    assert_eq!(english(GATE[0]), "Would you be afraid of how they react?");
    for locale in Locale::ALL {
        assert!(GATE.iter().all(|question| say(locale, question).ends_with('?')));
    }
}

#[test]
fn a_phone_set_to_any_spanish_speaks_spanish_and_to_any_other_language_english() {
    for (tag, locale) in [
        ("es", Locale::Spanish),
        ("es-MX", Locale::Spanish),
        ("es_ES.UTF-8", Locale::Spanish),
        ("EN-gb", Locale::English),
        ("de", Locale::English),
        ("", Locale::English),
        ("C.UTF-8", Locale::English),
    ] {
        assert_eq!(Locale::of_tag(tag), locale, "{tag}");
    }
}
