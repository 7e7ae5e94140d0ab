//! Boundaries: what I will do when something happens, and limits that warn before they are reached.

use std::collections::BTreeMap;

use jiff::Timestamp;
use requite_engine::{
    DocumentId, ListQuery, Row,
    record::{Edit, Facet},
};
use serde::Serialize;

use crate::{
    Day, Including, Practice, PracticeError, Surface, When, Zone,
    entries::{Fields, Wrote, parse_tag},
    folk::Folk,
    kinds::{
        self,
        name::{BOUNDARY, BOUNDARY_EVENT},
    },
    records::{some_text, the_only, word},
};

/// A boundary to be set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewBoundary {
    /// Name or id of the other; nobody where it holds with everybody.
    pub person: Option<String>,
    /// When it counts.
    pub when: String,
    /// What I will do.
    pub i_will: String,
    /// Days of the week it is limited to: 1 is Monday.
    pub days: Vec<i64>,
    /// Contacts a week.
    pub per_week: Option<i64>,
    /// Minutes of one contact.
    pub minutes: Option<i64>,
    /// Ways of being in touch: of [`kinds::CHANNELS`].
    pub channels: Vec<String>,
    /// What is not talked about.
    pub topics: Vec<String>,
    /// A day to look at it again.
    pub review: Option<String>,
}

/// A boundary in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BoundaryItem {
    /// Its id.
    pub id: String,
    /// The other's name.
    pub person: Option<String>,
    /// When it counts.
    pub when: String,
    /// What I will do.
    pub i_will: String,
    /// Days of the week.
    pub days: Vec<i64>,
    /// Contacts a week.
    pub per_week: Option<i64>,
    /// Minutes of one contact.
    pub minutes: Option<i64>,
    /// Ways of being in touch.
    pub channels: Vec<String>,
    /// What is not talked about.
    pub topics: Vec<String>,
    /// Since when.
    pub started: String,
    /// A day to look at it again.
    pub review_on: Option<String>,
    /// Whether it holds.
    pub active: bool,
    /// How often each was noted: mine and theirs, each by its own side.
    pub noted: Noted,
}

/// What was noted of a boundary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Noted {
    /// By me.
    pub me: Held,
    /// By them.
    pub them: Held,
}

/// How often.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Held {
    /// Held.
    pub held: u64,
    /// Bent.
    pub bent: u64,
    /// Crossed.
    pub crossed: u64,
}

