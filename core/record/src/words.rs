//! The difference of two texts, by words (UAX 29) and never inside a grapheme: by letters, "kept" changed to "broke" on
//! one device and to "forgot" on another would merge into neither.

use similar::{Algorithm, DiffOp, capture_diff_slices};
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

/// Beyond so many pieces on both sides together the difference is taken of coarser pieces: a bound on work, the same
/// on every device.
const PIECES_MAX: usize = 12_000;

/// Replaces a stretch of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Splice<'a> {
    /// Where, in UTF-16 units of the old text.
    pub(crate) at: usize,
    /// How many UTF-16 units go.
    pub(crate) delete: usize,
    /// What comes.
    pub(crate) insert: &'a str,
}

/// What turns `old` into `new`, in order of place.
pub(crate) fn difference<'a>(old: &str, new: &'a str) -> Vec<Splice<'a>> {
    let mut splices = Vec::new();
    let mut place = Place { at: 0, new, used: 0 };
    compare(&words(old), &words(new), Grain::Word, &mut place, &mut splices);
    splices
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Grain {
    Word,
    Paragraph,
}

/// How far both texts have been walked.
struct Place<'a> {
    at: usize,
    new: &'a str,
    used: usize,
}

impl<'a> Place<'a> {
    fn keep(&mut self, pieces: &[&str]) {
        self.at += pieces.iter().map(|piece| utf16_len(piece)).sum::<usize>();
        self.used += pieces.iter().map(|piece| piece.len()).sum::<usize>();
    }

    fn replace(&mut self, old: &[&str], new: &[&str], splices: &mut Vec<Splice<'a>>) {
        let delete = old.iter().map(|piece| utf16_len(piece)).sum();
        let len = new.iter().map(|piece| piece.len()).sum::<usize>();
        let insert = self.new.get(self.used..self.used + len).unwrap_or_default();
        splices.push(Splice { at: self.at, delete, insert });
        self.at += delete;
        self.used += len;
    }
}

fn compare<'a>(
    old: &[&str],
    new: &[&str],
    grain: Grain,
    place: &mut Place<'a>,
    splices: &mut Vec<Splice<'a>>,
) {
    let head = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let (kept, old) = old.split_at(head);
    let (_, new) = new.split_at(head);
    place.keep(kept);
    let tail = old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a == b).count();
    let (old, kept_after) = old.split_at(old.len() - tail);
    let (new, _) = new.split_at(new.len() - tail);
    if old.len() + new.len() > PIECES_MAX && grain == Grain::Word {
        let (old, new) = (old.concat(), new.concat());
        compare(&paragraphs(&old), &paragraphs(&new), Grain::Paragraph, place, splices);
    } else if old.len() + new.len() > PIECES_MAX || old.is_empty() || new.is_empty() {
        if !(old.is_empty() && new.is_empty()) {
            place.replace(old, new, splices);
        }
    } else {
        walk(old, new, grain, place, splices);
    }
    place.keep(kept_after);
}

fn walk<'a>(
    old: &[&str],
    new: &[&str],
    grain: Grain,
    place: &mut Place<'a>,
    splices: &mut Vec<Splice<'a>>,
) {
    for op in capture_diff_slices(Algorithm::Myers, old, new) {
        let (_, from, to) = op.as_tag_tuple();
        let from = old.get(from).unwrap_or_default();
        let to = new.get(to).unwrap_or_default();
        match (op, grain) {
            (DiffOp::Equal { .. }, _) => place.keep(from),
            (DiffOp::Replace { .. }, Grain::Paragraph) => {
                let (from, to) = (from.concat(), to.concat());
                let (from, to) = (words(&from), words(&to));
                if from.len() + to.len() > PIECES_MAX {
                    place.replace(&from, &to, splices);
                } else {
                    compare(&from, &to, Grain::Word, place, splices);
                }
            }
            (DiffOp::Replace { .. } | DiffOp::Delete { .. } | DiffOp::Insert { .. }, _) => {
                place.replace(from, to, splices);
            }
        }
    }
}

/// Words, spaces and punctuation, joined where a boundary would fall inside a grapheme.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut cursor = GraphemeCursor::new(0, text.len(), true);
    let mut start = 0;
    for (at, word) in text.split_word_bound_indices() {
        let end = at + word.len();
        cursor.set_cursor(end);
        if cursor.is_boundary(text, 0).unwrap_or(true) {
            words.extend(text.get(start..end));
            start = end;
        }
    }
    words.extend(text.get(start..).filter(|rest| !rest.is_empty()));
    words
}

fn paragraphs(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

/// Length in UTF-16 units.
pub(crate) fn utf16_len(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn apply(old: &str, splices: &[Splice<'_>]) -> String {
        let mut units: Vec<u16> = old.encode_utf16().collect();
        for splice in splices.iter().rev() {
            units.splice(splice.at..splice.at + splice.delete, splice.insert.encode_utf16());
        }
        String::from_utf16(&units).unwrap()
    }

    #[test]
    fn a_changed_word_is_one_splice() {
        let splices = difference("he kept his word", "he broke his word");
        assert_eq!(splices, [Splice { at: 3, delete: 4, insert: "broke" }]);
    }

    #[test]
    fn graphemes_stay_whole() {
        // A family joined by ZWJ, a letter with a combining mark, a flag.
        for (old, new) in [("👩‍👩‍👧 home", "👩‍👩‍👦 home"), ("cafe\u{301} x", "cafe x"), ("🇫🇷", "🇫🇮")]
        {
            let splices = difference(old, new);
            assert_eq!(apply(old, &splices), new);
            for splice in splices {
                let inside: Vec<&str> = splice.insert.graphemes(true).collect();
                assert!(
                    new.graphemes(true)
                        .collect::<Vec<_>>()
                        .windows(inside.len())
                        .any(|w| w == inside)
                );
            }
        }
    }

    #[test]
    fn a_megabyte_replaced_is_bounded_work() {
        let old = "she said she would come and did not. ".repeat(28_000);
        let new = "he said nothing and came all the same. ".repeat(27_000);
        assert_eq!(apply(&old, &difference(&old, &new)), new);
        let mut edited = old.clone();
        edited.replace_range(500_000..500_003, "DID");
        assert!(difference(&old, &edited).iter().map(|s| s.insert.len()).sum::<usize>() < 40);
    }

    proptest! {
        #[test]
        fn any_two_texts(old in "[a-c \\n🇫é\u{301}]{0,60}", new in "[a-c \\n🇫é\u{301}]{0,60}") {
            prop_assert_eq!(apply(&old, &difference(&old, &new)), new);
        }
    }
}
