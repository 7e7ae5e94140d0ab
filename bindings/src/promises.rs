//! Words and deeds: promises, contacts, needs, felt checks, attempts, costs, hopes and grief.

use std::{collections::HashMap, sync::Arc};

use requite::{
    AttemptItem as AttemptIn, ColumnLine as LineIn, Columns as ColumnsIn, ContactItem as ContactIn,
    Due as DueIn, FeltItem as FeltIn, NeedItem as NeedIn, NewAttempt as NewAttemptIn,
    NewContact as NewContactIn, NewFelt as NewFeltIn, NewLine as NewLineIn, NewNeed as NewNeedIn,
    NewPromise as NewPromiseIn, Paging, PromiseItem as PromiseIn, PromiseQuery as PromiseQueryIn,
};

use crate::{
    EngineError,
    desk::Desk,
    journal::{When, Wrote},
    mirror::{Cross, choice, into, out},
};

choice! {
    /// A page of two columns, or of lines.
    Columns is ColumnsIn {
        /// What it costs, what it gives.
        Costs,
        /// What is hoped for.
        Hopes,
        /// What was lost.
        Grief,
    }
}

into! {
    /// A promise to be noted.
    NewPromise into NewPromiseIn {
        /// Who promised, or was promised to.
        person: String,
        /// What, in a few words.
        text: String,
        /// `them` (who it is noted with) or `me`; `them` if nothing is said.
        #[uniffi(default = None)]
        by: Option<String>,
        /// The day it was made; today if nothing is said.
        #[uniffi(default = None)]
        made: Option<String>,
        /// The day it is due.
        #[uniffi(default = None)]
        due: Option<String>,
        /// How firm that day is: `on`, `by` or `around`.
        #[uniffi(default = None)]
        due_kind: Option<String>,
        /// `small`, `medium` or `big`.
        #[uniffi(default = None)]
        size: Option<String>,
    }

    /// Which promises.
    PromiseQuery into PromiseQueryIn {
        /// With whom.
        #[uniffi(default = None)]
        person: Option<String>,
        /// With which outcome: `open`, `kept`, `partly`, `not_kept`, `excused` or `released`.
        #[uniffi(default = None)]
        outcome: Option<String>,
    }

    /// A contact to be noted.
    NewContact into NewContactIn {
        /// With whom.
        people: Vec<String>,
        /// Who began: `them`, `me`, `mutual` or `unknown`.
        started: String,
        /// How: `in_person`, `call`, `message`, `letter` or `other`.
        #[uniffi(default = None)]
        channel: Option<String>,
        /// How long, in minutes.
        #[uniffi(default = None)]
        minutes: Option<i64>,
        /// A line about it.
        #[uniffi(default = None)]
        line: Option<String>,
        /// When.
        #[uniffi(default)]
        when: When,
    }

    /// A need to be noted.
    NewNeed into NewNeedIn {
        /// With whom.
        person: String,
        /// What is needed.
        text: String,
        /// Whose: `me` or `them`; `me` if nothing is said.
        #[uniffi(default = None)]
        whose: Option<String>,
        /// The day.
        #[uniffi(default = None)]
        date: Option<String>,
    }

    /// Something that was tried.
    NewAttempt into NewAttemptIn {
        /// With whom.
        person: String,
        /// Which step: `asked_clearly`, `gave_time`, `asked_again`, `changed_what_i_offer` or `other`.
        step: String,
        /// A line about it.
        #[uniffi(default = None)]
        line: Option<String>,
        /// What came back.
        #[uniffi(default = None)]
        response: Option<String>,
        /// When.
        #[uniffi(default)]
        when: When,
    }

    /// A line of a page of columns.
    NewLine into NewLineIn {
        /// About whom.
        #[uniffi(default = None)]
        person: Option<String>,
        /// Which column.
        side: String,
        /// The words.
        text: String,
        /// The day.
        #[uniffi(default = None)]
        date: Option<String>,
        /// When to look at it again.
        #[uniffi(default = None)]
        review: Option<String>,
    }
}

/// How it feels, to be noted.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
pub struct NewFelt {
    /// With whom.
    #[uniffi(default = None)]
    pub person: Option<String>,
    /// `before`, `after` or `plain`.
    #[uniffi(default = None)]
    pub around: Option<String>,
    /// Feelings, each from -2 to 2: `energy`, `worth`, `seen`, `secure`, `equal`, `safe_to_be_me`.
    pub fields: HashMap<String, i64>,
    /// Words for it.
    #[uniffi(default = [])]
    pub words: Vec<String>,
    /// A line about it.
    #[uniffi(default = None)]
    pub line: Option<String>,
    /// When.
    #[uniffi(default)]
    pub when: When,
}

