//! Sealing and opening envelopes. The order of checks is that of `docs/wire.md`; each failure has its own error and
//! nothing is applied half.

use rand::CryptoRng;
use requite_wire::{
    Content, DeviceId, Envelope, EnvelopeKind, Hash, Header, Tip, VaultId, WireError, compress,
    context,
    envelope::{SEALED_PLAIN_MAX, signed_message},
    limits, padding,
};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use crate::{DeviceSigner, EpochKey, Signer, cipher, verify};

/// What an envelope is sealed with.
#[derive(Debug, Clone, Copy)]
pub struct SealWith<'a> {
    /// Key of the epoch.
    pub key: &'a EpochKey,
    /// Number of the epoch.
    pub epoch: u32,
    /// The writing device.
    pub signer: &'a DeviceSigner,
    /// The vault.
    pub vault: VaultId,
    /// The end of this device's chain so far.
    pub previous: Option<Tip>,
    /// What the envelope holds.
    pub kind: EnvelopeKind,
}

/// Why something cannot be sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// More than fits one envelope: split it.
    #[error("this is more than fits one envelope")]
    TooLarge,
    /// A mistake in what was to be sealed.
    #[error("this cannot be sealed")]
    Invalid,
}

/// Why an envelope does not open.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// The key is not that of the device named in the header.
    #[error("the envelope is by another device")]
    Device,
    /// The signature does not fit.
    #[error("the signature of the envelope does not fit")]
    Signature,
    /// Sealed under another key.
    #[error("the envelope is sealed under another key")]
    Commitment,
    /// Altered.
    #[error("the envelope was altered")]
    Cipher,
    /// Not padded as it must be.
    #[error("the envelope is not padded as it must be")]
    Padding,
    /// What is inside does not inflate within its limit.
    #[error("what is inside does not inflate")]
    Compression,
    /// What is inside is malformed.
    #[error("what is inside is malformed: {0}")]
    Content(WireError),
    /// A wrap, name or key that does not open.
    #[error("this cannot be opened with this key")]
    Key,
}

/// Seals content into the next envelope of a chain.
///
/// # Errors
/// [`SealError::TooLarge`] when it has to be split.
pub fn seal(
    content: &Content,
    with: SealWith<'_>,
    rng: &mut impl CryptoRng,
) -> Result<Envelope, SealError> {
    let plain = Zeroizing::new(content.encode());
    if plain.len() > limits::INFLATED_BYTES_MAX {
        return Err(SealError::TooLarge);
    }
    let packed = Zeroizing::new(compress::compress(&plain, compress::Effort::Kept));
    if packed.len() > SEALED_PLAIN_MAX {
        return Err(SealError::TooLarge);
    }
    let padded = Zeroizing::new(padding::pad(&packed).map_err(|_| SealError::TooLarge)?);
    let mut nonce = [0; 24];
    rng.fill_bytes(&mut nonce);
    let mut header = Header {
        kind: with.kind,
        device: DeviceId::of_key(&with.signer.verify_key()),
        epoch: with.epoch,
        n: with.previous.map_or(0, |tip| tip.n) + 1,
        prev: with.previous.map_or(Hash::ZERO, |tip| tip.hash),
        nonce,
        commit: [0; 32],
    };
    header.commit = commitment(&header, with.key);
    let key = with.key.derive(context::ENVELOPE_KEY);
    let body =
        cipher::seal(&key, &nonce, &aad(with.vault, &header), &padded).ok_or(SealError::Invalid)?;
    let signed = [&header.bytes()[..], &body].concat();
    let signature = with.signer.sign(&signed_message(with.vault, &signed));
    Envelope::assemble(&header, &body, &signature).map_err(|_| SealError::Invalid)
}

/// Whether an envelope is by the device that verifies with `verify_key`, in this vault.
///
/// # Errors
/// [`OpenError::Device`], [`OpenError::Signature`].
pub fn authenticate(
    envelope: &Envelope,
    vault: VaultId,
    verify_key: &[u8; 32],
) -> Result<(), OpenError> {
    if DeviceId::of_key(verify_key) != envelope.header().device {
        return Err(OpenError::Device);
    }
    let fits = verify(verify_key, &envelope.signed_message(vault), &envelope.signature());
    if fits { Ok(()) } else { Err(OpenError::Signature) }
}

/// Opens an envelope that was authenticated: commitment, cipher, padding, size, form, in this order.
///
/// # Errors
/// One [`OpenError`] for each step.
pub fn open(envelope: &Envelope, vault: VaultId, key: &EpochKey) -> Result<Content, OpenError> {
    let header = envelope.header();
    if !bool::from(commitment(header, key).ct_eq(&header.commit)) {
        return Err(OpenError::Commitment);
    }
    let cipher_key = key.derive(context::ENVELOPE_KEY);
    let padded = cipher::open(&cipher_key, &header.nonce, &aad(vault, header), envelope.body());
    let padded = Zeroizing::new(padded.ok_or(OpenError::Cipher)?);
    let packed = padding::unpad(&padded).map_err(|_| OpenError::Padding)?;
    let plain = compress::inflate(packed, limits::INFLATED_BYTES_MAX);
    let plain = Zeroizing::new(plain.map_err(|_| OpenError::Compression)?);
    Content::decode(&plain).map_err(OpenError::Content)
}

/// XChaCha20-Poly1305 does not commit to its key; this does.
fn commitment(header: &Header, key: &EpochKey) -> [u8; 32] {
    let key = key.derive(context::COMMITMENT_KEY);
    *blake3::keyed_hash(&key, &header.uncommitted_bytes()).as_bytes()
}

fn aad(vault: VaultId, header: &Header) -> Vec<u8> {
    [context::ENVELOPE_AAD.as_bytes(), vault.as_bytes(), &header.bytes()].concat()
}
