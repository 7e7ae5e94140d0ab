//! The operations of a change, read in step from all its columns, each checked against what automerge takes for granted.

use super::{
    bytes::{Bytes, utf8},
    columns::Columns,
    runs::{Booleans, Deltas, Rows},
};
use crate::Quarantine;

/// Who made something, as an index into the change's actors (0 is the change's own), and as its how-manieth operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Id {
    pub(crate) counter: u64,
    pub(crate) actor: usize,
}

/// Where in an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Key<'a> {
    /// In a map.
    Name(&'a str),
    /// Before all of a list or text.
    Head,
    /// At, or when inserting behind, an element of a list or text.
    Element(Id),
}

/// What an operation does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Action {
    Make,
    Put,
    Delete,
    Increment,
}

/// A value, as far as anybody asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Value<'a> {
    Null,
    Text(&'a str),
    Number,
    Other,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct Operation<'a> {
    /// None for the root.
    pub(crate) object: Option<Id>,
    pub(crate) key: Key<'a>,
    pub(crate) insert: bool,
    pub(crate) action: Action,
    pub(crate) value: Value<'a>,
}

/// The greatest number of an operation. It leaves automerge's 32 bits a half to spare; an honest record is full long before.
const COUNTER_MAX: u64 = (1 << 31) - 1;
/// Objects made within each other by one change. Ours nest two deep.
const DEPTH_MAX: u8 = 32;
/// The greatest step and start of a counter: as many of them as a record has operations cannot overflow their sum.
pub(crate) const STEP_MAX: u64 = 1 << 40;

#[derive(Debug, Clone)]
pub(crate) struct Operations<'a> {
    actors: usize,
    start: u64,
    left: u64,
    object_actor: Rows<'a, u64>,
    object_counter: Rows<'a, u64>,
    key_actor: Rows<'a, u64>,
    key_counter: Deltas<'a>,
    key_name: Rows<'a, &'a str>,
    insert: Booleans<'a>,
    action: Rows<'a, u64>,
    value_meta: Rows<'a, u64>,
    value: Bytes<'a>,
    predecessors: Rows<'a, u64>,
    predecessor_actor: Rows<'a, u64>,
    predecessor_counter: Deltas<'a>,
    /// How deep within this change the object is that each operation so far made; 0 for one that made none.
    depths: Vec<u8>,
}

impl<'a> Operations<'a> {
    pub(super) fn new(
        columns: &Columns<'a>,
        operations: u64,
        actors: usize,
        start: u64,
    ) -> Result<Self, Quarantine> {
        let end = start.checked_add(operations);
        if start == 0 || end.is_none_or(|end| end > COUNTER_MAX) {
            return Err(Quarantine::Counters);
        }
        Ok(Self {
            actors,
            start,
            left: operations,
            object_actor: Rows::new(columns.object_actor),
            object_counter: Rows::new(columns.object_counter),
            key_actor: Rows::new(columns.key_actor),
            key_counter: Deltas::new(columns.key_counter),
            key_name: Rows::new(columns.key_name),
            insert: Booleans::new(columns.insert),
            action: Rows::new(columns.action),
            value_meta: Rows::new(columns.value_meta),
            value: Bytes(columns.value),
            predecessors: Rows::new(columns.predecessors),
            predecessor_actor: Rows::new(columns.predecessor_actor),
            predecessor_counter: Deltas::new(columns.predecessor_counter),
            depths: Vec::new(),
        })
    }

