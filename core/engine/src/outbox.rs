//! From changes to envelopes: what was committed is sealed in the journal file, then copied to the mail file.
//!
//! A commit across two files is not atomic, so the order is: seal and forget the changes in one transaction of the
//! journal, copy by number and hash, forget the copy when it is on the disk. A crash between any two steps is made up for on
//! the next pass, and gives the same envelopes. Where a relay waits for it, what is written is sealed in the transaction that
//! writes it, and that says that it is about to be offered (ADR 0013).

mod adopt;
mod reseal;

use std::collections::BTreeMap;

use rand_chacha::ChaCha20Rng;
use requite_seal::{SealError, SealWith};
use requite_store::{Inserted, JournalRead, JournalWrite, Lane, Unsealed};
use requite_wire::{Content, Envelope, EnvelopeKind, Item, Tip, content::Seen};

use crate::{
    Engine, EngineError, lean,
    vault::{Vault, journal_setting},
};

/// Bytes of changes that are tried in one envelope: compressed, they nearly always fit.
const BATCH_BYTES: usize = 480 * 1024;

/// Where the own chain ends, after some of it was taken back; none: it is empty.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ChainEnd(pub(crate) Option<Tip>);

/// Whether envelopes go to a relay as soon as they are copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Offer {
    AtOnce,
    Later,
}

/// What is sealed into an envelope besides what was written.
#[derive(Debug)]
pub(crate) struct Sealing {
    seen: Vec<Seen>,
    own_in_mail: Option<Tip>,
}

/// What sealing came to.
#[derive(Debug, Default)]
pub(crate) struct Outgoing {
    /// The end of the own chain, where it was taken back first.
    pub(crate) rewound: Option<ChainEnd>,
    /// The new envelopes, durable in the mail file, oldest first.
    pub(crate) sealed: Vec<Envelope>,
}

/// What an engine has done besides, counted since it was last asked: for those who watch it work.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Times that envelopes were sealed again under a new epoch.
    pub resealed: u64,
    /// Changes of removed devices that were passed on.
    pub adopted: u64,
    /// Envelopes that were opened late, because their key came late.
    pub keys_came: u64,
    /// Documents that were opened to show one in full; lists open none.
    pub opened: u64,
}

impl Engine {
    /// What was done since the last call.
    pub fn take_tally(&mut self) -> Tally {
        core::mem::take(&mut self.tally)
    }

    /// Seals everything that waits. A device that may not write seals nothing, and loses nothing.
    pub(crate) fn seal_pending(&mut self, offer: Offer) -> Result<Outgoing, EngineError> {
        self.refresh()?;
        let mut sealed = self.copy_sealed(Offer::Later)?;
        if self.vault.writing_key().is_err() {
            return Ok(Outgoing { rewound: None, sealed });
        }
        let rewound = self.take_back()?;
        if rewound.is_some() {
            self.tally.resealed += 1;
            sealed.clear();
        }
        self.adopt()?;
        while self.seal_batch()? {
            // Of many, the others wait for the first to arrive.
            let offer = if sealed.is_empty() { offer } else { Offer::Later };
            sealed.extend(self.copy_sealed(offer)?);
            if sealed.len() > 1 {
                self.forget_copied()?;
            }
        }
        Ok(Outgoing { rewound, sealed })
    }

    /// Does what nobody waits for: brings to the disk what is to be there soon, and forgets what was copied.
    pub(crate) fn rest(&mut self) -> Result<(), EngineError> {
        let waits = self.journal.read(|journal| Ok::<_, EngineError>(journal.sealed_numbers()?))?;
        if waits.is_some() {
            self.forget_copied()?;
        }
        self.mail.settle()?;
        Ok(self.journal.settle()?)
    }

    /// Whether anything waits to be sealed or copied.
    pub(crate) fn has_unsealed(&mut self) -> Result<bool, EngineError> {
        let in_mail = self.own_tip()?.map_or(0, |tip| tip.n);
        self.journal.read(|journal| {
            let last = journal.sealed_numbers()?.map_or(0, |(_, last)| last);
            Ok(last > in_mail || journal.unsealed_count()? > 0)
        })
    }

