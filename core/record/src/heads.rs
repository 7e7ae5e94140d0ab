//! The heads of a document: which state of it somebody saw.

use core::{fmt, str::FromStr};

/// Hashes of the newest changes, sorted. Shown as hex joined by dots; opaque to everyone above the engine.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Heads(Vec<[u8; 32]>);

/// A text that is not heads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("heads are 64 hexadecimal digits each, joined by dots")]
pub struct HeadsError;

impl Heads {
    /// From hashes in any order.
    pub fn new(mut hashes: Vec<[u8; 32]>) -> Self {
        hashes.sort_unstable();
        hashes.dedup();
        Self(hashes)
    }

    /// With one more.
    pub(crate) fn and(&self, hash: automerge::ChangeHash) -> Self {
        let mut hashes = self.0.clone();
        hashes.push(hash.0);
        Self::new(hashes)
    }

    /// The hashes, sorted.
    pub fn hashes(&self) -> &[[u8; 32]] {
        &self.0
    }

    /// As one run of bytes, 32 for each head.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.0.concat()
    }

    /// From [`Heads::to_bytes`].
    ///
    /// # Errors
    /// [`HeadsError`] when the length is not a multiple of 32.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, HeadsError> {
        let (hashes, rest) = bytes.as_chunks::<32>();
        if rest.is_empty() { Ok(Self::new(hashes.to_vec())) } else { Err(HeadsError) }
    }
}

impl fmt::Display for Heads {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, hash) in self.0.iter().enumerate() {
            if i > 0 {
                f.write_str(".")?;
            }
            hash.iter().try_for_each(|byte| write!(f, "{byte:02x}"))?;
        }
        Ok(())
    }
}

impl fmt::Debug for Heads {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Heads({self})")
    }
}

impl serde::Serialize for Heads {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl FromStr for Heads {
    type Err = HeadsError;

    fn from_str(text: &str) -> Result<Self, HeadsError> {
        text.split('.').map(hash).collect::<Result<Vec<_>, _>>().map(Self::new)
    }
}

fn hash(text: &str) -> Result<[u8; 32], HeadsError> {
    let mut out = [0; 32];
    if text.len() != 64 || !text.bytes().all(|c| c.is_ascii_hexdigit()) {
        return Err(HeadsError);
    }
    for (byte, pair) in out.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
        let pair = core::str::from_utf8(pair).map_err(|_| HeadsError)?;
        *byte = u8::from_str_radix(pair, 16).map_err(|_| HeadsError)?;
    }
    Ok(out)
}
