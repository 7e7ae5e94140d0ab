//! Standards, boundaries, stepping back, budgets of time, notes for later.

use std::sync::Arc;

use requite::{
    BoundaryItem as BoundaryIn, BoundaryWeek as WeekIn, Budget as BudgetIn,
    BudgetWith as BudgetWithIn, DayItem as DayIn, Held as HeldIn, Memories as MemoriesIn,
    Move as MoveIn, NewBoundary as NewBoundaryIn, NewStandard as NewStandardIn, Noted as NotedIn,
    PhaseView as PhaseIn, SealedItem as SealedIn, StandardEvidence as EvidenceIn,
    StandardItem as StandardIn, StandardView as StandardViewIn, StandardWith as StandardWithIn,
    StepItem as StepIn,
};

use crate::{
    EngineError,
    desk::Desk,
    journal::{When, Wrote},
    mirror::{Cross, choice, into, out},
};

choice! {
    /// Whether memories come up on a day of grief.
    Memories is MemoriesIn {
        /// They rest.
        Rest,
        /// They come.
        Come,
    }

    /// Which way to go on a ladder of stepping back.
    PhaseMove is MoveIn {
        /// Less contact.
        Less,
        /// More contact.
        More,
    }
}

into! {
    /// A boundary to be set.
    NewBoundary into NewBoundaryIn {
        /// With whom; with everybody if nobody is named.
        #[uniffi(default = None)]
        person: Option<String>,
        /// "When …"
        when: String,
        /// "… I will …"
        i_will: String,
        /// Weekdays on which it holds, 1 for Monday to 7; every day if none is named.
        #[uniffi(default = [])]
        days: Vec<i64>,
        /// Contacts of a week.
        #[uniffi(default = None)]
        per_week: Option<i64>,
        /// Minutes.
        #[uniffi(default = None)]
        minutes: Option<i64>,
        /// Ways of contact.
        #[uniffi(default = [])]
        channels: Vec<String>,
        /// Topics.
        #[uniffi(default = [])]
        topics: Vec<String>,
        /// When to look at it again.
        #[uniffi(default = None)]
        review: Option<String>,
    }

    /// A standard to be set.
    NewStandard into NewStandardIn {
        /// The words.
        text: String,
        /// What it looks like in practice.
        #[uniffi(default = None)]
        looks_like: Option<String>,
        /// `must`, `matters` or `nice`.
        #[uniffi(default = None)]
        level: Option<String>,
    }
}

out! {
    /// How a boundary was kept, by one side.
    Held from HeldIn {
        /// Times that it held.
        held: u64,
        /// Times that it bent.
        bent: u64,
        /// Times that it was crossed.
        crossed: u64,
    }

    /// How a boundary was kept.
    Noted from NotedIn {
        /// By me.
        me: Held,
        /// By them.
        them: Held,
    }

    /// A boundary.
    Boundary from BoundaryIn {
        /// Its id.
        id: String,
        /// With whom; none for everybody.
        person: Option<String>,
        /// "When …"
        when: String,
        /// "… I will …"
        i_will: String,
        /// Weekdays on which it holds.
        days: Vec<i64>,
        /// Contacts of a week.
        per_week: Option<i64>,
        /// Minutes.
        minutes: Option<i64>,
        /// Ways of contact.
        channels: Vec<String>,
        /// Topics.
        topics: Vec<String>,
        /// Since when.
        started: String,
        /// When to look at it again.
        review_on: Option<String>,
        /// Whether it holds.
        active: bool,
        /// How it was kept.
        noted: Noted,
    }

    /// A boundary, this week.
    BoundaryWeek from WeekIn {
        /// Its id.
        id: String,
        /// With whom; none where it holds with everybody.
        person: Option<String>,
        /// Whether the other's page is on this device. Where it is not, nothing is counted.
        arrived: bool,
        /// The week's first day.
        from: String,
        /// Contacts so far.
        contacts: i64,
        /// Contacts that it leaves room for, where it says so.
        per_week: Option<i64>,
        /// Minutes so far, of the contacts for which they were noted.
        minutes: i64,
        /// Minutes that it leaves a contact, where it says so.
        minutes_each: Option<i64>,
        /// Contacts so far that were longer.
        longer: i64,
        /// Whether the next one would be beyond it.
        next_is_beyond: bool,
    }

    /// A step.
    Step from StepIn {
        /// Its key.
        key: String,
        /// The words.
        text: String,
        /// The day it was done.
        done: Option<String>,
    }

    /// Stepping back from somebody.
    Phase from PhaseIn {
        /// Its id.
        id: String,
        /// From whom.
        person: String,
        /// Where on the ladder.
        level: String,
        /// Since when.
        started: String,
        /// Its steps.
        steps: Vec<Step>,
    }

    /// A standard.
    Standard from StandardIn {
        /// Its id.
        id: String,
        /// The words.
        text: String,
        /// What it looks like in practice.
        looks_like: String,
        /// `must`, `matters` or `nice`.
        level: String,
        /// Whether it holds.
        active: bool,
    }

    /// What speaks for or against a standard being met.
    StandardEvidence from EvidenceIn {
        /// Its id.
        id: String,
        /// The record that it is about.
        of: String,
        /// `met`, `not_met` or `unsure`; none where two devices differ.
        verdict: Option<String>,
        /// The day.
        noted: String,
    }

    /// A standard, with somebody.
    StandardWith from StandardWithIn {
        /// With whom.
        person: String,
        /// Times met.
        met: u64,
        /// Times not met.
        not_met: u64,
        /// Times unsure.
        unsure: u64,
        /// Whether it was ever asked for.
        asked: bool,
        /// The records behind the counts.
        evidence: Vec<StandardEvidence>,
    }

    /// A standard, with everybody.
    StandardView from StandardViewIn {
        /// The standard.
        item: Standard,
        /// With whom, by name.
        people: Vec<StandardWith>,
    }

    /// A plan of time.
    Budget from BudgetIn {
        /// A week, `2026-W48`, or a month, `2026-11`.
        period: String,
        /// With whom, by name.
        people: Vec<BudgetWith>,
    }

    /// Time with somebody.
    BudgetWith from BudgetWithIn {
        /// With whom.
        person: String,
        /// Minutes planned.
        planned: Option<i64>,
        /// Minutes spent.
        spent: i64,
    }

    /// A milestone, or a day of grief.
    NotedDay from DayIn {
        /// Its id.
        id: String,
        /// Its day, `YYYY-MM-DD` or `MM-DD`.
        on: String,
        /// The words.
        text: String,
        /// Whether memories rest on it.
        resting: bool,
    }

    /// A note for later.
    SealedNote from SealedIn {
        /// Its id.
        id: String,
        /// The day it opens.
        opens_on: String,
        /// Whether that day has come.
        ready: bool,
        /// Whether it was opened.
        opened: bool,
        /// Its words, once opened.
        text: Option<String>,
    }
}

