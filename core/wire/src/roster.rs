//! Roster entries: signed statements about which devices belong to a vault. Format only; the rules of what entries
//! mean together are in `sync::roster`, signing is in `seal`.
//!
//! ```text
//! entry   [ body: bytes, signature: 64 bytes ]
//! body    [ version, vault id or null, parent hash or null, signer's verifying key, action code, action: bytes, at ]
//! ```
//! The signature covers context, vault id and BLAKE3(body). A genesis has neither vault nor parent: the vault id *is*
//! the start of BLAKE3(body). Codes that this version does not know are kept and passed on.

mod action;

use minicbor::{Decode, Encode};

use crate::{Hash, VaultId, WIRE_VERSION, WireError, codec, context, limits};

pub use action::{
    Action, Add, ChangeRecovery, Cut, DeviceKeys, Genesis, Hold, Link, Links, Revoke, Rotate, Wrap,
};

/// An entry's unsigned statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    /// The vault; none in a genesis.
    pub vault: Option<VaultId>,
    /// The entry that this one follows; none in a genesis.
    pub parent: Option<Hash>,
    /// Verifying key of the signer: a device, or the account.
    pub signer: [u8; 32],
    /// When, by the signer's clock, in milliseconds since 1970: shown to people, decides nothing.
    pub at_ms: i64,
    /// What it does.
    pub action: Action,
}

#[derive(Encode, Decode)]
#[cbor(array)]
struct RawBody {
    #[n(0)]
    version: u8,
    #[n(1)]
    vault: Option<VaultId>,
    #[n(2)]
    parent: Option<Hash>,
    #[n(3)]
    #[cbor(with = "minicbor::bytes")]
    signer: [u8; 32],
    #[n(4)]
    code: u32,
    #[n(5)]
    #[cbor(with = "minicbor::bytes")]
    action: Vec<u8>,
    #[n(6)]
    at_ms: i64,
}

#[derive(Encode, Decode)]
#[cbor(array)]
struct RawEntry {
    #[n(0)]
    #[cbor(with = "minicbor::bytes")]
    body: Vec<u8>,
    #[n(1)]
    #[cbor(with = "minicbor::bytes")]
    signature: [u8; 64],
}

impl Body {
    /// The bytes that are signed, by way of their hash.
    pub fn encode(&self) -> Vec<u8> {
        codec::encode(&RawBody {
            version: WIRE_VERSION,
            vault: self.vault,
            parent: self.parent,
            signer: self.signer,
            code: self.action.code(),
            action: self.action.encode(),
            at_ms: self.at_ms,
        })
    }
}

/// A parsed entry beside the bytes that it came from. Not yet verified: see `sync::roster`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    body: Body,
    vault: VaultId,
    message: Vec<u8>,
    signature: [u8; 64],
    hash: Hash,
    bytes: Vec<u8>,
}

impl Entry {
    /// Reads an entry.
    ///
    /// # Errors
    /// [`WireError`] for a malformed, oversized or newer one, or one whose vault or parent do not fit its action.
    pub fn parse(bytes: Vec<u8>) -> Result<Self, WireError> {
        if bytes.len() > limits::ROSTER_ENTRY_BYTES_MAX {
            return Err(WireError::OverLimit { what: "a roster entry", limit: 16 * 1024 });
        }
        let raw: RawEntry = codec::decode(&bytes)?;
        let body: RawBody = codec::decode(&raw.body)?;
        if body.version != WIRE_VERSION {
            return Err(WireError::NewerVersion);
        }
        let is_genesis = body.code == action::GENESIS;
        if is_genesis != (body.vault.is_none() && body.parent.is_none()) {
            return Err(WireError::Invalid("start of roster"));
        }
        let vault = match (body.vault, body.parent) {
            (Some(vault), Some(_)) => vault,
            (None, None) => vault_id(&raw.body),
            (Some(_), None) | (None, Some(_)) => return Err(WireError::Invalid("start of roster")),
        };
        let action = Action::decode(body.code, &body.action)?;
        Ok(Self {
            message: signed_message(vault, &raw.body),
            body: Body {
                vault: body.vault,
                parent: body.parent,
                signer: body.signer,
                at_ms: body.at_ms,
                action,
            },
            vault,
            signature: raw.signature,
            hash: Hash::of(&bytes),
            bytes,
        })
    }

    /// Puts an entry together from a body's bytes and their signature.
    ///
    /// # Errors
    /// As [`Entry::parse`].
    pub fn assemble(body: Vec<u8>, signature: [u8; 64]) -> Result<Self, WireError> {
        Self::parse(codec::encode(&RawEntry { body, signature }))
    }

    /// Its statement.
    pub const fn body(&self) -> &Body {
        &self.body
    }

    /// The vault that it is about; for a genesis, the one that it begins.
    pub const fn vault(&self) -> VaultId {
        self.vault
    }

    /// What its signature covers.
    pub fn signed_message(&self) -> &[u8] {
        &self.message
    }

    /// Its signature.
    pub const fn signature(&self) -> &[u8; 64] {
        &self.signature
    }

    /// Its hash: what the next entry names as its parent.
    pub const fn hash(&self) -> Hash {
        self.hash
    }

    /// All of its bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

/// The id of the vault that begins with a genesis of these body bytes.
pub fn vault_id(genesis_body: &[u8]) -> VaultId {
    let mut id = [0; VaultId::LEN];
    id.iter_mut().zip(blake3::hash(genesis_body).as_bytes()).for_each(|(to, from)| *to = *from);
    VaultId::new(id)
}

/// What is signed of a body's bytes.
pub fn signed_message(vault: VaultId, body: &[u8]) -> Vec<u8> {
    [context::ROSTER_SIGNATURE.as_bytes(), vault.as_bytes(), Hash::of(body).as_bytes()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn add(vault: Option<VaultId>, parent: Option<Hash>) -> Body {
        let keys = DeviceKeys { verify: [1; 32], hpke: [2; 32] };
        let wrap = Wrap { to: [2; 32], sealed: vec![3; 80] };
        let action =
            Action::Add(Box::new(Add { device: keys, name: vec![4; 40], wrap, hold: None }));
        Body { vault, parent, signer: [5; 32], at_ms: 9, action }
    }

    #[test]
    fn an_entry_reads_back_and_keeps_its_bytes() {
        let body = add(Some(VaultId::new([6; 16])), Some(Hash::of(b"parent")));
        let entry = Entry::assemble(body.encode(), [7; 64]).unwrap();
        let back = Entry::parse(entry.bytes().to_vec()).unwrap();
        assert_eq!(back.body(), &body);
        assert_eq!(back, entry);
    }

    #[test]
    fn an_action_of_a_newer_version_is_kept() {
        let mut body = add(Some(VaultId::new([6; 16])), Some(Hash::of(b"parent")));
        body.action = Action::Newer { code: 77, bytes: vec![1, 2, 3] };
        let entry = Entry::assemble(body.encode(), [7; 64]).unwrap();
        assert_eq!(entry.body().action, body.action);
    }

    #[test]
    fn only_a_genesis_stands_alone() {
        for (vault, parent) in
            [(None, None), (Some(VaultId::new([6; 16])), None), (None, Some(Hash::ZERO))]
        {
            let refused = Entry::assemble(add(vault, parent).encode(), [7; 64]);
            assert_eq!(refused, Err(WireError::Invalid("start of roster")));
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _outcome = Entry::parse(bytes);
        }
    }
}
