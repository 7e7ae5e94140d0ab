//! Guided reflection and what was learned.

use std::sync::{Arc, Mutex};

use requite::{
    AnswerView as AnswerIn, BeforeSitting as BeforeIn, KinderSet as KinderIn,
    LessonItem as LessonIn, LessonQuery as LessonQueryIn, NewLesson as NewLessonIn, Paging,
    Pattern as PatternIn, PromptItem as PromptIn, PromptSet as SetIn, ReflectionItem as ItemIn,
    ReflectionPage as PageIn, ReflectionQuery as QueryIn, ReflectionView as ViewIn,
    Sitting as SittingIn, SoftTurn as TurnIn,
};

use crate::{
    EngineError,
    desk::{Desk, held},
    journal::When,
    mirror::{Cross, into, out},
};

into! {
    /// Which reflections.
    ReflectionQuery into QueryIn {
        /// About whom.
        #[uniffi(default = None)]
        person: Option<String>,
        /// Reflections of a page.
        #[uniffi(default = 50)]
        limit: u32,
        /// Where the page before ended.
        #[uniffi(default = None)]
        cursor: Option<String>,
    }

    /// A lesson to be kept.
    NewLesson into NewLessonIn {
        /// Its kind: `boundary`, `worth`, `sign`, `need` or `strength`.
        kind: String,
        /// The words.
        text: String,
        /// People in it.
        #[uniffi(default = [])]
        people: Vec<String>,
        /// The day.
        #[uniffi(default = None)]
        date: Option<String>,
    }

    /// Which lessons.
    LessonQuery into LessonQueryIn {
        /// Of which kind.
        #[uniffi(default = None)]
        kind: Option<String>,
        /// About whom.
        #[uniffi(default = None)]
        person: Option<String>,
    }
}

out! {
    /// A question to write on.
    Prompt from PromptIn {
        /// Its key.
        id: String,
        /// The set that it is of.
        set: String,
        /// The question.
        text: String,
        /// Hidden by the person.
        hidden: bool,
    }

    /// Questions that go together.
    PromptSet from SetIn {
        /// Its key.
        id: String,
        /// Its version.
        version: i64,
        /// Its title.
        title: String,
        /// The time that it takes at most.
        minutes: u16,
        /// How to write.
        invitation: Option<String>,
        /// The day until which it rests; it comes to who asks for it by its key.
        resting_until: Option<String>,
        /// Something kind to do after it.
        care: Option<String>,
        /// Its questions.
        prompts: Vec<Prompt>,
    }

    /// A set that may be kinder now.
    KinderSet from KinderIn {
        /// Its key.
        id: String,
        /// Its title.
        title: String,
    }

    /// A turn away from asking why, which can be passed over.
    SoftTurn from TurnIn {
        /// What to say.
        sentence: String,
        /// The sets to offer first.
        sets: Vec<KinderSet>,
    }

    /// What to say before a set is begun.
    BeforeSitting from BeforeIn {
        /// The set's key.
        set: String,
        /// How to write.
        invitation: Option<String>,
        /// How long is plenty.
        time: String,
        /// That the set rests.
        resting: Option<String>,
        /// What may be kinder now.
        turn: Option<SoftTurn>,
    }

    /// A reflection in a list.
    ReflectionItem from ItemIn {
        /// Its id.
        id: String,
        /// Its day.
        date: String,
        /// The set.
        set: String,
        /// The set's title.
        title: String,
        /// About whom.
        people: Vec<String>,
        /// Questions answered.
        answered: u64,
        /// Questions skipped.
        skipped: u64,
        /// Minutes that it took.
        minutes: Option<i64>,
        /// Whether it helped: `better`, `same` or `worse`.
        helped: Option<String>,
    }

    /// A page of reflections.
    ReflectionPage from PageIn {
        /// The reflections.
        items: Vec<ReflectionItem>,
        /// Where the next page begins.
        next: Option<String>,
    }

    /// An answer.
    Answer from AnswerIn {
        /// The question's key.
        prompt: String,
        /// The question.
        question: String,
        /// The words.
        text: String,
    }

    /// A reflection in full.
    Reflection from ViewIn {
        /// As in lists.
        item: ReflectionItem,
        /// The answers.
        answers: Vec<Answer>,
        /// Keys of the questions skipped.
        skipped_prompts: Vec<String>,
        /// What two devices said differently of whether it helped.
        helped_said: Vec<String>,
        /// The state that is shown.
        heads: String,
    }

    /// Something learned.
    Lesson from LessonIn {
        /// Its id.
        id: String,
        /// Its day.
        date: String,
        /// Its kind.
        kind: String,
        /// The words.
        text: String,
        /// People in it.
        people: Vec<String>,
        /// Ids of lessons that are linked to it.
        links: Vec<String>,
    }

    /// Lessons that hang together.
    Pattern from PatternIn {
        /// The lessons.
        lessons: Vec<Lesson>,
        /// People in them, by name.
        people: Vec<String>,
        /// How many people.
        people_count: u64,
        /// The years.
        years: Vec<i16>,
    }
}

