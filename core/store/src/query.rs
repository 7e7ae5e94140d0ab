//! What a person types into a search, parsed into words, beginnings of words and phrases. Nothing of it can reach FTS5's
//! own syntax: every term is quoted.

use crate::{
    StoreError,
    fold::{fold, is_searchable},
    words::words,
};

/// Bytes of a query.
const QUERY_BYTES_MAX: usize = 1_024;
/// Terms of a query.
const TERMS_MAX: usize = 32;

/// One term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Term {
    /// Folded.
    pub(crate) text: String,
    pub(crate) extent: Extent,
}

/// How a term matches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Extent {
    /// The whole word or phrase.
    Whole,
    /// Words that begin so.
    Beginning,
}

/// Words are all to be found; `word*` and the last word match beginnings; `"a phrase"` matches in order.
pub(crate) fn parse(text: &str) -> Result<Vec<Term>, StoreError> {
    if text.len() > QUERY_BYTES_MAX {
        return Err(StoreError::QueryTooLong);
    }
    let mut terms = Vec::new();
    for (part, piece) in text.split('"').enumerate() {
        let is_phrase = part % 2 == 1;
        let pieces: Vec<&str> =
            if is_phrase { vec![piece] } else { piece.split_whitespace().collect() };
        for piece in pieces {
            let folded = fold(piece);
            if folded.chars().any(is_searchable) {
                let starred = !is_phrase && piece.ends_with('*');
                let extent = if starred { Extent::Beginning } else { Extent::Whole };
                terms.push((Term { text: folded, extent }, is_phrase));
            }
        }
    }
    if let Some((last, false)) = terms.last_mut() {
        // A word that is still being typed; one of the index's single characters is whole already.
        last.extent = Extent::Beginning;
    }
    match terms.len() {
        0 => Err(StoreError::EmptyQuery),
        1..=TERMS_MAX => Ok(terms.into_iter().map(|(term, _)| term).collect()),
        _ => Err(StoreError::QueryTooLong),
    }
}

/// A word of a query, as the index holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    text: String,
    extent: Extent,
}

impl Term {
    /// Its words, in the order in which they are to stand in a text.
    pub(crate) fn words(&self) -> Vec<Word> {
        let mut found: Vec<Word> = words(&self.text)
            .into_iter()
            .map(|text| Word { text, extent: Extent::Whole })
            .collect();
        if let Some(last) = found.last_mut() {
            last.extent = self.extent;
        }
        found
    }
}

impl Word {
    /// As FTS5 reads it; with a mark, where a text has it often.
    pub(crate) fn to_match(&self, mark: Option<char>) -> String {
        let star = if self.extent == Extent::Beginning { "*" } else { "" };
        let mark = mark.map(String::from).unwrap_or_default();
        format!("\"{mark}{}\"{star}", self.text)
    }

    fn is(&self, word: &str) -> bool {
        match self.extent {
            Extent::Whole => word == self.text,
            Extent::Beginning => word.starts_with(&self.text),
        }
    }
}

/// Texts that have all these words, as FTS5 reads it.
pub(crate) fn to_match(words: &[Word]) -> String {
    words.iter().map(|word| word.to_match(None)).collect::<Vec<_>>().join(" AND ")
}

/// Whether these words stand in a text one after another.
pub(crate) fn is_in(phrase: &[Word], text: &[String]) -> bool {
    text.windows(phrase.len().max(1))
        .any(|window| phrase.iter().zip(window).all(|(word, found)| word.is(found)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_beginnings_and_phrases() {
        let terms = parse("kept \"his word\" Prom*").unwrap();
        let phrases: Vec<Vec<Word>> = terms.iter().map(Term::words).collect();
        let all = to_match(&phrases.concat());
        assert_eq!(all, "\"kept\" AND \"his\" AND \"word\" AND \"prom\"*");
        let text = words("A promise, his word, was kept");
        assert!(phrases.iter().all(|phrase| is_in(phrase, &text)));
        let other = words("Kept promises: word of his, and his words");
        let found: Vec<bool> = phrases.iter().map(|phrase| is_in(phrase, &other)).collect();
        assert_eq!(found, [true, false, true]);
    }

    #[test]
    fn nothing_to_search_for() {
        for text in ["", "  ", "\"\"", "*", "—", "\"", "()", "\0"] {
            assert_eq!(parse(text), Err(StoreError::EmptyQuery), "{text:?}");
        }
        assert_eq!(parse(&"a".repeat(1_000_000)), Err(StoreError::QueryTooLong));
        assert_eq!(parse(&"a ".repeat(40)), Err(StoreError::QueryTooLong));
    }
}
