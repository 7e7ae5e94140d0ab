//! Places that two devices both replaced without knowing of each other. Nothing is lost there, but the words of both stand
//! side by side, and the person should look.
//!
//! For two concurrent changes X and Y, what each replaced is compared by the stable ids of the deleted characters. The
//! result depends on the history only, so it is the same on every device; it is computed in projection and stored nowhere.
//! Who deleted which character is read from the changes once; only changes that deleted the same one are compared, so the
//! work grows with the history and with what is found, however many changes are concurrent. `definition` says the same by
//! comparing every two, and the tests hold one against the other.

mod ancestry;
#[cfg(test)]
mod definition;
mod stretch;
#[cfg(test)]
mod tests;
mod weave;

use std::collections::{BTreeMap, BTreeSet};

use automerge::{ObjId, ObjType, ReadDoc};

use self::{
    ancestry::{Ancestry, Forks},
    stretch::{Clash, Stretch, clashes, rivals, stretches},
    weave::{Element, Name, Reader, Weave},
};
use crate::{
    Document, Kind, Mark, Merge, Span,
    genesis::{LOOKED, digest},
    scan::Action,
};

/// The marks that nobody has looked at, in order of place.
pub(crate) fn marks(kind: &Kind, document: &mut Document) -> Vec<Mark> {
    find(kind, document).0
}

/// The marks, and how much work it was.
fn find(kind: &Kind, document: &mut Document) -> (Vec<Mark>, u64) {
    let is_text = |merge: &Merge| matches!(merge, Merge::Text { .. });
    let fields = kind.fields.iter().filter(|field| is_text(&field.merge));
    let texts: Vec<(&str, ObjId)> = fields
        .filter_map(|field| Some((field.name, document.container(field.name, ObjType::Text)?)))
        .collect();
    if texts.is_empty() {
        return (Vec::new(), 0);
    }
    let ancestry = Ancestry::of(&document.doc.get_changes_meta(&[]));
    let mut steps = ancestry.steps;
    let Some(forks) = ancestry.forks else { return (Vec::new(), steps) };
    let contested = contested(document, &ancestry, forks, &texts, &mut steps);
    if contested.is_empty() {
        return (Vec::new(), steps);
    }
    let changes = document.doc.get_changes(&[]);
    let reader = Reader::new(&ancestry, &changes);
    let looked = looked_at(document);
    let mut marks = Vec::new();
    for (field, text) in contested {
        let Some(name) = reader.name_of(text) else { continue };
        let len = document.doc.length(text);
        marks.extend(marks_of(&ancestry, &reader, field, name, len, &mut steps));
    }
    marks.retain(|mark| !looked.contains(&mark.id));
    marks.sort_by(|a, b| (&a.field, a.span, &a.id).cmp(&(&b.field, b.span, &b.id)));
    marks.dedup_by(|a, b| a.id == b.id);
    (marks, steps)
}

/// The texts of which two changes of one block took the same element; only the history since it forked is read.
fn contested<'t>(
    document: &mut Document,
    ancestry: &Ancestry,
    forks: Forks,
    texts: &'t [(&'t str, ObjId)],
    steps: &mut u64,
) -> Vec<(&'t str, &'t ObjId)> {
    let since = match forks {
        Forks::Above(change) => vec![change],
        Forks::AtOnce => Vec::new(),
    };
    let changes = document.doc.get_changes(&since);
    let reader = Reader::new(ancestry, &changes);
    let mut contested = Vec::new();
    for (field, text) in texts {
        let Some(name) = reader.name_of(text) else { continue };
        let mut takers: BTreeMap<Name, usize> = BTreeMap::new();
        let mut is_contested = false;
        *steps += reader.read(name, |by, _, operation, at| {
            if let (Action::Delete, Some(at)) = (operation.action, at) {
                let before = takers.insert(at, by);
                is_contested |= before.is_some_and(|before| ancestry.share_a_block(before, by));
            }
        });
        if is_contested {
            contested.push((*field, text));
        }
    }
    contested
}

fn looked_at(document: &Document) -> BTreeSet<String> {
    let looked = document.container(LOOKED, ObjType::Map);
    looked.map(|looked| document.doc.keys(looked).collect()).unwrap_or_default()
}

fn marks_of(
    ancestry: &Ancestry,
    reader: &Reader<'_>,
    field: &str,
    text: Name,
    len: usize,
    steps: &mut u64,
) -> Vec<Mark> {
    let weave = Weave::new(reader, text);
    *steps += weave.steps;
    let stretches = stretches(ancestry, &weave, &rivals(ancestry, &weave), steps);
    let clashes = clashes(ancestry, &stretches, steps);
    clashes
        .iter()
        .filter_map(|clash| {
            let sides = (stretches.get(clash.one)?, stretches.get(clash.other)?);
            let (id, span) =
                (mark_id(ancestry, reader, &weave, clash, sides)?, span(&weave, sides)?);
            let span = Span { start: span.start.min(len), end: span.end.min(len) };
            let mut variants = vec![words(&weave, sides.0), words(&weave, sides.1)];
            variants.sort();
            Some(Mark { id, field: field.to_owned(), span, variants })
        })
        .collect()
}

/// H(sorted change hashes, first id).
fn mark_id(
    ancestry: &Ancestry,
    reader: &Reader<'_>,
    weave: &Weave<'_>,
    clash: &Clash,
    sides: (&Stretch, &Stretch),
) -> Option<String> {
    let mut hashes = [ancestry.hashes.get(sides.0.by)?, ancestry.hashes.get(sides.1.by)?];
    hashes.sort();
    let first = reader.spelled(weave.elements.get(clash.first)?.name);
    let id = digest(&[&hashes[0].0, &hashes[1].0, first.as_bytes()]);
    Some(format!("{:032x}", u128::from_be_bytes(id)))
}

/// Where what both put stands now: from the first of it to the last.
fn span(weave: &Weave<'_>, sides: (&Stretch, &Stretch)) -> Option<Span> {
    let one = |stretch: &Stretch| -> Option<Span> {
        let first = weave.elements.get(*stretch.put.first()?)?;
        let last = weave.elements.get(*stretch.put.last()?)?;
        Some(Span { start: first.now, end: last.ends().max(first.now) })
    };
    let (a, b) = (one(sides.0)?, one(sides.1)?);
    Some(Span { start: a.start.min(b.start), end: a.end.max(b.end) })
}

fn words(weave: &Weave<'_>, stretch: &Stretch) -> String {
    let put = stretch.put.iter().filter_map(|i| weave.elements.get(*i));
    put.map(|element: &Element<'_>| element.text).collect()
}
