//! A journal as the first version wrote it, statement by statement, and what the second finds in it.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that fails says so by panicking, and reads best in one line"
)]

use requite_record::{
    Edit, Facet, Field, Fresh, Heads, Kind, Merge, Scalar, Value, example, make_derived,
};
use requite_wire::{codec, compress::Packer};

use super::*;
use crate::{
    FileKey, Journal, ListQuery, Presence, SearchQuery,
    file::{self, Initializer, Step},
    journal::schema::V1,
};

/// The first version of the program.
struct First;

impl Initializer for First {
    const STEPS: &'static [Step] = &[Step::Sql(V1)];
}

fn key() -> FileKey {
    FileKey::new([7; 32])
}

fn kind() -> Kind {
    let body = Field::new("body", Merge::Text { max_bytes: 1 << 20 }).searched(1);
    let at = Field::new("at", Merge::Register(Scalar::Text { max_bytes: 64 }));
    Kind::new("note", vec![body, at]).ordered_by("at")
}

fn made(n: u8, at: &str, body: &str) -> (DocumentId, Fresh) {
    let id = DocumentId::new([n; 16]);
    let edits = [
        Edit::Set { field: "at".into(), value: Value::from(at) },
        Edit::Text { field: "body".into(), base: Heads::default(), text: body.into() },
    ];
    (id, make_derived(&kind(), id, &edits).unwrap().unwrap())
}

/// As the first version stored a record, all of it plain statements.
fn put(conn: &Connection, (id, fresh): &(DocumentId, Fresh), body: &str, document: &[u8]) {
    let example: Vec<u8> =
        conn.query_row("SELECT example FROM kind WHERE seq = 1", [], |row| row.get(0)).unwrap();
    let shown = serde_json::Value::Object(fresh.projection.fields.clone()).to_string();
    let plain = [shown.as_bytes(), body.as_bytes(), document].concat();
    let packed = Packer::new(&example).unwrap().pack(&plain).unwrap();
    conn.execute(
        "INSERT INTO record (id, kind, present, ord, heads, seen, facets, shown, searched, document)
         VALUES (?1, 1, 1, ?2, ?3, x'', x'00000001', ?4, ?5, ?6)",
        params![
            id.as_bytes(),
            fresh.projection.order,
            fresh.heads.to_bytes(),
            i64::try_from(shown.len()).unwrap(),
            i64::try_from(body.len()).unwrap(),
            i64::try_from(document.len()).unwrap()
        ],
    )
    .unwrap();
    let seq = conn.last_insert_rowid();
    conn.execute("INSERT INTO body (seq, body) VALUES (?1, ?2)", params![seq, packed]).unwrap();
    conn.execute(
        "INSERT INTO facet (term, present, ord, id) VALUES (1, 1, ?1, ?2)",
        params![fresh.projection.order, id.as_bytes()],
    )
    .unwrap();
    conn.execute(
        "INSERT INTO search (rowid, light, heavy) VALUES (?1, ?2, '')",
        params![seq, body],
    )
    .unwrap();
}

#[test]
fn a_journal_of_the_first_version_opens_with_all_that_was_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal");
    let conn = file::create::<First>(&path, &key()).unwrap();
    let example = example(&kind()).unwrap();
    conn.execute("INSERT INTO kind (name, example) VALUES ('note', ?1)", [&example]).unwrap();
    conn.execute("INSERT INTO term (kind, field, value) VALUES (1, 'tag', 'sea')", []).unwrap();
    let plain = made(1, "2026-11-23|UTC|day", "We walked by the sea, and she kept her word.");
    let other = made(2, "2026-11-24|UTC|day", "Her sea was a word, kept.");
    put(&conn, &plain, "We walked by the sea, and she kept her word.", &plain.1.bytes);
    // Edited once, it is a document of automerge's own form, which stays as it is.
    let saved = requite_record::Document::load("note", other.0, &other.1.bytes).unwrap().save();
    put(&conn, &other, "Her sea was a word, kept.", &saved);
    let heads = |fresh: &Fresh| ByteVec::from(fresh.heads.to_bytes());
    let changes: Vec<OldChange> = vec![
        (plain.0.as_bytes().to_vec().into(), None, heads(&plain.1)),
        (other.0.as_bytes().to_vec().into(), Some(heads(&plain.1)), heads(&other.1)),
    ];
    conn.execute("INSERT INTO act (label, changes) VALUES ('w', ?1)", [codec::encode(&changes)])
        .unwrap();
    drop(conn);

    for opened in 1..=2 {
        let mut journal = Journal::open(&path, &key()).unwrap();
        assert!(journal.check().unwrap().iter().all(|finding| finding.ok), "opened {opened} times");
        journal
            .read(|journal| {
                for ((id, fresh), bytes) in [(&plain, &plain.1.bytes), (&other, &saved)] {
                    let document = journal.document(*id)?.unwrap();
                    assert_eq!((&document.heads, &document.bytes), (&fresh.heads, bytes));
                    assert_eq!(journal.seen(*id)?.as_ref(), Some(&fresh.heads));
                    assert_eq!(journal.row(*id)?.unwrap().fields, fresh.projection.fields);
                }
                let tagged = vec![Facet { field: "tag".into(), value: "sea".into() }];
                let page =
                    journal.list(&ListQuery { facets: tagged.clone(), ..ListQuery::of("note") })?;
                let ids: Vec<DocumentId> = page.items.iter().map(|row| row.id).collect();
                assert_eq!(ids, [other.0, plain.0]);
                assert_eq!(journal.count("note", Presence::Present)?, 2);
                let found = |text: &str| -> Result<Vec<DocumentId>, StoreError> {
                    let query =
                        SearchQuery { facets: tagged.clone(), ..SearchQuery::of("note", text) };
                    Ok(journal.search(&query)?.items.into_iter().map(|hit| hit.row.id).collect())
                };
                assert_eq!(found("sea word")?, [other.0, plain.0]);
                assert_eq!(found("\"kept her word\"")?, [plain.0]);
                let act = journal.last_act()?.unwrap();
                let between = Some((plain.1.heads.clone(), other.1.heads.clone()));
                assert_eq!(act.changes, [(plain.0, None), (other.0, between)]);
                Ok::<_, StoreError>(())
            })
            .unwrap();
    }
}
