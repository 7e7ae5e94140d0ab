//! Pairing mailboxes: two devices that do not know each other's keys yet lay a few sealed messages in, and take them out. In
//! memory only, for two minutes, small, and few: who guesses an id of 32 random bytes finds nothing else in them.

use std::collections::BTreeMap;

use requite_wire::{
    Hash,
    message::Mailbox,
    pairing::{LIFE_S, MAILBOX_BYTES_MAX, MAILBOX_MESSAGES_MAX},
};

use crate::refusal::Refusal;

/// Mailboxes at once.
const MAILBOXES_MAX: usize = 10_000;

#[derive(Debug)]
struct Slot {
    until: u64,
    bytes: usize,
    messages: Vec<Vec<u8>>,
}

#[derive(Debug, Default)]
pub(crate) struct Mailboxes(BTreeMap<Hash, Slot>);

impl Mailboxes {
    /// Lays a message in at its place; the same again changes nothing, another in its place is refused. The first makes the mailbox.
    pub(crate) fn put(
        &mut self,
        id: Hash,
        place: u64,
        message: Vec<u8>,
        now: u64,
    ) -> Result<(), Refusal> {
        self.0.retain(|_, mailbox| now < mailbox.until);
        if place == 0 && !self.0.contains_key(&id) {
            if self.0.len() >= MAILBOXES_MAX {
                return Err(Refusal::Busy);
            }
            let until = now + LIFE_S * 1_000;
            self.0.insert(id, Slot { until, bytes: 0, messages: Vec::new() });
        }
        let mailbox = self.0.get_mut(&id).ok_or(Refusal::NotFound)?;
        let place = usize::try_from(place).unwrap_or(usize::MAX);
        if let Some(there) = mailbox.messages.get(place) {
            return if *there == message { Ok(()) } else { Err(Refusal::Taken) };
        }
        if place != mailbox.messages.len() {
            return Err(Refusal::Malformed);
        }
        let bytes = mailbox.bytes.saturating_add(message.len());
        if bytes > MAILBOX_BYTES_MAX || place >= MAILBOX_MESSAGES_MAX {
            return Err(Refusal::TooLarge);
        }
        mailbox.bytes = bytes;
        mailbox.messages.push(message);
        Ok(())
    }

    /// What lies in it, from a place on. A mailbox that was never there and one that is over are alike: gone.
    pub(crate) fn get(&self, id: Hash, from: u64, now: u64) -> Result<Mailbox, Refusal> {
        let mailbox = self.0.get(&id).filter(|mailbox| now < mailbox.until);
        let mailbox = mailbox.ok_or(Refusal::NotFound)?;
        let from = usize::try_from(from).unwrap_or(usize::MAX);
        let messages = mailbox.messages.iter().skip(from).map(|message| message.clone().into());
        Ok(Mailbox { messages: messages.collect() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: Hash = Hash::new([1; 32]);

    fn read(mailboxes: &Mailboxes, from: u64, now: u64) -> Option<usize> {
        mailboxes.get(ID, from, now).ok().map(|mailbox| mailbox.messages.len())
    }

    #[test]
    fn what_is_laid_in_is_found_for_two_minutes() {
        let mut mailboxes = Mailboxes::default();
        assert_eq!(read(&mailboxes, 0, 0), None);
        assert!(mailboxes.put(ID, 1, vec![1], 0).is_err(), "it begins with the first");
        mailboxes.put(ID, 0, vec![0], 0).unwrap();
        mailboxes.put(ID, 0, vec![0], 5).unwrap();
        mailboxes.put(ID, 1, vec![1], 5).unwrap();
        assert_eq!((read(&mailboxes, 0, 9), read(&mailboxes, 1, 9)), (Some(2), Some(1)));
        assert!(matches!(mailboxes.put(ID, 1, vec![2], 9), Err(Refusal::Taken)));
        assert!(matches!(mailboxes.put(ID, 7, vec![2], 9), Err(Refusal::Malformed)));
        assert_eq!(read(&mailboxes, 0, LIFE_S * 1_000), None);
        assert!(mailboxes.put(ID, 2, vec![2], LIFE_S * 1_000).is_err());
    }

    #[test]
    fn a_mailbox_holds_little() {
        let mut mailboxes = Mailboxes::default();
        for place in 0..8 {
            mailboxes.put(ID, place, vec![0; 10], 0).unwrap();
        }
        assert!(matches!(mailboxes.put(ID, 8, vec![0], 0), Err(Refusal::TooLarge)));
        let other = Hash::new([2; 32]);
        assert!(mailboxes.put(other, 0, vec![0; MAILBOX_BYTES_MAX + 1], 0).is_err());
    }
}
