//! What somebody asks of closeness, and whose their time is.

use requite_engine::record::{Field, Kind, Merge, Scalar};

use super::{LEVELS, LINE_BYTES_MAX, VERDICTS, name};

const LINE: Merge = Merge::Text { max_bytes: LINE_BYTES_MAX };

pub(super) fn standard() -> Kind {
    Kind::new(
        name::STANDARD,
        vec![
            Field::new("text", LINE).searched(1),
            Field::new("looks_like", LINE).searched(1),
            Field::new("level", Merge::Register(Scalar::Choice(LEVELS))),
            Field::new("active", Merge::Register(Scalar::Bool)),
        ],
    )
}

/// One for each standard, person and thing that happened: its id is derived from the three.
pub(super) fn standard_evidence() -> Kind {
    Kind::new(
        name::STANDARD_EVIDENCE,
        vec![
            Field::new("standard", Merge::Register(Scalar::Id)).indexed(),
            Field::new("person", Merge::Register(Scalar::Id)).indexed(),
            Field::new("ref", Merge::Register(Scalar::Id)),
            Field::new("verdict", Merge::Choices(Scalar::Choice(VERDICTS))),
            Field::new("noted_on", Merge::Register(Scalar::Date)),
        ],
    )
    .ordered_by("noted_on")
}

/// One for each period: its id is derived from it.
pub(super) fn time_budget() -> Kind {
    Kind::new(
        name::TIME_BUDGET,
        vec![
            // `2026-W48` or `2026-11`.
            Field::new("period", Merge::Once(Scalar::Text { max_bytes: 8 })),
            // A person's id to minutes planned.
            Field::new("planned", Merge::Map(Scalar::Int { min: 0, max: 60 * 24 * 31 })),
        ],
    )
    .ordered_by("period")
}
