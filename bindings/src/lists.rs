//! Lists that live: a window on a list, told as small changes of what is on the screen.

use std::{collections::BTreeSet, sync::Arc};

use requite::{Including as In, Paging, Practice};

use crate::{
    EngineError, ListenerError,
    at::Moment,
    desk::Desk,
    hub::{Change, Subscription},
    journal::EntryQuery,
    mirror::Cross,
    moments::TimelineQuery,
    people::Including,
    promises::PromiseQuery,
};

/// More changes at once than this are told as a reset.
const MANY: usize = 64;

/// What a list shows of one thing: enough for its line on the screen, nothing more. The whole is fetched by id.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Card {
    /// Its id.
    pub id: String,
    /// Its kind, such as `entry`, `promise`, `person`.
    pub kind: String,
    /// The day, `YYYY-MM-DD`; empty where it has none.
    pub date: String,
    /// The minute, `HH:MM`, where one is known.
    pub time: Option<String>,
    /// A title; empty where it has none.
    pub title: String,
    /// The first words.
    pub excerpt: String,
    /// The names of the people it is about.
    pub people: Vec<String>,
    /// What else a line may show, in a fixed order: `starred`, `quiet`, `unsafe`, `kept`, `not_kept` and the like.
    pub flags: Vec<String>,
}

/// Which list.
#[derive(Debug, Clone, PartialEq, uniffi::Enum)]
pub enum ListOf {
    /// The diary, newest first.
    Entries {
        /// Which entries.
        query: EntryQuery,
    },
    /// Everything that happened, newest first.
    Timeline {
        /// Which.
        query: TimelineQuery,
    },
    /// The people, by name.
    People {
        /// Also quieted ones, or everybody.
        including: Including,
    },
    /// Promises.
    Promises {
        /// Which.
        query: PromiseQuery,
    },
}

/// One change of a list, to be applied in order.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Enum)]
pub enum ListChange {
    /// The list is this now.
    Reset {
        /// All of it.
        cards: Vec<Card>,
    },
    /// A card came in.
    Insert {
        /// Where it is now.
        index: u32,
        /// The card.
        card: Card,
    },
    /// A card shows something else.
    Update {
        /// Where it is.
        index: u32,
        /// What it shows now.
        card: Card,
    },
    /// A card is gone.
    Remove {
        /// Where it was.
        index: u32,
    },
    /// A card moved.
    Move {
        /// From here,
        from: u32,
        /// to here, counted after it was taken out.
        to: u32,
    },
}

/// Told how a list changes. The first call is a reset.
#[uniffi::export(with_foreign)]
pub trait ListListener: Send + Sync {
    /// Apply these in order. `generation` counts the calls from 1; a number that was left out means that the list has to be
    /// asked for anew.
    fn changed(&self, generation: u64, changes: Vec<ListChange>) -> Result<(), ListenerError>;
}

/// Watches a list. The listener is first told the list as it is.
pub(crate) fn watch(
    desk: &Arc<Desk>,
    list: ListOf,
    listener: Arc<dyn ListListener>,
) -> Result<Arc<Subscription>, EngineError> {
    desk.shared.admits()?;
    let mut shown: Option<Vec<Card>> = None;
    let mut generation = 0;
    let subscription = desk.shared.hub.watch(Box::new(move |desk: &Desk, _: &[Change]| {
        let moment = desk.shared.at.moment();
        let of = list.clone();
        // A list that cannot be read now, as while the engine is suspended, is read at the next change.
        let Ok(cards) = desk.ask_here(move |open| read(open.practice()?, &of, &moment)) else {
            return Ok(());
        };
        let changes = match shown.as_deref() {
            None => vec![ListChange::Reset { cards: cards.clone() }],
            Some(before) => steps(before, &cards),
        };
        shown = Some(cards);
        if changes.is_empty() {
            return Ok(());
        }
        generation += 1;
        listener.changed(generation, changes)
    }));
    desk.shared.hub.nudge();
    Ok(subscription)
}

fn read(it: &mut Practice, list: &ListOf, at: &Moment) -> Result<Vec<Card>, EngineError> {
    let (zone, now) = (&at.zone, at.now);
    Ok(match list.clone() {
        ListOf::Entries { query } => {
            it.entries(&query.cross(), zone, now)?.items.into_iter().map(entry).collect()
        }
        ListOf::Timeline { query } => {
            it.timeline(&query.cross(), zone, now)?.items.into_iter().map(happening).collect()
        }
        ListOf::People { including } => {
            let including: In = including.cross();
            it.people(including, zone, now)?.into_iter().map(person).collect()
        }
        ListOf::Promises { query } => it
            .promises(&query.cross(), &Paging::everything(), zone, now)?
            .items
            .into_iter()
            .map(promise)
            .collect(),
    })
}

