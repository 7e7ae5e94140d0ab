//! From envelopes to records: what the mail file received is opened, merged through the guard, projected and committed
//! to the journal file, together with how far each chain was opened. A crash anywhere is a replay.

mod inside;

use std::collections::{BTreeMap, BTreeSet};

use requite_record::{Document, DocumentId};
use requite_store::{JournalWrite, StoredDocument};
use requite_wire::{Content, DeviceId, Hash};

use crate::{Engine, EngineError, Notice, exchange, history, recent::Recent};

use inside::look_inside;
pub(crate) use inside::{AFTER_REMOVAL, Inside, needs_one_of, unseal};

/// Envelopes that are opened in one transaction.
const BATCH_ENVELOPES: usize = 64;
/// Bytes of envelopes that are opened in one transaction.
const BATCH_BYTES: usize = 2 * 1024 * 1024;

/// Why an envelope was passed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Passed {
    /// Its key was not here.
    Keyless,
    /// It stood beyond the cut of a removed device.
    CutOff,
}

/// What an opening pass did.
#[derive(Debug, Default)]
pub(crate) struct Opened {
    pub(crate) notices: Vec<Notice>,
    /// What the authors had received of others, as they said under seal.
    pub(crate) vouched: BTreeMap<DeviceId, u64>,
    /// The last of each chain that an author had seen, with its mark.
    seen: BTreeMap<DeviceId, (u64, [u8; 16])>,
    /// Devices of whose chain somebody has seen another story than this device holds; this one among them when it was copied.
    pub(crate) forked: BTreeSet<DeviceId>,
}

impl Engine {
    /// Opens what was received while the content was locked, as the next sync would, and without any relay. The records that
    /// changed are in [`Engine::take_notices`].
    ///
    /// # Errors
    /// Those of the disk.
    pub fn take_in(&mut self) -> Result<(), EngineError> {
        let opened = self.open_received()?;
        self.notices.extend(opened.notices);
        let (me, now) = (self.vault.me, self.surroundings.now_ms());
        let forked: Vec<_> = opened.forked.into_iter().filter(|device| *device != me).collect();
        if forked.is_empty() {
            return Ok(());
        }
        self.mail.write(|mail| {
            forked.into_iter().try_for_each(|device| exchange::note_fork(mail, device, now))
        })
    }

    /// Opens everything that was received and not opened yet.
    pub(crate) fn open_received(&mut self) -> Result<Opened, EngineError> {
        self.refresh()?;
        self.fall_back()?;
        let mut done = Opened::default();
        self.open_keyless(&mut done)?;
        let devices: Vec<DeviceId> = self.mail.read(|mail| {
            Ok::<_, EngineError>(mail.tips()?.into_iter().map(|tip| tip.device).collect())
        })?;
        let me = self.vault.me;
        for device in devices.into_iter().filter(|device| *device != me) {
            while self.open_batch(device, &mut done)? {}
        }
        self.compare(&mut done)?;
        Ok(done)
    }

    /// What was opened stands in the journal, what was received in the mail file, and a power cut may take the end of either.
    /// Where the mail file has less, what comes again is opened again, which changes nothing that is here.
    fn fall_back(&mut self) -> Result<(), EngineError> {
        let Self { journal, mail, .. } = self;
        // In this order: what others receive meanwhile is in the mail file first.
        let opened = journal.read(|journal| journal.opened().map_err(EngineError::from))?;
        let tips = mail.read(|mail| mail.tips().map_err(EngineError::from))?;
        let received = |device| tips.iter().find(|tip| tip.device == device).map_or(0, |tip| tip.n);
        let ahead: Vec<DeviceId> = opened
            .into_iter()
            .filter(|(device, n)| *n > received(*device))
            .map(|(device, _)| device)
            .collect();
        if ahead.is_empty() {
            return Ok(());
        }
        journal.write(|journal| {
            for device in ahead {
                journal.set_opened(device, received(device))?;
            }
            Ok::<_, EngineError>(())
        })
    }

    /// Compares what others have seen of every chain with what is here.
    fn compare(&mut self, done: &mut Opened) -> Result<(), EngineError> {
        let me = self.vault.me;
        let seen = core::mem::take(&mut done.seen);
        self.mail.read(|mail| {
            for (device, (n, mark)) in seen {
                match mail.hash_at(device, n)? {
                    Some(hash) if !hash.as_bytes().starts_with(&mark) => {
                        done.forked.insert(device);
                    }
                    // Somebody has more of this device's own chain than it has itself.
                    None if device == me => {
                        done.forked.insert(device);
                    }
                    Some(_) | None => {}
                }
            }
            Ok::<_, EngineError>(())
        })?;
        if done.forked.contains(&me) { self.note_copy() } else { Ok(()) }
    }

