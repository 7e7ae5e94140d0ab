//! The tree of entries: what may come in. A signer has to be known from anywhere in the tree, because a device that came in by
//! one branch goes on in another; what it lost, it lost by the entry's own branch. So the set of entries that come in does
//! not depend on the order in which they are offered, if those that had to wait are offered again.

use std::collections::{BTreeMap, BTreeSet};

use requite_wire::{
    DeviceId, Hash, VaultId, limits,
    roster::{Action, ChangeRecovery, Entry, Genesis},
};

use super::{Admitted, Epoch, RosterError, Verify};

#[derive(Debug, Clone)]
pub(super) struct Node {
    pub(super) entry: Entry,
    pub(super) depth: u64,
    pub(super) epoch: Epoch,
}

#[derive(Debug, Clone)]
pub(super) struct Tree {
    pub(super) vault: VaultId,
    pub(super) genesis: Genesis,
    nodes: BTreeMap<Hash, Node>,
    order: Vec<Hash>,
    /// Every device and account that any branch names, by verifying key.
    devices: BTreeMap<DeviceId, [u8; 32]>,
    accounts: BTreeSet<[u8; 32]>,
}

/// What a branch says, up to one of its entries.
struct Branch {
    account: [u8; 32],
    replaced: BTreeSet<[u8; 32]>,
    devices: BTreeSet<DeviceId>,
    revoked: BTreeSet<DeviceId>,
}

impl Branch {
    fn active(&self) -> impl Iterator<Item = &DeviceId> {
        self.devices.difference(&self.revoked)
    }
}

impl Tree {
    pub(super) fn begin(
        vault: VaultId,
        entry: Entry,
        verify: &impl Verify,
    ) -> Result<Self, RosterError> {
        let Action::Genesis(genesis) = &entry.body().action else {
            return Err(RosterError::MissingParent);
        };
        let genesis = genesis.as_ref().clone();
        if entry.vault() != vault {
            return Err(RosterError::OtherVault);
        }
        if entry.body().signer != genesis.account {
            return Err(RosterError::Signer);
        }
        check_signature(&entry, verify)?;
        let hash = entry.hash();
        let epoch = Epoch { number: 0, key_index: genesis.key_index };
        let nodes = BTreeMap::from([(hash, Node { entry, depth: 0, epoch })]);
        let device = genesis.device;
        Ok(Self {
            vault,
            nodes,
            order: vec![hash],
            devices: BTreeMap::from([(device.id(), device.verify)]),
            accounts: BTreeSet::from([genesis.account]),
            genesis,
        })
    }

    pub(super) fn admit(
        &mut self,
        entry: Entry,
        verify: &impl Verify,
    ) -> Result<Admitted, RosterError> {
        if self.contains(entry.hash()) {
            return Ok(Admitted::Known);
        }
        if entry.vault() != self.vault {
            return Err(RosterError::OtherVault);
        }
        let parent = entry.body().parent.ok_or(RosterError::SecondGenesis)?;
        let above = self.nodes.get(&parent).ok_or(RosterError::MissingParent)?;
        let (depth, epoch) = (above.depth + 1, above.epoch);
        if self.nodes.len() >= limits::ROSTER_ENTRIES_MAX {
            return Err(RosterError::TooLong);
        }
        let branch = self.branch(parent);
        if !self.may_sign(&branch, &entry.body().signer) {
            return Err(RosterError::Signer);
        }
        check_signature(&entry, verify)?;
        self.check_action(&entry, &branch, verify)?;
        let action = &entry.body().action;
        self.devices.extend(action.device().map(|(keys, _)| (keys.id(), keys.verify)));
        self.accounts.extend(action.change_recovery().map(|change| change.account));
        let epoch = match entry.body().action.rotate() {
            Some(rotate) => Epoch { number: epoch.number + 1, key_index: rotate.key_index },
            None => epoch,
        };
        let hash = entry.hash();
        self.nodes.insert(hash, Node { entry, depth, epoch });
        self.order.push(hash);
        Ok(Admitted::New)
    }

    pub(super) fn contains(&self, hash: Hash) -> bool {
        self.nodes.contains_key(&hash)
    }

    pub(super) fn len(&self) -> usize {
        self.order.len()
    }

    pub(super) fn node(&self, hash: Hash) -> Option<&Node> {
        self.nodes.get(&hash)
    }

    /// In the order of arrival.
    pub(super) fn nodes(&self) -> impl Iterator<Item = &Node> {
        self.order.iter().filter_map(|hash| self.nodes.get(hash))
    }

