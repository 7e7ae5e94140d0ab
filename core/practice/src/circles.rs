//! Circles that people are gathered in, and the tags in use.

use std::collections::BTreeMap;

use jiff::Timestamp;
use requite_engine::{
    Expect, ListQuery, Origin, Row, Write,
    record::{DocumentId, Edit},
};
use serde::Serialize;

use crate::{
    Day, Including, Practice, PracticeError, Surface, Zone,
    entries::Fields,
    kinds,
    people::{page_id, parse_name},
};

/// A circle of people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CircleItem {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Names of the people in it, by name.
    pub people: Vec<String>,
}

/// A tag in use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TagItem {
    /// Its name.
    pub name: String,
    /// How many entries have it.
    pub entries: usize,
}

impl Practice {
    /// Adds a circle. The same name on two devices is one circle.
    ///
    /// # Errors
    /// [`PracticeError::Name`].
    pub fn add_circle(
        &mut self,
        name: &str,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<CircleItem, PracticeError> {
        let name = parse_name(name)?;
        let kind = kinds::name::CIRCLE;
        let id = self.engine.derived_id(kind, 0, &[name.to_lowercase().as_bytes()]);
        let edits = vec![Edit::set("name", name.as_str())];
        let expect = Expect::Either;
        let mut writes = vec![Write { id, kind, edits, origin: Origin::Derived, expect }];
        if self.engine.row(id)?.is_some_and(|row| !row.present) {
            writes.push(Write::by_person(id, kind, vec![Edit::Restore]));
        }
        self.engine.commit("circle add", &writes)?;
        self.circle(id, zone, now)
    }

    /// Gives a circle another name.
    ///
    /// # Errors
    /// [`PracticeError::NoRecord`], [`PracticeError::Name`].
    pub fn rename_circle(
        &mut self,
        circle: &str,
        name: &str,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<CircleItem, PracticeError> {
        let id = self.find_circle(circle)?;
        let edits = vec![Edit::set("name", parse_name(name)?)];
        self.revise("circle rename", kinds::name::CIRCLE, id, edits)?;
        self.circle(id, zone, now)
    }

    /// Puts somebody into a circle.
    ///
    /// # Errors
    /// [`PracticeError::NoPerson`], [`PracticeError::NoRecord`].
    pub fn put_in_circle(
        &mut self,
        who: &str,
        circle: &str,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<CircleItem, PracticeError> {
        let person = page_id(&self.folk(Day::today(zone, now))?.find(who)?.id)?;
        let id = self.find_circle(circle)?;
        let edits = vec![Edit::add("circles", id.to_string())];
        self.revise("circle put", kinds::name::PERSON, person, edits)?;
        self.circle(id, zone, now)
    }

    /// Takes somebody out of a circle, with all pages that are theirs.
    ///
    /// # Errors
    /// [`PracticeError::NoPerson`], [`PracticeError::NoRecord`].
    pub fn take_from_circle(
        &mut self,
        who: &str,
        circle: &str,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<CircleItem, PracticeError> {
        let pages = self.folk(Day::today(zone, now))?.find(who)?.pages.clone();
        let id = self.find_circle(circle)?;
        let mut writes = Vec::new();
        for page in &pages {
            let edits = vec![Edit::remove("circles", id.to_string())];
            writes.push(Write::by_person(page_id(page)?, kinds::name::PERSON, edits));
        }
        self.engine.commit("circle take", &writes)?;
        self.circle(id, zone, now)
    }

    /// The circles by name, with those in them who come up by themselves.
    ///
    /// # Errors
    /// [`PracticeError::Engine`].
    pub fn circles(
        &mut self,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<Vec<CircleItem>, PracticeError> {
        let folk = self.folk(Day::today(zone, now))?;
        // Rows of pages, as any page of a person may have been put into a circle.
        let pages = self.all(ListQuery { limit: 500, ..ListQuery::of(kinds::name::PERSON) })?;
        let mut members: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for page in &pages {
            let id = page.id.to_string();
            if folk.shows(Surface::PersonPicker, Including::Usual, std::slice::from_ref(&id)) {
                for circle in Fields(&page.fields).list("circles") {
                    members.entry(circle).or_default().push(id.clone());
                }
            }
        }
        let rows = self.all(ListQuery { limit: 500, ..ListQuery::of(kinds::name::CIRCLE) })?;
        let item = |row: &Row| CircleItem {
            id: row.id.to_string(),
            name: Fields(&row.fields).text("name"),
            people: folk
                .names(members.get(&row.id.to_string()).map(Vec::as_slice).unwrap_or_default()),
        };
        let mut circles: Vec<CircleItem> = rows.iter().map(item).collect();
        circles.sort_by_key(|circle| (circle.name.to_lowercase(), circle.id.clone()));
        Ok(circles)
    }

    /// The tags in use, by name. Those of entries about quieted people do not count.
    ///
    /// # Errors
    /// [`PracticeError::Engine`].
    pub fn tags(&mut self, zone: &Zone, now: Timestamp) -> Result<Vec<TagItem>, PracticeError> {
        let folk = self.folk(Day::today(zone, now))?;
        let rows = self.all(ListQuery {
            limit: 1_000,
            without: folk.left_out(Surface::Timeline, Including::Usual, "people"),
            ..ListQuery::of(kinds::name::ENTRY)
        })?;
        let mut tags: BTreeMap<String, usize> = BTreeMap::new();
        for tag in rows.iter().flat_map(|row| Fields(&row.fields).list("tags")) {
            *tags.entry(tag).or_default() += 1;
        }
        Ok(tags.into_iter().map(|(name, entries)| TagItem { name, entries }).collect())
    }

    /// By name, or by the beginning of an id.
    fn find_circle(&mut self, circle: &str) -> Result<DocumentId, PracticeError> {
        self.find_named(kinds::name::CIRCLE, "circle", circle)
    }

    /// A record of a kind that has a `name`: by that, or by the beginning of its id.
    pub(crate) fn find_named(
        &mut self,
        kind: &'static str,
        called: &'static str,
        which: &str,
    ) -> Result<DocumentId, PracticeError> {
        match self.named(kind, which)? {
            Some(id) => Ok(id),
            None => self.find_record(kind, called, which),
        }
    }

    /// A record of a kind that has this name.
    pub(crate) fn named(
        &mut self,
        kind: &'static str,
        name: &str,
    ) -> Result<Option<DocumentId>, PracticeError> {
        let name = name.trim().to_lowercase();
        let rows = self.all(ListQuery { limit: 500, ..ListQuery::of(kind) })?;
        let is_called = |row: &Row| Fields(&row.fields).text("name").to_lowercase() == name;
        let mut named = rows.iter().filter(|row| is_called(row)).map(|row| row.id);
        match (named.next(), named.next()) {
            (Some(_), Some(_)) => Err(PracticeError::Ambiguous),
            (one, _) => Ok(one),
        }
    }

    fn circle(
        &mut self,
        id: DocumentId,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<CircleItem, PracticeError> {
        let id = id.to_string();
        let circle = self.circles(zone, now)?.into_iter().find(|circle| circle.id == id);
        circle.ok_or(PracticeError::NoRecord("circle"))
    }
}
