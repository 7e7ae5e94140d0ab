//! Scalars: what a single value may be, and the check that it is.

use core::{fmt, str::FromStr};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// One value as it is stored and shown. In JSON it is the plain boolean, number or string.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// Yes or no.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// Text; also dates, choices, ids and occurrences in their canonical spelling.
    Text(String),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}

impl From<bool> for Value {
    fn from(yes: bool) -> Self {
        Self::Bool(yes)
    }
}

impl From<&Occurred> for Value {
    fn from(occurred: &Occurred) -> Self {
        Self::Text(occurred.to_string())
    }
}

impl Value {
    /// The text, if it is one.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Bool(_) | Self::Int(_) => None,
        }
    }

    /// The number, if it is one.
    pub const fn as_int(&self) -> Option<i64> {
        match self {
            Self::Int(number) => Some(*number),
            Self::Bool(_) | Self::Text(_) => None,
        }
    }
}

/// What a scalar field accepts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scalar {
    /// Yes or no.
    Bool,
    /// A whole number within a range, both ends included.
    Int {
        /// The least.
        min: i64,
        /// The most.
        max: i64,
    },
    /// Text of at most so many bytes (UTF-8).
    Text {
        /// The most bytes.
        max_bytes: usize,
    },
    /// One of a closed list, spelled exactly so.
    Choice(&'static [&'static str]),
    /// A day, `YYYY-MM-DD`, from year 1 on.
    Date,
    /// A day or moment as it was lived: see [`Occurred`].
    Occurred,
    /// The id of a record, 32 hex digits.
    Id,
}

/// Why a value does not fit its field. Names the expectation, never the value.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ValueError {
    /// Another type than the field has.
    #[error("this is not the type of value that the field takes")]
    Type,
    /// A number outside the range.
    #[error("the number must be from {min} to {max}")]
    Range {
        /// The least.
        min: i64,
        /// The most.
        max: i64,
    },
    /// Longer than allowed.
    #[error("the text is over the limit of {max_bytes} bytes")]
    TooLong {
        /// The most bytes.
        max_bytes: usize,
    },
    /// Not in the list.
    #[error("it must be one of: {}", .0.join(", "))]
    Choice(&'static [&'static str]),
    /// No such day.
    #[error("a date is written YYYY-MM-DD and must be a day that exists")]
    Date,
    /// Not a moment in [`Occurred`]'s spelling.
    #[error("the day, time or time zone is not valid")]
    Occurred,
    /// Not an id.
    #[error("an id has 32 hexadecimal digits")]
    Id,
}

impl Scalar {
    /// Whether `value` may be written to such a field.
    ///
    /// # Errors
    /// [`ValueError`] says what would fit.
    pub fn check(&self, value: &Value) -> Result<(), ValueError> {
        match (self, value) {
            (Self::Bool, Value::Bool(_)) => Ok(()),
            (Self::Int { min, max }, Value::Int(number)) => {
                let fits = (min..=max).contains(&number);
                if fits { Ok(()) } else { Err(ValueError::Range { min: *min, max: *max }) }
            }
            (Self::Text { max_bytes }, Value::Text(text)) => {
                let fits = text.len() <= *max_bytes;
                if fits { Ok(()) } else { Err(ValueError::TooLong { max_bytes: *max_bytes }) }
            }
            (Self::Choice(list), Value::Text(text)) => {
                if list.contains(&text.as_str()) {
                    Ok(())
                } else {
                    Err(ValueError::Choice(list))
                }
            }
            (Self::Date, Value::Text(text)) => parse_date(text).map(|_| ()),
            (Self::Occurred, Value::Text(text)) => text.parse::<Occurred>().map(|_| ()),
            (Self::Id, Value::Text(text)) => {
                text.parse::<crate::DocumentId>().map(|_| ()).map_err(|_| ValueError::Id)
            }
            (_, Value::Bool(_) | Value::Int(_) | Value::Text(_)) => Err(ValueError::Type),
        }
    }
}

/// How exactly a moment is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Precision {
    /// The day.
    Day,
    /// About then.
    Approx,
    /// To the minute.
    Minute,
}

