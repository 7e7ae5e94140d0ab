//! Standards, boundaries, seeing somebody less, goodbyes: each verb, what it refuses, how it is taken back, and two devices.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::similar_names,
    reason = "a test that fails says so by panicking, and reads best in one line"
)]

mod home;

use home::{Device, Mia};
use serde_json::{Value, json};

fn journal() -> (tempfile::TempDir, Device) {
    let folder = tempfile::tempdir().unwrap();
    let phone = Device::new(folder.path(), "phone");
    phone.ok(&["init", "--device", "phone"]);
    phone.ok(&["people", "add", "Mia"]);
    (folder, phone)
}

fn id(answer: &Value) -> String {
    answer["id"].as_str().unwrap().to_owned()
}

fn texts(list: &Value) -> Vec<String> {
    let items = list["items"].as_array().unwrap().iter();
    items.map(|item| item["text"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_goodbye_rests_before_it_is_decided() {
    let (_folder, phone) = journal();
    let plan = id(&phone.ok(&["goodbye", "new", "Mia"]));
    phone.run(&["goodbye", "decide", &plan, "kept"]).refused(8, "not_rested");
    phone.run(&["goodbye", "again", &plan]).refused(8, "not_decided");
    phone.run(&["goodbye", "path", &plan, "vanish"]).refused(8, "invalid_choice");
    phone.run(&["goodbye", "rest", &plan, "--hours", "0"]).refused(8, "invalid_time");
    assert_eq!(phone.ok(&["goodbye", "rest", &plan])["state"], "resting");
    let until = phone.ok(&["goodbye", "show", &plan])["rest_until"].clone();
    let shorter = phone.ok(&["goodbye", "rest", &plan, "--hours", "1"]);
    assert_eq!(shorter["rest_until"], until, "a rest is never made shorter");
    phone.run(&["goodbye", "after", &plan, "1", "0"]).refused(8, "not_decided");
    phone.run(&["goodbye", "decide", &plan, "sent"]).refused(8, "resting");
    assert_eq!(phone.ok(&["goodbye", "show", &plan])["state"], "resting", "nothing has changed");
    let why = ["goodbye", "decide", &plan, "let_go", "--not-waiting", "it is time"];
    assert_eq!(phone.ok(&why)["state"], "done_let_go");
    phone.run(&["goodbye", "rest", &plan]).refused(8, "decided");
    assert_eq!(phone.ok(&["undo"])["undone"], "goodbye decide");
    phone.ok(&why);
    assert_eq!(phone.ok(&["goodbye", "after", &plan, "3", "-1"])["after"], json!({"3": -1}));
    phone.run(&["goodbye", "after", &plan, "2", "0"]).refused(8, "invalid_choice");
    let anew = phone.ok(&["goodbye", "again", &plan]);
    assert_eq!((&anew["state"], &anew["after"]), (&json!("draft"), &json!({})));
    assert!(anew["not_waiting"].is_null());
}

#[test]
fn the_gate_keeps_no_answers_unless_it_is_told_to() {
    let (_folder, phone) = journal();
    let plan = id(&phone.ok(&["goodbye", "new", "Mia"]));
    let gate = |answers: &str, more: &[&str]| {
        let mut args = vec!["goodbye", "gate", &plan, "--answers", answers];
        args.extend(more);
        phone.ok(&args)
    };
    assert_eq!(gate("no,no,no,yes,yes,yes", &[])["support_first"], false);
    let careful = gate("no,not_sure,no,no,no,no", &[]);
    assert_eq!(
        (&careful["support_first"], &careful["offered"][0]),
        (&json!(true), &json!("leave_quietly"))
    );
    assert_eq!(careful["behind"], json!(["talk", "letter", "short_message"]));
    assert_eq!(gate("yes,no,no,no,no,no", &["--show-all"])["behind"], json!([]));
    assert_eq!(phone.ok(&["goodbye", "show", &plan])["gate"], Value::Null);
    gate("no,no,no,no,no,not_sure", &["--save"]);
    assert_eq!(phone.ok(&["goodbye", "show", &plan])["gate"]["6"], "not_sure");
    phone.run(&["goodbye", "gate", &plan, "--answers", "no,no"]).refused(8, "invalid_answers");
    phone.ok(&["people", "unsafe", "Mia"]);
    assert_eq!(gate("no,no,no,no,no,no", &[])["support_first"], true);
    let asked = phone.tell(&["goodbye", "gate", &plan], b"no\nno\n\nno\nno\nno\n").ok();
    assert_eq!(asked["support_first"], true, "no answer is not sure");
}

#[test]
fn letters_are_found_only_where_they_are_asked_for() {
    let (_folder, phone) = journal();
    let plan = id(&phone.ok(&["goodbye", "new", "Mia"]));
    let draft = ["goodbye", "draft", &plan, "I valued our summers.", "--part", "valued"];
    let letter = phone.ok(&draft);
    assert_eq!(letter["missing"], json!(["saw", "need_now", "what_next", "not_asking"]));
    assert_eq!(phone.ok(&["search", "summers"])["items"], json!([]));
    let found = phone.ok(&["search", "summers", "--include", "letters"]);
    assert_eq!(found["items"][0]["kind"], "letter");
    assert!(!phone.ok(&["timeline"]).to_string().contains("summers"));
    phone.ok(&["goodbye", "draft", &plan, "I valued our long summers."]);
    assert_eq!(phone.ok(&["goodbye", "read", &plan])["body"], "I valued our long summers.");
    phone.ok(&["undo"]);
    assert_eq!(phone.ok(&["goodbye", "read", &plan])["body"], "I valued our summers.");
}

#[test]
fn a_limit_warns_before_it_is_reached() {
    let (_folder, phone) = journal();
    phone.run(&["boundary", "add", " ", "leave"]).refused(8, "empty_text");
    let add =
        ["boundary", "add", "she shouts", "leave the room", "--person", "Mia", "--per-week", "2"];
    let boundary = id(&phone.ok(&add));
    let week = || phone.ok(&["boundary", "week"])["items"][0].clone();
    assert_eq!((&week()["contacts"], &week()["next_is_beyond"]), (&json!(0), &json!(false)));
    phone.ok(&["contact", "add", "Mia", "--started", "me"]);
    assert_eq!(week()["next_is_beyond"], false);
    phone.ok(&["contact", "add", "Mia", "--started", "them"]);
    assert_eq!((&week()["contacts"], &week()["next_is_beyond"]), (&json!(2), &json!(true)));
    assert_eq!(phone.ok(&["today"])["limits"].as_array().unwrap().len(), 1);
    phone.ok(&["boundary", "held", &boundary]);
    phone.ok(&["boundary", "crossed", &boundary, "again", "--by", "them"]);
    let noted = phone.ok(&["boundary", "list", "Mia"])["items"][0]["noted"].clone();
    assert_eq!((&noted["me"]["held"], &noted["them"]["crossed"]), (&json!(1), &json!(1)));
    phone.ok(&["undo"]);
    let noted = phone.ok(&["boundary", "list"])["items"][0]["noted"].clone();
    assert_eq!(noted["them"]["crossed"], 0);
    assert_eq!(phone.ok(&["boundary", "end", &boundary])["active"], false);
    assert_eq!(phone.ok(&["boundary", "week"])["items"], json!([]));
}

#[test]
fn a_ladder_has_two_ends() {
    let (_folder, phone) = journal();
    let phase = id(&phone.ok(&["phase", "start", "Mia"]));
    phone.run(&["phase", "back", &phase]).refused(8, "no_level");
    assert_eq!(phone.ok(&["phase", "next", &phase])["level"], "fortnightly");
    assert_eq!(phone.ok(&["undo"])["undone"], "phase next");
    assert_eq!(phone.ok(&["phase", "list"])["items"][0]["level"], "weekly");
    let step = phone.ok(&["phase", "step", "add", &phase, "no Sunday lunches"])["steps"][0].clone();
    assert_eq!(step["done"], Value::Null);
    let key = step["key"].as_str().unwrap();
    let done = phone.ok(&["phase", "step", "done", &phase, key]);
    assert!(done["steps"][0]["done"].is_string());
}

#[test]
fn standards_keep_the_order_that_they_were_given() {
    let (_folder, phone) = journal();
    let [a, b, c] = ["a", "b", "c"].map(|text| id(&phone.ok(&["standards", "add", text])));
    assert_eq!(texts(&phone.ok(&["standards", "list"])), ["a", "b", "c"]);
    phone.ok(&["standards", "move", &c, "--first"]);
    phone.ok(&["standards", "move", &a, "--after", &b]);
    assert_eq!(texts(&phone.ok(&["standards", "list"])), ["c", "b", "a"]);
    phone.ok(&["undo"]);
    assert_eq!(texts(&phone.ok(&["standards", "list"])), ["c", "a", "b"]);
    phone.run(&["standards", "add", "d", "--level", "huge"]).refused(8, "invalid_choice");
    let seen = id(&phone.ok(&["log", "Mia", "kind_word"]));
    phone.ok(&["standards", "evidence", &a, "Mia", &seen, "not_met"]);
    phone.ok(&["standards", "evidence", &a, "Mia", &seen, "met"]);
    let with = phone.ok(&["standards", "show", &a])["people"][0].clone();
    assert_eq!(
        (&with["met"], &with["not_met"], &with["asked"]),
        (&json!(1), &json!(0), &json!(false))
    );
    phone.run(&["budget", "show", "2026-W54"]).refused(8, "invalid_period");
}

#[test]
fn only_who_helps_is_removed_from_those_who_help() {
    let (_folder, phone) = journal();
    let entry = phone.write("Not to be thrown away.");
    phone.run(&["support", "remove", &entry]).refused(3, "not_found");
    let ana = id(&phone.ok(&["support", "add", "Ana", "call any time", "--label", "the dentist"]));
    phone.ok(&["settings", "set", "discreet", "on"]);
    assert_eq!(phone.ok(&["support", "list"])["items"][0]["name"], "the dentist");
    phone.ok(&["support", "remove", &ana]);
    assert_eq!(phone.ok(&["support", "list"])["items"], json!([]));
    assert_eq!(phone.body(&entry), "Not to be thrown away.");
}

#[test]
fn a_standard_is_edited_as_it_was_listed() {
    let mia = Mia::new();
    let standard = id(&mia.phone.ok(&["standards", "add", "asks how I am"]));
    mia.phone.ok(&["sync"]);
    let tablet = mia.join("tablet");
    tablet.ok(&["standards", "list"]);
    tablet.ok(&["standards", "edit", &standard, "--text", "asks how I am weekly"]);
    tablet.ok(&["sync"]);
    mia.phone.ok(&["sync"]);
    mia.phone.ok(&["standards", "list"]);
    mia.phone.ok(&["standards", "edit", &standard, "--text", "asks how I am daily"]);
    assert_eq!(texts(&mia.phone.ok(&["standards", "list"])), ["asks how I am daily"]);
    mia.phone.run(&["standards", "edit", &standard, "--text", " "]).refused(8, "empty_text");
}

#[test]
fn two_devices_judge_and_plan_apart_and_lose_nothing() {
    let mia = Mia::new();
    mia.phone.ok(&["people", "add", "Tom"]);
    let standard = id(&mia.phone.ok(&["standards", "add", "asks how I am"]));
    let seen = id(&mia.phone.ok(&["log", "Tom", "kind_word"]));
    let plan = id(&mia.phone.ok(&["goodbye", "new", "Tom"]));
    mia.phone.ok(&["sync"]);
    let tablet = mia.join("tablet");
    mia.phone.ok(&["standards", "evidence", &standard, "Tom", &seen, "met"]);
    tablet.ok(&["standards", "evidence", &standard, "Tom", &seen, "not_met"]);
    mia.phone.ok(&["goodbye", "draft", &plan, "I valued our summers."]);
    tablet.ok(&["goodbye", "draft", &plan, "I need quiet now."]);
    for device in [&mia.phone, &tablet, &mia.phone] {
        device.ok(&["sync"]);
    }
    for device in [&mia.phone, &tablet] {
        let with = device.ok(&["standards", "show", &standard])["people"][0].clone();
        assert_eq!((&with["unsure"], &with["evidence"][0]["verdict"]), (&json!(0), &Value::Null));
        let body = device.ok(&["goodbye", "read", &plan])["body"].as_str().unwrap().to_owned();
        assert!(
            body.contains("I valued our summers.") && body.contains("I need quiet now."),
            "{body}"
        );
    }
    tablet.ok(&["standards", "evidence", &standard, "Tom", &seen, "met"]);
    tablet.ok(&["sync"]);
    mia.phone.ok(&["sync"]);
    assert_eq!(mia.phone.ok(&["standards", "show", &standard])["people"][0]["met"], 1);
}
