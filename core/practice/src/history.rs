//! The past of an entry: its versions, one of them in full, and the way back; and places that two devices both changed,
//! looked at.

use jiff::Timestamp;
use requite_engine::{
    EngineError, Expect, Origin, Version, Write,
    record::{DocumentId, Edit, Mark},
};
use serde::Serialize;

use crate::{
    Practice, PracticeError,
    days::time_of,
    entries::{Fields, excerpt},
    kinds,
};

/// A version in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VersionItem {
    /// Its id.
    pub id: String,
    /// When it was saved (RFC 3339); none for what was imported.
    pub at: Option<String>,
    /// The name of the device that saved it; none for what was imported.
    pub device: Option<String>,
    /// The beginning of the text as it was; one line.
    pub excerpt: String,
}

/// The versions of an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct History {
    /// Newest first.
    pub versions: Vec<VersionItem>,
}

/// An entry as it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PastEntry {
    /// The entry.
    pub id: String,
    /// The version.
    pub version: String,
    /// When it was saved (RFC 3339); none for what was imported.
    pub at: Option<String>,
    /// The name of the device that saved it.
    pub device: Option<String>,
    /// Its day then.
    pub date: String,
    /// Its time then.
    pub time: Option<String>,
    /// Its title then.
    pub title: String,
    /// Its text then.
    pub body: String,
    /// Names of people then.
    pub people: Vec<String>,
    /// Tags then.
    pub tags: Vec<String>,
    /// Whether it was starred.
    pub starred: bool,
    /// Whether it was in the trash.
    pub trashed: bool,
}

/// A mark was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Looked {
    /// The entry.
    pub id: String,
    /// The mark.
    pub mark: String,
    /// The marks that are left.
    pub marks: Vec<Mark>,
}

impl Practice {
    /// Every version of an entry, by its id or the beginning of it.
    ///
    /// # Errors
    /// [`PracticeError::NoEntry`], [`PracticeError::Ambiguous`].
    pub fn history(&mut self, id: &str) -> Result<History, PracticeError> {
        let id = self.find_entry(id)?;
        let mut versions = Vec::new();
        for version in self.engine.versions(id)? {
            let past = self.engine.record_at(id, &version.heads)?;
            let text = Fields(&past.fields).text("body");
            versions.push(VersionItem {
                id: version.heads.to_string(),
                at: at(&version),
                device: device(&version),
                excerpt: excerpt(&text),
            });
        }
        Ok(History { versions })
    }

    /// An entry as it was in a version, by the version's id or the beginning of it.
    ///
    /// # Errors
    /// [`PracticeError::NoEntry`], [`PracticeError::NoVersion`], [`PracticeError::Ambiguous`].
    pub fn version(&mut self, id: &str, version: &str) -> Result<PastEntry, PracticeError> {
        let id = self.find_entry(id)?;
        let version = self.find_version(id, version)?;
        let past = self.engine.record_at(id, &version.heads)?;
        let fields = Fields(&past.fields);
        let occurred = fields.occurred();
        Ok(PastEntry {
            id: id.to_string(),
            version: version.heads.to_string(),
            at: at(&version),
            device: device(&version),
            date: occurred.as_ref().map(|o| o.date.to_string()).unwrap_or_default(),
            time: occurred.as_ref().and_then(time_of),
            title: fields.text("title"),
            body: fields.text("body"),
            people: self.names(&fields.list("people"))?,
            tags: fields.list("tags"),
            starred: fields.is_set("starred"),
            trashed: !past.present,
        })
    }

    /// Makes an entry what it was in a version, by new edits. The state afterwards.
    ///
    /// # Errors
    /// [`PracticeError::NoEntry`], [`PracticeError::NoVersion`], [`PracticeError::Ambiguous`].
    pub fn restore_version(
        &mut self,
        id: &str,
        version: &str,
    ) -> Result<(DocumentId, String), PracticeError> {
        let id = self.find_entry(id)?;
        let version = self.find_version(id, version)?;
        let written = self.engine.restore_version("restore", id, &version.heads)?;
        Ok((id, written.heads.to_string()))
    }

    /// Notes that a place that two devices changed was looked at: on every device, once they have synced.
    ///
    /// # Errors
    /// [`PracticeError::NoEntry`], [`PracticeError::NoMark`], [`PracticeError::Ambiguous`].
    pub fn clear_mark(&mut self, id: &str, mark: &str) -> Result<Looked, PracticeError> {
        let id = self.find_entry(id)?;
        let marks = self.engine.open_record(id)?.marks;
        let prefix = mark.trim().to_ascii_lowercase();
        let begins = |mark: &&Mark| !prefix.is_empty() && mark.id.starts_with(&prefix);
        let found: Vec<&Mark> = marks.iter().filter(begins).collect();
        let mark = match found.as_slice() {
            [] => return Err(PracticeError::NoMark),
            [one] => one.id.clone(),
            _ => return Err(PracticeError::Ambiguous),
        };
        let edits = vec![Edit::Look { mark: mark.clone() }];
        let (kind, origin, expect) = (kinds::name::ENTRY, Origin::Person, Expect::There);
        // Without a label: having looked is not taken back.
        self.engine.commit("", &[Write { id, kind, edits, origin, expect }])?;
        let marks = self.engine.open_record(id)?.marks;
        Ok(Looked { id: id.to_string(), mark, marks })
    }

    fn find_version(&mut self, id: DocumentId, prefix: &str) -> Result<Version, PracticeError> {
        let prefix = prefix.trim().to_ascii_lowercase();
        let mut found = self.engine.versions(id).map_err(|error| match error {
            EngineError::NotFound => PracticeError::NoEntry,
            error => error.into(),
        })?;
        found.retain(|one| !prefix.is_empty() && one.heads.to_string().starts_with(&prefix));
        match found.len() {
            0 => Err(PracticeError::NoVersion),
            1 => found.pop().ok_or(PracticeError::NoVersion),
            _ => Err(PracticeError::Ambiguous),
        }
    }
}

fn at(version: &Version) -> Option<String> {
    let time = Timestamp::from_second(version.at_s?).ok()?;
    Some(time.to_string())
}

fn device(version: &Version) -> Option<String> {
    version.device.as_ref().map(|(_, name)| name.clone())
}
