//! How Mia is, and what she tried: what she did not say is not 0, and respecting a choice is an answer.

use serde_json::json;

use super::{all, alone, id, items, meet, two, undo};

#[test]
fn what_is_not_said_is_not_there() {
    let (_folder, phone) = alone();
    let args = ["felt", "--after", "Noa", "energy=-1", "seen=0", "--words", "tired,small"];
    let felt = id(&phone, &[&args[..], &["-d", "2026-01-05", "--line", "the drive home"]].concat());
    let item = json!({
        "id": felt, "date": "2026-01-05", "time": null, "person": "Noa", "when": "after",
        "fields": {"energy": -1, "seen": 0}, "words": ["small", "tired"], "line": "the drive home",
    });
    assert_eq!(items(&phone, &["felt", "--list"]), [item]);
    phone.ok(&["felt", "--words", "calm"]);
    assert_eq!(items(&phone, &["felt", "--list", "--after", "Noa"]).len(), 1);
    assert_eq!(undo(&phone), "felt");
    assert_eq!(items(&phone, &["felt", "--list"]).len(), 1);
}

#[test]
fn asked_one_by_one() {
    let (_folder, phone) = alone();
    // Energy, worth, seen, and so on; an empty line passes over one.
    phone.tell(&["felt", "--before", "Noa"], b"1\n\n0\n").ok();
    let item = &items(&phone, &["felt", "--list"])[0];
    assert_eq!(
        (&item["fields"], &item["when"]),
        (&json!({"energy": 1, "seen": 0}), &json!("before"))
    );
    phone.tell(&["felt"], b"\n\n\n\n\n\n").refused(8, "empty_text");
    phone.run(&["felt", "energy=3"]).refused(8, "invalid");
    phone.run(&["felt", "energy"]).refused(8, "invalid_feeling");
    phone.run(&["felt", "beauty=1"]).refused(8, "invalid_choice");
    phone.run(&["felt", "--after", "Nobody", "energy=1"]).refused(3, "not_found");
    assert_eq!(items(&phone, &["felt", "--list"]).len(), 1);
}

#[test]
fn a_feeling_on_one_device_is_on_the_other() {
    let (mia, tablet, _) = two(|phone| id(phone, &["felt", "--after", "Noa", "worth=-2"]));
    tablet.ok(&["felt", "worth=1"]);
    meet(&mia.phone, &tablet);
    let of = |device| items(device, &["felt", "--list"]);
    assert_eq!(of(&mia.phone).len(), 2);
    assert_eq!(of(&mia.phone), of(&tablet));
    tablet.ok(&["people", "quiet", "Noa"]);
    meet(&mia.phone, &tablet);
    assert_eq!(of(&mia.phone).len(), 1, "what is around seeing Noa does not come up");
}

#[test]
fn what_was_tried_and_what_came_back() {
    let (_folder, phone) = alone();
    let add = ["tried", "add", "Noa", "asked clearly", "one evening a month", "-d", "2026-01-05"];
    let tried = id(&phone, &add);
    let item = json!({
        "id": tried, "date": "2026-01-05", "person": "Noa", "step": "asked_clearly",
        "response": "none_yet", "line": "one evening a month",
    });
    assert_eq!(items(&phone, &["tried", "list"]), [item]);
    let answered = phone.ok(&["tried", "answer", &tried, "declined kindly"]);
    assert_eq!(answered["response"], "declined_kindly");
    undo(&phone);
    assert_eq!(all(&phone, &["tried", "list", "--person", "Noa"], "response"), ["none_yet"]);
    undo(&phone);
    assert!(items(&phone, &["tried", "list"]).is_empty());
    phone.run(&["tried", "add", "Noa", "begged"]).refused(8, "invalid_choice");
    phone.run(&["tried", "add", "Nobody", "other"]).refused(3, "not_found");
    phone.run(&["tried", "answer", "0123456789ab", "met"]).refused(3, "not_found");
}

#[test]
fn an_answer_on_one_device_is_on_the_other() {
    let (mia, tablet, tried) = two(|phone| id(phone, &["tried", "add", "Noa", "gave_time"]));
    tablet.ok(&["tried", "answer", &tried, "met"]);
    meet(&mia.phone, &tablet);
    assert_eq!(all(&mia.phone, &["tried", "list"], "response"), ["met"]);
}
