//! Mia's devices, as far as a record knows of them: each has a copy, an actor and a clock, and hears of changes.

#![allow(dead_code, reason = "every test file takes what it needs")]

use rand::SeedableRng;
use rand_chacha::ChaCha20Rng;
use requite_record::{
    Document, DocumentId, Edit, Field, Hand, Heads, Kind, Merge, Merged, Projection, Quarantine,
    Refusal, Scalar, Value, decide, derive, merge, project,
};
use serde_json::Value as Json;

pub(crate) const MIB: usize = 1 << 20;
pub(crate) const ID: DocumentId = DocumentId::new([7; 16]);
const WORD: Scalar = Scalar::Text { max_bytes: 200 };

/// One field for each merge kind.
pub(crate) fn entry() -> Kind {
    let outcomes = Scalar::Choice(&["kept", "partly", "not_kept"]);
    Kind::new(
        "entry",
        vec![
            Field::new("title", Merge::Register(WORD)),
            Field::new("begun", Merge::Once(Scalar::Date)),
            Field::new("quiet", Merge::EnableWins),
            Field::new("reminder", Merge::DisableWins),
            Field::new("tags", Merge::Set(WORD)),
            Field::new("outcome", Merge::Choices(outcomes)),
            Field::new("state", Merge::Rank),
            Field::new("rest_until", Merge::Latest),
            Field::new("standards", Merge::Order(WORD)),
            Field::new("nights", Merge::Map(WORD)),
            Field::new("body", Merge::Text { max_bytes: MIB }),
            Field::new("answers", Merge::Texts { max_bytes: 10_000 }),
            Field::new("shown", Merge::Counter),
        ],
    )
}

/// One device with its copy of one record.
#[derive(Clone)]
pub(crate) struct Device {
    pub(crate) kind: Kind,
    pub(crate) document: Option<Document>,
    pub(crate) pending: Vec<Vec<u8>>,
    pub(crate) clock_ms: i64,
    actor: [u8; 16],
    rng: ChaCha20Rng,
}

impl Device {
    pub(crate) fn new(seed: u8) -> Self {
        Self::of(entry(), seed)
    }

    pub(crate) fn of(kind: Kind, seed: u8) -> Self {
        let rng = ChaCha20Rng::seed_from_u64(u64::from(seed));
        let clock_ms = 1_795_000_000_000;
        Self { kind, document: None, pending: Vec::new(), clock_ms, actor: [seed; 16], rng }
    }

    /// Edits, and keeps the outcome only when it is not refused.
    pub(crate) fn try_act(&mut self, edits: &[Edit]) -> Result<Vec<Vec<u8>>, Refusal> {
        let mut hand = Hand { actor: self.actor, now_ms: self.clock_ms, rng: &mut self.rng };
        let decision = decide(&self.kind, self.document.clone(), ID, edits, &mut hand)?;
        self.document = Some(decision.document);
        Ok(decision.changes)
    }

    pub(crate) fn act(&mut self, edits: &[Edit]) -> Vec<Vec<u8>> {
        self.try_act(edits).unwrap()
    }

    pub(crate) fn import(&mut self, edits: &[Edit]) -> Vec<Vec<u8>> {
        let decision = derive(&self.kind, self.document.clone(), ID, edits).unwrap();
        self.document = Some(decision.document);
        decision.changes
    }

    /// Hears of changes, as through the guard; on refusal nothing is different.
    pub(crate) fn try_hear(&mut self, changes: &[Vec<u8>]) -> Result<bool, Quarantine> {
        let mut all = self.pending.clone();
        all.extend_from_slice(changes);
        let all: Vec<&[u8]> = all.iter().map(Vec::as_slice).collect();
        let name = self.kind.name;
        let merged = merge(Some(&self.kind), name, ID, self.document.clone(), &all)?;
        let Merged { document, pending, changed } = merged;
        self.document = document;
        self.pending = pending;
        Ok(changed)
    }

    pub(crate) fn hear(&mut self, changes: &[Vec<u8>]) -> bool {
        self.try_hear(changes).unwrap()
    }

    pub(crate) fn tell(&mut self) -> Vec<Vec<u8>> {
        self.document.as_mut().map(Document::changes).unwrap_or_default()
    }

    /// Both hear of everything that the other has.
    pub(crate) fn meet(&mut self, other: &mut Self) {
        let (mine, theirs) = (self.tell(), other.tell());
        self.hear(&theirs);
        other.hear(&mine);
    }

