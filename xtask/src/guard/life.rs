//! Honest records to begin from: Mia edits one record on her phone and her tablet, in every way there is, from one seed.

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha20Rng;
use requite_record::{
    Document, DocumentId, Edit, Field, Hand, Heads, Kind, Merge, Scalar, Value, decide, merge,
};

/// The record of every life.
pub(crate) const ID: DocumentId = DocumentId::new([7; 16]);
const WORD: Scalar = Scalar::Text { max_bytes: 200 };
/// Acts of one life.
const ACTS: usize = 24;

/// One field for each way of merging.
pub(crate) fn kind() -> Kind {
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
            Field::new("body", Merge::Text { max_bytes: 1 << 20 }),
            Field::new("answers", Merge::Texts { max_bytes: 10_000 }),
            Field::new("shown", Merge::Counter),
        ],
    )
}

/// One of her devices; nothing is on it before it has written or heard.
struct Device {
    actor: [u8; 16],
    document: Option<Document>,
}

impl Device {
    fn act(&mut self, kind: &Kind, rng: &mut ChaCha20Rng) {
        let heads = self.document.as_mut().map(Document::heads).unwrap_or_default();
        let edits: Vec<Edit> = (0..=below(rng, 2)).map(|_| edit(rng, &heads)).collect();
        let mut hand = Hand { actor: self.actor, now_ms: 1_795_000_000_000, rng };
        // What does not fit, a step back or a place outside the text, is refused and leaves all as it was.
        if let Ok(decision) = decide(kind, self.document.clone(), ID, &edits, &mut hand) {
            self.document = Some(decision.document);
        }
    }

    fn tell(&mut self) -> Vec<Vec<u8>> {
        self.document.as_mut().map(Document::changes).unwrap_or_default()
    }

    fn hear(&mut self, kind: &Kind, told: &[Vec<u8>]) {
        let told: Vec<&[u8]> = told.iter().map(Vec::as_slice).collect();
        if let Ok(merged) = merge(Some(kind), kind.name, ID, self.document.clone(), &told) {
            self.document = merged.document;
        }
    }
}

/// All changes of one life, dependencies first.
pub(crate) fn of(seed: u64) -> Vec<Vec<u8>> {
    let kind = kind();
    let mut rng = ChaCha20Rng::seed_from_u64(seed);
    let mut phone = Device { actor: [1; 16], document: None };
    let mut tablet = Device { actor: [2; 16], document: None };
    for act in 0..ACTS {
        let on_tablet = below(&mut rng, 2) == 1 && act > 0;
        let here = if on_tablet { &mut tablet } else { &mut phone };
        here.act(&kind, &mut rng);
        if act == 0 || act + 1 == ACTS || below(&mut rng, 4) == 0 {
            tablet.hear(&kind, &phone.tell());
            phone.hear(&kind, &tablet.tell());
        }
    }
    phone.tell()
}

/// Below a bound, from a seed.
pub(crate) fn below(rng: &mut ChaCha20Rng, bound: usize) -> usize {
    usize::try_from(rng.next_u64() >> 1).unwrap_or(0) % bound.max(1)
}

fn pick<'a>(rng: &mut ChaCha20Rng, words: &[&'a str]) -> &'a str {
    words.get(below(rng, words.len())).copied().unwrap_or_default()
}

const TEXTS: [&str; 6] = [
    "She called. 👩‍👩‍👧",
    "She never called.",
    "She called again, late.",
    "",
    "It was cold, and we walked home by the river without a word.",
    "cafe\u{301} 🇫🇮 and back",
];
const WORDS: [&str; 4] = ["family", "work", "kind", "on time"];

fn edit(rng: &mut ChaCha20Rng, base: &Heads) -> Edit {
    let word = pick(rng, &WORDS);
    let value = Value::from(word);
    let name = |name: &str| name.to_owned();
    let small = u8::try_from(below(rng, 12)).unwrap_or(0);
    match below(rng, 17) {
        0 => Edit::Set { field: name("title"), value },
        1 => Edit::Clear { field: name("title") },
        2 => Edit::Assert { field: name(pick(rng, &["quiet", "reminder"])) },
        3 => Edit::Withdraw { field: name(pick(rng, &["quiet", "reminder"])) },
        4 => Edit::Add { field: name("tags"), element: value },
        5 => Edit::Remove { field: name("tags"), element: value },
        6 => Edit::Choose { field: name("outcome"), value: pick(rng, &["kept", "partly"]).into() },
        7 => Edit::Advance { field: name("state"), rank: small },
        8 => Edit::Restart { field: name("state"), rank: small },
        9 => Edit::Place { field: name("standards"), element: value, after: None },
        10 => Edit::Put { field: name("nights"), key: word.into(), value: Some("calm".into()) },
        11 => Edit::Count { field: name("shown"), by: i64::from(small) - 5 },
        12 => Edit::Answer {
            field: name("answers"),
            key: word.into(),
            slot: None,
            base: base.clone(),
            text: pick(rng, &TEXTS).into(),
        },
        13 => Edit::Trash,
        14 => Edit::Restore,
        _ => Edit::Text { field: name("body"), base: base.clone(), text: pick(rng, &TEXTS).into() },
    }
}
