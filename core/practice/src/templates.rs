//! Beginnings for pieces of writing, and searches to be asked again: both by name.

use jiff::Timestamp;
use requite_engine::{
    ListQuery, Write,
    record::{DocumentId, Edit},
};
use serde::Serialize;

use crate::{
    FoundPage, Practice, PracticeError, Search, Zone,
    entries::{Fields, excerpt, set, text},
    kinds,
    people::parse_name,
};

/// A beginning for pieces of writing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TemplateItem {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The beginning of the text, on one line.
    pub excerpt: String,
}

/// One in full.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TemplateView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The text.
    pub text: String,
}

/// A search to be asked again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SavedItem {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What is searched for.
    pub query: String,
}

impl Practice {
    /// Keeps a beginning under a name. A name that is there already gets the new text.
    ///
    /// # Errors
    /// [`PracticeError::Name`], [`PracticeError::EmptyText`].
    pub fn add_template(&mut self, name: &str, body: &str) -> Result<TemplateView, PracticeError> {
        let name = parse_name(name)?;
        if body.trim().is_empty() {
            return Err(PracticeError::EmptyText);
        }
        let kind = kinds::name::TEMPLATE;
        let id = if let Some(id) = self.named(kind, &name)? {
            let edit = Edit::text("text", &self.base_of(id)?, body);
            self.revise("template add", kind, id, vec![edit])?;
            id
        } else {
            let edits = vec![set("name", name.into()), text("text", body)];
            self.make("template add", kind, edits)?
        };
        self.template_view(id)
    }

    /// Every beginning, by name.
    ///
    /// # Errors
    /// [`PracticeError::Engine`].
    pub fn templates(&mut self) -> Result<Vec<TemplateItem>, PracticeError> {
        let rows = self.all(ListQuery { limit: 500, ..ListQuery::of(kinds::name::TEMPLATE) })?;
        let items = rows.iter().map(|row| {
            let fields = Fields(&row.fields);
            let excerpt = excerpt(&fields.text("text"));
            TemplateItem { id: row.id.to_string(), name: fields.text("name"), excerpt }
        });
        let mut items: Vec<TemplateItem> = items.collect();
        items.sort_by_key(|item| (item.name.to_lowercase(), item.id.clone()));
        Ok(items)
    }

    /// One in full, by its name or the beginning of its id.
    ///
    /// # Errors
    /// [`PracticeError::NoRecord`], [`PracticeError::Ambiguous`].
    pub fn template(&mut self, which: &str) -> Result<TemplateView, PracticeError> {
        let id = self.find_named(kinds::name::TEMPLATE, "template", which)?;
        self.template_view(id)
    }

    /// Keeps a search under a name. A name that is there already gets the new search.
    ///
    /// # Errors
    /// [`PracticeError::Name`], [`PracticeError::EmptyText`].
    pub fn save_search(&mut self, name: &str, query: &str) -> Result<SavedItem, PracticeError> {
        let (name, query) = (parse_name(name)?, query.trim());
        if query.is_empty() {
            return Err(PracticeError::EmptyText);
        }
        let kind = kinds::name::SAVED_SEARCH;
        // The same name on two devices is one search.
        let derived = self.engine.derived_id(kind, 0, &[name.to_lowercase().as_bytes()]);
        let id = self.named(kind, &name)?.unwrap_or(derived);
        let mut edits = vec![set("name", name.into()), set("query", query.into())];
        if self.engine.row(id)?.is_some_and(|row| !row.present) {
            edits.push(Edit::Restore);
        }
        self.engine.commit("saved add", &[Write::by_person(id, kind, edits)])?;
        self.saved_item(id)
    }

    /// Every saved search, by name.
    ///
    /// # Errors
    /// [`PracticeError::Engine`].
    pub fn saved_searches(&mut self) -> Result<Vec<SavedItem>, PracticeError> {
        let rows =
            self.all(ListQuery { limit: 500, ..ListQuery::of(kinds::name::SAVED_SEARCH) })?;
        let items = rows.iter().map(|row| saved(row.id, &Fields(&row.fields)));
        let mut items: Vec<SavedItem> = items.collect();
        items.sort_by_key(|item| (item.name.to_lowercase(), item.id.clone()));
        Ok(items)
    }

    /// Asks a saved search again, by its name or the beginning of its id: a page of what is found now.
    ///
    /// # Errors
    /// [`PracticeError::NoRecord`], [`PracticeError::Ambiguous`], and those of [`Practice::search`].
    pub fn run_saved(
        &mut self,
        which: &str,
        limit: usize,
        cursor: Option<String>,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<FoundPage, PracticeError> {
        let id = self.find_named(kinds::name::SAVED_SEARCH, "saved search", which)?;
        let words = self.saved_item(id)?.query;
        self.search(&Search { words, limit, cursor, ..Search::default() }, zone, now)
    }

    fn template_view(&mut self, id: DocumentId) -> Result<TemplateView, PracticeError> {
        let record = self.engine.open_record(id)?;
        let fields = Fields(&record.fields);
        Ok(TemplateView {
            id: id.to_string(),
            name: fields.text("name"),
            text: fields.text("text"),
        })
    }

    /// From the record itself, as rows cut what is long.
    fn saved_item(&mut self, id: DocumentId) -> Result<SavedItem, PracticeError> {
        let record = self.engine.open_record(id)?;
        Ok(saved(id, &Fields(&record.fields)))
    }
}

fn saved(id: DocumentId, fields: &Fields<'_>) -> SavedItem {
    SavedItem { id: id.to_string(), name: fields.text("name"), query: fields.text("query") }
}
