//! Promises: who said what would be done, by when, and what became of it.

use jiff::Timestamp;
use requite_engine::{
    ListQuery, Row,
    record::{Edit, Facet},
};
use serde::Serialize;

use crate::{
    Day, Including, Paged, Paging, Practice, PracticeError, Surface, Zone,
    entries::{Fields, Wrote},
    folk::Folk,
    kinds::{self, name::PROMISE},
    records::{some_text, the_only, word},
};

/// A promise to be noted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewPromise {
    /// Name or id of the other.
    pub person: String,
    /// What was promised.
    pub text: String,
    /// Who promised: one of [`kinds::SIDES`], them where nothing is said.
    pub by: Option<String>,
    /// The day on which it was made; today where none is said.
    pub made: Option<String>,
    /// The day on which it is due.
    pub due: Option<String>,
    /// How firm that day is: one of [`kinds::DUE_KINDS`], `by` where nothing is said.
    pub due_kind: Option<String>,
    /// How big: one of [`kinds::SIZES`].
    pub size: Option<String>,
}

/// When a promise is due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Due {
    /// The day.
    pub date: String,
    /// `on`, `by` or `around` it.
    pub kind: String,
}

/// A promise in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PromiseItem {
    /// Its id.
    pub id: String,
    /// The other's name.
    pub person: String,
    /// Who promised: `them` or `me`.
    pub by: String,
    /// What was promised.
    pub text: String,
    /// The day on which it was made.
    pub made: String,
    /// When it is due.
    pub due: Option<Due>,
    /// How big it is.
    pub size: Option<String>,
    /// What became of it; none where it is marked two ways.
    pub outcome: Option<String>,
    /// Everything that it is marked as: more than one means that two devices marked it differently.
    pub marked: Vec<String>,
    /// The day on which it was settled.
    pub resolved_on: Option<String>,
    /// Ids of what shows it.
    pub evidence: Vec<String>,
}

/// Which promises.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PromiseQuery {
    /// With somebody, by name or id.
    pub person: Option<String>,
    /// Marked so: one of [`kinds::OUTCOMES`].
    pub outcome: Option<String>,
}

/// Days before and after an `around` day in which one may ask.
const AROUND: (i32, i32) = (3, 7);
const PAGE: usize = 500;

