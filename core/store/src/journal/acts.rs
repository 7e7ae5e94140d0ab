//! What was done on this device, to be undone.

use minicbor::bytes::ByteVec;
use requite_record::{DocumentId, Heads};
use rusqlite::{Connection, OptionalExtension, params};

use super::{JournalRead, JournalWrite, list::document_id};
use crate::StoreError;

/// Something that was done on this device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act {
    /// Its place in the order; ignored when it is stored.
    pub id: i64,
    /// What it is called.
    pub label: String,
    /// The records that it touched, with their states before and after; none where it made the record.
    pub changes: Vec<(DocumentId, Option<(Heads, Heads)>)>,
}

/// A record by its number, with its states before and after.
pub(super) type StoredChange = (i64, Option<(ByteVec, ByteVec)>);

impl JournalRead<'_> {
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
        let Some((id, label, changes)) = found else { return Ok(None) };
        let stored: Vec<StoredChange> =
            requite_wire::codec::decode(&changes).map_err(|_| StoreError::Damaged)?;
        let heads = |bytes: &[u8]| Heads::from_bytes(bytes).map_err(|_| StoreError::Damaged);
        let changes = stored.into_iter().map(|(seq, between)| {
            let between = between
                .map(|(before, after)| Ok::<_, StoreError>((heads(&before)?, heads(&after)?)));
            Ok((numbered(self.conn, seq)?, between.transpose()?))
        });
        Ok(Some(Act { id, label, changes: changes.collect::<Result<_, StoreError>>()? }))
    }
}

impl JournalWrite<'_> {
    /// Notes an act, to be undone. The records that it touched are there already.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn push_act(&mut self, act: &Act) -> Result<(), StoreError> {
        let stored = act.changes.iter().map(|(id, between)| {
            let seq = self.seq(*id)?.ok_or(StoreError::Internal(0))?;
            Ok((seq, between.as_ref().map(|(before, after)| (bytes(before), bytes(after)))))
        });
        let stored: Vec<StoredChange> = stored.collect::<Result<_, StoreError>>()?;
        self.conn
            .prepare_cached("INSERT INTO act (label, changes) VALUES (?1, ?2)")?
            .execute(params![act.label, requite_wire::codec::encode(&stored)])?;
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
}

fn bytes(heads: &Heads) -> ByteVec {
    heads.to_bytes().into()
}

fn numbered(conn: &Connection, seq: i64) -> Result<DocumentId, StoreError> {
    let mut statement = conn.prepare_cached("SELECT id FROM record WHERE seq = ?1")?;
    let id: Option<Vec<u8>> = statement.query_row([seq], |row| row.get(0)).optional()?;
    document_id(&id.ok_or(StoreError::Damaged)?)
}
