//! Keeping in touch from the terminal.

use std::process::ExitCode;

use jiff::Timestamp;
use requite::{
    EngineError, Membership, Practice, PracticeError, RelayUrl, Status, SyncEvent, SyncReport,
    Until, alarm_code, alarm_count, left_to_the_words, sentence, stay_closed,
};
use serde_json::{Value, json};

use super::{DONE, Outcome, program::runtime};
use crate::{
    failure::{Failure, Shell},
    home::Home,
    output::{Output, written},
};

pub(super) fn sync(home: &Home, out: &Output, watch: bool) -> Outcome {
    if home.config.relays.is_empty() {
        return Err(Shell::NoRelay.into());
    }
    let mut practice = home.open()?;
    if watch {
        return watching(&mut practice, home, out);
    }
    let report = once(&mut practice, home, out)?;
    let status = practice.status()?;
    let answer = answer(&status, &home.config.relays, Some(&report));
    out.answer(&answer, |_| said(&report, &status))?;
    DONE
}

/// One round with every relay.
pub(super) fn once(
    practice: &mut Practice,
    home: &Home,
    out: &Output,
) -> Result<SyncReport, Failure> {
    let bar = out.bar("in touch");
    let mut observe = |event: &SyncEvent| match event {
        SyncEvent::Sent(n) | SyncEvent::Received(n) => bar.inc(*n),
        SyncEvent::Connected(_)
        | SyncEvent::Disconnected(_)
        | SyncEvent::Changed(_)
        | SyncEvent::Devices
        | SyncEvent::Reenrolled
        | SyncEvent::Alarm(_) => {}
    };
    let runtime = runtime()?;
    let interrupted = std::cell::Cell::new(false);
    let stop = async {
        // Where signals cannot be heard, the default action ends the program; nothing is lost by that either.
        if tokio::signal::ctrl_c().await.is_ok() {
            interrupted.set(true);
        } else {
            core::future::pending::<()>().await;
        }
    };
    let report =
        runtime.block_on(practice.sync(&home.config.relays, Until::Quiet, stop, &mut observe));
    bar.finish_and_clear();
    if interrupted.get() {
        return Err(Shell::Interrupted.into());
    }
    Ok(report?)
}

fn watching(practice: &mut Practice, home: &Home, out: &Output) -> Outcome {
    let interrupted = std::cell::Cell::new(false);
    let mut observe = |event: &SyncEvent| {
        let (object, line) = told(event);
        // A reader that has gone away does not stop the sync.
        let _printed = out.answer(&object, |_| line);
    };
    let runtime = runtime()?;
    let stop = async { interrupted.set(told_to_stop().await) };
    let ended =
        runtime.block_on(practice.sync(&home.config.relays, Until::Stopped, stop, &mut observe));
    match ended {
        Err(PracticeError::Engine(EngineError::Busy)) => Err(Shell::Watching.into()),
        Err(error) => Err(error.into()),
        Ok(_) if interrupted.get() => Ok(ExitCode::from(130)),
        Ok(_) => DONE,
    }
}

/// Waits for a signal; whether it was the person's own Ctrl-C.
async fn told_to_stop() -> bool {
    use tokio::signal::unix::{SignalKind, signal};
    match signal(SignalKind::terminate()) {
        Ok(mut terminate) => tokio::select! {
            _ = terminate.recv() => false,
            _ = tokio::signal::ctrl_c() => true,
        },
        Err(_) => tokio::signal::ctrl_c().await.is_ok(),
    }
}

pub(super) fn status(home: &Home, out: &Output) -> Outcome {
    let status = home.open()?.status()?;
    let answer = answer(&status, &home.config.relays, None);
    out.answer(&answer, |_| standing(&status, &home.config.relays))?;
    DONE
}

fn answer(status: &Status, relays: &[RelayUrl], report: Option<&SyncReport>) -> Value {
    let relays: Vec<Value> = relays
        .iter()
        .map(|url| match report {
            Some(report) => {
                json!({"url": url.to_string(), "reached": report.reached.contains(url)})
            }
            None => json!({"url": url.to_string()}),
        })
        .collect();
    let devices: Vec<Value> = status
        .devices
        .iter()
        .map(|device| {
            json!({
                "id": device.id.to_string(),
                "name": device.name,
                "this": device.this,
                "last_heard": device.last_heard_ms.and_then(time),
                "new_until": device.new_until_ms.and_then(time),
            })
        })
        .collect();
    let mut alarms: Vec<&str> =
        report.iter().flat_map(|report| &report.alarms).map(|alarm| alarm_code(*alarm)).collect();
    if report.is_none() {
        alarms.extend(status.alarms.iter().map(|alarm| alarm.code.as_str()));
    }
    let noticed: Vec<Value> = status
        .alarms
        .iter()
        .map(|alarm| {
            json!({
                "code": alarm.code,
                "about": alarm.about,
                "count": alarm.count,
                "since": time(alarm.since_ms),
                "found": sentence(&alarm.code, alarm.count),
            })
        })
        .collect();
    let waiting_for: Vec<Value> = status
        .waiting_for
        .iter()
        .map(|(id, n)| {
            let device = status.devices.iter().find(|device| device.id == *id);
            let name = device.map(|device| device.name.as_str());
            json!({"device": id.to_string(), "name": name, "count": n})
        })
        .collect();
    json!({
        "sent": report.map_or(status.sent, |report| report.sent),
        "received": report.map_or(status.received, |report| report.received),
        "waiting": status.waiting,
        "relays": relays,
        "devices": devices,
        "quarantined": status.quarantined,
        "after_removal": status.after_removal,
        "pending": status.pending,
        "keyless": status.keyless,
        "closed": status.closed,
        "left_to_the_words": status.left_to_the_words,
        "waiting_for": waiting_for,
        "membership": membership(status.membership),
        "alarms": alarms,
        "noticed": noticed,
    })
}

