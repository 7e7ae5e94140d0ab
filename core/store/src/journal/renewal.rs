//! Journals of the first version are made anew in the form of the second: the same records, in less room.

use minicbor::bytes::ByteVec;
use requite_record::DocumentId;
use rusqlite::{Connection, params};

use super::{
    JournalRead, JournalWrite,
    acts::StoredChange,
    list::document_id,
    packs::{KindRow, Packs},
    record::length,
    rough::rough,
    schema::V2,
};
use crate::StoreError;

/// Brings a journal from version 1 to version 2, in the transaction that is open.
pub(super) fn renew(conn: &Connection) -> Result<(), StoreError> {
    conn.execute_batch(V2)?;
    let packs = Packs::default();
    let journal = JournalWrite { read: JournalRead { conn, packs: &packs } };
    let mut statement = conn.prepare("SELECT seq FROM old_record ORDER BY seq")?;
    let seqs = statement.query_map([], |row| row.get(0))?.collect::<Result<Vec<i64>, _>>()?;
    for seq in seqs {
        let record = OldRecord::read(&journal, seq)?;
        record.write(&journal)?;
    }
    renew_acts(&journal)?;
    conn.execute_batch("DROP TABLE old_record")?;
    Ok(())
}

struct OldRecord {
    seq: i64,
    id: DocumentId,
    kind: KindRow,
    present: Option<bool>,
    order: String,
    heads: Vec<u8>,
    facets: Vec<u8>,
    /// Lengths of what is shown, of what is searched, and of the document.
    lengths: [usize; 3],
    body: Vec<u8>,
}

impl OldRecord {
    fn read(journal: &JournalWrite<'_>, seq: i64) -> Result<Self, StoreError> {
        let mut statement = journal.conn.prepare_cached(
            "SELECT r.id, r.kind, r.present, r.ord, r.heads, r.facets, r.shown, r.searched, r.document, b.body
             FROM old_record r JOIN body b ON b.seq = r.seq WHERE r.seq = ?1",
        )?;
        let mut rows = statement.query([seq])?;
        let row = rows.next()?.ok_or(StoreError::Damaged)?;
        let facets: Option<Vec<u8>> = row.get(5)?;
        Ok(Self {
            seq,
            id: document_id(&row.get::<_, Vec<u8>>(0)?)?,
            kind: journal.kind_numbered(row.get(1)?)?,
            present: row.get(2)?,
            order: row.get(3)?,
            heads: row.get(4)?,
            facets: facets.unwrap_or_default(),
            lengths: [length(row.get(6)?)?, length(row.get(7)?)?, length(row.get(8)?)?],
            body: row.get(9)?,
        })
    }

    fn write(self, journal: &JournalWrite<'_>) -> Result<(), StoreError> {
        let [shown, searched, document] = self.lengths;
        let mut plain =
            journal.packs.unpack(&self.kind, &self.body, shown + searched + document)?;
        let saved = plain.split_off(shown + searched);
        let texts = plain.get(shown..).unwrap_or_default();
        // Which of these words were heavy is not known any more; they weigh again when the record is written next.
        let texts = core::str::from_utf8(texts).map_err(|_| StoreError::Damaged)?.to_owned();
        let lean = requite_record::lean(&self.kind.name, self.id, &saved);
        let follows = lean.as_ref().is_some_and(|lean| lean.heads.to_bytes() == self.heads);
        let saved = lean.map_or(saved, |lean| lean.bytes);
        plain.extend(&saved);
        let number = |len: usize| i64::try_from(len).map_err(|_| StoreError::Damaged);
        let values = params![
            self.seq,
            if follows { &[][..] } else { &self.heads },
            rough(&self.order),
            number(saved.len())?
        ];
        journal.conn.prepare_cached(COPY)?.execute(values)?;
        journal
            .conn
            .prepare_cached("UPDATE body SET body = ?2 WHERE seq = ?1")?
            .execute(params![self.seq, journal.packs.pack(&self.kind, &plain)?])?;
        let present = self.present == Some(true);
        journal.put_facets(
            self.facets.as_chunks::<4>().0,
            present,
            rough(&self.order),
            self.seq,
        )?;
        if present && !texts.is_empty() {
            journal.put_words(self.seq, &[texts, String::new()])?;
        }
        Ok(())
    }
}

const COPY: &str = "
    INSERT INTO record
      (seq, id, kind, present, ord, rough, heads, seen, marks, facets, shown, searched, document)
    SELECT seq, id, kind, present, ord, ?3, ?2, seen, marks, facets, shown, searched, ?4
    FROM old_record WHERE seq = ?1";

/// A record by its id, with its states before, none where it was made, and after.
type OldChange = (ByteVec, Option<ByteVec>, ByteVec);

fn renew_acts(journal: &JournalWrite<'_>) -> Result<(), StoreError> {
    let mut statement = journal.conn.prepare("SELECT id, changes FROM act ORDER BY id")?;
    let acts = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    for (id, changes) in acts.collect::<Result<Vec<(i64, Vec<u8>)>, _>>()? {
        let old: Vec<OldChange> =
            requite_wire::codec::decode(&changes).map_err(|_| StoreError::Damaged)?;
        let renewed = old.into_iter().map(|(id, before, after)| {
            let seq = journal.seq(document_id(&id)?)?.ok_or(StoreError::Damaged)?;
            Ok((seq, before.map(|before| (before, after))))
        });
        let renewed: Vec<StoredChange> = renewed.collect::<Result<_, StoreError>>()?;
        journal
            .conn
            .prepare_cached("UPDATE act SET changes = ?2 WHERE id = ?1")?
            .execute(params![id, requite_wire::codec::encode(&renewed)])?;
    }
    Ok(())
}

#[cfg(test)]
#[path = "renewal_tests.rs"]
mod tests;
