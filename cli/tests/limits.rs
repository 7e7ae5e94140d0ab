//! Limits of a week in contacts and minutes, and texts that come from standard input or a template.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that fails says so by panicking, and reads best in one line"
)]

mod home;

use home::Device;
use serde_json::{Value, json};

fn journal() -> (tempfile::TempDir, Device) {
    let folder = tempfile::tempdir().unwrap();
    let phone = Device::new(folder.path(), "phone");
    phone.ok(&["init", "--device", "phone"]);
    phone.ok(&["people", "add", "Mia"]);
    phone.ok(&["people", "add", "Noa"]);
    (folder, phone)
}

fn id(answer: &Value) -> String {
    answer["id"].as_str().unwrap().to_owned()
}

#[test]
fn a_week_counts_minutes_where_a_boundary_has_them() {
    let (_folder, phone) = journal();
    let add = ["boundary", "add", "we talk of money", "say goodbye", "--person", "Mia"];
    phone.ok(&[&add[..], &["--minutes", "30"]].concat());
    let week = || phone.ok(&["boundary", "week", "Mia"])["items"][0].clone();
    assert_eq!((&week()["per_week"], &week()["minutes_each"]), (&Value::Null, &json!(30)));
    assert_eq!((&week()["minutes"], &week()["longer"]), (&json!(0), &json!(0)));
    let contact = |who: &str, minutes: &[&str]| {
        phone.ok(&[&["contact", "add", who, "--started", "me"][..], minutes].concat());
    };
    contact("Mia", &["--minutes", "30"]);
    contact("Mia", &[]);
    contact("Mia", &["--minutes", "45"]);
    contact("Noa", &["--minutes", "90"]);
    assert_eq!((&week()["contacts"], &week()["minutes"]), (&json!(3), &json!(75)));
    assert_eq!((&week()["longer"], &week()["next_is_beyond"]), (&json!(1), &json!(false)));
    let said = phone.says(&["boundary", "week"]);
    assert!(said.contains("75 minutes noted; 1 longer than the 30 you wanted."), "{said}");
    phone.ok(&["undo"]);
    phone.ok(&["undo"]);
    assert_eq!((&week()["minutes"], &week()["longer"]), (&json!(30), &json!(0)));
}

#[test]
fn a_reason_is_read_from_standard_input_as_other_texts_are() {
    let (_folder, phone) = journal();
    let plan = id(&phone.ok(&["goodbye", "new", "Mia"]));
    let decide = ["goodbye", "decide", &plan, "kept", "--not-waiting", "-"];
    phone.tell(&decide, b"\n").refused(8, "not_rested");
    let decided = phone.tell(&decide, b"I have waited for years.\n").ok();
    assert_eq!(decided["not_waiting"], "I have waited for years.");
    let standard = id(&phone
        .tell(&["standards", "add", "Kept promises", "--looks-like", "-"], b"He calls back.\n")
        .ok());
    let shown = phone.ok(&["standards", "show", &standard]);
    assert_eq!(shown["looks_like"], "He calls back.");
    let belief = phone.tell(&["belief", "add", "I ask too much", "--kinder", "-"], b"I may ask.\n");
    assert_eq!(belief.ok()["kinder"], "I may ask.");
}

#[test]
fn an_entry_begins_with_its_template() {
    let (_folder, phone) = journal();
    phone.ok(&["template", "add", "evening", "What was good today?"]);
    let wrote = phone.ok(&["write", "The soup.", "--template", "Evening"]);
    assert_eq!(phone.body(&id(&wrote)), "What was good today?\n\nThe soup.");
    let args = ["write", "-", "--template", "evening"];
    let wrote = phone.tell(&args, b"The walk.\n").ok();
    assert_eq!(phone.body(&id(&wrote)), "What was good today?\n\nThe walk.");
    let alone = phone.tell(&["write", "--template", "evening"], b"").ok();
    assert_eq!(phone.body(&id(&alone)), "What was good today?");
    phone.run(&["write", "x", "--template", "morning"]).refused(3, "not_found");
}
