//! The suite through the bindings' library, as Rust sees it: the same objects and records as Kotlin, Swift and Python have.

mod answers;
mod deeds;
mod diary;

use std::{collections::BTreeMap, sync::Arc};

use requite_ffi::{Engine, EngineError, Membership, PastFor, join};
use serde_json::{Value, json};

use crate::story::{Refusal, Stage, Surface, With};

const PASSPHRASE: &str = "between us";
const ZONE: &str = "UTC";

/// The engines that are open.
#[derive(Default)]
pub(crate) struct Library {
    engines: BTreeMap<String, Arc<Engine>>,
}

impl From<EngineError> for Refusal {
    fn from(error: EngineError) -> Self {
        Self::Code(error.code().to_owned())
    }
}

/// As a shell's own runtime waits.
fn wait<T>(work: impl Future<Output = Result<T, EngineError>>) -> Result<T, Refusal> {
    Ok(requite_engine::block_on(work).unwrap()?)
}

impl Surface for Library {
    fn act(
        &mut self,
        stage: &Stage,
        device: &str,
        verb: &str,
        with: &With,
    ) -> Result<Value, Refusal> {
        let folder = stage.folder.join(device).to_str().unwrap().to_owned();
        let (name, zone) = (device.to_owned(), ZONE.to_owned());
        let passphrase = with.text("passphrase").unwrap_or_else(|| PASSPHRASE.to_owned());
        let relay = stage.relay.clone();
        let (engine, answer) = match verb {
            "create" => {
                let engine = wait(Engine::create(folder, name, passphrase, zone))?;
                let words = engine.take_words().unwrap();
                (engine, words_of(&words))
            }
            "restore" => {
                let words = with.texts("words").join(" ");
                let made = Engine::restore(folder, words, relay, name, passphrase, zone);
                (wait(made)?, json!({}))
            }
            "reopen" => {
                if let Some(engine) = self.engines.remove(device) {
                    engine.shut_down();
                }
                (wait(Engine::open(folder, passphrase, zone))?, json!({}))
            }
            "pair" => (self.pair(stage, &folder, device, with)?, json!({})),
            _ => return of_device(self.engine(device)?, stage, verb, with),
        };
        self.engines.insert(device.to_owned(), engine);
        Ok(answer)
    }
}

impl Drop for Library {
    fn drop(&mut self) {
        self.engines.values().for_each(|engine| engine.shut_down());
    }
}

impl Library {
    fn engine(&self, device: &str) -> Result<&Arc<Engine>, Refusal> {
        let engine = self.engines.get(device);
        engine.ok_or_else(|| Refusal::Unknown(format!("{device} is not open")))
    }

    /// Two people with two phones: one shows a line, the other shows digits.
    fn pair(
        &self,
        stage: &Stage,
        folder: &str,
        newcomer: &str,
        with: &With,
    ) -> Result<Arc<Engine>, Refusal> {
        let devices = self.engine(&with.needed("by"))?.devices();
        let invitation = wait(devices.invite(stage.relay.clone(), PASSPHRASE.to_owned()))?;
        let (passphrase, zone) = (PASSPHRASE.to_owned(), ZONE.to_owned());
        let joining =
            join(folder.to_owned(), invitation.line(), newcomer.to_owned(), passphrase, zone)?;
        wait(invitation.newcomer())?;
        let digits = wait(joining.digits())?;
        let typed = match with.needed("digits").as_str() {
            "right" => digits,
            "wrong" => format!("{:06}", (digits.parse::<u32>().unwrap() + 1) % 1_000_000),
            other => return Err(Refusal::Unknown(format!("digits are not {other}"))),
        };
        let invited = wait(invitation.confirm(typed, None, PastFor::Newcomer));
        let joined = wait(Engine::joined(joining));
        match (invited, joined) {
            (Ok(_), joined) => joined,
            (Err(refused), Err(_)) => Err(refused),
            (Err(_), Ok(_)) => {
                Err(Refusal::Unknown("the newcomer came in all the same".to_owned()))
            }
        }
    }
}

fn words_of(words: &str) -> Value {
    json!({"words": words.split(' ').collect::<Vec<_>>()})
}

fn of_device(engine: &Engine, stage: &Stage, verb: &str, with: &With) -> Result<Value, Refusal> {
    match verb {
        "lock" => engine.lock(),
        "unlock" => {
            let passphrase = with.text("passphrase").unwrap_or_else(|| PASSPHRASE.to_owned());
            wait(engine.unlock(passphrase))?;
        }
        "devices" => return devices(engine),
        "revoke" => {
            let listed = wait(engine.devices().list())?;
            let lost = listed.into_iter().find(|device| device.name == with.needed("name"));
            let lost = lost.ok_or_else(|| Refusal::Unknown("no such device".to_owned()))?;
            wait(engine.devices().revoke(lost.id))?;
        }
        "change_words" => {
            return Ok(words_of(&wait(engine.devices().change_words(PASSPHRASE.to_owned()))?));
        }
        "sync" => {
            wait(engine.sync().once(vec![stage.relay.clone()]))?;
        }
        "status" => return status(engine),
        _ => {
            let told = diary::act(engine, verb, with)?;
            let told = match told {
                Some(answer) => Some(answer),
                None => deeds::act(engine, verb, with)?,
            };
            return told.ok_or_else(|| Refusal::Unknown(format!("no call for {verb}")));
        }
    }
    Ok(json!({}))
}

fn devices(engine: &Engine) -> Result<Value, Refusal> {
    let mut listed = wait(engine.devices().list())?;
    listed.sort_by(|one, other| one.name.cmp(&other.name));
    let told = listed
        .iter()
        .map(|it| json!({"name": it.name, "this": it.this, "removed": it.revoked_ms.is_some()}));
    Ok(json!({"devices": told.collect::<Vec<_>>()}))
}

fn status(engine: &Engine) -> Result<Value, Refusal> {
    let status = wait(engine.sync().status())?;
    let membership = match status.membership {
        Membership::Member => "member",
        Membership::Removed => "removed",
        Membership::WithoutKey => "without_key",
    };
    Ok(json!({
        "membership": membership,
        "waiting": status.waiting,
        "quarantined": status.quarantined,
        "pending": status.pending,
    }))
}
