//! What is meant for another day: milestones, days that hurt, and notes that stay shut until their day.

use jiff::Timestamp;
use requite_engine::{EngineError, ListQuery, Row, record::Edit};
use serde::Serialize;

use crate::{
    Day, Practice, PracticeError, Zone,
    entries::{Fields, Wrote},
    kinds::{self, name},
    records::some_text,
};

/// A milestone, or a day of the year that hurts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DayItem {
    /// Its id.
    pub id: String,
    /// Its day: `YYYY-MM-DD` of a milestone, `MM-DD` of a day that hurts.
    pub on: String,
    /// What it is called.
    pub text: String,
    /// Whether memories rest on it.
    pub resting: bool,
}

/// A note for a later day. Its words are shown nowhere before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SealedItem {
    /// Its id.
    pub id: String,
    /// The day from which it can be opened.
    pub opens_on: String,
    /// Whether its day has come.
    pub ready: bool,
    /// Whether it was opened.
    pub opened: bool,
    /// The words, where it is opened now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

impl Practice {
    /// Names a day.
    ///
    /// # Errors
    /// [`PracticeError`] says what does not fit.
    pub fn add_milestone(
        &mut self,
        text: &str,
        on: Option<&str>,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<Wrote, PracticeError> {
        let on = on.map(|day| Day::parse(day, zone, now)).transpose()?;
        let date = on.unwrap_or_else(|| Day::today(zone, now)).to_string();
        let text = some_text("text", Some(text)).ok_or(PracticeError::EmptyText)?;
        let edits = vec![Edit::set("on", date.as_str()), text];
        let id = self.make("milestone add", name::MILESTONE, edits)?.to_string();
        Ok(Wrote { id, date })
    }

    /// Milestones, the newest first.
    ///
    /// # Errors
    /// [`PracticeError::Engine`].
    pub fn milestones(&mut self) -> Result<Vec<DayItem>, PracticeError> {
        let rows = self.all(ListQuery { limit: 500, ..ListQuery::of(name::MILESTONE) })?;
        Ok(rows.iter().map(|row| day_item(row, "on", "text")).collect())
    }

    /// Names a day of the year that hurts, `MM-DD`, and perhaps lets memories rest on it.
    ///
    /// # Errors
    /// [`PracticeError::DayOfYear`], [`PracticeError::Name`].
    pub fn add_grief_date(
        &mut self,
        day: &str,
        label: &str,
        memories: Memories,
    ) -> Result<DayItem, PracticeError> {
        // A year that has every day.
        let day = day.trim();
        Day::stored(&format!("2000-{day}")).ok_or(PracticeError::DayOfYear)?;
        let label = label.trim();
        if label.is_empty() || label.len() > kinds::NAME_BYTES_MAX {
            return Err(PracticeError::Name);
        }
        let mut edits = vec![Edit::set("day", day), Edit::set("label", label)];
        if memories == Memories::Rest {
            edits.push(Edit::assert("mute_memories"));
        }
        let id = self.make("grief date", name::GRIEF_DATE, edits)?;
        Ok(day_item(&self.row_of(id, "day")?, "day", "label"))
    }

    /// Lets memories rest on a day that hurts, or come again.
    ///
    /// # Errors
    /// [`PracticeError::NoRecord`], [`PracticeError::Ambiguous`].
    pub fn set_memories(&mut self, id: &str, memories: Memories) -> Result<DayItem, PracticeError> {
        let id = self.find_record(name::GRIEF_DATE, "day", id)?;
        let edit = match memories {
            Memories::Rest => Edit::assert("mute_memories"),
            Memories::Come => Edit::withdraw("mute_memories"),
        };
        self.revise("grief date", name::GRIEF_DATE, id, vec![edit])?;
        Ok(day_item(&self.row_of(id, "day")?, "day", "label"))
    }

    /// Days of the year that hurt, in the order of the year.
    ///
    /// # Errors
    /// [`PracticeError::Engine`].
    pub fn grief_dates(&mut self) -> Result<Vec<DayItem>, PracticeError> {
        let mut rows = self.all(ListQuery { limit: 500, ..ListQuery::of(name::GRIEF_DATE) })?;
        rows.reverse();
        Ok(rows.iter().map(|row| day_item(row, "day", "label")).collect())
    }

    /// Writes a note that stays shut until a later day. That day cannot be changed.
    ///
    /// # Errors
    /// [`PracticeError`] says what does not fit.
    pub fn seal_note(
        &mut self,
        text: &str,
        opens: &str,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<SealedItem, PracticeError> {
        let today = Day::today(zone, now);
        let opens = Day::parse_ahead(opens, zone, now)?;
        if opens <= today {
            return Err(PracticeError::LaterDay);
        }
        let text = some_text("text", Some(text)).ok_or(PracticeError::EmptyText)?;
        let edits = vec![Edit::set("opens_on", opens.to_string()), text];
        let id = self.make("later write", name::SEALED_NOTE, edits)?;
        Ok(sealed(&self.row_of(id, "note")?, today))
    }

    /// Notes for later days, and those whose day has come: days only, never a word.
    ///
    /// # Errors
    /// [`PracticeError::Engine`].
    pub fn sealed_notes(
        &mut self,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<Vec<SealedItem>, PracticeError> {
        let today = Day::today(zone, now);
        let mut rows = self.all(ListQuery { limit: 500, ..ListQuery::of(name::SEALED_NOTE) })?;
        rows.reverse();
        Ok(rows.iter().map(|row| sealed(row, today)).collect())
    }

    /// Opens a note whose day has come.
    ///
    /// # Errors
    /// [`PracticeError::Sealed`] before its day.
    pub fn open_note(
        &mut self,
        id: &str,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<SealedItem, PracticeError> {
        let id = self.find_record(name::SEALED_NOTE, "note", id)?;
        let today = Day::today(zone, now);
        let shown = sealed(&self.row_of(id, "note")?, today);
        if !shown.ready {
            return Err(PracticeError::Sealed { opens_on: shown.opens_on });
        }
        let note = self.engine.open_record(id)?;
        if !shown.opened {
            // Not an act of its own: there is nothing to take back. Reading goes on where nothing can be written.
            match self.revise("", name::SEALED_NOTE, id, vec![Edit::set("opened", true)]) {
                Ok(())
                | Err(PracticeError::Engine(
                    EngineError::Busy | EngineError::Full | EngineError::ReadOnly,
                )) => {}
                Err(error) => return Err(error),
            }
        }
        let text = Some(Fields(&note.kept_back).text("text"));
        Ok(SealedItem { opened: true, text, ..shown })
    }
}

/// What memories do on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Memories {
    /// None come up.
    Rest,
    /// They come up as on any day.
    Come,
}

fn day_item(row: &Row, day: &str, text: &str) -> DayItem {
    let fields = Fields(&row.fields);
    DayItem {
        id: row.id.to_string(),
        on: fields.text(day),
        text: fields.text(text),
        resting: fields.is_set("mute_memories"),
    }
}

fn sealed(row: &Row, today: Day) -> SealedItem {
    let fields = Fields(&row.fields);
    let opens_on = fields.text("opens_on");
    SealedItem {
        id: row.id.to_string(),
        ready: opens_on <= today.to_string(),
        opened: fields.is_set("opened"),
        opens_on,
        text: None,
    }
}
