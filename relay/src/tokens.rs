//! Challenges and tokens, in memory only: a restarted relay simply asks again.

use std::collections::BTreeMap;

use requite_wire::{DeviceId, Hash, VaultId};

/// Milliseconds that a challenge can be answered.
const CHALLENGE_MS: u64 = 60_000;
/// Milliseconds that a token is valid.
pub(crate) const TOKEN_MS: u64 = 15 * 60_000;
/// Challenges and tokens that are remembered at once.
const REMEMBERED_MAX: usize = 100_000;

/// Who a token stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bearer {
    /// The account of a vault that is yet to be located.
    Account { key: [u8; 32] },
    /// The account, in its vault.
    AccountIn { vault: VaultId },
    /// A device, in its vault.
    Device { vault: VaultId, device: DeviceId },
}

#[derive(Debug, Default)]
pub(crate) struct Tokens {
    challenges: BTreeMap<[u8; 32], ([u8; 32], u64)>,
    /// By the token's hash: what is in memory opens nothing.
    tokens: BTreeMap<Hash, (Bearer, u64)>,
}

impl Tokens {
    pub(crate) fn challenge(&mut self, key: [u8; 32], nonce: [u8; 32], now: u64) {
        self.sweep(now);
        self.challenges.insert(nonce, (key, now + CHALLENGE_MS));
    }

    /// Whether this nonce was given to this key and not used yet; it is used up now.
    pub(crate) fn answer(&mut self, key: &[u8; 32], nonce: &[u8; 32], now: u64) -> bool {
        let given = self.challenges.remove(nonce);
        given.is_some_and(|(to, until)| to == *key && now < until)
    }

    pub(crate) fn issue(&mut self, token: &[u8; 32], bearer: Bearer, now: u64) {
        self.sweep(now);
        self.tokens.insert(Hash::of(token), (bearer, now + TOKEN_MS));
    }

    pub(crate) fn bearer(&self, token: &[u8], now: u64) -> Option<Bearer> {
        let (bearer, until) = self.tokens.get(&Hash::of(token))?;
        (now < *until).then_some(*bearer)
    }

    /// Forgets what is stale when there is much; still too much, everything: clients ask again.
    fn sweep(&mut self, now: u64) {
        if self.challenges.len() + self.tokens.len() < REMEMBERED_MAX {
            return;
        }
        self.challenges.retain(|_, (_, until)| now < *until);
        self.tokens.retain(|_, (_, until)| now < *until);
        if self.challenges.len() + self.tokens.len() >= REMEMBERED_MAX {
            self.challenges.clear();
            self.tokens.clear();
        }
    }
}
