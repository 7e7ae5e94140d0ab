//! The two encrypted SQLite files of a device: the journal (records, rows, search, what waits to be sealed) and the mail
//! (envelopes, roster, cursors). Knows tables and transactions; nothing of keys but the raw ones of the files, of relays, or of what a
//! record means. The only client crate that names rusqlite.
//!
//! Writers take the file's write lock first (`BEGIN IMMEDIATE`, waiting up to 5 s), readers never wait, and a write is
//! on the disk when it returns.

mod check;
mod cursor;
mod error;
mod file;
mod fold;
mod fuse;
mod journal;
mod mail;
mod query;
mod snippet;
mod words;

pub use check::Finding;
pub use cursor::Cursor;
pub use error::StoreError;
pub use file::FileKey;
pub use fuse::Fuse;
pub use journal::{
    Act, Hit, Journal, JournalRead, JournalWrite, Lane, ListQuery, Page, Presence, Quarantined,
    Requeued, Revision, Row, SearchQuery, StoredDocument, Unsealed,
};
pub use mail::{Inserted, Mail, MailRead, MailWrite, NotedAlarm, RelayCursor, RosterRow};
