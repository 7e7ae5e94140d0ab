//! Mia opens the pages of numbers and questions: what they say, what they leave unsaid, and the notes behind each number.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that fails says so by panicking"
)]

mod home;
#[path = "pages/notes.rs"]
mod notes;

use std::collections::BTreeSet;

use home::Device;
use notes::Notes;
use requite::Direction::{Me, Them};
use serde_json::{Value, json};

fn journal(people: &[&str]) -> (tempfile::TempDir, Device, Notes) {
    let folder = tempfile::tempdir().unwrap();
    let phone = Device::new(folder.path(), "phone");
    phone.ok(&["init", "--device", "phone"]);
    let mut notes = Notes::of(&phone);
    for name in people {
        notes.person(name);
    }
    (folder, phone, notes)
}

/// Everything that a page can say, about Ana.
fn rich() -> (tempfile::TempDir, Device) {
    let (folder, phone, mut notes) = journal(&["Ana", "Tom"]);
    let outcomes = ["kept", "kept", "kept", "kept", "not_kept", "not_kept", "not_kept", "not_kept"];
    for (place, outcome) in (0..).zip(outcomes) {
        notes.promise("Ana", "them", outcome, 90 - place * 10);
    }
    (0..6).for_each(|place| drop(notes.promise("Ana", "me", "kept", 60 - place * 9)));
    (0..3).for_each(|place| drop(notes.promise("Ana", "them", "excused", 15 + place)));
    (0..12).for_each(|place| notes.contact("Ana", "me", 80 - place * 5));
    (0..9).for_each(|place| notes.moment("Ana", "care_act", Me, 70 - place * 3));
    notes.moment("Ana", "care_act", Them, 12);
    (0..9)
        .for_each(|place| notes.felt(Some("Ana"), &[("seen", -1), ("worth", -1)], 66 - place * 7));
    (0..12).for_each(|place| {
        notes.felt(None, &[("seen", 1), ("worth", 1)], 68 - place * 4 - place % 2);
    });
    notes.need("Ana");
    (folder, phone)
}

fn texts(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|text| text.as_str().unwrap()).collect()
}

fn ids(list: &Value) -> BTreeSet<String> {
    list.as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap().to_owned()).collect()
}

fn all_of(parts: &[&Value]) -> BTreeSet<String> {
    parts.iter().flat_map(|list| texts(list)).map(str::to_owned).collect()
}

#[test]
fn a_sentence_comes_at_its_gate_and_excused_promises_stand_beside_it() {
    let (_folder, phone, mut notes) = journal(&["Tom"]);
    (0..4).for_each(|place| drop(notes.promise("Tom", "them", "not_kept", 40 - place * 10)));
    (0..3).for_each(|place| drop(notes.promise("Tom", "them", "excused", 20 + place)));
    let measure = || phone.ok(&["picture", "Tom"])["follow_through"]["them"].clone();
    let below = measure();
    assert_eq!((&below["says"], &below["range"]), (&json!("not_enough"), &Value::Null));
    assert_eq!(
        texts(&below["sentences"]),
        [
            "Too little noted to say anything yet (4 of 5, over 30 days).",
            "3 were set aside as excused."
        ]
    );
    notes.promise("Tom", "them", "not_kept", 2);
    let at = measure();
    assert_eq!(at["says"], "more_often_not");
    assert_eq!((&at["counts"]["not_kept"], &at["counts"]["excused"]), (&json!(5), &json!(3)));
    let range = at["range"].as_array().unwrap();
    assert!(range[0].as_f64().unwrap() < range[1].as_f64().unwrap());
    assert!(range[1].as_f64().unwrap() < 0.5, "{range:?}");
    let said = texts(&at["sentences"]);
    assert!(said[0].ends_with("This says what to expect, not why."), "{said:?}");
    assert_eq!(said[1], "3 were set aside as excused.");
    let mine = &phone.ok(&["picture", "Tom"])["follow_through"]["me"];
    assert_eq!((&mine["says"], &mine["counts"]["kept"]), (&json!("not_enough"), &json!(0)));
}

