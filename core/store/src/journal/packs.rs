//! Bodies of records: what is shown, what is searched and the document, compressed together against an example of their
//! kind, so that a text which all three hold is stored once.

use std::{cell::RefCell, collections::BTreeMap};

use requite_wire::compress::Packer;
use rusqlite::{OptionalExtension, params};

use super::{JournalRead, JournalWrite};
use crate::StoreError;

/// Packers by their example: making one costs more than using it.
#[derive(Debug, Default)]
pub(super) struct Packs(RefCell<BTreeMap<Vec<u8>, Packer>>);

/// A kind of records, as the file knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct KindRow {
    pub(super) seq: i64,
    pub(super) name: String,
    pub(super) example: Vec<u8>,
}

impl Packs {
    pub(super) fn pack(&self, kind: &KindRow, plain: &[u8]) -> Result<Vec<u8>, StoreError> {
        self.with(kind, |packer| packer.pack(plain))
    }

    pub(super) fn unpack(
        &self,
        kind: &KindRow,
        body: &[u8],
        len: usize,
    ) -> Result<Vec<u8>, StoreError> {
        self.with(kind, |packer| packer.unpack(body, len))
    }

    fn with<T>(
        &self,
        kind: &KindRow,
        act: impl FnOnce(&mut Packer) -> Result<T, requite_wire::WireError>,
    ) -> Result<T, StoreError> {
        let damaged = |_| StoreError::Damaged;
        let mut packs = self.0.borrow_mut();
        if let Some(packer) = packs.get_mut(&kind.example) {
            return act(packer).map_err(damaged);
        }
        let mut packer = Packer::new(&kind.example).map_err(damaged)?;
        let done = act(&mut packer).map_err(damaged);
        packs.insert(kind.example.clone(), packer);
        done
    }
}

impl JournalRead<'_> {
    /// Whether records of this kind were met before.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn knows_kind(&self, name: &str) -> Result<bool, StoreError> {
        let mut statement = self.conn.prepare_cached("SELECT 1 FROM kind WHERE name = ?1")?;
        Ok(statement.exists([name])?)
    }

    pub(super) fn kind_named(&self, name: &str) -> Result<Option<KindRow>, StoreError> {
        self.kind_where("SELECT seq, name, example FROM kind WHERE name = ?1", params![name])
    }

    pub(super) fn kind_numbered(&self, seq: i64) -> Result<KindRow, StoreError> {
        let found =
            self.kind_where("SELECT seq, name, example FROM kind WHERE seq = ?1", params![seq])?;
        found.ok_or(StoreError::Damaged)
    }

    fn kind_where(
        &self,
        sql: &str,
        values: &[&dyn rusqlite::ToSql],
    ) -> Result<Option<KindRow>, StoreError> {
        let mut statement = self.conn.prepare_cached(sql)?;
        let read = |row: &rusqlite::Row<'_>| {
            Ok(KindRow { seq: row.get(0)?, name: row.get(1)?, example: row.get(2)? })
        };
        Ok(statement.query_row(values, read).optional()?)
    }
}

impl JournalWrite<'_> {
    /// Makes a kind known before its first record comes, with an example of what such a record is made of. It stays as it
    /// is, whatever later versions would give as one; and it holds nothing that a person wrote.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn know_kind(&mut self, name: &str, example: &[u8]) -> Result<(), StoreError> {
        self.conn
            .prepare_cached("INSERT OR IGNORE INTO kind (name, example) VALUES (?1, ?2)")?
            .execute(params![name, example])?;
        Ok(())
    }
}
