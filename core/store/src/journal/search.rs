//! Pages of what was searched for: [`super::rank`] says what comes first.

use requite_record::Facet;
use rusqlite::OptionalExtension;

use super::{
    JournalRead, Page, Row,
    list::{Sql, read_row},
    packs::KindRow,
    record::{self, COLUMNS, FROM, length},
};
use crate::{
    Cursor, StoreError,
    cursor::Place,
    query::{self, Term, Word},
    snippet::snippet,
    words::words,
};

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

/// Where more records than this rank alike, they are met along the index of lists, newest first; fewer are looked up and sorted.
const LOOKED_UP_MAX: usize = 1_000;

/// A page that is being filled.
struct Picked {
    /// Hits of the pages before.
    skipped: usize,
    /// Hits that are wanted.
    wanted: usize,
    seqs: Vec<i64>,
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
        let Some(passing) = self.passing(&kind, query)? else { return Ok(nothing) };
        let phrases: Vec<Vec<Word>> = terms.iter().map(Term::words).collect();
        let wanted = query.limit.saturating_add(1);
        let mut picked = Picked { skipped: offset, wanted, seqs: Vec::new() };
        for alike in self.ranked(&phrases.concat())? {
            self.pick(&mut picked, &alike, &passing, &phrases)?;
            if picked.is_full() {
                break;
            }
        }
        let more = picked.seqs.len() > query.limit;
        picked.seqs.truncate(query.limit);
        let next = more.then(|| Cursor(Place::Ranked(offset.saturating_add(query.limit))));
        let hits = picked.seqs.iter().map(|seq| self.hit(*seq, &kind, &terms));
        Ok(Page { items: hits.collect::<Result<_, _>>()?, next })
    }

    /// The rest of a statement that chooses records `r`; none where nothing can pass.
    fn passing(
        &self,
        kind: &KindRow,
        query: &SearchQuery,
    ) -> Result<Option<Sql<'static>>, StoreError> {
        // Its first value is the number of the record that is asked for.
        let mut sql = Sql::default();
        sql.push("", &0_i64);
        sql.text.clear();
        sql.push("r.kind = ", &kind.seq);
        sql.text.push_str(" AND r.present = 1");
        for facet in &query.facets {
            let Some(term) = self.term(kind, facet)? else { return Ok(None) };
            sql.has_one_of(" AND", &[i64::from(term)]);
        }
        let any_of = self.terms(kind, &query.any_of)?;
        match (any_of.is_empty(), query.any_of.is_empty()) {
            (true, false) => return Ok(None),
            (true, true) => {}
            (false, _) => sql.has_one_of(" AND", &any_of),
        }
        let without = self.terms(kind, &query.without)?;
        if !without.is_empty() {
            sql.has_one_of(" AND NOT", &without);
        }
        if let Some(from) = &query.from {
            sql.push(" AND r.ord >= ", from);
        }
        if let Some(to) = &query.to {
            sql.push(" AND r.ord <= ", &format!("{to}{}", char::MAX));
        }
        Ok(Some(sql))
    }

    /// Adds to a page those of some records that rank alike, newest first.
    fn pick(
        &self,
        picked: &mut Picked,
        alike: &[i64],
        passing: &Sql<'_>,
        phrases: &[Vec<Word>],
    ) -> Result<(), StoreError> {
        let passes = &passing.text;
        if alike.len() > LOOKED_UP_MAX {
            let sql = format!(
                "SELECT r.seq FROM record r INDEXED BY record_list WHERE ?1 = 0 AND {passes}
                 ORDER BY r.rough DESC, r.ord DESC, r.id DESC"
            );
            let mut statement = self.conn.prepare_cached(&sql)?;
            let mut rows = statement.query(passing.values().as_slice())?;
            while !picked.is_full()
                && let Some(row) = rows.next()?
            {
                let seq = row.get(0)?;
                if alike.binary_search(&seq).is_ok() {
                    self.pick_one(picked, seq, phrases)?;
                }
            }
            return Ok(());
        }
        let sql = format!("SELECT r.ord, r.id FROM record r WHERE r.seq = ?1 AND {passes}");
        let mut statement = self.conn.prepare_cached(&sql)?;
        let mut found: Vec<(String, Vec<u8>, i64)> = Vec::with_capacity(alike.len());
        for seq in alike {
            let mut values = passing.values();
            if let Some(first) = values.first_mut() {
                *first = seq;
            }
            let row = statement.query_row(values.as_slice(), |row| Ok((row.get(0)?, row.get(1)?)));
            found.extend(row.optional()?.map(|(order, id)| (order, id, *seq)));
        }
        found.sort_unstable_by(|a, b| b.cmp(a));
        for (_, _, seq) in found {
            if picked.is_full() {
                break;
            }
            self.pick_one(picked, seq, phrases)?;
        }
        Ok(())
    }

    fn pick_one(
        &self,
        picked: &mut Picked,
        seq: i64,
        phrases: &[Vec<Word>],
    ) -> Result<(), StoreError> {
        if !self.has_phrases(seq, phrases)? {
        } else if picked.skipped > 0 {
            picked.skipped -= 1;
        } else {
            picked.seqs.push(seq);
        }
        Ok(())
    }

    /// Whether words that are to stand one after another do; that single words are there is known.
    fn has_phrases(&self, seq: i64, phrases: &[Vec<Word>]) -> Result<bool, StoreError> {
        let mut phrases = phrases.iter().filter(|phrase| phrase.len() > 1).peekable();
        if phrases.peek().is_none() {
            return Ok(true);
        }
        let text = words(&self.read(seq, |row, kind| self.searched(row, kind))?);
        Ok(phrases.all(|phrase| query::is_in(phrase, &text)))
    }

    fn hit(&self, seq: i64, kind: &KindRow, terms: &[Term]) -> Result<Hit, StoreError> {
        self.read(seq, |row, _| {
            let text = self.searched(row, kind)?;
            Ok(Hit { snippet: snippet(&text, terms), row: read_row(row, self, kind)? })
        })
    }

    fn read<T>(
        &self,
        seq: i64,
        read: impl FnOnce(&rusqlite::Row<'_>, &KindRow) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM {FROM} WHERE r.seq = ?1");
        let mut statement = self.conn.prepare_cached(&sql)?;
        let mut rows = statement.query([seq])?;
        let row = rows.next()?.ok_or(StoreError::Damaged)?;
        read(row, &self.kind_numbered(row.get(record::KIND)?)?)
    }

    fn searched(&self, row: &rusqlite::Row<'_>, kind: &KindRow) -> Result<String, StoreError> {
        let body = row.get_ref(record::BODY)?.as_blob().map_err(|_| StoreError::Damaged)?;
        let shown = length(row.get(record::SHOWN)?)?;
        let plain = self.packs.unpack(kind, body, shown + length(row.get(record::SEARCHED)?)?)?;
        let text = plain.get(shown..).unwrap_or_default();
        String::from_utf8(text.to_vec()).map_err(|_| StoreError::Damaged)
    }
}

impl Picked {
    const fn is_full(&self) -> bool {
        self.seqs.len() >= self.wanted
    }
}
