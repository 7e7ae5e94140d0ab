//! Which device an automerge actor was: actors are random for each opening, so only the envelope that carried a change says whose it is.

use requite_wire::DeviceId;
use rusqlite::{OptionalExtension, params};

use super::{JournalRead, JournalWrite, side::device_id};
use crate::StoreError;

impl JournalRead<'_> {
    /// The device that an actor was, where that is known.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn author(&self, actor: &[u8]) -> Result<Option<DeviceId>, StoreError> {
        let found: Option<Vec<u8>> = self
            .conn
            .prepare_cached("SELECT device FROM author WHERE actor = ?1")?
            .query_row([actor], |row| row.get(0))
            .optional()?;
        found.map(|device| device_id(&device)).transpose()
    }
}

impl JournalWrite<'_> {
    /// An actor is a device; what is known already stays.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn note_author(&mut self, actor: &[u8], device: DeviceId) -> Result<(), StoreError> {
        self.conn
            .prepare_cached("INSERT OR IGNORE INTO author (actor, device) VALUES (?1, ?2)")?
            .execute(params![actor, device.as_bytes()])?;
        Ok(())
    }
}
