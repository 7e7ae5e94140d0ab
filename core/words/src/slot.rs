//! What may stand in a slot: numbers and days. There is no slot for text, so no sentence can hold a name.

use fluent_bundle::FluentArgs;
use jiff::civil::Date;

/// Something that may stand in a slot.
pub trait Slot: sealed::Sealed + Sized {
    /// One of several samples, for tests that say every sentence.
    #[must_use]
    fn sample(place: u8) -> Self;

    /// Fills the slot, or the slots, of this name.
    fn put(&self, name: &'static str, slots: &mut FluentArgs<'static>);
}

/// A part of a month, as people remember when something was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Around {
    /// Which part.
    pub part: Part,
    /// Which month, 1 to 12.
    pub month: u8,
    /// Which year, unless it is this one.
    pub year: Option<u16>,
}

/// A third of a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// To the 10th.
    Early,
    /// To the 20th.
    Mid,
    /// To the end.
    Late,
}

impl Around {
    /// The part of the month that a day lies in, with its year if today is in another.
    pub fn day(day: Date, today: Date) -> Self {
        let part = match day.day() {
            ..=10 => Part::Early,
            11..=20 => Part::Mid,
            _ => Part::Late,
        };
        let year = u16::try_from(day.year()).ok().filter(|_| day.year() != today.year());
        Self { part, month: day.month().unsigned_abs(), year }
    }
}

impl Slot for u32 {
    fn sample(place: u8) -> Self {
        [0, 1, 2, 14].get(usize::from(place) % 4).copied().unwrap_or(0)
    }

    fn put(&self, name: &'static str, slots: &mut FluentArgs<'static>) {
        slots.set(name.replace('_', "-"), *self);
    }
}

impl Slot for Date {
    fn sample(place: u8) -> Self {
        let day = i8::try_from(place % 28).unwrap_or(0) + 1;
        Self::new(2026, 5, day).unwrap_or_default()
    }

    fn put(&self, name: &'static str, slots: &mut FluentArgs<'static>) {
        slots.set(name.replace('_', "-"), self.to_string());
    }
}

impl Slot for Around {
    fn sample(place: u8) -> Self {
        let part = match place % 3 {
            0 => Part::Mid,
            1 => Part::Early,
            _ => Part::Late,
        };
        Self { part, month: 5 + place % 8, year: (place % 2 == 1).then_some(2024) }
    }

    fn put(&self, _name: &'static str, slots: &mut FluentArgs<'static>) {
        let part = match self.part {
            Part::Early => "early",
            Part::Mid => "mid",
            Part::Late => "late",
        };
        slots.set("part", part);
        slots.set("month", self.month);
        slots.set("year", self.year.unwrap_or(0));
    }
}

mod sealed {
    /// Nobody else adds a kind of slot: text stays out.
    pub trait Sealed {}
    impl Sealed for u32 {}
    impl Sealed for jiff::civil::Date {}
    impl Sealed for super::Around {}
}
