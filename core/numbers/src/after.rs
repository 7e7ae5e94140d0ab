//! After contact: how I felt after seeing someone, against how I feel on other days.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::{
    evidence::{Evidence, EvidenceId, ids, in_order},
    ranks::{MannWhitney, mann_whitney},
};

/// No word below so many notes after seeing them.
const AFTER: usize = 6;
/// Nor below so many on other days.
const OTHER_DAYS: usize = 10;
/// Usually lower is lower in so many pairs.
const LOWER: f64 = 0.7;
/// Usually higher is lower in so few.
const HIGHER: f64 = 0.3;
const SIGNIFICANT: f64 = 0.05;

/// What may be said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AfterSays {
    /// Too little noted.
    NotEnough,
    /// No clear difference.
    NoClearDifference,
    /// Usually lower afterwards.
    UsuallyLower,
    /// Usually higher afterwards.
    UsuallyHigher,
}

/// How I felt after seeing someone.
#[derive(Debug, Clone, PartialEq)]
pub struct AfterContact {
    /// The fixed word.
    pub says: AfterSays,
    /// The comparison; none below the gate.
    pub test: Option<MannWhitney>,
    /// The notes after seeing them, by day and id.
    pub evidence: Vec<EvidenceId>,
    /// The notes of other days; none where the notes after seeing them are too few.
    pub usual: Vec<EvidenceId>,
}

impl AfterSays {
    /// The word of the vectors.
    pub fn word(self) -> &'static str {
        match self {
            Self::NotEnough => "not_enough",
            Self::NoClearDifference => "no_clear_difference",
            Self::UsuallyLower => "usually_lower_after",
            Self::UsuallyHigher => "usually_higher_after",
        }
    }
}

/// Two heaps of values of one field: A = P(after < usual) + ½ P(=). Said from A ≥ .7 or ≤ .3 on, with p < .05, from 6 and
/// 10 notes on.
pub fn compare(after: &[i8], usual: &[i8]) -> AfterSays {
    tested(after, usual).0
}

/// The same field after seeing someone, and on all other days up to today. `all` may hold the notes of `after` too: a day
/// with one of those is never one of the other days.
pub fn after_contact(after: &[Evidence<i8>], all: &[Evidence<i8>], today: Date) -> AfterContact {
    let mut after = in_order(after);
    after.retain(|note| note.on <= today);
    if after.len() < AFTER {
        // Nothing will be said, so other days need not be looked at.
        let (says, evidence) = (AfterSays::NotEnough, ids(&after));
        return AfterContact { says, test: None, evidence, usual: Vec::new() };
    }
    let with_them: BTreeSet<Date> = after.iter().map(|note| note.on).collect();
    let mut usual = in_order(all);
    usual.retain(|note| note.on <= today && !with_them.contains(&note.on));
    let values = |notes: &[Evidence<i8>]| notes.iter().map(|note| note.what).collect::<Vec<i8>>();
    let (says, test) = tested(&values(&after), &values(&usual));
    AfterContact { says, test, evidence: ids(&after), usual: ids(&usual) }
}

fn tested(after: &[i8], usual: &[i8]) -> (AfterSays, Option<MannWhitney>) {
    if after.len() < AFTER || usual.len() < OTHER_DAYS {
        return (AfterSays::NotEnough, None);
    }
    let floats = |values: &[i8]| values.iter().copied().map(f64::from).collect::<Vec<f64>>();
    let test = mann_whitney(&floats(after), &floats(usual));
    let says = if test.p >= SIGNIFICANT {
        AfterSays::NoClearDifference
    } else if test.a >= LOWER {
        AfterSays::UsuallyLower
    } else if test.a <= HIGHER {
        AfterSays::UsuallyHigher
    } else {
        AfterSays::NoClearDifference
    };
    (says, Some(test))
}
