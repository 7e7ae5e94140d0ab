//! The desk as an app's engineer would try to break it: calls after every kind of end, many threads, callers who go away,
//! listeners that throw and call back, vaults that fail in each of their ways, a mistake of ours.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod home;

use std::{
    pin::pin,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
        mpsc,
    },
    task::{Context, Poll, Waker},
    time::Duration,
};

use home::{Phone, entry, wait};
use requite_ffi::{
    Change, ChangeListener, EngineError, EngineState, EntryFacts, EntryQuery, KeyVault, ListChange,
    ListListener, ListOf, ListenerError, VaultError, VaultSlot, VaultStatus,
};

const GUARD: Duration = Duration::from_secs(60);

fn code(error: &EngineError) -> &str {
    error.code()
}

#[test]
fn what_mia_writes_is_there_when_she_opens_it_again() {
    let phone = Phone::new();
    let journal = phone.engine.journal();
    let wrote = wait(journal.write(entry("The first snow."))).unwrap();
    assert_eq!(wait(journal.show(wrote.id.clone())).unwrap().body, "The first snow.");
    let again = phone.again();
    assert_eq!(wait(again.journal().show(wrote.id)).unwrap().body, "The first snow.");
}

#[test]
fn recovery_words_are_given_once() {
    let phone = Phone::new();
    assert_eq!(phone.engine.take_words().unwrap().split(' ').count(), 24);
    assert_eq!(phone.engine.take_words(), None);
}

#[test]
fn after_a_lock_everything_answers_locked_until_it_is_unlocked() {
    let phone = Phone::new();
    let journal = phone.engine.journal();
    phone.engine.lock();
    assert_eq!(phone.engine.state(), EngineState::Locked);
    let refused = wait(journal.write(entry("No."))).unwrap_err();
    assert!(matches!(refused, EngineError::Locked { .. }), "{refused:?}");
    assert_eq!(
        code(&wait(phone.engine.unlock("wrong".to_owned())).unwrap_err()),
        "wrong_passphrase"
    );
    assert_eq!(phone.engine.state(), EngineState::Locked);
    wait(phone.engine.unlock(home::PASSPHRASE.to_owned())).unwrap();
    wait(journal.write(entry("Yes."))).unwrap();
}

#[test]
fn after_a_shut_down_everything_answers_so_for_ever() {
    let phone = Phone::new();
    let journal = phone.engine.journal();
    phone.engine.shut_down();
    phone.engine.shut_down();
    assert_eq!(code(&wait(journal.entries(all())).unwrap_err()), "shut_down");
    assert_eq!(code(&phone.engine.resume().unwrap_err()), "shut_down");
    let unlocked = wait(phone.engine.unlock(home::PASSPHRASE.to_owned()));
    assert_eq!(code(&unlocked.unwrap_err()), "shut_down");
}

#[cfg(target_os = "linux")]
#[test]
fn suspended_it_holds_no_file() {
    let phone = Phone::new();
    wait(phone.engine.journal().write(entry("Before."))).unwrap();
    assert!(phone.holds_files(), "an open journal holds its files");
    wait(phone.engine.suspend(10_000)).unwrap();
    assert!(!phone.holds_files());
    assert_eq!(code(&wait(phone.engine.journal().entries(all())).unwrap_err()), "suspended");
    phone.engine.resume().unwrap();
    assert_eq!(wait(phone.engine.journal().entries(all())).unwrap().items.len(), 1);
}

#[test]
fn thirty_two_threads_write_at_once_and_no_word_is_lost() {
    let phone = Phone::new();
    std::thread::scope(|scope| {
        for n in 0..32 {
            let journal = phone.engine.journal();
            scope.spawn(move || wait(journal.write(entry(&format!("Thread {n}.")))).unwrap());
        }
    });
    assert_eq!(wait(phone.engine.journal().entries(all())).unwrap().items.len(), 32);
}

#[test]
fn a_caller_who_goes_away_in_the_middle_leaves_whole_entries_or_none() {
    let phone = Phone::new();
    let journal = phone.engine.journal();
    for _ in 0..100 {
        let mut asked = pin!(journal.write(entry("Perhaps.")));
        // Asked once, so that it stands in the queue, and never again.
        let polled = asked.as_mut().poll(&mut Context::from_waker(Waker::noop()));
        assert!(!matches!(polled, Poll::Ready(Err(_))));
    }
    wait(journal.write(entry("Surely."))).unwrap();
    let items = wait(journal.entries(EntryQuery { limit: 200, ..all() })).unwrap().items;
    let (surely, perhaps): (Vec<_>, Vec<_>) =
        items.iter().partition(|item| item.excerpt == "Surely.");
    assert_eq!(surely.len(), 1);
    assert!(perhaps.len() <= 100 && perhaps.iter().all(|item| item.excerpt == "Perhaps."));
}

