//! The support pack: lines of people to turn to, for one region, dated, read offline. No phone number is shown that nobody
//! has checked.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Locale, Sentence};

/// The format that is read.
const FORMAT: u32 = 1;
/// So many digits in a row may be a number to call.
const NUMBER_DIGITS: u32 = 3;
/// After so many days what was checked is called old.
const STALE_DAYS: i32 = 365;

/// Lines of one region.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SupportPack {
    /// The version of the format.
    pub format: u32,
    /// Two letters of ISO 3166; `ZZ` for nowhere in particular.
    pub region: String,
    /// The day on which somebody checked every line; none if nobody has.
    #[serde(default, with = "day")]
    pub verified_on: Option<Date>,
    /// The lines, in order.
    pub lines: Vec<SupportLine>,
}

/// Somebody to turn to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SupportLine {
    /// What kind of somebody.
    pub kind: LineKind,
    /// Whether it is only a place to fill in.
    #[serde(default)]
    pub placeholder: bool,
    /// The line, by the tag of its language.
    pub text: BTreeMap<String, String>,
}

/// Kinds of somebody to turn to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineKind {
    /// Somebody one knows.
    SomeoneClose,
    /// A helpline.
    Helpline,
    /// Somebody who goes along, gives advice, knows the law.
    Advocate,
    /// The emergency services.
    Emergency,
}

/// Why support is offered without being asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SupportReason {
    /// The questions before a goodbye were answered with a yes or with not sure.
    Gate,
    /// "I don't feel safe" was marked.
    NotSafe,
}

/// Why a pack is not used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SupportError {
    /// Not such a file.
    #[error("this is not a support pack, or one of another version")]
    Format,
    /// A region that is none.
    #[error("the region of a support pack is two capital letters")]
    Region,
    /// Checked in the future.
    #[error("a support pack cannot have been verified after today")]
    Ahead,
    /// A number that nobody has checked.
    #[error(
        "line {line} may hold a phone number, and the pack says no day on which it was verified"
    )]
    UnverifiedNumber {
        /// Which line, from 1 on.
        line: usize,
    },
    /// A placeholder that looks like the real thing.
    #[error("line {line} is marked as a placeholder and may hold a phone number")]
    NumberInPlaceholder {
        /// Which line, from 1 on.
        line: usize,
    },
    /// A line that some language lacks.
    #[error("line {line} is not written in every language")]
    Language {
        /// Which line, from 1 on.
        line: usize,
    },
    /// Nobody to turn to.
    #[error("a support pack has at least one line")]
    Empty,
}

impl SupportPack {
    /// Reads a pack and checks it.
    ///
    /// # Errors
    /// [`SupportError`], whichever comes first.
    pub fn read(json: &str, today: Date) -> Result<Self, SupportError> {
        let pack: Self = serde_json::from_str(json).map_err(|_| SupportError::Format)?;
        pack.check(today)?;
        Ok(pack)
    }

    /// The pack that comes with the program: places to fill in, not one number.
    pub fn built_in() -> Self {
        let none =
            Self { format: FORMAT, region: "ZZ".to_owned(), verified_on: None, lines: Vec::new() };
        serde_json::from_str(include_str!("../content/support/placeholder.json")).unwrap_or(none)
    }

    /// Whether it may be shown.
    ///
    /// # Errors
    /// [`SupportError`], whichever comes first.
    pub fn check(&self, today: Date) -> Result<(), SupportError> {
        if self.format != FORMAT {
            return Err(SupportError::Format);
        }
        if self.region.len() != 2 || !self.region.chars().all(|one| one.is_ascii_uppercase()) {
            return Err(SupportError::Region);
        }
        if self.verified_on.is_some_and(|day| day > today) {
            return Err(SupportError::Ahead);
        }
        if self.lines.is_empty() {
            return Err(SupportError::Empty);
        }
        for (line, held) in (1..).zip(&self.lines) {
            let numbered = held.text.values().any(|text| may_hold_a_number(text));
            if numbered && held.placeholder {
                return Err(SupportError::NumberInPlaceholder { line });
            }
            if numbered && self.verified_on.is_none() {
                return Err(SupportError::UnverifiedNumber { line });
            }
            let written = |tag| held.text.get(tag).is_some_and(|text| !text.trim().is_empty());
            if !Locale::ALL.into_iter().map(Locale::tag).all(written) {
                return Err(SupportError::Language { line });
            }
        }
        Ok(())
    }

    /// What stands above the lines: that nothing was checked, or when.
    pub fn dated(&self, today: Date) -> Sentence {
        match self.verified_on {
            None => Sentence::SupportPlaceholders,
            Some(date) if (today - date).get_days() > STALE_DAYS => Sentence::SupportStale { date },
            Some(date) => Sentence::SupportChecked { date },
        }
    }
}

impl SupportLine {
    /// The line in this language, or in English.
    pub fn say(&self, locale: Locale) -> &str {
        [locale, Locale::English]
            .into_iter()
            .find_map(|locale| self.text.get(locale.tag()))
            .map_or("", String::as_str)
    }
}

/// Whether support is offered now without being asked for: only for a reason, and at most once a day. Its page is always in
/// the menu.
pub fn may_offer_support(
    reason: Option<SupportReason>,
    last_offered: Option<Date>,
    today: Date,
) -> bool {
    reason.is_some() && last_offered.is_none_or(|last| last < today)
}

/// Three digits of any script, with nothing between them but what people put into numbers.
fn may_hold_a_number(text: &str) -> bool {
    let mut digits = 0;
    for one in text.chars() {
        if one.is_numeric() {
            digits += 1;
        } else if !(one.is_whitespace() || "-‐‑–.()+".contains(one)) {
            digits = 0;
        }
        if digits >= NUMBER_DIGITS {
            return true;
        }
    }
    false
}

/// Days as they are written: `YYYY-MM-DD`.
mod day {
    use jiff::civil::Date;
    use serde::{Deserialize as _, Deserializer, Serialize as _, Serializer, de::Error as _};

    #[expect(
        clippy::ref_option,
        clippy::trivially_copy_pass_by_ref,
        reason = "serde hands over a reference to the field"
    )]
    pub(super) fn serialize<S: Serializer>(
        day: &Option<Date>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        day.map(|day| day.to_string()).serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Date>, D::Error> {
        let written = Option::<String>::deserialize(deserializer)?;
        let day = |text: String| text.parse().map_err(|_| D::Error::custom("not a day"));
        written.map(day).transpose()
    }
}
