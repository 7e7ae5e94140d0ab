//! The engine without the practice: an app's own kinds of records, declared when it starts.

mod declared;

use std::{
    path::PathBuf,
    sync::{Arc, Mutex},
    time::Duration,
};

use requite_engine::{
    Cursor, DocumentId, Edit as EditIn, Engine as Inner, Facet, Kind as KindIn, ListQuery, Lock,
    Row as RowIn, SearchQuery as SearchIn, Setup, Write, block_on, unlock,
};
use zeroize::Zeroizing;

use crate::{
    EngineError,
    at::At,
    desk::{Desk, held},
    devices::{Devices, Joined, Joining, until_told},
    engine::{kept, life, rehearsed},
    hub::{ChangeListener, Subscription},
    journal::{Mark, Undone},
    log::LogSink,
    mirror::Cross,
    open::{Face, Open},
    sides::aside,
    sync::{Sync, address},
    vault::{Asking, KeyVault},
};

pub use declared::{Edit, Field, Kind, Merge, Scalar, Value};
use declared::{declared, edit};

/// Edits of one record.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct RecordWrite {
    /// Its id, of [`RecordEngine::new_id`]; one that is not there is made.
    pub id: String,
    /// Its kind.
    pub kind: String,
    /// What to do.
    pub edits: Vec<Edit>,
}

/// A record.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Record {
    /// Its id.
    pub id: String,
    /// Its kind.
    pub kind: String,
    /// Whether it is there, that is, not in the trash.
    pub present: bool,
    /// Its fields as a JSON object. In lists and searches long texts are cut.
    pub json: String,
    /// Its state: the `base` of an edit of its texts.
    pub heads: String,
    /// Places that two devices both changed and nobody has looked at.
    pub marks: Vec<Mark>,
}

/// A page of records.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct RecordPage {
    /// The records.
    pub items: Vec<Record>,
    /// Where the next page begins; none on the last.
    pub next: Option<String>,
}

/// A value that a list is filtered by.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Filter {
    /// An indexed field.
    pub field: String,
    /// Its value; numbers and flags spelled out.
    pub value: String,
}

/// Which records.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct RecordQuery {
    /// The kind.
    pub kind: String,
    /// Words to search for, best hits first; none lists newest first.
    #[uniffi(default = None)]
    pub words: Option<String>,
    /// Values that all must be there.
    #[uniffi(default = [])]
    pub filters: Vec<Filter>,
    /// Records of a page.
    #[uniffi(default = 50)]
    pub limit: u32,
    /// Where the page before ended.
    #[uniffi(default = None)]
    pub cursor: Option<String>,
}

/// A vault with an app's own kinds of records.
#[derive(uniffi::Object)]
pub struct RecordEngine {
    desk: Arc<Desk>,
    words: Mutex<Option<Zeroizing<String>>>,
    /// The names of the kinds that were declared.
    kinds: Arc<[&'static str]>,
}

#[uniffi::export]
impl RecordEngine {
    /// Makes a new vault in an empty folder. The recovery words are then waiting in [`RecordEngine::take_words`], once.
    #[uniffi::constructor]
    pub async fn create(
        folder: String,
        kinds: Vec<Kind>,
        device_name: String,
        passphrase: String,
    ) -> Result<Arc<Self>, EngineError> {
        let passphrase = Zeroizing::new(passphrase);
        aside(move || {
            let (path, kinds) = (PathBuf::from(folder), declared(kinds)?);
            let setup = Setup::new(&path, Face::schema(&kinds)?);
            let (engine, words) = setup.create(&device_name, Lock::Passphrase(&passphrase))?;
            let words = Zeroizing::new(words.reveal().to_owned());
            let keys = unlock(&path, &passphrase)?;
            Self::over(path, kinds, engine, keys, Some(words))
        })
        .await
    }

