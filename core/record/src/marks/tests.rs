//! The marks are those that the definition finds, for histories of every shape, and hundreds of concurrent edits cost
//! little more than the reading of them.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use automerge::ReadDoc;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha20Rng;

use super::{definition, find};
use crate::{Document, DocumentId, Edit, Field, Hand, Heads, Kind, Merge, decide, merge};

const ID: DocumentId = DocumentId::new([7; 16]);

fn kind() -> Kind {
    let text = Merge::Text { max_bytes: 1 << 20 };
    Kind::new("letter", vec![Field::new("body", text), Field::new("notes", text)])
}

struct Device {
    document: Document,
    actor: u8,
    rng: ChaCha20Rng,
}

impl Device {
    fn act(&mut self, edits: &[Edit]) {
        let mut hand = Hand { actor: [self.actor; 16], now_ms: 0, rng: &mut self.rng };
        let document = Some(self.document.clone());
        self.document = decide(&kind(), document, ID, edits, &mut hand).unwrap().document;
    }

    fn hear(&mut self, other: &mut Self) {
        let told = other.document.changes();
        let told: Vec<&[u8]> = told.iter().map(Vec::as_slice).collect();
        let here = Some(self.document.clone());
        self.document = merge(Some(&kind()), "letter", ID, here, &told).unwrap().document.unwrap();
    }

    fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.rng.next_u64() >> 1).unwrap() % bound
    }

    fn text(&mut self, field: &str) -> String {
        let heads = self.document.heads();
        self.document.text_at(field, &heads).unwrap()
    }

    fn splice(&mut self, field: &str, at: usize, delete: usize, insert: &str) {
        let (base, insert) = (self.document.heads(), insert.to_owned());
        self.act(&[Edit::Splice { field: field.to_owned(), base, at, delete, insert }]);
    }
}

/// Devices with one text in common.
fn devices(count: u8, text: &str) -> Vec<Device> {
    let write = |field: &str| Edit::Text {
        field: field.to_owned(),
        base: Heads::default(),
        text: text.to_owned(),
    };
    let mut rng = ChaCha20Rng::seed_from_u64(0);
    let mut hand = Hand { actor: [99; 16], now_ms: 0, rng: &mut rng };
    let edits = [write("body"), write("notes")];
    let document = decide(&kind(), None, ID, &edits, &mut hand).unwrap().document;
    let device = |actor: u8| {
        let rng = ChaCha20Rng::seed_from_u64(u64::from(actor));
        Device { document: document.clone(), actor, rng }
    };
    (0..count).map(device).collect()
}

const WORDS: [&str; 7] = ["kept", "broke", "👩‍👩‍👧", "forgot it", "", "x", "late, again"];

#[test]
fn whatever_three_devices_do_the_marks_are_those_of_the_definition() {
    let kind = kind();
    let mut found = 0;
    for seed in 0..60 {
        let mut devices = devices(3, "He kept it 👩‍👩‍👧 and left at noon. ");
        devices[0].rng = ChaCha20Rng::seed_from_u64(seed);
        for _ in 0..18 {
            let who = devices[0].below(3);
            let from = devices[0].below(3);
            let does = devices[0].below(5);
            let field = if devices[0].below(4) == 0 { "notes" } else { "body" };
            let text = devices[who].text(field);
            let places: Vec<usize> = text
                .char_indices()
                .map(|(i, _)| text[..i].encode_utf16().count())
                .chain([text.encode_utf16().count()])
                .collect();
            let start = devices[0].below(places.len());
            let end = (start + devices[0].below(8)).min(places.len() - 1);
            let word = WORDS[devices[0].below(WORDS.len())];
            if does == 0 && from != who {
                let mut other = devices.remove(from);
                let who = if from < who { who - 1 } else { who };
                devices[who].hear(&mut other);
                devices.insert(from, other);
            } else if does == 1 {
                let base = devices[who].document.heads();
                let text = text.replacen("it", word, 1);
                devices[who].act(&[Edit::Text { field: field.to_owned(), base, text }]);
            } else if start < end || !word.is_empty() {
                devices[who].splice(field, places[start], places[end] - places[start], word);
            }
        }
        let mut last = devices.pop().unwrap();
        for mut other in devices {
            last.hear(&mut other);
        }
        let (marks, _) = find(&kind, &mut last.document);
        assert_eq!(marks, definition::marks(&kind, &mut last.document), "seed {seed}");
        found += marks.len();
    }
    assert!(found > 100, "{found} marks were compared");
}

/// Phone and tablet each replace every second word of a long text, one by one, offline.
fn both_rewrite(words: usize) -> Document {
    let text = "word ".repeat(words);
    let mut both = devices(2, &text);
    for device in &mut both {
        let new = if device.actor == 0 { "here" } else { "away" };
        for word in (0..words).step_by(2) {
            device.splice("body", word * 5, 4, new);
        }
    }
    let mut tablet = both.pop().unwrap();
    let mut phone = both.pop().unwrap();
    phone.hear(&mut tablet);
    phone.document
}

#[test]
fn hundreds_of_concurrent_edits_are_all_found_in_work_that_grows_with_them() {
    let steps_of = |words: usize| {
        let mut document = both_rewrite(words);
        let (marks, steps) = find(&kind(), &mut document);
        assert_eq!(marks.len(), words / 2, "one for each word");
        let operations = document.doc.stats().num_ops;
        assert!(steps < 12 * operations, "{steps} steps for {operations} operations");
        steps
    };
    let (some, many) = (steps_of(300), steps_of(1_200));
    assert!(many < 5 * some, "four times the edits: {some} steps, then {many}");
}

#[test]
fn a_long_history_without_forks_is_not_read_at_all() {
    let mut phone = devices(1, "word ").remove(0);
    for _ in 0..100 {
        phone.splice("body", 0, 1, "w");
    }
    let (marks, steps) = find(&kind(), &mut phone.document);
    assert!(marks.is_empty());
    assert!(steps <= 110, "one step for each change: {steps}");
}

#[test]
fn one_word_replaced_on_many_devices_is_a_mark_for_every_two() {
    let mut all = devices(12, "He kept it.");
    for device in &mut all {
        device.splice("body", 3, 4, &format!("word{}", device.actor));
    }
    let mut phone = all.remove(0);
    for mut other in all {
        phone.hear(&mut other);
    }
    let (marks, _) = find(&kind(), &mut phone.document);
    assert_eq!(marks.len(), 12 * 11 / 2);
    assert_eq!(marks, definition::marks(&kind(), &mut phone.document));
}
