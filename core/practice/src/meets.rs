//! Who meets me: how seen, secure and equal somebody felt after each person, one page for each, in order of name and in no
//! other. Nobody is laid beside anybody else.

use std::collections::BTreeMap;

use jiff::Timestamp;
use requite_numbers::Evidence as Noted;
use requite_words::{Locale, Sentence, of_numbers as words, say};
use serde::Serialize;

use crate::{
    Day, Happening, Including, Practice, PracticeError, Surface, Zone,
    picture::{Reading, View, Whole, id},
};

/// What was noted after seeing people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Meetings {
    /// The day.
    pub date: String,
    /// How to read it.
    pub read: String,
    /// People after whom something was noted, by name.
    pub people: Vec<Meeting>,
}

/// How it is after seeing somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Meeting {
    /// The person's id.
    pub id: String,
    /// Their name, as it is shown here.
    pub person: String,
    /// Of [`MEETS`], those of which something was noted.
    pub felt: BTreeMap<&'static str, Met>,
}

/// One feeling after seeing somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Met {
    /// How often it was there, how often it was neither, how often it was missing.
    pub counts: BTreeMap<&'static str, u32>,
    /// The fixed word, beside other days.
    pub says: &'static str,
    /// What is said, counts first.
    pub sentences: Vec<String>,
    /// The last day on which it was there.
    pub last: Option<String>,
    /// Ids of the notes.
    pub evidence: Vec<String>,
}

/// What being met means here.
pub const MEETS: &[&str] = &["seen", "secure", "equal"];

impl Practice {
    /// How somebody feels after seeing people. Whoever is quieted does not come up.
    ///
    /// # Errors
    /// [`PracticeError::Engine`].
    pub fn who_meets_me(&mut self, zone: &Zone, now: Timestamp) -> Result<Meetings, PracticeError> {
        let today = Day::today(zone, now);
        let reading = self.reading(today)?;
        let people = met(&reading);
        let read = if people.is_empty() { Sentence::MeetsNone } else { Sentence::MeetsRead };
        Ok(Meetings { date: today.to_string(), read: say(reading.locale, &read), people })
    }

    /// The notes behind what is said of somebody, newest first.
    ///
    /// # Errors
    /// [`PracticeError::NoPerson`], [`PracticeError::Ambiguous`].
    pub fn meeting_notes(
        &mut self,
        who: &str,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<Vec<Happening>, PracticeError> {
        let reading = self.reading(Day::today(zone, now))?;
        let person = reading.folk.find(who)?;
        let found = felt(&View::of(&reading, &Whole::of(&reading), person));
        self.happenings(found.into_values().flat_map(|met| met.evidence))
    }
}

fn met(reading: &Reading) -> Vec<Meeting> {
    let whole = Whole::of(reading);
    let open = reading
        .folk
        .everybody()
        .filter(|person| Surface::Insights.shows(person.standing, Including::Usual));
    let meeting = |person| Meeting {
        felt: felt(&View::of(reading, &whole, person)),
        person: reading.folk.name(person),
        id: person.id.clone(),
    };
    let mut people: Vec<Meeting> =
        open.map(meeting).filter(|meeting| !meeting.felt.is_empty()).collect();
    people.sort_by(|one, other| {
        (one.person.to_lowercase(), &one.id).cmp(&(other.person.to_lowercase(), &other.id))
    });
    people
}

fn felt(view: &View<'_>) -> BTreeMap<&'static str, Met> {
    let of = |field: &&'static str| {
        let mut notes = view.after_notes(field);
        notes.retain(|note| note.on <= view.today);
        (!notes.is_empty()).then(|| (*field, one(view, field, &notes)))
    };
    MEETS.iter().filter_map(of).collect()
}

fn one(view: &View<'_>, field: &str, notes: &[Noted<i8>]) -> Met {
    let count = |fits: fn(i8) -> bool| {
        u32::try_from(notes.iter().filter(|note| fits(note.what)).count()).unwrap_or(u32::MAX)
    };
    let (there, missing) = (count(|value| value > 0), count(|value| value < 0));
    let neither = count(|value| value == 0);
    let found = view.felt_after(field);
    let (times, of) = (there, there + missing + neither);
    let counted = match field {
        "seen" => Sentence::MetSeen { times, of },
        "secure" => Sentence::MetSecure { times, of },
        _ => Sentence::MetEqual { times, of },
    };
    let last = notes.iter().filter(|note| note.what > 0).map(|note| note.on).max();
    Met {
        counts: BTreeMap::from([("there", there), ("neither", neither), ("missing", missing)]),
        says: found.says.word(),
        sentences: said(view.locale, counted, words::after(&found)),
        last: last.map(|day| day.to_string()),
        evidence: notes.iter().map(|note| id(note.id)).collect(),
    }
}

fn said(locale: Locale, counted: Sentence, beside: Option<Sentence>) -> Vec<String> {
    [Some(counted), beside].into_iter().flatten().map(|one| say(locale, &one)).collect()
}
