//! Pages that are opened by hand: questions from the notes, who meets me, the year. Nothing here is pushed.

use std::collections::HashMap;

use requite::{
    Insight as InsightIn, Insights as InsightsIn, Meeting as MeetingIn, Meetings as MeetingsIn,
    Met as MetIn, SetAside as SetAsideIn, Year as YearIn, YearPart as PartIn,
};

use crate::{EngineError, mirror::out, moments::Happening, picture::Pictures};

out! {
    /// A question from the notes about somebody.
    Insight from InsightIn {
        /// Its key.
        key: String,
        /// What it is about, as a key.
        about: String,
        /// The person's id.
        id: String,
        /// Their name.
        person: String,
        /// The question.
        question: String,
        /// Ids of the notes behind it.
        evidence: Vec<String>,
    }

    /// A question that is not asked now.
    SetAside from SetAsideIn {
        /// Its key.
        key: String,
        /// The last day of that; none for never again.
        until: Option<String>,
    }

    /// The questions of a day.
    Insights from InsightsIn {
        /// The day.
        date: String,
        /// How to read them.
        read: String,
        /// The questions, by name.
        items: Vec<Insight>,
        /// Two questions for both sides.
        even_handed: Vec<String>,
        /// Questions that are not asked now.
        set_aside: Vec<SetAside>,
    }

    /// One feeling after seeing somebody.
    Met from MetIn {
        /// How often it was `there`, `neither`, `missing`.
        counts: HashMap<String, u32>,
        /// What may be said beside other days, as a key.
        says: String,
        /// The same as sentences, counts first.
        sentences: Vec<String>,
        /// The last day on which it was there.
        last: Option<String>,
        /// Ids of the notes.
        evidence: Vec<String>,
    }

    /// How it is after seeing somebody.
    Meeting from MeetingIn {
        /// The person's id.
        id: String,
        /// Their name.
        person: String,
        /// By feeling: `seen`, `secure`, `equal`.
        felt: HashMap<String, Met>,
    }

    /// Who meets me, by name and in no other order.
    Meetings from MeetingsIn {
        /// The day.
        date: String,
        /// How to read it.
        read: String,
        /// People.
        people: Vec<Meeting>,
    }

    /// One thing that can be said of a year.
    YearPart from PartIn {
        /// Which, as a key.
        part: String,
        /// How many of each.
        counts: HashMap<String, u32>,
        /// What is said.
        sentences: Vec<String>,
        /// Ids of what it was counted from.
        evidence: Vec<String>,
    }

    /// A year of mine.
    Year from YearIn {
        /// The year.
        year: i16,
        /// How to read it.
        read: String,
        /// What there was.
        parts: Vec<YearPart>,
    }
}

#[uniffi::export]
impl Pictures {
    /// The questions that the notes ask; nobody who is quieted comes up.
    pub async fn insights(&self) -> Result<Insights, EngineError> {
        self.desk.practice(move |it, at| it.insights(&at.zone, at.now)).await
    }

    /// The notes behind a question.
    pub async fn insight_notes(&self, key: String) -> Result<Vec<Happening>, EngineError> {
        self.desk.practice(move |it, at| it.insight_notes(&key, &at.zone, at.now)).await
    }

    /// Does not ask a question again, up to a day or never.
    pub async fn dismiss_insight(
        &self,
        key: String,
        until: Option<String>,
    ) -> Result<SetAside, EngineError> {
        self.desk
            .practice(move |it, at| it.dismiss_insight(&key, until.as_deref(), &at.zone, at.now))
            .await
    }

    /// Asks a question again that was set aside. Gives its whole key.
    pub async fn ask_insight_again(&self, key: String) -> Result<String, EngineError> {
        self.desk.practice(move |it, at| it.ask_insight_again(&key, &at.zone, at.now)).await
    }

    /// How seen, secure and equal I felt after each person.
    pub async fn who_meets_me(&self) -> Result<Meetings, EngineError> {
        self.desk.practice(move |it, at| it.who_meets_me(&at.zone, at.now)).await
    }

    /// The notes behind that, for somebody.
    pub async fn meeting_notes(&self, who: String) -> Result<Vec<Happening>, EngineError> {
        self.desk.practice(move |it, at| it.meeting_notes(&who, &at.zone, at.now)).await
    }

    /// A year, `YYYY`; this one if none is named.
    pub async fn year(&self, year: Option<String>) -> Result<Year, EngineError> {
        self.desk.practice(move |it, at| it.year(year.as_deref(), &at.zone, at.now)).await
    }

    /// What a part of a year was counted from.
    pub async fn year_notes(
        &self,
        year: Option<String>,
        part: String,
    ) -> Result<Vec<Happening>, EngineError> {
        self.desk
            .practice(move |it, at| it.year_notes(year.as_deref(), &part, &at.zone, at.now))
            .await
    }
}
