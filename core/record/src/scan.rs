//! A look at a foreign change before automerge sees it: is it one, whole and honest, and how much would it expand to?
//!
//! The layout is that of the automerge binary format, "change chunk" (automerge.org/automerge-binary-format-spec):
//! magic, checksum, type, length, then dependencies, actor, counters, message, other actors, column directory, columns. Columns are run-length
//! encoded, so a few bytes may claim millions of operations; here the runs are only counted, never expanded.

use sha2::{Digest, Sha256};

use crate::Quarantine;

/// Bytes of one change.
pub(crate) const CHANGE_BYTES_MAX: usize = 1024 * 1024;
/// Operations of one change.
pub(crate) const CHANGE_OPERATIONS_MAX: u64 = 20_000;

const MAGIC: [u8; 4] = [0x85, 0x6f, 0x4a, 0x83];
const CHUNK_CHANGE: u8 = 1;

/// Column types of the format, in the lowest three bits of a column's number; the next bit says "compressed".
const COMPRESSED: u64 = 0b1000;
const TYPE_GROUP: u64 = 0;
const TYPE_ACTOR: u64 = 1;
const TYPE_ULEB: u64 = 2;
const TYPE_DELTA: u64 = 3;
const TYPE_BOOLEAN: u64 = 4;
const TYPE_STRING: u64 = 5;
const TYPE_VALUE_META: u64 = 6;

/// Checks one change and returns the hashes that it depends on.
pub(crate) fn scan(bytes: &[u8]) -> Result<Scanned, Quarantine> {
    if bytes.len() > CHANGE_BYTES_MAX {
        return Err(Quarantine::TooLarge);
    }
    let mut chunk = Bytes(bytes);
    if chunk.array()? != MAGIC {
        return Err(Quarantine::NotAChange);
    }
    let checksum: [u8; 4] = chunk.array()?;
    let hashed = chunk.0;
    let [kind] = chunk.array()?;
    let len = chunk.len()?;
    if kind != CHUNK_CHANGE || chunk.0.len() != len {
        return Err(Quarantine::NotAChange);
    }
    let hash: [u8; 32] = Sha256::digest(hashed).into();
    if !hash.starts_with(&checksum) {
        return Err(Quarantine::Checksum);
    }
    let deps = dependencies(&mut chunk)?;
    count_columns(&mut chunk)?;
    Ok(Scanned { hash, deps })
}

/// What a change says of itself.
#[derive(Debug)]
pub(crate) struct Scanned {
    pub(crate) hash: [u8; 32],
    pub(crate) deps: Vec<[u8; 32]>,
}

/// Dependencies of a change: more than there are devices and processes is no change of ours.
const DEPS_MAX: usize = 4_096;

fn dependencies(chunk: &mut Bytes<'_>) -> Result<Vec<[u8; 32]>, Quarantine> {
    let count = chunk.len()?;
    if count > DEPS_MAX {
        return Err(Quarantine::Columns);
    }
    (0..count).map(|_| chunk.array()).collect()
}

fn count_columns(chunk: &mut Bytes<'_>) -> Result<(), Quarantine> {
    let actor = chunk.len()?;
    chunk.skip(actor)?;
    for _counter in ["sequence", "first operation"] {
        chunk.uleb()?;
    }
    chunk.leb()?;
    let message = chunk.len()?;
    chunk.skip(message)?;
    let actors = chunk.len()?;
    // Stopping short here would let the columns be looked for in the wrong place.
    if actors > DEPS_MAX {
        return Err(Quarantine::Columns);
    }
    for _ in 0..actors {
        let actor = chunk.len()?;
        chunk.skip(actor)?;
    }
    let columns = chunk.len()?;
    let mut directory = Vec::new();
    for _ in 0..columns {
        if directory.len() > 64 {
            return Err(Quarantine::Columns);
        }
        directory.push((chunk.uleb()?, chunk.len()?));
    }
    for (column, len) in directory {
        if column & COMPRESSED != 0 {
            // Columns are compressed in documents only, never in changes.
            return Err(Quarantine::Columns);
        }
        let data = Bytes(chunk.take(len)?);
        let rows = match column & 0b111 {
            TYPE_GROUP | TYPE_ACTOR | TYPE_ULEB | TYPE_VALUE_META => rows(data, Literal::Uleb)?,
            TYPE_DELTA => rows(data, Literal::Leb)?,
            TYPE_BOOLEAN => booleans(data)?,
            TYPE_STRING => rows(data, Literal::String)?,
            _raw_values => 0,
        };
        if rows > ROWS_MAX {
            return Err(Quarantine::TooManyOperations);
        }
    }
    Ok(())
}

