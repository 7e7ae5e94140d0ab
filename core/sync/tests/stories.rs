//! Mia's phone and tablet and a relay, without a network: the engine asks, the story answers.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::unnecessary_box_returns,
    clippy::double_ended_iterator_last,
    clippy::panic,
    reason = "a test that fails says so by panicking, and reads best in one line"
)]

use std::collections::BTreeMap;

use requite_sync::{
    Alarm, Engine, Input, Lost, Output, PushRefusal, REANNOUNCE_MS, RelayId, Source, Start,
    StartRelay,
};
use requite_wire::{Audit, DeviceId, Envelope, EnvelopeKind, Hash, Header, Tip};

const RELAY: RelayId = RelayId(0);

/// A relay as it should be, and as it can be.
#[derive(Clone, Default)]
struct Relay {
    generation: [u8; 16],
    stored: Vec<Envelope>,
    says_stored_and_does_not: bool,
    claims_more_forever: bool,
}

impl Relay {
    fn audit(&self) -> Box<Audit> {
        let tips: BTreeMap<DeviceId, Tip> =
            self.stored.iter().map(|e| (e.header().device, e.tip())).collect();
        let have = tips.into_values().collect();
        let head = u64::try_from(self.stored.len()).unwrap();
        let (roster_head, roster_len) = (Hash::of(b"roster"), 1);
        Box::new(Audit {
            generation: self.generation,
            head,
            roster_head,
            roster_len,
            have,
            retired: vec![],
        })
    }
}

/// A device: its engine and its mail.
struct Device {
    engine: Engine,
    mail: Vec<Envelope>,
    alarms: Vec<Alarm>,
    now: u64,
    pulls: usize,
    pushes: usize,
}

impl Device {
    fn new(id: u8) -> Self {
        Self::again(id, Vec::new())
    }

    /// A device that starts with what its files hold.
    fn again(id: u8, mail: Vec<Envelope>) -> Self {
        let tips: BTreeMap<DeviceId, Tip> =
            mail.iter().map(|e| (e.header().device, e.tip())).collect();
        let engine = Engine::new(Start {
            me: DeviceId::new([id; 8]),
            tips: tips.into_values().collect(),
            roster_head: Hash::of(b"roster"),
            roster_len: 1,
            cuts: BTreeMap::new(),
            vouched: BTreeMap::new(),
            relays: vec![StartRelay { id: RELAY, cursor: None }],
            seed: 7,
        });
        Self { engine, mail, alarms: vec![], now: 0, pulls: 0, pushes: 0 }
    }

    fn write(&mut self, id: u8, relay: &mut Relay) {
        let mine = self.mail.iter().filter(|e| e.header().device == DeviceId::new([id; 8]));
        let envelope = envelope(id, mine.last().map(Envelope::tip), 0);
        self.mail.push(envelope.clone());
        self.give(Input::Sealed(envelope), relay);
    }

    /// Hands an input in and performs what comes out, until nothing comes any more.
    fn give(&mut self, input: Input, relay: &mut Relay) {
        let mut inputs = vec![input];
        let mut steps = 0;
        while let Some(input) = inputs.pop() {
            steps += 1;
            assert!(steps < 500, "a message storm");
            let outputs: Vec<Output> = self.engine.handle(input, self.now).collect();
            for output in outputs {
                self.perform(output, relay, &mut inputs);
            }
        }
    }

    fn perform(&mut self, output: Output, relay: &mut Relay, inputs: &mut Vec<Input>) {
        match output {
            Output::Connect { relay: id } => {
                inputs.push(Input::Connected { relay: id, audit: relay.audit() });
            }
            Output::Pull { after, .. } => {
                self.pulls += 1;
                inputs.push(page(relay, after, Source::Pulled));
            }
            Output::Push { ranges, .. } => {
                self.pushes += 1;
                if !relay.says_stored_and_does_not {
                    for range in ranges {
                        let run = self.mail.iter().filter(|e| e.header().device == range.device);
                        let wanted =
                            run.filter(|e| (range.after + 1..=range.upto).contains(&e.header().n));
                        let new: Vec<Envelope> =
                            wanted.filter(|e| !relay.stored.contains(e)).cloned().collect();
                        relay.stored.extend(new);
                    }
                }
                inputs.push(Input::Pushed { relay: RELAY, audit: relay.audit() });
            }
            Output::Accept { envelopes, .. } => self.mail.extend(envelopes),
            Output::Alarm(alarm) => self.alarms.push(alarm),
            Output::WakeAt { .. } | Output::Evidence { .. } => {}
            Output::FetchRoster { relay: id } | Output::PublishRoster { relay: id } => {
                inputs.push(Input::RosterExchanged { relay: id });
            }
        }
    }

