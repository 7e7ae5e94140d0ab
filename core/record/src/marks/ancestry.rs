//! Which change knew of which, in a history of any shape, without comparing every two.
//!
//! A history falls into blocks: a change that knows all before it and is known by all after it stands alone between them, so
//! only changes of one block can be concurrent. Within a block the changes form chains, one for each line of work, and a chain
//! remembers when it learned how much of another. Histories without forks have blocks of one change each, and cost nothing more.

use std::collections::BTreeMap;

use automerge::{ChangeHash, ChangeMetadata};

#[derive(Debug, Default)]
pub(super) struct Ancestry {
    /// The hashes, dependencies first. Everywhere else here a change is its place in this list.
    pub(super) hashes: Vec<ChangeHash>,
    index: BTreeMap<ChangeHash, usize>,
    places: Vec<Place>,
    chains: Vec<Chain>,
    /// The change before the first block of several changes, if there is such a block.
    pub(super) forks: Option<Forks>,
    /// What was done, counted.
    pub(super) steps: u64,
}

/// Where a history first forks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Forks {
    /// Above this change, which everything after it knows.
    Above(ChangeHash),
    /// From the very beginning.
    AtOnce,
}

#[derive(Debug, Clone, Copy, Default)]
struct Place {
    block: usize,
    chain: usize,
    at: usize,
}

#[derive(Debug, Default)]
struct Chain {
    len: usize,
    /// At which of its changes it learned how many of which other chain: in order.
    log: Vec<Learned>,
    known: BTreeMap<usize, Vec<Learned>>,
}

#[derive(Debug, Clone, Copy)]
struct Learned {
    at: usize,
    of: usize,
    count: usize,
}

impl Ancestry {
    pub(super) fn of(metas: &[ChangeMetadata<'_>]) -> Self {
        let mut ancestry = Self::default();
        let mut parents: Vec<Vec<usize>> = Vec::with_capacity(metas.len());
        for (i, meta) in metas.iter().enumerate() {
            parents.push(meta.deps.iter().filter_map(|dep| ancestry.index_of(dep)).collect());
            ancestry.hashes.push(meta.hash);
            ancestry.index.insert(meta.hash, i);
        }
        ancestry.divide(&parents);
        for (i, parents) in parents.iter().enumerate() {
            ancestry.join_chain(i, parents);
        }
        ancestry
    }

    pub(super) fn index_of(&self, hash: &ChangeHash) -> Option<usize> {
        self.index.get(hash).copied()
    }

    /// Whether neither of two different changes knew of the other.
    pub(super) fn are_concurrent(&self, x: usize, y: usize) -> bool {
        x != y && !self.knows(x, y) && !self.knows(y, x)
    }

    /// Whether two changes could be concurrent at all.
    pub(super) fn share_a_block(&self, x: usize, y: usize) -> bool {
        self.place(x).block == self.place(y).block
    }

    /// Whether `x` knew of `y`.
    pub(super) fn knows(&self, x: usize, y: usize) -> bool {
        let (x, y) = (self.place(x), self.place(y));
        if x.block != y.block {
            return x.block > y.block;
        }
        if x.chain == y.chain {
            return x.at > y.at;
        }
        self.known(x.chain, y.chain, x.at) > y.at
    }

    fn place(&self, change: usize) -> Place {
        self.places.get(change).copied().unwrap_or_default()
    }

    /// How many changes of another chain one knew at one of its own.
    fn known(&self, chain: usize, of: usize, at: usize) -> usize {
        let learned = self.chains.get(chain).and_then(|chain| chain.known.get(&of));
        let learned = learned.map(Vec::as_slice).unwrap_or_default();
        let until = learned.partition_point(|learned| learned.at <= at);
        until.checked_sub(1).and_then(|i| learned.get(i)).map_or(0, |learned| learned.count)
    }

    /// Gives every change its block.
    fn divide(&mut self, parents: &[Vec<usize>]) {
        // For each place, the oldest change that is named from there on; one without parents names what was before all.
        let mut oldest_named = vec![usize::MAX; parents.len() + 1];
        for (i, parents) in parents.iter().enumerate().rev() {
            let named = parents.iter().min().map_or(0, |parent| parent + 1);
            let later = oldest_named.get(i + 1).copied().unwrap_or(usize::MAX);
            if let Some(slot) = oldest_named.get_mut(i) {
                *slot = named.min(later);
            }
        }
        let mut has_child = vec![false; parents.len()];
        let (mut open, mut block, mut last_alone) = (0_usize, 0, None);
        for (i, parents) in parents.iter().enumerate() {
            for parent in parents {
                if let Some(has_child) = has_child.get_mut(*parent).filter(|has| !**has) {
                    *has_child = true;
                    open -= 1;
                }
            }
            open += 1;
            let named_later = oldest_named.get(i + 1).copied().unwrap_or(usize::MAX);
            let stands_alone = open == 1 && named_later > i;
            if stands_alone {
                block += 1;
                last_alone = self.hashes.get(i).copied();
            } else if self.forks.is_none() {
                self.forks = Some(last_alone.map_or(Forks::AtOnce, Forks::Above));
            }
            self.places.push(Place { block, chain: 0, at: 0 });
            if stands_alone {
                block += 1;
            }
        }
    }

    /// A change goes on with the chain of a parent that nobody has gone on with, or begins one.
    fn join_chain(&mut self, i: usize, parents: &[usize]) {
        let block = self.place(i).block;
        let parents: Vec<Place> = parents
            .iter()
            .map(|parent| self.place(*parent))
            .filter(|parent| parent.block == block)
            .collect();
        let goes_on = parents.iter().find(|parent| {
            self.chains.get(parent.chain).is_some_and(|chain| chain.len == parent.at + 1)
        });
        let chain = if let Some(parent) = goes_on {
            parent.chain
        } else {
            self.chains.push(Chain::default());
            self.chains.len() - 1
        };
        let at = self.chains.get(chain).map_or(0, |chain| chain.len);
        for parent in parents.iter().filter(|parent| parent.chain != chain) {
            self.learn_from(chain, at, parent);
        }
        if let Some(chain) = self.chains.get_mut(chain) {
            chain.len = at + 1;
        }
        if let Some(place) = self.places.get_mut(i) {
            (place.chain, place.at) = (chain, at);
        }
        self.steps += 1;
    }

    /// What the parent's chain had learned until the parent, except what is known from it already.
    fn learn_from(&mut self, chain: usize, at: usize, parent: &Place) {
        let known = self.known(chain, parent.chain, at);
        let log = self.chains.get(parent.chain).map(|chain| chain.log.as_slice());
        let log = log.unwrap_or_default();
        let from = log.partition_point(|learned| learned.at < known);
        let until = log.partition_point(|learned| learned.at <= parent.at);
        let mut news: Vec<(usize, usize)> = vec![(parent.chain, parent.at + 1)];
        news.extend(
            log.get(from..until)
                .unwrap_or_default()
                .iter()
                .map(|learned| (learned.of, learned.count)),
        );
        for (of, count) in news {
            self.steps += 1;
            if of == chain || self.known(chain, of, at) >= count {
                continue;
            }
            let learned = Learned { at, of, count };
            if let Some(chain) = self.chains.get_mut(chain) {
                chain.log.push(learned);
                chain.known.entry(of).or_default().push(learned);
            }
        }
    }
}
