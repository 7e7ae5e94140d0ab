//! The versions of a record: which there are, what they held, and how to come back to one.

use requite_record::{DocumentId, Edit, Heads, Refusal};
use requite_wire::DeviceId;
use serde_json::{Map, Value as Json};

use crate::{Engine, EngineError, Expect, Origin, Write, Written, opening};

/// A state of a record that somebody saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// The state.
    pub heads: Heads,
    /// When it was saved, by the clock of the device that did, in seconds since 1970; none for what was imported.
    pub at_s: Option<i64>,
    /// The device that saved it, and its name; none for what was imported, and where that is not known.
    pub device: Option<(DeviceId, String)>,
}

/// What a record held in a state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Past {
    /// Its fields, in the form of [`requite_record::Projection::fields`].
    pub fields: Map<String, Json>,
    /// Whether it was there, that is, not in the trash.
    pub present: bool,
}

impl Engine {
    /// Every version of a record, newest first.
    ///
    /// # Errors
    /// [`EngineError::NotFound`]; [`EngineError::NewerVersion`] for a kind that this version does not know.
    pub fn versions(&mut self, id: DocumentId) -> Result<Vec<Version>, EngineError> {
        self.refresh()?;
        let Self { journal, schema, vault, .. } = self;
        journal.read(|journal| {
            let stored = journal.document(id)?.ok_or(EngineError::NotFound)?;
            let kind = schema.kind(&stored.kind).ok_or(EngineError::NewerVersion)?;
            let mut document = opening::load(id, &stored)?;
            let mut versions = Vec::new();
            for version in requite_record::versions(kind, &mut document)? {
                // What was imported is alike on every device: nobody in particular wrote it.
                let author = version.at_s.map(|_| journal.author(&version.actor)).transpose()?;
                let device = author.flatten().map(|device| {
                    let member = vault.roster.member(device);
                    (device, member.map(|member| vault.name_of(&member.name)).unwrap_or_default())
                });
                versions.push(Version { heads: version.heads, at_s: version.at_s, device });
            }
            versions.reverse();
            Ok(versions)
        })
    }

    /// What a record held in a state.
    ///
    /// # Errors
    /// [`EngineError::NotFound`]; [`EngineError::Refused`] for a state that is not known here.
    pub fn record_at(&mut self, id: DocumentId, heads: &Heads) -> Result<Past, EngineError> {
        let Self { journal, schema, .. } = self;
        journal.read(|journal| {
            let stored = journal.document(id)?.ok_or(EngineError::NotFound)?;
            let kind = schema.kind(&stored.kind).ok_or(EngineError::NewerVersion)?;
            let mut document = opening::load(id, &stored)?;
            let (fields, present) = requite_record::fields_at(kind, &mut document, heads)?;
            Ok(Past { fields, present })
        })
    }

    /// Makes a record what it was in a state, by new edits: what others write meanwhile stays, and it can be undone.
    ///
    /// # Errors
    /// [`EngineError::NotFound`]; [`EngineError::Refused`] for a state that is not known here.
    pub fn restore_version(
        &mut self,
        label: &str,
        id: DocumentId,
        heads: &Heads,
    ) -> Result<Written, EngineError> {
        let Self { journal, schema, .. } = self;
        let (kind, edits, now) = journal.read(|journal| {
            let stored = journal.document(id)?.ok_or(EngineError::NotFound)?;
            let kind = schema.kind(&stored.kind).ok_or(EngineError::NewerVersion)?;
            let mut document = opening::load(id, &stored)?;
            let now = document.heads();
            let edits = requite_record::reverse(kind, &mut document, Some(heads), &now)?;
            Ok::<_, EngineError>((kind.name, edits, now))
        })?;
        let edits: Vec<Edit> = edits;
        if edits.is_empty() {
            return Ok(Written { id, heads: now, changed: false });
        }
        let (origin, expect) = (Origin::Person, Expect::There);
        let write = Write { id, kind, edits, origin, expect };
        let written = self.commit(label, core::slice::from_ref(&write))?;
        written.into_iter().next().ok_or(EngineError::Refused(Refusal::Damaged))
    }
}