    fn tick(&mut self, later_ms: u64, relay: &mut Relay) {
        self.now += later_ms;
        self.give(Input::Tick, relay);
    }

    fn has(&self, id: u8) -> usize {
        self.mail.iter().filter(|e| e.header().device == DeviceId::new([id; 8])).count()
    }
}

fn page(relay: &Relay, after: u64, source: Source) -> Input {
    let numbered = (1..).zip(relay.stored.iter().cloned()).filter(|(seq, _)| *seq > after);
    let mut envelopes: Vec<(u64, Envelope)> = numbered.take(10).collect();
    if relay.claims_more_forever {
        envelopes.clear();
    }
    let next = envelopes.last().map_or(after, |(seq, _)| *seq);
    let more = relay.claims_more_forever || next < relay.audit().head;
    Input::Page {
        relay: RELAY,
        source,
        envelopes,
        strangers: vec![],
        next,
        more,
        audit: relay.audit(),
    }
}

fn envelope(id: u8, previous: Option<Tip>, filling: u8) -> Envelope {
    let header = Header {
        kind: EnvelopeKind::Changes,
        device: DeviceId::new([id; 8]),
        epoch: 0,
        n: previous.map_or(0, |tip| tip.n) + 1,
        prev: previous.map_or(Hash::ZERO, |tip| tip.hash),
        nonce: [0; 24],
        commit: [0; 32],
    };
    Envelope::assemble(&header, &[filling; 272], &[0; 64]).unwrap()
}

#[test]
fn both_write_offline_and_then_have_everything() {
    let (mut phone, mut tablet, mut relay) = (Device::new(1), Device::new(2), Relay::default());
    for _ in 0..25 {
        phone.write(1, &mut relay);
        tablet.write(2, &mut relay);
    }
    phone.tick(0, &mut relay);
    tablet.tick(0, &mut relay);
    phone.tick(REANNOUNCE_MS, &mut relay);
    for device in [&phone, &tablet] {
        assert_eq!((device.has(1), device.has(2)), (25, 25));
        assert!(device.engine.is_quiet());
        assert!(device.alarms.is_empty(), "{:?}", device.alarms);
    }
}

#[test]
fn a_lost_page_is_noticed_without_reconnecting() {
    let (mut phone, mut tablet, mut relay) = (Device::new(1), Device::new(2), Relay::default());
    phone.tick(0, &mut relay);
    tablet.tick(0, &mut relay);
    phone.write(1, &mut relay);
    // The live page that would have told the tablet never came; the line stays up.
    assert_eq!(tablet.has(1), 0);
    tablet.tick(REANNOUNCE_MS, &mut relay);
    assert_eq!(tablet.has(1), 1);
}

#[test]
fn duplicates_and_any_order_come_to_the_same() {
    let (mut tablet, mut relay) = (Device::new(2), Relay::default());
    tablet.tick(0, &mut relay);
    let mut chain = vec![envelope(1, None, 0)];
    for _ in 0..20 {
        chain.push(envelope(1, chain.last().map(Envelope::tip), 0));
    }
    let audit = relay.audit();
    let live = |seq: usize| Input::Page {
        relay: RELAY,
        source: Source::Live,
        envelopes: vec![(u64::try_from(seq).unwrap() + 1, chain[seq].clone())],
        strangers: vec![],
        next: 0,
        more: false,
        audit: audit.clone(),
    };
    for seq in (1..=20).rev().chain(5..9) {
        tablet.give(live(seq), &mut relay);
        assert_eq!(tablet.has(1), 0, "the first is missing");
    }
    tablet.give(live(0), &mut relay);
    assert_eq!(tablet.mail, chain);
    tablet.give(live(3), &mut relay);
    assert_eq!(tablet.mail.len(), 21);
}

#[test]
fn a_relay_that_lost_everything_is_filled_again_with_everybodys() {
    let (mut phone, mut tablet, mut relay) = (Device::new(1), Device::new(2), Relay::default());
    phone.tick(0, &mut relay);
    phone.write(1, &mut relay);
    tablet.tick(0, &mut relay);
    tablet.write(2, &mut relay);
    relay = Relay { generation: [9; 16], ..Relay::default() };
    let pulls = tablet.pulls;
    tablet.tick(REANNOUNCE_MS, &mut relay);
    assert_eq!(relay.stored.len(), 2, "the phone's too");
    assert!(tablet.alarms.contains(&Alarm::RolledBack { relay: RELAY }));
    assert_eq!(tablet.pulls, pulls + 1, "nothing is read again that is here");
    let third = &mut Device::new(3);
    third.tick(0, &mut relay);
    assert_eq!((third.has(1), third.has(2)), (1, 1));
}

