//! One newtype for each id: shown and parsed as lower-case hex, carried on the wire as a byte string.

use core::{fmt, str::FromStr};

use minicbor::{Decode, Decoder, Encode, Encoder, decode, encode};

use crate::WireError;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $len:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name([u8; $len]);

        impl $name {
            /// How many bytes one has.
            pub const LEN: usize = $len;

            /// From its bytes.
            pub const fn new(bytes: [u8; $len]) -> Self {
                Self(bytes)
            }

            /// Its bytes.
            pub const fn as_bytes(&self) -> &[u8; $len] {
                &self.0
            }

            /// From a slice of exactly the right length.
            ///
            /// # Errors
            /// [`WireError::Length`] for any other length.
            pub fn from_slice(bytes: &[u8]) -> Result<Self, WireError> {
                bytes.try_into().map(Self).map_err(|_| WireError::Length)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }

        impl FromStr for $name {
            type Err = WireError;

            fn from_str(text: &str) -> Result<Self, WireError> {
                let mut bytes = [0; $len];
                if text.len() != 2 * $len {
                    return Err(WireError::Length);
                }
                for (byte, pair) in bytes.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
                    *byte = hex_pair(pair).ok_or(WireError::Malformed)?;
                }
                Ok(Self(bytes))
            }
        }

        impl<C> Encode<C> for $name {
            fn encode<W: encode::Write>(
                &self,
                e: &mut Encoder<W>,
                _: &mut C,
            ) -> Result<(), encode::Error<W::Error>> {
                e.bytes(&self.0)?.ok()
            }
        }

        impl<'b, C> Decode<'b, C> for $name {
            fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, decode::Error> {
                let bytes = d.bytes()?;
                bytes.try_into().map(Self).map_err(|_| decode::Error::message("length"))
            }
        }
    };
}

id!(
    /// A vault: all devices and records of one person. The hash of its genesis, so it never changes.
    VaultId, 16
);
id!(
    /// A device: the first bytes of the hash of its verifying key.
    DeviceId, 8
);
id!(
    /// A record: one automerge document. Random, or derived for records that two devices may create alike.
    DocumentId, 16
);
id!(
    /// A BLAKE3 hash: of an envelope, of a roster entry, of a blob.
    Hash, 32
);
id!(
    /// Where a relay finds a vault, known only to whoever has the recovery words.
    Locator, 16
);

impl DeviceId {
    /// The id of the device that verifies with `key`.
    pub fn of_key(key: &[u8; 32]) -> Self {
        let mut id = [0; Self::LEN];
        id.iter_mut().zip(blake3::hash(key).as_bytes()).for_each(|(to, from)| *to = *from);
        Self(id)
    }
}

impl Hash {
    /// Stands for "nothing before": the predecessor of a device's first envelope.
    pub const ZERO: Self = Self([0; 32]);

    /// The hash of some bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(*blake3::hash(bytes).as_bytes())
    }
}

fn hex_pair(pair: &[u8]) -> Option<u8> {
    let text = core::str::from_utf8(pair).ok()?;
    if !text.bytes().all(|c| c.is_ascii_digit() || (b'a'..=b'f').contains(&c)) {
        return None;
    }
    u8::from_str_radix(text, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back_what_it_shows_and_nothing_else() {
        let id = DocumentId::new(*b"0123456789abcdef");
        assert_eq!(id.to_string().parse(), Ok(id));
        for bad in
            ["", "00", "zz", &"0".repeat(33), &"G".repeat(32), &"A".repeat(32), &"+f".repeat(16)]
        {
            assert!(bad.parse::<DocumentId>().is_err(), "{bad}");
        }
    }
}
