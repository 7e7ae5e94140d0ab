//! One-sided notes: the last six about someone all point one way. A question to me, not a finding about them.

use jiff::civil::Date;

use crate::evidence::{Evidence, EvidenceId, ids, in_order};

/// So many notes.
const LAST: usize = 6;

/// Which way a note points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// Something kind, kept or met.
    Good,
    /// Something hard, broken or unmet.
    Hard,
    /// Neither.
    Neither,
}

/// The last notes, all of one sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OneSided {
    /// The sign: never [`Sign::Neither`].
    pub sign: Sign,
    /// The six notes, by day and id.
    pub evidence: Vec<EvidenceId>,
}

/// The last six notes up to today, if they are all good or all hard. A note that points neither way is one of the six, and
/// so holds the banner back.
pub fn one_sided(notes: &[Evidence<Sign>], today: Date) -> Option<OneSided> {
    let mut sorted = in_order(notes);
    sorted.retain(|note| note.on <= today);
    let last = sorted.get(sorted.len().checked_sub(LAST)?..)?;
    let sign = last.first()?.what;
    let same = sign != Sign::Neither && last.iter().all(|note| note.what == sign);
    same.then(|| OneSided { sign, evidence: ids(last) })
}
