//! Costs and gains, hopes and what is seen, what is let go of and kept: two columns, nothing added up.

use serde_json::json;

use super::{Device, all, alone, id, items, meet, two, undo};

#[test]
fn two_columns_of_each() {
    let (_folder, phone) = alone();
    for (page, one, other) in
        [("cost", "cost", "gain"), ("hope", "hope", "see"), ("grief", "letting_go", "keeping")]
    {
        let add = |side: &str, day: &str, who: &str| {
            id(&phone, &[page, "add", side, side, "--person", who, "-d", day])
        };
        let first = add(one, "2026-01-05", "Noa");
        add(other, "2026-01-06", "Noa");
        add(one, "2026-01-07", "Tom");
        assert_eq!(all(&phone, &[page, "list", "Noa"], "side"), [other, one]);
        let item = &items(&phone, &[page, "list", "--person", "Noa"])[1];
        let expected = json!({
            "id": first, "date": "2026-01-05", "person": "Noa", "side": one, "text": one,
            "review_on": null,
        });
        assert_eq!(item, &expected);
        undo(&phone);
        assert_eq!(items(&phone, &[page, "list"]).len(), 2);
        phone.run(&[page, "add", "elsewhere", "x"]).refused(8, "invalid_choice");
        phone.run(&[page, "add", one, " "]).refused(8, "empty_text");
        phone.run(&[page, "add", one, "x", "--person", "Nobody"]).refused(3, "not_found");
    }
    phone.ok(&["people", "quiet", "Noa"]);
    assert!(items(&phone, &["cost", "list"]).is_empty());
    phone.tell(&["grief", "add", "keeping"], b"my own table\n").ok();
    let mine = &items(&phone, &["grief", "list"])[0];
    assert_eq!((&mine["person"], &mine["text"]), (&json!(null), &json!("my own table")));
}

#[test]
fn a_hope_is_looked_at_again_on_its_day() {
    let (_folder, phone) = alone();
    let add = ["hope", "add", "hope", "that she asks", "--person", "Noa", "--review", "2026-01-05"];
    let hope = id(&phone, &add);
    let again = |phone: &Device| -> Vec<String> {
        let hopes = phone.ok(&["today"])["review"].as_array().unwrap().clone();
        hopes.iter().map(|hope| hope["id"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(again(&phone), [hope.clone()]);
    let moved = phone.ok(&["hope", "review", &hope, "--on", "in 30 days"]);
    assert!(moved["review_on"].as_str().unwrap() > "2026-01-05");
    assert_eq!(again(&phone), Vec::<String>::new());
    undo(&phone);
    assert_eq!(again(&phone), [hope.clone()]);
    assert_eq!(phone.ok(&["hope", "review", &hope])["review_on"], json!(null));
    assert_eq!(again(&phone), Vec::<String>::new());
    phone.run(&["hope", "review", &hope, "--on", "someday"]).refused(8, "invalid_date");
    phone.run(&["hope", "review", "0123456789ab"]).refused(3, "not_found");
}

#[test]
fn both_columns_are_filled_on_two_devices() {
    let (mia, tablet, hope) = two(|phone| {
        id(phone, &["hope", "add", "hope", "that she asks", "--person", "Noa", "-d", "2026-01-05"])
    });
    mia.phone.ok(&["hope", "add", "see", "she asked", "--person", "Noa", "-d", "2026-01-06"]);
    tablet.ok(&["hope", "review", &hope, "--on", "2026-05-01"]);
    meet(&mia.phone, &tablet);
    let of = |device| items(device, &["hope", "list", "Noa"]);
    assert_eq!(of(&mia.phone), of(&tablet));
    assert_eq!(of(&mia.phone)[1]["review_on"], "2026-05-01");
}
