//! How documents begin: the same bytes on every device, so that records which two devices made alike merge into one.
//!
//! The genesis creates the empty containers of the kind's first version and nothing else; it is frozen for ever. A
//! container that came later has a change of its own on top of the genesis.

use automerge::{
    ActorId, AutoCommit, Change, ChangeHash, ObjType, ROOT, ScalarValue,
    transaction::{CommitOptions, Transactable},
};

use crate::{Document, DocumentId, Field, Kind, Merge, Refusal, document, fresh::Begun};

/// The trash: tokens that say the record is alive.
pub(crate) const ALIVE: &str = "alive";
/// Marks that somebody has looked at.
pub(crate) const LOOKED: &str = "looked";

/// Time 0 and no message: nothing that differs between devices.
pub(crate) fn plain_commit(doc: &mut AutoCommit) -> Option<ChangeHash> {
    doc.commit_with(CommitOptions::default().with_time(0))
}

pub(crate) fn begin(kind: &Kind, id: DocumentId) -> AutoCommit {
    let mut doc = document::new_doc();
    doc.set_actor(ActorId::from(genesis_actor(kind.name, id)));
    // Creating containers in a new document cannot fail; should it, the genesis would differ and be refused elsewhere.
    let mut created = doc.put_object(ROOT, ALIVE, ObjType::Map).map(drop);
    created = created.and_then(|()| doc.put_object(ROOT, LOOKED, ObjType::Map).map(drop));
    for field in kind.fields.iter().filter(|field| field.since <= 1) {
        created = created.and_then(|()| create(&mut doc, field));
    }
    debug_assert!(created.is_ok());
    plain_commit(&mut doc);
    doc
}

/// The hash of the genesis change.
pub(crate) fn hash(kind: &Kind, id: DocumentId) -> ChangeHash {
    ChangeHash(Begun::of(kind, id).hash)
}

pub(crate) fn genesis_actor(kind: &str, id: DocumentId) -> [u8; 16] {
    digest(&[b"requite genesis v1", kind.as_bytes(), id.as_bytes()])
}

/// Adds the containers that later versions of the kind brought and this document lacks.
pub(crate) fn extend(kind: &Kind, document: &mut Document) -> Result<(), Refusal> {
    let missing: Vec<&Field> = kind
        .fields
        .iter()
        .filter(|field| field.since > 1)
        .filter(|field| container_type(field.merge).is_some())
        .filter(|field| {
            !matches!(automerge::ReadDoc::get(&document.doc, ROOT, field.name), Ok(Some(_)))
        })
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let genesis = hash(kind, document.id());
    for field in missing {
        let change = extension(kind, document.id(), field)?;
        debug_assert_eq!(change.deps(), [genesis]);
        document.doc.apply_changes([change])?;
    }
    Ok(())
}

fn extension(kind: &Kind, id: DocumentId, field: &Field) -> Result<Change, Refusal> {
    let mut doc = begin(kind, id);
    doc.set_actor(actor(&[id.as_bytes(), field.name.as_bytes()]));
    create(&mut doc, field)?;
    plain_commit(&mut doc);
    doc.get_last_local_change().ok_or(Refusal::Damaged)
}

/// The hash of the change that brings a later field.
pub(crate) fn extension_hash(
    kind: &Kind,
    id: DocumentId,
    field: &Field,
) -> Result<ChangeHash, Refusal> {
    extension(kind, id, field).map(|change| change.hash())
}

fn create(doc: &mut AutoCommit, field: &Field) -> Result<(), automerge::AutomergeError> {
    match container_type(field.merge) {
        None => Ok(()),
        Some(Container::Object(kind)) => doc.put_object(ROOT, field.name, kind).map(drop),
        Some(Container::Counter) => doc.put(ROOT, field.name, ScalarValue::counter(0)),
    }
}

/// How a field begins.
pub(crate) enum Container {
    Object(ObjType),
    Counter,
}

pub(crate) fn container_type(merge: Merge) -> Option<Container> {
    match merge {
        Merge::Register(_) | Merge::Once(_) | Merge::Choices(_) | Merge::Rank | Merge::Latest => {
            None
        }
        Merge::EnableWins
        | Merge::DisableWins
        | Merge::Set(_)
        | Merge::Order(_)
        | Merge::Map(_)
        | Merge::Texts { .. } => Some(Container::Object(ObjType::Map)),
        Merge::Text { .. } => Some(Container::Object(ObjType::Text)),
        Merge::Counter => Some(Container::Counter),
    }
}

/// An actor that follows from what it does.
pub(crate) fn actor(parts: &[&[u8]]) -> ActorId {
    ActorId::from(digest(parts))
}

/// 16 bytes of BLAKE3 over length-prefixed parts.
pub(crate) fn digest(parts: &[&[u8]]) -> [u8; 16] {
    let mut hasher = blake3::Hasher::new();
    absorb(&mut hasher, parts);
    hasher.finalize().as_bytes().first_chunk().copied().unwrap_or_default()
}

pub(crate) fn absorb(hasher: &mut blake3::Hasher, parts: &[&[u8]]) {
    for part in parts {
        hasher.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        hasher.update(part);
    }
}
