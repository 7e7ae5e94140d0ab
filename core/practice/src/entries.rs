//! Entries: writing, reading, changing, finding.

use jiff::Timestamp;
use requite_engine::{
    Cursor, EngineError, ListQuery, Row, Write,
    record::{DocumentId, Edit, Facet, Heads, Mark, Occurred, Refusal},
};
use serde::Serialize;
use serde_json::{Map, Value as Json};

use crate::{EntryFacts, Practice, PracticeError, When, Zone, days::time_of, folk::Folk, kinds};

/// An entry to be written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewEntry {
    /// The text.
    pub text: String,
    /// A title.
    pub title: Option<String>,
    /// When it happened.
    pub when: When,
    /// Names or ids of people.
    pub people: Vec<String>,
    /// Tags, with or without `#`.
    pub tags: Vec<String>,
    /// Whether it is starred.
    pub starred: bool,
    /// What else is known of it.
    pub facts: EntryFacts,
}

/// A change of an entry.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EntryEdit<'a> {
    /// The whole new text, behind the state that it is based on: what was last shown here, where none is said.
    pub body: Option<(Option<&'a str>, &'a str)>,
    /// What is known of it.
    pub facts: EntryFacts,
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Wrote {
    /// Its id.
    pub id: String,
    /// Its day.
    pub date: String,
}

/// An entry in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EntryItem {
    /// Its id.
    pub id: String,
    /// Its day.
    pub date: String,
    /// Its time, where one is known.
    pub time: Option<String>,
    /// Its title, perhaps empty.
    pub title: String,
    /// The beginning of the text, or the words around a hit; one line.
    pub excerpt: String,
    /// Names of people.
    pub people: Vec<String>,
    /// Tags.
    pub tags: Vec<String>,
    /// Whether it is starred.
    pub starred: bool,
}

/// A page of entries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EntryPage {
    /// Newest first, or best first.
    pub items: Vec<EntryItem>,
    /// Where the next page begins.
    pub next: Option<String>,
}

/// An entry in full.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EntryView {
    /// Its id.
    pub id: String,
    /// Its day.
    pub date: String,
    /// Its time, where one is known.
    pub time: Option<String>,
    /// The zone it was lived in.
    pub tz: String,
    /// Its title, perhaps empty.
    pub title: String,
    /// The text.
    pub body: String,
    /// Names of people.
    pub people: Vec<String>,
    /// Tags.
    pub tags: Vec<String>,
    /// Whether it is starred.
    pub starred: bool,
    /// From -2 to 2; none where two devices say different things, or nothing was said.
    pub mood: Option<i64>,
    /// All that devices say.
    pub mood_said: Vec<i64>,
    /// Words for how it felt.
    pub words: Vec<String>,
    /// Where it was.
    pub place: Option<String>,
    /// Whether it is in the trash.
    pub trashed: bool,
    /// The state that this shows: the base of an edit.
    pub heads: String,
    /// Places that two devices changed, offsets in UTF-16 units.
    pub marks: Vec<Mark>,
}

/// A question for a page of entries.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EntryQuery {
    /// Entries of a page.
    pub limit: usize,
    /// Where the page before ended.
    pub cursor: Option<String>,
    /// Somebody by name or id.
    pub person: Option<String>,
    /// A tag.
    pub tag: Option<String>,
    /// The first day.
    pub from: Option<String>,
    /// The last day.
    pub to: Option<String>,
}

/// Entries of one page at most.
pub(crate) const LIMIT_MAX: usize = 1_000;

