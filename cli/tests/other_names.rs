//! The commands as the design spells them: where the usual name is another, the spelled one works too.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that fails says so by panicking"
)]

mod home;

use home::{Mia, answer};
use serde_json::json;

#[test]
fn every_spelling_of_the_design_works() {
    let mia = Mia::new();
    let phone = &mia.phone;
    phone.ok(&["people", "add", "Mia"]);
    phone.ok(&["people", "add", "Mia K."]);
    let promise = phone.ok(&["promise", "add", "Mia", "call", "--due", "yesterday"])["id"].clone();
    let promise = promise.as_str().unwrap();
    let need = phone.ok(&["need", "add", "Mia", "rest"])["id"].as_str().unwrap().to_owned();
    let plan = phone.ok(&["goodbye", "new", "Mia"])["id"].as_str().unwrap().to_owned();
    let entry = phone.ok(&["write", "-d", "last tuesday", "a long day"])["id"].clone();
    let spelled: [&[&str]; 30] = [
        &["today"],
        &["log", "Mia", "care_act", "--from", "them", "-d", "yesterday", "brought soup"],
        &["promise", "due"],
        &["promise", "resolve", promise, "kept"],
        &["need", "asked", &need],
        &["need", "answer", &need, "met"],
        &["contact", "add", "Mia", "--started", "mutual"],
        &["felt", "--after", "Mia", "energy=-1", "seen=0"],
        &["show", entry.as_str().unwrap()],
        &["timeline", "Mia"],
        &["picture", "Mia", "--json"],
        &["people", "alias", "Mia", "M."],
        &["people", "quiet", "Mia"],
        &["people", "unquiet", "Mia"],
        &["people", "merge", "Mia K.", "Mia"],
        &["standards", "list"],
        &["boundary", "list"],
        &["reflect", "plainly"],
        &["goodbye", "gate", &plan, "--answers", "no,no,no,no,no,no"],
        &["goodbye", "draft", &plan, "I valued our summers."],
        &["goodbye", "rest", &plan],
        &["goodbye", "decide", &plan, "kept", "--not-waiting", "I am sure"],
        &["care"],
        &["search", "soup", "--tag", "sea", "--from", "2020-01-01", "--to", "today"],
        &["search", "summers", "--person", "Mia", "--include", "quiet,letters"],
        &["on-this-day"],
        &["calendar", "2026-11"],
        &["sync", "once"],
        &["sync", "status"],
        &["doctor"],
    ];
    for args in spelled {
        phone.ok(args);
    }
    assert_eq!(phone.ok(&["sync", "status"]), phone.ok(&["status"]));
    phone.run(&["sync", "once", "--watch"]).refused(2, "usage");
    phone.run(&["sync", "often"]).refused(2, "usage");
    assert_eq!(phone.tell(&["recovery", "test"], mia.words.as_bytes()).ok(), json!({"fits": true}));
    let made = phone.ok(&["recovery", "make"])["words"].as_str().unwrap().to_owned();
    assert_eq!(made.split(' ').count(), 24);
    phone.tell(&["words", "test"], made.as_bytes()).ok();
    for word in ["add", "remove"] {
        let told = phone.run(&["device", word, "--nonsense"]);
        assert!(
            told.stderr.contains("usage") && !told.stderr.contains("unrecognized subcommand"),
            "{}",
            told.stderr
        );
    }
    phone.run(&["recovery"]).refused(2, "usage");
}

#[test]
fn the_words_that_were_noted_down_are_tested_and_others_are_told_apart() {
    let mia = Mia::new();
    let phone = &mia.phone;
    let test = |words: &str| phone.tell(&["words", "test"], words.as_bytes());
    test(&format!("  {}\n", mia.words.to_uppercase().replace(' ', "\n"))).ok();
    // A word too few, one that is no word, and those of somebody else.
    let fewer = mia.words.rsplit_once(' ').unwrap().0;
    test(fewer).refused(4, "wrong_words");
    test(&mia.words.replacen(' ', " xyzzy ", 1)).refused(4, "wrong_words");
    test("").refused(4, "wrong_words");
    test(&Mia::new().words).refused(4, "wrong_words");
    // Replaced on the tablet: the old ones fit no more here either, once it is known.
    phone.ok(&["sync"]);
    let tablet = mia.join("tablet");
    let new = tablet.ok(&["words"])["words"].as_str().unwrap().to_owned();
    tablet.ok(&["sync"]);
    phone.ok(&["sync"]);
    test(&mia.words).refused(4, "wrong_words");
    test(&new).ok();
}

#[test]
fn what_the_words_are_is_in_no_answer() {
    let mia = Mia::new();
    let mut command = mia.phone.command(&["words", "test"]);
    command.env("REQUITE_LOG", "trace").stdin(std::process::Stdio::piped());
    let told = answer(command.spawn().unwrap(), mia.words.as_bytes());
    let first: Vec<&str> = mia.words.split(' ').take(3).collect();
    assert!(!told.stderr.contains(&first.join(" ")) && told.json == json!({"fits": true}));
}
