//! The rules of the roster: which entries hold, who is a member, which epoch a head stands for. Format is in
//! `wire::roster`; signatures are checked through [`Verify`], so that no cipher is named here.
//!
//! Entries form a tree, because two devices may append without knowing of each other. Every branch is kept. An entry may
//! come in when its signer is known and has not lost its right in the entry's own branch; one whose signer is not
//! known yet is offered again later, so that all who are offered the same end with the same, in whatever order
//! ([`Roster::admit`]). What all branches mean together is computed from the whole tree (`standing`).
//!
//! | question | rule |
//! |---|---|
//! | a fork | revocations and changes of recovery of all branches count. Whatever else a key signed that is revoked or replaced in another branch, without knowing of it, is void |
//! | two devices revoke each other | both are out; if none remains, the account alone admits again |
//! | which branch goes on | one whose first entry holds, by a signer who stays, by the more senior signer, of the smaller hash, in this order |
//! | two new epochs | both keys stay readable: the next rotation links them ([`Roster::rotation_wanted`]) |
//! | what a revocation cuts | envelopes beyond the cut, not changes |
//! | a history hold | an epoch without a link to the one before; who has both keys publishes the link when it ends |

mod epochs;
mod standing;
mod tree;

use std::collections::BTreeMap;

use requite_wire::{
    DeviceId, Hash, Locator, VaultId,
    roster::{Action, Cut, DeviceKeys, Entry, Genesis},
};

pub use epochs::Epoch;
use standing::Standing;
use tree::Tree;

/// Checks an Ed25519 signature, strictly.
pub trait Verify {
    /// Whether `signature` by `key` covers `message`.
    fn verify(&self, key: &[u8; 32], message: &[u8], signature: &[u8; 64]) -> bool;
}

/// A device that is or was in the vault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Its public keys.
    pub keys: DeviceKeys,
    /// Its name, sealed.
    pub name: Vec<u8>,
    /// The entry that added it.
    pub added_by: Hash,
    /// When, by the clock of who added it, in milliseconds since 1970.
    pub added_ms: i64,
    /// Where it was revoked, up to where its envelopes count.
    pub revoked: Option<Revoked>,
}

/// A device is out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Revoked {
    /// Up to where its envelopes count.
    pub cut: Cut,
    /// The entry that says so.
    pub by: Hash,
    /// When, by the clock of who revoked it, in milliseconds since 1970.
    pub at_ms: i64,
}

/// What admitting an entry did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Admitted {
    /// It is new and holds.
    New,
    /// It was there already.
    Known,
}

/// Why an entry does not come in.
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
    /// The device is in the list already, or was.
    #[error("this device is in the list already")]
    Twice,
    /// At most 16 devices.
    #[error("a vault has at most 16 devices; remove one first")]
    TooManyDevices,
    /// The list is longer than any real one.
    #[error("the device list is over its limit")]
    TooLong,
    /// The device to be revoked is not a member at that point.
    #[error("this device is not in the list, or was removed already")]
    NotAMember,
    /// Nobody would be left.
    #[error("the last device cannot be removed without the recovery words")]
    LastDevice,
}

/// All entries that hold, and what follows from them.
#[derive(Debug, Clone)]
pub struct Roster {
    tree: Tree,
    standing: Standing,
}

impl Roster {
    /// Begins with a genesis.
    ///
    /// # Errors
    /// [`RosterError::MissingParent`] for any other entry, [`RosterError::OtherVault`] when it begins another vault
    /// than `vault`, [`RosterError::Signer`] or [`RosterError::Signature`] when the account did not sign it.
    pub fn begin(vault: VaultId, entry: Entry, verify: &impl Verify) -> Result<Self, RosterError> {
        let tree = Tree::begin(vault, entry, verify)?;
        let standing = Standing::of(&tree);
        Ok(Self { tree, standing })
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
        let mut tree = Tree::begin(vault, genesis, verify)?;
        for entry in entries {
            tree.admit(entry, verify)?;
        }
        let standing = Standing::of(&tree);
        Ok(Self { tree, standing })
    }

