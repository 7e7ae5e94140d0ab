//! The recovery words: 24 English words of BIP-39 that are 32 random bytes, nothing stretched.

use bip39::{Error, Language, Mnemonic};
use rand::CryptoRng;
use zeroize::Zeroizing;

/// How many words there are.
const WORDS: usize = 24;

/// The 32 bytes that everything of the account derives from.
pub struct Entropy(Zeroizing<[u8; 32]>);

/// The words, to be shown once.
pub struct RecoveryWords(Zeroizing<String>);

/// Why a text is not somebody's words. Says where, never what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WordsError {
    /// Not 24 of them.
    #[error("there must be 24 words, and there are {found}")]
    Count {
        /// How many there are.
        found: usize,
    },
    /// A word that is not in the list.
    #[error("word {position} is not in the word list; check its spelling")]
    Unknown {
        /// Which, counted from 1.
        position: usize,
    },
    /// All words exist, but not together.
    #[error("the words do not belong together; check their order and each word")]
    Checksum,
}

impl Entropy {
    /// New ones.
    pub fn generate(rng: &mut impl CryptoRng) -> Self {
        let mut bytes = Zeroizing::new([0; 32]);
        rng.fill_bytes(bytes.as_mut());
        Self(bytes)
    }

    /// As words.
    pub fn words(&self) -> RecoveryWords {
        // 32 bytes always make 24 words.
        let words = Mnemonic::from_entropy_in(Language::English, self.0.as_ref());
        RecoveryWords(Zeroizing::new(words.map(|words| words.to_string()).unwrap_or_default()))
    }

    /// From words as a person types them: upper case, extra spaces and line breaks do not matter.
    ///
    /// # Errors
    /// [`WordsError`] says which word to look at.
    pub fn from_words(text: &str) -> Result<Self, WordsError> {
        let words: Vec<Zeroizing<String>> =
            text.split_whitespace().map(|word| Zeroizing::new(word.to_lowercase())).collect();
        if words.len() != WORDS {
            return Err(WordsError::Count { found: words.len() });
        }
        let mut joined = Zeroizing::new(String::with_capacity(text.len()));
        for word in &words {
            if !joined.is_empty() {
                joined.push(' ');
            }
            joined.push_str(word);
        }
        let mnemonic = Mnemonic::parse_in_normalized(Language::English, &joined).map_err(
            |error| match error {
                Error::BadWordCount(found) => WordsError::Count { found },
                Error::UnknownWord(index) => WordsError::Unknown { position: index + 1 },
                Error::InvalidChecksum
                | Error::BadEntropyBitCount(_)
                | Error::AmbiguousLanguages(_) => WordsError::Checksum,
            },
        )?;
        let (bytes, _) = mnemonic.to_entropy_array();
        let bytes = Zeroizing::new(bytes);
        bytes.first_chunk().map(|bytes| Self(Zeroizing::new(*bytes))).ok_or(WordsError::Checksum)
    }

    /// The bytes themselves.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl RecoveryWords {
    /// The words themselves, separated by spaces. For the person's eyes only.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl core::fmt::Debug for Entropy {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Entropy(redacted)")
    }
}

impl core::fmt::Debug for RecoveryWords {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("RecoveryWords(redacted)")
    }
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;
    use rand_chacha::ChaCha20Rng;

    use super::*;

    fn mias_words() -> String {
        Entropy::generate(&mut ChaCha20Rng::from_seed([7; 32])).words().reveal().to_owned()
    }

    #[test]
    fn words_come_back_however_they_are_typed() {
        let words = mias_words();
        let original = Entropy::from_words(&words).unwrap();
        assert_eq!(words.split(' ').count(), 24);
        for typed in [
            words.to_uppercase(),
            format!("  {}\n", words.replace(' ', "  \n\t")),
            words.replace(' ', "\u{a0}"),
        ] {
            assert_eq!(Entropy::from_words(&typed).unwrap().as_bytes(), original.as_bytes());
        }
    }

    #[test]
    fn each_mistake_is_told_apart() {
        let words: Vec<String> = mias_words().split(' ').map(str::to_owned).collect();
        let refused = |words: &[String]| Entropy::from_words(&words.join(" ")).err();
        assert_eq!(refused(&words[..23]), Some(WordsError::Count { found: 23 }));
        assert_eq!(
            refused(&[&words[..], &words[..1]].concat()),
            Some(WordsError::Count { found: 25 })
        );
        assert_eq!(refused(&[]), Some(WordsError::Count { found: 0 }));
        let mut unknown = words.clone();
        unknown[4] = "liebe".to_owned();
        assert_eq!(refused(&unknown), Some(WordsError::Unknown { position: 5 }));
        let mut swapped = words.clone();
        swapped.swap(0, 1);
        assert_eq!(refused(&swapped), Some(WordsError::Checksum));
    }
}
