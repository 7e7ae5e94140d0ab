//! The mail file: envelopes as they were sealed, the roster, cursors. It moves while the journal is locked, so nothing in it
//! opens an envelope.

mod alarms;
mod envelopes;
mod own;
mod schema;

use std::path::Path;

use requite_wire::{DeviceId, Hash};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};

use crate::{
    FileKey, Finding, Fuse, StoreError, check,
    file::{self, Durable, File, SETTLE},
};

pub use alarms::NotedAlarm;
pub use envelopes::Inserted;

/// The mail file, open.
#[derive(Debug)]
pub struct Mail {
    conn: File,
    fuse: Fuse,
}

/// One consistent look at the mail.
#[derive(Debug)]
pub struct MailRead<'a> {
    pub(crate) conn: &'a Connection,
}

/// A write under way: everything or nothing of it will be there.
#[derive(Debug)]
pub struct MailWrite<'a> {
    read: MailRead<'a>,
}

/// How far a relay was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RelayCursor {
    /// In which life of the relay.
    pub generation: [u8; 16],
    /// The last sequence number that needs no second look.
    pub after: u64,
}

/// A roster entry as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RosterRow {
    /// Its bytes.
    pub body: Vec<u8>,
    /// When this device first saw it, in milliseconds since 1970, by its own clock.
    pub seen_ms: i64,
}

impl<'a> core::ops::Deref for MailWrite<'a> {
    type Target = MailRead<'a>;

    fn deref(&self) -> &Self::Target {
        &self.read
    }
}

impl Mail {
    /// Makes the file.
    ///
    /// # Errors
    /// [`StoreError::Exists`], and those of the disk.
    pub fn create(path: &Path, key: &FileKey) -> Result<Self, StoreError> {
        Ok(Self { conn: file::create::<schema::Tables>(path, key)?, fuse: Fuse::default() })
    }

    /// Opens the file.
    ///
    /// # Errors
    /// [`StoreError::Missing`], [`StoreError::WrongKey`], [`StoreError::Damaged`], [`StoreError::NewerVersion`].
    pub fn open(path: &Path, key: &FileKey) -> Result<Self, StoreError> {
        Ok(Self { conn: file::open::<schema::Tables>(path, key)?, fuse: Fuse::default() })
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
        act: impl FnOnce(&mut MailWrite<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.write_as(Durable::Now, act)
    }

    /// Writes, all or nothing; durable with the next durable write, or with [`Mail::settle`]. For what nobody was told of as
    /// being here: a power cut before that takes it back, and it comes again.
    ///
    /// # Errors
    /// What `act` returns, and those of the file.
    pub fn write_soon<T, E: From<StoreError>>(
        &mut self,
        act: impl FnOnce(&mut MailWrite<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.write_as(Durable::Soon, act)
    }

    /// As [`Mail::write_soon`], for what is made anew where it is lost: settling does not wait for it.
    ///
    /// # Errors
    /// What `act` returns, and those of the file.
    pub fn write_whenever<T, E: From<StoreError>>(
        &mut self,
        act: impl FnOnce(&mut MailWrite<'_>) -> Result<T, E>,
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

    /// Waits until everything is durable that any handle has committed.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn flush(&mut self) -> Result<(), StoreError> {
        self.write(|file| Ok(file.conn.prepare_cached(SETTLE)?.execute([]).map(drop)?))
    }

    /// How many writes waited for the disk since this handle was opened: the dearest thing that a device does.
    pub const fn durable_writes(&self) -> u64 {
        self.conn.durable_writes()
    }

    fn write_as<T, E: From<StoreError>>(
        &mut self,
        durable: Durable,
        act: impl FnOnce(&mut MailWrite<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.fuse.hold()?;
        self.conn.make_ready(durable)?;
        let changes = self.conn.total_changes();
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate);
        let tx = tx.map_err(StoreError::from)?;
        let outcome = act(&mut MailWrite { read: MailRead { conn: &tx } })?;
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
        act: impl FnOnce(&MailRead<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.fuse.hold()?;
        let tx = self.conn.transaction().map_err(StoreError::from)?;
        let outcome = act(&MailRead { conn: &tx })?;
        tx.finish().map_err(StoreError::from)?;
        Ok(outcome)
    }

    /// Looks the file over.
    ///
    /// # Errors
    /// [`StoreError`] when that was not possible.
    pub fn check(&mut self) -> Result<Vec<Finding>, StoreError> {
        Ok(vec![check::check(&self.conn, "mail")?])
    }
}

impl MailRead<'_> {
    /// A small value by its name.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn setting(&self, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self
            .conn
            .prepare_cached("SELECT value FROM setting WHERE name = ?1")?
            .query_row([name], |row| row.get(0))
            .optional()?)
    }

    /// Roster entries in the order in which they were admitted.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn roster(&self) -> Result<Vec<RosterRow>, StoreError> {
        let mut statement =
            self.conn.prepare_cached("SELECT body, seen_ms FROM roster ORDER BY seq")?;
        let rows = statement
            .query_map([], |row| Ok(RosterRow { body: row.get(0)?, seen_ms: row.get(1)? }))?;
        rows.map(|row| row.map_err(StoreError::from)).collect()
    }