#[test]
fn a_mistake_of_ours_is_an_error_and_the_next_call_works() {
    let phone = Phone::new();
    let journal = phone.engine.journal();
    for _ in 0..3 {
        let told = wait(phone.engine.rehearse_mistake()).unwrap_err();
        assert!(matches!(told, EngineError::Internal { ticket: 1.., .. }), "{told:?}");
        assert!(!told.to_string().contains("rehearsed"), "what a panic says is not told");
        wait(journal.write(entry("Still here."))).unwrap();
    }
    assert_eq!(wait(journal.entries(all())).unwrap().items.len(), 3);
}

#[test]
fn nothing_and_ten_million_letters_are_refused_and_quoted_nowhere() {
    let phone = Phone::new();
    let journal = phone.engine.journal();
    assert_eq!(code(&wait(journal.write(entry(" "))).unwrap_err()), "empty_text");
    let long = "secret ".repeat(1_500_000);
    let told = wait(journal.write(entry(&long))).unwrap_err();
    assert!(matches!(told, EngineError::Invalid { .. }), "{told:?}");
    assert!(!format!("{told:?}").contains("secret"));
    assert!(wait(journal.entries(all())).unwrap().items.is_empty());
}

#[test]
fn a_write_here_is_told_to_who_watches_and_never_after_a_cancel() {
    let phone = Phone::new();
    let (tell, told) = mpsc::channel();
    let subscription = phone.engine.watch(Arc::new(Heard(Mutex::new(tell)))).unwrap();
    wait(phone.engine.journal().write(entry("Heard."))).unwrap();
    let (generation, changes) = told.recv_timeout(GUARD).unwrap();
    assert_eq!(generation, 1);
    assert!(changes.iter().any(|change| change.kind == "entry"), "{changes:?}");
    subscription.cancel();
    wait(phone.engine.journal().write(entry("Not heard."))).unwrap();
    // Another watcher hears of it, so the first would have, too.
    let (tell, second) = mpsc::channel();
    let _kept = phone.engine.watch(Arc::new(Heard(Mutex::new(tell)))).unwrap();
    wait(phone.engine.journal().write(entry("Heard by another."))).unwrap();
    second.recv_timeout(GUARD).unwrap();
    assert!(told.try_recv().is_err());
}

#[test]
fn a_list_is_told_whole_and_then_in_small_steps() {
    let phone = Phone::new();
    let (tell, told) = mpsc::channel();
    let list = ListOf::Entries { query: all() };
    let _kept = phone.engine.watch_list(list, Arc::new(Listed(Mutex::new(tell)))).unwrap();
    let (_, first) = told.recv_timeout(GUARD).unwrap();
    assert!(
        matches!(first.as_slice(), [ListChange::Reset { cards }] if cards.is_empty()),
        "{first:?}"
    );
    wait(phone.engine.journal().write(entry("New."))).unwrap();
    let (generation, then) = told.recv_timeout(GUARD).unwrap();
    assert_eq!(generation, 2);
    let [ListChange::Insert { index: 0, card }] = then.as_slice() else { panic!("{then:?}") };
    assert_eq!(card.excerpt, "New.");
}

#[test]
fn a_listener_that_throws_or_calls_back_in_stops_nobody() {
    let phone = Phone::new();
    let (tell, told) = mpsc::channel();
    let rude = Rude { journal: phone.engine.journal(), seen: AtomicU64::new(0) };
    let _rude = phone.engine.watch(Arc::new(rude)).unwrap();
    let _kept = phone.engine.watch(Arc::new(Heard(Mutex::new(tell)))).unwrap();
    for n in 0..3 {
        wait(phone.engine.journal().write(entry(&format!("Line {n}.")))).unwrap();
        told.recv_timeout(GUARD).unwrap();
    }
}

#[test]
fn a_thousand_rounds_of_watching_leave_nothing_behind() {
    let phone = Phone::new();
    for _ in 0..1_000 {
        let (tell, told) = mpsc::channel();
        let subscription = phone.engine.watch(Arc::new(Heard(Mutex::new(tell)))).unwrap();
        subscription.cancel();
        // It may have been told of the journal's own beginning before the cancel.
        let ended = loop {
            if let Err(ended) = told.recv_timeout(GUARD) {
                break ended;
            }
        };
        // Its only sender is in the listener: gone, so is the listener, though the subscription is still held.
        assert_eq!(ended, mpsc::RecvTimeoutError::Disconnected);
    }
}

