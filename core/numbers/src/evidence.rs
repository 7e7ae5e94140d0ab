//! Evidence: a day, an id and what was noted. The one order in which everything is added up.

use jiff::civil::Date;

/// The id of the record that a note is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EvidenceId(pub [u8; 16]);

/// One note: when it happened and what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Evidence<T> {
    /// The record behind it.
    pub id: EvidenceId,
    /// The local day on which it happened.
    pub on: Date,
    /// What was noted.
    pub what: T,
}

/// The same measure about them and about me: neither is ever shown without the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paired<T> {
    /// About the other person.
    pub them: T,
    /// About me.
    pub me: T,
}

impl<T> Paired<T> {
    /// One function for both sides.
    pub fn map<U>(self, mut measure: impl FnMut(T) -> U) -> Paired<U> {
        Paired { them: measure(self.them), me: measure(self.me) }
    }
}

/// The notes by day and id: the order in which floating point sums are made, so that they are equal everywhere.
pub fn in_order<T: Copy>(evidence: &[Evidence<T>]) -> Vec<Evidence<T>> {
    let mut sorted = evidence.to_vec();
    sorted.sort_by_key(|note| (note.on, note.id));
    sorted
}

/// Whole days from one day to another; negative if the other is earlier.
pub(crate) fn days_between(from: Date, to: Date) -> i32 {
    (to - from).get_days()
}

/// How many there are, as a number that fits into a float.
pub(crate) fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// The ids of these notes, in their order.
pub(crate) fn ids<'a, T: 'a>(notes: impl IntoIterator<Item = &'a Evidence<T>>) -> Vec<EvidenceId> {
    notes.into_iter().map(|note| note.id).collect()
}
