//! The only way for foreign bytes into a document. automerge 0.12 panics on malformed bytes, and a caught panic can leave a document that
//! saves what cannot be loaded; so changes are scanned first, applied to a copy, and the copy is read back before it takes the
//! original's place. On any failure the original is untouched.

use std::{
    collections::BTreeSet,
    panic::{AssertUnwindSafe, catch_unwind},
};

use automerge::{Change, ChangeHash, ReadDoc};

use crate::{
    Document, DocumentId, Kind, Quarantine,
    decide::DOCUMENT_OPERATIONS_MAX,
    genesis,
    scan::{Scanned, scan},
};

/// What merging came to.
#[derive(Debug)]
pub struct Merged {
    /// The document with what could be applied; none when nothing could, for a record that is not here yet.
    pub document: Option<Document>,
    /// Changes that wait for others before them: to be kept, and offered again with what comes next.
    pub pending: Vec<Vec<u8>>,
    /// Whether the document is another than before.
    pub changed: bool,
}

/// Merges foreign changes of one document: in any order, duplicates and all.
///
/// # Errors
/// [`Quarantine`] says what is wrong; the document that was handed in is lost to the caller only as a value: its stored bytes are still
/// what they were.
pub fn merge(
    kind: Option<&Kind>,
    kind_name: &str,
    id: DocumentId,
    document: Option<Document>,
    changes: &[&[u8]],
) -> Result<Merged, Quarantine> {
    if document.as_ref().is_some_and(|document| document.kind() != kind_name) {
        return Err(Quarantine::OtherKind);
    }
    let scanned = changes.iter().map(|bytes| scan(bytes)).collect::<Result<Vec<_>, _>>()?;
    let attempt = catch_unwind(AssertUnwindSafe(|| {
        attempt(kind, kind_name, id, document, changes, &scanned)
    }));
    attempt.map_err(|_| Quarantine::Panicked)?
}

fn attempt(
    kind: Option<&Kind>,
    kind_name: &str,
    id: DocumentId,
    document: Option<Document>,
    changes: &[&[u8]],
    scanned: &[Scanned],
) -> Result<Merged, Quarantine> {
    let is_new = document.is_none();
    let mut document = document.unwrap_or_else(|| Document::empty(kind_name, id));
    let plan = plan(&mut document, scanned);
    let pending = plan.waiting.iter().filter_map(|i| changes.get(*i)).map(|b| b.to_vec()).collect();
    if plan.ready.is_empty() {
        let document = (!is_new).then_some(document);
        return Ok(Merged { document, pending, changed: false });
    }
    let ready = plan.ready.iter().filter_map(|i| changes.get(*i));
    if is_new && plan.ready.len() <= KEPT_AS_THEY_CAME {
        // What is loaded here is what will be stored, so loading it is the self-check.
        let came: Vec<u8> = ready.clone().flat_map(|bytes| bytes.iter().copied()).collect();
        let mut document = Document::load_checked(kind_name, id, came).map_err(|_| Quarantine::Refused)?;
        check(kind, id, &mut document)?;
        return Ok(Merged { document: Some(document), pending, changed: true });
    }
    let ready = ready
        .map(|bytes| Change::from_bytes(bytes.to_vec()).map_err(|_| Quarantine::NotAChange))
        .collect::<Result<Vec<_>, _>>()?;
    document.doc.apply_changes(ready).map_err(|_| Quarantine::Refused)?;
    check(kind, id, &mut document)?;
    document.read_back().map_err(|_| Quarantine::SelfCheck)?;
    Ok(Merged { document: Some(document), pending, changed: true })
}

/// New records of so few changes are stored as those changes: building a document of them would be work for nothing.
const KEPT_AS_THEY_CAME: usize = 4;

/// It begins as its kind does, and is not too large.
fn check(kind: Option<&Kind>, id: DocumentId, document: &mut Document) -> Result<(), Quarantine> {
    if let Some(kind) = kind {
        let begins = genesis::hash(kind, id);
        if document.doc.get_change_meta_by_hash(&begins).is_none() {
            return Err(Quarantine::Genesis);
        }
    }
    if document.doc.stats().num_ops > DOCUMENT_OPERATIONS_MAX {
        return Err(Quarantine::Full);
    }
    Ok(())
}

struct Plan {
    ready: Vec<usize>,
    waiting: Vec<usize>,
}

/// Which changes can be applied now, dependencies first, and which have to wait. Known ones are in neither.
fn plan(document: &mut Document, scanned: &[Scanned]) -> Plan {
    let mut here: BTreeSet<[u8; 32]> = BTreeSet::new();
    let mentioned = scanned.iter().flat_map(|change| change.deps.iter().chain([&change.hash]));
    let known: BTreeSet<[u8; 32]> = mentioned
        .filter(|hash| document.doc.get_change_meta_by_hash(&ChangeHash(**hash)).is_some())
        .copied()
        .collect();
    let mut offered: BTreeSet<[u8; 32]> = BTreeSet::new();
    let mut waiting: Vec<usize> = Vec::new();
    for (i, change) in scanned.iter().enumerate() {
        if offered.insert(change.hash) && !known.contains(&change.hash) {
            waiting.push(i);
        }
    }
    let mut ready = Vec::new();
    loop {
        let before = ready.len();
        waiting.retain(|i| {
            let Some(change) = scanned.get(*i) else { return false };
            let can = change.deps.iter().all(|dep| here.contains(dep) || known.contains(dep));
            if can {
                here.insert(change.hash);
                ready.push(*i);
            }
            !can
        });
        if ready.len() == before {
            return Plan { ready, waiting };
        }
    }
}
