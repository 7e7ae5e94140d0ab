//! What a relay says it has. Every answer carries one, so that each exchange is also an audit of the relay.

use minicbor::{Decode, Encode};

use crate::{DeviceId, Hash};

/// The end of one device's chain as somebody knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Encode, Decode)]
#[cbor(array)]
pub struct Tip {
    /// Whose chain.
    #[n(0)]
    pub device: DeviceId,
    /// Number of its last envelope, dense from 1.
    #[n(1)]
    pub n: u64,
    /// Hash of that envelope.
    #[n(2)]
    pub hash: Hash,
}

/// The audit block of a relay's answer.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Audit {
    /// Random, made anew whenever the relay's copy of the vault was created afresh.
    #[n(0)]
    #[cbor(with = "minicbor::bytes")]
    pub generation: [u8; 16],
    /// The relay's newest sequence number in this vault.
    #[n(1)]
    pub head: u64,
    /// Head of the roster as the relay guards it.
    #[n(2)]
    pub roster_head: Hash,
    /// How many roster entries the relay holds, over all branches.
    #[n(3)]
    pub roster_len: u64,
    /// The end of every chain that it holds, ordered by device.
    #[n(4)]
    pub have: Vec<Tip>,
    /// Up to where chains were retired, ordered by device.
    #[n(5)]
    pub retired: Vec<Tip>,
}
