//! What was tried to make things better, step by step.

use jiff::Timestamp;
use requite_engine::{Row, record::Edit};
use serde::Serialize;

use crate::{
    Day, Including, Paged, Paging, Practice, PracticeError, Surface, When, Zone,
    entries::{Fields, Wrote},
    folk::Folk,
    kinds::{self, name::ATTEMPT},
    records::{some_text, word},
};

/// Something tried, to be noted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewAttempt {
    /// Name or id of the other.
    pub person: String,
    /// One of [`kinds::STEPS`].
    pub step: String,
    /// A line about it.
    pub line: Option<String>,
    /// What came back: one of [`kinds::RESPONSES`].
    pub response: Option<String>,
    /// When it was.
    pub when: When,
}

/// Something tried, in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AttemptItem {
    /// Its id.
    pub id: String,
    /// Its day.
    pub date: String,
    /// The other's name.
    pub person: String,
    /// Which step.
    pub step: String,
    /// What came back.
    pub response: String,
    /// The line, perhaps empty.
    pub line: String,
}

impl Practice {
    /// Notes something that was tried.
    ///
    /// # Errors
    /// [`PracticeError`] says what does not fit.
    pub fn add_attempt(
        &mut self,
        attempt: &NewAttempt,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<Wrote, PracticeError> {
        let occurred = attempt.when.resolve(zone, now)?;
        let person = self.folk(Day::today(zone, now))?.find(&attempt.person)?.id.clone();
        let response = attempt.response.as_deref().unwrap_or("none_yet");
        let mut edits = vec![
            Edit::set("person", person),
            Edit::set("step", word("step", &attempt.step, kinds::STEPS)?),
            Edit::set("occurred", &occurred),
            Edit::set("response", word("answer", response, kinds::RESPONSES)?),
        ];
        edits.extend(some_text("line", attempt.line.as_deref()));
        let id = self.make("tried", ATTEMPT, edits)?;
        Ok(Wrote { id: id.to_string(), date: occurred.date.to_string() })
    }

    /// Notes what came back to something that was tried.
    ///
    /// # Errors
    /// [`PracticeError`] says what does not fit.
    pub fn answer_attempt(
        &mut self,
        id: &str,
        response: &str,
    ) -> Result<AttemptItem, PracticeError> {
        let id = self.find_record(ATTEMPT, "attempt", id)?;
        let response = word("answer", response, kinds::RESPONSES)?;
        self.revise("tried", ATTEMPT, id, vec![Edit::set("response", response)])?;
        let folk = self.folk(Day::FIRST)?;
        Ok(item(&folk, &self.row_of(id, "attempt")?))
    }

    /// A page of what was tried, the newest first. Whoever is quieted comes up only by name.
    ///
    /// # Errors
    /// [`PracticeError`] says what does not fit.
    pub fn attempts(
        &mut self,
        person: Option<&str>,
        paging: &Paging,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<Paged<AttemptItem>, PracticeError> {
        let folk = self.folk(Day::today(zone, now))?;
        let list =
            folk.concerning(ATTEMPT, "person", person, Surface::Timeline, Including::Usual)?;
        self.paged(list, paging, |row| item(&folk, row))
    }
}

fn item(folk: &Folk, row: &Row) -> AttemptItem {
    let fields = Fields(&row.fields);
    AttemptItem {
        id: row.id.to_string(),
        date: row.order.get(..10).unwrap_or_default().to_owned(),
        person: folk.name_of(&fields.text("person")),
        step: fields.text("step"),
        response: fields.text("response"),
        line: fields.text("line"),
    }
}
