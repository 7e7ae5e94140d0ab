//! An honest goodbye: a gate first, a way, a draft, a rest, a decision, and care afterwards. It is a plan and no more: whatever is
//! said, the person says outside of here.

pub(crate) mod gate;
mod letter;
pub(crate) mod machine;

use jiff::Timestamp;
use requite_engine::{DocumentId, ListQuery, Projection, Row, record::Edit};
use serde::Serialize;

use crate::{
    Day, Including, Practice, PracticeError, Standing, StepItem, Surface, Zone,
    entries::{Fields, Wrote},
    folk::Folk,
    kinds::{self, name::GOODBYE},
    records::word,
    steps::steps,
};
use gate::{GateAnswer, Marked, Paths};
use machine::{Decision, Next, NotYet, State, Step};

pub use letter::{Draft, LetterView};

/// A goodbye in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GoodbyeItem {
    /// Its id.
    pub id: String,
    /// The other's name.
    pub person: String,
    /// The day on which it was begun.
    pub made_on: String,
    /// The way, where one is chosen.
    pub path: Option<String>,
    /// How far it has come, by the names of [`kinds::GOODBYE_STATES`].
    pub state: &'static str,
    /// Until when it rests.
    pub rest_until: Option<String>,
}

/// A goodbye in full.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GoodbyeView {
    /// What lists show.
    #[serde(flatten)]
    pub item: GoodbyeItem,
    /// Steps, in their order.
    pub steps: Vec<StepItem>,
    /// The id of its letter, where one is begun.
    pub letter: Option<String>,
    /// Why it was decided without waiting.
    pub not_waiting: Option<String>,
    /// A day after to how it was, -2 to 2.
    pub after: std::collections::BTreeMap<String, i64>,
    /// Answers of the gate, where somebody wanted them kept.
    pub gate: Option<serde_json::Map<String, serde_json::Value>>,
}

/// A look at how it is, some days after a goodbye.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AfterCheck {
    /// The plan's id.
    pub id: String,
    /// Days after: `1`, `3` or `7`.
    pub day: String,
}

/// Whether answers of the gate are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answers {
    /// Forgotten at once.
    Forgotten,
    /// Kept with the plan.
    Kept,
}

/// Hours that a draft rests where nothing is said.
pub const REST_HOURS: i64 = 48;
/// Hours that a draft may be asked to rest.
const REST_HOURS_MAX: i64 = 24 * 366;
/// Days after which to look how it is.
const AFTER_DAYS: &[&str] = &["1", "3", "7"];
const HOUR_MS: i64 = 3_600_000;

