//! What cannot be done is told with a code of its own, and changes nothing.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::similar_names,
    clippy::redundant_closure_for_method_calls,
    clippy::format_collect,
    clippy::unused_self,
    reason = "a test that fails says so by panicking, and reads best in one line"
)]

mod home;

use std::fs;

use home::{Device, Mia};

#[test]
fn keys_and_words() {
    let mia = Mia::new();
    mia.phone.with_passphrase("Between us").run(&["list"]).refused(4, "wrong_passphrase");
    mia.phone.run(&["init"]).refused(8, "already_there");
    let tablet = Device::new(mia.folder.path(), "tablet");
    tablet.run(&["list"]).refused(3, "no_vault");
    let restore = ["restore", "--relay", &mia.relay.url];
    let words: Vec<&str> = mia.words.split(' ').collect();
    tablet.tell(&restore, words[..23].join(" ").as_bytes()).refused(4, "wrong_words");
    tablet
        .tell(&restore, mia.words.replacen(words[3], "liebe", 1).as_bytes())
        .refused(4, "wrong_words");
    tablet.tell(&restore, b"\xff").refused(8, "invalid_utf8");
    let other = Device::new(mia.folder.path(), "other").ok(&["init"]);
    tablet.tell(&restore, other["words"].as_str().unwrap().as_bytes()).refused(4, "wrong_words");
    tablet
        .tell(&["restore", "--relay", "http://10.1.2.3"], mia.words.as_bytes())
        .refused(8, "invalid_relay");
    tablet
        .tell(&["restore", "--relay", "http://127.0.0.1:9"], mia.words.as_bytes())
        .refused(6, "relay_unreachable");
    assert!(!tablet.home.exists(), "a refused restore leaves nothing behind");
    tablet.tell(&restore, mia.words.to_uppercase().as_bytes()).ok();
}

#[test]
fn texts_and_dates() {
    let mia = Mia::new();
    let phone = &mia.phone;
    let largest = "a".repeat(1024 * 1024);
    let id = phone.write(&largest);
    assert_eq!(phone.body(&id), largest);
    phone.tell(&["write", "-"], format!("{largest}a").as_bytes()).refused(8, "too_long");
    phone.tell(&["write", "-"], b"\xff\xfe").refused(8, "invalid_utf8");
    for empty in ["", "  ", "\n\n"] {
        phone.tell(&["write", "-"], empty.as_bytes()).refused(8, "empty_text");
    }
    for date in ["0000-00-00", "2023-02-29", "2023-1-1", "tomorrowish", ""] {
        phone.run(&["write", "x", "--date", date]).refused(8, "invalid_date");
        phone.run(&["list", "--from", date]).refused(8, "invalid_date");
    }
    phone.run(&["write", "x", "--time", "24:00"]).refused(8, "invalid_time");
    phone.run(&["--tz", "Mars/Base", "write", "x"]).refused(8, "invalid_zone");
    phone.run(&["write", "x", "--tag", "two words"]).refused(8, "invalid_tag");
    phone.run(&["write", "x", "--person", "Nobody"]).refused(3, "not_found");
    phone.run(&["log", "Nobody", "care_act"]).refused(3, "not_found");
    phone.ok(&["people", "add", "Noa"]);
    phone.run(&["log", "Noa", "kindness"]).refused(8, "invalid_kind");
    phone.run(&["people", "add", " "]).refused(8, "invalid_name");
    assert_eq!(phone.ids(), [id]);
}