#[test]
fn the_phones_vault_opens_the_journal_and_each_of_its_failures_has_a_name() {
    let phone = Phone::new();
    wait(phone.engine.journal().write(entry("Kept."))).unwrap();
    let vault = Arc::new(Vault::default());
    let missing = wait(phone.engine.unlock_with_vault(Arc::clone(&vault) as _));
    assert_eq!(code(&missing.unwrap_err()), "vault_missing");
    wait(phone.engine.keep_in(Arc::clone(&vault) as _)).unwrap();
    phone.engine.lock();
    let ways = [
        (VaultError::Missing, "vault_missing"),
        (VaultError::Invalidated, "vault_invalidated"),
        (VaultError::LockedOut, "vault_locked_out"),
        (VaultError::Refused, "vault_refused"),
        (VaultError::Failed, "vault_failed"),
    ];
    for (way, expected) in ways {
        *vault.fails.lock().unwrap() = Some(way);
        let failed = wait(phone.engine.unlock_with_vault(Arc::clone(&vault) as _));
        assert_eq!(code(&failed.unwrap_err()), expected);
        assert_eq!(phone.engine.state(), EngineState::Locked);
    }
    *vault.fails.lock().unwrap() = None;
    wait(phone.engine.unlock_with_vault(Arc::clone(&vault) as _)).unwrap();
    assert_eq!(wait(phone.engine.journal().entries(all())).unwrap().items.len(), 1);
    wait(phone.engine.forget_vault(Arc::clone(&vault) as _)).unwrap();
    phone.engine.lock();
    let forgotten = wait(phone.engine.unlock_with_vault(vault as _));
    assert_eq!(code(&forgotten.unwrap_err()), "vault_missing");
    wait(phone.engine.unlock(home::PASSPHRASE.to_owned())).unwrap();
}

#[test]
fn a_vault_that_never_answers_is_given_up_and_the_passphrase_still_opens() {
    let phone = Phone::new();
    let (_never, hangs) = mpsc::channel();
    let stuck: Arc<dyn KeyVault> = Arc::new(Stuck(Mutex::new(hangs)));
    phone.engine.set_vault_patience(20);
    let told = wait(phone.engine.keep_in(Arc::clone(&stuck))).unwrap_err();
    assert_eq!(code(&told), "vault_timeout");
    wait(phone.engine.journal().write(entry("Still here."))).unwrap();
    phone.engine.lock();
    let kept = wait(phone.engine.unlock_with_vault(stuck)).unwrap_err();
    assert_eq!(code(&kept), "vault_missing", "nothing was kept in it");
    wait(phone.engine.unlock(home::PASSPHRASE.to_owned())).unwrap();
}

/// As hardware that waits for a finger that never comes.
struct Stuck(Mutex<mpsc::Receiver<()>>);

impl KeyVault for Stuck {
    fn wrap(&self, _: VaultSlot, _: Vec<u8>) -> Result<Vec<u8>, VaultError> {
        self.0.lock().unwrap().recv().map_err(|_| VaultError::Failed)?;
        Ok(Vec::new())
    }

    fn unwrap(&self, slot: VaultSlot, wrapped: Vec<u8>) -> Result<Vec<u8>, VaultError> {
        self.wrap(slot, wrapped)
    }

    fn erase(&self, _: VaultSlot) -> Result<(), VaultError> {
        Err(VaultError::Missing)
    }

    fn status(&self, _: VaultSlot) -> Result<VaultStatus, VaultError> {
        Ok(VaultStatus::Hardware)
    }
}

#[test]
fn a_vault_that_asks_for_itself_is_refused_inside_from_whichever_thread() {
    let phone = Phone::new();
    let vault = Arc::new(Vault::default());
    let asks = Arc::new(AsksForItself {
        engine: Arc::clone(&phone.engine),
        vault: Arc::clone(&vault),
        answered: Mutex::new(None),
    });
    let told = wait(phone.engine.keep_in(Arc::clone(&asks) as _));
    assert_eq!(code(&told.unwrap_err()), "vault_refused");
    let answered = asks.answered.lock().unwrap().take();
    assert_eq!(answered.as_ref().map(code), Some("vault_reentered"));
    wait(phone.engine.keep_in(vault as _)).unwrap();
}

/// Calls back into the engine, which asks a vault on yet another thread.
struct AsksForItself {
    engine: Arc<requite_ffi::Engine>,
    vault: Arc<Vault>,
    answered: Mutex<Option<EngineError>>,
}

