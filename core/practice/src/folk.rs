//! Everybody at a moment: who is one person with whom, how each stands, and what they are called on screen. Read once for
//! each question, from rows alone.

use std::collections::{BTreeMap, BTreeSet};

use requite_engine::{ListQuery, Row, record::Facet};

use crate::{Day, Including, Practice, PracticeError, Standing, Surface, entries::Fields, kinds};

/// Pages of this many rows are read until there is nobody left.
const PAGE: usize = 500;

/// Whether names are shown in full.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Naming {
    Full,
    /// By alias, or the first letter.
    Discreet,
}

/// Everybody. Ids are those of pages; merged pages are one person, whose id is that of one of them.
#[derive(Debug)]
pub(crate) struct Folk {
    people: BTreeMap<String, Person>,
    /// A page to the person it belongs to.
    is_page_of: BTreeMap<String, String>,
    naming: Naming,
}

/// Somebody, with all pages that were merged.
#[derive(Debug, Clone)]
pub(crate) struct Person {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) alias: Option<String>,
    pub(crate) standing: Standing,
    /// Ids of all pages, this person's own among them.
    pub(crate) pages: Vec<String>,
    /// The row of the page that gave the name.
    pub(crate) row: Row,
    called: Vec<String>,
}

impl Practice {
    /// Everybody, as they stand on a day.
    pub(crate) fn folk(&mut self, today: Day) -> Result<Folk, PracticeError> {
        let query = ListQuery { limit: PAGE, ..ListQuery::of(kinds::name::PERSON) };
        let rows = self.all(query)?;
        let naming =
            if self.settings_row()?.is_some_and(|row| Fields(&row.fields).is_set("discreet")) {
                Naming::Discreet
            } else {
                Naming::Full
            };
        Ok(Folk::of(rows, today, naming))
    }
}

impl Folk {
    fn of(rows: Vec<Row>, today: Day, naming: Naming) -> Self {
        let is_page_of = resolve(&rows);
        let mut pages: BTreeMap<String, Vec<Row>> = BTreeMap::new();
        for row in rows {
            if let Some(person) = is_page_of.get(&row.id.to_string()) {
                pages.entry(person.clone()).or_default().push(row);
            }
        }
        let people = pages
            .into_iter()
            .filter_map(|(id, rows)| Some((id.clone(), Person::of(id, rows, today)?)))
            .collect();
        Self { people, is_page_of, naming }
    }

    /// Everybody, by id.
    pub(crate) fn everybody(&self) -> impl Iterator<Item = &Person> {
        self.people.values()
    }

    /// The person that a page belongs to.
    pub(crate) fn person(&self, page: &str) -> Option<&Person> {
        self.people.get(self.is_page_of.get(page)?)
    }

    /// Somebody by name, alias or the beginning of an id.
    pub(crate) fn find(&self, who: &str) -> Result<&Person, PracticeError> {
        let wanted = who.trim().trim_start_matches('@').to_lowercase();
        let called = |person: &&Person| person.called.contains(&wanted);
        let mut found: Vec<&Person> = self.people.values().filter(called).collect();
        if found.is_empty() && !wanted.is_empty() {
            let ids = self.is_page_of.iter().filter(|(page, _)| page.starts_with(&wanted));
            let ids: BTreeSet<&String> = ids.map(|(_, person)| person).collect();
            found = ids.into_iter().filter_map(|id| self.people.get(id)).collect();
        }
        if found.is_empty() {
            // The first name will do for those who come up anyway.
            let first = |person: &&Person| {
                person.standing == Standing::Open
                    && person.called.iter().any(|name| name.split(' ').next() == Some(&wanted))
            };
            found = self.people.values().filter(first).collect();
        }
        match found.as_slice() {
            [one] => Ok(*one),
            [] => Err(PracticeError::NoPerson),
            _ => Err(PracticeError::Ambiguous),
        }
    }

    /// What the people behind ids are called on screen, in order of name and each once.
    pub(crate) fn names(&self, pages: &[String]) -> Vec<String> {
        let people: BTreeSet<&str> =
            pages.iter().filter_map(|page| self.is_page_of.get(page)).map(String::as_str).collect();
        let people = people.into_iter().filter_map(|id| self.people.get(id));
        let mut names: Vec<String> = people.map(|person| self.name(person)).collect();
        names.sort();
        names
    }

    /// What somebody is called on screen.
    pub(crate) fn name(&self, person: &Person) -> String {
        match self.naming {
            Naming::Full => person.name.clone(),
            Naming::Discreet => person.alias.clone().unwrap_or_else(|| {
                person.name.chars().next().map(|first| format!("{first}.")).unwrap_or_default()
            }),
        }
    }

