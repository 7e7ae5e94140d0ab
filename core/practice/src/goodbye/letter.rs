//! The letter of a goodbye: drafted, read aloud, kept. One for each plan, on every device the same.

use requite_engine::{
    DocumentId, Write,
    record::{Edit, Heads},
};
use serde::Serialize;

use crate::{
    Practice, PracticeError, Zone,
    entries::{Fields, text},
    kinds::{self, name::LETTER},
    records::word,
};

/// A letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LetterView {
    /// Its id.
    pub id: String,
    /// The plan that it belongs to.
    pub plan: String,
    /// The text.
    pub body: String,
    /// The parts that the person says are in it.
    pub parts: Vec<String>,
    /// The parts that they have not named yet.
    pub missing: Vec<String>,
    /// The state that this shows: the base of an edit.
    pub heads: String,
}

/// A letter as it is to be.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Draft {
    /// The whole text; unchanged where none is given.
    pub text: Option<String>,
    /// The state that the text is based on; what was last shown here where none is given.
    pub base: Option<String>,
    /// Parts that are in it now: of [`kinds::LETTER_PARTS`].
    pub parts: Vec<String>,
}

impl Practice {
    /// Writes the letter of a plan, or changes it.
    ///
    /// # Errors
    /// [`PracticeError`] says what does not fit.
    pub fn draft_letter(
        &mut self,
        plan: &str,
        draft: &Draft,
        zone: &Zone,
        now: jiff::Timestamp,
    ) -> Result<LetterView, PracticeError> {
        let plan = self.find_goodbye(plan)?;
        let id = self.letter_of(plan);
        let mut edits = Vec::new();
        let known = self.engine.row(id)?.is_some();
        if known {
            if let Some(body) = &draft.text {
                let base: Heads = match &draft.base {
                    Some(base) => base.parse().map_err(|_| PracticeError::Base)?,
                    None => self.base_of(id)?,
                };
                edits.push(Edit::text("body", &base, body));
            }
        } else {
            let person = Fields(&self.row_of(plan, "goodbye")?.fields).text("person");
            let occurred = crate::When::default().resolve(zone, now)?;
            edits.push(Edit::set("plan", plan.to_string()));
            edits.push(Edit::set("written", &occurred));
            edits.push(Edit::set("addressed", "them"));
            if !person.is_empty() {
                edits.push(Edit::set("person", person));
            }
            edits.extend(draft.text.as_deref().map(|body| text("body", body)));
        }
        for part in &draft.parts {
            edits.push(Edit::add("parts", word("part", part, kinds::LETTER_PARTS)?));
        }
        if edits.is_empty() {
            return Err(PracticeError::EmptyText);
        }
        self.engine.commit("goodbye draft", &[Write::by_person(id, LETTER, edits)])?;
        self.view_letter(id, plan)
    }

    /// The letter of a plan, to be read aloud.
    ///
    /// # Errors
    /// [`PracticeError::NoRecord`], [`PracticeError::Ambiguous`].
    pub fn letter(&mut self, plan: &str) -> Result<LetterView, PracticeError> {
        let plan = self.find_goodbye(plan)?;
        let id = self.letter_of(plan);
        self.row_of(id, "letter")?;
        let view = self.view_letter(id, plan)?;
        if let Ok(heads) = view.heads.parse() {
            self.engine.note_seen(id, &heads)?;
        }
        Ok(view)
    }

    /// A plan has one letter, whichever device begins it.
    pub(super) fn letter_of(&self, plan: DocumentId) -> DocumentId {
        self.engine.derived_id(LETTER, 0, &[plan.as_bytes()])
    }

    fn view_letter(
        &mut self,
        id: DocumentId,
        plan: DocumentId,
    ) -> Result<LetterView, PracticeError> {
        let letter = self.engine.open_record(id)?;
        let fields = Fields(&letter.fields);
        let parts = fields.list("parts");
        let missing = kinds::LETTER_PARTS.iter().map(|part| (*part).to_owned());
        Ok(LetterView {
            id: id.to_string(),
            plan: plan.to_string(),
            body: fields.text("body"),
            missing: missing.filter(|part| !parts.contains(part)).collect(),
            parts,
            heads: letter.heads.to_string(),
        })
    }
}
