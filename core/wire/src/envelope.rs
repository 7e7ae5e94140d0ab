//! The envelope: a header that a relay may read, a sealed body, a signature. Fixed offsets, drawn in `docs/wire.md`.
//! Parsing here checks lengths, magic, version and ranges; signatures and ciphers belong to `seal`.

use crate::{DeviceId, Hash, VaultId, WIRE_VERSION, WireError, context, limits, padding};

/// What an envelope holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EnvelopeKind {
    /// Changes of records.
    Changes,
    /// The signed manifest of a snapshot.
    Manifest,
    /// A receipt for a manifest.
    Receipt,
}

impl EnvelopeKind {
    const fn code(self) -> u8 {
        match self {
            Self::Changes => 0,
            Self::Manifest => 1,
            Self::Receipt => 2,
        }
    }

    fn from_code(code: u8) -> Result<Self, WireError> {
        match code {
            0 => Ok(Self::Changes),
            1 => Ok(Self::Manifest),
            2 => Ok(Self::Receipt),
            _ => Err(WireError::NewerVersion),
        }
    }
}

/// The open part of an envelope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// What the body holds.
    pub kind: EnvelopeKind,
    /// Who wrote it.
    pub device: DeviceId,
    /// Epoch of the key that seals it.
    pub epoch: u32,
    /// Position in the writer's chain, dense from 1.
    pub n: u64,
    /// Hash of the writer's previous envelope, [`Hash::ZERO`] for the first.
    pub prev: Hash,
    /// Random nonce of the cipher.
    pub nonce: [u8; 24],
    /// Commitment to the key: keyed BLAKE3 over the header without this field.
    pub commit: [u8; 32],
}

/// Bytes of a header.
pub const HEADER_LEN: usize = 112;
/// Bytes of a header without its commitment.
pub const HEADER_UNCOMMITTED_LEN: usize = 80;
/// Bytes of the cipher's tag at the end of the body.
pub const TAG_LEN: usize = 16;
/// Bytes of the signature at the end.
pub const SIGNATURE_LEN: usize = 64;
/// No envelope is shorter: the smallest padded body is [`padding::FLOOR`].
pub const ENVELOPE_LEN_MIN: usize = HEADER_LEN + padding::FLOOR + TAG_LEN + SIGNATURE_LEN;
/// The most plain bytes, compressed, that fit one envelope after padding.
pub const SEALED_PLAIN_MAX: usize = 233_000;

const MAGIC: [u8; 2] = *b"RQ";

impl Header {
    /// The header's bytes up to its commitment: what the commitment covers.
    pub fn uncommitted_bytes(&self) -> [u8; HEADER_UNCOMMITTED_LEN] {
        let mut out = [0; HEADER_UNCOMMITTED_LEN];
        let parts: [&[u8]; 7] = [
            &MAGIC,
            &[WIRE_VERSION, self.kind.code()],
            self.device.as_bytes(),
            &self.epoch.to_be_bytes(),
            &self.n.to_be_bytes(),
            self.prev.as_bytes(),
            &self.nonce,
        ];
        out.iter_mut().zip(parts.into_iter().flatten()).for_each(|(to, from)| *to = *from);
        out
    }

    /// All of the header's bytes.
    pub fn bytes(&self) -> [u8; HEADER_LEN] {
        let mut out = [0; HEADER_LEN];
        let start = self.uncommitted_bytes();
        out.iter_mut().zip(start.iter().chain(&self.commit)).for_each(|(to, from)| *to = *from);
        out
    }

    fn parse(bytes: &[u8]) -> Result<Self, WireError> {
        let mut rest = Fields(bytes);
        if rest.take::<2>()? != MAGIC {
            return Err(WireError::Magic);
        }
        let [version, kind] = rest.take::<2>()?;
        match version {
            0 => return Err(WireError::Magic),
            WIRE_VERSION => {}
            _ => return Err(WireError::NewerVersion),
        }
        let header = Self {
            kind: EnvelopeKind::from_code(kind)?,
            device: DeviceId::new(rest.take()?),
            epoch: u32::from_be_bytes(rest.take()?),
            n: u64::from_be_bytes(rest.take()?),
            prev: Hash::new(rest.take()?),
            nonce: rest.take()?,
            commit: rest.take()?,
        };
        if header.n == 0 || header.n >= i64::MAX.unsigned_abs() {
            return Err(WireError::Invalid("number in chain"));
        }
        if (header.n == 1) != (header.prev == Hash::ZERO) {
            return Err(WireError::Invalid("start of chain"));
        }
        Ok(header)
    }
}

/// A whole envelope: parsed header beside the bytes that it came from. Sealed once, stored and resent byte for byte.
#[derive(Clone, PartialEq, Eq)]
pub struct Envelope {
    header: Header,
    hash: Hash,
    bytes: Vec<u8>,
}

impl core::fmt::Debug for Envelope {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Envelope({} n={} {} bytes)", self.header.device, self.header.n, self.bytes.len())
    }
}

