//! Keeping in touch with relays, and how things stand.

use std::sync::Arc;

use requite_engine::{
    Membership as MembershipIn, RelayUrl, Status as StatusIn, SyncEvent as EventIn,
    SyncReport as ReportIn, Until, alarm_code, block_on,
};

use crate::{
    EngineError, ListenerError,
    desk::Desk,
    devices::Device,
    mirror::{Cross, choice},
    sides::{Run, Sides},
    tickets,
};

choice! {
    /// What this device may do in the journal.
    Membership is MembershipIn {
        /// Read and write.
        Member,
        /// Only read what is here: it was removed on another device.
        Removed,
        /// Only read, until another device gives it the present key.
        WithoutKey,
    }
}

/// Something that a person may want to hear while syncing.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Enum)]
pub enum SyncEvent {
    /// A relay was reached.
    Connected {
        /// Its address.
        relay: String,
    },
    /// A relay was lost, or never reached; it is tried again.
    Disconnected {
        /// Its address.
        relay: String,
    },
    /// Envelopes were sent.
    Sent {
        /// How many.
        envelopes: u64,
    },
    /// Envelopes were received.
    Received {
        /// How many.
        envelopes: u64,
    },
    /// Records changed.
    Changed {
        /// How many.
        records: u64,
    },
    /// Something to know.
    Alarm {
        /// Its stable code, such as `relay_rolled_back`.
        code: String,
    },
    /// The list of devices changed.
    Devices,
    /// This device was a copy of another, and goes on under a new identity.
    Reenrolled,
}

/// Told what happens while syncing, on a thread of the engine's.
#[uniffi::export(with_foreign)]
pub trait SyncListener: Send + core::marker::Sync {
    /// Something happened.
    fn happened(&self, event: SyncEvent) -> Result<(), ListenerError>;
}

/// What a sync did.
#[derive(Debug, Clone, Default, PartialEq, Eq, uniffi::Record)]
pub struct SyncReport {
    /// Envelopes sent.
    pub sent: u64,
    /// Envelopes received.
    pub received: u64,
    /// Records changed by what was received.
    pub changed: u64,
    /// Relays reached.
    pub reached: Vec<String>,
    /// Relays that refused this device.
    pub refused: Vec<String>,
    /// Codes of what was noticed.
    pub alarms: Vec<String>,
}

/// How things stand, without asking any relay.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct SyncStatus {
    /// Own envelopes that were offered to a relay.
    pub sent: u64,
    /// Envelopes of other devices that are here.
    pub received: u64,
    /// Changes and envelopes that no relay has been offered yet.
    pub waiting: u64,
    /// What this device may do.
    pub membership: Membership,
    /// The devices of this journal, this one first.
    pub devices: Vec<Device>,
    /// Kept, but not applied because something is wrong with them.
    pub quarantined: u64,
    /// Changes that wait for others before them.
    pub pending: u64,
    /// Envelopes that are known to exist and are not here.
    pub missing: u64,
    /// Codes of what was noticed and stands.
    pub alarms: Vec<String>,
}

/// How long to keep in touch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum SyncUntil {
    /// Until there is nothing more to send or receive.
    Quiet,
    /// Until it is cancelled.
    Cancelled,
}

/// A sync that is under way. Cancelling or dropping it stops it anywhere without loss.
#[derive(uniffi::Object)]
pub struct SyncOperation {
    pub(crate) run: Run<SyncReport>,
}

/// Keeping in touch.
#[derive(uniffi::Object)]
pub struct Sync {
    pub(crate) desk: Arc<Desk>,
}

#[uniffi::export]
impl Sync {
    /// Sends what is new here and receives what is new elsewhere, once.
    pub async fn once(&self, relays: Vec<String>) -> Result<SyncReport, EngineError> {
        let run = begin(&self.desk, &relays, Until::Quiet, None)?;
        run.outcome().await
    }

