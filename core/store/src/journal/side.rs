//! What stands beside the records: how far chains were opened, what waits or is set aside, what was seen and done here,
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

/// Something that was done on this device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act {
    /// Its place in the order; ignored when it is stored.
    pub id: i64,
    /// What it is called.
    pub label: String,
    /// The records that it touched, with their states before (none: it made the record) and after.
    pub changes: Vec<(DocumentId, Option<Heads>, Heads)>,
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
        let sql = "SELECT CASE WHEN seen = x'' THEN heads ELSE seen END FROM record WHERE id = ?1";
        let mut statement = self.conn.prepare_cached(sql)?;
        let found: Option<Option<Vec<u8>>> =
            statement.query_row([id.as_bytes()], |row| row.get(0)).optional()?;
        let heads = |bytes: Vec<u8>| Heads::from_bytes(&bytes).map_err(|_| StoreError::Damaged);
        found.flatten().map(heads).transpose()
    }

    /// The last act that was not undone.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn last_act(&self) -> Result<Option<Act>, StoreError> {
        let found = self
            .conn
            .prepare_cached(
                "SELECT id, label, changes FROM act WHERE undone = 0 ORDER BY id DESC LIMIT 1",
            )?
            .query_row([], |row| Ok((row.get(0)?, row.get(1)?, row.get::<_, Vec<u8>>(2)?)))
            .optional()?;
        found
            .map(|(id, label, changes)| Ok(Act { id, label, changes: decode_changes(&changes)? }))
            .transpose()
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

    /// Notes what was set aside, and why.
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
                "INSERT INTO quarantine (device, n, document, reason) VALUES (?1, ?2, ?3, ?4)",
            )?
            .execute(params![device.as_bytes(), number(n)?, document, reason])?;
        Ok(())
    }

    /// The person has this state before them.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn set_seen(&mut self, id: DocumentId, heads: &Heads) -> Result<(), StoreError> {
        self.conn
            .prepare_cached(
                "UPDATE record SET seen = CASE WHEN heads = ?2 THEN x'' ELSE ?2 END WHERE id = ?1",
            )?
            .execute(params![id.as_bytes(), heads.to_bytes()])?;
        Ok(())
    }

    /// Notes an act, to be undone.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn push_act(&mut self, act: &Act) -> Result<(), StoreError> {
        self.conn
            .prepare_cached("INSERT INTO act (label, changes) VALUES (?1, ?2)")?
            .execute(params![act.label, encode_changes(&act.changes)])?;
        Ok(())
    }

    /// It was undone.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn mark_undone(&mut self, id: i64) -> Result<(), StoreError> {
        self.conn.prepare_cached("UPDATE act SET undone = 1 WHERE id = ?1")?.execute([id])?;
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

type StoredChange =
    (minicbor::bytes::ByteVec, Option<minicbor::bytes::ByteVec>, minicbor::bytes::ByteVec);

fn encode_changes(changes: &[(DocumentId, Option<Heads>, Heads)]) -> Vec<u8> {
    let stored: Vec<StoredChange> = changes
        .iter()
        .map(|(id, before, after)| {
            let before = before.as_ref().map(|heads| heads.to_bytes().into());
            (id.as_bytes().to_vec().into(), before, after.to_bytes().into())
        })
        .collect();
    requite_wire::codec::encode(&stored)
}

fn decode_changes(bytes: &[u8]) -> Result<Vec<(DocumentId, Option<Heads>, Heads)>, StoreError> {
    let stored: Vec<StoredChange> =
        requite_wire::codec::decode(bytes).map_err(|_| StoreError::Damaged)?;
    let heads = |bytes: &[u8]| Heads::from_bytes(bytes).map_err(|_| StoreError::Damaged);
    stored
        .into_iter()
        .map(|(id, before, after)| {
            let before = before.map(|before| heads(&before)).transpose()?;
            Ok((document_id(&id)?, before, heads(&after)?))
        })
        .collect()
}

pub(crate) fn device_id(bytes: &[u8]) -> Result<DeviceId, StoreError> {
    DeviceId::from_slice(bytes).map_err(|_| StoreError::Damaged)
}
