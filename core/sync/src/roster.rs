//! The rules of the roster: which entries hold, who is a member, which epoch a head stands for. Format is in
//! `wire::roster`; signatures are checked through [`Verify`], so that no cipher is named here.
//!
//! Entries form a tree, because two devices may append without knowing of each other. Every branch is kept, and with
//! the actions that this version knows (Genesis, Add) all of them count: membership is their union. The head is the end of the longest
//! branch, ties to the smaller hash, so that every device and relay that holds the same entries names the same head.

use std::collections::BTreeMap;

use requite_wire::{
    DeviceId, Hash, VaultId, limits,
    roster::{Action, DeviceKeys, Entry, Genesis, Wrap},
};

/// Checks an Ed25519 signature, strictly.
pub trait Verify {
    /// Whether `signature` by `key` covers `message`.
    fn verify(&self, key: &[u8; 32], message: &[u8], signature: &[u8; 64]) -> bool;
}

/// A device of the vault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Its public keys.
    pub keys: DeviceKeys,
    /// Its name, sealed.
    pub name: Vec<u8>,
    /// The entry that added it.
    pub added_by: Hash,
}

/// The epoch that a roster head stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Epoch {
    /// Its number, as envelope headers carry it.
    pub number: u32,
    /// Index of its key.
    pub key_index: Hash,
}

/// What admitting an entry did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Admitted {
    /// It is new and holds.
    New,
    /// It was there already.
    Known,
}

/// Why an entry does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RosterError {
    /// It is about another vault.
    #[error("the entry belongs to another vault")]
    OtherVault,
    /// The entry before it is not here: fetch the roster from its start.
    #[error("an earlier entry of the device list is missing; fetch the list from its start")]
    MissingParent,
    /// A second beginning.
    #[error("a device list begins once")]
    SecondGenesis,
    /// The signer is neither the account nor a device that was a member at that point.
    #[error("the entry is not signed by the account or a member")]
    Signer,
    /// The signature does not fit.
    #[error("the signature of the entry does not fit")]
    Signature,
    /// The device is in the list already.
    #[error("this device is in the list already")]
    Twice,
    /// At most 16 devices.
    #[error("a vault has at most 16 devices; remove one first")]
    TooManyDevices,
    /// The list is longer than any real one.
    #[error("the device list is over its limit")]
    TooLong,
}

#[derive(Debug, Clone)]
struct Node {
    entry: Entry,
    depth: u64,
}

/// All entries that hold, and what follows from them.
#[derive(Debug, Clone)]
pub struct Roster {
    vault: VaultId,
    genesis: Genesis,
    nodes: BTreeMap<Hash, Node>,
    order: Vec<Hash>,
    members: BTreeMap<DeviceId, Member>,
    head: Hash,
    newer: u32,
}

impl Roster {
    /// Begins with a genesis.
    ///
    /// # Errors
    /// [`RosterError::MissingParent`] for any other entry, [`RosterError::OtherVault`] when it begins another vault
    /// than `vault`, [`RosterError::Signer`] or [`RosterError::Signature`] when the account did not sign it.
    pub fn begin(vault: VaultId, entry: Entry, verify: &impl Verify) -> Result<Self, RosterError> {
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
        let first = Member { keys: genesis.device, name: genesis.name.clone(), added_by: hash };
        Ok(Self {
            vault,
            members: BTreeMap::from([(first.keys.id(), first)]),
            nodes: BTreeMap::from([(hash, Node { entry, depth: 0 })]),
            order: vec![hash],
            head: hash,
            newer: 0,
            genesis,
        })
    }

    /// Begins with a genesis and admits the rest, in an order where parents come first.
    ///
    /// # Errors
    /// The first [`RosterError`] met.
    pub fn from_entries(
        vault: VaultId,
        entries: impl IntoIterator<Item = Entry>,
        verify: &impl Verify,
    ) -> Result<Self, RosterError> {
        let mut entries = entries.into_iter();
        let genesis = entries.next().ok_or(RosterError::MissingParent)?;
        let mut roster = Self::begin(vault, genesis, verify)?;
        for entry in entries {
            roster.admit(entry, verify)?;
        }
        Ok(roster)
    }

    /// Adds an entry, if it holds. Nothing changes otherwise.
    ///
    /// # Errors
    /// [`RosterError`] says why it does not hold.
    pub fn admit(&mut self, entry: Entry, verify: &impl Verify) -> Result<Admitted, RosterError> {
        if self.nodes.contains_key(&entry.hash()) {
            return Ok(Admitted::Known);
        }
        if entry.vault() != self.vault {
            return Err(RosterError::OtherVault);
        }
        let parent = entry.body().parent.ok_or(RosterError::SecondGenesis)?;
        let depth = self.nodes.get(&parent).ok_or(RosterError::MissingParent)?.depth + 1;
        if self.nodes.len() >= limits::ROSTER_ENTRIES_MAX {
            return Err(RosterError::TooLong);
        }
        if !self.may_sign(&entry.body().signer, parent) {
            return Err(RosterError::Signer);
        }
        check_signature(&entry, verify)?;
        self.count_in(&entry)?;
        let hash = entry.hash();
        self.nodes.insert(hash, Node { entry, depth });
        self.order.push(hash);
        let head_depth = self.nodes.get(&self.head).map_or(0, |node| node.depth);
        if depth > head_depth || (depth == head_depth && hash < self.head) {
            self.head = hash;
        }
        Ok(Admitted::New)
    }

