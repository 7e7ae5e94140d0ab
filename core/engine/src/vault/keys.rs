//! The epoch keys that this device can open: those wrapped to it, and all to which links lead from there.

use std::collections::{BTreeMap, BTreeSet};

use requite_seal::{EpochKey, HpkeSecret};
use requite_sync::roster::Roster;
use requite_wire::Hash;

/// Keys by their index.
#[derive(Debug, Default)]
pub(crate) struct Keys(BTreeMap<Hash, EpochKey>);

impl Keys {
    /// Everything that these secrets open, newest first: most older keys come by links, which are cheap to follow.
    pub(crate) fn gather(roster: &Roster, secrets: &[HpkeSecret]) -> Self {
        let mut keys = Self::default();
        for secret in secrets {
            let public = secret.public();
            let wraps: Vec<_> = roster.wraps(&public).collect();
            for (index, wrap) in wraps.into_iter().rev() {
                if !keys.0.contains_key(&index) {
                    keys.take(requite_seal::unwrap(wrap, secret, &index).ok());
                    keys.follow(roster);
                }
            }
        }
        keys
    }

    fn follow(&mut self, roster: &Roster) {
        loop {
            let before = self.0.len();
            for (newer, link) in roster.links() {
                if self.0.contains_key(&link.key_index) {
                    continue;
                }
                let older = self.0.get(&newer).map(|newer| requite_seal::unlink(link, newer));
                self.take(older.and_then(Result::ok));
            }
            if self.0.len() == before {
                return;
            }
        }
    }

    /// The key of derived ids is one for all epochs: an epoch that brings another is not of this vault's making.
    fn take(&mut self, key: Option<EpochKey>) {
        let Some(key) = key else { return };
        let agrees = self.0.values().next().is_none_or(|known| known.id_key() == key.id_key());
        if agrees {
            self.0.insert(key.index(), key);
        }
    }

    pub(crate) fn get(&self, index: &Hash) -> Option<&EpochKey> {
        self.0.get(index)
    }

    /// The key of the epoch in force, if it is here.
    pub(crate) fn current(&self, roster: &Roster) -> Option<&EpochKey> {
        self.get(&roster.current_epoch().key_index)
    }

    /// Any of them: for what is the same in all.
    pub(crate) fn any(&self) -> Option<&EpochKey> {
        self.0.values().next()
    }

    pub(crate) fn held(&self) -> BTreeSet<Hash> {
        self.0.keys().copied().collect()
    }

    pub(crate) fn all(&self) -> impl Iterator<Item = &EpochKey> {
        self.0.values()
    }
}
