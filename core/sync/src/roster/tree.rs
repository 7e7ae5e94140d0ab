//! The tree of entries: what may come in, judged by the entry's own branch.

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
}

/// What a branch says, up to one of its entries.
struct Branch {
    account: [u8; 32],
    devices: BTreeMap<DeviceId, [u8; 32]>,
    revoked: BTreeSet<DeviceId>,
}

impl Branch {
    fn is_active(&self, device: DeviceId) -> bool {
        self.devices.contains_key(&device) && !self.revoked.contains(&device)
    }

    fn may_sign(&self, signer: &[u8; 32]) -> bool {
        let device = DeviceId::of_key(signer);
        let is_device = self.devices.get(&device) == Some(signer) && self.is_active(device);
        is_device || *signer == self.account
    }

    fn active(&self) -> usize {
        self.devices.len() - self.revoked.len()
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
        Ok(Self { vault, genesis, nodes, order: vec![hash] })
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
        if !branch.may_sign(&entry.body().signer) {
            return Err(RosterError::Signer);
        }
        check_signature(&entry, verify)?;
        check_action(&entry, &branch, verify)?;
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

    fn branch(&self, at: Hash) -> Branch {
        let mut branch = Branch {
            account: self.genesis.account,
            devices: BTreeMap::new(),
            revoked: BTreeSet::new(),
        };
        let mut account = None;
        for entry in self.up(at) {
            match &entry.body().action {
                Action::Genesis(genesis) => {
                    branch.devices.insert(genesis.device.id(), genesis.device.verify);
                }
                Action::Add(add) => {
                    branch.devices.insert(add.device.id(), add.device.verify);
                }
                Action::Revoke(revoke) => {
                    branch.revoked.extend(revoke.cuts.iter().map(|cut| cut.device));
                }
                Action::ChangeRecovery(change) => {
                    account.get_or_insert(change.account);
                }
                Action::Rotate(_) | Action::Links(_) | Action::Newer { .. } => {}
            }
        }
        branch.account = account.unwrap_or(branch.account);
        branch
    }
}

fn check_signature(entry: &Entry, verify: &impl Verify) -> Result<(), RosterError> {
    let fits = verify.verify(&entry.body().signer, entry.signed_message(), entry.signature());
    if fits { Ok(()) } else { Err(RosterError::Signature) }
}

fn check_action(entry: &Entry, branch: &Branch, verify: &impl Verify) -> Result<(), RosterError> {
    match &entry.body().action {
        Action::Genesis(_) => Err(RosterError::SecondGenesis),
        Action::Add(add) if branch.devices.contains_key(&add.device.id()) => {
            Err(RosterError::Twice)
        }
        Action::Add(_) if branch.active() >= limits::DEVICES_MAX => {
            Err(RosterError::TooManyDevices)
        }
        Action::Revoke(revoke) => {
            let leaving: BTreeSet<DeviceId> = revoke.cuts.iter().map(|cut| cut.device).collect();
            let are_members = leaving.iter().all(|device| branch.is_active(*device));
            if leaving.is_empty() || leaving.len() != revoke.cuts.len() || !are_members {
                return Err(RosterError::NotAMember);
            }
            let by_account = entry.body().signer == branch.account;
            if leaving.len() == branch.active() && !by_account {
                return Err(RosterError::LastDevice);
            }
            Ok(())
        }
        Action::ChangeRecovery(change) => {
            let (account, recovery) = (&change.account, &change.recovery);
            let message = ChangeRecovery::signed_message(entry.vault(), account, recovery);
            let proven = verify.verify(account, &message, &change.proof);
            if proven { Ok(()) } else { Err(RosterError::Signature) }
        }
        Action::Add(_) | Action::Rotate(_) | Action::Links(_) | Action::Newer { .. } => Ok(()),
    }
}
