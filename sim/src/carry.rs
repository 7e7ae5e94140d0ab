//! What the network of the world does: requests to the relay, answers and live pages back, some of them lost, late or twice.

use requite_engine::{Answer, EngineError, Request};
use requite_wire::Envelope;

use crate::{
    device::{Contact, Line},
    net::{Parcel, TIMEOUT_MS},
    post::Who,
    world::{Failed, World},
};

impl World {
    pub(crate) fn send(&mut self, index: usize, request: Request) {
        let Some(device) = self.devices.get(index) else { return };
        let life = device.life;
        let is_online = matches!(device.contact, Contact::Online { .. });
        if !is_online && !matches!(request, Request::Connect { .. }) {
            // Nobody is on the line: as over a socket that is closed, it goes nowhere.
            return;
        }
        let id = self.net.number();
        self.net.send(self.now + TIMEOUT_MS, Parcel::Timeout { device: index, life, id });
        if let Request::Push { envelopes, .. } = &request {
            let hashes: Vec<u8> = envelopes.iter().flat_map(|e| *e.hash().as_bytes()).collect();
            self.note("push", &hashes);
        }
        if self.chance.percent(self.weather.loss) {
            self.marks.hit("request lost");
            return;
        }
        let at = self.now + 1 + self.chance.below(self.weather.delay_ms);
        self.net.send(at, Parcel::Request { device: index, life, id, request });
    }

    pub(crate) fn deliver(&mut self, parcel: Parcel) -> Result<(), Failed> {
        match parcel {
            Parcel::Request { device, life, id, request } => {
                self.at_relay(device, life, id, request)
            }
            Parcel::Answer { device, life, id, answer } => {
                if let Some(id) = id {
                    self.net.forget_timeout(id);
                }
                self.hear(device, life, answer)
            }
            Parcel::Timeout { device, life, id } => {
                self.note("timeout", &id.to_le_bytes());
                let relay = requite_engine::RelayId(0);
                let fault = requite_engine::Fault::Unreachable;
                self.hear(device, life, Answer::Lost { relay, fault })
            }
        }
    }

    fn at_relay(
        &mut self,
        index: usize,
        life: u64,
        id: u64,
        request: Request,
    ) -> Result<(), Failed> {
        let is_up = self.devices.get(index).is_some_and(|device| device.line == Line::Up);
        let Some(who) = self.who(index)?.filter(|_| is_up) else { return Ok(()) };
        let is_change = matches!(request, Request::Push { .. } | Request::Append { .. });
        let Some(answer) = self.post.serve(&who, request) else { return Ok(()) };
        if is_change {
            self.live_pages();
        }
        if self.chance.percent(self.weather.loss) {
            self.marks.hit("answer lost");
            return Ok(());
        }
        let twice = self.chance.percent(self.weather.twice);
        if twice {
            self.marks.hit("answer twice");
            let at = self.now + 1 + self.chance.below(2 * self.weather.delay_ms);
            let answer = answer.clone();
            self.net.send(at, Parcel::Answer { device: index, life, id: None, answer });
        }
        let at = self.now + 1 + self.chance.below(self.weather.delay_ms);
        if self.net.next_at().is_some_and(|next| at > next + 1) {
            self.marks.hit("answers reordered");
        }
        self.net.send(at, Parcel::Answer { device: index, life, id: Some(id), answer });
        Ok(())
    }

    /// The relay tells everybody who is on the line that there is more.
    pub(crate) fn live_pages(&mut self) {
        for index in 0..self.devices.len() {
            let contact = self.devices.get(index).map(|device| device.contact);
            let Some(Contact::Online { heard: after }) = contact else { continue };
            let is_up = self.devices.get(index).is_some_and(|device| device.line == Line::Up);
            let Ok(Some(who)) = self.who(index) else { continue };
            let Some(page) = self.post.live(&who, after).filter(|_| is_up) else { continue };
            if self.chance.percent(self.weather.live_loss) {
                self.marks.hit("live page lost");
                continue;
            }
            let Some(device) = self.devices.get_mut(index) else { continue };
            device.contact = Contact::Online { heard: page.next };
            let life = device.life;
            let at = self.now + 1 + self.chance.below(self.weather.delay_ms);
            let relay = requite_engine::RelayId(0);
            let answer = Answer::Live { relay, page: Box::new(page) };
            self.net.send(at, Parcel::Answer { device: index, life, id: None, answer });
        }
    }

    fn hear(&mut self, index: usize, life: u64, answer: Answer) -> Result<(), Failed> {
        let Some(device) = self.devices.get_mut(index) else { return Ok(()) };
        if device.life != life || device.courier.is_none() {
            return Ok(());
        }
        match &answer {
            Answer::Connected { page, .. } => {
                device.contact = Contact::Online { heard: page.audit.head };
            }
            Answer::Lost { fault, .. } => {
                device.contact = Contact::Nobody;
                if *fault == requite_engine::Fault::Refused {
                    device.contact = Contact::Refused;
                    self.marks.hit("relay refused a removed device");
                }
            }
            _ => {}
        }
        let is_newer = newest_epoch(&answer).is_some_and(|epoch| epoch > device.epoch);
        device.epoch = device.epoch.max(newest_epoch(&answer).unwrap_or(0));
        self.note(label(&answer), &index.to_le_bytes());
        let now = self.now;
        self.with_courier(index, |courier, engine, began| {
            courier.answer(engine, answer, now - began)
        })?;
        // Looked at only where an epoch was heard of for the first time: the files have to be opened for it.
        if is_newer && self.waits_for_the_list(index)? {
            self.marks.hit("waited for the list");
        }
        Ok(())
    }

    fn who(&mut self, index: usize) -> Result<Option<Who>, Failed> {
        let Some(device) = self.devices.get_mut(index) else { return Ok(None) };
        let (Some(courier), Some(engine)) = (&device.courier, &mut device.engine) else {
            return Ok(None);
        };
        match courier.credentials(engine) {
            Ok(credentials) => Ok(Some(Who {
                vault: credentials.vault(),
                device: engine.device_id(),
                registration: credentials.registration().clone(),
            })),
            Err(EngineError::Crashed) => {
                device.die();
                Ok(None)
            }
            Err(error) => Err(format!("device {index}: {error}")),
        }
    }
}

/// The newest epoch of the envelopes that came.
fn newest_epoch(answer: &Answer) -> Option<u32> {
    let (Answer::Pulled { page, .. } | Answer::Live { page, .. }) = answer else { return None };
    let envelopes = page.envelopes.iter();
    let parsed = envelopes.filter_map(|one| Envelope::parse(one.envelope.clone()).ok());
    parsed.map(|envelope| envelope.header().epoch).max()
}

const fn label(answer: &Answer) -> &'static str {
    match answer {
        Answer::Connected { .. } => "connected",
        Answer::Pulled { .. } => "pulled",
        Answer::Live { .. } => "live",
        Answer::Pushed { .. } => "pushed",
        Answer::Roster { .. } => "roster",
        Answer::Appended { .. } => "appended",
        Answer::Lost { .. } => "lost",
    }
}