impl KeyVault for AsksForItself {
    fn wrap(&self, _: VaultSlot, _: Vec<u8>) -> Result<Vec<u8>, VaultError> {
        let told = wait(self.engine.keep_in(Arc::clone(&self.vault) as _));
        *self.answered.lock().unwrap() = told.err();
        Err(VaultError::Refused)
    }

    fn unwrap(&self, _: VaultSlot, _: Vec<u8>) -> Result<Vec<u8>, VaultError> {
        Err(VaultError::Missing)
    }

    fn erase(&self, _: VaultSlot) -> Result<(), VaultError> {
        Ok(())
    }

    fn status(&self, _: VaultSlot) -> Result<VaultStatus, VaultError> {
        Ok(VaultStatus::Missing)
    }
}

fn all() -> EntryQuery {
    EntryQuery { limit: 100, cursor: None, person: None, tag: None, from: None, to: None }
}

struct Heard(Mutex<mpsc::Sender<(u64, Vec<Change>)>>);

impl ChangeListener for Heard {
    fn changed(&self, generation: u64, changes: Vec<Change>) -> Result<(), ListenerError> {
        let _told = self.0.lock().unwrap().send((generation, changes));
        Ok(())
    }
}

struct Listed(Mutex<mpsc::Sender<(u64, Vec<ListChange>)>>);

impl ListListener for Listed {
    fn changed(&self, generation: u64, changes: Vec<ListChange>) -> Result<(), ListenerError> {
        let _told = self.0.lock().unwrap().send((generation, changes));
        Ok(())
    }
}

/// Calls back in, then throws, then panics.
struct Rude {
    journal: Arc<requite_ffi::Journal>,
    seen: AtomicU64,
}

impl ChangeListener for Rude {
    fn changed(&self, _: u64, _: Vec<Change>) -> Result<(), ListenerError> {
        match self.seen.fetch_add(1, Ordering::SeqCst) {
            0 => wait(self.journal.entries(all())).map(drop).map_err(|_| ListenerError::Failed),
            1 => Err(ListenerError::Failed),
            _ => panic!("a listener's own mistake"),
        }
    }
}

/// Keeps a key for each slot and closes secrets with it: what a phone's hardware does, without the hardware.
#[derive(Default)]
struct Vault {
    kept: Mutex<Vec<(VaultSlot, u8)>>,
    fails: Mutex<Option<VaultError>>,
}

impl Vault {
    fn pad(&self, slot: VaultSlot) -> Result<u8, VaultError> {
        if let Some(way) = *self.fails.lock().unwrap() {
            return Err(way);
        }
        let kept = self.kept.lock().unwrap();
        kept.iter().find(|one| one.0 == slot).map(|one| one.1).ok_or(VaultError::Missing)
    }
}

impl KeyVault for Vault {
    fn wrap(&self, slot: VaultSlot, secret: Vec<u8>) -> Result<Vec<u8>, VaultError> {
        self.kept.lock().unwrap().push((slot, 0x5a));
        let pad = self.pad(slot)?;
        Ok(secret.into_iter().map(|byte| byte ^ pad).collect())
    }

    fn unwrap(&self, slot: VaultSlot, wrapped: Vec<u8>) -> Result<Vec<u8>, VaultError> {
        let pad = self.pad(slot)?;
        Ok(wrapped.into_iter().map(|byte| byte ^ pad).collect())
    }

    fn erase(&self, slot: VaultSlot) -> Result<(), VaultError> {
        self.kept.lock().unwrap().retain(|one| one.0 != slot);
        Ok(())
    }

    fn status(&self, slot: VaultSlot) -> Result<VaultStatus, VaultError> {
        Ok(self.pad(slot).map_or(VaultStatus::Missing, |_| VaultStatus::Software))
    }
}

#[test]
fn facts_of_an_entry_are_said_and_taken_back() {
    let phone = Phone::new();
    let journal = phone.engine.journal();
    let id = wait(journal.write(entry("By the river."))).unwrap().id;
    let said = EntryFacts {
        mood: Some("1".to_owned()),
        words: vec!["calm".to_owned()],
        dropped: Vec::new(),
        place: Some("the river".to_owned()),
    };
    let shown = wait(journal.edit_facts(id.clone(), said)).unwrap();
    assert_eq!((shown.mood, shown.place.as_deref()), (Some(1), Some("the river")));
    assert_eq!(wait(journal.undo()).unwrap().ids, std::slice::from_ref(&id));
    assert_eq!(wait(journal.show(id)).unwrap().mood, None);
}
