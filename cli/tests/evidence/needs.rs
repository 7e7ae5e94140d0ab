//! Needs: what was never said aloud is told apart from what was not met.

use serde_json::json;

use super::{all, alone, id, items, meet, two, undo};

#[test]
fn a_need_from_silence_to_an_answer() {
    let (_folder, phone) = alone();
    let need = id(&phone, &["need", "add", "Noa", "an evening without phones", "-d", "2026-01-05"]);
    let silent = json!({
        "id": need, "person": "Noa", "whose": "me", "text": "an evening without phones",
        "noted": "2026-01-05", "asked": "not_yet", "asked_on": [], "response": "none_yet", "marked": [],
    });
    assert_eq!(items(&phone, &["need", "list"]), [silent.clone()]);
    let hinted = phone.ok(&["need", "asked", &need, "--how", "hinted", "--date", "2026-01-06"]);
    assert_eq!(hinted["asked"], "hinted");
    let asked = phone.ok(&["need", "asked", &need, "--date", "2026-01-07"]);
    assert_eq!(
        (&asked["asked"], &asked["asked_on"]),
        (&json!("asked"), &json!(["2026-01-06", "2026-01-07"]))
    );
    for day in ["2026-01-07", "2026-01-08"] {
        let hinted = phone.ok(&["need", "asked", &need, "--how", "hinted", "--date", day]);
        assert_eq!(hinted["asked"], "asked", "a hint takes back nothing");
    }
    let answered = phone.ok(&["need", "answer", &need, "partly", "--on", "2026-01-09"]);
    assert_eq!(answered["response"], "partly");

    assert_eq!(undo(&phone), "need answer");
    assert_eq!(all(&phone, &["need", "list", "Noa"], "response"), ["none_yet"]);
    while undo(&phone) != "need add" {}
    assert!(items(&phone, &["need", "list"]).is_empty());
}

#[test]
fn theirs_stand_beside_mine() {
    let (_folder, phone) = alone();
    phone.ok(&["need", "add", "Noa", "to be asked how I am", "-d", "2026-01-05"]);
    phone.ok(&["need", "add", "Noa", "quiet on Sundays", "--theirs", "-d", "2026-01-06"]);
    phone.ok(&["need", "add", "Tom", "of somebody quiet"]);
    phone.ok(&["people", "quiet", "Tom"]);
    assert_eq!(all(&phone, &["need", "list"], "whose"), ["them", "me"]);
    assert_eq!(items(&phone, &["need", "list", "--person", "Tom"]).len(), 1);
}

#[test]
fn answered_two_ways_until_mia_chooses() {
    let (mia, tablet, need) = two(|phone| id(phone, &["need", "add", "Noa", "a plan for May"]));
    mia.phone.ok(&["need", "asked", &need, "-d", "2026-01-06"]);
    mia.phone.ok(&["need", "answer", &need, "ignored"]);
    tablet.ok(&["need", "asked", &need, "--how", "hinted", "-d", "2026-01-07"]);
    tablet.ok(&["need", "answer", &need, "declined kindly"]);
    meet(&mia.phone, &tablet);
    let item = &items(&mia.phone, &["need", "list"])[0];
    assert_eq!(item["response"], json!(null));
    assert_eq!(item["marked"], json!(["declined_kindly", "ignored"]));
    assert_eq!(item["asked_on"], json!(["2026-01-06", "2026-01-07"]), "both days are kept");
    assert_eq!(&items(&tablet, &["need", "list"])[0], item);
    mia.phone.ok(&["need", "answer", &need, "declined_kindly"]);
    meet(&mia.phone, &tablet);
    assert_eq!(all(&tablet, &["need", "list"], "response"), ["declined_kindly"]);
}

#[test]
fn what_is_no_need() {
    let (_folder, phone) = alone();
    let need = id(&phone, &["need", "add", "Noa", "time"]);
    phone.run(&["need", "add", "Nobody", "time"]).refused(3, "not_found");
    phone.run(&["need", "add", "Noa", ""]).refused(8, "empty_text");
    phone.run(&["need", "asked", &need, "--how", "not_yet"]).refused(8, "invalid_choice");
    phone.run(&["need", "answer", &need, "never"]).refused(8, "invalid_choice");
    phone.run(&["need", "answer", "0123456789ab", "met"]).refused(3, "not_found");
    phone.run(&["need", "asked", &need, "-d", "someday"]).refused(8, "invalid_date");
}
