//! Shares between two people: who gets in touch, who gives care. Each seen from them and from me, as mirror images.

use jiff::civil::Date;

use crate::{
    belief::{Belief, Range},
    evidence::{Evidence, EvidenceId, in_order},
    judge::judge,
    walk::{Gate, Lean, Missing, Rules},
};

/// How much my usual share weighs against the notes.
const USUAL_STRENGTH: f64 = 4.0;
/// From so many other people on there is a usual share.
const USUAL_PEOPLE: u32 = 3;

/// Who got in touch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Started {
    /// They did.
    Them,
    /// I did.
    Me,
    /// Both: half each.
    Mutual,
    /// Not known, or marked in two ways: not in the range.
    Unknown,
}

/// How many of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct StartCounts {
    /// They started.
    pub them: u32,
    /// I started.
    pub me: u32,
    /// Both.
    pub mutual: u32,
    /// Not known.
    pub unknown: u32,
    /// Dated after today, and so not counted yet.
    pub ahead: u32,
}

/// Which way an act of care went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CareAct {
    /// From them to me.
    Received,
    /// From me to them.
    Given,
}

/// How many of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CareCounts {
    /// Received.
    pub received: u32,
    /// Given.
    pub given: u32,
    /// Dated after today, and so not counted yet.
    pub ahead: u32,
}

/// My usual share with other people: what is expected before anything is noted about this one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Usual {
    /// The share of contacts that others start, from .3 to .7; .5 if there are fewer than three of them.
    pub theirs: f64,
    /// The share that others start, as it was noted; none with fewer than three of them.
    pub noted: Option<f64>,
    /// With how many other people.
    pub people: u32,
}

/// What may be said about a share between two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShareSays {
    /// Too little noted.
    NotEnough,
    /// Neither side clearly.
    Unclear,
    /// Mostly me: the word speaks to the one who reads.
    MostlyYou,
    /// Mostly them.
    MostlyThem,
}

/// Who gets in touch, seen from one side.
#[derive(Debug, Clone, PartialEq)]
pub struct Initiation {
    /// How many of each, the same from both sides.
    pub counts: StartCounts,
    /// The 80 % range of this side's share; none below the gate.
    pub range: Option<Range>,
    /// The fixed word, the same from both sides.
    pub says: ShareSays,
    /// What is missing, if the word is "not enough".
    pub missing: Option<Missing>,
    /// What was expected.
    pub usual: Usual,
    /// The notes in the range, by day and id.
    pub evidence: Vec<EvidenceId>,
    /// The notes beside it.
    pub set_aside: Vec<EvidenceId>,
}

/// Care received and given, seen from one side.
#[derive(Debug, Clone, PartialEq)]
pub struct Care {
    /// How many of each, the same from both sides.
    pub counts: CareCounts,
    /// The 80 % range of this side's share; none below the gate.
    pub range: Option<Range>,
    /// The fixed word, the same from both sides.
    pub says: ShareSays,
    /// What is missing, if the word is "not enough".
    pub missing: Option<Missing>,
    /// The notes in the range, by day and id.
    pub evidence: Vec<EvidenceId>,
    /// The notes beside it.
    pub set_aside: Vec<EvidenceId>,
}

impl ShareSays {
    /// The word of the vectors.
    pub fn word(self) -> &'static str {
        match self {
            Self::NotEnough => "not_enough",
            Self::Unclear => "unclear",
            Self::MostlyYou => "mostly_you",
            Self::MostlyThem => "mostly_them",
        }
    }

    /// The word for a lean of their share; without one the notes are below the gate.
    pub fn of(lean: Option<Lean>) -> Self {
        match lean {
            None => Self::NotEnough,
            Some(Lean::Unclear) => Self::Unclear,
            Some(Lean::More) => Self::MostlyThem,
            Some(Lean::Less) => Self::MostlyYou,
        }
    }
}

impl StartCounts {
    /// Contacts of which it is known who started.
    pub fn known(&self) -> u32 {
        self.them + self.me + self.mutual
    }
}

