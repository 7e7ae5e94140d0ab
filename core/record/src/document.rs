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
    /// What was last saved or read back, with the state that it holds: saving twice costs once.
    saved: Option<(Heads, Vec<u8>)>,
}

impl Document {
    /// A new one: the genesis of its kind, the same on every device.
    pub fn begin(kind: &Kind, id: DocumentId) -> Self {
        Self { id, kind: kind.name.to_owned(), doc: genesis::begin(kind, id), saved: None }
    }

    /// From the bytes of our own file.
    ///
    /// # Errors
    /// [`DamagedDocument`].
    pub fn load(kind: &str, id: DocumentId, bytes: &[u8]) -> Result<Self, DamagedDocument> {
        // The file's own seal vouches for these bytes, so the hashes of all changes need not be computed again.
        let load = || load(bytes, VerificationMode::DontCheck);
        let doc = catch_unwind(AssertUnwindSafe(load)).map_err(|_| DamagedDocument)??;
        Ok(Self { id, kind: kind.to_owned(), doc, saved: None })
    }

    /// From bytes that somebody else wrote, and that are to be stored as they are.
    pub(crate) fn load_checked(
        kind: &str,
        id: DocumentId,
        bytes: Vec<u8>,
    ) -> Result<Self, DamagedDocument> {
        let doc = load(&bytes, VerificationMode::Check)?;
        let mut document = Self { id, kind: kind.to_owned(), doc, saved: None };
        document.saved = Some((document.heads(), bytes));
        Ok(document)
    }

    /// An empty one of a kind that may not be known here: foreign changes bring everything.
    pub(crate) fn empty(kind: &str, id: DocumentId) -> Self {
        Self { id, kind: kind.to_owned(), doc: new_doc(), saved: None }
    }

    /// Its bytes, history and all.
    pub fn save(&mut self) -> Vec<u8> {
        let heads = self.heads();
        match &self.saved {
            Some((of, bytes)) if *of == heads => bytes.clone(),
            Some(_) | None => {
                // What it is stored in compresses, and better: beside the rows that hold the same text.
                let bytes = self.doc.save_nocompress();
                self.saved = Some((heads, bytes.clone()));
                bytes
            }
        }
    }

    /// The self-check: what is saved can be loaded, every hash of it is right, and it is in the same state. What was loaded
    /// is what goes on.
    pub(crate) fn read_back(&mut self) -> Result<(), DamagedDocument> {
        let bytes = self.save();
        let mut back = load(&bytes, VerificationMode::Check)?;
        if heads_of(&back.get_heads()) != self.heads() {
            return Err(DamagedDocument);
        }
        self.doc = back;
        Ok(())
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

fn load(bytes: &[u8], verify: VerificationMode) -> Result<AutoCommit, DamagedDocument> {
    let options = LoadOptions::new().text_encoding(ENCODING).verification_mode(verify);
    Ok(AutoCommit::load_with_options(bytes, options)?)
}

pub(crate) fn heads_of(hashes: &[ChangeHash]) -> Heads {
    Heads::new(hashes.iter().map(|hash| hash.0).collect())
}

pub(crate) fn hashes_of(heads: &Heads) -> Vec<ChangeHash> {
    heads.hashes().iter().map(|hash| ChangeHash(*hash)).collect()
}
