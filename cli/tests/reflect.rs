//! Mia writes with a guide: question by question, on the phone and on the tablet.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that fails says so by panicking"
)]

mod home;

use home::{Device, Mia};
use serde_json::{Value, json};

/// A sitting with the first set: two answers, one question passed over.
fn sat(device: &Device, more: &[&str]) -> Value {
    let args = [&["reflect", "plainly"], more].concat();
    device.tell(&args, b"By the canal.\n\nShe left.\n.\nbetter\n").ok()
}

fn id(made: &Value) -> String {
    made["id"].as_str().unwrap().to_owned()
}

fn answers(view: &Value) -> Vec<(&str, &str)> {
    let answers = view["answers"].as_array().unwrap().iter();
    answers.map(|a| (a["prompt"].as_str().unwrap(), a["text"].as_str().unwrap())).collect()
}

#[test]
fn questions_are_answered_passed_over_and_ended() {
    let mia = Mia::new();
    mia.phone.ok(&["people", "add", "Tom"]);
    let made = sat(&mia.phone, &["--person", "Tom", "--minutes", "12", "--date", "2026-02-03"]);
    assert_eq!(answers(&made), [("plainly.where", "By the canal."), ("plainly.done", "She left.")]);
    assert_eq!(made["skipped_prompts"], json!(["plainly.said"]));
    let item = json!({
        "id": id(&made), "date": "2026-02-03", "set": "plainly", "title": "What happened, plainly",
        "people": ["Tom"], "answered": 2, "skipped": 1, "minutes": 12, "helped": "better",
    });
    assert_eq!(mia.phone.ok(&["reflect", "list"]), json!({"items": [item], "next": null}));
    assert_eq!(mia.phone.ok(&["reflect", "show", &id(&made)[..8]]), made);
    assert_eq!(mia.phone.ok(&["reflect", "list", "--person", "tom"])["items"][0]["answered"], 2);
    // One undo takes back the whole sitting.
    assert_eq!(mia.phone.ok(&["undo"])["undone"], "reflect");
    assert_eq!(mia.phone.ok(&["reflect", "list"])["items"], json!([]));
}

#[test]
fn nothing_answered_is_nothing_kept() {
    let mia = Mia::new();
    let none = mia.phone.tell(&["reflect", "10"], b"\n\n.\n").ok();
    assert_eq!((&none["id"], &none["set"]), (&Value::Null, &json!("kindness")));
    assert_eq!(mia.phone.ok(&["reflect", "list"])["items"], json!([]));
    mia.phone.run(&["undo"]).refused(3, "nothing_to_undo");
    mia.phone.run(&["reflect", "stars"]).refused(3, "not_found");
    mia.phone.run(&["reflect", "--person", "Nobody"]).refused(3, "not_found");
    mia.phone.run(&["reflect", "show", "ffff"]).refused(3, "not_found");
}

#[test]
fn a_word_that_does_not_fit_loses_no_answer() {
    let mia = Mia::new();
    let made = mia.phone.tell(&["reflect"], b"At home.\n.\nkind of\n").ok();
    assert_eq!((&made["answered"], &made["helped"]), (&json!(1), &Value::Null));
    let kept = id(&made);
    mia.phone.run(&["reflect", "helped", &kept, "great"]).refused(8, "invalid_choice");
    assert_eq!(mia.phone.ok(&["reflect", "helped", &kept, "worse"])["helped"], "worse");
    mia.phone.ok(&["undo"]);
    assert_eq!(mia.phone.ok(&["reflect", "show", &kept])["helped"], Value::Null);
}

