//! What an app may ask. Lists and searches read rows only; one record in full is computed from its document.

use std::collections::BTreeMap;

use requite_record::{DocumentId, Heads, Projection};
use requite_store::{Hit, ListQuery, Page, Presence, Revision, Row, SearchQuery};

use crate::{Engine, EngineError, opening};

impl Engine {
    /// One page of a kind, newest first. Rows hold excerpts of long texts.
    ///
    /// # Errors
    /// [`EngineError`].
    pub fn list(&mut self, query: &ListQuery) -> Result<Page<Row>, EngineError> {
        self.journal.read(|journal| journal.list(query).map_err(EngineError::from))
    }

    /// One page of hits, best first.
    ///
    /// # Errors
    /// [`EngineError::Query`] when there is nothing to search for.
    pub fn search(&mut self, query: &SearchQuery) -> Result<Page<Hit>, EngineError> {
        self.journal.read(|journal| journal.search(query).map_err(EngineError::from))
    }

    /// A row by its id, in the trash or not.
    ///
    /// # Errors
    /// [`EngineError`].
    pub fn row(&mut self, id: DocumentId) -> Result<Option<Row>, EngineError> {
        self.journal.read(|journal| journal.row(id).map_err(EngineError::from))
    }

    /// How many records that a query chooses fall on each day, where records of the kind are ordered by when they happened.
    ///
    /// # Errors
    /// [`EngineError`].
    pub fn days(&mut self, query: &ListQuery) -> Result<BTreeMap<String, u64>, EngineError> {
        self.journal.read(|journal| journal.days(query).map_err(EngineError::from))
    }

    /// The least order that a record of a kind has.
    ///
    /// # Errors
    /// [`EngineError`].
    pub fn first_order(&mut self, kind: &str) -> Result<Option<String>, EngineError> {
        self.journal.read(|journal| journal.first_order(kind).map_err(EngineError::from))
    }

    /// Changes whenever a record may have changed, here or by another process: for what an app computes from rows and keeps.
    ///
    /// # Errors
    /// [`EngineError`].
    pub fn revision(&self) -> Result<Revision, EngineError> {
        Ok(self.journal.revision()?)
    }

    /// How many records of a kind there are.
    ///
    /// # Errors
    /// [`EngineError`].
    pub fn count(&mut self, kind: &str, presence: Presence) -> Result<u64, EngineError> {
        self.journal.read(|journal| journal.count(kind, presence).map_err(EngineError::from))
    }

    /// Records whose id begins so: at most three, enough to tell none, one and several apart.
    ///
    /// # Errors
    /// [`EngineError`].
    pub fn find(&mut self, prefix: &str, kinds: &[&str]) -> Result<Vec<DocumentId>, EngineError> {
        self.journal.read(|journal| journal.find(prefix, kinds).map_err(EngineError::from))
    }

    /// A record in full.
    ///
    /// # Errors
    /// [`EngineError::NotFound`]; [`EngineError::NewerVersion`] for a kind that this version does not know.
    pub fn open_record(&mut self, id: DocumentId) -> Result<Projection, EngineError> {
        let Self { journal, schema, tally, recent, .. } = self;
        tally.opened += 1;
        journal.read(|journal| {
            let stored = journal.document(id)?.ok_or(EngineError::NotFound)?;
            let kind = schema.kind(&stored.kind).ok_or(EngineError::NewerVersion)?;
            let mut document = recent.take(id, &stored)?;
            let projection = requite_record::project(kind, &mut document)?;
            recent.keep(document, stored.bytes.len());
            Ok(projection)
        })
    }

    /// Whether a state of a record is part of its history here.
    ///
    /// # Errors
    /// [`EngineError::NotFound`].
    pub fn has_state(&mut self, id: DocumentId, heads: &Heads) -> Result<bool, EngineError> {
        self.journal.read(|journal| {
            let stored = journal.document(id)?.ok_or(EngineError::NotFound)?;
            Ok(opening::load(id, &stored)?.has(heads))
        })
    }

    /// Notes that the person has this state of a record before them: the base of their next edit.
    ///
    /// # Errors
    /// [`EngineError::Busy`] and the like; nothing depends on it but the base.
    pub fn note_seen(&mut self, id: DocumentId, heads: &Heads) -> Result<(), EngineError> {
        let known = self.seen_state(id)?;
        if known.as_ref() == Some(heads) {
            return Ok(());
        }
        self.journal.write(|journal| journal.set_seen(id, heads).map_err(EngineError::from))
    }

    /// The state of a record that the person last had before them on this device.
    ///
    /// # Errors
    /// [`EngineError`].
    pub fn seen_state(&mut self, id: DocumentId) -> Result<Option<Heads>, EngineError> {
        self.journal.read(|journal| journal.seen(id).map_err(EngineError::from))
    }
}
