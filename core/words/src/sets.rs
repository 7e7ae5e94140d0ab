//! The guided sets: prompts by id and version, a cap on time, a way out into care. Answers belong to the questions as they
//! were asked, so ids stay for ever.

use crate::{Locale, Sentence, book::text, say};

/// A guided set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GuidedSet {
    /// Its id: stays for ever.
    pub id: &'static str,
    /// Its number in the design, by which it can be called too.
    pub number: u8,
    /// Grows when a prompt is reworded.
    pub version: i64,
    /// How one is asked to write.
    pub manner: Manner,
    /// Minutes after which it has been long enough.
    pub minutes: u16,
    /// When it is offered.
    pub offered: Offered,
    /// Ids of its prompts, in order: of all sets together, and for ever.
    pub prompts: &'static [&'static str],
}

/// How one is asked to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// About what could be seen and heard.
    Concrete,
    /// As if from a little way off.
    Distanced,
    /// As one likes.
    Free,
}

/// When a set is offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Offered {
    /// Always.
    Always,
    /// Only after the questions before a goodbye.
    AfterGate,
}

/// Every guided set, in the order of their numbers.
pub fn guided_sets() -> &'static [GuidedSet] {
    SETS
}

/// The set of this id or number.
pub fn guided_set(id: &str) -> Option<&'static GuidedSet> {
    SETS.iter().find(|set| set.id == id || set.number.to_string() == id)
}

impl GuidedSet {
    /// What it is called.
    pub fn title(&self, locale: Locale) -> String {
        text(locale, self.id)
    }

    /// How one is asked to write, where it is said.
    pub fn invitation(&self, locale: Locale) -> Option<String> {
        match self.manner {
            Manner::Concrete => Some(say(locale, &Sentence::SetConcrete)),
            Manner::Distanced => Some(say(locale, &Sentence::SetDistanced)),
            Manner::Free => None,
        }
    }

    /// The question of one of its prompts; none if it is not one of them.
    pub fn question(&self, prompt: &str, locale: Locale) -> Option<String> {
        self.prompts.iter().find(|id| **id == prompt).map(|id| text(locale, &key(id)))
    }

    /// The way out: one small thing to do for oneself afterwards.
    pub fn care(&self, locale: Locale) -> String {
        text(locale, &self.care_key())
    }

    /// Whether it asks why, which may keep somebody going round in circles: see [`soft_turn`](crate::soft_turn).
    pub fn asks_why(&self) -> bool {
        matches!(self.number, 4 | 5 | 8)
    }

    /// Every key of its content.
    pub fn keys(&self) -> Vec<String> {
        let prompts = self.prompts.iter().map(|prompt| key(prompt));
        [self.id.to_owned(), self.care_key()].into_iter().chain(prompts).collect()
    }

    fn care_key(&self) -> String {
        format!("{}-care", self.id)
    }
}

/// Keys of content have no full stop.
fn key(prompt: &str) -> String {
    prompt.replace('.', "-")
}

const fn set(
    number: u8,
    id: &'static str,
    manner: Manner,
    minutes: u16,
    prompts: &'static [&'static str],
) -> GuidedSet {
    GuidedSet { id, number, version: 1, manner, minutes, offered: Offered::Always, prompts }
}

const SETS: &[GuidedSet] = &[
    set(
        1,
        "plainly",
        Manner::Concrete,
        15,
        &["plainly.where", "plainly.said", "plainly.done", "plainly.next", "plainly.camera"],
    ),
    set(
        2,
        "deeds",
        Manner::Concrete,
        15,
        &["deeds.promise", "deeds.know", "deeds.unasked", "deeds.mine", "deeds.expect"],
    ),
    set(
        3,
        "afterwards",
        Manner::Concrete,
        10,
        &["afterwards.feelings", "afterwards.weight", "afterwards.need", "afterwards.refills"],
    ),
    set(
        4,
        "mine",
        Manner::Distanced,
        20,
        &["mine.tried", "mine.unsaid", "mine.theirs", "mine.year"],
    ),
    set(5, "hope", Manner::Distanced, 20, &["hope.hoping", "hope.fits", "hope.not", "hope.enough"]),
    set(6, "line", Manner::Concrete, 15, &["line.first", "line.then", "line.limit", "line.back"]),
    GuidedSet {
        offered: Offered::AfterGate,
        ..set(
            7,
            "goodbye",
            Manner::Free,
            20,
            &["goodbye.good", "goodbye.carry", "goodbye.asking", "goodbye.hurts", "goodbye.night"],
        )
    },
    set(
        8,
        "learned",
        Manner::Distanced,
        20,
        &[
            "learned.noticed",
            "learned.explained",
            "learned.strength",
            "learned.before",
            "learned.earlier",
        ],
    ),
    set(
        9,
        "closeness",
        Manner::Free,
        15,
        &["closeness.seen", "closeness.tuesday", "closeness.give", "closeness.wait"],
    ),
    set(
        10,
        "kindness",
        Manner::Free,
        10,
        &["kindness.friend", "kindness.old", "kindness.truer", "kindness.today"],
    ),
    set(
        11,
        "grief",
        Manner::Free,
        10,
        &["grief.letting", "grief.stays", "grief.ground", "grief.spring"],
    ),
];
