//! Lessons: what was learned, and which lessons the person finds to be one. Patterns come from links that were made by hand and
//! from nothing else.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use requite_engine::{
    Expect, ListQuery, Origin, Row, Write,
    record::{DocumentId, Edit, Facet},
};
use serde::Serialize;

use crate::{
    Day, Including, Paged, Paging, Practice, PracticeError, Surface, Zone,
    entries::{Fields, add, set, text},
    folk::Folk,
    kinds,
    records::word,
};

/// A lesson to be noted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewLesson {
    /// One of [`kinds::LESSON_KINDS`].
    pub kind: String,
    /// What was learned.
    pub text: String,
    /// Names or ids of people.
    pub people: Vec<String>,
    /// The day it was first noticed; today if nothing is said.
    pub date: Option<String>,
}

/// A lesson.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LessonItem {
    /// Its id.
    pub id: String,
    /// The day it was first noticed.
    pub date: String,
    /// One of [`kinds::LESSON_KINDS`].
    pub kind: String,
    /// What was learned, or the beginning of a long text.
    pub text: String,
    /// Names of people.
    pub people: Vec<String>,
    /// Ids of lessons that it was linked with.
    pub links: Vec<String>,
}

/// Lessons that the person linked, one with the next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Pattern {
    /// Oldest first.
    pub lessons: Vec<LessonItem>,
    /// Names of the people that they are about.
    pub people: Vec<String>,
    /// How many people that are.
    pub people_count: usize,
    /// The years in which they were noticed.
    pub years: Vec<i16>,
}

/// Which lessons are listed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LessonQuery {
    /// One of [`kinds::LESSON_KINDS`].
    pub kind: Option<String>,
    /// Somebody by name or id.
    pub person: Option<String>,
}

