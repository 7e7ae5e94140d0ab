//! Ed25519, verifying only and strictly.

use ed25519_dalek::{Signature, VerifyingKey};
use requite_sync::roster::Verify;

/// The strict check.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Strict;

impl Verify for Strict {
    fn verify(&self, key: &[u8; 32], message: &[u8], signature: &[u8; 64]) -> bool {
        VerifyingKey::from_bytes(key)
            .is_ok_and(|key| key.verify_strict(message, &Signature::from_bytes(signature)).is_ok())
    }
}
