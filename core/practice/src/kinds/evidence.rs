//! What is noted of what people do: five kinds of evidence, and what was tried.

use requite_engine::record::{Field, Kind, Merge, Scalar};

use super::{
    ASKED, CERTAINTIES, CHANNELS, FELT, FELT_WHEN, LINE_BYTES_MAX, MOMENT_KINDS, OUTCOMES,
    RESPONSES, SIDES, SIZES, STARTED_BY, STEPS, TAG, name,
};

const LINE: Merge = Merge::Text { max_bytes: LINE_BYTES_MAX };

pub(super) fn moment() -> Kind {
    let direction = Scalar::Choice(&["from_them", "from_me", "both"]);
    Kind::new(
        name::MOMENT,
        vec![
            Field::new("people", Merge::Set(Scalar::Id)).indexed(),
            Field::new("occurred", Merge::Register(Scalar::Occurred)),
            Field::new("kind", Merge::Register(Scalar::Choice(MOMENT_KINDS))).indexed(),
            Field::new("direction", Merge::Register(direction)).indexed(),
            Field::new("effort", Merge::Register(Scalar::Choice(SIZES))),
            Field::new("promised_by", Merge::Register(Scalar::Id)).indexed(),
            Field::new("line", LINE).searched(1),
            Field::new("certainty", Merge::Register(Scalar::Choice(CERTAINTIES))),
            Field::new("excluded", Merge::EnableWins),
            Field::new("reason", LINE),
        ],
    )
    .ordered_by("occurred")
}

pub(super) fn contact() -> Kind {
    let minutes = Scalar::Int { min: 0, max: 60 * 24 * 366 };
    Kind::new(
        name::CONTACT,
        vec![
            Field::new("people", Merge::Set(Scalar::Id)).indexed(),
            Field::new("occurred", Merge::Register(Scalar::Occurred)),
            Field::new("channel", Merge::Register(Scalar::Choice(CHANNELS))),
            Field::new("started_by", Merge::Choices(Scalar::Choice(STARTED_BY))),
            Field::new("minutes", Merge::Register(minutes)),
            Field::new("line", LINE).searched(1),
        ],
    )
    .ordered_by("occurred")
}

pub(super) fn promise() -> Kind {
    Kind::new(
        name::PROMISE,
        vec![
            Field::new("person", Merge::Register(Scalar::Id)).indexed(),
            Field::new("by", Merge::Register(Scalar::Choice(SIDES))),
            Field::new("text", LINE).searched(1),
            Field::new("made_on", Merge::Register(Scalar::Date)),
            // `on 2026-11-30`, `by …` or `around …`, one register: a day and how firm it is belong together.
            Field::new("due", Merge::Register(Scalar::Text { max_bytes: 24 })),
            Field::new("size", Merge::Register(Scalar::Choice(SIZES))),
            Field::new("outcome", Merge::Choices(Scalar::Choice(OUTCOMES))).indexed(),
            Field::new("resolved_on", Merge::Register(Scalar::Date)),
            Field::new("evidence", Merge::Set(Scalar::Id)),
            Field::new("unsaid_need", Merge::Register(Scalar::Id)),
        ],
    )
    .ordered_by("made_on")
}

pub(super) fn need() -> Kind {
    Kind::new(
        name::NEED,
        vec![
            Field::new("person", Merge::Register(Scalar::Id)).indexed(),
            Field::new("text", LINE).searched(1),
            Field::new("noted_on", Merge::Register(Scalar::Date)),
            Field::new("asked", Merge::Register(Scalar::Choice(ASKED))),
            // A day to how it was asked.
            Field::new("asked_on", Merge::Map(TAG)),
            Field::new("response", Merge::Choices(Scalar::Choice(RESPONSES))),
            Field::new("answered_on", Merge::Register(Scalar::Date)),
            // `me`: I need it of them. `them`: they need it of me.
            Field::new("whose", Merge::Register(Scalar::Choice(SIDES))),
        ],
    )
    .ordered_by("noted_on")
}

pub(super) fn attempt() -> Kind {
    Kind::new(
        name::ATTEMPT,
        vec![
            Field::new("person", Merge::Register(Scalar::Id)).indexed(),
            Field::new("step", Merge::Register(Scalar::Choice(STEPS))),
            Field::new("occurred", Merge::Register(Scalar::Occurred)),
            Field::new("response", Merge::Register(Scalar::Choice(RESPONSES))),
            Field::new("line", LINE).searched(1),
        ],
    )
    .ordered_by("occurred")
}

pub(super) fn felt() -> Kind {
    Kind::new(
        name::FELT,
        vec![
            Field::new("occurred", Merge::Register(Scalar::Occurred)),
            Field::new("person", Merge::Register(Scalar::Id)).indexed(),
            // One of `FELT_FIELDS` to -2…2; what was not asked is not there, which is not 0.
            Field::new("fields", Merge::Map(FELT)),
            Field::new("words", Merge::Set(TAG)),
            Field::new("when", Merge::Register(Scalar::Choice(FELT_WHEN))),
            Field::new("line", LINE).searched(1),
        ],
    )
    .ordered_by("occurred")
}
