//! The journal file: records, rows, search, and what waits to be sealed or opened.

mod acts;
mod author;
mod keyless;
mod list;
pub(crate) mod outgoing;
mod packs;
mod rank;
mod record;
mod renewal;
mod rough;
mod schema;
mod search;
pub(crate) mod side;

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use crate::{
    FileKey, Finding, Fuse, StoreError, check,
    file::{self, Durable, File, SETTLE},
};

pub use acts::Act;
pub use keyless::Requeued;
pub use list::{ListQuery, Page, Presence, Row};
pub use outgoing::{Lane, Unsealed};
pub use record::StoredDocument;
pub use search::{Hit, SearchQuery};
pub use side::Quarantined;

/// So many free pages are kept for the next writes.
const FREE_PAGES_KEPT: i64 = 16;

/// The journal file, open.
#[derive(Debug)]
pub struct Journal {
    conn: File,
    fuse: Fuse,
    packs: packs::Packs,
}

/// A state of the journal file, as one handle sees it. Means nothing to another handle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Revision {
    elsewhere: i64,
    here: u64,
}

/// One consistent look at the journal.
#[derive(Debug)]
pub struct JournalRead<'a> {
    pub(crate) conn: &'a Connection,
    packs: &'a packs::Packs,
}

/// A write under way: everything or nothing of it will be there.
#[derive(Debug)]
pub struct JournalWrite<'a> {
    read: JournalRead<'a>,
}

impl<'a> core::ops::Deref for JournalWrite<'a> {
    type Target = JournalRead<'a>;

    fn deref(&self) -> &Self::Target {
        &self.read
    }
}

impl Journal {
    /// Makes the file.
    ///
    /// # Errors
    /// [`StoreError::Exists`], and those of the disk.
    pub fn create(path: &Path, key: &FileKey) -> Result<Self, StoreError> {
        Ok(Self::new(file::create::<schema::Tables>(path, key)?))
    }

    /// Opens the file.
    ///
    /// # Errors
    /// [`StoreError::Missing`], [`StoreError::WrongKey`], [`StoreError::Damaged`], [`StoreError::NewerVersion`].
    pub fn open(path: &Path, key: &FileKey) -> Result<Self, StoreError> {
        Ok(Self::new(file::open::<schema::Tables>(path, key)?))
    }

    /// Changes whenever the file does, by this handle or another: what was computed from it before is to be computed anew.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn revision(&self) -> Result<Revision, StoreError> {
        let elsewhere = self.conn.query_row("PRAGMA data_version", [], |row| row.get(0))?;
        Ok(Revision { elsewhere, here: self.conn.total_changes() })
    }

    fn new(conn: File) -> Self {
        Self { conn, fuse: Fuse::default(), packs: packs::Packs::default() }
    }

    /// Fails from where the fuse blows.
    pub fn protect(&mut self, fuse: &Fuse) {
        self.fuse = fuse.clone();
    }

    /// Writes, all or nothing; durable when it returns `Ok`.
    ///
    /// # Errors
    /// What `act` returns, and those of the file.
    pub fn write<T, E: From<StoreError>>(
        &mut self,
        act: impl FnOnce(&mut JournalWrite<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.write_as(Durable::Now, act)
    }

    /// Writes, all or nothing; durable with the next durable write, or with [`Journal::settle`]. For what nobody was told of as
    /// being here: a power cut before that takes it back, and it comes again.
    ///
    /// # Errors
    /// What `act` returns, and those of the file.
    pub fn write_soon<T, E: From<StoreError>>(
        &mut self,
        act: impl FnOnce(&mut JournalWrite<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.write_as(Durable::Soon, act)
    }

    /// As [`Journal::write_soon`], for what is made anew where it is lost: settling does not wait for it.
    ///
    /// # Errors
    /// What `act` returns, and those of the file.
    pub fn write_whenever<T, E: From<StoreError>>(
        &mut self,
        act: impl FnOnce(&mut JournalWrite<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.write_as(Durable::Whenever, act)
    }

    /// Waits until everything is durable that was to be soon.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn settle(&mut self) -> Result<(), StoreError> {
        if self.conn.is_unsettled() { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> Result<(), StoreError> {
        self.write(|file| Ok(file.conn.prepare_cached(SETTLE)?.execute([]).map(drop)?))
    }

    /// How many writes waited for the disk since this handle was opened: the dearest thing that a device does.
    pub const fn durable_writes(&self) -> u64 {
        self.conn.durable_writes()
    }

    fn write_as<T, E: From<StoreError>>(
        &mut self,
        durable: Durable,
        act: impl FnOnce(&mut JournalWrite<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.fuse.hold()?;
        self.conn.make_ready(durable)?;
        let changes = self.conn.total_changes();
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate);
        let tx = tx.map_err(StoreError::from)?;
        let read = JournalRead { conn: &tx, packs: &self.packs };
        let outcome = act(&mut JournalWrite { read })?;
        self.fuse.step()?;
        tx.commit().map_err(StoreError::from)?;
        self.conn.wrote(changes);
        self.fuse.step()?;
        Ok(outcome)
    }

    /// Reads one state of the file, whatever others write meanwhile.
    ///
    /// # Errors
    /// What `act` returns, and those of the file.
    pub fn read<T, E: From<StoreError>>(
        &mut self,
        act: impl FnOnce(&JournalRead<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.fuse.hold()?;
        let tx = self.conn.transaction().map_err(StoreError::from)?;
        let outcome = act(&JournalRead { conn: &tx, packs: &self.packs })?;
        tx.finish().map_err(StoreError::from)?;
        Ok(outcome)
    }

    /// Gives pages that are free back to the system, where they are worth the work.
    ///
    /// # Errors
    /// [`StoreError`]; nothing is lost then.
    pub fn give_back(&mut self) -> Result<(), StoreError> {
        self.fuse.hold()?;
        let pages = |pragma| self.conn.query_row(pragma, [], |row| row.get::<_, i64>(0));
        let (free, all) = (pages("PRAGMA freelist_count")?, pages("PRAGMA page_count")?);
        if free > FREE_PAGES_KEPT && free > all / 16 {
            // Each step gives back one page.
            let mut give_back = self.conn.prepare("PRAGMA incremental_vacuum")?;
            let mut steps = give_back.query([])?;
            while steps.next()?.is_some() {}
        }
        Ok(())
    }

    /// Looks the file over.
    ///
    /// # Errors
    /// [`StoreError`] when that was not possible.
    pub fn check(&mut self) -> Result<Vec<Finding>, StoreError> {
        Ok(vec![check::check(&self.conn, "journal")?])
    }
}
