//! How things stand: what waits, who was heard when, what was noticed, whether the files are sound.

use std::collections::BTreeMap;

use requite_store::{Finding, NotedAlarm};
use requite_wire::DeviceId;

use crate::{
    DeviceInfo, Engine, EngineError, Membership,
    opening::{AFTER_REMOVAL, needs_one_of},
};

/// How things stand, without asking any relay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// Own envelopes that were offered to a relay.
    pub sent: u64,
    /// Envelopes of other devices that are here.
    pub received: u64,
    /// Changes and envelopes that no relay has been offered yet.
    pub waiting: u64,
    /// What this device may do.
    pub membership: Membership,
    /// The devices of this vault, this one first; those that were removed are not among them.
    pub devices: Vec<DeviceInfo>,
    /// Received and kept, but not applied because something is wrong with them.
    pub quarantined: u64,
    /// Of these, what devices wrote after they were removed.
    pub after_removal: u64,
    /// Changes that wait for others before them.
    pub pending: u64,
    /// Envelopes whose key is not here.
    pub keyless: u64,
    /// Of these, those that stay closed: by the list of devices, neither a device that is in nor the words in force were given
    /// their key, so there is nothing to wait for.
    pub closed: u64,
    /// Of these, those whose key the words in force were given and no device that is in: a device that comes in by the words opens
    /// them for all.
    pub left_to_the_words: u64,
    /// Envelopes that are known, by others' word under seal, to exist and are not here, by device.
    pub waiting_for: BTreeMap<DeviceId, u64>,
    /// What was noticed and stands.
    pub alarms: Vec<NotedAlarm>,
    /// Second envelopes under a number that was taken: see [`Engine::evidence`].
    pub evidence: u64,
}

impl Engine {
    /// How things stand.
    ///
    /// # Errors
    /// [`EngineError`].
    pub fn status(&mut self) -> Result<Status, EngineError> {
        let mut devices = self.devices()?;
        devices.retain(|device| device.revoked_ms.is_none());
        let me = self.vault.me;
        let journal = self.journal.read(|journal| {
            let quarantined = journal.quarantined()?;
            let after_removal = quarantined.iter().filter(|one| one.reason == AFTER_REMOVAL);
            Ok::<_, EngineError>((
                journal.unsealed_count()?,
                journal.sealed_numbers()?.map_or(0, |(_, last)| last),
                after_removal.count(),
                quarantined.len(),
                journal.pending_documents()?.len(),
                journal.keyless()?,
                journal.vouched()?,
            ))
        })?;
        let (unsealed, sealed, after_removal, quarantined, pending, keyless, vouched) = journal;
        let (closed, left_to_the_words) = self.beyond_devices(&keyless)?;
        let (tips, offered, alarms, evidence) = self.mail.read(|mail| {
            let tips = mail.tips()?;
            Ok::<_, EngineError>((tips, mail.offered()?, mail.alarms()?, mail.evidence()?.len()))
        })?;
        let n_of =
            |device: DeviceId| tips.iter().find(|tip| tip.device == device).map_or(0, |t| t.n);
        let cuts = self.vault.roster.cuts();
        let counted = |device: &DeviceId, n: u64| cuts.get(device).map_or(n, |cut| n.min(cut.n));
        let waiting_for = vouched
            .into_iter()
            .filter(|(device, _)| *device != me)
            .map(|(device, n)| (device, counted(&device, n).saturating_sub(n_of(device))))
            .filter(|(_, missing)| *missing > 0)
            .collect();
        let count = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
        Ok(Status {
            sent: offered,
            received: tips.iter().filter(|tip| tip.device != me).map(|tip| tip.n).sum(),
            waiting: unsealed + sealed.max(n_of(me)).saturating_sub(offered),
            membership: self.vault.membership(),
            devices,
            quarantined: count(quarantined),
            after_removal: count(after_removal),
            pending: count(pending),
            keyless: count(keyless.len()),
            closed: count(closed),
            left_to_the_words: count(left_to_the_words),
            waiting_for,
            alarms,
            evidence: count(evidence),
        })
    }

    /// How many of these envelopes, for which no key is here, stay closed, and how many only the words can open.
    fn beyond_devices(
        &mut self,
        keyless: &[(DeviceId, u64)],
    ) -> Result<(usize, usize), EngineError> {
        let Self { mail, vault, .. } = self;
        let (nobody, words) = (vault.roster.out_of_reach(), vault.roster.left_to_the_words());
        let either = nobody.union(&words).copied().collect();
        mail.read(|mail| {
            let (mut closed, mut left_to_the_words) = (0, 0);
            for (device, n) in keyless {
                let Some(envelope) = mail.envelope(*device, *n)? else { continue };
                let epoch = envelope.header().epoch;
                if needs_one_of(vault, epoch, &nobody) {
                    closed += 1;
                } else if needs_one_of(vault, epoch, &either) {
                    left_to_the_words += 1;
                }
            }
            Ok::<_, EngineError>((closed, left_to_the_words))
        })
    }

