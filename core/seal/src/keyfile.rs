//! The key file: the keys of a device's two files, sealed under a passphrase by Argon2id (RFC 9106).
//!
//! ```text
//! [ version, memory KiB, passes, lanes, salt 16, nonce 24, sealed 64 + 16, BLAKE3 of all before ]
//! ```
//! The closing hash tells a damaged file from a wrong passphrase without helping anyone guess.

use argon2::{Algorithm, Argon2, Params, Version};
use rand::CryptoRng;
use requite_wire::{Hash, context};
use zeroize::Zeroizing;

use crate::cipher;

/// The keys of a device's two files.
pub struct LocalKeys {
    /// Opens the mail file.
    pub mail: Zeroizing<[u8; 32]>,
    /// Opens the journal file.
    pub content: Zeroizing<[u8; 32]>,
}

/// The sealed form of [`LocalKeys`].
#[derive(Debug, Clone, Copy)]
pub struct KeyFile;

/// What deriving the key costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Argon2Params {
    /// Memory in KiB, 19 MiB to 256 MiB.
    pub memory_kib: u32,
    /// Passes, 2 to 10.
    pub passes: u32,
    /// Lanes, 1 to 4.
    pub lanes: u32,
}

impl Default for Argon2Params {
    /// 64 MiB, 3 passes, 1 lane.
    fn default() -> Self {
        Self { memory_kib: 64 * 1024, passes: 3, lanes: 1 }
    }
}

/// Why a key file does not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyFileError {
    /// Another passphrase.
    #[error("the passphrase does not open this vault")]
    WrongPassphrase,
    /// Not the bytes that were written.
    #[error("the key file is damaged")]
    Damaged,
    /// Written by a newer version.
    #[error("the key file was written by a newer version; update this program")]
    NewerVersion,
    /// A cost that is too low to be safe or too high to be honest.
    #[error("the key file asks for a derivation outside its bounds")]
    Params,
}

const VERSION: u8 = 1;
const SALT: usize = 16;
const NONCE: usize = 24;
const SEALED: usize = 64 + 16;
const HEAD: usize = 1 + 12 + SALT;
const LEN: usize = HEAD + NONCE + SEALED + Hash::LEN;

impl LocalKeys {
    /// New ones.
    pub fn generate(rng: &mut impl CryptoRng) -> Self {
        let mut bytes = Zeroizing::new([0; 64]);
        rng.fill_bytes(bytes.as_mut());
        Self::from_bytes(&bytes)
    }

    /// For a platform's key store.
    pub fn to_bytes(&self) -> Zeroizing<[u8; 64]> {
        let mut bytes = Zeroizing::new([0; 64]);
        let both = self.mail.iter().chain(self.content.iter());
        bytes.iter_mut().zip(both).for_each(|(to, from)| *to = *from);
        bytes
    }

    /// From [`LocalKeys::to_bytes`].
    pub fn from_bytes(bytes: &[u8; 64]) -> Self {
        let (mail, content) = bytes.split_at(32);
        let half = |bytes: &[u8]| Zeroizing::new(bytes.first_chunk().copied().unwrap_or_default());
        Self { mail: half(mail), content: half(content) }
    }
}

impl core::fmt::Debug for LocalKeys {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("LocalKeys(redacted)")
    }
}

impl KeyFile {
    /// Seals keys under a passphrase.
    ///
    /// # Errors
    /// [`KeyFileError::Params`].
    pub fn seal(
        keys: &LocalKeys,
        passphrase: &[u8],
        params: Argon2Params,
        rng: &mut impl CryptoRng,
    ) -> Result<Vec<u8>, KeyFileError> {
        let (mut salt, mut nonce) = ([0; SALT], [0; NONCE]);
        rng.fill_bytes(&mut salt);
        rng.fill_bytes(&mut nonce);
        let mut file = vec![VERSION];
        for number in [params.memory_kib, params.passes, params.lanes] {
            file.extend_from_slice(&number.to_be_bytes());
        }
        file.extend_from_slice(&salt);
        let key = derive(passphrase, params, &salt)?;
        let sealed = cipher::seal(&key, &nonce, &aad(&file), keys.to_bytes().as_ref());
        file.extend_from_slice(&nonce);
        file.extend_from_slice(&sealed.ok_or(KeyFileError::Params)?);
        file.extend_from_slice(Hash::of(&file).as_bytes());
        Ok(file)
    }

