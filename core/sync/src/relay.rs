//! One relay as the engine sees it: what it has, what was asked of it, and what to ask next.
//! The plan is computed from "what I have" against "what it has"; nothing else is remembered but what is under way.

use std::collections::BTreeMap;

use requite_wire::{Audit, DeviceId, Hash, limits};

use crate::{Alarm, Cursor, Output, Range, RelayId, backoff, inbox::Inbox};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Line {
    Offline,
    Connecting,
    Online,
    Refused,
}

/// How a search for envelopes that the relay claims to have goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Search {
    FromCursor,
    FromStart,
    Exhausted,
}

/// What was asked of the relay and not answered yet.
#[derive(Debug, Default)]
struct Asked {
    pull: bool,
    /// How many envelopes the relay lacked when the push began.
    push: Option<u64>,
    roster: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Space {
    #[default]
    Free,
    Full,
}

/// Whether there is room, for what waits here and on the relay's disk.
#[derive(Debug, Default)]
struct Room {
    here: Space,
    there: Space,
}

#[derive(Debug)]
pub(crate) struct Relay {
    pub(crate) id: RelayId,
    line: Line,
    failures: u32,
    retry_at: u64,
    pub(crate) cursor: Cursor,
    after: u64,
    pub(crate) audit: Option<Audit>,
    asked: Asked,
    search: Search,
    empty_pages: u32,
    unstored: u32,
    room: Room,
    round_bytes: usize,
    next_announce: u64,
    /// The relay's list and ours, head and length, when they last met.
    roster_settled_for: Option<[(Hash, u64); 2]>,
    /// The last audit was older than what is known, and was passed over.
    doubted: bool,
}

impl Relay {
    pub(crate) fn new(id: RelayId, cursor: Option<Cursor>) -> Self {
        let cursor = cursor.unwrap_or_default();
        Self {
            id,
            line: Line::Offline,
            failures: 0,
            retry_at: 0,
            cursor,
            after: cursor.after,
            audit: None,
            asked: Asked::default(),
            search: Search::FromCursor,
            empty_pages: 0,
            unstored: 0,
            room: Room::default(),
            round_bytes: 0,
            next_announce: 0,
            roster_settled_for: None,
            doubted: false,
        }
    }

    pub(crate) fn connected(&mut self, now: u64, reannounce_ms: u64) {
        self.line = Line::Online;
        self.failures = 0;
        self.reset_asked();
        self.search = Search::FromCursor;
        self.next_announce = now.saturating_add(reannounce_ms);
    }

    pub(crate) fn disconnected(&mut self, now: u64, seed: u64) {
        self.line = Line::Offline;
        self.failures = self.failures.saturating_add(1);
        self.retry_at = now.saturating_add(backoff::wait_ms(self.failures, seed));
        self.audit = None;
        self.reset_asked();
    }

    pub(crate) fn refused(&mut self) {
        self.line = Line::Refused;
        self.audit = None;
        self.reset_asked();
    }

    fn reset_asked(&mut self) {
        self.asked = Asked::default();
        self.room.there = Space::Free;
        self.round_bytes = 0;
        self.empty_pages = 0;
        self.roster_settled_for = None;
    }

    /// Takes in what the relay says it has.
    pub(crate) fn audited(&mut self, audit: Audit, inbox: &Inbox) -> Option<Alarm> {
        let another_life = self.cursor.generation != audit.generation;
        if !another_life && self.audit.is_some() && audit.head < self.after && !self.doubted {
            // An answer that was overtaken on its way looks like a relay that lost something: believed the second time.
            self.doubted = true;
            return None;
        }
        self.doubted = false;
        let first_meeting = self.cursor == Cursor::default();
        let lost = another_life || audit.head < self.after;
        if lost {
            // Its numbers mean something else now. What is already here need not be read again.
            let nothing_new = audit
                .have
                .iter()
                .all(|tip| inbox.counted(tip.device, tip.n) <= inbox.n(tip.device));
            self.after = if nothing_new { audit.head } else { 0 };
            self.cursor = Cursor { generation: audit.generation, after: self.after };
            self.search = Search::FromCursor;
        }
        if self.audit.as_ref().is_some_and(|old| old.head != audit.head) {
            self.search = Search::FromCursor;
        }
        self.audit = Some(audit);
        (lost && !first_meeting).then_some(Alarm::RolledBack { relay: self.id })
    }

