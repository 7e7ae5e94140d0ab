//! The few special functions that the numbers need, on `libm` alone so that every device gets the same bits.
//!
//! Living crates have them too (`statrs`, `puruspe`); they take `ln` and `exp` from the system, whose last digits differ
//! from one phone to another. Checked against the vectors and against exact binomial sums.

use libm::{erfc, exp, lgamma, log, log1p};

/// Enough steps of the continued fraction for millions of notes; a handful needs about twenty.
const STEPS: u32 = 5_000;
/// What stands for zero in a denominator (Lentz).
const TINY: f64 = 1e-300;
/// A term this close to one changes nothing any more.
const CONVERGED: f64 = 1e-16;
/// The bisection of a quantile ends here.
const NARROW: f64 = 1e-14;

/// ln B(a, b) = ln Γ(a) + ln Γ(b) − ln Γ(a + b).
pub fn ln_beta(a: f64, b: f64) -> f64 {
    lgamma(a) + lgamma(b) - lgamma(a + b)
}

/// The regularised incomplete beta function `I_x(a, b)`: the probability that θ ≤ x where θ ~ Beta(a, b).
///
/// Lentz's method on the continued fraction 8.17.22 of the NIST Digital Library of Mathematical Functions, with
/// `I_x(a, b) = 1 − I_{1−x}(b, a)` on the side where it converges slowly.
pub fn beta_below(a: f64, b: f64, x: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if x >= 1.0 {
        return 1.0;
    }
    let front = exp(a * log(x) + b * log1p(-x) - ln_beta(a, b));
    let below = if x < (a + 1.0) / (a + b + 2.0) {
        front * fraction(a, b, x) / a
    } else {
        1.0 - front * fraction(b, a, 1.0 - x) / b
    };
    below.clamp(0.0, 1.0)
}

/// The x at which `I_x(a, b) = p`, by bisection.
pub fn beta_quantile(a: f64, b: f64, p: f64) -> f64 {
    let (mut low, mut high) = (0.0_f64, 1.0_f64);
    while high - low > NARROW {
        let middle = f64::midpoint(low, high);
        if beta_below(a, b, middle) < p {
            low = middle;
        } else {
            high = middle;
        }
    }
    f64::midpoint(low, high)
}

/// The probability that a standard normal value is at least this far from zero, on either side: erfc(|z| / √2).
pub fn normal_two_sided(z: f64) -> f64 {
    erfc(z.abs() / core::f64::consts::SQRT_2)
}

/// The probability of at least `hits` of `tries` when each hits with probability `rate`: `I_rate(hits, tries − hits + 1)`.
pub fn binomial_tail(tries: u32, hits: u32, rate: f64) -> f64 {
    match (hits, tries.checked_sub(hits)) {
        (_, None) => 0.0,
        (0, _) => 1.0,
        (hits, Some(misses)) => beta_below(f64::from(hits), f64::from(misses) + 1.0, rate),
    }
}

fn fraction(a: f64, b: f64, x: f64) -> f64 {
    let mut numerator = 1.0;
    let mut denominator = 1.0 / away_from_zero(1.0 - (a + b) * x / (a + 1.0));
    let mut product = denominator;
    for step in 1..=STEPS {
        let m = f64::from(step);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        let mut last = 1.0;
        for term in [even, odd] {
            denominator = 1.0 / away_from_zero(1.0 + term * denominator);
            numerator = away_from_zero(1.0 + term / numerator);
            last = denominator * numerator;
            product *= last;
        }
        if (last - 1.0_f64).abs() <= CONVERGED {
            break;
        }
    }
    product
}

fn away_from_zero(value: f64) -> f64 {
    if value.abs() < TINY { TINY } else { value }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `I_x(a, b)` for whole a and b, as the sum of binomial terms that it is.
    fn by_sum(a: u32, b: u32, x: f64) -> f64 {
        let n = a + b - 1;
        let mut term = (1.0 - x).powi(i32::try_from(n).unwrap());
        let mut sum = 0.0;
        for j in 0..=n {
            if j >= a {
                sum += term;
            }
            term *= f64::from(n - j) / f64::from(j + 1) * x / (1.0 - x);
        }
        sum
    }

    #[test]
    fn whole_parameters_agree_with_the_sum_of_binomial_terms() {
        for a in 1..40 {
            for b in 1..40 {
                for x in [0.05, 0.3, 0.5, 0.7, 0.95] {
                    let (found, exact) =
                        (beta_below(f64::from(a), f64::from(b), x), by_sum(a, b, x));
                    assert!((found - exact).abs() < 1e-12, "{a} {b} {x}: {found} {exact}");
                }
            }
        }
    }

    #[test]
    fn a_quantile_is_the_way_back() {
        for (a, b) in [(1.0, 1.0), (2.28, 3.99), (19.0, 3.0), (4000.0, 3000.0), (1.3, 1.0)] {
            for p in [0.1, 0.5, 0.9] {
                assert!(
                    (beta_below(a, b, beta_quantile(a, b, p)) - p).abs() < 1e-10,
                    "{a} {b} {p}"
                );
            }
        }
    }

    #[test]
    fn tails_at_their_edges() {
        assert!((binomial_tail(10, 0, 0.3) - 1.0).abs() < 1e-15);
        assert!(binomial_tail(3, 4, 0.3) <= 0.0);
        assert!((binomial_tail(2, 2, 0.3) - 0.09).abs() < 1e-12);
        assert!((normal_two_sided(0.0) - 1.0).abs() < 1e-15);
        assert!((beta_below(2.0, 3.0, 1.0) - 1.0).abs() < 1e-15);
        assert!(beta_below(2.0, 3.0, 0.0) <= 0.0);
    }
}
