//! Mia writes one text on two devices without a net: both end with the same, and every word that was new is there.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

mod common;

use common::*;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha20Rng;
use requite_record::{Edit, Heads, Projection, Refusal};

/// Both write, each with what it wrote before in mind; then they meet. All `tokens` are there, on both.
fn both(
    text: &str,
    phone_writes: impl Fn(&mut Device),
    tablet_writes: impl Fn(&mut Device),
    tokens: &[&str],
) -> (String, Projection) {
    let (mut phone, mut tablet) = phone_and_tablet(&[first_body(text)]);
    phone_writes(&mut phone);
    tablet_writes(&mut tablet);
    let shown = agree(&mut phone, &mut tablet);
    let merged = phone.body();
    assert_eq!(merged.as_bytes(), tablet.body().as_bytes());
    for token in tokens {
        assert!(merged.contains(token), "{token:?} is lost: {merged:?}");
    }
    (merged, shown)
}

fn writes(text: &'static str) -> impl Fn(&mut Device) {
    move |device| drop(device.write(text))
}

fn inserts(behind: &'static str, text: &'static str) -> impl Fn(&mut Device) {
    move |device| drop(device.insert(behind, text))
}

#[test]
fn one_word_replaced_on_both() {
    let text = "I felt small at dinner.";
    let (merged, shown) = both(
        text,
        writes("I felt angry at dinner."),
        writes("I felt invisible at dinner."),
        &["I felt ", "angry", "invisible", " at dinner."],
    );
    assert!(!merged.contains("small"));
    assert_eq!(shown.marks.len(), 1, "the place where both replaced a word is marked");
    let span = shown.marks[0].span;
    let units: Vec<u16> = merged.encode_utf16().collect();
    let marked = String::from_utf16(&units[span.start..span.end]).unwrap();
    assert!(marked.contains("angry") && marked.contains("invisible"), "{marked:?}");
}

#[test]
fn one_word_replaced_with_the_same_on_both() {
    let (merged, _) = both("He was late.", writes("He was early."), writes("He was early."), &[]);
    assert!(merged.contains("early") && !merged.contains("late"), "{merged}");
}

#[test]
fn one_paragraph_in_different_places() {
    let text = "We met. We talked. We left.\n\nNext day: rain.";
    let (merged, shown) = both(
        text,
        writes("We met early. We talked. We left.\n\nNext day: rain."),
        inserts("We left", " together"),
        &[],
    );
    assert_eq!(merged, "We met early. We talked. We left together.\n\nNext day: rain.");
    assert!(shown.marks.is_empty());
}

#[test]
fn both_at_the_very_same_place() {
    let (merged, _) =
        both("ab", inserts("a", "PHONE"), inserts("a", "TABLET"), &["PHONE", "TABLET"]);
    assert_eq!(merged.len(), 2 + 5 + 6);
    both("", writes("only phone "), writes("only tablet "), &["only phone ", "only tablet "]);
}

#[test]
fn all_deleted_against_one_word_inserted() {
    let (merged, _) =
        both("All of this was hard.", writes(""), inserts("this", " really"), &["really"]);
    assert_eq!(merged, " really");
}

#[test]
fn a_whole_text_against_splices() {
    both(
        "one two three four five",
        |device| {
            device.insert("two", " 2a");
            device.insert("four", " 4a");
            let base = device.heads();
            device.act(&[splice(&base, 0, 3, "ONE")]);
        },
        writes("one two and three four six"),
        &["ONE", " 2a", " 4a", " and", "six"],
    );
}

#[test]
fn families_and_accents_stay_whole() {
    let text = "👩‍👩‍👧 at the cafe\u{301} 🇫🇷";
    let (merged, _) = both(
        text,
        writes("👩‍👩‍👦 at the cafe\u{301} 🇫🇷"),
        writes("👩‍👩‍👧 at the cafe\u{300} 🇫🇮"),
        &["👩‍👩‍👦", "cafe\u{300}", "🇫🇮", " at the "],
    );
    assert!(!merged.contains("👩‍👩‍👧"), "{merged}");
    both(text, inserts("👩‍👩‍👧", "👍🏽"), inserts("👩‍👩‍👧", "e\u{301}"), &["👍🏽", "e\u{301}", "👩‍👩‍👧"]);
}

