//! Documents and their rows: written together, always.

use requite_record::{DocumentId, Facet, Heads, Projection, Whole};
use rusqlite::{OptionalExtension, params};
use serde_json::{Map, Value as Json};
use unicode_segmentation::UnicodeSegmentation;

use super::{JournalRead, JournalWrite, packs::KindRow, rough::rough};
use crate::{StoreError, words::indexed};

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
        let sql = format!("SELECT {COLUMNS} FROM {FROM} WHERE {BY_ID}");
        let mut statement = self.conn.prepare_cached(&sql)?;
        let mut rows = statement.query(params![beginning(id), id.as_bytes()])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        let kind = self.kind_numbered(row.get(KIND)?)?;
        let (heads, whole) = self.state(row, &kind, id)?;
        let bytes = match whole {
            Some(whole) => whole.bytes,
            None => self.whole(row, &kind, id)?.bytes,
        };
        Ok(Some(StoredDocument { kind: kind.name, heads, bytes }))
    }

    /// The state of a record, and its document where that had to be read for it.
    pub(super) fn state(
        &self,
        row: &rusqlite::Row<'_>,
        kind: &KindRow,
        id: DocumentId,
    ) -> Result<(Heads, Option<Whole>), StoreError> {
        let heads = row.get_ref(HEADS)?.as_blob().map_err(|_| StoreError::Damaged)?;
        if !heads.is_empty() {
            return Ok((Heads::from_bytes(heads).map_err(|_| StoreError::Damaged)?, None));
        }
        let whole = self.whole(row, kind, id)?;
        let heads = whole.heads.clone();
        // A document that nothing follows from has no heads only where it is empty.
        Ok((heads.unwrap_or_default(), Some(whole)))
    }

    fn whole(
        &self,
        row: &rusqlite::Row<'_>,
        kind: &KindRow,
        id: DocumentId,
    ) -> Result<Whole, StoreError> {
        let before = length(row.get(SHOWN)?)? + length(row.get(SEARCHED)?)?;
        let body = row.get_ref(BODY)?.as_blob().map_err(|_| StoreError::Damaged)?;
        let stored = self.packs.unpack(kind, body, before + length(row.get(DOCUMENT)?)?)?;
        let stored = stored.get(before..).unwrap_or_default();
        requite_record::whole(&kind.name, id, stored).ok_or(StoreError::Damaged)
    }

    /// The number of a record, its state, and the state that was last seen of it, if any was.
    pub(super) fn seen_of(
        &self,
        id: DocumentId,
    ) -> Result<Option<(i64, Heads, Option<Heads>)>, StoreError> {
        let sql = format!("SELECT {COLUMNS}, r.seen FROM {FROM} WHERE {BY_ID}");
        let mut statement = self.conn.prepare_cached(&sql)?;
        let mut rows = statement.query(params![beginning(id), id.as_bytes()])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        let kind = self.kind_numbered(row.get(KIND)?)?;
        let (heads, _) = self.state(row, &kind, id)?;
        let seen = match row.get::<_, Option<Vec<u8>>>(COLUMNS_END)? {
            Some(seen) if seen.is_empty() => Some(heads.clone()),
            seen => seen
                .map(|seen| Heads::from_bytes(&seen))
                .transpose()
                .map_err(|_| StoreError::Damaged)?,
        };
        Ok(Some((row.get(SEQ)?, heads, seen)))
    }

    /// The number of a record.
    pub(super) fn seq(&self, id: DocumentId) -> Result<Option<i64>, StoreError> {
        let sql = format!("SELECT r.seq FROM record r WHERE {BY_ID}");
        let mut statement = self.conn.prepare_cached(&sql)?;
        let values = params![beginning(id), id.as_bytes()];
        Ok(statement.query_row(values, |row| row.get(0)).optional()?)
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
        let lean = requite_record::lean(&kind.name, id, bytes);
        let follows = lean.as_ref().is_some_and(|lean| lean.heads == *heads);
        let bytes = lean.as_ref().map_or(bytes, |lean| &lean.bytes);
        let plain = [shown.as_bytes(), searched.as_bytes(), bytes].concat();
        let body = self.packs.pack(&kind, &plain)?;
        let old = self.old(id)?;
        if let Some(old) = &old {
            self.forget_facets(old)?;
            self.conn.prepare_cached("DELETE FROM search WHERE rowid = ?1")?.execute([old.seq])?;
        }
        let marks = match projection.map(|row| row.marks.as_slice()) {
            None | Some([]) => None,
            Some(marks) => Some(serde_json::to_string(marks).map_err(|_| StoreError::Internal(0))?),
        };
        let present = projection.map(|row| row.present);
        let order = projection.map_or("", |row| row.order.as_str());
        let terms = self.put_terms(&kind, projection.map_or(&[][..], |row| &row.facets))?;
        let values = params![
            old.as_ref().map(|old| old.seq),
            id.as_bytes(),
            kind.seq,
            present,
            order,
            rough(order),
            if follows { Vec::new() } else { heads.to_bytes() },
            old.as_ref().and_then(|old| old.seen_beside(heads)),
            marks,
            (!terms.is_empty()).then(|| terms.as_flattened()),
            as_number(shown.len())?,
            as_number(searched.len())?,
            as_number(bytes.len())?
        ];
        let seq: i64 = self.conn.prepare_cached(PUT)?.query_row(values, |row| row.get(0))?;
        self.put_facets(&terms, present == Some(true), rough(order), seq)?;
        self.conn
            .prepare_cached("INSERT OR REPLACE INTO body (seq, body) VALUES (?1, ?2)")?
            .execute(params![seq, body])?;
        if present == Some(true) && !searched.is_empty() {
            self.put_words(seq, &texts)?;
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
        let sql = format!("SELECT {COLUMNS}, r.rough, r.facets, r.seen FROM {FROM} WHERE {BY_ID}");
        let mut statement = self.conn.prepare_cached(&sql)?;
        let mut rows = statement.query(params![beginning(id), id.as_bytes()])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        let kind = self.kind_numbered(row.get(KIND)?)?;
        let (facets, seen): (Option<Vec<u8>>, Option<Vec<u8>>) =
            (row.get(COLUMNS_END + 1)?, row.get(COLUMNS_END + 2)?);
        Ok(Some(Old {
            seq: row.get(SEQ)?,
            present: row.get::<_, Option<bool>>(PRESENT)?.unwrap_or(false),
            rough: row.get(COLUMNS_END)?,
            facets: facets.unwrap_or_default(),
            heads: self.state(row, &kind, id)?.0,
            seen,
        }))
    }

    fn forget_facets(&self, old: &Old) -> Result<(), StoreError> {
        let mut delete = self.conn.prepare_cached(
            "DELETE FROM facet WHERE term = ?1 AND present = ?2 AND rough = ?3 AND seq = ?4",
        )?;
        // A value that nobody has any more is forgotten.
        let mut forget = self.conn.prepare_cached(
            "DELETE FROM term WHERE seq = ?1 AND NOT EXISTS (SELECT 1 FROM facet WHERE term = ?1)",
        )?;
        for term in old.facets.as_chunks::<4>().0 {
            let term = u32::from_be_bytes(*term);
            delete.execute(params![term, old.present, old.rough, old.seq])?;
            forget.execute([term])?;
        }
        Ok(())
    }

    /// The numbers of the facets' terms, each in the bytes that the record keeps.
    fn put_terms(&self, kind: &KindRow, facets: &[Facet]) -> Result<Vec<[u8; 4]>, StoreError> {
        let mut add = self.conn.prepare_cached(
            "INSERT OR IGNORE INTO term (kind, field, value) VALUES (?1, ?2, ?3)",
        )?;
        let mut terms = Vec::with_capacity(facets.len());
        for facet in facets {
            let term = if let Some(term) = self.term(kind, facet)? {
                term
            } else {
                add.execute(params![kind.seq, facet.field, facet.value])?;
                self.term(kind, facet)?.ok_or(StoreError::Damaged)?
            };
            terms.push(term.to_be_bytes());
        }
        Ok(terms)
    }

    pub(super) fn put_facets(
        &self,
        terms: &[[u8; 4]],
        present: bool,
        rough: i64,
        seq: i64,
    ) -> Result<(), StoreError> {
        let mut insert = self.conn.prepare_cached(
            "INSERT OR IGNORE INTO facet (term, present, rough, seq) VALUES (?1, ?2, ?3, ?4)",
        )?;
        for term in terms {
            insert.execute(params![u32::from_be_bytes(*term), present, rough, seq])?;
        }
        Ok(())
    }

    pub(super) fn put_words(&self, seq: i64, texts: &[String; 2]) -> Result<(), StoreError> {
        self.conn
            .prepare_cached("INSERT INTO search (rowid, words) VALUES (?1, ?2)")?
            .execute(params![seq, indexed(texts)])?;
        Ok(())
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

/// Columns that a record is read from, by their places.
pub(super) const COLUMNS: &str = "r.seq, r.id, r.kind, r.present, r.ord, r.marks, r.heads, r.shown, \
    r.searched, r.document, b.body";
pub(super) const SEQ: usize = 0;
pub(super) const ID: usize = 1;
pub(super) const KIND: usize = 2;
pub(super) const PRESENT: usize = 3;
pub(super) const ORDER: usize = 4;
pub(super) const MARKS: usize = 5;
pub(super) const HEADS: usize = 6;
pub(super) const SHOWN: usize = 7;
pub(super) const SEARCHED: usize = 8;
pub(super) const DOCUMENT: usize = 9;
pub(super) const BODY: usize = 10;
const COLUMNS_END: usize = 11;
/// The tables that they are in.
pub(super) const FROM: &str = "record r JOIN body b ON b.seq = r.seq";
/// One record, by the beginning of its id and by all of it.
pub(super) const BY_ID: &str = "substr(r.id, 1, 5) = ?1 AND r.id = ?2";

/// The beginning of an id, by which records are found.
pub(super) fn beginning(id: DocumentId) -> Vec<u8> {
    id.as_bytes().iter().take(5).copied().collect()
}

const PUT: &str = "
    INSERT INTO record
      (seq, id, kind, present, ord, rough, heads, seen, marks, facets, shown, searched, document)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
    ON CONFLICT (seq) DO UPDATE SET
      kind = ?3, present = ?4, ord = ?5, rough = ?6, heads = ?7, seen = ?8, marks = ?9, facets = ?10,
      shown = ?11, searched = ?12, document = ?13
    RETURNING seq";

/// What of a row has to be undone, or kept, before it is written again.
struct Old {
    seq: i64,
    present: bool,
    rough: i64,
    facets: Vec<u8>,
    heads: Heads,
    seen: Option<Vec<u8>>,
}

impl Old {
    /// A record that was seen as it is, and changes, was seen as it was.
    fn seen_beside(&self, heads: &Heads) -> Option<Vec<u8>> {
        match &self.seen {
            Some(seen) if seen.is_empty() && self.heads != *heads => Some(self.heads.to_bytes()),
            seen => seen.clone(),
        }
    }
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
