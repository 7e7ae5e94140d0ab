//! How text is made comparable before it is indexed and before it is searched for: compatibility forms, lower case,
//! no accents on letters; and scripts that are written without spaces are taken character by character (ADR 0005).

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Folded text: "Café" and "CAFE" are the same.
pub(crate) fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let folded = text.nfkd().filter(|c| !is_accent(*c)).flat_map(char::to_lowercase);
    // Lower case may bring an accent of its own (İ), and "ß" is written "ss" by many.
    let mut out = String::with_capacity(text.len());
    for c in folded.filter(|c| !is_accent(*c)) {
        match c {
            'ß' => out.push_str("ss"),
            'ı' => out.push('i'),
            c => out.push(c),
        }
    }
    out.nfc().collect()
}

/// Folded text for the index: characters of scripts without spaces stand alone.
pub(crate) fn index_text(text: &str) -> String {
    let folded = fold(text);
    if folded.is_ascii() {
        return folded;
    }
    let mut out = String::with_capacity(folded.len() * 2);
    for c in folded.chars() {
        if stands_alone(c) {
            out.extend([' ', c, ' ']);
        } else {
            out.push(c);
        }
    }
    out
}

/// Whether there is anything in a text that the index holds.
pub(crate) fn is_searchable(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c)
}

/// Characters of Han, Hiragana, Katakana, Thai, Lao, Myanmar and Khmer, with their extensions.
pub(crate) const fn stands_alone(c: char) -> bool {
    matches!(c,
        '\u{0E01}'..='\u{0E3A}' | '\u{0E40}'..='\u{0E4E}' // Thai
        | '\u{0E81}'..='\u{0ECE}'                          // Lao
        | '\u{1000}'..='\u{109F}'                          // Myanmar
        | '\u{1780}'..='\u{17D3}'                          // Khmer
        | '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}' // kana
        | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' // Han
        | '\u{20000}'..='\u{3FFFF}')
}

/// Accents on letters of Latin, Greek and Cyrillic; not the vowel signs of other scripts, which carry the word.
const fn is_accent(c: char) -> bool {
    matches!(c,
        '\u{0300}'..='\u{036F}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}'
        | '\u{20D0}'..='\u{20FF}' | '\u{FE20}'..='\u{FE2F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_sounds_alike_is_alike() {
        for (a, b) in [
            ("Café", "CAFE\u{301}"),
            ("STRASSE", "straße"),
            ("İstanbul", "istanbul"),
            ("ﬁne", "fine"),
            ("ＡＢＣ", "abc"),
            ("Ελλάδα", "ελλαδα"),
        ] {
            assert_eq!(fold(a), fold(b), "{a}");
        }
        assert_ne!(fold("が"), fold("か"));
        assert_ne!(fold("की"), fold("का"));
    }

    #[test]
    fn characters_without_spaces_stand_alone() {
        assert_eq!(index_text("我爱北京").split_whitespace().count(), 4);
        assert_eq!(index_text("Kyoto 京都へ").split_whitespace().count(), 4);
    }
}