impl Envelope {
    /// Reads an envelope.
    ///
    /// # Errors
    /// [`WireError`] for a wrong length, magic, version or range; nothing of the body is looked at.
    pub fn parse(bytes: Vec<u8>) -> Result<Self, WireError> {
        if bytes.len() > limits::ENVELOPE_BYTES_MAX {
            return Err(WireError::OverLimit { what: "an envelope", limit: 256 * 1024 });
        }
        // The version is read first: a newer envelope may have another shape, and is to be kept, not called damaged.
        let header = Header::parse(&bytes)?;
        if bytes.len() < ENVELOPE_LEN_MIN {
            return Err(WireError::Length);
        }
        let hash = Hash::of(&bytes);
        Ok(Self { header, hash, bytes })
    }

    /// Puts an envelope together from its sealed parts.
    ///
    /// # Errors
    /// As [`Envelope::parse`].
    pub fn assemble(header: &Header, body: &[u8], signature: &[u8; 64]) -> Result<Self, WireError> {
        Self::parse([&header.bytes()[..], body, signature].concat())
    }

    /// Its open part.
    pub const fn header(&self) -> &Header {
        &self.header
    }

    /// Its hash: what the next envelope of this device names as its predecessor.
    pub const fn hash(&self) -> Hash {
        self.hash
    }

    /// Its end of the chain.
    pub const fn tip(&self) -> crate::Tip {
        crate::Tip { device: self.header.device, n: self.header.n, hash: self.hash }
    }

    /// All of its bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// All of its bytes, given away.
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// The sealed body with its tag.
    pub fn body(&self) -> &[u8] {
        self.bytes.get(HEADER_LEN..self.bytes.len() - SIGNATURE_LEN).unwrap_or_default()
    }

    /// The signature's bytes.
    pub fn signature(&self) -> [u8; SIGNATURE_LEN] {
        self.bytes.last_chunk().copied().unwrap_or([0; SIGNATURE_LEN])
    }

    /// What the signature covers: context, vault, hash of header and body.
    pub fn signed_message(&self, vault: VaultId) -> Vec<u8> {
        let signed = self.bytes.get(..self.bytes.len() - SIGNATURE_LEN).unwrap_or_default();
        signed_message(vault, signed)
    }
}

/// What a device signs of an envelope whose header and body are `signed`.
pub fn signed_message(vault: VaultId, signed: &[u8]) -> Vec<u8> {
    let digest = Hash::of(signed);
    [context::ENVELOPE_SIGNATURE.as_bytes(), vault.as_bytes(), digest.as_bytes()].concat()
}

struct Fields<'a>(&'a [u8]);

impl Fields<'_> {
    fn take<const N: usize>(&mut self) -> Result<[u8; N], WireError> {
        let (field, rest) = self.0.split_first_chunk::<N>().ok_or(WireError::Length)?;
        self.0 = rest;
        Ok(*field)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn header(n: u64) -> Header {
        Header {
            kind: EnvelopeKind::Changes,
            device: DeviceId::new([1; 8]),
            epoch: 7,
            n,
            prev: if n == 1 { Hash::ZERO } else { Hash::of(b"before") },
            nonce: [2; 24],
            commit: [3; 32],
        }
    }

    fn envelope(n: u64) -> Result<Envelope, WireError> {
        Envelope::assemble(&header(n), &[9; 272], &[5; 64])
    }

    #[test]
    fn an_envelope_reads_back_what_was_put_in() {
        let whole = envelope(2).unwrap();
        let back = Envelope::parse(whole.bytes().to_vec()).unwrap();
        assert_eq!(back, whole);
        assert_eq!(back.header(), &header(2));
        assert_eq!(back.body(), [9; 272]);
        assert_eq!(back.signature(), [5; 64]);
    }

    #[test]
    fn wrong_lengths_magic_versions_and_numbers_each_have_their_refusal() {
        let whole = envelope(2).unwrap().into_bytes();
        let with = |at: usize, byte: u8| {
            let mut bytes = whole.clone();
            bytes[at] = byte;
            Envelope::parse(bytes)
        };
        assert_eq!(Envelope::parse(vec![]), Err(WireError::Length));
        assert_eq!(Envelope::parse(whole[..ENVELOPE_LEN_MIN - 1].to_vec()), Err(WireError::Length));
        assert_eq!(with(0, b'X'), Err(WireError::Magic));
        assert_eq!(with(2, 0), Err(WireError::Magic));
        assert_eq!(with(2, 2), Err(WireError::NewerVersion));
        assert_eq!(with(2, 255), Err(WireError::NewerVersion));
        assert_eq!(with(3, 3), Err(WireError::NewerVersion));
        assert!(matches!(
            Envelope::parse(vec![0; limits::ENVELOPE_BYTES_MAX + 1]),
            Err(WireError::OverLimit { .. })
        ));
        assert_eq!(envelope(0), Err(WireError::Invalid("number in chain")));
        assert_eq!(envelope(u64::MAX), Err(WireError::Invalid("number in chain")));
        let mut first = header(1);
        first.prev = Hash::of(b"before");
        assert_eq!(
            Envelope::assemble(&first, &[9; 272], &[5; 64]),
            Err(WireError::Invalid("start of chain"))
        );
    }

    #[test]
    fn the_fullest_body_still_fits() {
        let padded = padding::padded_len(SEALED_PLAIN_MAX + 4);
        assert!(HEADER_LEN + padded + TAG_LEN + SIGNATURE_LEN <= limits::ENVELOPE_BYTES_MAX);
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
            let _outcome = Envelope::parse(bytes);
        }
    }
}
