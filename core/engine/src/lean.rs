//! What travels of a new document: it without what follows from its kind and id, as files keep it. Hashes do not compress, and
//! in an envelope of short records they were most of it. Nothing of this is known beyond sealing and opening.

use requite_record::DocumentId;
use requite_wire::{Content, Item};

/// The beginnings of new documents are taken out of an item's changes: where its first two are a genesis and what was written
/// upon it, one lean document stands for both.
pub(crate) fn slim(item: &mut Item) {
    let [genesis, first, ..] = item.changes.as_slice() else { return };
    let begun = [genesis.as_slice(), first.as_slice()].concat();
    let id = DocumentId::new(*item.document.as_bytes());
    if let Some(lean) = requite_record::lean(&item.kind, id, &begun) {
        item.changes.splice(..2, [lean.bytes.into()]);
    }
}

/// A content with nothing but raw changes. None where a lean document is damaged.
pub(crate) fn filled(mut content: Content) -> Option<Content> {
    for item in &mut content.items {
        let Some(first) = item.changes.first() else { continue };
        let id = DocumentId::new(*item.document.as_bytes());
        let whole = requite_record::whole(&item.kind, id, first)?;
        if whole.heads.is_none() {
            // A raw change, as all of them were before.
            continue;
        }
        let changes = requite_record::chunks(&whole.bytes).ok()?;
        let changes: Vec<_> = changes.into_iter().map(|change| change.to_vec().into()).collect();
        item.changes.splice(..1, changes);
    }
    Some(content)
}

#[cfg(test)]
mod tests {
    use requite_record::{Edit, Field, Kind, Merge, Scalar, Value, make_derived};
    use requite_wire::Hash;

    use super::*;

    const ID: [u8; 16] = [7; 16];

    fn item(changes: Vec<Vec<u8>>) -> Item {
        let changes = changes.into_iter().map(Into::into).collect();
        let document = requite_wire::DocumentId::new(ID);
        Item { document, kind: "note".into(), changes, adopted: None }
    }

    fn content(item: &Item) -> Content {
        Content { seen: Vec::new(), roster_head: Hash::of(b"roster"), items: vec![item.clone()] }
    }

    fn made() -> Vec<Vec<u8>> {
        let line = Scalar::Text { max_bytes: 64 };
        let fields = vec![Field::new("line", Merge::Register(line))];
        let kind = Kind::new("note", fields);
        let edits = [Edit::Set { field: "line".into(), value: Value::from("He called.") }];
        make_derived(&kind, DocumentId::new(ID), &edits).unwrap().unwrap().changes
    }

    #[test]
    fn a_new_record_travels_without_what_follows_from_its_id_and_arrives_as_it_was() {
        let whole = item(made());
        let mut slimmed = whole.clone();
        slim(&mut slimmed);
        let bytes = |item: &Item| item.changes.iter().map(|change| change.len()).sum::<usize>();
        assert!(bytes(&slimmed) + 72 <= bytes(&whole), "two actors, a hash and two checksums");
        assert_eq!(filled(content(&slimmed)).unwrap().items, [whole]);
    }

    #[test]
    fn what_was_written_later_in_the_same_minute_stays_as_it_is() {
        let mut changes = made();
        changes.push(b"a later change".to_vec());
        let whole = item(changes);
        let mut slimmed = whole.clone();
        slim(&mut slimmed);
        assert_eq!(slimmed.changes.len(), 2);
        assert_eq!(filled(content(&slimmed)).unwrap().items, [whole]);
    }

    #[test]
    fn what_older_versions_sealed_is_read_as_ever() {
        let edit = item(vec![b"some change".to_vec(), b"and another".to_vec()]);
        let mut slimmed = edit.clone();
        slim(&mut slimmed);
        assert_eq!(slimmed, edit);
        for old in [edit, item(made()), item(Vec::new())] {
            assert_eq!(filled(content(&old)).unwrap().items, [old]);
        }
    }

    #[test]
    fn a_lean_document_that_is_cut_short_is_damage() {
        let mut slimmed = item(made());
        slim(&mut slimmed);
        slimmed.changes[0].truncate(3);
        assert_eq!(filled(content(&slimmed)), None);
        // Under another id it is another document, or none; it never is this one.
        let mut moved = item(made());
        slim(&mut moved);
        moved.document = requite_wire::DocumentId::new([8; 16]);
        let arrived = filled(content(&moved)).unwrap().items.remove(0);
        assert_ne!(arrived.changes, item(made()).changes);
    }
}
