//! What every kind of record has in common: being made, changed, found, listed and put into the trash.

use requite_engine::{
    EngineError, Expect, ListQuery, Origin, Row, Write,
    record::{DocumentId, Edit, Heads, Value},
};

use crate::{Practice, PracticeError, entries::Fields, kinds};

impl Practice {
    /// Makes a record, as one act that can be undone.
    pub(crate) fn make(
        &mut self,
        label: &str,
        kind: &'static str,
        edits: Vec<Edit>,
    ) -> Result<DocumentId, PracticeError> {
        let id = self.engine.new_id();
        self.engine.commit(label, &[Write::by_person(id, kind, edits)])?;
        Ok(id)
    }

    /// Changes a record that is there, as one act that can be undone.
    pub(crate) fn revise(
        &mut self,
        label: &str,
        kind: &'static str,
        id: DocumentId,
        edits: Vec<Edit>,
    ) -> Result<(), PracticeError> {
        let expect = Expect::There;
        self.engine.commit(label, &[Write { id, kind, edits, origin: Origin::Person, expect }])?;
        Ok(())
    }

    /// A record of a kind by the beginning of its id. `called` is what a person calls the kind.
    pub(crate) fn find_record(
        &mut self,
        kind: &'static str,
        called: &'static str,
        prefix: &str,
    ) -> Result<DocumentId, PracticeError> {
        let prefix = prefix.trim().to_ascii_lowercase();
        match self.engine.find(&prefix, &[kind])?.as_slice() {
            [one] => Ok(*one),
            [] => Err(PracticeError::NoRecord(called)),
            _ => Err(PracticeError::Ambiguous),
        }
    }

    /// Any record that a person made, by the beginning of its id.
    pub(crate) fn find_any(
        &mut self,
        prefix: &str,
    ) -> Result<(DocumentId, &'static str), PracticeError> {
        self.find_of(prefix, kinds::trashable())
    }

    /// A record of any of these kinds, by the beginning of its id.
    pub(crate) fn find_of(
        &mut self,
        prefix: &str,
        kinds: impl Iterator<Item = &'static str>,
    ) -> Result<(DocumentId, &'static str), PracticeError> {
        let prefix = prefix.trim().to_ascii_lowercase();
        let mut found = Vec::new();
        for kind in kinds {
            found.extend(self.engine.find(&prefix, &[kind])?.into_iter().map(|id| (id, kind)));
        }
        match found.as_slice() {
            [one] => Ok(*one),
            [] => Err(PracticeError::NoRecord("record")),
            _ => Err(PracticeError::Ambiguous),
        }
    }

    /// A record's row, which must be there.
    pub(crate) fn row_of(
        &mut self,
        id: DocumentId,
        called: &'static str,
    ) -> Result<Row, PracticeError> {
        self.engine.row(id)?.ok_or(PracticeError::NoRecord(called))
    }

    /// Every row that a query chooses, page by page. The query's limit is that of a page.
    pub(crate) fn all(&mut self, mut query: ListQuery) -> Result<Vec<Row>, PracticeError> {
        let mut rows = Vec::new();
        loop {
            let page = self.engine.list(&query)?;
            rows.extend(page.items);
            query.cursor = page.next;
            if query.cursor.is_none() {
                return Ok(rows);
            }
        }
    }

    /// The state of a record that an edit of a text in it is based on: what was last shown here, or else what is there.
    pub(crate) fn base_of(&mut self, id: DocumentId) -> Result<Heads, PracticeError> {
        match self.engine.seen_state(id)? {
            Some(heads) => Ok(heads),
            None => Ok(self.engine.open_record(id)?.heads),
        }
    }

    /// Notes that somebody has a record before them as it is. Reading goes on where that cannot be noted.
    pub(crate) fn note_shown(
        &mut self,
        id: DocumentId,
        heads: &Heads,
    ) -> Result<(), PracticeError> {
        match self.engine.note_seen(id, heads) {
            Ok(()) | Err(EngineError::Busy | EngineError::Full | EngineError::ReadOnly) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// The vault's own record.
    pub(crate) fn vault_record(&self) -> DocumentId {
        self.engine.derived_id(kinds::name::VAULT, 0, &[])
    }

    pub(crate) fn settings_row(&mut self) -> Result<Option<Row>, PracticeError> {
        Ok(self.engine.row(self.vault_record())?)
    }
}

/// A word of a closed list, as it is stored.
pub(crate) fn word(
    what: &'static str,
    given: &str,
    one_of: &'static [&'static str],
) -> Result<Value, PracticeError> {
    meant(given, one_of).map(Value::from).ok_or(PracticeError::Word { what, one_of })
}

/// The word of a closed list that is meant by what somebody typed, with spaces or capitals as they like.
pub(crate) fn meant(given: &str, one_of: &'static [&'static str]) -> Option<&'static str> {
    let given = given.trim().to_lowercase().replace([' ', '-'], "_");
    one_of.iter().copied().find(|word| *word == given)
}

/// The text of a record that is being made, if there is any.
pub(crate) fn some_text(field: &str, text: Option<&str>) -> Option<Edit> {
    let text = text.filter(|text| !text.trim().is_empty())?;
    Some(crate::entries::text(field, text))
}

/// Several concurrent choices mean that somebody has to look: one is the answer.
pub(crate) fn the_only(fields: &Fields<'_>, field: &str) -> Option<String> {
    match fields.list(field).as_slice() {
        [one] => Some(one.clone()),
        _ => None,
    }
}
