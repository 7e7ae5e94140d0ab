//! What a person types into a search, parsed into words, beginnings of words and phrases. Nothing of it can reach FTS5's
//! own syntax: every term is quoted.

use crate::{
    StoreError,
    fold::{fold, index_text, is_searchable},
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

/// As FTS5 reads it.
pub(crate) fn to_match(terms: &[Term]) -> String {
    let quoted = terms.iter().map(|term| {
        let text: String =
            index_text(&term.text).chars().filter(|c| *c != '"' && *c != '\0').collect();
        let star = if term.extent == Extent::Beginning { "*" } else { "" };
        format!("\"{text}\"{star}")
    });
    quoted.collect::<Vec<_>>().join(" AND ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_beginnings_and_phrases() {
        let terms = parse("kept \"his word\" Prom*").unwrap();
        assert_eq!(to_match(&terms), "\"kept\" AND \"his word\" AND \"prom*\"*");
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
