//! Counts for the person who runs the relay. Numbers only.

use core::{
    fmt::Write,
    sync::atomic::{AtomicU64, Ordering},
};

#[derive(Debug, Default)]
pub(crate) struct Metrics {
    pub(crate) requests: AtomicU64,
    pub(crate) refused: AtomicU64,
    pub(crate) envelopes_stored: AtomicU64,
    pub(crate) envelopes_delivered: AtomicU64,
    pub(crate) live_sockets: AtomicU64,
}

impl Metrics {
    pub(crate) fn add(counter: &AtomicU64, by: usize) {
        counter.fetch_add(u64::try_from(by).unwrap_or(0), Ordering::Relaxed);
    }

    /// In Prometheus' text form.
    pub(crate) fn text(&self) -> String {
        let rows = [
            ("requite_requests_total", "counter", &self.requests),
            ("requite_refused_total", "counter", &self.refused),
            ("requite_envelopes_stored_total", "counter", &self.envelopes_stored),
            ("requite_envelopes_delivered_total", "counter", &self.envelopes_delivered),
            ("requite_live_sockets", "gauge", &self.live_sockets),
        ];
        let mut text = String::new();
        for (name, kind, value) in rows {
            // Writing into a string cannot fail.
            let _written =
                writeln!(text, "# TYPE {name} {kind}\n{name} {}", value.load(Ordering::Relaxed));
        }
        text
    }
}
