//! What a change replaced: stretches where it took something and put something, with nothing between that it left standing.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    ancestry::Ancestry,
    weave::{Element, Weave},
};

/// One stretch that a change replaced. Elements are their places in the weave.
#[derive(Debug, Default)]
pub(super) struct Stretch {
    pub(super) by: usize,
    pub(super) taken: Vec<usize>,
    pub(super) put: Vec<usize>,
}

/// Two stretches of concurrent changes that took the same, and the first element that both took.
#[derive(Debug)]
pub(super) struct Clash {
    pub(super) one: usize,
    pub(super) other: usize,
    pub(super) first: usize,
}

/// Changes that took what a concurrent one took too.
pub(super) fn rivals(ancestry: &Ancestry, weave: &Weave<'_>) -> BTreeSet<usize> {
    let mut rivals = BTreeSet::new();
    for element in weave.elements.iter().filter(|element| element.takers.len() > 1) {
        for (i, x) in element.takers.iter().enumerate() {
            let later = element.takers.get(i + 1..).unwrap_or_default();
            for y in later.iter().filter(|y| ancestry.are_concurrent(*x, **y)) {
                rivals.extend([*x, *y]);
            }
        }
    }
    rivals
}

/// The stretches of these changes, in the order of the changes and then of the text.
pub(super) fn stretches(
    ancestry: &Ancestry,
    weave: &Weave<'_>,
    changes: &BTreeSet<usize>,
    steps: &mut u64,
) -> Vec<Stretch> {
    let mut touched: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (i, element) in weave.elements.iter().enumerate() {
        let by = Some(&element.by).filter(|by| !element.takers.contains(by));
        let takers = element.takers.iter().filter(|taker| was_there(ancestry, element, **taker));
        for change in by.into_iter().chain(takers).filter(|change| changes.contains(change)) {
            touched.entry(*change).or_default().push(i);
        }
    }
    let mut found = Vec::new();
    for (by, touched) in touched {
        let mut stretch = Stretch { by, ..Stretch::default() };
        let mut last = None;
        for i in touched {
            let between = last.map_or(i..i, |last| last + 1..i);
            let mut between = weave.elements.get(between).unwrap_or_default().iter();
            let left_standing = between.any(|element| {
                *steps += 1;
                !element.takers.contains(&by) && was_there(ancestry, element, by)
            });
            if left_standing {
                found.push(core::mem::replace(&mut stretch, Stretch { by, ..Stretch::default() }));
            }
            let is_new = weave.elements.get(i).is_some_and(|element| element.by == by);
            let side = if is_new { &mut stretch.put } else { &mut stretch.taken };
            side.push(i);
            last = Some(i);
            *steps += 1;
        }
        found.push(stretch);
    }
    found.retain(|stretch| !stretch.taken.is_empty() && !stretch.put.is_empty());
    found
}

/// Whether an element stood in the text that a change was made on.
fn was_there(ancestry: &Ancestry, element: &Element<'_>, change: usize) -> bool {
    let is_gone = |taker: &usize| *taker != change && ancestry.knows(change, *taker);
    element.by != change
        && ancestry.knows(change, element.by)
        && !element.takers.iter().any(is_gone)
}

/// Every two stretches that clash, each pair once.
pub(super) fn clashes(ancestry: &Ancestry, stretches: &[Stretch], steps: &mut u64) -> Vec<Clash> {
    let mut at: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (i, stretch) in stretches.iter().enumerate() {
        stretch.taken.iter().for_each(|element| at.entry(*element).or_default().push(i));
    }
    let mut clashes = Vec::new();
    let mut seen = BTreeSet::new();
    let mut before: &[usize] = &[];
    for (first, here) in &at {
        // Two that were together at the element before have been compared there.
        for new in here.iter().filter(|i| before.binary_search(i).is_err()) {
            for with in here.iter().filter(|with| *with != new) {
                let (one, other) = (*new.min(with), *new.max(with));
                let (Some(x), Some(y)) = (stretches.get(one), stretches.get(other)) else {
                    continue;
                };
                *steps += 1;
                if seen.insert((one, other)) && ancestry.are_concurrent(x.by, y.by) {
                    clashes.push(Clash { one, other, first: *first });
                }
            }
        }
        before = here;
    }
    clashes
}
