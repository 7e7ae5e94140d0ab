//! A look at a foreign change before automerge sees it: is it one, whole and honest, and how much would it expand to?
//!
//! The layout is that of the automerge binary format, "change chunk" (automerge.org/automerge-binary-format-spec):
//! magic, checksum, type, length, then dependencies, actor, counters, message, other actors, column directory, columns. Columns
//! are run-length encoded, so a few bytes may claim millions of operations. They are measured run by run first; only a change
//! within every limit is then read operation by operation. Memory is bounded by the limits, never by what the bytes claim.

mod bytes;
mod columns;
mod operations;
mod runs;

use sha2::{Digest, Sha256};

use crate::Quarantine;
use bytes::{Bytes, utf8};
use columns::Columns;
use operations::Operations;
pub(crate) use operations::{Action, Id, Key, Operation, STEP_MAX, Value};

/// Bytes of one change.
pub(crate) const CHANGE_BYTES_MAX: usize = 1024 * 1024;
/// Operations of one change.
pub(crate) const CHANGE_OPERATIONS_MAX: u64 = 20_000;
/// Predecessors of all operations of one change together.
const CHANGE_PREDECESSORS_MAX: u64 = 40_000;
/// Bytes that the strings of one column may expand to.
const EXPANDED_BYTES_MAX: u64 = 4 * 1024 * 1024;
/// Dependencies of a change, and its actors: more than there are devices and openings is no change of ours.
const DEPS_MAX: usize = 4_096;
const ACTOR_BYTES_MAX: usize = 64;
const MESSAGE_BYTES_MAX: usize = 4_096;
/// Seconds since 1970, either way: in milliseconds they still are a number.
const SECONDS_MAX: u64 = i64::MAX.unsigned_abs() / 1_000;

const MAGIC: [u8; 4] = [0x85, 0x6f, 0x4a, 0x83];
const CHUNK_CHANGE: u8 = 1;

/// What a change says of itself, once it is known to be sound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inspected {
    /// Its hash.
    pub hash: [u8; 32],
    /// The hashes of the changes before it.
    pub dependencies: Vec<[u8; 32]>,
    /// Who made it, and then everybody whose work it touches.
    pub actors: Vec<Vec<u8>>,
    /// The how-manieth change of its maker it is, from 1.
    pub sequence: u64,
    /// How many operations it has.
    pub operations: u64,
    /// How many of them add to a record; the others delete.
    pub additions: u64,
    /// How many earlier operations they take the place of.
    pub predecessors: u64,
}

/// Looks at one change without automerge: whether it is a plain one, whole, within every limit and well-formed.
///
/// # Errors
/// [`Quarantine`] says what is wrong.
pub fn inspect(bytes: &[u8]) -> Result<Inspected, Quarantine> {
    if bytes.len() > CHANGE_BYTES_MAX {
        return Err(Quarantine::TooLarge);
    }
    let (chunk, rest) = split(bytes)?;
    if chunk.kind != CHUNK_CHANGE || !rest.is_empty() {
        return Err(Quarantine::NotAChange);
    }
    let hash: [u8; 32] = Sha256::digest(chunk.hashed).into();
    if !hash.starts_with(&chunk.checksum) {
        return Err(Quarantine::Checksum);
    }
    let change = Opened::read(chunk.content)?;
    let sizes = change.columns.measure()?;
    let mut operations = change.operations()?;
    let mut additions = 0;
    while let Some(operation) = operations.next()? {
        additions += u64::from(operation.action != Action::Delete);
    }
    Ok(Inspected {
        hash,
        dependencies: change.dependencies,
        actors: change.actors.iter().map(|actor| actor.to_vec()).collect(),
        sequence: change.sequence,
        operations: sizes.operations,
        additions,
        predecessors: sizes.predecessors,
    })
}

/// The actor who made a change, by its own word. Nothing else of it is looked at.
pub fn author(bytes: &[u8]) -> Option<&[u8]> {
    const MAGIC_CHECKSUM_AND_TYPE: usize = 9;
    let mut chunk = Bytes(bytes);
    chunk.take(MAGIC_CHECKSUM_AND_TYPE).ok()?;
    chunk.len().ok()?;
    let dependencies = chunk.len().ok()?;
    chunk.take(dependencies.checked_mul(32)?).ok()?;
    chunk.prefixed().ok()
}

