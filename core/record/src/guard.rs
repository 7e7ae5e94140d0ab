//! The only way for foreign bytes into a document. automerge 0.12 panics on malformed bytes, and a caught panic can leave a document that
//! saves what cannot be loaded; so changes are scanned first, applied to a copy, and the copy is read back before it takes the
//! original's place. On any failure the original is untouched.

use std::{
    collections::{BTreeMap, BTreeSet},
    panic::{AssertUnwindSafe, catch_unwind},
};

use automerge::{Change, ChangeHash, ReadDoc};

use crate::{
    Document, DocumentId, Kind, Quarantine, Refusal,
    decide::DOCUMENT_OPERATIONS_MAX,
    genesis,
    scan::{Inspected, Opened, inspect},
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

/// Each addition of an honest writer brings a letter or a name, a byte at least, so the operations of a batch are paid for by
/// its bytes. So many are let in unpaid; else a few small changes, each within its limits, would together fill the memory.
const UNPAID_ADDITIONS_MAX: u64 = 100_000;

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
    let inspected = changes.iter().map(|bytes| inspect(bytes)).collect::<Result<Vec<_>, _>>()?;
    let attempt = || attempt(kind, kind_name, id, document, changes, &inspected);
    unharmed(attempt).ok_or(Quarantine::Panicked)?
}

/// What comes of it, or none should it panic: automerge may, over what came from elsewhere. What it worked on is dropped.
pub(crate) fn unharmed<T>(work: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(work)).ok()
}

/// What is written here has to pass everywhere else: a record that came near a limit is full before others refuse it.
pub(crate) fn check_own(changes: &[Vec<u8>]) -> Result<(), Refusal> {
    for change in changes {
        let passes = Opened::known(change).and_then(|change| {
            let mut operations = change.operations()?;
            while operations.next()?.is_some() {}
            Ok(())
        });
        passes.map_err(|why| match why {
            Quarantine::TooLarge | Quarantine::TooManyOperations | Quarantine::Counters => {
                Refusal::Full
            }
            _ => Refusal::Damaged,
        })?;
    }
    Ok(())
}

fn attempt(
    kind: Option<&Kind>,
    kind_name: &str,
    id: DocumentId,
    document: Option<Document>,
    changes: &[&[u8]],
    inspected: &[Inspected],
) -> Result<Merged, Quarantine> {
    let is_new = document.is_none();
    let mut document = document.unwrap_or_else(|| Document::empty(kind_name, id));
    let plan = plan(&mut document, inspected);
    let pending = plan.waiting.iter().filter_map(|i| changes.get(*i)).map(|b| b.to_vec()).collect();
    if plan.ready.is_empty() {
        let document = (!is_new).then_some(document);
        return Ok(Merged { document, pending, changed: false });
    }
    let ready = || plan.ready.iter().filter_map(|i| Some((inspected.get(*i)?, changes.get(*i)?)));
    let additions = ready().map(|(change, _)| change.additions).fold(0, u64::saturating_add);
    let bytes: usize = ready().map(|(_, bytes)| bytes.len()).sum();
    if additions.saturating_sub(UNPAID_ADDITIONS_MAX) > u64::try_from(bytes).unwrap_or(u64::MAX) {
        return Err(Quarantine::TooManyOperations);
    }
    if document.doc.stats().num_ops.saturating_add(additions) > DOCUMENT_OPERATIONS_MAX {
        return Err(Quarantine::Full);
    }
    if !continue_what_is_here(&mut document, inspected, &plan.ready) {
        return Err(Quarantine::Refused);
    }
    let ready = plan.ready.iter().filter_map(|i| changes.get(*i));
    if is_new && plan.ready.len() <= KEPT_AS_THEY_CAME {
        // What is loaded here is what will be stored, so loading it is the self-check.
        let came: Vec<u8> = ready.clone().flat_map(|bytes| bytes.iter().copied()).collect();
        let mut document =
            Document::load_checked(kind_name, id, came).map_err(|_| Quarantine::Refused)?;
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
    Ok(())
}

/// Whether these changes go on where their makers left off, and touch only the work of somebody who is known, here or among
/// them. automerge takes both for granted.
fn continue_what_is_here(
    document: &mut Document,
    inspected: &[Inspected],
    ready: &[usize],
) -> bool {
    let ready = || ready.iter().filter_map(|i| inspected.get(*i));
    let mut last: BTreeMap<&[u8], u64> = BTreeMap::new();
    let metas = document.doc.get_changes_meta(&[]);
    for meta in &metas {
        let last = last.entry(AsRef::<[u8]>::as_ref(meta.actor.as_ref())).or_default();
        *last = meta.seq.max(*last);
    }
    let mut own: Vec<(&[u8], u64)> = ready()
        .filter_map(|change| Some((change.actors.first()?.as_slice(), change.sequence)))
        .collect();
    own.sort_unstable();
    for (actor, sequence) in own {
        let last = last.entry(actor).or_default();
        *last += 1;
        if *last != sequence {
            return false;
        }
    }
    ready().flat_map(|change| &change.actors).all(|actor| last.contains_key(actor.as_slice()))
}

struct Plan {
    ready: Vec<usize>,
    waiting: Vec<usize>,
}

/// Which changes can be applied now, dependencies first, and which have to wait. Known ones are in neither. Each change and
/// each dependency is looked at once, in whatever order they come.
fn plan(document: &mut Document, inspected: &[Inspected]) -> Plan {
    let mut is_here =
        |hash: &[u8; 32]| document.doc.get_change_meta_by_hash(&ChangeHash(*hash)).is_some();
    let mut places: BTreeMap<[u8; 32], usize> = BTreeMap::new();
    for (i, change) in inspected.iter().enumerate() {
        if !places.contains_key(&change.hash) && !is_here(&change.hash) {
            places.insert(change.hash, i);
        }
    }
    let mut missing: BTreeMap<usize, usize> = BTreeMap::new();
    let mut followers: BTreeMap<[u8; 32], Vec<usize>> = BTreeMap::new();
    let mut ready = Vec::new();
    let new: BTreeSet<usize> = places.values().copied().collect();
    for (i, change) in new.iter().filter_map(|i| inspected.get(*i).map(|change| (*i, change))) {
        let absent = change.dependencies.iter().filter(|hash| !is_here(hash));
        let absent = absent.map(|hash| followers.entry(*hash).or_default().push(i)).count();
        if absent == 0 {
            ready.push(i);
        } else {
            missing.insert(i, absent);
        }
    }
    let mut next = 0;
    while let Some(change) = ready.get(next).and_then(|i| inspected.get(*i)) {
        next += 1;
        for follower in followers.remove(&change.hash).unwrap_or_default() {
            let Some(left) = missing.get_mut(&follower) else { continue };
            *left -= 1;
            if *left == 0 {
                missing.remove(&follower);
                ready.push(follower);
            }
        }
    }
    Plan { ready, waiting: missing.into_keys().collect() }
}
