//! Epochs and their keys, as far as the roster tells: who was given which, which lead to which, and when a new one is
//! due. The keys themselves are opened in `seal`.

use std::collections::{BTreeMap, BTreeSet};

use requite_wire::{
    Hash,
    roster::{Action, Hold, Link, Wrap},
};

use super::{Roster, tree::Node};

/// The epoch that an entry stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Epoch {
    /// Its number, as envelope headers carry it: rotations from the genesis to the entry. After a fork two epochs may have one
    /// number; the key's index tells them apart.
    pub number: u32,
    /// Index of its key.
    pub key_index: Hash,
}

impl Roster {
    /// The epoch that an entry stands for; none for one that is not here.
    pub fn epoch(&self, at: Hash) -> Option<Epoch> {
        self.tree.node(at).map(|node| node.epoch)
    }

    /// The epoch in force.
    pub fn current_epoch(&self) -> Epoch {
        let genesis = Epoch { number: 0, key_index: self.genesis().key_index };
        self.epoch(self.head()).unwrap_or(genesis)
    }

    /// Indexes of the keys of every epoch of this number.
    pub fn keys_numbered(&self, number: u32) -> BTreeSet<Hash> {
        let epochs = self.tree.nodes().map(|node| node.epoch);
        epochs.filter(|epoch| epoch.number == number).map(|epoch| epoch.key_index).collect()
    }

    /// Every wrapped key for a recipient with its index, oldest first.
    pub fn wraps<'a>(&'a self, to: &'a [u8; 32]) -> impl Iterator<Item = (Hash, &'a Wrap)> {
        let all = self.tree.nodes().flat_map(wraps_of);
        all.filter(move |(_, wrap)| wrap.to == *to)
    }

    /// Every link, with the index of the newer key.
    pub fn links(&self) -> impl Iterator<Item = (Hash, &Link)> {
        self.tree.nodes().flat_map(|node| {
            let action = &node.entry.body().action;
            let (newer, links): (Hash, &[Link]) = if let Action::Links(links) = action {
                (links.key_index, &links.links)
            } else {
                let rotate = action.rotate();
                rotate.map_or((Hash::ZERO, &[]), |rotate| (rotate.key_index, &rotate.links))
            };
            links.iter().map(move |link| (newer, link))
        })
    }

    /// HPKE public keys of everybody who is to have the current key: the active devices, and recovery.
    pub fn recipients(&self) -> Vec<[u8; 32]> {
        let devices = self.active().map(|(_, member)| member.keys.hpke);
        devices.chain([*self.recovery()]).collect()
    }

    /// Whether a new epoch is due, for a device that holds these keys: somebody has the current key who is out, somebody
    /// who is in lacks it, or a key of another branch, which this device holds, is not linked yet.
    pub fn rotation_wanted(&self, held: &BTreeSet<Hash>) -> bool {
        let current = self.current_epoch().key_index;
        let wrapped = self.tree.nodes().flat_map(wraps_of);
        let holders: BTreeSet<[u8; 32]> =
            wrapped.filter(|(key, _)| *key == current).map(|(_, wrap)| wrap.to).collect();
        let recipients: BTreeSet<[u8; 32]> = self.recipients().into_iter().collect();
        holders != recipients || self.unlinked().iter().any(|key| held.contains(key))
    }

    /// Keys of other branches to which no link leads from the current one.
    pub fn unlinked(&self) -> BTreeSet<Hash> {
        let published = self.links().map(|(newer, link)| (newer, link.key_index));
        // A link that is held back is owed, not missing.
        let owed = self.holds().into_iter().map(|(newer, older, _)| (newer, older));
        self.not_led_to([self.current_epoch().key_index], published.chain(owed))
    }

    /// Keys that nobody who stays was given: to none of them leads a published link from a key that an active device or the words
    /// in force were given, in whatever branch.
    pub fn out_of_reach(&self) -> BTreeSet<Hash> {
        self.never_given_to(&self.recipients().into_iter().collect())
    }

    /// Keys that the words in force were given and no active device, in the same sense: whoever comes in by the words brings them
    /// to everybody.
    pub fn left_to_the_words(&self) -> BTreeSet<Hash> {
        let devices = self.active().map(|(_, member)| member.keys.hpke).collect();
        let beyond_devices = self.never_given_to(&devices);
        beyond_devices.difference(&self.out_of_reach()).copied().collect()
    }

    fn never_given_to(&self, whom: &BTreeSet<[u8; 32]>) -> BTreeSet<Hash> {
        let wraps = self.tree.nodes().flat_map(wraps_of);
        let given = wraps.filter(|(_, wrap)| whom.contains(&wrap.to)).map(|(key, _)| key);
        self.not_led_to(given, self.links().map(|(newer, link)| (newer, link.key_index)))
    }

    /// The keys of all epochs but these and those to which links, from a newer one to an older one, lead from them.
    fn not_led_to(
        &self,
        from: impl IntoIterator<Item = Hash>,
        links: impl Iterator<Item = (Hash, Hash)>,
    ) -> BTreeSet<Hash> {
        let mut edges: BTreeMap<Hash, BTreeSet<Hash>> = BTreeMap::new();
        for (newer, older) in links {
            edges.entry(newer).or_default().insert(older);
        }
        let mut reached = BTreeSet::new();
        let mut next: Vec<Hash> = from.into_iter().collect();
        while let Some(key) = next.pop() {
            if reached.insert(key) {
                next.extend(edges.get(&key).into_iter().flatten());
            }
        }
        let all = self.tree.nodes().map(|node| node.epoch.key_index);
        all.filter(|key| !reached.contains(key)).collect()
    }

    /// History holds whose link is not published: newer key, older key, end in milliseconds since 1970.
    pub fn holds(&self) -> Vec<(Hash, Hash, i64)> {
        let published: BTreeSet<(Hash, Hash)> =
            self.links().map(|(newer, link)| (newer, link.key_index)).collect();
        let held = self.tree.nodes().filter_map(|node| {
            let hold = hold_of(node)?;
            let older = self.epoch(node.entry.body().parent?)?.key_index;
            Some((hold.rotate.key_index, older, hold.until_ms))
        });
        held.filter(|(newer, older, _)| !published.contains(&(*newer, *older))).collect()
    }
}

fn hold_of(node: &Node) -> Option<&Hold> {
    node.entry.body().action.add()?.hold.as_ref()
}

fn wraps_of(node: &Node) -> Vec<(Hash, &Wrap)> {
    let mut wraps = Vec::new();
    let key = node.epoch.key_index;
    let action = &node.entry.body().action;
    if let Action::Genesis(genesis) = action {
        wraps.extend(genesis.wraps.iter().map(|wrap| (key, wrap)));
    }
    wraps.extend(action.add().map(|add| (key, &add.wrap)));
    if let Some(rotate) = action.rotate() {
        wraps.extend(rotate.wraps.iter().map(|wrap| (key, wrap)));
    }
    wraps
}
