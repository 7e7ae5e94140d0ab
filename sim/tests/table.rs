//! `docs/rules-and-heals.md` keeps its word: every row of the rule table and of the heal table has tests that exist, and marks
//! that a campaign must meet.
#![allow(clippy::unwrap_used, reason = "a test that fails says so by panicking")]

use std::{fs, path::Path};

/// The rows as the design has them: a row that leaves the page is missed here.
const ROWS: &[&str] = &[
    "a fork: revocations of all branches count",
    "a fork: what a removed or replaced key signed elsewhere is void",
    "a fork: two who remove each other are both out",
    "a fork: where none remains, only the words in force admit again",
    "a fork: seniority decides between branches whose signers stay",
    "a fork: the newest words of all branches are in force",
    "a fork: the next epoch seals the keys of all branches",
    "what a cut takes: envelopes, and whoever applied more passes it on",
    "an old epoch: what was never offered is sealed again, what was offered stays",
    "an old epoch: what names an unknown head waits for the list",
    "a history hold: the link comes when the hold ends",
    "a relay lost or rolled back data: it is filled again",
    "a fork of a chain: both stories are kept, with the evidence",
    "its own chain is ahead: a copy goes on as a new device",
    "a relay withholds: it is told until it comes",
    "its own key is a wrong one: it only reads",
    "the key of a parcel went to nobody who stays: it is told, and waited for no more",
];

/// A row: what it says, its tests, its marks.
type Row<'a> = (&'a str, Vec<&'a str>, Vec<&'a str>);

fn named(cell: &str) -> Vec<&str> {
    cell.split('`').skip(1).step_by(2).collect()
}

fn rows(page: &str) -> Vec<Row<'_>> {
    let lines = page.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| row |"));
    lines
        .map(|line| {
            let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
            let [row, tests, marks] = cells.as_slice() else { return (line, vec![], vec![]) };
            (*row, named(tests), named(marks))
        })
        .collect()
}

/// What is wrong with the page.
fn faults(page: &str, marks: &[&str], is_test: &dyn Fn(&str) -> bool) -> Vec<String> {
    let rows = rows(page);
    let mut faults = Vec::new();
    for row in ROWS.iter().filter(|row| rows.iter().all(|(there, ..)| there != *row)) {
        faults.push(format!("no row: {row}"));
    }
    for (row, tests, met) in &rows {
        if tests.is_empty() || met.is_empty() {
            faults.push(format!("no test or no mark: {row}"));
        }
        faults.extend(tests.iter().filter(|test| !is_test(test)).map(|test| format!("no {test}")));
        let unknown = met.iter().filter(|mark| !marks.contains(mark));
        faults.extend(unknown.map(|mark| format!("no mark: {mark}")));
    }
    faults
}

/// Whether `file::function` is a test in the tree.
fn is_test(name: &str) -> bool {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let Some((file, function)) = name.split_once("::") else { return false };
    let source = fs::read_to_string(root.join(file)).unwrap_or_default();
    source.contains(&format!("#[test]\nfn {function}() {{"))
}

fn page() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    fs::read_to_string(root.join("docs/rules-and-heals.md")).unwrap()
}

#[test]
fn every_row_is_a_named_test_and_a_mark() {
    assert_eq!(faults(&page(), requite_sim::MARKS, &is_test), Vec::<String>::new());
}

#[test]
fn a_row_a_test_or_a_mark_that_is_missing_is_noticed() {
    let page = page();
    let check = |page: &str| faults(page, requite_sim::MARKS, &is_test);
    let renamed = page.replace("rule_seniority_decides", "rule_somebody_decides");
    assert_eq!(check(&renamed).len(), 1);
    let unmarked = page.replace("`withholding noticed`", "`nothing noticed`");
    assert_eq!(check(&unmarked), ["no mark: nothing noticed"]);
    let empty = page.replace("`wrong key` `write refused without the key`", "");
    assert_eq!(check(&empty), ["no test or no mark: its own key is a wrong one: it only reads"]);
    let shorter: Vec<&str> =
        page.lines().filter(|line| !line.contains("seniority decides between")).collect();
    assert_eq!(check(&shorter.join("\n")).len(), 1);
}
