//! Questions from the notes: computed where somebody opens the page, kept nowhere, pushed nowhere. What is kept is only that
//! one is not to be asked again.

use std::collections::BTreeMap;

use jiff::{Timestamp, civil::Date};
use requite_engine::record::Edit;
use requite_numbers::EvidenceId;
use requite_words::{Sentence, asks, of_numbers::Whose, say};
use serde::Serialize;
use serde_json::Value as Json;

use crate::{
    Day, Happening, Including, Practice, PracticeError, Surface, Zone,
    entries::Fields,
    evidence::Side,
    kinds::{self, FELT_FIELDS},
    picture::{Reading, View, Whole, ids},
};

/// A question from the notes about somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Insight {
    /// Its key, by which it can be set aside.
    pub key: String,
    /// What it is about: one of [`ASKED_ABOUT`].
    pub about: &'static str,
    /// The person's id.
    pub id: String,
    /// Their name, as it is shown here.
    pub person: String,
    /// The question, in the language of the journal.
    pub question: String,
    /// Ids of the notes behind it.
    pub evidence: Vec<String>,
}

/// The questions of a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Insights {
    /// The day.
    pub date: String,
    /// How to read them.
    pub read: String,
    /// The questions, by the person's name.
    pub items: Vec<Insight>,
    /// Two questions that anybody can be asked, one about each side.
    pub even_handed: Vec<String>,
    /// Questions that are not asked now.
    pub set_aside: Vec<SetAside>,
}

/// A question that is not asked now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SetAside {
    /// Its key.
    pub key: String,
    /// The last day on which it is not asked; none for "never again".
    pub until: Option<String>,
}

/// What questions are about, in the order in which they stand for one person.
pub const ASKED_ABOUT: &[&str] = &[
    "kept",
    "kept_mine",
    "started",
    "needs",
    "care",
    "change",
    "change_mine",
    "gap",
    "after_higher",
    "after_lower",
    "one_sided",
];

/// "Never again".
const EVER: Date = Date::constant(9999, 12, 31);
/// Letters of a key that say which question it is; the person's id comes behind a full stop.
const BETWEEN: char = '.';

impl Practice {
    /// The questions that the notes ask. Whoever is quieted does not come up.
    ///
    /// # Errors
    /// [`PracticeError::Engine`].
    pub fn insights(&mut self, zone: &Zone, now: Timestamp) -> Result<Insights, PracticeError> {
        let today = Day::today(zone, now);
        let reading = self.reading(today)?;
        let until = self.not_asked_until()?;
        let rests = |key: &String| until.get(key).is_some_and(|day| *day >= today.0);
        let mut items = asked(&reading);
        items.retain(|item| !rests(&item.key));
        // Keys name people by their ids: whoever is hidden stays hidden here too.
        let shown = |key: &str| {
            let person = person_of(key).and_then(|page| reading.folk.person(page));
            person.is_some_and(|one| Surface::Insights.shows(one.standing, Including::Usual))
        };
        let set_aside = until.iter().filter(|(key, day)| **day >= today.0 && shown(key));
        let set_aside = set_aside.map(|(key, day)| SetAside {
            key: key.clone(),
            until: Some(day).filter(|day| **day < EVER).map(ToString::to_string),
        });
        let line = |sentence| say(reading.locale, &sentence);
        Ok(Insights {
            date: today.to_string(),
            read: line(if items.is_empty() {
                Sentence::InsightsNone
            } else {
                Sentence::InsightsRead
            }),
            set_aside: set_aside.collect(),
            items,
            even_handed: [Sentence::OneThingTheyDid, Sentence::OneThingIDidNot].map(line).into(),
        })
    }

