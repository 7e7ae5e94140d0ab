//! A simulated device: a real engine on real files, with a clock, chance and a fuse that the world holds.

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};

use requite_engine::{
    Clock, Courier, DeviceId, Engine, EngineError, Fuse, LocalKeys, RelayUrl, Setup, Surroundings,
    Unlock,
    record::{Field, Kind, Merge, Scalar, Schema},
};

/// The kind of record that simulated people write.
pub(crate) const NOTE: &str = "note";

/// The time that the world begins at: any, far enough from both ends.
const BEGINNING_MS: i64 = 1_800_000_000_000;

/// The world's clock plus what this device's clock is wrong by.
#[derive(Debug, Default)]
pub(crate) struct SimClock {
    world_ms: AtomicI64,
    skew_ms: AtomicI64,
}

impl SimClock {
    pub(crate) fn set(&self, world_ms: u64) {
        self.world_ms.store(i64::try_from(world_ms).unwrap_or(i64::MAX), Ordering::Relaxed);
    }

    pub(crate) fn skew(&self, skew_ms: i64) {
        self.skew_ms.store(skew_ms, Ordering::Relaxed);
    }
}

impl Clock for SimClock {
    fn now_ms(&self) -> i64 {
        let passed = self.world_ms.load(Ordering::Relaxed) + self.skew_ms.load(Ordering::Relaxed);
        BEGINNING_MS + passed
    }
}

/// How a device stands in the world.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Line {
    Up,
    /// Partitioned from the relay.
    Down,
}

/// What a device and the relay have of each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Contact {
    Nobody,
    /// The relay knows who is on the line; live pages went so far.
    Online {
        heard: u64,
    },
    /// The relay does not let it in.
    Refused,
}

#[derive(Debug)]
pub(crate) struct Device {
    pub(crate) folder: PathBuf,
    pub(crate) keys: [u8; 64],
    pub(crate) clock: Arc<SimClock>,
    pub(crate) fuse: Fuse,
    pub(crate) engine: Option<Engine>,
    pub(crate) courier: Option<Courier>,
    /// Another process of the same device.
    pub(crate) other: Option<Engine>,
    /// Grows with every courier: what was said to an older one is not heard by the next.
    pub(crate) life: u64,
    pub(crate) contact: Contact,
    /// The newest epoch that it has heard of in envelopes.
    pub(crate) epoch: u32,
    pub(crate) line: Line,
    pub(crate) courier_began: u64,
    /// Set aside by the world, to be put back later.
    pub(crate) backup: Option<PathBuf>,
    /// What the key was before it was made a wrong one.
    pub(crate) right_key: Option<Vec<u8>>,
}

pub(crate) fn schema() -> Result<Schema, EngineError> {
    let tag = Scalar::Text { max_bytes: 64 };
    let fields = vec![
        Field::new("body", Merge::Text { max_bytes: 64 * 1024 }).searched(1),
        Field::new("tags", Merge::Set(tag)).indexed(),
        Field::new("safe", Merge::EnableWins),
    ];
    Schema::new(vec![Kind::new(NOTE, fields)]).map_err(|_| EngineError::Internal("schema"))
}

impl Device {
    pub(crate) fn new(folder: PathBuf, keys: [u8; 64], clock: Arc<SimClock>) -> Self {
        Self {
            folder,
            keys,
            clock,
            fuse: Fuse::new(),
            engine: None,
            courier: None,
            other: None,
            life: 0,
            contact: Contact::Nobody,
            epoch: 0,
            line: Line::Up,
            courier_began: 0,
            backup: None,
            right_key: None,
        }
    }

    pub(crate) fn setup(&self, seed: [u8; 32]) -> Result<Setup, EngineError> {
        let clock: Arc<dyn Clock> = Arc::clone(&self.clock) as Arc<dyn Clock>;
        let surroundings = Surroundings::simulated(clock, seed, self.fuse.clone());
        Ok(Setup::new(&self.folder, schema()?).within(surroundings))
    }

    pub(crate) fn open(&self, seed: [u8; 32]) -> Result<Engine, EngineError> {
        self.setup(seed)?.open(Unlock::Keys(LocalKeys::from_bytes(&self.keys)))
    }

    /// The process ends here, whatever it was doing.
    pub(crate) fn die(&mut self) {
        self.courier = None;
        self.engine = None;
        self.other = None;
        self.contact = Contact::Nobody;
        self.life += 1;
        self.fuse.mend();
    }

    pub(crate) fn begin_courier(&mut self, relay: &RelayUrl, now: u64) -> Result<(), EngineError> {
        self.life += 1;
        self.contact = Contact::Nobody;
        self.courier = None;
        self.courier_began = now;
        if let Some(engine) = &mut self.engine {
            let mut courier = Courier::new(engine, core::slice::from_ref(relay))?;
            courier.tick(engine, 0)?;
            self.courier = Some(courier);
        }
        Ok(())
    }

    pub(crate) fn id(&self) -> Option<DeviceId> {
        self.engine.as_ref().map(Engine::device_id)
    }
}

/// Copies a device's folder as it lies on the disk.
pub(crate) fn copy_folder(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        // The shared-memory file is made anew from the write-ahead log.
        if entry.file_name().to_string_lossy().ends_with("-shm") {
            continue;
        }
        fs::copy(entry.path(), to.join(entry.file_name()))?;
    }
    Ok(())
}
