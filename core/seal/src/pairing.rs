//! Pairing: two devices that share a line of text meet in a relay's mailbox, and a person compares six digits.
//!
//! Messages 1 to 4 are sealed by HPKE in PSK mode (RFC 9180) with a key that derives from the line's secret, so a relay that did
//! not see the line can neither read nor forge them. The newcomer commits to its nonce before it sees the inviter's and
//! reveals it after, so that somebody who did see the line has one guess at six digits, not many (commit and reveal).
//! The digits derive from the whole transcript, both nonces and the roster head.

use hpke::{
    Deserializable, OpModeR, OpModeS, PskBundle, Serializable, aead::ChaCha20Poly1305,
    kdf::HkdfSha256, single_shot_open, single_shot_seal_with_rng,
};
use minicbor::{Decode, Encode};
use rand::CryptoRng;
use requite_wire::{
    Hash, codec, context,
    pairing::{Hello, Invitation, Reveal, Verdict},
};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use crate::{DeviceSecrets, HpkeSecret, keys::Kem};

/// Why a pairing ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PairingError {
    /// A message that nobody who saw the line has sent, or that was altered.
    #[error("somebody tampered with the pairing; begin again with a new invitation")]
    Tampered,
    /// The newcomer's nonce is not the one that it had committed to.
    #[error("the other device broke the pairing's promise; begin again with a new invitation")]
    Commitment,
}

/// The mailbox in which two devices with this line meet.
pub fn mailbox(invitation: &Invitation) -> Hash {
    Hash::new(blake3::derive_key(context::RENDEZVOUS, &invitation.secret))
}

/// Everything that was said so far, as both saw it.
#[derive(Debug)]
struct Transcript(blake3::Hasher);

impl Transcript {
    fn begin(invitation: &Invitation) -> Self {
        let mut hasher = blake3::Hasher::new_derive_key(context::PAIRING_DIGITS);
        hasher.update(Hash::of(&codec::encode(invitation)).as_bytes());
        Self(hasher)
    }

    fn hear(&mut self, message: &[u8]) {
        self.0.update(Hash::of(message).as_bytes());
    }

    fn so_far(&self) -> Hash {
        Hash::new(*self.0.finalize().as_bytes())
    }

    /// Six digits. The modulus favours no number by more than one in 10^13.
    fn digits(&self, invitation: &Invitation, newcomer: &Reveal, inviter: &Reveal) -> String {
        let mut hasher = self.0.clone();
        hasher.update(&newcomer.nonce).update(&inviter.nonce);
        hasher.update(invitation.roster_head.as_bytes());
        let number =
            hasher.finalize().as_bytes().first_chunk().copied().map_or(0, u64::from_be_bytes);
        format!("{:06}", number % 1_000_000)
    }
}

/// The device that is in the vault already.
#[derive(Debug)]
pub struct Inviter {
    invitation: Invitation,
    secret: HpkeSecret,
    transcript: Transcript,
    nonce: Reveal,
}

/// What the inviter knows of the newcomer, before the digits were compared: nothing of it is to be trusted yet.
#[derive(Debug)]
pub struct Claim {
    /// Its keys and name.
    pub hello: Hello,
}

/// The digits, once both nonces are known.
pub struct Check(Zeroizing<String>);

impl Check {
    /// To be shown to the person on the newcomer.
    pub fn digits(&self) -> &str {
        &self.0
    }

    /// Whether these are the digits, however they are spaced; takes equal time.
    pub fn matches(&self, typed: &str) -> bool {
        let typed: Zeroizing<String> =
            Zeroizing::new(typed.chars().filter(|c| !c.is_whitespace() && *c != '-').collect());
        bool::from(typed.as_bytes().ct_eq(self.0.as_bytes()))
    }
}

impl core::fmt::Debug for Check {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Check(redacted)")
    }
}

impl Inviter {
    /// Begins: message 0 is to be laid into the mailbox.
    pub fn begin(invitation: Invitation, rng: &mut impl CryptoRng) -> (Self, Vec<u8>) {
        let secret = HpkeSecret::generate(rng);
        let message = codec::encode(&PublicKey { key: secret.public() });
        let mut transcript = Transcript::begin(&invitation);
        transcript.hear(&message);
        (Self { invitation, secret, transcript, nonce: reveal(rng) }, message)
    }

    /// Takes message 1 and answers with message 2.
    ///
    /// # Errors
    /// [`PairingError::Tampered`].
    pub fn greet(
        &mut self,
        message: &[u8],
        rng: &mut impl CryptoRng,
    ) -> Result<(Claim, Vec<u8>), PairingError> {
        let hello: Hello = open(&self.invitation, &self.secret, &self.transcript, message)?;
        self.transcript.hear(message);
        let answer =
            seal(&self.invitation, &hello.device.hpke, &self.transcript, &self.nonce, rng)?;
        self.transcript.hear(&answer);
        Ok((Claim { hello }, answer))
    }

    /// Takes message 3: from now on the digits are fixed.
    ///
    /// # Errors
    /// [`PairingError`].
    pub fn check(&mut self, claim: &Claim, message: &[u8]) -> Result<Check, PairingError> {
        let theirs: Reveal = open(&self.invitation, &self.secret, &self.transcript, message)?;
        if Hash::of(&theirs.nonce) != claim.hello.commitment {
            return Err(PairingError::Commitment);
        }
        self.transcript.hear(message);
        let digits = self.transcript.digits(&self.invitation, &theirs, &self.nonce);
        Ok(Check(Zeroizing::new(digits)))
    }

