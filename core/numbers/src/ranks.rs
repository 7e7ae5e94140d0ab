//! Rank statistics with ties: Mann–Kendall for one row of values, Mann–Whitney for two heaps of them.

use core::cmp::Ordering;

use crate::{evidence::count, special::normal_two_sided};

/// The Mann–Kendall test for a trend.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Kendall {
    /// Pairs that rise minus pairs that fall.
    pub s: f64,
    /// Its variance without a trend, corrected for ties.
    pub variance: f64,
    /// (S ∓ 1) / √variance, 0 if S is.
    pub z: f64,
    /// Two-sided.
    pub p: f64,
}

/// The Mann–Whitney test, from the first heap's side.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MannWhitney {
    /// Pairs in which the first is lower, half for equal ones.
    pub u: f64,
    /// U as a share of all pairs: P(first < second) + ½ P(equal).
    pub a: f64,
    /// U's standard deviation without a difference, corrected for ties.
    pub deviation: f64,
    /// (U − mean) / deviation, 0 if all values are equal.
    pub z: f64,
    /// Two-sided.
    pub p: f64,
}

/// Mann (1945) and Kendall (1975), with the variance for ties:
/// [n(n−1)(2n+5) − Σ t(t−1)(2t+5)] / 18.
pub fn kendall(values: &[f64]) -> Kendall {
    let mut s = 0.0_f64;
    for (at, first) in values.iter().enumerate() {
        for later in values.iter().skip(at + 1) {
            s += match first.total_cmp(later) {
                Ordering::Less => 1.0,
                Ordering::Equal => 0.0,
                Ordering::Greater => -1.0,
            };
        }
    }
    let term = |size: f64| size * (size - 1.0) * (2.0 * size + 5.0);
    let tied: f64 = ties(values).into_iter().map(term).sum();
    let variance = (term(f64::from(count(values.len()))) - tied) / 18.0;
    let z = if s.abs() > 0.0 { (s - s.signum()) / variance.sqrt() } else { 0.0 };
    Kendall { s, variance, z, p: normal_two_sided(z) }
}

/// Mann and Whitney (1947), no continuity correction, tie-corrected:
/// σ² = n₁n₂/12 · [(N + 1) − Σ(t³ − t) / (N(N − 1))]. A is the effect size of Vargha and Delaney (2000).
pub fn mann_whitney(first: &[f64], second: &[f64]) -> MannWhitney {
    let mut ranked = second.to_vec();
    ranked.sort_unstable_by(f64::total_cmp);
    let mut u = 0.0_f64;
    for one in first {
        let lower = ranked.partition_point(|other| other.total_cmp(one).is_lt());
        let not_higher = ranked.partition_point(|other| other.total_cmp(one).is_le());
        // Whole and half numbers: the order of this sum does not matter.
        u += f64::from(count(ranked.len() - not_higher));
        u += 0.5 * f64::from(count(not_higher - lower));
    }
    let pairs = f64::from(count(first.len())) * f64::from(count(second.len()));
    let all: Vec<f64> = first.iter().chain(second).copied().collect();
    let size = f64::from(count(all.len()));
    let tied: f64 = ties(&all).into_iter().map(|tie| tie * tie * tie - tie).sum();
    let variance = pairs / 12.0 * ((size + 1.0) - tied / (size * (size - 1.0)));
    // Nothing, or nothing but equal values: no difference, not a division by zero.
    let z = if variance > 0.0 { (u - pairs / 2.0) / variance.sqrt() } else { 0.0 };
    let a = if pairs > 0.0 { u / pairs } else { 0.5 };
    MannWhitney { u, a, deviation: variance.max(0.0).sqrt(), z, p: normal_two_sided(z) }
}

/// How many there are of each value.
fn ties(values: &[f64]) -> Vec<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    sorted
        .chunk_by(|one, next| one.total_cmp(next).is_eq())
        .map(|equal| f64::from(count(equal.len())))
        .collect()
}