impl Practice {
    /// Begins a plan.
    ///
    /// # Errors
    /// [`PracticeError::NoPerson`].
    pub fn new_goodbye(
        &mut self,
        who: &str,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<Wrote, PracticeError> {
        let today = Day::today(zone, now);
        let person = self.folk(today)?.find(who)?.id.clone();
        let draft = Edit::Advance { field: "state".into(), rank: State::Draft.rank() };
        let edits =
            vec![Edit::set("person", person), Edit::set("made_on", today.to_string()), draft];
        let id = self.make("goodbye new", GOODBYE, edits)?.to_string();
        Ok(Wrote { id, date: today.to_string() })
    }

    /// What is offered first, after the six questions. Somebody marked unsafe is answer enough.
    ///
    /// # Errors
    /// [`PracticeError::NoRecord`], [`PracticeError::Ambiguous`], [`PracticeError::Gate`].
    pub fn gate_goodbye(
        &mut self,
        id: &str,
        answers: &[GateAnswer],
        keep: Answers,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<Paths, PracticeError> {
        let id = self.find_goodbye(id)?;
        if answers.len() > gate::QUESTIONS_COUNT {
            return Err(PracticeError::Gate);
        }
        let row = self.row_of(id, "goodbye")?;
        let folk = self.folk(Day::today(zone, now))?;
        let person = folk.person(&Fields(&row.fields).text("person"));
        let is_unsafe = person.is_some_and(|person| person.standing == Standing::Unsafe);
        if keep == Answers::Kept {
            let put = |(n, answer): (usize, &GateAnswer)| {
                Edit::put("gate", &(n + 1).to_string(), answer.as_str())
            };
            let edits = answers.iter().enumerate().map(put).collect();
            self.revise("goodbye gate", GOODBYE, id, edits)?;
        }
        if answers.len() == gate::QUESTIONS_COUNT {
            // That they were gone through, never what was answered. Not an act of its own: there is nothing to take back.
            let key = crate::guided::gate_key(&id.to_string());
            let gone = Edit::put("dismissed", &key, Day::today(zone, now).to_string().as_str());
            let vault = self.vault_record();
            let noted = self.revise("", kinds::name::VAULT, vault, vec![gone]);
            noted.or_else(PracticeError::where_reading_goes_on)?;
        }
        Ok(gate::paths(answers, if is_unsafe { Marked::Unsafe } else { Marked::No }))
    }

    /// The six questions, in the language that is set.
    ///
    /// # Errors
    /// [`PracticeError::Engine`].
    pub fn gate_questions(&mut self) -> Result<Vec<String>, PracticeError> {
        let locale = self.locale()?;
        Ok(requite_words::GATE
            .iter()
            .map(|question| requite_words::say(locale, question))
            .collect())
    }

    /// Ids of plans that are not decided yet.
    pub(crate) fn open_goodbyes(&mut self) -> Result<Vec<String>, PracticeError> {
        let rows = self.all(ListQuery { limit: 500, ..ListQuery::of(GOODBYE) })?;
        let open =
            rows.iter().filter(|row| stored(&Fields(&row.fields)).rank() < State::Sent.rank());
        Ok(open.map(|row| row.id.to_string()).collect())
    }

    /// Chooses the way: one of [`kinds::PATHS`].
    ///
    /// # Errors
    /// [`PracticeError`] says what does not fit.
    pub fn choose_path(
        &mut self,
        id: &str,
        path: &str,
        now: Timestamp,
    ) -> Result<GoodbyeView, PracticeError> {
        let path = Edit::set("path", word("way", path, kinds::PATHS)?);
        let id = self.find_goodbye(id)?;
        self.revise("goodbye path", GOODBYE, id, vec![path])?;
        self.goodbye_of(id, now)
    }

    /// Leaves the draft to rest, for so many hours. A longer rest of another device stands.
    ///
    /// # Errors
    /// [`PracticeError`] says what does not fit.
    pub fn rest_goodbye(
        &mut self,
        id: &str,
        hours: i64,
        now: Timestamp,
    ) -> Result<GoodbyeView, PracticeError> {
        if !(1..=REST_HOURS_MAX).contains(&hours) {
            return Err(PracticeError::Hours);
        }
        let until = now.as_millisecond().saturating_add(hours.saturating_mul(HOUR_MS));
        let plan = self.find_goodbye(id)?;
        let row = self.row_of(plan, "goodbye")?;
        // A rest is made longer, never shorter.
        let known = Fields(&row.fields).number("rest_until");
        let known = known.filter(|_| stored(&Fields(&row.fields)) == State::Resting);
        let until = known.map_or(until, |known| known.max(until));
        let rest = vec![Edit::set("rest_until", until)];
        self.step_goodbye("goodbye rest", id, Step::Rest, rest, now)
    }

    /// Decides. Before the rest is over only with a line that says why.
    ///
    /// # Errors
    /// [`PracticeError::Resting`], [`PracticeError::NotRested`], [`PracticeError::Decided`].
    pub fn decide_goodbye(
        &mut self,
        id: &str,
        decision: Decision,
        not_waiting: Option<&str>,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<GoodbyeView, PracticeError> {
        let why = not_waiting.map(str::trim).filter(|why| !why.is_empty());
        let step = if why.is_some() { Step::DecideNow(decision) } else { Step::Decide(decision) };
        let record = self.find_goodbye(id)?;
        let mut edits = vec![Edit::set("decided_on", Day::today(zone, now).to_string())];
        if let Some(why) = why {
            edits.push(Edit::text("not_waiting", &self.engine.open_record(record)?.heads, why));
        }
        self.step_goodbye("goodbye decide", id, step, edits, now)
    }

    /// Begins anew what was decided.
    ///
    /// # Errors
    /// [`PracticeError::NotDecided`].
    pub fn begin_goodbye_again(
        &mut self,
        id: &str,
        now: Timestamp,
    ) -> Result<GoodbyeView, PracticeError> {
        let plan = self.find_goodbye(id)?;
        let before = self.engine.open_record(plan)?;
        // What belonged to the decision before does not belong to the next one.
        let mut edits =
            vec![Edit::clear("decided_on"), Edit::text("not_waiting", &before.heads, "")];
        let checks = Fields(&before.fields).map("after_checks");
        edits.extend(checks.keys().map(|key| Edit::Put {
            field: "after_checks".to_owned(),
            key: key.clone(),
            value: None,
        }));
        self.step_goodbye("goodbye again", id, Step::Again, edits, now)
    }

    /// Notes how it is, one, three or seven days after.
    ///
    /// # Errors
    /// [`PracticeError`] says what does not fit.
    pub fn check_after_goodbye(
        &mut self,
        id: &str,
        day: &str,
        felt: i64,
        now: Timestamp,
    ) -> Result<GoodbyeView, PracticeError> {
        let day = word("day after", day, AFTER_DAYS)?;
        let id = self.find_goodbye(id)?;
        if stored(&Fields(&self.row_of(id, "goodbye")?.fields)).rank() < State::Sent.rank() {
            return Err(PracticeError::NotDecided);
        }
        let edits = vec![Edit::put("after_checks", day.as_text().unwrap_or_default(), felt)];
        self.revise("goodbye after", GOODBYE, id, edits)?;
        self.goodbye_of(id, now)
    }

    /// Adds a step to a plan.
    ///
    /// # Errors
    /// [`PracticeError`] says what does not fit.
    pub fn add_goodbye_step(
        &mut self,
        id: &str,
        text: &str,
        now: Timestamp,
    ) -> Result<GoodbyeView, PracticeError> {
        let id = self.find_goodbye(id)?;
        self.add_step("goodbye step", GOODBYE, id, text)?;
        self.goodbye_of(id, now)
    }

    /// Notes that a step was done.
    ///
    /// # Errors
    /// [`PracticeError`] says what does not fit.
    pub fn do_goodbye_step(
        &mut self,
        id: &str,
        key: &str,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<GoodbyeView, PracticeError> {
        let id = self.find_goodbye(id)?;
        self.do_step("goodbye step", GOODBYE, id, key, Day::today(zone, now))?;
        self.goodbye_of(id, now)
    }

    /// A plan in full.
    ///
    /// # Errors
    /// [`PracticeError::NoRecord`], [`PracticeError::Ambiguous`].
    pub fn goodbye(&mut self, id: &str, now: Timestamp) -> Result<GoodbyeView, PracticeError> {
        let id = self.find_goodbye(id)?;
        self.goodbye_of(id, now)
    }

    /// Plans, the newest first. Whoever is quieted comes up only by name.
    ///
    /// # Errors
    /// [`PracticeError`] says what does not fit.
    pub fn goodbyes(
        &mut self,
        person: Option<&str>,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<Vec<GoodbyeItem>, PracticeError> {
        let folk = self.folk(Day::today(zone, now))?;
        let list =
            folk.concerning(GOODBYE, "person", person, Surface::Timeline, Including::Usual)?;
        let rows = self.all(ListQuery { limit: 500, ..list })?;
        Ok(rows.iter().map(|row| of_row(&folk, row, now)).collect())
    }

    /// How it is after a goodbye, where it is time to look: one, three and seven days after, as long as a week more. Whoever is
    /// quieted comes up under no name; a goodbye is looked after all the same.
    pub(crate) fn after_checks(&mut self, today: Day) -> Result<Vec<AfterCheck>, PracticeError> {
        let mut checks = Vec::new();
        for row in self.all(ListQuery { limit: 500, ..ListQuery::of(GOODBYE) })? {
            let fields = Fields(&row.fields);
            let decided = Day::stored(&fields.text("decided_on"));
            let Some(days) = decided.map(|decided| today.days_since(decided)) else { continue };
            let made = fields.map("after_checks");
            let is_done = stored(&fields).rank() >= State::Sent.rank();
            let mut due = AFTER_DAYS.iter().filter(|day| !made.contains_key(**day));
            let due = due.rfind(|day| {
                let day: i64 = day.parse().unwrap_or(i64::MAX);
                (day..day.saturating_add(8)).contains(&days)
            });
            if let Some(day) = due.filter(|_| is_done) {
                checks.push(AfterCheck { id: row.id.to_string(), day: (*day).to_owned() });
            }
        }
        Ok(checks)
    }

    pub(crate) fn find_goodbye(&mut self, id: &str) -> Result<DocumentId, PracticeError> {
        self.find_record(GOODBYE, "goodbye", id)
    }

    fn step_goodbye(
        &mut self,
        label: &str,
        id: &str,
        step: Step,
        mut edits: Vec<Edit>,
        now: Timestamp,
    ) -> Result<GoodbyeView, PracticeError> {
        let id = self.find_goodbye(id)?;
        let row = self.row_of(id, "goodbye")?;
        let until = Fields(&row.fields).number("rest_until");
        let state = stored(&Fields(&row.fields)).at(until, now.as_millisecond());
        let field = "state".to_owned();
        match state.step(step).map_err(|not_yet| refused(not_yet, until))? {
            Next::To(next) if next.rank() > stored(&Fields(&row.fields)).rank() => {
                edits.push(Edit::Advance { field, rank: next.rank() });
            }
            // A rest that is made longer: the state is there already.
            Next::To(_) => {}
            Next::Anew => edits.push(Edit::Restart { field, rank: State::Draft.rank() }),
        }
        self.revise(label, GOODBYE, id, edits)?;
        self.goodbye_of(id, now)
    }

    fn goodbye_of(&mut self, id: DocumentId, now: Timestamp) -> Result<GoodbyeView, PracticeError> {
        let folk = self.folk(Day::FIRST)?;
        let plan: Projection = self.engine.open_record(id)?;
        let fields = Fields(&plan.fields);
        let letter = self.engine.row(self.letter_of(id))?.filter(|row| row.present);
        let gate = Some(fields.map("gate")).filter(|gate| !gate.is_empty());
        let after = fields.map("after_checks");
        let item = of_row(&folk, &self.row_of(id, "goodbye")?, now);
        Ok(GoodbyeView {
            item,
            steps: steps(&fields),
            letter: letter.map(|row| row.id.to_string()),
            not_waiting: fields.some("not_waiting"),
            after: after.iter().filter_map(|(k, v)| Some((k.clone(), v.as_i64()?))).collect(),
            gate,
        })
    }
}

fn stored(fields: &Fields<'_>) -> State {
    let rank = fields.map("state").get("rank").and_then(serde_json::Value::as_u64).unwrap_or(0);
    State::of_rank(u8::try_from(rank).unwrap_or(u8::MAX))
}

fn of_row(folk: &Folk, row: &Row, now: Timestamp) -> GoodbyeItem {
    let fields = Fields(&row.fields);
    let until = fields.number("rest_until");
    let state = stored(&fields).at(until, now.as_millisecond());
    let until = until.filter(|_| matches!(state, State::Resting | State::Ready));
    GoodbyeItem {
        id: row.id.to_string(),
        person: folk.name_of(&fields.text("person")),
        made_on: fields.text("made_on"),
        path: fields.some("path"),
        state: kinds::GOODBYE_STATES.get(usize::from(state.rank())).copied().unwrap_or("draft"),
        rest_until: until
            .and_then(|ms| Timestamp::from_millisecond(ms).ok())
            .map(|at| at.to_string()),
    }
}

fn refused(not_yet: NotYet, until: Option<i64>) -> PracticeError {
    let until = until.and_then(|ms| Timestamp::from_millisecond(ms).ok());
    match not_yet {
        NotYet::Resting => PracticeError::Resting {
            until: until
                .map(|at| at.strftime("%Y-%m-%d %H:%M UTC").to_string())
                .unwrap_or_default(),
        },
        NotYet::NotRested => PracticeError::NotRested,
        NotYet::Decided => PracticeError::Decided,
        NotYet::NotDecided => PracticeError::NotDecided,
    }
}