impl Cross<PromptIn> for Prompt {
    fn cross(self) -> PromptIn {
        PromptIn { id: self.id, set: self.set, text: self.text, hidden: self.hidden }
    }
}

impl Cross<SetIn> for PromptSet {
    fn cross(self) -> SetIn {
        SetIn {
            id: self.id,
            version: self.version,
            title: self.title,
            minutes: self.minutes,
            invitation: self.invitation,
            resting_until: self.resting_until,
            care: self.care,
            prompts: self.prompts.cross(),
        }
    }
}

/// Guided reflection, and lessons.
#[derive(uniffi::Object)]
pub struct Reflect {
    pub(crate) desk: Arc<Desk>,
}

/// A reflection that is being written. Each answer is durable when it was given, so nothing is lost when the app dies.
#[derive(uniffi::Object)]
pub struct Sitting {
    desk: Arc<Desk>,
    inner: Arc<Mutex<SittingIn>>,
}

#[uniffi::export]
impl Reflect {
    /// The sets of questions.
    pub async fn sets(&self) -> Result<Vec<PromptSet>, EngineError> {
        self.desk.practice(move |it, at| it.prompt_sets(&at.zone, at.now)).await
    }

    /// A set by its key; one that does not rest if none is named.
    pub async fn set(&self, which: Option<String>) -> Result<PromptSet, EngineError> {
        self.desk.practice(move |it, at| it.prompt_set(which.as_deref(), &at.zone, at.now)).await
    }

    /// What to say before a set is begun: how to write, that it rests, what may be kinder now.
    pub async fn before(
        &self,
        set: PromptSet,
        people: Vec<String>,
    ) -> Result<BeforeSitting, EngineError> {
        self.desk
            .practice(move |it, at| it.before_sitting(&set.cross(), &people, &at.zone, at.now))
            .await
    }

    /// Begins to write on a set. The one for a goodbye is refused before the questions of the gate.
    pub async fn begin(
        &self,
        set: PromptSet,
        people: Vec<String>,
        when: When,
    ) -> Result<Arc<Sitting>, EngineError> {
        let begun: SittingIn = self
            .desk
            .practice(move |it, at| {
                let (set, when) = (set.cross(), when.cross());
                it.begin_sitting(&set, &people, &when, &at.zone, at.now)
            })
            .await?;
        let inner = Arc::new(Mutex::new(begun));
        Ok(Arc::new(Sitting { desk: Arc::clone(&self.desk), inner }))
    }

    /// A page of reflections, newest first.
    pub async fn reflections(&self, query: ReflectionQuery) -> Result<ReflectionPage, EngineError> {
        self.desk.practice(move |it, at| it.reflections(&query.cross(), &at.zone, at.now)).await
    }

    /// A reflection in full.
    pub async fn reflection(&self, id: String) -> Result<Reflection, EngineError> {
        self.desk.practice(move |it, _| it.reflection(&id)).await
    }

