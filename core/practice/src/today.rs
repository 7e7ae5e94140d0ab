//! What today offers: never more than fits on one calm page, and nothing that presses.

use jiff::Timestamp;
use requite_engine::ListQuery;
use serde::Serialize;

use crate::{
    AfterCheck, BoundaryWeek, ColumnLine, Day, Practice, PracticeError, PromiseItem, PromptItem,
    SealedItem, Zone, kinds::name,
};

/// Today.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Today {
    /// The day.
    pub date: String,
    /// Entries written for today.
    pub entries: u64,
    /// Promises about which one may ask.
    pub due: Vec<PromiseItem>,
    /// Hopes to look at again, as agreed with oneself.
    pub review: Vec<ColumnLine>,
    /// Limits of this week that the next contact would go beyond.
    pub limits: Vec<BoundaryWeek>,
    /// Goodbyes after which to look how it is.
    pub after: Vec<AfterCheck>,
    /// Notes for later whose day has come and that were not opened yet.
    pub notes: Vec<SealedItem>,
    /// One small thing to do for oneself, where some are noted.
    pub care: Option<String>,
    /// One question to write about.
    pub prompt: Option<PromptItem>,
}

impl Practice {
    /// What today offers. Whoever is quieted does not come up here.
    ///
    /// # Errors
    /// [`PracticeError::Engine`].
    pub fn today(&mut self, zone: &Zone, now: Timestamp) -> Result<Today, PracticeError> {
        let today = Day::today(zone, now);
        let date = today.to_string();
        let query = ListQuery {
            from: Some(date.clone()),
            to: Some(date.clone()),
            ..ListQuery::of(name::ENTRY)
        };
        let entries = self.engine.days(&query)?.values().sum();
        let folk = self.folk(today)?;
        let mut limits = self.boundary_week(None, zone, now)?;
        limits.retain(|week| week.next_is_beyond);
        let mut notes = self.sealed_notes(zone, now)?;
        notes.retain(|note| note.ready && !note.opened);
        Ok(Today {
            entries,
            due: self.due_promises(zone, now)?,
            review: self.hopes_to_review(&folk, today)?,
            limits,
            after: self.after_checks(today)?,
            notes,
            care: self.care_today(zone, now)?.care.map(|care| care.text),
            prompt: self.prompt_of(today)?,
            date,
        })
    }

    /// One question a day, each in its turn, of those that are not hidden and whose set does not rest.
    fn prompt_of(&mut self, today: Day) -> Result<Option<PromptItem>, PracticeError> {
        let mut sets = self.offered_sets(today)?;
        sets.retain(|set| set.resting_until.is_none());
        let mut prompts: Vec<PromptItem> = sets.into_iter().flat_map(|set| set.prompts).collect();
        prompts.retain(|prompt| !prompt.hidden);
        let days = usize::try_from(today.days_since(Day::FIRST)).unwrap_or(0);
        let turn = days.checked_rem(prompts.len()).unwrap_or(0);
        Ok(prompts.into_iter().nth(turn))
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        Day, EntryQuery, Including, NewEntry, NewMoment, Practice, Search, TimelineQuery, Zone,
    };

    #[test]
    fn pages_open_no_documents() {
        let folder = tempfile::tempdir().unwrap();
        let home = folder.path().join("phone");
        let (mut practice, _) = Practice::create(&home, "phone", "passphrase", 0).unwrap();
        let zone = Zone::named("Europe/London").unwrap();
        let now = "2026-11-23T12:30:00Z".parse().unwrap();
        practice.add_person("Mia").unwrap();
        let people = vec!["Mia".to_owned()];
        let text = "She brought soup.".to_owned();
        let entry = NewEntry { text, people: people.clone(), ..NewEntry::default() };
        let wrote = practice.write(&entry, &zone, now).unwrap();
        let moment = NewMoment { people, kind: "care_act".into(), ..NewMoment::default() };
        practice.log(&moment, &zone, now).unwrap();

        practice.engine.take_tally();
        practice.today(&zone, now).unwrap();
        let stream =
            practice.timeline(&TimelineQuery { limit: 50, ..Default::default() }, &zone, now);
        assert_eq!(stream.unwrap().items.len(), 2);
        practice.month(None, &zone, now).unwrap();
        practice.on_this_day(Day::today(&zone, now), &zone, now).unwrap();
        practice.people(Including::Everybody, &zone, now).unwrap();
        practice.entries(&EntryQuery { limit: 50, ..Default::default() }, &zone, now).unwrap();
        let words = "soup".to_owned();
        practice.search(&Search { words, limit: 50, ..Default::default() }, &zone, now).unwrap();
        practice.picture("Mia", &zone, now).unwrap();
        assert_eq!(practice.why("Mia", "unpromised", &zone, now).unwrap().them.len(), 1);
        practice.insights(&zone, now).unwrap();
        practice.who_meets_me(&zone, now).unwrap();
        assert_eq!(practice.year(None, &zone, now).unwrap().parts.len(), 2);
        assert_eq!(practice.engine.take_tally().opened, 0);
        practice.show(&wrote.id).unwrap();
        assert_eq!(practice.engine.take_tally().opened, 1);
    }
}
