//! Documents without what follows from their kind and id: for files, where most records are small and were never edited, and
//! hashes are what does not compress. Nothing but bytes; what is left out comes back as it was.

use crate::{DocumentId, Heads, chunk, genesis::genesis_actor, scan};

/// What a lean document begins with; every other begins with automerge's own mark.
const LEAN: u8 = 1;
/// The content of a genesis begins so: no dependencies, an actor of 16 bytes.
const GENESIS: [u8; 2] = [0, 16];
/// The content of what is written upon the genesis alone begins so: one dependency.
const UPON_ONE: u8 = 1;

/// Where at the latest a change has named the author of the genesis.
const NAMED_MAX: usize = 256;

/// A document without what follows from its kind and id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lean {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The state that follows from them.
    pub heads: Heads,
}

/// A document as it was before [`lean`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whole {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Its state, where it was lean; else it has to be loaded to know.
    pub heads: Option<Heads>,
}

/// A document that is a genesis and one change upon it, as nearly all are, without the actor of the genesis, its hash and both
/// checksums. None for every other document.
pub fn lean(kind: &str, id: DocumentId, bytes: &[u8]) -> Option<Lean> {
    let actor = genesis_actor(kind, id);
    let chunks = scan::chunks(bytes).ok()?;
    let [first, second] = chunks.as_slice() else { return None };
    let begun = chunk::content(first)?.strip_prefix(&GENESIS)?.strip_prefix(&actor)?;
    let (_, hash) = chunk::frame(chunk::content(first)?);
    let upon = chunk::content(second)?.strip_prefix(&[UPON_ONE])?.strip_prefix(&hash)?;
    let mut lean = vec![LEAN];
    chunk::uleb(&mut lean, chunk::size(begun.len()));
    lean.extend(begun);
    // What is written into the containers of the genesis names its author once.
    let named = upon.windows(actor.len()).take(NAMED_MAX).position(|bytes| *bytes == actor)?;
    let (before, rest) = upon.split_at_checked(named)?;
    chunk::uleb(&mut lean, chunk::size(named));
    lean.extend(before);
    lean.extend(rest.strip_prefix(&actor)?);
    // Spelled otherwise than automerge does, it would come back otherwise.
    let Whole { bytes: back, heads } = whole(kind, id, &lean)?;
    heads.filter(|_| back == bytes).map(|heads| Lean { bytes: lean, heads })
}

/// What [`lean`] was given; every other document as it is. None for damage.
pub fn whole(kind: &str, id: DocumentId, stored: &[u8]) -> Option<Whole> {
    let Some(stored) = stored.strip_prefix(&[LEAN]) else {
        return Some(Whole { bytes: stored.to_vec(), heads: None });
    };
    let actor = genesis_actor(kind, id);
    let (len, rest) = chunk::read_uleb(stored)?;
    let (begun, rest) = rest.split_at_checked(usize::try_from(len).ok()?)?;
    let (mut bytes, hash) = chunk::frame(&[&GENESIS[..], &actor, begun].concat());
    let (named, rest) = chunk::read_uleb(rest)?;
    let (before, after) = rest.split_at_checked(usize::try_from(named).ok()?)?;
    let (upon, hash) = chunk::frame(&[&[UPON_ONE][..], &hash, before, &actor, after].concat());
    bytes.extend(upon);
    Some(Whole { bytes, heads: Some(Heads::new(vec![hash])) })
}
