//! Randomness and the clock: the only two things that the engine takes from the system without being asked.

use rand::SeedableRng;
use rand_chacha::ChaCha20Rng;

use crate::EngineError;

/// A generator seeded by the operating system.
pub(crate) fn rng() -> Result<ChaCha20Rng, EngineError> {
    let mut seed = [0; 32];
    getrandom::fill(&mut seed).map_err(|_| EngineError::Internal("no randomness"))?;
    Ok(ChaCha20Rng::from_seed(seed))
}

/// Milliseconds since 1970, for what is shown; never for order.
pub(crate) fn now_ms() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    since.map_or(0, |since| i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}
