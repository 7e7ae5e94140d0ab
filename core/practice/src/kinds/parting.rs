//! Goodbyes: plans, letters, and who helps. None of it is shown by rows more than must be.

use requite_engine::record::{Field, Kind, Merge, Scalar};

use super::{BODY_BYTES_MAX, FELT, LETTER_PARTS, LINE_BYTES_MAX, NAME, PATHS, SIDES, TAG, name};

const LINE: Merge = Merge::Text { max_bytes: LINE_BYTES_MAX };

pub(super) fn goodbye() -> Kind {
    Kind::new(
        name::GOODBYE,
        vec![
            Field::new("person", Merge::Register(Scalar::Id)).indexed(),
            Field::new("made_on", Merge::Register(Scalar::Date)),
            Field::new("path", Merge::Register(Scalar::Choice(PATHS))),
            Field::new("state", Merge::Rank),
            // Milliseconds since 1970; the latest of concurrent ones.
            Field::new("rest_until", Merge::Latest),
            // A question of the gate (`1` to `6`) to its answer; there only where somebody asked for it.
            Field::new("gate", Merge::Map(Scalar::Choice(&["yes", "no", "not_sure"]))),
            Field::new("support", Merge::Set(Scalar::Id)),
            Field::new("steps", Merge::Texts { max_bytes: LINE_BYTES_MAX }),
            Field::new("steps_order", Merge::Order(TAG)),
            Field::new("steps_done", Merge::Map(Scalar::Date)),
            Field::new("decided_on", Merge::Register(Scalar::Date)),
            // Why it was decided before the rest was over.
            Field::new("not_waiting", LINE),
            // A day after (`1`, `3`, `7`) to how it was.
            Field::new("after_checks", Merge::Map(FELT)),
        ],
    )
    .ordered_by("made_on")
}

pub(super) fn letter() -> Kind {
    Kind::new(
        name::LETTER,
        vec![
            Field::new("plan", Merge::Register(Scalar::Id)).indexed(),
            Field::new("person", Merge::Register(Scalar::Id)).indexed(),
            Field::new("written", Merge::Register(Scalar::Occurred)),
            Field::new("body", Merge::Text { max_bytes: BODY_BYTES_MAX }).searched(1),
            // Parts that the person says are in it.
            Field::new("parts", Merge::Set(Scalar::Choice(LETTER_PARTS))),
            Field::new("addressed", Merge::Register(Scalar::Choice(SIDES))),
        ],
    )
    .ordered_by("written")
}

pub(super) fn support() -> Kind {
    Kind::new(
        name::SUPPORT,
        vec![
            Field::new("name", Merge::Register(NAME)),
            Field::new("how", LINE),
            // What it is called where others may look on.
            Field::new("hidden_label", Merge::Register(NAME)),
        ],
    )
    .ordered_by("name")
}