#[test]
fn every_number_opens_its_list() {
    let (_folder, phone) = rich();
    let picture = phone.ok(&["picture", "Ana"]);
    for measure in ["follow_through", "initiation", "needs", "care"] {
        let why = phone.ok(&["picture", "Ana", "--why", measure]);
        assert_eq!(why["measure"], measure);
        for side in ["them", "me"] {
            let shown = &picture[measure][side];
            let behind = all_of(&[&shown["evidence"], &shown["set_aside"]]);
            assert_eq!(ids(&why[side]), behind, "{measure} {side}");
            // What was asked is counted once more by what became of it.
            let once = |name: &str| measure != "needs" || ["asked", "not_aloud"].contains(&name);
            let counts = shown["counts"].as_object().unwrap().iter();
            let counts = counts.filter(|(name, _)| once(name));
            let sum: u64 = counts.map(|(_, count)| count.as_u64().unwrap()).sum();
            assert_eq!(usize::try_from(sum).unwrap(), behind.len(), "{measure} {side}");
        }
    }
    for remark in ["change", "gap", "hard_days", "one_sided"] {
        let why = phone.ok(&["picture", "Ana", "--why", remark]);
        assert_eq!(ids(&why["them"]), all_of(&[&picture[remark]["evidence"]]), "{remark}");
    }
    for fields in ["after", "trend"] {
        let said = picture[fields].as_object().unwrap();
        let behind: Vec<&Value> = said.values().map(|remark| &remark["evidence"]).collect();
        let why = phone.ok(&["picture", "Ana", "--why", fields]);
        assert_eq!(ids(&why["them"]), all_of(&behind), "{fields}");
    }
    let why = phone.ok(&["picture", "Ana", "--why", "unpromised"]);
    assert_eq!(ids(&why["them"]), all_of(&[&picture["unpromised"]]));
    assert_eq!(picture["after"]["seen"]["says"], "usually_lower_after");
    assert_eq!(picture["trend"]["seen"]["says"], "no_clear_direction");
    assert_eq!(
        (&picture["change"]["says"], &picture["gap"]["says"]),
        (&json!("ask"), &json!("longer_than_usual"))
    );
    phone.run(&["picture", "Ana", "--why", "worth"]).refused(8, "invalid_choice");
}

#[test]
fn the_order_in_which_notes_were_made_never_matters() {
    let outcomes = ["kept", "not_kept", "kept", "partly", "kept", "kept", "kept", "kept", "kept"];
    let mut seen: Option<Value> = None;
    for backwards in [false, true] {
        let (_folder, phone, mut notes) = journal(&["Tom"]);
        let mut made: Vec<(u32, &str)> = (0..).map(|place| 70 - place * 7).zip(outcomes).collect();
        if backwards {
            made.reverse();
        }
        for (days, outcome) in made {
            notes.promise("Tom", "them", outcome, days);
            notes.contact("Tom", "them", days);
        }
        let picture = phone.ok(&["picture", "Tom"]);
        let said = json!([
            picture["follow_through"]["them"]["range"],
            picture["follow_through"]["them"]["says"],
            picture["initiation"]["them"]["range"],
            picture["gap"]["sentence"],
        ]);
        assert_eq!(seen.get_or_insert_with(|| said.clone()), &said);
    }
}

#[test]
fn the_banner_comes_up_when_the_last_six_point_one_way() {
    let (_folder, phone, mut notes) = journal(&["Tom"]);
    (0..6).for_each(|place| notes.moment("Tom", "let_down", Them, 20 - place));
    let banner = phone.ok(&["picture", "Tom"])["one_sided"].clone();
    assert_eq!(banner["says"], "one_sided");
    assert!(
        banner["sentence"]
            .as_str()
            .unwrap()
            .ends_with("Anything that points the other way, even small?")
    );
    assert_eq!(banner["evidence"].as_array().unwrap().len(), 6);
    assert!(phone.says(&["picture", "Tom"]).starts_with("Tom\nThe last 6 notes point one way."));
    notes.moment("Tom", "care_act", Them, 1);
    assert_eq!(phone.ok(&["picture", "Tom"])["one_sided"]["says"], "none");
}

