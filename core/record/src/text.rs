//! Editing text: at the state that the person saw, split below the limits of a change.
//!
//! Applying an edit to the text as it is now, when it was made on an older one, deletes what the other device wrote
//! meanwhile. So it is applied at its base, beside what came since, and merging does the rest.

use automerge::{ObjId, ReadDoc, transaction::Transactable};

use crate::{
    Document, Heads, Refusal,
    document::hashes_of,
    genesis::plain_commit,
    words::{Splice, difference, utf16_len},
};

/// Operations in one of our own changes: below the limit, with room for what is committed beside the text.
const OPERATIONS_MAX: usize = 15_000;

/// Where an edit of a text begins.
pub(crate) struct At {
    /// The field.
    pub(crate) field: &'static str,
    /// The most bytes of the text afterwards.
    pub(crate) max_bytes: usize,
    /// The state that was edited; none for a record that is being made.
    pub(crate) base: Option<Heads>,
}

/// The whole text is to be `new`.
pub(crate) fn replace(
    document: &mut Document,
    at: &At,
    text: &ObjId,
    new: &str,
) -> Result<(), Refusal> {
    if new.len() > at.max_bytes {
        return Err(Refusal::OverLimit { field: at.field, max_bytes: at.max_bytes });
    }
    let old = base_text(document, at, text)?;
    run(document, at, text, &difference(&old, new))
}

/// So many units at a place are to be something else.
pub(crate) fn splice(
    document: &mut Document,
    at: &At,
    text: &ObjId,
    splice: &Splice<'_>,
) -> Result<(), Refusal> {
    let old = base_text(document, at, text)?;
    let end = splice.at.checked_add(splice.delete).ok_or(Refusal::Position)?;
    let (start, end) = (byte_at(&old, splice.at)?, byte_at(&old, end)?);
    if old.len() - (end - start) + splice.insert.len() > at.max_bytes {
        return Err(Refusal::OverLimit { field: at.field, max_bytes: at.max_bytes });
    }
    run(document, at, text, core::slice::from_ref(splice))
}

fn base_text(document: &Document, at: &At, text: &ObjId) -> Result<String, Refusal> {
    match &at.base {
        None => Ok(document.doc.text(text)?),
        Some(base) => Ok(document.doc.text_at(text, &hashes_of(base))?),
    }
}

fn run(
    document: &mut Document,
    at: &At,
    text: &ObjId,
    splices: &[Splice<'_>],
) -> Result<(), Refusal> {
    if splices.is_empty() {
        return Ok(());
    }
    let base = at.base.as_ref().filter(|base| document.heads() != **base);
    if let Some(base) = base {
        document.doc.isolate(&hashes_of(base));
    }
    // From the end to the start, so that places stay what they were.
    let outcome = splices.iter().rev().try_for_each(|splice| apply(document, text, splice));
    if base.is_some() {
        plain_commit(&mut document.doc);
        document.doc.integrate();
    }
    outcome
}

/// One splice, in as many changes as it takes.
fn apply(document: &mut Document, text: &ObjId, splice: &Splice<'_>) -> Result<(), Refusal> {
    let mut delete = splice.delete;
    while delete > 0 {
        let mut part = delete.min(room(document));
        if part < delete && is_inside_pair(document, text, splice.at + part)? {
            part += 1;
        }
        let part = isize::try_from(part).map_err(|_| Refusal::Position)?;
        document.doc.splice_text(text, splice.at, part, "")?;
        delete -= part.unsigned_abs();
    }
    let mut place = splice.at;
    let mut rest = splice.insert;
    while !rest.is_empty() {
        let part = prefix(rest, room(document));
        document.doc.splice_text(text, place, 0, part)?;
        place += utf16_len(part);
        rest = rest.get(part.len()..).unwrap_or_default();
    }
    Ok(())
}

/// How many operations still fit the change under way; begins another when none do.
fn room(document: &mut Document) -> usize {
    let used = document.doc.pending_ops();
    if used + 2 < OPERATIONS_MAX {
        return OPERATIONS_MAX - used;
    }
    plain_commit(&mut document.doc);
    OPERATIONS_MAX
}

/// Whether a place is in the middle of a character that takes two units: deletions are cut between characters only.
fn is_inside_pair(document: &Document, text: &ObjId, at: usize) -> Result<bool, Refusal> {
    let current = document.doc.text(text)?;
    Ok(byte_at(&current, at).is_err())
}

/// The first `count` characters.
fn prefix(text: &str, count: usize) -> &str {
    let end = text.char_indices().nth(count).map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or(text)
}

/// The byte offset of a UTF-16 offset.
pub(crate) fn byte_at(text: &str, utf16: usize) -> Result<usize, Refusal> {
    let mut units = 0;
    for (at, c) in text.char_indices() {
        if units >= utf16 {
            return if units == utf16 { Ok(at) } else { Err(Refusal::Position) };
        }
        units += c.len_utf16();
    }
    if units == utf16 { Ok(text.len()) } else { Err(Refusal::Position) }
}