    /// The notes behind a question, newest first. The key, or the beginning of it where only one has it.
    ///
    /// # Errors
    /// [`PracticeError::NoRecord`], [`PracticeError::Ambiguous`].
    pub fn insight_notes(
        &mut self,
        key: &str,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<Vec<Happening>, PracticeError> {
        let mut items = self.insights(zone, now)?.items;
        let at = the_one(items.iter().map(|item| item.key.as_str()), key)?;
        self.happenings(items.swap_remove(at).evidence)
    }

    /// Does not ask a question again: up to a day and with it, or never.
    ///
    /// # Errors
    /// [`PracticeError::NoRecord`], [`PracticeError::Ambiguous`], [`PracticeError::Date`].
    pub fn dismiss_insight(
        &mut self,
        key: &str,
        until: Option<&str>,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<SetAside, PracticeError> {
        let until = until.map(|day| Day::parse_ahead(day, zone, now)).transpose()?;
        let page = self.insights(zone, now)?;
        let keys: Vec<&str> = page.items.iter().map(|item| item.key.as_str()).collect();
        // What is set aside already may be set aside for longer.
        let known = page.set_aside.iter().map(|one| one.key.as_str());
        let keys: Vec<&str> = keys.into_iter().chain(known).collect();
        let at = the_one(keys.iter().copied(), key)?;
        let key = keys.get(at).copied().unwrap_or_default().to_owned();
        let put = Edit::put("dismissed", &key, last_day(until).as_str());
        let vault = self.vault_record();
        self.revise("insights dismiss", kinds::name::VAULT, vault, vec![put])?;
        Ok(SetAside { key, until: until.map(|day| day.to_string()) })
    }

    /// Asks a question again that was set aside.
    ///
    /// # Errors
    /// [`PracticeError::NoRecord`], [`PracticeError::Ambiguous`].
    pub fn ask_insight_again(
        &mut self,
        key: &str,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<String, PracticeError> {
        let mut known = self.insights(zone, now)?.set_aside;
        let at = the_one(known.iter().map(|one| one.key.as_str()), key)?;
        let key = known.swap_remove(at).key;
        let put = Edit::Put { field: "dismissed".to_owned(), key: key.clone(), value: None };
        let vault = self.vault_record();
        self.revise("insights ask", kinds::name::VAULT, vault, vec![put])?;
        Ok(key)
    }

    /// What is not asked again, and the last day of that.
    pub(crate) fn not_asked_until(&mut self) -> Result<BTreeMap<String, Date>, PracticeError> {
        let row = self.settings_row()?;
        let known = row.map(|row| Fields(&row.fields).map("dismissed")).unwrap_or_default();
        let day = |value: &Json| value.as_str().and_then(Day::stored).map(|day| day.0);
        Ok(known.iter().filter_map(|(key, value)| Some((key.clone(), day(value)?))).collect())
    }
}

/// Every question, by name and then as in [`ASKED_ABOUT`].
fn asked(reading: &Reading) -> Vec<Insight> {
    let whole = Whole::of(reading);
    let open = reading
        .folk
        .everybody()
        .filter(|person| Surface::Insights.shows(person.standing, Including::Usual));
    let mut people: Vec<_> = open.map(|person| (reading.folk.name(person), person)).collect();
    people.sort_by(|(one, first), (other, second)| {
        (one.to_lowercase(), &first.id).cmp(&(other.to_lowercase(), &second.id))
    });
    let mut items = Vec::new();
    for (name, person) in people {
        let view = View::of(reading, &whole, person);
        for (about, question, evidence) in of_person(&view) {
            items.push(Insight {
                key: format!("{about}{BETWEEN}{}", person.id),
                about,
                id: person.id.clone(),
                person: name.clone(),
                question: say(reading.locale, &question),
                evidence: ids(&evidence),
            });
        }
    }
    items
}

type Asked = (&'static str, Sentence, Vec<EvidenceId>);

fn of_person(view: &View<'_>) -> Vec<Asked> {
    let today = view.today;
    let (kept, mine) = (view.kept(Side::Them), view.kept(Side::Me));
    let (started, needs, care) = (view.started(), view.asked(Side::Me), view.cared());
    let (change, changed) = (view.changed(Side::Them), view.changed(Side::Me));
    let (gap, contacts) = view.silence();
    let one_sided = view.points_one_way();
    let mut all: Vec<(&'static str, Option<Sentence>, Vec<EvidenceId>)> = vec![
        ("kept", asks::promises(&kept, Whose::Theirs), kept.evidence),
        ("kept_mine", asks::promises(&mine, Whose::Mine), mine.evidence),
        ("started", asks::initiation(&started), started.evidence),
        ("needs", asks::needs(&needs), view.not_aloud()),
        ("care", asks::care(&care), care.evidence),
        ("change", asks::change(&change, Whose::Theirs, today), change.evidence),
        ("change_mine", asks::change(&changed, Whose::Mine, today), changed.evidence),
        ("gap", asks::gap(&gap), contacts),
    ];
    all.extend(after(view));
    let banner = asks::one_sided(one_sided.as_ref());
    all.push(("one_sided", banner, one_sided.map(|found| found.evidence).unwrap_or_default()));
    all.into_iter().filter_map(|(about, said, notes)| Some((about, said?, notes))).collect()
}

/// Better and lower, each once: of the feelings that say so, the one with the most notes speaks.
fn after(view: &View<'_>) -> [(&'static str, Option<Sentence>, Vec<EvidenceId>); 2] {
    let mut said = [("after_higher", None, Vec::new()), ("after_lower", None, Vec::new())];
    for field in FELT_FIELDS {
        let found = view.felt_after(field);
        let place = match asks::after(&found) {
            Some(question @ Sentence::AskAfterHigher { .. }) => (0, question),
            Some(question) => (1, question),
            None => continue,
        };
        if let Some((_, sentence, evidence)) = said.get_mut(place.0)
            && found.evidence.len() > evidence.len()
        {
            (*sentence, *evidence) = (Some(place.1), found.evidence);
        }
    }
    said
}

/// The last day on which something is not asked, as it is stored.
pub(crate) fn last_day(until: Option<Day>) -> String {
    until.map_or(EVER, |day| day.0).to_string()
}

fn person_of(key: &str) -> Option<&str> {
    key.split_once(BETWEEN).map(|(_, person)| person)
}

/// The place of the one key that begins so.
fn the_one<'a>(
    keys: impl Iterator<Item = &'a str> + Clone,
    given: &str,
) -> Result<usize, PracticeError> {
    let given = given.trim().to_lowercase();
    if let Some(at) = keys.clone().position(|key| key == given) {
        return Ok(at);
    }
    let mut found =
        keys.enumerate().filter(|(_, key)| !given.is_empty() && key.starts_with(&given));
    match (found.next(), found.next()) {
        (Some((at, _)), None) => Ok(at),
        (None, _) => Err(PracticeError::NoRecord("question")),
        (Some(_), Some(_)) => Err(PracticeError::Ambiguous),
    }
}