/// What the person stands for, and how they keep it.
#[derive(uniffi::Object)]
pub struct Peace {
    pub(crate) desk: Arc<Desk>,
}

#[uniffi::export]
impl Peace {
    /// Sets a standard.
    pub async fn add_standard(&self, standard: NewStandard) -> Result<Wrote, EngineError> {
        self.desk.practice(move |it, at| it.add_standard(&standard.cross(), &at.zone, at.now)).await
    }

    /// The standards, in the person's order.
    pub async fn standards(&self) -> Result<Vec<Standard>, EngineError> {
        self.desk.practice(move |it, _| it.standards()).await
    }

    /// Puts a standard behind another, or in front of all.
    pub async fn move_standard(
        &self,
        id: String,
        after: Option<String>,
    ) -> Result<Vec<Standard>, EngineError> {
        self.desk.practice(move |it, _| it.move_standard(&id, after.as_deref())).await
    }

    /// Changes a standard; what is none stays.
    pub async fn edit_standard(
        &self,
        id: String,
        text: Option<String>,
        looks_like: Option<String>,
        level: Option<String>,
    ) -> Result<Standard, EngineError> {
        self.desk
            .practice(move |it, _| {
                it.edit_standard(&id, text.as_deref(), looks_like.as_deref(), level.as_deref())
            })
            .await
    }

    /// Lets a standard rest for good.
    pub async fn end_standard(&self, id: String) -> Result<Standard, EngineError> {
        self.desk.practice(move |it, _| it.end_standard(&id)).await
    }

    /// Says whether a record shows a standard met: `met`, `not_met` or `unsure`.
    pub async fn judge_standard(
        &self,
        id: String,
        who: String,
        record: String,
        verdict: String,
    ) -> Result<Wrote, EngineError> {
        self.desk
            .practice(move |it, at| {
                it.judge_standard(&id, &who, &record, &verdict, (&at.zone, at.now))
            })
            .await
    }

    /// A standard with what speaks for and against it.
    pub async fn standard(
        &self,
        id: String,
        who: Option<String>,
    ) -> Result<StandardView, EngineError> {
        self.desk.practice(move |it, at| it.standard(&id, who.as_deref(), &at.zone, at.now)).await
    }

    /// Sets a boundary.
    pub async fn add_boundary(&self, boundary: NewBoundary) -> Result<Wrote, EngineError> {
        self.desk.practice(move |it, at| it.add_boundary(&boundary.cross(), &at.zone, at.now)).await
    }

    /// Notes how a boundary went: `held`, `bent` or `crossed`, by `me` or `them`.
    pub async fn note_boundary(
        &self,
        id: String,
        result: String,
        by: String,
        line: Option<String>,
        when: When,
    ) -> Result<Wrote, EngineError> {
        self.desk
            .practice(move |it, at| {
                let place = (&at.zone, at.now);
                it.note_boundary(&id, &result, &by, line.as_deref(), &when.cross(), place)
            })
            .await
    }

