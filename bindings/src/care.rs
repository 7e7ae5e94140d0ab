//! Care for oneself, kinder beliefs, who helps, reminders, settings.

use std::{collections::HashMap, sync::Arc};

use requite::{
    BeliefEvidence as EvidenceIn, BeliefItem as BeliefIn, CareDay as CareDayIn, CareItem as CareIn,
    CareToday as TodayIn, NewCareDay as NewDayIn, NewReminder as NewReminderIn,
    ReminderItem as ReminderIn, Rhythm as RhythmIn, RhythmDay as RhythmDayIn,
    Settings as SettingsIn, SupportItem as SupportIn, Which as WhichIn,
};

use crate::{
    EngineError,
    desk::Desk,
    journal::{When, Wrote},
    mirror::{Cross, choice, into, out},
};

choice! {
    /// Which of a list.
    Which is WhichIn {
        /// Those that are in use.
        Active,
        /// Also those that are not.
        All,
    }
}

into! {
    /// Care that was done.
    NewCareDay into NewDayIn {
        /// The day; today if nothing is said.
        #[uniffi(default = None)]
        date: Option<String>,
        /// How it felt before, -2 to 2.
        #[uniffi(default = None)]
        before: Option<i64>,
        /// How it felt after, -2 to 2.
        #[uniffi(default = None)]
        felt: Option<i64>,
    }

    /// A reminder to be set. Its notification never says what it is for.
    NewReminder into NewReminderIn {
        /// `morning`, `midday`, `evening`, `night` or `18:30-20:00`.
        window: String,
        /// Weekdays; every day if none is named.
        #[uniffi(default = [])]
        days: Vec<String>,
        /// What it says: `write`, `look_back` or `small_thing`.
        #[uniffi(default = None)]
        text: Option<String>,
        /// The last day.
        #[uniffi(default = None)]
        until: Option<String>,
    }
}

out! {
    /// A way to care for oneself.
    Care from CareIn {
        /// Its id.
        id: String,
        /// The words.
        text: String,
        /// Its area.
        area: String,
        /// In use.
        active: bool,
        /// How much it helped, by day.
        helped: HashMap<String, i64>,
    }

    /// Care that was done.
    CareDay from CareDayIn {
        /// Its id.
        id: String,
        /// The way.
        care: String,
        /// Its words.
        text: String,
        /// The day.
        date: String,
        /// How it felt before.
        before: Option<i64>,
        /// How it felt after.
        felt: Option<i64>,
    }

    /// Care for today.
    CareToday from TodayIn {
        /// The day.
        date: String,
        /// A way that is proposed.
        care: Option<Care>,
        /// Whether it is proposed because it helped before.
        helped: bool,
        /// Whether care was done today.
        done: bool,
    }

    /// A day of the rhythm.
    RhythmDay from RhythmDayIn {
        /// The day.
        date: String,
        /// What was done.
        care: Vec<String>,
    }

    /// Days with care, without any streak.
    Rhythm from RhythmIn {
        /// The first day.
        from: String,
        /// The last day.
        to: String,
        /// How many days that is.
        days: i32,
        /// Days with care among them.
        with_care: u64,
        /// The days with care.
        items: Vec<RhythmDay>,
    }

    /// What supports a kinder belief.
    BeliefEvidence from EvidenceIn {
        /// The words.
        text: String,
        /// The record that it is.
        record: Option<String>,
    }

    /// A belief that is being learned.
    Belief from BeliefIn {
        /// Its id.
        id: String,
        /// The day.
        date: String,
        /// The old one.
        old: String,
        /// The kinder one.
        kinder: String,
        /// What supports it.
        evidence: Vec<BeliefEvidence>,
        /// In use.
        active: bool,
    }

    /// Who helps.
    Support from SupportIn {
        /// Its id.
        id: String,
        /// Their name.
        name: String,
        /// How to reach them.
        how: String,
        /// What they are to the person.
        label: Option<String>,
    }

    /// A reminder.
    Reminder from ReminderIn {
        /// Its id.
        id: String,
        /// Its window of the day.
        window: String,
        /// Its weekdays.
        days: Vec<String>,
        /// What it is for.
        text: String,
        /// The last day.
        until: Option<String>,
        /// On.
        on: bool,
        /// Whether its window is open now.
        open: bool,
    }

    /// Settings of the journal, alike on every device.
    Settings from SettingsIn {
        /// What the person calls the journal.
        name: Option<String>,
        /// Whether names are shown in short.
        discreet: bool,
        /// `en` or `es`.
        language: String,
        /// The day that weeks begin with.
        week_start: String,
        /// Days after which a note counts half: 90, 180 or 365.
        half_life_days: u16,
        /// The day in February on which the 29th is remembered in other years: 28, or 29 for not at all.
        leap_day: u8,
    }
}

/// Care for oneself.
#[derive(uniffi::Object)]
pub struct SelfCare {
    pub(crate) desk: Arc<Desk>,
}

#[uniffi::export]
impl SelfCare {
    /// Adds a way to care for oneself.
    pub async fn add(&self, what: String, area: Option<String>) -> Result<Care, EngineError> {
        self.desk.practice(move |it, _| it.add_care(&what, area.as_deref())).await
    }

