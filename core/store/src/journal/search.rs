//! Ranked search over words.

use requite_record::Facet;
use requite_wire::compress;

use super::{
    JournalRead, Page, Row,
    list::{COLUMNS, Sql, read_row},
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
    /// Hits of a page.
    pub limit: usize,
    /// Where the page before ended.
    pub cursor: Option<Cursor>,
}

/// A hit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The record.
    pub row: Row,
    /// The words around the first hit.
    pub snippet: String,
}

/// Bytes that one searched text may inflate to.
const SEARCHED_BYTES_MAX: usize = 4 * 1024 * 1024;

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
        let mut sql = Sql::default();
        sql.push(
            &format!(
                "SELECT {COLUMNS}, r.searched FROM search s JOIN record r ON r.seq = s.rowid WHERE search MATCH "
            ),
            &query::to_match(&terms),
        );
        sql.push(" AND r.kind = ", &query.kind);
        sql.text.push_str(" AND r.present = 1");
        for facet in &query.facets {
            sql.text.push_str(" AND EXISTS (SELECT 1 FROM facet g WHERE g.id = r.id");
            sql.push(" AND g.field = ", &facet.field);
            sql.push(" AND g.value = ", &facet.value);
            sql.text.push(')');
        }
        let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        sql.push(
            " ORDER BY bm25(search, 5.0, 1.0), r.ord DESC, r.id DESC LIMIT ",
            &number(query.limit.saturating_add(1)),
        );
        sql.push(" OFFSET ", &number(offset));
        let mut items = self.hits(&sql, &terms)?;
        let more = items.len() > query.limit;
        items.truncate(query.limit);
        let next = more.then(|| Cursor(Place::Ranked(offset.saturating_add(query.limit))));
        Ok(Page { items, next })
    }

    fn hits(&self, sql: &Sql<'_>, terms: &[query::Term]) -> Result<Vec<Hit>, StoreError> {
        let mut statement = self.conn.prepare_cached(&sql.text)?;
        let mut rows = statement.query(sql.values().as_slice())?;
        let mut hits = Vec::new();
        while let Some(row) = rows.next()? {
            let searched: Option<Vec<u8>> = row.get(7)?;
            let text = compress::inflate(&searched.unwrap_or_default(), SEARCHED_BYTES_MAX);
            let text = String::from_utf8(text.unwrap_or_default()).unwrap_or_default();
            hits.push(Hit { row: read_row(row)?, snippet: snippet(&text, terms) });
        }
        Ok(hits)
    }
}
