//! Steps of a plan: in an order of one's own, each done on a day or not yet.

use requite_engine::{
    DocumentId,
    record::{Edit, Heads},
};
use serde::Serialize;

use crate::{Day, Practice, PracticeError, entries::Fields};

/// A step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StepItem {
    /// What it is called in commands.
    pub key: String,
    /// What to do. Where two devices wrote it at once, both, one after the other.
    pub text: String,
    /// The day on which it was done.
    pub done: Option<String>,
}

impl Practice {
    /// Adds a step behind the others.
    pub(crate) fn add_step(
        &mut self,
        label: &str,
        kind: &'static str,
        id: DocumentId,
        text: &str,
    ) -> Result<String, PracticeError> {
        if text.trim().is_empty() {
            return Err(PracticeError::EmptyText);
        }
        let steps = steps(&Fields(&self.engine.open_record(id)?.fields));
        let key: String = self.engine.new_id().to_string().chars().take(8).collect();
        let after = steps.last().map(|step| step.key.as_str());
        let answer = Edit::Answer {
            field: "steps".to_owned(),
            key: key.clone(),
            slot: None,
            base: Heads::default(),
            text: text.to_owned(),
        };
        let edits = vec![answer, Edit::place("steps_order", key.as_str(), after)];
        self.revise(label, kind, id, edits)?;
        Ok(key)
    }

    /// Notes that a step was done on a day.
    pub(crate) fn do_step(
        &mut self,
        label: &str,
        kind: &'static str,
        id: DocumentId,
        key: &str,
        on: Day,
    ) -> Result<(), PracticeError> {
        let steps = steps(&Fields(&self.engine.open_record(id)?.fields));
        let named: Vec<_> = steps.iter().filter(|step| step.key.starts_with(key.trim())).collect();
        let [step] = named.as_slice() else { return Err(PracticeError::NoRecord("step")) };
        self.revise(label, kind, id, vec![Edit::put("steps_done", &step.key, on.to_string())])
    }
}

/// The steps of a plan in their order, from its record in full or from its row, which has the beginnings of long ones.
pub(crate) fn steps(fields: &Fields<'_>) -> Vec<StepItem> {
    let (texts, done) = (fields.map("steps"), fields.map("steps_done"));
    let mut keys = fields.list("steps_order");
    let unplaced = texts.keys().filter(|key| !keys.contains(key)).cloned();
    let unplaced: Vec<String> = unplaced.collect();
    keys.extend(unplaced);
    let text = |key: &String| {
        let written = texts.get(key)?.as_array()?.iter();
        let written = written.filter_map(|slot| slot.get("text")?.as_str());
        Some(written.collect::<Vec<_>>().join("\n"))
    };
    let step = |key: &String| StepItem {
        key: key.clone(),
        text: text(key).unwrap_or_default(),
        done: done.get(key).and_then(|day| day.as_str()).map(str::to_owned),
    };
    // A step that was taken back is an empty text: it is none.
    keys.iter().map(step).filter(|step| !step.text.is_empty()).collect()
}
