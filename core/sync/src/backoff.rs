//! How long to wait before trying a relay again: doubling from one second to five minutes, spread by a seeded jitter so that a
//! relay that comes back is not met by everybody at once.

const FIRST_MS: u64 = 1_000;
const MOST_MS: u64 = 300_000;

/// Milliseconds to wait after `failures` failures in a row: between half of the full wait and all of it.
pub(crate) fn wait_ms(failures: u32, seed: u64) -> u64 {
    let doublings = failures.saturating_sub(1).min(16);
    let full = FIRST_MS.saturating_mul(1 << doublings).min(MOST_MS);
    full / 2 + mix(seed ^ u64::from(failures)) % (full / 2 + 1)
}

/// The finalizer of `SplitMix64` (Steele, Lea, Flood 2014): enough to spread waits, not for secrets.
pub(crate) fn mix(seed: u64) -> u64 {
    let mut z = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::wait_ms;

    #[test]
    fn waits_double_stay_bounded_and_repeat_for_a_seed() {
        for failures in 1..40 {
            let full = 1_000_u64.saturating_mul(1 << (failures - 1).min(16)).min(300_000);
            let wait = wait_ms(failures, 7);
            assert!((full / 2..=full).contains(&wait), "{failures}: {wait}");
            assert_eq!(wait, wait_ms(failures, 7));
        }
        assert_ne!(wait_ms(9, 1), wait_ms(9, 2));
    }
}
