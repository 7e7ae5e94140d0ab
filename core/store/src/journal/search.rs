//! Ranked search over words.

use requite_record::Facet;

use super::{
    JournalRead, Page, Row,
    list::{COLUMNS, Sql, read_row},
    packs::KindRow,
    record::length,
};
use crate::{Cursor, StoreError, cursor::Place, query, snippet::snippet};

/// A question for a page of hits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchQuery {
    /// The kind that is searched.
    pub kind: String,
    /// What the person typed: words, `beginnings*`, `"phrases"`.
    pub text: String,
    /// Values that all must be there.
    pub facets: Vec<Facet>,
    /// Values of which one must be there, where any are named.
    pub any_of: Vec<Facet>,
    /// Values of which none may be there.
    pub without: Vec<Facet>,
    /// The least order, included.
    pub from: Option<String>,
    /// The greatest order, included, and everything that begins with it.
    pub to: Option<String>,
    /// Hits of a page.
    pub limit: usize,
    /// Where the page before ended.
    pub cursor: Option<Cursor>,
}

impl SearchQuery {
    /// The 50 best hits of a kind.
    pub fn of(kind: &str, text: &str) -> Self {
        Self {
            kind: kind.to_owned(),
            text: text.to_owned(),
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

/// A hit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The record.
    pub row: Row,
    /// The words around the first hit.
    pub snippet: String,
}

impl JournalRead<'_> {
    /// A page of hits, best first, then newest. A hit in a heavy field counts five times.
    ///
    /// # Errors
    /// [`StoreError::EmptyQuery`], [`StoreError::QueryTooLong`], [`StoreError::Cursor`].
    pub fn search(&self, query: &SearchQuery) -> Result<Page<Hit>, StoreError> {
        let terms = query::parse(&query.text)?;
        let offset = match query.cursor.as_ref().map(|cursor| &cursor.0) {
            None => 0,
            Some(Place::Ranked(n)) => *n,
            Some(Place::Listed { .. }) => return Err(StoreError::Cursor),
        };
        let nothing = Page { items: Vec::new(), next: None };
        let Some(kind) = self.kind_named(&query.kind)? else { return Ok(nothing) };
        let mut sql = Sql::default();
        // First which, by what is short; then what is shown of them.
        sql.push(
            &format!(
                "SELECT {COLUMNS}, r.searched FROM (
                   SELECT r.seq AS seq, bm25(search, 1.0, 5.0) AS rank, r.ord AS ord, r.id AS id
                   FROM search s JOIN record r ON r.seq = s.rowid WHERE search MATCH "
            ),
            &query::to_match(&terms),
        );
        sql.push(" AND r.kind = ", &kind.seq);
        sql.text.push_str(" AND r.present = 1");
        for facet in &query.facets {
            let Some(term) = self.term(&kind, facet)? else { return Ok(nothing) };
            sql.has_one_of(" AND", &[i64::from(term)]);
        }
        let any_of = self.terms(&kind, &query.any_of)?;
        match (any_of.is_empty(), query.any_of.is_empty()) {
            (true, false) => return Ok(nothing),
            (true, true) => {}
            (false, _) => sql.has_one_of(" AND", &any_of),
        }
        let without = self.terms(&kind, &query.without)?;
        if !without.is_empty() {
            sql.has_one_of(" AND NOT", &without);
        }
        if let Some(from) = &query.from {
            sql.push(" AND r.ord >= ", from);
        }
        if let Some(to) = &query.to {
            sql.push(" AND r.ord <= ", &format!("{to}{}", char::MAX));
        }
        let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        sql.push(
            " ORDER BY rank, r.ord DESC, r.id DESC LIMIT ",
            &number(query.limit.saturating_add(1)),
        );
        sql.push(" OFFSET ", &number(offset));
        sql.text.push_str(
            ") h JOIN record r ON r.seq = h.seq JOIN body b ON b.seq = h.seq
             ORDER BY h.rank, h.ord DESC, h.id DESC",
        );
        let mut items = self.hits(&sql, &kind, &terms)?;
        let more = items.len() > query.limit;
        items.truncate(query.limit);
        let next = more.then(|| Cursor(Place::Ranked(offset.saturating_add(query.limit))));
        Ok(Page { items, next })
    }

    fn hits(
        &self,
        sql: &Sql<'_>,
        kind: &KindRow,
        terms: &[query::Term],
    ) -> Result<Vec<Hit>, StoreError> {
        let mut statement = self.conn.prepare_cached(&sql.text)?;
        let mut rows = statement.query(sql.values().as_slice())?;
        let mut hits = Vec::new();
        while let Some(row) = rows.next()? {
            let body = row.get_ref(6)?.as_blob().map_err(|_| StoreError::Damaged)?;
            let (shown, searched) = (length(row.get(5)?)?, length(row.get(7)?)?);
            let plain = self.packs.unpack(kind, body, shown + searched)?;
            let text = plain.get(shown..).unwrap_or_default();
            let text = core::str::from_utf8(text).map_err(|_| StoreError::Damaged)?;
            hits.push(Hit { snippet: snippet(text, terms), row: read_row(row, self, kind)? });
        }
        Ok(hits)
    }
}
