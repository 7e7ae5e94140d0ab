//! Mia's guided sets rest, turn softly, and end in care; the one for a goodbye comes after its questions; and the page of
//! support is offered for a reason, once a day.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that fails says so by panicking"
)]

mod home;

use home::Device;
use serde_json::{Value, json};

fn phone() -> (tempfile::TempDir, Device) {
    let folder = tempfile::tempdir().unwrap();
    let phone = Device::new(folder.path(), "phone");
    phone.ok(&["init", "--device", "phone"]);
    phone.ok(&["people", "add", "Tom"]);
    (folder, phone)
}

/// A sitting of one answer.
fn sat(phone: &Device, set: &str, helped: &str, more: &[&str]) -> Value {
    let args = [&["reflect", set], more].concat();
    phone.tell(&args, format!("A word.\n.\n{helped}\n").as_bytes()).ok()
}

fn set_of(phone: &Device, id: &str) -> Value {
    let sets = phone.ok(&["reflect", "sets"])["items"].as_array().unwrap().clone();
    sets.into_iter().find(|set| set["id"] == id).unwrap()
}

#[test]
fn a_set_that_left_her_worse_three_times_rests_unless_she_asks_for_it() {
    let (_folder, phone) = phone();
    for _ in 0..2 {
        sat(&phone, "plainly", "worse", &[]);
    }
    assert_eq!(set_of(&phone, "plainly")["resting_until"], Value::Null);
    sat(&phone, "plainly", "worse", &[]);
    assert!(set_of(&phone, "plainly")["resting_until"].is_string());
    // Where she names none, another is asked.
    assert_eq!(phone.tell(&["reflect"], b"A word.\n.\n\n").ok()["set"], "afterwards");
    // By name it comes all the same.
    assert_eq!(sat(&phone, "plainly", "better", &[])["set"], "plainly");
    let said = phone.says(&["reflect", "sets"]);
    assert!(said.contains("It rests until"), "{said}");
    let today = phone.ok(&["today"])["prompt"]["set"].clone();
    assert!(today != "plainly" && today != "goodbye", "{today}");
}

#[test]
fn the_fourth_why_about_one_person_in_a_week_is_met_with_something_kinder() {
    let (_folder, phone) = phone();
    phone.ok(&["people", "add", "Ana"]);
    let about = ["--person", "Tom"];
    for (set, day) in [("mine", "5 days ago"), ("hope", "3 days ago"), ("learned", "yesterday")] {
        sat(&phone, set, "same", &["--person", "Tom", "--date", day]);
    }
    // Three are not more than three: the first line is an answer.
    assert_eq!(sat(&phone, "mine", "same", &about)["answered"], 1);
    // Now the first line says which, and Enter goes on.
    let kinder = phone.tell(&["reflect", "4", "--person", "Tom"], b"10\nRest.\n.\n\n").ok();
    assert_eq!(
        (&kinder["set"], &kinder["answers"][0]["prompt"]),
        (&json!("kindness"), &json!("kindness.friend"))
    );
    let on = phone.tell(&["reflect", "4", "--person", "Tom"], b"\nI asked twice.\n.\n\n").ok();
    assert_eq!((&on["set"], &on["answers"][0]["text"]), (&json!("mine"), &json!("I asked twice.")));
    // About somebody else, or with a set that asks for what was seen, nothing comes between.
    assert_eq!(sat(&phone, "mine", "same", &["--person", "Ana"])["set"], "mine");
    assert_eq!(sat(&phone, "plainly", "same", &about)["set"], "plainly");
}

#[test]
fn the_set_for_a_goodbye_comes_after_its_questions() {
    let (_folder, phone) = phone();
    phone.tell(&["reflect", "goodbye"], b"The summers.\n.\n\n").refused(8, "gate_first");
    assert_eq!(phone.ok(&["reflect", "list"])["items"], json!([]));
    let plan = phone.ok(&["goodbye", "new", "Tom"])["id"].as_str().unwrap().to_owned();
    phone.tell(&["reflect", "7"], b"The summers.\n.\n\n").refused(8, "gate_first");
    phone.ok(&["goodbye", "gate", &plan, "--answers", "no,no,no,no,no,no"]);
    assert_eq!(phone.ok(&["goodbye", "show", &plan])["gate"], Value::Null, "no answer is kept");
    let made = sat(&phone, "goodbye", "better", &["--person", "Tom"]);
    assert_eq!(made["answers"][0]["prompt"], "goodbye.good");
    // After the plan is decided the questions come first again.
    phone.ok(&["goodbye", "decide", &plan, "let-go", "--not-waiting", "It is clear."]);
    phone.tell(&["reflect", "goodbye"], b"The summers.\n.\n\n").refused(8, "gate_first");
}

