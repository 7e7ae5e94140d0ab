//! Own changes on their way out: unsealed, then sealed, then in the mail file.

use requite_record::DocumentId;
use requite_wire::{DeviceId, Envelope, Hash};
use rusqlite::{OptionalExtension, params};

use super::{JournalRead, JournalWrite, list::document_id, side::device_id};
use crate::StoreError;

/// Which envelopes a change may travel in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lane {
    /// With what the person writes.
    Own,
    /// With other imports: what somebody else wrote is never compressed together with secrets.
    Import,
}

/// A change that waits for its envelope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsealed {
    /// Its place in the order.
    pub seq: i64,
    /// Its lane.
    pub lane: Lane,
    /// The document that it belongs to.
    pub document: DocumentId,
    /// The document's kind.
    pub kind: String,
    /// The raw change.
    pub change: Vec<u8>,
    /// Whose it was, where it is passed on for a device that was removed.
    pub adopted: Option<DeviceId>,
}

impl JournalRead<'_> {
    /// Changes that wait, oldest first, up to so many bytes but at least one.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn unsealed(&self, max_bytes: usize) -> Result<Vec<Unsealed>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT seq, lane, document, kind, change, adopted FROM unsealed ORDER BY seq",
        )?;
        let mut rows = statement.query([])?;
        let mut batch = Vec::new();
        let mut bytes = 0_usize;
        while let Some(row) = rows.next()? {
            let change: Vec<u8> = row.get(4)?;
            bytes = bytes.saturating_add(change.len());
            if bytes > max_bytes && !batch.is_empty() {
                break;
            }
            let lane = if row.get::<_, i64>(1)? == 0 { Lane::Own } else { Lane::Import };
            let document = document_id(&row.get::<_, Vec<u8>>(2)?)?;
            let adopted: Option<Vec<u8>> = row.get(5)?;
            batch.push(Unsealed {
                seq: row.get(0)?,
                lane,
                document,
                kind: row.get(3)?,
                change,
                adopted: adopted.map(|id| device_id(&id)).transpose()?,
            });
        }
        Ok(batch)
    }

    /// How many changes wait.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn unsealed_count(&self) -> Result<u64, StoreError> {
        let count: i64 = self
            .conn
            .prepare_cached("SELECT count(*) FROM unsealed")?
            .query_row([], |row| row.get(0))?;
        Ok(count.unsigned_abs())
    }

    /// Envelopes that the mail file may not have yet, in order.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn sealed(&self) -> Result<Vec<Envelope>, StoreError> {
        let mut statement = self.conn.prepare_cached("SELECT envelope FROM sealed ORDER BY n")?;
        let rows = statement.query_map([], |row| row.get::<_, Vec<u8>>(0))?;
        rows.map(|bytes| Envelope::parse(bytes?).map_err(|_| StoreError::Damaged)).collect()
    }

    /// The first and the last number of those that the mail file may not have yet.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn sealed_numbers(&self) -> Result<Option<(u64, u64)>, StoreError> {
        let mut statement = self.conn.prepare_cached("SELECT min(n), max(n) FROM sealed")?;
        let found: (Option<i64>, Option<i64>) =
            statement.query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let (first, last) = found;
        Ok(first.zip(last).map(|(first, last)| (first.unsigned_abs(), last.unsigned_abs())))
    }

    /// Number and hash of the last envelope of the own chain.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn chain(&self) -> Result<Option<(u64, Hash)>, StoreError> {
        let found = self
            .conn
            .prepare_cached("SELECT n, hash FROM chain")?
            .query_row([], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, Vec<u8>>(1)?)))
            .optional()?;
        found
            .map(|(n, hash)| {
                let hash = Hash::from_slice(&hash).map_err(|_| StoreError::Damaged)?;
                Ok((n.unsigned_abs(), hash))
            })
            .transpose()
    }
}

impl JournalWrite<'_> {
    /// Puts changes behind those that wait.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn append_unsealed(
        &mut self,
        lane: Lane,
        id: DocumentId,
        kind: &str,
        changes: &[Vec<u8>],
    ) -> Result<(), StoreError> {
        let mut insert = self.conn.prepare_cached(
            "INSERT INTO unsealed (lane, document, kind, change) VALUES (?1, ?2, ?3, ?4)",
        )?;
        let lane = i64::from(lane == Lane::Import);
        for change in changes {
            insert.execute(params![lane, id.as_bytes(), kind, change])?;
        }
        Ok(())
    }

    /// Puts an envelope in the place of the changes that it seals, at the end of the own chain.
    ///
    /// # Errors
    /// [`StoreError::Chain`] when it is not the next.
    pub fn seal(&mut self, seqs: &[i64], envelope: &Envelope) -> Result<(), StoreError> {
        let header = envelope.header();
        let (last, hash) = self.chain()?.unwrap_or((0, Hash::ZERO));
        if header.n != last + 1 || header.prev != hash {
            return Err(StoreError::Chain);
        }
        let mut delete = self.conn.prepare_cached("DELETE FROM unsealed WHERE seq = ?1")?;
        for seq in seqs {
            delete.execute([seq])?;
        }
        let n = number(header.n)?;
        self.conn
            .prepare_cached("INSERT INTO sealed (n, envelope) VALUES (?1, ?2)")?
            .execute(params![n, envelope.bytes()])?;
        self.conn
            .prepare_cached(
                "INSERT INTO chain (one, n, hash) VALUES (1, ?1, ?2)
                 ON CONFLICT (one) DO UPDATE SET n = ?1, hash = ?2",
            )?
            .execute(params![n, envelope.hash().as_bytes()])?;
        Ok(())
    }

    /// The mail file has those up to number `n`, durably.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn forget_sealed(&mut self, n: u64) -> Result<(), StoreError> {
        self.conn.prepare_cached("DELETE FROM sealed WHERE n <= ?1")?.execute([number(n)?])?;
        Ok(())
    }
}

/// A chain's number as SQLite keeps it.
pub(crate) fn number(n: u64) -> Result<i64, StoreError> {
    i64::try_from(n).map_err(|_| StoreError::Internal(0))
}