    /// What a write needs to be sealed together with what is written, where it goes to a relay at once.
    pub(crate) fn at_once(&mut self) -> Result<Option<Sealing>, EngineError> {
        if !self.nudge.take_awaited() {
            return Ok(None);
        }
        self.refresh()?;
        self.sealing().map(Some)
    }

    fn sealing(&mut self) -> Result<Sealing, EngineError> {
        Ok(Sealing { seen: self.seen()?, own_in_mail: self.own_tip()? })
    }

    fn seal_batch(&mut self) -> Result<bool, EngineError> {
        let sealing = self.sealing()?;
        let Self { journal, vault, rng, .. } = self;
        journal.write(|journal| Ok(seal(journal, vault, rng, &sealing)?.is_some()))
    }

    /// Copies what the mail file does not have yet.
    fn copy_sealed(&mut self, offer: Offer) -> Result<Vec<Envelope>, EngineError> {
        let tip = self.own_tip()?;
        let (mut waiting, offered) = self
            .journal
            .read(|journal| Ok::<_, EngineError>((journal.sealed()?, offered(journal)?)))?;
        waiting.retain(|envelope| !is_in_mail(envelope, tip));
        let Some(last) = waiting.last().map(|envelope| envelope.header().n) else {
            return Ok(waiting);
        };
        let copy = |mail: &mut requite_store::MailWrite<'_>| {
            for envelope in &waiting {
                match mail.insert(envelope)? {
                    Inserted::New | Inserted::Known => {}
                    Inserted::Forked | Inserted::Gap => return Ok(false),
                }
            }
            mail.set_offered(if offer == Offer::AtOnce { last } else { last.min(offered) })?;
            Ok::<_, EngineError>(true)
        };
        // Where the journal says already that all of it is offered, nothing is lost with the copy.
        let continued =
            if last <= offered { self.mail.write_soon(copy) } else { self.mail.write(copy) }?;
        if continued { Ok(waiting) } else { Err(EngineError::OwnChainAhead) }
    }

    /// Forgets in the journal what the mail file has on the disk. Lost, it is done again: nothing is copied twice.
    fn forget_copied(&mut self) -> Result<(), EngineError> {
        let tip = self.own_tip()?;
        let copied = self.sealed()?.into_iter().filter(|envelope| is_in_mail(envelope, tip));
        let Some(last) = copied.map(|envelope| envelope.header().n).max() else { return Ok(()) };
        // Whoever copied it: behind this it is on the disk.
        self.mail.flush()?;
        self.journal
            .write_whenever(|journal| journal.forget_sealed(last).map_err(EngineError::from))?;
        Ok(self.journal.give_back()?)
    }

    /// Own envelopes that the mail file may not have yet.
    fn sealed(&mut self) -> Result<Vec<Envelope>, EngineError> {
        self.journal.read(|journal| journal.sealed().map_err(EngineError::from))
    }

    /// The end of the own chain in the mail file.
    fn own_tip(&mut self) -> Result<Option<Tip>, EngineError> {
        let me = self.vault.me;
        self.mail.read(|mail| mail.tip(me).map_err(EngineError::from))
    }

    /// What this device has received of the others, as sealed into each envelope.
    fn seen(&mut self) -> Result<Vec<Seen>, EngineError> {
        let tips = self.mail.read(|mail| mail.tips().map_err(EngineError::from))?;
        let others = tips.into_iter().filter(|tip| tip.device != self.vault.me);
        Ok(others.map(|tip| Seen { device: tip.device, n: tip.n, mark: mark(tip) }).collect())
    }
}

/// The last own envelope that was sealed to be offered at once.
fn offered(journal: &JournalRead<'_>) -> Result<u64, EngineError> {
    let stored = journal.setting(journal_setting::OFFERED)?;
    Ok(stored.and_then(|bytes| bytes.try_into().ok()).map_or(0, u64::from_be_bytes))
}

