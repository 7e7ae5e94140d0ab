//! Moments, and the pages that show everything in its time: today, the timeline, the calendar, this day in other years.

use std::sync::Arc;

use requite::{
    AfterCheck as AfterIn, Day, Direction as DirectionIn, Found as FoundIn,
    FoundPage as FoundPageIn, Happening as HappeningIn, MomentItem as MomentIn,
    MomentPage as MomentPageIn, MomentQuery as MomentQueryIn, Moments as MomentsIn,
    Month as MonthIn, MonthDay as MonthDayIn, NewMoment as NewMomentIn, OnThisDay as OnThisDayIn,
    SavedItem as SavedIn, Search as SearchIn, Timeline as TimelineIn,
    TimelineQuery as TimelineQueryIn, Today as TodayIn,
};

use crate::{
    EngineError,
    desk::Desk,
    journal::{EntryItem, When, Wrote},
    mirror::{Cross, choice, into, out},
    peace::{BoundaryWeek, SealedNote},
    people::Including,
    promises::{ColumnLine, Promise},
    reflect::Prompt,
};

choice! {
    /// Which way care went.
    Direction is DirectionIn {
        /// From them.
        Them,
        /// From me.
        Me,
        /// Both ways.
        Both,
    }

    /// Which moments.
    MomentChoice is MomentsIn {
        /// All of them.
        All,
        /// Good ones.
        Good,
    }
}

into! {
    /// A moment to be noted.
    NewMoment into NewMomentIn {
        /// With whom.
        people: Vec<String>,
        /// `time_together`, `care_act`, `let_down`, `kind_word`, `hard_word`, `boundary`, `life` or `other`.
        kind: String,
        /// A line about it.
        #[uniffi(default = None)]
        line: Option<String>,
        /// Which way.
        #[uniffi(default = None)]
        direction: Option<Direction>,
        /// When.
        #[uniffi(default)]
        when: When,
        /// How much it took: `small`, `medium` or `big`.
        #[uniffi(default = None)]
        effort: Option<String>,
        /// How it is known: `saw`, `told` or `guess`.
        #[uniffi(default = None)]
        certainty: Option<String>,
        /// A promise that it belongs to.
        #[uniffi(default = None)]
        promise: Option<String>,
    }

    /// Which moments.
    MomentQuery into MomentQueryIn {
        /// With whom.
        #[uniffi(default = None)]
        person: Option<String>,
        /// All or the good ones.
        choice: MomentChoice,
        /// Moments of a page.
        #[uniffi(default = 50)]
        limit: u32,
        /// Where the page before ended.
        #[uniffi(default = None)]
        cursor: Option<String>,
    }

    /// Which part of the timeline.
    TimelineQuery into TimelineQueryIn {
        /// With whom.
        #[uniffi(default = None)]
        person: Option<String>,
        /// Kinds; all if none is named.
        #[uniffi(default = [])]
        kinds: Vec<String>,
        /// The first day.
        #[uniffi(default = None)]
        from: Option<String>,
        /// The last day.
        #[uniffi(default = None)]
        to: Option<String>,
        /// Things of a page.
        #[uniffi(default = 50)]
        limit: u32,
        /// Where the page before ended.
        #[uniffi(default = None)]
        cursor: Option<String>,
        /// Also who is kept out of sight.
        including: Including,
    }

    /// What to search for.
    SearchQuery into SearchIn {
        /// Words, `beginnings*`, `"phrases"`.
        words: String,
        /// Hits of a page.
        #[uniffi(default = 50)]
        limit: u32,
        /// Where the page before ended.
        #[uniffi(default = None)]
        cursor: Option<String>,
        /// With whom.
        #[uniffi(default = None)]
        person: Option<String>,
        /// A tag.
        #[uniffi(default = None)]
        tag: Option<String>,
        /// The first day.
        #[uniffi(default = None)]
        from: Option<String>,
        /// The last day.
        #[uniffi(default = None)]
        to: Option<String>,
        /// Also who is kept out of sight.
        including: Including,
        /// Also letters of goodbyes.
        #[uniffi(default = false)]
        letters: bool,
    }
}

