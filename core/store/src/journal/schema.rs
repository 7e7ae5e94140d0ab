//! The tables of the journal. Comments stand inside the statements, so that `.schema` shows them.

use super::renewal;
use crate::file::{Initializer, Step};

pub(super) struct Tables;

impl Initializer for Tables {
    const STEPS: &'static [Step] = &[Step::Sql(V1), Step::Code(renewal::renew)];
}

pub(super) const V1: &str = "
CREATE TABLE kind ( -- kinds of records by number
    seq INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE, -- may be one that this version does not know
    example BLOB NOT NULL -- an empty record of the kind, against which record.body is compressed
);

CREATE TABLE record ( -- what records are found by; short, since ranking and counting walk over many
    seq INTEGER PRIMARY KEY, -- rowid of the search entry
    id BLOB NOT NULL UNIQUE,
    kind INTEGER NOT NULL,
    present INTEGER, -- 0: in the trash; NULL: of a kind that this version does not know
    ord TEXT NOT NULL, -- newest first, ties by id
    heads BLOB NOT NULL,
    seen BLOB, -- the state that the person last had before them here; empty: heads; NULL: none
    marks TEXT, -- JSON; NULL: none
    facets BLOB, -- numbers of terms, 4 bytes each; NULL: none
    shown INTEGER NOT NULL, -- bytes of its body that lists show: JSON of the fields, long texts as excerpts
    searched INTEGER NOT NULL, -- bytes of body behind them: the searched text, for snippets
    document INTEGER NOT NULL -- bytes of body behind them: the automerge document, whole history
);

CREATE TABLE body ( -- the truth
    seq INTEGER PRIMARY KEY, -- of the record
    body BLOB NOT NULL -- zstd of the three: what two of them both hold is stored once
);
CREATE INDEX record_list ON record (kind, present, ord, id);

CREATE TABLE term ( -- values that lists are filtered by, by number
    seq INTEGER PRIMARY KEY,
    kind INTEGER NOT NULL,
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    UNIQUE (kind, field, value)
);

CREATE TABLE facet ( -- which records have them
    term INTEGER NOT NULL,
    present INTEGER NOT NULL,
    ord TEXT NOT NULL,
    id BLOB NOT NULL,
    PRIMARY KEY (term, present, ord, id)
) WITHOUT ROWID;

CREATE VIRTUAL TABLE search USING fts5 ( -- folded words of present records; the text itself is in body
    light, heavy, -- the first column's hits need no column number, and most text is light
    content = '', contentless_delete = 1,
    tokenize = \"unicode61 remove_diacritics 0 categories 'L* N* Co Mn Mc'\"
);
INSERT INTO search (search, rank) VALUES ('pgsz', 8000); -- one of its pages in one of the file's

CREATE TABLE unsealed ( -- own changes that wait for an envelope, in order
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    lane INTEGER NOT NULL, -- 0 own, 1 import
    document BLOB NOT NULL,
    kind TEXT NOT NULL,
    change BLOB NOT NULL,
    adopted BLOB -- whose it was, where it is passed on for a device that was removed
);

CREATE TABLE sealed ( -- own envelopes that the mail file may not have yet; some of the last it may
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

/// What took more room than it needed is made anew; [`renewal`] fills it.
pub(super) const V2: &str = "
DROP INDEX record_list;
ALTER TABLE record RENAME TO old_record;
DROP TABLE facet;
DROP TABLE search;

CREATE TABLE record ( -- what records are found by; short, since ranking and counting walk over many
    seq INTEGER PRIMARY KEY, -- rowid of the search entry
    id BLOB NOT NULL, -- of one record only: nothing is written here but under the writer's lock, and looked up first
    kind INTEGER NOT NULL,
    present INTEGER, -- 0: in the trash; NULL: of a kind that this version does not know
    ord TEXT NOT NULL, -- newest first, ties by id
    rough INTEGER NOT NULL, -- the beginning of ord as a number that is never out of order: short, for indices
    heads BLOB NOT NULL, -- empty: they follow from the document
    seen BLOB, -- the state that the person last had before them here; empty: that of the document; NULL: none
    marks TEXT, -- JSON; NULL: none
    facets BLOB, -- numbers of terms, 4 bytes each; NULL: none
    shown INTEGER NOT NULL, -- bytes of its body that lists show: JSON of the fields, long texts as excerpts
    searched INTEGER NOT NULL, -- bytes of body behind them: the searched text, for snippets
    document INTEGER NOT NULL -- bytes of body behind them: the automerge document, whole history, without what follows from kind and id
);
CREATE INDEX record_id ON record (substr(id, 1, 5)); -- few share the beginning of their id, and an index of whole ids is long
CREATE INDEX record_list ON record (kind, present, rough);

CREATE TABLE facet ( -- which records have the values that lists are filtered by
    term INTEGER NOT NULL,
    present INTEGER NOT NULL,
    rough INTEGER NOT NULL, -- of the record
    seq INTEGER NOT NULL, -- of the record
    PRIMARY KEY (term, present, rough, seq)
) WITHOUT ROWID;

CREATE VIRTUAL TABLE search USING fts5 ( -- the words of present records, each once, folded; marked ones are there often; the text itself is in body
    words,
    content = '', contentless_delete = 1, detail = none, -- the order of words is looked up in the text
    tokenize = 'ascii' -- words come divided, with spaces between
);
INSERT INTO search (search, rank) VALUES ('pgsz', 8000); -- one of its pages in one of the file's
";
