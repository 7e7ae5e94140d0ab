//! What a person has set for the whole journal, alike on every device; with what is usual where nothing was said.

use jiff::civil::Weekday;
use requite_engine::{Row, record::Edit};
use requite_words::Locale;
use serde::Serialize;

use crate::{Practice, PracticeError, entries::Fields, kinds, people::parse_name, records::word};

/// What can be set.
pub const SETTINGS: &[&str] =
    &["week_start", "half_life", "leap_day", "discreet", "name", "language"];
/// The days of the week, Monday first.
pub const WEEKDAYS: &[&str] =
    &["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
/// Languages of what is said on screen.
pub const LANGUAGES: &[&str] = &["en", "es"];
/// Days after which something that was noted counts half.
pub const HALF_LIVES: &[&str] = &["90", "180", "365"];
const LEAP_DAYS: &[&str] = &["28", "29"];
const ON_OFF: &[&str] = &["on", "off"];

/// How the journal is set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Settings {
    /// What the person calls the journal.
    pub name: Option<String>,
    /// Whether names are shown as an alias or a first letter.
    pub discreet: bool,
    /// One of [`LANGUAGES`].
    pub language: String,
    /// One of [`WEEKDAYS`].
    pub week_start: &'static str,
    /// Days after which something that was noted counts half: 90, 180 or 365.
    pub half_life_days: u16,
    /// The day in February on which the 29th is remembered in other years: 28, or 29 for not at all.
    pub leap_day: u8,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            name: None,
            discreet: false,
            language: "en".to_owned(),
            week_start: "monday",
            half_life_days: 180,
            leap_day: 29,
        }
    }
}

impl Settings {
    /// The first day of the week.
    pub fn week_start(&self) -> Weekday {
        let at = WEEKDAYS.iter().position(|day| *day == self.week_start).unwrap_or(0);
        weekday(at)
    }

    fn of(row: &Row) -> Self {
        let (fields, usual) = (Fields(&row.fields), Self::default());
        let day = fields.number("week_start").and_then(|day| usize::try_from(day - 1).ok());
        let day = day.and_then(|day| WEEKDAYS.get(day)).copied();
        let half_life = fields.number("half_life_days").and_then(|days| u16::try_from(days).ok());
        Self {
            name: fields.some("name"),
            discreet: fields.is_set("discreet"),
            language: fields.some("locale").unwrap_or(usual.language),
            week_start: day.unwrap_or(usual.week_start),
            half_life_days: half_life.unwrap_or(usual.half_life_days),
            leap_day: fields.text("leap_day").parse().unwrap_or(usual.leap_day),
        }
    }
}

impl Practice {
    /// How the journal is set.
    ///
    /// # Errors
    /// [`PracticeError::Engine`].
    pub fn settings(&mut self) -> Result<Settings, PracticeError> {
        Ok(self.settings_row()?.as_ref().map(Settings::of).unwrap_or_default())
    }

    /// The language of what is said on screen.
    ///
    /// # Errors
    /// [`PracticeError::Engine`].
    pub fn locale(&mut self) -> Result<Locale, PracticeError> {
        Ok(Locale::of_tag(&self.settings()?.language))
    }

    /// Sets one of [`SETTINGS`], as a person says it. An empty name takes the name away.
    ///
    /// # Errors
    /// [`PracticeError::Word`] says what fits.
    pub fn change_setting(&mut self, what: &str, to: &str) -> Result<Settings, PracticeError> {
        let what = word("setting", what, SETTINGS)?;
        let edit = edit(what.as_text().unwrap_or_default(), to)?;
        let vault = self.vault_record();
        self.revise("settings set", kinds::name::VAULT, vault, vec![edit])?;
        self.settings()
    }
}

fn edit(what: &str, to: &str) -> Result<Edit, PracticeError> {
    Ok(match what {
        "week_start" => Edit::set("week_start", weekday_number(to)?),
        "half_life" => {
            let days = word("half-life", to, HALF_LIVES)?;
            let days = days.as_text().and_then(|days| days.parse::<i64>().ok());
            Edit::set("half_life_days", days.unwrap_or(180))
        }
        "leap_day" => Edit::set("leap_day", word("leap day", to, LEAP_DAYS)?),
        // Off takes back what was seen: what another device turned on meanwhile stays on.
        "discreet" if word("setting", to, ON_OFF)?.as_text() == Some("on") => {
            Edit::assert("discreet")
        }
        "discreet" => Edit::withdraw("discreet"),
        "name" if to.trim().is_empty() => Edit::clear("name"),
        "name" => Edit::set("name", parse_name(to)?),
        _ => Edit::set("locale", word("language", to, LANGUAGES)?),
    })
}

/// A day of the week by its name or the beginning of it, from 1 for Monday to 7 for Sunday.
pub(crate) fn weekday_number(given: &str) -> Result<i64, PracticeError> {
    let given = given.trim().to_lowercase();
    let at = WEEKDAYS.iter().position(|day| given.len() >= 2 && day.starts_with(&given));
    let number = at.and_then(|at| i64::try_from(at + 1).ok());
    number.ok_or(PracticeError::Word { what: "day", one_of: WEEKDAYS })
}

fn weekday(at: usize) -> Weekday {
    let monday_zero = i8::try_from(at).ok();
    let day = monday_zero.and_then(|at| Weekday::from_monday_zero_offset(at).ok());
    day.unwrap_or(Weekday::Monday)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_the_week_by_name_or_beginning() {
        assert_eq!(weekday_number("Mon").unwrap(), 1);
        assert_eq!(weekday_number(" sunday ").unwrap(), 7);
        assert_eq!(weekday_number("th").unwrap(), 4);
        for none in ["", "t", "someday", "mondays"] {
            assert!(weekday_number(none).is_err(), "{none}");
        }
    }

    #[test]
    fn the_week_begins_on_a_monday_unless_it_is_said() {
        assert_eq!(Settings::default().week_start(), Weekday::Monday);
        let sunday = Settings { week_start: "sunday", ..Settings::default() };
        assert_eq!(sunday.week_start(), Weekday::Sunday);
    }

    #[test]
    fn what_cannot_be_set_is_told_with_what_can() {
        assert_eq!(edit("half_life", "365").unwrap(), Edit::set("half_life_days", 365_i64));
        assert_eq!(edit("discreet", "off").unwrap(), Edit::withdraw("discreet"));
        assert_eq!(edit("name", " ").unwrap(), Edit::clear("name"));
        for (what, to) in [("half_life", "100"), ("leap_day", "1"), ("discreet", "yes")] {
            assert!(matches!(edit(what, to), Err(PracticeError::Word { .. })), "{what}");
        }
    }
}
