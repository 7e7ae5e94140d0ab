//! Taking stock: who is out when all that anybody knows is put together, who holds which words, and whose loss is nobody's fault.

use std::collections::{BTreeMap, BTreeSet};

use requite_engine::record::DocumentId;
use requite_store::{FileKey, Journal, Mail, StoreError};
use requite_sync::roster::{Roster, Verify};
use requite_wire::roster::Entry;

use crate::{
    device::Device,
    world::{Failed, World},
};

/// Who, by index, holds which words and flags.
#[derive(Debug, Default)]
pub(crate) struct Held {
    words: BTreeMap<String, BTreeSet<usize>>,
    flags: BTreeMap<usize, BTreeSet<usize>>,
}

#[derive(Debug, Clone, Copy)]
struct Strict;

impl Verify for Strict {
    fn verify(&self, key: &[u8; 32], message: &[u8], signature: &[u8; 64]) -> bool {
        requite_seal::verify(key, message, signature)
    }
}

impl World {
    /// Who is out when all that anybody knows is put together: revocations, and whoever was let in by somebody who was
    /// out. What nobody who stays has of theirs, or of anybody's, may be lost; the rest may not.
    pub(crate) fn count_members(&mut self) -> Result<(), Failed> {
        let mut entries: Vec<Entry> = Vec::new();
        let mut vault = None;
        for device in &mut self.devices {
            let key: Option<[u8; 32]> = device.keys.first_chunk().copied();
            let mail =
                Mail::open(&device.folder.join("mail"), &FileKey::new(key.unwrap_or([0; 32])));
            let mut mail = mail.map_err(|_| "no mail".to_owned())?;
            let rows = mail.read(|mail| {
                let rows = mail.roster()?;
                Ok::<_, StoreError>(rows)
            });
            let rows = rows.map_err(|_| "no list".to_owned())?;
            for row in rows {
                entries.extend(Entry::parse(row.body).ok());
            }
            vault = vault.or(device.engine.as_ref().map(requite_engine::Engine::vault_id));
        }
        let (Some(vault), Some(genesis)) = (vault, entries.first().cloned()) else { return Ok(()) };
        // The relay may know what a device that was put back has forgotten.
        let there = self.post.roster(vault).into_iter().map(Entry::parse);
        entries.extend(there.filter_map(Result::ok));
        let mut roster =
            Roster::begin(vault, genesis, &Strict).map_err(|error| error.to_string())?;
        // Until nothing more comes in: a signer may be known only by a later one.
        loop {
            let before = roster.len();
            for entry in &entries {
                let _either = roster.admit(entry.clone(), &Strict);
            }
            if roster.len() == before {
                break;
            }
        }
        self.judge(&roster)?;
        self.removed.clear();
        for device in &self.devices {
            self.removed.extend(device.id().filter(|id| !roster.is_active(*id)));
        }
        let stays = (0..self.devices.len()).filter(|index| !self.out().contains(index)).collect();
        let held = core::mem::take(&mut self.held);
        self.excuse(&held, &stays);
        Ok(())
    }

    /// Whether a device that runs has received what it does not open yet, because it names a list head that is not here.
    pub(crate) fn waits_for_the_list(&mut self, index: usize) -> Result<bool, Failed> {
        let running = self.devices.get(index).filter(|device| device.engine.is_some());
        let Some(device) = running else { return Ok(false) };
        let key = |half: Option<&[u8; 32]>| FileKey::new(half.copied().unwrap_or([0; 32]));
        let own = device.id();
        let mail = Mail::open(&device.folder.join("mail"), &key(device.keys.first_chunk()));
        let journal = Journal::open(&device.folder.join("journal"), &key(device.keys.last_chunk()));
        let (Ok(mut mail), Ok(mut journal)) = (mail, journal) else {
            return Err(format!("the files of device {index} do not open"));
        };
        let tips = mail.read(|mail| {
            let tips = mail.tips()?;
            Ok::<_, StoreError>(tips)
        });
        let opened = journal.read(|journal| {
            let opened = journal.opened()?;
            Ok::<_, StoreError>(opened)
        });
        let tips = tips.map_err(|error| error.to_string())?;
        let opened = opened.map_err(|error| error.to_string())?;
        Ok(tips.iter().any(|tip| {
            let is_open = opened.get(&tip.device).is_some_and(|n| *n >= tip.n);
            Some(tip.device) != own && !is_open
        }))
    }

    fn out(&self) -> Vec<usize> {
        let is_out = |device: &Device| device.id().is_some_and(|id| self.removed.contains(&id));
        (0..self.devices.len()).filter(|i| self.devices.get(*i).is_some_and(is_out)).collect()
    }

    /// Who holds which words and flags now.
    pub(crate) fn take_stock(&mut self) -> Result<Held, Failed> {
        let mut held = Held::default();
        for index in 0..self.devices.len() {
            let all = self.everything_on(index)?;
            for (word, _) in self.model.required().filter(|(word, _)| all.contains(word.as_str())) {
                held.words.entry(word.clone()).or_default().insert(index);
            }
            let engine = self.devices.get_mut(index).and_then(|device| device.engine.as_mut());
            let Some(engine) = engine else { continue };
            for (place, flag) in self.model.flags.iter().enumerate() {
                if engine.has_state(flag.record, &flag.heads).unwrap_or(false) {
                    held.flags.entry(place).or_default().insert(index);
                }
            }
        }
        Ok(held)
    }

    /// Excuses every word and flag that, by that stock, none of those who stay held.
    pub(crate) fn excuse(&mut self, held: &Held, who_stays: &BTreeSet<usize>) {
        let words: Vec<String> = self.model.required().map(|(word, _)| word.clone()).collect();
        for word in words {
            let holders = held.words.get(&word);
            if holders.is_none_or(|holders| holders.is_disjoint(who_stays)) {
                self.model.excused.insert(word);
            }
        }
        for (place, flag) in self.model.flags.iter_mut().enumerate() {
            let holders = held.flags.get(&place);
            flag.excused |= holders.is_none_or(|holders| holders.is_disjoint(who_stays));
        }
    }

    /// All texts and tags that a device shows, in one string.
    pub(crate) fn everything_on(&mut self, index: usize) -> Result<String, Failed> {
        let notes: Vec<DocumentId> = self.notes(index)?;
        let mut all = String::new();
        let Some(engine) = self.devices.get_mut(index).and_then(|device| device.engine.as_mut())
        else {
            return Ok(all);
        };
        for note in notes {
            let record =
                engine.open_record(note).map_err(|error| format!("cannot read: {error}"))?;
            all.push_str(&serde_json::Value::Object(record.fields).to_string());
        }
        Ok(all)
    }
}