    /// Envelopes that were passed over, and whose key has come meanwhile, or of which the list says something else by now.
    fn open_keyless(&mut self, done: &mut Opened) -> Result<(), EngineError> {
        let (keyless, cut_off) = self.journal.read(|journal| {
            let mut cut_off = journal.quarantined()?;
            cut_off.retain(|one| one.reason == AFTER_REMOVAL);
            Ok::<_, EngineError>((journal.keyless()?, cut_off))
        })?;
        let keyless = keyless.into_iter().map(|(device, n)| (device, n, Passed::Keyless));
        let cut_off = cut_off.into_iter().map(|one| (one.device, one.n, Passed::CutOff));
        for (device, n, passed) in keyless.chain(cut_off) {
            let envelope =
                self.mail.read(|mail| mail.envelope(device, n).map_err(EngineError::from))?;
            let Some(envelope) = envelope else { continue };
            // Its place in the chain is past, so what was sealed before says nothing about it.
            let inside = look_inside(&self.vault, &envelope, None);
            match (&inside, passed) {
                (Inside::Wait, _)
                | (Inside::Keyless, Passed::Keyless)
                | (Inside::Quarantined(AFTER_REMOVAL), Passed::CutOff) => continue,
                // No key is waited for beyond a cut; and what a longer cut covers is not set aside, but waits for its key.
                (Inside::Quarantined(AFTER_REMOVAL) | Inside::Keyless, _) => {}
                _ => self.tally.keys_came += 1,
            }
            done.vouch(&inside);
            let Self { journal, schema, recent, .. } = self;
            let notices = journal.write(|journal| {
                journal.clear_keyless(device, n)?;
                journal.unquarantine(device, n, AFTER_REMOVAL)?;
                merge_all(journal, schema, recent, device, vec![(n, inside)])
            })?;
            done.notices.extend(notices);
        }
        Ok(())
    }

    fn open_batch(&mut self, device: DeviceId, done: &mut Opened) -> Result<bool, EngineError> {
        let (after, mut head) = self.journal.read(|journal| {
            let after = journal.opened()?.get(&device).copied().unwrap_or(0);
            Ok::<_, EngineError>((after, journal.roster_head_of(device)?))
        })?;
        let envelopes = self.mail.read(|mail| {
            mail.envelopes(device, after, BATCH_ENVELOPES, BATCH_BYTES).map_err(EngineError::from)
        })?;
        let mut inside = Vec::with_capacity(envelopes.len());
        for envelope in &envelopes {
            match look_inside(&self.vault, envelope, head) {
                Inside::Wait => break,
                looked => {
                    if let Inside::Content(content) = &looked {
                        head = Some(content.roster_head);
                    }
                    inside.push((envelope.header().n, looked));
                }
            }
        }
        let Some(last) = inside.last().map(|(n, _)| *n) else { return Ok(false) };
        for (_, looked) in &inside {
            done.vouch(looked);
        }
        let notices = self.apply(device, after, last, head, inside)?;
        done.notices.extend(notices);
        Ok(true)
    }

    /// Merges a batch of one device's envelopes. Every document is loaded, merged, saved and projected once.
    fn apply(
        &mut self,
        device: DeviceId,
        after: u64,
        last: u64,
        head: Option<Hash>,
        inside: Vec<(u64, Inside)>,
    ) -> Result<Vec<Notice>, EngineError> {
        let Self { journal, schema, recent, .. } = self;
        journal.write_soon(|journal| {
            if journal.opened()?.get(&device).copied().unwrap_or(0) != after {
                // Another process was faster. What it did is there; go on behind it.
                return Ok(Vec::new());
            }
            let notices = merge_all(journal, schema, recent, device, inside)?;
            if let Some(head) = head {
                journal.set_roster_head_of(device, head)?;
            }
            journal.set_opened(device, last)?;
            Ok(notices)
        })
    }
}

