//! Pages of rows, newest first: walks along an index, whatever the number of records.

use std::collections::BTreeMap;

use requite_record::{DocumentId, Facet, Heads, Mark};
use rusqlite::{OptionalExtension, ToSql, params};
use serde_json::{Map, Value as Json};

use super::{
    JournalRead,
    packs::KindRow,
    record::{self, BY_ID, COLUMNS, FROM, beginning, length},
    rough::rough,
};
use crate::{Cursor, StoreError, cursor::Place};

/// A record as lists show it. Texts of more than 240 bytes are excerpts of 240 characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The record.
    pub id: DocumentId,
    /// Its kind.
    pub kind: String,
    /// Whether it is there, that is, not in the trash.
    pub present: bool,
    /// What it is ordered by.
    pub order: String,
    /// Its fields.
    pub fields: Map<String, Json>,
    /// Places that two devices changed and nobody has looked at.
    pub marks: Vec<Mark>,
    /// The state that this shows.
    pub heads: Heads,
}

/// Which records, of those there and those in the trash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// Those that are there.
    Present,
    /// Those in the trash.
    Trashed,
}

/// A question for a page of rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListQuery {
    /// The kind.
    pub kind: String,
    /// There or in the trash.
    pub presence: Presence,
    /// Values that all must be there.
    pub facets: Vec<Facet>,
    /// Values of which one must be there, where any are named.
    pub any_of: Vec<Facet>,
    /// Values of which none may be there.
    pub without: Vec<Facet>,
    /// The least order, included.
    pub from: Option<String>,
    /// The greatest order, included, and everything that begins with it: a day includes its minutes.
    pub to: Option<String>,
    /// Rows of a page.
    pub limit: usize,
    /// Where the page before ended.
    pub cursor: Option<Cursor>,
}

impl ListQuery {
    /// The first 50 that are there of a kind, newest first.
    pub fn of(kind: &str) -> Self {
        Self {
            kind: kind.to_owned(),
            presence: Presence::Present,
            facets: Vec::new(),
            any_of: Vec::new(),
            without: Vec::new(),
            from: None,
            to: None,
            limit: 50,
            cursor: None,
        }
    }
}

/// A page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// What is on it.
    pub items: Vec<T>,
    /// Where the next one begins; none on the last.
    pub next: Option<Cursor>,
}

