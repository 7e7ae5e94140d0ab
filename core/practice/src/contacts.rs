//! Being in touch: who began, how, and for how long.

use jiff::Timestamp;
use requite_engine::{Row, record::Edit};
use serde::Serialize;

use crate::{
    Day, Including, Paged, Paging, Practice, PracticeError, Surface, When, Zone,
    days::time_of,
    entries::{Fields, Wrote},
    folk::Folk,
    kinds::{self, name::CONTACT},
    records::{some_text, the_only, word},
};

/// Being in touch, to be noted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewContact {
    /// Names or ids.
    pub people: Vec<String>,
    /// Who began: one of [`kinds::STARTED_BY`].
    pub started: String,
    /// One of [`kinds::CHANNELS`].
    pub channel: Option<String>,
    /// Minutes.
    pub minutes: Option<i64>,
    /// A line about it.
    pub line: Option<String>,
    /// When it was.
    pub when: When,
}

/// Being in touch, in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ContactItem {
    /// Its id.
    pub id: String,
    /// Its day.
    pub date: String,
    /// Its time, where one is known.
    pub time: Option<String>,
    /// Names of people.
    pub people: Vec<String>,
    /// Who began; none where it is marked two ways.
    pub started: Option<String>,
    /// Everything that it is marked as.
    pub marked: Vec<String>,
    /// How.
    pub channel: Option<String>,
    /// Minutes.
    pub minutes: Option<i64>,
    /// The line, perhaps empty.
    pub line: String,
}

impl Practice {
    /// Notes being in touch.
    ///
    /// # Errors
    /// [`PracticeError`] says what does not fit.
    pub fn add_contact(
        &mut self,
        contact: &NewContact,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<Wrote, PracticeError> {
        let occurred = contact.when.resolve(zone, now)?;
        let folk = self.folk(Day::today(zone, now))?;
        let started = word("beginning", &contact.started, kinds::STARTED_BY)?;
        let mut edits = vec![Edit::set("occurred", &occurred), Edit::choose("started_by", started)];
        for who in &contact.people {
            edits.push(Edit::add("people", folk.find(who)?.id.as_str()));
        }
        if let Some(channel) = &contact.channel {
            edits.push(Edit::set("channel", word("channel", channel, kinds::CHANNELS)?));
        }
        edits.extend(contact.minutes.map(|minutes| Edit::set("minutes", minutes)));
        edits.extend(some_text("line", contact.line.as_deref()));
        let id = self.make("contact add", CONTACT, edits)?;
        Ok(Wrote { id: id.to_string(), date: occurred.date.to_string() })
    }

    /// Says who began. Where two devices marked it differently, this settles it.
    ///
    /// # Errors
    /// [`PracticeError`] says what does not fit.
    pub fn settle_contact(
        &mut self,
        id: &str,
        started: &str,
    ) -> Result<ContactItem, PracticeError> {
        let id = self.find_record(CONTACT, "contact", id)?;
        let started = word("beginning", started, kinds::STARTED_BY)?;
        self.revise("contact set", CONTACT, id, vec![Edit::choose("started_by", started)])?;
        let folk = self.folk(Day::FIRST)?;
        Ok(item(&folk, &self.row_of(id, "contact")?))
    }

    /// A page of contacts, the newest first. Whoever is quieted comes up only by name.
    ///
    /// # Errors
    /// [`PracticeError`] says what does not fit.
    pub fn contacts(
        &mut self,
        person: Option<&str>,
        paging: &Paging,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<Paged<ContactItem>, PracticeError> {
        let folk = self.folk(Day::today(zone, now))?;
        let list =
            folk.concerning(CONTACT, "people", person, Surface::Timeline, Including::Usual)?;
        self.paged(list, paging, |row| item(&folk, row))
    }
}

fn item(folk: &Folk, row: &Row) -> ContactItem {
    let fields = Fields(&row.fields);
    let occurred = fields.occurred();
    ContactItem {
        id: row.id.to_string(),
        date: occurred.as_ref().map(|o| o.date.to_string()).unwrap_or_default(),
        time: occurred.as_ref().and_then(time_of),
        people: folk.names(&fields.list("people")),
        started: the_only(&fields, "started_by"),
        marked: fields.list("started_by"),
        channel: fields.some("channel"),
        minutes: fields.number("minutes"),
        line: fields.text("line"),
    }
}