    /// Ends a boundary.
    pub async fn end_boundary(&self, id: String) -> Result<Boundary, EngineError> {
        self.desk.practice(move |it, _| it.end_boundary(&id)).await
    }

    /// Boundaries.
    pub async fn boundaries(&self, person: Option<String>) -> Result<Vec<Boundary>, EngineError> {
        self.desk.practice(move |it, at| it.boundaries(person.as_deref(), &at.zone, at.now)).await
    }

    /// What to have in mind before meeting somebody.
    pub async fn boundaries_before(&self, who: String) -> Result<Vec<Boundary>, EngineError> {
        self.desk.practice(move |it, at| it.boundaries_before(&who, &at.zone, at.now)).await
    }

    /// Boundaries, this week.
    pub async fn boundary_week(
        &self,
        person: Option<String>,
    ) -> Result<Vec<BoundaryWeek>, EngineError> {
        self.desk
            .practice(move |it, at| it.boundary_week(person.as_deref(), &at.zone, at.now))
            .await
    }

    /// Begins to step back from somebody.
    pub async fn start_phase(&self, who: String, level: String) -> Result<Wrote, EngineError> {
        self.desk.practice(move |it, at| it.start_phase(&who, &level, &at.zone, at.now)).await
    }

    /// One step of the ladder.
    pub async fn move_phase(&self, id: String, way: PhaseMove) -> Result<Phase, EngineError> {
        self.desk.practice(move |it, _| it.move_phase(&id, way.cross())).await
    }

    /// Adds something to do.
    pub async fn add_phase_step(&self, id: String, text: String) -> Result<Phase, EngineError> {
        self.desk.practice(move |it, _| it.add_phase_step(&id, &text)).await
    }

    /// Says that it is done.
    pub async fn do_phase_step(&self, id: String, key: String) -> Result<Phase, EngineError> {
        self.desk.practice(move |it, at| it.do_phase_step(&id, &key, &at.zone, at.now)).await
    }

    /// Stepping back, with whom and how far.
    pub async fn phases(&self, person: Option<String>) -> Result<Vec<Phase>, EngineError> {
        self.desk.practice(move |it, at| it.phases(person.as_deref(), &at.zone, at.now)).await
    }

    /// Plans minutes with somebody, for a week or a month.
    pub async fn plan_time(
        &self,
        period: String,
        who: String,
        minutes: i64,
    ) -> Result<Budget, EngineError> {
        self.desk
            .practice(move |it, at| it.plan_time(&period, &who, minutes, &at.zone, at.now))
            .await
    }

    /// Time planned and spent.
    pub async fn budget(&self, period: String) -> Result<Budget, EngineError> {
        self.desk.practice(move |it, at| it.budget(&period, &at.zone, at.now)).await
    }

    /// Notes a milestone.
    pub async fn add_milestone(
        &self,
        text: String,
        on: Option<String>,
    ) -> Result<Wrote, EngineError> {
        self.desk
            .practice(move |it, at| it.add_milestone(&text, on.as_deref(), &at.zone, at.now))
            .await
    }

    /// Milestones.
    pub async fn milestones(&self) -> Result<Vec<NotedDay>, EngineError> {
        self.desk.practice(move |it, _| it.milestones()).await
    }

    /// Notes a day of grief, `MM-DD`.
    pub async fn add_grief_date(
        &self,
        day: String,
        label: String,
        memories: Memories,
    ) -> Result<NotedDay, EngineError> {
        self.desk.practice(move |it, _| it.add_grief_date(&day, &label, memories.cross())).await
    }

    /// Lets memories rest on a day of grief, or come.
    pub async fn set_memories(
        &self,
        id: String,
        memories: Memories,
    ) -> Result<NotedDay, EngineError> {
        self.desk.practice(move |it, _| it.set_memories(&id, memories.cross())).await
    }

    /// Days of grief.
    pub async fn grief_dates(&self) -> Result<Vec<NotedDay>, EngineError> {
        self.desk.practice(move |it, _| it.grief_dates()).await
    }

    /// Keeps a note shut until a day.
    pub async fn seal_note(&self, text: String, opens: String) -> Result<SealedNote, EngineError> {
        self.desk.practice(move |it, at| it.seal_note(&text, &opens, &at.zone, at.now)).await
    }

    /// Notes for later.
    pub async fn sealed_notes(&self) -> Result<Vec<SealedNote>, EngineError> {
        self.desk.practice(move |it, at| it.sealed_notes(&at.zone, at.now)).await
    }

    /// Opens a note whose day has come.
    pub async fn open_note(&self, id: String) -> Result<SealedNote, EngineError> {
        self.desk.practice(move |it, at| it.open_note(&id, &at.zone, at.now)).await
    }
}