#[test]
fn three_states_behind_and_still_nothing_is_lost() {
    let (mut phone, mut tablet) = phone_and_tablet(&[first_body("Start. End.")]);
    let seen = tablet.heads();
    phone.insert("Start.", " One.");
    tablet.meet(&mut phone);
    phone.insert("One.", " Two.");
    tablet.meet(&mut phone);
    // The editor on the tablet was open all the time.
    tablet.act(&[body(&seen, "Start! End.")]);
    tablet.act(&[body(&seen, "Start. End. After.")]);
    agree(&mut phone, &mut tablet);
    assert_eq!(phone.body(), "Start! One. Two. End. After.");
    assert_eq!(phone.document.as_mut().unwrap().text_at("body", &seen), Ok("Start. End.".into()));
}

/// A random edit that inserts one token that was never there before; others' tokens are never deleted.
fn random_edit(device: &mut Device, rng: &mut ChaCha20Rng, token: &str) {
    let text = device.body();
    let words: Vec<&str> = text.split_inclusive(' ').collect();
    let mut pick = |below: usize| usize::try_from(rng.next_u64()).unwrap() % below.max(1);
    let at = pick(words.len() + 1);
    let is_plain = words.get(at).is_some_and(|word| !word.starts_with('<'));
    let gone = usize::from(is_plain && pick(3) == 0);
    let before: String = words[..at].concat();
    let deleted: String = words[at..at + gone].concat();
    let after: String = words[at + gone..].concat();
    let base = device.heads();
    if pick(2) == 0 {
        device.act(&[body(&base, &format!("{before}{token} {after}"))]);
    } else {
        let units = |text: &str| text.encode_utf16().count();
        device.act(&[splice(&base, units(&before), units(&deleted), &format!("{token} "))]);
    }
}

#[test]
fn a_thousand_random_edits() {
    let mut rng = ChaCha20Rng::seed_from_u64(14);
    let text =
        "Day by day 👩‍👩‍👧 I wrote it e\u{301} down. Some of it twice, 🇫🇷 some never. ".repeat(20);
    let (mut phone, mut tablet) = phone_and_tablet(&[first_body(&text)]);
    let mut tokens = Vec::new();
    for number in 0..1_000 {
        let token = format!("<{number:04}👍🏽>");
        let device = if rng.next_u64() % 2 == 0 { &mut phone } else { &mut tablet };
        random_edit(device, &mut rng, &token);
        tokens.push(token);
        if rng.next_u64() % 40 == 0 {
            phone.meet(&mut tablet);
        }
    }
    phone.meet(&mut tablet);
    let merged = phone.body();
    assert_eq!(merged.as_bytes(), tablet.body().as_bytes());
    for token in &tokens {
        assert_eq!(merged.matches(token.as_str()).count(), 1, "{token}");
    }
}

#[test]
fn a_mebibyte() {
    let sentence = "She said she would come, and then she did not come. ";
    let mut text = sentence.repeat(MIB / sentence.len() + 1);
    text.truncate(MIB);
    let mut phone = Device::new(1);
    let mut changes = phone.act(&[first_body(&text)]);
    assert!(changes.iter().all(|change| change.len() <= MIB), "every change is below the limit");
    let mut tablet = Device::new(2);
    tablet.hear(&changes);
    assert_eq!(tablet.body().len(), MIB);

    let base = phone.heads();
    let over = Refusal::OverLimit { field: "body", max_bytes: MIB };
    assert_eq!(phone.try_act(&[body(&base, &format!("{text}."))]).unwrap_err(), over);
    assert_eq!(phone.try_act(&[splice(&base, 9, 0, "x")]).unwrap_err(), over);
    assert_eq!(Device::new(3).try_act(&[first_body(&format!("{text}x"))]).unwrap_err(), over);
    assert_eq!(phone.heads(), base, "refused: nothing changed");

    let mut edited = text.clone();
    edited.replace_range(520_000..520_003, "");
    edited.insert_str(520_000, "ABC");
    changes = phone.write(&edited);
    let written: usize = changes.iter().map(Vec::len).sum();
    assert!(changes.len() == 1 && written < 2_000, "one word is one small change: {written}");

    let base = tablet.heads();
    tablet.act(&[splice(&base, 100, 4, "SAID")]);
    phone.meet(&mut tablet);
    let merged = phone.body();
    assert_eq!(merged.as_bytes(), tablet.body().as_bytes());
    assert!(merged.contains("ABC") && merged.contains("SAID"), "both words are there");
    phone.reopen();
    assert_eq!(phone.body(), merged);
}

