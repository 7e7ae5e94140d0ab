//! Needs: what somebody needs of the other, whether it was said aloud, and what came back.

use jiff::Timestamp;
use requite_engine::{DocumentId, Row, record::Edit};
use serde::Serialize;

use crate::{
    Day, Including, Paged, Paging, Practice, PracticeError, Surface, Zone,
    entries::{Fields, Wrote},
    folk::Folk,
    kinds::{self, name::NEED},
    records::{some_text, the_only, word},
};

/// A need to be noted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewNeed {
    /// Name or id of the other.
    pub person: String,
    /// What is needed.
    pub text: String,
    /// Whose need it is: `me`, which is meant where nothing is said, or `them`.
    pub whose: Option<String>,
    /// The day of the note; today where none is said.
    pub date: Option<String>,
}

/// A need in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NeedItem {
    /// Its id.
    pub id: String,
    /// The other's name.
    pub person: String,
    /// `me`: I need it of them. `them`: they need it of me.
    pub whose: String,
    /// What is needed.
    pub text: String,
    /// The day of the note.
    pub noted: String,
    /// How clearly it was said: `not_yet`, `hinted` or `asked`.
    pub asked: String,
    /// The days on which it was said.
    pub asked_on: Vec<String>,
    /// What came back; none where it is marked two ways.
    pub response: Option<String>,
    /// Everything that it is marked as.
    pub marked: Vec<String>,
}

/// Ways in which a need can be said.
const SAID: &[&str] = &["hinted", "asked"];

impl Practice {
    /// Notes a need.
    ///
    /// # Errors
    /// [`PracticeError`] says what does not fit.
    pub fn add_need(
        &mut self,
        need: &NewNeed,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<Wrote, PracticeError> {
        let today = Day::today(zone, now);
        let person = self.folk(today)?.find(&need.person)?.id.clone();
        let text = some_text("text", Some(&need.text)).ok_or(PracticeError::EmptyText)?;
        let noted = need.date.as_deref().map(|day| Day::parse(day, zone, now)).transpose()?;
        let noted = noted.unwrap_or(today).to_string();
        let whose = word("side", need.whose.as_deref().unwrap_or("me"), kinds::SIDES)?;
        let edits = vec![
            Edit::set("person", person),
            text,
            Edit::set("whose", whose),
            Edit::set("asked", "not_yet"),
            Edit::set("noted_on", noted.as_str()),
        ];
        let id = self.make("need add", NEED, edits)?;
        Ok(Wrote { id: id.to_string(), date: noted })
    }

    /// Notes that a need was said: `asked`, or only `hinted`.
    ///
    /// # Errors
    /// [`PracticeError`] says what does not fit.
    pub fn ask_need(
        &mut self,
        id: &str,
        how: &str,
        on: Option<&str>,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<NeedItem, PracticeError> {
        let id = self.find_record(NEED, "need", id)?;
        let how = word("way of asking", how, SAID)?;
        let on = on.map(|day| Day::parse(day, zone, now)).transpose()?;
        let on = on.unwrap_or_else(|| Day::today(zone, now)).to_string();
        let row = self.row_of(id, "need")?;
        let fields = Fields(&row.fields);
        let is_hint = how.as_text() == Some("hinted");
        // A hint does not take back what was asked aloud, whether on that day or before.
        let mut edits = Vec::new();
        if !(is_hint && fields.map("asked_on").get(&on).is_some_and(|how| how == "asked")) {
            edits.push(Edit::put("asked_on", &on, how.clone()));
        }
        if !(is_hint && fields.text("asked") == "asked") {
            edits.push(Edit::set("asked", how));
        }
        self.revise("need asked", NEED, id, edits)?;
        self.need_item(id)
    }

    /// Notes what came back: one of [`kinds::RESPONSES`].
    ///
    /// # Errors
    /// [`PracticeError`] says what does not fit.
    pub fn answer_need(
        &mut self,
        id: &str,
        response: &str,
        on: Option<&str>,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<NeedItem, PracticeError> {
        let id = self.find_record(NEED, "need", id)?;
        let response = word("answer", response, kinds::RESPONSES)?;
        let on = on.map(|day| Day::parse(day, zone, now)).transpose()?;
        let on = on.unwrap_or_else(|| Day::today(zone, now)).to_string();
        let edits = vec![Edit::choose("response", response), Edit::set("answered_on", on)];
        self.revise("need answer", NEED, id, edits)?;
        self.need_item(id)
    }

    /// A page of needs, the newest first. Whoever is quieted comes up only by name.
    ///
    /// # Errors
    /// [`PracticeError`] says what does not fit.
    pub fn needs(
        &mut self,
        person: Option<&str>,
        paging: &Paging,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<Paged<NeedItem>, PracticeError> {
        let folk = self.folk(Day::today(zone, now))?;
        let list = folk.concerning(NEED, "person", person, Surface::Timeline, Including::Usual)?;
        self.paged(list, paging, |row| item(&folk, row))
    }

    fn need_item(&mut self, id: DocumentId) -> Result<NeedItem, PracticeError> {
        let folk = self.folk(Day::FIRST)?;
        Ok(item(&folk, &self.row_of(id, "need")?))
    }
}

fn item(folk: &Folk, row: &Row) -> NeedItem {
    let fields = Fields(&row.fields);
    let marked = fields.list("response");
    let unanswered = || marked.is_empty().then(|| "none_yet".to_owned());
    NeedItem {
        id: row.id.to_string(),
        person: folk.name_of(&fields.text("person")),
        whose: fields.text("whose"),
        text: fields.text("text"),
        noted: fields.text("noted_on"),
        asked: fields.text("asked"),
        asked_on: fields.map("asked_on").keys().cloned().collect(),
        response: the_only(&fields, "response").or_else(unanswered),
        marked,
    }
}
