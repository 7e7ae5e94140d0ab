//! What a roster entry does: one type for each kind of action, and their codes.

use minicbor::{Decode, Encode};

use crate::{DeviceId, Hash, Locator, VaultId, WireError, codec, context};

/// A device's public keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct DeviceKeys {
    /// Ed25519 verifying key.
    #[n(0)]
    #[cbor(with = "minicbor::bytes")]
    pub verify: [u8; 32],
    /// X25519 public key for HPKE.
    #[n(1)]
    #[cbor(with = "minicbor::bytes")]
    pub hpke: [u8; 32],
}

impl DeviceKeys {
    /// The device that has these keys.
    pub fn id(&self) -> DeviceId {
        DeviceId::of_key(&self.verify)
    }
}

/// An epoch key sealed to one recipient.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Wrap {
    /// The recipient's X25519 public key.
    #[n(0)]
    #[cbor(with = "minicbor::bytes")]
    pub to: [u8; 32],
    /// HPKE encapsulated key, then ciphertext.
    #[n(1)]
    #[cbor(with = "minicbor::bytes")]
    pub sealed: Vec<u8>,
}

/// An older epoch key, sealed under a newer one: who has the newer reads what came before.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Link {
    /// Index of the older key.
    #[n(0)]
    pub key_index: Hash,
    /// Nonce, then ciphertext.
    #[n(1)]
    #[cbor(with = "minicbor::bytes")]
    pub sealed: Vec<u8>,
}

/// A new epoch.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Rotate {
    /// Index of its key.
    #[n(0)]
    pub key_index: Hash,
    /// That key, for every device that stays and for recovery.
    #[n(1)]
    pub wraps: Vec<Wrap>,
    /// The key before it; after a fork, the keys of all branches.
    #[n(2)]
    pub links: Vec<Link>,
}

/// The first entry of every roster, signed by the account key.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Genesis {
    /// Random, so that two vaults never share an id.
    #[n(0)]
    #[cbor(with = "minicbor::bytes")]
    pub salt: [u8; 16],
    /// Ed25519 verifying key of the account.
    #[n(1)]
    #[cbor(with = "minicbor::bytes")]
    pub account: [u8; 32],
    /// X25519 public key of recovery.
    #[n(2)]
    #[cbor(with = "minicbor::bytes")]
    pub recovery: [u8; 32],
    /// The first device.
    #[n(3)]
    pub device: DeviceKeys,
    /// Its name, sealed.
    #[n(4)]
    #[cbor(with = "minicbor::bytes")]
    pub name: Vec<u8>,
    /// Index of the key of epoch 0.
    #[n(5)]
    pub key_index: Hash,
    /// That key, for the device and for recovery.
    #[n(6)]
    pub wraps: Vec<Wrap>,
}

/// Another device joins.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Add {
    /// The newcomer.
    #[n(0)]
    pub device: DeviceKeys,
    /// Its name, sealed.
    #[n(1)]
    #[cbor(with = "minicbor::bytes")]
    pub name: Vec<u8>,
    /// The epoch key for it: the current one, or that of the hold's new epoch.
    #[n(2)]
    pub wrap: Wrap,
    /// Where the newcomer is to wait for what was written before it came.
    #[n(3)]
    pub hold: Option<Hold>,
}

/// A history hold: a new epoch without a link to the one before. The link is published when the hold ends.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Hold {
    /// When it ends, by the signer's clock, in milliseconds since 1970.
    #[n(0)]
    pub until_ms: i64,
    /// The new epoch; it has no links.
    #[n(1)]
    pub rotate: Rotate,
}

/// Up to where the envelopes of a revoked device count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Cut {
    /// The device.
    #[n(0)]
    pub device: DeviceId,
    /// Number of its last envelope that counts; 0 for none.
    #[n(1)]
    pub n: u64,
    /// Hash of that envelope; zeros for none.
    #[n(2)]
    pub hash: Hash,
}

/// Devices leave, and a new epoch begins without them, in one entry.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Revoke {
    /// Who leaves, and what of theirs counts.
    #[n(0)]
    pub cuts: Vec<Cut>,
    /// The epoch that begins.
    #[n(1)]
    pub rotate: Rotate,
}

/// New words: another account key and another recovery key, and an epoch wrapped to it.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct ChangeRecovery {
    /// Ed25519 verifying key of the new account.
    #[n(0)]
    #[cbor(with = "minicbor::bytes")]
    pub account: [u8; 32],
    /// X25519 public key of the new recovery.
    #[n(1)]
    #[cbor(with = "minicbor::bytes")]
    pub recovery: [u8; 32],
    /// The new account's Ed25519 over [`ChangeRecovery::signed_message`]: nobody installs words that nobody has.
    #[n(2)]
    #[cbor(with = "minicbor::bytes")]
    pub proof: [u8; 64],
    /// The epoch that begins.
    #[n(3)]
    pub rotate: Rotate,
    /// Where the new words find the vault, so that whoever brings the list to a relay brings this too; none in early entries.
    #[n(4)]
    pub locator: Option<Locator>,
}

