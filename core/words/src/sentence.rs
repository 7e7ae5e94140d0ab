//! Every fixed sentence with its slots. Which of them is said is decided by the numbers, never by the words.

use fluent_bundle::FluentArgs;
use jiff::civil::Date;

use crate::{
    Locale,
    book::render,
    slot::{Around, Slot},
};

/// Says a sentence.
pub fn say(locale: Locale, sentence: &Sentence) -> String {
    render(locale, sentence.key(), &sentence.slots())
}

/// The questions before a goodbye, in their order; the first three decide what is offered first.
pub const GATE: [Sentence; 6] = [
    Sentence::GateAfraid,
    Sentence::GateHurt,
    Sentence::GateWatched,
    Sentence::GateDepends,
    Sentence::GateNowhere,
    Sentence::GateWorried,
];

macro_rules! sentences {
    ($($(#[$doc:meta])* $name:ident $({ $($(#[$slot_doc:meta])* $slot:ident: $kind:ty),+ })? = $key:literal;)+) => {
        /// A fixed sentence and what stands in its slots.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Sentence {
            $($(#[$doc])* $name $({ $($(#[$slot_doc])* $slot: $kind),+ })?,)+
        }

        impl Sentence {
            /// The key of its content.
            pub fn key(&self) -> &'static str {
                match self {
                    $(Self::$name { .. } => $key,)+
                }
            }

            /// Every sentence, with sample slots of this place.
            pub fn samples(place: u8) -> Vec<Self> {
                vec![$(Self::$name $({ $($slot: <$kind as Slot>::sample(place)),+ })?,)+]
            }

            pub(crate) fn slots(&self) -> FluentArgs<'static> {
                let mut slots = FluentArgs::new();
                match self {
                    $(Self::$name $({ $($slot),+ })? => { $($($slot.put(stringify!($slot), &mut slots);)+)? })+
                }
                slots
            }
        }
    };
}

sentences! {
    /// There are too few notes.
    NotEnough {
        /// How many there are.
        noted: u32,
        /// How many there have to be.
        needed: u32,
        /// Over how many days.
        days: u32
    } = "not-enough";
    /// The notes lie too close together.
    TooClose {
        /// How many there are.
        noted: u32,
        /// Over how many days.
        days: u32
    } = "too-close";
    /// The notes are too old.
    TooOld {
        /// How many there are.
        noted: u32
    } = "too-old";
    /// Promises: mixed.
    Mixed {
        /// Kept.
        kept: u32,
        /// Kept in part.
        partly: u32,
        /// Not kept.
        not: u32
    } = "mixed";
    /// Promises: more often kept.
    MoreOftenKept {
        /// Kept.
        kept: u32,
        /// Kept in part.
        partly: u32,
        /// Not kept.
        not: u32
    } = "more-often-kept";
    /// Promises: more often not.
    MoreOftenNot {
        /// Kept.
        kept: u32,
        /// Kept in part.
        partly: u32,
        /// Not kept.
        not: u32
    } = "more-often-not";
    /// Promises that were excused: always beside the counts.
    Excused {
        /// How many.
        count: u32
    } = "excused";
    /// Promises that were let go.
    Released {
        /// How many.
        count: u32
    } = "released";
    /// Promises that are open.
    StillOpen {
        /// How many.
        count: u32
    } = "still-open";
    /// Notes that two devices marked differently.
    TwoWays {
        /// How many.
        count: u32
    } = "two-ways";
    /// Care that came without being promised.
    Unpromised {
        /// How many.
        count: u32
    } = "unpromised";
    /// I usually start, beside my average with others.
    StartsMostlyYou {
        /// Contacts of which it is known who started.
        times: u32,
        /// They started.
        them: u32,
        /// Both did.
        mutual: u32,
        /// Of ten with others, started by me.
        in_ten: u32
    } = "starts-mostly-you";
    /// I usually start, where there is no average with others.
    StartsMostlyYouPlain {
        /// Contacts of which it is known who started.
        times: u32,
        /// They started.
        them: u32,
        /// Both did.
        mutual: u32
    } = "starts-mostly-you-plain";
    /// They usually start.
    StartsMostlyThem {
        /// Contacts of which it is known who started.
        times: u32,
        /// They started.
        them: u32,
        /// Both did.
        mutual: u32
    } = "starts-mostly-them";
    /// Neither side clearly starts.
    StartsUnclear {
        /// Contacts of which it is known who started.
        times: u32,
        /// They started.
        them: u32,
        /// Both did.
        mutual: u32
    } = "starts-unclear";
    /// What became of my needs.
    NeedsMine {
        /// Asked aloud.
        asked: u32,
        /// Met.
        met: u32,
        /// Met in part.
        partly: u32,
        /// Never said aloud.
        silent: u32
    } = "needs-mine";
    /// What became of their needs.
    NeedsTheirs {
        /// Asked aloud.
        asked: u32,
        /// Met.
        met: u32,
        /// Met in part.
        partly: u32
    } = "needs-theirs";
    /// Needs that were kindly declined.
    NeedsDeclined {
        /// How many.
        count: u32
    } = "needs-declined";
    /// A need that was never said aloud.
    NeedsNotAsked = "needs-not-asked";
    /// Care goes mostly from me to them.
    CareMostlyYou {
        /// Received.
        received: u32,
        /// Given.
        given: u32
    } = "care-mostly-you";
    /// Care comes mostly from them to me.
    CareMostlyThem {
        /// Received.
        received: u32,
        /// Given.
        given: u32
    } = "care-mostly-them";
    /// Care goes neither way clearly.
    CareUnclear {
        /// Received.
        received: u32,
        /// Given.
        given: u32
    } = "care-unclear";
    /// Did something change?
    Change {
        /// When.
        around: Around
    } = "change";
    /// Lower after seeing them.
    AfterLower {
        /// Notes after seeing them.
        notes: u32
    } = "after-lower";
    /// Better after seeing them.
    AfterHigher {
        /// Notes after seeing them.
        notes: u32
    } = "after-higher";
    /// Much the same after seeing them.
    AfterUnclear {
        /// Notes after seeing them.
        notes: u32
    } = "after-unclear";
    /// The last six notes point one way.
    OneSided = "one-sided";
    /// Most notes were written on hard days.
    HardDays = "hard-days";
    /// More notes than usual were written on hard days, yet not most.
    HardDaysMany = "hard-days-many";
    /// A longer silence than usual.
    GapLonger {
        /// Days since the last contact.
        days: u32,
        /// Days that nine of ten gaps did not go beyond.
        usual: u32
    } = "gap-longer";
    /// A silence as usual.
    GapUsual {
        /// Days since the last contact.
        days: u32
    } = "gap-usual";
    /// A rising trend.
    TrendRising {
        /// Weeks with notes.
        weeks: u32
    } = "trend-rising";
    /// A falling trend.
    TrendFalling {
        /// Weeks with notes.
        weeks: u32
    } = "trend-falling";
    /// No clear trend.
    TrendUnclear {
        /// Weeks with notes.
        weeks: u32
    } = "trend-unclear";
    /// The even-handed question of the week, about them.
    OneThingTheyDid = "one-thing-they-did";
    /// The even-handed question of the week, about me.
    OneThingIDidNot = "one-thing-i-did-not";
    /// How to read a page of numbers.
    HowToRead = "how-to-read";
    /// A range, in hundredths.
    Range {
        /// Its lower end.
        low: u32,
        /// Its upper end.
        high: u32
    } = "range";
    /// The plain permanent heading.
    SupportHeading = "support-heading";
    /// Nothing on this page has been checked.
    SupportPlaceholders = "support-placeholders";
    /// When it was checked.
    SupportChecked {
        /// The day.
        date: Date
    } = "support-checked";
    /// When it was checked, long ago.
    SupportStale {
        /// The day.
        date: Date
    } = "support-stale";
    /// The offer to look at it.
    SupportOffer = "support-offer";
    /// Before a goodbye.
    GateAfraid = "gate-afraid";
    /// Before a goodbye.
    GateHurt = "gate-hurt";
    /// Before a goodbye.
    GateWatched = "gate-watched";
    /// Before a goodbye.
    GateDepends = "gate-depends";
    /// Before a goodbye.
    GateNowhere = "gate-nowhere";
    /// Before a goodbye.
    GateWorried = "gate-worried";
    /// Leaving without explaining is fine.
    GateFree = "gate-free";
    /// How to write in a concrete set.
    SetConcrete = "sets-concrete";
    /// How to write in a distanced set.
    SetDistanced = "sets-distanced";
    /// How long is plenty.
    SetTime {
        /// Minutes.
        minutes: u32
    } = "sets-time";
    /// It has been long enough.
    SetEnough = "sets-enough";
    /// Did it help?
    SetHelped = "sets-helped";
    /// A set rests.
    SetResting {
        /// Until this day.
        date: Date
    } = "sets-resting";
    /// The soft turn away from asking why.
    SetTurn = "sets-turn";
    /// How to read the questions.
    InsightsRead = "insights-read";
    /// There is no question.
    InsightsNone = "insights-none";
    /// Their promises are usually kept: a question.
    AskKept {
        /// Kept.
        kept: u32,
        /// Kept in part.
        partly: u32,
        /// Not kept.
        not: u32
    } = "ask-kept";
    /// Their promises are more often not kept: a question.
    AskNotKept {
        /// Kept.
        kept: u32,
        /// Kept in part.
        partly: u32,
        /// Not kept.
        not: u32
    } = "ask-not-kept";
    /// My promises are usually kept: a question.
    AskKeptMine {
        /// Kept.
        kept: u32,
        /// Kept in part.
        partly: u32,
        /// Not kept.
        not: u32
    } = "ask-kept-mine";
    /// My promises are more often not kept: a question.
    AskNotKeptMine {
        /// Kept.
        kept: u32,
        /// Kept in part.
        partly: u32,
        /// Not kept.
        not: u32
    } = "ask-not-kept-mine";
    /// Did something change on my side?
    ChangeMine {
        /// When.
        around: Around
    } = "change-mine";
    /// Needs that were never said aloud: a question.
    AskNeeds {
        /// How many.
        count: u32
    } = "ask-needs";
    /// A longer silence than usual: a question.
    AskGap {
        /// Days since the last contact.
        days: u32,
        /// Days that nine of ten gaps did not go beyond.
        usual: u32
    } = "ask-gap";
    /// Lower after seeing them: a question.
    AskAfterLower {
        /// Notes after seeing them.
        notes: u32
    } = "ask-after-lower";
    /// Better after seeing them: a question.
    AskAfterHigher {
        /// Notes after seeing them.
        notes: u32
    } = "ask-after-higher";
    /// How to read who meets me.
    MeetsRead = "meets-read";
    /// Nothing noted of that.
    MeetsNone = "meets-none";
    /// How often I felt seen after seeing them.
    MetSeen {
        /// So often.
        times: u32,
        /// Of so many notes.
        of: u32
    } = "met-seen";
    /// How often I felt secure after seeing them.
    MetSecure {
        /// So often.
        times: u32,
        /// Of so many notes.
        of: u32
    } = "met-secure";
    /// How often I felt equal after seeing them.
    MetEqual {
        /// So often.
        times: u32,
        /// Of so many notes.
        of: u32
    } = "met-equal";
    /// How to read the year.
    YearRead = "year-read";
    /// Nothing noted in it.
    YearNone = "year-none";
    /// What I wrote.
    YearWriting {
        /// Entries.
        entries: u32,
        /// Days with an entry.
        days: u32
    } = "year-writing";
    /// Days on which I noted how I was.
    YearFelt {
        /// How many.
        days: u32
    } = "year-felt";
    /// Days on which I cared for myself.
    YearCare {
        /// How many.
        days: u32
    } = "year-care";
    /// Writing with a guide.
    YearReflections {
        /// Sittings.
        times: u32,
        /// After which it was better.
        better: u32
    } = "year-reflections";
    /// What I learned.
    YearLessons {
        /// How many.
        count: u32
    } = "year-lessons";
    /// Kinder truths.
    YearKinder {
        /// How many.
        count: u32
    } = "year-kinder";
    /// My own promises.
    YearPromises {
        /// Kept.
        kept: u32,
        /// Kept in part.
        partly: u32,
        /// Not kept.
        not: u32
    } = "year-promises";
    /// Kind things that I did.
    YearGiven {
        /// How many.
        count: u32
    } = "year-given";
    /// Good things that came from others.
    YearGood {
        /// How many.
        count: u32
    } = "year-good";
    /// My own boundaries that I held.
    YearHeld {
        /// How often.
        count: u32
    } = "year-held";
    /// Days that I gave a name.
    YearMilestones {
        /// How many.
        count: u32
    } = "year-milestones";
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::{book::faultless, lint};

    #[test]
    fn every_sentence_is_said_in_every_language_with_nothing_missing() {
        for locale in Locale::ALL {
            for place in 0..24 {
                for sentence in Sentence::samples(place) {
                    let said = faultless(locale, sentence.key(), &sentence.slots())
                        .unwrap_or_else(|_| panic!("{} in {}", sentence.key(), locale.tag()));
                    let marks = ['\u{2068}', '\u{2069}', '{', '}', '$', '\n'];
                    assert!(!said.contains(marks), "{said}");
                    assert!(!said.contains("  ") && !said.contains(" ."), "{said}");
                    assert!(
                        said.ends_with(['.', '?', ')']) || sentence == Sentence::SupportHeading,
                        "{said}"
                    );
                }
            }
        }
    }

    #[test]
    fn the_slots_of_the_content_are_those_of_the_types() {
        for locale in Locale::ALL {
            let slots = lint::built_in_slots(locale);
            for sentence in Sentence::samples(1) {
                let typed: BTreeSet<String> =
                    sentence.slots().iter().map(|(name, _)| name.to_owned()).collect();
                assert_eq!(slots.get(sentence.key()), Some(&typed), "{}", sentence.key());
            }
        }
    }

    #[test]
    fn no_two_languages_say_the_same() {
        for sentence in Sentence::samples(2) {
            assert_ne!(say(Locale::English, &sentence), say(Locale::Spanish, &sentence));
        }
    }
}
