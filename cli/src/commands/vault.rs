//! The journal as a whole: made, restored, opened for a while, looked over; and its relays.

use std::{path::Path, process::ExitCode, time::Duration};

use requite::{EngineError, Practice, PracticeError, RelayUrl};
use serde_json::json;
use zeroize::Zeroizing;

use super::{DONE, Outcome, program::runtime, sync};
use crate::{
    args::RelaysAction,
    failure::{Failure, Shell},
    home::{Home, now},
    input, keyring,
    output::Output,
    passphrase,
};

pub(super) fn init(
    home: &mut Home,
    out: &Output,
    relay: Option<&str>,
    device: Option<String>,
) -> Outcome {
    let relay: Option<RelayUrl> = relay.map(str::parse).transpose()?;
    if home.has_vault() {
        return Err(EngineError::AlreadyThere.into());
    }
    let device = device.unwrap_or_else(|| "this device".to_owned());
    let passphrase = passphrase::choose()?;
    let (mut practice, words) =
        Practice::create(&home.folder, &device, &passphrase, now().as_millisecond())?;
    let answer = json!({"vault": practice.vault_id(), "device": practice.device_id(), "words": words.reveal()});
    out.answer(&answer, |_| {
        let ready = "Your journal is ready. These 24 words bring it back when a device is lost.";
        format!("{ready}\n{}\n\nBegin with: requite write \"…\"", grid(words.reveal(), out))
    })?;
    if let Some(relay) = relay {
        home.config.write_relays(&home.folder, vec![relay])?;
        greet_relay(&mut practice, home, out);
    }
    DONE
}

/// The words, to be copied onto paper.
pub(super) fn grid(words: &str, out: &Output) -> String {
    let mut lines = vec![
        "Write them on paper; they are shown only now, and nobody can find them again.".to_owned(),
        String::new(),
    ];
    let words: Vec<String> =
        (1..).zip(words.split(' ')).map(|(n, word)| format!("{n:>2} {word:<10}")).collect();
    lines.extend(
        words
            .chunks(if out.is_plain() { 1 } else { 4 })
            .map(|row| row.join(" ").trim_end().to_owned()),
    );
    lines.join("\n")
}

pub(super) fn restore(
    home: &mut Home,
    out: &Output,
    relay: &str,
    device: Option<String>,
) -> Outcome {
    let relay: RelayUrl = relay.parse()?;
    if home.has_vault() {
        return Err(EngineError::AlreadyThere.into());
    }
    let device = device.unwrap_or_else(|| "this device".to_owned());
    let words = words_given(out)?;
    let passphrase = passphrase::choose()?;
    let restoring = Practice::restore(
        &home.folder,
        &words,
        &relay,
        &device,
        &passphrase,
        now().as_millisecond(),
    );
    let mut practice = runtime()?.block_on(restoring)?;
    home.config.write_relays(&home.folder, vec![relay])?;
    greet_relay(&mut practice, home, out);
    let answer = json!({"vault": practice.vault_id(), "device": practice.device_id()});
    out.answer(&answer, |_| "Your journal is on this device. `requite list` shows it.".to_owned())?;
    DONE
}

/// The 24 words, which come by standard input: an argument would stand in the list of processes.
pub(super) fn words_given(out: &Output) -> Result<Zeroizing<String>, Shell> {
    if std::io::IsTerminal::is_terminal(&std::io::stdin()) {
        out.hint("Type the 24 words, then Ctrl-D:");
    }
    let words = Zeroizing::new(input::all_of_standard_input()?);
    let words = core::str::from_utf8(&words).map_err(|_| Shell::Utf8)?;
    Ok(Zeroizing::new(words.to_owned()))
}

/// A first meeting with the relay. Everything is saved here already: when it fails, the next sync does it.
pub(super) fn greet_relay(practice: &mut Practice, home: &Home, out: &Output) {
    if sync::once(practice, home, out).is_err() {
        out.hint("The relay could not be reached now; `requite sync` tries again.");
    }
}

