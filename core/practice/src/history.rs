//! Looking back at an entry: its versions, one of them in full, back to one, and the places that two devices both changed.

use jiff::Timestamp;
use requite_engine::{
    EngineError, Version,
    record::{DocumentId, Edit, Mark},
};
use serde::Serialize;

use crate::{
    EntryView, Practice, PracticeError,
    entries::{Fields, excerpt},
};

/// An entry as somebody saved it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EntryVersion {
    /// Names the version on every device.
    pub id: String,
    /// When it was saved, in RFC 3339; none for what was imported.
    pub at: Option<String>,
    /// The name of the device that saved it; none for what was imported.
    pub device: Option<String>,
    /// The beginning of the text; one line.
    pub excerpt: String,
    /// Whether it was in the trash.
    #[serde(skip)]
    pub trashed: bool,
}

/// The versions of an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EntryHistory {
    /// Newest first.
    pub versions: Vec<EntryVersion>,
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
    /// The entry.
    pub id: String,
    /// The mark that is gone.
    pub mark: String,
    /// Those that are left.
    pub marks: Vec<Mark>,
}

impl Practice {
    /// Every version of an entry, in the trash or not.
    ///
    /// # Errors
    /// [`PracticeError::NoEntry`], [`PracticeError::Ambiguous`].
    pub fn history(&mut self, id: &str) -> Result<EntryHistory, PracticeError> {
        let id = self.find_entry(id)?;
        let versions = self.engine.history(id)?.into_iter().map(|version| EntryVersion {
            id: version.heads.to_string(),
            at: at(&version),
            excerpt: excerpt(&Fields(&version.fields).text("body")),
            trashed: !version.present,
            device: version.device,
        });
        Ok(EntryHistory { versions: versions.collect() })
    }

    /// An entry as it was in a version, by the version's id or the beginning of it.
    ///
    /// # Errors
    /// [`PracticeError::NoEntry`], [`PracticeError::NoVersion`], [`PracticeError::Ambiguous`].
    pub fn version(&mut self, id: &str, version: &str) -> Result<EntryThen, PracticeError> {
        let id = self.find_entry(id)?;
        let version = self.find_version(id, version)?;
        let entry = self.view_of(id, &version.fields, &version.heads)?;
        let entry = EntryView { trashed: !version.present, ..entry };
        let (at, id) = (at(&version), version.heads.to_string());
        Ok(EntryThen { entry, version: id, at, device: version.device })
    }

    /// Makes an entry again what it was in a version: what is written elsewhere meanwhile stays, `undo` takes it back, and
    /// no version is lost by it.
    ///
    /// # Errors
    /// [`PracticeError::NoEntry`], [`PracticeError::NoVersion`], [`PracticeError::Ambiguous`].
    pub fn restore_version(&mut self, id: &str, version: &str) -> Result<EntryView, PracticeError> {
        let id = self.find_entry(id)?;
        let version = self.find_version(id, version)?;
        self.engine.revert("restore", id, &version.heads)?;
        self.view(id)
    }

    /// Says that a place which two devices both changed was looked at, on all devices. No act that `undo` takes back: nothing
    /// that was written changes by it.
    ///
    /// # Errors
    /// [`PracticeError::NoEntry`], [`PracticeError::NoMark`], [`PracticeError::Ambiguous`].
    pub fn clear_mark(&mut self, id: &str, mark: &str) -> Result<Looked, PracticeError> {
        let id = self.find_entry(id)?;
        let prefix = mark.trim().to_ascii_lowercase();
        let marks = self.engine.open_record(id)?.marks;
        let mut found = marks.into_iter().map(|mark| mark.id);
        let mut fits = found.by_ref().filter(|id| !prefix.is_empty() && id.starts_with(&prefix));
        let mark = match (fits.next(), fits.next()) {
            (Some(mark), None) => mark,
            (None, _) => return Err(PracticeError::NoMark),
            (Some(_), Some(_)) => return Err(PracticeError::Ambiguous),
        };
        self.revise("", crate::kinds::name::ENTRY, id, vec![Edit::Look { mark: mark.clone() }])?;
        let marks = self.engine.open_record(id)?.marks;
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

fn at(version: &Version) -> Option<String> {
    let at = version.at_ms.and_then(|ms| Timestamp::from_millisecond(ms).ok());
    at.map(|at| at.to_string())
}
