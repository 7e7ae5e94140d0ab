//! Which device made what. Documents know actors only, and an actor lives as long as one opening of the engine; whose
//! opening it was is said by the envelopes that brought its changes.

use requite_wire::DeviceId;
use rusqlite::{OptionalExtension, params};

use super::{JournalRead, JournalWrite, side::device_id};
use crate::StoreError;

impl JournalRead<'_> {
    /// The device that an actor belongs to.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn author(&self, actor: &[u8; 16]) -> Result<Option<DeviceId>, StoreError> {
        let found: Option<Vec<u8>> = self
            .conn
            .prepare_cached("SELECT device FROM author WHERE actor = ?1")?
            .query_row([actor], |row| row.get(0))
            .optional()?;
        found.map(|device| device_id(&device)).transpose()
    }
}

impl JournalWrite<'_> {
    /// Notes the device that an actor belongs to. What was noted first stays: nobody takes an actor over by sending its
    /// changes once more.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn note_author(&mut self, actor: &[u8; 16], device: DeviceId) -> Result<(), StoreError> {
        self.conn
            .prepare_cached("INSERT OR IGNORE INTO author (actor, device) VALUES (?1, ?2)")?
            .execute(params![actor, device.as_bytes()])?;
        Ok(())
    }
}
