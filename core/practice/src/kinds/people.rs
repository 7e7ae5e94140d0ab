//! Somebody, and what people and tags are gathered under.

use requite_engine::record::{Field, Kind, Merge, Scalar};

use super::{BODY_BYTES_MAX, IMPORTANCE, NAME, STAGES, TAG, name};

pub(super) fn person() -> Kind {
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
            Field::new("importance", Merge::Register(Scalar::Choice(IMPORTANCE))),
            Field::new("quiet", Merge::EnableWins).indexed(),
            Field::new("quiet_until", Merge::Register(Scalar::Date)),
            Field::new("unsafe", Merge::EnableWins).indexed(),
            Field::new("stage", Merge::Register(Scalar::Choice(STAGES))),
            Field::new("merged_into", Merge::Choices(Scalar::Id)),
            Field::new("archived", Merge::Register(Scalar::Bool)),
        ],
    )
    .ordered_by("display_name")
}

pub(super) fn circle() -> Kind {
    named(name::CIRCLE)
}

pub(super) fn tag() -> Kind {
    named(name::TAG)
}

fn named(kind: &'static str) -> Kind {
    let fields =
        vec![Field::new("name", Merge::Register(NAME)), Field::new("colour", Merge::Register(TAG))];
    Kind::new(kind, fields).ordered_by("name")
}
