//! Mia's phone and Mia's tablet over a real relay, through the bindings: pairing, syncing, what the other screen is told, a
//! place that both changed, removing a device, and the engine alone with an app's own kinds.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod home;
mod post;

use std::sync::{Arc, Mutex, mpsc};

use home::{PASSPHRASE, Phone, ZONE, entry, place, wait};
use post::{GUARD, Post, paired};
use requite_ffi::{
    Edit, Engine, EngineError, EntryQuery, Field, Kind, ListChange, ListListener, ListOf,
    ListenerError, Membership, Merge, PastFor, RecordEngine, RecordQuery, RecordWrite, SyncUntil,
    join, join_records,
};

#[test]
fn two_devices_end_with_the_same_words_and_a_removed_one_with_no_new_ones() {
    let (post, phone, folder) = (Post::open(), Phone::new(), tempfile::tempdir().unwrap());
    let first = wait(phone.engine.journal().write(entry("He was angry."))).unwrap();
    let tablet = paired(&phone, &post, &folder);
    assert_eq!(tablet.relay().as_deref(), Some(post.url.as_str()));
    wait(tablet.sync().once(post.relays())).unwrap();
    assert_eq!(wait(tablet.journal().show(first.id.clone())).unwrap().body, "He was angry.");

    // Offline, both change the same word.
    let edit = |engine: &Engine, body: &str| {
        wait(engine.journal().show(first.id.clone())).unwrap();
        wait(engine.journal().edit(first.id.clone(), None, body.to_owned())).unwrap();
    };
    edit(&phone.engine, "He was sad.");
    edit(&tablet, "He was quiet.");
    for engine in [&phone.engine, &tablet, &phone.engine] {
        wait(engine.sync().once(post.relays())).unwrap();
    }
    let shown = |engine: &Engine| wait(engine.journal().show(first.id.clone())).unwrap();
    let (here, there) = (shown(&phone.engine), shown(&tablet));
    assert_eq!(here.body, there.body);
    assert_eq!(here.marks, there.marks);
    let [mark] = here.marks.as_slice() else { panic!("one place was changed on both: {here:?}") };
    assert_eq!(mark.variants.len(), 2);

    // Looked at here, it is looked at there.
    wait(phone.engine.journal().clear_mark(first.id.clone(), mark.id.clone())).unwrap();
    wait(phone.engine.sync().once(post.relays())).unwrap();
    wait(tablet.sync().once(post.relays())).unwrap();
    assert_eq!(shown(&tablet).marks, []);

    // The tablet is lost.
    let devices = wait(phone.engine.devices().list()).unwrap();
    let lost = devices.iter().find(|device| device.name == "tablet").unwrap();
    wait(phone.engine.devices().revoke(lost.id.clone())).unwrap();
    wait(phone.engine.sync().once(post.relays())).unwrap();
    let after = wait(phone.engine.journal().write(entry("Not for the tablet."))).unwrap();
    wait(phone.engine.sync().once(post.relays())).unwrap();
    let refused = wait(tablet.sync().once(post.relays())).unwrap_err();
    assert!(matches!(refused, EngineError::Relay { .. }), "{refused:?}");
    assert!(wait(tablet.journal().show(after.id)).is_err());
    assert_eq!(wait(phone.engine.sync().status()).unwrap().membership, Membership::Member);
}

#[test]
fn what_mia_writes_on_her_phone_appears_on_the_tablets_screen_by_itself() {
    let (post, phone, folder) = (Post::open(), Phone::new(), tempfile::tempdir().unwrap());
    let tablet = paired(&phone, &post, &folder);
    let live =
        |engine: &Engine| engine.sync().begin(&post.relays(), SyncUntil::Cancelled, None).unwrap();
    let (one, other) = (live(&phone.engine), live(&tablet));
    let (tell, told) = mpsc::channel();
    let query =
        EntryQuery { limit: 10, cursor: None, person: None, tag: None, from: None, to: None };
    let list = ListOf::Entries { query };
    let _kept = tablet.watch_list(list, Arc::new(Screen(Mutex::new(tell)))).unwrap();
    assert!(matches!(told.recv_timeout(GUARD).unwrap().as_slice(), [ListChange::Reset { .. }]));
    wait(phone.engine.journal().write(entry("Seen without a refresh."))).unwrap();
    let changes = told.recv_timeout(GUARD).unwrap();
    let [ListChange::Insert { card, .. }] = changes.as_slice() else { panic!("{changes:?}") };
    assert_eq!(card.excerpt, "Seen without a refresh.");
    // A lock ends the sync of its device, and only that.
    tablet.lock();
    wait(other.report()).unwrap();
    one.cancel();
    wait(one.report()).unwrap();
}

