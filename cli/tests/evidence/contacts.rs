//! Being in touch, and who began.

use serde_json::json;

use super::{all, alone, id, items, meet, two, undo};

#[test]
fn who_began_and_how() {
    let (_folder, phone) = alone();
    let added = ["contact", "add", "Noa", "asked how I am", "--started", "them", "--with", "Tom"];
    let more = ["--channel", "in person", "--minutes", "90", "-d", "2026-01-05", "--time", "18:30"];
    let contact = id(&phone, &[&added[..], &more].concat());
    let item = json!({
        "id": contact, "date": "2026-01-05", "time": "18:30", "people": ["Noa", "Tom"],
        "started": "them", "marked": ["them"], "channel": "in_person", "minutes": 90,
        "line": "asked how I am",
    });
    assert_eq!(items(&phone, &["contact", "list", "tom"]), [item]);
    assert_eq!(phone.ok(&["contact", "set", &contact, "--started", "mutual"])["started"], "mutual");
    undo(&phone);
    assert_eq!(all(&phone, &["contact", "list"], "started"), ["them"]);
    phone.ok(&["people", "quiet", "Tom"]);
    assert!(items(&phone, &["contact", "list"]).is_empty(), "Tom was there, and is quiet");
    assert_eq!(items(&phone, &["contact", "list", "--person", "Noa"]).len(), 1);
    undo(&phone);
    assert_eq!(undo(&phone), "contact add");
    assert!(items(&phone, &["contact", "list"]).is_empty());
}

#[test]
fn noted_two_ways_until_mia_chooses() {
    let (mia, tablet, contact) =
        two(|phone| id(phone, &["contact", "add", "Noa", "--started", "unknown"]));
    mia.phone.ok(&["contact", "set", &contact, "--started", "me"]);
    tablet.ok(&["contact", "set", &contact, "--started", "them"]);
    meet(&mia.phone, &tablet);
    for device in [&mia.phone, &tablet] {
        let item = &items(device, &["contact", "list"])[0];
        assert_eq!((&item["started"], &item["marked"]), (&json!(null), &json!(["me", "them"])));
    }
    mia.phone.ok(&["contact", "set", &contact, "--started", "mutual"]);
    meet(&mia.phone, &tablet);
    assert_eq!(all(&tablet, &["contact", "list"], "started"), ["mutual"]);
}

#[test]
fn what_is_no_contact() {
    let (_folder, phone) = alone();
    let add = |args: &[&str]| phone.run(&[&["contact", "add"], args].concat());
    add(&["Nobody", "--started", "me"]).refused(3, "not_found");
    add(&["Noa", "--started", "fate"]).refused(8, "invalid_choice");
    add(&["Noa", "--started", "me", "--channel", "pigeon"]).refused(8, "invalid_choice");
    add(&["Noa", "--started", "me", "--minutes=-5"]).refused(8, "invalid");
    add(&["Noa", "--started", "me", "--with", "Nobody"]).refused(3, "not_found");
    assert!(items(&phone, &["contact", "list"]).is_empty());
}