/// The pages in a terminal, in a language and a manner.
fn read(phone: &Device, manner: &[&str]) -> Vec<String> {
    let pages: [&[&str]; 5] =
        [&["picture", "Ana"], &["insights"], &["who-meets-me"], &["year"], &["support"]];
    let page = |page: &&[&str]| phone.says(&[page, manner].concat());
    pages.iter().map(page).collect()
}

#[test]
fn pages_fit_into_60_columns_and_say_the_same_without_drawing() {
    let (_folder, phone) = rich();
    for language in ["en", "es"] {
        phone.ok(&["settings", "set", "language", language]);
        let (drawn, plain) = (read(&phone, &[]), read(&phone, &["--plain"]));
        for (drawn, plain) in drawn.iter().zip(&plain) {
            for line in drawn.lines().chain(plain.lines()) {
                assert!(line.chars().count() <= 60, "{line}");
            }
            assert!(!plain.contains(['▒', '├', '─', '┤', '·']), "{plain}");
            assert!(!plain.contains('\u{1b}') && !plain.is_empty());
            let sentences = |page: &str| {
                let words =
                    page.lines().filter(|line| !line.contains(['▒', '├']) && line.ends_with('.'));
                words.map(str::to_owned).collect::<Vec<_>>()
            };
            assert_eq!(sentences(drawn), sentences(plain));
        }
        assert!(drawn[0].contains('▒') && drawn[0].contains('├'), "{}", drawn[0]);
    }
}

#[test]
fn no_line_stays_behind_in_english() {
    let (_folder, phone) = rich();
    let english: BTreeSet<String> = read(&phone, &["--plain"])
        .iter()
        .flat_map(|page| page.lines())
        .map(str::to_owned)
        .collect();
    phone.ok(&["settings", "set", "language", "es"]);
    for line in read(&phone, &["--plain"]).iter().flat_map(|page| page.lines()) {
        let own = ["Ana", "Tom", "", "  writing", "    "];
        let is_key = line.starts_with("    ") && line.contains('.') || line.starts_with("  felt");
        assert!(own.contains(&line) || is_key || !english.contains(line), "{line}");
    }
}

#[test]
fn insights_ask_and_are_set_aside() {
    let (_folder, phone) = rich();
    let items = || phone.ok(&["insights"])["items"].as_array().unwrap().clone();
    let asked = items();
    let about: Vec<&str> = asked.iter().map(|item| item["about"].as_str().unwrap()).collect();
    assert_eq!(about, ["kept_mine", "started", "needs", "care", "change", "gap", "after_lower"]);
    for item in &asked {
        let question = item["question"].as_str().unwrap();
        assert!(question.contains('?') && question.ends_with(['?', ')']), "{question}");
        assert!(!question.contains("Ana") && item["person"] == "Ana");
        let why = phone.ok(&["insights", "why", item["key"].as_str().unwrap()]);
        assert_eq!(ids(&why["items"]), all_of(&[&item["evidence"]]));
    }
    let gap = asked.iter().find(|item| item["about"] == "gap").unwrap()["key"].as_str().unwrap();
    assert_eq!(phone.ok(&["insights", "dismiss", &gap[..8]]), json!({"key": gap, "until": null}));
    assert_eq!(items().len(), asked.len() - 1);
    assert_eq!(phone.ok(&["insights"])["set_aside"], json!([{"key": gap, "until": null}]));
    assert_eq!(phone.ok(&["insights", "ask", gap])["key"], gap);
    assert_eq!(items().len(), asked.len());
    // For a while: tomorrow it is asked again, so today it rests, and a day that has passed says nothing.
    phone.ok(&["insights", "dismiss", gap, "--until", "tomorrow"]);
    assert_eq!(items().len(), asked.len() - 1);
    phone.ok(&["undo"]);
    assert_eq!(items().len(), asked.len());
    phone.ok(&["insights", "dismiss", gap, "--until", "2020-01-01"]);
    assert_eq!(items().len(), asked.len());
    phone.run(&["insights", "dismiss", "after"]).ok();
    phone.run(&["insights", "dismiss", "c"]).refused(3, "ambiguous");
    phone.run(&["insights", "why", "nothing"]).refused(3, "not_found");
    // Nobody is told anything elsewhere.
    assert!(!phone.ok(&["today"]).to_string().contains("question"));
}