impl JournalRead<'_> {
    /// A page of rows.
    ///
    /// # Errors
    /// [`StoreError::Cursor`] for a cursor of something else.
    pub fn list(&self, query: &ListQuery) -> Result<Page<Row>, StoreError> {
        let nothing = Page { items: Vec::new(), next: None };
        let Some(kind) = self.kind_named(&query.kind)? else { return Ok(nothing) };
        let (body, shown) = (" JOIN body b ON b.seq = r.seq", format!("SELECT {COLUMNS}"));
        let Some((mut sql, key)) = self.chosen(&kind, query, &shown, body)? else {
            return Ok(nothing);
        };
        match query.cursor.as_ref().map(|cursor| &cursor.0) {
            None => {}
            Some(Place::Listed { order, id }) => {
                sql.push(&format!(" AND {key}.rough <= "), &rough(order));
                sql.push(" AND (r.ord, r.id) < (", order);
                sql.push(", ", id.as_bytes());
                sql.text.push(')');
            }
            Some(Place::Ranked(_)) => return Err(StoreError::Cursor),
        }
        let limit = i64::try_from(query.limit.saturating_add(1)).unwrap_or(i64::MAX);
        // Along the index; only those that share a number are sorted.
        let order = format!(" ORDER BY {key}.rough DESC, r.ord DESC, r.id DESC LIMIT ");
        sql.push(&order, &limit);
        let mut items = sql.rows(self, &kind)?;
        let more = items.len() > query.limit;
        items.truncate(query.limit);
        let next = items
            .last()
            .filter(|_| more)
            .map(|row| Cursor(Place::Listed { order: row.order.clone(), id: row.id }));
        Ok(Page { items, next })
    }

    /// How many records that a query chooses begin with the same ten letters of their order, which for most is their day.
    /// Neither the limit nor the cursor of the query counts.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn days(&self, query: &ListQuery) -> Result<BTreeMap<String, u64>, StoreError> {
        let Some(kind) = self.kind_named(&query.kind)? else { return Ok(BTreeMap::new()) };
        let select = "SELECT substr(r.ord, 1, 10) AS day, count(*)";
        let Some((mut sql, _)) = self.chosen(&kind, query, select, "")? else {
            return Ok(BTreeMap::new());
        };
        sql.text.push_str(" GROUP BY day");
        let mut statement = self.conn.prepare_cached(&sql.text)?;
        let rows = statement.query_map(sql.values().as_slice(), |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?.unsigned_abs()))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The least order that a record of a kind has; none where there is no record.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn first_order(&self, kind: &str) -> Result<Option<String>, StoreError> {
        let Some(kind) = self.kind_named(kind)? else { return Ok(None) };
        let mut statement = self.conn.prepare_cached(
            "SELECT ord FROM record WHERE kind = ?1 AND present = 1 AND ord > '' ORDER BY rough, ord LIMIT 1",
        )?;
        Ok(statement.query_row([kind.seq], |row| row.get(0)).optional()?)
    }

    /// A statement up to its filters, and the table that leads in it; none where nothing can be chosen.
    fn chosen(
        &self,
        kind: &KindRow,
        query: &ListQuery,
        select: &str,
        join: &str,
    ) -> Result<Option<(Sql<'static>, &'static str)>, StoreError> {
        let mut terms = Vec::with_capacity(query.facets.len());
        for facet in &query.facets {
            let Some(term) = self.term(kind, facet)? else { return Ok(None) };
            terms.push(i64::from(term));
        }
        let any_of = self.terms(kind, &query.any_of)?;
        if any_of.is_empty() && !query.any_of.is_empty() {
            return Ok(None);
        }
        if let ([], [one]) = (terms.as_slice(), any_of.as_slice()) {
            terms.push(*one);
        }
        let mut sql = Sql::default();
        // The first filter leads along its own index; the others are looked up.
        let (table, key, leads, led_by) = match terms.first() {
            Some(term) => ("facet f JOIN record r ON r.seq = f.seq", "f", "term", *term),
            None => ("record r", "r", "kind", kind.seq),
        };
        sql.push(&format!("{select} FROM {table}{join} WHERE {key}.{leads} = "), &led_by);
        sql.push(&format!(" AND {key}.present = "), &(query.presence == Presence::Present));
        for term in terms.iter().skip(1) {
            sql.has_one_of(" AND", &[*term]);
        }
        if any_of.len() > 1 || (any_of.len() == 1 && !query.facets.is_empty()) {
            sql.has_one_of(" AND", &any_of);
        }
        let without = self.terms(kind, &query.without)?;
        if !without.is_empty() {
            sql.has_one_of(" AND NOT", &without);
        }
        if let Some(from) = &query.from {
            sql.push(&format!(" AND {key}.rough >= "), &rough(from));
            sql.push(" AND r.ord >= ", from);
        }
        if let Some(to) = &query.to {
            let to = format!("{to}{}", char::MAX);
            sql.push(&format!(" AND {key}.rough <= "), &rough(&to));
            sql.push(" AND r.ord <= ", &to);
        }
        Ok(Some((sql, key)))
    }

    /// The numbers of those values that any record has.
    pub(super) fn terms(&self, kind: &KindRow, facets: &[Facet]) -> Result<Vec<i64>, StoreError> {
        let mut terms = Vec::with_capacity(facets.len());
        for facet in facets {
            terms.extend(self.term(kind, facet)?.map(i64::from));
        }
        Ok(terms)
    }

    /// A row by its id, in the trash or not.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn row(&self, id: DocumentId) -> Result<Option<Row>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM {FROM} WHERE {BY_ID} AND r.present IS NOT NULL");
        let mut statement = self.conn.prepare_cached(&sql)?;
        let mut rows = statement.query(params![beginning(id), id.as_bytes()])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        let kind = self.kind_numbered(row.get(record::KIND)?)?;
        read_row(row, self, &kind).map(Some)
    }

    /// How many records of a kind there are.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn count(&self, kind: &str, presence: Presence) -> Result<u64, StoreError> {
        let mut statement = self
            .conn
            .prepare_cached("SELECT count(*) FROM record WHERE kind = (SELECT seq FROM kind WHERE name = ?1) AND present = ?2")?;
        let count: i64 =
            statement.query_row(params![kind, presence == Presence::Present], |row| row.get(0))?;
        Ok(count.unsigned_abs())
    }

    /// Records of these kinds whose id begins with these hex digits, in the trash or not: at most three.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn find(&self, prefix: &str, kinds: &[&str]) -> Result<Vec<DocumentId>, StoreError> {
        let is_hex = |c: u8| c.is_ascii_digit() || (b'a'..=b'f').contains(&c);
        if prefix.is_empty() || prefix.len() > 32 || !prefix.bytes().all(is_hex) {
            return Ok(Vec::new());
        }
        let bound = |fill: &str| format!("{prefix}{}", fill.repeat(32 - prefix.len()));
        let (Ok(low), Ok(high)) =
            (bound("0").parse::<DocumentId>(), bound("f").parse::<DocumentId>())
        else {
            return Ok(Vec::new());
        };
        let mut statement = self.conn.prepare_cached(
            "SELECT r.id, k.name FROM record r JOIN kind k ON k.seq = r.kind
                 WHERE substr(r.id, 1, 5) BETWEEN ?1 AND ?2 AND r.id BETWEEN ?3 AND ?4
                   AND r.present IS NOT NULL ORDER BY substr(r.id, 1, 5), r.id",
        )?;
        let mut rows = statement.query(params![
            beginning(low),
            beginning(high),
            low.as_bytes(),
            high.as_bytes()
        ])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let kind: String = row.get(1)?;
            if kinds.contains(&kind.as_str()) {
                found.push(document_id(&row.get::<_, Vec<u8>>(0)?)?);
            }
            if found.len() == 3 {
                break;
            }
        }
        Ok(found)
    }
}

