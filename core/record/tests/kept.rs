//! Inputs that once made automerge panic, or did harm: `cargo xtask guard --mutations` keeps them, and they are tried again here.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

mod common;

use std::{fs, path::Path};

use common::*;

/// The changes of a record, and at last the input that was offered to it: each behind its length.
fn parts(mut bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut parts = Vec::new();
    while let Some((len, rest)) = bytes.split_first_chunk::<4>() {
        let (part, rest) = rest.split_at(usize::try_from(u32::from_le_bytes(*len)).unwrap());
        parts.push(part.to_vec());
        bytes = rest;
    }
    parts
}

#[test]
fn none_of_them_does_harm_again() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/kept");
    let mut tried = 0;
    for file in fs::read_dir(folder).unwrap() {
        let file = file.unwrap().path();
        let mut parts = parts(&fs::read(&file).unwrap());
        let input = parts.pop().unwrap();
        let mut phone = Device::new(1);
        phone.hear(&parts);
        let (heads, shown) = (phone.heads(), phone.shown());
        if phone.try_hear(&[input]).is_err() {
            assert_eq!((phone.heads(), phone.shown()), (heads.clone(), shown), "{file:?}");
        }
        phone.reopen();
        assert!(phone.document.as_mut().unwrap().has(&heads), "{file:?}");
        phone.act(&[set("title", "Mine still")]);
        assert_eq!(phone.field("title"), "Mine still");
        tried += 1;
    }
    assert!(tried > 0, "some are kept");
}
