//! Prompts: those of the guided sets and those of one's own. Every one can be hidden; one's own can be put in order and
//! reworded.

use std::collections::BTreeMap;

use jiff::Timestamp;
use requite_engine::{
    ListQuery, Row, Write,
    record::{DocumentId, Edit},
};
use requite_words::{GuidedSet, Label, Offered, guided_set, guided_sets};
use serde::Serialize;

use crate::{
    Day, Practice, PracticeError, Zone,
    entries::{Fields, text},
    kinds,
    reflection::{OWN, PromptSet, SITTING_MINUTES},
};

/// A question to write about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PromptItem {
    /// Its key, which answers are kept by.
    pub id: String,
    /// The set it belongs to.
    pub set: String,
    /// The question.
    pub text: String,
    /// Whether it is asked no more.
    pub hidden: bool,
}

impl Practice {
    /// Every prompt: those of the guided sets first, then one's own in the order that was given to them.
    ///
    /// # Errors
    /// [`PracticeError::Engine`].
    pub fn prompts(&mut self) -> Result<Vec<PromptItem>, PracticeError> {
        Ok(self.all_sets(Day::FIRST)?.into_iter().flat_map(|set| set.prompts).collect())
    }

    /// The sets that are offered, hidden prompts included. One's own prompts are a set too, where there are any; the set for a
    /// goodbye comes only to somebody who asks for it.
    ///
    /// # Errors
    /// [`PracticeError::Engine`].
    pub fn prompt_sets(
        &mut self,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<Vec<PromptSet>, PracticeError> {
        self.offered_sets(Day::today(zone, now))
    }

    /// The sets that are offered on a day.
    pub(crate) fn offered_sets(&mut self, today: Day) -> Result<Vec<PromptSet>, PracticeError> {
        let is_offered = |set: &PromptSet| {
            guided_set(&set.id).is_none_or(|guided| guided.offered == Offered::Always)
        };
        Ok(self.all_sets(today)?.into_iter().filter(is_offered).collect())
    }

    /// Every set, in the language that is set, and whether it rests on a day.
    pub(crate) fn all_sets(&mut self, today: Day) -> Result<Vec<PromptSet>, PracticeError> {
        let locale = self.locale()?;
        let resting = if today == Day::FIRST { BTreeMap::new() } else { self.resting_sets(today)? };
        let rests = |id: &str| resting.get(id).map(ToString::to_string);
        let vault = self.settings_row()?;
        let hidden = vault.as_ref().map(|row| Fields(&row.fields).list("hidden_prompts"));
        let hidden = hidden.unwrap_or_default();
        let prompt = |set: &str, id: &str, text: &str| PromptItem {
            id: id.to_owned(),
            set: set.to_owned(),
            text: text.to_owned(),
            hidden: hidden.iter().any(|key| key == id),
        };
        let guided = |set: &GuidedSet| PromptSet {
            id: set.id.to_owned(),
            version: set.version,
            title: set.title(locale),
            minutes: set.minutes,
            invitation: set.invitation(locale),
            resting_until: rests(set.id),
            care: Some(set.care(locale)),
            prompts: set
                .prompts
                .iter()
                .map(|id| prompt(set.id, id, &set.question(id, locale).unwrap_or_default()))
                .collect(),
        };
        let mut sets: Vec<PromptSet> = guided_sets().iter().map(guided).collect();
        let own = self.own_prompts(vault.as_ref())?;
        if !own.is_empty() {
            let own = own.iter().map(|(id, text)| prompt(OWN, id, text));
            sets.push(PromptSet {
                id: OWN.to_owned(),
                version: 1,
                title: Label::Own.say(locale),
                minutes: SITTING_MINUTES,
                invitation: None,
                resting_until: rests(OWN),
                care: None,
                prompts: own.collect(),
            });
        }
        Ok(sets)
    }

    /// Adds a prompt of one's own, behind the others.
    ///
    /// # Errors
    /// [`PracticeError::EmptyText`].
    pub fn add_prompt(&mut self, question: &str) -> Result<PromptItem, PracticeError> {
        let question = asked(question)?;
        let id = self.engine.new_id();
        let last = self.prompt_order()?.pop();
        let place = Edit::place("prompts_order", id.to_string(), last.as_deref());
        let vault = self.vault_record();
        let made = Write::by_person(id, kinds::name::PROMPT, vec![text("text", question)]);
        let placed = Write::by_person(vault, kinds::name::VAULT, vec![place]);
        self.engine.commit("prompt add", &[made, placed])?;
        self.prompt(&id.to_string())
    }

    /// Words a prompt of one's own anew.
    ///
    /// # Errors
    /// [`PracticeError::NoRecord`], [`PracticeError::EmptyText`].
    pub fn reword_prompt(&mut self, key: &str, to: &str) -> Result<PromptItem, PracticeError> {
        let id = self.own_prompt(key)?;
        let edit = Edit::text("text", &self.base_of(id)?, asked(to)?);
        self.revise("prompt reword", kinds::name::PROMPT, id, vec![edit])?;
        self.prompt(&id.to_string())
    }

    /// Puts a prompt of one's own behind another, or in front of all.
    ///
    /// # Errors
    /// [`PracticeError::NoRecord`].
    pub fn move_prompt(
        &mut self,
        key: &str,
        behind: Option<&str>,
    ) -> Result<PromptItem, PracticeError> {
        let id = self.own_prompt(key)?.to_string();
        let behind = behind.map(|key| self.own_prompt(key)).transpose()?;
        let behind = behind.map(|id| id.to_string());
        let edit = Edit::place("prompts_order", id.as_str(), behind.as_deref());
        let vault = self.vault_record();
        self.revise("prompt move", kinds::name::VAULT, vault, vec![edit])?;
        self.prompt(&id)
    }

    /// A prompt is asked no more, on any device.
    ///
    /// # Errors
    /// [`PracticeError::NoRecord`].
    pub fn hide_prompt(&mut self, key: &str) -> Result<PromptItem, PracticeError> {
        let id = self.prompt(key)?.id;
        let vault = self.vault_record();
        let edit = Edit::add("hidden_prompts", id.as_str());
        self.revise("prompt hide", kinds::name::VAULT, vault, vec![edit])?;
        self.prompt(&id)
    }

    /// A prompt is asked again.
    ///
    /// # Errors
    /// [`PracticeError::NoRecord`].
    pub fn show_prompt(&mut self, key: &str) -> Result<PromptItem, PracticeError> {
        let id = self.prompt(key)?.id;
        let vault = self.vault_record();
        let edit = Edit::remove("hidden_prompts", id.as_str());
        self.revise("prompt show", kinds::name::VAULT, vault, vec![edit])?;
        self.prompt(&id)
    }

    /// A prompt by its key, or the beginning of that where only one has it.
    fn prompt(&mut self, key: &str) -> Result<PromptItem, PracticeError> {
        let key = key.trim().to_lowercase();
        let mut all = self.prompts()?;
        if let Some(at) = all.iter().position(|prompt| prompt.id == key) {
            return Ok(all.swap_remove(at));
        }
        all.retain(|prompt| !key.is_empty() && prompt.id.starts_with(&key));
        match all.len() {
            0 | 1 => all.pop().ok_or(PracticeError::NoRecord("prompt")),
            _ => Err(PracticeError::Ambiguous),
        }
    }

    fn own_prompt(&mut self, key: &str) -> Result<DocumentId, PracticeError> {
        self.find_record(kinds::name::PROMPT, "prompt of your own", key)
    }

    fn prompt_order(&mut self) -> Result<Vec<String>, PracticeError> {
        let row = self.settings_row()?;
        Ok(row.map(|row| Fields(&row.fields).list("prompts_order")).unwrap_or_default())
    }

    /// Ids and questions; those without a place come last.
    fn own_prompts(&mut self, vault: Option<&Row>) -> Result<Vec<(String, String)>, PracticeError> {
        let order = vault.map(|row| Fields(&row.fields).list("prompts_order")).unwrap_or_default();
        let rows = self.all(ListQuery::of(kinds::name::PROMPT))?;
        let place = |row: &Row| {
            let id = row.id.to_string();
            (order.iter().position(|other| *other == id).unwrap_or(usize::MAX), id)
        };
        let mut own: Vec<_> = rows.iter().map(|row| (place(row), row)).collect();
        own.sort_by(|one, other| one.0.cmp(&other.0));
        let item = |((_, id), row): ((usize, String), &Row)| (id, Fields(&row.fields).text("text"));
        Ok(own.into_iter().map(item).collect())
    }
}

/// A question on one line.
fn asked(question: &str) -> Result<&str, PracticeError> {
    let question = question.trim();
    if question.is_empty() { Err(PracticeError::EmptyText) } else { Ok(question) }
}
