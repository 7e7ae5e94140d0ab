//! Promises: a day that passes breaks nothing, and two answers are none until Mia chooses.

use serde_json::json;

use super::{all, alone, id, items, meet, two, undo};

#[test]
fn a_promise_from_its_making_to_its_end() {
    let (_folder, phone) = alone();
    let added = ["promise", "add", "noa", "call on Sunday", "--made", "2026-01-05"];
    let due = ["--due", "2026-01-11", "--due-kind", "on", "--size", "small"];
    let promise = id(&phone, &[&added[..], &due].concat());
    let open = json!({
        "id": promise, "person": "Noa", "by": "them", "text": "call on Sunday",
        "made": "2026-01-05", "due": {"date": "2026-01-11", "kind": "on"}, "size": "small",
        "outcome": "open", "marked": ["open"], "resolved_on": null, "evidence": [],
    });
    assert_eq!(items(&phone, &["promise", "list"]), [open.clone()]);
    assert_eq!(items(&phone, &["promise", "due"]), [open.clone()], "long past, and still open");

    let args = ["promise", "resolve", &promise[..8], "not kept", "--on", "2026-01-12"];
    let resolved = phone.ok(&args);
    assert_eq!(
        (&resolved["outcome"], &resolved["resolved_on"]),
        (&json!("not_kept"), &json!("2026-01-12"))
    );
    assert!(items(&phone, &["promise", "due"]).is_empty());
    let shows = phone.write("She called on Monday instead.");
    let linked = phone.ok(&["promise", "link", &promise, &shows]);
    assert_eq!(linked["evidence"], json!([shows]));
    let again = phone.ok(&["promise", "reopen", &promise]);
    assert_eq!((&again["outcome"], &again["resolved_on"]), (&json!("open"), &json!(null)));

    assert_eq!(undo(&phone), "promise resolve", "opening again is one act");
    assert_eq!(all(&phone, &["promise", "list", "Noa"], "outcome"), ["not_kept"]);
    for label in ["promise link", "write", "promise resolve"] {
        assert_eq!(undo(&phone), label);
    }
    assert_eq!(items(&phone, &["promise", "list"]), [open]);
    assert_eq!(undo(&phone), "promise add");
    assert!(items(&phone, &["promise", "list"]).is_empty());
}

#[test]
fn when_one_may_ask() {
    let (_folder, phone) = alone();
    let add = |text: &str, due: &str, kind: &str| {
        id(&phone, &["promise", "add", "Noa", text, "--due", due, "--due-kind", kind]);
    };
    add("long past", "2026-01-11", "by");
    add("about now", "in 2 days", "around");
    add("about a time long past", "2026-01-11", "around");
    add("not yet", "in 30 days", "by");
    phone.ok(&["promise", "add", "Noa", "some day"]);
    phone.ok(&["promise", "add", "Tom", "of somebody quiet", "--due", "2026-01-11"]);
    phone.ok(&["people", "quiet", "Tom"]);
    assert_eq!(all(&phone, &["promise", "due"], "text"), ["long past", "about now"]);
    let listed = all(&phone, &["promise", "list", "--outcome", "open"], "text");
    assert!(listed.len() == 5 && !listed.contains(&"of somebody quiet".to_owned()));
    assert_eq!(all(&phone, &["promise", "list", "--person", "Tom"], "by"), ["them"]);
}

#[test]
fn marked_two_ways_until_mia_chooses() {
    let (mia, tablet, promise) = two(|phone| {
        id(phone, &["promise", "add", "Noa", "bring the keys", "--by", "me", "--due", "yesterday"])
    });
    mia.phone.ok(&["promise", "resolve", &promise, "kept"]);
    tablet.ok(&["promise", "resolve", &promise, "not_kept"]);
    meet(&mia.phone, &tablet);
    for device in [&mia.phone, &tablet] {
        let item = &items(device, &["promise", "list"])[0];
        assert_eq!(item["outcome"], json!(null), "no number may count it");
        assert_eq!(item["marked"], json!(["kept", "not_kept"]));
    }
    tablet.ok(&["promise", "resolve", &promise, "kept"]);
    undo(&tablet);
    let taken_back = &items(&tablet, &["promise", "list"])[0];
    assert_eq!(taken_back["outcome"], "open", "of two, an undo chooses neither");
    assert_eq!(items(&tablet, &["promise", "due"]).len(), 1, "so Mia is asked again");
    let chosen = tablet.ok(&["promise", "resolve", &promise, "kept"]);
    assert_eq!(chosen["marked"], json!(["kept"]));
    meet(&mia.phone, &tablet);
    assert_eq!(all(&mia.phone, &["promise", "list"], "outcome"), ["kept"]);
}

#[test]
fn what_is_no_promise() {
    let (_folder, phone) = alone();
    let promise = id(&phone, &["promise", "add", "Noa", "call"]);
    phone.run(&["promise", "add", "Nobody", "call"]).refused(3, "not_found");
    phone.run(&["promise", "add", "Noa", " "]).refused(8, "empty_text");
    phone.run(&["promise", "add", "Noa", "call", "--by", "you"]).refused(8, "invalid_choice");
    phone
        .run(&["promise", "add", "Noa", "call", "--made", "2026-02-30"])
        .refused(8, "invalid_date");
    phone.run(&["promise", "add", "Noa", "call", "--due-kind", "on"]).refused(2, "usage");
    phone.run(&["promise", "resolve", &promise, "broken"]).refused(8, "invalid_choice");
    phone.run(&["promise", "resolve", "0123456789ab", "kept"]).refused(3, "not_found");
    phone.run(&["promise", "link", &promise, "0123456789ab"]).refused(3, "not_found");
    let asked = phone.tell(&["promise", "add", "Noa"], "to wait for me\n".as_bytes()).ok();
    assert_eq!(items(&phone, &["promise", "list"]).len(), 2);
    assert!(asked["id"].is_string(), "a text that is left out is asked for");
}
