//! Device names, sealed at one size, so that the relay learns neither a name nor its length.

use rand::CryptoRng;
use requite_wire::context;

use super::EntryError;
use crate::{EpochKey, OpenError, cipher};

/// Bytes of a device's name.
const NAME_MAX: usize = 64;
const NONCE: usize = 24;

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

pub(super) fn seal(
    name: &str,
    key: &EpochKey,
    rng: &mut impl CryptoRng,
) -> Result<Vec<u8>, EntryError> {
    let len = u8::try_from(name.len()).map_err(|_| EntryError::Name)?;
    if name.is_empty() || name.len() > NAME_MAX {
        return Err(EntryError::Name);
    }
    let mut plain = vec![len];
    plain.extend_from_slice(name.as_bytes());
    plain.resize(NAME_MAX + 1, 0);
    let mut nonce = [0; NONCE];
    rng.fill_bytes(&mut nonce);
    let name_key = key.derive(context::DEVICE_NAME_KEY);
    let sealed = cipher::seal(&name_key, &nonce, &[], &plain).ok_or(EntryError::Name)?;
    Ok([&nonce[..], &sealed].concat())
}
