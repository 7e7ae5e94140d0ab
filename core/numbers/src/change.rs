//! Did something change? One change point in the order of promises kept and not kept; only ever asked, never claimed.

use jiff::civil::Date;
use libm::exp;

use crate::{
    evidence::{Evidence, EvidenceId, count, ids, in_order},
    promises::PromiseOutcome,
    special::ln_beta,
};

/// No question below so many notes.
const NOTES: usize = 8;
/// Neither part is shorter.
const PART: usize = 4;
/// Asked from this Bayes factor on.
const ASKED_AT: f64 = 10.0;
/// Two places this close to each other are equally likely; the earlier one is taken.
const TIE: f64 = 1e-12;

/// Where the notes before and after differ most.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ChangePoint {
    /// How much better "one change" explains the notes than "no change".
    pub factor: f64,
    /// How many notes come before the likeliest place.
    pub place: usize,
    /// The probability of that place among all places.
    pub certainty: f64,
}

/// What may be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeSays {
    /// Too little noted.
    NotEnough,
    /// Nothing to ask.
    None,
    /// "Did something change?", for better and for worse alike.
    Ask,
}

/// Whether the notes before and after some day differ.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The fixed word.
    pub says: ChangeSays,
    /// The likeliest place; none below the gate.
    pub point: Option<ChangePoint>,
    /// The day of the first note after it.
    pub around: Option<Date>,
    /// The notes that were looked at, by day and id.
    pub evidence: Vec<EvidenceId>,
}

impl ChangeSays {
    /// The word of the vectors.
    pub fn word(self) -> &'static str {
        match self {
            Self::NotEnough => "not_enough",
            Self::None => "none",
            Self::Ask => "ask",
        }
    }
}

/// One change point: BF = mean over τ of B(1 + k₁, 1 + m₁) B(1 + k₂, 1 + m₂), divided by B(1 + k, 1 + m), with every
/// τ ∈ [4, n − 4] equally likely. None below 8 notes. Each note is worth 0 to 1. Source: the two-segment case of Barry and
/// Hartigan, *A Bayesian Analysis for Change Point Problems* (1993).
pub fn change_point(sequence: &[f64]) -> Option<ChangePoint> {
    if sequence.len() < NOTES {
        return None;
    }
    let length = f64::from(count(sequence.len()));
    let whole: f64 = sequence.iter().sum();
    let flat = ln_beta(1.0 + whole, 1.0 + length - whole);
    let (mut kept, mut sum, mut places) = (0.0, 0.0, 0_u32);
    let mut best = (0, 0.0);
    for (worth, before) in sequence.iter().zip(1..) {
        kept += worth;
        if before < PART || sequence.len() - before < PART {
            continue;
        }
        let notes = f64::from(count(before));
        let first = ln_beta(1.0 + kept, 1.0 + notes - kept);
        let (later_kept, later) = (whole - kept, length - notes);
        let second = ln_beta(1.0 + later_kept, 1.0 + later - later_kept);
        let factor = exp(first + second - flat);
        if factor > best.1 * (1.0 + TIE) {
            best = (before, factor);
        }
        sum += factor;
        places += 1;
    }
    Some(ChangePoint { factor: sum / f64::from(places), place: best.0, certainty: best.1 / sum })
}

/// Looks for a change in promises of one side: those that count, in order, up to today.
pub fn change(evidence: &[Evidence<PromiseOutcome>], today: Date) -> Change {
    let mut sorted = in_order(evidence);
    sorted.retain(|note| note.on <= today && note.what.worth().is_some());
    let sequence: Vec<f64> = sorted.iter().filter_map(|note| note.what.worth()).collect();
    let point = change_point(&sequence);
    Change {
        says: match point {
            None => ChangeSays::NotEnough,
            Some(point) if point.factor >= ASKED_AT => ChangeSays::Ask,
            Some(_) => ChangeSays::None,
        },
        around: point.and_then(|point| Some(sorted.get(point.place)?.on)),
        point,
        evidence: ids(&sorted),
    }
}
