//! Why bytes were refused. Carries positions and counts, never content.

/// A refusal of bytes that came from outside.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WireError {
    /// Fewer bytes than the format needs, or more than its length says.
    #[error("the data has the wrong length")]
    Length,
    /// The first bytes are not those of this format.
    #[error("the data is not in a format that this program reads")]
    Magic,
    /// Written by a newer program; keep the bytes and update.
    #[error("the data was written by a newer version; update this program to read it")]
    NewerVersion,
    /// A number is outside its range, or two parts contradict each other.
    #[error("the data contradicts itself ({0})")]
    Invalid(&'static str),
    /// A limit of [`crate::limits`] is exceeded.
    #[error("over the limit for {what}: {limit}")]
    OverLimit {
        /// What is limited.
        what: &'static str,
        /// The most that is allowed, in the unit of the limit.
        limit: u64,
    },
    /// The CBOR inside is not well formed or lacks a field.
    #[error("the data is malformed")]
    Malformed,
    /// Compressed data that does not inflate.
    #[error("the compressed data is damaged")]
    Compression,
}

impl From<minicbor::decode::Error> for WireError {
    fn from(_: minicbor::decode::Error) -> Self {
        // The decoder's own text may quote input; it is dropped on purpose.
        Self::Malformed
    }
}
