//! What a piece of work cost this process: the memory that it reached beyond what was there before, and time of the
//! processor. As Linux tells it; elsewhere nothing is said.

use std::fs;

/// What was spent; none where the system does not tell.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Spent {
    pub(crate) peak_bytes: Option<u64>,
    pub(crate) cpu_ms: Option<u64>,
}

/// The state before.
#[derive(Debug)]
pub(crate) struct Before {
    resident_bytes: Option<u64>,
    cpu_ns: Option<u64>,
}

/// Begins to measure: the highest mark of memory is set back to what is held now.
pub(crate) fn begin() -> Before {
    // Not every system allows it; then the mark of the start counts, which is higher and errs on the safe side.
    let _not_allowed = fs::write("/proc/self/clear_refs", "5");
    Before { resident_bytes: status("VmRSS:"), cpu_ns: cpu_ns() }
}

impl Before {
    /// What has been spent since.
    pub(crate) fn end(&self) -> Spent {
        let since = |now: Option<u64>, then: Option<u64>| Some(now?.saturating_sub(then?));
        Spent {
            peak_bytes: since(status("VmHWM:"), self.resident_bytes),
            cpu_ms: since(cpu_ns(), self.cpu_ns).map(|ns| ns.div_ceil(1_000_000)),
        }
    }
}

fn status(name: &str) -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(name))?;
    let kib: u64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kib * 1_024)
}

fn cpu_ns() -> Option<u64> {
    let spent = fs::read_to_string("/proc/self/schedstat").ok()?;
    spent.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_that_was_given_back_still_counts() {
        let before = begin();
        let held = vec![1_u8; 32 << 20];
        assert_eq!(held.iter().map(|byte| u64::from(*byte)).sum::<u64>(), 32 << 20);
        drop(held);
        if let Some(peak) = before.end().peak_bytes {
            assert!(peak >= 30 << 20, "{peak}");
        }
    }
}