impl Practice {
    /// Notes a lesson.
    ///
    /// # Errors
    /// [`PracticeError`] says what does not fit.
    pub fn add_lesson(
        &mut self,
        lesson: &NewLesson,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<LessonItem, PracticeError> {
        if lesson.text.trim().is_empty() {
            return Err(PracticeError::EmptyText);
        }
        let kind = word("kind of lesson", &lesson.kind, kinds::LESSON_KINDS)?;
        let today = Day::today(zone, now);
        let date = lesson.date.as_deref().map(|date| Day::parse(date, zone, now)).transpose()?;
        let folk = self.folk(today)?;
        let mut edits = vec![
            set("noted_on", date.unwrap_or(today).to_string().into()),
            set("kind", kind),
            text("text", lesson.text.trim()),
        ];
        edits.extend(about(&folk, &lesson.people)?);
        let id = self.make("lesson add", kinds::name::LESSON, edits)?;
        self.lesson(id)
    }

    /// Two lessons are one pattern.
    ///
    /// # Errors
    /// [`PracticeError::NoRecord`], [`PracticeError::SameRecord`].
    pub fn link_lessons(&mut self, one: &str, other: &str) -> Result<LessonItem, PracticeError> {
        self.tie("lesson link", one, other, |to| add("links", &to.to_string()))
    }

    /// They are not, after all.
    ///
    /// # Errors
    /// [`PracticeError::NoRecord`], [`PracticeError::SameRecord`].
    pub fn unlink_lessons(&mut self, one: &str, other: &str) -> Result<LessonItem, PracticeError> {
        self.tie("lesson unlink", one, other, |to| Edit::remove("links", to.to_string()))
    }

    /// A page of lessons, newest first. Those about quieted people come when somebody is named.
    ///
    /// # Errors
    /// [`PracticeError::Word`], [`PracticeError::NoPerson`].
    pub fn lessons(
        &mut self,
        query: &LessonQuery,
        paging: &Paging,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<Paged<LessonItem>, PracticeError> {
        let folk = self.folk(Day::today(zone, now))?;
        self.paged(chosen(&folk, query)?, paging, |row| item(&folk, row))
    }

    /// The groups of lessons that were linked, in order of their first day.
    ///
    /// # Errors
    /// [`PracticeError::Engine`].
    pub fn patterns(&mut self, zone: &Zone, now: Timestamp) -> Result<Vec<Pattern>, PracticeError> {
        let folk = self.folk(Day::today(zone, now))?;
        let list = chosen(&folk, &LessonQuery::default())?;
        let rows = self.all(ListQuery { limit: 500, ..list })?;
        let ties = rows.iter().map(|row| (row.id.to_string(), Fields(&row.fields).list("links")));
        let groups = groups(&ties.collect());
        let by_id: BTreeMap<String, &Row> =
            rows.iter().map(|row| (row.id.to_string(), row)).collect();
        let mut patterns: Vec<Pattern> = groups
            .iter()
            .map(|group| pattern(&folk, group.iter().filter_map(|id| by_id.get(id)).copied()))
            .collect();
        patterns.sort_by_key(|pattern| {
            pattern.lessons.first().map(|first| (first.date.clone(), first.id.clone()))
        });
        Ok(patterns)
    }

    /// The same edit on both, each about the other, as one act.
    fn tie(
        &mut self,
        label: &str,
        one: &str,
        other: &str,
        edit: impl Fn(DocumentId) -> Edit,
    ) -> Result<LessonItem, PracticeError> {
        let find =
            |practice: &mut Self, id: &str| practice.find_record(kinds::name::LESSON, "lesson", id);
        let (one, other) = (find(self, one)?, find(self, other)?);
        if one == other {
            return Err(PracticeError::SameRecord);
        }
        let write = |id, to| Write {
            id,
            kind: kinds::name::LESSON,
            edits: vec![edit(to)],
            origin: Origin::Person,
            expect: Expect::There,
        };
        self.engine.commit(label, &[write(one, other), write(other, one)])?;
        self.lesson(one)
    }

    fn lesson(&mut self, id: DocumentId) -> Result<LessonItem, PracticeError> {
        let folk = self.folk(Day::FIRST)?;
        Ok(item(&folk, &self.row_of(id, "lesson")?))
    }
}

fn chosen(folk: &Folk, query: &LessonQuery) -> Result<ListQuery, PracticeError> {
    let (person, lesson) = (query.person.as_deref(), kinds::name::LESSON);
    let mut list =
        folk.concerning(lesson, "people", person, Surface::Timeline, Including::Usual)?;
    if let Some(kind) = &query.kind {
        let kind = word("kind of lesson", kind, kinds::LESSON_KINDS)?;
        let value = kind.as_text().unwrap_or_default().to_owned();
        list.facets.push(Facet { field: "kind".into(), value });
    }
    Ok(list)
}

/// Edits that say whom a record that is made is about.
pub(crate) fn about(folk: &Folk, people: &[String]) -> Result<Vec<Edit>, PracticeError> {
    let mut ids = BTreeSet::new();
    for who in people {
        ids.insert(folk.find(who)?.id.clone());
    }
    Ok(ids.iter().map(|id| add("people", id)).collect())
}

/// The groups that links make, each of two or more. A link counts whichever of the two holds it.
fn groups(links: &BTreeMap<String, Vec<String>>) -> Vec<BTreeSet<String>> {
    let mut groups: Vec<BTreeSet<String>> = Vec::new();
    for (one, others) in links {
        for other in others.iter().filter(|other| links.contains_key(*other) && *other != one) {
            let tied = [one.clone(), other.clone()];
            let (touched, apart): (Vec<_>, Vec<_>) =
                groups.into_iter().partition(|group| tied.iter().any(|id| group.contains(id)));
            groups = apart;
            groups.push(touched.into_iter().flatten().chain(tied).collect());
        }
    }
    groups
}

fn pattern<'a>(folk: &Folk, rows: impl Iterator<Item = &'a Row>) -> Pattern {
    let mut lessons = Vec::new();
    let mut pages = Vec::new();
    for row in rows {
        pages.extend(Fields(&row.fields).list("people"));
        lessons.push(item(folk, row));
    }
    lessons.sort_by_key(|lesson| (lesson.date.clone(), lesson.id.clone()));
    let years: BTreeSet<i16> =
        lessons.iter().filter_map(|lesson| lesson.date.get(..4)?.parse().ok()).collect();
    let people = folk.names(&pages);
    Pattern { lessons, people_count: people.len(), people, years: years.into_iter().collect() }
}

fn item(folk: &Folk, row: &Row) -> LessonItem {
    let fields = Fields(&row.fields);
    LessonItem {
        id: row.id.to_string(),
        date: fields.text("noted_on"),
        kind: fields.text("kind"),
        text: fields.text("text"),
        people: folk.names(&fields.list("people")),
        links: fields.list("links"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn linked(links: &[(&str, &[&str])]) -> Vec<Vec<String>> {
        let links = links.iter().map(|(one, others)| {
            ((*one).to_owned(), others.iter().map(|other| (*other).to_owned()).collect())
        });
        groups(&links.collect()).into_iter().map(|group| group.into_iter().collect()).collect()
    }

    #[test]
    fn links_make_groups_whoever_holds_them() {
        assert!(linked(&[("a", &[]), ("b", &[])]).is_empty());
        assert_eq!(linked(&[("a", &["b"]), ("b", &[]), ("c", &[])]), [["a", "b"]]);
        assert_eq!(linked(&[("a", &["b"]), ("b", &["a"]), ("c", &["b"])]), [["a", "b", "c"]]);
        // Two groups become one by a link between them.
        let chain: &[(&str, &[&str])] =
            &[("a", &["b"]), ("b", &[]), ("c", &["d"]), ("d", &["e", "a"]), ("e", &[])];
        assert_eq!(linked(chain), [["a", "b", "c", "d", "e"]]);
    }

    #[test]
    fn a_link_to_what_is_not_here_makes_no_group() {
        assert!(linked(&[("a", &["gone", "a"])]).is_empty());
    }
}
