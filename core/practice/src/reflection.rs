//! Guided writing: the prompts of a set, answered one by one or skipped, and whether it helped. What was answered is kept
//! at once, and one undo takes back the whole sitting.

use std::collections::BTreeMap;

use jiff::Timestamp;
use requite_engine::{
    EngineError, ListQuery, Write,
    record::{DocumentId, Edit, Heads, Projection},
};
use requite_words::{Label, Locale, Offered, guided_set};
use serde::Serialize;
use serde_json::{Map, Value as Json};

use crate::{
    Day, Including, Practice, PracticeError, PromptItem, Surface, When, Zone,
    entries::{Fields, add, parse_cursor, set},
    folk::Folk,
    kinds,
    lessons::about,
    records::{the_only, word},
};

/// The set of one's own prompts.
pub(crate) const OWN: &str = "own";
/// Minutes after which a sitting with it has been long enough.
pub const SITTING_MINUTES: u16 = 20;

/// Prompts that belong together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PromptSet {
    /// Its id.
    pub id: String,
    /// Its version: answers belong to the questions as they were asked.
    pub version: i64,
    /// What it is called.
    pub title: String,
    /// Minutes after which it has been long enough.
    pub minutes: u16,
    /// How one is asked to write, where the set says so.
    pub invitation: Option<String>,
    /// The day until which it rests, where it does: it comes to who asks for it by name.
    pub resting_until: Option<String>,
    /// One small thing to do for oneself afterwards.
    pub care: Option<String>,
    /// Its prompts, in order.
    pub prompts: Vec<PromptItem>,
}

/// A sitting under way. Nothing is kept before the first answer.
#[derive(Debug)]
pub struct Sitting {
    id: DocumentId,
    label: String,
    kept: usize,
    /// What goes with the next answer.
    pending: Vec<Edit>,
}

/// A sitting in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReflectionItem {
    /// Its id.
    pub id: String,
    /// Its day.
    pub date: String,
    /// Id of the set.
    pub set: String,
    /// What the set is called.
    pub title: String,
    /// Names of people it is about.
    pub people: Vec<String>,
    /// How many prompts were answered.
    pub answered: usize,
    /// How many were skipped.
    pub skipped: usize,
    /// Minutes that it took.
    pub minutes: Option<i64>,
    /// `better`, `same` or `worse`; none where nothing was said, or two devices said different things.
    pub helped: Option<String>,
}

/// A page of sittings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReflectionPage {
    /// Newest first.
    pub items: Vec<ReflectionItem>,
    /// Where the next page begins.
    pub next: Option<String>,
}

/// A question for a page of sittings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReflectionQuery {
    /// Somebody by name or id.
    pub person: Option<String>,
    /// Sittings of a page.
    pub limit: usize,
    /// Where the page before ended.
    pub cursor: Option<String>,
}

/// A sitting in full.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReflectionView {
    /// As in a list.
    #[serde(flatten)]
    pub item: ReflectionItem,
    /// What was answered, in the order of the set.
    pub answers: Vec<AnswerView>,
    /// Keys of the prompts that were skipped.
    pub skipped_prompts: Vec<String>,
    /// Everything that was said about whether it helped: more than one where two devices disagree.
    pub helped_said: Vec<String>,
    /// The state that this shows: the base of an edit.
    pub heads: String,
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AnswerView {
    /// Key of the prompt.
    pub prompt: String,
    /// The question; empty where the prompt is not known here.
    pub question: String,
    /// The answer; several of one prompt stand one after the other.
    pub text: String,
}

