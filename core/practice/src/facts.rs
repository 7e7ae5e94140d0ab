//! Facts: what is known of somebody on their page, and of an entry around its text. None of them orders or counts people.

use std::collections::BTreeSet;

use jiff::Timestamp;
use requite_engine::{
    Expect, Write,
    record::{DocumentId, Edit},
};
use serde::Serialize;

use crate::{
    Day, PersonItem, Practice, PracticeError, Zone,
    entries::{Fields, parse_tag},
    folk::Person,
    kinds::{self, name::PERSON},
    people::page_id,
    records::word,
};

/// Facts of a person to be changed: those that are said. An empty text takes a fact away.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PersonFacts {
    /// How to speak of them.
    pub pronoun: Option<String>,
    /// What they are to me, in a word of one's own.
    pub relation: Option<String>,
    /// `YYYY-MM-DD`, or `MM-DD` where the year is not known.
    pub birthday: Option<String>,
    /// The day of first meeting.
    pub met: Option<String>,
    /// What is good to remember.
    pub note: Option<String>,
    /// One of [`kinds::IMPORTANCE`]: about my own time. Nothing is sorted by it.
    pub importance: Option<String>,
}

/// A page in full.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PersonView {
    /// What lists show.
    #[serde(flatten)]
    pub item: PersonItem,
    /// How to speak of them.
    pub pronoun: Option<String>,
    /// What they are to me.
    pub relation: Option<String>,
    /// `YYYY-MM-DD`, or `MM-DD`.
    pub birthday: Option<String>,
    /// The day of first meeting.
    pub met: Option<String>,
    /// About my own time.
    pub importance: Option<String>,
    /// Names of the circles they are in, by name.
    pub circles: Vec<String>,
    /// The note, perhaps empty.
    pub note: String,
    /// Notes of other pages that are theirs too.
    pub merged_notes: Vec<String>,
}

/// Facts of an entry to be changed: those that are said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EntryFacts {
    /// From -2 to 2; an empty one takes it away.
    pub mood: Option<String>,
    /// Words for how it felt, to be added.
    pub words: Vec<String>,
    /// Words to be taken away.
    pub dropped: Vec<String>,
    /// Where it was; an empty one takes it away.
    pub place: Option<String>,
}

