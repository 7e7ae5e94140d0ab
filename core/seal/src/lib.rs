//! Keys, recovery words, sealed envelopes and signed roster entries. Pure: randomness is an argument, nothing is read
//! or written. The only crate that names ciphers, key derivation and HPKE.
//!
//! Suite 1, without negotiation: XChaCha20-Poly1305, BLAKE3, Ed25519 (strict), HPKE (RFC 9180: X25519-HKDF-SHA256, HKDF-SHA256,
//! ChaCha20-Poly1305), Argon2id. Secrets have no `Serialize`, show nothing in `Debug` and are wiped when dropped.

mod cipher;
mod envelope;
mod keyfile;
mod keys;
mod pairing;
mod roster;
mod words;

pub use envelope::{OpenError, SealError, SealWith, authenticate, open, seal};
pub use keyfile::{Argon2Params, KeyFile, KeyFileError, LocalKeys};
pub use keys::{
    AccountKey, DeviceSecrets, DeviceSigner, EpochKey, HpkeSecret, Root, Signer, verify,
};
pub use pairing::{Check, Claim, Inviter, Newcomer, PairingError, mailbox};
pub use roster::{
    Beginning, EntryError, NewEpoch, Statement, device_name, genesis, unlink, unwrap,
};
pub use words::{Entropy, RecoveryWords, WordsError};