pub(super) fn relays(home: &mut Home, out: &Output, action: Option<RelaysAction>) -> Outcome {
    let mut relays = home.config.relays.clone();
    match action {
        None => {}
        Some(action) => {
            if !home.has_vault() {
                return Err(EngineError::NoVault.into());
            }
            match action {
                RelaysAction::Add { url } => {
                    let relay: RelayUrl = url.parse()?;
                    if !relays.contains(&relay) {
                        relays.push(relay);
                    }
                }
                RelaysAction::Remove { url } => {
                    let relay: RelayUrl = url.parse()?;
                    let at = relays.iter().position(|other| *other == relay);
                    relays.remove(at.ok_or(Shell::UnknownRelay)?);
                }
            }
            home.config.write_relays(&home.folder, relays.clone())?;
        }
    }
    let list: Vec<String> = relays.iter().map(ToString::to_string).collect();
    out.answer(&json!({"relays": list}), |_| match list.as_slice() {
        [] => "No relay is set. Add one with: requite relays add URL".to_owned(),
        list => list.join("\n"),
    })?;
    DONE
}

pub(super) fn unlock(home: &Home, out: &Output, time: &str) -> Outcome {
    let time = parse_duration(time)?;
    if !home.has_vault() {
        return Err(EngineError::NoVault.into());
    }
    let passphrase = passphrase::ask()?;
    let keys = requite::unlock(&home.folder, &passphrase)?;
    keyring::keep(&home.folder, &keys, time)?;
    let answer = json!({"unlocked": true, "expires_in_s": time.as_secs()});
    out.answer(&answer, |_| "Open. `requite lock` closes it.".to_owned())?;
    DONE
}

pub(super) fn lock(home: &Home, out: &Output) -> Outcome {
    keyring::forget(&home.folder)?;
    out.answer(&json!({"locked": true}), |_| "Closed.".to_owned())?;
    DONE
}

/// `90s`, `15m`, `2h`; at most a day.
fn parse_duration(text: &str) -> Result<Duration, Shell> {
    let (number, unit) =
        text.split_at_checked(text.len().saturating_sub(1)).ok_or(Shell::Duration)?;
    let seconds = match unit {
        "s" => 1,
        "m" => 60,
        "h" => 3_600,
        _ => return Err(Shell::Duration),
    };
    let number: u64 = number.parse().map_err(|_| Shell::Duration)?;
    let total = number.checked_mul(seconds).ok_or(Shell::Duration)?;
    if (1..=86_400).contains(&total) {
        Ok(Duration::from_secs(total))
    } else {
        Err(Shell::Duration)
    }
}

pub(super) fn doctor(home: &Home, out: &Output, evidence: Option<&Path>) -> Outcome {
    let opened = home.open();
    let findings = match opened {
        Ok(mut practice) => {
            if let Some(folder) = evidence {
                write_evidence(&mut practice, folder)?;
            }
            practice.check().or_else(|error| damage(error.into()))?
        }
        Err(failure) => damage(failure)?,
    };
    let ok = findings.iter().all(|finding| finding.ok);
    let checks: Vec<_> = findings
        .iter()
        .map(|finding| json!({"name": finding.name, "ok": finding.ok, "found": finding.found}))
        .collect();
    out.answer(&json!({"ok": ok, "checks": checks}), |_| {
        let lines = findings.iter().map(|finding| {
            let sign = if finding.ok { "fine" } else { "NOT FINE" };
            format!("{}: {sign}, {}", finding.name, finding.found)
        });
        lines.collect::<Vec<_>>().join("\n")
    })?;
    Ok(if ok { ExitCode::SUCCESS } else { ExitCode::from(7) })
}

/// Sealed envelopes, one file each: they prove something to whoever knows the device's key, and tell nobody anything.
fn write_evidence(practice: &mut Practice, folder: &Path) -> Result<(), Failure> {
    let envelopes = practice.evidence()?;
    std::fs::create_dir(folder).map_err(|_| Shell::EvidenceFolder)?;
    for (envelope, number) in envelopes.iter().zip(1..) {
        std::fs::write(folder.join(format!("envelope-{number}")), envelope)
            .map_err(|_| Shell::EvidenceFolder)?;
    }
    Ok(())
}

/// Damage is a finding; anything else is a failure of the doctor's.
fn damage(failure: Failure) -> Result<Vec<requite::Finding>, Failure> {
    match failure {
        Failure::Practice(PracticeError::Engine(error @ EngineError::Damaged { .. })) => {
            Ok(vec![requite::Finding { name: "open", ok: false, found: error.to_string() }])
        }
        failure => Err(failure),
    }
}
