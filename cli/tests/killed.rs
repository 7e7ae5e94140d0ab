//! kill -9 at any moment: what was acknowledged is there, both files open, sync completes.
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

use std::{collections::BTreeSet, fs, time::Duration};

use home::{Device, Mia};

/// Rounds for each command; a campaign of any length is this with a larger number.
const ROUNDS: u64 = 8;

/// Runs a command and kills it after a while that differs from round to round; whether it had answered by then.
fn run_and_kill(device: &Device, args: &[&str], round: u64) -> bool {
    let mut child = device.command(args).spawn().unwrap();
    // Between the first system call and after the end: the derivation of the key alone takes about a tenth of a second.
    let pause = Duration::from_millis(60 + round * 37 % 220);
    let until = std::time::Instant::now() + pause;
    let mut ended = None;
    while ended.is_none() && std::time::Instant::now() < until {
        std::thread::yield_now();
        ended = child.try_wait().unwrap();
    }
    if ended.is_none() {
        child.kill().unwrap();
    }
    let status = child.wait_with_output().unwrap();
    !status.stdout.is_empty()
}

#[test]
fn nothing_acknowledged_is_lost() {
    let mia = Mia::new();
    let phone = &mia.phone;
    let file = mia.folder.path().join("diary.jsonl");
    let mut written = BTreeSet::new();
    for round in 0..ROUNDS {
        let text = format!("round {round}");
        if run_and_kill(phone, &["write", &text], round) {
            written.insert(text);
        }
        let entries: Vec<String> = (0..40)
            .map(|n| format!("{{\"date\":\"2020-01-01\",\"text\":\"import {round} {n}\"}}"))
            .collect();
        fs::write(&file, entries.join("\n")).unwrap();
        if run_and_kill(phone, &["import", "jsonl", file.to_str().unwrap()], round) {
            written.extend((0..40).map(|n| format!("import {round} {n}")));
        }
        run_and_kill(phone, &["sync"], round);
        assert_eq!(phone.ok(&["doctor"])["ok"], true);
    }
    // What was cut off is finished by doing it again, and nothing is there twice.
    phone.ok(&["import", "jsonl", file.to_str().unwrap()]);
    written.extend((0..40).map(|n| format!("import {} {n}", ROUNDS - 1)));
    phone.ok(&["sync"]);
    let tablet = mia.join("tablet");
    let ids = phone.ids();
    assert_eq!(ids, tablet.ids());
    let texts: Vec<String> = listed(&tablet);
    let distinct: BTreeSet<String> = texts.iter().cloned().collect();
    assert_eq!(texts.len(), distinct.len());
    assert!(
        written.is_subset(&distinct),
        "{:?}",
        written.difference(&distinct).collect::<Vec<_>>()
    );
}

#[test]
fn an_edit_that_was_killed_happened_or_did_not() {
    let mia = Mia::new();
    let phone = &mia.phone;
    let id = phone.write("0");
    let mut expected = BTreeSet::from(["0".to_owned()]);
    for round in 0..ROUNDS {
        let text = format!("edited {round}");
        let path = mia.folder.path().join("text");
        fs::write(&path, &text).unwrap();
        let mut child =
            phone.command(&["edit", &id]).stdin(fs::File::open(&path).unwrap()).spawn().unwrap();
        let until = std::time::Instant::now() + Duration::from_millis(80 + round * 41 % 160);
        while child.try_wait().unwrap().is_none() && std::time::Instant::now() < until {
            std::thread::yield_now();
        }
        // It may have ended by itself.
        let _killed = child.kill();
        let acknowledged = !child.wait_with_output().unwrap().stdout.is_empty();
        let now = phone.body(&id);
        if acknowledged {
            expected.clear();
        }
        expected.insert(text);
        assert!(expected.contains(&now), "{now}");
        expected = BTreeSet::from([now]);
    }
}

#[test]
fn two_processes_that_write_at_once_both_keep_their_words() {
    let mia = Mia::new();
    let children: Vec<_> = (0..6)
        .map(|n| mia.phone.command(&["write", &format!("at once {n}")]).spawn().unwrap())
        .collect();
    for child in children {
        home::answer(child, b"").ok();
    }
    assert_eq!(mia.phone.ids().len(), 6);
}

fn listed(device: &Device) -> Vec<String> {
    let page = device.ok(&["list", "--limit", "1000"]);
    assert!(page["next"].is_null());
    page["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item["excerpt"].as_str().unwrap().to_owned())
        .collect()
}