    /// The next one; none at the end, where every column has to end too.
    pub(crate) fn next(&mut self) -> Result<Option<Operation<'a>>, Quarantine> {
        if self.left == 0 {
            return if self.is_finished() { Ok(None) } else { Err(Quarantine::Columns) };
        }
        self.left -= 1;
        let object = self.object()?;
        let key = self.key()?;
        let insert = self.insert.next()?;
        let action = match self.action.next()?.ok_or(Quarantine::Columns)? {
            0 | 2 | 4 => Action::Make,
            1 => Action::Put,
            3 => Action::Delete,
            5 => Action::Increment,
            // Tables and rich text: written by nothing of ours.
            _ => return Err(Quarantine::Columns),
        };
        let value = self.value(action)?;
        let predecessors = self.read_predecessors()?;
        let fits = match (action, key, insert) {
            (Action::Delete | Action::Increment, Key::Head, _) | (_, Key::Head, false) => false,
            (Action::Delete | Action::Increment, _, insert) => !insert && predecessors > 0,
            (Action::Make | Action::Put, Key::Name(_), insert) => !insert,
            (Action::Make | Action::Put, _, insert) => !insert || predecessors == 0,
        };
        let value_fits = match action {
            Action::Make | Action::Delete => value == Value::Null,
            Action::Increment => value == Value::Number,
            Action::Put => true,
        };
        if !fits || !value_fits {
            return Err(Quarantine::Columns);
        }
        self.nest(object, action)?;
        Ok(Some(Operation { object, key, insert, action, value }))
    }

    /// The number of the operation that is being read.
    fn counter(&self) -> u64 {
        self.start.saturating_add(u64::try_from(self.depths.len()).unwrap_or(u64::MAX))
    }

    fn object(&mut self) -> Result<Option<Id>, Quarantine> {
        match (self.object_actor.next()?, self.object_counter.next()?) {
            (None, None) => Ok(None),
            (Some(actor), Some(counter)) => self.id(actor, counter).map(Some),
            _ => Err(Quarantine::Columns),
        }
    }

    fn key(&mut self) -> Result<Key<'a>, Quarantine> {
        match (self.key_actor.next()?, self.key_counter.next()?, self.key_name.next()?) {
            (None, None, Some(name)) => Ok(Key::Name(name)),
            (None, Some(0), None) => Ok(Key::Head),
            (Some(actor), Some(counter), None) => self.id(actor, counter).map(Key::Element),
            _ => Err(Quarantine::Columns),
        }
    }

    /// Whatever an operation names was there before it, so its number is smaller.
    fn id(&self, actor: u64, counter: u64) -> Result<Id, Quarantine> {
        let actor = usize::try_from(actor).map_err(|_| Quarantine::Columns)?;
        if actor >= self.actors {
            return Err(Quarantine::Columns);
        }
        if counter == 0 || counter >= self.counter() {
            return Err(Quarantine::Counters);
        }
        Ok(Id { counter, actor })
    }

    fn read_predecessors(&mut self) -> Result<u64, Quarantine> {
        let count = self.predecessors.next()?.ok_or(Quarantine::Columns)?;
        let mut before = None;
        for _ in 0..count {
            let (Some(actor), Some(counter)) =
                (self.predecessor_actor.next()?, self.predecessor_counter.next()?)
            else {
                // Of an empty column there would be no end.
                return Err(Quarantine::Columns);
            };
            let id = self.id(actor, counter)?;
            if before == Some(id) {
                return Err(Quarantine::Columns);
            }
            before = Some(id);
        }
        Ok(count)
    }

    fn value(&mut self, action: Action) -> Result<Value<'a>, Quarantine> {
        let meta = self.value_meta.next()?.ok_or(Quarantine::Columns)?;
        let len = usize::try_from(meta >> 4).map_err(|_| Quarantine::Columns)?;
        let mut bytes = Bytes(self.value.take(len)?);
        let value = match meta & 0b1111 {
            0 => Value::Null,
            1 | 2 => Value::Other,
            3 => {
                let number = bytes.uleb()?;
                step(action == Action::Increment, number)?;
                Value::Number
            }
            4 => {
                let number = bytes.leb()?;
                step(action == Action::Increment, number.unsigned_abs())?;
                Value::Number
            }
            5 => {
                bytes.array::<8>()?;
                Value::Other
            }
            6 => Value::Text(utf8(bytes.take(len)?)?),
            7 => {
                bytes.take(len)?;
                Value::Other
            }
            8 => {
                step(true, bytes.leb()?.unsigned_abs())?;
                Value::Other
            }
            9 => {
                bytes.leb()?;
                Value::Other
            }
            _ => return Err(Quarantine::Columns),
        };
        if bytes.0.is_empty() { Ok(value) } else { Err(Quarantine::Columns) }
    }

    /// Within an object that this very change made: it has to be one, and not too deep.
    fn nest(&mut self, object: Option<Id>, action: Action) -> Result<(), Quarantine> {
        let own = object.filter(|id| id.actor == 0 && id.counter >= self.start);
        let outer = match own {
            None => 0,
            Some(id) => {
                let place = usize::try_from(id.counter - self.start).unwrap_or(usize::MAX);
                let depth = self.depths.get(place).copied().filter(|depth| *depth > 0);
                depth.ok_or(Quarantine::Columns)?
            }
        };
        if action == Action::Make && outer >= DEPTH_MAX {
            return Err(Quarantine::Nested);
        }
        self.depths.push(if action == Action::Make { outer + 1 } else { 0 });
        Ok(())
    }

    const fn is_finished(&self) -> bool {
        self.object_actor.is_finished()
            && self.object_counter.is_finished()
            && self.key_actor.is_finished()
            && self.key_counter.is_finished()
            && self.key_name.is_finished()
            && self.insert.is_finished()
            && self.action.is_finished()
            && self.value_meta.is_finished()
            && self.value.0.is_empty()
            && self.predecessors.is_finished()
            && self.predecessor_actor.is_finished()
            && self.predecessor_counter.is_finished()
    }
}

fn step(is_of_a_counter: bool, size: u64) -> Result<(), Quarantine> {
    if is_of_a_counter && size > STEP_MAX { Err(Quarantine::Counters) } else { Ok(()) }
}