    pub(crate) fn heads(&mut self) -> Heads {
        self.document.as_mut().map(Document::heads).unwrap_or_default()
    }

    pub(crate) fn shown(&mut self) -> Projection {
        project(&self.kind, self.document.as_mut().unwrap()).unwrap()
    }

    pub(crate) fn field(&mut self, name: &str) -> Json {
        self.shown().fields.get(name).cloned().unwrap_or_default()
    }

    /// The body alone, without looking for marks.
    pub(crate) fn body(&mut self) -> String {
        let heads = self.heads();
        self.document.as_mut().unwrap().text_at("body", &heads).unwrap()
    }

    /// Writes the whole body anew, having seen what is shown.
    pub(crate) fn write(&mut self, text: &str) -> Vec<Vec<u8>> {
        let base = self.heads();
        self.act(&[body(&base, text)])
    }

    /// Splices the body behind the first place where `behind` stands.
    pub(crate) fn insert(&mut self, behind: &str, text: &str) -> Vec<Vec<u8>> {
        let now = self.body();
        let at = now.find(behind).unwrap() + behind.len();
        let at = now[..at].encode_utf16().count();
        let base = self.heads();
        self.act(&[splice(&base, at, 0, text)])
    }

    /// The same record, after the app was closed and opened.
    pub(crate) fn reopen(&mut self) {
        let bytes = self.document.as_mut().unwrap().save();
        self.document = Some(Document::load(self.kind.name, ID, &bytes).unwrap());
    }
}

/// Phone and tablet with the same record, made on the phone.
pub(crate) fn phone_and_tablet(first: &[Edit]) -> (Device, Device) {
    let (mut phone, mut tablet) = (Device::new(1), Device::new(2));
    let changes = phone.act(first);
    tablet.hear(&changes);
    (phone, tablet)
}

/// Both meet and show the same; what they show.
pub(crate) fn agree(one: &mut Device, other: &mut Device) -> Projection {
    one.meet(other);
    let shown = one.shown();
    assert_eq!(shown, other.shown());
    shown
}

pub(crate) fn set(field: &str, value: impl Into<Value>) -> Edit {
    Edit::Set { field: field.into(), value: value.into() }
}

pub(crate) fn on(field: &str) -> Edit {
    Edit::Assert { field: field.into() }
}

pub(crate) fn back(field: &str) -> Edit {
    Edit::Withdraw { field: field.into() }
}

pub(crate) fn add(element: &str) -> Edit {
    Edit::Add { field: "tags".into(), element: element.into() }
}

pub(crate) fn remove(element: &str) -> Edit {
    Edit::Remove { field: "tags".into(), element: element.into() }
}

pub(crate) fn choose(value: &str) -> Edit {
    Edit::Choose { field: "outcome".into(), value: value.into() }
}

pub(crate) fn advance(rank: u8) -> Edit {
    Edit::Advance { field: "state".into(), rank }
}

pub(crate) fn restart(rank: u8) -> Edit {
    Edit::Restart { field: "state".into(), rank }
}

pub(crate) fn place(element: &str, after: Option<&str>) -> Edit {
    Edit::Place {
        field: "standards".into(),
        element: element.into(),
        after: after.map(Value::from),
    }
}

pub(crate) fn put(key: &str, value: Option<&str>) -> Edit {
    Edit::Put { field: "nights".into(), key: key.into(), value: value.map(Value::from) }
}

pub(crate) fn count(by: i64) -> Edit {
    Edit::Count { field: "shown".into(), by }
}

pub(crate) fn body(base: &Heads, text: &str) -> Edit {
    Edit::Text { field: "body".into(), base: base.clone(), text: text.into() }
}

/// The body of a record that is being made.
pub(crate) fn first_body(text: &str) -> Edit {
    body(&Heads::default(), text)
}

pub(crate) fn splice(base: &Heads, at: usize, delete: usize, insert: &str) -> Edit {
    Edit::Splice { field: "body".into(), base: base.clone(), at, delete, insert: insert.into() }
}

pub(crate) fn answer(key: &str, slot: Option<&str>, base: &Heads, text: &str) -> Edit {
    let slot = slot.map(str::to_owned);
    Edit::Answer {
        field: "answers".into(),
        key: key.into(),
        slot,
        base: base.clone(),
        text: text.into(),
    }
}
