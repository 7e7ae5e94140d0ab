//! What is inside an envelope of changes, before it is compressed, padded and sealed.

use minicbor::{Decode, Encode, bytes::ByteVec};

use crate::{DeviceId, DocumentId, Hash, WireError, codec, limits};

/// How far its writer had received another device's chain: proof against a relay that withholds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Seen {
    /// Whose chain.
    #[n(0)]
    pub device: DeviceId,
    /// Number of the last envelope received.
    #[n(1)]
    pub n: u64,
    /// First half of that envelope's hash: enough to prove a fork, at half the bytes.
    #[n(2)]
    #[cbor(with = "minicbor::bytes")]
    pub mark: [u8; 16],
}

/// The changes of one document.
#[derive(Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Item {
    /// Which document.
    #[n(0)]
    pub document: DocumentId,
    /// Its kind, so that a device that does not know the kind can still keep and pass on the document.
    #[n(1)]
    pub kind: String,
    /// Raw automerge changes, each a plain change chunk, dependencies first.
    #[n(2)]
    pub changes: Vec<ByteVec>,
    /// Whose changes these were, where the writer passes on what a device that was revoked since had written beyond its
    /// cut: somebody has built on them, so nobody may lack them.
    #[n(3)]
    pub adopted: Option<DeviceId>,
}

impl core::fmt::Debug for Item {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Item({} {} changes)", self.document, self.changes.len())
    }
}

/// The plain inside of an envelope.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Content {
    /// What the writer had received of the others, ordered by device; its own chain is in the header.
    #[n(0)]
    pub seen: Vec<Seen>,
    /// The roster entry whose epoch this envelope is sealed under.
    #[n(1)]
    pub roster_head: Hash,
    /// The changes, by document.
    #[n(2)]
    pub items: Vec<Item>,
}

impl Content {
    /// Its bytes.
    pub fn encode(&self) -> Vec<u8> {
        codec::encode(self)
    }

    /// Reads it within the limits.
    ///
    /// # Errors
    /// [`WireError::Malformed`], or [`WireError::OverLimit`] for a change or a kind's name that is too long.
    pub fn decode(bytes: &[u8]) -> Result<Self, WireError> {
        let content: Self = codec::decode(bytes)?;
        for item in &content.items {
            if item.kind.is_empty() || item.kind.len() > limits::KIND_NAME_BYTES_MAX {
                return Err(WireError::OverLimit { what: "the name of a kind", limit: 64 });
            }
            if item.changes.iter().any(|change| change.len() > limits::CHANGE_BYTES_MAX) {
                return Err(WireError::OverLimit { what: "one change", limit: 1024 * 1024 });
            }
        }
        Ok(content)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn content_reads_back_and_a_later_field_is_passed_over() {
        let content = Content {
            seen: vec![Seen { device: DeviceId::new([1; 8]), n: 3, mark: [2; 16] }],
            roster_head: Hash::of(b"roster"),
            items: vec![Item {
                document: DocumentId::new([4; 16]),
                kind: "entry".into(),
                changes: vec![vec![1, 2, 3].into(), vec![].into()],
                adopted: None,
            }],
        };
        let bytes = content.encode();
        assert_eq!(Content::decode(&bytes).unwrap(), content);
        let mut longer = bytes.clone();
        assert_eq!(longer[0], 0x83, "an array of three");
        longer[0] = 0x84;
        longer.push(0x01);
        assert_eq!(Content::decode(&longer).unwrap(), content);
        let mut trailing = bytes;
        trailing.push(0);
        assert_eq!(Content::decode(&trailing), Err(WireError::Malformed));
    }

    #[test]
    fn a_length_that_lies_allocates_nothing() {
        // An array of 2^64-1 elements, and a byte string of 2^32-1 bytes, with nothing behind.
        for bytes in [
            &[0x9b, 255, 255, 255, 255, 255, 255, 255, 255][..],
            &[0x83, 0x80, 0x5a, 255, 255, 255, 255],
        ] {
            assert_eq!(Content::decode(bytes), Err(WireError::Malformed));
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _outcome = Content::decode(&bytes);
        }
    }
}
