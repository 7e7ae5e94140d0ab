//! Token buckets by address: nobody drowns the others.

use std::{collections::BTreeMap, net::IpAddr};

/// Addresses that are remembered at once.
const ADDRESSES_MAX: usize = 50_000;

#[derive(Debug)]
pub(crate) struct Rate {
    per_period: u32,
    period_ms: u64,
    buckets: BTreeMap<IpAddr, (f64, u64)>,
}

impl Rate {
    pub(crate) const fn new(per_period: u32, period_ms: u64) -> Self {
        Self { per_period, period_ms, buckets: BTreeMap::new() }
    }

    /// Whether an address may do it once more now.
    pub(crate) fn allow(&mut self, address: IpAddr, now: u64) -> bool {
        let full = f64::from(self.per_period);
        if self.buckets.len() >= ADDRESSES_MAX && !self.buckets.contains_key(&address) {
            self.buckets.clear();
        }
        let (left, at) = self.buckets.entry(address).or_insert((full, now));
        let passed = u32::try_from(now.saturating_sub(*at)).unwrap_or(u32::MAX);
        let period = u32::try_from(self.period_ms).unwrap_or(u32::MAX);
        *left = (*left + full * f64::from(passed) / f64::from(period)).min(full);
        *at = now;
        if *left < 1.0 {
            return false;
        }
        *left -= 1.0;
        true
    }
}
