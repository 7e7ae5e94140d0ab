//! Moments: with several people, how they are known, in numbers or out of them, and the good ones.

use serde_json::json;

use super::{all, alone, id, items, meet, two, undo};

#[test]
fn a_moment_with_all_that_can_be_said() {
    let (_folder, phone) = alone();
    let promise = id(&phone, &["promise", "add", "Noa", "cook"]);
    let log = ["log", "Noa", "care_act", "cooked", "--with", "Tom", "-d", "2026-01-05"];
    let more = ["--effort", "big", "--certainty", "saw", "--promise", &promise[..8]];
    let moment = id(&phone, &[&log[..], &more].concat());
    let mut item = json!({
        "id": moment, "date": "2026-01-05", "time": null, "kind": "care_act", "from": "them",
        "line": "cooked", "people": ["Noa", "Tom"], "effort": "big", "certainty": "saw",
        "promise": promise, "excluded": false, "reason": null,
    });
    assert_eq!(items(&phone, &["moments"]), [item.clone()]);
    phone.ok(&["moment", "exclude", &moment, "--reason", "I was ill"]);
    item["excluded"] = json!(true);
    item["reason"] = json!("I was ill");
    assert_eq!(items(&phone, &["moments"]), [item.clone()], "out of numbers, not out of lists");
    phone.ok(&["moment", "include", &moment]);
    undo(&phone);
    assert_eq!(items(&phone, &["moments", "--person", "Tom"]), [item]);
    assert_eq!(undo(&phone), "moment exclude");
    assert_eq!(items(&phone, &["moments"])[0]["excluded"], false);
    phone.run(&["log", "Noa", "care_act", "--effort", "huge"]).refused(8, "invalid_choice");
    phone.run(&["log", "Noa", "care_act", "--promise", &moment]).refused(3, "not_found");
    phone.run(&["moment", "exclude", &promise]).refused(3, "not_found");
}

#[test]
fn the_good_ones_in_order_of_time() {
    let (_folder, phone) = alone();
    let log = |who: &str, kind: &str, line: &str, from: &str, day: &str| {
        phone.ok(&["log", who, kind, line, "--from", from, "-d", day]);
    };
    log("Noa", "care_act", "soup", "them", "2026-01-05");
    log("Tom", "kind_word", "asked how I am", "them", "2026-01-07");
    log("Noa", "time_together", "the lake", "both", "2026-01-06");
    log("Noa", "care_act", "I cooked", "me", "2026-01-08");
    log("Noa", "let_down", "did not call", "them", "2026-01-09");
    assert_eq!(all(&phone, &["good"], "line"), ["asked how I am", "the lake", "soup"]);
    assert_eq!(all(&phone, &["good", "Noa"], "line"), ["the lake", "soup"]);
    let first = phone.ok(&["good", "--limit", "1"]);
    let next = first["next"].as_str().unwrap();
    assert_eq!(all(&phone, &["good", "--cursor", next], "line"), ["the lake", "soup"]);

    phone.ok(&["people", "quiet", "Noa"]);
    assert_eq!(all(&phone, &["good"], "line"), ["asked how I am"]);
    assert_eq!(all(&phone, &["moments"], "line"), ["asked how I am"]);
    assert_eq!(all(&phone, &["good", "Noa"], "line"), ["the lake", "soup"], "asked for by name");
    assert_eq!(items(&phone, &["moments", "--person", "Noa"]).len(), 4);
}

#[test]
fn left_out_on_one_device_is_left_out_whatever_the_other_does() {
    let (mia, tablet, moment) = two(|phone| id(phone, &["log", "Noa", "hard_word", "shouted"]));
    mia.phone.ok(&["moment", "exclude", &moment]);
    tablet.ok(&["moment", "include", &moment]);
    meet(&mia.phone, &tablet);
    for device in [&mia.phone, &tablet] {
        assert_eq!(items(device, &["moments"])[0]["excluded"], true);
    }
    tablet.ok(&["moment", "include", &moment]);
    meet(&mia.phone, &tablet);
    assert_eq!(items(&mia.phone, &["moments"])[0]["excluded"], false, "once it was seen");
}
