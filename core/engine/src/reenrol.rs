//! This device was cloned, or put back from a backup: a relay has another end of its chain. Its chain is never continued.
//! It takes on a new identity, signed for by the old one, and what it had written since carries over unchanged.
//!
//! Two files, so two transactions, in an order that a crash between them does not undo: first the journal keeps the new
//! keys and puts the changes back into the queue, then the mail file takes the new identity on. [`finish`] makes up for
//! a crash between the two.

use requite_seal::{DeviceSecrets, DeviceSigner, Signer, Statement};
use requite_store::{Journal, Mail, Requeued};
use requite_wire::{DeviceId, Envelope, codec};
use zeroize::Zeroizing;

use crate::{
    Engine, EngineError, opening,
    vault::{Vault, journal_setting, mail_setting},
};

impl Engine {
    /// Another copy of this device was met: kept until it goes on as a new one, however often it is stopped before.
    pub(crate) fn note_copy(&mut self) -> Result<(), EngineError> {
        if self.is_copy()? {
            return Ok(());
        }
        self.journal.write(|journal| {
            journal.put_setting(journal_setting::COPIED, &[1]).map_err(EngineError::from)
        })
    }

    /// Whether another copy of this device was met.
    pub(crate) fn is_copy(&mut self) -> Result<bool, EngineError> {
        self.journal.read(|journal| Ok(journal.setting(journal_setting::COPIED)?.is_some()))
    }

    /// Goes on as a new device.
    pub(crate) fn reenrol(&mut self) -> Result<(), EngineError> {
        self.refresh()?;
        let old = self.vault.me;
        let key = self.vault.writing_key()?.duplicate();
        let name = self.vault.roster.member(old).map(|member| self.vault.name_of(&member.name));
        let name = name.filter(|name| !name.is_empty()).unwrap_or_else(|| "device".to_owned());
        let device = DeviceSecrets::generate(&mut self.rng);
        let now = self.surroundings.now_ms();
        let statement = Statement {
            signer: &self.vault.signer,
            vault: self.vault.id,
            parent: self.vault.roster.head(),
            at_ms: now,
        };
        let entry = statement.add(&device.keys(), &name, &key, &mut self.rng)?;
        // Where the two stories part is not known: a relay that lost something may have been filled again by the other copy.
        // So all of it goes once more; what others have already changes nothing there.
        let chain = self.mail.read(|mail| {
            mail.envelopes(old, 0, usize::MAX, usize::MAX).map_err(EngineError::from)
        })?;
        let Self { journal, mail, vault, .. } = self;
        let signer = device.signer.to_bytes();
        let pending = codec::encode(&(
            minicbor::bytes::ByteVec::from(signer.to_vec()),
            minicbor::bytes::ByteVec::from(entry.bytes().to_vec()),
        ));
        let pending = Zeroizing::new(pending);
        journal.write(|journal| {
            // Those that were sealed and not copied yet are part of the chain as well.
            let uncopied = journal.sealed()?;
            let uncopied = uncopied.into_iter().filter(|envelope| {
                chain.iter().all(|known| known.header().n != envelope.header().n)
            });
            let whole: Vec<Envelope> = chain.iter().cloned().chain(uncopied).collect();
            journal.requeue(&changes_of(vault, &whole)?)?;
            journal.set_chain(None)?;
            let before = journal.setting(journal_setting::HPKE)?.unwrap_or_default();
            let more = journal_setting::hpke_entry(device.keys().id(), &device.hpke.to_bytes());
            let all = Zeroizing::new([&before[..], &more].concat());
            journal.put_setting(journal_setting::HPKE, &all)?;
            journal.set_opened(old, 0)?;
            journal.drop_setting(journal_setting::COPIED)?;
            journal.drop_setting(journal_setting::OFFERED)?;
            journal.put_setting(journal_setting::ENROL, &pending)?;
            Ok::<_, EngineError>(())
        })?;
        finish(mail, journal, now)?;
        self.vault = Vault::load(&mut self.mail, &mut self.journal)?;
        Ok(())
    }
}

/// Finishes what a crash left half done.
pub(crate) fn finish(
    mail: &mut Mail,
    journal: &mut Journal,
    now_ms: i64,
) -> Result<(), EngineError> {
    let pending = journal
        .read(|journal| journal.setting(journal_setting::ENROL).map_err(EngineError::from))?;
    let Some(pending) = pending else { return Ok(()) };
    let pending = Zeroizing::new(pending);
    let (signer, entry): (minicbor::bytes::ByteVec, minicbor::bytes::ByteVec) =
        codec::decode(&pending)?;
    let damaged = || EngineError::Damaged { what: "the device's identity" };
    let signer: &[u8; 32] = signer.as_slice().try_into().map_err(|_| damaged())?;
    let entry = requite_wire::roster::Entry::parse(entry.to_vec())?;
    mail.write(|mail| {
        let old = mail.setting(mail_setting::SIGNER)?.ok_or_else(damaged)?;
        let old: &[u8; 32] = old.as_slice().try_into().map_err(|_| damaged())?;
        if old == signer {
            return Ok(());
        }
        let old = DeviceId::of_key(&DeviceSigner::from_bytes(old).verify_key());
        mail.set_aside(old, 0)?;
        mail.begin_chain()?;
        mail.put_setting(mail_setting::SIGNER, signer)?;
        mail.append_roster(entry.hash(), entry.bytes(), now_ms)?;
        Ok::<_, EngineError>(())
    })?;
    journal.write(|journal| journal.drop_setting(journal_setting::ENROL).map_err(EngineError::from))
}

/// The changes in own envelopes, to be sealed once more.
pub(crate) fn changes_of(
    vault: &Vault,
    envelopes: &[Envelope],
) -> Result<Vec<Requeued>, EngineError> {
    let mut changes = Vec::new();
    for envelope in envelopes {
        let opening::Inside::Content(content) = opening::unseal(vault, envelope) else {
            return Err(EngineError::Damaged { what: "an envelope of this device" });
        };
        for item in content.items {
            let document = requite_record::DocumentId::new(*item.document.as_bytes());
            for change in item.changes {
                let (kind, adopted) = (item.kind.clone(), item.adopted);
                changes.push(Requeued { document, kind, change: change.into(), adopted });
            }
        }
    }
    Ok(changes)
}
