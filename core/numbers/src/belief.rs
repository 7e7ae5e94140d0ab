//! What the notes allow to believe about a share: a Beta distribution, its 80 % range, the odds of more or less than half.

use crate::special::{beta_below, beta_quantile};

/// θ ~ Beta(a, b): what is believed about a share after the notes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Belief {
    /// Prior and notes for.
    pub a: f64,
    /// Prior and notes against.
    pub b: f64,
}

/// The equal-tailed 80 % range of a share.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Range {
    /// The 10 % quantile.
    pub low: f64,
    /// The 90 % quantile.
    pub high: f64,
}

impl Belief {
    /// P(θ < ½).
    pub fn below_half(self) -> f64 {
        beta_below(self.a, self.b, 0.5)
    }

    /// P(θ > ½): computed as the mirror's own P(θ < ½), so that them and me get the same bits.
    pub fn above_half(self) -> f64 {
        self.mirrored().below_half()
    }

    /// [Q.10, Q.90]. The upper end is the mirror's lower end, for the same reason.
    pub fn range(self) -> Range {
        Range {
            low: beta_quantile(self.a, self.b, 0.1),
            high: 1.0 - beta_quantile(self.b, self.a, 0.1),
        }
    }

    /// The belief about the other side's share, 1 − θ.
    #[must_use]
    pub fn mirrored(self) -> Self {
        Self { a: self.b, b: self.a }
    }
}

impl Range {
    /// The range of the other side's share.
    #[must_use]
    pub fn mirrored(self) -> Self {
        Self { low: 1.0 - self.high, high: 1.0 - self.low }
    }
}
