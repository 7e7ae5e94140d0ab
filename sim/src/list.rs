//! The list of devices in the world: who comes in and who is removed. What two do to it at once is in `apart`, the words in `words`.

use requite_engine::{
    Admission, DeviceId, DeviceSecrets, EngineError, History, LocalKeys, Lock, Membership,
};

use crate::{
    device::Device,
    faults::DEVICES_MAX,
    world::{Failed, World},
};

const HOLD_MS: i64 = 600_000;

impl World {
    /// The first device, and one or two more.
    pub(crate) fn begin(&mut self) -> Result<(), Failed> {
        let mut device = self.blank();
        let seed = self.chance.bytes();
        let made = device.setup(seed).and_then(|setup| {
            setup.create("phone", Lock::Keys(LocalKeys::from_bytes(&device.keys)))
        });
        let (engine, words) = made.map_err(|error| format!("no beginning: {error}"))?;
        self.words.push(words.reveal().to_owned());
        device.engine = Some(engine);
        self.devices.push(device);
        self.begin_courier(0)?;
        for _ in 0..=self.chance.below(2) {
            let host = self.chance.index(self.devices.len());
            self.join(host, History::Shared)?;
        }
        Ok(())
    }

    pub(crate) fn blank(&mut self) -> Device {
        let folder = self.folder.path().join(format!("device-{}", self.net.number()));
        let mut keys = [0; 64];
        for half in keys.chunks_exact_mut(32) {
            half.copy_from_slice(&self.chance.bytes());
        }
        Device::new(folder, keys, std::sync::Arc::default())
    }

    pub(crate) fn newcomer(&mut self) -> Result<(), Failed> {
        let host = self.chance.index(self.devices.len());
        let history = self.some_history();
        self.join(host, history)
    }

    pub(crate) fn some_history(&mut self) -> History {
        if self.chance.percent(40) { History::Held { for_ms: HOLD_MS } } else { History::Shared }
    }

    /// Somebody who is in lets another device in, here and now, with or without the relay.
    pub(crate) fn join(&mut self, host: usize, history: History) -> Result<(), Failed> {
        if self.devices.len() >= DEVICES_MAX {
            return Ok(());
        }
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
        self.enter(secrets, admission)?;
        self.marks.hit("late joiner");
        if history != History::Shared {
            self.marks.hit("joined under a hold");
        }
        if self.removed.contains(&host_id) {
            // Let in by somebody who was removed already: an intruder, once everybody knows.
            self.removed.insert(id);
        }
        self.look(host)
    }

    /// A new device begins with what it was handed.
    pub(crate) fn enter(
        &mut self,
        secrets: DeviceSecrets,
        admission: Admission,
    ) -> Result<(), Failed> {
        let mut device = self.blank();
        device.clock.set(self.now);
        let seed = self.chance.bytes();
        let lock = Lock::Keys(LocalKeys::from_bytes(&device.keys));
        let entered = device.setup(seed).and_then(|setup| setup.enter(secrets, admission, lock));
        device.engine = Some(entered.map_err(|error| format!("cannot enter: {error}"))?);
        self.devices.push(device);
        self.begin_courier(self.devices.len() - 1)
    }

    /// Who is in, as far as each of them knows and the world does: a device that was copied counts once.
    pub(crate) fn members(&mut self) -> Vec<(usize, DeviceId)> {
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

    pub(crate) fn revoke(&mut self, index: usize) -> Result<(), Failed> {
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

    pub(crate) fn revoke_by(&mut self, by: usize, target: DeviceId) -> Result<bool, Failed> {
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

    pub(crate) fn release(&mut self, index: usize) -> Result<(), Failed> {
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
}
