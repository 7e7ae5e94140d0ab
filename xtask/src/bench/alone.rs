//! The floor of J1: the same rows and words through the encrypted store alone, without documents, changes and history.

use std::path::Path;

use requite_engine::record::{DocumentId, Heads, Projection};
use requite_store::{FileKey, Journal as Store, StoreError};
use serde_json::{Map, Value as Json, json};

use super::{
    Corpus,
    corpus::{Entry, Journal},
    measure::{cpu_ms, report},
    parts::{fresh, told},
};

/// Rows that are committed together.
const BATCH: usize = 200;

pub(super) fn rows_and_words(folder: &Path, corpus: &Corpus) -> Result<(), String> {
    let journal = Journal::of(corpus)?;
    let folder = fresh(&folder.join("alone"))?;
    let before = cpu_ms();
    let path = folder.join("journal");
    let mut store = Store::create(&path, &FileKey::new([7; 32])).map_err(told)?;
    let mut n: u128 = 0;
    for entries in journal.entries.chunks(BATCH) {
        store
            .write(|store| {
                for entry in entries {
                    for row in rows(entry) {
                        n += 1;
                        let id = DocumentId::new((n * 0x9e37_79b9_7f4a_7c15).to_be_bytes());
                        let row = Projection { id, ..row };
                        store.put_document(id, &row.kind, &row.heads, &[], Some(&row))?;
                    }
                }
                Ok::<_, StoreError>(())
            })
            .map_err(told)?;
    }
    drop(store);
    let bytes = std::fs::metadata(path).map_err(told)?.len();
    let bytes = u32::try_from(bytes).map_or(f64::INFINITY, f64::from);
    report(&[("spent_ms", cpu_ms() - before), ("bytes", bytes)]);
    Ok(())
}

fn rows(entry: &Entry) -> Vec<Projection> {
    let order = format!("{}|{}|day", entry.date, entry.zone);
    let row = |kind: &str, field: &str, text: &str| {
        let mut fields = Map::<String, Json>::new();
        fields.insert("occurred".to_owned(), json!(order));
        fields.insert(field.to_owned(), json!(text));
        Projection {
            id: DocumentId::new([0; 16]),
            kind: kind.to_owned(),
            present: true,
            order: order.clone(),
            fields,
            kept_back: Map::new(),
            facets: Vec::new(),
            searched: vec![(1, text.to_owned())],
            marks: Vec::new(),
            heads: Heads::new(vec![[7; 32]]),
        }
    };
    let moments = entry.moments.iter().map(|line| row("moment", "line", line));
    core::iter::once(row("entry", "body", &entry.text)).chain(moments).collect()
}
