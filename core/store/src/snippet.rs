//! A few words around the first hit, from the text as it was written.

use unicode_segmentation::UnicodeSegmentation;

use crate::{
    fold::{fold, stands_alone},
    query::Term,
};

/// Characters before the hit.
const BEFORE: usize = 50;
/// Characters in all.
const LENGTH: usize = 160;

/// The surroundings of the first term that is found, else the beginning; one line.
pub(crate) fn snippet(text: &str, terms: &[Term]) -> String {
    let (before, _) =
        text.split_at_checked(first_hit(text, terms).unwrap_or(0)).unwrap_or_default();
    let mut start =
        before.grapheme_indices(true).rev().nth(BEFORE - 1).map_or(0, |(start, _)| start);
    if start > 0 {
        // Begin with a whole word where there is one.
        let window = before.get(start..).unwrap_or_default();
        let space = window.grapheme_indices(true).find(|(_, grapheme)| is_space(grapheme));
        start += space.map_or(0, |(at, grapheme)| at + grapheme.len());
    }
    let rest = text.get(start..).unwrap_or_default();
    let end = rest.grapheme_indices(true).nth(LENGTH).map_or(rest.len(), |(end, _)| end);
    let body = rest.get(..end).unwrap_or_default();
    let body = body.split_whitespace().collect::<Vec<_>>().join(" ");
    let (open, close) = (if start > 0 { "…" } else { "" }, if end < rest.len() { "…" } else { "" });
    format!("{open}{body}{close}")
}

/// Where the first hit begins, in bytes.
fn first_hit(text: &str, terms: &[Term]) -> Option<usize> {
    let folded = Folded::of(text);
    let needles = terms.iter().map(|term| term.text.trim_matches(|c: char| !c.is_alphanumeric()));
    let hits = needles.filter(|needle| !needle.is_empty()).filter_map(|needle| {
        let mut found = folded.text.match_indices(needle).map(|(at, _)| at);
        found.find(|at| begins_word(&folded.text, *at))
    });
    hits.min().map(|at| folded.origin(at))
}

/// Folded text, and where its stretches came from.
struct Folded {
    text: String,
    /// Starts of stretches, folded and as written. Within one of ASCII, places differ by as much as its starts do.
    stretches: Vec<(usize, usize)>,
}

impl Folded {
    fn of(text: &str) -> Self {
        let mut folded = Self { text: String::with_capacity(text.len()), stretches: Vec::new() };
        let mut at = 0;
        for word in text.split_inclusive(char::is_whitespace) {
            if word.is_ascii() {
                folded.stretches.push((folded.text.len(), at));
                folded.text.extend(word.chars().map(|c| c.to_ascii_lowercase()));
            } else {
                for (inside, grapheme) in word.grapheme_indices(true) {
                    folded.stretches.push((folded.text.len(), at + inside));
                    folded.text.push_str(&fold(grapheme));
                }
            }
            at += word.len();
        }
        folded
    }

    fn origin(&self, at: usize) -> usize {
        let stretch = self.stretches.partition_point(|(start, _)| *start <= at);
        let next = self.stretches.get(stretch).map(|(_, origin)| *origin);
        let found = stretch.checked_sub(1).and_then(|i| self.stretches.get(i));
        let (start, origin) = found.copied().unwrap_or_default();
        let place = origin + (at - start);
        // A grapheme may fold into more bytes than it has.
        if next.is_some_and(|next| place >= next) { origin } else { place }
    }
}

fn begins_word(text: &str, at: usize) -> bool {
    let before = text.get(..at).and_then(|before| before.chars().next_back());
    let here = text.get(at..).and_then(|rest| rest.chars().next());
    here.is_some_and(stands_alone) || before.is_none_or(|c| !c.is_alphanumeric())
}

fn is_space(grapheme: &str) -> bool {
    grapheme.chars().all(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::parse;

    #[test]
    fn the_hit_is_in_the_middle_of_its_words() {
        let text = format!(
            "{} She KEPT her word, and came. {}",
            "before ".repeat(40),
            "after ".repeat(40)
        );
        let snippet = snippet(&text, &parse("kept").unwrap());
        assert!(snippet.contains("She KEPT her word"), "{snippet}");
        assert!(snippet.starts_with('…') && snippet.ends_with('…'));
    }

    #[test]
    fn it_is_found_without_spaces_and_accents_too() {
        assert!(
            snippet(&format!("{}我爱北京", "x ".repeat(100)), &parse("北京").unwrap())
                .contains("北京")
        );
        assert!(
            snippet(&format!("{}café", "x ".repeat(100)), &parse("cafe").unwrap()).contains("café")
        );
        assert_eq!(snippet("short", &parse("nothing").unwrap()), "short");
    }
}
