//! What a device wrote that others may not get from itself: beyond its cut, or in one of two stories of its chain. Where that
//! was opened here, its changes go on in envelopes of this device, marked as what they are.

use std::collections::BTreeSet;

use requite_store::Requeued;
use requite_sync::Alarm;
use requite_wire::DeviceId;

use crate::{Engine, EngineError, opening, reenrol::changes_of};

const FORKED: &str = crate::exchange::alarm_code(Alarm::Forked { device: DeviceId::new([0; 8]) });

impl Engine {
    /// Passes on what was applied here beyond the cuts of removed devices and of chains that have two stories, once.
    pub(crate) fn adopt(&mut self) -> Result<(), EngineError> {
        let me = self.vault.me;
        for (device, cut) in self.vault.roster.cuts() {
            if device != me {
                self.adopt_of(device, cut.n)?;
            }
        }
        // Of a chain that has two stories every device has one, and nobody may lack either.
        let forked = self.mail.read(|mail| {
            let alarms = mail.alarms()?.into_iter().filter(|alarm| alarm.code == FORKED);
            let devices = alarms.filter_map(|alarm| alarm.about.parse().ok());
            Ok::<_, EngineError>(devices.collect::<Vec<DeviceId>>())
        })?;
        for device in forked.into_iter().filter(|device| *device != me) {
            self.adopt_of(device, 0)?;
        }
        Ok(())
    }

    fn adopt_of(&mut self, device: DeviceId, cut: u64) -> Result<(), EngineError> {
        let (opened, adopted, set_aside) = self.journal.read(|journal| {
            let opened = journal.opened()?.get(&device).copied().unwrap_or(0);
            let quarantined = journal.quarantined()?.into_iter().map(|one| (one.device, one.n));
            let set_aside: BTreeSet<(DeviceId, u64)> =
                quarantined.chain(journal.keyless()?).collect();
            Ok::<_, EngineError>((opened, journal.adopted(device)?, set_aside))
        })?;
        let after = cut.max(adopted);
        if opened <= after {
            return Ok(());
        }
        let count = usize::try_from(opened - after).unwrap_or(usize::MAX);
        let mut beyond = self.mail.read(|mail| {
            mail.envelopes(device, after, count, usize::MAX).map_err(EngineError::from)
        })?;
        let vault = &self.vault;
        // What was not applied is not passed on.
        beyond.retain(|envelope| {
            let n = envelope.header().n;
            let is_open = matches!(opening::unseal(vault, envelope), opening::Inside::Content(_));
            is_open && !set_aside.contains(&(device, n))
        });
        let changes: Vec<Requeued> = changes_of(&self.vault, &beyond)?
            .into_iter()
            .map(|change| Requeued { adopted: Some(device), ..change })
            .collect();
        self.tally.adopted += u64::try_from(changes.len()).unwrap_or(0);
        self.journal.write(|journal| {
            if journal.adopted(device)? >= opened {
                return Ok(());
            }
            journal.requeue(&changes)?;
            journal.set_adopted(device, opened).map_err(EngineError::from)
        })
    }
}
