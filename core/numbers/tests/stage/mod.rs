//! What the tests share: days, and notes with ids in the order in which they are given.

#![allow(dead_code, unreachable_pub, reason = "not every test uses all of it")]
#![allow(clippy::unwrap_used, reason = "tests")]

use jiff::{Span, civil::Date};
use requite_numbers::{Evidence, EvidenceId};

/// A first day, far enough back for everything.
pub const FIRST: Date = jiff::civil::date(2022, 3, 1);

/// So many days after the first.
pub fn day(after: i32) -> Date {
    FIRST.checked_add(Span::new().days(after)).unwrap()
}

/// The id of the note in this place.
pub fn id(place: usize) -> EvidenceId {
    EvidenceId(u128::try_from(place).unwrap().to_be_bytes())
}

/// Notes on these days.
pub fn notes<T: Copy>(of: &[(i32, T)]) -> Vec<Evidence<T>> {
    of.iter()
        .enumerate()
        .map(|(place, (after, what))| Evidence { id: id(place), on: day(*after), what: *what })
        .collect()
}

/// Notes seven days apart.
pub fn weekly<T: Copy>(of: &[T]) -> Vec<Evidence<T>> {
    let days: Vec<(i32, T)> = (0..).step_by(7).zip(of.iter().copied()).collect();
    notes(&days)
}

/// So many of one kind.
pub fn times<T: Copy>(how_many: u32, what: T) -> Vec<T> {
    (0..how_many).map(|_| what).collect()
}
