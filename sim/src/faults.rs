//! What goes wrong in the world: networks, relays, disks, clocks, copies of devices, thefts; and how it ends.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};

use requite_engine::{
    Answer, DeviceId, DeviceSecrets, EngineError, History, LocalKeys, Lock, Membership,
    record::DocumentId,
};
use requite_store::{FileKey, Journal, Mail};
use requite_sync::roster::{Roster, Verify};
use requite_wire::roster::{Action, Entry};

use crate::{
    device::{Device, Line, copy_folder},
    net::{CALM, Parcel, Weather},
    world::{Failed, Healing, World},
};

/// Devices of one world, copies included.
const DEVICES_MAX: usize = 6;
const TEN_YEARS_MS: i64 = 10 * 365 * 24 * 3_600 * 1_000;
const HOLD_MS: i64 = 600_000;

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
    /// The first device, and one or two more.
    pub(crate) fn begin(&mut self) -> Result<(), Failed> {
        let mut device = self.blank();
        let seed = self.chance.bytes();
        let made = device.setup(seed).and_then(|setup| {
            setup.create("phone", Lock::Keys(LocalKeys::from_bytes(&device.keys)))
        });
        let (engine, _words) = made.map_err(|error| format!("no beginning: {error}"))?;
        device.engine = Some(engine);
        self.devices.push(device);
        self.begin_courier(0)?;
        for _ in 0..=self.chance.below(2) {
            self.join(History::Shared)?;
        }
        Ok(())
    }

    fn blank(&mut self) -> Device {
        let folder = self.folder.path().join(format!("device-{}", self.net.number()));
        let mut keys = [0; 64];
        for half in keys.chunks_exact_mut(32) {
            half.copy_from_slice(&self.chance.bytes());
        }
        Device::new(folder, keys, std::sync::Arc::default())
    }

    /// One step: mostly people, sometimes something goes wrong.
    pub(crate) fn act(&mut self) -> Result<(), Failed> {
        let index = self.chance.index(self.devices.len());
        let what = self.chance.below(100);
        self.note("act", &[u8::try_from(what).unwrap_or(0), u8::try_from(index).unwrap_or(0)]);
        match what {
            0..60 => self.person_somewhere(index),
            60..66 => self.crash(index),
            66..74 => self.restart(),
            74..78 => {
                self.partition(index);
                Ok(())
            }
            78..81 => {
                self.relay_trouble();
                Ok(())
            }
            81..83 => {
                self.clock(index);
                Ok(())
            }
            83..86 => self.newcomer(),
            86..88 => self.copy(index),
            88..90 => self.back_up_or_put_back(index),
            90..92 => self.revoke(index),
            92 => self.revoke_each_other(),
            93..95 => self.take_key(index),
            95..97 => self.beside(index),
            97 => {
                self.withhold();
                Ok(())
            }
            _ => self.release(index),
        }
    }

    fn person_somewhere(&mut self, index: usize) -> Result<(), Failed> {
        if self.devices.get(index).is_some_and(|device| device.engine.is_some()) {
            return self.person(index);
        }
        self.start(index)
    }

    fn beside(&mut self, index: usize) -> Result<(), Failed> {
        if self.devices.get(index).is_some_and(|device| device.engine.is_some()) {
            return self.write_beside(index);
        }
        Ok(())
    }

    /// Now, or a few steps into whatever comes next.
    fn crash(&mut self, index: usize) -> Result<(), Failed> {
        let now = self.chance.percent(40);
        let steps = u32::try_from(1 + self.chance.below(12)).unwrap_or(1);
        let Some(device) = self.devices.get_mut(index) else { return Ok(()) };
        if device.engine.is_none() {
            return Ok(());
        }
        if now {
            device.die();
            self.marks.hit("crash between steps");
            return Ok(());
        }
        device.fuse.set(steps);
        self.person(index)
    }

    fn restart(&mut self) -> Result<(), Failed> {
        for index in 0..self.devices.len() {
            self.start(index)?;
        }
        Ok(())
    }

    /// Opens what was closed.
    pub(crate) fn start(&mut self, index: usize) -> Result<(), Failed> {
        let seed = self.chance.bytes();
        let Some(device) = self.devices.get_mut(index) else { return Ok(()) };
        if device.engine.is_some() && !device.fuse.is_blown() {
            return Ok(());
        }
        device.die();
        match device.open(seed) {
            Ok(engine) => {
                device.engine = Some(engine);
                self.begin_courier(index)
            }
            Err(error) => self.survived(index, Err(error)).map(|_| ()),
        }
    }

    fn partition(&mut self, index: usize) {
        let Some(device) = self.devices.get_mut(index) else { return };
        device.line = match device.line {
            Line::Up => {
                self.marks.hit("partition");
                Line::Down
            }
            Line::Down => Line::Up,
        };
    }

    fn relay_trouble(&mut self) {
        // Whoever is put back forgets who is out, and may show what it writes, until somebody tells.
        self.model.forbidden.clear();
        match self.chance.below(10) {
            0..4 => {
                if self.post.is_up() {
                    self.post.stop();
                    self.marks.hit("relay restarted");
                } else {
                    self.post.start();
                }
                // Sockets are closed, and everybody hears of it.
                for index in 0..self.devices.len() {
                    let Some(device) = self.devices.get(index) else { continue };
                    let relay = requite_engine::RelayId(0);
                    let fault = requite_engine::Fault::Unreachable;
                    let answer = Answer::Lost { relay, fault };
                    let parcel =
                        Parcel::Answer { device: index, life: device.life, id: None, answer };
                    self.net.send(self.now + 50, parcel);
                }
            }
            4..7 => self.post.copy(),
            7..9 => {
                if self.post.put_back() {
                    self.marks.hit("relay put back");
                }
            }
            _ => {
                self.post.wipe();
                self.marks.hit("relay wiped");
            }
        }
    }

    fn clock(&mut self, index: usize) {
        let span = u64::try_from(2 * TEN_YEARS_MS).unwrap_or(u64::MAX);
        let jump = i64::try_from(self.chance.below(span)).unwrap_or(0) - TEN_YEARS_MS;
        if let Some(device) = self.devices.get(index) {
            device.clock.skew(jump);
            self.marks.hit("clock jumped");
        }
    }

    fn newcomer(&mut self) -> Result<(), Failed> {
        if self.devices.len() >= DEVICES_MAX {
            return Ok(());
        }
        let history = if self.chance.percent(40) {
            History::Held { for_ms: HOLD_MS }
        } else {
            History::Shared
        };
        self.join(history)
    }

    /// Somebody who is in lets another device in, here and now, with or without the relay.
    fn join(&mut self, history: History) -> Result<(), Failed> {
        let host = self.chance.index(self.devices.len());
        let secrets = DeviceSecrets::generate(self.chance.rng());
        let Some(engine) = self.devices.get_mut(host).and_then(|device| device.engine.as_mut())
        else {
            return Ok(());
        };
        let host_id = engine.device_id();
        let let_in = engine.let_in(&secrets.keys(), "another", history);
        let admission = match let_in {
            Ok(admission) => admission,
            Err(EngineError::Removed | EngineError::WrongKey | EngineError::TooManyDevices) => {
                return Ok(());
            }
            Err(error) => return self.survived(host, Err(error)).map(|_| ()),
        };
        let id = secrets.keys().id();
        let mut device = self.blank();
        device.clock.set(self.now);
        let seed = self.chance.bytes();
        let lock = Lock::Keys(LocalKeys::from_bytes(&device.keys));
        let entered = device.setup(seed).and_then(|setup| setup.enter(secrets, admission, lock));
        device.engine = Some(entered.map_err(|error| format!("cannot enter: {error}"))?);
        self.devices.push(device);
        self.marks.hit("late joiner");
        if history != History::Shared {
            self.marks.hit("joined under a hold");
        }
        if self.removed.contains(&host_id) {
            // Let in by somebody who was removed already: an intruder, once everybody knows.
            self.removed.insert(id);
        }
        let newest = self.devices.len() - 1;
        self.begin_courier(newest)?;
        self.look(host)
    }

    /// A phone is cloned, and both go on.
    fn copy(&mut self, index: usize) -> Result<(), Failed> {
        if self.devices.len() >= DEVICES_MAX {
            return Ok(());
        }
        let Some(device) = self.devices.get_mut(index) else { return Ok(()) };
        if device.engine.is_none() || device.right_key.is_some() {
            return Ok(());
        }
        device.die();
        let (from, keys) = (device.folder.clone(), device.keys);
        let mut clone = self.blank();
        clone.keys = keys;
        copy_folder(&from, &clone.folder).map_err(|_| "cannot clone".to_owned())?;
        self.devices.push(clone);
        self.marks.hit("device cloned");
        self.restart()
    }

    fn back_up_or_put_back(&mut self, index: usize) -> Result<(), Failed> {
        let place = self.folder.path().join(format!("backup-{}", self.net.number()));
        let Some(device) = self.devices.get_mut(index) else { return Ok(()) };
        if device.right_key.is_some() {
            return Ok(());
        }
        device.die();
        if let Some(backup) = device.backup.take() {
            fs::remove_dir_all(&device.folder).map_err(|_| "cannot put back".to_owned())?;
            copy_folder(&backup, &device.folder).map_err(|_| "cannot put back".to_owned())?;
            self.marks.hit("device put back");
            self.model.forbidden.clear();
            self.model.shown.retain(|(shown_on, _), _| *shown_on != index);
            // What its disk alone had is gone with it.
            self.restart()?;
            let stock = self.take_stock()?;
            let everybody = (0..self.devices.len()).collect();
            self.excuse(&stock, &everybody);
            return Ok(());
        }
        copy_folder(&device.folder, &place).map_err(|_| "cannot back up".to_owned())?;
        device.backup = Some(place);
        self.restart()
    }

    fn members(&mut self) -> Vec<(usize, DeviceId)> {
        let mut members = Vec::new();
        for (index, device) in self.devices.iter().enumerate() {
            let Some(engine) = &device.engine else { continue };
            let id = engine.device_id();
            let is_new = members.iter().all(|(_, known)| *known != id);
            let is_member = engine.membership() == Membership::Member;
            if is_new && is_member && !self.removed.contains(&id) {
                members.push((index, id));
            }
        }
        members
    }

    fn revoke(&mut self, index: usize) -> Result<(), Failed> {
        self.restart()?;
        let members = self.members();
        let target = members.get(self.chance.index(members.len())).copied();
        let by = members.iter().find(|(by, _)| *by == index).copied();
        let (Some((_, target)), Some((by, own))) = (target, by) else { return Ok(()) };
        if members.len() < 3 || target == own {
            return Ok(());
        }
        if self.revoke_by(by, target)? {
            self.marks.hit("device revoked");
            self.removed.insert(target);
        }
        self.look(by)
    }

    fn revoke_by(&mut self, by: usize, target: DeviceId) -> Result<bool, Failed> {
        let Some(engine) = self.devices.get_mut(by).and_then(|device| device.engine.as_mut())
        else {
            return Ok(false);
        };
        match engine.revoke(&[target]) {
            Ok(()) => Ok(true),
            // It is not known here yet, or not in any more.
            Err(EngineError::NotFound | EngineError::Removed | EngineError::WrongKey) => Ok(false),
            Err(error) => {
                self.survived(by, Err(error))?;
                Ok(false)
            }
        }
    }

    fn revoke_each_other(&mut self) -> Result<(), Failed> {
        self.restart()?;
        let members = self.members();
        let [(a, a_id), (b, b_id), _, ..] = members.as_slice() else { return Ok(()) };
        let (a, a_id, b, b_id) = (*a, *a_id, *b, *b_id);
        let (first, second) = (self.revoke_by(a, b_id)?, self.revoke_by(b, a_id)?);
        match (first, second) {
            (true, true) => {
                self.marks.hit("mutual revocation");
                self.removed.extend([a_id, b_id]);
            }
            (true, false) => drop(self.removed.insert(b_id)),
            (false, true) => drop(self.removed.insert(a_id)),
            (false, false) => {}
        }
        Ok(())
    }

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
                Ok::<_, requite_store::StoreError>(rows)
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
        if entries.iter().any(|entry| matches!(entry.body().action, Action::Rotate(_))) {
            self.marks.hit("new epoch");
        }
        self.removed.clear();
        for device in &self.devices {
            self.removed.extend(device.id().filter(|id| !roster.is_active(*id)));
        }
        let stays = (0..self.devices.len()).filter(|index| !self.out().contains(index)).collect();
        let held = core::mem::take(&mut self.held);
        self.excuse(&held, &stays);
        Ok(())
    }

    fn out(&self) -> Vec<usize> {
        let is_out = |device: &Device| device.id().is_some_and(|id| self.removed.contains(&id));
        (0..self.devices.len()).filter(|i| self.devices.get(*i).is_some_and(is_out)).collect()
    }

    /// Who holds which words and flags now.
    fn take_stock(&mut self) -> Result<Held, Failed> {
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
    fn excuse(&mut self, held: &Held, who_stays: &BTreeSet<usize>) {
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

    /// The key that a device holds becomes a wrong one.
    fn take_key(&mut self, index: usize) -> Result<(), Failed> {
        let Some(device) = self.devices.get_mut(index) else { return Ok(()) };
        if device.engine.is_none() || device.right_key.is_some() || device.backup.is_some() {
            return Ok(());
        }
        device.die();
        device.right_key = swap_key(device, None);
        if device.right_key.is_some() {
            self.marks.hit("wrong key");
        }
        self.start(index)?;
        if self.devices.get(index).is_some_and(|device| device.engine.is_some()) {
            self.write(index)?;
        }
        Ok(())
    }

    fn withhold(&mut self) {
        let target = self.chance.index(self.devices.len());
        if self.post.withheld.take().is_none() {
            self.marks.hit("relay withholds");
            let from = 1 + self.chance.below(4);
            self.post.withheld = self.devices.get(target).and_then(Device::id).map(|id| (id, from));
        }
    }

    fn release(&mut self, index: usize) -> Result<(), Failed> {
        let Some(engine) = self.devices.get_mut(index).and_then(|device| device.engine.as_mut())
        else {
            return Ok(());
        };
        match engine.release_history() {
            Ok(()) => {
                self.marks.hit("history released");
                self.look(index)
            }
            Err(EngineError::NotFound | EngineError::Removed | EngineError::WrongKey) => Ok(()),
            Err(error) => self.survived(index, Err(error)).map(|_| ()),
        }
    }

    /// The faults end: everybody is there again, and may speak.
    pub(crate) fn heal(&mut self) -> Result<(), Failed> {
        self.post.withheld = None;
        self.post.start();
        for index in 0..self.devices.len() {
            let Some(device) = self.devices.get_mut(index) else { continue };
            device.line = Line::Up;
            device.other = None;
            device.clock.skew(0);
            if device.fuse.is_blown() {
                device.die();
            }
            device.fuse.mend();
            if let Some(key) = device.right_key.take() {
                device.die();
                swap_key(device, Some(key));
            }
            self.start(index)?;
            if self.healing == Healing::Reconnecting {
                self.begin_courier(index)?;
            }
        }
        self.held = self.take_stock()?;
        if self.healing == Healing::Reconnecting {
            self.marks.hit("healed by reconnecting");
        }
        Ok(())
    }

    /// Holds end: by the clock, or because somebody who was there before says so.
    pub(crate) fn holds_end(&mut self) -> Result<(), Failed> {
        for index in 0..self.devices.len() {
            self.release(index)?;
        }
        Ok(())
    }

    /// Everybody writes once more. In half the worlds nobody hears of it by itself, and no line is opened anew.
    pub(crate) fn last_words(&mut self) -> Result<(), Failed> {
        if self.healing == Healing::OnOpenLines {
            self.weather = Weather { live_loss: 100, ..CALM };
            self.marks.hit("healed without reconnecting");
        }
        for index in 0..self.devices.len() {
            if self.devices.get(index).is_some_and(|device| device.engine.is_some()) {
                let before = self.model.typed.len();
                self.write(index)?;
                let id = self.devices.get(index).and_then(Device::id);
                if id.is_some_and(|id| !self.removed.contains(&id)) {
                    let members = self.members_to(index)?;
                    let words = self.model.typed.iter().skip(before).cloned();
                    self.model.last.extend(words.map(|word| (word, members.clone())));
                }
                self.look(index)?;
                self.advance(self.now + 2_000)?;
            }
        }
        self.weather = CALM;
        Ok(())
    }
}

/// Puts another private key into a device's file, behind its back; gives the one that was there.
fn swap_key(device: &Device, with: Option<Vec<u8>>) -> Option<Vec<u8>> {
    let content: [u8; 32] = device.keys.get(32..)?.try_into().ok()?;
    let mut journal = Journal::open(&device.folder.join("journal"), &FileKey::new(content)).ok()?;
    let before = journal.read(|journal| journal.setting("hpke")).ok().flatten()?;
    let wrong: Vec<u8> = before
        .chunks(40)
        .flat_map(|entry| {
            let (id, key) = entry.split_at(8.min(entry.len()));
            id.iter().copied().chain(key.iter().map(|byte| byte ^ 0x55)).collect::<Vec<u8>>()
        })
        .collect();
    let value = with.unwrap_or(wrong);
    journal.write(|journal| journal.put_setting("hpke", &value)).ok()?;
    Some(before)
}
