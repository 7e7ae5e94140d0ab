//! Chains: what is held of each device's, and in which order envelopes may be accepted. Knows nothing of relays but
//! which one an envelope came from.

use std::collections::{BTreeMap, BTreeSet};

use requite_wire::{DeviceId, Envelope, Tip, limits, roster::Cut};

use crate::{Alarm, RelayId};

/// What became of an envelope that was offered.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Offered {
    /// It was here already.
    Known,
    /// It continues its chain, perhaps with some that had waited for it.
    Next(Vec<Envelope>),
    /// It waits for what comes before it.
    Held,
    /// No room to hold it: ask for it again later.
    NoRoom,
    /// Another envelope has its number, or it does not fit the one before it.
    Fork(Envelope),
    /// Written by a device after it was revoked.
    Beyond,
}

#[derive(Debug)]
struct Held {
    relay: RelayId,
    seq: u64,
    envelope: Envelope,
}

#[derive(Debug, Default)]
pub(crate) struct Inbox {
    tips: BTreeMap<DeviceId, Tip>,
    held: BTreeMap<(DeviceId, u64), Held>,
    forked: BTreeSet<DeviceId>,
    cuts: BTreeMap<DeviceId, Cut>,
}

impl Inbox {
    pub(crate) fn new(tips: impl IntoIterator<Item = Tip>, cuts: BTreeMap<DeviceId, Cut>) -> Self {
        let tips = tips.into_iter().map(|tip| (tip.device, tip)).collect();
        Self { tips, cuts, ..Self::default() }
    }

    /// Devices were revoked: what waits of them beyond their cut is of no use any more.
    pub(crate) fn cut(&mut self, cuts: BTreeMap<DeviceId, Cut>) {
        self.cuts = cuts;
        let cuts = &self.cuts;
        self.held.retain(|(device, n), _| cuts.get(device).is_none_or(|cut| *n <= cut.n));
    }

    /// How many of the first `n` envelopes of a device count.
    pub(crate) fn counted(&self, device: DeviceId, n: u64) -> u64 {
        self.cuts.get(&device).map_or(n, |cut| n.min(cut.n))
    }

    /// The end of a chain as held here.
    pub(crate) fn tip(&self, device: DeviceId) -> Option<Tip> {
        self.tips.get(&device).copied()
    }

    pub(crate) fn n(&self, device: DeviceId) -> u64 {
        self.tips.get(&device).map_or(0, |tip| tip.n)
    }

    pub(crate) fn tips(&self) -> impl Iterator<Item = Tip> {
        self.tips.values().copied()
    }

    pub(crate) fn is_forked(&self, device: DeviceId) -> bool {
        self.forked.contains(&device)
    }

    /// Marks a chain as forked; the alarm the first time.
    pub(crate) fn fork(&mut self, device: DeviceId) -> Option<Alarm> {
        self.forked.insert(device).then_some(Alarm::Forked { device })
    }

    /// This device's own new envelope.
    pub(crate) fn advance(&mut self, envelope: &Envelope) {
        let tip = envelope.tip();
        if tip.n > self.n(tip.device) {
            self.tips.insert(tip.device, tip);
        }
    }

    /// This device's own chain ends here again.
    pub(crate) fn rewind(&mut self, me: DeviceId, end: Option<Tip>) {
        match end {
            Some(end) => self.tips.insert(me, end),
            None => self.tips.remove(&me),
        };
    }

    /// Takes an authentic envelope.
    pub(crate) fn offer(&mut self, relay: RelayId, seq: u64, envelope: Envelope) -> Offered {
        let Tip { device, n, hash } = envelope.tip();
        match self.cuts.get(&device) {
            Some(cut) if n > cut.n => return Offered::Beyond,
            Some(cut) if n == cut.n && hash != cut.hash => return Offered::Fork(envelope),
            Some(_) | None => {}
        }
        let have = self.n(device);
        if n <= have {
            let same = n < have || self.tip(device).is_some_and(|tip| tip.hash == hash);
            return if same { Offered::Known } else { Offered::Fork(envelope) };
        }
        if n > have + 1 {
            return self.hold(relay, seq, envelope);
        }
        if !self.follows(&envelope) {
            return Offered::Fork(envelope);
        }
        self.advance(&envelope);
        let mut run = vec![envelope];
        self.release(device, &mut run);
        Offered::Next(run)
    }

    /// Takes an envelope whose author is not known yet: only held.
    pub(crate) fn hold(&mut self, relay: RelayId, seq: u64, envelope: Envelope) -> Offered {
        let key = (envelope.header().device, envelope.header().n);
        if self.held.len() >= limits::HELD_MAX && !self.held.contains_key(&key) {
            return Offered::NoRoom;
        }
        self.held.entry(key).or_insert(Held { relay, seq, envelope });
        Offered::Held
    }

    /// Lets go of everything that waits from a relay; it is pulled again, now that more of its authors are known.
    pub(crate) fn forget_held(&mut self, relay: RelayId) {
        self.held.retain(|_, held| held.relay != relay);
    }

    /// The lowest sequence number of a relay that is only held in memory: its cursor must not pass it.
    pub(crate) fn lowest_held(&self, relay: RelayId) -> Option<u64> {
        self.held.values().filter(|held| held.relay == relay).map(|held| held.seq).min()
    }

    fn follows(&self, envelope: &Envelope) -> bool {
        let header = envelope.header();
        match self.tip(header.device) {
            Some(tip) => header.prev == tip.hash,
            None => header.n == 1,
        }
    }

    fn release(&mut self, device: DeviceId, run: &mut Vec<Envelope>) {
        while let Some(held) = self.held.remove(&(device, self.n(device) + 1)) {
            if !self.follows(&held.envelope) {
                break;
            }
            self.advance(&held.envelope);
            run.push(held.envelope);
        }
    }
}
