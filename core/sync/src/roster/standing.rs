//! What all branches mean together: who is in, who is out and since where, which account is in force, which branch goes
//! on. Computed from the whole tree, so it does not depend on the order in which entries came.

use std::collections::{BTreeMap, BTreeSet};

use requite_wire::{
    DeviceId, Hash, Locator,
    roster::{ChangeRecovery, Cut, DeviceKeys},
};

use super::{
    Member, Revoked,
    tree::{Node, Tree},
};

#[derive(Debug, Clone)]
pub(super) struct Standing {
    pub(super) members: BTreeMap<DeviceId, Member>,
    pub(super) void: BTreeSet<Hash>,
    pub(super) head: Hash,
    pub(super) account: [u8; 32],
    pub(super) recovery: [u8; 32],
    pub(super) locator: Option<Locator>,
}

/// A key that lost its right to sign, by an entry.
struct Loss {
    key: [u8; 32],
    by: Hash,
}

impl Standing {
    pub(super) fn of(tree: &Tree) -> Self {
        let sorted = tree.sorted();
        let keys = device_keys(&sorted);
        let mut losses = revocations(&sorted, &keys);
        let change = change_in_force(tree, &sorted, &mut losses);
        let (account, recovery) = change.map_or_else(
            || (tree.genesis.account, tree.genesis.recovery),
            |(_, change)| (change.account, change.recovery),
        );
        if let Some((by, _)) = change {
            // Words that were replaced in another branch, and those that a change there brought, are out alike.
            let others =
                sorted.iter().filter_map(|node| node.entry.body().action.change_recovery());
            let others = others.map(|change| change.account).chain([tree.genesis.account]);
            losses.extend(others.filter(|key| *key != account).map(|key| Loss { key, by }));
        }
        let void = void_entries(tree, &sorted, &losses);
        let members = members(&sorted, &void, &account);
        let locator = change.and_then(|(_, change)| change.locator);
        let mut standing = Self { members, void, head: Hash::ZERO, account, recovery, locator };
        standing.head = standing.walk(tree, &sorted);
        standing
    }

    /// From the genesis down, at each fork to the branch that goes on.
    fn walk(&self, tree: &Tree, sorted: &[&Node]) -> Hash {
        let mut children: BTreeMap<Hash, Vec<&Node>> = BTreeMap::new();
        for node in sorted {
            if let Some(parent) = node.entry.body().parent {
                children.entry(parent).or_default().push(node);
            }
        }
        let mut head = sorted.first().map_or(Hash::ZERO, |genesis| genesis.entry.hash());
        while let Some(next) = children
            .get(&head)
            .and_then(|nodes| nodes.iter().min_by_key(|node| self.rank(tree, node)))
        {
            head = next.entry.hash();
        }
        head
    }

    fn rank(&self, tree: &Tree, node: &Node) -> (bool, bool, u64, Hash, Hash) {
        let hash = node.entry.hash();
        let signer = node.entry.body().signer;
        let member = self.members.get(&DeviceId::of_key(&signer));
        let (is_out, seniority) = match member {
            Some(member) => {
                let depth = tree.node(member.added_by).map_or(u64::MAX, |node| node.depth);
                (member.revoked.is_some(), (depth, member.added_by))
            }
            None => (signer != self.account, (0, Hash::ZERO)),
        };
        (self.void.contains(&hash), is_out, seniority.0, seniority.1, hash)
    }
}

fn device_keys(sorted: &[&Node]) -> BTreeMap<DeviceId, DeviceKeys> {
    let mut keys = BTreeMap::new();
    for node in sorted {
        keys.extend(node.entry.body().action.device().map(|(keys, _)| (keys.id(), *keys)));
    }
    keys
}

/// Every revocation of every branch counts, whoever signed it: who was revoked could have been the first to revoke.
fn revocations(sorted: &[&Node], keys: &BTreeMap<DeviceId, DeviceKeys>) -> Vec<Loss> {
    let mut losses = Vec::new();
    for node in sorted {
        let Some(revoke) = node.entry.body().action.revoke() else { continue };
        let by = node.entry.hash();
        let lost = revoke.cuts.iter().filter_map(|cut| keys.get(&cut.device));
        losses.extend(lost.map(|keys| Loss { key: keys.verify, by }));
    }
    losses
}

/// The newest change of recovery that was not signed by somebody revoked or replaced meanwhile. Replaced accounts lose
/// their right to sign.
fn change_in_force<'a>(
    tree: &Tree,
    sorted: &[&'a Node],
    losses: &mut Vec<Loss>,
) -> Option<(Hash, &'a ChangeRecovery)> {
    let mut newest = None;
    // Deepest first, ties to the smaller hash.
    let mut changes: Vec<&Node> = sorted.to_vec();
    changes.retain(|node| node.entry.body().action.change_recovery().is_some());
    changes.sort_by_key(|node| (core::cmp::Reverse(node.depth), node.entry.hash()));
    for node in changes {
        let Some(change) = node.entry.body().action.change_recovery() else { continue };
        if is_lost(tree, node, losses) {
            continue;
        }
        let by = node.entry.hash();
        let parent = node.entry.body().parent.unwrap_or(Hash::ZERO);
        losses.push(Loss { key: tree.account_at(parent), by });
        newest = newest.or(Some((by, change)));
    }
    newest
}

