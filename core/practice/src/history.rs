//! Looking back at a record: its versions, one of them in full, back to one, and the places that two devices both changed.

use jiff::Timestamp;
use requite_engine::{
    EngineError, Version,
    record::{DocumentId, Edit, Mark},
};
use serde::Serialize;
use serde_json::{Map, Value as Json};

use crate::{
    EntryView, Practice, PracticeError, Shown,
    anything::Told,
    entries::{Fields, excerpt},
    kinds::name,
    timeline::is_nothing,
};

/// A record as somebody saved it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RecordVersion {
    /// Names the version on every device.
    pub id: String,
    /// When it was saved, in RFC 3339; none for what was imported or follows from its content.
    pub at: Option<String>,
    /// The name of the device that saved it; none for what was imported or follows from its content.
    pub device: Option<String>,
    /// The beginning of the text; one line.
    pub excerpt: String,
    /// Fields that say something else than in the version before it in this list, as they were then; long texts are cut. Left
    /// out of entries, of which the text is the point.
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub changed: Map<String, Json>,
    /// Whether it was in the trash.
    #[serde(skip)]
    pub trashed: bool,
}

/// The versions of a record.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RecordHistory {
    /// Newest first.
    pub versions: Vec<RecordVersion>,
}

/// A record in full, as it was.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RecordThen {
    /// The record; its `heads` can be the base of an edit.
    #[serde(flatten)]
    pub record: Shown,
    /// The version's id.
    pub version: String,
    /// When it was saved, in RFC 3339; none for what was imported or follows from its content.
    pub at: Option<String>,
    /// The name of the device that saved it; none for what was imported or follows from its content.
    pub device: Option<String>,
}

/// An entry in full, as it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EntryThen {
    /// The entry; its `heads` can be the base of an edit.
    #[serde(flatten)]
    pub entry: EntryView,
    /// The version's id.
    pub version: String,
    /// When it was saved, in RFC 3339; none for what was imported.
    pub at: Option<String>,
    /// The name of the device that saved it; none for what was imported.
    pub device: Option<String>,
}

/// A place that was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Looked {
    /// The record.
    pub id: String,
    /// The mark that is gone.
    pub mark: String,
    /// Those that are left.
    pub marks: Vec<Mark>,
}

/// Fields that no version brings back: a person who was quieted, marked unsafe or merged since then stays so. Each of these has a
/// deliberate way back of its own.
const STAYS: &[&str] = &["quiet", "quiet_until", "unsafe", "merged_into"];

impl Practice {
    /// Every version of a record, in the trash or not.
    ///
    /// # Errors
    /// [`PracticeError::NoRecord`], [`PracticeError::Ambiguous`].
    pub fn history(&mut self, id: &str) -> Result<RecordHistory, PracticeError> {
        let (id, kind) = self.find_shown(id)?;
        let mut versions = Vec::new();
        let mut before = Map::new();
        // From the first on, so that each can say what it changed.
        for version in self.engine.history(id)?.into_iter().rev() {
            let fields = self.in_words(id, kind, &version.fields)?;
            let changed = if kind == name::ENTRY { Map::new() } else { changed(&before, &fields) };
            versions.push(RecordVersion {
                id: version.heads.to_string(),
                at: at(&version),
                excerpt: excerpt(&beginning(&fields)),
                changed,
                trashed: !version.present,
                device: version.device,
            });
            before = fields;
        }
        versions.reverse();
        Ok(RecordHistory { versions })
    }

    /// A record as it was in a version, by the version's id or the beginning of it.
    ///
    /// # Errors
    /// [`PracticeError::NoRecord`], [`PracticeError::NoVersion`], [`PracticeError::Ambiguous`].
    pub fn version_of(&mut self, id: &str, version: &str) -> Result<RecordThen, PracticeError> {
        let (id, kind) = self.find_shown(id)?;
        let version = self.find_version(id, version)?;
        let told = self.told(id, kind, &version.fields, &version.heads)?;
        let record = Shown { kind, told: told.in_trash(!version.present) };
        let (at, id) = (at(&version), version.heads.to_string());
        Ok(RecordThen { record, version: id, at, device: version.device })
    }

