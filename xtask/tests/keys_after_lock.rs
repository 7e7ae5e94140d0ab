//! After a lock no key is in the memory of the process. One process keeps a journal through the bindings; another, this
//! test, works the keys out from the files and looks for them in the memory of the first. Only this one ever holds patterns.
//!
//! The harness is off: the test starts itself once more as the process that is looked into.
#![cfg(target_os = "linux")]
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test that cannot go on has failed; it says what it looked for"
)]

use std::{
    fs::File,
    io::{BufRead, BufReader, Read, Seek, SeekFrom, Write},
    path::Path,
    process::{Child, Command, Stdio},
};

use requite_engine::{LocalKeys, block_on, unlock};
use requite_ffi::{Engine, EngineState, EntryFacts, NewEntry, When};
use requite_seal::{DeviceSigner, Entropy, EpochKey, HpkeSecret, Signer as _};
use requite_store::{FileKey, Journal, Mail, StoreError};
use requite_sync::roster::{Roster, Verify};
use requite_wire::{DeviceId, VaultId, roster::Entry};
use zeroize::Zeroizing;

/// The passphrase from its end to its beginning: as it is, it stands in no program, so the process that is looked into has it
/// only by having been told.
const TURNED: &str = "tibro 1347 reddal ecniuq";
const PART: &str = "--keep-a-journal-in";

fn main() {
    let mut arguments = std::env::args().skip(1);
    if arguments.next().as_deref() == Some(PART) {
        keep_a_journal(&arguments.next().unwrap());
    } else {
        after_a_lock_no_key_is_in_memory();
    }
}

/// The process that is looked into. What it reads and says passes through no buffer that outlives it.
fn keep_a_journal(folder: &str) {
    let mut hears = File::open("/dev/stdin").unwrap();
    let mut says = File::options().write(true).open("/dev/stdout").unwrap();
    let wait = |work| block_on(work).unwrap();
    let mut passphrase = Zeroizing::new(vec![0; TURNED.len()]);
    hears.read_exact(&mut passphrase).unwrap();
    let held = || String::from_utf8(passphrase.to_vec()).unwrap();
    let made = Engine::create(folder.to_owned(), "phone".to_owned(), held(), "UTC".to_owned());
    let engine = wait(made).unwrap();
    let words = Zeroizing::new(engine.take_words().unwrap());
    says.write_all(words.as_bytes()).unwrap();
    says.write_all(b"\n").unwrap();
    block_on(engine.journal().write(entry())).unwrap().unwrap();
    // Once through every way in.
    engine.lock();
    block_on(engine.unlock(held())).unwrap().unwrap();
    block_on(engine.suspend(10_000)).unwrap().unwrap();
    engine.resume().unwrap();
    block_on(engine.journal().write(entry())).unwrap().unwrap();
    let answer = |hears: &mut File, says: &mut File, word: &[u8]| {
        says.write_all(word).unwrap();
        hears.read_exact(&mut [0]).unwrap();
    };
    answer(&mut hears, &mut says, b"open\n");
    engine.lock();
    assert_eq!(engine.state(), EngineState::Locked);
    drop((words, passphrase));
    answer(&mut hears, &mut says, b"locked\n");
}

fn entry() -> NewEntry {
    NewEntry {
        text: "Kept.".to_owned(),
        title: None,
        when: When { date: None, time: None },
        people: Vec::new(),
        tags: Vec::new(),
        starred: false,
        facts: EntryFacts { mood: None, words: Vec::new(), dropped: Vec::new(), place: None },
    }
}

fn after_a_lock_no_key_is_in_memory() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal");
    let mut child = Command::new(std::env::current_exe().unwrap())
        .arg(PART)
        .arg(&path)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut tells = child.stdin.take().unwrap();
    let mut says = BufReader::new(child.stdout.take().unwrap());
    let mut line = || {
        let mut line = String::new();
        says.read_line(&mut line).unwrap();
        line.trim_end().to_owned()
    };
    let passphrase: String = std::hint::black_box(TURNED).chars().rev().collect();
    tells.write_all(passphrase.as_bytes()).unwrap();
    let words = line();
    assert_eq!(line(), "open");
    let patterns = patterns(&path, &passphrase, &words);
    let open = found(&child, &patterns);
    tells.write_all(b".").unwrap();
    assert_eq!(line(), "locked");
    let locked = found(&child, &patterns);
    tells.write_all(b".").unwrap();
    assert!(child.wait().unwrap().success());
    // Else what is not found after the lock would say nothing.
    for name in ["passphrase", "words", "mail key", "content key", "epoch key", "signing seed"] {
        assert!(open.contains(&name), "while it is open {name} is there to be found: {open:?}");
    }
    assert!(locked.is_empty(), "still in memory after the lock: {locked:?}");
    println!("after a lock none of {} patterns is in memory", patterns.len());
}

