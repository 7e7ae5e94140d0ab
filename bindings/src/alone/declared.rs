//! Declarations of an app's own kinds, and what is done to their fields.

use std::{collections::BTreeSet, sync::Mutex};

use requite_engine::{
    Edit as EditIn, Field as FieldIn, Heads, Kind as KindIn, Merge as MergeIn, Scalar as ScalarIn,
    Value as ValueIn,
};

use crate::{EngineError, desk::held, mirror::Cross, open::Face};

/// A value of a field.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Enum)]
pub enum Value {
    /// Yes or no.
    Flag {
        /// Which.
        value: bool,
    },
    /// A whole number.
    Number {
        /// Which.
        value: i64,
    },
    /// Text; also dates, choices and ids.
    Text {
        /// Which.
        value: String,
    },
}

/// What values a field takes.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Enum)]
pub enum Scalar {
    /// Yes or no.
    Flag,
    /// A whole number within a range, both ends included.
    Number {
        /// The least.
        min: i64,
        /// The most.
        max: i64,
    },
    /// Text of at most so many bytes of UTF-8.
    Text {
        /// The most bytes.
        max_bytes: u32,
    },
    /// One of these words.
    Choice {
        /// The words.
        of: Vec<String>,
    },
    /// A day, `YYYY-MM-DD`.
    Date,
    /// The id of a record.
    Id,
}

/// How a field merges when two devices changed it.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Enum)]
pub enum Merge {
    /// One of the writes wins, the same everywhere.
    Register {
        /// Its values.
        of: Scalar,
    },
    /// Set when the record is made, and never again.
    Once {
        /// Its values.
        of: Scalar,
    },
    /// On as long as anybody says so.
    EnableWins,
    /// Off as long as anybody says so.
    DisableWins,
    /// A set; what is added on one device survives being removed on another.
    Set {
        /// Its elements.
        of: Scalar,
    },
    /// Different choices all stay until somebody chooses again.
    Choices {
        /// Its values.
        of: Scalar,
    },
    /// An ordered list of elements.
    Order {
        /// Its elements.
        of: Scalar,
    },
    /// A value for each key.
    Map {
        /// Its values.
        of: Scalar,
    },
    /// Text, merged by what was inserted and deleted.
    Text {
        /// The most bytes of UTF-8.
        max_bytes: u32,
    },
    /// A sum.
    Counter,
}

/// A field of a kind.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Field {
    /// Lower-case ASCII, digits and underscores.
    pub name: String,
    /// How it merges.
    pub merge: Merge,
    /// Whether lists can be filtered by it.
    #[uniffi(default = false)]
    pub indexed: bool,
    /// How heavily a hit in it counts in a search; 0 is not searched.
    #[uniffi(default = 0)]
    pub search_weight: u8,
}

/// A kind of record.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Kind {
    /// Lower-case ASCII, digits and underscores. Never to be used for anything else later.
    pub name: String,
    /// Its fields.
    pub fields: Vec<Field>,
    /// The register by which lists are ordered, newest first.
    #[uniffi(default = None)]
    pub ordered_by: Option<String>,
}

/// What is done to a field.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Enum)]
pub enum Edit {
    /// Register, Once: this value.
    Set {
        /// The field.
        field: String,
        /// The value.
        value: Value,
    },
    /// Register, Choices: back to nothing.
    Clear {
        /// The field.
        field: String,
    },
    /// `EnableWins`: on. `DisableWins`: off.
    Assert {
        /// The field.
        field: String,
    },
    /// Takes that back.
    Withdraw {
        /// The field.
        field: String,
    },
    /// Set: in.
    Add {
        /// The field.
        field: String,
        /// The element.
        element: Value,
    },
    /// Set, Order: out.
    Remove {
        /// The field.
        field: String,
        /// The element.
        element: Value,
    },
    /// Choices: this one, in place of those there now.
    Choose {
        /// The field.
        field: String,
        /// The value.
        value: Value,
    },
    /// Order: behind another, or in front of all.
    Place {
        /// The field.
        field: String,
        /// The element.
        element: Value,
        /// Behind which.
        after: Option<Value>,
    },
    /// Map: a value for a key, or none any more.
    Put {
        /// The field.
        field: String,
        /// The key.
        key: String,
        /// The value.
        value: Option<Value>,
    },
    /// Counter: adds, or takes away.
    Count {
        /// The field.
        field: String,
        /// How much.
        by: i64,
    },
    /// Text: the whole new text, as a change of the text at `base`, the `heads` that the person saw; none for a new record.
    Text {
        /// The field.
        field: String,
        /// The state that it is based on.
        base: Option<String>,
        /// The words.
        text: String,
    },
    /// To the trash.
    Trash,
    /// Out of the trash.
    Untrash,
    /// A place that both changed was looked at.
    Look {
        /// Which.
        mark: String,
    },
}

