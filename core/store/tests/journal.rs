//! The journal file: what is written is there, what failed is not, and nobody reads it without the key.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::similar_names,
    clippy::redundant_closure_for_method_calls,
    clippy::format_collect,
    clippy::unused_self,
    reason = "a test that fails says so by panicking, and reads best in one line"
)]

mod made;

use made::{Home, entry, list, search};
use requite_record::Facet;
use requite_store::{FileKey, Journal, Presence, StoreError};

#[test]
fn what_was_committed_is_there_after_a_crash_and_what_failed_is_not() {
    let home = Home::new();
    let mut journal = home.create();
    home.put(&mut journal, &entry(1, "2026-11-23|UTC|day", "kept"));
    let failed: Result<(), StoreError> = journal.write(|journal| {
        let projection = entry(2, "2026-11-24|UTC|day", "lost");
        made::put(journal, &projection)?;
        Err(StoreError::Full)
    });
    assert_eq!(failed, Err(StoreError::Full));
    // Leaves the file as a killed process would: no checkpoint, no farewell.
    std::mem::forget(journal);
    let mut journal = home.open().unwrap();
    let ids: Vec<u8> = list(&mut journal, 10).iter().map(|row| row.id.as_bytes()[15]).collect();
    assert_eq!(ids, [1]);
}

#[test]
fn pages_follow_each_other_without_gap_or_repetition() {
    let home = Home::new();
    let mut journal = home.create();
    for n in 0..25 {
        // Many share one moment: ids decide.
        home.put(&mut journal, &entry(n, &format!("2026-11-{:02}|UTC|day", 20 + n / 10), "text"));
    }
    let mut query = made::query(7);
    let mut seen = Vec::new();
    loop {
        let page = journal.read(|journal| journal.list(&query)).unwrap();
        seen.extend(page.items.iter().map(|row| (row.order.clone(), row.id)));
        query.cursor = page.next.map(|cursor| cursor.to_string().parse().unwrap());
        if query.cursor.is_none() {
            break;
        }
    }
    assert_eq!(seen.len(), 25);
    assert!(seen.windows(2).all(|pair| pair[0] > pair[1]));
}

#[test]
fn orders_that_begin_alike_are_told_apart() {
    let home = Home::new();
    let mut journal = home.create();
    // Letters of one lot, times of one hour, the same order twice: numbers alone do not tell them apart.
    let orders = [
        "sad",
        "sam",
        "sam",
        "san",
        "2026-11-23T10:05",
        "2026-11-23T10:50",
        "2026-11-23T10:07",
        "",
    ];
    let mut expected = Vec::new();
    for (n, order) in (1..).zip(orders) {
        home.put(&mut journal, &entry(n, order, "text"));
        expected.push((order.to_owned(), n));
    }
    expected.sort();
    expected.reverse();
    let mut found = Vec::new();
    let mut asked = made::query(3);
    loop {
        let page = journal.read(|journal| journal.list(&asked)).unwrap();
        found.extend(page.items.into_iter().map(|row| (row.order, row.id.as_bytes()[15])));
        let Some(next) = page.next else { break };
        asked.cursor = Some(next);
    }
    assert_eq!(found, expected);
    let first = journal.read(|journal| journal.first_order("entry")).unwrap();
    assert_eq!(first.as_deref(), Some("2026-11-23T10:05"));
}

#[test]
fn days_include_both_ends_and_their_minutes() {
    let home = Home::new();
    let mut journal = home.create();
    for (n, order) in (1..).zip([
        "2026-11-22|UTC|day",
        "2026-11-23|UTC|day",
        "2026-11-23T23:59|UTC|minute",
        "2026-11-24|UTC|day",
    ]) {
        home.put(&mut journal, &entry(n, order, "text"));
    }
    let mut query = made::query(10);
    (query.from, query.to) = (Some("2026-11-23".into()), Some("2026-11-23".into()));
    let page = journal.read(|journal| journal.list(&query)).unwrap();
    let ids: Vec<u8> = page.items.iter().map(|row| row.id.as_bytes()[15]).collect();
    assert_eq!(ids, [2, 3]);
}

