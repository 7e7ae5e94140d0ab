//! Why a file could not be read or written. Carries SQLite's code at most: its texts may quote what was written.

use rusqlite::{Error, ErrorCode};

/// A failure of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// The key does not open the file, or its first page is damaged: SQLCipher cannot tell these apart.
    #[error("the key does not open this file")]
    WrongKey,
    /// The file is damaged.
    #[error("the file is damaged; keep it, and let the doctor look at it")]
    Damaged,
    /// Written by a newer version.
    #[error("the file was written by a newer version; update this program")]
    NewerVersion,
    /// Another process is writing, and went on for longer than five seconds.
    #[error("another program is writing to this file; try again in a moment")]
    Busy,
    /// The disk is full. Nothing was changed.
    #[error("the storage is full; free some space and try again")]
    Full,
    /// The file or folder cannot be written.
    #[error("the file cannot be written to")]
    ReadOnly,
    /// There is no such file.
    #[error("there is no such file")]
    Missing,
    /// There is such a file already.
    #[error("there is such a file already")]
    Exists,
    /// Nothing to search for.
    #[error("type at least one letter or digit to search for")]
    EmptyQuery,
    /// Too much to search for.
    #[error("this is too much to search for at once")]
    QueryTooLong,
    /// Not a cursor that was given out here.
    #[error("the cursor is not valid; start again from the first page")]
    Cursor,
    /// An envelope that is not the next of this device's chain.
    #[error("the envelope is not the next of its chain")]
    Chain,
    /// The fuse has blown: only in tests of crashes.
    #[error("the program was stopped here on purpose")]
    Crashed,
    /// A mistake of ours, with SQLite's code.
    #[error("the file could not be used (code {0})")]
    Internal(i32),
}

impl From<Error> for StoreError {
    fn from(error: Error) -> Self {
        let Error::SqliteFailure(failure, _) = error else { return Self::Internal(0) };
        match failure.code {
            ErrorCode::NotADatabase => Self::WrongKey,
            ErrorCode::DatabaseCorrupt => Self::Damaged,
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Self::Busy,
            ErrorCode::DiskFull => Self::Full,
            ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen => {
                Self::ReadOnly
            }
            ErrorCode::SystemIoFailure if is_short_read(failure.extended_code) => Self::Damaged,
            ErrorCode::SystemIoFailure if is_no_room(failure.extended_code) => Self::Full,
            _ => Self::Internal(failure.extended_code),
        }
    }
}

/// `SQLITE_IOERR_SHMSIZE`: not even the index of the write-ahead log found room, so the file cannot be opened at all.
const fn is_no_room(extended: i32) -> bool {
    extended == 4874
}

/// `SQLITE_IOERR_SHORT_READ` and `SQLITE_IOERR_DATA`: a page that is not whole.
const fn is_short_read(extended: i32) -> bool {
    matches!(extended, 522 | 8202)
}