    /// The ways.
    pub async fn list(&self, which: Which) -> Result<Vec<Care>, EngineError> {
        self.desk.practice(move |it, _| it.care(which.cross())).await
    }

    /// Care for today.
    pub async fn today(&self) -> Result<CareToday, EngineError> {
        self.desk.practice(move |it, at| it.care_today(&at.zone, at.now)).await
    }

    /// Says that it was done.
    pub async fn done(&self, which: String, day: NewCareDay) -> Result<CareDay, EngineError> {
        self.desk.practice(move |it, at| it.care_done(&which, &day.cross(), &at.zone, at.now)).await
    }

    /// Says how much it helped.
    pub async fn helped(
        &self,
        which: String,
        how_much: i64,
        date: Option<String>,
    ) -> Result<Care, EngineError> {
        self.desk
            .practice(move |it, at| {
                it.care_helped(&which, how_much, date.as_deref(), &at.zone, at.now)
            })
            .await
    }

    /// Days with care.
    pub async fn rhythm(&self) -> Result<Rhythm, EngineError> {
        self.desk.practice(move |it, at| it.care_rhythm(&at.zone, at.now)).await
    }

    /// Puts a way aside.
    pub async fn end(&self, which: String) -> Result<Care, EngineError> {
        self.desk.practice(move |it, _| it.end_care(&which)).await
    }

    /// Takes it up again.
    pub async fn resume(&self, which: String) -> Result<Care, EngineError> {
        self.desk.practice(move |it, _| it.resume_care(&which)).await
    }

    /// A letter to oneself.
    pub async fn write_to_self(&self, letter: String, when: When) -> Result<Wrote, EngineError> {
        self.desk
            .practice(move |it, at| it.write_to_self(&letter, &when.cross(), &at.zone, at.now))
            .await
    }

    /// Begins to learn a kinder belief.
    pub async fn add_belief(&self, old: String, kinder: String) -> Result<Belief, EngineError> {
        self.desk.practice(move |it, at| it.add_belief(&old, &kinder, &at.zone, at.now)).await
    }

    /// Adds what supports it: words, or a record's id.
    pub async fn add_belief_evidence(
        &self,
        id: String,
        what: String,
    ) -> Result<Belief, EngineError> {
        self.desk.practice(move |it, at| it.add_belief_evidence(&id, &what, &at.zone, at.now)).await
    }

    /// Beliefs that are being learned.
    pub async fn beliefs(&self, which: Which) -> Result<Vec<Belief>, EngineError> {
        self.desk.practice(move |it, at| it.beliefs(which.cross(), &at.zone, at.now)).await
    }

    /// Puts one aside.
    pub async fn end_belief(&self, id: String) -> Result<Belief, EngineError> {
        self.desk.practice(move |it, at| it.end_belief(&id, &at.zone, at.now)).await
    }

    /// Adds somebody who helps.
    pub async fn add_support(
        &self,
        name: String,
        how: String,
        label: Option<String>,
    ) -> Result<Wrote, EngineError> {
        self.desk.practice(move |it, _| it.add_support(&name, &how, label.as_deref())).await
    }

    /// Takes somebody off that list. Gives their whole id.
    pub async fn remove_support(&self, id: String) -> Result<String, EngineError> {
        self.desk.practice(move |it, _| it.remove_support(&id)).await
    }

    /// Who helps.
    pub async fn support(&self) -> Result<Vec<Support>, EngineError> {
        self.desk.practice(move |it, _| it.support()).await
    }

    /// Sets a reminder.
    pub async fn add_reminder(&self, reminder: NewReminder) -> Result<Reminder, EngineError> {
        self.desk.practice(move |it, at| it.add_reminder(&reminder.cross(), &at.zone, at.now)).await
    }

    /// Reminders.
    pub async fn reminders(&self) -> Result<Vec<Reminder>, EngineError> {
        self.desk.practice(move |it, at| it.reminders(&at.zone, at.now)).await
    }

    /// Turns a reminder off.
    pub async fn reminder_off(&self, id: String) -> Result<Reminder, EngineError> {
        self.desk.practice(move |it, at| it.reminder_off(&id, &at.zone, at.now)).await
    }

    /// Turns a reminder on.
    pub async fn reminder_on(&self, id: String) -> Result<Reminder, EngineError> {
        self.desk.practice(move |it, at| it.reminder_on(&id, &at.zone, at.now)).await
    }

    /// Moves a reminder to another window.
    pub async fn reminder_window(
        &self,
        id: String,
        window: String,
    ) -> Result<Reminder, EngineError> {
        self.desk.practice(move |it, at| it.reminder_window(&id, &window, &at.zone, at.now)).await
    }

    /// Settings.
    pub async fn settings(&self) -> Result<Settings, EngineError> {
        self.desk.practice(move |it, _| it.settings()).await
    }

    /// Changes a setting: `week_start`, `half_life`, `leap_day`, `discreet`, `name` or `language`.
    pub async fn change_setting(&self, what: String, to: String) -> Result<Settings, EngineError> {
        self.desk.practice(move |it, _| it.change_setting(&what, &to)).await
    }
}
