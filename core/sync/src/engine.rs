//! The engine: takes one input at a time and says what to do. Control flow lives here; chains are in `inbox`, relays in
//! `relay`.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use requite_wire::{Audit, DeviceId, Envelope, Hash, Tip, roster::Cut};

use crate::{
    Alarm, Cursor, Input, Lost, Output, PushRefusal, RelayId, Source,
    inbox::{Inbox, Offered},
    relay::{PageEnd, Plan, Relay},
};

/// How often a relay is asked although nothing is known to be new, in milliseconds.
pub const REANNOUNCE_MS: u64 = 30_000;

/// What an engine starts from: the vectors that the files hold.
#[derive(Debug, Clone)]
pub struct Start {
    /// This device.
    pub me: DeviceId,
    /// The end of every chain held here.
    pub tips: Vec<Tip>,
    /// Head of the roster.
    pub roster_head: Hash,
    /// Entries of the roster.
    pub roster_len: u64,
    /// Up to where the envelopes of revoked devices count.
    pub cuts: BTreeMap<DeviceId, Cut>,
    /// How far devices are known, by others' word under seal, to have written.
    pub vouched: BTreeMap<DeviceId, u64>,
    /// The relays to use.
    pub relays: Vec<StartRelay>,
    /// Spreads waits; any number.
    pub seed: u64,
}

/// A relay to use.
#[derive(Debug, Clone, Copy)]
pub struct StartRelay {
    /// Its place in the caller's list.
    pub id: RelayId,
    /// How far it was read.
    pub cursor: Option<Cursor>,
}

/// The sync engine of one device.
#[derive(Debug)]
pub struct Engine {
    me: DeviceId,
    inbox: Inbox,
    relays: BTreeMap<RelayId, Relay>,
    roster: (Hash, u64),
    vouched: BTreeMap<DeviceId, u64>,
    raised: BTreeSet<Alarm>,
    seed: u64,
    queue: VecDeque<Output>,
}

/// What is to be done after an input. Empty it, by [`Drain::next`], before the next [`Engine::handle`].
#[derive(Debug)]
#[must_use = "the engine waits until what it asked for is taken out"]
pub struct Drain<'a>(&'a mut VecDeque<Output>);

impl Iterator for Drain<'_> {
    type Item = Output;

    fn next(&mut self) -> Option<Output> {
        self.0.pop_front()
    }
}

impl Engine {
    /// An engine that has not met anybody yet. Hand in a [`Input::Tick`] to set it going.
    pub fn new(start: Start) -> Self {
        let relays =
            start.relays.iter().map(|relay| (relay.id, Relay::new(relay.id, relay.cursor)));
        Self {
            me: start.me,
            inbox: Inbox::new(start.tips, start.cuts),
            relays: relays.collect(),
            roster: (start.roster_head, start.roster_len),
            vouched: start.vouched,
            raised: BTreeSet::new(),
            seed: start.seed,
            queue: VecDeque::new(),
        }
    }

