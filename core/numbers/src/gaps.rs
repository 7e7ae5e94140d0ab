//! Silences: is the time since the last contact longer than usual between these two?

use jiff::civil::Date;

use crate::evidence::{count, days_between};

/// No word below so many past gaps.
const GAPS: usize = 8;
/// Longer than usual is longer than this share of past gaps.
const USUAL: f64 = 0.9;

/// What may be said about a silence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GapSays {
    /// Too few contacts noted.
    NotEnough,
    /// As long as it often is.
    Usual,
    /// Longer than nine of ten before it.
    LongerThanUsual,
}

/// The time since the last contact, beside the times between earlier ones.
#[derive(Debug, Clone, PartialEq)]
pub struct ContactGap {
    /// The fixed word.
    pub says: GapSays,
    /// Days since the last contact; none without one.
    pub current: Option<u32>,
    /// The median of past gaps, in days; none below the gate.
    pub median: Option<f64>,
    /// Their 90th percentile; none below the gate.
    pub ninetieth: Option<f64>,
    /// How many past gaps there are.
    pub gaps: u32,
}

impl GapSays {
    /// The word of the vectors.
    pub fn word(self) -> &'static str {
        match self {
            Self::NotEnough => "not_enough",
            Self::Usual => "usual",
            Self::LongerThanUsual => "longer_than_usual",
        }
    }
}

/// The time since the last contact against past gaps between days with contact: longer than usual above their 90th
/// percentile (type 7). Gate: 8 past gaps. The days may come in any order; several contacts on one day are one.
pub fn contact_gap(days: &[Date], today: Date) -> ContactGap {
    let mut days: Vec<Date> = days.iter().copied().filter(|day| *day <= today).collect();
    days.sort_unstable();
    days.dedup();
    let gap = |from: Date, to: Date| u32::try_from(days_between(from, to)).unwrap_or(0);
    let past: Vec<f64> =
        days.iter().zip(days.iter().skip(1)).map(|(from, to)| f64::from(gap(*from, *to))).collect();
    let current = days.last().map(|last| gap(*last, today));
    let gaps = count(past.len());
    if past.len() < GAPS {
        return ContactGap {
            says: GapSays::NotEnough,
            current,
            median: None,
            ninetieth: None,
            gaps,
        };
    }
    let ninetieth = percentile(&past, USUAL);
    let longer = current.zip(ninetieth).is_some_and(|(now, usual)| f64::from(now) > usual);
    ContactGap {
        says: if longer { GapSays::LongerThanUsual } else { GapSays::Usual },
        current,
        median: percentile(&past, 0.5),
        ninetieth,
        gaps,
    }
}

/// A percentile of type 7 (Hyndman and Fan, *Sample Quantiles in Statistical Packages*, 1996): linear between the two
/// nearest of the sorted values, at (n − 1) p. None of no values.
pub fn percentile(values: &[f64], p: f64) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let last = sorted.len().checked_sub(1)?;
    let at = f64::from(count(last)) * p.clamp(0.0, 1.0);
    let mut below = 0;
    while below < last && f64::from(count(below + 1)) <= at {
        below += 1;
    }
    let low = *sorted.get(below)?;
    let high = *sorted.get(below + 1).unwrap_or(&low);
    Some(low + (at - f64::from(count(below))) * (high - low))
}
