//! What can be done to a record: one act on one field each.

use serde::{Deserialize, Serialize};

use crate::{Heads, Value};

#[allow(missing_docs, reason = "the fields are named after what each variant says")]
/// An edit of one field. Which edits a field takes follows from its merge kind; others are refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Edit {
    /// Register, Once, Latest: writes a value. Writing the value it has makes no change.
    Set { field: String, value: Value },
    /// Register, Choices: back to nothing. A choice made meanwhile by somebody else stays.
    Clear { field: String },
    /// `EnableWins`: on. `DisableWins`: off.
    Assert { field: String },
    /// Takes back the assertions that are there.
    Withdraw { field: String },
    /// Set: the element is in, even against a concurrent remove.
    Add { field: String, element: Value },
    /// Set, Order: the element is out.
    Remove { field: String, element: Value },
    /// Choices: this value, in place of those there now. Choosing the same again is a choice too.
    Choose { field: String, value: Value },
    /// Rank: forward within the epoch. A lower rank than the present one is refused.
    Advance { field: String, rank: u8 },
    /// Rank: a new epoch that begins at this rank.
    Restart { field: String, rank: u8 },
    /// Order: puts or moves an element behind another, or to the front.
    Place { field: String, element: Value, after: Option<Value> },
    /// Map: a value for a key, or none any more.
    Put { field: String, key: String, value: Option<Value> },
    /// Counter: adds, or takes away.
    Count { field: String, by: i64 },
    /// Text: the whole new text, as a change of the text at `base`.
    Text { field: String, base: Heads, text: String },
    /// Text: in the text at `base`, at a UTF-16 offset, deletes so many UTF-16 units and inserts.
    Splice { field: String, base: Heads, at: usize, delete: usize, insert: String },
    /// Texts: the whole new text of one key (`slot` names one of several concurrent ones), as at `base`.
    Answer { field: String, key: String, slot: Option<String>, base: Heads, text: String },
    /// To the trash.
    Trash,
    /// Back from the trash.
    Restore,
    /// A place that both changed was looked at.
    Look { mark: String },
}

impl Edit {
    /// The field that it is about; none where it is about the whole record.
    pub fn field(&self) -> Option<&str> {
        match self {
            Self::Set { field, .. }
            | Self::Clear { field }
            | Self::Assert { field }
            | Self::Withdraw { field }
            | Self::Add { field, .. }
            | Self::Remove { field, .. }
            | Self::Choose { field, .. }
            | Self::Advance { field, .. }
            | Self::Restart { field, .. }
            | Self::Place { field, .. }
            | Self::Put { field, .. }
            | Self::Count { field, .. }
            | Self::Text { field, .. }
            | Self::Splice { field, .. }
            | Self::Answer { field, .. } => Some(field),
            Self::Trash | Self::Restore | Self::Look { .. } => None,
        }
    }

    /// [`Edit::Set`].
    pub fn set(field: &str, value: impl Into<Value>) -> Self {
        Self::Set { field: field.to_owned(), value: value.into() }
    }

    /// [`Edit::Clear`].
    pub fn clear(field: &str) -> Self {
        Self::Clear { field: field.to_owned() }
    }

    /// [`Edit::Choose`].
    pub fn choose(field: &str, value: impl Into<Value>) -> Self {
        Self::Choose { field: field.to_owned(), value: value.into() }
    }

    /// [`Edit::Put`].
    pub fn put(field: &str, key: &str, value: impl Into<Value>) -> Self {
        Self::Put { field: field.to_owned(), key: key.to_owned(), value: Some(value.into()) }
    }

    /// [`Edit::Assert`].
    pub fn assert(field: &str) -> Self {
        Self::Assert { field: field.to_owned() }
    }

    /// [`Edit::Withdraw`].
    pub fn withdraw(field: &str) -> Self {
        Self::Withdraw { field: field.to_owned() }
    }

    /// [`Edit::Add`].
    pub fn add(field: &str, element: impl Into<Value>) -> Self {
        Self::Add { field: field.to_owned(), element: element.into() }
    }

    /// [`Edit::Remove`].
    pub fn remove(field: &str, element: impl Into<Value>) -> Self {
        Self::Remove { field: field.to_owned(), element: element.into() }
    }

    /// [`Edit::Place`]: behind another element, or in front of all.
    pub fn place(field: &str, element: impl Into<Value>, after: Option<&str>) -> Self {
        let after = after.map(Value::from);
        Self::Place { field: field.to_owned(), element: element.into(), after }
    }

    /// [`Edit::Text`]: what the text is to be, as a change of what it was at `base`. A record that is being made has no
    /// base yet: [`Heads::default`].
    pub fn text(field: &str, base: &Heads, text: &str) -> Self {
        Self::Text { field: field.to_owned(), base: base.clone(), text: text.to_owned() }
    }
}

/// A span of text in UTF-16 units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    /// First unit.
    pub start: usize,
    /// Behind the last.
    pub end: usize,
}
