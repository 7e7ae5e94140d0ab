//! Bugs in the honest numbers and the kind words: a broken gate, a broken sentence, a banned word. The tests of those two rooms
//! have to fail with each.

use super::{Bug, Patch};

const fn bug(name: &'static str, patches: &'static [Patch]) -> Bug {
    Bug { name, patches }
}

/// The packages whose tests catch them.
pub(super) const PACKAGES: &[&str] = &["requite-numbers", "requite-words"];

pub(super) const BUGS: &[Bug] = &[
    bug(
        "a gate opens one note early",
        &[Patch {
            file: "core/numbers/src/walk.rs",
            from: "pub const PROMISES: Self = Self { notes: 5,",
            to: "pub const PROMISES: Self = Self { notes: 4,",
        }],
    ),
    bug(
        "a gate forgets how far apart notes lie",
        &[Patch {
            file: "core/numbers/src/walk.rs",
            from: "span_days: 21, days: 3 };",
            to: "span_days: 0, days: 3 };",
        }],
    ),
    bug(
        "old hurts never fade from claims",
        &[Patch {
            file: "core/numbers/src/walk.rs",
            from: "} else if weight < self.weight {",
            to: "} else if weight < 0.0 {",
        }],
    ),
    bug(
        "a sentence comes too soon",
        &[Patch {
            file: "core/numbers/src/walk.rs",
            from: "const APPEARS: f64 = 0.95;",
            to: "const APPEARS: f64 = 0.93;",
        }],
    ),
    bug(
        "a sentence flickers",
        &[Patch {
            file: "core/numbers/src/walk.rs",
            from: "const STAYS: f64 = 0.90;",
            to: "const STAYS: f64 = 0.95;",
        }],
    ),
    bug(
        "nobody looks on the day of a note, only today",
        &[Patch {
            file: "core/numbers/src/walk.rs",
            from: "        lean = look(rules, &sums, lean).lean;",
            to: "        let _ = (look, &mut lean);",
        }],
    ),
    bug(
        "an excuse counts as a promise not kept",
        &[Patch {
            file: "core/numbers/src/promises.rs",
            from: "            Self::Excused | Self::Released |",
            to: "            Self::Excused => Some(0.0),\n            Self::Released |",
        }],
    ),
    bug(
        "the order of notes of a day matters",
        &[Patch {
            file: "core/numbers/src/evidence.rs",
            from: "sorted.sort_by_key(|note| (note.on, note.id));",
            to: "sorted.sort_by_key(|note| note.on);",
        }],
    ),
    bug(
        "the mirror shows me kinder than them",
        &[Patch {
            file: "core/numbers/src/belief.rs",
            from: "Self { low: 1.0 - self.high, high: 1.0 - self.low }",
            to: "Self { low: 1.0 - self.high, high: 1.0 }",
        }],
    ),
    bug(
        "a silence is longer than usual after seven gaps",
        &[Patch {
            file: "core/numbers/src/gaps.rs",
            from: "const GAPS: usize = 8;",
            to: "const GAPS: usize = 7;",
        }],
    ),
    bug(
        "the banner over one-sided notes comes late",
        &[Patch {
            file: "core/numbers/src/one_sided.rs",
            from: "const LAST: usize = 6;",
            to: "const LAST: usize = 7;",
        }],
    ),
    bug(
        "a sentence says why",
        &[Patch {
            file: "core/words/content/en/sentences.ftl",
            from: " This says what to expect, not why.",
            to: " They do not care.",
        }],
    ),
    bug(
        "excused promises are no longer said",
        &[Patch {
            file: "core/words/src/of_numbers.rs",
            from: "        (counts.excused, Sentence::Excused { count: counts.excused }),",
            to: "        (0, Sentence::Excused { count: counts.excused }),",
        }],
    ),
    bug(
        "a sentence has a banned word",
        &[Patch {
            file: "core/words/content/en/pages.ftl",
            from: "Your notes ask nothing today.",
            to: "Nothing toxic today.",
        }],
    ),
    bug(
        "a banned word hides in the other language",
        &[Patch {
            file: "core/words/content/es/sets.ftl",
            from: "kindness = ",
            to: "kindness = Para víctimas: ",
        }],
    ),
    bug(
        "a sentence is missing in the other language",
        &[Patch {
            file: "core/words/content/es/pages.ftl",
            from: "year-none =",
            to: "year-nothing =",
        }],
    ),
    bug(
        "a notification has room for a name",
        &[Patch {
            file: "core/words/content/en/notifications.ftl",
            from: "notify-write = A quiet minute",
            to: "notify-write = A quiet minute about { $person }",
        }],
    ),
    bug(
        "a number that nobody checked ships",
        &[Patch {
            file: "core/words/content/support/placeholder.json",
            from: "Somebody you trust (",
            to: "Call 555 0100 (",
        }],
    ),
];
