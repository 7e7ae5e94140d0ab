//! The stream of everything that was written and noted, newest first.

use jiff::Timestamp;
use requite_engine::{Cursor, ListQuery, Row};
use serde::Serialize;
use serde_json::{Map, Value as Json};

use crate::{
    Day, Including, Practice, PracticeError, Surface, Zone,
    days::time_of,
    entries::{Fields, LIMIT_MAX, excerpt, parse_cursor},
    folk::Folk,
    kinds::name,
};

/// A question for a page of the stream.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TimelineQuery {
    /// Somebody by name or id: what concerns them, quieted or not.
    pub person: Option<String>,
    /// Only these kinds; all where none is named.
    pub kinds: Vec<String>,
    /// The first day.
    pub from: Option<String>,
    /// The last day.
    pub to: Option<String>,
    /// Things of a page.
    pub limit: usize,
    /// Where the page before ended.
    pub cursor: Option<String>,
    /// Whom to show besides.
    pub including: Including,
}

/// Something in the stream.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Happening {
    /// Its id.
    pub id: String,
    /// Its kind: `entry`, `moment`, `promise` and the like.
    pub kind: &'static str,
    /// Its day.
    pub date: String,
    /// Its time, where one is known.
    pub time: Option<String>,
    /// Its title or the beginning of its text; one line.
    pub text: String,
    /// Names of people.
    pub people: Vec<String>,
    /// What else the kind says, by the names of its fields.
    pub details: Map<String, Json>,
}

/// A page of the stream.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Timeline {
    /// Newest first.
    pub items: Vec<Happening>,
    /// Where the next page begins.
    pub next: Option<String>,
}

/// How a kind appears in the stream.
pub(crate) struct Strand {
    pub(crate) kind: &'static str,
    /// The field that holds people, where there is one.
    pub(crate) people: Option<&'static str>,
    /// The fields of which the first that says something is shown.
    text: &'static [&'static str],
    details: &'static [&'static str],
}

const fn strand(
    kind: &'static str,
    people: Option<&'static str>,
    text: &'static [&'static str],
    details: &'static [&'static str],
) -> Strand {
    Strand { kind, people, text, details }
}

/// Everything that has a day. Letters and sealed notes are not here: they come up only where somebody goes to them.
pub(crate) const STRANDS: &[Strand] = &[
    strand(
        name::ENTRY,
        Some("people"),
        &["title", "body"],
        &["tags", "starred", "mood", "words", "place"],
    ),
    strand(name::MOMENT, Some("people"), &["line"], &["kind", "direction"]),
    strand(name::CONTACT, Some("people"), &["line"], &["channel", "started_by", "minutes"]),
    strand(name::PROMISE, Some("person"), &["text"], &["by", "outcome"]),
    strand(name::NEED, Some("person"), &["text"], &["whose", "asked", "response"]),
    strand(name::ATTEMPT, Some("person"), &["line"], &["step", "response"]),
    strand(name::FELT, Some("person"), &["line"], &["when", "fields", "words"]),
    strand(name::COST_GAIN, Some("person"), &["text"], &["side"]),
    strand(name::HOPE, Some("person"), &["text"], &["side", "review_on"]),
    strand(name::GRIEF_NOTE, Some("person"), &["text"], &["side"]),
    strand(name::BOUNDARY_EVENT, Some("person"), &["line"], &["who", "result"]),
    strand(name::REFLECTION, Some("people"), &[], &["set_id", "helped"]),
    strand(name::LESSON, Some("people"), &["text"], &["kind"]),
    strand(name::MILESTONE, None, &["text"], &[]),
];

