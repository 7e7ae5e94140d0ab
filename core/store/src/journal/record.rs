//! Documents and their rows: written together, always.

use requite_record::{DocumentId, Facet, Heads, Projection};
use rusqlite::{OptionalExtension, params};
use serde_json::{Map, Value as Json};
use unicode_segmentation::UnicodeSegmentation;

use super::{JournalRead, JournalWrite, packs::KindRow};
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
        let mut statement = self.conn.prepare_cached(
            "SELECT r.kind, r.heads, r.shown + r.searched, r.document, b.body
             FROM record r JOIN body b ON b.seq = r.seq WHERE r.id = ?1",
        )?;
        let found = statement
            .query_row([id.as_bytes()], |row| {
                let heads: Vec<u8> = row.get(1)?;
                let body: Vec<u8> = row.get(4)?;
                Ok((row.get(0)?, heads, row.get(2)?, row.get(3)?, body))
            })
            .optional()?;
        let Some((kind, heads, before, len, body)) = found else { return Ok(None) };
        let kind = self.kind_numbered(kind)?;
        let (before, len) = (length(before)?, length(len)?);
        let mut bytes = self.packs.unpack(&kind, &body, before + len)?;
        bytes.drain(..before);
        let heads = Heads::from_bytes(&heads).map_err(|_| StoreError::Damaged)?;
        Ok(Some(StoredDocument { kind: kind.name, heads, bytes }))
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
        let kind = self.kind_of(kind)?;
        let texts = projection.map(columns).unwrap_or_default();
        let shown = projection.map(|row| Json::Object(excerpts(&row.fields)).to_string());
        let shown = shown.unwrap_or_default();
        let searched = searched(&texts);
        let plain = [shown.as_bytes(), searched.as_bytes(), bytes].concat();
        let body = self.packs.pack(&kind, &plain)?;
        let old = self.old(id)?;
        if let Some(old) = &old {
            self.forget_facets(id, old)?;
            self.conn.prepare_cached("DELETE FROM search WHERE rowid = ?1")?.execute([old.seq])?;
        }
        let marks = match projection.map(|row| row.marks.as_slice()) {
            None | Some([]) => None,
            Some(marks) => Some(serde_json::to_string(marks).map_err(|_| StoreError::Internal(0))?),
        };
        let present = projection.map(|row| row.present);
        let order = projection.map_or("", |row| row.order.as_str());
        let facets = projection.map_or(&[][..], |row| row.facets.as_slice());
        let facets = self.put_facets(id, &kind, facets, (present == Some(true), order))?;
        let values = params![
            id.as_bytes(),
            kind.seq,
            present,
            order,
            heads.to_bytes(),
            marks,
            (!facets.is_empty()).then_some(facets),
            as_number(shown.len())?,
            as_number(searched.len())?,
            as_number(bytes.len())?
        ];
        let seq: i64 = self.conn.prepare_cached(PUT)?.query_row(values, |row| row.get(0))?;
        self.conn
            .prepare_cached("INSERT OR REPLACE INTO body (seq, body) VALUES (?1, ?2)")?
            .execute(params![seq, body])?;
        if present == Some(true) && !searched.is_empty() {
            let [light, heavy] = &texts;
            self.conn
                .prepare_cached("INSERT INTO search (rowid, light, heavy) VALUES (?1, ?2, ?3)")?
                .execute(params![seq, index_text(light), index_text(heavy)])?;
        }
        Ok(())
    }

    fn kind_of(&mut self, name: &str) -> Result<KindRow, StoreError> {
        if let Some(known) = self.kind_named(name)? {
            return Ok(known);
        }
        // Nothing is known of it, so it is compressed without an example.
        self.know_kind(name, &[])?;
        self.kind_named(name)?.ok_or(StoreError::Damaged)
    }

    fn old(&self, id: DocumentId) -> Result<Option<Old>, StoreError> {
        let mut statement = self
            .conn
            .prepare_cached("SELECT seq, present, ord, facets FROM record WHERE id = ?1")?;
        let read = |row: &rusqlite::Row<'_>| {
            let facets: Option<Vec<u8>> = row.get(3)?;
            let present = row.get::<_, Option<bool>>(1)?.unwrap_or(false);
            Ok(Old {
                seq: row.get(0)?,
                present,
                order: row.get(2)?,
                facets: facets.unwrap_or_default(),
            })
        };
        Ok(statement.query_row([id.as_bytes()], read).optional()?)
    }

    fn forget_facets(&self, id: DocumentId, old: &Old) -> Result<(), StoreError> {
        let mut delete = self.conn.prepare_cached(
            "DELETE FROM facet WHERE term = ?1 AND present = ?2 AND ord = ?3 AND id = ?4",
        )?;
        // A value that nobody has any more is forgotten.
        let mut forget = self.conn.prepare_cached(
            "DELETE FROM term WHERE seq = ?1 AND NOT EXISTS (SELECT 1 FROM facet WHERE term = ?1)",
        )?;
        for term in old.facets.as_chunks::<4>().0 {
            let term = u32::from_be_bytes(*term);
            delete.execute(params![term, old.present, old.order, id.as_bytes()])?;
            forget.execute([term])?;
        }
        Ok(())
    }

    /// Returns the numbers of the facets' terms.
    fn put_facets(
        &self,
        id: DocumentId,
        kind: &KindRow,
        facets: &[Facet],
        (present, order): (bool, &str),
    ) -> Result<Vec<u8>, StoreError> {
        let mut add = self.conn.prepare_cached(
            "INSERT OR IGNORE INTO term (kind, field, value) VALUES (?1, ?2, ?3)",
        )?;
        let mut insert = self.conn.prepare_cached(
            "INSERT OR IGNORE INTO facet (term, present, ord, id) VALUES (?1, ?2, ?3, ?4)",
        )?;
        let mut terms = Vec::with_capacity(facets.len() * 4);
        for facet in facets {
            let term = if let Some(term) = self.term(kind, facet)? {
                term
            } else {
                add.execute(params![kind.seq, facet.field, facet.value])?;
                self.term(kind, facet)?.ok_or(StoreError::Damaged)?
            };
            insert.execute(params![term, present, order, id.as_bytes()])?;
            terms.extend(term.to_be_bytes());
        }
        Ok(terms)
    }
}

