//! Looking into one envelope: which key opens it, and whether it may be where it is.

use std::collections::BTreeSet;

use requite_seal::OpenError;
use requite_wire::{Content, Envelope, Hash};

use crate::{lean, vault::Vault};

/// Why an envelope of a removed device is set aside: not for good, because its cut may turn out to be a later one.
pub(crate) const AFTER_REMOVAL: &str = "after removal";

/// One envelope after it was looked into.
#[derive(Debug)]
pub(crate) enum Inside {
    /// It may be applied.
    Content(Content),
    /// Kept, shown, never applied.
    Quarantined(&'static str),
    /// Its key is not here, and may come: a history hold, a wrap that is missing.
    Keyless,
    /// Not to be judged before the roster has grown.
    Wait,
}

/// What is in an envelope, by any key of its epoch that is here.
pub(crate) fn unseal(vault: &Vault, envelope: &Envelope) -> Inside {
    let of_epoch: BTreeSet<Hash> = vault.roster.keys_numbered(envelope.header().epoch);
    if of_epoch.is_empty() {
        return Inside::Wait;
    }
    let held = of_epoch.iter().filter_map(|index| vault.keys.get(index));
    for key in held {
        match requite_seal::open(envelope, vault.id, key) {
            // After a fork, two epochs may have one number.
            Err(OpenError::Commitment) => {}
            Err(error) => return Inside::Quarantined(reason(&error)),
            Ok(content) => {
                return lean::filled(content).map_or(Inside::Quarantined("content"), |content| {
                    judged(vault, envelope, content, key.index())
                });
            }
        }
    }
    // Perhaps a key that is held back, perhaps one of a branch of the roster that has not come yet, perhaps one that nobody who
    // stays was given: see `needs_one_of`.
    Inside::Keyless
}

/// Whether all that could open an envelope of this epoch, for which no key is here, are some of these keys: every one that the list
/// knows for it and that is not here. It is asked again each time, because a longer list may tell of a way.
pub(crate) fn needs_one_of(vault: &Vault, epoch: u32, keys: &BTreeSet<Hash>) -> bool {
    let mut lacking = vault.roster.keys_numbered(epoch);
    lacking.retain(|index| vault.keys.get(index).is_none());
    // Where all are here and none fits, the key is of a branch that has not come.
    !lacking.is_empty() && lacking.is_subset(keys)
}

/// As [`unseal`], for an envelope that came from another device; `wrote_under` is the roster head that the device had sealed before.
pub(crate) fn look_inside(vault: &Vault, envelope: &Envelope, wrote_under: Option<Hash>) -> Inside {
    let header = envelope.header();
    let Some(author) = vault.roster.member(header.device) else { return Inside::Wait };
    if author.revoked.is_some_and(|revoked| header.n > revoked.cut.n) {
        return Inside::Quarantined(AFTER_REMOVAL);
    }
    let inside = unseal(vault, envelope);
    if let (Inside::Content(content), Some(before)) = (&inside, wrote_under) {
        let goes_back =
            content.roster_head != before && vault.roster.precedes(content.roster_head, before);
        if goes_back {
            return Inside::Quarantined("older roster");
        }
    }
    inside
}

/// The epoch in the header must be the one of the roster head that is sealed inside.
fn judged(vault: &Vault, envelope: &Envelope, content: Content, key: Hash) -> Inside {
    match vault.roster.epoch(content.roster_head) {
        None => Inside::Wait,
        Some(epoch) if epoch.number == envelope.header().epoch && epoch.key_index == key => {
            Inside::Content(content)
        }
        Some(_) => Inside::Quarantined("epoch"),
    }
}

fn reason(error: &OpenError) -> &'static str {
    match error {
        OpenError::Commitment => "commitment",
        OpenError::Cipher => "cipher",
        OpenError::Padding => "padding",
        OpenError::Content(_) => "content",
        _ => "unreadable",
    }
}
