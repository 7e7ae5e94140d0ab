//! What a record was: one version for each time that somebody saved it, and the edits that bring one back.
//!
//! One save may be several changes, when a long text is split: only the last of them carries a time. What is derived
//! carries none at all, so all that one such actor made is one version. Looking at a mark saves nothing.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet, BinaryHeap},
};

use automerge::{ChangeHash, ObjType};
use serde_json::{Map, Value as Json};

use crate::{
    Document, Edit, Heads, Kind, Refusal, genesis::LOOKED, guard::unharmed, project::View, reverse,
};

/// A state that somebody saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// The state, always of one head: names the version on every device.
    pub heads: Heads,
    /// Who saved it, as [`crate::Hand::actor`] says; none for what was imported or derived.
    pub actor: Option<[u8; 16]>,
    /// When, in seconds since 1970 by the clock of who did; none for what was imported or derived.
    pub at_s: Option<i64>,
}

/// A record as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Past {
    /// Whether it was there, that is, not in the trash.
    pub present: bool,
    /// Every field by name, as in [`crate::Projection`].
    pub fields: Map<String, Json>,
}

/// Every version of a record, newest first: what follows another stands before it, and of those that did not know of each
/// other the later. The same on every device that has the same changes.
///
/// # Errors
/// [`Refusal::Damaged`] when the record cannot be read.
pub fn versions(document: &mut Document) -> Result<Vec<Version>, Refusal> {
    unharmed(|| listed(document)).ok_or(Refusal::Damaged)
}

fn listed(document: &mut Document) -> Vec<Version> {
    let changes = changes(document);
    let places = changes.iter().enumerate().map(|(i, change)| (change.hash, i)).collect();
    let saves = saves(&changes, &places);
    let mut versions: Vec<(usize, Version)> = Vec::new();
    for (place, i) in in_order(&changes, &places, &saves).into_iter().enumerate() {
        let (Some(change), Some(save)) = (changes.get(i), saves.get(i)) else { continue };
        if save.last == i && is_version(document, change) {
            let heads = Heads::new(vec![change.hash.0]);
            let actor = save.at_s.and_then(|_| change.actor.as_slice().try_into().ok());
            versions.push((place, Version { heads, actor, at_s: save.at_s }));
        }
    }
    versions.into_iter().rev().map(|(_, version)| version).collect()
}

/// A record as it was in a state.
///
/// # Errors
/// [`Refusal::UnknownBase`] for a state that is not known here, [`Refusal::Damaged`] when the record cannot be read.
pub fn past(kind: &Kind, document: &mut Document, at: &Heads) -> Result<Past, Refusal> {
    let is_known = unharmed(|| document.has(at)).ok_or(Refusal::Damaged)?;
    if !is_known {
        return Err(Refusal::UnknownBase);
    }
    let read = || {
        let view = View::at(document, at);
        let fields = kind.fields.iter().map(|field| (field.name.to_owned(), view.field(field)));
        Past { present: view.is_present(), fields: fields.collect() }
    };
    unharmed(read).ok_or(Refusal::Damaged)
}

/// Edits that make a record again what it was in a state, as far as there is a way back: what is written once or only
/// goes forward stays. They bring the record out of the trash and never put it there. None when it is so already.
///
/// # Errors
/// [`Refusal::UnknownBase`] for a state that is not known here.
pub fn revert(kind: &Kind, document: &mut Document, to: &Heads) -> Result<Vec<Edit>, Refusal> {
    let now = document.heads();
    let mut edits = reverse(kind, document, Some(to), &now)?;
    edits.retain(|edit| *edit != Edit::Trash);
    Ok(edits)
}

/// A change of the history.
struct Change {
    hash: ChangeHash,
    deps: Vec<ChangeHash>,
    actor: Vec<u8>,
    operations: u64,
    time: i64,
}

impl Change {
    /// Whose it is: an edit of an older state is made under an actor that automerge derives by putting something before
    /// the actor's own 16 bytes.
    fn hand(&self) -> &[u8] {
        self.actor.last_chunk::<16>().map_or(&self.actor, <[u8; 16]>::as_slice)
    }
}

/// Where each change stands among them.
type Places = BTreeMap<ChangeHash, usize>;

