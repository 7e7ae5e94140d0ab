//! The world of one seed: what happens next, who is told, and when it has come to rest.

use requite_engine::{Alarm, Courier, DeviceId, Engine, EngineError, RelayUrl, Request, SyncEvent};
use requite_wire::Hash;

use crate::{
    chance::Chance,
    device::Device,
    marks::Marks,
    model::Model,
    net::{CALM, Net, Weather},
    oracle,
    post::Post,
};

/// What came of a seed.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// The seed.
    pub seed: u64,
    /// A hash of everything that happened.
    pub trace: String,
    /// What was met.
    pub marks: Marks,
    /// The oracle that failed, if one did.
    pub failure: Option<String>,
}

/// Whether the end of faults comes with new connections.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Healing {
    Reconnecting,
    OnOpenLines,
}

pub(crate) struct World {
    pub(crate) chance: Chance,
    pub(crate) now: u64,
    pub(crate) devices: Vec<Device>,
    pub(crate) post: Post,
    pub(crate) net: Net,
    pub(crate) weather: Weather,
    pub(crate) healing: Healing,
    pub(crate) marks: Marks,
    pub(crate) model: Model,
    pub(crate) folder: tempfile::TempDir,
    pub(crate) url: RelayUrl,
    pub(crate) removed: std::collections::BTreeSet<DeviceId>,
    pub(crate) held: crate::stock::Held,
    /// Every paper with recovery words that was ever written, oldest first.
    pub(crate) words: Vec<String>,
    trace: Hash,
    /// Whoever wants to hear of everything.
    pub(crate) teller: Option<Teller>,
}

/// Acts of a seed before the faults end.
const STEPS: u32 = 110;

/// Why a seed failed.
pub(crate) type Failed = String;

/// Who is told a line for everything that happens.
pub type Teller = Box<dyn FnMut(&str)>;

/// Runs one seed: faults, then none, then the oracles.
pub fn run(seed: u64) -> Outcome {
    run_one(seed, None)
}

/// As [`run`], with a line for everything that happens.
pub fn run_told(seed: u64, teller: Teller) -> Outcome {
    run_one(seed, Some(teller))
}

fn run_one(seed: u64, teller: Option<Teller>) -> Outcome {
    match World::new(seed, teller) {
        Ok(mut world) => {
            let failure = world.live().err();
            let (trace, marks) = (world.trace.to_string(), world.marks.clone());
            Outcome { seed, trace, marks, failure }
        }
        Err(why) => {
            Outcome { seed, trace: String::new(), marks: Marks::default(), failure: Some(why) }
        }
    }
}

impl World {
    fn new(seed: u64, teller: Option<Teller>) -> Result<Self, Failed> {
        let mut chance = Chance::new(seed);
        let memory = std::path::Path::new("/dev/shm");
        let folder =
            if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
        let folder = folder.map_err(|_| "no folder for the world".to_owned())?;
        let healing =
            if seed.is_multiple_of(2) { Healing::Reconnecting } else { Healing::OnOpenLines };
        let weather = Weather {
            loss: chance.below(30),
            twice: chance.below(30),
            delay_ms: 20 + chance.below(4_000),
            live_loss: chance.below(60),
        };
        let url = "http://127.0.0.1:1".parse().map_err(|_| "no address".to_owned())?;
        let post = Post::open(folder.path().join("relay"));
        let mut world = Self {
            chance,
            now: 0,
            devices: Vec::new(),
            post,
            net: Net::default(),
            weather,
            healing,
            marks: Marks::default(),
            model: Model::default(),
            folder,
            url,
            removed: std::collections::BTreeSet::new(),
            held: crate::stock::Held::default(),
            words: Vec::new(),
            trace: Hash::of(&seed.to_le_bytes()),
            teller,
        };
        world.begin()?;
        Ok(world)
    }

    fn live(&mut self) -> Result<(), Failed> {
        for _ in 0..STEPS {
            self.act()?;
            oracle::nothing_went_back(self)?;
            let pause = self.chance.below(2_500);
            self.advance(self.now + pause)?;
        }
        self.weather = CALM;
        self.heal()?;
        self.rest()?;
        self.holds_end()?;
        self.rest()?;
        self.count_members()?;
        self.come_back_where_nobody_remains()?;
        self.last_words()?;
        self.rest()?;
        self.describe();
        oracle::everything(self)
    }

    pub(crate) fn note(&mut self, what: &str, bytes: &[u8]) {
        let mut line = self.trace.as_bytes().to_vec();
        line.extend_from_slice(&self.now.to_le_bytes());
        line.extend_from_slice(what.as_bytes());
        line.extend_from_slice(bytes);
        self.trace = Hash::of(&line);
        if let Some(tell) = &mut self.teller {
            let first = bytes.first_chunk::<8>().copied().map(u64::from_be_bytes);
            let shown = first.map(|first| format!("{first:016x}")).unwrap_or_default();
            tell(&format!("{:>9} {what} {shown}", self.now));
        }
    }

    /// Lets everything happen that happens until then.
    pub(crate) fn advance(&mut self, until: u64) -> Result<(), Failed> {
        loop {
            let wake = self.next_wake();
            let parcel = self.net.next_at();
            let next = match (wake, parcel) {
                (Some((at, device)), parcel) if parcel.is_none_or(|parcel| at <= parcel) => {
                    if at > until {
                        break;
                    }
                    self.set_now(at);
                    self.wake(device)?;
                    continue;
                }
                (_, Some(parcel)) => parcel,
                _ => break,
            };
            if next > until {
                break;
            }
            if let Some((at, parcel)) = self.net.take() {
                self.set_now(at);
                self.deliver(parcel)?;
            }
        }
        self.set_now(until);
        Ok(())
    }

