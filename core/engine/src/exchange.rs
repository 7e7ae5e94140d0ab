//! Keeping in touch with relays. What to do is decided by the sans-io engine of `sync` and done, as far as files go, by
//! the [`Courier`]; requests are carried by whoever drives it: `driver` over sockets, a simulation over nothing at all.

mod alarm;
mod carry;
mod courier;
mod driver;
mod roster;
mod sealed;
mod seam;

use crate::{Notice, net::RelayUrl};

pub(crate) use alarm::note_fork;
pub use alarm::{alarm_code, alarm_count};
pub use courier::Courier;
pub use sealed::SealedMail;
pub use seam::{Answer, Fault, PushOutcome, Request};

/// How long to keep in touch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Until {
    /// Until there is nothing more to send or receive.
    Quiet,
    /// Until told to stop.
    Stopped,
}

/// Something that a person may want to hear while syncing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SyncEvent {
    /// A relay was reached.
    Connected(RelayUrl),
    /// A relay was lost, or never reached; it is tried again.
    Disconnected(RelayUrl),
    /// Envelopes were sent.
    Sent(u64),
    /// Envelopes were received.
    Received(u64),
    /// Records changed.
    Changed(Vec<Notice>),
    /// Something to know.
    Alarm(requite_sync::Alarm),
    /// The list of devices changed.
    Devices,
    /// This device was a copy of itself, and goes on under a new identity.
    Reenrolled,
}

/// What a sync did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SyncReport {
    /// Envelopes sent.
    pub sent: u64,
    /// Envelopes received.
    pub received: u64,
    /// Relays reached.
    pub reached: Vec<RelayUrl>,
    /// Relays that refused this device.
    pub refused: Vec<RelayUrl>,
    /// What was noticed.
    pub alarms: Vec<requite_sync::Alarm>,
    /// Records changed by what was received.
    pub changed: u64,
}