/// A statement with its values, put together piece by piece. No value ever becomes part of the text.
#[derive(Default)]
pub(super) struct Sql<'a> {
    pub(super) text: String,
    values: Vec<Box<dyn ToSql + 'a>>,
}

impl<'a> Sql<'a> {
    /// Whether the record `r` has one of these values.
    pub(super) fn has_one_of(&mut self, joined: &str, terms: &[i64]) {
        self.text.push_str(joined);
        self.text.push_str(" EXISTS (SELECT 1 FROM facet g WHERE g.present = r.present AND g.rough = r.rough AND g.seq = r.seq AND g.term IN (");
        for (i, term) in terms.iter().enumerate() {
            self.push(if i == 0 { "" } else { ", " }, term);
        }
        self.text.push_str("))");
    }

    pub(super) fn push<T: ToOwned + ?Sized>(&mut self, text: &str, value: &T)
    where
        T::Owned: ToSql + 'a,
    {
        self.values.push(Box::new(value.to_owned()));
        self.text.push_str(text);
        self.text.push('?');
        self.text.push_str(&self.values.len().to_string());
    }

    pub(super) fn values(&self) -> Vec<&dyn ToSql> {
        self.values.iter().map(AsRef::as_ref).collect()
    }

    fn rows(&self, journal: &JournalRead<'_>, kind: &KindRow) -> Result<Vec<Row>, StoreError> {
        let mut statement = journal.conn.prepare_cached(&self.text)?;
        let mut rows = statement.query(self.values().as_slice())?;
        let mut read = Vec::new();
        while let Some(row) = rows.next()? {
            read.push(read_row(row, journal, kind)?);
        }
        Ok(read)
    }
}

pub(super) fn read_row(
    row: &rusqlite::Row<'_>,
    journal: &JournalRead<'_>,
    kind: &KindRow,
) -> Result<Row, StoreError> {
    let damaged = |_| StoreError::Damaged;
    let marks: Option<String> = row.get(record::MARKS)?;
    let body = row.get_ref(record::BODY)?.as_blob().map_err(|_| StoreError::Damaged)?;
    let shown = journal.packs.unpack(kind, body, length(row.get(record::SHOWN)?)?)?;
    let id = document_id(&row.get::<_, Vec<u8>>(record::ID)?)?;
    Ok(Row {
        id,
        kind: kind.name.clone(),
        present: row.get(record::PRESENT)?,
        order: row.get(record::ORDER)?,
        fields: serde_json::from_slice(&shown).map_err(damaged)?,
        marks: marks
            .map_or(Ok(Vec::new()), |marks| serde_json::from_str(&marks))
            .map_err(damaged)?,
        heads: journal.state(row, kind, id)?.0,
    })
}

pub(super) fn document_id(bytes: &[u8]) -> Result<DocumentId, StoreError> {
    DocumentId::from_slice(bytes).ok_or(StoreError::Damaged)
}