/// Names that were declared live as long as the process: the core's declarations are made of such names. Each is kept
/// once, however often an app opens its vault.
fn lasting(name: String) -> &'static str {
    static NAMES: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());
    let mut names = held(&NAMES);
    if let Some(known) = names.get(name.as_str()) {
        return known;
    }
    let name: &'static str = Box::leak(name.into_boxed_str());
    names.insert(name);
    name
}

/// The same for the words of a choice.
fn lasting_words(words: Vec<String>) -> &'static [&'static str] {
    static LISTS: Mutex<BTreeSet<&'static [&'static str]>> = Mutex::new(BTreeSet::new());
    let words: Vec<&'static str> = words.into_iter().map(lasting).collect();
    let mut lists = held(&LISTS);
    if let Some(known) = lists.get(words.as_slice()) {
        return known;
    }
    let words: &'static [&'static str] = Box::leak(words.into_boxed_slice());
    lists.insert(words);
    words
}

pub(super) fn declared(kinds: Vec<Kind>) -> Result<Vec<KindIn>, EngineError> {
    let kinds: Vec<KindIn> = kinds
        .into_iter()
        .map(|kind| KindIn {
            name: lasting(kind.name),
            fields: kind.fields.into_iter().map(field).collect(),
            ordered_by: kind.ordered_by.map(lasting),
        })
        .collect();
    Face::schema(&kinds)?;
    Ok(kinds)
}

fn field(field: Field) -> FieldIn {
    let mut it = FieldIn::new(lasting(field.name), merge(field.merge));
    it.indexed = field.indexed;
    it.search_weight = field.search_weight;
    it
}

fn merge(merge: Merge) -> MergeIn {
    match merge {
        Merge::Register { of } => MergeIn::Register(scalar(of)),
        Merge::Once { of } => MergeIn::Once(scalar(of)),
        Merge::EnableWins => MergeIn::EnableWins,
        Merge::DisableWins => MergeIn::DisableWins,
        Merge::Set { of } => MergeIn::Set(scalar(of)),
        Merge::Choices { of } => MergeIn::Choices(scalar(of)),
        Merge::Order { of } => MergeIn::Order(scalar(of)),
        Merge::Map { of } => MergeIn::Map(scalar(of)),
        Merge::Text { max_bytes } => MergeIn::Text { max_bytes: max_bytes.cross() },
        Merge::Counter => MergeIn::Counter,
    }
}

fn scalar(scalar: Scalar) -> ScalarIn {
    match scalar {
        Scalar::Flag => ScalarIn::Bool,
        Scalar::Number { min, max } => ScalarIn::Int { min, max },
        Scalar::Text { max_bytes } => ScalarIn::Text { max_bytes: max_bytes.cross() },
        Scalar::Choice { of } => ScalarIn::Choice(lasting_words(of)),
        Scalar::Date => ScalarIn::Date,
        Scalar::Id => ScalarIn::Id,
    }
}

pub(super) fn edit(edit: Edit) -> Result<EditIn, EngineError> {
    Ok(match edit {
        Edit::Set { field, value } => EditIn::Set { field, value: self::value(value) },
        Edit::Clear { field } => EditIn::Clear { field },
        Edit::Assert { field } => EditIn::Assert { field },
        Edit::Withdraw { field } => EditIn::Withdraw { field },
        Edit::Add { field, element } => EditIn::Add { field, element: value(element) },
        Edit::Remove { field, element } => EditIn::Remove { field, element: value(element) },
        Edit::Choose { field, value } => EditIn::Choose { field, value: self::value(value) },
        Edit::Place { field, element, after } => {
            EditIn::Place { field, element: value(element), after: after.map(value) }
        }
        Edit::Put { field, key, value } => {
            EditIn::Put { field, key, value: value.map(self::value) }
        }
        Edit::Count { field, by } => EditIn::Count { field, by },
        Edit::Text { field, base, text } => {
            let base = base.map(|base| base.parse::<Heads>()).transpose();
            let base = base.map_err(|_| EngineError::invalid("invalid_base"))?.unwrap_or_default();
            EditIn::Text { field, base, text }
        }
        Edit::Trash => EditIn::Trash,
        Edit::Untrash => EditIn::Restore,
        Edit::Look { mark } => EditIn::Look { mark },
    })
}

fn value(value: Value) -> ValueIn {
    match value {
        Value::Flag { value } => value.into(),
        Value::Number { value } => value.into(),
        Value::Text { value } => value.into(),
    }
}
