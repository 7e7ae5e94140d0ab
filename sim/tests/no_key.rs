//! Case 19 of the golden cases: a device that lacks the key reads, writes nothing, and pushes not one byte.
#![allow(clippy::unwrap_used, reason = "a test that fails says so by panicking")]

use std::{path::Path, sync::Arc};

use requite_engine::{
    Clock, Courier, Edit, Engine, Field, Fuse, Kind, LocalKeys, Lock, Membership, Merge, Request,
    Scalar, Schema, Setup, Surroundings, Unlock, Write,
};
use requite_sim::{Post, Who};
use requite_store::{FileKey, Journal};

#[derive(Debug)]
struct Noon;

impl Clock for Noon {
    fn now_ms(&self) -> i64 {
        1_795_435_200_000
    }
}

const KEYS: [u8; 64] = [7; 64];

fn setup(folder: &Path) -> Setup {
    let word = Merge::Register(Scalar::Text { max_bytes: 64 });
    let schema = Schema::new(vec![Kind::new("note", vec![Field::new("word", word)])]).unwrap();
    let within = Surroundings::simulated(Arc::new(Noon), [7; 32], Fuse::new());
    Setup::new(folder, schema).within(within)
}

fn keys() -> LocalKeys {
    LocalKeys::from_bytes(&KEYS)
}

/// Meets the relay; how many envelopes were pushed.
fn meet(engine: &mut Engine, post: &mut Post) -> usize {
    let mut courier = Courier::new(engine, &["http://127.0.0.1:1".parse().unwrap()]).unwrap();
    let registration = courier.credentials(engine).unwrap().registration().clone();
    let who = Who { vault: engine.vault_id(), device: engine.device_id(), registration };
    courier.tick(engine, 0).unwrap();
    let mut pushed = 0;
    while let Some(request) = courier.next_request() {
        if let Request::Push { envelopes, .. } = &request {
            pushed += envelopes.len();
        }
        courier.answer(engine, post.serve(&who, request).unwrap(), 0).unwrap();
    }
    pushed
}

fn note(engine: &mut Engine) -> Result<(), requite_engine::EngineError> {
    let id = engine.new_id();
    let edits = vec![Edit::set("word", "hello")];
    engine.commit("note", &[Write::by_person(id, "note", edits)]).map(drop)
}

#[test]
fn case_19_a_device_without_the_key_pushes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("phone");
    let mut post = Post::open(folder.path().join("relay"));
    let (mut engine, _) = setup(&home).create("phone", Lock::Keys(keys())).unwrap();
    note(&mut engine).unwrap();
    assert!(meet(&mut engine, &mut post) > 0);
    // Written, and not sealed yet, when the key is lost.
    note(&mut engine).unwrap();
    drop(engine);
    let key: [u8; 32] = KEYS.first_chunk().copied().unwrap();
    let mut journal = Journal::open(&home.join("journal"), &FileKey::new(key)).unwrap();
    let private = journal.read(|journal| journal.setting("hpke")).unwrap().unwrap();
    let wrong = private.chunks(40).flat_map(|entry| {
        let (id, key) = entry.split_at(8);
        id.iter().copied().chain(key.iter().map(|byte| byte ^ 0x55)).collect::<Vec<u8>>()
    });
    let wrong: Vec<u8> = wrong.collect();
    journal.write(|journal| journal.put_setting("hpke", &wrong)).unwrap();
    drop(journal);

    let mut engine = setup(&home).open(Unlock::Keys(keys())).unwrap();
    assert_eq!(engine.membership(), Membership::WithoutKey);
    assert!(note(&mut engine).is_err(), "it is read-only");
    assert_eq!(meet(&mut engine, &mut post), 0);
    drop(engine);

    // With the key back, what was written is sent.
    let mut journal = Journal::open(&home.join("journal"), &FileKey::new(key)).unwrap();
    journal.write(|journal| journal.put_setting("hpke", &private)).unwrap();
    drop(journal);
    let mut engine = setup(&home).open(Unlock::Keys(keys())).unwrap();
    assert!(meet(&mut engine, &mut post) > 0);
}
