//! A few devices of Mia's and a relay, without faults: for stories that want one thing to go wrong, and that one only.
#![allow(dead_code, unreachable_pub, reason = "each story uses what it needs of it")]
#![allow(clippy::unwrap_used, reason = "a test that fails says so by panicking")]

use std::{path::PathBuf, sync::Arc};

use rand::SeedableRng;
use requite_engine::{
    Answer, Clock, Courier, DeviceId, DeviceSecrets, Edit, Engine, EngineError, Field, Fuse, Heads,
    History, Kind, ListQuery, LocalKeys, Lock, Merge, Request, Schema, Setup, Surroundings,
    SyncEvent, Unlock, VaultId, Write,
};
use requite_sim::{Post, Who};
use requite_wire::Envelope;

pub const NOON: i64 = 1_795_435_200_000;

#[derive(Debug)]
struct At(i64);

impl Clock for At {
    fn now_ms(&self) -> i64 {
        self.0
    }
}

fn lock() -> Lock<'static> {
    Lock::Keys(keys())
}

fn keys() -> LocalKeys {
    LocalKeys::from_bytes(&[7; 64])
}

pub struct Device {
    pub engine: Engine,
    pub courier: Courier,
    pub alarms: Vec<&'static str>,
}

pub struct Stage {
    pub folder: tempfile::TempDir,
    pub post: Post,
    /// The words that came with the vault.
    pub words: String,
    seeds: u8,
}

impl Stage {
    /// Mia's phone, and a relay.
    pub fn open() -> (Self, Device) {
        let folder = tempfile::tempdir().unwrap();
        let post = Post::open(folder.path().join("relay"));
        let mut stage = Self { folder, post, words: String::new(), seeds: 0 };
        let (engine, words) = stage.setup("phone", NOON).create("phone", lock()).unwrap();
        words.reveal().clone_into(&mut stage.words);
        (stage, Device::of(engine))
    }

    pub fn home(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn setup(&mut self, name: &str, at_ms: i64) -> Setup {
        self.seeds += 1;
        let body = Field::new("body", Merge::Text { max_bytes: 10_000 }).searched(1);
        let schema = Schema::new(vec![Kind::new("note", vec![body])]).unwrap();
        let clock = Arc::new(At(at_ms));
        let within = Surroundings::simulated(clock, [self.seeds; 32], Fuse::new());
        Setup::new(&self.home(name), schema).within(within)
    }

    /// Opens a home that was copied or closed.
    pub fn again(&mut self, name: &str) -> Device {
        Device::of(self.setup(name, NOON).open(Unlock::Keys(keys())).unwrap())
    }

    /// A device lets another one in, face to face.
    pub fn let_in(&mut self, host: &mut Device, name: &str, history: History) -> Device {
        self.seeds += 1;
        let mut chance = rand_chacha::ChaCha20Rng::from_seed([100 + self.seeds; 32]);
        let secrets = DeviceSecrets::generate(&mut chance);
        let admission = host.engine.let_in(&secrets.keys(), name, history).unwrap();
        let engine = self.setup(name, NOON).enter(secrets, admission, lock()).unwrap();
        Device::of(engine)
    }

    /// Somebody has the words and no device; how many entries it took to come in.
    pub fn come_back(
        &mut self,
        words: &str,
        vault: VaultId,
        at_ms: i64,
    ) -> Result<(Device, usize), EngineError> {
        let entries = self.post.roster(vault);
        let back = self.setup("back", at_ms).by_words(words, vault, entries, "back")?;
        for (head, entry) in &back.entries {
            assert!(self.post.append(vault, *head, entry), "the relay takes it");
        }
        let engine = self.setup("back", at_ms).enter(back.device, back.admission, lock())?;
        Ok((Device::of(engine), back.entries.len()))
    }

    /// Everything that devices have to say, until nobody has anything to say.
    pub fn meet(&mut self, devices: &mut [&mut Device]) {
        for _ in 0..6 {
            for device in &mut *devices {
                device.meet(&mut self.post);
            }
        }
    }
}

impl Device {
    pub fn of(mut engine: Engine) -> Self {
        let courier = Self::courier(&mut engine);
        Self { engine, courier, alarms: Vec::new() }
    }

