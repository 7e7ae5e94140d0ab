//! A change of automerge's binary format (automerge.org/automerge-binary-format-spec, "change chunk"), written by hand: for
//! changes that only make things, byte for byte what automerge writes, at a small part of the cost. `tests/fresh.rs`
//! compares the two.

use sha2::{Digest, Sha256};

const MAGIC: [u8; 4] = [0x85, 0x6f, 0x4a, 0x83];
const CHUNK_CHANGE: u8 = 1;

/// Columns by their numbers in the format.
const OBJ_ACTOR: u8 = 0x01;
const OBJ_COUNTER: u8 = 0x02;
const KEY_ACTOR: u8 = 0x11;
const KEY_COUNTER: u8 = 0x13;
const KEY_STRING: u8 = 0x15;
const INSERT: u8 = 0x34;
const ACTION: u8 = 0x42;
const VALUE_META: u8 = 0x56;
const VALUE: u8 = 0x57;
const PREDECESSORS: u8 = 0x70;

/// The author of the change itself, among the actors that it names.
const OWN: u64 = 0;
/// The one other: the author of the genesis.
const OTHER: u64 = 1;

/// What an operation makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Makes {
    Map = 0,
    Value = 1,
    Text = 4,
}

/// Where an operation stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Key<'a> {
    /// Under a name in a map.
    Name(&'a str),
    /// At the front of a text.
    Front,
    /// Behind the character that the operation of this counter made.
    Behind(u64),
}

/// A value as the format spells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Plain<'a> {
    Null,
    True,
    False,
    Uint(u64),
    Int(i64),
    Str(&'a str),
    Counter(i64),
}

/// Makes one thing. The containers of others are those of the genesis, by their counter; none is the root.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Op<'a> {
    pub(crate) container: Option<u64>,
    pub(crate) key: Key<'a>,
    pub(crate) makes: Makes,
    pub(crate) value: Plain<'a>,
}

/// Who wrote a change, and upon what.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Author<'a> {
    pub(crate) actor: [u8; 16],
    pub(crate) start: u64,
    pub(crate) seconds: i64,
    /// Actor and hash of the genesis that it builds upon; none for the genesis itself.
    pub(crate) upon: Option<(&'a [u8; 16], &'a [u8; 32])>,
}

/// The bytes of a change and its hash.
pub(crate) fn write(author: &Author<'_>, ops: &[Op<'_>]) -> (Vec<u8>, [u8; 32]) {
    let mut body = Vec::with_capacity(256 + ops.len());
    match author.upon {
        None => uleb(&mut body, 0),
        Some((_, hash)) => {
            uleb(&mut body, 1);
            body.extend(hash);
        }
    }
    counted(&mut body, &author.actor);
    uleb(&mut body, 1);
    uleb(&mut body, author.start);
    leb(&mut body, author.seconds);
    counted(&mut body, b"");
    let names_other = ops.iter().any(|op| op.container.is_some());
    match author.upon.filter(|_| names_other) {
        None => uleb(&mut body, 0),
        Some((actor, _)) => {
            uleb(&mut body, 1);
            counted(&mut body, actor);
        }
    }
    let columns: Vec<(u8, Vec<u8>)> =
        columns(ops).into_iter().filter(|(_, data)| !data.is_empty()).collect();
    uleb(&mut body, size(columns.len()));
    for (column, data) in &columns {
        uleb(&mut body, u64::from(*column));
        uleb(&mut body, size(data.len()));
    }
    for (_, data) in &columns {
        body.extend(data);
    }
    frame(&body)
}

/// A change from its content, as a chunk, and its hash.
pub(crate) fn frame(content: &[u8]) -> (Vec<u8>, [u8; 32]) {
    let mut hashed = Vec::with_capacity(8 + content.len());
    hashed.push(CHUNK_CHANGE);
    counted(&mut hashed, content);
    let hash: [u8; 32] = Sha256::digest(&hashed).into();
    let mut chunk = Vec::with_capacity(8 + hashed.len());
    chunk.extend(MAGIC);
    chunk.extend(hash.iter().take(4));
    chunk.extend(hashed);
    (chunk, hash)
}

/// The content of a chunk that is one change and nothing else.
pub(crate) fn content(chunk: &[u8]) -> Option<&[u8]> {
    let (&kind, rest) = chunk.strip_prefix(&MAGIC)?.get(4..)?.split_first()?;
    let (len, content) = read_uleb(rest)?;
    (kind == CHUNK_CHANGE && size(content.len()) == len).then_some(content)
}

