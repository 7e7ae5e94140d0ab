//! What is written freely.

use requite_engine::record::{Field, Kind, Merge, Scalar};

use super::{BODY_BYTES_MAX, FELT, NAME, TAG, TITLE_BYTES_MAX, name};

pub(super) fn entry() -> Kind {
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
            Field::new("mood", Merge::Choices(FELT)),
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

pub(super) fn template() -> Kind {
    Kind::new(
        name::TEMPLATE,
        vec![
            Field::new("name", Merge::Register(NAME)),
            Field::new("text", Merge::Text { max_bytes: BODY_BYTES_MAX }),
        ],
    )
    .ordered_by("name")
}

pub(super) fn saved_search() -> Kind {
    Kind::new(
        name::SAVED_SEARCH,
        vec![
            Field::new("name", Merge::Register(NAME)),
            Field::new("query", Merge::Register(Scalar::Text { max_bytes: 1_024 })),
        ],
    )
    .ordered_by("name")
}
