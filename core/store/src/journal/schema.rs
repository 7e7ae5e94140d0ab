//! The tables of the journal. Comments stand inside the statements, so that `.schema` shows them.

use crate::file::Initializer;

pub(super) struct Tables;

impl Initializer for Tables {
    const STEPS: &'static [&'static str] = &[V1];
}

const V1: &str = "
CREATE TABLE document ( -- the truth: automerge documents, whole history
    id BLOB PRIMARY KEY NOT NULL,
    kind TEXT NOT NULL, -- may be one that this version does not know
    heads BLOB NOT NULL,
    bytes BLOB NOT NULL
) WITHOUT ROWID;

CREATE TABLE record ( -- what lists show, computed from document; only for known kinds
    seq INTEGER PRIMARY KEY, -- rowid of the search entry
    id BLOB NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    present INTEGER NOT NULL, -- 0: in the trash
    ord TEXT NOT NULL, -- newest first, ties by id
    fields TEXT NOT NULL, -- JSON; long texts are excerpts
    marks TEXT, -- JSON; NULL: none
    heads BLOB NOT NULL,
    searched BLOB -- zstd of the whole searched text, for snippets; NULL: none
);
CREATE INDEX record_list ON record (kind, present, ord, id);

CREATE TABLE facet ( -- what lists are filtered by
    kind TEXT NOT NULL,
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    present INTEGER NOT NULL,
    ord TEXT NOT NULL,
    id BLOB NOT NULL,
    PRIMARY KEY (kind, field, value, present, ord, id)
) WITHOUT ROWID;
CREATE INDEX facet_of ON facet (id);

CREATE VIRTUAL TABLE search USING fts5 ( -- folded words of present records; the text itself is in record.searched
    heavy, light,
    content = '', contentless_delete = 1,
    tokenize = \"unicode61 remove_diacritics 0 categories 'L* N* Co Mn Mc'\"
);

CREATE TABLE unsealed ( -- own changes that wait for an envelope, in order
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    lane INTEGER NOT NULL, -- 0 own, 1 import
    document BLOB NOT NULL,
    kind TEXT NOT NULL,
    change BLOB NOT NULL,
    adopted BLOB -- whose it was, where it is passed on for a device that was removed
);

CREATE TABLE sealed ( -- own envelopes that the mail file may not have yet
    n INTEGER PRIMARY KEY,
    envelope BLOB NOT NULL
);

CREATE TABLE chain ( -- the end of the own chain; one row
    one INTEGER PRIMARY KEY CHECK (one = 1),
    n INTEGER NOT NULL,
    hash BLOB NOT NULL
);

CREATE TABLE opened ( -- how far each chain in the mail file has been opened into documents
    device BLOB PRIMARY KEY NOT NULL,
    n INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE keyless ( -- envelopes that were passed over because their key is not here yet
    device BLOB NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (device, n)
) WITHOUT ROWID;

CREATE TABLE vouched ( -- how far others say, under seal, that a device has written
    device BLOB PRIMARY KEY NOT NULL,
    n INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE wrote_under ( -- the roster head that a device sealed last: it never goes back
    device BLOB PRIMARY KEY NOT NULL,
    head BLOB NOT NULL
) WITHOUT ROWID;

CREATE TABLE adopted ( -- up to where changes of a removed device were passed on
    device BLOB PRIMARY KEY NOT NULL,
    n INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE pending ( -- foreign changes that wait for others before them
    document BLOB NOT NULL,
    kind TEXT NOT NULL,
    change BLOB NOT NULL
);
CREATE INDEX pending_of ON pending (document);

CREATE TABLE quarantine ( -- what came and was not applied; the envelope itself stays in the mail file
    device BLOB NOT NULL,
    n INTEGER NOT NULL,
    document BLOB, -- NULL: the whole envelope
    reason TEXT NOT NULL
);

CREATE TABLE seen ( -- which state of a record the person last had before them here: the base of the next edit
    document BLOB PRIMARY KEY NOT NULL,
    heads BLOB NOT NULL
) WITHOUT ROWID;

CREATE TABLE act ( -- what was done on this device, to be undone
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    label TEXT NOT NULL,
    changes BLOB NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX act_open ON act (undone, id);

CREATE TABLE author ( -- which device an actor of the documents was, as its envelopes say
    actor BLOB PRIMARY KEY NOT NULL,
    device BLOB NOT NULL
) WITHOUT ROWID;

CREATE TABLE setting ( -- small values and secrets by name
    name TEXT PRIMARY KEY NOT NULL,
    value BLOB NOT NULL
) WITHOUT ROWID;
";
