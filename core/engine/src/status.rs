//! How things stand: what waits, who was heard when, whether the files are sound.

use std::collections::BTreeMap;

use requite_store::Finding;
use requite_wire::DeviceId;

use crate::{Engine, EngineError};

/// How things stand, without asking any relay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// Own envelopes that were offered to a relay.
    pub sent: u64,
    /// Envelopes of other devices that are here.
    pub received: u64,
    /// Changes and envelopes that no relay has been offered yet.
    pub waiting: u64,
    /// The devices of this vault, this one first.
    pub devices: Vec<DeviceStatus>,
    /// Received and kept, but not applied because something is wrong with them.
    pub quarantined: u64,
    /// Changes that wait for others before them.
    pub pending: u64,
}

/// A device of this vault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceStatus {
    /// Its id.
    pub id: DeviceId,
    /// Its name.
    pub name: String,
    /// Whether it is this one.
    pub this: bool,
    /// When something of it last arrived here, in milliseconds since 1970; none for this device and for one never heard.
    pub last_heard_ms: Option<i64>,
}

impl Engine {
    /// How things stand.
    ///
    /// # Errors
    /// [`EngineError`].
    pub fn status(&mut self) -> Result<Status, EngineError> {
        let me = self.vault.me;
        let (unsealed, sealed, quarantined, pending) = self.journal.read(|journal| {
            Ok::<_, EngineError>((
                journal.unsealed_count()?,
                journal.sealed()?.len(),
                journal.quarantined()?.len(),
                journal.pending_documents()?.len(),
            ))
        })?;
        let ids: Vec<DeviceId> = self.vault.roster.active().map(|(id, _)| id).collect();
        let (own, offered, received, heard) = self.mail.read(|mail| {
            let mut heard = BTreeMap::new();
            for id in &ids {
                heard.insert(*id, mail.heard(*id)?);
            }
            let tips = mail.tips()?;
            let others = tips.iter().filter(|tip| tip.device != me);
            let received: u64 = others.map(|tip| tip.n).sum();
            let own = mail.tip(me)?.map_or(0, |tip| tip.n);
            Ok::<_, EngineError>((own, mail.offered()?, received, heard))
        })?;
        let mut devices: Vec<DeviceStatus> = self
            .vault
            .roster
            .active()
            .map(|(id, member)| DeviceStatus {
                id,
                name: requite_seal::device_name(&member.name, &self.vault.key).unwrap_or_default(),
                this: id == me,
                last_heard_ms: heard.get(&id).copied().flatten(),
            })
            .collect();
        devices.sort_by_key(|device| (!device.this, device.id));
        let count = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
        Ok(Status {
            sent: offered,
            received,
            waiting: unsealed + count(sealed) + own.saturating_sub(offered),
            devices,
            quarantined: count(quarantined),
            pending: count(pending),
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
            ok: status.quarantined == 0,
            found: match status.quarantined {
                0 => "nothing had to be set aside".to_owned(),
                1 => "1 thing that another device sent is set aside, unread".to_owned(),
                n => format!("{n} things that other devices sent are set aside, unread"),
            },
        });
        Ok(findings)
    }
}