impl Practice {
    /// Sets a boundary.
    ///
    /// # Errors
    /// [`PracticeError`] says what does not fit.
    pub fn add_boundary(
        &mut self,
        boundary: &NewBoundary,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<Wrote, PracticeError> {
        let today = Day::today(zone, now);
        let when = some_text("when", Some(&boundary.when)).ok_or(PracticeError::EmptyText)?;
        let i_will = some_text("i_will", Some(&boundary.i_will)).ok_or(PracticeError::EmptyText)?;
        let mut edits = vec![when, i_will];
        edits.push(Edit::set("started", today.to_string()));
        edits.push(Edit::set("active", true));
        if let Some(who) = &boundary.person {
            edits.push(Edit::set("person", self.folk(today)?.find(who)?.id.as_str()));
        }
        edits.extend(boundary.days.iter().map(|day| Edit::add("days", *day)));
        edits.extend(boundary.per_week.map(|times| Edit::set("per_week", times)));
        edits.extend(boundary.minutes.map(|minutes| Edit::set("minutes", minutes)));
        for channel in &boundary.channels {
            edits.push(Edit::add("channels", word("channel", channel, kinds::CHANNELS)?));
        }
        for topic in &boundary.topics {
            edits.push(Edit::add("topics", parse_tag(&topic.trim().replace(' ', "_"))?));
        }
        if let Some(review) = &boundary.review {
            let day = Day::parse_ahead(review, zone, now)?;
            edits.push(Edit::set("review_on", day.to_string()));
        }
        let id = self.make("boundary add", BOUNDARY, edits)?.to_string();
        Ok(Wrote { id, date: today.to_string() })
    }

    /// Notes what became of a boundary once: `held`, `bent` or `crossed`, and by whom.
    ///
    /// # Errors
    /// [`PracticeError`] says what does not fit.
    pub fn note_boundary(
        &mut self,
        id: &str,
        result: &str,
        by: &str,
        line: Option<&str>,
        when: &When,
        (zone, now): (&Zone, Timestamp),
    ) -> Result<Wrote, PracticeError> {
        let boundary = self.find_boundary(id)?;
        let occurred = when.resolve(zone, now)?;
        let person = Fields(&self.row_of(boundary, "boundary")?.fields).some("person");
        let mut edits = vec![
            Edit::set("boundary", boundary.to_string()),
            Edit::set("occurred", &occurred),
            Edit::choose("who", word("side", by, kinds::SIDES)?),
            Edit::choose("result", word("result", result, kinds::HELD)?),
        ];
        edits.extend(person.map(|person| Edit::set("person", person)));
        edits.extend(some_text("line", line));
        let id = self.make("boundary note", BOUNDARY_EVENT, edits)?.to_string();
        Ok(Wrote { id, date: occurred.date.to_string() })
    }

    /// A boundary no longer holds.
    ///
    /// # Errors
    /// [`PracticeError::NoRecord`], [`PracticeError::Ambiguous`].
    pub fn end_boundary(&mut self, id: &str) -> Result<BoundaryItem, PracticeError> {
        let id = self.find_boundary(id)?;
        self.revise("boundary end", BOUNDARY, id, vec![Edit::set("active", false)])?;
        let (folk, row) = (self.folk(Day::FIRST)?, self.row_of(id, "boundary")?);
        let noted = self.noted(core::slice::from_ref(&row))?;
        Ok(boundary_item(&folk, &row, noted.into_values().next()))
    }

    /// Boundaries, the newest first. Whoever is quieted comes up only by name.
    ///
    /// # Errors
    /// [`PracticeError`] says what does not fit.
    pub fn boundaries(
        &mut self,
        person: Option<&str>,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<Vec<BoundaryItem>, PracticeError> {
        let folk = self.folk(Day::today(zone, now))?;
        let list =
            folk.concerning(BOUNDARY, "person", person, Surface::Timeline, Including::Usual)?;
        let rows = self.all(ListQuery { limit: 500, ..list })?;
        let noted = self.noted(&rows)?;
        let item = |row: &Row| boundary_item(&folk, row, noted.get(&row.id.to_string()).copied());
        Ok(rows.iter().map(item).collect())
    }

    /// What was agreed with oneself before seeing somebody: the boundaries that hold with them, and those with everybody.
    ///
    /// # Errors
    /// [`PracticeError`] says what does not fit.
    pub fn boundaries_before(
        &mut self,
        who: &str,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<Vec<BoundaryItem>, PracticeError> {
        let mut items = self.boundaries(Some(who), zone, now)?;
        let others = self.boundaries(None, zone, now)?;
        items.extend(others.into_iter().filter(|item| item.person.is_none()));
        items.retain(|item| item.active);
        Ok(items)
    }

    fn find_boundary(&mut self, id: &str) -> Result<DocumentId, PracticeError> {
        self.find_record(BOUNDARY, "boundary", id)
    }

    /// What was noted of boundaries, by their ids; nothing of those of which nothing was.
    fn noted(&mut self, boundaries: &[Row]) -> Result<BTreeMap<String, Noted>, PracticeError> {
        let mut noted: BTreeMap<String, Noted> = BTreeMap::new();
        if boundaries.is_empty() {
            return Ok(noted);
        }
        let facet = |row: &Row| Facet { field: "boundary".into(), value: row.id.to_string() };
        let any_of = boundaries.iter().map(facet).collect();
        let events = ListQuery { any_of, limit: 500, ..ListQuery::of(BOUNDARY_EVENT) };
        for event in self.all(events)? {
            let fields = Fields(&event.fields);
            noted.entry(fields.text("boundary")).or_default().count(&fields);
        }
        Ok(noted)
    }
}

fn boundary_item(folk: &Folk, row: &Row, noted: Option<Noted>) -> BoundaryItem {
    let fields = Fields(&row.fields);
    let numbers = |field: &str| {
        let list = row.fields.get(field).and_then(|list| list.as_array()).cloned();
        let mut list: Vec<i64> =
            list.unwrap_or_default().iter().filter_map(serde_json::Value::as_i64).collect();
        list.sort_unstable();
        list
    };
    BoundaryItem {
        id: row.id.to_string(),
        person: fields.some("person").map(|page| folk.name_of(&page)),
        when: fields.text("when"),
        i_will: fields.text("i_will"),
        days: numbers("days"),
        per_week: fields.number("per_week"),
        minutes: fields.number("minutes"),
        channels: fields.list("channels"),
        topics: fields.list("topics"),
        started: fields.text("started"),
        review_on: fields.some("review_on"),
        active: fields.is_set("active"),
        noted: noted.unwrap_or_default(),
    }
}

impl Noted {
    /// What is marked two ways counts nowhere until somebody chooses.
    fn count(&mut self, event: &Fields<'_>) {
        let side = match the_only(event, "who").as_deref() {
            Some("me") => &mut self.me,
            Some("them") => &mut self.them,
            _ => return,
        };
        match the_only(event, "result").as_deref() {
            Some("held") => side.held += 1,
            Some("bent") => side.bent += 1,
            Some("crossed") => side.crossed += 1,
            _ => {}
        }
    }
}