    /// Takes in the end of a page: `held_from` is the lowest sequence number that is only held in memory.
    pub(crate) fn page(&mut self, page: &PageEnd, held_from: Option<u64>) -> Option<Cursor> {
        if page.pulled {
            self.asked.pull = false;
            self.empty_pages = if page.bytes == 0 && page.more { self.empty_pages + 1 } else { 0 };
        }
        self.round_bytes = self.round_bytes.saturating_add(page.bytes);
        self.room.here = page.stop_before.map_or(Space::Free, |_| Space::Full);
        let reached = page.stop_before.map_or(page.next, |seq| seq.saturating_sub(1));
        self.after = self.after.max(reached);
        let safe = held_from.map_or(self.after, |seq| self.after.min(seq.saturating_sub(1)));
        let generation = self.audit.as_ref()?.generation;
        let cursor = Cursor { generation, after: safe.max(self.cursor.after) };
        if cursor == self.cursor {
            return None;
        }
        self.cursor = cursor;
        Some(cursor)
    }

    /// Begins to read again from the last sequence number that is safely stored.
    pub(crate) fn rewind(&mut self) {
        self.after = self.cursor.after;
        self.search = Search::FromCursor;
    }

    pub(crate) fn pushed(&mut self, inbox: &Inbox) -> Option<Alarm> {
        let before = self.asked.push.take()?;
        let after: u64 = self.backlog(inbox).iter().map(|range| range.upto - range.after).sum();
        self.unstored = if after >= before { self.unstored + 1 } else { 0 };
        (self.unstored == UNSTORED_MAX).then_some(Alarm::NotStored { relay: self.id })
    }

    /// A push was refused. Refusals in a row count like pushes that were not stored: no loop without an end.
    pub(crate) fn push_refused(&mut self) {
        self.asked.push = None;
        self.unstored = self.unstored.saturating_add(1);
    }

    pub(crate) fn is_full(&mut self) -> Option<Alarm> {
        let before = core::mem::replace(&mut self.room.there, Space::Full);
        (before == Space::Free).then_some(Alarm::RelayFull { relay: self.id })
    }

    pub(crate) fn roster_exchanged(&mut self, mine: (Hash, u64)) {
        self.asked.roster = false;
        let theirs = self.audit.as_ref().map(|audit| (audit.roster_head, audit.roster_len));
        self.roster_settled_for = theirs.map(|theirs| [theirs, mine]);
    }

    /// Time has passed: what had been given up or paused may be tried again.
    pub(crate) fn tick(&mut self, now: u64, reannounce_ms: u64) {
        self.round_bytes = 0;
        if self.line == Line::Online && now >= self.next_announce {
            self.next_announce = now.saturating_add(reannounce_ms);
            self.room.there = Space::Free;
            self.unstored = 0;
            self.empty_pages = 0;
            self.search = Search::FromCursor;
            self.roster_settled_for = None;
        }
    }

    /// What to do now, and when to look again.
    pub(crate) fn plan(&mut self, now: u64, roster: (Hash, u64), inbox: &Inbox, out: &mut Plan) {
        match self.line {
            Line::Refused | Line::Connecting => return,
            Line::Offline if now >= self.retry_at => {
                self.line = Line::Connecting;
                out.outputs.push(Output::Connect { relay: self.id });
                return;
            }
            Line::Offline => return out.wake_at(self.retry_at),
            Line::Online => {}
        }
        out.wake_at(self.next_announce);
        self.plan_roster(roster, out);
        self.plan_pull(now, inbox, out);
        self.plan_push(roster, inbox, out);
    }

    /// Pulls even where nothing is known to be new: the answer is an audit.
    pub(crate) fn announce(&mut self, out: &mut Plan) {
        if self.line == Line::Online && !self.asked.pull {
            self.asked.pull = true;
            out.outputs.push(Output::Pull { relay: self.id, after: self.after });
        }
    }

    pub(crate) fn announce_is_due(&self, now: u64) -> bool {
        self.line == Line::Online && now >= self.next_announce
    }

    /// Whether nothing is under way and nothing more can be done here for now.
    pub(crate) fn is_quiet(&self, roster: (Hash, u64), inbox: &Inbox) -> bool {
        match self.line {
            Line::Offline | Line::Refused => true,
            Line::Connecting => false,
            Line::Online => {
                let asked = self.asked.pull || self.asked.push.is_some() || self.asked.roster;
                let wants_roster = self.roster_wish(roster).is_some();
                let wants_pull = self.missing(inbox) > 0
                    && self.search != Search::Exhausted
                    && !self.is_choked();
                let wants_push = self.may_push(roster) && !self.backlog(inbox).is_empty();
                !asked && !wants_roster && !wants_pull && !wants_push
            }
        }
    }

    /// Envelopes that the relay says it has and that are not here.
    pub(crate) fn missing(&self, inbox: &Inbox) -> u64 {
        let have = self.audit.iter().flat_map(|audit| &audit.have);
        have.filter(|tip| !inbox.is_forked(tip.device))
            .map(|tip| inbox.counted(tip.device, tip.n).saturating_sub(inbox.n(tip.device)))
            .fold(0, u64::saturating_add)
    }

