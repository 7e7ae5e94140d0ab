//! Notes of weeks, made in this process through the practice, in files that the program then opens. Never reads a page.

use home_of_tests::Device;
use jiff::Timestamp;
use requite::{
    Direction, NewContact, NewFelt, NewMoment, NewNeed, NewPromise, Practice, When, Zone,
};

use crate::home as home_of_tests;

/// A journal that is being filled. Days count back from today.
pub(crate) struct Notes {
    practice: Practice,
    zone: Zone,
    now: Timestamp,
}

fn ago(days: u32) -> String {
    format!("{days} days ago")
}

impl Notes {
    pub(crate) fn of(phone: &Device) -> Self {
        let practice = Practice::open(&phone.home, "between us").unwrap();
        Self { practice, zone: Zone::named("UTC").unwrap(), now: Timestamp::now() }
    }

    pub(crate) fn person(&mut self, name: &str) {
        self.practice.add_person(name).unwrap();
    }

    pub(crate) fn promise(&mut self, with: &str, by: &str, outcome: &str, days: u32) -> String {
        let (zone, now) = (&self.zone, self.now);
        let promise = NewPromise {
            person: with.to_owned(),
            text: "a promise".to_owned(),
            by: Some(by.to_owned()),
            made: Some(ago(days + 2)),
            ..NewPromise::default()
        };
        let id = self.practice.add_promise(&promise, zone, now).unwrap().id;
        self.practice.resolve_promise(&id, outcome, Some(&ago(days)), zone, now).unwrap();
        id
    }

    pub(crate) fn contact(&mut self, with: &str, started: &str, days: u32) {
        let contact = NewContact {
            people: vec![with.to_owned()],
            started: started.to_owned(),
            when: when(days),
            ..NewContact::default()
        };
        self.practice.add_contact(&contact, &self.zone, self.now).unwrap();
    }

    pub(crate) fn moment(&mut self, with: &str, kind: &str, direction: Direction, days: u32) {
        let moment = NewMoment {
            people: vec![with.to_owned()],
            kind: kind.to_owned(),
            direction: Some(direction),
            when: when(days),
            ..NewMoment::default()
        };
        self.practice.log(&moment, &self.zone, self.now).unwrap();
    }

    pub(crate) fn need(&mut self, of: &str) {
        let need =
            NewNeed { person: of.to_owned(), text: "to be asked".to_owned(), ..NewNeed::default() };
        self.practice.add_need(&need, &self.zone, self.now).unwrap();
    }

    pub(crate) fn felt(&mut self, after: Option<&str>, fields: &[(&str, i64)], days: u32) {
        let felt = NewFelt {
            person: after.map(str::to_owned),
            fields: fields.iter().map(|(field, value)| ((*field).to_owned(), *value)).collect(),
            when: when(days),
            ..NewFelt::default()
        };
        self.practice.add_felt(&felt, &self.zone, self.now).unwrap();
    }
}

fn when(days: u32) -> When {
    When { date: Some(ago(days)), time: None }
}