impl ChangeRecovery {
    /// What the new account signs.
    pub fn signed_message(
        vault: VaultId,
        account: &[u8; 32],
        recovery: &[u8; 32],
        locator: Option<Locator>,
    ) -> Vec<u8> {
        let context = context::RECOVERY_SIGNATURE.as_bytes();
        let locator = locator.as_ref().map_or(&[][..], |locator| locator.as_bytes());
        [context, vault.as_bytes(), account, recovery, locator].concat()
    }
}

/// Links that were held back, or that only came to be known after a fork.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Links {
    /// Index of the newer key.
    #[n(0)]
    pub key_index: Hash,
    /// Older keys, sealed under it.
    #[n(1)]
    pub links: Vec<Link>,
}

/// What an entry does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Begins the vault.
    Genesis(Box<Genesis>),
    /// Adds a device.
    Add(Box<Add>),
    /// Begins a new epoch.
    Rotate(Box<Rotate>),
    /// Removes devices and begins a new epoch.
    Revoke(Box<Revoke>),
    /// Replaces the words.
    ChangeRecovery(Box<ChangeRecovery>),
    /// Publishes links to older keys.
    Links(Box<Links>),
    /// Something that this version does not know: kept, passed on, and a reason to update.
    Newer {
        /// Its code.
        code: u32,
        /// Its bytes.
        bytes: Vec<u8>,
    },
}

pub(super) const GENESIS: u32 = 0;
const ADD: u32 = 1;
const ROTATE: u32 = 2;
const REVOKE: u32 = 3;
const CHANGE_RECOVERY: u32 = 4;
const LINKS: u32 = 5;

impl Action {
    /// The epoch that the entry begins, if it begins one after the genesis.
    pub fn rotate(&self) -> Option<&Rotate> {
        match self {
            Self::Add(add) => add.hold.as_ref().map(|hold| &hold.rotate),
            Self::Rotate(rotate) => Some(rotate),
            Self::Revoke(revoke) => Some(&revoke.rotate),
            Self::ChangeRecovery(change) => Some(&change.rotate),
            Self::Genesis(_) | Self::Links(_) | Self::Newer { .. } => None,
        }
    }

    /// The device that the entry brings in, with its sealed name.
    pub fn device(&self) -> Option<(&DeviceKeys, &[u8])> {
        match self {
            Self::Genesis(genesis) => Some((&genesis.device, &genesis.name)),
            Self::Add(add) => Some((&add.device, &add.name)),
            _ => None,
        }
    }

    /// What an addition says.
    pub fn add(&self) -> Option<&Add> {
        if let Self::Add(add) = self { Some(add) } else { None }
    }

    /// What a revocation says.
    pub fn revoke(&self) -> Option<&Revoke> {
        if let Self::Revoke(revoke) = self { Some(revoke) } else { None }
    }

    /// What a change of recovery says.
    pub fn change_recovery(&self) -> Option<&ChangeRecovery> {
        if let Self::ChangeRecovery(change) = self { Some(change) } else { None }
    }

    pub(super) fn code(&self) -> u32 {
        match self {
            Self::Genesis(_) => GENESIS,
            Self::Add(_) => ADD,
            Self::Rotate(_) => ROTATE,
            Self::Revoke(_) => REVOKE,
            Self::ChangeRecovery(_) => CHANGE_RECOVERY,
            Self::Links(_) => LINKS,
            Self::Newer { code, .. } => *code,
        }
    }

    pub(super) fn encode(&self) -> Vec<u8> {
        match self {
            Self::Genesis(genesis) => codec::encode(genesis.as_ref()),
            Self::Add(add) => codec::encode(add.as_ref()),
            Self::Rotate(rotate) => codec::encode(rotate.as_ref()),
            Self::Revoke(revoke) => codec::encode(revoke.as_ref()),
            Self::ChangeRecovery(change) => codec::encode(change.as_ref()),
            Self::Links(links) => codec::encode(links.as_ref()),
            Self::Newer { bytes, .. } => bytes.clone(),
        }
    }

    pub(super) fn decode(code: u32, bytes: &[u8]) -> Result<Self, WireError> {
        match code {
            GENESIS => codec::decode(bytes).map(Box::new).map(Self::Genesis),
            ADD => codec::decode(bytes).map(Box::new).map(Self::Add),
            ROTATE => codec::decode(bytes).map(Box::new).map(Self::Rotate),
            REVOKE => codec::decode(bytes).map(Box::new).map(Self::Revoke),
            CHANGE_RECOVERY => codec::decode(bytes).map(Box::new).map(Self::ChangeRecovery),
            LINKS => codec::decode(bytes).map(Box::new).map(Self::Links),
            code => Ok(Self::Newer { code, bytes: bytes.to_vec() }),
        }
    }
}
