//! Sealed mail moves while Mia's phone is locked: over a real relay, with a vault that gives the background key and refuses the
//! other one.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod home;
mod post;

use std::{
    net::TcpListener,
    sync::{Arc, Mutex},
};

use home::{PASSPHRASE, Phone, entry, wait};
use post::{Post, paired};
use requite_ffi::{
    Engine, EngineError, EntryQuery, KeyVault, ListenerError, Network, NetworkState, SyncReport,
    VaultError, VaultSlot, VaultStatus, sync_sealed,
};

/// More than anything here takes.
const BUDGET_MS: u32 = 60_000;

#[test]
fn what_comes_while_the_phone_is_locked_is_read_when_it_is_opened_without_any_network() {
    let (post, phone, folder) = (Post::open(), Phone::new(), tempfile::tempdir().unwrap());
    let tablet = paired(&phone, &post, &folder);
    let vault = locked(&phone);
    wait(tablet.journal().write(entry("While you slept."))).unwrap();
    wait(tablet.sync().once(post.relays())).unwrap();

    let report = carried(&phone, &vault, &post).unwrap();
    assert!(report.received > 0, "{report:?}");
    assert_eq!(report.changed, 0, "nothing is opened");
    assert!(!phone.holds_files());
    assert_eq!(*vault.asked.lock().unwrap(), [VaultSlot::Background]);
    drop(post);

    wait(phone.engine.unlock(PASSPHRASE.to_owned())).unwrap();
    assert_eq!(excerpts(&phone.engine), ["While you slept."]);
}

#[test]
fn what_was_sealed_before_the_lock_leaves_while_it_is_locked() {
    let (post, phone, folder) = (Post::open(), Phone::new(), tempfile::tempdir().unwrap());
    let tablet = paired(&phone, &post, &folder);
    wait(phone.engine.sync().once(post.relays())).unwrap();
    wait(phone.engine.journal().write(entry("On the train."))).unwrap();
    // In a tunnel: sealed, and sent to nobody.
    let tunnel = TcpListener::bind("127.0.0.1:0").unwrap();
    let nowhere = format!("http://{}", tunnel.local_addr().unwrap());
    drop(tunnel);
    assert!(wait(phone.engine.sync().once(vec![nowhere])).is_err());

    let vault = locked(&phone);
    let report = carried(&phone, &vault, &post).unwrap();
    assert!(report.sent > 0, "{report:?}");
    wait(tablet.sync().once(post.relays())).unwrap();
    assert_eq!(excerpts(&tablet), ["On the train."]);

    // Offered is offered: nothing is sent twice, and the phone goes on as before.
    assert_eq!(carried(&phone, &vault, &post).unwrap().sent, 0);
    wait(phone.engine.unlock(PASSPHRASE.to_owned())).unwrap();
    wait(phone.engine.journal().write(entry("And home."))).unwrap();
    let after = wait(phone.engine.sync().once(post.relays())).unwrap();
    assert_eq!((after.sent, after.alarms), (1, Vec::new()));
}

#[test]
fn a_list_of_devices_that_changed_waits_for_the_content_and_so_does_what_is_sent() {
    let (post, phone, folder) = (Post::open(), Phone::new(), tempfile::tempdir().unwrap());
    let tablet = paired(&phone, &post, &folder);
    wait(phone.engine.sync().once(post.relays())).unwrap();
    wait(phone.engine.journal().write(entry("Before."))).unwrap();
    let nowhere = "http://127.0.0.1:9".to_owned();
    assert!(wait(phone.engine.sync().once(vec![nowhere])).is_err());
    let vault = locked(&phone);

    // The tablet lets a laptop in meanwhile, and the laptop writes.
    let elsewhere = tempfile::tempdir().unwrap();
    let laptop = {
        let joining = post::pair(&tablet, &post, |line| {
            let (name, passphrase) = ("tablet".to_owned(), PASSPHRASE.to_owned());
            let (place, zone) = (home::place(&elsewhere), home::ZONE.to_owned());
            requite_ffi::join(place, line, name, passphrase, zone).unwrap()
        });
        wait(Engine::joined(joining)).unwrap()
    };
    wait(laptop.journal().write(entry("From a laptop."))).unwrap();
    wait(laptop.sync().once(post.relays())).unwrap();

    let report = carried(&phone, &vault, &post).unwrap();
    assert_eq!((report.sent, report.reached.len()), (0, 1), "{report:?}");
    wait(phone.engine.unlock(PASSPHRASE.to_owned())).unwrap();
    wait(phone.engine.sync().once(post.relays())).unwrap();
    assert_eq!(excerpts(&phone.engine).len(), 2);
    wait(laptop.sync().once(post.relays())).unwrap();
    assert_eq!(excerpts(&laptop).len(), 2);
}

