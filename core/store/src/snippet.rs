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
    let graphemes: Vec<&str> = text.graphemes(true).collect();
    let hit = first_hit(&graphemes, terms).unwrap_or(0);
    let mut start = hit.saturating_sub(BEFORE);
    if start > 0 {
        // Begin with a whole word where there is one.
        let window = graphemes.get(start..hit).unwrap_or_default();
        start += window.iter().position(|g| is_space(g)).map_or(0, |at| at + 1);
    }
    let end = (start + LENGTH).min(graphemes.len());
    let body = graphemes.get(start..end).unwrap_or_default().concat();
    let body = body.split_whitespace().collect::<Vec<_>>().join(" ");
    let (open, close) =
        (if start > 0 { "…" } else { "" }, if end < graphemes.len() { "…" } else { "" });
    format!("{open}{body}{close}")
}

fn first_hit(graphemes: &[&str], terms: &[Term]) -> Option<usize> {
    // Folded text beside the grapheme that each of its bytes came from.
    let mut folded = String::new();
    let mut origins = Vec::new();
    for (i, grapheme) in graphemes.iter().enumerate() {
        folded.push_str(&fold(grapheme));
        origins.resize(folded.len(), i);
    }
    let needles = terms.iter().map(|term| term.text.trim_matches(|c: char| !c.is_alphanumeric()));
    let hits = needles.filter(|needle| !needle.is_empty()).filter_map(|needle| {
        let mut found = folded.match_indices(needle).map(|(at, _)| at);
        found.find(|at| begins_word(&folded, *at))
    });
    hits.min().and_then(|at| origins.get(at).copied())
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
