//! Rosters meet: what the relay has and holds is admitted here, what it lacks is appended there, and what the list needs
//! next is made, at the relay first, which guards its head.

use requite_sync::{Input, RelayId};
use requite_wire::{Audit, Hash, message::RosterPage, roster::Entry};

use requite_seal::Signer;

use super::{Courier, Request, SyncEvent, courier::Appending};
use crate::{Engine, EngineError};

impl Courier {
    pub(super) fn roster_met(
        &mut self,
        engine: &mut Engine,
        relay: RelayId,
        page: RosterPage,
    ) -> Result<(), EngineError> {
        let before = engine.vault.roster.len();
        let theirs: Vec<Hash> = page.entries.iter().map(|bytes| Hash::of(bytes)).collect();
        let entries = page.entries.into_iter().map(|bytes| Entry::parse(bytes.into()));
        let mut entries: Vec<Entry> = entries.filter_map(Result::ok).collect();
        // One whose signer came in by another branch waits for that one.
        loop {
            let waiting = entries.len();
            let mut left = Vec::new();
            for entry in entries {
                left.extend(self.meet(engine, entry)?);
            }
            entries = left;
            if entries.len() == waiting {
                break;
            }
        }
        if engine.vault.roster.len() != before {
            self.roster_changed(engine)?;
        }
        let missing = engine.vault.roster.entries().find(|entry| !theirs.contains(&entry.hash()));
        if let Some(entry) = missing {
            let entry = Box::new(entry.clone());
            self.append(relay, entry, page.head, Appending::Known);
            return Ok(());
        }
        if page.head == engine.vault.roster.head()
            && let Some(entry) = engine.upkeep()?
        {
            engine.note_made(entry.hash())?;
            self.append(relay, Box::new(entry), page.head, Appending::Upkeep);
            return Ok(());
        }
        self.handle(engine, Input::RosterExchanged { relay })
    }

    /// Takes an entry in; gives it back where it does not hold, or not yet.
    fn meet(&mut self, engine: &mut Engine, entry: Entry) -> Result<Option<Entry>, EngineError> {
        if engine.vault.roster.contains(entry.hash()) {
            return Ok(None);
        }
        match engine.admit(&entry) {
            Ok(()) => {
                let is_own = entry.body().signer == engine.vault.signer.verify_key();
                if is_own && !engine.has_made(entry.hash())? {
                    // Signed by this device's key, and not by this installation: there is another copy of it.
                    self.copied(engine)?;
                }
                Ok(None)
            }
            // What does not hold is the relay's invention.
            Err(
                EngineError::Damaged { .. }
                | EngineError::Removed
                | EngineError::TooManyDevices
                | EngineError::LastDevice
                | EngineError::NotFound,
            ) => Ok(Some(entry)),
            Err(error) => Err(error),
        }
    }

    /// The relay's list is the same as ours: does it need anything?
    pub(super) fn upkeep_where_met(
        &mut self,
        engine: &mut Engine,
        relay: RelayId,
        audit: &Audit,
    ) -> Result<(), EngineError> {
        let len = u64::try_from(engine.vault.roster.len()).unwrap_or(u64::MAX);
        let head = engine.vault.roster.head();
        if audit.roster_head != head || audit.roster_len != len {
            return Ok(());
        }
        if let Some(entry) = engine.upkeep()? {
            engine.note_made(entry.hash())?;
            self.append(relay, Box::new(entry), head, Appending::Upkeep);
        }
        Ok(())
    }

    fn append(&mut self, relay: RelayId, entry: Box<Entry>, head: Hash, appending: Appending) {
        if let Some(line) = self.line(relay) {
            line.appending = appending;
        }
        self.requests.push_back(Request::Append { relay, entry, head });
    }

    pub(super) fn appended(
        &mut self,
        engine: &mut Engine,
        relay: RelayId,
        entry: Option<Box<Entry>>,
    ) -> Result<(), EngineError> {
        let Some(line) = self.line(relay) else { return Ok(()) };
        let was = core::mem::take(&mut line.appending);
        match (was, entry) {
            (Appending::Upkeep, Some(entry)) => {
                engine.admit(&entry)?;
                self.roster_changed(engine)?;
                self.handle(engine, Input::RosterExchanged { relay })
            }
            // The next of those that the relay lacks, if any: the lists meet once more.
            (Appending::Known, Some(_)) => {
                self.requests.push_back(Request::Roster { relay });
                Ok(())
            }
            // Somebody else was faster: the next audit shows it, and the lists meet again.
            (_, None) | (Appending::Nothing, Some(_)) => {
                self.handle(engine, Input::RosterExchanged { relay })
            }
        }
    }

    /// The list here is another: who may write and which epoch is in force may have changed.
    pub(super) fn roster_changed(&mut self, engine: &mut Engine) -> Result<(), EngineError> {
        self.events.push_back(SyncEvent::Devices);
        let roster = &engine.vault.roster;
        self.roster_len = roster.len();
        if engine.is_copy()? {
            self.copied(engine)?;
        }
        let roster = &engine.vault.roster;
        let head = roster.head();
        let len = u64::try_from(roster.len()).unwrap_or(u64::MAX);
        let cuts = roster.cuts();
        self.handle(engine, Input::RosterChanged { head, len, cuts })?;
        let mut inputs = Vec::new();
        self.open(engine, &mut inputs)?;
        for input in inputs {
            self.handle(engine, input)?;
        }
        self.seal(engine)
    }
}