pub(super) fn time(ms: i64) -> Option<String> {
    Timestamp::from_millisecond(ms).ok().map(|time| time.to_string())
}

fn said(report: &SyncReport, status: &Status) -> String {
    let mut lines = vec![format!("Sent {}, received {}.", report.sent, report.received)];
    if status.waiting > 0 {
        lines.push(format!(
            "{} still wait here; they are saved and go with the next sync.",
            status.waiting
        ));
    }
    lines.extend(
        report.alarms.iter().map(|alarm| sentence(alarm_code(*alarm), alarm_count(*alarm))),
    );
    lines.extend(newcomers(status));
    lines.join("\n")
}

fn standing(status: &Status, relays: &[RelayUrl]) -> String {
    let mut lines = vec!["Everything is saved here.".to_owned()];
    lines.push(match (status.waiting, relays.is_empty()) {
        (_, true) => "No relay is set, so nothing leaves this device.".to_owned(),
        (0, false) => "Nothing waits to be sent.".to_owned(),
        (n, false) => format!("{n} wait to be sent."),
    });
    for device in &status.devices {
        let name = written(&device.name);
        lines.push(match (device.this, device.last_heard_ms.and_then(time)) {
            (true, _) => format!("{name}: this device"),
            (false, Some(time)) => format!("{name}: last heard {time}"),
            (false, None) => format!("{name}: not heard yet"),
        });
    }
    lines.extend(newcomers(status));
    match status.membership {
        Membership::Member => {}
        Membership::Removed => lines.push(
            "This device was removed on another one. What is here can be read, and no longer changed."
                .to_owned(),
        ),
        Membership::WithoutKey => lines.push(
            "This device has not got the present key of the journal. What is here can be read, and not changed."
                .to_owned(),
        ),
    }
    for (id, n) in &status.waiting_for {
        let device = status.devices.iter().find(|device| device.id == *id);
        let name = device.map_or_else(|| id.to_string(), |device| written(&device.name));
        lines.push(format!("Waiting for {n} from {name}."));
    }
    match status.keyless - status.closed - status.left_to_the_words {
        0 => {}
        1 => lines.push("1 sealed parcel waits for its key.".to_owned()),
        n => lines.push(format!("{n} sealed parcels wait for their key.")),
    }
    if status.left_to_the_words > 0 {
        lines.push(format!("{}.", left_to_the_words(status.left_to_the_words)));
    }
    if status.closed > 0 {
        lines.push(format!("{}.", stay_closed(status.closed)));
    }
    lines.extend(status.alarms.iter().map(|alarm| sentence(&alarm.code, alarm.count)));
    if status.quarantined > status.after_removal {
        lines.push(
            "Something that came could not be read and is set aside; `requite doctor` says more."
                .to_owned(),
        );
    }
    lines.join("\n")
}

fn told(event: &SyncEvent) -> (Value, String) {
    match event {
        SyncEvent::Connected(url) => {
            let url = url.to_string();
            (json!({"event": "connected", "relay": url}), format!("In touch with {url}"))
        }
        SyncEvent::Disconnected(url) => {
            let url = url.to_string();
            (json!({"event": "disconnected", "relay": url}), format!("Lost {url}; trying again"))
        }
        SyncEvent::Sent(n) => (json!({"event": "sent", "count": n}), format!("Sent {n}")),
        SyncEvent::Received(n) => {
            (json!({"event": "received", "count": n}), format!("Received {n}"))
        }
        SyncEvent::Changed(notices) => {
            let records: Vec<Value> = notices
                .iter()
                .map(|notice| json!({"kind": notice.kind, "id": notice.id.to_string()}))
                .collect();
            (json!({"event": "changed", "records": records}), format!("{} changed", notices.len()))
        }
        SyncEvent::Alarm(alarm) => {
            let code = alarm_code(*alarm);
            (json!({"event": "alarm", "code": code}), sentence(code, alarm_count(*alarm)))
        }
        SyncEvent::Devices => {
            (json!({"event": "devices"}), "The list of your devices changed".to_owned())
        }
        SyncEvent::Reenrolled => (json!({"event": "reenrolled"}), sentence("re_enrolled", 1)),
    }
}

/// New devices are pointed out for seven days: who has let one in unasked is to be noticed.
fn newcomers(status: &Status) -> Vec<String> {
    let new = status.devices.iter().filter(|device| device.new_until_ms.is_some());
    new.map(|device| {
        let since = time(device.added_ms).unwrap_or_default();
        let name = written(&device.name);
        format!(
            "New device since {since}: {name}. If you do not know it: requite device revoke {}",
            device.id
        )
    })
    .collect()
}

const fn membership(membership: Membership) -> &'static str {
    match membership {
        Membership::Member => "member",
        Membership::Removed => "removed",
        Membership::WithoutKey => "without_key",
    }
}
