//! Devices from the terminal: who is in, letting one in, joining, removing; and new words.

use std::io::{BufRead, IsTerminal};

use requite::{EngineError, FreshAuth, History, JoinEvent, Practice, PracticeError, RelayUrl};
use serde_json::{Value, json};
use zeroize::Zeroizing;

use super::{
    DONE, Outcome,
    program::runtime,
    sync::{self, time},
    vault,
};
use crate::{
    args::DeviceAction,
    failure::{Failure, Shell},
    home::{Home, now},
    input,
    output::{Output, written},
    passphrase,
};

pub(super) fn device(home: &mut Home, out: &Output, action: DeviceAction) -> Outcome {
    match action {
        DeviceAction::List => list(home, out),
        DeviceAction::Invite { relay, hold } => {
            let history = if hold { History::held_a_day() } else { History::Shared };
            invite(home, out, relay.as_deref(), history)
        }
        DeviceAction::Join { code, device } => join(home, out, &code, device),
        DeviceAction::Revoke { id } => revoke(home, out, &id),
        DeviceAction::Release => release(home, out),
    }
}

fn list(home: &Home, out: &Output) -> Outcome {
    let devices = home.open()?.devices()?;
    let objects: Vec<Value> = devices
        .iter()
        .map(|device| {
            json!({
                "id": device.id.to_string(),
                "name": device.name,
                "this": device.this,
                "added": time(device.added_ms),
                "revoked": device.revoked_ms.and_then(time),
                "last_heard": device.last_heard_ms.and_then(time),
                "new_until": device.new_until_ms.and_then(time),
            })
        })
        .collect();
    out.answer(&json!({"devices": objects}), |_| {
        let lines = devices.iter().map(|device| {
            let id = device.id.to_string();
            let name =
                if device.name.is_empty() { "(no name)".to_owned() } else { written(&device.name) };
            let told = match (device.this, device.revoked_ms, device.new_until_ms) {
                (_, Some(at), _) => format!("removed {}", time(at).unwrap_or_default()),
                (true, None, _) => "this device".to_owned(),
                (false, None, Some(_)) => {
                    format!("new, since {}", time(device.added_ms).unwrap_or_default())
                }
                (false, None, None) => {
                    format!("since {}", time(device.added_ms).unwrap_or_default())
                }
            };
            format!("{}  {name}  {told}", out.dim(&id))
        });
        lines.collect::<Vec<_>>().join("\n")
    })?;
    DONE
}

/// The passphrase is asked for afresh, never taken from the keyring: letting a device in takes more than an open journal.
fn invite(home: &Home, out: &Output, relay: Option<&str>, history: History) -> Outcome {
    let relay: RelayUrl = match relay {
        Some(relay) => relay.parse()?,
        None => home.config.relays.first().ok_or(Shell::NoRelay)?.clone(),
    };
    if !home.has_vault() {
        return Err(EngineError::NoVault.into());
    }
    let passphrase = passphrase::ask()?;
    let mut practice = Practice::open(&home.folder, &passphrase)?;
    let mut auth = practice.authenticate(&passphrase)?;
    drop(passphrase);
    // The relay must know the journal as it is before a newcomer looks at it.
    sync::once(&mut practice, home, out)?;
    let runtime = runtime()?;
    let mut invite = runtime.block_on(practice.invite(&relay, &auth))?;
    let line = invite.line().to_owned();
    let told = json!({"event": "invite", "code": line, "expires": time(invite.expires_ms())});
    out.answer(&told, |_| {
        format!(
            "{}\n\nOn the other device, within two minutes:\n\n  requite device join {line}\n",
            qr(&line, out)
        )
    })?;
    let name = runtime.block_on(practice.meet(&mut invite))?;
    out.hint(&format!(
        "A device that goes by \"{}\" is there. Type the six digits that it shows:",
        written(&name)
    ));
    let digits = digits()?;
    auth = still_fresh(&practice, auth, invite.expires_ms())?;
    let device = runtime.block_on(practice.confirm(invite, &digits, &auth, history))?;
    out.answer(&json!({"event": "joined", "device": device}), |_| {
        "The device is in. `requite device list` shows all of them.".to_owned()
    })?;
    DONE
}

/// What was asked for more than a minute ago is asked for once more.
fn still_fresh(
    practice: &Practice,
    auth: FreshAuth,
    expires_ms: i64,
) -> Result<FreshAuth, Failure> {
    // An invitation lives for two minutes, so half of that before its end the first minute is over.
    let asked_ms = expires_ms - 60_000;
    if now().as_millisecond() < asked_ms - 5_000 {
        return Ok(auth);
    }
    let passphrase = passphrase::ask()?;
    Ok(practice.authenticate(&passphrase)?)
}