/// Whether an entry's signer lost its right in a branch that the entry knows nothing of and that knows nothing of it.
fn is_lost(tree: &Tree, node: &Node, losses: &[Loss]) -> bool {
    let (signer, hash) = (node.entry.body().signer, node.entry.hash());
    losses
        .iter()
        .filter(|loss| loss.key == signer)
        // Before the loss it was right; after it, it would not have come in.
        .any(|loss| !tree.precedes(hash, loss.by) && !tree.precedes(loss.by, hash))
}

fn void_entries(tree: &Tree, sorted: &[&Node], losses: &[Loss]) -> BTreeSet<Hash> {
    let judged = || {
        sorted.iter().filter(|node| {
            let body = node.entry.body();
            body.parent.is_some() && body.action.revoke().is_none()
        })
    };
    let lost = judged().filter(|node| is_lost(tree, node, losses));
    let mut void: BTreeSet<Hash> = lost.map(|node| node.entry.hash()).collect();
    // Whoever came in by void entries only signs void entries, and so on.
    loop {
        let sound: BTreeSet<[u8; 32]> = sorted
            .iter()
            .filter(|node| !void.contains(&node.entry.hash()))
            .filter_map(|node| node.entry.body().action.device())
            .map(|(keys, _)| keys.verify)
            .collect();
        let came_in = |signer: &[u8; 32]| {
            let named = sorted.iter().filter_map(|node| node.entry.body().action.device());
            let is_device = named.map(|(keys, _)| &keys.verify).any(|key| key == signer);
            !is_device || sound.contains(signer)
        };
        let before = void.len();
        let intruders = judged().filter(|node| !came_in(&node.entry.body().signer));
        void.extend(intruders.map(|node| node.entry.hash()));
        if void.len() == before {
            return void;
        }
    }
}

fn members(
    sorted: &[&Node],
    void: &BTreeSet<Hash>,
    account: &[u8; 32],
) -> BTreeMap<DeviceId, Member> {
    let mut members: BTreeMap<DeviceId, Member> = BTreeMap::new();
    for node in sorted {
        let (hash, body) = (node.entry.hash(), node.entry.body());
        let Some((keys, name)) = body.action.device() else { continue };
        let is_void = void.contains(&hash);
        let device = keys.id();
        let none = Cut { device, n: 0, hash: Hash::ZERO };
        let revoked = is_void.then_some(Revoked { cut: none, by: hash, at_ms: body.at_ms });
        let member = Member {
            keys: *keys,
            name: name.to_vec(),
            added_by: hash,
            added_ms: body.at_ms,
            revoked,
        };
        let known = members.get(&device);
        if known.is_none_or(|known| known.revoked.is_some() && !is_void) {
            members.insert(device, member);
        }
    }
    for (device, revoked) in cuts(sorted, &members, account) {
        if let Some(member) = members.get_mut(&device).filter(|member| member.revoked.is_none()) {
            member.revoked = Some(revoked);
        }
    }
    members
}

/// The cut of every revoked device. Words that somebody may have built on count, so of several cuts the longest: but one
/// by a device that is itself out never beats one by somebody who stays, or a thief would lengthen its own.
fn cuts(
    sorted: &[&Node],
    members: &BTreeMap<DeviceId, Member>,
    account: &[u8; 32],
) -> BTreeMap<DeviceId, Revoked> {
    let leavings =
        || sorted.iter().filter_map(|node| Some((node, node.entry.body().action.revoke()?)));
    let out: BTreeSet<DeviceId> =
        leavings().flat_map(|(_, revoke)| revoke.cuts.iter().map(|cut| cut.device)).collect();
    let mut best: BTreeMap<DeviceId, (u8, Revoked)> = BTreeMap::new();
    for (node, revoke) in leavings() {
        let body = node.entry.body();
        let signer = DeviceId::of_key(&body.signer);
        let is_member = members.get(&signer).is_some_and(|member| member.revoked.is_none());
        let stays = body.signer == *account || (is_member && !out.contains(&signer));
        for cut in &revoke.cuts {
            let weight = match (stays, signer == cut.device) {
                (true, _) => 2,
                (false, false) => 1,
                (false, true) => 0,
            };
            let revoked = Revoked { cut: *cut, by: node.entry.hash(), at_ms: body.at_ms };
            let known = best.get(&cut.device);
            if known.is_none_or(|(w, known)| (weight, cut.n) > (*w, known.cut.n)) {
                best.insert(cut.device, (weight, revoked));
            }
        }
    }
    best.into_iter().map(|(device, (_, revoked))| (device, revoked)).collect()
}
