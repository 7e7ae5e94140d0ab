//! The record kinds, declared. Everything else (encoding, rows, search, JSON) follows from these declarations, and the
//! containers of version 1 are frozen for ever: new fields come with `since`.

use requite_engine::{
    EngineError,
    record::{Field, Kind, Merge, Scalar, Schema},
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
    /// A piece of writing.
    pub const ENTRY: &str = "entry";
    /// Something that somebody did.
    pub const MOMENT: &str = "moment";
}

/// The kinds of moments, as stored.
pub const MOMENT_KINDS: &[&str] = &[
    "time_together",
    "care_act",
    "let_down",
    "kind_word",
    "hard_word",
    "boundary",
    "life",
    "other",
];

const TAG: Scalar = Scalar::Text { max_bytes: TAG_BYTES_MAX };
const NAME: Scalar = Scalar::Text { max_bytes: NAME_BYTES_MAX };

/// All kinds that this version knows.
///
/// # Errors
/// [`EngineError::Internal`] for a declaration that contradicts itself, which a test rules out.
pub fn schema() -> Result<Schema, EngineError> {
    let kinds = vec![vault(), device(), person(), entry(), moment()];
    Schema::new(kinds).map_err(|_| EngineError::Internal("schema"))
}

fn vault() -> Kind {
    Kind::new(
        name::VAULT,
        vec![
            Field::new("name", Merge::Register(NAME)),
            Field::new("discreet", Merge::EnableWins),
            Field::new("locale", Merge::Register(TAG)),
            Field::new("week_start", Merge::Register(Scalar::Int { min: 1, max: 7 })),
            Field::new("half_life_days", Merge::Register(Scalar::Int { min: 90, max: 365 })),
        ],
    )
}

fn device() -> Kind {
    Kind::new(
        name::DEVICE,
        vec![
            Field::new("name", Merge::Register(TAG)),
            Field::new("added_ms", Merge::Once(Scalar::Int { min: 0, max: i64::MAX })),
            Field::new("removed", Merge::EnableWins),
        ],
    )
}

fn person() -> Kind {
    let importance = Scalar::Choice(&["must", "matters", "light"]);
    let stage = Scalar::Choice(&[
        "close",
        "ok",
        "unclear",
        "distancing",
        "phasing_out",
        "ended",
        "no_contact",
    ]);
    Kind::new(
        name::PERSON,
        vec![
            Field::new("display_name", Merge::Register(NAME)).searched(3),
            Field::new("alias", Merge::Register(NAME)).searched(3),
            Field::new("pronoun", Merge::Register(TAG)),
            Field::new("relation", Merge::Register(TAG)).indexed(),
            Field::new("circles", Merge::Set(Scalar::Id)).indexed(),
            Field::new("photo_ref", Merge::Register(Scalar::Text { max_bytes: 128 })),
            // `YYYY-MM-DD`, or `--MM-DD` where the year is not known.
            Field::new("birthday", Merge::Register(Scalar::Text { max_bytes: 10 })),
            Field::new("met", Merge::Register(Scalar::Date)),
            Field::new("note", Merge::Text { max_bytes: BODY_BYTES_MAX }).searched(1),
            Field::new("importance", Merge::Register(importance)),
            Field::new("quiet", Merge::EnableWins).indexed(),
            Field::new("quiet_until", Merge::Register(Scalar::Date)),
            Field::new("unsafe", Merge::EnableWins).indexed(),
            Field::new("stage", Merge::Register(stage)),
            Field::new("merged_into", Merge::Choices(Scalar::Id)),
            Field::new("archived", Merge::Register(Scalar::Bool)),
        ],
    )
    .ordered_by("display_name")
}

fn entry() -> Kind {
    let kind = Scalar::Choice(&["journal", "to_self", "letter_ref"]);
    Kind::new(
        name::ENTRY,
        vec![
            Field::new("occurred", Merge::Register(Scalar::Occurred)),
            Field::new("title", Merge::Text { max_bytes: TITLE_BYTES_MAX }).searched(3),
            Field::new("body", Merge::Text { max_bytes: BODY_BYTES_MAX }).searched(1),
            Field::new("people", Merge::Set(Scalar::Id)).indexed(),
            Field::new("tags", Merge::Set(TAG)).indexed().searched(2),
            Field::new("starred", Merge::Register(Scalar::Bool)).indexed(),
            Field::new("mood", Merge::Choices(Scalar::Int { min: -2, max: 2 })),
            Field::new("words", Merge::Set(TAG)),
            Field::new("place", Merge::Register(Scalar::Text { max_bytes: 1_024 })),
            Field::new("attachments", Merge::Order(Scalar::Text { max_bytes: 64 })),
            Field::new("kind", Merge::Register(kind)),
            Field::new("source", Merge::Once(Scalar::Text { max_bytes: 512 })),
            Field::new("extra", Merge::Map(Scalar::Text { max_bytes: 16 * 1024 })),
        ],
    )
    .ordered_by("occurred")
}

fn moment() -> Kind {
    let direction = Scalar::Choice(&["from_them", "from_me", "both"]);
    Kind::new(
        name::MOMENT,
        vec![
            Field::new("people", Merge::Set(Scalar::Id)).indexed(),
            Field::new("occurred", Merge::Register(Scalar::Occurred)),
            Field::new("kind", Merge::Register(Scalar::Choice(MOMENT_KINDS))).indexed(),
            Field::new("direction", Merge::Register(direction)).indexed(),
            Field::new("effort", Merge::Register(Scalar::Choice(&["small", "medium", "big"]))),
            Field::new("promised_by", Merge::Register(Scalar::Id)).indexed(),
            Field::new("line", Merge::Text { max_bytes: LINE_BYTES_MAX }).searched(1),
            Field::new("certainty", Merge::Register(Scalar::Choice(&["saw", "told", "guess"]))),
            Field::new("excluded", Merge::EnableWins),
            Field::new("reason", Merge::Text { max_bytes: LINE_BYTES_MAX }),
        ],
    )
    .ordered_by("occurred")
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_declarations_fit_together() {
        assert_eq!(super::schema().unwrap().kinds().count(), 5);
    }
}