#[test]
fn digits_that_are_not_the_newcomers_let_nobody_in() {
    let (post, phone, folder) = (Post::open(), Phone::new(), tempfile::tempdir().unwrap());
    let devices = phone.engine.devices();
    let wrong = wait(devices.invite(post.url.clone(), "wrong".to_owned())).err().unwrap();
    assert_eq!(wrong.code(), "wrong_passphrase");
    let invitation = wait(devices.invite(post.url.clone(), PASSPHRASE.to_owned())).unwrap();
    let (name, passphrase) = ("tablet".to_owned(), PASSPHRASE.to_owned());
    let line = invitation.line();
    let joining = join(place(&folder), line, name, passphrase, ZONE.to_owned()).unwrap();
    wait(invitation.newcomer()).unwrap();
    let digits = wait(joining.digits()).unwrap();
    let other = if digits == "000000" { "000001" } else { "000000" };
    let told = wait(invitation.confirm(other.to_owned(), None, PastFor::Newcomer)).unwrap_err();
    assert_eq!(told.code(), "wrong_digits");
    assert!(matches!(wait(Engine::joined(joining)).err().unwrap(), EngineError::Pairing { .. }));
    assert_eq!(wait(devices.list()).unwrap().len(), 1);
}

#[test]
fn an_app_of_its_own_syncs_its_own_records() {
    let (post, here, there) =
        (Post::open(), tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let name = |name: &str| name.to_owned();
    let phone =
        wait(RecordEngine::create(place(&here), kinds(), name("phone"), name(PASSPHRASE))).unwrap();
    let id = wait(phone.new_id()).unwrap();
    let edits = vec![Edit::Text { field: name("text"), base: None, text: name("bread, milk") }];
    let write = RecordWrite { id: id.clone(), kind: name("item"), edits };
    wait(phone.commit(name("add"), vec![write])).unwrap();

    let invitation = wait(phone.devices().invite(post.url.clone(), name(PASSPHRASE))).unwrap();
    let line = invitation.line();
    let joining =
        join_records(place(&there), kinds(), line, name("tablet"), name(PASSPHRASE)).unwrap();
    wait(invitation.newcomer()).unwrap();
    let digits = wait(joining.digits()).unwrap();
    wait(invitation.confirm(digits, None, PastFor::Newcomer)).unwrap();
    let tablet = wait(RecordEngine::joined(joining, kinds())).unwrap();
    wait(tablet.sync().once(post.relays())).unwrap();

    let query = RecordQuery {
        kind: name("item"),
        words: Some(name("milk")),
        filters: Vec::new(),
        limit: 10,
        cursor: None,
    };
    let found = wait(tablet.list(query)).unwrap().items;
    assert_eq!(found.iter().map(|record| record.id.as_str()).collect::<Vec<_>>(), [id.as_str()]);
    assert!(wait(tablet.get(id)).unwrap().json.contains("bread, milk"));
    assert_eq!(wait(tablet.undo()).unwrap_err().code(), "not_found");

    // What was never declared is refused, and nothing of the act is done.
    let id = wait(tablet.new_id()).unwrap();
    let edits = vec![Edit::Assert { field: name("done") }];
    let writes = vec![
        RecordWrite { id: id.clone(), kind: name("item"), edits: edits.clone() },
        RecordWrite { id: wait(tablet.new_id()).unwrap(), kind: name("itme"), edits },
    ];
    assert_eq!(wait(tablet.commit(name("add"), writes)).unwrap_err().code(), "invalid_kind");
    assert_eq!(wait(tablet.get(id)).unwrap_err().code(), "not_found");
}

fn kinds() -> Vec<Kind> {
    let field = |name: &str, merge, search_weight| Field {
        name: name.to_owned(),
        merge,
        indexed: false,
        search_weight,
    };
    let text = field("text", Merge::Text { max_bytes: 10_000 }, 1);
    let fields = vec![text, field("done", Merge::EnableWins, 0)];
    vec![Kind { name: "item".to_owned(), fields, ordered_by: None }]
}

struct Screen(Mutex<mpsc::Sender<Vec<ListChange>>>);

impl ListListener for Screen {
    fn changed(&self, _: u64, changes: Vec<ListChange>) -> Result<(), ListenerError> {
        let _shown = self.0.lock().unwrap().send(changes);
        Ok(())
    }
}
