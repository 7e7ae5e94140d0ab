//! Documents and their rows: written together, always.

use requite_record::{DocumentId, Heads, Projection};
use requite_wire::compress;
use rusqlite::{Connection, OptionalExtension, params};
use serde_json::{Map, Value as Json};
use unicode_segmentation::UnicodeSegmentation;

use super::{JournalRead, JournalWrite};
use crate::{StoreError, fold::index_text};

/// A document as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredDocument {
    /// Its kind.
    pub kind: String,
    /// Its state.
    pub heads: Heads,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Characters of a long text that rows keep.
const EXCERPT: usize = 240;
/// Texts of at most so many bytes are kept whole.
const SHORT_BYTES: usize = 240;
/// Fields of this weight and more are searched in the heavier column.
const HEAVY: u8 = 2;

impl JournalRead<'_> {
    /// A document by its id.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn document(&self, id: DocumentId) -> Result<Option<StoredDocument>, StoreError> {
        let mut statement =
            self.conn.prepare_cached("SELECT kind, heads, bytes FROM document WHERE id = ?1")?;
        let found = statement
            .query_row([id.as_bytes()], |row| {
                Ok((row.get(0)?, row.get::<_, Vec<u8>>(1)?, row.get(2)?))
            })
            .optional()?;
        found
            .map(|(kind, heads, bytes)| {
                let heads = Heads::from_bytes(&heads).map_err(|_| StoreError::Damaged)?;
                Ok(StoredDocument { kind, heads, bytes })
            })
            .transpose()
    }
}

impl JournalWrite<'_> {
    /// Stores a document with what is shown of it. Without a projection (an unknown kind) it is kept, and not shown.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn put_document(
        &mut self,
        id: DocumentId,
        kind: &str,
        heads: &Heads,
        bytes: &[u8],
        projection: Option<&Projection>,
    ) -> Result<(), StoreError> {
        self.conn
            .prepare_cached(
                "INSERT INTO document (id, kind, heads, bytes) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (id) DO UPDATE SET kind = ?2, heads = ?3, bytes = ?4",
            )?
            .execute(params![id.as_bytes(), kind, heads.to_bytes(), bytes])?;
        projection.map_or(Ok(()), |projection| put_row(self.conn, projection))
    }
}

fn put_row(conn: &Connection, projection: &Projection) -> Result<(), StoreError> {
    let id = projection.id.as_bytes();
    let fields = Json::Object(excerpts(&projection.fields)).to_string();
    let marks = match projection.marks.as_slice() {
        [] => None,
        marks => Some(serde_json::to_string(marks).map_err(|_| StoreError::Internal(0))?),
    };
    let [heavy, light] = columns(projection);
    let whole = [heavy.as_str(), light.as_str()].join("\n");
    let searched = (!whole.trim().is_empty()).then(|| compress::compress(whole.trim().as_bytes()));
    let seq: i64 = conn
        .prepare_cached(
            "INSERT INTO record (id, kind, present, ord, fields, marks, heads, searched)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
             ON CONFLICT (id) DO UPDATE SET
               kind = ?2, present = ?3, ord = ?4, fields = ?5, marks = ?6, heads = ?7, searched = ?8
             RETURNING seq",
        )?
        .query_row(
            params![
                id,
                projection.kind,
                projection.present,
                projection.order,
                fields,
                marks,
                projection.heads.to_bytes(),
                searched
            ],
            |row| row.get(0),
        )?;
    conn.prepare_cached("DELETE FROM search WHERE rowid = ?1")?.execute([seq])?;
    if projection.present && searched.is_some() {
        conn.prepare_cached("INSERT INTO search (rowid, heavy, light) VALUES (?1, ?2, ?3)")?
            .execute(params![seq, index_text(&heavy), index_text(&light)])?;
    }
    put_facets(conn, projection)
}

fn put_facets(conn: &Connection, projection: &Projection) -> Result<(), StoreError> {
    let id = projection.id.as_bytes();
    conn.prepare_cached("DELETE FROM facet WHERE id = ?1")?.execute([id])?;
    let mut insert = conn.prepare_cached(
        "INSERT OR IGNORE INTO facet (kind, field, value, present, ord, id) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for facet in &projection.facets {
        let (kind, ord) = (&projection.kind, &projection.order);
        insert.execute(params![kind, facet.field, facet.value, projection.present, ord, id])?;
    }
    Ok(())
}

/// The searched texts, heavy ones and light ones.
fn columns(projection: &Projection) -> [String; 2] {
    let join = |heavy: bool| {
        let texts = projection.searched.iter().filter(|(weight, _)| (*weight >= HEAVY) == heavy);
        texts.map(|(_, text)| text.as_str()).collect::<Vec<_>>().join("\n")
    };
    [join(true), join(false)]
}

/// Long texts are cut, between characters: a list needs no more.
fn excerpts(fields: &Map<String, Json>) -> Map<String, Json> {
    let cut = |value: &Json| match value {
        Json::String(text) if text.len() > SHORT_BYTES => {
            Json::String(text.graphemes(true).take(EXCERPT).collect())
        }
        Json::Object(map) => Json::Object(excerpts(map)),
        Json::String(_) | Json::Array(_) | Json::Null | Json::Bool(_) | Json::Number(_) => {
            value.clone()
        }
    };
    fields.iter().map(|(name, value)| (name.clone(), cut(value))).collect()
}
