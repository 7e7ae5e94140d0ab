//! Search finds what was written, in every script, and nothing can be done with it but search.
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

use made::{Home, entry, search};
use requite_store::{Journal, StoreError};

fn written(texts: &[&str]) -> (Home, Journal) {
    let home = Home::new();
    let mut journal = home.create();
    for (n, text) in (1..).zip(texts) {
        home.put(&mut journal, &entry(n, "", text));
    }
    (home, journal)
}

fn sorted(journal: &mut Journal, text: &str) -> Vec<u8> {
    let mut found = search(journal, text).unwrap();
    found.sort_unstable();
    found
}

#[test]
fn words_beginnings_and_phrases() {
    let (_home, mut journal) = written(&[
        "She kept her promise",
        "He promised, and broke it",
        "Her word was kept, the promise was not",
    ]);
    assert_eq!(sorted(&mut journal, "promise"), [1, 2, 3], "the last word may be unfinished");
    assert_eq!(sorted(&mut journal, "promise kept"), [1, 3]);
    assert_eq!(sorted(&mut journal, "\"promise\""), [1, 3]);
    assert_eq!(sorted(&mut journal, "\"her promise\""), [1]);
    assert_eq!(sorted(&mut journal, "prom* broke"), [2]);
    assert_eq!(sorted(&mut journal, "KEPT"), [1, 3]);
    assert!(sorted(&mut journal, "never").is_empty());
}

#[test]
fn accents_and_case_do_not_matter() {
    let (_home, mut journal) =
        written(&["Ich saß im Café", "cafe\u{301} again", "Ελλάδα", "Straße"]);
    assert_eq!(sorted(&mut journal, "CAFE"), [1, 2]);
    assert_eq!(sorted(&mut journal, "café"), [1, 2]);
    assert_eq!(sorted(&mut journal, "ελλαδα"), [3]);
    assert_eq!(sorted(&mut journal, "strasse"), [4]);
}

#[test]
fn texts_without_spaces_are_found_by_any_part_of_them() {
    let (_home, mut journal) = written(&[
        "今天我和妈妈去了北京",
        "昨日、京都へ行きました",
        "เมื่อวานฉันไปตลาด",
        "서울에서 만났다",
    ]);
    assert_eq!(sorted(&mut journal, "北京"), [1]);
    assert_eq!(sorted(&mut journal, "京"), [1, 2]);
    assert_eq!(sorted(&mut journal, "妈妈"), [1]);
    assert_eq!(sorted(&mut journal, "行き"), [2]);
    assert_eq!(sorted(&mut journal, "ตลาด"), [3]);
    assert_eq!(sorted(&mut journal, "서울"), [4]);
    assert!(sorted(&mut journal, "京北").is_empty());
}

#[test]
fn what_looks_like_syntax_is_only_text() {
    let (_home, mut journal) = written(&["plain words OR others", "NEAR the sea"]);
    for hostile in [
        "NEAR(",
        "a OR",
        "OR",
        "-plain",
        "^plain",
        "body:plain",
        "heavy : plain",
        "pla\u{0}in",
        "((((",
        "a* b* c*",
        "'; DROP TABLE record; --",
        "{heavy light}: x",
        "\"unclosed phrase",
        "+plain + words",
    ] {
        let found = search(&mut journal, hostile);
        assert!(found.is_ok() || found == Err(StoreError::EmptyQuery), "{hostile}: {found:?}");
    }
    assert_eq!(sorted(&mut journal, "words OR others"), [1]);
    assert_eq!(search(&mut journal, "\" \""), Err(StoreError::EmptyQuery));
    assert_eq!(search(&mut journal, &"x".repeat(1 << 20)), Err(StoreError::QueryTooLong));
}

#[test]
fn a_changed_text_is_found_by_its_new_words_only() {
    let (home, mut journal) = written(&["first words"]);
    home.put(&mut journal, &entry(1, "", "second thoughts"));
    assert!(sorted(&mut journal, "first").is_empty());
    assert_eq!(sorted(&mut journal, "second"), [1]);
}
