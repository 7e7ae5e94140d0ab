//! Words as the index holds them: each once, folded, and marked where it is there often.

use std::collections::BTreeMap;

use crate::fold::{index_text, is_searchable};

/// Stands before words that a text names often, or very often. No word that is written begins so: these are letters of nobody.
pub(crate) const MARKS: [(char, u32); 2] = [('\u{e001}', 3), ('\u{e002}', 8)];

/// A word in a heavy field counts as so many.
const HEAVY_COUNT: u32 = 5;

/// The words of a text, in order.
pub(crate) fn words(text: &str) -> Vec<String> {
    let folded = index_text(text);
    folded.split(|c| !is_searchable(c)).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// What the index is told of a record's light and heavy texts.
pub(crate) fn indexed([light, heavy]: &[String; 2]) -> String {
    let mut counts = BTreeMap::<&str, u32>::new();
    let (light, heavy) = (words(light), words(heavy));
    for (words, count) in [(&light, 1), (&heavy, HEAVY_COUNT)] {
        for word in words {
            let counted = counts.entry(word).or_default();
            *counted = counted.saturating_add(count);
        }
    }
    let mut indexed = String::new();
    for (word, count) in counts {
        indexed.push_str(word);
        indexed.push(' ');
        for (mark, least) in MARKS {
            if count >= least {
                indexed.push(mark);
                indexed.push_str(word);
                indexed.push(' ');
            }
        }
    }
    indexed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_stands_once_and_often_ones_are_marked() {
        let texts = ["Rain, rain! RAIN. And sun\u{e001}".to_owned(), "Sun".to_owned()];
        assert_eq!(indexed(&texts), "and rain \u{e001}rain sun \u{e001}sun ");
        let texts = ["rain ".repeat(8), String::new()];
        assert_eq!(indexed(&texts), "rain \u{e001}rain \u{e002}rain ");
    }

    #[test]
    fn words_are_divided_where_the_script_does_not() {
        assert_eq!(words("well-being: 北京 Café"), ["well", "being", "北", "京", "cafe"]);
        assert_eq!(words(" — \u{e001} "), [""; 0]);
    }
}
