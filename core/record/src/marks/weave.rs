//! A text with everything that was ever in it, in its one order, and who brought and who took what.
//!
//! An element stands right behind the one that it was inserted behind; of several inserted at one place the newest comes
//! first. That is automerge's order; taking the elements from oldest to newest, each goes in with one step.

use std::collections::BTreeMap;

use automerge::{ActorId, Change, ObjId};

use super::ancestry::Ancestry;
use crate::{
    scan::{Action, Id, Key, Opened, Operation, Value},
    words::utf16_len,
};

/// The name of an element on every device: number, then actor. Actors are in their own order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Name {
    counter: u64,
    actor: usize,
}

/// Changes, opened, with their places in the history and the actors of all of them.
#[derive(Debug)]
pub(super) struct Reader<'a> {
    changes: Vec<(usize, Opened<'a>)>,
    actors: Vec<&'a [u8]>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(ancestry: &Ancestry, changes: &'a [Change]) -> Self {
        let open = |change: &'a Change| {
            Some((ancestry.index_of(&change.hash())?, Opened::known(change.raw_bytes()).ok()?))
        };
        let changes: Vec<_> = changes.iter().filter_map(open).collect();
        let mut actors: Vec<&[u8]> =
            changes.iter().flat_map(|(_, change)| change.actors.iter().copied()).collect();
        actors.sort_unstable();
        actors.dedup();
        Self { changes, actors }
    }

    /// What everybody calls an element.
    pub(super) fn spelled(&self, name: Name) -> String {
        let actor = self.actors.get(name.actor).copied().unwrap_or_default();
        format!("{}@{}", name.counter, ActorId::from(actor))
    }

    /// The name of an object of the document; none for the root, or one that these changes do not mention.
    pub(super) fn name_of(&self, object: &ObjId) -> Option<Name> {
        let ObjId::Id(counter, actor, _) = object else { return None };
        let actor: &[u8] = AsRef::<[u8]>::as_ref(actor);
        let actor = self.actors.binary_search(&actor).ok()?;
        Some(Name { counter: *counter, actor })
    }

    /// Calls `see(change, name of the operation, the operation, name of the element that it is at)` for everything that
    /// happened in an object.
    pub(super) fn read(
        &self,
        object: Name,
        mut see: impl FnMut(usize, Name, &Operation<'a>, Option<Name>),
    ) -> u64 {
        let mut steps = 0;
        for (place, change) in &self.changes {
            let named = |actor: &[u8]| self.actors.binary_search(&actor).unwrap_or_default();
            let actors: Vec<usize> = change.actors.iter().map(|actor| named(actor)).collect();
            let name = |id: Id| {
                let actor = actors.get(id.actor).copied().unwrap_or_default();
                Name { counter: id.counter, actor }
            };
            let Ok(mut operations) = change.operations() else { continue };
            let mut counter = change.start;
            while let Ok(Some(operation)) = operations.next() {
                steps += 1;
                if operation.object.map(name) == Some(object) {
                    let at = match operation.key {
                        Key::Element(id) => Some(name(id)),
                        Key::Head | Key::Name(_) => None,
                    };
                    see(*place, name(Id { counter, actor: 0 }), &operation, at);
                }
                counter += 1;
            }
        }
        steps
    }
}

/// One element of a text, there or gone.
#[derive(Debug)]
pub(super) struct Element<'a> {
    pub(super) name: Name,
    behind: Option<Name>,
    /// The change that brought it.
    pub(super) by: usize,
    /// The changes that took it away.
    pub(super) takers: Vec<usize>,
    pub(super) text: &'a str,
    /// UTF-16 units of what is there now before it.
    pub(super) now: usize,
}

impl Element<'_> {
    pub(super) const fn is_there(&self) -> bool {
        self.takers.is_empty()
    }

    /// Where it ends now, or ended.
    pub(super) fn ends(&self) -> usize {
        if self.is_there() { self.now + utf16_len(self.text) } else { self.now }
    }
}

/// All elements of a text in order.
#[derive(Debug, Default)]
pub(super) struct Weave<'a> {
    pub(super) elements: Vec<Element<'a>>,
    pub(super) steps: u64,
}

/// What stands for an object inside a text.
const OBJECT: &str = "\u{fffc}";

impl<'a> Weave<'a> {
    pub(super) fn new(reader: &Reader<'a>, text: Name) -> Self {
        let mut elements: Vec<Element<'a>> = Vec::new();
        let mut taken: BTreeMap<Name, Vec<usize>> = BTreeMap::new();
        let mut steps = reader.read(text, |by, name, operation, at| match (operation.action, at) {
            (Action::Delete, Some(at)) => taken.entry(at).or_default().push(by),
            (Action::Put | Action::Make, behind) if operation.insert => {
                let text = if let Value::Text(text) = operation.value { text } else { OBJECT };
                elements.push(Element { name, behind, by, takers: Vec::new(), text, now: 0 });
            }
            _ => {}
        });
        elements.sort_unstable_by_key(|element| element.name);
        for (name, takers) in taken {
            if let Ok(i) = elements.binary_search_by_key(&name, |element| element.name)
                && let Some(element) = elements.get_mut(i)
            {
                element.takers = takers;
            }
        }
        let order = order(&elements);
        steps += u64::try_from(order.len()).unwrap_or(u64::MAX);
        let mut places: Vec<(usize, Element<'a>)> = order.into_iter().zip(elements).collect();
        places.sort_unstable_by_key(|(place, _)| *place);
        let mut elements: Vec<Element<'a>> =
            places.into_iter().map(|(_, element)| element).collect();
        let mut units = 0;
        for element in &mut elements {
            element.now = units;
            units = element.ends();
        }
        Self { elements, steps }
    }
}

/// The place of each of the elements, which come from oldest to newest.
fn order(elements: &[Element<'_>]) -> Vec<usize> {
    let begin = elements.len();
    let mut next: Vec<usize> = vec![begin; begin + 1];
    for (i, element) in elements.iter().enumerate() {
        let behind = element.behind.and_then(|name| {
            elements.binary_search_by_key(&name, |element| element.name).ok().filter(|at| *at < i)
        });
        let behind = behind.unwrap_or(begin);
        let after = next.get(behind).copied().unwrap_or(begin);
        if let Some(slot) = next.get_mut(i) {
            *slot = after;
        }
        if let Some(slot) = next.get_mut(behind) {
            *slot = i;
        }
    }
    let mut places = vec![0; begin];
    let mut at = next.get(begin).copied().unwrap_or(begin);
    for place in 0..begin {
        if let Some(slot) = places.get_mut(at) {
            *slot = place;
        }
        at = next.get(at).copied().unwrap_or(begin);
    }
    places
}
