//! The lint over content: words that judge people, keys that a language lacks, slots that differ, texts that cannot be read.
//! A function of text, so that the tests can plant a fault and see it found.

use std::collections::{BTreeMap, BTreeSet};

use fluent_bundle::FluentResource;

use crate::{Locale, book::content};

/// The slots of each key.
pub type Slots = BTreeMap<String, BTreeSet<String>>;

/// What is wrong with content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// A text cannot be read.
    Unreadable,
    /// A key is there twice.
    Twice(String),
    /// A text holds a word that judges people.
    Banned {
        /// The key of the text.
        key: String,
        /// The beginning of the word.
        word: String,
    },
    /// A language lacks a key, or has one that others lack.
    Alone(String),
    /// A key has other slots in another language.
    Slots(String),
}

/// What is wrong with the content of one language, beside another.
pub fn lint(text: &str, banned: &[&str], other: &str) -> Vec<Fault> {
    let mut faults = Vec::new();
    if FluentResource::try_new(text.to_owned()).is_err() {
        faults.push(Fault::Unreadable);
    }
    let (here, there) = (messages(text), slots(other));
    let mut seen = BTreeSet::new();
    for (key, body) in &here {
        if !seen.insert(key) {
            faults.push(Fault::Twice(key.clone()));
        }
        let word = |word: &str| Fault::Banned { key: key.clone(), word: word.to_owned() };
        faults.extend(banned_words(body, banned).into_iter().map(word));
        match there.get(key) {
            None => faults.push(Fault::Alone(key.clone())),
            Some(slots) if *slots != names(body) => faults.push(Fault::Slots(key.clone())),
            Some(_) => {}
        }
    }
    faults.extend(there.into_keys().filter(|key| !seen.contains(key)).map(Fault::Alone));
    faults
}

/// Which of these a text holds at the beginning of a word, whatever the case of its letters. Line breaks are spaces.
pub fn banned_words<'a>(text: &str, banned: &[&'a str]) -> Vec<&'a str> {
    let spaced = text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    let begins =
        |at: usize| spaced.get(..at).is_none_or(|before| !before.ends_with(char::is_alphanumeric));
    let holds = |word: &&&str| spaced.match_indices(&word.to_lowercase()).any(|(at, _)| begins(at));
    banned.iter().filter(holds).copied().collect()
}

/// The banned words of every language together: a text in one may borrow from another.
pub fn built_in_banned() -> Vec<&'static str> {
    let lines = Locale::ALL.into_iter().flat_map(|locale| content(locale).banned.lines());
    let words: BTreeSet<&str> =
        lines.map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    words.into_iter().collect()
}

/// All content of a language, as one text.
pub fn built_in(locale: Locale) -> String {
    content(locale).files.iter().map(|(_, text)| *text).collect::<Vec<_>>().join("\n")
}

/// The slots of each key of a language.
pub fn built_in_slots(locale: Locale) -> Slots {
    slots(&built_in(locale))
}

/// The slots of each key of a text.
pub fn slots(text: &str) -> Slots {
    messages(text).into_iter().map(|(key, body)| (key, names(&body))).collect()
}

/// Each key and everything that belongs to it, without comments.
fn messages(text: &str) -> Vec<(String, String)> {
    let mut messages: Vec<(String, String)> = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let begins = line.starts_with(|first: char| first.is_ascii_alphabetic());
        match (begins.then(|| line.split_once('=')).flatten(), messages.last_mut()) {
            (Some((key, body)), _) => messages.push((key.trim().to_owned(), body.to_owned())),
            (None, Some((_, body))) => {
                body.push('\n');
                body.push_str(line);
            }
            (None, None) => {}
        }
    }
    messages
}

/// The names after dollar signs.
fn names(body: &str) -> BTreeSet<String> {
    let name = |rest: &str| {
        rest.chars()
            .take_while(|one| one.is_ascii_alphanumeric() || matches!(one, '-' | '_'))
            .collect::<String>()
    };
    body.split('$').skip(1).map(name).collect()
}
