//! Days with a name, days that hurt, and notes that stay shut until their day.

use serde_json::json;

use super::{all, alone, id, items, meet, two, undo};

#[test]
fn a_note_stays_shut_until_its_day() {
    let (_folder, phone) = alone();
    let write = ["later", "write", "You got through the winter.", "--opens", "2099-04-01"];
    let note = id(&phone, &write);
    let shut = json!({"id": note, "opens_on": "2099-04-01", "ready": false, "opened": false});
    assert_eq!(items(&phone, &["later", "list"]), [shut]);
    phone.run(&["later", "open", &note]).refused(8, "sealed_until");
    for args in [&["timeline"][..], &["today"], &["later", "list"], &["search", "winter"]] {
        assert!(!phone.ok(args).to_string().contains("winter"), "{args:?}");
    }
    // It is tomorrow in Kiritimati already, whatever the hour in Pago Pago.
    let west = ["--tz", "Pacific/Pago_Pago", "later", "write", "Look east.", "--opens", "tomorrow"];
    let soon = id(&phone, &west);
    let opened = phone.ok(&["--tz", "Pacific/Kiritimati", "later", "open", &soon]);
    assert_eq!((&opened["text"], &opened["opened"]), (&json!("Look east."), &json!(true)));
    let listed = items(&phone, &["--tz", "Pacific/Kiritimati", "later", "list"]);
    assert_eq!((&listed[0]["opened"], &listed[0]["text"]), (&json!(true), &json!(null)));
    assert_eq!(undo(&phone), "later write", "to have read something is nothing to undo");
    assert_eq!(items(&phone, &["later", "list"]).len(), 1);

    phone.run(&["later", "write", "x", "--opens", "yesterday"]).refused(8, "invalid_date");
    phone.tell(&["later", "write", "--opens", "2099-01-01"], b" \n").refused(8, "empty_text");
    phone.run(&["later", "open", "0123456789ab"]).refused(3, "not_found");
}

#[test]
fn shut_on_every_device() {
    let (mia, tablet, note) =
        two(|phone| id(phone, &["later", "write", "To the next spring.", "--opens", "2099-04-01"]));
    meet(&mia.phone, &tablet);
    assert_eq!(items(&tablet, &["later", "list"])[0]["opens_on"], "2099-04-01");
    tablet.run(&["later", "open", &note]).refused(8, "sealed_until");
}

#[test]
fn days_with_a_name() {
    let (_folder, phone) = alone();
    let named = id(&phone, &["milestone", "add", "a month of sleep", "--on", "2026-01-05"]);
    phone.tell(&["milestone", "add"], b"my own keys\n").ok();
    let all_of = items(&phone, &["milestone", "list"]);
    assert_eq!(all_of[1]["id"], named.as_str());
    assert_eq!(
        (&all_of[1]["on"], &all_of[0]["text"]),
        (&json!("2026-01-05"), &json!("my own keys"))
    );
    assert_eq!(undo(&phone), "milestone add");
    assert_eq!(items(&phone, &["milestone", "list"]).len(), 1);
    phone.run(&["milestone", "add", ""]).refused(8, "empty_text");
}

#[test]
fn memories_rest_on_a_day_that_hurts() {
    let (_folder, phone) = alone();
    phone.ok(&["write", "The lake.", "--date", "2025-06-21"]);
    let on_the_day = ["on-this-day", "--date", "2026-06-21"];
    assert_eq!(items(&phone, &on_the_day).len(), 1);
    let day = id(&phone, &["grief", "date", "add", "06-21", "the last summer", "--rest"]);
    phone.ok(&["grief", "date", "add", "02-29", "the leap"]);
    assert_eq!(all(&phone, &["grief", "date", "list"], "on"), ["02-29", "06-21"]);
    assert!(items(&phone, &on_the_day).is_empty());
    phone.ok(&["grief", "date", "wake", &day]);
    assert_eq!(items(&phone, &on_the_day).len(), 1);
    undo(&phone);
    assert!(items(&phone, &on_the_day).is_empty());
    phone.run(&["grief", "date", "add", "02-30", "no day"]).refused(8, "invalid_date");
    phone.run(&["grief", "date", "rest", "0123456789ab"]).refused(3, "not_found");
}

#[test]
fn rest_on_one_device_wins() {
    let (mia, tablet, day) =
        two(|phone| id(phone, &["grief", "date", "add", "06-21", "the last summer", "--rest"]));
    mia.phone.ok(&["grief", "date", "wake", &day]);
    mia.phone.ok(&["grief", "date", "rest", &day]);
    tablet.ok(&["grief", "date", "wake", &day]);
    meet(&mia.phone, &tablet);
    for device in [&mia.phone, &tablet] {
        assert_eq!(items(device, &["grief", "date", "list"])[0]["resting"], true);
    }
}