impl Opened {
    fn vouch(&mut self, inside: &Inside) {
        let Inside::Content(content) = inside else { return };
        for seen in &content.seen {
            let n = self.vouched.entry(seen.device).or_default();
            *n = seen.n.max(*n);
            let newest = self.seen.entry(seen.device).or_insert((seen.n, seen.mark));
            if seen.n > newest.0 {
                *newest = (seen.n, seen.mark);
            }
        }
    }
}

/// Merges what is in envelopes of one device: every document once.
fn merge_all(
    journal: &mut JournalWrite<'_>,
    schema: &requite_record::Schema,
    recent: &mut Recent,
    device: DeviceId,
    inside: Vec<(u64, Inside)>,
) -> Result<Vec<Notice>, EngineError> {
    let mut by_document: BTreeMap<DocumentId, Incoming> = BTreeMap::new();
    for (n, looked) in inside {
        match looked {
            Inside::Content(content) => {
                for seen in &content.seen {
                    journal.vouch(seen.device, seen.n)?;
                }
                history::note_authors(journal, device, &content)?;
                gather(content, n, &mut by_document);
            }
            Inside::Quarantined(reason) => journal.quarantine(device, n, None, reason)?,
            Inside::Keyless => journal.put_keyless(device, n)?,
            Inside::Wait => {}
        }
    }
    let mut notices = Vec::new();
    for (id, incoming) in by_document {
        let merge = Merge { journal: &mut *journal, schema, recent: &mut *recent, device, id };
        notices.extend(merge.run(incoming)?);
    }
    Ok(notices)
}

struct Incoming {
    kind: String,
    changes: Vec<Vec<u8>>,
    n: u64,
}

struct Merge<'a, 'b> {
    journal: &'a mut JournalWrite<'b>,
    schema: &'a requite_record::Schema,
    recent: &'a mut Recent,
    device: DeviceId,
    id: DocumentId,
}

impl Merge<'_, '_> {
    fn run(self, incoming: Incoming) -> Result<Option<Notice>, EngineError> {
        let Self { journal, schema, recent, device, id } = self;
        let kind = schema.kind(&incoming.kind);
        let Ok(here) = journal.document(id)?.map(|stored| recent.take(id, &stored)).transpose()
        else {
            // Our own copy cannot be read: leave it, keep what came, tell the doctor.
            journal.quarantine(device, incoming.n, Some(id), "own copy damaged")?;
            return Ok(None);
        };
        let before = here.is_some();
        let mut changes = journal.pending(id)?;
        let had_pending = !changes.is_empty();
        changes.extend(incoming.changes);
        let borrowed: Vec<&[u8]> = changes.iter().map(Vec::as_slice).collect();
        let merged = match requite_record::merge(kind, &incoming.kind, id, here, &borrowed) {
            Ok(merged) => merged,
            Err(quarantine) => {
                journal.quarantine(device, incoming.n, Some(id), quarantine.code())?;
                return Ok(None);
            }
        };
        if had_pending {
            journal.clear_pending(id)?;
        }
        if !merged.pending.is_empty() {
            journal.put_pending(id, &incoming.kind, &merged.pending)?;
        }
        let Some(mut document) = merged.document else { return Ok(None) };
        if !merged.changed && before {
            return Ok(None);
        }
        let projection = kind.map(|kind| requite_record::project(kind, &mut document)).transpose();
        let Ok(projection) = projection else {
            journal.quarantine(device, incoming.n, Some(id), "projection")?;
            return Ok(None);
        };
        let (heads, bytes) = (document.heads(), document.save());
        kind.map_or(Ok(()), |kind| crate::desk::know(journal, kind))?;
        journal.put_document(id, &incoming.kind, &heads, &bytes, projection.as_ref())?;
        if before {
            recent.keep(document, bytes.len());
        }
        Ok(Some(Notice { kind: incoming.kind, id }))
    }
}

fn gather(content: Content, n: u64, by_document: &mut BTreeMap<DocumentId, Incoming>) {
    for item in content.items {
        let id = DocumentId::new(*item.document.as_bytes());
        let incoming = by_document.entry(id).or_insert_with(|| Incoming {
            kind: item.kind.clone(),
            changes: Vec::new(),
            n,
        });
        incoming.changes.extend(item.changes.into_iter().map(Vec::from));
    }
}

/// A document from its stored bytes.
pub(crate) fn load(id: DocumentId, stored: &StoredDocument) -> Result<Document, EngineError> {
    Document::load(&stored.kind, id, &stored.bytes).map_err(EngineError::from)
}
