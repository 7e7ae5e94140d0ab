//! The requests and answers between a client and a relay, one type each (`docs/wire.md` has the operations).

use minicbor::{Decode, Encode, bytes::ByteVec};

use crate::{Audit, Hash, Locator, VaultId, context};

/// The media type of every body.
pub const CONTENT_TYPE: &str = "application/cbor";

/// `POST /v1/challenge`: asks for something to sign.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct ChallengeRequest {
    /// The verifying key that will sign: a device's, or the account's.
    #[n(0)]
    #[cbor(with = "minicbor::bytes")]
    pub key: [u8; 32],
}

/// Answer to [`ChallengeRequest`]: valid once, for a minute.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Challenge {
    /// Random.
    #[n(0)]
    #[cbor(with = "minicbor::bytes")]
    pub nonce: [u8; 32],
}

/// `POST /v1/token`: proves possession of a key.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct TokenRequest {
    /// The key of the challenge.
    #[n(0)]
    #[cbor(with = "minicbor::bytes")]
    pub key: [u8; 32],
    /// The nonce of the challenge.
    #[n(1)]
    #[cbor(with = "minicbor::bytes")]
    pub nonce: [u8; 32],
    /// The origin that the client dialled, `http://host:port` or `https://host[:port]`.
    #[n(2)]
    pub origin: String,
    /// The vault to enter; none for the account key that does not know it yet (it may then only locate).
    #[n(3)]
    pub vault: Option<VaultId>,
    /// Ed25519 over [`TokenRequest::signed_message`].
    #[n(4)]
    #[cbor(with = "minicbor::bytes")]
    pub signature: [u8; 64],
}

impl TokenRequest {
    /// What the signature covers: context, key, nonce, vault or zeros, then the origin.
    pub fn signed_message(
        key: &[u8; 32],
        nonce: &[u8; 32],
        vault: Option<VaultId>,
        origin: &str,
    ) -> Vec<u8> {
        let vault = vault.map_or([0; VaultId::LEN], |vault| *vault.as_bytes());
        [context::TOKEN_SIGNATURE.as_bytes(), key, nonce, &vault, origin.as_bytes()].concat()
    }
}

/// Answer to [`TokenRequest`]. Sent back as `Authorization: Bearer <hex>`.
#[derive(Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Token {
    /// The token.
    #[n(0)]
    #[cbor(with = "minicbor::bytes")]
    pub token: [u8; 32],
    /// Seconds that it is valid for.
    #[n(1)]
    pub expires_in_s: u32,
}

impl core::fmt::Debug for Token {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Token(redacted, {} s)", self.expires_in_s)
    }
}

/// `POST /v1/vaults`: registers a vault, or brings back what a relay has lost of one. The same again is answered alike.
/// No token is needed: the account's signature is the proof, and every roster entry carries its own. So a relay that was
/// restored from a copy older than a device can learn of that device from itself, without anybody being asked.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct CreateVault {
    /// The genesis entry's bytes.
    #[n(0)]
    #[cbor(with = "minicbor::bytes")]
    pub genesis: Vec<u8>,
    /// Where the words find it again.
    #[n(1)]
    pub locator: Locator,
    /// The account's Ed25519 over [`CreateVault::signed_message`].
    #[n(2)]
    #[cbor(with = "minicbor::bytes")]
    pub signature: [u8; 64],
    /// The roster entries after the genesis, parents first; the relay admits those that hold.
    #[n(3)]
    pub roster: Vec<ByteVec>,
}

impl CreateVault {
    /// What the signature covers.
    pub fn signed_message(genesis: &[u8], locator: Locator) -> Vec<u8> {
        let genesis = Hash::of(genesis);
        [context::VAULT_SIGNATURE.as_bytes(), genesis.as_bytes(), locator.as_bytes()].concat()
    }
}

/// `GET /v1/locate/{locator}`, and the answer to [`CreateVault`].
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Located {
    /// The vault.
    #[n(0)]
    pub vault: VaultId,
}

/// `GET /v1/vaults/{vault}/roster?from=I`: entries of all branches in the relay's order of arrival, from index I.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct RosterPage {
    /// Entries' bytes.
    #[n(0)]
    pub entries: Vec<ByteVec>,
    /// The head that the relay guards: what an append must name in `If-Match`.
    #[n(1)]
    pub head: Hash,
    /// Entries in all.
    #[n(2)]
    pub len: u64,
}

/// `POST /v1/vaults/{vault}/push`: at most 64 envelopes, all or none.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Push {
    /// Envelopes' bytes, each chain in order.
    #[n(0)]
    pub envelopes: Vec<ByteVec>,
}

/// Answer to [`Push`]: durable, everything.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Pushed {
    /// The relay's sequence number of each, in the order of the push; those it had before keep theirs.
    #[n(0)]
    pub seqs: Vec<u64>,
    /// The audit after it.
    #[n(1)]
    pub audit: Audit,
}

/// One envelope of a page.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Delivered {
    /// The relay's sequence number: rising, with holes.
    #[n(0)]
    pub seq: u64,
    /// Its bytes.
    #[n(1)]
    #[cbor(with = "minicbor::bytes")]
    pub envelope: Vec<u8>,
}

/// `GET /v1/vaults/{vault}/pull?after=S&max=BYTES`, and each binary frame of `GET /v1/vaults/{vault}/live?after=S`.
/// A frame without envelopes says only that there is more to pull.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Page {
    /// Envelopes in the relay's order.
    #[n(0)]
    pub envelopes: Vec<Delivered>,
    /// Ask again after this.
    #[n(1)]
    pub next: u64,
    /// Whether more is there now.
    #[n(2)]
    pub more: bool,
    /// The audit.
    #[n(3)]
    pub audit: Audit,
}

/// `GET /v1/rendezvous/{id}?from=I`: what lies in a pairing mailbox, from message I on. `PUT` of message I lays one in.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Mailbox {
    /// The messages.
    #[n(0)]
    pub messages: Vec<ByteVec>,
}

/// The body of every refusal.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Refusal {
    /// A stable code, see [`code`].
    #[n(0)]
    pub code: String,
    /// A sentence for the person who runs the relay.
    #[n(1)]
    pub message: String,
    /// What the relay has, where that explains the refusal (409, 412).
    #[n(2)]
    pub audit: Option<Audit>,
}

/// The codes of [`Refusal`].
pub mod code {
    /// 401: no token, a stale one, or a signature that does not fit.
    pub const UNAUTHORIZED: &str = "unauthorized";
    /// 404: unknown or forbidden, which answer alike.
    pub const NOT_FOUND: &str = "not_found";
    /// 400: malformed.
    pub const MALFORMED: &str = "malformed";
    /// 413: over a limit.
    pub const TOO_LARGE: &str = "too_large";
    /// 409: the same number in a chain with another hash.
    pub const FORKED: &str = "forked";
    /// 409: another message lies in this place of a mailbox.
    pub const TAKEN: &str = "taken";
    /// 412: a push does not follow what the relay has, or a roster head is stale.
    pub const STALE: &str = "stale";
    /// 403: the signer is not an active device.
    pub const NOT_A_MEMBER: &str = "not_a_member";
    /// 429: slow down.
    pub const BUSY: &str = "busy";
    /// 507: the relay's disk or the vault's quota is full.
    pub const FULL: &str = "full";
    /// 500: a fault of the relay.
    pub const INTERNAL: &str = "internal";
}
