//! The walk through the evidence, day by day: gates, weights that fade, and which way the notes lean, with hysteresis. What
//! was shown before is never stored; it is walked through again.

use jiff::civil::Date;
use libm::exp2;

use crate::{
    belief::Belief,
    evidence::{count, days_between},
};

/// A sentence appears at this probability.
const APPEARS: f64 = 0.95;
/// And goes below this one.
const STAYS: f64 = 0.90;

/// After how many days a note weighs half.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum HalfLife {
    /// 90 days.
    Season,
    /// 180 days: the usual one.
    #[default]
    HalfYear,
    /// 365 days.
    Year,
}

impl HalfLife {
    /// Its length.
    pub fn days(self) -> u32 {
        match self {
            Self::Season => 90,
            Self::HalfYear => 180,
            Self::Year => 365,
        }
    }

    /// The half-life of so many days, if it is one of the three.
    pub fn of_days(days: u32) -> Option<Self> {
        [Self::Season, Self::HalfYear, Self::Year].into_iter().find(|one| one.days() == days)
    }
}

/// What has to be there before anything is said.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Gate {
    /// So many notes that count.
    pub notes: u32,
    /// So much weight: old notes weigh less, so a claim fades by itself.
    pub weight: f64,
    /// So many days from the first note to the last.
    pub span_days: u32,
    /// On so many different days.
    pub days: u32,
}

impl Gate {
    /// Promises kept.
    pub const PROMISES: Self = Self { notes: 5, weight: 3.0, span_days: 21, days: 3 };
    /// Needs met: the same.
    pub const NEEDS: Self = Self { notes: 5, ..Self::PROMISES };
    /// Who gets in touch.
    pub const INITIATION: Self = Self { notes: 8, weight: 0.0, span_days: 0, days: 0 };
    /// Care received and given.
    pub const CARE: Self = Self { notes: 8, ..Self::INITIATION };

    fn missing(&self, notes: u32, weight: f64, span_days: u32, days: u32) -> Option<Missing> {
        if notes < self.notes {
            Some(Missing::Notes { noted: notes, needed: self.notes, days: span_days })
        } else if span_days < self.span_days || days < self.days {
            let days = if span_days < self.span_days { span_days } else { days };
            Some(Missing::Days { noted: notes, days })
        } else if weight < self.weight {
            Some(Missing::Recent { noted: notes })
        } else {
            None
        }
    }
}

/// Why nothing is said yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// There are too few notes.
    Notes {
        /// How many there are.
        noted: u32,
        /// How many there have to be.
        needed: u32,
        /// Over how many days they spread.
        days: u32,
    },
    /// They lie too close together.
    Days {
        /// How many there are.
        noted: u32,
        /// Over how many days they spread; if that is enough, on how many days they stand.
        days: u32,
    },
    /// They are too old to say anything about now.
    Recent {
        /// How many there are.
        noted: u32,
    },
}

/// Which way the notes lean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lean {
    /// Neither way, or not surely.
    #[default]
    Unclear,
    /// More than half.
    More,
    /// Less than half.
    Less,
}

impl Lean {
    /// The lean after another look: it appears at .95 and stays down to .90.
    #[must_use]
    pub fn after(self, belief: Belief) -> Self {
        let bar = |held: Self| if self == held { STAYS } else { APPEARS };
        // Only the heavier side can reach a bar above one half, so only its odds are worked out.
        if belief.a > belief.b && belief.above_half() >= bar(Self::More) {
            Self::More
        } else if belief.b > belief.a && belief.below_half() >= bar(Self::Less) {
            Self::Less
        } else {
            Self::Unclear
        }
    }
}

/// One measure's rules.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rules {
    pub(crate) gate: Gate,
    pub(crate) prior: Belief,
    /// None: old notes weigh as much as new ones.
    pub(crate) half_life: Option<HalfLife>,
}

/// Where the walk ends.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Standing {
    pub(crate) belief: Belief,
    pub(crate) lean: Lean,
    pub(crate) missing: Option<Missing>,
}

/// Walks through notes that are in order and none of which lies after today, each worth 0 to 1. Looks on every day that has
/// a note, and today.
pub(crate) fn walk(rules: &Rules, notes: &[(Date, f64)], today: Date) -> Standing {
    let mut sums = Sums::default();
    let mut lean = Lean::default();
    for day in notes.chunk_by(|one, next| one.0 == next.0) {
        let Some((date, _)) = day.first() else { continue };
        sums.fade_to(*date, rules.half_life);
        for (_, worth) in day {
            sums.add(*worth);
        }
        sums.days += 1;
        sums.notes += count(day.len());
        lean = look(rules, &sums, lean).lean;
    }
    sums.fade_to(today, rules.half_life);
    look(rules, &sums, lean)
}

/// A look that finds too little forgets what it said before.
fn look(rules: &Rules, sums: &Sums, before: Lean) -> Standing {
    let belief = Belief { a: rules.prior.a + sums.kept, b: rules.prior.b + sums.missed };
    let weight = sums.kept + sums.missed;
    let missing = rules.gate.missing(sums.notes, weight, sums.span_days, sums.days);
    let lean = if missing.is_some() { Lean::default() } else { before.after(belief) };
    Standing { belief, lean, missing }
}

#[derive(Debug, Default)]
struct Sums {
    kept: f64,
    missed: f64,
    notes: u32,
    days: u32,
    span_days: u32,
    first: Option<Date>,
    at: Option<Date>,
}

impl Sums {
    /// w = 2^(−age / H), so a sum fades as a whole.
    fn fade_to(&mut self, date: Date, half_life: Option<HalfLife>) {
        self.first.get_or_insert(date);
        let at = self.at.replace(date).unwrap_or(date);
        if let Some(half_life) = half_life {
            let faded = exp2(-f64::from(days_between(at, date)) / f64::from(half_life.days()));
            self.kept *= faded;
            self.missed *= faded;
        }
    }

    fn add(&mut self, worth: f64) {
        self.kept += worth;
        self.missed += 1.0 - worth;
        if let (Some(first), Some(at)) = (self.first, self.at) {
            self.span_days = u32::try_from(days_between(first, at)).unwrap_or(0);
        }
    }
}