    fn courier(engine: &mut Engine) -> Courier {
        Courier::new(engine, &["http://127.0.0.1:1".parse().unwrap()]).unwrap()
    }

    pub fn id(&self) -> DeviceId {
        self.engine.device_id()
    }

    pub fn who(&mut self) -> Who {
        let registration =
            self.courier.credentials(&mut self.engine).unwrap().registration().clone();
        Who { vault: self.engine.vault_id(), device: self.engine.device_id(), registration }
    }

    pub fn meet(&mut self, post: &mut Post) {
        self.meet_until(post, |_, _| Some(()));
    }

    /// Meets the relay anew; what comes of a request is up to `heard`, which may change the answer, or end it all with none.
    pub fn meet_until(
        &mut self,
        post: &mut Post,
        mut heard: impl FnMut(&Request, &mut Answer) -> Option<()>,
    ) {
        self.courier = Self::courier(&mut self.engine);
        self.courier.tick(&mut self.engine, 0).unwrap();
        while let Some(request) = self.courier.next_request() {
            let who = self.who();
            let mut answer = post.serve(&who, request.clone()).unwrap();
            if heard(&request, &mut answer).is_none() {
                return;
            }
            self.courier.answer(&mut self.engine, answer, 0).unwrap();
            self.hear();
            if self.courier.is_copied() {
                Courier::reenrol(&mut self.engine).unwrap();
                self.courier = Self::courier(&mut self.engine);
                self.courier.tick(&mut self.engine, 0).unwrap();
            }
        }
        self.courier.finish(&mut self.engine).unwrap();
    }

    /// What the device offers to the relay now; it does not come to know what became of it.
    pub fn offer(&mut self, post: &mut Post) -> Vec<Envelope> {
        self.courier = Self::courier(&mut self.engine);
        self.courier.tick(&mut self.engine, 0).unwrap();
        while let Some(request) = self.courier.next_request() {
            if let Request::Push { envelopes, .. } = request {
                return envelopes;
            }
            let who = self.who();
            let answer = post.serve(&who, request).unwrap();
            self.courier.answer(&mut self.engine, answer, 0).unwrap();
        }
        Vec::new()
    }

    /// Seals what was written, without meeting anybody.
    pub fn seal(&mut self) {
        self.courier = Self::courier(&mut self.engine);
        self.courier.look(&mut self.engine, 0).unwrap();
    }

    /// All that the relay hands out, as this device would get it.
    pub fn pulled(&mut self, post: &mut Post) -> Vec<Envelope> {
        let (relay, who) = (requite_engine::RelayId(0), self.who());
        let answer = post.serve(&who, Request::Pull { relay, after: 0 });
        let Some(Answer::Pulled { page, .. }) = answer else { return Vec::new() };
        page.envelopes.into_iter().map(|one| Envelope::parse(one.envelope).unwrap()).collect()
    }

    fn hear(&mut self) {
        while let Some(event) = self.courier.next_event() {
            if let SyncEvent::Alarm(alarm) = event {
                self.alarms.push(requite_engine::alarm_code(alarm));
            }
        }
    }

    pub fn try_to_write(&mut self, text: &str) -> Result<(), EngineError> {
        let id = self.engine.new_id();
        let edits = vec![Edit::text("body", &Heads::default(), text)];
        self.engine.commit("write", &[Write::by_person(id, "note", edits)]).map(drop)
    }

    pub fn write(&mut self, text: &str) {
        self.try_to_write(text).unwrap();
    }

    pub fn notes(&mut self) -> Vec<String> {
        let page = self.engine.list(&ListQuery::of("note")).unwrap();
        let body = |row: &requite_engine::Row| {
            row.fields.get("body").and_then(|body| body.as_str()).unwrap_or_default().to_owned()
        };
        let mut notes: Vec<String> = page.items.iter().map(body).collect();
        notes.sort();
        notes
    }
}
