//! The guard from outside: what it says of a file, and that a bomb costs next to nothing.

#![expect(
    clippy::unwrap_used,
    reason = "the whole file is a test; clippy excuses only functions marked as one"
)]

use std::{
    fs,
    process::{Command, Output},
};

use serde_json::Value as Json;
use sha2::{Digest, Sha256};

const MIB: u64 = 1 << 20;

fn xtask(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_xtask")).arg("guard").args(arguments).output().unwrap()
}

/// What the guard says of these bytes, and how it exits.
fn judge(bytes: &[u8]) -> (Json, i32) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("change");
    fs::write(&file, bytes).unwrap();
    let output = xtask(&[file.to_str().unwrap()]);
    (serde_json::from_slice(&output.stdout).unwrap(), output.status.code().unwrap())
}

fn uleb(mut number: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    loop {
        let byte = u8::try_from(number & 0x7f).unwrap();
        number >>= 7;
        bytes.push(if number > 0 { byte | 0x80 } else { byte });
        if number == 0 {
            return bytes;
        }
    }
}

fn chunk(kind: u8, content: &[u8]) -> Vec<u8> {
    let hashed = [&[kind], uleb(content.len()).as_slice(), content].concat();
    let checksum = Sha256::digest(&hashed);
    [&[0x85, 0x6f, 0x4a, 0x83], checksum.get(..4).unwrap(), &hashed].concat()
}

/// A change of this many puts of null under one name: each is no more than a number in a run.
fn puts(count: usize, name_len: usize) -> Vec<u8> {
    // Positive in the spelling that knows a sign: the last byte's sixth bit is not set.
    let mut times = uleb(count);
    if times.last().is_some_and(|last| last & 0x40 != 0) {
        *times.last_mut().unwrap() |= 0x80;
        times.push(0);
    }
    let name = [uleb(name_len), vec![b'k'; name_len]].concat();
    let run = |value: &[u8]| [times.as_slice(), value].concat();
    let columns = [
        (0x15, run(&name)),
        (0x34, uleb(count)),
        (0x42, run(&[1])),
        (0x56, run(&[0])),
        (0x70, run(&[0])),
    ];
    let mut content = vec![0, 1, 77, 1, 1, 0, 0, 0];
    content.extend(uleb(columns.len()));
    for (number, data) in &columns {
        content.extend([uleb(*number), uleb(data.len())].concat());
    }
    for (_, data) in &columns {
        content.extend(data);
    }
    chunk(1, &content)
}

#[test]
fn a_small_change_is_accepted_and_a_bomb_is_not() {
    let (said, code) = judge(&puts(20, 1));
    assert_eq!((said["accepted"].as_bool(), code), (Some(true), 0), "{said}");
    assert_eq!(
        (&said["reason"], &said["operations"], &said["pending"]),
        (&Json::Null, &20.into(), &0.into())
    );

    let (said, code) = judge(&puts(2_000_001, 1));
    assert_eq!((said["accepted"].as_bool(), code), (Some(false), 1), "{said}");
    assert_eq!(said["reason"], "too many operations");
    assert_eq!(said["operations"], 2_000_001);
    assert!(said["peak_bytes"].as_u64().is_none_or(|peak| peak < MIB), "{said}");
}

#[test]
fn fifty_megabytes_in_little_are_refused_within_the_bound() {
    let bomb = puts(10_000, 5_000);
    assert!(bomb.len() < 48_000);
    let (said, code) = judge(&bomb);
    assert_eq!((&said["reason"], code), (&"too large".into(), 1), "{said}");
    assert!(said["peak_bytes"].as_u64().is_none_or(|peak| peak < 64 * MIB), "{said}");
    // A chunk that would have to be inflated is not even looked into.
    let (said, code) = judge(&chunk(2, &vec![0xed; 48_000]));
    assert_eq!((&said["reason"], code), (&"not a change".into(), 1), "{said}");
    assert!(said["peak_bytes"].as_u64().is_none_or(|peak| peak < 64 * MIB), "{said}");
}

#[test]
fn a_file_that_is_not_there_is_another_matter() {
    let output = xtask(&["no/such/file"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty());
}

#[test]
fn mutations_are_the_same_for_the_same_seed() {
    let figures = |seed: &str| {
        let output = xtask(&["--mutations", "300", "--seed", seed]);
        assert!(output.status.success());
        let said = String::from_utf8(output.stdout).unwrap();
        // The first line says how long it took.
        said.split_once('\n').unwrap().1.to_owned()
    };
    assert_eq!(figures("5"), figures("5"));
    assert_ne!(figures("5"), figures("6"));
}
