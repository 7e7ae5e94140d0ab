//! Chains of envelopes: only what continues a chain goes in, and it stays as it is.

use requite_wire::{DeviceId, Envelope, Hash, Tip};
use rusqlite::{OptionalExtension, params};

use super::{MailRead, MailWrite};
use crate::{
    StoreError,
    journal::{outgoing::number, side::device_id},
};

/// What became of an envelope.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Inserted {
    /// It continues its chain.
    New,
    /// It was there already.
    Known,
    /// Another one has its number, or it does not fit the one before it; it is kept beside, as evidence.
    Forked,
    /// Something before it is missing; it was not stored.
    Gap,
}

impl MailRead<'_> {
    /// The end of every chain, by device.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn tips(&self) -> Result<Vec<Tip>, StoreError> {
        let mut statement =
            self.conn.prepare_cached("SELECT device, n, hash FROM tip ORDER BY device")?;
        let mut rows = statement.query([])?;
        let mut tips = Vec::new();
        while let Some(row) = rows.next()? {
            tips.push(read_tip(row)?);
        }
        Ok(tips)
    }

    /// The end of one chain.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn tip(&self, device: DeviceId) -> Result<Option<Tip>, StoreError> {
        let mut statement =
            self.conn.prepare_cached("SELECT device, n, hash FROM tip WHERE device = ?1")?;
        statement.query_row([device.as_bytes()], |row| Ok(read_tip(row))).optional()?.transpose()
    }

    /// One envelope.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn envelope(&self, device: DeviceId, n: u64) -> Result<Option<Envelope>, StoreError> {
        let found = self.envelopes(device, n.saturating_sub(1), 1, usize::MAX)?;
        Ok(found.into_iter().find(|envelope| envelope.header().n == n))
    }

    /// Envelopes of a chain behind number `after`, in order, so many at most, and of so many bytes, but at least one.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn envelopes(
        &self,
        device: DeviceId,
        after: u64,
        max_count: usize,
        max_bytes: usize,
    ) -> Result<Vec<Envelope>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT body FROM envelope WHERE device = ?1 AND n > ?2 ORDER BY n LIMIT ?3",
        )?;
        let limit = i64::try_from(max_count).unwrap_or(i64::MAX);
        let mut rows = statement.query(params![device.as_bytes(), number(after)?, limit])?;
        let mut found = Vec::new();
        let mut bytes = 0_usize;
        while let Some(row) = rows.next()? {
            let body: Vec<u8> = row.get(0)?;
            bytes = bytes.saturating_add(body.len());
            if bytes > max_bytes && !found.is_empty() {
                break;
            }
            found.push(Envelope::parse(body).map_err(|_| StoreError::Damaged)?);
        }
        Ok(found)
    }
}

impl MailWrite<'_> {
    /// Stores an envelope, if it is the next of its chain.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn insert(&mut self, envelope: &Envelope) -> Result<Inserted, StoreError> {
        let Tip { device, n, hash } = envelope.tip();
        let (last, tip) = self.tip(device)?.map_or((0, Hash::ZERO), |tip| (tip.n, tip.hash));
        let numbered = params![device.as_bytes(), number(n)?, hash.as_bytes(), envelope.bytes()];
        if n > last + 1 {
            return Ok(Inserted::Gap);
        }
        let is_known = n <= last && self.envelope(device, n)?.is_some_and(|old| old.hash() == hash);
        if is_known {
            return Ok(Inserted::Known);
        }
        if n <= last || envelope.header().prev != tip {
            self.conn
                .prepare_cached(
                    "INSERT OR IGNORE INTO forked (device, n, hash, body) VALUES (?1, ?2, ?3, ?4)",
                )?
                .execute(numbered)?;
            return Ok(Inserted::Forked);
        }
        self.conn
            .prepare_cached("INSERT INTO envelope (device, n, hash, body) VALUES (?1, ?2, ?3, ?4)")?
            .execute(numbered)?;
        self.conn
            .prepare_cached(
                "INSERT INTO tip (device, n, hash) VALUES (?1, ?2, ?3)
                 ON CONFLICT (device) DO UPDATE SET n = ?2, hash = ?3",
            )?
            .execute(params![device.as_bytes(), number(n)?, hash.as_bytes()])?;
        Ok(Inserted::New)
    }
}

fn read_tip(row: &rusqlite::Row<'_>) -> Result<Tip, StoreError> {
    let device = device_id(&row.get::<_, Vec<u8>>(0)?)?;
    let n = row.get::<_, i64>(1)?.unsigned_abs();
    let hash = Hash::from_slice(&row.get::<_, Vec<u8>>(2)?).map_err(|_| StoreError::Damaged)?;
    Ok(Tip { device, n, hash })
}
