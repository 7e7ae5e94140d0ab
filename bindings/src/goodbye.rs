//! An honest goodbye, planned where that is safe. Nothing here can send anything to anybody.

use std::{collections::HashMap, sync::Arc};

use requite::{
    Answers as AnswersIn, Decision as DecisionIn, Draft as DraftIn, GateAnswer as GateIn,
    GoodbyeItem as ItemIn, GoodbyeView as ViewIn, LetterView as LetterIn, Paths as PathsIn,
};

use crate::{
    EngineError,
    desk::Desk,
    journal::Wrote,
    mirror::{Cross, choice, into, out},
    peace::Step,
};

choice! {
    /// An answer to a question of the gate.
    GateAnswer is GateIn {
        /// Yes.
        Yes,
        /// No.
        No,
        /// Not sure.
        NotSure,
    }

    /// What becomes of the answers.
    GateAnswers is AnswersIn {
        /// They are not kept, as a rule.
        Forgotten,
        /// They are kept with the plan.
        Kept,
    }

    /// What was decided.
    GoodbyeDecision is DecisionIn {
        /// It was sent, by the person, outside of this.
        Sent,
        /// The letter is kept.
        Kept,
        /// The plan was let go.
        LetGo,
    }
}

into! {
    /// A change of the letter.
    Draft into DraftIn {
        /// Its words; none leaves them.
        #[uniffi(default = None)]
        text: Option<String>,
        /// The `heads` that the person saw.
        #[uniffi(default = None)]
        base: Option<String>,
        /// The parts that it has now.
        #[uniffi(default = [])]
        parts: Vec<String>,
    }
}

out! {
    /// A plan in a list.
    GoodbyeItem from ItemIn {
        /// Its id.
        id: String,
        /// To whom.
        person: String,
        /// The day it was begun.
        made_on: String,
        /// The path that was chosen.
        path: Option<String>,
        /// `draft`, `resting`, `ready`, `done_sent`, `done_kept` or `done_let_go`.
        state: String,
        /// Until when it rests, RFC 3339.
        rest_until: Option<String>,
    }

    /// What the gate leaves open.
    Paths from PathsIn {
        /// Paths that are offered.
        offered: Vec<String>,
        /// Paths behind a plain word of care.
        behind: Vec<String>,
        /// Whether support comes first.
        support_first: bool,
    }

    /// The letter of a plan.
    Letter from LetterIn {
        /// Its id.
        id: String,
        /// The plan.
        plan: String,
        /// Its words.
        body: String,
        /// The parts that it has.
        parts: Vec<String>,
        /// The parts that it may still want.
        missing: Vec<String>,
        /// The state that is shown: the `base` of a change.
        heads: String,
    }
}

/// A plan in full.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
pub struct Goodbye {
    /// As in lists.
    pub item: GoodbyeItem,
    /// Its steps.
    pub steps: Vec<Step>,
    /// The id of its letter, once there is one.
    pub letter: Option<String>,
    /// Why it was decided before its rest was over.
    pub not_waiting: Option<String>,
    /// How it felt after, by day, -2 to 2.
    pub after: HashMap<String, i64>,
}

impl Cross<Goodbye> for ViewIn {
    fn cross(self) -> Goodbye {
        Goodbye {
            item: self.item.cross(),
            steps: self.steps.cross(),
            letter: self.letter,
            not_waiting: self.not_waiting,
            after: self.after.cross(),
        }
    }
}

/// Planning a goodbye.
#[derive(uniffi::Object)]
pub struct Goodbyes {
    pub(crate) desk: Arc<Desk>,
}

#[uniffi::export]
impl Goodbyes {
    /// Begins a plan.
    pub async fn begin(&self, who: String) -> Result<Wrote, EngineError> {
        self.desk.practice(move |it, at| it.new_goodbye(&who, &at.zone, at.now)).await
    }

    /// The six questions of the gate.
    pub async fn gate_questions(&self) -> Result<Vec<String>, EngineError> {
        self.desk.practice(move |it, _| it.gate_questions()).await
    }

    /// Answers the six questions of the gate, in their order. Says which paths are open.
    pub async fn pass_gate(
        &self,
        id: String,
        answers: Vec<GateAnswer>,
        keep: GateAnswers,
    ) -> Result<Paths, EngineError> {
        let answers: Vec<GateIn> = answers.cross();
        self.desk
            .practice(move |it, at| it.gate_goodbye(&id, &answers, keep.cross(), &at.zone, at.now))
            .await
    }

    /// Chooses a path.
    pub async fn choose_path(&self, id: String, path: String) -> Result<Goodbye, EngineError> {
        self.desk.practice(move |it, at| it.choose_path(&id, &path, at.now)).await
    }

    /// Lets it rest for so many hours, 1 to 8,784. A rest is never made shorter.
    pub async fn rest(&self, id: String, hours: i64) -> Result<Goodbye, EngineError> {
        self.desk.practice(move |it, at| it.rest_goodbye(&id, hours, at.now)).await
    }

    /// Decides. Before its rest is over that needs a line why.
    pub async fn decide(
        &self,
        id: String,
        decision: GoodbyeDecision,
        not_waiting: Option<String>,
    ) -> Result<Goodbye, EngineError> {
        self.desk
            .practice(move |it, at| {
                it.decide_goodbye(&id, decision.cross(), not_waiting.as_deref(), &at.zone, at.now)
            })
            .await
    }

    /// Begins anew after a decision.
    pub async fn again(&self, id: String) -> Result<Goodbye, EngineError> {
        self.desk.practice(move |it, at| it.begin_goodbye_again(&id, at.now)).await
    }

    /// Says how it feels after, -2 to 2.
    pub async fn check_after(
        &self,
        id: String,
        day: String,
        felt: i64,
    ) -> Result<Goodbye, EngineError> {
        self.desk.practice(move |it, at| it.check_after_goodbye(&id, &day, felt, at.now)).await
    }

    /// Adds something to do.
    pub async fn add_step(&self, id: String, text: String) -> Result<Goodbye, EngineError> {
        self.desk.practice(move |it, at| it.add_goodbye_step(&id, &text, at.now)).await
    }

    /// Says that it is done.
    pub async fn do_step(&self, id: String, key: String) -> Result<Goodbye, EngineError> {
        self.desk.practice(move |it, at| it.do_goodbye_step(&id, &key, &at.zone, at.now)).await
    }

    /// A plan in full.
    pub async fn get(&self, id: String) -> Result<Goodbye, EngineError> {
        self.desk.practice(move |it, at| it.goodbye(&id, at.now)).await
    }

    /// Plans.
    pub async fn list(&self, person: Option<String>) -> Result<Vec<GoodbyeItem>, EngineError> {
        self.desk.practice(move |it, at| it.goodbyes(person.as_deref(), &at.zone, at.now)).await
    }

    /// Writes on the letter of a plan.
    pub async fn draft_letter(&self, plan: String, draft: Draft) -> Result<Letter, EngineError> {
        self.desk
            .practice(move |it, at| it.draft_letter(&plan, &draft.cross(), &at.zone, at.now))
            .await
    }

    /// The letter of a plan.
    pub async fn letter(&self, plan: String) -> Result<Letter, EngineError> {
        self.desk.practice(move |it, _| it.letter(&plan)).await
    }
}
