//! What the people of the world know to be true: which words were acknowledged, by whom, and what they may expect of them.

use std::collections::{BTreeMap, BTreeSet};

use requite_engine::{
    DeviceId,
    record::{DocumentId, Heads},
};

/// Words that must be there in the end, and words that may be.
#[derive(Debug, Default)]
pub(crate) struct Model {
    next: u64,
    /// By word: who wrote it, and in which record.
    pub(crate) acknowledged: BTreeMap<String, (DeviceId, DocumentId)>,
    /// Acknowledged, and excused since: written by a device that was removed before anybody else had it, or lost
    /// with the disk that alone had it.
    pub(crate) excused: BTreeSet<String>,
    /// Everything that was ever typed: none of it may be readable anywhere.
    pub(crate) typed: Vec<String>,
    /// What a device's person has before them of a record.
    pub(crate) shown: BTreeMap<(usize, DocumentId), (Heads, String)>,
    pub(crate) flags: Vec<Flag>,
    /// Words that were written when the world had come to rest, by devices that are in, and whom each took for a member then:
    /// who has not heard of a removal yet seals for the removed one too.
    pub(crate) last: Vec<(String, BTreeSet<DeviceId>)>,
    /// Words that a removed device wrote without knowing of it, and that nobody may show.
    pub(crate) forbidden: BTreeSet<String>,
}

/// A safety flag that somebody raised.
#[derive(Debug)]
pub(crate) struct Flag {
    pub(crate) record: DocumentId,
    pub(crate) by: DeviceId,
    pub(crate) heads: Heads,
    /// Somebody who had seen it took it back.
    pub(crate) withdrawn: bool,
    pub(crate) excused: bool,
}

impl Model {
    /// A word that nobody has typed before.
    pub(crate) fn word(&mut self) -> String {
        self.next += 1;
        let word = format!("secretword{}x", self.next);
        self.typed.push(word.clone());
        word
    }

    pub(crate) fn required(&self) -> impl Iterator<Item = (&String, &(DeviceId, DocumentId))> {
        self.acknowledged.iter().filter(|(word, _)| !self.excused.contains(*word))
    }
}
