//! The columns of a change: which there can be, in which order, and how long each is once expanded.

use super::{
    CHANGE_OPERATIONS_MAX, CHANGE_PREDECESSORS_MAX, EXPANDED_BYTES_MAX,
    bytes::Bytes,
    runs::{Extent, measure, measure_booleans},
};
use crate::Quarantine;

/// The data of each column; empty for one that is not there.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Columns<'a> {
    pub(super) object_actor: &'a [u8],
    pub(super) object_counter: &'a [u8],
    pub(super) key_actor: &'a [u8],
    pub(super) key_counter: &'a [u8],
    pub(super) key_name: &'a [u8],
    pub(super) insert: &'a [u8],
    pub(super) action: &'a [u8],
    pub(super) value_meta: &'a [u8],
    pub(super) value: &'a [u8],
    pub(super) predecessors: &'a [u8],
    pub(super) predecessor_actor: &'a [u8],
    pub(super) predecessor_counter: &'a [u8],
}

/// How much a change within the limits has of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sizes {
    pub(super) operations: u64,
    pub(super) predecessors: u64,
}

impl<'a> Columns<'a> {
    /// Reads the directory and the data of all columns; the data has to end where the chunk ends.
    ///
    /// Columns of rich text (expand, mark name) are known to automerge and written by nothing of ours, so they are refused
    /// like unknown ones: what is not let in cannot do harm. The same goes for a column that is compressed, which the
    /// format knows in documents only.
    pub(super) fn read(chunk: &mut Bytes<'a>) -> Result<Self, Quarantine> {
        let count = chunk.len()?;
        let mut directory: Vec<(u64, usize)> = Vec::new();
        for _ in 0..count {
            let (column, len) = (chunk.uleb()?, chunk.len()?);
            if directory.last().is_some_and(|(before, _)| *before >= column) {
                return Err(Quarantine::Columns);
            }
            directory.push((column, len));
        }
        let mut columns = Self::default();
        for (column, len) in directory {
            *columns.of(column)? = chunk.take(len)?;
        }
        if !chunk.0.is_empty() {
            return Err(Quarantine::Columns);
        }
        Ok(columns)
    }

    /// By its number in the format: four bits and more of what it is about, one for "compressed", three of how it is encoded.
    fn of(&mut self, column: u64) -> Result<&mut &'a [u8], Quarantine> {
        Ok(match column {
            0x01 => &mut self.object_actor,
            0x02 => &mut self.object_counter,
            0x11 => &mut self.key_actor,
            0x13 => &mut self.key_counter,
            0x15 => &mut self.key_name,
            0x34 => &mut self.insert,
            0x42 => &mut self.action,
            0x56 => &mut self.value_meta,
            0x57 => &mut self.value,
            0x70 => &mut self.predecessors,
            0x71 => &mut self.predecessor_actor,
            0x73 => &mut self.predecessor_counter,
            _ => return Err(Quarantine::Columns),
        })
    }

    /// How many operations the change claims to have.
    pub(super) fn claimed(&self) -> Result<u64, Quarantine> {
        measure::<u64>(self.action).map(|extent| extent.rows)
    }

    /// Measures every column: within the limits, and as long as the others.
    pub(super) fn measure(&self) -> Result<Sizes, Quarantine> {
        let operations = within(measure::<u64>(self.action)?, CHANGE_OPERATIONS_MAX)?;
        let one_for_each = [
            measure::<u64>(self.object_actor)?,
            measure::<u64>(self.object_counter)?,
            measure::<u64>(self.key_actor)?,
            measure::<i64>(self.key_counter)?,
            measure::<&str>(self.key_name)?,
            measure_booleans(self.insert)?,
            measure::<u64>(self.value_meta)?,
            measure::<u64>(self.predecessors)?,
        ];
        for extent in one_for_each {
            let rows = within(extent, CHANGE_OPERATIONS_MAX)?;
            if rows != 0 && rows != operations {
                return Err(Quarantine::Columns);
            }
        }
        let actors = measure::<u64>(self.predecessor_actor)?;
        let predecessors = within(actors, CHANGE_PREDECESSORS_MAX)?;
        let counters = measure::<i64>(self.predecessor_counter)?;
        if within(counters, CHANGE_PREDECESSORS_MAX)? != predecessors {
            return Err(Quarantine::Columns);
        }
        Ok(Sizes { operations, predecessors })
    }
}

fn within(extent: Extent, rows_max: u64) -> Result<u64, Quarantine> {
    if extent.bytes > EXPANDED_BYTES_MAX {
        return Err(Quarantine::TooLarge);
    }
    if extent.rows > rows_max { Err(Quarantine::TooManyOperations) } else { Ok(extent.rows) }
}
