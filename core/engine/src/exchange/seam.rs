//! The seam between what is to be carried and who carries it: every relay operation as a value, and its answer.

use requite_sync::RelayId;
use requite_wire::{
    Audit, Envelope, Hash,
    message::{Page, RosterPage},
    roster::Entry,
};

/// Something to be carried to a relay. Every request is answered by exactly one [`Answer`] of the same relay and kind.
#[derive(Debug, Clone)]
pub enum Request {
    /// Connect, prove who we are (see [`crate::Courier::credentials`]), and bring an empty page for its audit.
    Connect {
        /// Which relay.
        relay: RelayId,
    },
    /// A page behind this sequence number.
    Pull {
        /// Which relay.
        relay: RelayId,
        /// Behind which number.
        after: u64,
    },
    /// Envelopes, to be stored all or none.
    Push {
        /// Which relay.
        relay: RelayId,
        /// The envelopes, each chain in order.
        envelopes: Vec<Envelope>,
    },
    /// The relay's whole roster.
    Roster {
        /// Which relay.
        relay: RelayId,
    },
    /// An entry for the relay's roster, if its head is this one.
    Append {
        /// Which relay.
        relay: RelayId,
        /// The entry.
        entry: Box<Entry>,
        /// The head that the relay must have.
        head: Hash,
    },
}

/// What a relay said.
#[derive(Debug, Clone)]
pub enum Answer {
    /// To [`Request::Connect`].
    Connected {
        /// Which relay.
        relay: RelayId,
        /// An empty page, for its audit.
        page: Box<Page>,
    },
    /// To [`Request::Pull`].
    Pulled {
        /// Which relay.
        relay: RelayId,
        /// The page.
        page: Box<Page>,
    },
    /// By itself, over a connection that stays open.
    Live {
        /// Which relay.
        relay: RelayId,
        /// The page.
        page: Box<Page>,
    },
    /// To [`Request::Push`].
    Pushed {
        /// Which relay.
        relay: RelayId,
        /// What became of it.
        outcome: PushOutcome,
    },
    /// To [`Request::Roster`]: all entries, and the head that the relay guards.
    Roster {
        /// Which relay.
        relay: RelayId,
        /// Entries, head, number.
        page: Box<RosterPage>,
    },
    /// To [`Request::Append`].
    Appended {
        /// Which relay.
        relay: RelayId,
        /// The entry, where it is durable there; none where somebody else was faster.
        entry: Option<Box<Entry>>,
    },
    /// The relay is gone; nothing else that was asked of it will be answered.
    Lost {
        /// Which relay.
        relay: RelayId,
        /// Why.
        fault: Fault,
    },
}

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// No connection, a cut, a time-out, an answer that is none: worth another try.
    Unreachable,
    /// The relay refuses this device.
    Refused,
}

/// What became of a push.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PushOutcome {
    /// Durable, all of it.
    Stored(Audit),
    /// Another envelope is under one of the numbers.
    Forked(Audit),
    /// The relay lacks what comes before.
    Stale(Audit),
    /// No room.
    Full,
}
