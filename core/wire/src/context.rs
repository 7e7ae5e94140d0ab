//! Every domain-separation string of Requite in one list: dated, pairwise distinct, none the prefix of another.
//! They are part of the format: once released, a string never changes its meaning.

/// Root key from the 32 bytes of the recovery words.
pub const ROOT: &str = "requite 2026-11 v1 root from recovery entropy";
/// Account signing key (Ed25519 seed).
pub const ACCOUNT_SIGNING: &str = "requite 2026-11 v1 account signing ed25519";
/// Recovery key (X25519, HPKE).
pub const ACCOUNT_HPKE: &str = "requite 2026-11 v1 account hpke x25519";
/// Vault locator at a relay.
pub const LOCATOR: &str = "requite 2026-11 v1 vault locator";
/// Key that seals envelopes of one epoch.
pub const ENVELOPE_KEY: &str = "requite 2026-11 v1 envelope";
/// Key of the commitment in an envelope header.
pub const COMMITMENT_KEY: &str = "requite 2026-11 v1 commitment of envelope";
/// Associated data of a sealed envelope.
pub const ENVELOPE_AAD: &str = "requite 2026-11 v1 aad of envelope";
/// What a device signs about an envelope.
pub const ENVELOPE_SIGNATURE: &str = "requite 2026-11 v1 signature of envelope";
/// What a device or the account signs about a roster entry.
pub const ROSTER_SIGNATURE: &str = "requite 2026-11 v1 signature of roster entry";
/// What a device or the account signs to get a token from a relay.
pub const TOKEN_SIGNATURE: &str = "requite 2026-11 v1 signature of relay challenge";
/// What the account signs to register a vault at a relay.
pub const VAULT_SIGNATURE: &str = "requite 2026-11 v1 signature of vault registration";
/// What is signed to delete a vault from a relay.
pub const DELETE_SIGNATURE: &str = "requite 2026-11 v1 signature of vault deletion";
/// Info of the HPKE wrap of an epoch key.
pub const WRAP_INFO: &str = "requite 2026-11 v1 hpke wrap of epoch key";
/// Index of an epoch key: its hash under this context.
pub const EPOCH_KEY_INDEX: &str = "requite 2026-11 v1 index of epoch key";
/// Key that seals device names in roster entries.
pub const DEVICE_NAME_KEY: &str = "requite 2026-11 v1 device name in roster";
/// Key that wraps the local file keys under a passphrase.
pub const LOCAL_WRAP: &str = "requite 2026-11 v1 local key file";

/// What a new account signs of a change of recovery.
pub const RECOVERY_SIGNATURE: &str = "requite 2026-11 v1 signature of recovery change";
/// Key that seals an older epoch key under a newer one.
pub const LINK_KEY: &str = "requite 2026-11 v1 link between epoch keys";
/// Where two devices that pair meet: the id of the mailbox, from the line's secret.
pub const RENDEZVOUS: &str = "requite 2026-11 v1 rendezvous of pairing";
/// The pre-shared key of pairing, from the line's secret.
pub const PAIRING_PSK: &str = "requite 2026-11 v1 psk of pairing";
/// Info of HPKE in pairing.
pub const PAIRING_INFO: &str = "requite 2026-11 v1 hpke of pairing";
/// The six digits, from the whole transcript.
pub const PAIRING_DIGITS: &str = "requite 2026-11 v1 digits of pairing";

/// All of them, for the test of their distance.
pub const ALL: &[&str] = &[
    ROOT,
    ACCOUNT_SIGNING,
    ACCOUNT_HPKE,
    LOCATOR,
    ENVELOPE_KEY,
    COMMITMENT_KEY,
    ENVELOPE_AAD,
    ENVELOPE_SIGNATURE,
    ROSTER_SIGNATURE,
    TOKEN_SIGNATURE,
    VAULT_SIGNATURE,
    DELETE_SIGNATURE,
    WRAP_INFO,
    EPOCH_KEY_INDEX,
    DEVICE_NAME_KEY,
    LOCAL_WRAP,
    RECOVERY_SIGNATURE,
    LINK_KEY,
    RENDEZVOUS,
    PAIRING_PSK,
    PAIRING_INFO,
    PAIRING_DIGITS,
];

#[cfg(test)]
mod tests {
    use super::ALL;

    #[test]
    fn contexts_are_distinct_dated_and_prefix_free() {
        for (i, a) in ALL.iter().enumerate() {
            assert!(a.starts_with("requite 2026-11 v1 "), "{a}");
            for (j, b) in ALL.iter().enumerate() {
                assert!(i == j || !b.starts_with(a), "{a} is a prefix of {b}");
            }
        }
    }
}
