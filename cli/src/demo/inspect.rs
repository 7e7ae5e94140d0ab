//! Looking at files from the outside, as a curious person would: bytes, and whether anything written can be found in them.

use core::fmt::Write;
use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::failure::Shell;

/// What the relay's files hold.
pub(super) struct Holding {
    pub(super) envelopes: usize,
    pub(super) bytes: u64,
    pub(super) hex: String,
}

/// What a search of files found.
pub(super) struct Leaks {
    pub(super) files: usize,
    pub(super) found: usize,
}

/// How every envelope begins: magic and version, and that it holds changes.
const ENVELOPE_START: &[u8] = b"RQ\x01\x00";
/// Bytes of an envelope's header, which tells it from every other.
const HEADER: usize = 112;
/// Bytes of an envelope that are shown.
const SHOWN: usize = 32;

/// Counts the envelopes in the relay's files.
pub(super) fn holding(folder: &Path) -> Result<Holding, Shell> {
    let mut holding = Holding { envelopes: 0, bytes: 0, hex: String::new() };
    let mut seen = std::collections::BTreeSet::new();
    for file in files(folder)? {
        let content = fs::read(&file).map_err(|_| Shell::DemoFolder)?;
        holding.bytes += u64::try_from(content.len()).unwrap_or(0);
        for at in places(&content, ENVELOPE_START) {
            // The same page may stand in the file and in its log: an envelope is counted by its header.
            let Some(start) = content.get(at..at + HEADER) else { continue };
            if seen.insert(start.to_vec()) && holding.hex.is_empty() {
                for byte in start.iter().take(SHOWN) {
                    // Writing into a string cannot fail.
                    let _written = write!(holding.hex, "{byte:02x}");
                }
            }
        }
    }
    holding.envelopes = seen.len();
    Ok(holding)
}

/// Searches every file below a folder for written sentences.
pub(super) fn leaks(folder: &Path, sentences: &[String]) -> Result<Leaks, Shell> {
    let mut leaks = Leaks { files: 0, found: 0 };
    for file in files(folder)? {
        let content = fs::read(&file).map_err(|_| Shell::DemoFolder)?;
        leaks.files += 1;
        leaks.found += sentences
            .iter()
            .filter(|sentence| !places(&content, sentence.as_bytes()).is_empty())
            .count();
    }
    Ok(leaks)
}

fn places(content: &[u8], wanted: &[u8]) -> Vec<usize> {
    content
        .windows(wanted.len())
        .enumerate()
        .filter(|(_, window)| *window == wanted)
        .map(|(at, _)| at)
        .collect()
}

fn files(folder: &Path) -> Result<Vec<PathBuf>, Shell> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(|_| Shell::DemoFolder)? {
        let path = entry.map_err(|_| Shell::DemoFolder)?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            found.push(path);
        }
    }
    Ok(found)
}
