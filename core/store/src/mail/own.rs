//! The end of the own chain: taken back before anybody saw it, or set aside when another copy of this device went on.

use requite_wire::{DeviceId, Envelope, Hash, Tip};
use rusqlite::{OptionalExtension, params};

use super::{MailRead, MailWrite};
use crate::{StoreError, journal::outgoing::number};

impl MailRead<'_> {
    /// The hash of one envelope.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn hash_at(&self, device: DeviceId, n: u64) -> Result<Option<Hash>, StoreError> {
        let found: Option<Vec<u8>> = self
            .conn
            .prepare_cached("SELECT hash FROM envelope WHERE device = ?1 AND n = ?2")?
            .query_row(params![device.as_bytes(), number(n)?], |row| row.get(0))
            .optional()?;
        found.map(|hash| Hash::from_slice(&hash).map_err(|_| StoreError::Damaged)).transpose()
    }

    /// Envelopes that were set aside: a second one under a number that was taken.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn evidence(&self) -> Result<Vec<Envelope>, StoreError> {
        let mut statement =
            self.conn.prepare_cached("SELECT body FROM forked ORDER BY device, n, hash")?;
        let rows = statement.query_map([], |row| row.get::<_, Vec<u8>>(0))?;
        rows.map(|body| Envelope::parse(body?).map_err(|_| StoreError::Damaged)).collect()
    }
}

impl MailWrite<'_> {
    /// Takes back everything of a chain behind number `last`, as if it had never been.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn take_back(&mut self, device: DeviceId, last: u64) -> Result<(), StoreError> {
        let id = device.as_bytes();
        self.conn
            .prepare_cached("DELETE FROM envelope WHERE device = ?1 AND n > ?2")?
            .execute(params![id, number(last)?])?;
        if let Some(end) = self.envelope(device, last)? {
            return self.set_tip(end.tip());
        }
        self.conn.prepare_cached("DELETE FROM tip WHERE device = ?1")?.execute([id])?;
        Ok(())
    }

    /// Sets everything of a chain behind number `last` aside, as evidence.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn set_aside(&mut self, device: DeviceId, last: u64) -> Result<(), StoreError> {
        self.conn
            .prepare_cached(
                "INSERT OR IGNORE INTO forked (device, n, hash, body)
                 SELECT device, n, hash, body FROM envelope WHERE device = ?1 AND n > ?2",
            )?
            .execute(params![device.as_bytes(), number(last)?])?;
        self.take_back(device, last)
    }

    /// This installation writes as another device from now on: its chain begins anew.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn begin_chain(&mut self) -> Result<(), StoreError> {
        self.put_setting("offered", &0_u64.to_be_bytes())
    }

    fn set_tip(&mut self, tip: Tip) -> Result<(), StoreError> {
        let hash: Hash = tip.hash;
        self.conn
            .prepare_cached("UPDATE tip SET n = ?2, hash = ?3 WHERE device = ?1")?
            .execute(params![tip.device.as_bytes(), number(tip.n)?, hash.as_bytes()])?;
        Ok(())
    }
}