#[test]
fn the_questions_are_asked_in_the_language_that_is_set() {
    let (_folder, phone) = phone();
    phone.ok(&["settings", "set", "language", "es"]);
    let plan = phone.ok(&["goodbye", "new", "Tom"])["id"].as_str().unwrap().to_owned();
    let said = phone.says(&["goodbye", "gate", &plan, "--answers", "yes,no,no,no,no,no"]);
    assert!(said.starts_with("No debes una explicación"), "{said}");
}

#[test]
fn support_stands_under_a_plain_heading_with_nothing_that_nobody_checked() {
    let (_folder, phone) = phone();
    let page = phone.ok(&["support"]);
    assert_eq!((&page["heading"], &page["verified_on"]), (&json!("Support"), &Value::Null));
    assert_eq!(
        page["dated"],
        "These lines are only places to fill in. No number here has been checked."
    );
    let lines = page["lines"].as_array().unwrap();
    assert!(lines.len() >= 3 && lines.iter().all(|line| line["placeholder"] == true));
    assert!(lines.iter().all(|line| !line["text"].as_str().unwrap().contains(char::is_numeric)));
    phone.ok(&["support", "add", "Ana", "call any time", "--label", "the dentist"]);
    assert!(phone.says(&["support"]).contains("Ana"));
    phone.ok(&["settings", "set", "discreet", "on"]);
    let discreet = phone.says(&["support"]);
    assert!(discreet.contains("the dentist") && !discreet.contains("Ana"), "{discreet}");
}

#[test]
fn support_is_offered_for_a_reason_once_a_day_and_can_be_dismissed() {
    let (_folder, phone) = phone();
    let plan = phone.ok(&["goodbye", "new", "Tom"])["id"].as_str().unwrap().to_owned();
    let gate = |answers: &str| {
        phone.ok(&["goodbye", "gate", &plan, "--answers", answers])["support"].clone()
    };
    assert_eq!(gate("no,no,no,no,no,no"), Value::Null, "without a reason nothing is offered");
    let offer = json!("There is a page with people to turn to. It stays in the menu.");
    assert_eq!(gate("not_sure,no,no,no,no,no"), offer);
    assert_eq!(gate("yes,no,no,no,no,no"), Value::Null, "once a day");
    assert_eq!(phone.ok(&["people", "unsafe", "Tom"]).get("support"), None);
    assert!(phone.ok(&["support"])["lines"].is_array(), "the page is always there");
    // The offer is no act of hers: undo takes back what she did last.
    assert_eq!(phone.ok(&["undo"])["undone"], "people unsafe");
    let (_folder, other) = self::phone();
    other.ok(&["support", "dismiss"]);
    assert_eq!(other.ok(&["people", "unsafe", "Tom"]).get("support"), None);
    other.ok(&["support", "dismiss", "--until", "2020-01-01"]);
    other.ok(&["people", "unsafe", "Tom", "--withdraw"]);
    assert_eq!(other.ok(&["people", "unsafe", "Tom"])["support"], offer);
}

#[test]
fn a_pack_with_a_number_that_nobody_checked_is_refused() {
    let (folder, phone) = phone();
    let file = folder.path().join("pack.json");
    let pack = |verified: Value, text: &str| {
        let line = json!({"kind": "helpline", "text": {"en": text, "es": text}});
        let pack = json!({"format": 1, "region": "GB", "verified_on": verified, "lines": [line]});
        std::fs::write(&file, pack.to_string()).unwrap();
        phone.run(&["support", "check", file.to_str().unwrap()])
    };
    let refused = pack(Value::Null, "Call 555 0123.");
    assert!(!refused.stderr.contains("0123"));
    refused.refused(8, "unverified_number");
    let checked = pack(json!("2026-11-01"), "Call 555 0123.").ok();
    assert_eq!(checked, json!({"region": "GB", "verified_on": "2026-11-01", "lines": 1}));
    pack(json!("2999-01-01"), "Call 555 0123.").refused(8, "invalid_pack");
    pack(Value::Null, "Somebody you trust.").ok();
    std::fs::write(&file, "{}").unwrap();
    phone.run(&["support", "check", file.to_str().unwrap()]).refused(8, "invalid_pack");
    phone.run(&["support", "check", "/nowhere"]).refused(3, "file_not_readable");
}