impl Practice {
    /// A set by its id or number, with the prompts that are asked: those that are not hidden. Where nothing is said, the first
    /// that does not rest.
    ///
    /// # Errors
    /// [`PracticeError::NoRecord`].
    pub fn prompt_set(
        &mut self,
        which: Option<&str>,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<PromptSet, PracticeError> {
        let today = Day::today(zone, now);
        let which = match which {
            Some(which) => which.trim().to_lowercase(),
            None => self.usual_set(today)?.to_owned(),
        };
        let id = guided_set(&which).map_or(which.as_str(), |set| set.id);
        let found = self.all_sets(today)?.into_iter().find(|set| set.id == id);
        let mut set = found.ok_or(PracticeError::NoRecord("set"))?;
        set.prompts.retain(|prompt| !prompt.hidden);
        Ok(set)
    }

    /// Begins a sitting with a set. The one for a goodbye comes after its questions.
    ///
    /// # Errors
    /// [`PracticeError::GateFirst`]; [`PracticeError`] says what else does not fit.
    pub fn begin_sitting(
        &mut self,
        of: &PromptSet,
        people: &[String],
        when: &When,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<Sitting, PracticeError> {
        let guided = guided_set(&of.id);
        if guided.is_some_and(|set| set.offered == Offered::AfterGate) && !self.is_after_gate()? {
            return Err(PracticeError::GateFirst);
        }
        let mut pending = vec![
            set("set_id", of.id.as_str().into()),
            set("set_version", of.version.into()),
            set("occurred", (&when.resolve(zone, now)?).into()),
        ];
        pending.extend(about(&self.folk(Day::today(zone, now))?, people)?);
        let (id, label) = (self.engine.new_id(), self.engine.batch_label("reflect"));
        Ok(Sitting { id, label, kept: 0, pending })
    }

    /// Keeps an answer.
    ///
    /// # Errors
    /// [`PracticeError::EmptyText`], [`PracticeError::Engine`].
    pub fn answer_prompt(
        &mut self,
        sitting: &mut Sitting,
        prompt: &PromptItem,
        answer: &str,
    ) -> Result<(), PracticeError> {
        if answer.trim().is_empty() {
            return Err(PracticeError::EmptyText);
        }
        sitting.pending.push(new_answer(&prompt.id, answer));
        self.keep(sitting)?;
        sitting.kept += 1;
        Ok(())
    }

    /// Passes over a prompt, which is always fine.
    pub fn skip_prompt(&mut self, sitting: &mut Sitting, prompt: &PromptItem) {
        sitting.pending.push(add("skipped", &prompt.id));
    }

    /// Ends a sitting: how long it took, and whether it helped. None where nothing was answered, and so nothing is kept.
    ///
    /// # Errors
    /// [`PracticeError::Word`], [`PracticeError::Engine`].
    pub fn end_sitting(
        &mut self,
        sitting: &mut Sitting,
        minutes: i64,
        helped: Option<&str>,
    ) -> Result<Option<ReflectionView>, PracticeError> {
        let helped = helped.map(said_helped).transpose()?;
        if sitting.kept == 0 {
            return Ok(None);
        }
        sitting.pending.push(set("minutes", minutes.into()));
        sitting.pending.extend(helped);
        self.keep(sitting)?;
        self.reflection_view(sitting.id).map(Some)
    }

    /// A page of sittings, newest first. Those about quieted people come when somebody is named.
    ///
    /// # Errors
    /// [`PracticeError`] says what does not fit.
    pub fn reflections(
        &mut self,
        query: &ReflectionQuery,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<ReflectionPage, PracticeError> {
        let folk = self.folk(Day::today(zone, now))?;
        let mut list = ListQuery {
            limit: query.limit.clamp(1, crate::entries::LIMIT_MAX),
            cursor: parse_cursor(query.cursor.as_deref())?,
            ..ListQuery::of(kinds::name::REFLECTION)
        };
        match &query.person {
            Some(who) => list.any_of = folk.find(who)?.facets("people"),
            None => list.without = folk.left_out(Surface::Timeline, Including::Usual, "people"),
        }
        let locale = self.locale()?;
        let page = self.engine.list(&list)?;
        let items = page.items.iter();
        let items = items.map(|row| item_of(&folk, locale, row.id, &Fields(&row.fields))).collect();
        Ok(ReflectionPage { items, next: page.next.map(|cursor| cursor.to_string()) })
    }

    /// A sitting in full, by its id or the beginning of it. What is shown here is what an edit is based on.
    ///
    /// # Errors
    /// [`PracticeError::NoRecord`], [`PracticeError::Ambiguous`].
    pub fn reflection(&mut self, id: &str) -> Result<ReflectionView, PracticeError> {
        let id = self.find_reflection(id)?;
        let view = self.reflection_view(id)?;
        let heads = view.heads.parse().map_err(|_| PracticeError::Base)?;
        match self.engine.note_seen(id, &heads) {
            Ok(()) | Err(EngineError::Busy | EngineError::Full | EngineError::ReadOnly) => Ok(view),
            Err(error) => Err(error.into()),
        }
    }

    /// Changes one answer, or gives one that was skipped. The prompt by its key, or its number in the set.
    ///
    /// # Errors
    /// [`PracticeError::NoRecord`], [`PracticeError::EmptyText`].
    pub fn change_answer(
        &mut self,
        id: &str,
        prompt: &str,
        answer: &str,
    ) -> Result<ReflectionView, PracticeError> {
        if answer.trim().is_empty() {
            return Err(PracticeError::EmptyText);
        }
        let id = self.find_reflection(id)?;
        let record = self.engine.open_record(id)?;
        let fields = Fields(&record.fields);
        let prompt = self.prompt_key(&fields, prompt)?;
        let (base, slots) = self.seen_slots(&record, &prompt)?;
        let mut edits = match slots.as_slice() {
            [] => vec![new_answer(&prompt, answer)],
            // Of several, the first takes the words, and the others are in it now.
            [first, others @ ..] => {
                let first = old_answer(&prompt, first, &base, answer);
                let others = others.iter().map(|slot| old_answer(&prompt, slot, &base, ""));
                std::iter::once(first).chain(others).collect()
            }
        };
        if fields.list("skipped").contains(&prompt) {
            edits.push(Edit::remove("skipped", prompt.as_str()));
        }
        self.revise("reflect answer", kinds::name::REFLECTION, id, edits)?;
        self.reflection_view(id)
    }

    /// Says whether a sitting helped; of several answers this one stays.
    ///
    /// # Errors
    /// [`PracticeError::NoRecord`], [`PracticeError::Word`].
    pub fn say_helped(&mut self, id: &str, how: &str) -> Result<ReflectionView, PracticeError> {
        let id = self.find_reflection(id)?;
        let edits = vec![said_helped(how)?];
        self.revise("reflect helped", kinds::name::REFLECTION, id, edits)?;
        self.reflection_view(id)
    }

    fn keep(&mut self, sitting: &mut Sitting) -> Result<(), PracticeError> {
        let edits = std::mem::take(&mut sitting.pending);
        let write = Write::by_person(sitting.id, kinds::name::REFLECTION, edits);
        self.engine.commit(&sitting.label, &[write])?;
        Ok(())
    }

    fn find_reflection(&mut self, id: &str) -> Result<DocumentId, PracticeError> {
        self.find_record(kinds::name::REFLECTION, "reflection", id)
    }

    /// The state that the person last had before them, and where the answers to a prompt stood in it: what came since is left
    /// alone.
    fn seen_slots(
        &mut self,
        record: &Projection,
        prompt: &str,
    ) -> Result<(Heads, Vec<String>), PracticeError> {
        let now = || (record.heads.clone(), slots(&Fields(&record.fields).map("answers"), prompt));
        let Some(seen) = self.engine.seen_state(record.id)?.filter(|seen| *seen != record.heads)
        else {
            return Ok(now());
        };
        match self.engine.version(record.id, &seen.to_string()) {
            Ok(then) => Ok((seen, slots(&Fields(&then.fields).map("answers"), prompt))),
            // A state between versions cannot be looked at, so nothing in it is taken to have been read.
            Err(EngineError::NotFound | EngineError::Ambiguous) => Ok((seen, Vec::new())),
            Err(error) => Err(error.into()),
        }
    }

    /// The key of a prompt of a sitting: as given, or by its number in the set.
    fn prompt_key(&mut self, fields: &Fields<'_>, given: &str) -> Result<String, PracticeError> {
        let given = given.trim().to_lowercase();
        let set = fields.text("set_id");
        let sets = self.all_sets(Day::FIRST)?;
        let prompts = sets.iter().find(|one| one.id == set).map(|set| set.prompts.as_slice());
        let prompts = prompts.unwrap_or_default();
        let by_number = given.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        if let Some(prompt) = by_number.and_then(|at| prompts.get(at)) {
            return Ok(prompt.id.clone());
        }
        // An answer is kept even where its prompt went away.
        let answers = fields.map("answers");
        let mut keys = prompts.iter().map(|prompt| &prompt.id).chain(answers.keys());
        let key = keys.find(|key| **key == given || key.ends_with(&format!(".{given}")));
        key.cloned().ok_or(PracticeError::NoRecord("prompt"))
    }

    fn reflection_view(&mut self, id: DocumentId) -> Result<ReflectionView, PracticeError> {
        let record = self.engine.open_record(id)?;
        let (folk, locale) = (self.folk(Day::FIRST)?, self.locale()?);
        let fields = Fields(&record.fields);
        let questions: BTreeMap<String, String> =
            self.prompts()?.into_iter().map(|prompt| (prompt.id, prompt.text)).collect();
        let all = fields.map("answers");
        let answers = in_order(&fields.text("set_id"), &all).into_iter().map(|prompt| {
            let question = questions.get(&prompt).cloned().unwrap_or_default();
            AnswerView { text: answer_of(&all, &prompt), prompt, question }
        });
        let answers = answers.filter(|answer| !answer.text.is_empty()).collect();
        Ok(ReflectionView {
            item: item_of(&folk, locale, id, &fields),
            answers,
            skipped_prompts: fields.list("skipped"),
            helped_said: fields.list("helped"),
            heads: record.heads.to_string(),
        })
    }
}

fn said_helped(how: &str) -> Result<Edit, PracticeError> {
    Ok(Edit::choose("helped", word("answer", how, kinds::HELPED)?))
}

fn new_answer(prompt: &str, answer: &str) -> Edit {
    old_or_new(prompt, None, Heads::default(), answer)
}

fn old_answer(prompt: &str, slot: &str, base: &Heads, answer: &str) -> Edit {
    old_or_new(prompt, Some(slot.to_owned()), base.clone(), answer)
}

fn old_or_new(prompt: &str, slot: Option<String>, base: Heads, answer: &str) -> Edit {
    Edit::Answer {
        field: "answers".to_owned(),
        key: prompt.to_owned(),
        slot,
        base,
        text: answer.to_owned(),
    }
}

/// The places in which a prompt was answered: several where devices answered at once.
fn slots(answers: &Map<String, Json>, prompt: &str) -> Vec<String> {
    let of = answers.get(prompt).and_then(Json::as_array).into_iter().flatten();
    of.filter_map(|answer| answer.get("slot").and_then(Json::as_str)).map(str::to_owned).collect()
}

fn answer_of(answers: &Map<String, Json>, prompt: &str) -> String {
    let of = answers.get(prompt).and_then(Json::as_array).into_iter().flatten();
    let texts = of.filter_map(|answer| answer.get("text").and_then(Json::as_str));
    texts.filter(|text| !text.trim().is_empty()).collect::<Vec<_>>().join("\n\n")
}

/// The prompts that have answers: in the order of the set as far as they are in it.
fn in_order(set: &str, answers: &Map<String, Json>) -> Vec<String> {
    let prompts = guided_set(set).map(|set| set.prompts).unwrap_or_default();
    let place = |key: &str| prompts.iter().position(|id| *id == key).unwrap_or(usize::MAX);
    let mut keys: Vec<String> = answers.keys().cloned().collect();
    keys.sort_by(|one, other| (place(one), one).cmp(&(place(other), other)));
    keys
}

fn item_of(folk: &Folk, locale: Locale, id: DocumentId, fields: &Fields<'_>) -> ReflectionItem {
    let answers = fields.map("answers");
    let set = fields.text("set_id");
    let title = guided_set(&set).map(|guided| guided.title(locale));
    ReflectionItem {
        id: id.to_string(),
        date: fields.occurred().map(|o| o.date.to_string()).unwrap_or_default(),
        title: title.unwrap_or_else(|| Label::Own.say(locale)),
        set,
        people: folk.names(&fields.list("people")),
        answered: answers.keys().filter(|key| !answer_of(&answers, key).is_empty()).count(),
        skipped: fields.list("skipped").len(),
        minutes: fields.number("minutes"),
        helped: the_only(fields, "helped"),
    }
}
