//! What is hoped, what it costs, what is grieved, and what is meant for later.

use requite_engine::record::{Field, Kind, Merge, Scalar};

use super::{BODY_BYTES_MAX, LINE_BYTES_MAX, NAME, name};

const LINE: Merge = Merge::Text { max_bytes: LINE_BYTES_MAX };

/// Two columns about somebody, without weights.
fn columns(sides: &'static [&'static str]) -> Vec<Field> {
    vec![
        Field::new("person", Merge::Register(Scalar::Id)).indexed(),
        Field::new("side", Merge::Register(Scalar::Choice(sides))),
        Field::new("text", LINE).searched(1),
        Field::new("noted_on", Merge::Register(Scalar::Date)),
    ]
}

pub(super) fn cost_gain() -> Kind {
    Kind::new(name::COST_GAIN, columns(&["cost", "gain"])).ordered_by("noted_on")
}

pub(super) fn hope() -> Kind {
    let mut fields = columns(&["hope", "see"]);
    // A day to look again, agreed with oneself.
    fields.push(Field::new("review_on", Merge::Register(Scalar::Date)));
    Kind::new(name::HOPE, fields).ordered_by("noted_on")
}

pub(super) fn grief_note() -> Kind {
    let fields = columns(&["letting_go", "keeping"]);
    Kind::new(name::GRIEF_NOTE, fields).ordered_by("noted_on")
}

pub(super) fn grief_date() -> Kind {
    Kind::new(
        name::GRIEF_DATE,
        vec![
            // `MM-DD`, one register: a month and a day belong together.
            Field::new("day", Merge::Register(Scalar::Text { max_bytes: 5 })),
            Field::new("label", Merge::Register(NAME)),
            Field::new("mute_memories", Merge::EnableWins),
        ],
    )
    .ordered_by("day")
}

pub(super) fn milestone() -> Kind {
    Kind::new(
        name::MILESTONE,
        vec![Field::new("on", Merge::Register(Scalar::Date)), Field::new("text", LINE).searched(1)],
    )
    .ordered_by("on")
}

pub(super) fn sealed_note() -> Kind {
    Kind::new(
        name::SEALED_NOTE,
        vec![
            Field::new("opens_on", Merge::Once(Scalar::Date)),
            Field::new("opened", Merge::Register(Scalar::Bool)),
            Field::new("text", Merge::Text { max_bytes: BODY_BYTES_MAX }).kept_back(),
        ],
    )
    .ordered_by("opens_on")
}