impl Practice {
    /// Writes an entry.
    ///
    /// # Errors
    /// [`PracticeError`] says what does not fit.
    pub fn write(
        &mut self,
        entry: &NewEntry,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<Wrote, PracticeError> {
        if entry.text.trim().is_empty() {
            return Err(PracticeError::EmptyText);
        }
        let occurred = entry.when.resolve(zone, now)?;
        let mut edits = vec![set("occurred", (&occurred).into()), text("body", &entry.text)];
        if let Some(title) = entry.title.as_deref().filter(|title| !title.trim().is_empty()) {
            edits.push(text("title", title.trim()));
        }
        for who in &entry.people {
            let person = self.find_person(who)?;
            edits.push(add("people", &person.to_string()));
        }
        for tag in &entry.tags {
            edits.push(add("tags", &parse_tag(tag)?));
        }
        if entry.starred {
            edits.push(set("starred", true.into()));
        }
        edits.extend(entry.facts.edits()?);
        let id = self.engine.new_id();
        self.engine.commit("write", &[Write::by_person(id, kinds::name::ENTRY, edits)])?;
        Ok(Wrote { id: id.to_string(), date: occurred.date.to_string() })
    }

    /// A page of entries, newest first.
    ///
    /// # Errors
    /// [`PracticeError`] says what does not fit.
    pub fn entries(
        &mut self,
        query: &EntryQuery,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<EntryPage, PracticeError> {
        let day = |text: &Option<String>| {
            text.as_deref().map(|text| crate::Day::parse(text, zone, now)).transpose()
        };
        let folk = self.folk(crate::Day::today(zone, now))?;
        let mut list = ListQuery {
            from: day(&query.from)?.map(|day| day.to_string()),
            to: day(&query.to)?.map(|day| day.to_string()),
            limit: query.limit.clamp(1, LIMIT_MAX),
            cursor: parse_cursor(query.cursor.as_deref())?,
            ..ListQuery::of(kinds::name::ENTRY)
        };
        if let Some(who) = &query.person {
            list.any_of = folk.find(who)?.facets("people");
        }
        if let Some(tag) = &query.tag {
            list.facets.push(Facet { field: "tags".into(), value: parse_tag(tag)? });
        }
        let page = self.engine.list(&list)?;
        let next = page.next.map(|cursor| cursor.to_string());
        let items = page.items.iter().map(|row| item(&folk, row, None)).collect();
        Ok(EntryPage { items, next })
    }

    /// An entry in full, by its id or the beginning of it. What is shown here is what an edit is based on.
    ///
    /// # Errors
    /// [`PracticeError::NoEntry`], [`PracticeError::Ambiguous`].
    pub fn show(&mut self, id: &str) -> Result<EntryView, PracticeError> {
        let id = self.find_entry(id)?;
        let view = self.view(id)?;
        let heads = view.heads.parse().map_err(|_| PracticeError::Base)?;
        match self.engine.note_seen(id, &heads) {
            // Reading goes on while somebody else writes, or on a full disk: only the base is not noted then.
            Ok(()) | Err(EngineError::Busy | EngineError::Full | EngineError::ReadOnly) => Ok(view),
            Err(error) => Err(error.into()),
        }
    }

    /// Changes the text of an entry: what was changed against `base` is changed, and nothing else.
    ///
    /// # Errors
    /// [`PracticeError::NoBase`] when the entry was never shown here and no base is given.
    pub fn edit(
        &mut self,
        id: &str,
        base: Option<&str>,
        body: &str,
    ) -> Result<EntryView, PracticeError> {
        let edit = EntryEdit { body: Some((base, body)), ..EntryEdit::default() };
        self.edit_entry(id, &edit)
    }

    /// Changes the text of an entry as [`Practice::edit`] does, what is known of it, or both, as one act.
    ///
    /// # Errors
    /// [`PracticeError`] says what does not fit.
    pub fn edit_entry(
        &mut self,
        id: &str,
        edit: &EntryEdit<'_>,
    ) -> Result<EntryView, PracticeError> {
        let id = self.find_entry(id)?;
        let mut edits = edit.facts.edits()?;
        if let Some((base, body)) = edit.body {
            if body.trim().is_empty() {
                return Err(PracticeError::EmptyText);
            }
            let base: Heads = match base {
                Some(base) => base.parse().map_err(|_| PracticeError::Base)?,
                None => self.engine.seen_state(id)?.ok_or(PracticeError::NoBase)?,
            };
            edits.push(Edit::Text { field: "body".into(), base, text: body.to_owned() });
        }
        self.revise("edit", kinds::name::ENTRY, id, edits).map_err(|error| match error {
            PracticeError::Engine(EngineError::Refused(Refusal::UnknownBase)) => {
                PracticeError::Base
            }
            error => error,
        })?;
        self.view(id)
    }

    /// A record to the trash, whatever its kind.
    ///
    /// # Errors
    /// [`PracticeError::NoRecord`], [`PracticeError::Ambiguous`].
    pub fn delete(&mut self, id: &str) -> Result<DocumentId, PracticeError> {
        let (id, kind) = self.find_any(id)?;
        self.revise("delete", kind, id, vec![Edit::Trash])?;
        Ok(id)
    }

    /// Back from the trash.
    ///
    /// # Errors
    /// [`PracticeError::NoRecord`], [`PracticeError::Ambiguous`].
    pub fn undelete(&mut self, id: &str) -> Result<DocumentId, PracticeError> {
        let (id, kind) = self.find_any(id)?;
        self.revise("undelete", kind, id, vec![Edit::Restore])?;
        Ok(id)
    }

    pub(crate) fn find_entry(&mut self, prefix: &str) -> Result<DocumentId, PracticeError> {
        let prefix = prefix.trim().to_ascii_lowercase();
        match self.engine.find(&prefix, &[kinds::name::ENTRY])?.as_slice() {
            [one] => Ok(*one),
            [] => Err(PracticeError::NoEntry),
            _ => Err(PracticeError::Ambiguous),
        }
    }

    pub(crate) fn view(&mut self, id: DocumentId) -> Result<EntryView, PracticeError> {
        let record = self.engine.open_record(id)?;
        let view = self.view_of(id, &record.fields, &record.heads)?;
        Ok(EntryView { trashed: !record.present, marks: record.marks, ..view })
    }

    /// What the fields of an entry say, out of the trash and without marks.
    pub(crate) fn view_of(
        &mut self,
        id: DocumentId,
        fields: &Map<String, Json>,
        heads: &Heads,
    ) -> Result<EntryView, PracticeError> {
        let fields = Fields(fields);
        let occurred = fields.occurred();
        let mood_said = fields.numbers("mood");
        Ok(EntryView {
            id: id.to_string(),
            date: occurred.as_ref().map(|o| o.date.to_string()).unwrap_or_default(),
            time: occurred.as_ref().and_then(time_of),
            tz: occurred.map(|o| o.tz).unwrap_or_default(),
            title: fields.text("title"),
            body: fields.text("body"),
            people: self.folk(crate::Day::FIRST)?.names(&fields.list("people")),
            tags: fields.list("tags"),
            starred: fields.is_set("starred"),
            mood: mood_said.first().copied().filter(|_| mood_said.len() == 1),
            mood_said,
            words: fields.list("words"),
            place: fields.some("place"),
            trashed: false,
            heads: heads.to_string(),
            marks: Vec::new(),
        })
    }
}

/// An entry in a list.
pub(crate) fn item(folk: &Folk, row: &Row, snippet: Option<String>) -> EntryItem {
    let fields = Fields(&row.fields);
    let occurred = fields.occurred();
    EntryItem {
        id: row.id.to_string(),
        date: occurred.as_ref().map(|o| o.date.to_string()).unwrap_or_default(),
        time: occurred.as_ref().and_then(time_of),
        title: fields.text("title"),
        excerpt: snippet.unwrap_or_else(|| excerpt(&fields.text("body"))),
        people: folk.names(&fields.list("people")),
        tags: fields.list("tags"),
        starred: fields.is_set("starred"),
    }
}

/// The fields of a row or record.
pub(crate) struct Fields<'a>(pub(crate) &'a Map<String, Json>);

impl Fields<'_> {
    pub(crate) fn text(&self, name: &str) -> String {
        self.0.get(name).and_then(|value| value.as_str()).unwrap_or_default().to_owned()
    }