impl JournalRead<'_> {
    /// The number of a value that lists are filtered by, if any record has it.
    pub(super) fn term(&self, kind: &KindRow, facet: &Facet) -> Result<Option<u32>, StoreError> {
        let mut statement = self
            .conn
            .prepare_cached("SELECT seq FROM term WHERE kind = ?1 AND field = ?2 AND value = ?3")?;
        let values = params![kind.seq, facet.field, facet.value];
        Ok(statement.query_row(values, |row| row.get(0)).optional()?)
    }
}

/// A record that was seen as it is, and changes, was seen as it was.
const PUT: &str = "
    INSERT INTO record (id, kind, present, ord, heads, marks, facets, shown, searched, document)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
    ON CONFLICT (id) DO UPDATE SET
      seen = CASE WHEN seen = x'' AND heads <> ?5 THEN heads ELSE seen END,
      kind = ?2, present = ?3, ord = ?4, heads = ?5, marks = ?6, facets = ?7, shown = ?8, searched = ?9,
      document = ?10
    RETURNING seq";

/// What of a row has to be undone before it is written again.
struct Old {
    seq: i64,
    present: bool,
    order: String,
    facets: Vec<u8>,
}

/// A length as the file keeps it.
pub(super) fn length(stored: i64) -> Result<usize, StoreError> {
    usize::try_from(stored).map_err(|_| StoreError::Damaged)
}

fn as_number(len: usize) -> Result<i64, StoreError> {
    i64::try_from(len).map_err(|_| StoreError::Internal(0))
}

/// The searched texts, light ones and heavy ones.
fn columns(projection: &Projection) -> [String; 2] {
    let join = |heavy: bool| {
        let texts = projection.searched.iter().filter(|(weight, _)| (*weight >= HEAVY) == heavy);
        texts.map(|(_, text)| text.as_str()).collect::<Vec<_>>().join("\n")
    };
    [join(false), join(true)]
}

/// The whole searched text, heavy ones first: snippets are cut from it.
fn searched([light, heavy]: &[String; 2]) -> String {
    [heavy.as_str(), light.as_str()].join("\n").trim().to_owned()
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
