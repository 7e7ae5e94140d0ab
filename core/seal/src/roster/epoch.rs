//! Epoch keys on their way: wrapped to a recipient by HPKE, or sealed under a newer key.

use hpke::{
    Deserializable, OpModeR, OpModeS, Serializable, aead::ChaCha20Poly1305, kdf::HkdfSha256,
    single_shot_open, single_shot_seal_with_rng,
};
use rand::CryptoRng;
use requite_wire::{
    Hash, context,
    roster::{Link, Rotate, Wrap},
};
use zeroize::Zeroizing;

use super::EntryError;
use crate::{EpochKey, HpkeSecret, OpenError, cipher, keys::Kem};

const ENCAPPED: usize = 32;
const NONCE: usize = 24;

/// An epoch that is about to begin.
#[derive(Debug)]
pub struct NewEpoch {
    /// Its key: see [`EpochKey::next`].
    pub key: EpochKey,
    /// HPKE public keys of everybody who gets it: the devices that stay, and recovery.
    pub recipients: Vec<[u8; 32]>,
    /// The keys that came before, to be linked: the present one; after a fork, those of all branches.
    pub before: Vec<EpochKey>,
}

impl NewEpoch {
    pub(super) fn rotate(&self, rng: &mut impl CryptoRng) -> Result<Rotate, EntryError> {
        let wraps = self.recipients.iter().map(|to| wrap(&self.key, to, rng));
        let wraps = wraps.collect::<Result<_, _>>()?;
        let links = self.before.iter().map(|older| link(&self.key, older, rng));
        let links = links.collect::<Result<_, _>>()?;
        Ok(Rotate { key_index: self.key.index(), wraps, links })
    }
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
    named(plain.map_err(|_| OpenError::Key)?, key_index)
}

/// An older epoch key, by way of a newer one.
///
/// # Errors
/// [`OpenError::Key`].
pub fn unlink(link: &Link, newer: &EpochKey) -> Result<EpochKey, OpenError> {
    let (nonce, sealed) = link.sealed.split_first_chunk::<NONCE>().ok_or(OpenError::Key)?;
    let key = newer.derive(context::LINK_KEY);
    let aad = link_aad(&link.key_index, &newer.index());
    let plain = cipher::open(&key, nonce, &aad, sealed).ok_or(OpenError::Key)?;
    named(plain, &link.key_index)
}

pub(super) fn wrap(
    key: &EpochKey,
    to: &[u8; 32],
    rng: &mut impl CryptoRng,
) -> Result<Wrap, EntryError> {
    let public = <Kem as hpke::Kem>::PublicKey::from_bytes(to).map_err(|_| EntryError::Key)?;
    let (encapped, sealed) = single_shot_seal_with_rng::<ChaCha20Poly1305, HkdfSha256, Kem>(
        &OpModeS::Base,
        &public,
        context::WRAP_INFO.as_bytes(),
        key.to_bytes().as_ref(),
        &wrap_aad(to, &key.index()),
        rng,
    )
    .map_err(|_| EntryError::Key)?;
    Ok(Wrap { to: *to, sealed: [encapped.to_bytes().as_slice(), &sealed].concat() })
}

pub(super) fn link(
    newer: &EpochKey,
    older: &EpochKey,
    rng: &mut impl CryptoRng,
) -> Result<Link, EntryError> {
    let mut nonce = [0; NONCE];
    rng.fill_bytes(&mut nonce);
    let key = newer.derive(context::LINK_KEY);
    let key_index = older.index();
    let aad = link_aad(&key_index, &newer.index());
    let sealed = cipher::seal(&key, &nonce, &aad, older.to_bytes().as_ref());
    let sealed = sealed.ok_or(EntryError::Key)?;
    Ok(Link { key_index, sealed: [&nonce[..], &sealed].concat() })
}

fn named(plain: Vec<u8>, key_index: &Hash) -> Result<EpochKey, OpenError> {
    let plain = Zeroizing::new(plain);
    let key = EpochKey::from_bytes(plain.as_slice().try_into().map_err(|_| OpenError::Key)?);
    if key.index() == *key_index { Ok(key) } else { Err(OpenError::Key) }
}

fn wrap_aad(to: &[u8; 32], key_index: &Hash) -> Vec<u8> {
    [&to[..], key_index.as_bytes()].concat()
}

fn link_aad(older: &Hash, newer: &Hash) -> Vec<u8> {
    [older.as_bytes(), &newer.as_bytes()[..]].concat()
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;
    use rand_chacha::ChaCha20Rng;

    use super::*;

    #[test]
    fn who_has_the_newer_key_reads_the_older_and_nobody_else() {
        let rng = &mut ChaCha20Rng::from_seed([1; 32]);
        let first = EpochKey::generate(rng);
        let (second, stranger) = (first.next(rng), EpochKey::generate(rng));
        assert_ne!(first.index(), second.index());
        assert_eq!(first.id_key(), second.id_key());
        let link = link(&second, &first, rng).unwrap();
        let back = unlink(&link, &second).unwrap();
        assert_eq!((back.index(), back.id_key()), (first.index(), first.id_key()));
        assert!(unlink(&link, &stranger).is_err());
        for at in 0..link.sealed.len() {
            let mut other = link.clone();
            other.sealed[at] ^= 1;
            assert!(unlink(&other, &second).is_err());
        }
        let renamed = Link { key_index: stranger.index(), ..link };
        assert!(unlink(&renamed, &second).is_err());
    }

    #[test]
    fn a_wrap_opens_for_its_recipient_under_its_own_name() {
        let rng = &mut ChaCha20Rng::from_seed([2; 32]);
        let (phone, tablet) = (HpkeSecret::generate(rng), HpkeSecret::generate(rng));
        let (key, other) = (EpochKey::generate(rng), EpochKey::generate(rng));
        let wrap = wrap(&key, &phone.public(), rng).unwrap();
        assert_eq!(unwrap(&wrap, &phone, &key.index()).unwrap().index(), key.index());
        assert!(unwrap(&wrap, &tablet, &key.index()).is_err());
        assert!(unwrap(&wrap, &phone, &other.index()).is_err());
    }
}
