//! Needs met: what became of the needs that were said aloud. Mine towards them, and theirs towards me, with one function.

use jiff::civil::Date;

use crate::{
    belief::Range,
    evidence::{Evidence, EvidenceId, in_order},
    judge::judge,
    promises::{KeptSays, rules},
    walk::{Gate, HalfLife, Missing},
};

/// What became of a need.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NeedResponse {
    /// Met.
    Met,
    /// Met in part: counts half.
    Partly,
    /// Kindly declined: not met, and shown by its own name.
    DeclinedKindly,
    /// Ignored.
    Ignored,
    /// Asked, and nothing has come yet: not in the range.
    NoneYet,
    /// Two devices say two things: not in the range.
    MarkedTwoWays,
    /// Never said aloud, or only hinted at: not in the range, since nobody could answer.
    NotAloud,
}

/// How many of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct NeedCounts {
    /// Said aloud, whatever became of it.
    pub asked: u32,
    /// Met.
    pub met: u32,
    /// Met in part.
    pub partly: u32,
    /// Kindly declined.
    pub declined: u32,
    /// Ignored.
    pub ignored: u32,
    /// Without an answer yet.
    pub waiting: u32,
    /// Marked in two ways.
    pub two_ways: u32,
    /// Never said aloud.
    pub not_aloud: u32,
    /// Asked, and answered on a day after today: not counted yet.
    pub ahead: u32,
}

/// Needs of one side.
#[derive(Debug, Clone, PartialEq)]
pub struct NeedsMet {
    /// How many of each: shown first.
    pub counts: NeedCounts,
    /// The 80 % range of the share that is met; none below the gate.
    pub range: Option<Range>,
    /// The fixed word; "kept" stands for met.
    pub says: KeptSays,
    /// What is missing, if the word is "not enough".
    pub missing: Option<Missing>,
    /// The notes in the range, by day and id.
    pub evidence: Vec<EvidenceId>,
    /// The notes beside it.
    pub set_aside: Vec<EvidenceId>,
}

impl NeedResponse {
    /// What it is worth in the range, if it counts.
    pub fn worth(self) -> Option<f64> {
        match self {
            Self::Met => Some(1.0),
            Self::Partly => Some(0.5),
            Self::DeclinedKindly | Self::Ignored => Some(0.0),
            Self::NoneYet | Self::MarkedTwoWays | Self::NotAloud => None,
        }
    }
}

/// Needs met: the model and the gate of [`follow_through`](crate::follow_through), with 5 answered needs. Only needs that
/// were asked count (responsiveness; Clark and Mills on communal relationships).
pub fn needs_met(
    evidence: &[Evidence<NeedResponse>],
    today: Date,
    half_life: HalfLife,
) -> NeedsMet {
    let sorted = in_order(evidence);
    let mut counts = NeedCounts::default();
    for note in &sorted {
        if note.what != NeedResponse::NotAloud {
            counts.asked += 1;
        }
        *counts.slot(note, today) += 1;
    }
    let judged = judge(&rules(Gate::NEEDS, half_life), &sorted, today, NeedResponse::worth);
    NeedsMet {
        counts,
        range: judged.range,
        says: KeptSays::of(judged.lean),
        missing: judged.missing,
        evidence: judged.evidence,
        set_aside: judged.set_aside,
    }
}

impl NeedCounts {
    fn slot(&mut self, note: &Evidence<NeedResponse>, today: Date) -> &mut u32 {
        if note.what.worth().is_some() && note.on > today {
            return &mut self.ahead;
        }
        match note.what {
            NeedResponse::Met => &mut self.met,
            NeedResponse::Partly => &mut self.partly,
            NeedResponse::DeclinedKindly => &mut self.declined,
            NeedResponse::Ignored => &mut self.ignored,
            NeedResponse::NoneYet => &mut self.waiting,
            NeedResponse::MarkedTwoWays => &mut self.two_ways,
            NeedResponse::NotAloud => &mut self.not_aloud,
        }
    }
}
