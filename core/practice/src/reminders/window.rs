//! Windows of the day to be reminded in: never a minute, so that nobody waits for it. Pure.

use core::fmt;

use crate::PracticeError;

/// A part of the day, in minutes since midnight. One that ends before it begins goes on past midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Window {
    from: u16,
    to: u16,
}

/// The windows that have a name.
const NAMED: [(&str, Window); 4] = [
    ("morning", Window { from: 7 * 60, to: 10 * 60 }),
    ("midday", Window { from: 11 * 60 + 30, to: 13 * 60 + 30 }),
    ("evening", Window { from: 18 * 60, to: 21 * 60 }),
    ("night", Window { from: 21 * 60, to: 23 * 60 + 30 }),
];

impl Window {
    /// `morning`, `midday`, `evening`, `night`, or `HH:MM-HH:MM`.
    pub(super) fn parse(text: &str) -> Result<Self, PracticeError> {
        let text = text.trim().to_lowercase();
        if let Some((_, window)) = NAMED.iter().find(|(name, _)| *name == text) {
            return Ok(*window);
        }
        let (from, to) = text.split_once('-').ok_or(PracticeError::Window)?;
        let window = Self { from: minute(from)?, to: minute(to)? };
        if window.from == window.to { Err(PracticeError::Window) } else { Ok(window) }
    }

    /// The minute in which it opens.
    pub(super) const fn opens(self) -> u16 {
        self.from
    }

    /// On which day a window that is open at a minute began: this one, or the one before; none where it is not open.
    pub(super) const fn began(self, minute: u16) -> Option<Began> {
        let crosses_midnight = self.to < self.from;
        if crosses_midnight && minute < self.to {
            Some(Began::Yesterday)
        } else if minute >= self.from && (crosses_midnight || minute < self.to) {
            Some(Began::Today)
        } else {
            None
        }
    }
}

/// The day on which a window that is open began.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Began {
    Today,
    Yesterday,
}

impl fmt::Display for Window {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((name, _)) = NAMED.iter().find(|(_, window)| window == self) {
            return f.write_str(name);
        }
        let [from, to] = [self.from, self.to].map(|minute| (minute / 60, minute % 60));
        write!(f, "{:02}:{:02}-{:02}:{:02}", from.0, from.1, to.0, to.1)
    }
}

fn minute(text: &str) -> Result<u16, PracticeError> {
    crate::days::parse_time(text).map_err(|_| PracticeError::Window)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_is_kept_as_it_is_said() {
        for (said, kept) in [
            ("Evening", "evening"),
            (" 06:30-07:15", "06:30-07:15"),
            ("22:00-01:00", "22:00-01:00"),
            ("07:00-10:00", "morning"),
        ] {
            assert_eq!(Window::parse(said).unwrap().to_string(), kept);
        }
        for none in ["", "noon", "7", "07:00", "07:00-07:00", "07:00-25:00", "07:00-08:00-09:00"] {
            assert_eq!(Window::parse(none), Err(PracticeError::Window), "{none}");
        }
    }

    #[test]
    fn a_window_is_open_from_its_first_minute_to_before_its_last() {
        let morning = Window::parse("morning").unwrap();
        assert_eq!(morning.began(7 * 60 - 1), None);
        assert_eq!(morning.began(7 * 60), Some(Began::Today));
        assert_eq!(morning.began(10 * 60 - 1), Some(Began::Today));
        assert_eq!(morning.began(10 * 60), None);
    }

    #[test]
    fn one_that_goes_on_past_midnight_began_the_day_before() {
        let late = Window::parse("22:00-01:00").unwrap();
        assert_eq!(late.began(23 * 60), Some(Began::Today));
        assert_eq!(late.began(0), Some(Began::Yesterday));
        assert_eq!(late.began(59), Some(Began::Yesterday));
        assert_eq!(late.began(60), None);
    }
}
