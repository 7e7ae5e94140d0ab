//! The backend in one SQLite file.

use std::path::Path;

use requite_wire::{DeviceId, Envelope, Hash, Locator, Tip, VaultId};
use rusqlite::{
    Connection, ErrorCode, OptionalExtension, Transaction, TransactionBehavior, params,
};

use crate::backend::{Appended, Backend, BackendError, Stored, VaultRow};

/// Vaults in an SQLite file: write-ahead log, `synchronous = FULL`, so that what was answered survives a power cut.
#[derive(Debug)]
pub struct Sqlite(Connection);

const SCHEMA: &str = "
CREATE TABLE IF NOT EXISTS vault (
    id BLOB PRIMARY KEY NOT NULL,
    generation BLOB NOT NULL, -- made when this file first stored the vault
    head INTEGER NOT NULL, -- newest sequence number, counted within the vault
    bytes INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS locator (
    locator BLOB PRIMARY KEY NOT NULL,
    vault BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS roster (
    vault BLOB NOT NULL,
    i INTEGER NOT NULL, -- order of arrival
    hash BLOB NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (vault, i)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS tip (
    vault BLOB NOT NULL,
    device BLOB NOT NULL,
    n INTEGER NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (vault, device)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS envelope (
    vault BLOB NOT NULL,
    seq INTEGER NOT NULL,
    device BLOB NOT NULL,
    n INTEGER NOT NULL,
    hash BLOB NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (vault, seq)
);
CREATE UNIQUE INDEX IF NOT EXISTS envelope_chain ON envelope (vault, device, n);
";

impl Sqlite {
    /// Opens or makes the file.
    ///
    /// # Errors
    /// [`BackendError`].
    pub fn open(path: &Path) -> Result<Self, BackendError> {
        let conn = Connection::open(path).map_err(failed)?;
        conn.busy_timeout(core::time::Duration::from_secs(5)).map_err(failed)?;
        conn.execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY;
             PRAGMA trusted_schema = OFF; PRAGMA cache_size = -2048; PRAGMA journal_size_limit = 8388608;",
        )
        .map_err(failed)?;
        conn.execute_batch(SCHEMA).map_err(failed)?;
        Ok(Self(conn))
    }

    /// One in memory, for simulations: it is as durable as the process.
    ///
    /// # Errors
    /// [`BackendError`].
    pub fn in_memory() -> Result<Self, BackendError> {
        Self::open(Path::new(":memory:"))
    }

    fn write<T>(
        &mut self,
        act: impl FnOnce(&Transaction<'_>) -> Result<T, rusqlite::Error>,
    ) -> Result<T, BackendError> {
        let tx =
            self.0.transaction_with_behavior(TransactionBehavior::Immediate).map_err(failed)?;
        let outcome = act(&tx).map_err(failed)?;
        tx.commit().map_err(failed)?;
        Ok(outcome)
    }
}

impl Backend for Sqlite {
    fn create(
        &mut self,
        vault: VaultId,
        locator: Option<Locator>,
        genesis: (Hash, &[u8]),
    ) -> Result<VaultRow, BackendError> {
        let mut generation = [0; 16];
        getrandom::fill(&mut generation).map_err(|_| BackendError::Failed)?;
        self.write(|tx| {
            let (hash, body) = genesis;
            let id = vault.as_bytes();
            let made = tx.execute(
                "INSERT OR IGNORE INTO vault (id, generation, head, bytes) VALUES (?1, ?2, 0, ?3)",
                params![id, generation, int(body.len())],
            )?;
            if made > 0 {
                tx.execute(
                    "INSERT INTO roster (vault, i, hash, body) VALUES (?1, 0, ?2, ?3)",
                    params![id, hash.as_bytes(), body],
                )?;
            }
            if let Some(locator) = locator {
                tx.execute("DELETE FROM locator WHERE vault = ?1", [id])?;
                tx.execute(
                    "INSERT INTO locator (locator, vault) VALUES (?1, ?2) ON CONFLICT (locator) DO UPDATE SET vault = ?2",
                    params![locator.as_bytes(), id],
                )?;
            }
            row(tx, vault)?.ok_or(rusqlite::Error::QueryReturnedNoRows)
        })
    }

    fn locate(&mut self, locator: Locator) -> Result<Option<VaultId>, BackendError> {
        let found: Option<Vec<u8>> = self
            .0
            .prepare_cached("SELECT vault FROM locator WHERE locator = ?1")
            .and_then(|mut s| s.query_row([locator.as_bytes()], |row| row.get(0)).optional())
            .map_err(failed)?;
        found.map(|id| VaultId::from_slice(&id).map_err(|_| BackendError::Failed)).transpose()
    }

    fn vault(&mut self, vault: VaultId) -> Result<Option<VaultRow>, BackendError> {
        row(&self.0, vault).map_err(failed)
    }

    fn roster(&mut self, vault: VaultId) -> Result<Vec<Vec<u8>>, BackendError> {
        let mut statement = self
            .0
            .prepare_cached("SELECT body FROM roster WHERE vault = ?1 ORDER BY i")
            .map_err(failed)?;
        let rows = statement.query_map([vault.as_bytes()], |row| row.get(0)).map_err(failed)?;
        rows.map(|row| row.map_err(failed)).collect()
    }

    fn append(
        &mut self,
        vault: VaultId,
        len: u64,
        entries: &[(Hash, Vec<u8>)],
    ) -> Result<Appended, BackendError> {
        self.write(|tx| {
            let id = vault.as_bytes();
            let here: i64 =
                tx.query_row("SELECT count(*) FROM roster WHERE vault = ?1", [id], |row| {
                    row.get(0)
                })?;
            if here.unsigned_abs() != len {
                return Ok(Appended::Stale);
            }
            for ((hash, body), i) in entries.iter().zip(here..) {
                tx.execute(
                    "INSERT INTO roster (vault, i, hash, body) VALUES (?1, ?2, ?3, ?4)",
                    params![id, i, hash.as_bytes(), body],
                )?;
                tx.execute(
                    "UPDATE vault SET bytes = bytes + ?2 WHERE id = ?1",
                    params![id, int(body.len())],
                )?;
            }
            Ok(Appended::Stored)
        })
    }

    fn push(
        &mut self,
        vault: VaultId,
        envelopes: &[Envelope],
        quota_bytes: u64,
    ) -> Result<Stored, BackendError> {
        let tx =
            self.0.transaction_with_behavior(TransactionBehavior::Immediate).map_err(failed)?;
        let stored = push(&tx, vault, envelopes, quota_bytes).map_err(failed)?;
        if matches!(stored, Stored::All(_)) {
            tx.commit().map_err(failed)?;
        }
        Ok(stored)
    }

    fn pull(
        &mut self,
        vault: VaultId,
        after: u64,
        max_bytes: usize,
    ) -> Result<Vec<(u64, Vec<u8>)>, BackendError> {
        let after = i64::try_from(after).unwrap_or(i64::MAX);
        let mut statement = self
            .0
            .prepare_cached(
                "SELECT seq, body FROM envelope WHERE vault = ?1 AND seq > ?2 ORDER BY seq",
            )
            .map_err(failed)?;
        let mut rows = statement.query(params![vault.as_bytes(), after]).map_err(failed)?;
        let mut found = Vec::new();
        let mut bytes = 0_usize;
        while let Some(row) = rows.next().map_err(failed)? {
            let seq: i64 = row.get(0).map_err(failed)?;
            let body: Vec<u8> = row.get(1).map_err(failed)?;
            bytes = bytes.saturating_add(body.len());
            if bytes > max_bytes && !found.is_empty() {
                break;
            }
            found.push((seq.unsigned_abs(), body));
        }
        Ok(found)
    }

    fn tips(&mut self, vault: VaultId) -> Result<Vec<Tip>, BackendError> {
        let mut statement = self
            .0
            .prepare_cached("SELECT device, n, hash FROM tip WHERE vault = ?1 ORDER BY device")
            .map_err(failed)?;
        let mut rows = statement.query([vault.as_bytes()]).map_err(failed)?;
        let mut tips = Vec::new();
        while let Some(row) = rows.next().map_err(failed)? {
            let device: Vec<u8> = row.get(0).map_err(failed)?;
            let hash: Vec<u8> = row.get(2).map_err(failed)?;
            tips.push(Tip {
                device: DeviceId::from_slice(&device).map_err(|_| BackendError::Failed)?,
                n: row.get::<_, i64>(1).map_err(failed)?.unsigned_abs(),
                hash: Hash::from_slice(&hash).map_err(|_| BackendError::Failed)?,
            });
        }
        Ok(tips)
    }

    fn delete(&mut self, vault: VaultId) -> Result<(), BackendError> {
        self.write(|tx| {
            for table in ["envelope", "tip", "roster", "locator"] {
                tx.execute(&format!("DELETE FROM {table} WHERE vault = ?1"), [vault.as_bytes()])?;
            }
            tx.execute("DELETE FROM vault WHERE id = ?1", [vault.as_bytes()])?;
            Ok(())
        })
    }
}

fn push(
    tx: &Transaction<'_>,
    vault: VaultId,
    envelopes: &[Envelope],
    quota_bytes: u64,
) -> Result<Stored, rusqlite::Error> {
    let id = vault.as_bytes();
    if row(tx, vault)?.is_none() {
        return Ok(Stored::NoVault);
    }
    let mut seqs = Vec::with_capacity(envelopes.len());
    for envelope in envelopes {
        let Tip { device, n, hash } = envelope.tip();
        let n = i64::try_from(n).unwrap_or(i64::MAX);
        let known: Option<(i64, Vec<u8>)> = tx
            .prepare_cached(
                "SELECT seq, hash FROM envelope WHERE vault = ?1 AND device = ?2 AND n = ?3",
            )?
            .query_row(params![id, device.as_bytes(), n], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        if let Some((seq, known)) = known {
            if known != hash.as_bytes() {
                return Ok(Stored::Forked);
            }
            seqs.push(seq.unsigned_abs());
            continue;
        }
        let tip: Option<(i64, Vec<u8>)> = tx
            .prepare_cached("SELECT n, hash FROM tip WHERE vault = ?1 AND device = ?2")?
            .query_row(params![id, device.as_bytes()], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let (last, last_hash) = tip.unwrap_or((0, Hash::ZERO.as_bytes().to_vec()));
        if n != last + 1 {
            return Ok(Stored::Gap);
        }
        if last_hash != envelope.header().prev.as_bytes() {
            return Ok(Stored::Forked);
        }
        let (seq, bytes): (i64, i64) = tx
            .prepare_cached("UPDATE vault SET head = head + 1, bytes = bytes + ?2 WHERE id = ?1 RETURNING head, bytes")?
            .query_row(params![id, int(envelope.bytes().len())], |row| Ok((row.get(0)?, row.get(1)?)))?;
        if bytes.unsigned_abs() > quota_bytes {
            return Ok(Stored::OverQuota);
        }
        tx.prepare_cached("INSERT INTO envelope (vault, seq, device, n, hash, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?
            .execute(params![id, seq, device.as_bytes(), n, hash.as_bytes(), envelope.bytes()])?;
        tx.prepare_cached(
            "INSERT INTO tip (vault, device, n, hash) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (vault, device) DO UPDATE SET n = ?3, hash = ?4",
        )?
        .execute(params![id, device.as_bytes(), n, hash.as_bytes()])?;
        seqs.push(seq.unsigned_abs());
    }
    Ok(Stored::All(seqs))
}

fn row(conn: &Connection, vault: VaultId) -> Result<Option<VaultRow>, rusqlite::Error> {
    conn.prepare_cached("SELECT generation, head, bytes FROM vault WHERE id = ?1")?
        .query_row([vault.as_bytes()], |row| {
            Ok(VaultRow {
                generation: row.get(0)?,
                head: row.get::<_, i64>(1)?.unsigned_abs(),
                bytes: row.get::<_, i64>(2)?.unsigned_abs(),
            })
        })
        .optional()
}

fn int(len: usize) -> i64 {
    i64::try_from(len).unwrap_or(i64::MAX)
}

#[expect(clippy::needless_pass_by_value, reason = "fits map_err")]
fn failed(error: rusqlite::Error) -> BackendError {
    match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => BackendError::Full,
        _ => BackendError::Failed,
    }
}
