//! Boundaries, and seeing somebody less.

use requite_engine::record::{Field, Kind, Merge, Scalar};

use super::{CHANNELS, HELD, LINE_BYTES_MAX, SIDES, TAG, name};

const LINE: Merge = Merge::Text { max_bytes: LINE_BYTES_MAX };

pub(super) fn boundary() -> Kind {
    Kind::new(
        name::BOUNDARY,
        vec![
            Field::new("person", Merge::Register(Scalar::Id)).indexed(),
            Field::new("when", LINE).searched(1),
            Field::new("i_will", LINE).searched(1),
            Field::new("days", Merge::Set(Scalar::Int { min: 1, max: 7 })),
            Field::new("per_week", Merge::Register(Scalar::Int { min: 0, max: 100 })),
            Field::new("minutes", Merge::Register(Scalar::Int { min: 0, max: 60 * 24 })),
            Field::new("channels", Merge::Set(Scalar::Choice(CHANNELS))),
            Field::new("topics", Merge::Set(TAG)),
            Field::new("started", Merge::Register(Scalar::Date)),
            Field::new("review_on", Merge::Register(Scalar::Date)),
            Field::new("active", Merge::Register(Scalar::Bool)),
        ],
    )
    .ordered_by("started")
}

pub(super) fn boundary_event() -> Kind {
    Kind::new(
        name::BOUNDARY_EVENT,
        vec![
            Field::new("boundary", Merge::Register(Scalar::Id)).indexed(),
            Field::new("person", Merge::Register(Scalar::Id)).indexed(),
            Field::new("occurred", Merge::Register(Scalar::Occurred)),
            Field::new("who", Merge::Choices(Scalar::Choice(SIDES))),
            Field::new("result", Merge::Choices(Scalar::Choice(HELD))),
            Field::new("line", LINE).searched(1),
        ],
    )
    .ordered_by("occurred")
}

pub(super) fn phase_out() -> Kind {
    Kind::new(
        name::PHASE_OUT,
        vec![
            Field::new("person", Merge::Register(Scalar::Id)).indexed(),
            Field::new("level", Merge::Rank),
            Field::new("started", Merge::Register(Scalar::Date)),
            // A step's key to its text; where it stands; the day on which it was done.
            Field::new("steps", Merge::Texts { max_bytes: LINE_BYTES_MAX }),
            Field::new("steps_order", Merge::Order(TAG)),
            Field::new("steps_done", Merge::Map(Scalar::Date)),
        ],
    )
    .ordered_by("started")
}