    /// Takes in what happened at `now_ms`, a clock that never runs backwards.
    pub fn handle(&mut self, input: Input, now_ms: u64) -> Drain<'_> {
        debug_assert!(self.queue.is_empty(), "drain before the next input");
        self.take_in(input, now_ms);
        let mut plan = Plan::default();
        for relay in self.relays.values_mut() {
            if relay.announce_is_due(now_ms) {
                relay.announce(&mut plan);
            }
            relay.tick(now_ms, REANNOUNCE_MS);
            relay.plan(now_ms, self.roster, &self.inbox, &mut plan);
        }
        self.queue.extend(plan.outputs);
        self.raise_all(plan.alarms);
        let withheld = self.withheld();
        self.raise_all(withheld);
        if let Some(at_ms) = plan.wake {
            self.queue.push_back(Output::WakeAt { at_ms });
        }
        Drain(&mut self.queue)
    }

    /// Whether, for now, nothing is under way with any relay and nothing more can be done.
    pub fn is_quiet(&self) -> bool {
        self.relays.values().all(|relay| relay.is_quiet(self.roster, &self.inbox))
    }

    /// Whether what is sealed now goes to a relay at once.
    pub fn offers_at_once(&self) -> bool {
        self.relays.values().any(|relay| relay.takes_at_once(self.roster))
    }

    /// The end of every chain held here, by device.
    pub fn tips(&self) -> impl Iterator<Item = Tip> {
        self.inbox.tips()
    }

    /// Envelopes known to exist, by a relay's word or a device's, that are not here, by device.
    pub fn waiting_for(&self) -> BTreeMap<DeviceId, u64> {
        let claimed = self.relays.values().filter_map(|relay| relay.audit.as_ref());
        let claimed = claimed.flat_map(|audit| &audit.have).map(|tip| (tip.device, tip.n));
        let mut most: BTreeMap<DeviceId, u64> = self.vouched.clone();
        for (device, n) in claimed {
            let known = most.entry(device).or_default();
            *known = n.max(*known);
        }
        most.into_iter()
            .map(|(device, n)| (device, self.missing_of(device, n)))
            .filter(|(_, missing)| *missing > 0)
            .collect()
    }

    fn missing_of(&self, device: DeviceId, n: u64) -> u64 {
        self.inbox.counted(device, n).saturating_sub(self.inbox.n(device))
    }

    /// What devices vouch for and no relay shows, once every relay that answers has told all it has.
    fn withheld(&self) -> Vec<Alarm> {
        if !self.is_quiet() {
            return Vec::new();
        }
        let Some(relay) = self.relays.values().find(|relay| relay.audit.is_some()) else {
            return Vec::new();
        };
        let unforked = self.vouched.iter().filter(|(device, _)| !self.inbox.is_forked(**device));
        unforked
            .map(|(device, n)| (*device, self.missing_of(*device, *n)))
            .filter(|(_, missing)| *missing > 0)
            .map(|(device, missing)| Alarm::Withheld { relay: relay.id, device, missing })
            .collect()
    }

    /// Envelopes that a relay does not have yet; none before it was met.
    pub fn backlog(&self, relay: RelayId) -> Option<u64> {
        let relay = self.relays.get(&relay)?;
        relay.audit.as_ref()?;
        Some(relay.backlog(&self.inbox).iter().map(|range| range.upto - range.after).sum())
    }

    fn take_in(&mut self, input: Input, now: u64) {
        match input {
            Input::Connected { relay, audit } => {
                if let Some(relay) = self.relays.get_mut(&relay) {
                    relay.connected(now, REANNOUNCE_MS);
                }
                self.audited(relay, *audit);
            }
            Input::Disconnected { relay, why } => {
                let seed = self.seed;
                match (self.relays.get_mut(&relay), why) {
                    (Some(relay), Lost::Unreachable) => relay.disconnected(now, seed),
                    (Some(relay), Lost::Refused) => relay.refused(),
                    (None, _) => {}
                }
            }
            Input::Page { relay, source, envelopes, strangers, next, more, audit } => {
                self.audited(relay, *audit);
                let end = PageEnd {
                    pulled: source == Source::Pulled,
                    next,
                    more,
                    bytes: bytes_of(&envelopes) + bytes_of(&strangers),
                    stop_before: None,
                };
                self.page(relay, envelopes, strangers, end);
            }
            Input::Pushed { relay, audit } => {
                self.audited(relay, *audit);
                let inbox = &self.inbox;
                let alarm = self.relays.get_mut(&relay).and_then(|relay| relay.pushed(inbox));
                self.raise_all(alarm);
            }
            Input::PushRefused { relay, refusal } => self.push_refused(relay, refusal),
            Input::RosterExchanged { relay } => {
                let mine = self.roster;
                if let Some(relay) = self.relays.get_mut(&relay) {
                    relay.roster_exchanged(mine);
                }
            }
            Input::RosterChanged { head, len, cuts } => {
                self.roster = (head, len);
                self.inbox.cut(cuts);
                for (id, relay) in &mut self.relays {
                    self.inbox.forget_held(*id);
                    relay.rewind();
                }
            }
            Input::Sealed(envelope) => self.inbox.advance(&envelope),
            Input::Rewound { end } => self.inbox.rewind(self.me, end),
            Input::Vouched { device, n } => {
                let known = self.vouched.entry(device).or_default();
                *known = n.max(*known);
            }
            Input::ForkSeen { device } => {
                let alarm = self.inbox.fork(device);
                self.raise_all(alarm);
            }
            Input::Tick => {}
        }
    }

    fn audited(&mut self, id: RelayId, audit: Audit) {
        let mut alarms = Vec::new();
        for theirs in &audit.have {
            let mine = self.inbox.tip(theirs.device);
            if self.inbox.counted(theirs.device, theirs.n) < theirs.n {
                continue;
            }
            match mine {
                Some(mine) if mine.n == theirs.n && mine.hash != theirs.hash => {
                    alarms.extend(self.inbox.fork(theirs.device));
                }
                Some(_) | None => {}
            }
            if theirs.device == self.me && theirs.n > self.inbox.n(self.me) {
                self.inbox.fork(self.me);
                alarms.push(Alarm::OwnChainAhead { relay: id });
            }
        }
        if let Some(relay) = self.relays.get_mut(&id) {
            alarms.extend(relay.audited(audit, &self.inbox));
        }
        self.raise_all(alarms);
    }

    fn page(
        &mut self,
        id: RelayId,
        envelopes: Vec<(u64, Envelope)>,
        strangers: Vec<(u64, Envelope)>,
        mut end: PageEnd,
    ) {
        let mut accepted = Vec::new();
        let mut no_room =
            |seq: u64| end.stop_before = Some(end.stop_before.map_or(seq, |s| s.min(seq)));
        for (seq, envelope) in envelopes {
            let device = envelope.header().device;
            if device == self.me || self.inbox.is_forked(device) {
                continue;
            }
            match self.inbox.offer(id, seq, envelope) {
                Offered::Next(run) => accepted.extend(run),
                Offered::Known | Offered::Held | Offered::Beyond => {}
                Offered::NoRoom => no_room(seq),
                Offered::Fork(envelope) => {
                    let alarm = self.inbox.fork(device);
                    self.queue.push_back(Output::Evidence { envelope });
                    self.queue.extend(alarm.map(Output::Alarm));
                }
            }
        }
        for (seq, envelope) in strangers {
            if self.inbox.hold(id, seq, envelope) == Offered::NoRoom {
                no_room(seq);
            }
        }
        if end.stop_before.is_some() {
            self.raise(Alarm::QueueFull { relay: id });
        }
        let held_from = self.inbox.lowest_held(id);
        let cursor = self.relays.get_mut(&id).and_then(|relay| relay.page(&end, held_from));
        if !accepted.is_empty() || cursor.is_some() {
            self.queue.push_back(Output::Accept { relay: id, envelopes: accepted, cursor });
        }
    }

    fn push_refused(&mut self, id: RelayId, refusal: PushRefusal) {
        let Some(relay) = self.relays.get_mut(&id) else { return };
        relay.push_refused();
        match refusal {
            PushRefusal::Full => {
                let alarm = relay.is_full();
                self.raise_all(alarm);
            }
            PushRefusal::Stale(audit) => self.audited(id, *audit),
            PushRefusal::Forked { audit, devices } => {
                for device in devices {
                    let alarm = self.inbox.fork(device);
                    self.raise_all(alarm);
                }
                self.audited(id, *audit);
            }
        }
    }

    fn raise_all(&mut self, alarms: impl IntoIterator<Item = Alarm>) {
        for alarm in alarms {
            self.raise(alarm);
        }
    }

    /// Each alarm once for the life of this engine.
    fn raise(&mut self, alarm: Alarm) {
        if self.raised.insert(alarm) {
            self.queue.push_back(Output::Alarm(alarm));
        }
    }
}

fn bytes_of(envelopes: &[(u64, Envelope)]) -> usize {
    envelopes.iter().map(|(_, envelope)| envelope.bytes().len()).sum()
}