impl Practice {
    /// A page of the stream. Whoever is quieted does not come up unless asked for.
    ///
    /// # Errors
    /// [`PracticeError`] says what does not fit.
    pub fn timeline(
        &mut self,
        query: &TimelineQuery,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<Timeline, PracticeError> {
        let strands = chosen(&query.kinds)?;
        let folk = self.folk(Day::today(zone, now))?;
        let person = query.person.as_deref().map(|who| folk.find(who)).transpose()?;
        let including = if person.is_some() { Including::Everybody } else { query.including };
        let day = |text: &Option<String>| {
            let day = text.as_deref().map(|text| Day::parse(text, zone, now)).transpose();
            day.map(|day| day.map(|day| day.to_string()))
        };
        let limit = query.limit.clamp(1, LIMIT_MAX);
        let (from, to) = (day(&query.from)?, day(&query.to)?);
        let cursor = parse_cursor(query.cursor.as_deref())?;
        let mut rows: Vec<(&Strand, Row)> = Vec::new();
        for strand in strands {
            if person.is_some() && strand.people.is_none() {
                continue;
            }
            let field = strand.people.unwrap_or_default();
            let list = ListQuery {
                any_of: person.map(|person| person.facets(field)).unwrap_or_default(),
                without: folk.left_out(Surface::Timeline, including, field),
                from: from.clone(),
                to: to.clone(),
                limit: limit + 1,
                cursor: cursor.clone(),
                ..ListQuery::of(strand.kind)
            };
            rows.extend(self.engine.list(&list)?.items.into_iter().map(|row| (strand, row)));
        }
        rows.sort_by(|(_, one), (_, other)| (&other.order, other.id).cmp(&(&one.order, one.id)));
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = rows.last().filter(|_| more).map(|(_, row)| Cursor::behind(row).to_string());
        let items = rows.iter().map(|(strand, row)| strand.show(&folk, row)).collect();
        Ok(Timeline { items, next })
    }
}

impl Strand {
    pub(crate) fn show(&self, folk: &Folk, row: &Row) -> Happening {
        let fields = Fields(&row.fields);
        let mut people = self.people.map(|field| fields.list(field)).unwrap_or_default();
        people.extend(self.people.and_then(|field| fields.some(field)));
        let text = self.text.iter().map(|field| fields.text(field));
        let text = text.into_iter().find(|text| !text.trim().is_empty()).unwrap_or_default();
        let said = |field: &&&str| row.fields.get(**field).is_some_and(|value| !is_nothing(value));
        let details = self.details.iter().filter(said);
        Happening {
            id: row.id.to_string(),
            kind: self.kind,
            date: row.order.get(..10).unwrap_or_default().to_owned(),
            time: fields.occurred().as_ref().and_then(time_of),
            text: excerpt(&text),
            people: folk.names(&people),
            details: details
                .map(|field| {
                    ((*field).to_owned(), row.fields.get(*field).cloned().unwrap_or_default())
                })
                .collect(),
        }
    }
}

fn chosen(kinds: &[String]) -> Result<Vec<&'static Strand>, PracticeError> {
    const NAMES: &[&str] = &[
        name::ENTRY,
        name::MOMENT,
        name::CONTACT,
        name::PROMISE,
        name::NEED,
        name::ATTEMPT,
        name::FELT,
        name::COST_GAIN,
        name::HOPE,
        name::GRIEF_NOTE,
        name::BOUNDARY_EVENT,
        name::REFLECTION,
        name::LESSON,
        name::MILESTONE,
    ];
    let known = |kind: &String| {
        let kind = crate::records::word("kind", kind, NAMES)?;
        let found = STRANDS.iter().find(|strand| Some(strand.kind) == kind.as_text());
        found.ok_or(PracticeError::Word { what: "kind", one_of: NAMES })
    };
    match kinds {
        [] => Ok(STRANDS.iter().collect()),
        kinds => kinds.iter().map(known).collect(),
    }
}

/// What need not be said: nothing, an empty list, a flag that is off.
pub(crate) fn is_nothing(value: &Json) -> bool {
    match value {
        Json::Null | Json::Bool(false) => true,
        Json::Array(values) => values.is_empty(),
        Json::Object(values) => values.is_empty(),
        Json::String(text) => text.is_empty(),
        Json::Bool(true) | Json::Number(_) => false,
    }
}