impl Started {
    fn theirs(self) -> Option<f64> {
        match self {
            Self::Them => Some(1.0),
            Self::Me => Some(0.0),
            Self::Mutual => Some(0.5),
            Self::Unknown => None,
        }
    }
}

impl Initiation {
    /// The same notes seen from the other side.
    #[must_use]
    pub fn mirrored(&self) -> Self {
        Self { range: self.range.map(Range::mirrored), ..self.clone() }
    }
}

impl Care {
    /// The same notes seen from the other side.
    #[must_use]
    pub fn mirrored(&self) -> Self {
        Self { range: self.range.map(Range::mirrored), ..self.clone() }
    }
}

/// The share of contacts that other people start, pooled over all of them: everybody but the one who is asked about. People
/// with no contact of which it is known who started do not count as people.
pub fn usual_share(others: &[StartCounts]) -> Usual {
    let mut people = 0_u32;
    // Halves, so that the sums are whole and their order does not matter.
    let (mut theirs, mut all) = (0_u64, 0_u64);
    for counts in others.iter().filter(|counts| counts.known() > 0) {
        people += 1;
        theirs += u64::from(counts.them) * 2 + u64::from(counts.mutual);
        all += u64::from(counts.known()) * 2;
    }
    let whole = |halves: u64| f64::from(u32::try_from(halves).unwrap_or(u32::MAX));
    let noted = (people >= USUAL_PEOPLE).then(|| whole(theirs) / whole(all));
    Usual { theirs: noted.map_or(0.5, |share| share.clamp(0.3, 0.7)), noted, people }
}

/// Who gets in touch, as their share: θ ~ Beta(4μ + them, 4(1 − μ) + me), half each for mutual contacts. μ is the share that
/// others start ([`usual_share`]). Gate: 8 contacts of which it is known who started. The result is theirs; mine is
/// [`Initiation::mirrored`].
pub fn initiation(evidence: &[Evidence<Started>], usual: Usual, today: Date) -> Initiation {
    let sorted = in_order(evidence);
    let mut counts = StartCounts::default();
    for note in &sorted {
        let slot = match note.what {
            Started::Unknown => &mut counts.unknown,
            _ if note.on > today => &mut counts.ahead,
            Started::Them => &mut counts.them,
            Started::Me => &mut counts.me,
            Started::Mutual => &mut counts.mutual,
        };
        *slot += 1;
    }
    let prior =
        Belief { a: USUAL_STRENGTH * usual.theirs, b: USUAL_STRENGTH * (1.0 - usual.theirs) };
    let rules = Rules { gate: Gate::INITIATION, prior, half_life: None };
    let judged = judge(&rules, &sorted, today, Started::theirs);
    Initiation {
        counts,
        range: judged.range,
        says: ShareSays::of(judged.lean),
        missing: judged.missing,
        usual,
        evidence: judged.evidence,
        set_aside: judged.set_aside,
    }
}

/// Acts of care, as the share that came from them: θ ~ Beta(2 + received, 2 + given). Gate: 8 acts. The result is theirs;
/// mine is [`Care::mirrored`].
pub fn care(evidence: &[Evidence<CareAct>], today: Date) -> Care {
    let sorted = in_order(evidence);
    let mut counts = CareCounts::default();
    for note in &sorted {
        let slot = match note.what {
            _ if note.on > today => &mut counts.ahead,
            CareAct::Received => &mut counts.received,
            CareAct::Given => &mut counts.given,
        };
        *slot += 1;
    }
    let worth = |act| Some(if act == CareAct::Received { 1.0 } else { 0.0 });
    let rules = Rules { gate: Gate::CARE, prior: Belief { a: 2.0, b: 2.0 }, half_life: None };
    let judged = judge(&rules, &sorted, today, worth);
    Care {
        counts,
        range: judged.range,
        says: ShareSays::of(judged.lean),
        missing: judged.missing,
        evidence: judged.evidence,
        set_aside: judged.set_aside,
    }
}