/// How many operations a change claims to have, whether or not it may: for a report. None when it cannot be read so far.
pub fn claimed_operations(bytes: &[u8]) -> Option<u64> {
    let (chunk, _) = split(bytes).ok().filter(|(chunk, _)| chunk.kind == CHUNK_CHANGE)?;
    Opened::read(chunk.content).and_then(|change| change.columns.claimed()).ok()
}

/// Splits bytes that hold chunks one after another.
///
/// # Errors
/// [`Quarantine::NotAChange`] where no chunk begins or one is cut short.
pub fn chunks(mut bytes: &[u8]) -> Result<Vec<&[u8]>, Quarantine> {
    let mut chunks = Vec::new();
    while !bytes.is_empty() {
        let (_, rest) = split(bytes)?;
        let len = bytes.len() - rest.len();
        chunks.extend(bytes.get(..len));
        bytes = rest;
    }
    Ok(chunks)
}

struct Chunk<'a> {
    checksum: [u8; 4],
    kind: u8,
    /// What the checksum is of: type, length and content.
    hashed: &'a [u8],
    content: &'a [u8],
}

fn split(bytes: &[u8]) -> Result<(Chunk<'_>, &[u8]), Quarantine> {
    let no_chunk = |_| Quarantine::NotAChange;
    let mut chunk = Bytes(bytes);
    if chunk.array().map_err(no_chunk)? != MAGIC {
        return Err(Quarantine::NotAChange);
    }
    let checksum = chunk.array().map_err(no_chunk)?;
    let from_type = chunk.0;
    let [kind] = chunk.array().map_err(no_chunk)?;
    let content = chunk.prefixed().map_err(no_chunk)?;
    let (hashed, rest) =
        from_type.split_at_checked(from_type.len() - chunk.0.len()).unwrap_or_default();
    Ok((Chunk { checksum, kind, hashed, content }, rest))
}

/// The inside of a change.
#[derive(Debug)]
pub(crate) struct Opened<'a> {
    dependencies: Vec<[u8; 32]>,
    /// The first is the change's own.
    pub(crate) actors: Vec<&'a [u8]>,
    sequence: u64,
    /// The number of the first operation.
    pub(crate) start: u64,
    columns: Columns<'a>,
}

impl<'a> Opened<'a> {
    /// Of a change that is in a document already: its checksum is not computed again.
    pub(crate) fn known(bytes: &'a [u8]) -> Result<Self, Quarantine> {
        let (chunk, _) = split(bytes)?;
        Self::read(chunk.content)
    }

    fn read(content: &'a [u8]) -> Result<Self, Quarantine> {
        let mut chunk = Bytes(content);
        let count = chunk.len()?;
        if count > DEPS_MAX {
            return Err(Quarantine::Columns);
        }
        let dependencies: Vec<[u8; 32]> =
            (0..count).map(|_| chunk.array()).collect::<Result<_, _>>()?;
        let own = actor(&mut chunk)?;
        let (sequence, start) = (chunk.uleb()?, chunk.uleb()?);
        if sequence == 0 || u32::try_from(sequence).is_err() {
            return Err(Quarantine::Counters);
        }
        if chunk.leb()?.unsigned_abs() > SECONDS_MAX {
            return Err(Quarantine::Counters);
        }
        let message = chunk.prefixed()?;
        utf8(message)?;
        let others = chunk.len()?;
        // Stopping short here would let the columns be looked for in the wrong place.
        if message.len() > MESSAGE_BYTES_MAX || others > DEPS_MAX {
            return Err(Quarantine::Columns);
        }
        let mut actors = vec![own];
        for _ in 0..others {
            actors.push(actor(&mut chunk)?);
        }
        if has_twice(&actors) || has_twice(&dependencies) {
            return Err(Quarantine::Columns);
        }
        let columns = Columns::read(&mut chunk)?;
        Ok(Self { dependencies, actors, sequence, start, columns })
    }

    pub(crate) fn operations(&self) -> Result<Operations<'a>, Quarantine> {
        let sizes = self.columns.measure()?;
        Operations::new(&self.columns, sizes.operations, self.actors.len(), self.start)
    }
}

fn actor<'a>(chunk: &mut Bytes<'a>) -> Result<&'a [u8], Quarantine> {
    let actor = chunk.prefixed()?;
    if actor.is_empty() || actor.len() > ACTOR_BYTES_MAX {
        return Err(Quarantine::Columns);
    }
    Ok(actor)
}

fn has_twice<T: Ord + Clone>(all: &[T]) -> bool {
    let mut sorted = all.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    sorted.len() < all.len()
}
