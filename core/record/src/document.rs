//! A document: one record's automerge inside, never shown outside this crate.

use std::panic::{AssertUnwindSafe, catch_unwind};

use automerge::{
    AutoCommit, ChangeHash, LoadOptions, ObjId, ObjType, ROOT, ReadDoc, TextEncoding, Value as Am,
    VerificationMode,
};

use crate::{DamagedDocument, DocumentId, Heads, Kind, Refusal, genesis};

/// The text encoding is not stored in the bytes: it has to be said on every load.
const ENCODING: TextEncoding = TextEncoding::Utf16CodeUnit;

/// One record with its whole history.
#[derive(Debug, Clone)]
pub struct Document {
    id: DocumentId,
    kind: String,
    pub(crate) doc: AutoCommit,
}

impl Document {
    /// A new one: the genesis of its kind, the same on every device.
    pub fn begin(kind: &Kind, id: DocumentId) -> Self {
        Self { id, kind: kind.name.to_owned(), doc: genesis::begin(kind, id) }
    }

    /// From the bytes of our own file.
    ///
    /// # Errors
    /// [`DamagedDocument`].
    pub fn load(kind: &str, id: DocumentId, bytes: &[u8]) -> Result<Self, DamagedDocument> {
        let doc = catch_unwind(AssertUnwindSafe(|| load(bytes))).map_err(|_| DamagedDocument)??;
        Ok(Self { id, kind: kind.to_owned(), doc })
    }

    /// An empty one of a kind that may not be known here: foreign changes bring everything.
    pub(crate) fn empty(kind: &str, id: DocumentId) -> Self {
        Self { id, kind: kind.to_owned(), doc: new_doc() }
    }

    /// Its bytes, history and all.
    pub fn save(&mut self) -> Vec<u8> {
        self.doc.save()
    }

    /// Its state.
    pub fn heads(&mut self) -> Heads {
        heads_of(&self.doc.get_heads())
    }

    /// Its id.
    pub const fn id(&self) -> DocumentId {
        self.id
    }

    /// The name of its kind.
    pub fn kind(&self) -> &str {
        &self.kind
    }

    /// Every change, dependencies first, as raw change chunks.
    pub fn changes(&mut self) -> Vec<Vec<u8>> {
        self.doc.get_changes(&[]).iter().map(|change| change.raw_bytes().to_vec()).collect()
    }

    /// Whether this state is part of its history.
    pub fn has(&mut self, heads: &Heads) -> bool {
        let hashes = heads.hashes();
        !hashes.is_empty()
            && hashes
                .iter()
                .all(|hash| self.doc.get_change_meta_by_hash(&ChangeHash(*hash)).is_some())
    }

    /// The text of a field as it was.
    ///
    /// # Errors
    /// [`Refusal::UnknownBase`] for a state that is not known here.
    pub fn text_at(&mut self, field: &str, heads: &Heads) -> Result<String, Refusal> {
        if !self.has(heads) {
            return Err(Refusal::UnknownBase);
        }
        match self.container(field, ObjType::Text) {
            Some(text) => Ok(self.doc.text_at(&text, &hashes_of(heads))?),
            None => Ok(String::new()),
        }
    }

    /// The container of a field, if it is there and of this type.
    pub(crate) fn container(&self, field: &str, of: ObjType) -> Option<ObjId> {
        match self.doc.get(ROOT, field) {
            Ok(Some((Am::Object(found), id))) if found == of => Some(id),
            Ok(_) | Err(_) => None,
        }
    }
}

pub(crate) fn new_doc() -> AutoCommit {
    AutoCommit::new_with_encoding(ENCODING)
}

pub(crate) fn load(bytes: &[u8]) -> Result<AutoCommit, DamagedDocument> {
    let options =
        LoadOptions::new().text_encoding(ENCODING).verification_mode(VerificationMode::Check);
    Ok(AutoCommit::load_with_options(bytes, options)?)
}

pub(crate) fn heads_of(hashes: &[ChangeHash]) -> Heads {
    Heads::new(hashes.iter().map(|hash| hash.0).collect())
}

pub(crate) fn hashes_of(heads: &Heads) -> Vec<ChangeHash> {
    heads.hashes().iter().map(|hash| ChangeHash(*hash)).collect()
}