    /// Changes an answer.
    pub async fn change_answer(
        &self,
        id: String,
        prompt: String,
        answer: String,
    ) -> Result<Reflection, EngineError> {
        self.desk.practice(move |it, _| it.change_answer(&id, &prompt, &answer)).await
    }

    /// Says whether it helped: `better`, `same` or `worse`.
    pub async fn say_helped(&self, id: String, how: String) -> Result<Reflection, EngineError> {
        self.desk.practice(move |it, _| it.say_helped(&id, &how)).await
    }

    /// The person's own questions.
    pub async fn prompts(&self) -> Result<Vec<Prompt>, EngineError> {
        self.desk.practice(move |it, _| it.prompts()).await
    }

    /// Adds a question of one's own.
    pub async fn add_prompt(&self, question: String) -> Result<Prompt, EngineError> {
        self.desk.practice(move |it, _| it.add_prompt(&question)).await
    }

    /// Puts a question otherwise.
    pub async fn reword_prompt(&self, id: String, to: String) -> Result<Prompt, EngineError> {
        self.desk.practice(move |it, _| it.reword_prompt(&id, &to)).await
    }

    /// Puts a question behind another, or in front of all.
    pub async fn move_prompt(
        &self,
        id: String,
        behind: Option<String>,
    ) -> Result<Prompt, EngineError> {
        self.desk.practice(move |it, _| it.move_prompt(&id, behind.as_deref())).await
    }

    /// Asks a question no more.
    pub async fn hide_prompt(&self, id: String) -> Result<Prompt, EngineError> {
        self.desk.practice(move |it, _| it.hide_prompt(&id)).await
    }

    /// Asks it again.
    pub async fn show_prompt(&self, id: String) -> Result<Prompt, EngineError> {
        self.desk.practice(move |it, _| it.show_prompt(&id)).await
    }

    /// Keeps a lesson.
    pub async fn add_lesson(&self, lesson: NewLesson) -> Result<Lesson, EngineError> {
        self.desk.practice(move |it, at| it.add_lesson(&lesson.cross(), &at.zone, at.now)).await
    }

    /// Links two lessons.
    pub async fn link_lessons(&self, one: String, other: String) -> Result<Lesson, EngineError> {
        self.desk.practice(move |it, _| it.link_lessons(&one, &other)).await
    }

    /// Takes a link away.
    pub async fn unlink_lessons(&self, one: String, other: String) -> Result<Lesson, EngineError> {
        self.desk.practice(move |it, _| it.unlink_lessons(&one, &other)).await
    }

    /// Lessons.
    pub async fn lessons(&self, query: LessonQuery) -> Result<Vec<Lesson>, EngineError> {
        self.desk
            .practice(move |it, at| {
                Ok(it.lessons(&query.cross(), &Paging::everything(), &at.zone, at.now)?.items)
            })
            .await
    }

    /// Lessons that hang together.
    pub async fn patterns(&self) -> Result<Vec<Pattern>, EngineError> {
        self.desk.practice(move |it, at| it.patterns(&at.zone, at.now)).await
    }
}

#[uniffi::export]
impl Sitting {
    /// Answers a question.
    pub async fn answer(&self, prompt: Prompt, answer: String) -> Result<(), EngineError> {
        let inner = Arc::clone(&self.inner);
        self.desk
            .practice(move |it, _| it.answer_prompt(&mut held(&inner), &prompt.cross(), &answer))
            .await
    }

    /// Skips a question.
    pub async fn skip(&self, prompt: Prompt) -> Result<(), EngineError> {
        let inner = Arc::clone(&self.inner);
        self.desk
            .practice(move |it, _| {
                it.skip_prompt(&mut held(&inner), &prompt.cross());
                Ok(())
            })
            .await
    }

    /// Ends it. None if nothing was answered.
    pub async fn end(
        &self,
        minutes: i64,
        helped: Option<String>,
    ) -> Result<Option<Reflection>, EngineError> {
        let inner = Arc::clone(&self.inner);
        self.desk
            .practice(move |it, _| it.end_sitting(&mut held(&inner), minutes, helped.as_deref()))
            .await
    }
}
