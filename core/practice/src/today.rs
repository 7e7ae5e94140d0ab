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
        Columns, Day, EntryQuery, Including, NewBoundary, NewContact, NewEntry, NewLine, NewMoment,
        NewNeed, NewPromise, Paging, Practice, PromiseQuery, Search, TimelineQuery, When, Zone,
    };

    /// A record of every kind that a page or a list shows.
    fn something_of_each(practice: &mut Practice, zone: &Zone, now: jiff::Timestamp) {
        let (mia, text) = ("Mia".to_owned(), "call".to_owned());
        let promise = NewPromise {
            person: mia.clone(),
            text: text.clone(),
            due: Some("today".to_owned()),
            ..NewPromise::default()
        };
        practice.add_promise(&promise, zone, now).unwrap();
        let need = NewNeed { person: mia.clone(), text: text.clone(), ..NewNeed::default() };
        practice.add_need(&need, zone, now).unwrap();
        let contact = NewContact {
            people: vec![mia.clone()],
            started: "me".to_owned(),
            ..NewContact::default()
        };
        practice.add_contact(&contact, zone, now).unwrap();
        let hope = NewLine {
            side: "hope".to_owned(),
            text,
            review: Some("today".to_owned()),
            ..NewLine::default()
        };
        practice.add_line(Columns::Hopes, &hope, zone, now).unwrap();
        let boundary = NewBoundary {
            person: Some(mia),
            when: "she shouts".to_owned(),
            i_will: "leave".to_owned(),
            per_week: Some(1),
            ..NewBoundary::default()
        };
        let boundary = practice.add_boundary(&boundary, zone, now).unwrap().id;
        let when = When::default();
        practice.note_boundary(&boundary, "held", "me", None, &when, (zone, now)).unwrap();
        let phase = practice.start_phase("Mia", "weekly", zone, now).unwrap().id;
        practice.add_phase_step(&phase, "mute the chat").unwrap();
        practice.new_goodbye("Mia", zone, now).unwrap();
        practice.add_support("Ana", "call", None).unwrap();
        practice.add_milestone("a month of sleep", None, zone, now).unwrap();
        practice.seal_note("You got through it.", "tomorrow", zone, now).unwrap();
    }

    /// Every list that rows suffice for.
    fn lists(practice: &mut Practice, zone: &Zone, now: jiff::Timestamp) {
        let all = Paging::everything();
        practice.promises(&PromiseQuery::default(), &all, zone, now).unwrap();
        practice.needs(None, &all, zone, now).unwrap();
        practice.contacts(Some("Mia"), &all, zone, now).unwrap();
        practice.felt(None, &all, zone, now).unwrap();
        practice.attempts(None, &all, zone, now).unwrap();
        practice.lines(Columns::Hopes, None, &all, zone, now).unwrap();
        assert_eq!(practice.boundaries(Some("Mia"), zone, now).unwrap()[0].noted.me.held, 1);
        practice.boundaries_before("Mia", zone, now).unwrap();
        assert_eq!(practice.phases(None, zone, now).unwrap()[0].steps.len(), 1);
        assert_eq!(practice.goodbyes(None, zone, now).unwrap().len(), 1);
        practice.support().unwrap();
        practice.milestones().unwrap();
        practice.sealed_notes(zone, now).unwrap();
        practice.standards().unwrap();
        practice.picture("Mia", zone, now).unwrap();
    }

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
        something_of_each(&mut practice, &zone, now);

        practice.engine.take_tally();
        let today = practice.today(&zone, now).unwrap();
        assert_eq!((today.due.len(), today.review.len(), today.limits.len()), (1, 1, 1));
        let stream =
            practice.timeline(&TimelineQuery { limit: 50, ..Default::default() }, &zone, now);
        assert_eq!(stream.unwrap().items.len(), 8);
        practice.month(None, &zone, now).unwrap();
        practice.on_this_day(Day::today(&zone, now), &zone, now).unwrap();
        practice.people(Including::Everybody, &zone, now).unwrap();
        practice.entries(&EntryQuery { limit: 50, ..Default::default() }, &zone, now).unwrap();
        let words = "soup".to_owned();
        practice.search(&Search { words, limit: 50, ..Default::default() }, &zone, now).unwrap();
        lists(&mut practice, &zone, now);
        practice.picture("Mia", &zone, now).unwrap();
        assert_eq!(practice.why("Mia", "unpromised", &zone, now).unwrap().them.len(), 1);
        practice.insights(&zone, now).unwrap();
        practice.who_meets_me(&zone, now).unwrap();
        assert_eq!(practice.year(None, &zone, now).unwrap().parts.len(), 4);
        assert_eq!(practice.engine.take_tally().opened, 0);
        practice.show(&wrote.id).unwrap();
        assert_eq!(practice.engine.take_tally().opened, 1);
    }
}