impl Practice {
    /// A page in full. What is shown here is what an edit of the note is based on.
    ///
    /// # Errors
    /// [`PracticeError::NoPerson`], [`PracticeError::Ambiguous`].
    pub fn person(
        &mut self,
        who: &str,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<PersonView, PracticeError> {
        let folk = self.folk(Day::today(zone, now))?;
        let person = folk.find(who)?.clone();
        let circles = self.circles_of(&person)?;
        // The records themselves, as rows keep only the beginning of a note.
        let page = self.engine.open_record(page_id(&person.id)?)?;
        self.note_shown(page_id(&person.id)?, &page.heads)?;
        let mut others = Vec::new();
        for page in person.pages.iter().filter(|page| **page != person.id) {
            others.push(self.engine.open_record(page_id(page)?)?);
        }
        let own = Fields(&page.fields);
        // A fact that the page itself does not have may be on one that was merged into it.
        let fact = |field: &str| {
            let elsewhere = || others.iter().find_map(|row| Fields(&row.fields).some(field));
            own.some(field).or_else(elsewhere)
        };
        let notes = others.iter().filter_map(|row| Fields(&row.fields).some("note"));
        Ok(PersonView {
            pronoun: fact("pronoun"),
            relation: fact("relation"),
            birthday: fact("birthday").map(|day| day.trim_start_matches('-').to_owned()),
            met: fact("met"),
            importance: fact("importance"),
            circles,
            note: own.text("note"),
            merged_notes: notes.collect(),
            item: crate::people::item(&folk, &person),
        })
    }

    /// Changes facts on somebody's page, as one act.
    ///
    /// # Errors
    /// [`PracticeError`] says what does not fit.
    pub fn edit_person(
        &mut self,
        who: &str,
        facts: &PersonFacts,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<PersonView, PracticeError> {
        let person = self.folk(Day::today(zone, now))?.find(who)?.clone();
        let id = page_id(&person.id)?;
        let mut edits = Vec::new();
        for (field, given) in [("pronoun", &facts.pronoun), ("relation", &facts.relation)] {
            edits.extend(said(field, given.as_ref(), |text| Ok(on_one_line(text)))?);
        }
        edits.extend(said("birthday", facts.birthday.as_ref(), |text| birthday(text, zone, now))?);
        edits.extend(said("met", facts.met.as_ref(), |text| {
            Ok(Day::parse(text, zone, now)?.to_string())
        })?);
        edits.extend(said("importance", facts.importance.as_ref(), |text| {
            let value = word("importance", text, kinds::IMPORTANCE)?;
            Ok(value.as_text().unwrap_or_default().to_owned())
        })?);
        if let Some(note) = &facts.note {
            let base = self.base_of(id)?;
            edits.push(Edit::text("note", &base, note.trim_end()));
        }
        let mut writes = Vec::new();
        for page in person.pages.iter().filter(|page| **page != person.id) {
            // Else a fact that is taken away here would come up from there.
            let cleared = edits.iter().filter(|edit| matches!(edit, Edit::Clear { .. })).cloned();
            let page = page_id(page)?;
            writes.push(Write {
                expect: Expect::There,
                ..Write::by_person(page, PERSON, cleared.collect())
            });
        }
        writes.push(Write { expect: Expect::There, ..Write::by_person(id, PERSON, edits) });
        self.engine.commit("people edit", &writes)?;
        self.person(&person.id, zone, now)
    }

    /// Names of the circles that any page of somebody is in.
    fn circles_of(&mut self, person: &Person) -> Result<Vec<String>, PracticeError> {
        let mut circles = BTreeSet::new();
        for page in &person.pages {
            let row = self.row_of(page_id(page)?, "person")?;
            circles.extend(Fields(&row.fields).list("circles"));
        }
        let mut names = Vec::new();
        for circle in circles.iter().filter_map(|circle| circle.parse::<DocumentId>().ok()) {
            // A circle that has not arrived here, or is in the trash, has no name to show.
            let row = self.engine.row(circle)?.filter(|row| row.present);
            names.extend(row.and_then(|row| Fields(&row.fields).some("name")));
        }
        names.sort_by_key(|name| name.to_lowercase());
        Ok(names)
    }
}

impl EntryFacts {
    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// What they mean for the record.
    pub(crate) fn edits(&self) -> Result<Vec<Edit>, PracticeError> {
        let mut edits = Vec::new();
        match self.mood.as_deref().map(str::trim) {
            None => {}
            Some("") => edits.push(Edit::clear("mood")),
            Some(mood) => edits.push(Edit::choose("mood", parse_mood(mood)?)),
        }
        for word in &self.words {
            edits.push(Edit::add("words", parse_tag(word)?));
        }
        for word in &self.dropped {
            edits.push(Edit::remove("words", parse_tag(word)?));
        }
        edits.extend(said("place", self.place.as_ref(), |place| Ok(on_one_line(place)))?);
        Ok(edits)
    }
}

/// The edit of a fact, if it was said: an empty one takes it away.
fn said(
    field: &str,
    given: Option<&String>,
    parse: impl FnOnce(&str) -> Result<String, PracticeError>,
) -> Result<Option<Edit>, PracticeError> {
    let Some(text) = given.map(|text| text.trim()) else { return Ok(None) };
    if text.is_empty() {
        return Ok(Some(Edit::clear(field)));
    }
    Ok(Some(Edit::set(field, parse(text)?)))
}

fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A day, or a day of the year, in the spelling that is stored.
fn birthday(text: &str, zone: &Zone, now: Timestamp) -> Result<String, PracticeError> {
    let of_year = text.trim_start_matches('-');
    // A year that has every day.
    if of_year.len() == "MM-DD".len() && Day::stored(&format!("2000-{of_year}")).is_some() {
        return Ok(format!("--{of_year}"));
    }
    let day = Day::parse(text, zone, now).map_err(|_| PracticeError::Birthday)?;
    Ok(day.to_string())
}

fn parse_mood(text: &str) -> Result<i64, PracticeError> {
    let mood = text.parse().ok().filter(|mood| (-2..=2).contains(mood));
    mood.ok_or(PracticeError::Mood)
}
