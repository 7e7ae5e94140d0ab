//! The network between devices and the relay: everything that is under way, in the order in which it arrives.

use std::collections::BTreeMap;

use requite_engine::{Answer, Request};

/// Something that is under way.
#[derive(Debug)]
pub(crate) enum Parcel {
    /// To the relay.
    Request { device: usize, life: u64, id: u64, request: Request },
    /// From the relay; `id` says which request it answers, none for a live page.
    Answer { device: usize, life: u64, id: Option<u64>, answer: Answer },
    /// No answer came in time.
    Timeout { device: usize, life: u64, id: u64 },
}

/// What the network does to parcels, in percent and milliseconds.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Weather {
    pub(crate) loss: u64,
    pub(crate) twice: u64,
    pub(crate) delay_ms: u64,
    pub(crate) live_loss: u64,
}

pub(crate) const CALM: Weather = Weather { loss: 0, twice: 0, delay_ms: 20, live_loss: 0 };

/// The longest that a device waits for an answer.
pub(crate) const TIMEOUT_MS: u64 = 60_000;

#[derive(Debug, Default)]
pub(crate) struct Net {
    parcels: BTreeMap<(u64, u64), Parcel>,
    sequence: u64,
}

impl Net {
    pub(crate) fn send(&mut self, at: u64, parcel: Parcel) {
        self.sequence += 1;
        self.parcels.insert((at, self.sequence), parcel);
    }

    pub(crate) fn number(&mut self) -> u64 {
        self.sequence += 1;
        self.sequence
    }

    /// When the next parcel arrives.
    pub(crate) fn next_at(&self) -> Option<u64> {
        self.parcels.keys().next().map(|(at, _)| *at)
    }

    pub(crate) fn take(&mut self) -> Option<(u64, Parcel)> {
        self.parcels.pop_first().map(|((at, _), parcel)| (at, parcel))
    }

    /// Nothing waits for an answer of this one any more.
    pub(crate) fn forget_timeout(&mut self, answered: u64) {
        self.parcels
            .retain(|_, parcel| !matches!(parcel, Parcel::Timeout { id, .. } if *id == answered));
    }
}
