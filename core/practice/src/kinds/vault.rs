//! The vault, its devices, and when to be reminded.

use requite_engine::record::{Field, Kind, Merge, Scalar};

use super::{NAME, REMINDER_TEXTS, TAG, name};

pub(super) fn vault() -> Kind {
    Kind::new(
        name::VAULT,
        vec![
            Field::new("name", Merge::Register(NAME)),
            Field::new("discreet", Merge::EnableWins),
            Field::new("locale", Merge::Register(TAG)),
            Field::new("week_start", Merge::Register(Scalar::Int { min: 1, max: 7 })),
            Field::new("half_life_days", Merge::Register(Scalar::Int { min: 90, max: 365 })),
            // Whether the 29th of February is remembered on the 28th in other years.
            Field::new("leap_day", Merge::Register(Scalar::Choice(&["28", "29"]))),
            Field::new("standards_order", Merge::Order(Scalar::Id)),
            Field::new("prompts_order", Merge::Order(Scalar::Id)),
            Field::new("hidden_prompts", Merge::Set(TAG)),
            // A question that is not to be asked again, and until when.
            Field::new("dismissed", Merge::Map(Scalar::Date)),
        ],
    )
}

pub(super) fn device() -> Kind {
    Kind::new(
        name::DEVICE,
        vec![
            Field::new("name", Merge::Register(TAG)),
            Field::new("added_ms", Merge::Once(Scalar::Int { min: 0, max: i64::MAX })),
            Field::new("removed", Merge::EnableWins),
        ],
    )
}

pub(super) fn reminder() -> Kind {
    Kind::new(
        name::REMINDER,
        vec![
            // `morning`, `midday`, `evening`, `night`, or minutes of the day as `HH:MM-HH:MM`.
            Field::new("window", Merge::Register(Scalar::Text { max_bytes: 16 })),
            Field::new("days", Merge::Set(Scalar::Int { min: 1, max: 7 })),
            Field::new("text_kind", Merge::Register(Scalar::Choice(REMINDER_TEXTS))),
            Field::new("target", Merge::Register(Scalar::Id)),
            Field::new("enabled", Merge::DisableWins),
            Field::new("until", Merge::Register(Scalar::Date)),
        ],
    )
}
