//! How often a sentence waits for the disk on its way from Mia's phone to her tablet, and what a power cut takes back.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that fails says so by panicking, and reads best in one line"
)]

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use rand::SeedableRng;
use requite_engine::{
    Answer, Clock, Courier, DeviceSecrets, Edit, Engine, Field, Fuse, Heads, History, Kind,
    ListQuery, LocalKeys, Lock, Merge, PushOutcome, RelayId, Request, Schema, Setup, Surroundings,
    SyncEvent, Unlock, Write,
};
use requite_sim::{Post, Who};

#[derive(Debug)]
struct Noon;

impl Clock for Noon {
    fn now_ms(&self) -> i64 {
        1_795_435_200_000
    }
}

fn setup(folder: &Path, seed: u8) -> Setup {
    let body = Field::new("body", Merge::Text { max_bytes: 10_000 }).searched(1);
    let schema = Schema::new(vec![Kind::new("note", vec![body])]).unwrap();
    let within = Surroundings::simulated(Arc::new(Noon), [seed; 32], Fuse::new());
    Setup::new(folder, schema).within(within)
}

fn keys() -> LocalKeys {
    LocalKeys::from_bytes(&[7; 64])
}

/// A device that keeps in touch.
struct Device {
    home: PathBuf,
    engine: Engine,
    courier: Courier,
    who: Who,
    heard: u64,
}

impl Device {
    fn of(home: &Path, mut engine: Engine) -> Self {
        let mut courier =
            Courier::new(&mut engine, &["http://127.0.0.1:1".parse().unwrap()]).unwrap();
        let registration = courier.credentials(&mut engine).unwrap().registration().clone();
        let who = Who { vault: engine.vault_id(), device: engine.device_id(), registration };
        courier.tick(&mut engine, 0).unwrap();
        Self { home: home.to_owned(), engine, courier, who, heard: 0 }
    }

    /// Everything that is to be said and heard until nobody has anything to say.
    fn meet(&mut self, post: &mut Post) {
        loop {
            while let Some(request) = self.courier.next_request() {
                let answer = post.serve(&self.who, request).unwrap();
                self.courier.answer(&mut self.engine, answer, 0).unwrap();
            }
            while self.courier.next_event().is_some() {}
            self.courier.rest(&mut self.engine).unwrap();
            self.courier.await_writing();
            if self.courier.is_quiet() {
                return;
            }
        }
    }

    /// The relay says over the open line what is new; whether a record changed by it.
    fn hear(&mut self, post: &Post) -> bool {
        let page = post.live(&self.who, self.heard).unwrap();
        self.heard = page.next;
        let answer = Answer::Live { relay: RelayId(0), page: Box::new(page) };
        self.courier.answer(&mut self.engine, answer, 0).unwrap();
        let mut events = core::iter::from_fn(|| self.courier.next_event());
        events.any(|event| matches!(event, SyncEvent::Changed(_)))
    }

    /// Writes a sentence, and takes out what goes to the relay.
    fn say(&mut self, text: &str) -> Request {
        let id = self.engine.new_id();
        let edits = vec![Edit::text("body", &Heads::default(), text)];
        self.engine.commit("write", &[Write::by_person(id, "note", edits)]).unwrap();
        self.courier.look(&mut self.engine, 0).unwrap();
        let mut requests = core::iter::from_fn(|| self.courier.next_request());
        requests.find(|request| matches!(request, Request::Push { .. })).unwrap()
    }

    fn notes(&mut self) -> Vec<String> {
        let page = self.engine.list(&ListQuery::of("note")).unwrap();
        let mut notes: Vec<String> =
            page.items.iter().map(|row| row.fields["body"].as_str().unwrap().to_owned()).collect();
        notes.sort();
        notes
    }

    /// The files as they lie there.
    fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let files = fs::read_dir(&self.home).unwrap().map(|entry| entry.unwrap());
        let named = files.map(|entry| (entry.file_name().into_string().unwrap(), entry.path()));
        // The shared-memory file is made anew from the write-ahead log.
        let kept = named.filter(|(name, _)| !name.ends_with("-shm"));
        kept.map(|(name, path)| (name, fs::read(path).unwrap())).collect()
    }

    /// The power goes: of the file of this name what was there `before` is left, of all others what is there now.
    fn lose(self, before: &BTreeMap<String, Vec<u8>>, lost: &[&str], seed: u8) -> Self {
        let now = self.files();
        let Self { home, engine, courier, .. } = self;
        drop((courier, engine));
        for entry in fs::read_dir(&home).unwrap() {
            fs::remove_file(entry.unwrap().path()).unwrap();
        }
        for (name, bytes) in &now {
            let is_lost = lost.iter().any(|file| name.starts_with(file));
            let bytes = if is_lost { before.get(name) } else { Some(bytes) };
            if let Some(bytes) = bytes {
                fs::write(home.join(name), bytes).unwrap();
            }
        }
        let engine = setup(&home, seed).open(Unlock::Keys(keys())).unwrap();
        Self::of(&home, engine)
    }
}