/// Seals what was just written, in the same transaction, and says that it is about to be offered. Where that cannot be, it waits
/// like everything else.
pub(crate) fn offer(
    journal: &mut JournalWrite<'_>,
    vault: &Vault,
    rng: &mut ChaCha20Rng,
    sealing: &Sealing,
) -> Result<(), EngineError> {
    let in_mail = sealing.own_in_mail.map_or(0, |tip| tip.n);
    if journal.sealed_numbers()?.is_some_and(|(_, last)| last > in_mail) {
        return Ok(());
    }
    match seal(journal, vault, rng, sealing) {
        Ok(Some(n)) => Ok(journal.put_setting(journal_setting::OFFERED, &n.to_be_bytes())?),
        // Told where sealing is what is asked for.
        Ok(None) | Err(EngineError::OwnChainAhead | EngineError::Internal(_)) => Ok(()),
        Err(error) => Err(error),
    }
}

/// Seals the first of what waits into one envelope: its number, if anything waits.
fn seal(
    journal: &mut JournalWrite<'_>,
    vault: &Vault,
    rng: &mut ChaCha20Rng,
    sealing: &Sealing,
) -> Result<Option<u64>, EngineError> {
    let key = vault.writing_key()?;
    let roster_head = vault.roster.head();
    let epoch = vault.roster.epoch(roster_head).ok_or(EngineError::Internal("epoch"))?;
    let previous = chain_tip(journal, vault.me, sealing.own_in_mail)?;
    let mut batch = journal.unsealed(BATCH_BYTES)?;
    if let Some(lane) = batch.first().map(|change| change.lane) {
        batch.truncate(batch.iter().take_while(|change| change.lane == lane).count());
    }
    while !batch.is_empty() {
        let content = Content { seen: sealing.seen.clone(), roster_head, items: items(&batch) };
        let with = SealWith {
            key,
            epoch: epoch.number,
            signer: &vault.signer,
            vault: vault.id,
            previous,
            kind: EnvelopeKind::Changes,
        };
        match requite_seal::seal(&content, with, rng) {
            Ok(envelope) => {
                let seqs: Vec<i64> = batch.iter().map(|change| change.seq).collect();
                journal.seal(&seqs, &envelope)?;
                return Ok(Some(envelope.header().n));
            }
            Err(SealError::TooLarge) if batch.len() > 1 => batch.truncate(batch.len() / 2),
            Err(_) => return Err(EngineError::Internal("seal")),
        }
    }
    Ok(None)
}

/// Whether the mail file, whose own chain ends here, has this own envelope.
fn is_in_mail(envelope: &Envelope, tip: Option<Tip>) -> bool {
    let (n, hash) = (envelope.header().n, envelope.hash());
    tip.is_some_and(|tip| n < tip.n || (n == tip.n && hash == tip.hash))
}

/// The end of this device's own chain. The journal seals, so it is never behind the mail file, unless it was put back from a backup.
fn chain_tip(
    journal: &JournalWrite<'_>,
    me: requite_wire::DeviceId,
    in_mail: Option<Tip>,
) -> Result<Option<Tip>, EngineError> {
    let here = journal.chain()?.map(|(n, hash)| Tip { device: me, n, hash });
    let n = |tip: &Option<Tip>| tip.map_or(0, |tip| tip.n);
    if n(&in_mail) > n(&here) { Err(EngineError::OwnChainAhead) } else { Ok(here) }
}

fn items(batch: &[Unsealed]) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    let mut places = BTreeMap::new();
    for change in batch {
        let bytes = change.change.clone().into();
        let place = *places.entry((change.document, change.adopted)).or_insert(items.len());
        if let Some(item) = items.get_mut(place) {
            item.changes.push(bytes);
        } else {
            let document = requite_wire::DocumentId::new(*change.document.as_bytes());
            let (kind, adopted) = (change.kind.clone(), change.adopted);
            items.push(Item { document, kind, changes: vec![bytes], adopted });
        }
    }
    items.iter_mut().for_each(lean::slim);
    items
}

/// The first half of a hash.
pub(crate) fn mark(tip: Tip) -> [u8; 16] {
    tip.hash.as_bytes().first_chunk().copied().unwrap_or_default()
}

/// Which lane a commit's changes take.
pub(crate) const fn lane(origin: crate::Origin) -> Lane {
    match origin {
        crate::Origin::Person | crate::Origin::Derived => Lane::Own,
        crate::Origin::Import => Lane::Import,
    }
}
