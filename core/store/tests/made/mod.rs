//! Journals and records made for tests.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::similar_names,
    clippy::redundant_closure_for_method_calls,
    clippy::format_collect,
    clippy::unused_self,
    reason = "a test that fails says so by panicking, and reads best in one line"
)]
#![allow(dead_code, reason = "not every test uses all of it")]

use std::path::{Path, PathBuf};

use requite_record::{DocumentId, Heads, Projection};
use requite_store::{FileKey, Journal, JournalWrite, ListQuery, Row, SearchQuery, StoreError};

/// A folder with a journal file.
pub(crate) struct Home(tempfile::TempDir);

impl Home {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub(crate) fn folder(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn file(&self) -> PathBuf {
        // A quote and an emoji, as in life.
        self.0.path().join("mia's journal 🌱")
    }

    pub(crate) fn create(&self) -> Journal {
        Journal::create(&self.file(), &key()).unwrap()
    }

    pub(crate) fn open(&self) -> Result<Journal, StoreError> {
        Journal::open(&self.file(), &key())
    }

    pub(crate) fn put(&self, journal: &mut Journal, projection: &Projection) {
        journal.write(|journal| put(journal, projection)).unwrap();
    }
}

pub(crate) fn key() -> FileKey {
    FileKey::new([7; 32])
}

pub(crate) fn put(
    journal: &mut JournalWrite<'_>,
    projection: &Projection,
) -> Result<(), StoreError> {
    journal.put_document(projection.id, "entry", &projection.heads, b"document", Some(projection))
}

pub(crate) fn entry(n: u8, order: &str, text: &str) -> Projection {
    let mut id = [0; 16];
    id[15] = n;
    let mut fields = serde_json::Map::new();
    fields.insert("body".into(), text.into());
    Projection {
        id: DocumentId::new(id),
        kind: "entry".into(),
        present: true,
        order: order.into(),
        fields,
        kept_back: serde_json::Map::new(),
        facets: vec![],
        searched: vec![(1, text.into())],
        marks: vec![],
        heads: Heads::new(vec![[n; 32]]),
    }
}

pub(crate) fn query(limit: usize) -> ListQuery {
    ListQuery { limit, ..ListQuery::of("entry") }
}

pub(crate) fn list(journal: &mut Journal, limit: usize) -> Vec<Row> {
    journal.read(|journal| journal.list(&query(limit))).unwrap().items
}

/// Last bytes of the ids of the hits, best first.
pub(crate) fn search(journal: &mut Journal, text: &str) -> Result<Vec<u8>, StoreError> {
    let query = SearchQuery::of("entry", text);
    let page = journal.read(|journal| journal.search(&query))?;
    Ok(page.items.iter().map(|hit| hit.row.id.as_bytes()[15]).collect())
}
