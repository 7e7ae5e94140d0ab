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
use requite_record::{DocumentId, Facet, Projection};
use requite_store::{Journal, JournalWrite, SearchQuery, StoreError};

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

#[test]
fn what_names_a_word_often_or_in_a_heavy_field_comes_first_then_the_newest() {
    let home = Home::new();
    let mut journal = home.create();
    let numbered = |n: u32| {
        let mut row = entry(0, &format!("20{:02}-{:02}-01", n / 12 % 100, 1 + n % 12), "");
        row.id = DocumentId::new(u128::from(n + 1).to_be_bytes());
        let often = if n == 7 { "rain and rain and rain again" } else { "rain" };
        row.searched =
            vec![(1, if n.is_multiple_of(10) { format!("{often} sun") } else { often.into() })];
        if n == 5 {
            row.searched.push((2, "Rain".to_owned()));
        }
        row.facets = vec![Facet { field: "tag".into(), value: (n % 3).to_string() }];
        row
    };
    let ask = |journal: &mut Journal, query: &SearchQuery| -> Vec<DocumentId> {
        let page = journal.read(|journal| journal.search(query)).unwrap();
        page.items.into_iter().map(|hit| hit.row.id).collect()
    };
    let rain = SearchQuery { limit: 40, ..SearchQuery::of("entry", "rain") };
    // Few are sorted, many are met along an index: in the same order.
    for all in [300, 3_000] {
        let put_all = |journal: &mut JournalWrite<'_>| -> Result<(), StoreError> {
            (0..all).try_for_each(|n| made::put(journal, &numbered(n)))
        };
        journal.write(put_all).unwrap();
        let mut expected: Vec<Projection> = (0..all).map(numbered).collect();
        expected.sort_by(|a, b| (&b.order, b.id).cmp(&(&a.order, a.id)));
        let best = |row: &Projection| [5, 7].map(|n| numbered(n).id).contains(&row.id);
        expected.sort_by_key(|row| !best(row));
        let ids: Vec<DocumentId> = expected.iter().map(|row| row.id).collect();
        let mut found = Vec::new();
        let mut asked = rain.clone();
        for _ in 0..4 {
            let page = journal.read(|journal| journal.search(&asked)).unwrap();
            found.extend(page.items.iter().map(|hit| hit.row.id));
            asked.cursor = page.next;
        }
        assert_eq!(found, ids[..160]);
        let tag = |value: &str| vec![Facet { field: "tag".into(), value: value.into() }];
        let (from, to) = (Some("2010".into()), Some("2011-03".into()));
        let query = SearchQuery { facets: tag("1"), from, to, limit: 5_000, ..rain.clone() };
        let inside = |row: &&Projection| {
            row.facets == tag("1") && ("2010".."2011-04").contains(&&*row.order)
        };
        let ids: Vec<DocumentId> = expected.iter().filter(inside).map(|row| row.id).collect();
        assert!(!ids.is_empty());
        assert_eq!(ask(&mut journal, &query), ids);
        let quieted = [tag("0"), tag("1"), tag("2")].concat();
        assert!(ask(&mut journal, &SearchQuery { without: quieted, ..rain.clone() }).is_empty());
        let sun = SearchQuery { limit: 1_000, ..SearchQuery::of("entry", "rain sun") };
        assert_eq!(u32::try_from(ask(&mut journal, &sun).len()), Ok(all / 10));
    }
}

#[test]
fn a_rare_word_weighs_more_than_a_common_one() {
    let texts: Vec<String> = (0..40)
        .map(|n| match n {
            10 => "rain rain rain and the harbour".to_owned(),
            20 => "harbour, harbour, harbour in the rain".to_owned(),
            30 => "the harbour in the rain".to_owned(),
            _ => "the rain".to_owned(),
        })
        .collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let (_home, mut journal) = written(&texts);
    assert_eq!(search(&mut journal, "rain harbour").unwrap(), [21, 11, 31]);
}

#[test]
fn phrases_are_found_where_their_words_follow_each_other() {
    let (_home, mut journal) = written(&[
        "On time, and well-being after",
        "Being well, in time on land",
        "The time on Sundays; well being what it is",
    ]);
    assert_eq!(sorted(&mut journal, "\"time on\""), [2, 3]);
    assert_eq!(sorted(&mut journal, "\"on time\""), [1]);
    assert_eq!(sorted(&mut journal, "well-being"), [1, 3]);
    assert_eq!(sorted(&mut journal, "well-bei"), [1, 3], "the last word may be unfinished");
    assert!(sorted(&mut journal, "\"being well on\"").is_empty());
    assert!(sorted(&mut journal, "\"time time\"").is_empty());
}