fn entry(item: requite::EntryItem) -> Card {
    Card {
        id: item.id,
        kind: "entry".to_owned(),
        date: item.date,
        time: item.time,
        title: item.title,
        excerpt: item.excerpt,
        people: item.people,
        flags: flags([("starred", item.starred)]),
    }
}

fn happening(item: requite::Happening) -> Card {
    Card {
        id: item.id,
        kind: item.kind.to_owned(),
        date: item.date,
        time: item.time,
        title: String::new(),
        excerpt: item.text,
        people: item.people,
        flags: Vec::new(),
    }
}

fn person(item: requite::PersonItem) -> Card {
    Card {
        id: item.id,
        kind: "person".to_owned(),
        date: String::new(),
        time: None,
        title: item.alias.unwrap_or(item.name),
        excerpt: String::new(),
        people: Vec::new(),
        flags: flags([("quiet", item.quiet), ("unsafe", item.is_unsafe)]),
    }
}

fn promise(item: requite::PromiseItem) -> Card {
    Card {
        id: item.id,
        kind: "promise".to_owned(),
        date: item.made,
        time: None,
        title: String::new(),
        excerpt: item.text,
        people: vec![item.person],
        flags: [Some(item.by), item.outcome].into_iter().flatten().collect(),
    }
}

fn flags<const N: usize>(all: [(&str, bool); N]) -> Vec<String> {
    all.into_iter().filter(|(_, on)| *on).map(|(flag, _)| flag.to_owned()).collect()
}

/// The way from one state of a list to the next.
fn steps(before: &[Card], after: &[Card]) -> Vec<ListChange> {
    let index = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let staying: BTreeSet<&str> = after.iter().map(|card| card.id.as_str()).collect();
    let mut now: Vec<&Card> = before.iter().collect();
    let mut changes = Vec::new();
    for at in (0..now.len()).rev() {
        if now.get(at).is_some_and(|card| !staying.contains(card.id.as_str())) {
            now.remove(at);
            changes.push(ListChange::Remove { index: index(at) });
        }
    }
    for (at, card) in after.iter().enumerate() {
        match now.iter().skip(at).position(|there| there.id == card.id) {
            None => {
                now.insert(at, card);
                changes.push(ListChange::Insert { index: index(at), card: card.clone() });
                continue;
            }
            Some(0) => {}
            Some(behind) => {
                let moved = now.remove(at + behind);
                now.insert(at, moved);
                changes.push(ListChange::Move { from: index(at + behind), to: index(at) });
            }
        }
        if now.get(at).is_some_and(|there| *there != card) {
            changes.push(ListChange::Update { index: index(at), card: card.clone() });
        }
    }
    if changes.len() > MANY {
        return vec![ListChange::Reset { cards: after.to_vec() }];
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card(id: &str, excerpt: &str) -> Card {
        Card {
            id: id.to_owned(),
            kind: "entry".to_owned(),
            date: String::new(),
            time: None,
            title: String::new(),
            excerpt: excerpt.to_owned(),
            people: Vec::new(),
            flags: Vec::new(),
        }
    }

    fn cards(ids: &str) -> Vec<Card> {
        ids.chars().map(|id| card(&id.to_string(), "")).collect()
    }

    /// As a shell applies them.
    fn applied(mut list: Vec<Card>, changes: Vec<ListChange>) -> Vec<Card> {
        for change in changes {
            match change {
                ListChange::Reset { cards } => list = cards,
                ListChange::Insert { index, card } => list.insert(index as usize, card),
                ListChange::Update { index, card } => {
                    list.splice(index as usize..=index as usize, [card]);
                }
                ListChange::Remove { index } => drop(list.remove(index as usize)),
                ListChange::Move { from, to } => {
                    let moved = list.remove(from as usize);
                    list.insert(to as usize, moved);
                }
            }
        }
        list
    }

    #[test]
    fn every_way_from_one_list_to_another_leads_there() {
        let lists = ["", "a", "abc", "cba", "bcd", "dab", "xaybz", "acbd", "dcba", "bd"];
        for before in lists {
            for after in lists {
                let (from, to) = (cards(before), cards(after));
                assert_eq!(applied(from.clone(), steps(&from, &to)), to, "{before} to {after}");
            }
        }
    }

    #[test]
    fn what_stays_is_not_told() {
        assert!(steps(&cards("abc"), &cards("abc")).is_empty());
    }

    #[test]
    fn a_card_that_shows_something_else_is_one_update() {
        let after = vec![card("a", ""), card("b", "new words")];
        let told = steps(&cards("ab"), &after);
        assert!(matches!(told.as_slice(), [ListChange::Update { index: 1, .. }]), "{told:?}");
    }

    #[test]
    fn a_flood_is_told_as_a_reset() {
        let many: Vec<Card> = (0..100).map(|n| card(&n.to_string(), "")).collect();
        assert!(matches!(steps(&[], &many).as_slice(), [ListChange::Reset { .. }]));
    }
}
