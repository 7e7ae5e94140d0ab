//! What was noticed, kept until it is over: `status` and `doctor` tell it without asking any relay.

use requite_store::{MailWrite, NotedAlarm};
use requite_sync::{Alarm, RelayId};
use requite_wire::DeviceId;

use super::SyncReport;
use crate::{EngineError, net::RelayUrl};

/// Milliseconds that something which is over is still told.
const TOLD_MS: i64 = 7 * 24 * 60 * 60 * 1_000;
/// What stands until the next sync finds it gone.
const PASSING: &[&str] = &["withheld", "not_stored", "queue_full", "relay_full", "relay_refused"];
/// What is told for a while after it happened.
const PAST: &[&str] = &["relay_rolled_back", "re_enrolled"];

/// The stable code of an alarm.
pub const fn alarm_code(alarm: Alarm) -> &'static str {
    match alarm {
        Alarm::RolledBack { .. } => "relay_rolled_back",
        Alarm::Forked { .. } => "device_forked",
        Alarm::OwnChainAhead { .. } => "re_enrolled",
        Alarm::Withheld { .. } => "withheld",
        Alarm::NotStored { .. } => "not_stored",
        Alarm::QueueFull { .. } => "queue_full",
        Alarm::RelayFull { .. } => "relay_full",
    }
}

/// How much an alarm is about: envelopes withheld, else one.
pub const fn alarm_count(alarm: Alarm) -> u64 {
    match alarm {
        Alarm::Withheld { missing, .. } => missing,
        Alarm::RolledBack { .. }
        | Alarm::Forked { .. }
        | Alarm::OwnChainAhead { .. }
        | Alarm::NotStored { .. }
        | Alarm::QueueFull { .. }
        | Alarm::RelayFull { .. } => 1,
    }
}

pub(super) fn note(
    mail: &mut MailWrite<'_>,
    alarm: Alarm,
    relays: &[RelayUrl],
    now_ms: i64,
) -> Result<(), EngineError> {
    let url = |relay: RelayId| {
        let index = usize::try_from(relay.0).unwrap_or(usize::MAX);
        relays.get(index).map(ToString::to_string).unwrap_or_default()
    };
    let about = match alarm {
        Alarm::Forked { device } | Alarm::Withheld { device, .. } => device.to_string(),
        Alarm::RolledBack { relay }
        | Alarm::OwnChainAhead { relay }
        | Alarm::NotStored { relay }
        | Alarm::QueueFull { relay }
        | Alarm::RelayFull { relay } => url(relay),
    };
    let noted = NotedAlarm {
        code: alarm_code(alarm).to_owned(),
        about,
        count: alarm_count(alarm),
        since_ms: now_ms,
    };
    Ok(mail.note_alarm(&noted)?)
}

/// Somebody has seen another story of this device's chain than the one that is here.
pub(crate) fn note_fork(
    mail: &mut MailWrite<'_>,
    device: DeviceId,
    now_ms: i64,
) -> Result<(), EngineError> {
    note(mail, Alarm::Forked { device }, &[], now_ms)
}

/// A sync has come to its end: what it did not meet again is over.
pub(super) fn settle(
    mail: &mut MailWrite<'_>,
    report: &SyncReport,
    now_ms: i64,
) -> Result<(), EngineError> {
    if report.reached.is_empty() {
        return Ok(());
    }
    let met: Vec<&str> = report.alarms.iter().map(|alarm| alarm_code(*alarm)).collect();
    for noted in mail.alarms()? {
        let code = noted.code.as_str();
        let passed = PASSING.contains(&code) && !met.contains(&code);
        let told = PAST.contains(&code) && now_ms.saturating_sub(noted.since_ms) > TOLD_MS;
        if passed || told {
            mail.settle_alarm(code, &noted.about)?;
        }
    }
    Ok(())
}
