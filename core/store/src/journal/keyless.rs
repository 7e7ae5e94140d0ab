//! What stands beside opening: envelopes whose key is not here yet, how far devices vouch for others, and which
//! changes of removed devices were passed on.

use std::collections::BTreeMap;

use requite_record::DocumentId;
use requite_wire::{DeviceId, Hash};
use rusqlite::{OptionalExtension, params};

use super::{JournalRead, JournalWrite, outgoing::number, side::device_id};
use crate::StoreError;

impl JournalRead<'_> {
    /// Envelopes whose key is not here, by device.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn keyless(&self) -> Result<Vec<(DeviceId, u64)>, StoreError> {
        let mut statement =
            self.conn.prepare_cached("SELECT device, n FROM keyless ORDER BY device, n")?;
        let rows = statement.query_map([], |row| Ok((row.get::<_, Vec<u8>>(0)?, row.get(1)?)))?;
        rows.map(|row| {
            let (device, n): (_, i64) = row?;
            Ok((device_id(&device)?, n.unsigned_abs()))
        })
        .collect()
    }

    /// How far each device is known, by others' word under seal, to have written.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn vouched(&self) -> Result<BTreeMap<DeviceId, u64>, StoreError> {
        let mut statement = self.conn.prepare_cached("SELECT device, n FROM vouched")?;
        let rows = statement.query_map([], |row| Ok((row.get::<_, Vec<u8>>(0)?, row.get(1)?)))?;
        rows.map(|row| {
            let (device, n): (_, i64) = row?;
            Ok((device_id(&device)?, n.unsigned_abs()))
        })
        .collect()
    }

    /// The roster head that a device had sealed last.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn roster_head_of(&self, device: DeviceId) -> Result<Option<Hash>, StoreError> {
        let found: Option<Vec<u8>> = self
            .conn
            .prepare_cached("SELECT head FROM wrote_under WHERE device = ?1")?
            .query_row([device.as_bytes()], |row| row.get(0))
            .optional()?;
        found.map(|hash| Hash::from_slice(&hash).map_err(|_| StoreError::Damaged)).transpose()
    }

    /// Up to which envelope the changes of a removed device were passed on.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn adopted(&self, device: DeviceId) -> Result<u64, StoreError> {
        let found: Option<i64> = self
            .conn
            .prepare_cached("SELECT n FROM adopted WHERE device = ?1")?
            .query_row([device.as_bytes()], |row| row.get(0))
            .optional()?;
        Ok(found.map_or(0, i64::unsigned_abs))
    }
}

/// A change that goes back to those that wait for an envelope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Requeued {
    /// The document that it belongs to.
    pub document: DocumentId,
    /// The document's kind.
    pub kind: String,
    /// The raw change.
    pub change: Vec<u8>,
    /// Whose it was, where it is passed on.
    pub adopted: Option<DeviceId>,
}

impl JournalWrite<'_> {
    /// An envelope whose key is not here is left for later.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn put_keyless(&mut self, device: DeviceId, n: u64) -> Result<(), StoreError> {
        self.conn
            .prepare_cached("INSERT OR IGNORE INTO keyless (device, n) VALUES (?1, ?2)")?
            .execute(params![device.as_bytes(), number(n)?])?;
        Ok(())
    }

    /// Its key has come.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn clear_keyless(&mut self, device: DeviceId, n: u64) -> Result<(), StoreError> {
        self.conn
            .prepare_cached("DELETE FROM keyless WHERE device = ?1 AND n = ?2")?
            .execute(params![device.as_bytes(), number(n)?])?;
        Ok(())
    }

    /// What was set aside for this reason is not any more.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn unquarantine(
        &mut self,
        device: DeviceId,
        n: u64,
        reason: &str,
    ) -> Result<(), StoreError> {
        self.conn
            .prepare_cached("DELETE FROM quarantine WHERE device = ?1 AND n = ?2 AND reason = ?3")?
            .execute(params![device.as_bytes(), number(n)?, reason])?;
        Ok(())
    }

    /// Somebody has seen a device's chain up to here.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn vouch(&mut self, device: DeviceId, n: u64) -> Result<(), StoreError> {
        self.conn
            .prepare_cached(
                "INSERT INTO vouched (device, n) VALUES (?1, ?2)
                 ON CONFLICT (device) DO UPDATE SET n = max(n, ?2)",
            )?
            .execute(params![device.as_bytes(), number(n)?])?;
        Ok(())
    }

    /// A device writes under this roster head now.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn set_roster_head_of(&mut self, device: DeviceId, head: Hash) -> Result<(), StoreError> {
        self.conn
            .prepare_cached(
                "INSERT INTO wrote_under (device, head) VALUES (?1, ?2)
                 ON CONFLICT (device) DO UPDATE SET head = ?2",
            )?
            .execute(params![device.as_bytes(), head.as_bytes()])?;
        Ok(())
    }

    /// The changes of a removed device were passed on up to here.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn set_adopted(&mut self, device: DeviceId, n: u64) -> Result<(), StoreError> {
        self.conn
            .prepare_cached(
                "INSERT INTO adopted (device, n) VALUES (?1, ?2) ON CONFLICT (device) DO UPDATE SET n = ?2",
            )?
            .execute(params![device.as_bytes(), number(n)?])?;
        Ok(())
    }

    /// Puts changes before all that wait, in their order.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn requeue(&mut self, changes: &[Requeued]) -> Result<(), StoreError> {
        let first: i64 = self
            .conn
            .prepare_cached("SELECT min(0, coalesce(min(seq), 0)) FROM unsealed")?
            .query_row([], |row| row.get(0))?;
        let count = i64::try_from(changes.len()).unwrap_or(i64::MAX);
        let mut insert = self.conn.prepare_cached(
            "INSERT INTO unsealed (seq, lane, document, kind, change, adopted) VALUES (?1, 0, ?2, ?3, ?4, ?5)",
        )?;
        for (seq, requeued) in (first - count..).zip(changes) {
            let Requeued { document, kind, change, adopted } = requeued;
            let adopted = adopted.map(|device| *device.as_bytes());
            insert.execute(params![seq, document.as_bytes(), kind, change, adopted])?;
        }
        Ok(())
    }

    /// The end of the own chain is here again.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn set_chain(&mut self, tip: Option<(u64, Hash)>) -> Result<(), StoreError> {
        self.conn.prepare_cached("DELETE FROM chain")?.execute([])?;
        self.conn.prepare_cached("DELETE FROM sealed")?.execute([])?;
        if let Some((n, hash)) = tip {
            self.conn
                .prepare_cached("INSERT INTO chain (one, n, hash) VALUES (1, ?1, ?2)")?
                .execute(params![number(n)?, hash.as_bytes()])?;
        }
        Ok(())
    }

    /// Forgets a small value.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn drop_setting(&mut self, name: &str) -> Result<(), StoreError> {
        self.conn.prepare_cached("DELETE FROM setting WHERE name = ?1")?.execute([name])?;
        Ok(())
    }
}