#[test]
fn filters_are_all_to_be_met_and_the_trash_is_apart() {
    let home = Home::new();
    let mut journal = home.create();
    let facet = |field: &str, value: &str| Facet { field: field.into(), value: value.into() };
    for n in 1..=6 {
        let mut record = entry(n, "2026-11-23|UTC|day", "text");
        record.present = n != 6;
        record.facets = vec![facet("tags", "family")];
        if n % 2 == 0 {
            record.facets.push(facet("people", "mia"));
        }
        home.put(&mut journal, &record);
    }
    let mut query = made::query(10);
    query.facets = vec![facet("tags", "family"), facet("people", "mia")];
    let count = |journal: &mut Journal, query: &requite_store::ListQuery| {
        journal.read(|j| j.list(query)).unwrap().items.len()
    };
    assert_eq!(count(&mut journal, &query), 2);
    query.presence = Presence::Trashed;
    assert_eq!(count(&mut journal, &query), 1);
    assert_eq!(journal.read(|j| j.count("entry", Presence::Present)).unwrap(), 5);
    assert!(search(&mut journal, "text").unwrap().iter().all(|id| *id != 6));
}

#[test]
fn one_of_several_values_and_none_of_others() {
    let home = Home::new();
    let mut journal = home.create();
    let facet = |who: &str| Facet { field: "people".into(), value: who.into() };
    for (n, who) in (1..).zip([&["mia"][..], &["tom"], &["ana"], &["mia", "tom"], &[]]) {
        let mut record = entry(n, "2026-11-23|UTC|day", "text");
        record.facets = who.iter().map(|who| facet(who)).collect();
        record.facets.sort();
        home.put(&mut journal, &record);
    }
    let mut chosen = |any_of: &[&str], without: &[&str]| {
        let mut query = made::query(10);
        query.any_of = any_of.iter().map(|who| facet(who)).collect();
        query.without = without.iter().map(|who| facet(who)).collect();
        let listed = journal.read(|j| j.list(&query)).unwrap().items;
        let mut search = requite_store::SearchQuery::of("entry", "text");
        (search.any_of, search.without) = (query.any_of.clone(), query.without.clone());
        let mut found = journal.read(|j| j.search(&search)).unwrap().items;
        found.sort_by_key(|hit| core::cmp::Reverse(hit.row.id));
        let listed: Vec<u8> = listed.iter().map(|row| row.id.as_bytes()[15]).collect();
        let found: Vec<u8> = found.iter().map(|hit| hit.row.id.as_bytes()[15]).collect();
        assert_eq!(listed, found);
        let days = journal.read(|j| j.days(&query)).unwrap();
        assert_eq!(days.values().sum::<u64>(), u64::try_from(listed.len()).unwrap());
        listed
    };
    assert_eq!(chosen(&["mia"], &[]), [4, 1]);
    assert_eq!(chosen(&["mia", "tom"], &[]), [4, 2, 1]);
    assert_eq!(chosen(&["mia", "nobody"], &["tom"]), [1]);
    assert_eq!(chosen(&["nobody"], &[]), [0; 0]);
    assert_eq!(chosen(&[], &["tom", "nobody"]), [5, 3, 1]);
}

#[test]
fn ids_are_found_by_their_beginning() {
    let home = Home::new();
    let mut journal = home.create();
    for n in 1..=5 {
        home.put(&mut journal, &entry(n, "", "text"));
    }
    let find = |journal: &mut Journal, prefix: &str| {
        journal.read(|j| j.find(prefix, &["entry"])).unwrap().len()
    };
    assert_eq!(find(&mut journal, &format!("{}3", "0".repeat(31))), 1);
    assert_eq!(find(&mut journal, "0"), 3, "enough to say that several fit");
    for none in ["", "f", "zz", "0'--", &"0".repeat(40)] {
        assert_eq!(find(&mut journal, none), 0, "{none}");
    }
    assert_eq!(journal.read(|j| j.find("0", &["person"])).unwrap().len(), 0);
}

