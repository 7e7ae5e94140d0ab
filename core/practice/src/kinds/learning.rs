//! Guided writing, and what was learned.

use requite_engine::record::{Field, Kind, Merge, Scalar};

use super::{HELPED, LESSON_KINDS, LINE_BYTES_MAX, TAG, name};

const LINE: Merge = Merge::Text { max_bytes: LINE_BYTES_MAX };

pub(super) fn reflection() -> Kind {
    Kind::new(
        name::REFLECTION,
        vec![
            Field::new("set_id", Merge::Once(TAG)).indexed(),
            Field::new("set_version", Merge::Once(Scalar::Int { min: 1, max: 1_000_000 })),
            Field::new("occurred", Merge::Register(Scalar::Occurred)),
            // A prompt's id to the answer.
            Field::new("answers", Merge::Texts { max_bytes: LINE_BYTES_MAX }).searched(1),
            Field::new("skipped", Merge::Set(TAG)),
            Field::new("people", Merge::Set(Scalar::Id)).indexed(),
            Field::new("helped", Merge::Choices(Scalar::Choice(HELPED))),
            Field::new("minutes", Merge::Register(Scalar::Int { min: 0, max: 24 * 60 })),
        ],
    )
    .ordered_by("occurred")
}

pub(super) fn prompt() -> Kind {
    Kind::new(name::PROMPT, vec![Field::new("text", LINE)])
}

pub(super) fn lesson() -> Kind {
    Kind::new(
        name::LESSON,
        vec![
            Field::new("noted_on", Merge::Register(Scalar::Date)),
            Field::new("kind", Merge::Register(Scalar::Choice(LESSON_KINDS))).indexed(),
            Field::new("text", LINE).searched(1),
            Field::new("people", Merge::Set(Scalar::Id)).indexed(),
            Field::new("links", Merge::Set(Scalar::Id)),
        ],
    )
    .ordered_by("noted_on")
}