out! {
    /// A moment.
    Moment from MomentIn {
        /// Its id.
        id: String,
        /// Its day.
        date: String,
        /// Its minute.
        time: Option<String>,
        /// Its kind.
        kind: String,
        /// From whom.
        from: String,
        /// A line about it.
        line: String,
        /// With whom.
        people: Vec<String>,
        /// Left out of the numbers.
        excluded: bool,
        /// Why.
        reason: Option<String>,
        /// How much it took.
        effort: Option<String>,
        /// How sure the person is.
        certainty: Option<String>,
        /// The promise that it belongs to.
        promise: Option<String>,
    }

    /// A page of moments.
    MomentPage from MomentPageIn {
        /// The moments.
        items: Vec<Moment>,
        /// Where the next page begins.
        next: Option<String>,
    }

    /// Something that happened, whatever its kind.
    Happening from HappeningIn {
        /// Its id.
        id: String,
        /// Its kind.
        kind: String,
        /// Its day.
        date: String,
        /// Its minute.
        time: Option<String>,
        /// A line of it.
        text: String,
        /// With whom.
        people: Vec<String>,
    }

    /// A page of the timeline.
    Timeline from TimelineIn {
        /// What happened, newest first.
        items: Vec<Happening>,
        /// Where the next page begins.
        next: Option<String>,
    }

    /// A month.
    Month from MonthIn {
        /// `YYYY-MM`.
        month: String,
        /// The day that weeks begin with, 1 for Monday to 7.
        week_start: i8,
        /// The weekday of the first.
        first_weekday: i8,
        /// Its days.
        length: i8,
        /// The days on which something is.
        days: Vec<MonthDay>,
    }

    /// A day of a month.
    MonthDay from MonthDayIn {
        /// The day.
        date: String,
        /// Its entries.
        entries: u64,
        /// Its notes of other kinds.
        notes: u64,
    }

    /// This day in other years.
    OnThisDay from OnThisDayIn {
        /// The day.
        date: String,
        /// Whether memories rest on this day, as the person wanted.
        resting: bool,
        /// What happened.
        items: Vec<Happening>,
    }

    /// A feeling that is asked for after a goodbye.
    AfterCheck from AfterIn {
        /// The goodbye.
        id: String,
        /// Which day.
        day: String,
    }

    /// What today holds.
    Today from TodayIn {
        /// The day.
        date: String,
        /// Entries of today.
        entries: u64,
        /// Promises that are due.
        due: Vec<Promise>,
        /// Hopes to look at again.
        review: Vec<ColumnLine>,
        /// Boundaries that are reached.
        limits: Vec<BoundaryWeek>,
        /// Feelings to be asked for after a goodbye.
        after: Vec<AfterCheck>,
        /// Notes for later whose day has come.
        notes: Vec<SealedNote>,
        /// Something kind to do.
        care: Option<String>,
        /// A question to write on.
        prompt: Option<Prompt>,
    }

    /// A hit of a search.
    Found from FoundIn {
        /// `entry` or `letter`.
        kind: String,
        /// What was found.
        item: EntryItem,
    }

    /// A page of hits.
    FoundPage from FoundPageIn {
        /// The hits, best first.
        items: Vec<Found>,
        /// Where the next page begins.
        next: Option<String>,
    }

    /// A search that is kept.
    SavedSearch from SavedIn {
        /// Its id.
        id: String,
        /// Its name.
        name: String,
        /// What it searches for.
        query: String,
    }
}

/// Looking back, and searching.
#[derive(uniffi::Object)]
pub struct Looking {
    pub(crate) desk: Arc<Desk>,
}

#[uniffi::export]
impl Looking {
    /// What today holds.
    pub async fn today(&self) -> Result<Today, EngineError> {
        self.desk.practice(move |it, at| it.today(&at.zone, at.now)).await
    }

    /// A page of everything that happened, newest first.
    pub async fn timeline(&self, query: TimelineQuery) -> Result<Timeline, EngineError> {
        self.desk.practice(move |it, at| it.timeline(&query.cross(), &at.zone, at.now)).await
    }

    /// A month, `YYYY-MM`; this one if none is named.
    pub async fn month(&self, month: Option<String>) -> Result<Month, EngineError> {
        self.desk.practice(move |it, at| it.month(month.as_deref(), &at.zone, at.now)).await
    }

    /// This day in other years; today if none is named.
    pub async fn on_this_day(&self, day: Option<String>) -> Result<OnThisDay, EngineError> {
        self.desk
            .practice(move |it, at| {
                let day = match day {
                    Some(day) => Day::parse(&day, &at.zone, at.now)?,
                    None => Day::today(&at.zone, at.now),
                };
                it.on_this_day(day, &at.zone, at.now)
            })
            .await
    }

    /// Searches, best first.
    pub async fn search(&self, query: SearchQuery) -> Result<FoundPage, EngineError> {
        self.desk.practice(move |it, at| it.search(&query.cross(), &at.zone, at.now)).await
    }

    /// Keeps a search.
    pub async fn save_search(
        &self,
        name: String,
        query: String,
    ) -> Result<SavedSearch, EngineError> {
        self.desk.practice(move |it, _| it.save_search(&name, &query)).await
    }

    /// The searches that are kept.
    pub async fn saved_searches(&self) -> Result<Vec<SavedSearch>, EngineError> {
        self.desk.practice(move |it, _| it.saved_searches()).await
    }

    /// Notes a moment.
    pub async fn log(&self, moment: NewMoment) -> Result<Wrote, EngineError> {
        self.desk.practice(move |it, at| it.log(&moment.cross(), &at.zone, at.now)).await
    }

    /// Moments, newest first.
    pub async fn moments(&self, query: MomentQuery) -> Result<MomentPage, EngineError> {
        self.desk.practice(move |it, at| it.moments(&query.cross(), &at.zone, at.now)).await
    }

    /// Leaves a moment out of the numbers. Gives its whole id.
    pub async fn exclude_moment(
        &self,
        id: String,
        reason: Option<String>,
    ) -> Result<String, EngineError> {
        self.desk.practice(move |it, _| it.exclude_moment(&id, reason.as_deref())).await
    }

    /// Counts it again.
    pub async fn include_moment(&self, id: String) -> Result<String, EngineError> {
        self.desk.practice(move |it, _| it.include_moment(&id)).await
    }
}