    /// What is here and not there.
    pub(crate) fn backlog(&self, inbox: &Inbox) -> Vec<Range> {
        let Some(audit) = &self.audit else { return Vec::new() };
        let theirs: BTreeMap<DeviceId, u64> =
            audit.retired.iter().chain(&audit.have).map(|tip| (tip.device, tip.n)).collect();
        inbox
            .tips()
            .filter(|tip| !inbox.is_forked(tip.device))
            .map(|tip| {
                let after = theirs.get(&tip.device).copied().unwrap_or(0);
                Range { device: tip.device, after, upto: inbox.counted(tip.device, tip.n) }
            })
            .filter(|range| range.upto > range.after)
            .collect()
    }

    fn roster_wish(&self, mine: (Hash, u64)) -> Option<Output> {
        let audit = self.audit.as_ref()?;
        // An entry on a branch that does not go on leaves the head as it is, so the length counts too.
        let theirs = (audit.roster_head, audit.roster_len);
        if theirs == mine || self.roster_settled_for == Some([theirs, mine]) {
            return None;
        }
        let relay = self.id;
        let relay_is_behind = theirs.1 < mine.1;
        Some(if relay_is_behind {
            Output::PublishRoster { relay }
        } else {
            Output::FetchRoster { relay }
        })
    }

    fn plan_roster(&mut self, mine: (Hash, u64), out: &mut Plan) {
        if self.asked.roster {
            return;
        }
        if let Some(output) = self.roster_wish(mine) {
            self.asked.roster = true;
            out.outputs.push(output);
        }
    }

    fn is_choked(&self) -> bool {
        self.room.here == Space::Full || self.empty_pages >= limits::EMPTY_PAGES_MAX
    }

    fn plan_pull(&mut self, now: u64, inbox: &Inbox, out: &mut Plan) {
        let missing = self.missing(inbox);
        if missing == 0 || self.asked.pull || self.is_choked() {
            return;
        }
        if self.round_bytes >= limits::ROUND_BYTES_MAX {
            return out.wake_at(now);
        }
        let head = self.audit.as_ref().map_or(0, |audit| audit.head);
        if self.after >= head {
            self.search = match self.search {
                Search::FromCursor => Search::FromStart,
                Search::FromStart | Search::Exhausted => Search::Exhausted,
            };
            if self.search == Search::Exhausted {
                return self.report_withheld(inbox, out);
            }
            self.after = 0;
        }
        self.asked.pull = true;
        out.outputs.push(Output::Pull { relay: self.id, after: self.after });
    }

    fn report_withheld(&self, inbox: &Inbox, out: &mut Plan) {
        for tip in self.audit.iter().flat_map(|audit| &audit.have) {
            let missing = inbox.counted(tip.device, tip.n).saturating_sub(inbox.n(tip.device));
            if missing > 0 && !inbox.is_forked(tip.device) {
                out.alarms.push(Alarm::Withheld { relay: self.id, device: tip.device, missing });
            }
        }
    }

    fn may_push(&self, roster: (Hash, u64)) -> bool {
        // A relay that does not know a device yet would refuse its envelopes.
        let roster_is_there = self.roster_wish(roster).is_none() && !self.asked.roster;
        roster_is_there && self.room.there == Space::Free && self.unstored < UNSTORED_MAX
    }

    /// Whether a push would begin at once if there were something to push.
    pub(crate) fn takes_at_once(&self, roster: (Hash, u64)) -> bool {
        let is_met = self.line == Line::Online && self.audit.is_some();
        is_met && self.asked.push.is_none() && self.may_push(roster)
    }

    fn plan_push(&mut self, roster: (Hash, u64), inbox: &Inbox, out: &mut Plan) {
        if self.asked.push.is_some() || !self.may_push(roster) {
            return;
        }
        let ranges = self.backlog(inbox);
        if ranges.is_empty() {
            return;
        }
        self.asked.push = Some(ranges.iter().map(|range| range.upto - range.after).sum());
        out.outputs.push(Output::Push { relay: self.id, ranges });
    }
}

/// Times that a relay may say "stored" without having it, before it is left alone until the next announcement.
const UNSTORED_MAX: u32 = 3;

/// How a page ended.
#[derive(Debug)]
pub(crate) struct PageEnd {
    pub(crate) pulled: bool,
    pub(crate) next: u64,
    pub(crate) more: bool,
    pub(crate) bytes: usize,
    /// The first envelope for which there was no room.
    pub(crate) stop_before: Option<u64>,
}

/// What to do now, in order.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    pub(crate) outputs: Vec<Output>,
    pub(crate) alarms: Vec<Alarm>,
    pub(crate) wake: Option<u64>,
}

impl Plan {
    fn wake_at(&mut self, at: u64) {
        self.wake = Some(self.wake.map_or(at, |wake| wake.min(at)));
    }
}
