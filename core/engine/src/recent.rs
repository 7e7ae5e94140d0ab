//! The record that was worked on last, so that who types does not wait for its whole history to be read again at every save.
//! Never the truth: it is used only where the file, read under the same lock, holds just this state.

use requite_record::{Document, DocumentId};
use requite_store::StoredDocument;

use crate::{EngineError, opening};

/// Longer ones are read again: a phone has little memory, and a document takes many times its bytes.
const BYTES_MAX: usize = 256 * 1024;

/// At most one document.
#[derive(Debug, Default)]
pub(crate) struct Recent(Option<Box<Document>>);

impl Recent {
    /// A document as the file has it. It is taken out: where the work on it fails, the next one is read anew.
    pub(crate) fn take(
        &mut self,
        id: DocumentId,
        stored: &StoredDocument,
    ) -> Result<Document, EngineError> {
        if let Some(mut document) = self.0.take_if(|document| document.id() == id)
            && document.kind() == stored.kind
            && document.heads() == stored.heads
        {
            return Ok(*document);
        }
        opening::load(id, stored)
    }

    /// Keeps a document of so many bytes for the next time.
    pub(crate) fn keep(&mut self, document: Document, bytes: usize) {
        self.0 = (bytes <= BYTES_MAX).then(|| Box::new(document));
    }
}

#[cfg(test)]
mod tests {
    use requite_record::{Edit, Field, Hand, Heads, Kind, Merge, decide};

    use super::*;

    const ID: DocumentId = DocumentId::new([7; 16]);

    fn note() -> Kind {
        Kind::new("note", vec![Field::new("body", Merge::Text { max_bytes: 1_000 })])
    }

    fn edited(document: Option<Document>, text: &str) -> Document {
        let base = document.clone().map_or_else(Heads::default, |mut document| document.heads());
        let edits = [Edit::text("body", &base, text)];
        let mut rng: rand_chacha::ChaCha20Rng = rand::SeedableRng::from_seed([1; 32]);
        let mut hand = Hand { actor: [3; 16], now_ms: 0, rng: &mut rng };
        decide(&note(), document, ID, &edits, &mut hand).unwrap().document
    }

    fn stored(document: &mut Document) -> StoredDocument {
        let (heads, bytes) = (document.heads(), document.save());
        StoredDocument { kind: "note".into(), heads, bytes }
    }

    #[test]
    fn what_the_file_has_is_not_read_again_and_what_it_does_not_have_is_not_used() {
        let mut recent = Recent::default();
        let mut first = edited(None, "She said");
        let file = stored(&mut first);
        let ahead = edited(Some(first.clone()), "She said yes");
        // A commit that failed left a later state than the file's.
        recent.keep(ahead, 100);
        assert_eq!(recent.take(ID, &file).unwrap().heads(), file.heads);
        recent.keep(first, 100);
        // Bytes that nothing could be read from show that nothing was read.
        let unread = StoredDocument { bytes: vec![1], ..file.clone() };
        assert_eq!(recent.take(ID, &unread).unwrap().heads(), file.heads);
        assert!(recent.take(ID, &unread).is_err(), "it was taken out");
    }

    #[test]
    fn another_record_and_a_long_one_are_read() {
        let mut recent = Recent::default();
        let mut first = edited(None, "She said");
        let unread = StoredDocument { bytes: vec![1], ..stored(&mut first) };
        recent.keep(first.clone(), 100);
        assert!(recent.take(DocumentId::new([8; 16]), &unread).is_err());
        recent.keep(first, BYTES_MAX + 1);
        assert!(recent.take(ID, &unread).is_err());
    }
}
