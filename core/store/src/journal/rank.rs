//! Which records have all words of a query, and which of them come first: those that name them often, and a rare word counts
//! more than a common one.

use std::collections::BTreeMap;

use rusqlite::params;

use super::JournalRead;
use crate::{
    StoreError,
    query::{self, Word},
    words::MARKS,
};

/// Words of a query that weigh; a pasted page is not weighed word by word.
const WEIGHED_MAX: usize = 16;
/// What being named often adds, and very often: as in BM25, where the first few times count most.
const GAINS: [u32; 2] = [4, 2];
/// So far is counted how many records have a word: beyond, it is common.
const COUNTED_MAX: i64 = 4_000;

impl JournalRead<'_> {
    /// The records that have all these words, in lots that rank alike, the best first; within a lot by number.
    pub(super) fn ranked(&self, words: &[Word]) -> Result<Vec<Vec<i64>>, StoreError> {
        let all = query::to_match(words);
        let found = self.matching(&all)?;
        if found.is_empty() {
            return Ok(Vec::new());
        }
        let mut weights = vec![0_u32; found.len()];
        for word in words.iter().take(WEIGHED_MAX) {
            let rarity = if words.len() == 1 { 1 } else { self.rarity(word)? };
            for ((mark, _), gain) in MARKS.into_iter().zip(GAINS) {
                let mut marked = word.to_match(Some(mark));
                if words.len() > 1 {
                    marked = format!("{all} AND {marked}");
                }
                for seq in self.matching(&marked)? {
                    let at = found.binary_search(&seq).ok();
                    if let Some(weight) = at.and_then(|at| weights.get_mut(at)) {
                        *weight = weight.saturating_add(gain.saturating_mul(rarity));
                    }
                }
            }
        }
        let mut lots = BTreeMap::<u32, Vec<i64>>::new();
        for (seq, weight) in found.into_iter().zip(weights) {
            lots.entry(weight).or_default().push(seq);
        }
        Ok(lots.into_values().rev().collect())
    }

    /// By number, as the index gives them.
    fn matching(&self, words: &str) -> Result<Vec<i64>, StoreError> {
        let mut statement =
            self.conn.prepare_cached("SELECT rowid FROM search WHERE search MATCH ?1")?;
        let rows = statement.query_map([words], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How often the records could be halved until only those with this word are left.
    fn rarity(&self, word: &Word) -> Result<u32, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT (SELECT max(seq) FROM record),
                    (SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH ?1 LIMIT ?2))",
        )?;
        let (records, found): (i64, i64) = statement
            .query_row(params![word.to_match(None), COUNTED_MAX], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })?;
        Ok(1 + (records / found.max(1)).checked_ilog2().unwrap_or(0))
    }
}
