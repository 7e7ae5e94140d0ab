//! When a guided set rests, and when a kinder one is offered first. Pure: from the sittings and today.

use jiff::{Span, civil::Date};

use crate::{GuidedSet, guided_set};

/// So many sittings that left one worse.
const WORSE: u32 = 3;
/// So many days of rest.
const REST_DAYS: i64 = 14;
/// More sittings than these, in so many days, that asked why.
const WHY_SITTINGS: usize = 3;
const WHY_DAYS: i32 = 7;
/// What is offered first then.
const KINDER: [&str; 3] = ["plainly", "afterwards", "kindness"];

/// Whether a sitting helped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Helped {
    /// Better than before.
    Better,
    /// The same.
    Same,
    /// Worse.
    Worse,
}

/// A sitting with a guided set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sitting<'a> {
    /// The id of the set.
    pub set: &'a str,
    /// Its day.
    pub on: Date,
    /// Whether it helped; none if nothing was said, or two devices say two things.
    pub helped: Option<Helped>,
}

/// The day until which a set rests, if it rests today: 14 days from the third sitting that left one worse, none of them
/// followed by a better one. After a rest the count begins anew. Who asks for the set gets it all the same.
pub fn resting_until(set: &str, sittings: &[Sitting<'_>], today: Date) -> Option<Date> {
    let mut of_it: Vec<&Sitting<'_>> =
        sittings.iter().filter(|sitting| sitting.set == set && sitting.on <= today).collect();
    // On one day, better comes last: who ends a day better is not kept from writing.
    of_it.sort_by_key(|sitting| (sitting.on, sitting.helped == Some(Helped::Better)));
    let (mut worse, mut until) = (0, None);
    for sitting in of_it {
        match sitting.helped {
            Some(Helped::Better) => worse = 0,
            Some(Helped::Worse) => worse += 1,
            Some(Helped::Same) | None => {}
        }
        if worse == WORSE {
            worse = 0;
            until = sitting.on.checked_add(Span::new().days(REST_DAYS)).ok();
        }
    }
    until.filter(|until| today < *until)
}

/// What to offer first, softly, when somebody is about to ask why once more: nothing, or the sets 1, 3 and 10 after more
/// than three sittings with sets that ask why about one person in seven days. The sittings are those about that person.
pub fn soft_turn(sittings: &[Sitting<'_>], today: Date) -> Option<[&'static GuidedSet; 3]> {
    let lately = |on: Date| on <= today && (today - on).get_days() < WHY_DAYS;
    let whys = sittings
        .iter()
        .filter(|sitting| lately(sitting.on))
        .filter(|sitting| guided_set(sitting.set).is_some_and(GuidedSet::asks_why))
        .count();
    if whys <= WHY_SITTINGS {
        return None;
    }
    let [first, second, third] = KINDER.map(guided_set);
    Some([first?, second?, third?])
}