    /// Opens the vault in a folder.
    #[uniffi::constructor]
    pub async fn open(
        folder: String,
        kinds: Vec<Kind>,
        passphrase: String,
    ) -> Result<Arc<Self>, EngineError> {
        let passphrase = Zeroizing::new(passphrase);
        aside(move || {
            let (path, kinds) = (PathBuf::from(folder), declared(kinds)?);
            let keys = unlock(&path, &passphrase)?;
            let schema = Face::schema(&kinds)?;
            let with = requite_engine::Unlock::Keys(crate::open::copy(&keys));
            let engine = Setup::new(&path, schema).open(with)?;
            Self::over(path, kinds, engine, keys, None)
        })
        .await
    }

    /// Brings a vault onto this device by its recovery words. The first sync then fetches it.
    #[uniffi::constructor]
    pub async fn restore(
        folder: String,
        kinds: Vec<Kind>,
        words: String,
        relay: String,
        device_name: String,
        passphrase: String,
    ) -> Result<Arc<Self>, EngineError> {
        let (words, passphrase) = (Zeroizing::new(words), Zeroizing::new(passphrase));
        aside(move || {
            let (path, kinds, url) = (PathBuf::from(folder), declared(kinds)?, address(&relay)?);
            let setup = Setup::new(&path, Face::schema(&kinds)?);
            let lock = Lock::Passphrase(&passphrase);
            let engine = block_on(setup.restore(&words, &url, &device_name, lock))??;
            let keys = unlock(&path, &passphrase)?;
            Self::over(path, kinds, engine, keys, None)
        })
        .await
    }

    /// The end of [`join_records`].
    #[uniffi::constructor]
    pub async fn joined(joining: Arc<Joining>, kinds: Vec<Kind>) -> Result<Arc<Self>, EngineError> {
        let kinds = declared(kinds)?;
        let Joined { folder, open, keys, .. } = joining.outcome().await?;
        Self::at_desk(folder, kinds, open, keys, None)
    }

    /// The recovery words of a vault that was just made: once. None afterwards.
    pub fn take_words(&self) -> Option<String> {
        held(&self.words).take().map(|words| words.as_str().to_owned())
    }

    /// A random id for a new record.
    pub async fn new_id(&self) -> Result<String, EngineError> {
        self.desk.ask(|open| Ok(open.engine().new_id().to_string())).await
    }

    /// Commits edits, all or none, as one act that can be undone. Durable when this returns.
    pub async fn commit(&self, label: String, writes: Vec<RecordWrite>) -> Result<(), EngineError> {
        let kinds = Arc::clone(&self.kinds);
        self.desk
            .ask(move |open| {
                let Open::Alone(engine) = open else { return Err(EngineError::internal(0)) };
                let writes: Result<Vec<Write>, EngineError> =
                    writes.into_iter().map(|one| write(&kinds, one)).collect();
                engine.commit(&label, &writes?)?;
                Ok(())
            })
            .await
    }

    /// A page of records.
    pub async fn list(&self, query: RecordQuery) -> Result<RecordPage, EngineError> {
        self.desk.ask(move |open| page(open.engine(), query)).await
    }

    /// A record in full.
    pub async fn get(&self, id: String) -> Result<Record, EngineError> {
        self.desk
            .ask(move |open| {
                let it = open.engine().open_record(record_id(&id)?)?;
                Ok(Record {
                    id: it.id.to_string(),
                    kind: it.kind,
                    present: it.present,
                    json: json(&it.fields),
                    heads: it.heads.to_string(),
                    marks: it.marks.cross(),
                })
            })
            .await
    }

    /// Takes back this device's last act.
    pub async fn undo(&self) -> Result<Undone, EngineError> {
        self.desk
            .ask(move |open| {
                let undone = open.engine().undo()?;
                Ok(Undone { what: undone.label, ids: undone.ids.cross() })
            })
            .await
    }

    /// Keeping in touch with relays.
    pub fn sync(&self) -> Arc<Sync> {
        Arc::new(Sync { desk: Arc::clone(&self.desk) })
    }

    /// The devices of the vault.
    pub fn devices(&self) -> Arc<Devices> {
        Arc::new(Devices { desk: Arc::clone(&self.desk) })
    }
}

life!(RecordEngine);

impl RecordEngine {
    fn over(
        folder: PathBuf,
        kinds: Vec<KindIn>,
        engine: Inner,
        keys: requite_engine::LocalKeys,
        words: Option<Zeroizing<String>>,
    ) -> Result<Arc<Self>, EngineError> {
        Self::at_desk(folder, kinds, Open::Alone(Box::new(engine)), Box::new(keys), words)
    }