#[test]
fn states_and_places_that_are_not_there() {
    let (mut phone, mut tablet) = phone_and_tablet(&[first_body("a👩‍👩‍👧b")]);
    let base = phone.heads();
    let unknown = Heads::new(vec![[9; 32]]);
    let later = {
        tablet.insert("b", "c");
        tablet.heads()
    };
    for bad in [&Heads::default(), &unknown, &later] {
        assert_eq!(phone.try_act(&[body(bad, "x")]), Err(Refusal::UnknownBase));
        assert_eq!(phone.try_act(&[splice(bad, 0, 0, "x")]), Err(Refusal::UnknownBase));
    }
    let slot = answer("why", Some("0000000000000000"), &base, "x");
    assert_eq!(phone.try_act(&[slot]), Err(Refusal::UnknownBase));
    // 1 is before the family, 2 inside its first surrogate pair; 9 is before the b, 10 the end.
    for (at, delete) in [(2, 0), (1, 1), (2, 1), (0, 2), (11, 0), (10, 1), (1, usize::MAX)] {
        let refused = phone.try_act(&[splice(&base, at, delete, "x")]);
        assert_eq!(refused, Err(Refusal::Position), "{at} {delete}");
    }
    assert_eq!((phone.body().as_str(), phone.heads()), ("a👩‍👩‍👧b", base.clone()));
    phone.act(&[splice(&base, 10, 0, "!"), splice(&base, 1, 8, "")]);
    assert_eq!(phone.body(), "ab!");
}

#[test]
fn several_edits_of_one_text_at_once_are_all_of_the_same_state() {
    let (mut phone, _) = phone_and_tablet(&[first_body("one two three")]);
    let base = phone.heads();
    phone.act(&[splice(&base, 0, 3, "1"), splice(&base, 8, 5, "3"), splice(&base, 3, 0, ",")]);
    assert_eq!(phone.body(), "1, two 3");
}

#[test]
fn answers_are_edited_where_they_stand() {
    let (mut phone, mut tablet) = phone_and_tablet(&[]);
    let (mine, theirs) = (phone.heads(), tablet.heads());
    phone.act(&[answer("why", None, &mine, "I was tired.")]);
    tablet.act(&[answer("why", None, &theirs, "I was sad.")]);
    agree(&mut phone, &mut tablet);
    let answers = phone.field("answers")["why"].clone();
    for (i, found) in answers.as_array().unwrap().iter().enumerate() {
        let (slot, text) = (found["slot"].as_str(), found["text"].as_str().unwrap());
        let base = phone.heads();
        phone.act(&[answer("why", slot, &base, &text.replace("was", &format!("was so{i}")))]);
    }
    agree(&mut phone, &mut tablet);
    let shown = tablet.field("answers").to_string();
    for words in ["so0", "so1", "tired", "sad"] {
        assert!(shown.contains(words), "{shown}");
    }
    let base = phone.heads();
    for key in ["", "a#b"] {
        let refused = phone.try_act(&[answer(key, None, &base, "x")]);
        assert_eq!(refused, Err(Refusal::Field("answers")));
    }
    let wrong: [Edit; 2] =
        [on("body"), Edit::Text { field: "title".into(), base, text: String::new() }];
    for edit in wrong {
        assert!(matches!(phone.try_act(&[edit]), Err(Refusal::Field(_))));
    }
}
