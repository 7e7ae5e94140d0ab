//! Moments: what somebody did, noted in one line.

use jiff::Timestamp;
use requite_engine::{
    Row,
    record::{Edit, Facet},
};
use serde::Serialize;

use crate::{
    Day, Including, Practice, PracticeError, Surface, When, Zone,
    days::time_of,
    entries::{Fields, LIMIT_MAX, Wrote, add, parse_cursor, set, text},
    folk::Folk,
    kinds,
    records::{meant, word},
};

/// From whom it came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// From them to me.
    Them,
    /// From me to them.
    Me,
    /// From both.
    Both,
}

impl Direction {
    /// As it is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Them => "from_them",
            Self::Me => "from_me",
            Self::Both => "both",
        }
    }

    /// What is meant where nothing is said: time and life are shared, the rest came from them.
    fn usual(kind: &str) -> Self {
        match kind {
            "time_together" | "life" | "other" => Self::Both,
            "boundary" => Self::Me,
            _ => Self::Them,
        }
    }
}

/// A moment to be noted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewMoment {
    /// Names or ids of people.
    pub people: Vec<String>,
    /// One of [`kinds::MOMENT_KINDS`].
    pub kind: String,
    /// A line about it.
    pub line: Option<String>,
    /// From whom; what is usual for the kind if nothing is said.
    pub direction: Option<Direction>,
    /// When it happened.
    pub when: When,
    /// How much effort it was: one of [`kinds::SIZES`].
    pub effort: Option<String>,
    /// How it is known: `saw`, `told` or `guess`; what is only guessed never counts.
    pub certainty: Option<String>,
    /// The promise that it follows from, by its id.
    pub promise: Option<String>,
}

/// A moment in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MomentItem {
    /// Its id.
    pub id: String,
    /// Its day.
    pub date: String,
    /// Its time, where one is known.
    pub time: Option<String>,
    /// Its kind, as stored.
    pub kind: String,
    /// `them`, `me` or `both`.
    pub from: String,
    /// The line, perhaps empty.
    pub line: String,
    /// Names of people.
    pub people: Vec<String>,
    /// Whether it is left out of every number.
    pub excluded: bool,
    /// Why it is.
    pub reason: Option<String>,
    /// How much effort it was.
    pub effort: Option<String>,
    /// How it is known.
    pub certainty: Option<String>,
    /// Id of the promise that it follows from.
    pub promise: Option<String>,
}

/// Which moments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Moments {
    /// All.
    #[default]
    All,
    /// What was good and came from others, or was shared.
    Good,
}

/// A page of moments.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MomentPage {
    /// Newest first.
    pub items: Vec<MomentItem>,
    /// Where the next page begins.
    pub next: Option<String>,
}

/// A question for a page of moments.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MomentQuery {
    /// Somebody by name or id.
    pub person: Option<String>,
    /// Only what was good and came from others.
    pub choice: Moments,
    /// Moments of a page.
    pub limit: usize,
    /// Where the page before ended.
    pub cursor: Option<String>,
}

/// What is no good moment that somebody else had a part in.
const BAD: &[(&str, &str)] = &[
    ("kind", "let_down"),
    ("kind", "hard_word"),
    ("kind", "boundary"),
    ("kind", "life"),
    ("kind", "other"),
    ("direction", "from_me"),
];