impl Practice {
    /// Notes a promise.
    ///
    /// # Errors
    /// [`PracticeError`] says what does not fit.
    pub fn add_promise(
        &mut self,
        promise: &NewPromise,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<Wrote, PracticeError> {
        let today = Day::today(zone, now);
        let person = self.folk(today)?.find(&promise.person)?.id.clone();
        let text = some_text("text", Some(&promise.text)).ok_or(PracticeError::EmptyText)?;
        let made = promise.made.as_deref().map(|day| Day::parse(day, zone, now)).transpose()?;
        let made = made.unwrap_or(today);
        let by = word("side", promise.by.as_deref().unwrap_or("them"), kinds::SIDES)?;
        let mut edits = vec![
            Edit::set("person", person),
            Edit::set("by", by),
            text,
            Edit::set("made_on", made.to_string()),
            Edit::choose("outcome", "open"),
        ];
        if let Some(due) = &promise.due {
            let day = Day::parse_ahead(due, zone, now)?;
            let kind = promise.due_kind.as_deref().unwrap_or("by");
            let kind = word("kind of due day", kind, kinds::DUE_KINDS)?;
            edits.push(Edit::set("due", format!("{} {day}", kind.as_text().unwrap_or("by"))));
        }
        if let Some(size) = &promise.size {
            edits.push(Edit::set("size", word("size", size, kinds::SIZES)?));
        }
        let id = self.make("promise add", PROMISE, edits)?;
        Ok(Wrote { id: id.to_string(), date: made.to_string() })
    }

    /// Says what became of a promise. Where two devices marked it differently, this settles it.
    ///
    /// # Errors
    /// [`PracticeError`] says what does not fit.
    pub fn resolve_promise(
        &mut self,
        id: &str,
        outcome: &str,
        on: Option<&str>,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<PromiseItem, PracticeError> {
        let id = self.find_record(PROMISE, "promise", id)?;
        let outcome = word("outcome", outcome, kinds::OUTCOMES)?;
        let on = on.map(|day| Day::parse(day, zone, now)).transpose()?;
        let on = on.unwrap_or_else(|| Day::today(zone, now));
        let settled = if outcome.as_text() == Some("open") {
            Edit::clear("resolved_on")
        } else {
            Edit::set("resolved_on", on.to_string())
        };
        let edits = vec![Edit::choose("outcome", outcome), settled];
        self.revise("promise resolve", PROMISE, id, edits)?;
        self.promise_item(id)
    }

    /// Something that was written or noted shows how it went.
    ///
    /// # Errors
    /// [`PracticeError::NoRecord`], [`PracticeError::Ambiguous`].
    pub fn link_promise(&mut self, id: &str, record: &str) -> Result<PromiseItem, PracticeError> {
        let id = self.find_record(PROMISE, "promise", id)?;
        let (record, _) = self.find_any(record)?;
        self.revise("promise link", PROMISE, id, vec![Edit::add("evidence", record.to_string())])?;
        self.promise_item(id)
    }

    /// A page of promises, the newest first. Whoever is quieted comes up only by name.
    ///
    /// # Errors
    /// [`PracticeError`] says what does not fit.
    pub fn promises(
        &mut self,
        query: &PromiseQuery,
        paging: &Paging,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<Paged<PromiseItem>, PracticeError> {
        let folk = self.folk(Day::today(zone, now))?;
        let mut list = ListQuery::of(PROMISE);
        match &query.person {
            Some(who) => list.any_of = folk.find(who)?.facets("person"),
            None => list.without = folk.left_out(Surface::Timeline, Including::Usual, "person"),
        }
        if let Some(outcome) = &query.outcome {
            let outcome = word("outcome", outcome, kinds::OUTCOMES)?;
            match outcome.as_text() {
                Some("open") => list.without.extend(settled()),
                outcome => list.facets.push(marked(outcome.unwrap_or_default())),
            }
        }
        self.paged(list, paging, |row| item(&folk, row))
    }

    /// Open promises whose day has come, the longest due first. A day that passes never says that a promise was broken.
    ///
    /// # Errors
    /// [`PracticeError::Engine`].
    pub fn due_promises(
        &mut self,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<Vec<PromiseItem>, PracticeError> {
        let today = Day::today(zone, now);
        let folk = self.folk(today)?;
        let quieted = folk.left_out(Surface::Today, Including::Usual, "person");
        let without = settled().chain(quieted).collect();
        let open = self.all(ListQuery { without, limit: PAGE, ..ListQuery::of(PROMISE) })?;
        let mut due: Vec<PromiseItem> = open.iter().map(|row| item(&folk, row)).collect();
        due.retain(|promise| promise.due.as_ref().is_some_and(|due| due.asks_on(today)));
        due.sort_by_key(|promise| {
            (promise.due.as_ref().map(|due| due.date.clone()), promise.id.clone())
        });
        Ok(due)
    }

    fn promise_item(
        &mut self,
        id: requite_engine::DocumentId,
    ) -> Result<PromiseItem, PracticeError> {
        let folk = self.folk(Day::FIRST)?;
        Ok(item(&folk, &self.row_of(id, "promise")?))
    }
}

impl Due {
    fn parse(stored: &str) -> Option<Self> {
        let (kind, date) = stored.split_once(' ')?;
        Some(Self { date: Day::stored(date)?.to_string(), kind: kind.to_owned() })
    }

    /// Whether one may ask on a day what became of it: from the day on; around it, a little before, and not for ever.
    fn asks_on(&self, today: Day) -> bool {
        let Some(day) = Day::stored(&self.date) else { return false };
        match self.kind.as_str() {
            "around" => (day.plus(-AROUND.0)..=day.plus(AROUND.1)).contains(&today),
            _ => day <= today,
        }
    }
}

fn marked(outcome: &str) -> Facet {
    Facet { field: "outcome".to_owned(), value: outcome.to_owned() }
}

/// What open promises are not marked as: one that is marked as nothing is open too.
fn settled() -> impl Iterator<Item = Facet> {
    kinds::OUTCOMES.iter().filter(|outcome| **outcome != "open").map(|outcome| marked(outcome))
}

fn item(folk: &Folk, row: &Row) -> PromiseItem {
    let fields = Fields(&row.fields);
    let marked = fields.list("outcome");
    let outcome = the_only(&fields, "outcome").or_else(|| marked.is_empty().then(|| "open".into()));
    PromiseItem {
        id: row.id.to_string(),
        person: folk.name_of(&fields.text("person")),
        by: fields.text("by"),
        text: fields.text("text"),
        made: fields.text("made_on"),
        due: Due::parse(&fields.text("due")),
        size: fields.some("size"),
        resolved_on: fields.some("resolved_on").filter(|_| outcome.as_deref() != Some("open")),
        outcome,
        marked,
        evidence: fields.list("evidence"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_may_ask_from_the_day_on_and_around_it_for_a_while() {
        let asks = |stored: &str, today: &str| {
            Due::parse(stored).unwrap().asks_on(Day::stored(today).unwrap())
        };
        assert!(!asks("by 2026-11-30", "2026-11-29"));
        assert!(asks("by 2026-11-30", "2026-11-30") && asks("on 2026-11-30", "2027-11-30"));
        assert!(
            !asks("around 2026-11-30", "2026-11-26") && asks("around 2026-11-30", "2026-11-27")
        );
        assert!(
            asks("around 2026-11-30", "2026-12-07") && !asks("around 2026-11-30", "2026-12-08")
        );
    }
}
