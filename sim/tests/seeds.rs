//! Seeds in the ordinary tests: a campaign is the same with a larger number, by `cargo xtask sim --seeds N`.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test that fails says so by panicking")]

#[test]
fn one_seed() {
    for seed in 0..4 {
        let outcome = requite_sim::run(seed);
        assert_eq!(outcome.failure, None, "seed {seed}");
    }
}
