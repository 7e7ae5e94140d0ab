//! A new epoch: what was sealed under the old one and never offered to anybody is taken back and sealed again. What was
//! offered stays, because somebody may have it.

use requite_store::MailWrite;
use requite_wire::{DeviceId, Tip};

use crate::{Engine, EngineError, reenrol::changes_of, vault::journal_setting};

impl Engine {
    /// Takes own envelopes of an older epoch back that no relay was offered. The end of the chain then, if any were.
    pub(crate) fn take_back(&mut self) -> Result<Option<Option<Tip>>, EngineError> {
        self.finish_taking_back()?;
        let Self { mail, journal, vault, .. } = self;
        let Some(current) = vault.roster.epoch(vault.roster.head()) else { return Ok(None) };
        let me = vault.me;
        // The mail file's lock is held throughout: another process that is about to offer waits, and then finds them gone.
        let rewound = mail.write(|mail| {
            let offered = mail.offered()?;
            let tail = mail.envelopes(me, offered, usize::MAX, usize::MAX)?;
            let is_stale = tail.iter().any(|envelope| envelope.header().epoch != current.number);
            if !is_stale {
                return Ok(None);
            }
            let changes = changes_of(vault, &tail)?;
            let end = mail.envelope(me, offered)?.map(|envelope| envelope.tip());
            journal.write(|journal| {
                let from = (offered + 1).to_be_bytes();
                journal.put_setting(journal_setting::RESEAL, &from)?;
                journal.requeue(&changes)?;
                journal.set_chain(end.map(|tip| (tip.n, tip.hash)))?;
                Ok::<_, EngineError>(())
            })?;
            mail.take_back(me, offered)?;
            Ok::<_, EngineError>(Some(end))
        })?;
        if rewound.is_some() {
            journal.write(|journal| {
                journal.drop_setting(journal_setting::RESEAL).map_err(EngineError::from)
            })?;
        }
        Ok(rewound)
    }

    /// A crash came between the journal, which has the changes back, and the mail file, which still has the envelopes.
    fn finish_taking_back(&mut self) -> Result<(), EngineError> {
        let Self { mail, journal, vault, .. } = self;
        let from = journal
            .read(|journal| journal.setting(journal_setting::RESEAL).map_err(EngineError::from))?;
        let Some(from) = from else { return Ok(()) };
        let from = from.try_into().map_or(u64::MAX, u64::from_be_bytes);
        let me = vault.me;
        let end = mail.write(|mail| drop_or_keep(mail, me, from))?;
        journal.write(|journal| {
            journal.set_chain(end.map(|tip| (tip.n, tip.hash)))?;
            journal.drop_setting(journal_setting::RESEAL).map_err(EngineError::from)
        })
    }
}

/// If they were offered meanwhile, by another process, they stay: their changes go twice then, which changes nothing.
fn drop_or_keep(
    mail: &mut MailWrite<'_>,
    me: DeviceId,
    from: u64,
) -> Result<Option<Tip>, EngineError> {
    if mail.offered()? < from {
        mail.take_back(me, from.saturating_sub(1))?;
    }
    Ok(mail.tip(me)?)
}