/// Rows of one column. An operation may name several predecessors, so grouped columns may have more rows than there are operations.
const ROWS_MAX: u64 = 2 * CHANGE_OPERATIONS_MAX;

#[derive(Clone, Copy)]
enum Literal {
    Uleb,
    Leb,
    String,
}

/// Counts the rows of a run-length encoded column: `n > 0` repeats one value, `n < 0` is literals, 0 begins a run of nulls.
fn rows(mut data: Bytes<'_>, literal: Literal) -> Result<u64, Quarantine> {
    let mut rows: u64 = 0;
    let mut bytes: u64 = 0;
    while !data.0.is_empty() {
        let run = data.leb()?;
        let (count, values) = match run {
            0 => (data.uleb()?, 0),
            run if run > 0 => (run.unsigned_abs(), 1),
            run => (run.unsigned_abs(), run.unsigned_abs()),
        };
        rows = rows.saturating_add(count);
        if rows > ROWS_MAX {
            return Ok(rows);
        }
        for _ in 0..values {
            let len = data.literal(literal)?;
            let times = if values == 1 { count } else { 1 };
            bytes = bytes.saturating_add(len.saturating_mul(times));
        }
        if bytes > EXPANDED_BYTES_MAX {
            return Err(Quarantine::TooLarge);
        }
    }
    Ok(rows)
}

/// Bytes that the strings of one column may expand to.
const EXPANDED_BYTES_MAX: u64 = 4 * 1024 * 1024;

/// Counts the rows of a boolean column: alternating run lengths.
fn booleans(mut data: Bytes<'_>) -> Result<u64, Quarantine> {
    let mut rows: u64 = 0;
    while !data.0.is_empty() {
        rows = rows.saturating_add(data.uleb()?);
    }
    Ok(rows)
}

struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn take(&mut self, len: usize) -> Result<&'a [u8], Quarantine> {
        let (taken, rest) = self.0.split_at_checked(len).ok_or(Quarantine::Columns)?;
        self.0 = rest;
        Ok(taken)
    }

    fn skip(&mut self, len: usize) -> Result<(), Quarantine> {
        self.take(len).map(|_| ())
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], Quarantine> {
        self.take(N)?.try_into().map_err(|_| Quarantine::Columns)
    }

    fn len(&mut self) -> Result<usize, Quarantine> {
        usize::try_from(self.uleb()?).map_err(|_| Quarantine::Columns)
    }

    fn uleb(&mut self) -> Result<u64, Quarantine> {
        let mut value: u64 = 0;
        for shift in (0..70).step_by(7) {
            let [byte] = self.array()?;
            let bits = u64::from(byte & 0x7f);
            if shift >= 63 && bits > 1 {
                return Err(Quarantine::Columns);
            }
            value |= bits.checked_shl(shift).unwrap_or(0);
            if byte & 0x80 == 0 {
                return Ok(value);
            }
        }
        Err(Quarantine::Columns)
    }

    fn leb(&mut self) -> Result<i64, Quarantine> {
        let mut value: i64 = 0;
        for shift in (0..70).step_by(7) {
            let [byte] = self.array()?;
            value |= i64::from(byte & 0x7f).checked_shl(shift).unwrap_or(0);
            if byte & 0x80 == 0 {
                if shift < 57 && byte & 0x40 != 0 {
                    value |= -1 << (shift + 7);
                }
                return Ok(value);
            }
        }
        Err(Quarantine::Columns)
    }

    /// Passes over one value and returns how many bytes it stands for.
    fn literal(&mut self, literal: Literal) -> Result<u64, Quarantine> {
        match literal {
            Literal::Uleb => self.uleb().map(|_| 8),
            Literal::Leb => self.leb().map(|_| 8),
            Literal::String => {
                let len = self.len()?;
                self.skip(len)?;
                Ok(u64::try_from(len).unwrap_or(u64::MAX))
            }
        }
    }
}