impl Precision {
    /// As it is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Approx => "approx",
            Self::Minute => "minute",
        }
    }
}

/// When something happened, as it was lived: a local day, perhaps a minute of it, and the zone it was lived in.
/// Spelled `2026-11-23T09:30|Europe/London|minute`, or `2026-11-23|Europe/London|day` without a time, so that one
/// register holds it whole; spellings sort by local time, a day without a time behind its minutes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Occurred {
    /// The local day.
    pub date: Date,
    /// The minute of that day, 0 to 1439.
    pub minute: Option<u16>,
    /// IANA name of the zone.
    pub tz: String,
    /// How exactly it is known.
    pub precision: Precision,
}

impl fmt::Display for Occurred {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.date)?;
        if let Some(minute) = self.minute {
            write!(f, "T{:02}:{:02}", minute / 60, minute % 60)?;
        }
        write!(f, "|{}|{}", self.tz, self.precision.as_str())
    }
}

impl FromStr for Occurred {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, ValueError> {
        let mut parts = text.split('|');
        let (Some(when), Some(tz), Some(precision), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(ValueError::Occurred);
        };
        let (date, minute) = match when.split_once('T') {
            None => (parse_date(when)?, None),
            Some((date, time)) => (parse_date(date)?, Some(parse_minute(time)?)),
        };
        let precision = match precision {
            "day" => Precision::Day,
            "approx" => Precision::Approx,
            "minute" => Precision::Minute,
            _ => return Err(ValueError::Occurred),
        };
        if !is_zone_name(tz) {
            return Err(ValueError::Occurred);
        }
        Ok(Self { date, minute, tz: tz.to_owned(), precision })
    }
}

/// `HH:MM`, exactly.
fn parse_minute(text: &str) -> Result<u16, ValueError> {
    let (hour, minute) = text.split_once(':').ok_or(ValueError::Occurred)?;
    let number = |part: &str, max: u16| match part.len() {
        2 => part.parse::<u16>().ok().filter(|n| *n <= max && !part.starts_with('+')),
        _ => None,
    };
    let (Some(hour), Some(minute)) = (number(hour, 23), number(minute, 59)) else {
        return Err(ValueError::Occurred);
    };
    Ok(hour * 60 + minute)
}

/// `YYYY-MM-DD`, exactly, for a day that exists.
fn parse_date(text: &str) -> Result<Date, ValueError> {
    let shape =
        |(i, c): (usize, char)| if i == 4 || i == 7 { c == '-' } else { c.is_ascii_digit() };
    if text.len() != 10 || !text.chars().enumerate().all(shape) {
        return Err(ValueError::Date);
    }
    text.parse::<Date>().ok().filter(|date| date.year() > 0).ok_or(ValueError::Date)
}

/// Names that an IANA zone can have; whether the zone exists is for those to check who have the database.
fn is_zone_name(text: &str) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '_' | '-' | '+');
    !text.is_empty() && text.len() <= 64 && text.chars().all(is_part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_occurrence_reads_back_and_sorts_by_local_time() {
        let spelled = [
            "2026-11-22T23:59|Pacific/Apia|minute",
            "2026-11-23T09:30|Europe/London|minute",
            "2026-11-23|Europe/London|day",
        ];
        for text in spelled {
            assert_eq!(text.parse::<Occurred>().unwrap().to_string(), text);
        }
        assert!(spelled.is_sorted());
    }

    #[test]
    fn days_that_never_were_are_refused() {
        for bad in [
            "0000-00-00",
            "2026-02-29",
            "2026-13-01",
            "2026-1-1",
            "+002026-01-01",
            "0000-01-01",
            "",
            "2026-11-23 ",
        ] {
            assert_eq!(Scalar::Date.check(&Value::from(bad)), Err(ValueError::Date), "{bad}");
        }
        for bad in [
            "2026-11-23T24:00|UTC|minute",
            "2026-11-23T9:30|UTC|minute",
            "2026-11-23|UTC",
            "2026-11-23|<b>|day",
            "2026-11-23T+1:30|UTC|day",
        ] {
            assert!(bad.parse::<Occurred>().is_err(), "{bad}");
        }
    }
}
