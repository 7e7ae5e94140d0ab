//! Ids of records that several devices may create alike.

use crate::{DocumentId, genesis};

/// An id that follows from what the record stands for: the same on every device of a vault, and, being keyed with a
/// secret of the vault, meaningless to everybody else. A generation above 0 stands for one that was purged and is written again.
pub fn derived_id(id_key: &[u8; 32], kind: &str, generation: u32, parts: &[&[u8]]) -> DocumentId {
    let mut hasher = blake3::Hasher::new_keyed(id_key);
    genesis::absorb(
        &mut hasher,
        &[b"requite derived id v1", kind.as_bytes(), &generation.to_be_bytes()],
    );
    genesis::absorb(&mut hasher, parts);
    DocumentId::new(hasher.finalize().as_bytes().first_chunk().copied().unwrap_or_default())
}
