//! Any record as it is, whatever its kind: what its fields say, whom it is about, and the places that two devices both changed.
//! Lists, pages and numbers have files of their own.

use jiff::Timestamp;
use requite_engine::record::{DocumentId, Mark, Merge, Occurred, Scalar};
use serde::Serialize;
use serde_json::{Map, Value as Json, json};

use crate::{
    Day, EntryView, Practice, PracticeError,
    days::time_of,
    entries::Fields,
    kinds::{self, name},
    timeline::is_nothing,
};

/// A record in full.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Shown {
    /// Its kind: `entry`, `promise`, `standard` and the like.
    pub kind: &'static str,
    /// What it says.
    #[serde(flatten)]
    pub told: Told,
}

/// What a record says.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Told {
    /// An entry.
    Entry(EntryView),
    /// Any other record.
    Record(RecordView),
}

/// A record that is no entry, in full.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RecordView {
    /// Its id.
    pub id: String,
    /// Its day, where it has one.
    pub date: Option<String>,
    /// Names of the people whom it is about.
    pub people: Vec<String>,
    /// Every field that says something, by its name.
    pub fields: Map<String, Json>,
    /// Whether it is in the trash.
    pub trashed: bool,
    /// The state that this shows.
    pub heads: String,
    /// Places that two devices changed, offsets in UTF-16 units.
    pub marks: Vec<Mark>,
}

impl Told {
    /// Its id.
    pub fn id(&self) -> &str {
        match self {
            Self::Entry(entry) => &entry.id,
            Self::Record(record) => &record.id,
        }
    }

    /// The state that this shows.
    pub fn heads(&self) -> &str {
        match self {
            Self::Entry(entry) => &entry.heads,
            Self::Record(record) => &record.heads,
        }
    }

    /// Places that two devices changed.
    pub fn marks(&self) -> &[Mark] {
        match self {
            Self::Entry(entry) => &entry.marks,
            Self::Record(record) => &record.marks,
        }
    }

    pub(crate) fn in_trash(mut self, is_in: bool) -> Self {
        match &mut self {
            Self::Entry(entry) => entry.trashed = is_in,
            Self::Record(record) => record.trashed = is_in,
        }
        self
    }
}

impl Practice {
    /// Any record in full, by its id or the beginning of it. What is shown here is what an edit of a text in it is based on.
    ///
    /// # Errors
    /// [`PracticeError::NoRecord`], [`PracticeError::Ambiguous`].
    pub fn show_any(&mut self, id: &str) -> Result<Shown, PracticeError> {
        let (id, kind) = self.find_shown(id)?;
        let shown = self.shown_of(id, kind)?;
        self.note_shown(id, &shown.told.heads().parse().map_err(|_| PracticeError::Base)?)?;
        Ok(shown)
    }

    /// A record as it is, without noting that somebody has seen it.
    pub(crate) fn shown_of(
        &mut self,
        id: DocumentId,
        kind: &'static str,
    ) -> Result<Shown, PracticeError> {
        let record = self.engine.open_record(id)?;
        let told = self.told(id, kind, &record.fields, &record.heads)?.in_trash(!record.present);
        let mut marks = record.marks;
        // A mark quotes what was written.
        marks.retain(|mark| !is_kept_back(kind, &mark.field));
        let told = match told {
            Told::Entry(entry) => Told::Entry(EntryView { marks, ..entry }),
            Told::Record(record) => Told::Record(RecordView { marks, ..record }),
        };
        Ok(Shown { kind, told })
    }

    /// What the fields of a record say, out of the trash and without marks.
    pub(crate) fn told(
        &mut self,
        id: DocumentId,
        kind: &'static str,
        fields: &Map<String, Json>,
        heads: &requite_engine::record::Heads,
    ) -> Result<Told, PracticeError> {
        if kind == name::ENTRY {
            return Ok(Told::Entry(self.view_of(id, fields, heads)?));
        }
        let mut said = self.in_words(id, kind, fields)?;
        // A flag that is off says something here.
        said.retain(|_, value| value.is_boolean() || !is_nothing(value));
        let mut people = Fields(fields).list("people");
        people.extend(Fields(fields).some("person"));
        Ok(Told::Record(RecordView {
            id: id.to_string(),
            date: day_of(kind, fields),
            people: self.folk(Day::FIRST)?.names(&people),
            fields: said,
            trashed: false,
            heads: heads.to_string(),
            marks: Vec::new(),
        }))
    }

