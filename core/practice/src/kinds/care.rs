//! Care for oneself.

use requite_engine::record::{Field, Kind, Merge, Scalar};

use super::{CARE_AREAS, FELT, LINE_BYTES_MAX, NAME, name};

const LINE: Merge = Merge::Text { max_bytes: LINE_BYTES_MAX };

pub(super) fn care() -> Kind {
    Kind::new(
        name::CARE,
        vec![
            Field::new("text", Merge::Register(NAME)),
            Field::new("area", Merge::Register(Scalar::Choice(CARE_AREAS))),
            Field::new("active", Merge::Register(Scalar::Bool)),
            // A day to how much it helped.
            Field::new("helped", Merge::Map(FELT)),
        ],
    )
    .ordered_by("text")
}

/// One for each practice and day: its id is derived from both, so that twice on one day is once.
pub(super) fn care_day() -> Kind {
    Kind::new(
        name::CARE_DAY,
        vec![
            Field::new("care", Merge::Register(Scalar::Id)).indexed(),
            Field::new("date", Merge::Register(Scalar::Date)),
            Field::new("done", Merge::Register(Scalar::Bool)),
            Field::new("before", Merge::Register(FELT)),
            Field::new("felt", Merge::Register(FELT)),
        ],
    )
    .ordered_by("date")
}

pub(super) fn belief() -> Kind {
    Kind::new(
        name::BELIEF,
        vec![
            Field::new("noted_on", Merge::Register(Scalar::Date)),
            Field::new("old", LINE).searched(1),
            Field::new("kinder", LINE).searched(1),
            // What shows it: a line of one's own, or the id of something written.
            Field::new("evidence", Merge::Set(Scalar::Text { max_bytes: 1_024 })),
            Field::new("active", Merge::Register(Scalar::Bool)),
        ],
    )
    .ordered_by("noted_on")
}