    /// By depth, then hash: the same order for everybody.
    pub(super) fn sorted(&self) -> Vec<&Node> {
        let mut sorted: Vec<&Node> = self.nodes.values().collect();
        sorted.sort_by_key(|node| (node.depth, node.entry.hash()));
        sorted
    }

    pub(super) fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.nodes().map(|node| &node.entry)
    }

    pub(super) fn precedes(&self, earlier: Hash, later: Hash) -> bool {
        self.up(later).any(|entry| entry.hash() == earlier)
    }

    /// An entry and those before it in its branch, newest first.
    pub(super) fn up(&self, from: Hash) -> impl Iterator<Item = &Entry> {
        let first = self.nodes.get(&from).map(|node| &node.entry);
        core::iter::successors(first, |entry| {
            let parent = entry.body().parent?;
            self.nodes.get(&parent).map(|node| &node.entry)
        })
    }

    /// Verifying key of the account that a branch names, seen from one of its entries.
    pub(super) fn account_at(&self, at: Hash) -> [u8; 32] {
        self.branch(at).account
    }

    /// Whether an entry behind this one may be signed by this key.
    pub(super) fn may_sign_behind(&self, at: Hash, signer: &[u8; 32]) -> bool {
        self.may_sign(&self.branch(at), signer)
    }

    fn may_sign(&self, branch: &Branch, signer: &[u8; 32]) -> bool {
        let device = DeviceId::of_key(signer);
        let is_device =
            self.devices.get(&device) == Some(signer) && !branch.revoked.contains(&device);
        is_device || (self.accounts.contains(signer) && !branch.replaced.contains(signer))
    }

    fn check_action(
        &self,
        entry: &Entry,
        branch: &Branch,
        verify: &impl Verify,
    ) -> Result<(), RosterError> {
        match &entry.body().action {
            Action::Genesis(_) => Err(RosterError::SecondGenesis),
            Action::Add(add) if branch.devices.contains(&add.device.id()) => {
                Err(RosterError::Twice)
            }
            Action::Add(_) if branch.active().count() >= limits::DEVICES_MAX => {
                Err(RosterError::TooManyDevices)
            }
            Action::Revoke(revoke) => {
                let leaving: BTreeSet<DeviceId> =
                    revoke.cuts.iter().map(|cut| cut.device).collect();
                let are_in = leaving.iter().all(|device| {
                    self.devices.contains_key(device) && !branch.revoked.contains(device)
                });
                if leaving.is_empty() || leaving.len() != revoke.cuts.len() || !are_in {
                    return Err(RosterError::NotAMember);
                }
                let by_account = self.accounts.contains(&entry.body().signer);
                if !by_account && branch.active().all(|device| leaving.contains(device)) {
                    return Err(RosterError::LastDevice);
                }
                Ok(())
            }
            Action::ChangeRecovery(change) => {
                let (account, recovery) = (&change.account, &change.recovery);
                let (vault, locator) = (entry.vault(), change.locator);
                let message = ChangeRecovery::signed_message(vault, account, recovery, locator);
                let proven = verify.verify(account, &message, &change.proof);
                if proven { Ok(()) } else { Err(RosterError::Signature) }
            }
            Action::Add(_) | Action::Rotate(_) | Action::Links(_) | Action::Newer { .. } => Ok(()),
        }
    }

    fn branch(&self, at: Hash) -> Branch {
        let mut branch = Branch {
            account: self.genesis.account,
            replaced: BTreeSet::new(),
            devices: BTreeSet::new(),
            revoked: BTreeSet::new(),
        };
        let mut accounts = Vec::new();
        for entry in self.up(at) {
            let action = &entry.body().action;
            branch.devices.extend(action.device().map(|(keys, _)| keys.id()));
            let cuts = action.revoke().map(|revoke| &revoke.cuts);
            branch.revoked.extend(cuts.into_iter().flatten().map(|cut| cut.device));
            accounts.extend(action.change_recovery().map(|change| change.account));
        }
        accounts.push(self.genesis.account);
        let mut accounts = accounts.into_iter();
        branch.account = accounts.next().unwrap_or(branch.account);
        branch.replaced.extend(accounts);
        branch
    }
}

fn check_signature(entry: &Entry, verify: &impl Verify) -> Result<(), RosterError> {
    let fits = verify.verify(&entry.body().signer, entry.signed_message(), entry.signature());
    if fits { Ok(()) } else { Err(RosterError::Signature) }
}
