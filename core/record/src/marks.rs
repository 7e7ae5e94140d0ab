//! Places that two devices both replaced without knowing of each other. Nothing is lost there, but the words of both stand
//! side by side, and the person should look.
//!
//! For two concurrent changes X and Y, what each replaced is compared by the stable ids of the deleted characters. The
//! result depends on the history only, so it is the same on every device; it is computed in projection and stored nowhere.

use std::collections::{BTreeMap, BTreeSet};

use automerge::{ChangeHash, ObjId, ObjType, ReadDoc};

use crate::{
    Document, Kind, Mark, Merge, Span,
    genesis::{LOOKED, digest},
    replaced::{Replaced, replaced_by},
    words::utf16_len,
};

/// Changes that are compared: beyond it, those with the greatest hashes are left out, on every device the same.
const CANDIDATES_MAX: usize = 256;
/// Changes of a history that is looked through at all.
const HISTORY_MAX: usize = 20_000;

/// The marks that nobody has looked at, in order of place.
pub(crate) fn marks(kind: &Kind, document: &mut Document) -> Vec<Mark> {
    let is_text = |merge: &Merge| matches!(merge, Merge::Text { .. });
    if !kind.fields.iter().any(|field| is_text(&field.merge)) {
        return Vec::new();
    }
    let pairs = concurrent_pairs(document);
    if pairs.is_empty() {
        return Vec::new();
    }
    let looked = looked_at(document);
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

fn looked_at(document: &Document) -> BTreeSet<String> {
    let looked = document.container(LOOKED, ObjType::Map);
    looked.map(|looked| document.doc.keys(looked).collect()).unwrap_or_default()
}

/// Pairs of changes that did not know of each other. Empty at once for a history without forks.
fn concurrent_pairs(document: &mut Document) -> Vec<(ChangeHash, ChangeHash)> {
    let metas = document.doc.get_changes_meta(&[]);
    if metas.len() > HISTORY_MAX {
        return Vec::new();
    }
    let mut followed: BTreeSet<ChangeHash> = BTreeSet::new();
    let mut forks = false;
    for meta in &metas {
        for dep in &meta.deps {
            forks |= !followed.insert(*dep);
        }
    }
    if !forks {
        return Vec::new();
    }
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
    let mut candidates = BTreeSet::new();
    for (i, (x, x_actor, x_seq)) in places.iter().enumerate() {
        for (y, y_actor, y_seq) in places.iter().skip(i + 1) {
            if !knows(x, y_actor, *y_seq) && !knows(y, x_actor, *x_seq) {
                candidates.extend([*x, *y]);
                if candidates.len() > CANDIDATES_MAX {
                    return pairs;
                }
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