    /// The vault.
    pub const fn vault(&self) -> VaultId {
        self.vault
    }

    /// The newest entry of the longest branch: what the next entry names as its parent.
    pub const fn head(&self) -> Hash {
        self.head
    }

    /// Verifying key of the account in force.
    pub const fn account(&self) -> &[u8; 32] {
        &self.genesis.account
    }

    /// Public key of recovery in force.
    pub const fn recovery(&self) -> &[u8; 32] {
        &self.genesis.recovery
    }

    /// A device that is or was a member.
    pub fn member(&self, device: DeviceId) -> Option<&Member> {
        self.members.get(&device)
    }

    /// Whether a device may write now.
    pub fn is_active(&self, device: DeviceId) -> bool {
        self.members.contains_key(&device)
    }

    /// The active devices by id.
    pub fn active(&self) -> impl Iterator<Item = (DeviceId, &Member)> {
        self.members.iter().map(|(id, member)| (*id, member))
    }

    /// Entries in the order in which they were admitted: parents come first.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.order.iter().filter_map(|hash| self.nodes.get(hash)).map(|node| &node.entry)
    }

    /// How many entries there are, over all branches.
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// Never: a roster has its genesis.
    pub const fn is_empty(&self) -> bool {
        false
    }

    /// Whether an entry is here.
    pub fn contains(&self, hash: Hash) -> bool {
        self.nodes.contains_key(&hash)
    }

    /// Whether `earlier` is `later` or comes before it in its branch.
    pub fn precedes(&self, earlier: Hash, later: Hash) -> bool {
        self.branch(later).any(|entry| entry.hash() == earlier)
    }

    /// The epoch that a head stands for; none for an entry that is not here.
    pub fn epoch(&self, head: Hash) -> Option<Epoch> {
        // Rotate entries do not exist yet: every head stands for the epoch that the genesis began.
        self.nodes.get(&head).map(|_| Epoch { number: 0, key_index: self.genesis.key_index })
    }

    /// Every wrapped key for a recipient, oldest first.
    pub fn wraps<'a>(&'a self, to: &'a [u8; 32]) -> impl Iterator<Item = &'a Wrap> {
        let mut found = Vec::new();
        for entry in self.entries() {
            match &entry.body().action {
                Action::Genesis(genesis) => found.extend(&genesis.wraps),
                Action::Add(add) => found.push(&add.wrap),
                Action::Newer { .. } => {}
            }
        }
        found.into_iter().filter(move |wrap| wrap.to == *to)
    }

    /// Whether entries are here that this version cannot read: it may go on reading, but not write.
    pub const fn needs_update(&self) -> bool {
        self.newer > 0
    }

    fn branch(&self, from: Hash) -> impl Iterator<Item = &Entry> {
        let first = self.nodes.get(&from).map(|node| &node.entry);
        core::iter::successors(first, |entry| {
            let parent = entry.body().parent?;
            self.nodes.get(&parent).map(|node| &node.entry)
        })
    }

    fn may_sign(&self, signer: &[u8; 32], parent: Hash) -> bool {
        if signer == self.account() {
            return true;
        }
        self.branch(parent).any(|entry| match &entry.body().action {
            Action::Genesis(genesis) => genesis.device.verify == *signer,
            Action::Add(add) => add.device.verify == *signer,
            Action::Newer { .. } => false,
        })
    }

    fn count_in(&mut self, entry: &Entry) -> Result<(), RosterError> {
        match &entry.body().action {
            Action::Genesis(_) => Err(RosterError::SecondGenesis),
            Action::Newer { .. } => {
                self.newer += 1;
                Ok(())
            }
            Action::Add(add) => {
                let id = add.device.id();
                if self.members.contains_key(&id) {
                    return Err(RosterError::Twice);
                }
                if self.members.len() >= limits::DEVICES_MAX {
                    return Err(RosterError::TooManyDevices);
                }
                let name = add.name.clone();
                let member = Member { keys: add.device, name, added_by: entry.hash() };
                self.members.insert(id, member);
                Ok(())
            }
        }
    }
}

fn check_signature(entry: &Entry, verify: &impl Verify) -> Result<(), RosterError> {
    let fits = verify.verify(&entry.body().signer, entry.signed_message(), entry.signature());
    if fits { Ok(()) } else { Err(RosterError::Signature) }
}

#[cfg(test)]
mod tests {
    use requite_wire::roster::{Add, Body};

    use super::*;

    /// A signature scheme for tests of rules: the signature repeats the key.
    struct Repeats;

    impl Verify for Repeats {
        fn verify(&self, key: &[u8; 32], _: &[u8], signature: &[u8; 64]) -> bool {
            signature[..32] == key[..]
        }
    }

