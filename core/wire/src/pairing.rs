//! What passes between two devices that pair: the line of text that one shows, and the messages in the relay's mailbox.
//! Format only; the cryptography is in `seal::pairing`.
//!
//! ```text
//! line     base32( [ version, intent, relay, vault id, roster head, secret 16 ] | first 4 bytes of its BLAKE3 ), in groups
//! mailbox  0 inviter: its ephemeral key   1 newcomer: keys, name, commitment   2 inviter: nonce   3 newcomer: nonce
//!          4 inviter: admitted, with what the newcomer needs to begin, or refused
//! ```
//! All but message 0 are sealed by HPKE in PSK mode, with a key that derives from the line's secret.

use core::{fmt, str::FromStr};

use minicbor::{Decode, Encode};

use crate::{Hash, VaultId, WIRE_VERSION, WireError, codec, roster::DeviceKeys};

/// Seconds that an invitation lives.
pub const LIFE_S: u64 = 120;
/// Bytes of everything in one mailbox.
pub const MAILBOX_BYTES_MAX: usize = 64 * 1024;
/// Messages in one mailbox.
pub const MAILBOX_MESSAGES_MAX: usize = 8;
/// Characters of a line that is read at all.
const LINE_MAX: usize = 1_024;
/// Bytes of a checksum: a slip of the hand is told apart from an invitation that is over.
const CHECK: usize = 4;
/// The intent of a line: to add a device.
const INTENT_JOIN: u8 = 0;

/// The line of text.
#[derive(Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Invitation {
    #[n(0)]
    version: u8,
    #[n(1)]
    intent: u8,
    /// The relay whose mailbox is used, and where the vault is.
    #[n(2)]
    pub relay: String,
    /// The vault.
    #[n(3)]
    pub vault: VaultId,
    /// The inviter's roster head: a relay cannot show the newcomer an older list.
    #[n(4)]
    pub roster_head: Hash,
    /// Known to who sees the line, and to nobody else.
    #[n(5)]
    #[cbor(with = "minicbor::bytes")]
    pub secret: [u8; 16],
}

impl Invitation {
    /// A line for a newcomer.
    pub fn new(relay: String, vault: VaultId, roster_head: Hash, secret: [u8; 16]) -> Self {
        Self { version: WIRE_VERSION, intent: INTENT_JOIN, relay, vault, roster_head, secret }
    }
}

impl fmt::Debug for Invitation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Invitation(redacted)")
    }
}

impl fmt::Display for Invitation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut bytes = codec::encode(self);
        let check = Hash::of(&bytes);
        bytes.extend(check.as_bytes().iter().take(CHECK));
        f.write_str(&data_encoding::BASE32_NOPAD.encode(&bytes))
    }
}

impl FromStr for Invitation {
    type Err = WireError;

    /// Reads a line as a person pastes or types it: case, spaces, hyphens and line breaks do not matter.
    fn from_str(text: &str) -> Result<Self, WireError> {
        if text.len() > LINE_MAX {
            return Err(WireError::Length);
        }
        let plain: String = text
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '-')
            .map(|c| c.to_ascii_uppercase())
            .collect();
        let bytes = data_encoding::BASE32_NOPAD
            .decode(plain.as_bytes())
            .map_err(|_| WireError::Malformed)?;
        let (body, check) = bytes.split_last_chunk::<CHECK>().ok_or(WireError::Length)?;
        if !Hash::of(body).as_bytes().starts_with(check) {
            return Err(WireError::Malformed);
        }
        // The version is the first element, so that a newer line is not called damaged.
        let mut decoder = minicbor::Decoder::new(body);
        decoder.array()?;
        if decoder.u8()? != WIRE_VERSION {
            return Err(WireError::NewerVersion);
        }
        let invitation: Self = codec::decode(body)?;
        if invitation.intent == INTENT_JOIN { Ok(invitation) } else { Err(WireError::NewerVersion) }
    }
}

/// Message 1, plain: who wants to join.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Hello {
    /// The newcomer's public keys.
    #[n(0)]
    pub device: DeviceKeys,
    /// Its name.
    #[n(1)]
    pub name: String,
    /// BLAKE3 of its nonce.
    #[n(2)]
    pub commitment: Hash,
}

/// Messages 2 and 3, plain.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Reveal {
    /// Random.
    #[n(0)]
    #[cbor(with = "minicbor::bytes")]
    pub nonce: [u8; 32],
}

/// Message 4, plain: how it ended.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Verdict {
    /// The entry that admits the newcomer; none: the digits were not the same.
    #[n(0)]
    pub admitted: Option<Hash>,
    /// What registers the vault at a relay (`message::CreateVault`, encoded), so that the newcomer can refill one.
    #[n(1)]
    #[cbor(with = "minicbor::bytes")]
    pub registration: Vec<u8>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line() -> Invitation {
        let relay = "https://relay.example".to_owned();
        Invitation::new(relay, VaultId::new([1; 16]), Hash::of(b"head"), [7; 16])
    }

    #[test]
    fn a_line_is_read_however_it_is_pasted() {
        let text = line().to_string();
        assert!(text.len() < 200, "{}", text.len());
        for typed in [
            text.clone(),
            text.to_lowercase(),
            format!(
                " {}\n",
                text.as_bytes()
                    .chunks(5)
                    .map(|c| String::from_utf8_lossy(c))
                    .collect::<Vec<_>>()
                    .join("-")
            ),
        ] {
            assert_eq!(typed.parse(), Ok(line()));
        }
    }

    #[test]
    fn one_wrong_character_is_noticed() {
        let text = line().to_string();
        for at in 0..text.len() {
            let mut other = text.clone().into_bytes();
            other[at] = if other[at] == b'A' { b'B' } else { b'A' };
            let other = String::from_utf8(other).unwrap();
            assert!(other.parse::<Invitation>().is_err(), "{at}");
            assert!(text[..at].parse::<Invitation>().is_err(), "{at}");
        }
        assert!("".parse::<Invitation>().is_err());
        assert!("A".repeat(5_000).parse::<Invitation>().is_err());
    }

    #[test]
    fn a_newer_line_asks_for_an_update() {
        let mut newer = line();
        newer.version = 9;
        assert_eq!(newer.to_string().parse::<Invitation>(), Err(WireError::NewerVersion));
    }
}