#[test]
fn an_answer_that_was_overtaken_is_no_lost_relay() {
    let (mut phone, mut tablet, mut relay) = (Device::new(1), Device::new(2), Relay::default());
    phone.tick(0, &mut relay);
    phone.write(1, &mut relay);
    tablet.tick(0, &mut relay);
    let late = page(&relay, 1, Source::Pulled);
    phone.write(1, &mut relay);
    let overtaking = page(&relay, 1, Source::Live);
    tablet.give(overtaking, &mut relay);
    tablet.give(late, &mut relay);
    assert_eq!((tablet.has(1), tablet.alarms.len()), (2, 0));
}

#[test]
fn a_phone_put_back_from_a_backup_does_not_go_on_with_its_chain() {
    let (mut phone, mut relay) = (Device::new(1), Relay::default());
    phone.tick(0, &mut relay);
    phone.write(1, &mut relay);
    phone.write(1, &mut relay);
    let mut old = Device::again(1, phone.mail[..1].to_vec());
    old.tick(0, &mut relay);
    assert!(old.alarms.contains(&Alarm::OwnChainAhead { relay: RELAY }));
    let before = relay.stored.len();
    old.write(1, &mut relay);
    assert_eq!((relay.stored.len(), old.pushes), (before, 0));
}

#[test]
fn a_second_envelope_under_one_number_is_told_once_and_stops_only_that_chain() {
    let (mut tablet, mut relay) = (Device::new(2), Relay::default());
    relay.stored = vec![envelope(1, None, 0), envelope(3, None, 0)];
    tablet.tick(0, &mut relay);
    relay.stored[0] = envelope(1, None, 9);
    tablet.tick(REANNOUNCE_MS, &mut relay);
    tablet.tick(REANNOUNCE_MS, &mut relay);
    let forks = tablet.alarms.iter().filter(|alarm| matches!(alarm, Alarm::Forked { .. })).count();
    assert_eq!(forks, 1);
    relay.stored.push(envelope(3, Some(relay.stored[1].tip()), 0));
    tablet.tick(REANNOUNCE_MS, &mut relay);
    assert_eq!((tablet.has(1), tablet.has(3)), (1, 2));
}

#[test]
fn a_relay_that_lies_is_left_alone_for_a_while() {
    let (mut phone, mut relay) =
        (Device::new(1), Relay { says_stored_and_does_not: true, ..Relay::default() });
    phone.tick(0, &mut relay);
    phone.write(1, &mut relay);
    assert!(phone.alarms.contains(&Alarm::NotStored { relay: RELAY }));
    let pushes = phone.pushes;
    assert!(pushes <= 4, "{pushes}");
    relay.says_stored_and_does_not = false;
    phone.tick(REANNOUNCE_MS, &mut relay);
    assert_eq!(relay.stored.len(), 1, "and tried again later");
}

#[test]
fn endless_empty_pages_end() {
    let (mut tablet, mut relay) =
        (Device::new(2), Relay { claims_more_forever: true, ..Relay::default() });
    relay.stored = vec![envelope(1, None, 0)];
    tablet.tick(0, &mut relay);
    assert!(tablet.pulls <= 6, "{}", tablet.pulls);
    assert!(tablet.engine.is_quiet());
    assert_eq!(
        tablet.engine.waiting_for().values().sum::<u64>(),
        1,
        "and it is said what is missing"
    );
}

#[test]
fn a_relay_that_is_down_is_tried_later_and_later_and_a_full_one_not_at_once() {
    let (mut phone, mut relay) = (Device::new(1), Relay::default());
    let mut waits = Vec::new();
    for _ in 0..5 {
        let lost = Input::Disconnected { relay: RELAY, why: Lost::Unreachable };
        let outputs: Vec<Output> = phone.engine.handle(lost, phone.now).collect();
        let [Output::WakeAt { at_ms }] = outputs[..] else { panic!("{outputs:?}") };
        waits.push(at_ms - phone.now);
        phone.now = at_ms;
    }
    assert!(waits.is_sorted() && waits[4] > waits[0], "{waits:?}");
    phone.tick(0, &mut relay);
    assert!(phone.engine.is_quiet());
    let full = Input::PushRefused { relay: RELAY, refusal: PushRefusal::Full };
    phone.give(full, &mut relay);
    phone.write(1, &mut relay);
    assert_eq!((phone.pushes, relay.stored.len()), (0, 0));
    phone.tick(REANNOUNCE_MS, &mut relay);
    assert_eq!(relay.stored.len(), 1);
}