type Pattern = (&'static str, Vec<u8>);

/// What must not be there, worked out from the files and the words.
fn patterns(folder: &Path, passphrase: &str, words: &str) -> Vec<Pattern> {
    let keys = unlock(folder, passphrase).unwrap();
    let (signer, epoch) = deeper(folder, &keys);
    let entropy = Entropy::from_words(words).unwrap();
    let epoch = epoch.to_bytes();
    let (own, of_ids) = epoch.split_at(32);
    vec![
        ("passphrase", passphrase.as_bytes().to_vec()),
        ("mail key", keys.mail.to_vec()),
        ("content key", keys.content.to_vec()),
        ("epoch key", own.to_vec()),
        ("key of derived ids", of_ids.to_vec()),
        ("signing seed", signer),
        ("recovery entropy", entropy.as_bytes().to_vec()),
        ("words", words.as_bytes().to_vec()),
    ]
}

/// The device's signing seed and the epoch key, by the way that the engine reads them.
fn deeper(folder: &Path, keys: &LocalKeys) -> (Vec<u8>, EpochKey) {
    let mut mail = Mail::open(&folder.join("mail"), &FileKey::new(*keys.mail)).unwrap();
    let (vault, signer, entries) = mail
        .read(|mail| {
            let entries = mail.roster()?.into_iter().map(|row| row.body).collect::<Vec<_>>();
            Ok::<_, StoreError>((mail.setting("vault")?, mail.setting("signer")?, entries))
        })
        .unwrap();
    let (vault, signer) = (VaultId::from_slice(&vault.unwrap()).unwrap(), signer.unwrap());
    let mut journal = Journal::open(&folder.join("journal"), &FileKey::new(*keys.content)).unwrap();
    let secrets = journal.read(|journal| journal.setting("hpke")).unwrap().unwrap();
    let me = DeviceSigner::from_bytes(signer.as_slice().try_into().unwrap()).verify_key();
    assert!(secrets.starts_with(DeviceId::of_key(&me).as_bytes()), "the seed is this device's");
    let secret = HpkeSecret::from_bytes(secrets[8..40].try_into().unwrap());
    let entries = entries.into_iter().map(|entry| Entry::parse(entry).unwrap());
    let roster = Roster::from_entries(vault, entries, &Strict).unwrap();
    let public = secret.public();
    let (index, wrap) = roster.wraps(&public).last().unwrap();
    (signer, requite_seal::unwrap(wrap, &secret, &index).unwrap())
}

struct Strict;

impl Verify for Strict {
    fn verify(&self, key: &[u8; 32], message: &[u8], signature: &[u8; 64]) -> bool {
        requite_seal::verify(key, message, signature)
    }
}

/// Which patterns are anywhere in the memory of a process.
fn found(process: &Child, patterns: &[Pattern]) -> Vec<&'static str> {
    let place = |file: &str| format!("/proc/{}/{file}", process.id());
    let maps = std::fs::read_to_string(place("maps")).unwrap();
    let mut memory = File::open(place("mem")).unwrap();
    let mut found = Vec::new();
    let mut looked_at = 0;
    for line in maps.lines() {
        let mut columns = line.split(' ');
        let (range, rights) = (columns.next().unwrap(), columns.next().unwrap());
        let (from, to) = range.split_once('-').unwrap();
        let address = |text| u64::from_str_radix(text, 16).unwrap();
        let (from, to) = (address(from), address(to));
        // What the kernel shows of itself cannot be read, and belongs to nobody.
        if !rights.starts_with('r') || line.ends_with("[vvar]") || line.ends_with("[vsyscall]") {
            continue;
        }
        let mut bytes = vec![0; usize::try_from(to - from).unwrap()];
        if memory.seek(SeekFrom::Start(from)).is_err() || memory.read_exact(&mut bytes).is_err() {
            continue;
        }
        looked_at += bytes.len();
        found.extend(patterns.iter().filter(|it| contains(&bytes, &it.1)).map(|it| it.0));
    }
    assert!(looked_at > 1024 * 1024, "there was memory to look at: {looked_at}");
    found
}

fn contains(bytes: &[u8], pattern: &[u8]) -> bool {
    let (first, rest) = pattern.split_first().unwrap();
    let starts = bytes.iter().enumerate().filter(|(_, byte)| *byte == first);
    starts.map(|(at, _)| &bytes[at + 1..]).any(|behind| behind.starts_with(rest))
}
