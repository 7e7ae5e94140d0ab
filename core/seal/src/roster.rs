//! Making roster entries and opening what they carry: wrapped epoch keys and sealed device names.

use hpke::{
    Deserializable, OpModeR, OpModeS, Serializable, aead::ChaCha20Poly1305, kdf::HkdfSha256,
    single_shot_open, single_shot_seal_with_rng,
};
use rand::CryptoRng;
use requite_wire::{
    Hash, VaultId, context,
    roster::{Action, Add, Body, DeviceKeys, Entry, Genesis, Wrap, signed_message, vault_id},
};
use zeroize::Zeroizing;

use crate::{AccountKey, EpochKey, HpkeSecret, OpenError, Signer, cipher, keys::Kem};

/// Bytes of a device's name.
const NAME_MAX: usize = 64;
const NONCE: usize = 24;
const ENCAPPED: usize = 32;

/// Why an entry cannot be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// The name does not fit.
    #[error("a device's name has 1 to 64 bytes")]
    Length,
    /// A public key that is none.
    #[error("a key of the device cannot be used")]
    Key,
}

/// The entry that begins a vault, signed by the account.
///
/// # Errors
/// [`NameError`] for a device name that does not fit.
pub fn genesis(
    account: &AccountKey,
    recovery: &[u8; 32],
    device: &DeviceKeys,
    name: &str,
    key: &EpochKey,
    rng: &mut impl CryptoRng,
) -> Result<Entry, NameError> {
    let mut salt = [0; 16];
    rng.fill_bytes(&mut salt);
    let genesis = Genesis {
        salt,
        account: account.verify_key(),
        recovery: *recovery,
        device: *device,
        name: seal_name(name, key, rng)?,
        key_index: key.index(),
        wraps: vec![wrap(key, &device.hpke, rng)?, wrap(key, recovery, rng)?],
    };
    let action = Action::Genesis(Box::new(genesis));
    let body = Body { vault: None, parent: None, signer: account.verify_key(), action }.encode();
    let signature = account.sign(&signed_message(vault_id(&body), &body));
    Entry::assemble(body, signature).map_err(|_| NameError::Length)
}

/// The entry that adds a device, signed by the account or by a device of the vault.
///
/// # Errors
/// [`NameError`] for a device name that does not fit.
pub fn add(
    signer: &impl Signer,
    vault: VaultId,
    parent: Hash,
    device: &DeviceKeys,
    name: &str,
    key: &EpochKey,
    rng: &mut impl CryptoRng,
) -> Result<Entry, NameError> {
    let add = Add {
        device: *device,
        name: seal_name(name, key, rng)?,
        wrap: wrap(key, &device.hpke, rng)?,
    };
    let body = Body {
        vault: Some(vault),
        parent: Some(parent),
        signer: signer.verify_key(),
        action: Action::Add(Box::new(add)),
    }
    .encode();
    let signature = signer.sign(&signed_message(vault, &body));
    Entry::assemble(body, signature).map_err(|_| NameError::Length)
}

/// The epoch key in a wrap, if it is the one that the roster names.
///
/// # Errors
/// [`OpenError::Key`].
pub fn unwrap(wrap: &Wrap, secret: &HpkeSecret, key_index: &Hash) -> Result<EpochKey, OpenError> {
    let private = secret.key().ok_or(OpenError::Key)?;
    let (encapped, sealed) = wrap.sealed.split_at_checked(ENCAPPED).ok_or(OpenError::Key)?;
    let encapped =
        <Kem as hpke::Kem>::EncappedKey::from_bytes(encapped).map_err(|_| OpenError::Key)?;
    let plain = single_shot_open::<ChaCha20Poly1305, HkdfSha256, Kem>(
        &OpModeR::Base,
        &private,
        &encapped,
        context::WRAP_INFO.as_bytes(),
        sealed,
        &wrap_aad(&wrap.to, key_index),
    );
    let plain = Zeroizing::new(plain.map_err(|_| OpenError::Key)?);
    let key = EpochKey::from_bytes(plain.as_slice().try_into().map_err(|_| OpenError::Key)?);
    if key.index() == *key_index { Ok(key) } else { Err(OpenError::Key) }
}

/// The name of a device.
///
/// # Errors
/// [`OpenError::Key`] for another key or an altered name.
pub fn device_name(sealed: &[u8], key: &EpochKey) -> Result<String, OpenError> {
    let (nonce, sealed) = sealed.split_first_chunk::<NONCE>().ok_or(OpenError::Key)?;
    let name_key = key.derive(context::DEVICE_NAME_KEY);
    let plain = cipher::open(&name_key, nonce, &[], sealed).ok_or(OpenError::Key)?;
    let (len, name) = plain.split_first().ok_or(OpenError::Key)?;
    let name = name.get(..usize::from(*len)).ok_or(OpenError::Key)?;
    String::from_utf8(name.to_vec()).map_err(|_| OpenError::Key)
}

/// Names are sealed at one size, so that the relay does not learn their length.
fn seal_name(name: &str, key: &EpochKey, rng: &mut impl CryptoRng) -> Result<Vec<u8>, NameError> {
    let len = u8::try_from(name.len()).map_err(|_| NameError::Length)?;
    if name.is_empty() || name.len() > NAME_MAX {
        return Err(NameError::Length);
    }
    let mut plain = vec![len];
    plain.extend_from_slice(name.as_bytes());
    plain.resize(NAME_MAX + 1, 0);
    let mut nonce = [0; NONCE];
    rng.fill_bytes(&mut nonce);
    let name_key = key.derive(context::DEVICE_NAME_KEY);
    let sealed = cipher::seal(&name_key, &nonce, &[], &plain).ok_or(NameError::Length)?;
    Ok([&nonce[..], &sealed].concat())
}

fn wrap(key: &EpochKey, to: &[u8; 32], rng: &mut impl CryptoRng) -> Result<Wrap, NameError> {
    let public = <Kem as hpke::Kem>::PublicKey::from_bytes(to).map_err(|_| NameError::Key)?;
    let (encapped, sealed) = single_shot_seal_with_rng::<ChaCha20Poly1305, HkdfSha256, Kem>(
        &OpModeS::Base,
        &public,
        context::WRAP_INFO.as_bytes(),
        key.to_bytes().as_ref(),
        &wrap_aad(to, &key.index()),
        rng,
    )
    .map_err(|_| NameError::Key)?;
    Ok(Wrap { to: *to, sealed: [encapped.to_bytes().as_slice(), &sealed].concat() })
}

fn wrap_aad(to: &[u8; 32], key_index: &Hash) -> Vec<u8> {
    [&to[..], key_index.as_bytes()].concat()
}