#[test]
fn two_processes_write_and_neither_loses() {
    let home = Home::new();
    drop(home.create());
    let writers: Vec<_> = (0..2_u8)
        .map(|writer| {
            let mut journal = home.open().unwrap();
            std::thread::spawn(move || {
                for n in 0..20 {
                    let projection = entry(writer * 100 + n, "", "text");
                    journal.write(|journal| made::put(journal, &projection)).unwrap();
                }
            })
        })
        .collect();
    for writer in writers {
        writer.join().unwrap();
    }
    let mut journal = home.open().unwrap();
    assert_eq!(journal.read(|j| j.count("entry", Presence::Present)).unwrap(), 40);
}

#[test]
fn a_reader_does_not_wait_for_a_writer() {
    let home = Home::new();
    let mut writer = home.create();
    home.put(&mut writer, &entry(1, "", "before"));
    let mut reader = home.open().unwrap();
    writer
        .write(|journal| {
            made::put(journal, &entry(2, "", "during"))?;
            assert_eq!(reader.read(|j| j.count("entry", Presence::Present))?, 1);
            Ok::<_, StoreError>(())
        })
        .unwrap();
    assert_eq!(reader.read(|j| j.count("entry", Presence::Present)).unwrap(), 2);
}

#[test]
fn without_the_key_there_is_nothing_and_nothing_changes() {
    let home = Home::new();
    let mut journal = home.create();
    home.put(&mut journal, &entry(1, "", "a sentence that must not be found"));
    drop(journal);
    let before = std::fs::read(home.file()).unwrap();
    let wrong = Journal::open(&home.file(), &FileKey::new([8; 32]));
    assert_eq!(wrong.err(), Some(StoreError::WrongKey));
    assert_eq!(std::fs::read(home.file()).unwrap(), before);
    for file in std::fs::read_dir(home.folder()).unwrap() {
        let content = std::fs::read(file.unwrap().path()).unwrap();
        for secret in ["sentence", "must not be found", "SQLite format", "CREATE TABLE"] {
            assert!(!content.windows(secret.len()).any(|window| window == secret.as_bytes()));
        }
    }
    assert_eq!(Journal::create(&home.file(), &made::key()).err(), Some(StoreError::Exists));
    let nowhere = home.folder().join("nowhere");
    assert_eq!(Journal::open(&nowhere, &made::key()).err(), Some(StoreError::Missing));
}

#[test]
fn a_damaged_file_is_told_and_never_read_in_part() {
    let home = Home::new();
    let mut journal = home.create();
    for n in 1..=60 {
        home.put(&mut journal, &entry(n, "2026-11-23|UTC|day", &"words ".repeat(400)));
    }
    drop(journal);
    let whole = std::fs::read(home.file()).unwrap();
    for cut in [0, 1, 4_095, 4_096, whole.len() / 2, whole.len() - 1] {
        std::fs::write(home.file(), &whole[..cut]).unwrap();
        let read = home.open().and_then(|mut journal| journal.read(|j| j.list(&made::query(100))));
        assert!(read.is_err() || read.unwrap().items.len() == 60, "cut at {cut}");
    }
    for page in 0..whole.len() / 4_096 {
        let mut flipped = whole.clone();
        flipped[page * 4_096 + 2_000] ^= 1;
        std::fs::write(home.file(), &flipped).unwrap();
        let read = home.open().and_then(|mut journal| journal.read(|j| j.list(&made::query(100))));
        match read {
            Ok(page) => assert_eq!(page.items.len(), 60),
            Err(error) => {
                assert!(matches!(error, StoreError::WrongKey | StoreError::Damaged), "{error:?}");
            }
        }
        if let Ok(mut journal) = home.open() {
            assert!(
                !journal.check().unwrap()[0].ok,
                "the doctor sees a flipped bit on page {page}"
            );
        }
    }
}
