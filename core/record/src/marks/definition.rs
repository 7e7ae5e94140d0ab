//! The definition of marks, word for word and as slow as that is: for every two concurrent changes, the difference that each
//! made to the text as automerge tells it, compared by cursors. Only tests ask it.

use std::collections::BTreeMap;

use automerge::{ChangeHash, ObjId, ObjType, PatchAction, ReadDoc};

use crate::{Document, Kind, Mark, Merge, Span, genesis::digest, words::utf16_len};

/// The marks that nobody has looked at, in order of place.
pub(super) fn marks(kind: &Kind, document: &mut Document) -> Vec<Mark> {
    let is_text = |merge: &Merge| matches!(merge, Merge::Text { .. });
    if !kind.fields.iter().any(|field| is_text(&field.merge)) {
        return Vec::new();
    }
    let pairs = concurrent_pairs(document);
    if pairs.is_empty() {
        return Vec::new();
    }
    let looked = super::looked_at(document);
    let mut marks = Vec::new();
    for field in kind.fields.iter().filter(|field| is_text(&field.merge)) {
        if let Some(text) = document.container(field.name, ObjType::Text) {
            marks.extend(marks_of(document, field.name, &text, &pairs));
        }
    }
    marks.retain(|mark| !looked.contains(&mark.id));
    marks.sort_by(|a, b| (&a.field, a.span, &a.id).cmp(&(&b.field, b.span, &b.id)));
    marks.dedup_by(|a, b| a.id == b.id);
    marks
}

/// Pairs of changes that did not know of each other.
fn concurrent_pairs(document: &mut Document) -> Vec<(ChangeHash, ChangeHash)> {
    let metas = document.doc.get_changes_meta(&[]);
    // Every change with its place in its actor's chain, and how far it knows of the others' (a vector clock).
    let mut clocks: BTreeMap<ChangeHash, BTreeMap<Vec<u8>, u64>> = BTreeMap::new();
    let mut places = Vec::with_capacity(metas.len());
    for meta in &metas {
        let mut clock: BTreeMap<Vec<u8>, u64> = BTreeMap::new();
        for known in meta.deps.iter().filter_map(|dep| clocks.get(dep)) {
            for (actor, seq) in known {
                let mine = clock.entry(actor.clone()).or_default();
                *mine = (*seq).max(*mine);
            }
        }
        let actor: Vec<u8> = AsRef::<[u8]>::as_ref(meta.actor.as_ref()).to_vec();
        clock.insert(actor.clone(), meta.seq);
        places.push((meta.hash, actor, meta.seq));
        clocks.insert(meta.hash, clock);
    }
    let knows = |x: &ChangeHash, actor: &Vec<u8>, seq: u64| {
        clocks.get(x).and_then(|clock| clock.get(actor)).is_some_and(|known| *known >= seq)
    };
    places.sort();
    let mut pairs = Vec::new();
    for (i, (x, x_actor, x_seq)) in places.iter().enumerate() {
        for (y, y_actor, y_seq) in places.iter().skip(i + 1) {
            if !knows(x, y_actor, *y_seq) && !knows(y, x_actor, *x_seq) {
                pairs.push((*x, *y));
            }
        }
    }
    pairs
}

fn marks_of(
    document: &mut Document,
    field: &str,
    text: &ObjId,
    pairs: &[(ChangeHash, ChangeHash)],
) -> Vec<Mark> {
    let mut replaced: BTreeMap<ChangeHash, Vec<Replaced>> = BTreeMap::new();
    for hash in pairs.iter().flat_map(|(x, y)| [x, y]) {
        if !replaced.contains_key(hash) {
            replaced.insert(*hash, replaced_by(document, text, *hash).unwrap_or_default());
        }
    }
    let mut marks = Vec::new();
    for (x, y) in pairs {
        let (Some(by_x), Some(by_y)) = (replaced.get(x), replaced.get(y)) else { continue };
        for a in by_x {
            for b in by_y {
                let Some(first) = a.deleted.iter().find(|id| b.deleted.contains(id)) else {
                    continue;
                };
                // The pair is ordered by hash, because `places` is.
                let id = digest(&[&x.0, &y.0, first.as_bytes()]);
                let id = format!("{:032x}", u128::from_be_bytes(id));
                let Some(span) = span(document, text, [(x, a), (y, b)]) else { continue };
                let mut variants = vec![a.inserted.clone(), b.inserted.clone()];
                variants.sort();
                marks.push(Mark { id, field: field.to_owned(), span, variants });
            }
        }
    }
    marks
}

/// Where what both inserted stands now: from the first of it to the last.
fn span(document: &Document, text: &ObjId, sides: [(&ChangeHash, &Replaced); 2]) -> Option<Span> {
    let mut span: Option<Span> = None;
    for (hash, side) in sides {
        let last_width = side.inserted.chars().next_back().map_or(1, char::len_utf16);
        let last = side.at + utf16_len(&side.inserted) - last_width;
        let start = now(document, text, hash, side.at)?.place();
        let end = match now(document, text, hash, last)? {
            Now::There(place) => place + last_width,
            Now::Gone(place) => place,
        };
        let whole = span.map_or(Span { start, end }, |span: Span| Span {
            start: span.start.min(start),
            end: span.end.max(end),
        });
        span = Some(whole);
    }
    span.map(|span| Span { start: span.start, end: span.end.max(span.start) })
}

/// Where a character stands now, or where it stood.
enum Now {
    There(usize),
    Gone(usize),
}

impl Now {
    const fn place(&self) -> usize {
        match self {
            Self::There(place) | Self::Gone(place) => *place,
        }
    }
}

fn now(document: &Document, text: &ObjId, at: &ChangeHash, place: usize) -> Option<Now> {
    let cursor = document.doc.get_cursor(text, place, Some(&[*at])).ok()?;
    let place = document.doc.get_cursor_position(text, &cursor, None).ok()?;
    let here = document.doc.get_cursor(text, place, None);
    let is_there = here.is_ok_and(|here| here.to_string() == cursor.to_string());
    Some(if is_there { Now::There(place) } else { Now::Gone(place) })
}

/// One stretch that a change replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Replaced {
    /// Ids of the characters that went, in order.
    pub(super) deleted: Vec<String>,
    /// What came.
    pub(super) inserted: String,
    /// Where it came, in UTF-16 units of the text after the change.
    pub(super) at: usize,
}

/// A unit of the text after the change: one that was there before, or a new one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Unit {
    Old(usize),
    New,
}

/// The stretches that a change replaced: deleted something, and inserted something in its place.
pub(super) fn replaced_by(
    document: &mut Document,
    text: &ObjId,
    hash: ChangeHash,
) -> Option<Vec<Replaced>> {
    let deps = document.doc.get_change_meta_by_hash(&hash)?.deps.clone();
    let before = document.doc.length_at(text, &deps);
    if before == 0 {
        return None;
    }
    let mut units: Vec<Unit> = (0..before).map(Unit::Old).collect();
    let patches = document.doc.diff_obj(text, &deps, &[hash], false).ok()?;
    for patch in patches {
        if let PatchAction::SpliceText { index, value, .. } = patch.action {
            let width = value.make_string().encode_utf16().count();
            if index > units.len() {
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
        let ids = (start..end)
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
