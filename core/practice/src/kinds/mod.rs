//! The record kinds, declared. Everything else (encoding, rows, search, JSON) follows from these declarations, and the
//! containers of version 1 are frozen for ever: new fields come with `since`.

mod care;
mod evidence;
mod hopes;
mod learning;
mod parting;
mod peace;
mod people;
mod standards;
mod vault;
mod words;
mod writing;

pub use words::*;

use requite_engine::{
    EngineError,
    record::{Kind, Scalar, Schema},
};

/// Bytes of an entry's text.
pub const BODY_BYTES_MAX: usize = 1024 * 1024;
/// Bytes of a title.
pub const TITLE_BYTES_MAX: usize = 4 * 1024;
/// Bytes of a line beside a moment.
pub const LINE_BYTES_MAX: usize = 64 * 1024;
/// Bytes of a name.
pub const NAME_BYTES_MAX: usize = 200;
/// Bytes of a tag.
pub const TAG_BYTES_MAX: usize = 64;

/// Names of the kinds.
pub mod name {
    /// The vault itself; one record.
    pub const VAULT: &str = "vault";
    /// A device of the vault.
    pub const DEVICE: &str = "device";
    /// Somebody.
    pub const PERSON: &str = "person";
    /// A circle of people.
    pub const CIRCLE: &str = "circle";
    /// What a tag is called.
    pub const TAG: &str = "tag";
    /// A piece of writing.
    pub const ENTRY: &str = "entry";
    /// A beginning for pieces of writing.
    pub const TEMPLATE: &str = "template";
    /// A search to be asked again.
    pub const SAVED_SEARCH: &str = "saved_search";
    /// Something that somebody did.
    pub const MOMENT: &str = "moment";
    /// Being in touch, and who began.
    pub const CONTACT: &str = "contact";
    /// Something said that would be done.
    pub const PROMISE: &str = "promise";
    /// Something that one needs of the other.
    pub const NEED: &str = "need";
    /// Something tried, to make things better.
    pub const ATTEMPT: &str = "attempt";
    /// How somebody felt.
    pub const FELT: &str = "felt";
    /// What staying costs, or gives.
    pub const COST_GAIN: &str = "cost_gain";
    /// What was hoped, or is seen.
    pub const HOPE: &str = "hope";
    /// What is let go of, or kept.
    pub const GRIEF_NOTE: &str = "grief_note";
    /// What somebody asks of closeness.
    pub const STANDARD: &str = "standard";
    /// What speaks for a standard being met, or not.
    pub const STANDARD_EVIDENCE: &str = "standard_evidence";
    /// Whose the time of a week or month shall be.
    pub const TIME_BUDGET: &str = "time_budget";
    /// What I will do when something happens.
    pub const BOUNDARY: &str = "boundary";
    /// A boundary held, bent or crossed.
    pub const BOUNDARY_EVENT: &str = "boundary_event";
    /// Seeing somebody less, step by step.
    pub const PHASE_OUT: &str = "phase_out";
    /// A goodbye, planned.
    pub const GOODBYE: &str = "goodbye";
    /// A letter, never sent from here.
    pub const LETTER: &str = "letter";
    /// Somebody who helps.
    pub const SUPPORT: &str = "support";
    /// A guided piece of writing.
    pub const REFLECTION: &str = "reflection";
    /// A prompt of one's own.
    pub const PROMPT: &str = "prompt";
    /// Something learned.
    pub const LESSON: &str = "lesson";
    /// Something that does one good.
    pub const CARE: &str = "care";
    /// Care on a day.
    pub const CARE_DAY: &str = "care_day";
    /// An old belief and a kinder truth.
    pub const BELIEF: &str = "belief";
    /// A day worth a name.
    pub const MILESTONE: &str = "milestone";
    /// A note to oneself, for a later day.
    pub const SEALED_NOTE: &str = "sealed_note";
    /// A day of the year that hurts.
    pub const GRIEF_DATE: &str = "grief_date";
    /// A window of time to be reminded in.
    pub const REMINDER: &str = "reminder";
}

const TAG: Scalar = Scalar::Text { max_bytes: TAG_BYTES_MAX };
const NAME: Scalar = Scalar::Text { max_bytes: NAME_BYTES_MAX };
/// How much better or worse: -2 to 2.
const FELT: Scalar = Scalar::Int { min: -2, max: 2 };

/// All kinds that this version knows.
///
/// # Errors
/// [`EngineError::Internal`] for a declaration that contradicts itself, which a test rules out.
pub fn schema() -> Result<Schema, EngineError> {
    Schema::new(all()).map_err(|_| EngineError::Internal("schema"))
}

/// Kinds of which a person throws single records away. People are quieted or merged instead, and the vault stays.
pub(crate) fn trashable() -> impl Iterator<Item = &'static str> {
    let keeps = [name::VAULT, name::DEVICE, name::PERSON];
    all().into_iter().map(|kind| kind.name).filter(move |name| !keeps.contains(name))
}

/// The declaration of a kind.
pub(crate) fn named(name: &str) -> Option<Kind> {
    all().into_iter().find(|kind| kind.name == name)
}

fn all() -> Vec<Kind> {
    vec![
        vault::vault(),
        vault::device(),
        vault::reminder(),
        people::person(),
        people::circle(),
        people::tag(),
        writing::entry(),
        writing::template(),
        writing::saved_search(),
        evidence::moment(),
        evidence::contact(),
        evidence::promise(),
        evidence::need(),
        evidence::attempt(),
        evidence::felt(),
        hopes::cost_gain(),
        hopes::hope(),
        hopes::grief_note(),
        hopes::grief_date(),
        hopes::milestone(),
        hopes::sealed_note(),
        standards::standard(),
        standards::standard_evidence(),
        standards::time_budget(),
        peace::boundary(),
        peace::boundary_event(),
        peace::phase_out(),
        parting::goodbye(),
        parting::letter(),
        parting::support(),
        learning::reflection(),
        learning::prompt(),
        learning::lesson(),
        care::care(),
        care::care_day(),
        care::belief(),
    ]
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_declarations_fit_together() {
        assert_eq!(super::schema().unwrap().kinds().count(), super::all().len());
    }
}
