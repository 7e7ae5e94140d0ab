//! What one change replaced in a text: which characters went, by their stable ids, and what came in their place.

use automerge::{ChangeHash, ObjId, PatchAction, ReadDoc};

use crate::Document;

/// One stretch that a change replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Replaced {
    /// Ids of the characters that went, in order.
    pub(crate) deleted: Vec<String>,
    /// What came.
    pub(crate) inserted: String,
    /// Where it came, in UTF-16 units of the text after the change.
    pub(crate) at: usize,
}

/// UTF-16 units of a text that is looked through for one change.
const TEXT_MAX: usize = 1 << 20;
/// Characters of one stretch whose ids are taken: the first so many.
const IDS_MAX: usize = 2_000;

/// A unit of the text after the change: one that was there before, or a new one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Unit {
    Old(usize),
    New,
}

/// The stretches that a change replaced: deleted something, and inserted something in its place.
pub(crate) fn replaced_by(
    document: &mut Document,
    text: &ObjId,
    hash: ChangeHash,
) -> Option<Vec<Replaced>> {
    let deps = document.doc.get_change_meta_by_hash(&hash)?.deps.clone();
    let before = document.doc.length_at(text, &deps);
    if before == 0 || before > TEXT_MAX {
        return None;
    }
    let mut units: Vec<Unit> = (0..before).map(Unit::Old).collect();
    let patches = document.doc.diff_obj(text, &deps, &[hash], false).ok()?;
    for patch in patches {
        if let PatchAction::SpliceText { index, value, .. } = patch.action {
            let width = value.make_string().encode_utf16().count();
            if index > units.len() || units.len() + width > 2 * TEXT_MAX {
                return None;
            }
            units.splice(index..index, core::iter::repeat_n(Unit::New, width));
        } else if let PatchAction::DeleteSeq { index, length } = patch.action {
            let end = index.checked_add(length).filter(|end| *end <= units.len())?;
            units.drain(index..end);
        }
    }
    let after: Vec<u16> = document.doc.text_at(text, &[hash]).ok()?.encode_utf16().collect();
    Some(stretches(&units, before, |start, end, at, width| {
        let inserted = String::from_utf16_lossy(after.get(at..at + width).unwrap_or_default());
        let ids = (start..end.min(start + IDS_MAX))
            .filter_map(|place| document.doc.get_cursor(text, place, Some(&deps)).ok())
            .map(|cursor| cursor.to_string());
        Replaced { deleted: ids.collect(), inserted, at }
    }))
}

/// Calls `make(old start, old end, place of the new, width of the new)` for every gap in the old units that is filled with new ones.
fn stretches(
    units: &[Unit],
    before: usize,
    mut make: impl FnMut(usize, usize, usize, usize) -> Replaced,
) -> Vec<Replaced> {
    let mut found = Vec::new();
    let mut next_old = 0;
    let mut new_at = None;
    let ended = units.iter().copied().chain([Unit::Old(before)]);
    for (place, unit) in ended.enumerate() {
        match unit {
            Unit::New => {
                new_at.get_or_insert(place);
            }
            Unit::Old(old) => {
                if let Some(at) = new_at.take().filter(|_| old > next_old) {
                    found.push(make(next_old, old, at, place - at));
                }
                next_old = old + 1;
            }
        }
    }
    found
}
