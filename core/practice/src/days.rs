//! Days and times as they are lived: a local day, perhaps a minute, in a zone. Pure: what "now" is, is an argument.

mod spoken;

use jiff::{Timestamp, ToSpan, civil, tz::TimeZone};
use requite_engine::record::{Occurred, Precision};

use crate::PracticeError;

/// A local day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(pub(crate) civil::Date);

/// A zone by its IANA name.
#[derive(Debug, Clone)]
pub struct Zone {
    name: String,
    zone: TimeZone,
}

/// When something happened, as a person says it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct When {
    /// `YYYY-MM-DD`, `today` or `yesterday`; today if nothing is said.
    pub date: Option<String>,
    /// `HH:MM`; now if neither date nor time is said.
    pub time: Option<String>,
}

impl Zone {
    /// The zone of this name.
    ///
    /// # Errors
    /// [`PracticeError::Zone`].
    pub fn named(name: &str) -> Result<Self, PracticeError> {
        let zone = TimeZone::get(name).map_err(|_| PracticeError::Zone)?;
        let name = zone.iana_name().unwrap_or("UTC").to_owned();
        Ok(Self { name, zone })
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The minute of the local day.
    pub(crate) fn minute(&self, now: Timestamp) -> u16 {
        minute_of(self.now(now).time())
    }

    fn now(&self, now: Timestamp) -> civil::DateTime {
        self.zone.to_datetime(now)
    }

    /// A local minute as it was lived: one that the clocks skipped is told as the clocks showed it then, an hour later as a rule;
    /// one that came twice is the first of the two.
    fn lived(&self, date: civil::Date, minute: u16) -> Result<Occurred, PracticeError> {
        let clock = |part: u16| i8::try_from(part).map_err(|_| PracticeError::Time);
        let told = date.at(clock(minute / 60)?, clock(minute % 60)?, 0, 0);
        let instant = self.zone.to_ambiguous_timestamp(told).compatible();
        let lived = self.zone.to_datetime(instant.map_err(|_| PracticeError::Date)?);
        Ok(Occurred {
            date: lived.date(),
            minute: Some(minute_of(lived.time())),
            tz: self.name.clone(),
            precision: Precision::Minute,
        })
    }
}

impl Day {
    /// Before every day that is written: for questions in which the day does not count.
    pub(crate) const FIRST: Self = Self(civil::Date::constant(1, 1, 1));

    /// Today, in a zone.
    pub fn today(zone: &Zone, now: Timestamp) -> Self {
        Self(zone.now(now).date())
    }

    /// A day as a person says it, looking back: `2026-11-23`, `today`, `yesterday`, `tuesday` (the last one, today included),
    /// `last tuesday` (before today), `3 days ago`, `a week ago`.
    ///
    /// # Errors
    /// [`PracticeError::Date`].
    pub fn parse(text: &str, zone: &Zone, now: Timestamp) -> Result<Self, PracticeError> {
        spoken::day(text, Self::today(zone, now).0, spoken::Looking::Back).map(Self)
    }

    /// A day as a person says it, looking ahead: as [`Day::parse`], but `friday` is the next one, today included; also `tomorrow`,
    /// `next friday`, `in 3 days`.
    ///
    /// # Errors
    /// [`PracticeError::Date`].
    pub fn parse_ahead(text: &str, zone: &Zone, now: Timestamp) -> Result<Self, PracticeError> {
        spoken::day(text, Self::today(zone, now).0, spoken::Looking::Ahead).map(Self)
    }

    /// The day of the calendar.
    pub const fn date(self) -> civil::Date {
        self.0
    }

    /// A day as it is stored.
    pub(crate) fn stored(text: &str) -> Option<Self> {
        spoken::exactly(text).ok().map(Self)
    }

    /// So many days later, or earlier; the same day where the calendar ends.
    #[must_use]
    pub fn plus(self, days: i32) -> Self {
        Self(self.0.checked_add(days.days()).unwrap_or(self.0))
    }

