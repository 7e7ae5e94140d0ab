//! A record as it is shown: plain values computed from the document, the same on every device.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

use crate::{DocumentId, Heads, edit::Span};

/// What rows, search and JSON are made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Projection {
    /// The record.
    pub id: DocumentId,
    /// Its kind.
    pub kind: String,
    /// Whether it is there, that is, not in the trash.
    pub present: bool,
    /// Orders lists; the value of the kind's `ordered_by`, empty without one.
    pub order: String,
    /// Every field by name. Register, Once, Latest: value or null. Flags: boolean. Set, Order: array. Choices: array of
    /// the distinct values, more than one being a conflict. Rank: `{epoch, rank}` or null. Map: object. Text: string. Texts: object of
    /// key to array of `{slot, text}`. Counter: number. Marks are not in here.
    pub fields: Map<String, Json>,
    /// The fields that rows do not hold, as [`crate::Field::kept_back`] says; like `fields` otherwise.
    pub kept_back: Map<String, Json>,
    /// What lists can be filtered by.
    pub facets: Vec<Facet>,
    /// Searched texts: weight and text, in the order of the fields.
    pub searched: Vec<(u8, String)>,
    /// The places that two devices both changed and nobody has looked at since.
    pub marks: Vec<Mark>,
    /// The state that this was computed from.
    pub heads: Heads,
}

/// A value that a list can be filtered by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Facet {
    /// The field.
    pub field: String,
    /// The value; numbers and booleans spelled out.
    pub value: String,
}

/// A place in a text that two devices replaced without knowing of each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// H(sorted change hashes, first id): the same on every device. 32 hex digits.
    pub id: String,
    /// The text's field.
    pub field: String,
    /// Where it is in the merged text, in UTF-16 units.
    #[serde(flatten)]
    pub span: Span,
    /// What each side had written there, sorted.
    pub variants: Vec<String>,
}
