//! The versions of a record: every state that somebody saved, and what it held then.

use std::collections::BTreeMap;

use automerge::ChangeHash;
use serde_json::{Map, Value as Json};

use crate::{Document, Heads, Kind, Refusal, guard::unharmed, project::View};

/// A state that somebody saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// The state, as who saved it had it.
    pub heads: Heads,
    /// The automerge actor who saved it.
    pub actor: Vec<u8>,
    /// When, by the clock of who saved it, in seconds since 1970; none for what was imported.
    pub at_s: Option<i64>,
}

/// Every version, oldest first: an order that is the same on every device with the same history.
///
/// # Errors
/// [`Refusal::Damaged`] when the record cannot be read.
pub fn versions(kind: &Kind, document: &mut Document) -> Result<Vec<Version>, Refusal> {
    unharmed(|| listed(kind, document)).ok_or(Refusal::Damaged)?
}

fn listed(kind: &Kind, document: &mut Document) -> Result<Vec<Version>, Refusal> {
    let mut made = vec![crate::genesis::hash(kind, document.id())];
    for field in kind.fields.iter().filter(|field| field.since > 1) {
        made.extend(crate::genesis::extension_hash(kind, document.id(), field).ok());
    }
    let metas = document.doc.get_changes_meta(&[]);
    // A long text takes several changes; all but the last of one commit have no time, and a follower by the same actor.
    let mut last: BTreeMap<Vec<u8>, u64> = BTreeMap::new();
    for meta in &metas {
        let actor = actor_of(meta);
        let seq = last.entry(actor).or_default();
        *seq = meta.seq.max(*seq);
    }
    let mut versions = Vec::new();
    for meta in metas.iter().filter(|meta| !made.contains(&meta.hash)) {
        let actor = actor_of(meta);
        let is_last = last.get(&actor).is_none_or(|last| meta.seq == *last);
        if meta.timestamp == 0 && !is_last {
            continue;
        }
        let ChangeHash(hash) = meta.hash;
        let at_s = (meta.timestamp != 0).then_some(meta.timestamp);
        versions.push(Version { heads: Heads::new(vec![hash]), actor, at_s });
    }
    Ok(versions)
}

fn actor_of(meta: &automerge::ChangeMetadata<'_>) -> Vec<u8> {
    AsRef::<[u8]>::as_ref(meta.actor.as_ref()).to_vec()
}

/// What a record held in an earlier state: its fields, and whether it was there.
///
/// # Errors
/// [`Refusal::UnknownBase`] for a state that is not known here, [`Refusal::Damaged`] when the record cannot be read.
pub fn fields_at(
    kind: &Kind,
    document: &mut Document,
    heads: &Heads,
) -> Result<(Map<String, Json>, bool), Refusal> {
    unharmed(|| {
        if !document.has(heads) {
            return Err(Refusal::UnknownBase);
        }
        let view = View::at(document, heads);
        let fields = kind.fields.iter().map(|field| (field.name.to_owned(), view.field(field)));
        Ok((fields.collect(), view.is_present()))
    })
    .ok_or(Refusal::Damaged)?
}