#[test]
fn one_answer_is_changed_or_given_later() {
    let mia = Mia::new();
    let kept = id(&sat(&mia.phone, &[]));
    let later = mia.phone.ok(&["reflect", "answer", &kept, "2", "She said: soon."]);
    assert_eq!(later["skipped_prompts"], json!([]));
    assert!(answers(&later).contains(&("plainly.said", "She said: soon.")));
    let changed = mia.phone.tell(&["reflect", "answer", &kept, "where", "-"], b"At the lock.").ok();
    assert!(answers(&changed).contains(&("plainly.where", "At the lock.")));
    mia.phone.ok(&["undo"]);
    mia.phone.ok(&["undo"]);
    let as_before = mia.phone.ok(&["reflect", "show", &kept]);
    assert!(answers(&as_before).contains(&("plainly.where", "By the canal.")));
    assert_eq!(answers(&as_before).len(), 2);
    mia.phone.run(&["reflect", "answer", &kept, "9", "x"]).refused(3, "not_found");
    mia.phone.run(&["reflect", "answer", &kept, "2", " "]).refused(8, "empty_text");
}

#[test]
fn sets_are_asked_in_the_language_that_is_set() {
    let mia = Mia::new();
    let sets = || mia.phone.ok(&["reflect", "sets"])["items"].as_array().unwrap().clone();
    let english = sets();
    mia.phone.ok(&["settings", "set", "language", "es"]);
    let spanish = sets();
    assert_eq!(english.len(), 10);
    for (one, other) in english.iter().zip(&spanish) {
        assert_eq!(one["id"], other["id"]);
        assert_ne!(one["title"], other["title"]);
    }
    // The set for a goodbye is not offered; it comes after its questions (`guided.rs`).
    assert!(english.iter().all(|set| set["id"] != "goodbye"));
}

#[test]
fn prompts_are_added_ordered_hidden_and_asked() {
    let mia = Mia::new();
    let phone = &mia.phone;
    let first = id(&phone.ok(&["prompt", "add", "What would I tell my sister?"]));
    let second = id(&phone.ok(&["prompt", "add", "And my brother?"]));
    let own = || -> Vec<String> {
        let items = phone.ok(&["prompt", "list"])["items"].as_array().unwrap().clone();
        items.iter().filter(|item| item["set"] == "own").map(id).collect()
    };
    assert_eq!(own(), [first.clone(), second.clone()]);
    phone.ok(&["prompt", "move", &second]);
    assert_eq!(own(), [second.clone(), first.clone()]);
    phone.ok(&["prompt", "move", &second, "--after", &first]);
    assert_eq!(own(), [first.clone(), second.clone()]);
    phone.ok(&["undo"]);
    assert_eq!(own(), [second.clone(), first.clone()]);
    let reworded = phone.ok(&["prompt", "reword", &first, "What would I tell Ana?"]);
    assert_eq!(
        (&reworded["text"], &reworded["set"]),
        (&json!("What would I tell Ana?"), &json!("own"))
    );
    assert_eq!(phone.ok(&["prompt", "hide", &second])["hidden"], true);
    let made = phone.tell(&["reflect", "own"], b"To rest.\n").ok();
    assert_eq!(answers(&made), [(first.as_str(), "To rest.")]);
    assert_eq!(made["answers"][0]["question"], "What would I tell Ana?");
    assert_eq!(phone.ok(&["prompt", "show", &second])["hidden"], false);
    phone.ok(&["prompt", "hide", "plainly.where"]);
    let made = phone.tell(&["reflect"], b"Not much was said.\n").ok();
    assert_eq!(answers(&made), [("plainly.said", "Not much was said.")]);
    phone.ok(&["undo"]);
    assert_eq!(phone.ok(&["undo"])["undone"], "prompt hide");
    assert_eq!(phone.ok(&["reflect", "sets"])["items"][0]["prompts"][0]["hidden"], false);
    phone.run(&["prompt", "hide", "plainly.none"]).refused(3, "not_found");
    phone.run(&["prompt", "hide", "plainly"]).refused(3, "ambiguous");
    phone.run(&["prompt", "reword", "plainly.where", "x"]).refused(3, "not_found");
    phone.run(&["prompt", "add", " "]).refused(8, "empty_text");
}