    fn at_desk(
        folder: PathBuf,
        kinds: Vec<KindIn>,
        open: Open,
        keys: Box<requite_engine::LocalKeys>,
        words: Option<Zeroizing<String>>,
    ) -> Result<Arc<Self>, EngineError> {
        let names = kinds.iter().map(|kind| kind.name).collect();
        let desk = Desk::begin(folder, Face::Alone(kinds), open, keys, At::new("UTC")?)?;
        Ok(Arc::new(Self { desk, words: Mutex::new(words), kinds: names }))
    }
}

/// Begins to join the vault of another device by the line that it shows. Show [`Joining::digits`], then
/// [`RecordEngine::joined`].
#[uniffi::export]
pub fn join_records(
    folder: String,
    kinds: Vec<Kind>,
    line: String,
    device_name: String,
    passphrase: String,
) -> Result<Arc<Joining>, EngineError> {
    let (kinds, passphrase) = (declared(kinds)?, Zeroizing::new(passphrase));
    Joining::begin("UTC".to_owned(), move |observe, stop| {
        let path = PathBuf::from(folder);
        let setup = Setup::new(&path, Face::schema(&kinds)?);
        let lock = Lock::Passphrase(&passphrase);
        let work = async { Ok(setup.join(&line, &device_name, lock, observe).await?) };
        let (engine, relay) = until_told(work, stop)?;
        let keys = Box::new(unlock(&path, &passphrase)?);
        let open = Open::Alone(Box::new(engine));
        Ok(Joined { folder: path, open, keys, relay: relay.to_string() })
    })
}

/// A kind that was never declared is refused here, so that whatever a caller passes is not kept as a name.
fn write(kinds: &[&'static str], write: RecordWrite) -> Result<Write, EngineError> {
    let kind = kinds.iter().copied().find(|kind| *kind == write.kind);
    let kind = kind.ok_or_else(|| EngineError::invalid("invalid_kind"))?;
    let edits: Result<Vec<EditIn>, EngineError> = write.edits.into_iter().map(edit).collect();
    Ok(Write::by_person(record_id(&write.id)?, kind, edits?))
}

fn record_id(id: &str) -> Result<DocumentId, EngineError> {
    id.parse().map_err(|_| EngineError::invalid("invalid_id"))
}

fn page(engine: &mut Inner, query: RecordQuery) -> Result<RecordPage, EngineError> {
    let RecordQuery { kind, words, filters, limit, cursor } = query;
    let facets = filters.into_iter().map(|one| Facet { field: one.field, value: one.value });
    let facets: Vec<Facet> = facets.collect();
    let cursor = cursor.map(|cursor| cursor.parse::<Cursor>()).transpose();
    let cursor = cursor.map_err(|_| EngineError::invalid("invalid_cursor"))?;
    let limit = limit.cross();
    let (rows, next): (Vec<RowIn>, Option<Cursor>) = if let Some(words) = words {
        let page =
            engine.search(&SearchIn { facets, limit, cursor, ..SearchIn::of(&kind, &words) })?;
        (page.items.into_iter().map(|hit| hit.row).collect(), page.next)
    } else {
        let page = engine.list(&ListQuery { facets, limit, cursor, ..ListQuery::of(&kind) })?;
        (page.items, page.next)
    };
    let next = next.map(|next| next.to_string());
    Ok(RecordPage { items: rows.into_iter().map(row).collect(), next })
}

fn row(row: RowIn) -> Record {
    Record {
        id: row.id.to_string(),
        kind: row.kind,
        present: row.present,
        json: json(&row.fields),
        heads: row.heads.to_string(),
        marks: row.marks.cross(),
    }
}

fn json(fields: &serde_json::Map<String, serde_json::Value>) -> String {
    serde_json::Value::Object(fields.clone()).to_string()
}