struct Stage {
    _folder: tempfile::TempDir,
    post: Post,
    phone: Device,
    tablet: Device,
}

/// Both keep in touch, and have everything.
fn stage() -> Stage {
    let folder = tempfile::tempdir().unwrap();
    let mut post = Post::open(folder.path().join("relay"));
    let (home, second) = (folder.path().join("phone"), folder.path().join("tablet"));
    let (mut engine, _) = setup(&home, 1).create("phone", Lock::Keys(keys())).unwrap();
    let secrets = DeviceSecrets::generate(&mut rand_chacha::ChaCha20Rng::from_seed([9; 32]));
    let admission = engine.let_in(&secrets.keys(), "tablet", History::Shared).unwrap();
    let entered = setup(&second, 2).enter(secrets, admission, Lock::Keys(keys())).unwrap();
    let mut phone = Device::of(&home, engine);
    phone.meet(&mut post);
    let mut tablet = Device::of(&second, entered);
    tablet.meet(&mut post);
    let request = phone.say("It rained all day.");
    deliver(&mut phone, &mut post, request);
    phone.meet(&mut post);
    tablet.hear(&post);
    tablet.meet(&mut post);
    phone.hear(&post);
    phone.meet(&mut post);
    Stage { _folder: folder, post, phone, tablet }
}

fn deliver(from: &mut Device, post: &mut Post, request: Request) {
    let answer = post.serve(&from.who, request).unwrap();
    assert!(matches!(&answer, Answer::Pushed { outcome: PushOutcome::Stored(_), .. }));
    from.courier.answer(&mut from.engine, answer, 0).unwrap();
}

#[test]
fn a_sentence_waits_for_the_disk_once_where_it_is_written_and_not_where_it_is_read() {
    let Stage { _folder, mut post, mut phone, mut tablet } = stage();
    let before = (phone.engine.durable_writes(), tablet.engine.durable_writes());
    let request = phone.say("He said that he would call.");
    let on_the_way = (phone.engine.durable_writes(), tablet.engine.durable_writes());
    assert_eq!(on_the_way.0 - before.0, 1, "written and sealed in one");
    deliver(&mut phone, &mut post, request);
    assert!(tablet.hear(&post));
    assert_eq!(tablet.engine.durable_writes(), before.1, "shown, and durable behind that");
    tablet.courier.rest(&mut tablet.engine).unwrap();
    assert_eq!(tablet.engine.durable_writes() - before.1, 2, "its two files");
    assert_eq!(tablet.notes().len(), 2);
    // What nobody waits for stays little, too.
    phone.meet(&mut post);
    phone.hear(&post);
    phone.meet(&mut post);
    assert!(phone.engine.durable_writes() - before.0 <= 3);
}

#[test]
fn a_power_cut_takes_nothing_from_the_reader_that_does_not_come_again() {
    for lost in [&["mail"][..], &["journal"], &["mail", "journal"]] {
        let Stage { _folder, mut post, mut phone, mut tablet } = stage();
        let before = tablet.files();
        let request = phone.say("He said that he would call.");
        deliver(&mut phone, &mut post, request);
        assert!(tablet.hear(&post));
        let mut tablet = tablet.lose(&before, lost, 3);
        tablet.meet(&mut post);
        assert_eq!(tablet.notes(), phone.notes(), "{lost:?}");
        assert!(tablet.courier.report().alarms.is_empty(), "{lost:?}");
        let request = tablet.say("And he did.");
        deliver(&mut tablet, &mut post, request);
        phone.meet(&mut post);
        assert!(phone.hear(&post));
        assert_eq!(tablet.notes(), phone.notes(), "{lost:?}");
    }
}

#[test]
fn a_power_cut_changes_no_byte_of_what_the_writer_has_offered() {
    // Before the relay has it, and after.
    for arrives in [false, true] {
        let Stage { _folder, mut post, mut phone, mut tablet } = stage();
        let before = phone.files();
        let request = phone.say("He said that he would call.");
        if arrives {
            let answer = post.serve(&phone.who, request).unwrap();
            drop(answer);
        }
        let mut phone = phone.lose(&before, &["mail"], 4);
        phone.meet(&mut post);
        assert!(phone.courier.report().alarms.is_empty(), "the same bytes, so nothing is forked");
        tablet.hear(&post);
        tablet.meet(&mut post);
        assert_eq!(tablet.notes().len(), 2);
        assert_eq!(tablet.notes(), phone.notes());
    }
}
