//! What the jobs are done on: a made-up journal from a fixed seed, or the real decade of `../shared/data`.

use std::path::Path;

use serde_json::{Value as Json, json};

use super::Corpus;

/// Small evidence records that a made-up entry comes with.
pub(super) const MOMENTS_PER_ENTRY: usize = 2;

/// An entry.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) date: String,
    pub(super) zone: String,
    pub(super) text: String,
    pub(super) moments: Vec<String>,
}

/// A journal.
#[derive(Debug)]
pub(super) struct Journal {
    pub(super) entries: Vec<Entry>,
}

impl Journal {
    /// The journal that a corpus stands for.
    pub(super) fn of(corpus: &Corpus) -> Result<Self, String> {
        match corpus {
            Corpus::Made(n) => Ok(made(*n)),
            Corpus::Decade(path) => decade(path),
        }
    }

    /// As the file that `import jsonl` reads.
    pub(super) fn jsonl(&self) -> String {
        let line = |entry: &Entry| {
            let (date, zone, text) = (&entry.date, &entry.zone, &entry.text);
            format!("{}\n", json!({"date": date, "timezone": zone, "text": text}))
        };
        self.entries.iter().map(line).collect()
    }

    /// Everything that was written, and nothing else.
    pub(super) fn plain(&self) -> String {
        let mut plain = String::new();
        for entry in &self.entries {
            for text in core::iter::once(&entry.text).chain(&entry.moments) {
                plain.push_str(&entry.date);
                plain.push(' ');
                plain.push_str(text);
                plain.push('\n');
            }
        }
        plain
    }

    /// A word that is in few entries, and the one that is in most.
    pub(super) fn words(&self) -> (String, String) {
        let mut counts = std::collections::BTreeMap::<String, usize>::new();
        for entry in &self.entries {
            let words: std::collections::BTreeSet<String> = entry
                .text
                .split(|c: char| !c.is_ascii_alphabetic())
                .filter(|word| word.len() > 3)
                .map(str::to_ascii_lowercase)
                .collect();
            for word in words {
                *counts.entry(word).or_default() += 1;
            }
        }
        let common = counts.iter().max_by_key(|(_, count)| **count).map(|(word, _)| word.clone());
        // One that no other word begins with: a search's last word finds beginnings too.
        let words: Vec<(&String, &usize)> = counts.iter().collect();
        let rare = words.windows(2).filter_map(|pair| match pair {
            [(word, count), (next, _)] if !next.starts_with(word.as_str()) && **count >= 3 => {
                Some(((*word).clone(), **count))
            }
            _ => None,
        });
        let rare = rare.min_by_key(|(_, count)| *count).map(|(word, _)| word);
        (rare.unwrap_or_default(), common.unwrap_or_default())
    }
}

fn decade(path: &Path) -> Result<Journal, String> {
    let content = std::fs::read_to_string(path)
        .map_err(|_| "the real decade is not in ../shared/data/pepys.jsonl".to_owned())?;
    let entry = |line: &str| {
        let line: Json = serde_json::from_str(line).ok()?;
        let part = |name: &str| line.get(name).and_then(Json::as_str).map(str::to_owned);
        let (date, zone, text) = (part("date")?, part("timezone")?, part("text")?);
        Some(Entry { date, zone, text, moments: Vec::new() })
    };
    let entries: Option<Vec<Entry>> = content.lines().map(entry).collect();
    entries.map(|entries| Journal { entries }).ok_or_else(|| "not the real decade".to_owned())
}

/// Words that a diary is made of most often.
const FREQUENT: &str = "the and to of a I in my it was that me for with he not on her she at had be so but \
    we is him as there all have by this his from they which were up home day very then by an if out one about \
    no would do them some us when this time after did night came went said what being well who morning \
    work little good more our evening long how your again before could told talk walk dinner letter never \
    always promise late early tired glad sorry afraid mother father friend sister brother phone train rain";
/// Sounds of the rarer words.
const SOUNDS: &str = "ba be bi bo ca ce co da de di do fa fe fi ga ge go ha he hi la le li lo ma me mi mo na ne \
    ni no pa pe pi po ra re ri ro sa se si so ta te ti to va ve vi";
/// Words in all.
const WORDS: usize = 30_000;

fn made(n: usize) -> Journal {
    let mut chance = Chance(0x5eed_0042);
    let sounds: Vec<&str> = SOUNDS.split_whitespace().collect();
    let mut words: Vec<String> = FREQUENT.split_whitespace().map(str::to_owned).collect();
    while words.len() < WORDS {
        let length = 2 + chance.below(3);
        words.push((0..length).filter_map(|_| chance.of(&sounds).copied()).collect());
    }
    let entries = (0..n).map(|i| {
        let text = prose(&mut chance, &words, 150, 200);
        let moments = (0..MOMENTS_PER_ENTRY).map(|_| prose(&mut chance, &words, 6, 10)).collect();
        let (year, day) = (2000 + i / 336, i % 336);
        let date = format!("{year}-{:02}-{:02}", 1 + day / 28, 1 + day % 28);
        Entry { date, zone: "Europe/London".to_owned(), text, moments }
    });
    Journal { entries: entries.collect() }
}

/// Sentences and paragraphs of `least` words and up to so many `more`.
fn prose(chance: &mut Chance, words: &[String], least: usize, more: usize) -> String {
    let mut text = String::new();
    let mut in_sentence = 0;
    for _ in 0..least + chance.below(more) {
        let word = chance.ranked(words);
        match (in_sentence, text.is_empty()) {
            (0, true) => {}
            (0, false) => text.push_str(if chance.below(6) == 0 { ".\n\n" } else { ". " }),
            (_, _) => text.push(' '),
        }
        if in_sentence == 0 {
            text.extend(word.chars().take(1).map(|c| c.to_ascii_uppercase()));
            text.extend(word.chars().skip(1));
        } else {
            text.push_str(word);
        }
        in_sentence = (in_sentence + 1) % (5 + chance.below(12));
    }
    text.push('.');
    text
}

/// A fixed order of chances: `SplitMix64` (Steele, Lea, Flood 2014).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: usize) -> usize {
        let n = u64::try_from(n).unwrap_or(1).max(1);
        usize::try_from(self.next() % n).unwrap_or(0)
    }

    fn of<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        let at = self.below(all.len());
        all.get(at)
    }

    /// The first words often, the last ones seldom, about as in life (Zipf).
    fn ranked<'a>(&mut self, words: &'a [String]) -> &'a str {
        let mut width = 1;
        while width < words.len() && self.below(100) < 78 {
            width *= 3;
        }
        let at = self.below(width.min(words.len()));
        words.get(at).map_or("", String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_journal_is_made_every_time() {
        let (one, two) = (made(50), made(50));
        assert_eq!(one.jsonl(), two.jsonl());
        assert_eq!(one.entries.len(), 50);
        assert!(one.entries.iter().all(|entry| entry.moments.len() == MOMENTS_PER_ENTRY));
    }

    #[test]
    fn a_rare_word_is_rare_and_a_common_one_common() {
        let journal = made(400);
        let (rare, common) = journal.words();
        let count = |word: &str| {
            let has = |text: &str| {
                let text = text.to_ascii_lowercase();
                text.split(|c: char| !c.is_ascii_alphabetic()).any(|part| part.starts_with(word))
            };
            journal.entries.iter().filter(|entry| has(&entry.text)).count()
        };
        assert!((3..=9).contains(&count(&rare)), "{rare}");
        assert!(count(&common) > 100, "{common}");
    }
}
