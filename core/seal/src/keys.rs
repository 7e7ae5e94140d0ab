//! The key tree: what derives from the words, what each device makes for itself, what each epoch brings.

use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use hpke::{Deserializable, Kem as _, Serializable, kem::X25519HkdfSha256};
use rand::CryptoRng;
use requite_wire::{Hash, Locator, context, roster::DeviceKeys};
use zeroize::Zeroizing;

use crate::Entropy;

/// The HPKE key encapsulation of suite 1.
pub(crate) type Kem = X25519HkdfSha256;

/// Something that signs: the account or a device.
pub trait Signer: Send + Sync {
    /// Its verifying key.
    fn verify_key(&self) -> [u8; 32];
    /// Ed25519 over a message.
    fn sign(&self, message: &[u8]) -> [u8; 64];
}

/// Whether a signature covers a message: strictly, so that no second signature or small-order key passes.
pub fn verify(key: &[u8; 32], message: &[u8], signature: &[u8; 64]) -> bool {
    VerifyingKey::from_bytes(key)
        .is_ok_and(|key| key.verify_strict(message, &Signature::from_bytes(signature)).is_ok())
}

/// What the words unfold into.
pub struct Root(Zeroizing<[u8; 32]>);

impl Root {
    /// From the bytes behind the words.
    pub fn from_entropy(entropy: &Entropy) -> Self {
        Self(Zeroizing::new(blake3::derive_key(context::ROOT, entropy.as_bytes())))
    }

    /// The account's signing key: for set-up and recovery, then to be dropped.
    pub fn account(&self) -> AccountKey {
        let seed = Zeroizing::new(blake3::derive_key(context::ACCOUNT_SIGNING, self.0.as_ref()));
        AccountKey(SigningKey::from_bytes(&seed))
    }

    /// The key to which every epoch key is also wrapped.
    pub fn recovery(&self) -> HpkeSecret {
        HpkeSecret(Zeroizing::new(blake3::derive_key(context::ACCOUNT_HPKE, self.0.as_ref())))
    }

    /// Where a relay finds the vault.
    pub fn locator(&self) -> Locator {
        let bytes = blake3::derive_key(context::LOCATOR, self.0.as_ref());
        Locator::new(bytes.first_chunk().copied().unwrap_or_default())
    }
}

/// The account's signing key.
pub struct AccountKey(SigningKey);

/// A device's signing key.
pub struct DeviceSigner(SigningKey);

impl DeviceSigner {
    /// From its stored bytes.
    pub fn from_bytes(bytes: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(bytes))
    }

    /// For the mail file.
    pub fn to_bytes(&self) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(self.0.to_bytes())
    }

    /// A second handle on the same key, for a request that runs beside its owner.
    #[must_use]
    pub fn duplicate(&self) -> Self {
        Self(self.0.clone())
    }
}

impl Signer for AccountKey {
    fn verify_key(&self) -> [u8; 32] {
        self.0.verifying_key().to_bytes()
    }

    fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.0.sign(message).to_bytes()
    }
}

impl Signer for DeviceSigner {
    fn verify_key(&self) -> [u8; 32] {
        self.0.verifying_key().to_bytes()
    }

    fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.0.sign(message).to_bytes()
    }
}

/// A private X25519 key for HPKE.
pub struct HpkeSecret(Zeroizing<[u8; 32]>);

impl HpkeSecret {
    /// A new one.
    pub fn generate(rng: &mut impl CryptoRng) -> Self {
        let mut bytes = Zeroizing::new([0; 32]);
        rng.fill_bytes(bytes.as_mut());
        Self(bytes)
    }

    /// From its stored bytes.
    pub fn from_bytes(bytes: &[u8; 32]) -> Self {
        Self(Zeroizing::new(*bytes))
    }

    /// For the journal file.
    pub fn to_bytes(&self) -> Zeroizing<[u8; 32]> {
        self.0.clone()
    }

    /// Its public key.
    pub fn public(&self) -> [u8; 32] {
        let public = self.key().map(|key| Kem::sk_to_pk(&key).to_bytes().into());
        public.unwrap_or_default()
    }

    pub(crate) fn key(&self) -> Option<<Kem as hpke::Kem>::PrivateKey> {
        // Any 32 bytes are a private key.
        <Kem as hpke::Kem>::PrivateKey::from_bytes(self.0.as_ref()).ok()
    }
}

/// What a device makes for itself.
pub struct DeviceSecrets {
    /// Signs its envelopes.
    pub signer: DeviceSigner,
    /// Opens what is wrapped to it.
    pub hpke: HpkeSecret,
}

impl DeviceSecrets {
    /// New ones.
    pub fn generate(rng: &mut impl CryptoRng) -> Self {
        let mut seed = Zeroizing::new([0; 32]);
        rng.fill_bytes(seed.as_mut());
        Self { signer: DeviceSigner::from_bytes(&seed), hpke: HpkeSecret::generate(rng) }
    }

