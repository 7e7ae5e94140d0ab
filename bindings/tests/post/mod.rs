//! A relay, and two devices that have met over it.
#![allow(dead_code, reason = "each test file takes what it needs")]

use std::{
    sync::{Arc, mpsc},
    time::Duration,
};

use requite_ffi::{Engine, Joining, PastFor, join};
use tempfile::TempDir;

use crate::home::{PASSPHRASE, Phone, ZONE, place, wait};

/// Ten times as long as anything here takes.
pub const GUARD: Duration = Duration::from_secs(60);

/// A relay on a thread of its own, with real sockets and a real file.
pub struct Post {
    pub url: String,
    _stop: tokio::sync::oneshot::Sender<()>,
    _folder: TempDir,
}

impl Post {
    pub fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("relay");
        let (tell, told) = mpsc::channel();
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        std::thread::spawn(move || {
            wait(async {
                let config = requite_relay::Config::local(data);
                let relay = requite_relay::start(config).await.unwrap();
                tell.send(relay.url().to_owned()).unwrap();
                let _over = stopped.await;
                relay.stop().await;
            });
        });
        Self { url: told.recv_timeout(GUARD).unwrap(), _stop: stop, _folder: folder }
    }

    pub fn relays(&self) -> Vec<String> {
        vec![self.url.clone()]
    }
}

/// Lets a newcomer in, as two people with two phones do: one shows a line, the other shows digits.
pub fn pair(
    inviting: &Engine,
    post: &Post,
    begin: impl FnOnce(String) -> Arc<Joining>,
) -> Arc<Joining> {
    let devices = inviting.devices();
    let invitation = wait(devices.invite(post.url.clone(), PASSPHRASE.to_owned())).unwrap();
    let joining = begin(invitation.line());
    assert_eq!(wait(invitation.newcomer()).unwrap(), "tablet");
    let digits = wait(joining.digits()).unwrap();
    assert_eq!(digits.len(), 6);
    wait(invitation.confirm(digits, None, PastFor::Newcomer)).unwrap();
    joining
}

pub fn paired(phone: &Phone, post: &Post, folder: &TempDir) -> Arc<Engine> {
    let joining = pair(&phone.engine, post, |line| {
        let (name, passphrase) = ("tablet".to_owned(), PASSPHRASE.to_owned());
        join(place(folder), line, name, passphrase, ZONE.to_owned()).unwrap()
    });
    wait(Engine::joined(joining)).unwrap()
}
