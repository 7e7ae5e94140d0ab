//! Whatever three devices do, and in whatever order and pieces they hear of it, they end up with the same.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

mod common;

use common::*;
use proptest::{collection::vec, prelude::*, sample::Index};
use requite_record::Edit;

const WORDS: [&str; 6] = ["kind", "on time", "👩‍👩‍👧", "cafe\u{301}", "", "a.b#c"];
const OUTCOMES: [&str; 3] = ["kept", "partly", "not_kept"];

/// Something that somebody may do; what it needs to know it takes from the device.
#[derive(Debug, Clone)]
struct Move {
    what: u8,
    word: usize,
    number: u8,
    place: Index,
}

impl Move {
    fn edit(&self, device: &mut Device) -> Edit {
        let word = WORDS[self.word];
        let base = device.heads();
        match self.what {
            0 => set("title", word),
            1 => Edit::Clear { field: "title".into() },
            2 => on(["quiet", "reminder"][self.word % 2]),
            3 => back(["quiet", "reminder"][self.word % 2]),
            4 => add(word),
            5 => remove(word),
            6 => choose(OUTCOMES[self.word % 3]),
            7 => advance(self.number % 16),
            8 => restart(self.number % 16),
            9 => set("rest_until", i64::from(self.number)),
            10 => place(word, None),
            11 => place(word, Some(WORDS[usize::from(self.number) % 6])),
            12 => put(
                word,
                (!self.number.is_multiple_of(3)).then_some(WORDS[usize::from(self.number) % 6]),
            ),
            13 => count(i64::from(self.number) - 100),
            14 => body(&base, &self.rewritten(&device.body())),
            15 => self.spliced(device),
            16 => answer(WORDS[self.word % 2], None, &base, word),
            17 => Edit::Trash,
            18 => Edit::Restore,
            _ => Edit::Look { mark: format!("{:032x}", self.number) },
        }
    }

    /// The text with some of it gone and a word in its place.
    fn rewritten(&self, text: &str) -> String {
        let mut chars: Vec<char> = text.chars().collect();
        let at = self.place.index(chars.len() + 1);
        let end = (at + usize::from(self.number % 5)).min(chars.len());
        chars.splice(at..end, WORDS[self.word].chars().chain([' ']));
        chars.into_iter().collect()
    }

    fn spliced(&self, device: &mut Device) -> Edit {
        let text: Vec<char> = device.body().chars().collect();
        let at = self.place.index(text.len() + 1);
        let end = (at + usize::from(self.number % 4)).min(text.len());
        let units = |chars: &[char]| chars.iter().map(|c| c.len_utf16()).sum();
        splice(&device.heads(), units(&text[..at]), units(&text[at..end]), WORDS[self.word])
    }
}

#[derive(Debug, Clone)]
enum Step {
    Act(usize, Move),
    Meet(usize, usize),
    Reopen(usize),
}

fn moves() -> impl Strategy<Value = Move> {
    (0_u8..20, 0_usize..6, any::<u8>(), any::<Index>())
        .prop_map(|(what, word, number, place)| Move { what, word, number, place })
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        8 => (0_usize..3, moves()).prop_map(|(who, what)| Step::Act(who, what)),
        2 => (0_usize..3, 0_usize..3).prop_map(|(one, other)| Step::Meet(one, other)),
        1 => (0_usize..3).prop_map(Step::Reopen),
    ];
    vec(step, 1..40)
}

fn live(steps: &[Step], devices: &mut [Device; 3]) {
    for step in steps {
        match step {
            Step::Act(who, what) => {
                let device = &mut devices[*who];
                if device.document.is_none() {
                    device.act(&[first_body("Written on each. ")]);
                }
                let edit = what.edit(device);
                let before = device.heads();
                if device.try_act(&[edit]).is_err() {
                    assert_eq!(device.heads(), before, "refused, and yet changed");
                }
            }
            Step::Meet(one, other) => {
                let theirs = devices[*other].tell();
                if !theirs.is_empty() {
                    devices[*one].hear(&theirs);
                }
            }
            Step::Reopen(who) if devices[*who].document.is_some() => devices[*who].reopen(),
            Step::Reopen(_) => {}
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn three_devices_end_alike(
        steps in steps(),
        shuffles in vec(vec(any::<Index>(), 1..120), 3),
        pieces in 1_usize..20,
    ) {
        let mut devices = [Device::new(1), Device::new(2), Device::new(3)];
        live(&steps, &mut devices);
        devices[0].act(&[set("title", "the end")]);
        let all: Vec<Vec<u8>> = devices.iter_mut().flat_map(Device::tell).collect();
        let mut shown = Vec::new();
        for (device, shuffle) in devices.iter_mut().zip(&shuffles) {
            let mut told = all.clone();
            for (i, index) in shuffle.iter().enumerate() {
                let with = index.index(told.len());
                let at = i % told.len();
                told.swap(at, with);
            }
            for piece in told.chunks(pieces) {
                device.hear(piece);
            }
            prop_assert!(device.pending.is_empty(), "all that was waited for came");
            shown.push(device.shown());
            device.reopen();
            shown.push(device.shown());
        }
        prop_assert!(shown.windows(2).all(|pair| pair[0] == pair[1]), "{:?}", shown);
    }
}
