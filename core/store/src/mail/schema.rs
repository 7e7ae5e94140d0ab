//! The tables of the mail file. Comments stand inside the statements, so that `.schema` shows them.

use crate::file::{Initializer, Step};

pub(super) struct Tables;

impl Initializer for Tables {
    const STEPS: &'static [Step] = &[Step::Sql(V1)];
}

const V1: &str = "
CREATE TABLE envelope ( -- every chain from its start, own and others', byte for byte as sealed; with a rowid, since long rows fill pages badly without
    device BLOB NOT NULL,
    n INTEGER NOT NULL,
    hash BLOB NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (device, n)
);

CREATE TABLE forked ( -- a second envelope under a number that was taken: evidence
    device BLOB NOT NULL,
    n INTEGER NOT NULL,
    hash BLOB NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (device, n, hash)
) WITHOUT ROWID;

CREATE TABLE tip ( -- the end of each chain
    device BLOB PRIMARY KEY NOT NULL,
    n INTEGER NOT NULL,
    hash BLOB NOT NULL
) WITHOUT ROWID;

CREATE TABLE roster ( -- entries in the order in which they were admitted
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    hash BLOB NOT NULL UNIQUE,
    body BLOB NOT NULL,
    seen_ms INTEGER NOT NULL -- when this device first saw it, by its own clock
);

CREATE TABLE alarm ( -- what was noticed and stands
    code TEXT NOT NULL,
    about TEXT NOT NULL, -- a device's id or a relay's address
    count INTEGER NOT NULL,
    since_ms INTEGER NOT NULL,
    PRIMARY KEY (code, about)
) WITHOUT ROWID;

CREATE TABLE cursor ( -- how far each relay was read
    relay TEXT PRIMARY KEY NOT NULL,
    generation BLOB NOT NULL,
    after INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE heard ( -- when something of a device last arrived
    device BLOB PRIMARY KEY NOT NULL,
    at_ms INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE setting ( -- small values and secrets by name
    name TEXT PRIMARY KEY NOT NULL,
    value BLOB NOT NULL
) WITHOUT ROWID;
";
