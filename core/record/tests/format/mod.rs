//! Changes written by hand, byte by byte, as somebody would who means harm.

#![allow(dead_code, reason = "every test file takes what it needs")]

use sha2::{Digest, Sha256};

pub(crate) const OBJECT_ACTOR: u64 = 0x01;
pub(crate) const OBJECT_COUNTER: u64 = 0x02;
pub(crate) const KEY_ACTOR: u64 = 0x11;
pub(crate) const KEY_COUNTER: u64 = 0x13;
pub(crate) const KEY_NAME: u64 = 0x15;
pub(crate) const INSERT: u64 = 0x34;
pub(crate) const ACTION: u64 = 0x42;
pub(crate) const VALUE_META: u64 = 0x56;
pub(crate) const VALUE: u64 = 0x57;
pub(crate) const PREDECESSORS: u64 = 0x70;
pub(crate) const PREDECESSOR_ACTOR: u64 = 0x71;
pub(crate) const PREDECESSOR_COUNTER: u64 = 0x73;

pub(crate) const MAKE_MAP: u8 = 0;
pub(crate) const PUT: u8 = 1;
pub(crate) const MAKE_LIST: u8 = 2;

/// A number of the format, 7 bits a byte.
pub(crate) fn uleb(mut number: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    loop {
        let byte = u8::try_from(number & 0x7f).unwrap();
        number >>= 7;
        bytes.push(if number > 0 { byte | 0x80 } else { byte });
        if number == 0 {
            return bytes;
        }
    }
}

/// The same for numbers with a sign.
pub(crate) fn leb(number: i64) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = number;
    loop {
        let byte = u8::try_from(rest & 0x7f).unwrap();
        rest >>= 7;
        let is_last = (rest == 0 && byte & 0x40 == 0) || (rest == -1 && byte & 0x40 != 0);
        bytes.push(if is_last { byte } else { byte | 0x80 });
        if is_last {
            return bytes;
        }
    }
}

pub(crate) fn number(n: usize) -> Vec<u8> {
    uleb(u64::try_from(n).unwrap())
}

/// `n` times the same, already spelled, value.
pub(crate) fn run(n: u64, value: &[u8]) -> Vec<u8> {
    [leb(i64::try_from(n).unwrap()).as_slice(), value].concat()
}

/// `n` nulls.
pub(crate) fn nulls(n: u64) -> Vec<u8> {
    [vec![0], uleb(n)].concat()
}

/// Values as they are.
pub(crate) fn each(values: &[Vec<u8>]) -> Vec<u8> {
    [leb(-i64::try_from(values.len()).unwrap()), values.concat()].concat()
}

/// A chunk around this content, with a right length and checksum.
pub(crate) fn chunk(content: &[u8]) -> Vec<u8> {
    let hashed = [&[1], number(content.len()).as_slice(), content].concat();
    let checksum = Sha256::digest(&hashed);
    [&[0x85, 0x6f, 0x4a, 0x83], &checksum[..4], &hashed].concat()
}

/// What is inside a change chunk.
pub(crate) fn content(change: &[u8]) -> Vec<u8> {
    let len = change[9..].iter().position(|byte| byte & 0x80 == 0).unwrap() + 1;
    change[9 + len..].to_vec()
}

/// A change, part by part.
#[derive(Clone)]
pub(crate) struct HandMade {
    pub(crate) deps: Vec<[u8; 32]>,
    pub(crate) actor: Vec<u8>,
    pub(crate) sequence: u64,
    pub(crate) start: u64,
    pub(crate) time: i64,
    pub(crate) message: Vec<u8>,
    pub(crate) others: Vec<Vec<u8>>,
    pub(crate) columns: Vec<(u64, Vec<u8>)>,
}

impl HandMade {
    /// The first of nobody's changes, with operations from the hundredth on.
    pub(crate) fn new(deps: &[[u8; 32]], columns: Vec<(u64, Vec<u8>)>) -> Self {
        Self {
            deps: deps.to_vec(),
            actor: vec![77],
            sequence: 1,
            start: 100,
            time: 0,
            message: Vec::new(),
            others: Vec::new(),
            columns,
        }
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut bytes = number(self.deps.len());
        self.deps.iter().for_each(|dep| bytes.extend(dep));
        let prefixed = |part: &[u8]| [number(part.len()).as_slice(), part].concat();
        bytes.extend(prefixed(&self.actor));
        bytes.extend([uleb(self.sequence), uleb(self.start), leb(self.time)].concat());
        bytes.extend(prefixed(&self.message));
        bytes.extend(number(self.others.len()));
        self.others.iter().for_each(|other| bytes.extend(prefixed(other)));
        bytes.extend(number(self.columns.len()));
        for (column, data) in &self.columns {
            bytes.extend([uleb(*column), number(data.len())].concat());
        }
        self.columns.iter().for_each(|(_, data)| bytes.extend(data));
        chunk(&bytes)
    }
}

/// A list named `l` at the root, and `n` (at least four) nulls in it, one behind the other: nothing is wrong with it but
/// its size.
pub(crate) fn list_of_nulls(deps: &[[u8; 32]], n: u64) -> HandMade {
    let mut change = HandMade::new(deps, Vec::new());
    let start = change.start;
    // The keys: none for the list itself, the head for the first null, then each element behind the one before.
    let first = i64::try_from(start).unwrap() + 1;
    let keys = [nulls(1), each(&[leb(0), leb(first)]), run(n - 2, &leb(1))].concat();
    let actors = [nulls(2), run(n - 1, &[0])].concat();
    change.columns = vec![
        (OBJECT_ACTOR, [nulls(1), run(n, &[0])].concat()),
        (OBJECT_COUNTER, [nulls(1), run(n, &uleb(start))].concat()),
        (KEY_ACTOR, actors),
        (KEY_COUNTER, keys),
        (KEY_NAME, [each(&[vec![1, b'l']]), nulls(n)].concat()),
        (INSERT, [uleb(1), uleb(n)].concat()),
        (ACTION, [each(&[vec![MAKE_LIST]]), run(n, &[PUT])].concat()),
        (VALUE_META, run(n + 1, &[0])),
        (PREDECESSORS, run(n + 1, &[0])),
    ];
    change
}

/// Maps within each other, `depth` of them; the outermost lies in an object of another change, or at the root.
pub(crate) fn nested(deps: &[[u8; 32]], start: u64, outer: Option<u64>, depth: u64) -> HandMade {
    let mut change = HandMade::new(deps, Vec::new());
    change.start = start;
    let inner: Vec<Vec<u8>> = outer
        .into_iter()
        .chain((0..depth - 1).map(|i| start.saturating_add(i)))
        .map(uleb)
        .collect();
    let actors = u64::try_from(inner.len()).unwrap();
    let at_root = if outer.is_none() { nulls(1) } else { Vec::new() };
    let actors = if actors == 1 { each(&[vec![0]]) } else { run(actors, &[0]) };
    change.columns = vec![
        (OBJECT_ACTOR, [at_root.clone(), actors].concat()),
        (OBJECT_COUNTER, [at_root, each(&inner)].concat()),
        (KEY_NAME, run(depth, &[1, b'm'])),
        (INSERT, uleb(depth)),
        (ACTION, run(depth, &[MAKE_MAP])),
        (VALUE_META, run(depth, &[0])),
        (PREDECESSORS, run(depth, &[0])),
    ];
    change
}