    fn signed(body: &Body) -> Entry {
        let mut signature = [0; 64];
        signature[..32].copy_from_slice(&body.signer);
        Entry::assemble(body.encode(), signature).unwrap()
    }

    fn keys(of: u8) -> DeviceKeys {
        DeviceKeys { verify: [of; 32], hpke: [of; 32] }
    }

    const ACCOUNT: [u8; 32] = [200; 32];

    fn mias_phone() -> Roster {
        let genesis = Genesis {
            salt: [0; 16],
            account: ACCOUNT,
            recovery: [201; 32],
            device: keys(1),
            name: vec![],
            key_index: Hash::of(b"key"),
            wraps: vec![
                Wrap { to: [1; 32], sealed: vec![] },
                Wrap { to: [201; 32], sealed: vec![] },
            ],
        };
        let action = Action::Genesis(Box::new(genesis));
        let entry = signed(&Body { vault: None, parent: None, signer: ACCOUNT, action });
        Roster::begin(entry.vault(), entry, &Repeats).unwrap()
    }

    fn add(roster: &Roster, parent: Hash, signer: [u8; 32], device: u8) -> Entry {
        let wrap = Wrap { to: [device; 32], sealed: vec![] };
        let action = Action::Add(Box::new(Add { device: keys(device), name: vec![], wrap }));
        signed(&Body { vault: Some(roster.vault()), parent: Some(parent), signer, action })
    }

    #[test]
    fn mias_tablet_joins_by_the_words_and_then_lets_the_laptop_in() {
        let mut roster = mias_phone();
        let tablet = add(&roster, roster.head(), ACCOUNT, 2);
        assert_eq!(roster.admit(tablet.clone(), &Repeats), Ok(Admitted::New));
        assert_eq!(roster.admit(tablet.clone(), &Repeats), Ok(Admitted::Known));
        assert_eq!(roster.head(), tablet.hash());
        let laptop = add(&roster, roster.head(), [2; 32], 3);
        assert_eq!(roster.admit(laptop.clone(), &Repeats), Ok(Admitted::New));
        assert_eq!(roster.active().count(), 3);
        assert!(roster.precedes(tablet.hash(), laptop.hash()));
        assert!(!roster.precedes(laptop.hash(), tablet.hash()));
        assert_eq!(roster.wraps(&[3; 32]).count(), 1);
    }

    #[test]
    fn strangers_forgers_and_orphans_change_nothing() {
        let mut roster = mias_phone();
        let head = roster.head();
        let by_stranger = add(&roster, head, [9; 32], 9);
        assert_eq!(roster.admit(by_stranger, &Repeats), Err(RosterError::Signer));
        let body = add(&roster, head, ACCOUNT, 2).body().encode();
        let forged = Entry::assemble(body, [0; 64]).unwrap();
        assert_eq!(roster.admit(forged, &Repeats), Err(RosterError::Signature));
        let orphan = add(&roster, Hash::of(b"elsewhere"), ACCOUNT, 2);
        assert_eq!(roster.admit(orphan, &Repeats), Err(RosterError::MissingParent));
        let again = add(&roster, head, ACCOUNT, 1);
        assert_eq!(roster.admit(again, &Repeats), Err(RosterError::Twice));
        assert_eq!((roster.head(), roster.len(), roster.active().count()), (head, 1, 1));
    }

    #[test]
    fn the_seventeenth_device_is_refused() {
        let mut roster = mias_phone();
        for device in 2..=16 {
            let entry = add(&roster, roster.head(), ACCOUNT, device);
            roster.admit(entry, &Repeats).unwrap();
        }
        let entry = add(&roster, roster.head(), ACCOUNT, 17);
        assert_eq!(roster.admit(entry, &Repeats), Err(RosterError::TooManyDevices));
    }

    #[test]
    fn two_devices_added_at_once_are_both_members_and_every_order_names_one_head() {
        let base = mias_phone();
        let tablet = add(&base, base.head(), ACCOUNT, 2);
        let laptop = add(&base, base.head(), [1; 32], 3);
        let heads: Vec<Hash> = [[&tablet, &laptop], [&laptop, &tablet]]
            .into_iter()
            .map(|order| {
                let mut roster = base.clone();
                for entry in order {
                    roster.admit(entry.clone(), &Repeats).unwrap();
                }
                assert_eq!(roster.active().count(), 3);
                roster.head()
            })
            .collect();
        assert_eq!(heads[0], heads[1]);
        assert_eq!(heads[0], tablet.hash().min(laptop.hash()));
    }

    #[test]
    fn an_entry_of_a_newer_version_is_kept_and_stops_writing() {
        let mut roster = mias_phone();
        let action = Action::Newer { code: 9, bytes: vec![] };
        let (vault, parent) = (Some(roster.vault()), Some(roster.head()));
        let entry = signed(&Body { vault, parent, signer: ACCOUNT, action });
        assert_eq!(roster.admit(entry, &Repeats), Ok(Admitted::New));
        assert!(roster.needs_update());
    }
}