    /// The fields of a record as a person or a script can read them: no ranks, no slots, nothing that is kept back, and no name
    /// that a discreet journal does not show.
    pub(crate) fn in_words(
        &mut self,
        id: DocumentId,
        kind: &'static str,
        fields: &Map<String, Json>,
    ) -> Result<Map<String, Json>, PracticeError> {
        let mut said = Map::new();
        let declared = kinds::named(kind).ok_or(PracticeError::NoRecord("record"))?;
        for field in declared.fields.iter().filter(|field| !field.kept_back) {
            let value = fields.get(field.name).unwrap_or(&Json::Null);
            said.insert(field.name.to_owned(), in_words(kind, field.merge, value));
        }
        let vault = self.settings_row()?;
        if vault.is_some_and(|row| Fields(&row.fields).is_set("discreet")) {
            self.discreetly(id, kind, &mut said)?;
        }
        Ok(said)
    }

    fn discreetly(
        &mut self,
        id: DocumentId,
        kind: &'static str,
        said: &mut Map<String, Json>,
    ) -> Result<(), PracticeError> {
        match kind {
            name::PERSON => {
                let name = self.folk(Day::FIRST)?.name_of(&id.to_string());
                said.entry("display_name").and_modify(|value| *value = name.into());
            }
            name::SUPPORT => {
                said.remove("name");
                said.remove("how");
            }
            _ => {}
        }
        Ok(())
    }

    /// Any record that has an id which lists show, by the beginning of it.
    pub(crate) fn find_shown(
        &mut self,
        prefix: &str,
    ) -> Result<(DocumentId, &'static str), PracticeError> {
        self.find_of(prefix, kinds::trashable().chain([name::PERSON]))
    }
}

/// The day on which it happened, or by which lists order it.
fn day_of(kind: &str, fields: &Map<String, Json>) -> Option<String> {
    let fields = Fields(fields);
    if let Some(occurred) = fields.occurred() {
        return Some(occurred.date.to_string());
    }
    let kind = kinds::named(kind)?;
    let field = kind.field(kind.ordered_by?)?;
    match field.merge {
        Merge::Register(Scalar::Date) | Merge::Once(Scalar::Date) => fields.some(field.name),
        _ => None,
    }
}

fn is_kept_back(kind: &str, field: &str) -> bool {
    let kind = kinds::named(kind);
    kind.and_then(|kind| kind.field(field).map(|field| field.kept_back)).unwrap_or(false)
}

fn in_words(kind: &str, merge: Merge, value: &Json) -> Json {
    match merge {
        Merge::Rank => {
            let words = if kind == name::GOODBYE { kinds::GOODBYE_STATES } else { kinds::PHASES };
            let rank = value.get("rank").and_then(Json::as_u64);
            let word = rank.and_then(|rank| words.get(usize::try_from(rank).ok()?));
            word.map_or(Json::Null, |word| Json::from(*word))
        }
        // Milliseconds since 1970.
        Merge::Latest => value
            .as_i64()
            .and_then(|ms| Timestamp::from_millisecond(ms).ok())
            .map_or(Json::Null, |at| Json::from(at.to_string())),
        Merge::Register(Scalar::Occurred) => {
            let occurred: Option<Occurred> = value.as_str().and_then(|text| text.parse().ok());
            occurred.map_or(
                Json::Null,
                |at| json!({"date": at.date.to_string(), "time": time_of(&at), "tz": at.tz}),
            )
        }
        Merge::Texts { .. } => {
            let texts = value.as_object().into_iter().flatten();
            let texts = texts.map(|(key, slots)| (key.clone(), together(slots)));
            Json::Object(texts.filter(|(_, text)| !is_nothing(text)).collect())
        }
        _ => value.clone(),
    }
}

/// What devices answered apart, one after the other.
fn together(slots: &Json) -> Json {
    let texts = slots.as_array().into_iter().flatten();
    let texts: Vec<&str> = texts.filter_map(|slot| slot.get("text")?.as_str()).collect();
    Json::from(texts.join("\n"))
}
