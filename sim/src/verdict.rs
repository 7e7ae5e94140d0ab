//! What the list of devices came to, once all that anybody knows is put together: which rows of the rule table this world met, and
//! whether they hold.

use std::collections::BTreeMap;

use requite_engine::DeviceId;
use requite_sync::roster::Roster;
use requite_wire::{
    Hash,
    roster::{Body, Entry},
};

use crate::world::{Failed, World};

impl World {
    /// Judges the whole list, all branches.
    pub(crate) fn judge(&mut self, roster: &Roster) -> Result<(), Failed> {
        let entries: Vec<&Entry> = roster.entries().collect();
        if entries.iter().any(|entry| roster.is_void(entry.hash())) {
            self.marks.hit("entry void");
        }
        if entries.iter().any(|entry| is_rotated(entry.body())) {
            self.marks.hit("new epoch");
        }
        if entries.iter().any(|entry| is_joining(entry.body())) {
            self.marks.hit("epochs joined");
        }
        self.forks(roster, &entries);
        self.words_at_once(roster, &entries);
        self.removals_at_once(roster, &entries)
    }

    fn forks(&mut self, roster: &Roster, entries: &[&Entry]) {
        let mut children: BTreeMap<Hash, Vec<&Entry>> = BTreeMap::new();
        for entry in entries {
            if let Some(parent) = entry.body().parent {
                children.entry(parent).or_default().push(entry);
            }
        }
        for branches in children.values().filter(|branches| branches.len() > 1) {
            self.marks.hit("list forked");
            // Both hold, by two who stay: the more senior one's goes on.
            let mut stay: Vec<DeviceId> = branches
                .iter()
                .filter(|entry| !roster.is_void(entry.hash()))
                .map(|entry| DeviceId::of_key(&entry.body().signer))
                .filter(|signer| roster.is_active(*signer))
                .collect();
            stay.sort();
            stay.dedup();
            if stay.len() > 1 {
                self.marks.hit("seniority decided");
            }
        }
    }

    fn words_at_once(&mut self, roster: &Roster, entries: &[&Entry]) {
        let changes: Vec<&&Entry> = entries
            .iter()
            .filter(|entry| entry.body().action.change_recovery().is_some())
            .collect();
        if !changes.is_empty() {
            self.marks.hit("words changed");
        }
        if pairs(&changes).any(|(a, b)| is_apart(roster, a, b)) {
            self.marks.hit("words changed twice at once");
        }
    }

    /// Revocations that knew nothing of each other all count: of two that remove each other, both are out.
    fn removals_at_once(&mut self, roster: &Roster, entries: &[&Entry]) -> Result<(), Failed> {
        let removals: Vec<&&Entry> =
            entries.iter().filter(|entry| entry.body().action.revoke().is_some()).collect();
        for removal in &removals {
            for device in removed_by(removal) {
                if roster.is_active(device) {
                    return Err(format!("{device} was removed in a branch, and is in"));
                }
            }
        }
        for (a, b) in pairs(&removals).filter(|(a, b)| is_apart(roster, a, b)) {
            let (by_a, by_b) =
                (DeviceId::of_key(&a.body().signer), DeviceId::of_key(&b.body().signer));
            if removed_by(a).any(|id| id == by_b) && removed_by(b).any(|id| id == by_a) {
                self.marks.hit("each removed the other");
            }
            if removed_by(a).any(|id| removed_by(b).any(|other| other == id)) {
                self.marks.hit("removed twice at once");
            }
        }
        Ok(())
    }
}

fn pairs<'a>(of: &'a [&'a &'a Entry]) -> impl Iterator<Item = (&'a Entry, &'a Entry)> {
    of.iter().enumerate().flat_map(|(at, a)| of.iter().skip(at + 1).map(|b| (**a, **b)))
}

/// Whether neither knew of the other.
fn is_apart(roster: &Roster, a: &Entry, b: &Entry) -> bool {
    let (a, b) = (a.hash(), b.hash());
    !roster.precedes(a, b) && !roster.precedes(b, a)
}

fn removed_by(entry: &Entry) -> impl Iterator<Item = DeviceId> {
    let revoke = entry.body().action.revoke();
    revoke.into_iter().flat_map(|revoke| revoke.cuts.iter().map(|cut| cut.device))
}

fn is_rotated(body: &Body) -> bool {
    body.parent.is_some() && body.action.rotate().is_some()
}

/// An epoch that links the keys of more than one before it.
fn is_joining(body: &Body) -> bool {
    body.action.rotate().is_some_and(|rotate| rotate.links.len() > 1)
}
