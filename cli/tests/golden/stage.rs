//! Three devices of Mia's in this process, on real files, and the real relay's office between them: they part, act, and meet in
//! every order, with clocks that are right or ten years off.
#![allow(dead_code, reason = "every case takes what it needs")]

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::Arc,
};

use jiff::Timestamp;
use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};
use requite::{Practice, Zone};
use requite_engine::{
    Clock, Courier, DeviceSecrets, Engine, Fuse, History, ListQuery, LocalKeys, Lock, Presence,
    RelayUrl, Setup, Surroundings, Unlock,
};
use requite_sim::{Post, Who};

pub(crate) const ORDERS: [[usize; 3]; 6] =
    [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
pub(crate) const TEN_YEARS_MS: i64 = 3_653 * 86_400_000;
const NOON_MS: i64 = 1_795_435_200_000;

#[derive(Debug)]
struct Fixed(i64);

impl Clock for Fixed {
    fn now_ms(&self) -> i64 {
        self.0
    }
}

/// A device with its clock.
pub(crate) struct Device {
    practice: Option<Practice>,
    folder: PathBuf,
    keys: [u8; 64],
    seed: u8,
    pub(crate) zone: Zone,
    pub(crate) now: Timestamp,
}

impl Device {
    fn new(folder: &Path, seed: u8, skew_ms: i64) -> Self {
        Self {
            practice: None,
            folder: folder.join(format!("device{seed}")),
            keys: [seed; 64],
            seed,
            zone: Zone::named("Europe/London").unwrap(),
            now: Timestamp::from_millisecond(NOON_MS + skew_ms).unwrap(),
        }
    }

    fn setup(&self) -> Setup {
        let clock: Arc<dyn Clock> = Arc::new(Fixed(self.now.as_millisecond()));
        let within = Surroundings::simulated(clock, [self.seed; 32], Fuse::new());
        Setup::new(&self.folder, requite::kinds::schema().unwrap()).within(within)
    }

    fn lock(&self) -> Lock<'static> {
        Lock::Keys(LocalKeys::from_bytes(&self.keys))
    }

    /// The practice, with the zone and the time for it.
    pub(crate) fn does<T>(&mut self, act: impl FnOnce(&mut Practice, &Zone, Timestamp) -> T) -> T {
        act(self.practice.as_mut().unwrap(), &self.zone, self.now)
    }

    /// What is below it, for what no verb does.
    pub(crate) fn engine<T>(&mut self, act: impl FnOnce(&mut Engine) -> T) -> T {
        let mut engine = self.practice.take().unwrap().into_engine();
        let done = act(&mut engine);
        self.practice = Some(Practice::over(engine));
        done
    }

    /// Meets the relay until nothing more is to be said.
    pub(crate) fn meet(&mut self, post: &mut Post) {
        let url: RelayUrl = "http://127.0.0.1:1".parse().unwrap();
        self.engine(|engine| {
            let mut courier = Courier::new(engine, &[url]).unwrap();
            let registration = courier.credentials(engine).unwrap().registration().clone();
            let who = Who { vault: engine.vault_id(), device: engine.device_id(), registration };
            courier.tick(engine, 0).unwrap();
            let mut copied = false;
            while let Some(request) = courier.next_request() {
                let answer = post.serve(&who, request).unwrap();
                courier.answer(engine, answer, 0).unwrap();
                copied |= courier.is_copied();
            }
            if copied {
                drop(courier);
                Courier::reenrol(engine).unwrap();
            }
        });
    }

    /// Everything that it shows, of every record.
    pub(crate) fn everything(&mut self) -> BTreeMap<String, String> {
        self.engine(|engine| {
            let mut all = BTreeMap::new();
            for kind in requite::kinds::schema().unwrap().kinds() {
                for presence in [Presence::Present, Presence::Trashed] {
                    let query = ListQuery { presence, limit: 1_000, ..ListQuery::of(kind.name) };
                    for row in engine.list(&query).unwrap().items {
                        let full = engine.open_record(row.id).unwrap();
                        let told = format!("{:?} {:?} {:?}", full.fields, full.marks, full.present);
                        all.insert(format!("{} {}", kind.name, row.id), told);
                    }
                }
            }
            all
        })
    }

    /// Puts everything that it has aside, or back.
    pub(crate) fn copy_to(&mut self, name: &str) {
        let to = self.folder.with_extension(name);
        drop(self.practice.take());
        copy(&self.folder, &to);
        self.open();
    }

    pub(crate) fn put_back(&mut self, name: &str) {
        drop(self.practice.take());
        std::fs::remove_dir_all(&self.folder).unwrap();
        copy(&self.folder.with_extension(name), &self.folder);
        self.seed += 100;
        self.open();
    }

    fn open(&mut self) {
        let keys = Unlock::Keys(LocalKeys::from_bytes(&self.keys));
        self.practice = Some(Practice::over(self.setup().open(keys).unwrap()));
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for file in std::fs::read_dir(from).unwrap() {
        let file = file.unwrap();
        if !file.file_name().to_string_lossy().ends_with("-shm") {
            std::fs::copy(file.path(), to.join(file.file_name())).unwrap();
        }
    }
}

/// Mia's phone, tablet and laptop, and the relay.
pub(crate) struct Three {
    _folder: tempfile::TempDir,
    pub(crate) post: Post,
    pub(crate) devices: [Device; 3],
}

impl Three {
    pub(crate) fn new(skews_ms: [i64; 3]) -> Self {
        let memory = Path::new("/dev/shm");
        let folder =
            if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
        let folder = folder.unwrap();
        let mut post = Post::open(folder.path().join("relay"));
        let device = |seed: u8, skew| Device::new(folder.path(), seed, skew);
        let [mut phone, mut tablet, mut laptop] =
            [device(1, skews_ms[0]), device(2, skews_ms[1]), device(3, skews_ms[2])];
        let (engine, _) = phone.setup().create("phone", phone.lock()).unwrap();
        phone.practice = Some(Practice::over(engine));
        phone.meet(&mut post);
        for other in [&mut tablet, &mut laptop] {
            let secrets = DeviceSecrets::generate(&mut ChaCha20Rng::from_seed([other.seed; 32]));
            let keys = secrets.keys();
            let admission = phone.engine(|e| e.let_in(&keys, "another", History::Shared)).unwrap();
            let entered = other.setup().enter(secrets, admission, other.lock()).unwrap();
            other.practice = Some(Practice::over(entered));
        }
        let mut three = Self { _folder: folder, post, devices: [phone, tablet, laptop] };
        three.meet_in([0, 1, 2]);
        three
    }

    /// Each meets the relay in this order, and once more, so that the first hear of the last.
    pub(crate) fn meet_in(&mut self, order: [usize; 3]) {
        for index in order.into_iter().chain(order) {
            self.devices[index].meet(&mut self.post);
        }
    }

    /// All three show the same.
    #[track_caller]
    pub(crate) fn agree(&mut self) -> BTreeMap<String, String> {
        let [phone, tablet, laptop] = &mut self.devices;
        let shown = phone.everything();
        assert_eq!(shown, tablet.everything());
        assert_eq!(shown, laptop.everything());
        shown
    }
}

/// What one does on a device, knowing the id that the beginning gave.
pub(crate) type Act<'a> = &'a dyn Fn(&mut Device, &str);

/// All begin alike; each acts apart; they meet in every order, with clocks that are right, or one of them ten years early or
/// late. All show the same each time, and `check` holds on each.
#[track_caller]
pub(crate) fn golden(
    begin: impl Fn(&mut Device) -> String,
    acts: [Act<'_>; 3],
    check: impl Fn(&mut Device, &str),
) {
    let clocks = [[0, 0, 0], [TEN_YEARS_MS, 0, 0], [0, -TEN_YEARS_MS, 0]];
    for skews in clocks {
        let mut results = Vec::new();
        for order in ORDERS {
            let mut three = Three::new(skews);
            let id = begin(&mut three.devices[0]);
            three.meet_in([0, 1, 2]);
            for (device, act) in three.devices.iter_mut().zip(acts) {
                act(device, &id);
            }
            three.meet_in(order);
            results.push(three.agree());
            for device in &mut three.devices {
                check(device, &id);
            }
        }
        assert!(results.windows(2).all(|pair| pair[0] == pair[1]), "the order made a difference");
    }
}

/// Does nothing.
pub(crate) const IDLE: Act<'static> = &|_, _| {};
