//! The engine for any app: open a vault with a schema of record kinds, commit edits through one door, ask for rows and
//! records, keep in touch with relays. It never knows what a record means.
//!
//! Writes go down one side: [`Engine::commit`] decides, projects and commits in one transaction and returns when it is
//! durable. Facts come up the other: [`Notice`]s say which records changed, and queries are asked again. Sync never
//! waits for a person and never shows a conflict.
//!
//! An app declares its kinds of records, and how each field merges. Encoding, rows, search and merging follow from that:
//!
//! ```
//! use requite_engine::{
//!     Edit, Engine, Field, Heads, Kind, ListQuery, Merge, Scalar, Schema, SearchQuery, Write,
//! };
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let tag = Scalar::Text { max_bytes: 64 };
//! let note = Kind::new(
//!     "note",
//!     vec![
//!         Field::new("day", Merge::Register(Scalar::Date)),
//!         Field::new("text", Merge::Text { max_bytes: 100_000 }).searched(1),
//!         Field::new("tags", Merge::Set(tag)).indexed(),
//!     ],
//! )
//! .ordered_by("day");
//!
//! let folder = tempfile::tempdir()?;
//! let schema = Schema::new(vec![note])?;
//! let (mut engine, words) = Engine::create(folder.path(), schema, "phone", "a passphrase")?;
//! assert_eq!(words.reveal().split(' ').count(), 24);
//!
//! let id = engine.new_id();
//! let edits = vec![
//!     Edit::set("day", "2026-11-23"),
//!     Edit::text("text", &Heads::default(), "The first snow, and nobody outside."),
//!     Edit::add("tags", "winter"),
//! ];
//! engine.commit("write", &[Write::by_person(id, "note", edits)])?;
//!
//! let page = engine.list(&ListQuery::of("note"))?;
//! assert_eq!(page.items[0].id, id);
//!
//! let found = engine.search(&SearchQuery::of("note", "snow"))?;
//! assert_eq!(found.items[0].row.id, id);
//!
//! // A change of a text says which text the person had before them.
//! let seen = engine.open_record(id)?.heads;
//! let edits = vec![Edit::text("text", &seen, "The first snow, and one child outside.")];
//! engine.commit("edit", &[Write::by_person(id, "note", edits)])?;
//! assert_eq!(engine.history(id)?.len(), 2);
//!
//! engine.undo()?;
//! let note = engine.open_record(id)?;
//! assert_eq!(note.fields["text"], "The first snow, and nobody outside.");
//! # Ok(())
//! # }
//! ```
//!
//! `docs/your-own-app.md` goes on to a second device.

mod blocking;
mod desk;
mod error;
mod exchange;
mod history;
mod home;
mod lean;
mod membership;
mod net;
mod nudge;
mod opening;
mod outbox;
mod pairing;
mod query;
mod recent;
mod reenrol;
mod setup;
mod status;
mod surroundings;
mod vault;
pub mod wrapped;

use rand_chacha::ChaCha20Rng;
pub use requite_record as record;
pub use requite_record::{
    DocumentId, Edit, Facet, Field, Heads, Kind, Merge, Projection, Scalar, Schema, SchemaError,
    Value,
};
pub use requite_seal::{DeviceSecrets, LocalKeys, RecoveryWords, WordsError};
pub use requite_store::{
    Cursor, Finding, Fuse, Hit, ListQuery, NotedAlarm, Page, Presence, Revision, Row, SearchQuery,
};
use requite_store::{Journal, Mail};
pub use requite_sync::{Alarm, RelayId};
pub use requite_wire::{DeviceId, VaultId, WIRE_VERSION};

pub use blocking::block_on;
pub use desk::{Expect, Origin, Undone, Write, Written};
pub use error::EngineError;
pub use exchange::{
    Answer, Courier, Fault, PushOutcome, Request, SealedMail, SyncEvent, SyncReport, Until,
    alarm_code, alarm_count,
};
pub use history::Version;
pub use home::WatchLock;
pub use membership::{Admission, DeviceInfo};
pub use net::{RelayUrl, RelayUrlError};
pub use outbox::Tally;
pub use pairing::{FreshAuth, History, Invite};
pub use setup::{Back, JoinEvent, Lock, Setup, Unlock, unlock};
pub use status::{Status, left_to_the_words, sentence, stay_closed};
pub use surroundings::{Clock, Surroundings};
pub use vault::Membership;

/// Which record changed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Notice {
    /// Its kind.
    pub kind: String,
    /// Its id.
    pub id: DocumentId,
}

/// A vault that is open on this device.
#[derive(Debug)]
pub struct Engine {
    home: home::Home,
    schema: Schema,
    mail: Mail,
    journal: Journal,
    vault: vault::Vault,
    surroundings: Surroundings,
    rng: ChaCha20Rng,
    /// Random for each opening, never for each device: two processes that share an actor make branches that cannot merge.
    actor: [u8; 16],
    notices: Vec<Notice>,
    recent: recent::Recent,
    /// Between this and the sync of this vault, whichever handle of this process it runs on.
    nudge: std::sync::Arc<nudge::Nudge>,
    tally: Tally,
}

impl Engine {
    /// The vault's id.
    pub const fn vault_id(&self) -> VaultId {
        self.vault.id
    }

    /// This device's id.
    pub const fn device_id(&self) -> DeviceId {
        self.vault.me
    }

    /// The records changed by this process since the last call.
    pub fn take_notices(&mut self) -> Vec<Notice> {
        core::mem::take(&mut self.notices)
    }

    /// How many writes of this handle waited for the disk: the dearest thing that a device does.
    pub const fn durable_writes(&self) -> u64 {
        self.mail.durable_writes() + self.journal.durable_writes()
    }

    /// A random id for a new record.
    pub fn new_id(&mut self) -> DocumentId {
        let mut bytes = [0; 16];
        rand::Rng::fill_bytes(&mut self.rng, &mut bytes);
        DocumentId::new(bytes)
    }

    /// The id of a record that several devices may create alike: the same parts give the same id on every device of this
    /// vault, and tell nobody else anything. A generation above 0 stands for one that was purged and is written again.
    pub fn derived_id(&self, kind: &str, generation: u32, parts: &[&[u8]]) -> DocumentId {
        // A device that was never given a key cannot write either, so what it would name does not matter.
        let key = self.vault.keys.any().map_or([0; 32], |key| *key.id_key());
        requite_record::derived_id(&key, kind, generation, parts)
    }

    /// A label for acts that are one to the person although they take several commits, such as a long import.
    pub fn batch_label(&mut self, label: &str) -> String {
        format!("{label}#{}", self.new_id())
    }
}
