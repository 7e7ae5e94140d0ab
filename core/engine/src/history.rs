//! Looking back: the versions of a record, one of them in full, and back to one.

use std::collections::{BTreeMap, BTreeSet};

use requite_record::{Document, DocumentId, Heads, Kind, Past};
use requite_store::{JournalRead, JournalWrite};
use requite_wire::{Content, DeviceId};
use serde_json::{Map, Value as Json};

use crate::{Engine, EngineError, Write, Written, opening};

/// A state of a record that somebody saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// The state: names the version on every device.
    pub heads: Heads,
    /// When it was saved, in milliseconds since 1970 by the clock of the device that did; none for what was imported or
    /// derived.
    pub at_ms: Option<i64>,
    /// The name of the device that saved it; none for what was imported or derived, as that comes from every device alike.
    pub device: Option<String>,
    /// Whether the record was there then, that is, not in the trash.
    pub present: bool,
    /// The fields as they were. In lists of versions long texts are cut, as in rows.
    pub fields: Map<String, Json>,
}

/// Characters of a long text that a list of versions keeps.
const EXCERPT: usize = 240;

impl Engine {
    /// Every version of a record, newest first, whether it is in the trash or not. One save is one version.
    ///
    /// # Errors
    /// [`EngineError::NotFound`]; [`EngineError::NewerVersion`] for a kind that this version does not know.
    pub fn history(&mut self, id: DocumentId) -> Result<Vec<Version>, EngineError> {
        let names = self.device_names()?;
        self.read_back(id, |journal, kind, document| {
            let saved = requite_record::versions(document)?.into_iter();
            saved
                .map(|saved| {
                    let mut past = requite_record::past(kind, document, &saved.heads)?;
                    past.fields.values_mut().for_each(cut);
                    version(journal, &names, saved, past)
                })
                .collect()
        })
    }

    /// One version in full, by the beginning of its heads.
    ///
    /// # Errors
    /// [`EngineError::NotFound`] when the record or the version is not there; [`EngineError::Ambiguous`].
    pub fn version(&mut self, id: DocumentId, prefix: &str) -> Result<Version, EngineError> {
        let prefix = prefix.trim().to_ascii_lowercase();
        let names = self.device_names()?;
        self.read_back(id, |journal, kind, document| {
            let mut found = requite_record::versions(document)?;
            found.retain(|one| !prefix.is_empty() && one.heads.to_string().starts_with(&prefix));
            let saved = match found.len() {
                0 | 1 => found.pop().ok_or(EngineError::NotFound)?,
                _ => return Err(EngineError::Ambiguous),
            };
            let past = requite_record::past(kind, document, &saved.heads)?;
            version(journal, &names, saved, past)
        })
    }

    /// Makes a record again what it was, as an act of its own that can be undone: what others write meanwhile stays. Brings
    /// it out of the trash. Nothing changes where it is so already. The fields that are named in `keeping` stay as they are.
    ///
    /// # Errors
    /// [`EngineError::NotFound`], [`EngineError::Refused`] for a state that is not known here, and those of a commit.
    pub fn revert(
        &mut self,
        label: &str,
        id: DocumentId,
        to: &Heads,
        keeping: &[&str],
    ) -> Result<Written, EngineError> {
        let (kind, heads, edits) = self.read_back(id, |_, kind, document| {
            let mut edits = requite_record::revert(kind, document, to)?;
            edits.retain(|edit| edit.field().is_none_or(|field| !keeping.contains(&field)));
            Ok((kind.name, document.heads(), edits))
        })?;
        if edits.is_empty() {
            return Ok(Written { id, heads, changed: false });
        }
        // The edits say on which state they were made, so what another process writes in between is merged.
        let written = self.commit(label, &[Write::by_person(id, kind, edits)])?;
        written.into_iter().next().ok_or(EngineError::Internal("revert"))
    }

    fn device_names(&mut self) -> Result<BTreeMap<DeviceId, String>, EngineError> {
        Ok(self.devices()?.into_iter().map(|device| (device.id, device.name)).collect())
    }

    fn read_back<T>(
        &mut self,
        id: DocumentId,
        read: impl FnOnce(&JournalRead<'_>, &Kind, &mut Document) -> Result<T, EngineError>,
    ) -> Result<T, EngineError> {
        let Self { journal, schema, .. } = self;
        journal.read(|journal| {
            let stored = journal.document(id)?.ok_or(EngineError::NotFound)?;
            let kind = schema.kind(&stored.kind).ok_or(EngineError::NewerVersion)?;
            read(journal, kind, &mut opening::load(id, &stored)?)
        })
    }
}

/// Notes whose the changes in an envelope are, by the actors that signed them.
pub(crate) fn note_authors(
    journal: &mut JournalWrite<'_>,
    device: DeviceId,
    content: &Content,
) -> Result<(), EngineError> {
    let mut authors = BTreeSet::new();
    for item in &content.items {
        let author = item.adopted.unwrap_or(device);
        let actors = item.changes.iter().filter_map(|change| requite_record::author(change));
        authors.extend(actors.map(|actor| (actor, author)));
    }
    for (actor, author) in authors {
        journal.note_author(&actor, author)?;
    }
    Ok(())
}

fn version(
    journal: &JournalRead<'_>,
    names: &BTreeMap<DeviceId, String>,
    saved: requite_record::Version,
    past: Past,
) -> Result<Version, EngineError> {
    let device = saved.actor.map(|actor| journal.author(&actor)).transpose()?.flatten();
    let name = device.and_then(|device| names.get(&device)).filter(|name| !name.is_empty());
    Ok(Version {
        heads: saved.heads,
        at_ms: saved.at_s.map(|seconds| seconds.saturating_mul(1_000)),
        device: name.cloned(),
        present: past.present,
        fields: past.fields,
    })
}

fn cut(value: &mut Json) {
    match value {
        Json::String(text) => {
            if let Some((end, _)) = text.char_indices().nth(EXCERPT) {
                text.truncate(end);
            }
        }
        Json::Array(values) => values.iter_mut().for_each(cut),
        Json::Object(map) => map.values_mut().for_each(cut),
        Json::Null | Json::Bool(_) | Json::Number(_) => {}
    }
}
