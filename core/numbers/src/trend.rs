//! A felt trend: weekly medians of one field, their Theil–Sen slope, and whether it could be chance.

use jiff::civil::Date;

use crate::{
    evidence::{Evidence, EvidenceId, days_between, ids, in_order},
    gaps::percentile,
    ranks::{Kendall, kendall},
};

/// No word below so many weeks.
const WEEKS: usize = 8;
/// Chance is out below this.
const SIGNIFICANT: f64 = 0.05;

/// What may be said about a trend.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TrendSays {
    /// Too few weeks noted.
    NotEnough,
    /// No clear direction.
    NoClearDirection,
    /// Rising.
    Rising,
    /// Falling.
    Falling,
}

/// A row of values and what may be said about it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Trend {
    /// The fixed word.
    pub says: TrendSays,
    /// The median slope over all pairs, per week.
    pub slope: f64,
    /// The test.
    pub test: Kendall,
}

/// The trend of one field that I feel.
#[derive(Debug, Clone, PartialEq)]
pub struct FeltTrend {
    /// The fixed word.
    pub says: TrendSays,
    /// Slope and test; none below the gate.
    pub trend: Option<Trend>,
    /// Monday of each week with a note, and the median of its notes.
    pub weeks: Vec<(Date, f64)>,
    /// The notes behind it, by day and id.
    pub evidence: Vec<EvidenceId>,
}

impl TrendSays {
    /// The word of the vectors.
    pub fn word(self) -> &'static str {
        match self {
            Self::NotEnough => "not_enough",
            Self::NoClearDirection => "no_clear_direction",
            Self::Rising => "rising",
            Self::Falling => "falling",
        }
    }
}

/// The trend of values at these weeks: Theil–Sen slope (Sen 1968) and Mann–Kendall test with ties, p < .05. None below 8.
pub fn trend(points: &[(i32, f64)]) -> Option<Trend> {
    if points.len() < WEEKS {
        return None;
    }
    let mut slopes = Vec::new();
    for (at, (week, value)) in points.iter().enumerate() {
        for (later, then) in points.iter().skip(at + 1) {
            slopes.push((then - value) / f64::from(later - week));
        }
    }
    let slope = percentile(&slopes, 0.5)?;
    let values: Vec<f64> = points.iter().map(|(_, value)| *value).collect();
    let test = kendall(&values);
    let says = if test.p < SIGNIFICANT && test.s > 0.0 {
        TrendSays::Rising
    } else if test.p < SIGNIFICANT && test.s < 0.0 {
        TrendSays::Falling
    } else {
        TrendSays::NoClearDirection
    };
    Some(Trend { says, slope, test })
}

/// The trend of what I noted in one field, −2 to 2, up to today: on medians of weeks from Monday to Sunday, whatever first
/// day a calendar shows, so that every device sees the same weeks.
pub fn felt_trend(evidence: &[Evidence<i8>], today: Date) -> FeltTrend {
    let mut sorted = in_order(evidence);
    sorted.retain(|note| note.on <= today);
    let weeks: Vec<(Date, f64)> = sorted
        .chunk_by(|one, next| monday(one.on) == monday(next.on))
        .filter_map(|week| {
            let values: Vec<f64> = week.iter().map(|note| f64::from(note.what)).collect();
            Some((monday(week.first()?.on), percentile(&values, 0.5)?))
        })
        .collect();
    let first = weeks.first().map_or(today, |(monday, _)| *monday);
    let points: Vec<(i32, f64)> =
        weeks.iter().map(|(monday, value)| (days_between(first, *monday) / 7, *value)).collect();
    let trend = trend(&points);
    FeltTrend {
        says: trend.map_or(TrendSays::NotEnough, |trend| trend.says),
        trend,
        weeks,
        evidence: ids(&sorted),
    }
}

fn monday(day: Date) -> Date {
    let back = i64::from(day.weekday().to_monday_zero_offset());
    day.checked_sub(jiff::Span::new().days(back)).unwrap_or(day)
}
