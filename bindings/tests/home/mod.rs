//! A phone with a journal of its own.
#![allow(dead_code, reason = "each test file takes what it needs")]

use std::{path::PathBuf, sync::Arc};

use requite_ffi::{Engine, EntryFacts, NewEntry, When};
use tempfile::TempDir;

pub const PASSPHRASE: &str = "a passphrase of Mia's";
pub const ZONE: &str = "Europe/Madrid";

pub struct Phone {
    folder: TempDir,
    pub engine: Arc<Engine>,
}

impl Phone {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let engine = wait(Engine::create(
            place(&folder),
            "phone".to_owned(),
            PASSPHRASE.to_owned(),
            ZONE.to_owned(),
        ));
        Self { engine: engine.unwrap(), folder }
    }

    pub fn place(&self) -> String {
        place(&self.folder)
    }

    /// One more engine on the same journal, as after the app's death.
    pub fn again(&self) -> Arc<Engine> {
        wait(Engine::open(place(&self.folder), PASSPHRASE.to_owned(), ZONE.to_owned())).unwrap()
    }

    /// Whether this process has any file of the journal open.
    #[cfg(target_os = "linux")]
    pub fn holds_files(&self) -> bool {
        let folder = self.folder.path().canonicalize().unwrap().join("journal");
        let open = std::fs::read_dir("/proc/self/fd").unwrap();
        open.filter_map(|fd| std::fs::read_link(fd.unwrap().path()).ok())
            .any(|file: PathBuf| file.starts_with(&folder))
    }
}

pub fn place(folder: &TempDir) -> String {
    folder.path().join("journal").to_str().unwrap().to_owned()
}

pub fn entry(text: &str) -> NewEntry {
    NewEntry {
        text: text.to_owned(),
        title: None,
        when: When { date: None, time: None },
        people: Vec::new(),
        tags: Vec::new(),
        starred: false,
        facts: EntryFacts { mood: None, words: Vec::new(), dropped: Vec::new(), place: None },
    }
}

/// As a shell's own runtime waits.
pub fn wait<T>(work: impl Future<Output = T>) -> T {
    requite_engine::block_on(work).unwrap()
}
