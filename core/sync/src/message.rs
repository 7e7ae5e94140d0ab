//! What goes into the engine and what comes out of it.

use std::collections::BTreeMap;

use requite_wire::{Audit, DeviceId, Envelope, Hash, Tip, roster::Cut};

/// One of the relays that a device uses, by its place in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct RelayId(pub u32);

/// How far a relay's order was read, in which life of the relay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cursor {
    /// The relay's generation when it was read.
    pub generation: [u8; 16],
    /// The last sequence number that needs no second look.
    pub after: u64,
}

/// A stretch of one device's chain: numbers `after + 1` to `upto`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// Whose chain.
    pub device: DeviceId,
    /// The last one that is not wanted.
    pub after: u64,
    /// The last one that is.
    pub upto: u64,
}

/// How a page came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// In answer to [`Output::Pull`].
    Pulled,
    /// By itself, over the live connection.
    Live,
}

/// Why a relay is not there any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lost {
    /// Unreachable, timed out, cut off, overloaded: worth another try, later and later.
    Unreachable,
    /// It refuses this device: no use in trying before a person does something.
    Refused,
}

#[allow(missing_docs, reason = "the fields are named after what each variant says")]
/// Why a push was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PushRefusal {
    /// The relay has other envelopes in these chains than this device (which the caller finds by comparing hashes).
    Forked { audit: Box<Audit>, devices: Vec<DeviceId> },
    /// It lacks what comes before; its audit says from where to push.
    Stale(Box<Audit>),
    /// Its disk or this vault's share of it is full.
    Full,
}

#[allow(missing_docs, reason = "the fields are named after what each variant says")]
/// Something happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A relay answered and knows who we are; its first audit.
    Connected { relay: RelayId, audit: Box<Audit> },
    /// A relay is gone; what was asked of it will not be answered.
    Disconnected { relay: RelayId, why: Lost },
    /// Envelopes in the relay's order, with sequence numbers. Their signatures were checked by the caller, who puts those
    /// whose author is not in the roster into `strangers`.
    Page {
        relay: RelayId,
        source: Source,
        envelopes: Vec<(u64, Envelope)>,
        strangers: Vec<(u64, Envelope)>,
        next: u64,
        more: bool,
        audit: Box<Audit>,
    },
    /// A push was stored, durably.
    Pushed { relay: RelayId, audit: Box<Audit> },
    /// A push was refused as a whole.
    PushRefused { relay: RelayId, refusal: PushRefusal },
    /// The roster was fetched from or published to a relay.
    RosterExchanged { relay: RelayId },
    /// The roster here has grown; up to where the envelopes of revoked devices count.
    RosterChanged { head: Hash, len: u64, cuts: BTreeMap<DeviceId, Cut> },
    /// This device sealed an envelope and stored it, durably.
    Sealed(Envelope),
    /// This device took own envelopes back that nobody was offered; where its chain ends now.
    Rewound { end: Option<Tip> },
    /// A device says, under seal, that it has seen another's chain up to here.
    Vouched { device: DeviceId, n: u64 },
    /// Somebody has seen another story of a chain than the one that is here.
    ForkSeen { device: DeviceId },
    /// Time has passed.
    Tick,
}

#[allow(missing_docs, reason = "the fields are named after what each variant says")]
/// Something to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Output {
    /// Connect and authenticate, then hand in [`Input::Connected`] or [`Input::Disconnected`].
    Connect { relay: RelayId },
    /// Ask for a page behind this sequence number.
    Pull { relay: RelayId, after: u64 },
    /// Send envelopes from the head of these ranges, as many as one push takes.
    Push { relay: RelayId, ranges: Vec<Range> },
    /// Fetch the whole roster and admit what holds, then hand in [`Input::RosterExchanged`].
    FetchRoster { relay: RelayId },
    /// Append what the relay's roster lacks, then hand in [`Input::RosterExchanged`].
    PublishRoster { relay: RelayId },
    /// Store these envelopes, each chain in order, and the cursor, in one transaction.
    Accept { relay: RelayId, envelopes: Vec<Envelope>, cursor: Option<Cursor> },
    /// Keep a second envelope under a number that is taken, as evidence.
    Evidence { envelope: Envelope },
    /// Hand in a [`Input::Tick`] at this time.
    WakeAt { at_ms: u64 },
    /// Tell the person.
    Alarm(Alarm),
}

#[allow(missing_docs, reason = "the fields are named after what each variant says")]
/// What a person should hear of. Never stops the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Alarm {
    /// A relay lost data or was restored from an old copy; it is being refilled.
    RolledBack { relay: RelayId },
    /// Two envelopes under one number of a device's chain: it was cloned. Both are kept, the chain stands still.
    Forked { device: DeviceId },
    /// The relay has more of *this* device's chain than this device itself: it was cloned or restored from a backup.
    OwnChainAhead { relay: RelayId },
    /// A relay claims envelopes, or a device vouches for them, that the relay does not hand out.
    Withheld { relay: RelayId, device: DeviceId, missing: u64 },
    /// A relay says "stored" and does not have it.
    NotStored { relay: RelayId },
    /// Too much is waiting for what comes before it; reading on later.
    QueueFull { relay: RelayId },
    /// The relay has no room.
    RelayFull { relay: RelayId },
}