#[test]
fn who_meets_me_stands_in_order_of_name_whatever_was_felt() {
    let (_folder, phone, mut notes) = journal(&["Tom", "ana", "Mia"]);
    let none = phone.ok(&["who-meets-me"]);
    assert_eq!(
        (&none["people"], none["read"].as_str().unwrap()),
        (&json!([]), "Nothing noted yet of how you felt after seeing somebody.")
    );
    for (name, seen) in [("Tom", 2), ("ana", -2), ("Mia", 1)] {
        (0..3)
            .for_each(|place| notes.felt(Some(name), &[("seen", seen), ("energy", 2)], 9 - place));
    }
    let page = phone.ok(&["who-meets-me"]);
    let names: Vec<&str> = page["people"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["person"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["ana", "Mia", "Tom"]);
    let tom = &page["people"][2]["felt"];
    assert_eq!(tom["seen"]["counts"], json!({"there": 3, "neither": 0, "missing": 0}));
    assert_eq!((&tom["seen"]["says"], &tom["energy"]), (&json!("not_enough"), &Value::Null));
    assert_eq!(texts(&tom["seen"]["sentences"]), ["You felt seen 3 of 3 times."]);
    let why = phone.ok(&["who-meets-me", "--why", "Tom"]);
    assert_eq!(ids(&why["items"]), all_of(&[&tom["seen"]["evidence"]]));
    phone.run(&["who-meets-me", "--why", "Zoe"]).refused(3, "not_found");
}

#[test]
fn a_year_is_of_the_one_who_writes() {
    let (_folder, phone, mut notes) = journal(&["Tom"]);
    assert_eq!(phone.ok(&["year", "1999"])["parts"], json!([]));
    drop(phone.ok(&["write", "We walked.", "--date", "2025-03-01", "--person", "Tom"]));
    drop(phone.ok(&["write", "Alone.", "--date", "2025-03-01"]));
    drop(phone.ok(&["log", "Tom", "care_act", "soup", "--from", "me", "--date", "2025-04-01"]));
    drop(phone.ok(&["log", "Tom", "kind_word", "--date", "2025-04-02"]));
    drop(phone.ok(&["log", "Tom", "care_act", "--certainty", "guess", "--date", "2025-04-02"]));
    drop(phone.ok(&["lesson", "add", "strength", "I can wait.", "--date", "2025-05-01"]));
    let year = phone.ok(&["year", "2025"]);
    let parts = year["parts"].as_array().unwrap();
    let said: Vec<(&str, &str)> = parts
        .iter()
        .map(|part| (part["part"].as_str().unwrap(), part["sentences"][0].as_str().unwrap()))
        .collect();
    assert_eq!(
        said,
        [
            ("writing", "You wrote 2 entries on 1 day."),
            ("lessons", "You noted 1 thing that you learned."),
            ("given", "You noted 1 kind thing that you did for others."),
            ("good", "You noted 1 good thing that came from others."),
        ]
    );
    for part in parts {
        let why = phone.ok(&["year", "2025", "--why", part["part"].as_str().unwrap()]);
        assert_eq!(ids(&why["items"]), all_of(&[&part["evidence"]]));
    }
    assert!(!phone.says(&["year", "2025"]).contains("Tom"));
    notes.promise("Tom", "me", "kept", 0);
    let this = phone.ok(&["year"]);
    assert_eq!(this["parts"][0]["counts"], json!({"kept": 1, "partly": 0, "not_kept": 0}));
    phone.run(&["year", "last"]).refused(8, "invalid_year");
    phone.run(&["year", "2025", "--why", "money"]).refused(8, "invalid_choice");
}