fn changes(document: &mut Document) -> Vec<Change> {
    let metas = document.doc.get_changes_meta(&[]).into_iter();
    metas
        .map(|meta| Change {
            hash: meta.hash,
            deps: meta.deps,
            actor: AsRef::<[u8]>::as_ref(meta.actor.as_ref()).to_vec(),
            operations: (meta.max_op + 1).saturating_sub(meta.start_op),
            time: meta.timestamp,
        })
        .collect()
}

/// Changes that were saved together.
#[derive(Clone, Copy)]
struct Save {
    last: usize,
    at_s: Option<i64>,
}

/// For each change, the save that it is part of: what carries a time, with the parts of the same hand right before it
/// that carry none; and whatever else one actor made.
fn saves(changes: &[Change], places: &Places) -> Vec<Save> {
    let mut saves: BTreeMap<usize, Save> = BTreeMap::new();
    for (i, change) in changes.iter().enumerate().filter(|(_, change)| change.time != 0) {
        let save = Save { last: i, at_s: Some(change.time) };
        let mut parts = vec![i];
        while let Some(part) = parts.pop() {
            saves.insert(part, save);
            let deps = changes.get(part).into_iter().flat_map(|change| &change.deps);
            parts.extend(deps.filter_map(|dep| places.get(dep)).copied().filter(|dep| {
                let is_part = |part: &Change| part.time == 0 && part.hand() == change.hand();
                !saves.contains_key(dep) && changes.get(*dep).is_some_and(is_part)
            }));
        }
    }
    let mut timeless: BTreeMap<&[u8], Save> = BTreeMap::new();
    let is_left = |i: &usize| !saves.contains_key(i);
    let left: Vec<usize> = (0..changes.len()).filter(is_left).collect();
    // One actor's changes are in order, so the last that is met is its last.
    let hand = |i: &usize| changes.get(*i).map(Change::hand).unwrap_or_default();
    for i in &left {
        timeless.insert(hand(i), Save { last: *i, at_s: None });
    }
    saves.extend(left.iter().filter_map(|i| Some((*i, *timeless.get(hand(i))?))));
    saves.into_values().collect()
}

/// The changes by place: dependencies first, then by time, then by hash.
fn in_order(changes: &[Change], places: &Places, saves: &[Save]) -> Vec<usize> {
    let mut waits: Vec<usize> = Vec::with_capacity(changes.len());
    let mut followers: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (i, change) in changes.iter().enumerate() {
        let before: BTreeSet<usize> =
            change.deps.iter().filter_map(|dep| places.get(dep)).copied().collect();
        waits.push(before.len());
        for dep in before {
            followers.entry(dep).or_default().push(i);
        }
    }
    let key = |i: usize| {
        let at_s = saves.get(i).and_then(|save| save.at_s).unwrap_or(0);
        Reverse((at_s, changes.get(i).map(|change| change.hash), i))
    };
    let free = waits.iter().enumerate().filter(|(_, waits)| **waits == 0);
    let mut free: BinaryHeap<_> = free.map(|(i, _)| key(i)).collect();
    let mut order = Vec::with_capacity(changes.len());
    while let Some(Reverse((_, _, i))) = free.pop() {
        order.push(i);
        for follower in followers.remove(&i).unwrap_or_default() {
            let Some(waits) = waits.get_mut(follower) else { continue };
            *waits -= 1;
            if *waits == 0 {
                free.push(key(follower));
            }
        }
    }
    order
}

/// Looking at all marks of a text at once makes no more operations than this.
const LOOKS_MAX: u64 = 64;

/// Not the containers that a record begins with, and not a mere look at a mark.
fn is_version(document: &mut Document, last: &Change) -> bool {
    if last.time == 0 {
        return View { document, at: Some(vec![last.hash]) }.is_present();
    }
    if last.operations > LOOKS_MAX {
        return true;
    }
    let Some(looked) = document.container(LOOKED, ObjType::Map) else { return true };
    let Some(change) = document.doc.get_change_by_hash(&last.hash) else { return true };
    let looked = looked.to_string();
    change.decode().operations.iter().any(|operation| operation.obj.to_string() != looked)
}