#[test]
fn ids_queries_and_arguments() {
    let mia = Mia::new();
    let phone = &mia.phone;
    for _ in 0..20 {
        phone.write("words");
    }
    for unknown in ["ffffffffffff", "not-an-id", "", "' OR 1=1 --"] {
        phone.run(&["show", unknown]).refused(3, "not_found");
        phone.run(&["delete", unknown]).refused(3, "not_found");
    }
    let ids = phone.ids();
    let shared = (0..16).map(|digit| format!("{digit:x}"));
    let ambiguous =
        shared.into_iter().find(|d| ids.iter().filter(|id| id.starts_with(d.as_str())).count() > 1);
    phone.run(&["show", &ambiguous.unwrap()]).refused(3, "ambiguous");
    for query in ["", "\"", "***", "\u{2014}"] {
        phone.run(&["search", query]).refused(8, "invalid_query");
    }
    for hostile in ["NEAR(", "words OR", "body:words", "-words", "^words", "words\" AND"] {
        phone.ok(&["search", "--", hostile]);
    }
    phone.run(&["search", &"x".repeat(100_000)]).refused(8, "invalid_query");
    phone.run(&["list", "--cursor", "nonsense"]).refused(8, "invalid_cursor");
    phone.run(&["bogus"]).refused(2, "usage");
    phone.run(&["list", "--limit", "many"]).refused(2, "usage");
    phone.run(&["import", "jsonl", "/no/such/file"]).refused(3, "file_not_readable");
    phone.run(&["relays", "add", "ftp://x"]).refused(8, "invalid_relay");
    phone.run(&["relays", "remove", "https://relay.example"]).refused(3, "not_found");
}

#[test]
fn damaged_files_are_told_and_left_alone() {
    let mia = Mia::new();
    let phone = &mia.phone;
    phone.write("still there");
    let journal = phone.home.join("journal");
    let whole = fs::read(&journal).unwrap();
    for damaged in
        [&whole[..0], &whole[..5_000], &b"SQLite format 3\0 but not ours".repeat(400)[..]]
    {
        fs::write(&journal, damaged).unwrap();
        phone.run(&["list"]).refused(7, "damaged");
        assert_eq!(phone.run(&["doctor"]).code, 7);
        assert_eq!(fs::read(&journal).unwrap(), damaged, "nothing is done to it");
    }
    fs::remove_file(&journal).unwrap();
    phone.run(&["list"]).refused(7, "damaged");
    fs::write(&journal, &whole).unwrap();
    let keys = phone.home.join("keys");
    let sound = fs::read(&keys).unwrap();
    fs::write(&keys, &sound[..100]).unwrap();
    phone.run(&["list"]).refused(7, "damaged");
    fs::write(&keys, &sound).unwrap();
    assert_eq!(phone.ids().len(), 1);
    assert_eq!(phone.ok(&["doctor"])["ok"], true);
}

#[test]
fn a_full_disk_changes_nothing() {
    let mia = Mia::new();
    let phone = &mia.phone;
    let id = phone.write("before");
    // Files of this process may not grow beyond what they are: the kernel refuses, as a full disk does.
    let script = "ulimit -f 1; trap '' XFSZ; exec \"$0\" --json --home \"$1\" write \"and after\"";
    let mut limited = std::process::Command::new("sh");
    limited
        .args(["-c", script, home::PROGRAM])
        .arg(&phone.home)
        .env("REQUITE_PASSPHRASE", "between us");
    let output = limited.output().unwrap();
    assert_ne!(output.status.code(), Some(0), "nothing is acknowledged that is not there");
    assert_eq!(phone.ids(), [id]);
    assert_eq!(phone.ok(&["doctor"])["ok"], true);
    phone.write("and after");
    assert_eq!(phone.ids().len(), 2);
}

#[test]
fn a_relay_that_is_down_is_no_reason_to_stop() {
    let mut mia = Mia::new();
    mia.relay.kill();
    let id = mia.phone.write("offline");
    mia.phone.run(&["sync"]).refused(6, "relay_unreachable");
    assert!(mia.phone.ok(&["status"])["waiting"].as_u64().unwrap() > 0);
    mia.relay.again();
    let sent = mia.phone.ok(&["sync"]);
    assert_eq!(sent["waiting"], 0);
    assert_eq!(mia.join("tablet").body(&id), "offline");
}

#[test]
fn versions_help_and_papers() {
    let mia = Mia::new();
    let version = mia.phone.ok(&["version"]);
    for part in ["version", "json", "schema", "wire"] {
        assert!(!version[part].is_null(), "{part}");
    }
    for args in [&["--help"][..], &["write", "--help"], &["completions", "bash"], &["man"]] {
        assert_eq!(mia.phone.run(args).code, 0, "{args:?}");
    }
}
