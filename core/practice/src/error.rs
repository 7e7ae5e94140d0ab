//! What a person's intent may be refused with.

use requite_engine::EngineError;
use requite_words::SupportError;

/// Why something cannot be done. Sentences say what to do and carry no content.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PracticeError {
    /// No such entry.
    #[error("there is no entry with this id; `requite list` shows them")]
    NoEntry,
    /// No such person.
    #[error("there is nobody of this name or id here; add them with `requite people add NAME`")]
    NoPerson,
    /// No such version.
    #[error("there is no such version of it; `history` lists them")]
    NoVersion,
    /// No such mark.
    #[error("there is no such mark on it; `show` lists them")]
    NoMark,
    /// Several fit.
    #[error("several fit; give more of the id")]
    Ambiguous,
    /// Nothing left to undo.
    #[error("there is nothing left to undo on this device")]
    NothingToUndo,
    /// Empty text.
    #[error("there is nothing in it; write at least one word")]
    EmptyText,
    /// A day that does not exist.
    #[error(
        "a date is written YYYY-MM-DD, or said as `yesterday`, `last tuesday`, `3 days ago`, and must be a day that exists"
    )]
    Date,
    /// Not a week or month.
    #[error("a period is a week, 2026-W48, or a month, 2026-11")]
    Period,
    /// The ladder ends here.
    #[error("there is no level beyond this one")]
    NoLevel,
    /// A goodbye that rests.
    #[error("it rests until {until}; wait, or decide now and say why with --not-waiting")]
    Resting {
        /// Until then.
        until: String,
    },
    /// A goodbye that has not rested.
    #[error(
        "let it rest first with `requite goodbye rest`, or decide now and say why with --not-waiting"
    )]
    NotRested,
    /// A goodbye that is decided.
    #[error("this is decided; `requite goodbye again` begins anew")]
    Decided,
    /// A goodbye that is not decided.
    #[error("this is not decided yet; decide first, with `requite goodbye decide`")]
    NotDecided,
    /// Not the answers of the gate.
    #[error("the gate has six questions; answer each with yes, no or not_sure")]
    Gate,
    /// The set for a goodbye, before its questions.
    #[error(
        "this set comes after the six questions before a goodbye; begin with `requite goodbye new` and `requite goodbye gate`"
    )]
    GateFirst,
    /// A support pack that does not hold.
    #[error(transparent)]
    Support(#[from] SupportError),
    /// Not so many hours.
    #[error("a rest has 1 to 8784 hours")]
    Hours,
    /// A note whose day has not come.
    #[error("this note stays shut until {opens_on}, as you wanted")]
    Sealed {
        /// Its day.
        opens_on: String,
    },
    /// A day for which a note cannot be sealed.
    #[error("a note for later opens on a day after today")]
    LaterDay,
    /// A day of the year that does not exist.
    #[error("a day of the year is written MM-DD")]
    DayOfYear,
    /// A month that does not exist.
    #[error("a month is written YYYY-MM")]
    Month,
    /// A year that does not exist.
    #[error("a year is written YYYY")]
    Year,
    /// A time that does not exist.
    #[error("a time is written HH:MM, from 00:00 to 23:59")]
    Time,
    /// A zone that is not known.
    #[error("this time zone is not known; use a name such as Europe/London")]
    Zone,
    /// Not a kind of moment.
    #[error(
        "the kind of a moment is one of: time_together, care_act, let_down, kind_word, hard_word, boundary, life, other"
    )]
    MomentKind,
    /// Not a word of a closed list.
    #[error("the {what} is one of: {}", one_of.join(", "))]
    Word {
        /// What is said by it.
        what: &'static str,
        /// The words.
        one_of: &'static [&'static str],
    },
    /// No such record.
    #[error("there is no {0} with this id here; the list of them shows their ids")]
    NoRecord(&'static str),
    /// A page merged into itself.
    #[error("these are one person already")]
    SamePerson,
    /// A window of time that is none.
    #[error("a window is morning, midday, evening, night, or HH:MM-HH:MM such as 18:30-20:00")]
    Window,
    /// A record tied to itself.
    #[error("these are one and the same; give the ids of two")]
    SameRecord,
    /// Not a feeling and how much.
    #[error(
        "a feeling is given as energy=-1, with a number from -2 to 2; feelings: energy, worth, seen, secure, equal, safe_to_be_me"
    )]
    Feeling,
    /// Not a mood.
    #[error("a mood is a number from -2 to 2, or \"\" to take it away")]
    Mood,
    /// Not a birthday.
    #[error("a birthday is written YYYY-MM-DD, or MM-DD without the year")]
    Birthday,
    /// A tag that is none.
    #[error("a tag has 1 to 64 bytes and no spaces")]
    Tag,
    /// A name that is none.
    #[error("a name has 1 to 200 bytes")]
    Name,
    /// The entry was never before the person on this device.
    #[error(
        "this entry has not been shown on this device yet, so an edit could take away words that you have not seen; show it first, or give --base"
    )]
    NoBase,
    /// Not heads.
    #[error("the base is not valid; it is the `heads` of an entry as `show --json` gives them")]
    Base,
    /// A file that is not of this format.
    #[error("the file is not in this format")]
    Format,
    /// What the engine says.
    #[error(transparent)]
    Engine(#[from] EngineError),
}

impl PracticeError {
    /// Lets reading go on where something beside it could not be noted: another process writes, the disk is full, or nothing may
    /// be written here.
    pub(crate) fn where_reading_goes_on(self) -> Result<(), Self> {
        match self {
            Self::Engine(EngineError::Busy | EngineError::Full | EngineError::ReadOnly) => Ok(()),
            error => Err(error),
        }
    }

    /// The stable code, for scripts and shells: the sentence may be put better one day, the code stays.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoEntry | Self::NoPerson | Self::NoVersion | Self::NoMark | Self::NoRecord(_) => {
                "not_found"
            }
            Self::Ambiguous => "ambiguous",
            Self::Word { .. } => "invalid_choice",
            Self::SamePerson => "same_person",
            Self::SameRecord => "same_record",
            Self::Window => "invalid_window",
            Self::NothingToUndo => "nothing_to_undo",
            Self::EmptyText => "empty_text",
            Self::Date | Self::LaterDay | Self::DayOfYear | Self::Birthday => "invalid_date",
            Self::Period => "invalid_period",
            Self::NoLevel => "no_level",
            Self::Resting { .. } => "resting",
            Self::NotRested => "not_rested",
            Self::Decided => "decided",
            Self::NotDecided => "not_decided",
            Self::Gate => "invalid_answers",
            Self::GateFirst => "gate_first",
            Self::Support(
                SupportError::UnverifiedNumber { .. } | SupportError::NumberInPlaceholder { .. },
            ) => "unverified_number",
            Self::Support(_) => "invalid_pack",
            Self::Sealed { .. } => "sealed_until",
            Self::Feeling | Self::Mood => "invalid_feeling",
            Self::Month => "invalid_month",
            Self::Year => "invalid_year",
            Self::Time | Self::Hours => "invalid_time",
            Self::Zone => "invalid_zone",
            Self::MomentKind => "invalid_kind",
            Self::Tag => "invalid_tag",
            Self::Name => "invalid_name",
            Self::NoBase => "no_base",
            Self::Base => "invalid_base",
            Self::Format => "invalid_format",
            Self::Engine(error) => error.code(),
        }
    }
}