    fn set_now(&mut self, now: u64) {
        self.now = self.now.max(now);
        for device in &self.devices {
            device.clock.set(self.now);
        }
    }

    fn next_wake(&self) -> Option<(u64, usize)> {
        let wakes = self.devices.iter().enumerate().filter_map(|(index, device)| {
            let wake = device.courier.as_ref()?.wake_ms()?;
            Some(((device.courier_began + wake).max(self.now), index))
        });
        wakes.min()
    }

    fn wake(&mut self, index: usize) -> Result<(), Failed> {
        let now = self.now;
        self.with_courier(index, |courier, engine, began| courier.tick(engine, now - began))
    }

    /// The device looks for what was written meanwhile.
    pub(crate) fn look(&mut self, index: usize) -> Result<(), Failed> {
        let now = self.now;
        self.with_courier(index, |courier, engine, began| courier.look(engine, now - began))
    }

    pub(crate) fn with_courier(
        &mut self,
        index: usize,
        act: impl FnOnce(&mut Courier, &mut Engine, u64) -> Result<(), EngineError>,
    ) -> Result<(), Failed> {
        let Some(device) = self.devices.get_mut(index) else { return Ok(()) };
        let (Some(courier), Some(engine)) = (&mut device.courier, &mut device.engine) else {
            return Ok(());
        };
        let done = act(courier, engine, device.courier_began);
        if self.survived(index, done)? {
            self.pump(index)?;
        }
        Ok(())
    }

    /// Whether the device is still running: the fuse may have blown on the way. Anything else that is wrong ends the seed.
    pub(crate) fn survived(
        &mut self,
        index: usize,
        done: Result<(), EngineError>,
    ) -> Result<bool, Failed> {
        match done {
            Ok(()) => Ok(true),
            Err(EngineError::Crashed) => {
                self.marks.hit("crash inside a step");
                self.note("crash", &index.to_le_bytes());
                if let Some(device) = self.devices.get_mut(index) {
                    device.die();
                }
                Ok(false)
            }
            Err(error) => Err(format!("device {index} at {}: {error}", self.now)),
        }
    }

    /// Takes out what the courier wants carried and told.
    fn pump(&mut self, index: usize) -> Result<(), Failed> {
        self.tell(index);
        while let Some(request) = self.devices.get_mut(index).and_then(next_request) {
            self.send(index, request);
        }
        self.rest_of(index)?;
        let Some(device) = self.devices.get_mut(index) else { return Ok(()) };
        if device.courier.as_ref().is_some_and(Courier::is_copied) {
            device.courier = None;
            let done = match &mut device.engine {
                Some(engine) => Courier::reenrol(engine),
                None => Ok(()),
            };
            return match done {
                // Removed, or without the key: it cannot sign for a new identity yet, and goes on listening.
                Err(EngineError::Removed | EngineError::WrongKey) => self.begin_courier(index),
                done => {
                    if self.survived(index, done)? {
                        self.marks.hit("went on as a new device");
                        self.note("reenrolled", &index.to_le_bytes());
                        self.begin_courier(index)?;
                    }
                    Ok(())
                }
            };
        }
        Ok(())
    }

    /// What nobody waits for comes behind what is carried.
    fn rest_of(&mut self, index: usize) -> Result<(), Failed> {
        let Some(device) = self.devices.get_mut(index) else { return Ok(()) };
        let done = match (&mut device.courier, &mut device.engine) {
            (Some(courier), Some(engine)) => {
                courier.await_writing();
                courier.rest(engine)
            }
            _ => Ok(()),
        };
        self.survived(index, done).map(drop)
    }

    fn tell(&mut self, index: usize) {
        let Some(device) = self.devices.get_mut(index) else { return };
        let Some(courier) = &mut device.courier else { return };
        while let Some(event) = courier.next_event() {
            if let SyncEvent::Alarm(alarm) = event {
                match alarm {
                    Alarm::Forked { .. } => self.marks.hit("fork noticed"),
                    Alarm::RolledBack { .. } => self.marks.hit("relay loss noticed"),
                    Alarm::Withheld { .. } => self.marks.hit("withholding noticed"),
                    _ => {}
                }
            }
        }
        if let Some(engine) = &mut device.engine {
            let tally = engine.take_tally();
            for (count, mark) in [
                (tally.resealed, "sealed again under the new epoch"),
                (tally.adopted, "passed on for a removed device"),
                (tally.keys_came, "key came later"),
            ] {
                if count > 0 {
                    self.marks.hit(mark);
                }
            }
        }
    }

    pub(crate) fn begin_courier(&mut self, index: usize) -> Result<(), Failed> {
        let (url, now) = (self.url.clone(), self.now);
        let Some(device) = self.devices.get_mut(index) else { return Ok(()) };
        let done = device.begin_courier(&url, now);
        if self.survived(index, done)? {
            self.pump(index)?;
        }
        Ok(())
    }
}

fn next_request(device: &mut Device) -> Option<Request> {
    device.courier.as_mut()?.next_request()
}
