//! What stands beside the records: how far chains were opened, what waits or is set aside, what was seen here,
//! settings.

use std::collections::BTreeMap;

use requite_record::{DocumentId, Heads};
use requite_wire::DeviceId;
use rusqlite::{OptionalExtension, params};

use super::{JournalRead, JournalWrite, list::document_id, outgoing::number};
use crate::StoreError;

/// Something that came and was not applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quarantined {
    /// Who sent it.
    pub device: DeviceId,
    /// In which envelope.
    pub n: u64,
    /// Which document of it; none for the whole envelope.
    pub document: Option<DocumentId>,
    /// Why, as a code.
    pub reason: String,
}

impl JournalRead<'_> {
    /// How far each chain was opened.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn opened(&self) -> Result<BTreeMap<DeviceId, u64>, StoreError> {
        let mut statement = self.conn.prepare_cached("SELECT device, n FROM opened")?;
        let rows = statement.query_map([], |row| Ok((row.get::<_, Vec<u8>>(0)?, row.get(1)?)))?;
        rows.map(|row| {
            let (device, n): (_, i64) = row?;
            Ok((device_id(&device)?, n.unsigned_abs()))
        })
        .collect()
    }

    /// Changes of a document that wait for others before them.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn pending(&self, id: DocumentId) -> Result<Vec<Vec<u8>>, StoreError> {
        let mut statement =
            self.conn.prepare_cached("SELECT change FROM pending WHERE document = ?1")?;
        let rows = statement.query_map([id.as_bytes()], |row| row.get(0))?;
        rows.map(|row| row.map_err(StoreError::from)).collect()
    }

    /// Documents with changes that wait.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn pending_documents(&self) -> Result<Vec<DocumentId>, StoreError> {
        let mut statement = self.conn.prepare_cached("SELECT DISTINCT document FROM pending")?;
        let rows = statement.query_map([], |row| row.get::<_, Vec<u8>>(0))?;
        rows.map(|row| document_id(&row?)).collect()
    }

    /// What was set aside.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn quarantined(&self) -> Result<Vec<Quarantined>, StoreError> {
        let mut statement =
            self.conn.prepare_cached("SELECT device, n, document, reason FROM quarantine")?;
        let mut rows = statement.query([])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let document: Option<Vec<u8>> = row.get(2)?;
            found.push(Quarantined {
                device: device_id(&row.get::<_, Vec<u8>>(0)?)?,
                n: row.get::<_, i64>(1)?.unsigned_abs(),
                document: document.map(|id| document_id(&id)).transpose()?,
                reason: row.get(3)?,
            });
        }
        Ok(found)
    }

    /// The state of a record that the person last had before them on this device.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn seen(&self, id: DocumentId) -> Result<Option<Heads>, StoreError> {
        Ok(self.seen_of(id)?.and_then(|(_, _, seen)| seen))
    }

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
}

impl JournalWrite<'_> {
    /// A chain was opened up to here.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn set_opened(&mut self, device: DeviceId, n: u64) -> Result<(), StoreError> {
        self.conn
            .prepare_cached(
                "INSERT INTO opened (device, n) VALUES (?1, ?2) ON CONFLICT (device) DO UPDATE SET n = ?2",
            )?
            .execute(params![device.as_bytes(), number(n)?])?;
        Ok(())
    }

    /// Keeps changes until those before them come.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn put_pending(
        &mut self,
        id: DocumentId,
        kind: &str,
        changes: &[Vec<u8>],
    ) -> Result<(), StoreError> {
        let mut insert = self
            .conn
            .prepare_cached("INSERT INTO pending (document, kind, change) VALUES (?1, ?2, ?3)")?;
        for change in changes {
            insert.execute(params![id.as_bytes(), kind, change])?;
        }
        Ok(())
    }

    /// They have come.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn clear_pending(&mut self, id: DocumentId) -> Result<(), StoreError> {
        self.conn
            .prepare_cached("DELETE FROM pending WHERE document = ?1")?
            .execute([id.as_bytes()])?;
        Ok(())
    }

    /// Notes what was set aside, and why; once, even where it is opened once more.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn quarantine(
        &mut self,
        device: DeviceId,
        n: u64,
        document: Option<DocumentId>,
        reason: &str,
    ) -> Result<(), StoreError> {
        let document = document.map(|id| *id.as_bytes());
        self.conn
            .prepare_cached(
                "INSERT INTO quarantine (device, n, document, reason) SELECT ?1, ?2, ?3, ?4
                 WHERE NOT EXISTS (SELECT 1 FROM quarantine
                   WHERE device = ?1 AND n = ?2 AND document IS ?3 AND reason = ?4)",
            )?
            .execute(params![device.as_bytes(), number(n)?, document, reason])?;
        Ok(())
    }

    /// The person has this state before them.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn set_seen(&mut self, id: DocumentId, heads: &Heads) -> Result<(), StoreError> {
        let Some((seq, now, _)) = self.seen_of(id)? else { return Ok(()) };
        let seen = if now == *heads { Vec::new() } else { heads.to_bytes() };
        self.conn
            .prepare_cached("UPDATE record SET seen = ?2 WHERE seq = ?1")?
            .execute(params![seq, seen])?;
        Ok(())
    }

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
}

pub(crate) fn device_id(bytes: &[u8]) -> Result<DeviceId, StoreError> {
    DeviceId::from_slice(bytes).map_err(|_| StoreError::Damaged)
}
