//! What the engine takes from the world besides files and sockets: a clock and randomness. Both can be given, so that a
//! simulated device does the same for the same seed.

use std::sync::{Arc, Mutex, PoisonError};

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha20Rng;
use requite_store::Fuse;

use crate::EngineError;

/// A clock of milliseconds since 1970: for what is shown and for time limits, never for order.
pub trait Clock: Send + Sync + core::fmt::Debug {
    /// Now.
    fn now_ms(&self) -> i64;
}

/// What a device is surrounded by.
#[derive(Debug, Clone)]
pub struct Surroundings {
    clock: Arc<dyn Clock>,
    chance: Chance,
    pub(crate) fuse: Fuse,
}

#[derive(Debug, Clone)]
enum Chance {
    System,
    Seeded(Arc<Mutex<ChaCha20Rng>>),
}

#[derive(Debug)]
struct SystemClock;

impl Clock for SystemClock {
    fn now_ms(&self) -> i64 {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        since.map_or(0, |since| i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    }
}

impl Surroundings {
    /// The system's clock and randomness.
    pub fn system() -> Self {
        Self { clock: Arc::new(SystemClock), chance: Chance::System, fuse: Fuse::default() }
    }

    /// A clock and a seed of one's own, and a fuse that stops the device anywhere. For simulations only: keys that are
    /// made from a known seed are known.
    pub fn simulated(clock: Arc<dyn Clock>, seed: [u8; 32], fuse: Fuse) -> Self {
        let rng = Arc::new(Mutex::new(ChaCha20Rng::from_seed(seed)));
        Self { clock, chance: Chance::Seeded(rng), fuse }
    }

    pub(crate) fn now_ms(&self) -> i64 {
        self.clock.now_ms()
    }

    /// A generator of its own.
    pub(crate) fn rng(&self) -> Result<ChaCha20Rng, EngineError> {
        let mut seed = [0; 32];
        match &self.chance {
            Chance::System => {
                getrandom::fill(&mut seed).map_err(|_| EngineError::Internal("no randomness"))?;
            }
            Chance::Seeded(rng) => {
                rng.lock().unwrap_or_else(PoisonError::into_inner).fill_bytes(&mut seed);
            }
        }
        Ok(ChaCha20Rng::from_seed(seed))
    }
}