    /// Adds an entry, if its own branch allows it. Nothing changes otherwise.
    ///
    /// # Errors
    /// [`RosterError`] says why it does not hold.
    pub fn admit(&mut self, entry: Entry, verify: &impl Verify) -> Result<Admitted, RosterError> {
        let admitted = self.tree.admit(entry, verify)?;
        if admitted == Admitted::New {
            self.standing = Standing::of(&self.tree);
        }
        Ok(admitted)
    }

    /// The vault.
    pub const fn vault(&self) -> VaultId {
        self.tree.vault
    }

    /// The end of the branch that goes on: what the next entry names as its parent.
    pub const fn head(&self) -> Hash {
        self.standing.head
    }

    /// Behind which entry the account in force signs: the head; or, where a change of recovery that is void stands in the head's
    /// branch and has replaced this account there, the entry before that change. What stands behind it then goes on.
    pub fn place_of_account(&self) -> Hash {
        let account = self.account();
        let mut path = self.tree.up(self.head()).map(Entry::hash);
        path.find(|at| self.tree.may_sign_behind(*at, account)).unwrap_or_else(|| self.head())
    }

    /// Verifying key of the account in force.
    pub const fn account(&self) -> &[u8; 32] {
        &self.standing.account
    }

    /// Public key of recovery in force.
    pub const fn recovery(&self) -> &[u8; 32] {
        &self.standing.recovery
    }

    /// Where a relay is to let the words in force find this vault, as the list tells; none while the first words are in force,
    /// whose locator only registers with the genesis.
    pub const fn locator(&self) -> Option<Locator> {
        self.standing.locator
    }

    /// A device that is or was a member.
    pub fn member(&self, device: DeviceId) -> Option<&Member> {
        self.standing.members.get(&device)
    }

    /// Every device that is or was a member, by id.
    pub fn members(&self) -> impl Iterator<Item = (DeviceId, &Member)> {
        self.standing.members.iter().map(|(id, member)| (*id, member))
    }

    /// Whether a device may write now.
    pub fn is_active(&self, device: DeviceId) -> bool {
        self.member(device).is_some_and(|member| member.revoked.is_none())
    }

    /// The active devices by id.
    pub fn active(&self) -> impl Iterator<Item = (DeviceId, &Member)> {
        self.members().filter(|(_, member)| member.revoked.is_none())
    }

    /// Up to where the envelopes of revoked devices count.
    pub fn cuts(&self) -> BTreeMap<DeviceId, Cut> {
        let revoked = self.members().filter_map(|(id, member)| Some((id, member.revoked?.cut)));
        revoked.collect()
    }

    /// Entries in the order in which they were admitted: parents come first.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.tree.entries()
    }

    /// How many entries there are, over all branches.
    pub fn len(&self) -> usize {
        self.tree.len()
    }

    /// Never: a roster has its genesis.
    pub const fn is_empty(&self) -> bool {
        false
    }

    /// Whether an entry is here.
    pub fn contains(&self, hash: Hash) -> bool {
        self.tree.contains(hash)
    }

    /// Whether `earlier` is `later` or comes before it in its branch.
    pub fn precedes(&self, earlier: Hash, later: Hash) -> bool {
        self.tree.precedes(earlier, later)
    }

    /// Whether an entry does not count, because its signer was revoked or replaced in another branch.
    pub fn is_void(&self, hash: Hash) -> bool {
        self.standing.void.contains(&hash)
    }

    /// Whether entries are here that this version cannot read: it may go on reading, but not write.
    pub fn needs_update(&self) -> bool {
        self.entries().any(|entry| matches!(entry.body().action, Action::Newer { .. }))
    }

    pub(crate) const fn genesis(&self) -> &Genesis {
        &self.tree.genesis
    }
}