    /// Message 4: how it ended.
    ///
    /// # Errors
    /// [`PairingError::Tampered`] for keys that are none.
    pub fn conclude(
        &self,
        claim: &Claim,
        verdict: &Verdict,
        rng: &mut impl CryptoRng,
    ) -> Result<Vec<u8>, PairingError> {
        seal(&self.invitation, &claim.hello.device.hpke, &self.transcript, verdict, rng)
    }
}

/// The device that is to come in.
#[derive(Debug)]
pub struct Newcomer {
    invitation: Invitation,
    device: DeviceSecrets,
    inviter: [u8; 32],
    transcript: Transcript,
    nonce: Reveal,
}

impl Newcomer {
    /// Takes message 0 and answers with message 1.
    ///
    /// # Errors
    /// [`PairingError::Tampered`].
    pub fn begin(
        invitation: Invitation,
        message: &[u8],
        name: &str,
        rng: &mut impl CryptoRng,
    ) -> Result<(Self, Vec<u8>), PairingError> {
        let PublicKey { key: inviter } =
            codec::decode(message).map_err(|_| PairingError::Tampered)?;
        let mut transcript = Transcript::begin(&invitation);
        transcript.hear(message);
        let device = DeviceSecrets::generate(rng);
        let nonce = reveal(rng);
        let commitment = Hash::of(&nonce.nonce);
        let hello = Hello { device: device.keys(), name: name.to_owned(), commitment };
        let answer = seal(&invitation, &inviter, &transcript, &hello, rng)?;
        transcript.hear(&answer);
        Ok((Self { invitation, device, inviter, transcript, nonce }, answer))
    }

    /// Takes message 2, answers with message 3, and has the digits.
    ///
    /// # Errors
    /// [`PairingError::Tampered`].
    pub fn reveal(
        &mut self,
        message: &[u8],
        rng: &mut impl CryptoRng,
    ) -> Result<(Check, Vec<u8>), PairingError> {
        let theirs: Reveal = open(&self.invitation, &self.device.hpke, &self.transcript, message)?;
        self.transcript.hear(message);
        let answer = seal(&self.invitation, &self.inviter, &self.transcript, &self.nonce, rng)?;
        self.transcript.hear(&answer);
        let digits = self.transcript.digits(&self.invitation, &self.nonce, &theirs);
        Ok((Check(Zeroizing::new(digits)), answer))
    }

    /// Takes message 4.
    ///
    /// # Errors
    /// [`PairingError::Tampered`].
    pub fn conclude(self, message: &[u8]) -> Result<(Verdict, DeviceSecrets), PairingError> {
        let verdict = open(&self.invitation, &self.device.hpke, &self.transcript, message)?;
        Ok((verdict, self.device))
    }
}

/// Message 0.
#[derive(Encode, Decode)]
#[cbor(array)]
struct PublicKey {
    #[n(0)]
    #[cbor(with = "minicbor::bytes")]
    key: [u8; 32],
}

const ENCAPPED: usize = 32;

fn reveal(rng: &mut impl CryptoRng) -> Reveal {
    let mut nonce = [0; 32];
    rng.fill_bytes(&mut nonce);
    Reveal { nonce }
}

fn seal<T: Encode<()>>(
    invitation: &Invitation,
    to: &[u8; 32],
    transcript: &Transcript,
    message: &T,
    rng: &mut impl CryptoRng,
) -> Result<Vec<u8>, PairingError> {
    let public =
        <Kem as hpke::Kem>::PublicKey::from_bytes(to).map_err(|_| PairingError::Tampered)?;
    let psk = psk(invitation);
    let id = mailbox(invitation);
    let bundle = PskBundle::new(psk.as_ref(), id.as_bytes()).map_err(|_| PairingError::Tampered)?;
    let plain = Zeroizing::new(codec::encode(message));
    let (encapped, sealed) = single_shot_seal_with_rng::<ChaCha20Poly1305, HkdfSha256, Kem>(
        &OpModeS::Psk(bundle),
        &public,
        context::PAIRING_INFO.as_bytes(),
        &plain,
        transcript.so_far().as_bytes(),
        rng,
    )
    .map_err(|_| PairingError::Tampered)?;
    Ok([encapped.to_bytes().as_slice(), &sealed].concat())
}

fn open<T: for<'b> Decode<'b, ()>>(
    invitation: &Invitation,
    secret: &HpkeSecret,
    transcript: &Transcript,
    message: &[u8],
) -> Result<T, PairingError> {
    let private = secret.key().ok_or(PairingError::Tampered)?;
    let (encapped, sealed) = message.split_at_checked(ENCAPPED).ok_or(PairingError::Tampered)?;
    let encapped = <Kem as hpke::Kem>::EncappedKey::from_bytes(encapped)
        .map_err(|_| PairingError::Tampered)?;
    let psk = psk(invitation);
    let id = mailbox(invitation);
    let bundle = PskBundle::new(psk.as_ref(), id.as_bytes()).map_err(|_| PairingError::Tampered)?;
    let plain = single_shot_open::<ChaCha20Poly1305, HkdfSha256, Kem>(
        &OpModeR::Psk(bundle),
        &private,
        &encapped,
        context::PAIRING_INFO.as_bytes(),
        sealed,
        transcript.so_far().as_bytes(),
    );
    let plain = Zeroizing::new(plain.map_err(|_| PairingError::Tampered)?);
    codec::decode(&plain).map_err(|_| PairingError::Tampered)
}

fn psk(invitation: &Invitation) -> Zeroizing<[u8; 32]> {
    Zeroizing::new(blake3::derive_key(context::PAIRING_PSK, &invitation.secret))
}