    /// From 1 for Monday to 7 for Sunday.
    pub(crate) fn weekday_number(self) -> i64 {
        i64::from(self.0.weekday().to_monday_one_offset())
    }

    /// Days from another day to this one.
    pub fn days_since(self, earlier: Self) -> i64 {
        i64::from((self.0 - earlier.0).get_days())
    }
}

impl core::fmt::Display for Day {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        self.0.fmt(f)
    }
}

impl When {
    /// The moment that is meant.
    ///
    /// # Errors
    /// [`PracticeError::Date`], [`PracticeError::Time`].
    pub fn resolve(&self, zone: &Zone, now: Timestamp) -> Result<Occurred, PracticeError> {
        let local = zone.now(now);
        let date = match &self.date {
            None => local.date(),
            Some(date) => Day::parse(date, zone, now)?.0,
        };
        let minute = match (&self.time, &self.date) {
            (Some(time), _) => return zone.lived(date, parse_time(time)?),
            (None, None) => Some(minute_of(local.time())),
            (None, Some(_)) => None,
        };
        let precision = if minute.is_some() { Precision::Minute } else { Precision::Day };
        Ok(Occurred { date, minute, tz: zone.name.clone(), precision })
    }
}

fn minute_of(time: civil::Time) -> u16 {
    u16::try_from(time.hour()).unwrap_or(0) * 60 + u16::try_from(time.minute()).unwrap_or(0)
}

pub(crate) fn parse_time(text: &str) -> Result<u16, PracticeError> {
    let spelled = format!("2000-01-01T{}|UTC|minute", text.trim());
    let moment: Occurred = spelled.parse().map_err(|_| PracticeError::Time)?;
    moment.minute.ok_or(PracticeError::Time)
}

/// `HH:MM` of a stored moment.
pub(crate) fn time_of(occurred: &Occurred) -> Option<String> {
    occurred.minute.map(|minute| format!("{:02}:{:02}", minute / 60, minute % 60))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noon_in_london() -> (Zone, Timestamp) {
        (Zone::named("Europe/London").unwrap(), "2026-11-23T12:30:00Z".parse().unwrap())
    }

    #[test]
    fn a_day_as_it_is_said() {
        let (zone, now) = noon_in_london();
        let say = |date: Option<&str>, time: Option<&str>| {
            let when = When { date: date.map(Into::into), time: time.map(Into::into) };
            when.resolve(&zone, now).map(|occurred| occurred.to_string())
        };
        assert_eq!(say(None, None).unwrap(), "2026-11-23T12:30|Europe/London|minute");
        assert_eq!(say(Some("yesterday"), None).unwrap(), "2026-11-22|Europe/London|day");
        assert_eq!(
            say(Some("2024-02-29"), Some("07:05")).unwrap(),
            "2024-02-29T07:05|Europe/London|minute"
        );
        assert_eq!(say(Some("0000-00-00"), None), Err(PracticeError::Date));
        assert_eq!(say(Some("2023-02-29"), None), Err(PracticeError::Date));
        assert_eq!(say(Some("2023-02-20T10:00"), None), Err(PracticeError::Date));
        assert_eq!(say(None, Some("24:00")), Err(PracticeError::Time));
    }

    #[test]
    fn an_hour_that_was_skipped_and_one_that_came_twice() {
        let (zone, now) = noon_in_london();
        let say = |date: &str| {
            let when = When { date: Some(date.into()), time: Some("01:30".into()) };
            when.resolve(&zone, now).unwrap().to_string()
        };
        assert_eq!(say("2026-03-29"), "2026-03-29T02:30|Europe/London|minute");
        assert_eq!(say("2026-10-25"), "2026-10-25T01:30|Europe/London|minute");
    }

    #[test]
    fn the_day_is_that_of_the_zone() {
        let now = "2026-11-23T12:30:00Z".parse().unwrap();
        let apia = Zone::named("Pacific/Apia").unwrap();
        assert_eq!(Day::parse("today", &apia, now).unwrap().to_string(), "2026-11-24");
        assert!(Zone::named("Europe/Atlantis").is_err());
    }
}