    pub(crate) fn number(&self, name: &str) -> Option<i64> {
        self.0.get(name).and_then(Json::as_i64)
    }

    /// A text that may not be there.
    pub(crate) fn some(&self, name: &str) -> Option<String> {
        Some(self.text(name)).filter(|text| !text.is_empty())
    }

    /// A map of keys to values.
    pub(crate) fn map(&self, name: &str) -> Map<String, Json> {
        self.0.get(name).and_then(Json::as_object).cloned().unwrap_or_default()
    }

    pub(crate) fn list(&self, name: &str) -> Vec<String> {
        let values = self.0.get(name).and_then(|value| value.as_array()).into_iter().flatten();
        values.filter_map(|value| value.as_str()).map(str::to_owned).collect()
    }

    pub(crate) fn numbers(&self, name: &str) -> Vec<i64> {
        let values = self.0.get(name).and_then(Json::as_array).into_iter().flatten();
        values.filter_map(Json::as_i64).collect()
    }

    pub(crate) fn is_set(&self, name: &str) -> bool {
        self.0.get(name).and_then(Json::as_bool).unwrap_or(false)
    }

    pub(crate) fn occurred(&self) -> Option<Occurred> {
        self.text("occurred").parse().ok()
    }
}

pub(crate) fn set(field: &str, value: requite_engine::record::Value) -> Edit {
    Edit::Set { field: field.to_owned(), value }
}

pub(crate) fn add(field: &str, element: &str) -> Edit {
    Edit::Add { field: field.to_owned(), element: element.into() }
}

/// The text of a record that is being made.
pub(crate) fn text(field: &str, text: &str) -> Edit {
    Edit::Text { field: field.to_owned(), base: Heads::default(), text: text.to_owned() }
}

pub(crate) fn parse_cursor(cursor: Option<&str>) -> Result<Option<Cursor>, PracticeError> {
    cursor.map(|cursor| cursor.parse().map_err(|_| EngineError::Cursor.into())).transpose()
}

pub(crate) fn parse_tag(tag: &str) -> Result<String, PracticeError> {
    let tag = tag.trim().trim_start_matches('#');
    let fits = (1..=kinds::TAG_BYTES_MAX).contains(&tag.len());
    let is_plain = !tag.contains(|c: char| c.is_whitespace() || c.is_control());
    if fits && is_plain { Ok(tag.to_owned()) } else { Err(PracticeError::Tag) }
}

/// One line of at most 160 characters.
pub(crate) fn excerpt(text: &str) -> String {
    const LENGTH: usize = 160;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LENGTH) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default().trim_end()),
        None => line,
    }
}
