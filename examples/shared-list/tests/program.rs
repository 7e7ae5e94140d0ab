//! The program, where there is no relay. With one it is run by `cli/tests/shared_list.rs`.
#![allow(clippy::unwrap_used, reason = "a test that fails says so by panicking")]

use std::process::{Command, Output};

fn run(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_shared-list")).args(args).output().unwrap()
}

#[test]
fn without_a_relay_it_says_how_to_start_one() {
    let said = run(&[]);
    assert_eq!(said.status.code(), Some(2));
    assert!(String::from_utf8(said.stdout).unwrap().contains("cargo run --release -- relay"));
}

#[test]
fn a_relay_that_is_none_is_a_failure() {
    for url in ["not an address", "http://127.0.0.1:1"] {
        assert!(!run(&[url]).status.success(), "{url}");
    }
}
