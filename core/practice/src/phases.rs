//! Seeing somebody less, step by step, at one's own pace; and back again.

use jiff::Timestamp;
use requite_engine::{DocumentId, ListQuery, record::Edit};
use serde::Serialize;

use crate::{
    Day, Including, Practice, PracticeError, StepItem, Surface, Zone,
    entries::{Fields, Wrote},
    folk::Folk,
    kinds::{self, name::PHASE_OUT},
    records::word,
    steps::steps,
};

/// Seeing somebody less.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PhaseView {
    /// Its id.
    pub id: String,
    /// The other's name.
    pub person: String,
    /// How often: one of [`kinds::PHASES`].
    pub level: &'static str,
    /// Since when.
    pub started: String,
    /// Steps, in their order.
    pub steps: Vec<StepItem>,
}

/// Which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Move {
    /// Less often.
    Less,
    /// More often again.
    More,
}

impl Practice {
    /// Begins to see somebody less, at a level of [`kinds::PHASES`].
    ///
    /// # Errors
    /// [`PracticeError`] says what does not fit.
    pub fn start_phase(
        &mut self,
        who: &str,
        level: &str,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<Wrote, PracticeError> {
        let today = Day::today(zone, now);
        let person = self.folk(today)?.find(who)?.id.clone();
        let level = word("level", level, kinds::PHASES)?;
        let rank = kinds::PHASES.iter().position(|name| Some(*name) == level.as_text());
        let rank = u8::try_from(rank.unwrap_or(0)).unwrap_or(0);
        let edits = vec![
            Edit::set("person", person),
            Edit::set("started", today.to_string()),
            Edit::Advance { field: "level".into(), rank },
        ];
        let id = self.make("phase start", PHASE_OUT, edits)?.to_string();
        Ok(Wrote { id, date: today.to_string() })
    }

    /// One level on, or back. Going back begins anew, so that it stands against a step that another device took meanwhile.
    ///
    /// # Errors
    /// [`PracticeError::NoRecord`], [`PracticeError::Ambiguous`], [`PracticeError::NoLevel`].
    pub fn move_phase(&mut self, id: &str, way: Move) -> Result<PhaseView, PracticeError> {
        let id = self.find_phase(id)?;
        let rank = rank_of(&Fields(&self.row_of(id, "plan")?.fields));
        let field = "level".to_owned();
        let most = u8::try_from(kinds::PHASES.len()).unwrap_or(1) - 1;
        let edit = match way {
            Move::Less if rank < most => Edit::Advance { field, rank: rank + 1 },
            Move::More if rank > 0 => Edit::Restart { field, rank: rank - 1 },
            Move::Less | Move::More => return Err(PracticeError::NoLevel),
        };
        let label = if way == Move::Less { "phase next" } else { "phase back" };
        self.revise(label, PHASE_OUT, id, vec![edit])?;
        self.phase_of(id)
    }

    /// Adds a step.
    ///
    /// # Errors
    /// [`PracticeError`] says what does not fit.
    pub fn add_phase_step(&mut self, id: &str, text: &str) -> Result<PhaseView, PracticeError> {
        let id = self.find_phase(id)?;
        self.add_step("phase step", PHASE_OUT, id, text)?;
        self.phase_of(id)
    }

    /// Notes that a step was done.
    ///
    /// # Errors
    /// [`PracticeError`] says what does not fit.
    pub fn do_phase_step(
        &mut self,
        id: &str,
        key: &str,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<PhaseView, PracticeError> {
        let id = self.find_phase(id)?;
        self.do_step("phase step", PHASE_OUT, id, key, Day::today(zone, now))?;
        self.phase_of(id)
    }

    /// All of them, the newest first, with the beginnings of long steps. Whoever is quieted comes up only by name.
    ///
    /// # Errors
    /// [`PracticeError`] says what does not fit.
    pub fn phases(
        &mut self,
        person: Option<&str>,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<Vec<PhaseView>, PracticeError> {
        let folk = self.folk(Day::today(zone, now))?;
        let list =
            folk.concerning(PHASE_OUT, "person", person, Surface::Timeline, Including::Usual)?;
        let rows = self.all(ListQuery { limit: 100, ..list })?;
        Ok(rows.iter().map(|row| view(&folk, row.id, &Fields(&row.fields))).collect())
    }

    fn find_phase(&mut self, id: &str) -> Result<DocumentId, PracticeError> {
        self.find_record(PHASE_OUT, "plan", id)
    }

    fn phase_of(&mut self, id: DocumentId) -> Result<PhaseView, PracticeError> {
        let folk = self.folk(Day::FIRST)?;
        let plan = self.engine.open_record(id)?;
        Ok(view(&folk, id, &Fields(&plan.fields)))
    }
}

fn view(folk: &Folk, id: DocumentId, fields: &Fields<'_>) -> PhaseView {
    let level = kinds::PHASES.get(usize::from(rank_of(fields))).copied();
    PhaseView {
        id: id.to_string(),
        person: folk.name_of(&fields.text("person")),
        level: level.unwrap_or("none"),
        started: fields.text("started"),
        steps: steps(fields),
    }
}

fn rank_of(fields: &Fields<'_>) -> u8 {
    let rank = fields.map("level").get("rank").and_then(serde_json::Value::as_u64);
    rank.and_then(|rank| u8::try_from(rank).ok()).unwrap_or(0)
}