    /// What somebody is called on screen, by an id that may be empty or not here.
    pub(crate) fn name_of(&self, page: &str) -> String {
        self.person(page).map(|person| self.name(person)).unwrap_or_default()
    }

    /// The filters of lists that leave out whoever a surface does not show. `field` is where the kind keeps people.
    pub(crate) fn left_out(
        &self,
        surface: Surface,
        including: Including,
        field: &str,
    ) -> Vec<Facet> {
        let hidden = self.people.values().filter(|p| !surface.shows(p.standing, including));
        let pages = hidden.flat_map(|person| &person.pages);
        pages.map(|page| Facet { field: field.to_owned(), value: page.clone() }).collect()
    }

    /// The list of what concerns somebody, or of what a surface shows where nobody is named.
    pub(crate) fn concerning(
        &self,
        kind: &str,
        field: &str,
        who: Option<&str>,
        surface: Surface,
        including: Including,
    ) -> Result<ListQuery, PracticeError> {
        let mut list = ListQuery::of(kind);
        match who {
            Some(who) => list.any_of = self.find(who)?.facets(field),
            None => list.without = self.left_out(surface, including, field),
        }
        Ok(list)
    }

    /// Whether a surface shows what concerns these people: nobody among them may be hidden on it.
    pub(crate) fn shows(&self, surface: Surface, including: Including, pages: &[String]) -> bool {
        let people = pages.iter().filter_map(|page| self.person(page));
        people.into_iter().all(|person| surface.shows(person.standing, including))
    }
}

impl Person {
    /// None for rows without the person's own page.
    fn of(id: String, rows: Vec<Row>, today: Day) -> Option<Self> {
        let text = |row: &Row, field: &str| Fields(&row.fields).text(field);
        let called = rows.iter().flat_map(|row| [text(row, "display_name"), text(row, "alias")]);
        let called = called.map(|name| name.to_lowercase()).filter(|name| !name.is_empty());
        let called = called.collect();
        // Of several pages the most careful mark counts.
        let standing = rows.iter().map(|row| standing(row, today)).max()?;
        let pages = rows.iter().map(|row| row.id.to_string()).collect();
        let alias = rows.iter().map(|row| text(row, "alias")).find(|alias| !alias.is_empty());
        let row = rows.into_iter().find(|row| row.id.to_string() == id)?;
        let name = text(&row, "display_name");
        Some(Self { id, name, alias, standing, pages, row, called })
    }

    /// The filters of lists that choose what concerns this person.
    pub(crate) fn facets(&self, field: &str) -> Vec<Facet> {
        let facet = |page: &String| Facet { field: field.to_owned(), value: page.clone() };
        self.pages.iter().map(facet).collect()
    }
}

fn standing(row: &Row, today: Day) -> Standing {
    let fields = Fields(&row.fields);
    if fields.is_set("unsafe") {
        return Standing::Unsafe;
    }
    let until = fields.text("quiet_until");
    let is_over = !until.is_empty() && until < today.to_string();
    if fields.is_set("quiet") && !is_over { Standing::Quiet } else { Standing::Open }
}

/// Which page belongs to which person: everybody that merges tie together is one. That one is the page that was merged into no
/// other, the smallest id of several or of a circle.
fn resolve(rows: &[Row]) -> BTreeMap<String, String> {
    let ids: BTreeSet<String> = rows.iter().map(|row| row.id.to_string()).collect();
    let ties: Vec<(String, String)> = rows
        .iter()
        .flat_map(|row| {
            let from = row.id.to_string();
            let into = Fields(&row.fields).list("merged_into").into_iter();
            into.map(move |into| (from.clone(), into))
        })
        .filter(|(from, into)| from != into && ids.contains(into))
        .collect();
    let mut class: BTreeMap<String, String> =
        ids.iter().map(|id| (id.clone(), id.clone())).collect();
    for (one, other) in &ties {
        let (one, other) = (class.get(one).cloned(), class.get(other).cloned());
        if let (Some(one), Some(other)) = (one, other) {
            class.values_mut().filter(|of| **of == other).for_each(|of| of.clone_from(&one));
        }
    }
    let merged: BTreeSet<&String> = ties.iter().map(|(from, _)| from).collect();
    let mut person: BTreeMap<&String, &String> = BTreeMap::new();
    // Ids come in order, so the first that fits is the smallest.
    for (id, of) in class.iter().filter(|(id, _)| !merged.contains(id)).chain(&class) {
        person.entry(of).or_insert(id);
    }
    let of = |of: &String| person.get(of).map(|id| (*id).clone());
    class.iter().filter_map(|(id, class)| Some((id.clone(), of(class)?))).collect()
}