    /// Opens a key file.
    ///
    /// # Errors
    /// [`KeyFileError`]; the bounds of the cost are checked before any memory is taken.
    pub fn open(file: &[u8], passphrase: &[u8]) -> Result<LocalKeys, KeyFileError> {
        let (body, hash) = file.split_last_chunk::<32>().ok_or(KeyFileError::Damaged)?;
        if *hash != *Hash::of(body).as_bytes() {
            return Err(KeyFileError::Damaged);
        }
        if body.first() != Some(&VERSION) {
            return Err(KeyFileError::NewerVersion);
        }
        if file.len() != LEN {
            return Err(KeyFileError::Damaged);
        }
        let (head, rest) = body.split_first_chunk::<HEAD>().ok_or(KeyFileError::Damaged)?;
        let number = |at: usize| {
            let bytes = head.get(at..at + 4).and_then(|bytes| bytes.first_chunk().copied());
            bytes.map(u32::from_be_bytes).ok_or(KeyFileError::Damaged)
        };
        let params = Argon2Params { memory_kib: number(1)?, passes: number(5)?, lanes: number(9)? };
        let salt: &[u8; SALT] = head.last_chunk().ok_or(KeyFileError::Damaged)?;
        let (nonce, sealed) = rest.split_first_chunk::<NONCE>().ok_or(KeyFileError::Damaged)?;
        let key = derive(passphrase, params, salt)?;
        let plain = cipher::open(&key, nonce, &aad(head), sealed);
        let plain = Zeroizing::new(plain.ok_or(KeyFileError::WrongPassphrase)?);
        let bytes = plain.as_slice().try_into().map_err(|_| KeyFileError::Damaged)?;
        Ok(LocalKeys::from_bytes(bytes))
    }
}

fn derive(
    passphrase: &[u8],
    params: Argon2Params,
    salt: &[u8; SALT],
) -> Result<Zeroizing<[u8; 32]>, KeyFileError> {
    let within = (19 * 1024..=256 * 1024).contains(&params.memory_kib)
        && (2..=10).contains(&params.passes)
        && (1..=4).contains(&params.lanes);
    if !within {
        return Err(KeyFileError::Params);
    }
    let params = Params::new(params.memory_kib, params.passes, params.lanes, Some(32));
    let params = params.map_err(|_| KeyFileError::Params)?;
    let mut key = Zeroizing::new([0; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(passphrase, salt, key.as_mut())
        .map_err(|_| KeyFileError::Params)?;
    Ok(key)
}

fn aad(head: &[u8]) -> Vec<u8> {
    [context::LOCAL_WRAP.as_bytes(), head].concat()
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;
    use rand_chacha::ChaCha20Rng;

    use super::*;

    const CHEAP: Argon2Params = Argon2Params { memory_kib: 19 * 1024, passes: 2, lanes: 1 };

    fn file() -> (LocalKeys, Vec<u8>) {
        let rng = &mut ChaCha20Rng::from_seed([3; 32]);
        let keys = LocalKeys::generate(rng);
        let file = KeyFile::seal(&keys, b"between us", CHEAP, rng).unwrap();
        (keys, file)
    }

    #[test]
    fn the_passphrase_opens_it_and_another_does_not() {
        let (keys, file) = file();
        assert_eq!(file.len(), LEN);
        let opened = KeyFile::open(&file, b"between us").unwrap();
        assert_eq!(opened.to_bytes(), keys.to_bytes());
        assert_eq!(KeyFile::open(&file, b"between Us").err(), Some(KeyFileError::WrongPassphrase));
        assert_eq!(KeyFile::open(&file, b"").err(), Some(KeyFileError::WrongPassphrase));
    }

    #[test]
    fn damage_is_not_taken_for_a_wrong_passphrase() {
        let (_, file) = file();
        for at in 0..file.len() {
            let mut damaged = file.clone();
            damaged[at] ^= 1;
            assert_eq!(KeyFile::open(&damaged, b"between us").err(), Some(KeyFileError::Damaged));
            assert_eq!(KeyFile::open(&file[..at], b"x").err(), Some(KeyFileError::Damaged));
        }
    }

    #[test]
    fn costs_outside_the_bounds_are_refused_before_any_work() {
        let (_, file) = file();
        for (at, number) in [(1, 18 * 1024_u32), (1, u32::MAX), (5, 1), (5, 11), (9, 0), (9, 5)] {
            let mut other = file[..file.len() - 32].to_vec();
            other[at..at + 4].copy_from_slice(&number.to_be_bytes());
            other.extend_from_slice(Hash::of(&other).as_bytes());
            assert_eq!(KeyFile::open(&other, b"between us").err(), Some(KeyFileError::Params));
        }
    }
}