    /// Begins to keep in touch, until there is nothing more to do or until it is cancelled.
    pub fn begin(
        &self,
        relays: &[String],
        until: SyncUntil,
        listener: Option<Arc<dyn SyncListener>>,
    ) -> Result<Arc<SyncOperation>, EngineError> {
        let until = match until {
            SyncUntil::Quiet => Until::Quiet,
            SyncUntil::Cancelled => Until::Stopped,
        };
        let run = begin(&self.desk, relays, until, listener)?;
        Ok(Arc::new(SyncOperation { run }))
    }

    /// How things stand, without asking any relay.
    pub async fn status(&self) -> Result<SyncStatus, EngineError> {
        self.desk.ask(move |open| Ok(status(open.engine().status()?))).await
    }
}

#[uniffi::export]
impl SyncOperation {
    /// Stops it.
    pub fn cancel(&self) {
        self.run.stop();
    }

    /// What it did, once it has ended, as often as it is asked.
    pub async fn report(&self) -> Result<SyncReport, EngineError> {
        self.run.outcome().await
    }
}

fn begin(
    desk: &Arc<Desk>,
    relays: &[String],
    until: Until,
    listener: Option<Arc<dyn SyncListener>>,
) -> Result<Run<SyncReport>, EngineError> {
    let relays = addresses(relays)?;
    let shared = Arc::clone(&desk.shared);
    Sides::begin(&desk.shared, "sync", move |mut open, stop| {
        if until == Until::Quiet && shared.is_offline() {
            return Err(requite_engine::EngineError::RelayUnreachable.into());
        }
        shared.log.note("sync_began");
        let mut observe = |event: &EventIn| {
            if let EventIn::Changed(notices) = event {
                shared.hub.tell(notices.clone());
            }
            if let Some(listener) = &listener {
                // Somebody who does not listen is no reason to stop.
                let _heard = tickets::guarded(|| listener.happened(told(event)));
            }
        };
        let synced = open.engine().sync(&relays, until, stop.told(), &mut observe);
        let synced = block_on(synced);
        shared.hub.tell(open.take_notices());
        shared.log.note("sync_ended");
        Ok(report(synced??))
    })
}

/// The addresses of relays, at least one.
pub(crate) fn addresses(relays: &[String]) -> Result<Vec<RelayUrl>, EngineError> {
    if relays.is_empty() {
        return Err(EngineError::invalid("no_relay"));
    }
    relays.iter().map(|relay| address(relay)).collect()
}

pub(crate) fn address(relay: &str) -> Result<RelayUrl, EngineError> {
    relay.parse().map_err(|_| EngineError::invalid("invalid_relay"))
}

fn told(event: &EventIn) -> SyncEvent {
    match event {
        EventIn::Connected(relay) => SyncEvent::Connected { relay: relay.to_string() },
        EventIn::Disconnected(relay) => SyncEvent::Disconnected { relay: relay.to_string() },
        EventIn::Sent(envelopes) => SyncEvent::Sent { envelopes: *envelopes },
        EventIn::Received(envelopes) => SyncEvent::Received { envelopes: *envelopes },
        EventIn::Changed(notices) => SyncEvent::Changed { records: notices.len().cross() },
        EventIn::Alarm(alarm) => SyncEvent::Alarm { code: alarm_code(*alarm).to_owned() },
        EventIn::Devices => SyncEvent::Devices,
        EventIn::Reenrolled => SyncEvent::Reenrolled,
    }
}

pub(crate) fn report(report: ReportIn) -> SyncReport {
    let named = |relays: Vec<RelayUrl>| relays.iter().map(ToString::to_string).collect();
    SyncReport {
        sent: report.sent,
        received: report.received,
        changed: report.changed,
        reached: named(report.reached),
        refused: named(report.refused),
        alarms: report.alarms.into_iter().map(|alarm| alarm_code(alarm).to_owned()).collect(),
    }
}

fn status(status: StatusIn) -> SyncStatus {
    SyncStatus {
        sent: status.sent,
        received: status.received,
        waiting: status.waiting,
        membership: status.membership.cross(),
        devices: status.devices.cross(),
        quarantined: status.quarantined,
        pending: status.pending,
        missing: status.waiting_for.values().sum(),
        alarms: status.alarms.into_iter().map(|noted| noted.code).collect(),
    }
}
