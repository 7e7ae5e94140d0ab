//! From numbers to questions: what the notes may ask, and nothing below a gate. Nothing here tells: each is a question to the
//! one who reads, and the good is asked about as the hard is.

use jiff::civil::Date;
use requite_numbers::{
    AfterContact, AfterSays, Care, Change, ContactGap, FollowThrough, Initiation, KeptSays,
    NeedsMet, OneSided, ShareSays,
};

use crate::{
    Sentence,
    of_numbers::{self, Whose},
};

/// About promises: where they are usually kept, and where they are more often not.
pub fn promises(found: &FollowThrough, whose: Whose) -> Option<Sentence> {
    let (kept, partly, not) = (found.counts.kept, found.counts.partly, found.counts.not_kept);
    match (found.says, whose) {
        (KeptSays::MoreOftenKept, Whose::Theirs) => Some(Sentence::AskKept { kept, partly, not }),
        (KeptSays::MoreOftenKept, Whose::Mine) => Some(Sentence::AskKeptMine { kept, partly, not }),
        (KeptSays::MoreOftenNot, Whose::Theirs) => Some(Sentence::AskNotKept { kept, partly, not }),
        (KeptSays::MoreOftenNot, Whose::Mine) => {
            Some(Sentence::AskNotKeptMine { kept, partly, not })
        }
        (KeptSays::NotEnough | KeptSays::Mixed, _) => None,
    }
}

/// About a change, on their side or on mine.
pub fn change(found: &Change, whose: Whose, today: Date) -> Option<Sentence> {
    of_numbers::change(found, whose, today)
}

/// About who gets in touch, where it is mostly one.
pub fn initiation(found: &Initiation) -> Option<Sentence> {
    of_numbers::initiation(found).filter(|_| is_mostly_one(found.says))
}

/// About care, where it goes mostly one way.
pub fn care(found: &Care) -> Option<Sentence> {
    of_numbers::care(found).filter(|_| is_mostly_one(found.says))
}

/// About needs of mine that were never said aloud.
pub fn needs(found: &NeedsMet) -> Option<Sentence> {
    let count = found.counts.not_aloud;
    (count > 0).then_some(Sentence::AskNeeds { count })
}

/// About a silence that is longer than usual.
pub fn gap(found: &ContactGap) -> Option<Sentence> {
    match of_numbers::gap(found)? {
        Sentence::GapLonger { days, usual } => Some(Sentence::AskGap { days, usual }),
        _ => None,
    }
}

/// About how it is after seeing them, where it is clearly lower or better than usual.
pub fn after(found: &AfterContact) -> Option<Sentence> {
    let notes = u32::try_from(found.evidence.len()).unwrap_or(u32::MAX);
    match found.says {
        AfterSays::UsuallyLower => Some(Sentence::AskAfterLower { notes }),
        AfterSays::UsuallyHigher => Some(Sentence::AskAfterHigher { notes }),
        AfterSays::NotEnough | AfterSays::NoClearDifference => None,
    }
}

/// About notes that all point one way.
pub fn one_sided(found: Option<&OneSided>) -> Option<Sentence> {
    of_numbers::one_sided(found)
}

const fn is_mostly_one(says: ShareSays) -> bool {
    matches!(says, ShareSays::MostlyYou | ShareSays::MostlyThem)
}