#[test]
fn without_a_network_neither_the_vault_nor_a_relay_is_asked() {
    let (post, phone) = (Post::open(), Phone::new());
    let vault = locked(&phone);
    let relays = post.relays();
    let offline: Arc<dyn NetworkState> = Arc::new(Radio(Network::Offline));
    let sealed =
        sync_sealed(phone.place(), Arc::clone(&vault) as _, &relays, BUDGET_MS, Some(offline));
    assert_eq!(wait(sealed.unwrap().report()).unwrap_err().code(), "relay_unreachable");
    assert_eq!(*vault.asked.lock().unwrap(), []);

    wait(phone.engine.unlock(PASSPHRASE.to_owned())).unwrap();
    phone.engine.set_network(Some(Arc::new(Radio(Network::Offline))));
    let told = wait(phone.engine.sync().once(post.relays())).unwrap_err();
    assert_eq!(told.code(), "relay_unreachable");
    phone.engine.set_network(Some(Arc::new(Radio(Network::Online))));
    wait(phone.engine.sync().once(post.relays())).unwrap();
    // A shell's mistake is no reason to stay silent.
    phone.engine.set_network(Some(Arc::new(Broken)));
    wait(phone.engine.sync().once(post.relays())).unwrap();
}

#[test]
fn a_relay_that_never_answers_costs_no_more_than_the_budget_and_a_cancel_ends_it_before() {
    let phone = Phone::new();
    let vault = locked(&phone);
    let deaf = TcpListener::bind("127.0.0.1:0").unwrap();
    let relays = [format!("http://{}", deaf.local_addr().unwrap())];
    let begin = |budget_ms| {
        sync_sealed(phone.place(), Arc::clone(&vault) as _, &relays, budget_ms, None).unwrap()
    };
    assert_eq!(wait(begin(50).report()).unwrap_err().code(), "relay_unreachable");
    let long = begin(u32::MAX);
    long.cancel();
    assert_eq!(wait(long.report()).unwrap(), SyncReport::default());
    assert!(!phone.holds_files());
}

#[test]
fn what_a_vault_gives_that_is_not_the_key_opens_nothing_and_harms_nothing() {
    let (post, phone) = (Post::open(), Phone::new());
    wait(phone.engine.journal().write(entry("Kept."))).unwrap();
    let vault = locked(&phone);
    *vault.pad.lock().unwrap() = 0x11;
    let told = carried(&phone, &vault, &post).unwrap_err();
    assert_eq!(told.code(), "damaged");
    *vault.pad.lock().unwrap() = PAD;
    carried(&phone, &vault, &post).unwrap();
    wait(phone.engine.unlock(PASSPHRASE.to_owned())).unwrap();
    assert_eq!(excerpts(&phone.engine), ["Kept."]);
    let nowhere = sync_sealed("/nowhere/at/all".to_owned(), vault, &post.relays(), 1, None);
    assert_eq!(wait(nowhere.unwrap().report()).unwrap_err().code(), "vault_missing");
}

/// The phone is put away: its keys are in the vault alone.
fn locked(phone: &Phone) -> Arc<Vault> {
    let vault = Arc::new(Vault { pad: Mutex::new(PAD), asked: Mutex::default() });
    wait(phone.engine.keep_in(Arc::clone(&vault) as _)).unwrap();
    phone.engine.lock();
    vault
}

fn carried(phone: &Phone, vault: &Arc<Vault>, post: &Post) -> Result<SyncReport, EngineError> {
    let vault = Arc::clone(vault) as _;
    let run = sync_sealed(phone.place(), vault, &post.relays(), BUDGET_MS, None).unwrap();
    wait(run.report())
}

fn excerpts(engine: &Engine) -> Vec<String> {
    let all = EntryQuery { limit: 9, cursor: None, person: None, tag: None, from: None, to: None };
    let page = wait(engine.journal().entries(all)).unwrap();
    page.items.into_iter().map(|card| card.excerpt).collect()
}

const PAD: u8 = 0x5a;

/// Gives the background key to anybody, and the content key to nobody while the person is away.
struct Vault {
    pad: Mutex<u8>,
    asked: Mutex<Vec<VaultSlot>>,
}

impl KeyVault for Vault {
    fn wrap(&self, _: VaultSlot, secret: Vec<u8>) -> Result<Vec<u8>, VaultError> {
        Ok(secret.into_iter().map(|byte| byte ^ PAD).collect())
    }

    fn unwrap(&self, slot: VaultSlot, wrapped: Vec<u8>) -> Result<Vec<u8>, VaultError> {
        self.asked.lock().unwrap().push(slot);
        let pad = *self.pad.lock().unwrap();
        match slot {
            VaultSlot::Background => Ok(wrapped.into_iter().map(|byte| byte ^ pad).collect()),
            VaultSlot::Content => Err(VaultError::Refused),
        }
    }

    fn erase(&self, _: VaultSlot) -> Result<(), VaultError> {
        Ok(())
    }

    fn status(&self, _: VaultSlot) -> Result<VaultStatus, VaultError> {
        Ok(VaultStatus::Hardware)
    }
}

struct Radio(Network);

impl NetworkState for Radio {
    fn network(&self) -> Result<Network, ListenerError> {
        Ok(self.0)
    }
}

struct Broken;

impl NetworkState for Broken {
    fn network(&self) -> Result<Network, ListenerError> {
        panic!("a shell's own mistake")
    }
}