    /// How many roster entries there are.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn roster_len(&self) -> Result<u64, StoreError> {
        let count: i64 = self
            .conn
            .prepare_cached("SELECT count(*) FROM roster")?
            .query_row([], |row| row.get(0))?;
        Ok(count.unsigned_abs())
    }

    /// How far a relay was read.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn cursor(&self, relay: &str) -> Result<Option<RelayCursor>, StoreError> {
        let found = self
            .conn
            .prepare_cached("SELECT generation, after FROM cursor WHERE relay = ?1")?
            .query_row([relay], |row| Ok((row.get::<_, Vec<u8>>(0)?, row.get::<_, i64>(1)?)))
            .optional()?;
        found
            .map(|(generation, after)| {
                let generation = generation.try_into().map_err(|_| StoreError::Damaged)?;
                Ok(RelayCursor { generation, after: after.unsigned_abs() })
            })
            .transpose()
    }

    /// The last own envelope that any relay may have seen.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn offered(&self) -> Result<u64, StoreError> {
        let stored = self.setting("offered")?;
        let bytes =
            stored.map(|bytes| bytes.try_into().map_err(|_| StoreError::Damaged)).transpose()?;
        Ok(bytes.map_or(0, u64::from_be_bytes))
    }

    /// When something of a device last arrived, in milliseconds since 1970.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn heard(&self, device: DeviceId) -> Result<Option<i64>, StoreError> {
        Ok(self
            .conn
            .prepare_cached("SELECT at_ms FROM heard WHERE device = ?1")?
            .query_row([device.as_bytes()], |row| row.get(0))
            .optional()?)
    }
}

impl MailWrite<'_> {
    /// Stores a small value under a name.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn put_setting(&mut self, name: &str, value: &[u8]) -> Result<(), StoreError> {
        self.conn
            .prepare_cached(
                "INSERT INTO setting (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = ?2",
            )?
            .execute(params![name, value])?;
        Ok(())
    }

    /// Puts a roster entry behind the others; one that is there stays where it is.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn append_roster(
        &mut self,
        hash: Hash,
        body: &[u8],
        seen_ms: i64,
    ) -> Result<(), StoreError> {
        self.conn
            .prepare_cached(
                "INSERT OR IGNORE INTO roster (hash, body, seen_ms) VALUES (?1, ?2, ?3)",
            )?
            .execute(params![hash.as_bytes(), body, seen_ms])?;
        Ok(())
    }

    /// A relay was read up to here.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn set_cursor(&mut self, relay: &str, cursor: &RelayCursor) -> Result<(), StoreError> {
        let after = i64::try_from(cursor.after).unwrap_or(i64::MAX);
        self.conn
            .prepare_cached(
                "INSERT INTO cursor (relay, generation, after) VALUES (?1, ?2, ?3)
                 ON CONFLICT (relay) DO UPDATE SET generation = ?2, after = ?3",
            )?
            .execute(params![relay, cursor.generation, after])?;
        Ok(())
    }

    /// Own envelopes up to here are about to be offered to a relay.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn set_offered(&mut self, n: u64) -> Result<(), StoreError> {
        if n <= self.offered()? {
            return Ok(());
        }
        self.put_setting("offered", &n.to_be_bytes())
    }

    /// Something of a device arrived.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn set_heard(&mut self, device: DeviceId, at_ms: i64) -> Result<(), StoreError> {
        self.conn
            .prepare_cached(
                "INSERT INTO heard (device, at_ms) VALUES (?1, ?2)
                 ON CONFLICT (device) DO UPDATE SET at_ms = max(at_ms, ?2)",
            )?
            .execute(params![device.as_bytes(), at_ms])?;
        Ok(())
    }
}