impl Cross<NewFeltIn> for NewFelt {
    fn cross(self) -> NewFeltIn {
        let mut fields: Vec<(String, i64)> = self.fields.into_iter().collect();
        fields.sort();
        NewFeltIn {
            person: self.person,
            around: self.around,
            fields,
            words: self.words,
            line: self.line,
            when: self.when.cross(),
        }
    }
}

out! {
    /// When a promise is due.
    Due from DueIn {
        /// The day.
        date: String,
        /// How firm it is: `on`, `by` or `around`.
        kind: String,
    }

    /// A promise.
    Promise from PromiseIn {
        /// Its id.
        id: String,
        /// With whom.
        person: String,
        /// `them` or `me`.
        by: String,
        /// What.
        text: String,
        /// The day it was made.
        made: String,
        /// When it is due.
        due: Option<Due>,
        /// How big.
        size: Option<String>,
        /// `kept`, `partly`, `not_kept`, `excused` or `released`; none while it is open, or while two devices differ.
        outcome: Option<String>,
        /// What two devices marked differently; it counts as none of them until somebody chooses.
        marked: Vec<String>,
        /// The day of the outcome.
        resolved_on: Option<String>,
        /// Ids of records that are linked to it.
        evidence: Vec<String>,
    }

    /// A contact.
    Contact from ContactIn {
        /// Its id.
        id: String,
        /// Its day.
        date: String,
        /// Its minute.
        time: Option<String>,
        /// With whom.
        people: Vec<String>,
        /// Who began; none while two devices differ.
        started: Option<String>,
        /// What two devices said differently.
        marked: Vec<String>,
        /// How.
        channel: Option<String>,
        /// How long, in minutes.
        minutes: Option<i64>,
        /// A line about it.
        line: String,
    }

    /// A need.
    Need from NeedIn {
        /// Its id.
        id: String,
        /// With whom.
        person: String,
        /// Whose: `me` or `them`.
        whose: String,
        /// What is needed.
        text: String,
        /// The day it was noted.
        noted: String,
        /// How it was asked for: `not_yet`, `hinted` or `asked`.
        asked: String,
        /// The days on which it was asked for.
        asked_on: Vec<String>,
        /// What came back; none while nothing did, or while two devices differ.
        response: Option<String>,
        /// What two devices said differently.
        marked: Vec<String>,
    }

    /// How it felt.
    Felt from FeltIn {
        /// Its id.
        id: String,
        /// Its day.
        date: String,
        /// Its minute.
        time: Option<String>,
        /// With whom.
        person: Option<String>,
        /// `before`, `after` or `plain`.
        when: String,
        /// Feelings, each from -2 to 2.
        fields: HashMap<String, i64>,
        /// Words for it.
        words: Vec<String>,
        /// A line about it.
        line: String,
    }

    /// Something that was tried.
    Attempt from AttemptIn {
        /// Its id.
        id: String,
        /// Its day.
        date: String,
        /// With whom.
        person: String,
        /// Which step.
        step: String,
        /// What came back.
        response: String,
        /// A line about it.
        line: String,
    }

    /// A line of a page of columns.
    ColumnLine from LineIn {
        /// Its id.
        id: String,
        /// Its day.
        date: String,
        /// About whom.
        person: Option<String>,
        /// Which column.
        side: String,
        /// The words.
        text: String,
        /// When to look at it again.
        review_on: Option<String>,
    }
}

/// What people do, beside what they say.
#[derive(uniffi::Object)]
pub struct Evidence {
    pub(crate) desk: Arc<Desk>,
}

#[uniffi::export]
impl Evidence {
    /// Notes a promise.
    pub async fn add_promise(&self, promise: NewPromise) -> Result<Wrote, EngineError> {
        self.desk.practice(move |it, at| it.add_promise(&promise.cross(), &at.zone, at.now)).await
    }

    /// Says what became of it: `kept`, `partly`, `not_kept`, `excused` or `released`.
    pub async fn resolve_promise(
        &self,
        id: String,
        outcome: String,
        on: Option<String>,
    ) -> Result<Promise, EngineError> {
        self.desk
            .practice(move |it, at| {
                it.resolve_promise(&id, &outcome, on.as_deref(), &at.zone, at.now)
            })
            .await
    }

    /// Links a record to a promise.
    pub async fn link_promise(&self, id: String, record: String) -> Result<Promise, EngineError> {
        self.desk.practice(move |it, _| it.link_promise(&id, &record)).await
    }

    /// Promises.
    pub async fn promises(&self, query: PromiseQuery) -> Result<Vec<Promise>, EngineError> {
        self.desk
            .practice(move |it, at| {
                Ok(it.promises(&query.cross(), &Paging::everything(), &at.zone, at.now)?.items)
            })
            .await
    }

