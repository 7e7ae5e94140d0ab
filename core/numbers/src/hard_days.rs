//! Hard days: were the notes about someone mostly written when I was low anyway?

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::{
    evidence::{Evidence, EvidenceId, count, ids, in_order},
    special::binomial_tail,
};

/// No word below so many notes.
const NOTES: u32 = 6;
const SIGNIFICANT: f64 = 0.05;

/// How a day of mine was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayMood {
    /// A low day.
    Low,
    /// Any other day of which I noted how it was.
    Other,
}

/// Notes about someone, and the days on which they were written.
#[derive(Debug, Clone, PartialEq)]
pub struct HardDays {
    /// Whether to say it.
    pub shown: bool,
    /// Notes on low days.
    pub low: u32,
    /// Notes on days of which I noted how they were.
    pub notes: u32,
    /// My own share of low days; none if I noted no day.
    pub usual: Option<f64>,
    /// How likely so many would be by chance; none below the gate.
    pub tail: Option<f64>,
    /// The notes that were looked at, by day and id.
    pub evidence: Vec<EvidenceId>,
}

/// The share of notes about someone that stand on my low days, against my own share of low days: shown from 6 notes on if
/// P(X ≥ low) < .05 for X ~ Binomial(notes, usual). Notes of days without a mood are left out.
pub fn hard_days<T: Copy>(
    notes: &[Evidence<T>],
    moods: &BTreeMap<Date, DayMood>,
    today: Date,
) -> HardDays {
    let mut sorted = in_order(notes);
    sorted.retain(|note| note.on <= today && moods.contains_key(&note.on));
    let is_low = |note: &&Evidence<T>| moods.get(&note.on) == Some(&DayMood::Low);
    let low = count(sorted.iter().filter(is_low).count());
    let past = || moods.range(..=today);
    let low_days = count(past().filter(|(_, mood)| **mood == DayMood::Low).count());
    let days = count(past().count());
    let usual = (days > 0).then(|| f64::from(low_days) / f64::from(days));
    let notes = count(sorted.len());
    let tail = usual.filter(|_| notes >= NOTES).map(|rate| binomial_tail(notes, low, rate));
    HardDays {
        shown: tail.is_some_and(|tail| tail < SIGNIFICANT),
        low,
        notes,
        usual,
        tail,
        evidence: ids(&sorted),
    }
}