impl Practice {
    /// Notes a moment.
    ///
    /// # Errors
    /// [`PracticeError`] says what does not fit.
    pub fn log(
        &mut self,
        moment: &NewMoment,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<Wrote, PracticeError> {
        let kind = meant(&moment.kind, kinds::MOMENT_KINDS).ok_or(PracticeError::MomentKind)?;
        let occurred = moment.when.resolve(zone, now)?;
        let direction = moment.direction.unwrap_or_else(|| Direction::usual(kind));
        let mut edits = vec![
            set("occurred", (&occurred).into()),
            set("kind", kind.into()),
            set("direction", direction.as_str().into()),
        ];
        if let Some(line) = moment.line.as_deref().filter(|line| !line.trim().is_empty()) {
            edits.push(text("line", line));
        }
        if let Some(effort) = &moment.effort {
            edits.push(set("effort", word("effort", effort, kinds::SIZES)?));
        }
        if let Some(certainty) = &moment.certainty {
            edits.push(set("certainty", word("certainty", certainty, kinds::CERTAINTIES)?));
        }
        if let Some(promise) = &moment.promise {
            let promise = self.find_record(kinds::name::PROMISE, "promise", promise)?;
            edits.push(set("promised_by", promise.to_string().into()));
        }
        for who in &moment.people {
            let person = self.find_person(who)?;
            edits.push(add("people", &person.to_string()));
        }
        let id = self.make("log", kinds::name::MOMENT, edits)?;
        Ok(Wrote { id: id.to_string(), date: occurred.date.to_string() })
    }

    /// Leaves a moment out of every number, and perhaps says why.
    ///
    /// # Errors
    /// [`PracticeError::NoRecord`], [`PracticeError::Ambiguous`].
    pub fn exclude_moment(
        &mut self,
        id: &str,
        reason: Option<&str>,
    ) -> Result<String, PracticeError> {
        let id = self.find_record(kinds::name::MOMENT, "moment", id)?;
        let mut edits = vec![Edit::assert("excluded")];
        if let Some(reason) = reason {
            edits.push(Edit::text("reason", &self.base_of(id)?, reason));
        }
        self.revise("moment exclude", kinds::name::MOMENT, id, edits)?;
        Ok(id.to_string())
    }

    /// Lets a moment count again.
    ///
    /// # Errors
    /// [`PracticeError::NoRecord`], [`PracticeError::Ambiguous`].
    pub fn include_moment(&mut self, id: &str) -> Result<String, PracticeError> {
        let id = self.find_record(kinds::name::MOMENT, "moment", id)?;
        self.revise("moment include", kinds::name::MOMENT, id, vec![Edit::withdraw("excluded")])?;
        Ok(id.to_string())
    }

    /// A page of moments, newest first. Whoever is quieted comes up only by name.
    ///
    /// # Errors
    /// [`PracticeError`] says what does not fit.
    pub fn moments(
        &mut self,
        query: &MomentQuery,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<MomentPage, PracticeError> {
        let folk = self.folk(Day::today(zone, now))?;
        let person = query.person.as_deref();
        let (surface, including) = (Surface::Timeline, Including::Usual);
        let mut list =
            folk.concerning(kinds::name::MOMENT, "people", person, surface, including)?;
        list.limit = query.limit.clamp(1, LIMIT_MAX);
        list.cursor = parse_cursor(query.cursor.as_deref())?;
        if query.choice == Moments::Good {
            list.without.extend(BAD.iter().map(|(field, value)| Facet {
                field: (*field).to_owned(),
                value: (*value).to_owned(),
            }));
        }
        let page = self.engine.list(&list)?;
        let items = page.items.iter().map(|row| item(&folk, row)).collect();
        Ok(MomentPage { items, next: page.next.map(|cursor| cursor.to_string()) })
    }
}

fn item(folk: &Folk, row: &Row) -> MomentItem {
    let fields = Fields(&row.fields);
    let occurred = fields.occurred();
    let excluded = fields.is_set("excluded");
    MomentItem {
        id: row.id.to_string(),
        date: occurred.as_ref().map(|o| o.date.to_string()).unwrap_or_default(),
        time: occurred.as_ref().and_then(time_of),
        kind: fields.text("kind"),
        from: fields.text("direction").trim_start_matches("from_").to_owned(),
        line: fields.text("line"),
        people: folk.names(&fields.list("people")),
        excluded,
        reason: fields.some("reason").filter(|_| excluded),
        effort: fields.some("effort"),
        certainty: fields.some("certainty"),
        promise: fields.some("promised_by"),
    }
}
