//! People: a page for each, found by name or id.

use requite_engine::{
    Expect, ListQuery, Origin, Presence, Row, Write,
    record::{DocumentId, Edit},
};
use serde::Serialize;

use crate::{Practice, PracticeError, kinds};

/// Somebody, as lists show them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PersonItem {
    /// Id of the page.
    pub id: String,
    /// The name.
    pub name: String,
    /// A name for when others look on.
    pub alias: Option<String>,
}

/// People that one page of the list asks for at once; beyond it, more pages are read.
const PAGE: usize = 500;

impl Practice {
    /// Everybody, by name.
    ///
    /// # Errors
    /// [`PracticeError::Engine`].
    pub fn people(&mut self) -> Result<Vec<PersonItem>, PracticeError> {
        let mut people: Vec<PersonItem> = self.person_rows()?.iter().map(item).collect();
        people.sort_by_key(|person| (person.name.to_lowercase(), person.id.clone()));
        Ok(people)
    }

    /// Adds somebody. The same name on two devices is one page.
    ///
    /// # Errors
    /// [`PracticeError::Name`].
    pub fn add_person(&mut self, name: &str) -> Result<PersonItem, PracticeError> {
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        if name.is_empty() || name.len() > kinds::NAME_BYTES_MAX || name.contains(char::is_control)
        {
            return Err(PracticeError::Name);
        }
        let id = self.engine.derived_id(kinds::name::PERSON, 0, &[name.to_lowercase().as_bytes()]);
        let kind = kinds::name::PERSON;
        let edits = vec![Edit::Set { field: "display_name".into(), value: name.as_str().into() }];
        let mut writes =
            vec![Write { id, kind, edits, origin: Origin::Derived, expect: Expect::Either }];
        if self.engine.row(id)?.is_some_and(|row| !row.present) {
            let (edits, expect) = (vec![Edit::Restore], Expect::There);
            writes.push(Write { id, kind, edits, origin: Origin::Person, expect });
        }
        self.engine.commit("people add", &writes)?;
        let row = self.engine.row(id)?.ok_or(PracticeError::NoPerson)?;
        Ok(item(&row))
    }

    /// Somebody by name, alias or the beginning of an id.
    pub(crate) fn find_person(&mut self, who: &str) -> Result<DocumentId, PracticeError> {
        let wanted = who.trim().to_lowercase();
        let rows = self.person_rows()?;
        let is_called = |row: &&Row| {
            ["display_name", "alias"].iter().any(|field| {
                row.fields
                    .get(*field)
                    .and_then(|name| name.as_str())
                    .is_some_and(|name| name.to_lowercase() == wanted)
            })
        };
        let named: Vec<DocumentId> = rows.iter().filter(is_called).map(|row| row.id).collect();
        match named.as_slice() {
            [one] => return Ok(*one),
            [] => {}
            _ => return Err(PracticeError::Ambiguous),
        }
        match self.engine.find(&wanted, &[kinds::name::PERSON])?.as_slice() {
            [one] => Ok(*one),
            [] => Err(PracticeError::NoPerson),
            _ => Err(PracticeError::Ambiguous),
        }
    }

    /// The names behind ids, in order of name; ids without a page are left out.
    pub(crate) fn names(&mut self, ids: &[String]) -> Result<Vec<String>, PracticeError> {
        let mut names = Vec::with_capacity(ids.len());
        for id in ids {
            let Ok(id) = id.parse() else { continue };
            if let Some(row) = self.engine.row(id)? {
                names.push(item(&row).name);
            }
        }
        names.sort();
        Ok(names)
    }

    fn person_rows(&mut self) -> Result<Vec<Row>, PracticeError> {
        let mut query = ListQuery {
            kind: kinds::name::PERSON.to_owned(),
            presence: Presence::Present,
            facets: Vec::new(),
            from: None,
            to: None,
            limit: PAGE,
            cursor: None,
        };
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
}

fn item(row: &Row) -> PersonItem {
    let text =
        |field: &str| row.fields.get(field).and_then(|value| value.as_str()).map(str::to_owned);
    let name = text("display_name").unwrap_or_default();
    PersonItem { id: row.id.to_string(), name, alias: text("alias") }
}
