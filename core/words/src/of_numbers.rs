//! From numbers to sentences: what is said for each result, counts before anything else. Decides nothing that the numbers did
//! not decide.

use jiff::civil::Date;
use requite_numbers::{
    AfterContact, AfterSays, Care, Change, ChangeSays, ContactGap, FeltTrend, FollowThrough,
    GapSays, HardDays, Initiation, KeptSays, Missing, NeedsMet, OneSided, Range, ShareSays,
    TrendSays,
};

use crate::{Around, Sentence};

/// Whose needs or promises.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// Mine: what I asked of them, what I promised them.
    Mine,
    /// Theirs: what they asked of me, what they promised me.
    Theirs,
}

/// Promises of one side: the sentence, then everything that was set aside.
pub fn promises(found: &FollowThrough) -> Vec<Sentence> {
    let counts = found.counts;
    let (kept, partly, not) = (counts.kept, counts.partly, counts.not_kept);
    let said = match found.says {
        KeptSays::NotEnough => too_little(found.missing),
        KeptSays::Mixed => Some(Sentence::Mixed { kept, partly, not }),
        KeptSays::MoreOftenKept => Some(Sentence::MoreOftenKept { kept, partly, not }),
        KeptSays::MoreOftenNot => Some(Sentence::MoreOftenNot { kept, partly, not }),
    };
    let beside = [
        (counts.excused, Sentence::Excused { count: counts.excused }),
        (counts.released, Sentence::Released { count: counts.released }),
        (counts.open, Sentence::StillOpen { count: counts.open }),
        (counts.two_ways, Sentence::TwoWays { count: counts.two_ways }),
    ];
    said.into_iter().chain(some(beside)).collect()
}

/// Needs of one side: counts always, and what is missing for a range if something is.
pub fn needs(found: &NeedsMet, whose: Whose) -> Vec<Sentence> {
    let counts = found.counts;
    let (asked, met, partly) = (counts.asked, counts.met, counts.partly);
    let said = match whose {
        Whose::Mine if asked == 0 && counts.not_aloud > 0 => Sentence::NeedsNotAsked,
        Whose::Mine => Sentence::NeedsMine { asked, met, partly, silent: counts.not_aloud },
        Whose::Theirs => Sentence::NeedsTheirs { asked, met, partly },
    };
    let beside = [
        (counts.declined, Sentence::NeedsDeclined { count: counts.declined }),
        (counts.two_ways, Sentence::TwoWays { count: counts.two_ways }),
    ];
    let missing = too_little(found.missing).filter(|_| asked > 0);
    [said].into_iter().chain(some(beside)).chain(missing).collect()
}

/// Who gets in touch: the same sentence on both sides of the page.
pub fn initiation(found: &Initiation) -> Option<Sentence> {
    let counts = found.counts;
    let (times, them, mutual) = (counts.known(), counts.them, counts.mutual);
    match (found.says, found.usual.noted) {
        (ShareSays::NotEnough, _) => too_little(found.missing),
        (ShareSays::Unclear, _) => Some(Sentence::StartsUnclear { times, them, mutual }),
        (ShareSays::MostlyThem, _) => Some(Sentence::StartsMostlyThem { times, them, mutual }),
        (ShareSays::MostlyYou, None) => {
            Some(Sentence::StartsMostlyYouPlain { times, them, mutual })
        }
        (ShareSays::MostlyYou, Some(theirs)) => {
            let in_ten = nearest((1.0 - theirs) * 10.0, 10);
            Some(Sentence::StartsMostlyYou { times, them, mutual, in_ten })
        }
    }
}

/// Care received and given: the same sentence on both sides of the page.
pub fn care(found: &Care) -> Option<Sentence> {
    let (received, given) = (found.counts.received, found.counts.given);
    match found.says {
        ShareSays::NotEnough => too_little(found.missing),
        ShareSays::Unclear => Some(Sentence::CareUnclear { received, given }),
        ShareSays::MostlyYou => Some(Sentence::CareMostlyYou { received, given }),
        ShareSays::MostlyThem => Some(Sentence::CareMostlyThem { received, given }),
    }
}

/// The range, in whole hundredths.
pub fn range(range: Range) -> Sentence {
    Sentence::Range { low: nearest(range.low * 100.0, 100), high: nearest(range.high * 100.0, 100) }
}

/// A question about their promises or mine, if there is one to ask.
pub fn change(found: &Change, whose: Whose, today: Date) -> Option<Sentence> {
    let around = Around::day(found.around?, today);
    (found.says == ChangeSays::Ask).then_some(match whose {
        Whose::Theirs => Sentence::Change { around },
        Whose::Mine => Sentence::ChangeMine { around },
    })
}

/// How it is after seeing them; nothing below the gate.
pub fn after(found: &AfterContact) -> Option<Sentence> {
    let notes = u32::try_from(found.evidence.len()).unwrap_or(u32::MAX);
    match found.says {
        AfterSays::NotEnough => None,
        AfterSays::NoClearDifference => Some(Sentence::AfterUnclear { notes }),
        AfterSays::UsuallyLower => Some(Sentence::AfterLower { notes }),
        AfterSays::UsuallyHigher => Some(Sentence::AfterHigher { notes }),
    }
}

/// The silence since the last contact; nothing below the gate.
pub fn gap(found: &ContactGap) -> Option<Sentence> {
    let days = found.current?;
    match found.says {
        GapSays::NotEnough => None,
        GapSays::Usual => Some(Sentence::GapUsual { days }),
        GapSays::LongerThanUsual => {
            // Upwards, so that "at most" stays true.
            Some(Sentence::GapLonger { days, usual: nearest(found.ninetieth?.ceil(), days) })
        }
    }
}

/// A felt trend; nothing below the gate.
pub fn trend(found: &FeltTrend) -> Option<Sentence> {
    let weeks = u32::try_from(found.weeks.len()).unwrap_or(u32::MAX);
    match found.says {
        TrendSays::NotEnough => None,
        TrendSays::NoClearDirection => Some(Sentence::TrendUnclear { weeks }),
        TrendSays::Rising => Some(Sentence::TrendRising { weeks }),
        TrendSays::Falling => Some(Sentence::TrendFalling { weeks }),
    }
}

/// Written on hard days, if it is to be said. "Most" only where it is most.
pub fn hard_days(found: &HardDays) -> Option<Sentence> {
    let most = found.low > found.notes - found.low.min(found.notes);
    found.shown.then_some(if most { Sentence::HardDays } else { Sentence::HardDaysMany })
}

/// The banner over one-sided notes.
pub fn one_sided(found: Option<&OneSided>) -> Option<Sentence> {
    found.map(|_| Sentence::OneSided)
}

fn too_little(missing: Option<Missing>) -> Option<Sentence> {
    // From a day to the same day is one day, as people count.
    missing.map(|missing| match missing {
        Missing::Notes { noted, needed, days } => {
            Sentence::NotEnough { noted, needed, days: days.max(noted.min(1)) }
        }
        Missing::Days { noted, days } => Sentence::TooClose { noted, days: days.max(1) },
        Missing::Recent { noted } => Sentence::TooOld { noted },
    })
}

fn some<const N: usize>(sentences: [(u32, Sentence); N]) -> impl Iterator<Item = Sentence> {
    sentences.into_iter().filter(|(count, _)| *count > 0).map(|(_, sentence)| sentence)
}

/// The whole number from 0 to `most` that is nearest, the upper one of two.
fn nearest(value: f64, most: u32) -> u32 {
    let mut whole = 0;
    while whole < most && f64::from(whole) + 0.5 <= value {
        whole += 1;
    }
    whole
}