    /// An entry as it was in a version, by the version's id or the beginning of it.
    ///
    /// # Errors
    /// [`PracticeError::NoEntry`], [`PracticeError::NoVersion`], [`PracticeError::Ambiguous`].
    pub fn version(&mut self, id: &str, version: &str) -> Result<EntryThen, PracticeError> {
        let id = self.find_entry(id)?.to_string();
        let then = self.version_of(&id, version)?;
        let Told::Entry(entry) = then.record.told else { return Err(PracticeError::NoEntry) };
        Ok(EntryThen { entry, version: then.version, at: then.at, device: then.device })
    }

    /// Makes a record again what it was in a version: what is written elsewhere meanwhile stays, `undo` takes it back, and no
    /// version is lost by it. Whoever was quieted, marked unsafe or merged since then stays so.
    ///
    /// # Errors
    /// [`PracticeError::NoRecord`], [`PracticeError::NoVersion`], [`PracticeError::Ambiguous`].
    pub fn restore_record(&mut self, id: &str, version: &str) -> Result<Shown, PracticeError> {
        let (id, kind) = self.find_shown(id)?;
        let version = self.find_version(id, version)?;
        self.engine.revert("restore", id, &version.heads, STAYS)?;
        self.shown_of(id, kind)
    }

    /// Makes an entry again what it was in a version, as [`Practice::restore_record`] does.
    ///
    /// # Errors
    /// [`PracticeError::NoEntry`], [`PracticeError::NoVersion`], [`PracticeError::Ambiguous`].
    pub fn restore_version(&mut self, id: &str, version: &str) -> Result<EntryView, PracticeError> {
        let id = self.find_entry(id)?;
        self.restore_record(&id.to_string(), version)?;
        self.view(id)
    }

    /// Says that a place which two devices both changed was looked at, on all devices. No act that `undo` takes back: nothing
    /// that was written changes by it.
    ///
    /// # Errors
    /// [`PracticeError::NoRecord`], [`PracticeError::NoMark`], [`PracticeError::Ambiguous`].
    pub fn clear_mark(&mut self, id: &str, mark: &str) -> Result<Looked, PracticeError> {
        let (id, kind) = self.find_shown(id)?;
        let prefix = mark.trim().to_ascii_lowercase();
        let shown = self.shown_of(id, kind)?;
        let mut found = shown.told.marks().iter().map(|mark| mark.id.clone());
        let mut fits = found.by_ref().filter(|id| !prefix.is_empty() && id.starts_with(&prefix));
        let mark = match (fits.next(), fits.next()) {
            (Some(mark), None) => mark,
            (None, _) => return Err(PracticeError::NoMark),
            (Some(_), Some(_)) => return Err(PracticeError::Ambiguous),
        };
        self.revise("", kind, id, vec![Edit::Look { mark: mark.clone() }])?;
        let marks = self.shown_of(id, kind)?.told.marks().to_vec();
        Ok(Looked { id: id.to_string(), mark, marks })
    }

    fn find_version(&mut self, id: DocumentId, prefix: &str) -> Result<Version, PracticeError> {
        self.engine.version(id, prefix).map_err(|error| match error {
            EngineError::NotFound => PracticeError::NoVersion,
            EngineError::Ambiguous => PracticeError::Ambiguous,
            error => error.into(),
        })
    }
}

/// What a version says differently from the one before it. What is empty in both is not said.
fn changed(before: &Map<String, Json>, now: &Map<String, Json>) -> Map<String, Json> {
    let is_new = |(field, value): &(&String, &Json)| {
        let was = before.get(*field);
        was != Some(*value) && (was.is_some() || !is_nothing(value))
    };
    now.iter().filter(is_new).map(|(field, value)| (field.clone(), value.clone())).collect()
}

/// The field that a person would call the text, of whatever kind.
fn beginning(fields: &Map<String, Json>) -> String {
    const TEXTS: &[&str] =
        &["body", "text", "line", "when", "name", "display_name", "old", "label", "window"];
    let said = TEXTS.iter().map(|field| Fields(fields).text(field));
    said.into_iter().find(|text| !text.is_empty()).unwrap_or_default()
}

fn at(version: &Version) -> Option<String> {
    let at = version.at_ms.and_then(|ms| Timestamp::from_millisecond(ms).ok());
    at.map(|at| at.to_string())
}