fn columns(ops: &[Op<'_>]) -> [(u8, Vec<u8>); 10] {
    let number = |out: &mut Vec<u8>, n: &u64| uleb(out, *n);
    let container = ops.iter().map(|op| op.container);
    let key_actor = ops.iter().map(|op| matches!(op.key, Key::Behind(_)).then_some(OWN));
    let name = ops.iter().map(|op| if let Key::Name(name) = op.key { Some(name) } else { None });
    let mut raw = Vec::with_capacity(ops.len());
    let metas: Vec<Option<u64>> = ops.iter().map(|op| Some(value(&op.value, &mut raw))).collect();
    let makes = ops.iter().map(|op| Some(u64::from(op.makes as u8)));
    [
        (OBJ_ACTOR, runs(container.clone().map(|counter| counter.map(|_| OTHER)), number)),
        (OBJ_COUNTER, runs(container, number)),
        (KEY_ACTOR, runs(key_actor, number)),
        (KEY_COUNTER, runs(deltas(ops).into_iter(), |out, n| leb(out, *n))),
        (KEY_STRING, runs(name, |out, name| counted(out, name.as_bytes()))),
        (INSERT, booleans(ops.iter().map(|op| !matches!(op.key, Key::Name(_))))),
        (ACTION, runs(makes, number)),
        (VALUE_META, runs(metas.into_iter(), number)),
        (VALUE, raw),
        (PREDECESSORS, runs(ops.iter().map(|_| Some(0)), number)),
    ]
}

/// Counters of keys, each as the difference to the one before it.
fn deltas(ops: &[Op<'_>]) -> Vec<Option<i64>> {
    let mut before = 0;
    let mut delta = |counter: u64| {
        let counter = i64::try_from(counter).unwrap_or(i64::MAX);
        let delta = counter - before;
        before = counter;
        Some(delta)
    };
    ops.iter()
        .map(|op| match op.key {
            Key::Name(_) => None,
            Key::Front => delta(0),
            Key::Behind(counter) => delta(counter),
        })
        .collect()
}

/// Appends a value's bytes and returns its length and type.
fn value(value: &Plain<'_>, raw: &mut Vec<u8>) -> u64 {
    let start = raw.len();
    let kind = match value {
        Plain::Null => 0,
        Plain::False => 1,
        Plain::True => 2,
        Plain::Uint(n) => {
            uleb(raw, *n);
            3
        }
        Plain::Int(n) => {
            leb(raw, *n);
            4
        }
        Plain::Str(text) => {
            raw.extend(text.as_bytes());
            6
        }
        Plain::Counter(n) => {
            leb(raw, *n);
            8
        }
    };
    size(raw.len() - start) << 4 | kind
}

/// Run-length encoding: `n > 0` repeats one value, `n < 0` begins so many that all differ from their neighbours, 0 a run of
/// nulls. Nothing at all where everything is null.
fn runs<T: PartialEq>(
    values: impl Iterator<Item = Option<T>>,
    write: impl Fn(&mut Vec<u8>, &T),
) -> Vec<u8> {
    let mut grouped: Vec<(Option<T>, i64)> = Vec::new();
    for value in values {
        match grouped.last_mut() {
            Some((last, count)) if *last == value => *count += 1,
            Some(_) | None => grouped.push((value, 1)),
        }
    }
    let mut out = Vec::new();
    if grouped.iter().all(|(value, _)| value.is_none()) {
        return out;
    }
    let is_literal = |(value, count): &(Option<T>, i64)| value.is_some() && *count == 1;
    let mut rest = grouped.as_slice();
    while let Some((first, after)) = rest.split_first() {
        let literals = rest.iter().take_while(|group| is_literal(group)).count();
        if literals > 0 {
            let (here, next) = rest.split_at(literals);
            leb(&mut out, -i64::try_from(literals).unwrap_or(i64::MAX));
            here.iter().filter_map(|(value, _)| value.as_ref()).for_each(|v| write(&mut out, v));
            rest = next;
            continue;
        }
        match first {
            (Some(value), count) => {
                leb(&mut out, *count);
                write(&mut out, value);
            }
            (None, count) => {
                leb(&mut out, 0);
                uleb(&mut out, count.unsigned_abs());
            }
        }
        rest = after;
    }
    out
}

/// Lengths of alternating runs, the first of them of `false`.
fn booleans(values: impl Iterator<Item = bool>) -> Vec<u8> {
    let mut out = Vec::new();
    let (mut last, mut count) = (false, 0);
    for value in values {
        if value != last {
            uleb(&mut out, count);
            (last, count) = (value, 0);
        }
        count += 1;
    }
    uleb(&mut out, count);
    out
}

fn counted(out: &mut Vec<u8>, bytes: &[u8]) {
    uleb(out, size(bytes.len()));
    out.extend(bytes);
}

pub(crate) fn size(len: usize) -> u64 {
    u64::try_from(len).unwrap_or(u64::MAX)
}

/// A number, and what is behind it.
pub(crate) fn read_uleb(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let len = 1 + bytes.iter().take(9).take_while(|byte| **byte >= 0x80).count();
    let (number, rest) = bytes.split_at_checked(len)?;
    let parts = number.iter().rev();
    Some((parts.fold(0, |number, byte| number << 7 | u64::from(byte & 0x7f)), rest))
}

pub(crate) fn uleb(out: &mut Vec<u8>, mut n: u64) {
    while n >= 0x80 {
        out.push(u8::try_from(n & 0x7f).unwrap_or(0) | 0x80);
        n >>= 7;
    }
    out.push(u8::try_from(n).unwrap_or(0));
}

fn leb(out: &mut Vec<u8>, mut n: i64) {
    loop {
        let byte = u8::try_from(n & 0x7f).unwrap_or(0);
        n >>= 7;
        let is_last = (n == 0 && byte & 0x40 == 0) || (n == -1 && byte & 0x40 != 0);
        if is_last {
            out.push(byte);
            return;
        }
        out.push(byte | 0x80);
    }
}
