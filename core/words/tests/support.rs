//! The support pack: nothing that looks like a phone number is shown unless somebody has checked it.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use jiff::civil::{Date, date};
use requite_words::{
    LineKind, Locale, Sentence, SupportError, SupportLine, SupportPack, SupportReason,
    may_offer_support,
};

const TODAY: Date = date(2026, 11, 23);

fn pack(text: &str, verified_on: Option<Date>) -> SupportPack {
    let text = Locale::ALL.map(|locale| (locale.tag().to_owned(), text.to_owned())).into();
    let line = SupportLine { kind: LineKind::Helpline, placeholder: false, text };
    SupportPack { format: 1, region: "GB".to_owned(), verified_on, lines: vec![line] }
}

#[test]
fn the_pack_that_comes_with_the_program_holds_places_to_fill_in_and_no_number() {
    let pack = SupportPack::built_in();
    assert_eq!(pack.check(TODAY), Ok(()));
    assert_eq!((pack.lines.len(), pack.verified_on), (4, None));
    assert_eq!(pack.dated(TODAY), Sentence::SupportPlaceholders);
    for line in &pack.lines {
        assert!(line.placeholder);
        for locale in Locale::ALL {
            assert!(!line.say(locale).chars().any(char::is_numeric), "{}", line.say(locale));
        }
    }
}

#[test]
fn a_number_that_nobody_has_checked_is_refused_however_it_is_written() {
    for number in
        ["Call 555 0123.", "call 1-2-3", "(0) 1. 2", "+1 2 3", "٠١٢", "five or 9 9 9", "０１２"]
    {
        let unchecked = pack(number, None).check(TODAY);
        assert_eq!(unchecked, Err(SupportError::UnverifiedNumber { line: 1 }), "{number}");
        let checked = pack(number, Some(date(2026, 11, 1))).check(TODAY);
        assert_eq!(checked, Ok(()), "{number}");
        let mut filled = pack(number, Some(TODAY));
        filled.lines[0].placeholder = true;
        let refused = Err(SupportError::NumberInPlaceholder { line: 1 });
        assert_eq!(filled.check(TODAY), refused, "{number}");
    }
    for plain in ["Open 24/7.", "Room 12, ask for 3 people", "somebody you trust"] {
        assert_eq!(pack(plain, None).check(TODAY), Ok(()), "{plain}");
    }
}

#[test]
fn a_number_in_one_language_only_is_seen_too() {
    let mut half = pack("somebody you trust", None);
    half.lines[0].text.insert("es".to_owned(), "Llama al 555 0123.".to_owned());
    assert_eq!(half.check(TODAY), Err(SupportError::UnverifiedNumber { line: 1 }));
    half.lines[0].text.remove("es");
    assert_eq!(half.check(TODAY), Err(SupportError::Language { line: 1 }));
}

#[test]
fn a_pack_is_dated_and_grows_old() {
    let checked_on = |day| pack("Call 555 0123.", Some(day));
    assert_eq!(checked_on(date(2026, 11, 24)).check(TODAY), Err(SupportError::Ahead));
    let fresh = date(2025, 11, 23);
    assert_eq!(checked_on(fresh).dated(TODAY), Sentence::SupportChecked { date: fresh });
    let old = date(2025, 11, 22);
    assert_eq!(checked_on(old).dated(TODAY), Sentence::SupportStale { date: old });
}

#[test]
fn a_file_that_is_no_pack_is_refused_without_repeating_it() {
    let good = serde_json::to_string(&pack("somebody", Some(TODAY))).unwrap();
    assert_eq!(SupportPack::read(&good, TODAY).unwrap(), pack("somebody", Some(TODAY)));
    assert!(good.contains("\"verified_on\":\"2026-11-23\""));
    let planted = [
        ("{}".to_owned(), SupportError::Format),
        (good.replace("2026-11-23", "today"), SupportError::Format),
        (good.replace("\"format\":1", "\"format\":2"), SupportError::Format),
        (good.replace("\"format\":1", "\"format\":1,\"more\":1"), SupportError::Format),
        (good.replace("GB", "gb"), SupportError::Region),
        (good.replace("GB", "World"), SupportError::Region),
    ];
    for (json, wanted) in planted {
        assert_eq!(SupportPack::read(&json, TODAY), Err(wanted), "{json}");
    }
    let mut empty = pack("somebody", None);
    empty.lines.clear();
    assert_eq!(empty.check(TODAY), Err(SupportError::Empty));
    let said = SupportError::UnverifiedNumber { line: 1 }.to_string();
    assert!(!said.contains("555"));
}

#[test]
fn support_is_offered_for_a_reason_and_at_most_once_a_day() {
    let yesterday = date(2026, 11, 22);
    for reason in [SupportReason::Gate, SupportReason::NotSafe] {
        assert!(may_offer_support(Some(reason), None, TODAY));
        assert!(may_offer_support(Some(reason), Some(yesterday), TODAY));
        assert!(!may_offer_support(Some(reason), Some(TODAY), TODAY));
    }
    assert!(!may_offer_support(None, None, TODAY), "nobody is offered it out of the blue");
}
