//! From changes to envelopes: what was committed is sealed in the journal file, then copied to the mail file.
//!
//! A commit across two files is not atomic, so the order is: seal and forget the changes in one transaction of the
//! journal, copy by number and hash, forget the copy. A crash between any two steps is made up for on the next pass, and gives the same envelopes.

mod adopt;
mod reseal;

use std::collections::BTreeMap;

use requite_seal::{SealError, SealWith};
use requite_store::{Inserted, JournalWrite, Lane, Unsealed};
use requite_wire::{Content, Envelope, EnvelopeKind, Item, Tip, content::Seen};

use crate::{Engine, EngineError, lean};

/// Bytes of changes that are tried in one envelope: compressed, they nearly always fit.
const BATCH_BYTES: usize = 480 * 1024;

/// Where the own chain ends, after some of it was taken back; none: it is empty.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ChainEnd(pub(crate) Option<Tip>);

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
    pub(crate) fn seal_pending(&mut self) -> Result<Outgoing, EngineError> {
        self.refresh()?;
        let mut sealed = self.copy_sealed()?;
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
            sealed.extend(self.copy_sealed()?);
        }
        if !sealed.is_empty() {
            self.journal.give_back()?;
        }
        Ok(Outgoing { rewound, sealed })
    }

    /// Whether anything waits to be sealed or copied.
    pub(crate) fn has_unsealed(&mut self) -> Result<bool, EngineError> {
        self.journal
            .read(|journal| Ok(journal.unsealed_count()? > 0 || !journal.sealed()?.is_empty()))
    }

    fn seal_batch(&mut self) -> Result<bool, EngineError> {
        let seen = self.seen()?;
        let own_in_mail =
            self.mail.read(|mail| mail.tip(self.vault.me).map_err(EngineError::from))?;
        let Self { journal, vault, rng, .. } = self;
        let key = vault.writing_key()?;
        let roster_head = vault.roster.head();
        let epoch = vault.roster.epoch(roster_head).ok_or(EngineError::Internal("epoch"))?;
        journal.write(|journal| {
            let previous = chain_tip(journal, vault.me, own_in_mail)?;
            let mut batch = journal.unsealed(BATCH_BYTES)?;
            if let Some(lane) = batch.first().map(|change| change.lane) {
                batch.truncate(batch.iter().take_while(|change| change.lane == lane).count());
            }
            while !batch.is_empty() {
                let content = Content { seen: seen.clone(), roster_head, items: items(&batch) };
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
                        return Ok(true);
                    }
                    Err(SealError::TooLarge) if batch.len() > 1 => batch.truncate(batch.len() / 2),
                    Err(_) => return Err(EngineError::Internal("seal")),
                }
            }
            Ok(false)
        })
    }

    fn copy_sealed(&mut self) -> Result<Vec<Envelope>, EngineError> {
        let waiting = self.journal.read(|journal| journal.sealed().map_err(EngineError::from))?;
        let mut copied = Vec::with_capacity(waiting.len());
        for envelope in waiting {
            let inserted =
                self.mail.write(|mail| mail.insert(&envelope).map_err(EngineError::from))?;
            match inserted {
                Inserted::New | Inserted::Known => {}
                Inserted::Forked | Inserted::Gap => return Err(EngineError::OwnChainAhead),
            }
            let n = envelope.header().n;
            self.journal.write(|journal| journal.forget_sealed(n).map_err(EngineError::from))?;
            copied.push(envelope);
        }
        Ok(copied)
    }

    /// What this device has received of the others, as sealed into each envelope.
    fn seen(&mut self) -> Result<Vec<Seen>, EngineError> {
        let tips = self.mail.read(|mail| mail.tips().map_err(EngineError::from))?;
        let others = tips.into_iter().filter(|tip| tip.device != self.vault.me);
        Ok(others.map(|tip| Seen { device: tip.device, n: tip.n, mark: mark(tip) }).collect())
    }
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
