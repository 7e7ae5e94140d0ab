//! From edits to changes: pure, all or nothing, below every limit.

use automerge::{
    ReadDoc,
    transaction::{CommitOptions, Transactable},
};
use rand::CryptoRng;

use crate::{
    Document, DocumentId, Edit, Kind, Refusal,
    document::heads_of,
    encode::{self, Stage},
    genesis::{self, ALIVE, absorb, plain_commit},
    guard::{check_own, unharmed},
    scan::STEP_MAX,
    tokens::Tokens,
};

/// Who edits, and with what chance.
pub struct Hand<'a> {
    /// 16 random bytes for each opening of the engine, never for each device.
    pub actor: [u8; 16],
    /// The clock, in milliseconds since 1970: shown in the history, never used for order.
    pub now_ms: i64,
    /// Fresh tokens.
    pub rng: &'a mut dyn CryptoRng,
}

/// What edits come to.
#[derive(Debug)]
pub struct Decision {
    /// The document with them.
    pub document: Document,
    /// The new changes, dependencies first, as raw change chunks. None when nothing changes.
    pub changes: Vec<Vec<u8>>,
}

/// Bytes of a saved document.
const DOCUMENT_BYTES_MAX: usize = 8 * 1024 * 1024;
/// Operations of a document.
pub(crate) const DOCUMENT_OPERATIONS_MAX: u64 = 2_000_000;
/// Below so many operations a document cannot reach its limit of bytes.
const SMALL_OPERATIONS: u64 = 200_000;

/// Decides edits of a record, or makes it with them.
///
/// # Errors
/// [`Refusal`]; nothing has changed then.
pub fn decide(
    kind: &Kind,
    document: Option<Document>,
    id: DocumentId,
    edits: &[Edit],
    hand: &mut Hand<'_>,
) -> Result<Decision, Refusal> {
    unharmed(|| decided(kind, document, id, edits, hand)).ok_or(Refusal::Damaged)?
}

fn decided(
    kind: &Kind,
    document: Option<Document>,
    id: DocumentId,
    edits: &[Edit],
    hand: &mut Hand<'_>,
) -> Result<Decision, Refusal> {
    let stage = if document.is_some() { Stage::Made } else { Stage::Making };
    let mut document = document.unwrap_or_else(|| Document::begin(kind, id));
    let before = match stage {
        Stage::Making => Vec::new(),
        Stage::Made => document.doc.get_heads(),
    };
    document.doc.set_actor(hand.actor.into());
    genesis::extend(kind, &mut document)?;
    let mut tokens = Tokens::Random(&mut *hand.rng);
    write(kind, &mut document, edits, stage, &mut tokens)?;
    let options = CommitOptions::default().with_time(hand.now_ms.div_euclid(1_000));
    if document.doc.pending_ops() > 0 {
        document.doc.commit_with(options);
    }
    check_size(&mut document)?;
    let changes = document.doc.get_changes(&before);
    let changes: Vec<_> = changes.iter().map(|change| change.raw_bytes().to_vec()).collect();
    check_own(&changes)?;
    Ok(Decision { document, changes })
}

/// Decides content that is imported or derived: equal content makes the same changes, bit for bit, on every device. The actor
/// is the hash of the id and of the edits in JSON, the time is 0, the base is the genesis.
///
/// # Errors
/// [`Refusal`]; nothing has changed then.
pub fn derive(
    kind: &Kind,
    document: Option<Document>,
    id: DocumentId,
    edits: &[Edit],
) -> Result<Decision, Refusal> {
    unharmed(|| derived(kind, document, id, edits)).ok_or(Refusal::Damaged)?
}

fn derived(
    kind: &Kind,
    document: Option<Document>,
    id: DocumentId,
    edits: &[Edit],
) -> Result<Decision, Refusal> {
    let content = serde_json::to_vec(edits).map_err(|_| Refusal::Damaged)?;
    let mut hasher = blake3::Hasher::new();
    absorb(&mut hasher, &[b"requite derived v1", id.as_bytes(), &content]);
    let mut derived = Document::begin(kind, id);
    derived.doc.set_actor(genesis::actor(&[id.as_bytes(), &content]));
    genesis::extend(kind, &mut derived)?;
    let mut tokens = Tokens::Derived(hasher.finalize_xof());
    write(kind, &mut derived, edits, Stage::Making, &mut tokens)?;
    plain_commit(&mut derived.doc);
    check_size(&mut derived)?;
    let Some(mut document) = document else {
        let changes = derived.changes();
        check_own(&changes)?;
        return Ok(Decision { document: derived, changes });
    };
    let heads = heads_of(&derived.doc.get_heads());
    if document.has(&heads) {
        return Ok(Decision { document, changes: Vec::new() });
    }
    let new = derived.doc.get_changes(&document.doc.get_heads());
    let known =
        |change: &automerge::Change| document.doc.get_change_by_hash(&change.hash()).is_some();
    let new: Vec<_> = new.into_iter().filter(|change| !known(change)).collect();
    let changes: Vec<_> = new.iter().map(|change| change.raw_bytes().to_vec()).collect();
    check_own(&changes)?;
    document.doc.apply_changes(new)?;
    check_size(&mut document)?;
    Ok(Decision { document, changes })
}

fn write(
    kind: &Kind,
    document: &mut Document,
    edits: &[Edit],
    stage: Stage,
    tokens: &mut Tokens<'_>,
) -> Result<(), Refusal> {
    check_counts(kind, edits)?;
    let before = document.doc.get_heads();
    let (texts, others): (Vec<&Edit>, Vec<&Edit>) = edits.iter().partition(|edit| is_text(edit));
    for edit in texts {
        encode::apply(kind, document, edit, stage, tokens)?;
    }
    for edit in &others {
        encode::apply(kind, document, edit, stage, tokens)?;
    }
    let only_looks = edits.iter().all(|edit| matches!(edit, Edit::Look { .. }));
    // `get_heads` would close the transaction under way, so pending work is asked for first.
    let wrote = document.doc.pending_ops() > 0 || document.doc.get_heads() != before;
    if edits.contains(&Edit::Trash) {
        return encode::trash(document);
    }
    let restores = edits.contains(&Edit::Restore) && !is_alive(document);
    if stage == Stage::Making || restores || (wrote && !only_looks) {
        encode::live(document, tokens)?;
    }
    Ok(())
}

/// A step that the guard of another device would refuse is not taken here.
fn check_counts(kind: &Kind, edits: &[Edit]) -> Result<(), Refusal> {
    let counts = edits.iter().filter_map(|edit| match edit {
        Edit::Count { field, by } if by.unsigned_abs() > STEP_MAX => Some(field),
        _ => None,
    });
    match counts.map(|field| kind.field(field)).next() {
        None => Ok(()),
        Some(field) => Err(field.map_or(Refusal::UnknownField, |field| Refusal::Field(field.name))),
    }
}

fn is_alive(document: &Document) -> bool {
    let alive = document.container(ALIVE, automerge::ObjType::Map);
    alive.is_some_and(|alive| document.doc.length(alive) > 0)
}

fn is_text(edit: &Edit) -> bool {
    matches!(edit, Edit::Text { .. } | Edit::Splice { .. } | Edit::Answer { .. })
}

fn check_size(document: &mut Document) -> Result<(), Refusal> {
    let operations = document.doc.stats().num_ops;
    let too_many = operations > DOCUMENT_OPERATIONS_MAX;
    if too_many || (operations > SMALL_OPERATIONS && document.save().len() > DOCUMENT_BYTES_MAX) {
        return Err(Refusal::Full);
    }
    Ok(())
}