    /// Promises that are due and open.
    pub async fn due_promises(&self) -> Result<Vec<Promise>, EngineError> {
        self.desk.practice(move |it, at| it.due_promises(&at.zone, at.now)).await
    }

    /// Notes a contact.
    pub async fn add_contact(&self, contact: NewContact) -> Result<Wrote, EngineError> {
        self.desk.practice(move |it, at| it.add_contact(&contact.cross(), &at.zone, at.now)).await
    }

    /// Says who began, where two devices differ.
    pub async fn settle_contact(
        &self,
        id: String,
        started: String,
    ) -> Result<Contact, EngineError> {
        self.desk.practice(move |it, _| it.settle_contact(&id, &started)).await
    }

    /// Contacts, newest first.
    pub async fn contacts(
        &self,
        person: Option<String>,
        limit: u32,
    ) -> Result<Vec<Contact>, EngineError> {
        self.desk
            .practice(move |it, at| {
                Ok(it
                    .contacts(person.as_deref(), &Paging::first(limit.cross()), &at.zone, at.now)?
                    .items)
            })
            .await
    }

    /// Notes a need.
    pub async fn add_need(&self, need: NewNeed) -> Result<Wrote, EngineError> {
        self.desk.practice(move |it, at| it.add_need(&need.cross(), &at.zone, at.now)).await
    }

    /// Says how it was asked for: `hinted` or `asked`.
    pub async fn ask_need(
        &self,
        id: String,
        how: String,
        on: Option<String>,
    ) -> Result<Need, EngineError> {
        self.desk
            .practice(move |it, at| it.ask_need(&id, &how, on.as_deref(), &at.zone, at.now))
            .await
    }

    /// Says what came back: `none_yet`, `met`, `partly`, `declined_kindly` or `ignored`.
    pub async fn answer_need(
        &self,
        id: String,
        response: String,
        on: Option<String>,
    ) -> Result<Need, EngineError> {
        self.desk
            .practice(move |it, at| it.answer_need(&id, &response, on.as_deref(), &at.zone, at.now))
            .await
    }

    /// Needs.
    pub async fn needs(&self, person: Option<String>) -> Result<Vec<Need>, EngineError> {
        self.desk
            .practice(move |it, at| {
                Ok(it.needs(person.as_deref(), &Paging::everything(), &at.zone, at.now)?.items)
            })
            .await
    }

    /// Notes how it feels.
    pub async fn add_felt(&self, felt: NewFelt) -> Result<Wrote, EngineError> {
        self.desk.practice(move |it, at| it.add_felt(&felt.cross(), &at.zone, at.now)).await
    }

    /// How it felt, newest first.
    pub async fn felt(&self, person: Option<String>, limit: u32) -> Result<Vec<Felt>, EngineError> {
        self.desk
            .practice(move |it, at| {
                Ok(it
                    .felt(person.as_deref(), &Paging::first(limit.cross()), &at.zone, at.now)?
                    .items)
            })
            .await
    }

    /// Notes something that was tried.
    pub async fn add_attempt(&self, attempt: NewAttempt) -> Result<Wrote, EngineError> {
        self.desk.practice(move |it, at| it.add_attempt(&attempt.cross(), &at.zone, at.now)).await
    }

    /// Says what came back.
    pub async fn answer_attempt(
        &self,
        id: String,
        response: String,
    ) -> Result<Attempt, EngineError> {
        self.desk.practice(move |it, _| it.answer_attempt(&id, &response)).await
    }

    /// What was tried.
    pub async fn attempts(&self, person: Option<String>) -> Result<Vec<Attempt>, EngineError> {
        self.desk
            .practice(move |it, at| {
                Ok(it.attempts(person.as_deref(), &Paging::everything(), &at.zone, at.now)?.items)
            })
            .await
    }

    /// Adds a line to a page of columns.
    pub async fn add_line(&self, page: Columns, line: NewLine) -> Result<Wrote, EngineError> {
        self.desk
            .practice(move |it, at| it.add_line(page.cross(), &line.cross(), &at.zone, at.now))
            .await
    }

    /// The lines of a page of columns.
    pub async fn lines(
        &self,
        page: Columns,
        person: Option<String>,
    ) -> Result<Vec<ColumnLine>, EngineError> {
        self.desk
            .practice(move |it, at| {
                Ok(it
                    .lines(
                        page.cross(),
                        person.as_deref(),
                        &Paging::everything(),
                        &at.zone,
                        at.now,
                    )?
                    .items)
            })
            .await
    }

    /// Says that a hope was looked at again.
    pub async fn review_hope(
        &self,
        id: String,
        on: Option<String>,
    ) -> Result<ColumnLine, EngineError> {
        self.desk.practice(move |it, at| it.review_hope(&id, on.as_deref(), &at.zone, at.now)).await
    }
}