fn digits() -> Result<Zeroizing<String>, Shell> {
    let mut line = Zeroizing::new(String::new());
    let read = std::io::stdin().lock().read_line(&mut line).map_err(|_| Shell::Input)?;
    if read == 0 || line.trim().is_empty() { Err(Shell::NoDigits) } else { Ok(line) }
}

/// The line as a picture for a phone's camera, where somebody looks on.
fn qr(line: &str, out: &Output) -> String {
    if out.is_plain() || !std::io::stdout().is_terminal() {
        return String::new();
    }
    let code = qrcode::QrCode::with_error_correction_level(line, qrcode::EcLevel::L);
    code.map(|code| code.render::<qrcode::render::unicode::Dense1x2>().build()).unwrap_or_default()
}

fn join(home: &mut Home, out: &Output, code: &str, device: Option<String>) -> Outcome {
    if home.has_vault() {
        return Err(EngineError::AlreadyThere.into());
    }
    let code = input::line(code)?;
    let device = device.unwrap_or_else(|| "this device".to_owned());
    let passphrase = passphrase::choose()?;
    let mut said = Ok(());
    let mut observe = |event: &JoinEvent| {
        let JoinEvent::Check(digits) = event;
        said = out.answer(&json!({"event": "check", "digits": digits}), |_| {
            let (front, back) = digits.split_at(3);
            format!("Type these digits on the other device:\n\n  {front} {back}\n")
        });
    };
    let joining = Practice::join(
        &home.folder,
        &code,
        &device,
        &passphrase,
        now().as_millisecond(),
        &mut observe,
    );
    let (mut practice, relay) = runtime()?.block_on(joining)?;
    said?;
    home.config.write_relays(&home.folder, vec![relay])?;
    vault::greet_relay(&mut practice, home, out);
    let answer =
        json!({"event": "joined", "vault": practice.vault_id(), "device": practice.device_id()});
    out.answer(&answer, |_| "Your journal is on this device. `requite list` shows it.".to_owned())?;
    DONE
}

fn revoke(home: &Home, out: &Output, id: &str) -> Outcome {
    let mut practice = home.open()?;
    // Pulled first, so that nothing of the device is cut off that could have been had. Offline it holds all the same.
    let met = reach(&mut practice, home, out)?;
    let device = practice.revoke(id)?;
    let told = met && reach(&mut practice, home, out)?;
    out.answer(&json!({"id": device, "published": told}), |_| {
        if told {
            "Removed. It reads and writes nothing that comes after; what it has read stays read."
                .to_owned()
        } else {
            "Removed here. Other devices and the relay hear of it with the next sync.".to_owned()
        }
    })?;
    DONE
}

fn release(home: &Home, out: &Output) -> Outcome {
    let mut practice = home.open()?;
    practice.release_history()?;
    let told = reach(&mut practice, home, out)?;
    out.answer(&json!({"released": true, "published": told}), |_| {
        "Newcomers can read what was written before they came, once they have synced.".to_owned()
    })?;
    DONE
}

pub(super) fn words(home: &Home, out: &Output) -> Outcome {
    if !home.has_vault() {
        return Err(EngineError::NoVault.into());
    }
    let passphrase = passphrase::ask()?;
    let mut practice = Practice::open(&home.folder, &passphrase)?;
    reach(&mut practice, home, out)?;
    let words = practice.change_recovery()?;
    out.answer(&json!({"words": words.reveal()}), |_| {
        let new = "These 24 words take the place of the old ones.";
        format!("{new}\n{}", vault::grid(words.reveal(), out))
    })?;
    if !reach(&mut practice, home, out)? {
        out.hint("The relay could not be reached; until the next sync the old words still find the journal there.");
    }
    DONE
}

pub(super) fn test_words(home: &Home, out: &Output) -> Outcome {
    let words = vault::words_given(out)?;
    home.open()?.test_words(&words)?;
    out.answer(&json!({"fits": true}), |_| "These words open this journal.".to_owned())?;
    DONE
}

/// A sync, if a relay can be reached; whether one was.
fn reach(practice: &mut Practice, home: &Home, out: &Output) -> Result<bool, Failure> {
    if home.config.relays.is_empty() {
        return Ok(false);
    }
    match sync::once(practice, home, out) {
        Ok(_) => Ok(true),
        Err(Failure::Practice(PracticeError::Engine(
            EngineError::RelayUnreachable | EngineError::RelayRefused,
        ))) => Ok(false),
        Err(failure) => Err(failure),
    }
}
