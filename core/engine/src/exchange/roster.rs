//! Rosters meet: what the relay has and holds is admitted here, what it lacks is appended there.

use requite_sync::{Input, RelayId};
use requite_wire::{Hash, limits, message::code, roster::Entry};

use super::{Done, Exchange};
use crate::{
    EngineError,
    net::{NetError, Session},
    vault::Strict,
};

/// What a meeting brought: entries as bytes, not checked yet.
pub(super) struct Exchanged {
    entries: Vec<Vec<u8>>,
}

impl Exchange<'_> {
    pub(super) fn exchange_roster(&mut self, relay: RelayId) {
        let Some(session) = self.line(relay).and_then(|line| line.session.clone()) else { return };
        let mine: Vec<Entry> = self.engine.vault.roster.entries().cloned().collect();
        self.jobs.push(Box::pin(async move { Done::Roster(relay, meet(&session, &mine).await) }));
    }

    pub(super) fn roster_exchanged(
        &mut self,
        relay: RelayId,
        exchanged: Exchanged,
    ) -> Result<(), EngineError> {
        let before = self.engine.vault.roster.len();
        for bytes in exchanged.entries {
            let Ok(entry) = Entry::parse(bytes) else { continue };
            let roster = &mut self.engine.vault.roster;
            if roster.contains(entry.hash()) || roster.admit(entry.clone(), &Strict).is_err() {
                continue;
            }
            let stored = self.engine.mail.write(|mail| {
                mail.append_roster(entry.hash(), entry.bytes()).map_err(EngineError::from)
            });
            stored?;
        }
        let roster = &self.engine.vault.roster;
        let (head, len) = (roster.head(), roster.len());
        if len != before {
            let len = u64::try_from(len).unwrap_or(u64::MAX);
            self.handle(Input::RosterChanged { head, len })?;
            let mut inputs = Vec::new();
            self.open(&mut inputs)?;
            for input in inputs {
                self.handle(input)?;
            }
        }
        self.handle(Input::RosterExchanged { relay })
    }
}

async fn meet(session: &Session, mine: &[Entry]) -> Result<Exchanged, NetError> {
    let mut entries: Vec<Vec<u8>> = Vec::new();
    let mut head;
    loop {
        let from = u64::try_from(entries.len()).unwrap_or(u64::MAX);
        let page = session.roster(from).await?;
        head = page.head;
        let is_last = page.entries.is_empty();
        entries.extend(page.entries.into_iter().map(Vec::from));
        if is_last || entries.len() >= limits::ROSTER_ENTRIES_MAX {
            break;
        }
        if u64::try_from(entries.len()).unwrap_or(u64::MAX) >= page.len {
            break;
        }
    }
    let theirs: std::collections::BTreeSet<Hash> =
        entries.iter().map(|bytes| Hash::of(bytes)).collect();
    for entry in mine.iter().filter(|entry| !theirs.contains(&entry.hash())) {
        match session.append(entry, head).await {
            Ok(()) => head = entry.hash(),
            // Somebody else was faster: the next audit shows it, and rosters meet again.
            Err(error) if error.code() == code::STALE => break,
            Err(error) => return Err(error),
        }
    }
    Ok(Exchanged { entries })
}