    /// Both envelopes of every number that is taken twice, as they were sealed: what proves that a device was copied, or
    /// that a relay told two stories. Nothing in them can be read without the keys.
    ///
    /// # Errors
    /// [`EngineError`].
    pub fn evidence(&mut self) -> Result<Vec<Vec<u8>>, EngineError> {
        self.mail.read(|mail| {
            let mut found = Vec::new();
            for second in mail.evidence()? {
                let header = second.header();
                if let Some(first) = mail.envelope(header.device, header.n)? {
                    found.push(first.into_bytes());
                }
                found.push(second.into_bytes());
            }
            Ok(found)
        })
    }

    /// Checks the files and what is kept aside in them.
    ///
    /// # Errors
    /// [`EngineError`] when a check could not be made at all.
    pub fn check(&mut self) -> Result<Vec<Finding>, EngineError> {
        let mut findings = self.mail.check()?;
        findings.extend(self.journal.check()?);
        let status = self.status()?;
        findings.push(Finding {
            name: "quarantine",
            ok: status.quarantined == status.after_removal,
            found: match (status.quarantined - status.after_removal, status.after_removal) {
                (0, 0) => "nothing had to be set aside".to_owned(),
                (0, n) => format!("{n} things that a removed device wrote are set aside, unread"),
                (1, _) => "1 thing that another device sent is set aside, unread".to_owned(),
                (n, _) => format!("{n} things that other devices sent are set aside, unread"),
            },
        });
        findings.push(Finding {
            name: "membership",
            ok: status.membership == Membership::Member,
            found: match status.membership {
                Membership::Member => "this device is in the journal's list".to_owned(),
                Membership::Removed => "this device was removed on another device".to_owned(),
                Membership::WithoutKey => {
                    "this device has not got the present key of the journal".to_owned()
                }
            },
        });
        findings.push(completeness(&status));
        for alarm in &status.alarms {
            findings.push(Finding {
                name: "noticed",
                ok: matches!(alarm.code.as_str(), "relay_rolled_back" | "re_enrolled"),
                found: sentence(&alarm.code, alarm.count),
            });
        }
        Ok(findings)
    }
}

/// Whether everything is here that can be: what nobody can open any more is told, and is no fault that a person could mend.
fn completeness(status: &Status) -> Finding {
    let missing: u64 = status.waiting_for.values().sum();
    let words = status.left_to_the_words;
    let waiting = status.keyless - status.closed - words;
    let found = match (missing, waiting, words, status.closed) {
        (0, 0, 0, 0) => "everything that is known to exist is here".to_owned(),
        (0, 0, 0, closed) => stay_closed(closed),
        (0, 0, words, _) => left_to_the_words(words),
        (0, 1, ..) => "1 sealed parcel waits for its key".to_owned(),
        (0, n, ..) => format!("{n} sealed parcels wait for their key"),
        (1, ..) => "1 sealed parcel that exists elsewhere is not here yet".to_owned(),
        (n, ..) => format!("{n} sealed parcels that exist elsewhere are not here yet"),
    };
    Finding { name: "completeness", ok: missing == 0 && waiting == 0 && words == 0, found }
}

/// What [`Status::left_to_the_words`] means, in plain words.
pub fn left_to_the_words(count: u64) -> String {
    let (parcels, them) = if count == 1 {
        ("1 sealed parcel opens".to_owned(), "it")
    } else {
        (format!("{count} sealed parcels open"), "them")
    };
    format!(
        "{parcels} only by the recovery words: bring a device in with them, and all will have {them}"
    )
}

/// What [`Status::closed`] means, in plain words.
pub fn stay_closed(count: u64) -> String {
    let (parcels, their) = if count == 1 {
        ("1 sealed parcel stays".to_owned(), "its")
    } else {
        (format!("{count} sealed parcels stay"), "their")
    };
    format!(
        "{parcels} closed: no device in the list was given {their} key, nor were the recovery words"
    )
}

/// What an alarm means, in plain words.
pub fn sentence(code: &str, count: u64) -> String {
    match code {
        "relay_rolled_back" => {
            "A relay had lost something; your devices are filling it up again.".to_owned()
        }
        "device_forked" => {
            "Two copies of one device have written; both stories are kept, and the doctor can hand out the evidence."
                .to_owned()
        }
        "re_enrolled" => {
            "This device was a copy or an old backup of itself. It goes on as a new device, and nothing was lost."
                .to_owned()
        }
        "withheld" if count == 1 => {
            "1 sealed parcel is known to exist, and no relay hands it out. Try again later, or another relay."
                .to_owned()
        }
        "withheld" => format!(
            "{count} sealed parcels are known to exist, and no relay hands them out. Try again later, or another relay."
        ),
        "not_stored" => "A relay says that it stores and does not. Try another relay.".to_owned(),
        "queue_full" => {
            "Too much waits for something that is missing; the rest is read later.".to_owned()
        }
        "relay_full" => "A relay has no more room for this journal.".to_owned(),
        "relay_refused" => {
            "A relay refuses this device; it may have been removed on another one.".to_owned()
        }
        _ => "Something was noticed that this version has no words for; update this program.".to_owned(),
    }
}
