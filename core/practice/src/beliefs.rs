//! Old beliefs and kinder truths, with what shows them: lines of one's own, or something that was written down.

use jiff::Timestamp;
use requite_engine::{
    ListQuery, Row,
    record::{DocumentId, Edit},
};
use serde::Serialize;

use crate::{
    Day, Including, Practice, PracticeError, Surface, Which, Zone,
    entries::{Fields, excerpt, set, text},
    folk::Folk,
    kinds,
};

/// A belief.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BeliefItem {
    /// Its id.
    pub id: String,
    /// The day it was noted.
    pub date: String,
    /// What was believed.
    pub old: String,
    /// What is truer.
    pub kinder: String,
    /// What shows it.
    pub evidence: Vec<BeliefEvidence>,
    /// Whether it is in use.
    pub active: bool,
}

/// What shows a kinder truth.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BeliefEvidence {
    /// A line of one's own, or the beginning of what was written; empty where that is not shown now.
    pub text: String,
    /// Id of what was written, if it is that.
    pub record: Option<String>,
}

impl Practice {
    /// Notes an old belief and a kinder truth.
    ///
    /// # Errors
    /// [`PracticeError::EmptyText`].
    pub fn add_belief(
        &mut self,
        old: &str,
        kinder: &str,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<BeliefItem, PracticeError> {
        if old.trim().is_empty() || kinder.trim().is_empty() {
            return Err(PracticeError::EmptyText);
        }
        let edits = vec![
            set("noted_on", Day::today(zone, now).to_string().into()),
            set("active", true.into()),
            text("old", old.trim()),
            text("kinder", kinder.trim()),
        ];
        let id = self.make("belief add", kinds::name::BELIEF, edits)?;
        self.belief(id, Day::today(zone, now))
    }

    /// Adds what shows a kinder truth: a record by its id, or a line.
    ///
    /// # Errors
    /// [`PracticeError::NoRecord`], [`PracticeError::EmptyText`], [`PracticeError::Ambiguous`].
    pub fn add_belief_evidence(
        &mut self,
        id: &str,
        what: &str,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<BeliefItem, PracticeError> {
        let id = self.find_belief(id)?;
        let what = what.trim();
        if what.is_empty() {
            return Err(PracticeError::EmptyText);
        }
        let what = if is_id(what) { self.find_any(what)?.0.to_string() } else { what.to_owned() };
        let edits = vec![Edit::add("evidence", what)];
        self.revise("belief evidence", kinds::name::BELIEF, id, edits)?;
        self.belief(id, Day::today(zone, now))
    }

    /// Beliefs, newest first; ended ones only for [`Which::All`].
    ///
    /// # Errors
    /// [`PracticeError::Engine`].
    pub fn beliefs(
        &mut self,
        which: Which,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<Vec<BeliefItem>, PracticeError> {
        let folk = self.folk(Day::today(zone, now))?;
        let rows = self.all(ListQuery { limit: 500, ..ListQuery::of(kinds::name::BELIEF) })?;
        let items = rows.iter().map(|row| self.belief_item(&folk, row));
        let items: Vec<BeliefItem> = items.collect::<Result<_, _>>()?;
        Ok(items.into_iter().filter(|item| item.active || which == Which::All).collect())
    }

    /// A belief is no longer needed. It stays in the list of all.
    ///
    /// # Errors
    /// [`PracticeError::NoRecord`].
    pub fn end_belief(
        &mut self,
        id: &str,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<BeliefItem, PracticeError> {
        let id = self.find_belief(id)?;
        self.revise("belief end", kinds::name::BELIEF, id, vec![set("active", false.into())])?;
        self.belief(id, Day::today(zone, now))
    }

    fn find_belief(&mut self, id: &str) -> Result<DocumentId, PracticeError> {
        self.find_record(kinds::name::BELIEF, "belief", id)
    }

    fn belief(&mut self, id: DocumentId, today: Day) -> Result<BeliefItem, PracticeError> {
        let folk = self.folk(today)?;
        let row = self.row_of(id, "belief")?;
        self.belief_item(&folk, &row)
    }

    fn belief_item(&mut self, folk: &Folk, row: &Row) -> Result<BeliefItem, PracticeError> {
        let fields = Fields(&row.fields);
        let evidence = fields.list("evidence").into_iter().map(|what| self.shown(folk, what));
        Ok(BeliefItem {
            id: row.id.to_string(),
            date: fields.text("noted_on"),
            old: fields.text("old"),
            kinder: fields.text("kinder"),
            evidence: evidence.collect::<Result<_, _>>()?,
            active: fields.is_set("active"),
        })
    }

    /// Nothing that concerns a quieted person comes up by way of a belief, and no letter.
    fn shown(&mut self, folk: &Folk, what: String) -> Result<BeliefEvidence, PracticeError> {
        let Some(id) = what.parse::<DocumentId>().ok().filter(|_| is_id(&what)) else {
            return Ok(BeliefEvidence { text: what, record: None });
        };
        let row = self.engine.row(id)?.filter(|row| row.present);
        let text = row.map_or_else(String::new, |row| {
            let fields = Fields(&row.fields);
            let mut pages = fields.list("people");
            pages.extend(fields.some("person"));
            let is_letter = row.kind == kinds::name::LETTER;
            if !is_letter && folk.shows(Surface::Timeline, Including::Usual, &pages) {
                let said =
                    ["title", "line", "text", "body"].iter().find_map(|name| fields.some(name));
                said.map(|said| excerpt(&said)).unwrap_or_default()
            } else {
                String::new()
            }
        });
        Ok(BeliefEvidence { text, record: Some(what) })
    }
}

/// Eight digits of an id at least: fewer could be a word, such as `face`.
fn is_id(what: &str) -> bool {
    (8..=32).contains(&what.len()) && what.bytes().all(|byte| byte.is_ascii_hexdigit())
}
