//! Every list that grows comes page by page: each item once, in the order of the list, and the last page says that it is.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that fails says so by panicking"
)]

mod home;

use home::{Device, Mia};
use serde_json::Value;

/// Ids of a list, two at a time.
#[track_caller]
fn by_twos(device: &Device, list: &[&str]) -> Vec<String> {
    let mut ids = Vec::new();
    let mut cursor: Option<String> = None;
    loop {
        let mut args = list.to_vec();
        args.extend(["--limit", "2"]);
        args.extend(cursor.iter().flat_map(|cursor| ["--cursor", cursor]));
        let page = device.ok(&args);
        let items = page["items"].as_array().unwrap();
        assert!((1..=2).contains(&items.len()), "{page}");
        ids.extend(items.iter().map(|item| item["id"].as_str().unwrap().to_owned()));
        match &page["next"] {
            Value::String(next) => cursor = Some(next.clone()),
            next => {
                assert_eq!(*next, Value::Null, "a list says that it ends");
                return ids;
            }
        }
    }
}

#[test]
fn evidence_comes_page_by_page_and_nothing_is_passed_over_or_told_twice() {
    let mia = Mia::new();
    let phone = &mia.phone;
    phone.ok(&["people", "add", "Noa"]);
    let days = ["2026-11-01", "2026-11-03", "2026-11-03", "2026-11-02", "2026-11-03"];
    for (n, day) in days.into_iter().enumerate() {
        let n = &n.to_string();
        phone.ok(&["promise", "add", "Noa", n, "--made", day]);
        phone.ok(&["need", "add", "Noa", n, "-d", day]);
        phone.ok(&["contact", "add", "Noa", n, "--started", "me", "-d", day]);
        phone.ok(&["felt", "energy=1", "--after", "Noa", "-d", day]);
        phone.ok(&["tried", "add", "Noa", "gave_time", n, "-d", day]);
        phone.ok(&["cost", "add", "cost", n, "--person", "Noa", "-d", day]);
        phone.ok(&["hope", "add", "see", n, "--person", "Noa", "-d", day]);
        phone.ok(&["grief", "add", "keeping", n, "--person", "Noa", "-d", day]);
        phone.ok(&["lesson", "add", "strength", n, "--person", "Noa", "-d", day]);
    }
    let lists: [&[&str]; 11] = [
        &["promise", "list"],
        &["promise", "list", "Noa", "--outcome", "open"],
        &["need", "list", "Noa"],
        &["contact", "list"],
        &["felt", "--list", "--after", "Noa"],
        &["tried", "list", "Noa"],
        &["cost", "list", "Noa"],
        &["hope", "list"],
        &["grief", "list"],
        &["lesson", "list"],
        &["lesson", "list", "--person", "Noa", "--kind", "strength"],
    ];
    for list in lists {
        let whole = phone.ok(list)["items"].as_array().unwrap().clone();
        let whole: Vec<&str> = whole.iter().map(|item| item["id"].as_str().unwrap()).collect();
        assert_eq!(whole.len(), days.len(), "{list:?}");
        assert_eq!(by_twos(phone, list), whole, "{list:?}");
        let mut bad = list.to_vec();
        bad.extend(["--cursor", "here"]);
        phone.run(&bad).refused(8, "invalid_cursor");
    }
    assert!(phone.says(&["need", "list", "--limit", "2"]).contains("more: --cursor"));
}
