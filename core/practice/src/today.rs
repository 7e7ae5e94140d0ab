//! What today offers: never more than fits on one calm page, and nothing that presses.

use jiff::Timestamp;
use requite_engine::ListQuery;
use serde::Serialize;

use crate::{Day, Practice, PracticeError, Zone, kinds::name};

/// Today.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Today {
    /// The day.
    pub date: String,
    /// Entries written for today.
    pub entries: u64,
}

impl Practice {
    /// What today offers. Whoever is quieted does not come up here.
    ///
    /// # Errors
    /// [`PracticeError::Engine`].
    pub fn today(&mut self, zone: &Zone, now: Timestamp) -> Result<Today, PracticeError> {
        let date = Day::today(zone, now).to_string();
        let query = ListQuery {
            from: Some(date.clone()),
            to: Some(date.clone()),
            ..ListQuery::of(name::ENTRY)
        };
        let entries = self.engine.days(&query)?.values().sum();
        Ok(Today { date, entries })
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
        assert_eq!(practice.engine.take_tally().opened, 0);
        practice.show(&wrote.id).unwrap();
        assert_eq!(practice.engine.take_tally().opened, 1);
    }
}
