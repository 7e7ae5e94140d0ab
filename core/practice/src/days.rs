//! Days and times as they are lived: a local day, perhaps a minute, in a zone. Pure: what "now" is, is an argument.

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

    fn now(&self, now: Timestamp) -> civil::DateTime {
        self.zone.to_datetime(now)
    }
}

impl Day {
    /// A day as a person says it.
    ///
    /// # Errors
    /// [`PracticeError::Date`].
    pub fn parse(text: &str, zone: &Zone, now: Timestamp) -> Result<Self, PracticeError> {
        let today = zone.now(now).date();
        match text.trim() {
            "today" => return Ok(Self(today)),
            "yesterday" => {
                let day = today.checked_sub(1.day()).map_err(|_| PracticeError::Date)?;
                return Ok(Self(day));
            }
            _ => {}
        }
        // The same check as for what is stored: one spelling, days that exist, from year 1 on.
        let spelled = format!("{}|UTC|day", text.trim());
        let day: Occurred = spelled.parse().map_err(|_| PracticeError::Date)?;
        if day.minute.is_some() { Err(PracticeError::Date) } else { Ok(Self(day.date)) }
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
            (Some(time), _) => Some(parse_time(time)?),
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

fn parse_time(text: &str) -> Result<u16, PracticeError> {
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
    fn the_day_is_that_of_the_zone() {
        let now = "2026-11-23T12:30:00Z".parse().unwrap();
        let apia = Zone::named("Pacific/Apia").unwrap();
        assert_eq!(Day::parse("today", &apia, now).unwrap().to_string(), "2026-11-24");
        assert!(Zone::named("Europe/Atlantis").is_err());
    }
}
