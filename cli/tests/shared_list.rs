//! The engine without the diary: the example runs against a real relay, and its page tells what it does.
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

use home::{Relay, files_with};

const PAGE: &str = include_str!("../../docs/your-own-app.md");
const LIBRARY: &str = include_str!("../../examples/shared-list/src/lib.rs");
const CARGO: &str = include_str!("../../.cargo/config.toml");
const PROGRAM: &str = include_str!("../../examples/shared-list/src/main.rs");

#[test]
fn two_devices_end_with_one_list_and_every_change_of_both() {
    let folder = tempfile::tempdir().unwrap();
    let relay = Relay::start(&folder.path().join("relay"), "127.0.0.1:0");
    let [phone, tablet] = shared_list::run(&relay.url, &folder.path().join("devices")).unwrap();
    assert_eq!(phone, tablet);
    assert_eq!(phone, "Shopping for Friday evening (urgent)\n[ ] soap\n[x] milk\n[ ] apples");
    assert!(PAGE.contains(&phone), "the page shows what the example prints");
    assert_eq!(files_with(folder.path(), "Friday"), [] as [std::path::PathBuf; 0]);
}

/// The snippets of the page in one language, line by line, however far they are indented.
fn snippets(language: &str) -> Vec<Vec<&'static str>> {
    let fence = format!("```{language}\n");
    let blocks = PAGE.split(&fence).skip(1).map(|rest| rest.split("```").next().unwrap());
    blocks.map(lines).collect()
}

fn lines(text: &str) -> Vec<&str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect()
}

/// The test above runs the example, so what stands in it is known to work.
#[test]
fn every_snippet_of_the_page_is_code_of_the_example_that_runs() {
    let snippets = snippets("rust");
    assert!(snippets.len() >= 5, "{}", snippets.len());
    let library = lines(LIBRARY);
    for snippet in snippets {
        let is_there = library.windows(snippet.len()).any(|window| window == snippet);
        assert!(is_there, "not in the example:\n{}", snippet.join("\n"));
    }
}

#[test]
fn the_page_has_sqlite_compiled_as_it_is_here() {
    let (ours, snippets) = (lines(CARGO), snippets("toml"));
    assert_eq!(snippets.len(), 1);
    assert!(ours.windows(2).any(|window| window == snippets[0]), "{snippets:?}");
}

#[test]
fn the_example_is_short() {
    assert!(LIBRARY.lines().count() + PROGRAM.lines().count() < 120);
}
