//! Follow-through: which of the promises that I noted were kept. About them and about me with one function.

use jiff::civil::Date;

use crate::{
    belief::{Belief, Range},
    evidence::{Evidence, EvidenceId, in_order},
    judge::judge,
    walk::{Gate, HalfLife, Lean, Missing, Rules},
};

/// What became of a promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PromiseOutcome {
    /// Kept.
    Kept,
    /// Kept in part: counts half.
    Partly,
    /// Not kept.
    NotKept,
    /// There was a reason: shown beside the counts, never in the range.
    Excused,
    /// I let them off it: shown, never in the range.
    Released,
    /// Nothing is said about it yet. A day that passes breaks no promise.
    Open,
    /// Two devices say two things: asked about, never in the range.
    MarkedTwoWays,
}

/// How many of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PromiseCounts {
    /// Kept.
    pub kept: u32,
    /// Kept in part.
    pub partly: u32,
    /// Not kept.
    pub not_kept: u32,
    /// Excused.
    pub excused: u32,
    /// Released.
    pub released: u32,
    /// Still open.
    pub open: u32,
    /// Marked in two ways.
    pub two_ways: u32,
    /// Dated after today, and so not counted yet.
    pub ahead: u32,
}

/// What may be said about a share that is kept or met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeptSays {
    /// Too little noted.
    NotEnough,
    /// Mixed, or too soon to say.
    Mixed,
    /// More often kept (or met).
    MoreOftenKept,
    /// More often not.
    MoreOftenNot,
}

/// Promises by one side.
#[derive(Debug, Clone, PartialEq)]
pub struct FollowThrough {
    /// How many of each: shown first.
    pub counts: PromiseCounts,
    /// The 80 % range of the share that is kept; none below the gate.
    pub range: Option<Range>,
    /// The fixed word.
    pub says: KeptSays,
    /// What is missing, if the word is "not enough".
    pub missing: Option<Missing>,
    /// The notes in the range, by day and id.
    pub evidence: Vec<EvidenceId>,
    /// The notes beside it: excused, released, open, marked two ways, dated ahead.
    pub set_aside: Vec<EvidenceId>,
}

impl KeptSays {
    /// The word of the vectors.
    pub fn word(self) -> &'static str {
        match self {
            Self::NotEnough => "not_enough",
            Self::Mixed => "mixed",
            Self::MoreOftenKept => "more_often_kept",
            Self::MoreOftenNot => "more_often_not",
        }
    }

    /// The word for a lean; without one the notes are below the gate.
    pub fn of(lean: Option<Lean>) -> Self {
        match lean {
            None => Self::NotEnough,
            Some(Lean::Unclear) => Self::Mixed,
            Some(Lean::More) => Self::MoreOftenKept,
            Some(Lean::Less) => Self::MoreOftenNot,
        }
    }
}

impl PromiseOutcome {
    /// What it is worth in the range: 1 kept, ½ partly, 0 not; nothing if it does not count.
    pub fn worth(self) -> Option<f64> {
        match self {
            Self::Kept => Some(1.0),
            Self::Partly => Some(0.5),
            Self::NotKept => Some(0.0),
            Self::Excused | Self::Released | Self::Open | Self::MarkedTwoWays => None,
        }
    }
}

/// Follow-through: θ ~ Beta(1 + k, 1 + m) with k = Σ w x and m = Σ w (1 − x), w = 2^(−age / H).
///
/// Gate: at least 5 notes that count, weight 3, 21 days from first to last, 3 different days. The day of a note is the day on
/// which its outcome was settled. Source: the Beta–Binomial model (Gelman et al., *Bayesian Data Analysis*, 2.4) with
/// exponential forgetting.
pub fn follow_through(
    evidence: &[Evidence<PromiseOutcome>],
    today: Date,
    half_life: HalfLife,
) -> FollowThrough {
    let sorted = in_order(evidence);
    let mut counts = PromiseCounts::default();
    for note in &sorted {
        *counts.slot(note, today) += 1;
    }
    let judged = judge(&rules(Gate::PROMISES, half_life), &sorted, today, PromiseOutcome::worth);
    FollowThrough {
        counts,
        range: judged.range,
        says: KeptSays::of(judged.lean),
        missing: judged.missing,
        evidence: judged.evidence,
        set_aside: judged.set_aside,
    }
}

impl PromiseCounts {
    fn slot(&mut self, note: &Evidence<PromiseOutcome>, today: Date) -> &mut u32 {
        if note.what.worth().is_some() && note.on > today {
            return &mut self.ahead;
        }
        match note.what {
            PromiseOutcome::Kept => &mut self.kept,
            PromiseOutcome::Partly => &mut self.partly,
            PromiseOutcome::NotKept => &mut self.not_kept,
            PromiseOutcome::Excused => &mut self.excused,
            PromiseOutcome::Released => &mut self.released,
            PromiseOutcome::Open => &mut self.open,
            PromiseOutcome::MarkedTwoWays => &mut self.two_ways,
        }
    }
}

/// The rules of what fades: nothing is known before the first note.
pub(crate) fn rules(gate: Gate, half_life: HalfLife) -> Rules {
    Rules { gate, prior: Belief { a: 1.0, b: 1.0 }, half_life: Some(half_life) }
}