#[test]
fn what_is_about_a_quieted_person_comes_when_they_are_named() {
    let mia = Mia::new();
    mia.phone.ok(&["people", "add", "Tom"]);
    sat(&mia.phone, &["--person", "Tom"]);
    mia.phone.ok(&["people", "quiet", "Tom"]);
    assert_eq!(mia.phone.ok(&["reflect", "list"])["items"], json!([]));
    let named = mia.phone.ok(&["reflect", "list", "--person", "Tom"]);
    assert_eq!(named["items"].as_array().unwrap().len(), 1);
}

#[test]
fn two_devices_answer_and_disagree_and_nothing_is_lost() {
    let mia = Mia::new();
    let kept = id(&sat(&mia.phone, &[]));
    mia.phone.ok(&["sync"]);
    let tablet = mia.join("tablet");
    mia.phone.ok(&["reflect", "answer", &kept, "said", "Hardly anything."]);
    mia.phone.ok(&["reflect", "helped", &kept, "worse"]);
    tablet.ok(&["reflect", "answer", &kept, "said", "She said goodbye."]);
    tablet.ok(&["reflect", "helped", &kept, "same"]);
    for device in [&mia.phone, &tablet, &mia.phone] {
        device.ok(&["sync"]);
    }
    let both = mia.phone.ok(&["reflect", "show", &kept]);
    assert_eq!(both, tablet.ok(&["reflect", "show", &kept]));
    let said = answers(&both).iter().find(|(prompt, _)| *prompt == "plainly.said").unwrap().1;
    assert!(said.contains("Hardly anything.") && said.contains("She said goodbye."), "{said}");
    assert_eq!((&both["helped"], &both["helped_said"]), (&Value::Null, &json!(["same", "worse"])));
    // Having seen both, she says it in one.
    mia.phone.ok(&["reflect", "answer", &kept, "said", "Little, and then goodbye."]);
    let settled = mia.phone.ok(&["reflect", "helped", &kept, "same"]);
    assert!(answers(&settled).contains(&("plainly.said", "Little, and then goodbye.")));
    assert_eq!(settled["helped_said"], json!(["same"]));
    mia.phone.ok(&["sync"]);
    tablet.ok(&["sync"]);
    assert_eq!(tablet.ok(&["reflect", "show", &kept])["answers"], settled["answers"]);
}

#[test]
fn an_answer_takes_away_no_words_that_were_not_seen() {
    let mia = Mia::new();
    let kept = id(&sat(&mia.phone, &[]));
    mia.phone.ok(&["sync"]);
    let tablet = mia.join("tablet");
    tablet.ok(&["reflect", "show", &kept]);
    mia.phone.ok(&["reflect", "answer", &kept, "where", "By the canal, late."]);
    mia.phone.ok(&["reflect", "answer", &kept, "said", "Hardly anything."]);
    mia.phone.ok(&["sync"]);
    tablet.ok(&["sync"]);
    // The tablet has both by now, but Mia has not looked there.
    tablet.ok(&["reflect", "answer", &kept, "where", "Again by the canal."]);
    let view = tablet.ok(&["reflect", "show", &kept]);
    assert!(answers(&view).contains(&("plainly.where", "Again by the canal, late.")), "{view}");
    mia.phone.ok(&["reflect", "answer", &kept, "done", "She left, and I stayed."]);
    mia.phone.ok(&["reflect", "answer", &kept, "camera", "My hands."]);
    for device in [&tablet, &mia.phone, &tablet] {
        device.ok(&["sync"]);
    }
    tablet.ok(&["reflect", "answer", &kept, "camera", "Her hands."]);
    let view = tablet.ok(&["reflect", "show", &kept]);
    let camera = answers(&view).iter().find(|(prompt, _)| *prompt == "plainly.camera").unwrap().1;
    assert!(camera.contains("My hands.") && camera.contains("Her hands."), "{camera}");
}
