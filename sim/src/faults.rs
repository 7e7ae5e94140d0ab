//! What goes wrong in the world: networks, relays, disks, clocks, copies of devices, thefts.

use std::fs;

use requite_engine::Answer;
use requite_store::{FileKey, Journal};

use crate::{
    device::{Device, Line, copy_folder},
    net::Parcel,
    world::{Failed, World},
};

/// Devices of one world, copies included.
pub(crate) const DEVICES_MAX: usize = 6;
const TEN_YEARS_MS: i64 = 10 * 365 * 24 * 3_600 * 1_000;

impl World {
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
            92..94 => self.apart(),
            94 => self.take_key(index),
            95 => self.beside(index),
            96 => {
                self.withhold();
                Ok(())
            }
            97 => self.release(index),
            98 => self.change_words(index),
            _ => self.come_back(),
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

    pub(crate) fn restart(&mut self) -> Result<(), Failed> {
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
}

/// Puts another private key into a device's file, behind its back; gives the one that was there.
pub(crate) fn swap_key(device: &Device, with: Option<Vec<u8>>) -> Option<Vec<u8>> {
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
