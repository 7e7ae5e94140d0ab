//! Why an edit, a document or a foreign change is not taken. No variant carries what somebody wrote.

use crate::ValueError;

/// An edit that does not fit; nothing has changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The kind has no such field, or the field does not take such an edit.
    #[error("the field {0} does not take this edit")]
    Field(&'static str),
    /// The field is not one of this kind's.
    #[error("this kind of record has no such field")]
    UnknownField,
    /// The value does not fit the field.
    #[error("{field}: {error}")]
    Value {
        /// The field.
        field: &'static str,
        /// What would fit.
        error: ValueError,
    },
    /// Over the limit of a field.
    #[error("{field} is over its limit of {max_bytes} bytes")]
    OverLimit {
        /// The field.
        field: &'static str,
        /// The most bytes.
        max_bytes: usize,
    },
    /// The record has reached the most that one record can hold.
    #[error("this record is full; begin a new one")]
    Full,
    /// The state that the edit was made on is not known here.
    #[error("the state that this edit was made on is not known here; show the record again")]
    UnknownBase,
    /// A place in a text that is not there, or in the middle of a character.
    #[error("the place of the edit is outside the text or inside a character")]
    Position,
    /// Written once, for good.
    #[error("{0} is written once and cannot be changed")]
    Once(&'static str),
    /// Back within an epoch.
    #[error("{0} only goes forward; going back begins anew")]
    Backward(&'static str),
    /// The stored record cannot be read or written.
    #[error("the record is damaged; nothing was changed")]
    Damaged,
}

impl From<automerge::AutomergeError> for Refusal {
    fn from(_: automerge::AutomergeError) -> Self {
        // The inner text may quote content; it is dropped on purpose.
        Self::Damaged
    }
}

/// Bytes of our own file that are no document any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the stored record cannot be read")]
pub struct DamagedDocument;

impl From<automerge::AutomergeError> for DamagedDocument {
    fn from(_: automerge::AutomergeError) -> Self {
        Self
    }
}

/// Why foreign changes were not applied. The document is as it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Quarantine {
    /// A change is larger than allowed.
    #[error("a change is over the size limit")]
    TooLarge,
    /// Not a plain change.
    #[error("the bytes are not a plain change")]
    NotAChange,
    /// The checksum does not fit the bytes.
    #[error("the checksum of a change is wrong")]
    Checksum,
    /// The columns are malformed.
    #[error("the columns of a change are malformed")]
    Columns,
    /// More operations than allowed.
    #[error("a change has too many operations")]
    TooManyOperations,
    /// A number in it is beyond what an honest record comes to.
    #[error("a number in a change is out of bounds")]
    Counters,
    /// Objects within objects, too deep.
    #[error("a change nests too deep")]
    Nested,
    /// The document of this id is of another kind.
    #[error("the record is of another kind")]
    OtherKind,
    /// The document does not begin as its kind begins.
    #[error("the record does not begin as its kind does")]
    Genesis,
    /// Automerge refused it.
    #[error("the change does not fit the record")]
    Refused,
    /// Automerge panicked.
    #[error("the change made the merge fail")]
    Panicked,
    /// The result could not be read back.
    #[error("the merged record could not be read back")]
    SelfCheck,
    /// The result would be larger than a document may be.
    #[error("the record would be over its limit")]
    Full,
}

impl Quarantine {
    /// A stable code for files and logs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::TooLarge => "too large",
            Self::NotAChange => "not a change",
            Self::Checksum => "checksum",
            Self::Columns => "columns",
            Self::TooManyOperations => "too many operations",
            Self::Counters => "counters",
            Self::Nested => "nested",
            Self::OtherKind => "other kind",
            Self::Genesis => "genesis",
            Self::Refused => "refused",
            Self::Panicked => "panicked",
            Self::SelfCheck => "self-check",
            Self::Full => "full",
        }
    }
}
