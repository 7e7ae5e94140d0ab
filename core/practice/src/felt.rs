//! How one is: a check of ten seconds, just so or around seeing somebody. What was not asked is not there, which is not 0.

use std::collections::BTreeMap;

use jiff::Timestamp;
use requite_engine::{Row, record::Edit};
use serde::Serialize;

use crate::{
    Day, Including, Paged, Paging, Practice, PracticeError, Surface, When, Zone,
    days::time_of,
    entries::{Fields, Wrote, parse_tag},
    folk::Folk,
    kinds::{self, name::FELT},
    records::{some_text, word},
};

/// A check to be noted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewFelt {
    /// Around seeing whom, by name or id.
    pub person: Option<String>,
    /// One of [`kinds::FELT_WHEN`]; `after` with somebody, `plain` without, where nothing is said.
    pub around: Option<String>,
    /// By the names of [`kinds::FELT_FIELDS`], -2 to 2.
    pub fields: Vec<(String, i64)>,
    /// Words for it.
    pub words: Vec<String>,
    /// A line about it.
    pub line: Option<String>,
    /// When it was felt.
    pub when: When,
}

/// A check in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FeltItem {
    /// Its id.
    pub id: String,
    /// Its day.
    pub date: String,
    /// Its time, where one is known.
    pub time: Option<String>,
    /// Around seeing whom.
    pub person: Option<String>,
    /// `before`, `after` or `plain`.
    pub when: String,
    /// What was felt, -2 to 2; only what was asked.
    pub fields: BTreeMap<String, i64>,
    /// Words for it.
    pub words: Vec<String>,
    /// The line, perhaps empty.
    pub line: String,
}

impl Practice {
    /// Notes how one is.
    ///
    /// # Errors
    /// [`PracticeError`] says what does not fit.
    pub fn add_felt(
        &mut self,
        felt: &NewFelt,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<Wrote, PracticeError> {
        let occurred = felt.when.resolve(zone, now)?;
        let line = some_text("line", felt.line.as_deref());
        if felt.fields.is_empty() && felt.words.is_empty() && line.is_none() {
            return Err(PracticeError::EmptyText);
        }
        let usual = if felt.person.is_some() { "after" } else { "plain" };
        let around = word("time", felt.around.as_deref().unwrap_or(usual), kinds::FELT_WHEN)?;
        let mut edits = vec![Edit::set("occurred", &occurred), Edit::set("when", around)];
        if let Some(who) = &felt.person {
            let folk = self.folk(Day::today(zone, now))?;
            edits.push(Edit::set("person", folk.find(who)?.id.as_str()));
        }
        for (field, value) in &felt.fields {
            let field = word("feeling", field, kinds::FELT_FIELDS)?;
            edits.push(Edit::put("fields", field.as_text().unwrap_or_default(), *value));
        }
        for said in &felt.words {
            edits.push(Edit::add("words", parse_tag(said)?));
        }
        edits.extend(line);
        let id = self.make("felt", FELT, edits)?;
        Ok(Wrote { id: id.to_string(), date: occurred.date.to_string() })
    }

    /// A page of checks, the newest first. Whoever is quieted comes up only by name.
    ///
    /// # Errors
    /// [`PracticeError`] says what does not fit.
    pub fn felt(
        &mut self,
        person: Option<&str>,
        paging: &Paging,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<Paged<FeltItem>, PracticeError> {
        let folk = self.folk(Day::today(zone, now))?;
        let list = folk.concerning(FELT, "person", person, Surface::Timeline, Including::Usual)?;
        self.paged(list, paging, |row| item(&folk, row))
    }
}

fn item(folk: &Folk, row: &Row) -> FeltItem {
    let fields = Fields(&row.fields);
    let occurred = fields.occurred();
    let values = fields.map("fields");
    FeltItem {
        id: row.id.to_string(),
        date: occurred.as_ref().map(|o| o.date.to_string()).unwrap_or_default(),
        time: occurred.as_ref().and_then(time_of),
        person: fields.some("person").map(|person| folk.name_of(&person)),
        when: fields.text("when"),
        fields: values.iter().filter_map(|(k, v)| Some((k.clone(), v.as_i64()?))).collect(),
        words: fields.list("words"),
        line: fields.text("line"),
    }
}
