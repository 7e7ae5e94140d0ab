//! Coverage marks: every fault that must happen and every healing that must follow, counted. A campaign in which one never
//! came to pass has shown nothing about it, and fails.

use std::collections::BTreeMap;

/// Every mark that a campaign must meet.
pub const MARKS: &[&str] = &[
    // Faults.
    "request lost",
    "answer lost",
    "answer twice",
    "answers reordered",
    "live page lost",
    "partition",
    "relay restarted",
    "relay put back",
    "relay wiped",
    "crash between steps",
    "crash inside a step",
    "clock jumped",
    "late joiner",
    "joined under a hold",
    "device cloned",
    "device put back",
    "device revoked",
    "list forked",
    "each removed the other",
    "removed twice at once",
    "words changed",
    "words changed twice at once",
    "wrong key",
    "two processes",
    "relay withholds",
    "edit on an older state",
    "both changed one word",
    // What must follow.
    "write refused without the key",
    "write refused after removal",
    "relay refused a removed device",
    "sealed again under the new epoch",
    "new epoch",
    "epochs joined",
    "epochs joined by the words",
    "entry void",
    "seniority decided",
    "old words refused",
    "came back by the words",
    "only the words admitted again",
    "set aside after removal",
    "passed on for a removed device",
    "went on as a new device",
    "fork noticed",
    "evidence kept",
    "relay loss noticed",
    "relay filled again",
    "withholding noticed",
    "waited for the list",
    "key came later",
    "history released",
    "place marked",
    "healed without reconnecting",
    "healed by reconnecting",
];

/// How often each came to pass.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marks(BTreeMap<&'static str, u64>);

impl Marks {
    pub(crate) fn hit(&mut self, mark: &'static str) {
        debug_assert!(MARKS.contains(&mark), "{mark}");
        *self.0.entry(mark).or_default() += 1;
    }

    /// Adds the marks of another seed.
    pub fn take(&mut self, other: &Self) {
        for (mark, n) in &other.0 {
            *self.0.entry(mark).or_default() += n;
        }
    }

    /// How often one came to pass.
    pub fn count(&self, mark: &str) -> u64 {
        self.0.get(mark).copied().unwrap_or(0)
    }

    /// Those that never did.
    pub fn missing(&self) -> Vec<&'static str> {
        MARKS.iter().filter(|mark| self.count(mark) == 0).copied().collect()
    }
}
