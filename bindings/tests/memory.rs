//! What an app makes and drops all day leaves memory as it was: handles, records, pages, watching.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod home;

use std::{
    fs,
    sync::{Arc, Mutex, mpsc},
};

use home::{Phone, entry, wait};
use requite_ffi::{EntryQuery, ListChange, ListListener, ListOf, ListenerError};

/// More than this is a leak: a handle has 16 bytes at least, so that a hundred thousand of them are not less.
const MOST: u64 = 1_500_000;
const PAGE: u32 = 50;

fn page() -> EntryQuery {
    EntryQuery { limit: PAGE, cursor: None, person: None, tag: None, from: None, to: None }
}

/// What the allocator has handed out and not got back is not told by the system; what the process holds is.
fn held() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("RssAnon:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() * 1024
}

#[test]
fn a_hundred_thousand_records_and_handles_leave_memory_as_it_was() {
    let phone = Phone::new();
    let journal = phone.engine.journal();
    for n in 0..PAGE {
        wait(journal.write(entry(&format!("Entry {n}, with a few words of its own.")))).unwrap();
    }
    let rounds = |rounds: u32| {
        for _ in 0..rounds {
            for _ in 0..PAGE {
                drop((phone.engine.journal(), phone.engine.people(), entry("Never written.")));
            }
            let shown = wait(journal.entries(page())).unwrap().items.len();
            assert_eq!(shown, PAGE as usize);
        }
    };
    rounds(400);
    let before = held();
    rounds(2_000);
    let grown = held().saturating_sub(before);
    assert!(grown < MOST, "{grown} bytes more are held after 100,000 records and 200,000 handles");
}

#[test]
fn a_thousand_lists_that_were_watched_leave_no_memory_and_no_late_call() {
    let phone = Phone::new();
    let rounds = |rounds: u32| {
        for _ in 0..rounds {
            let (tell, told) = mpsc::channel();
            let list = ListOf::Entries { query: page() };
            let watching = phone.engine.watch_list(list, Arc::new(Screen(Mutex::new(tell))));
            let watching = watching.unwrap();
            told.recv().unwrap();
            watching.cancel();
            // Its sender is in the listener: gone with it, so that nothing can be told any more.
            while told.recv().is_ok() {}
        }
    };
    rounds(50);
    let before = held();
    rounds(1_000);
    let grown = held().saturating_sub(before);
    assert!(grown < MOST, "{grown} bytes more are held");
}

struct Screen(Mutex<mpsc::Sender<Vec<ListChange>>>);

impl ListListener for Screen {
    fn changed(&self, _: u64, changes: Vec<ListChange>) -> Result<(), ListenerError> {
        let _shown = self.0.lock().unwrap().send(changes);
        Ok(())
    }
}