    /// Their public halves.
    pub fn keys(&self) -> DeviceKeys {
        DeviceKeys { verify: self.signer.verify_key(), hpke: self.hpke.public() }
    }
}

/// The key of an epoch, and beside it the key of derived ids, which is the same in every epoch.
pub struct EpochKey {
    key: Zeroizing<[u8; 32]>,
    id_key: Zeroizing<[u8; 32]>,
}

impl EpochKey {
    /// New ones, for a new vault.
    pub fn generate(rng: &mut impl CryptoRng) -> Self {
        let mut bytes = Zeroizing::new([0; 64]);
        rng.fill_bytes(bytes.as_mut());
        Self::from_bytes(&bytes)
    }

    /// The key of another epoch of the same vault.
    #[must_use]
    pub fn next(&self, rng: &mut impl CryptoRng) -> Self {
        let mut key = Zeroizing::new([0; 32]);
        rng.fill_bytes(key.as_mut());
        Self { key, id_key: self.id_key.clone() }
    }

    /// A second handle on the same key.
    #[must_use]
    pub fn duplicate(&self) -> Self {
        Self { key: self.key.clone(), id_key: self.id_key.clone() }
    }

    /// How the roster names it.
    pub fn index(&self) -> Hash {
        Hash::new(blake3::derive_key(context::EPOCH_KEY_INDEX, self.key.as_ref()))
    }

    /// The key of derived ids.
    pub fn id_key(&self) -> &[u8; 32] {
        &self.id_key
    }

    pub(crate) fn derive(&self, context: &str) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(blake3::derive_key(context, self.key.as_ref()))
    }

    pub(crate) fn from_bytes(bytes: &[u8; 64]) -> Self {
        let (key, id_key) = bytes.split_at(32);
        let half = |bytes: &[u8]| Zeroizing::new(bytes.first_chunk().copied().unwrap_or_default());
        Self { key: half(key), id_key: half(id_key) }
    }

    /// Both halves, as they are wrapped: the epoch's own, then the key of derived ids.
    pub fn to_bytes(&self) -> Zeroizing<[u8; 64]> {
        let mut bytes = Zeroizing::new([0; 64]);
        let both = self.key.iter().chain(self.id_key.iter());
        bytes.iter_mut().zip(both).for_each(|(to, from)| *to = *from);
        bytes
    }
}

macro_rules! redacted {
    ($($name:ident),*) => {$(
        impl core::fmt::Debug for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str(concat!(stringify!($name), "(redacted)"))
            }
        }
    )*};
}
redacted!(Root, AccountKey, DeviceSigner, HpkeSecret, DeviceSecrets, EpochKey);

#[cfg(test)]
mod tests {
    use rand::SeedableRng;
    use rand_chacha::ChaCha20Rng;

    use super::*;

    #[test]
    fn secrets_show_nothing() {
        let rng = &mut ChaCha20Rng::from_seed([1; 32]);
        let root = Root::from_entropy(&Entropy::generate(rng));
        let shown = format!(
            "{:?} {:?} {:?} {:?} {:?}",
            root,
            root.account(),
            root.recovery(),
            DeviceSecrets::generate(rng),
            EpochKey::generate(rng)
        );
        insta::assert_snapshot!(shown, @"Root(redacted) AccountKey(redacted) HpkeSecret(redacted) DeviceSecrets(redacted) EpochKey(redacted)");
    }

    #[test]
    fn the_same_words_give_the_same_keys() {
        let entropy = Entropy::generate(&mut ChaCha20Rng::from_seed([1; 32]));
        let (a, b) = (Root::from_entropy(&entropy), Root::from_entropy(&entropy));
        assert_eq!(a.account().verify_key(), b.account().verify_key());
        assert_eq!(a.recovery().public(), b.recovery().public());
        assert_eq!(a.locator(), b.locator());
        assert_ne!(a.account().verify_key(), a.recovery().public());
    }

    #[test]
    fn weak_keys_and_forged_signatures_do_not_verify() {
        let signer = DeviceSecrets::generate(&mut ChaCha20Rng::from_seed([1; 32])).signer;
        let signature = signer.sign(b"kept");
        assert!(verify(&signer.verify_key(), b"kept", &signature));
        assert!(!verify(&signer.verify_key(), b"kep", &signature));
        assert!(!verify(&signer.verify_key(), b"kept", &[0; 64]));
        // A small-order key with an all-zero signature passes a lax check.
        let mut small_order = [0; 32];
        small_order[0] = 1;
        assert!(!verify(&small_order, b"kept", &[0; 64]));
        // S + L: the same signature in a second spelling.
        let order = [
            0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9,
            0xde, 0x14,
        ];
        let mut second = signature;
        let mut carry = 0_u16;
        for i in 0..32 {
            let add: u8 = match i {
                0..16 => order[i],
                31 => 0x10,
                _ => 0,
            };
            let sum = u16::from(second[32 + i]) + u16::from(add) + carry;
            second[32 + i] = sum.to_le_bytes()[0];
            carry = sum >> 8;
        }
        assert!(!verify(&signer.verify_key(), b"kept", &second));
    }
}
