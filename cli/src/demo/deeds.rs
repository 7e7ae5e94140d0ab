//! The second part of the demo: what people do beside what they say, noted on two devices.

use requite::{
    NewContact, NewNeed, NewPromise, Paging, PracticeError, PromiseItem, PromiseQuery,
    TimelineQuery, When,
};

use super::{Stage, meet, say};
use crate::{
    failure::{Failure, Shell},
    home::now,
    output::written,
};

impl Stage<'_> {
    /// A promise is marked two ways, settled, and a need said aloud; then somebody is quieted. Whether it all went as it should.
    pub(super) fn deeds(&mut self) -> Result<bool, Failure> {
        let out = self.out;
        say(out, &out.bold("\n6. Words and deeds: a promise becomes something to look back at"))?;
        let promise = self.promised()?;
        let two_ways = self.marked_two_ways(&promise)?;
        let settled = self.settled(&promise)?;
        let said = self.said_aloud()?;
        let quiet = self.quieted()?;
        Ok(two_ways && settled && said && quiet)
    }

    fn promised(&mut self) -> Result<String, Failure> {
        let promise = NewPromise {
            person: "Noa".to_owned(),
            text: "bring the book back".to_owned(),
            made: Some("2026-11-18".to_owned()),
            due: Some("2026-11-21".to_owned()),
            ..NewPromise::default()
        };
        let id = self.phone.practice.add_promise(&promise, &self.zone, now())?.id;
        self.all_meet()?;
        say(self.out, "   Noa promised to bring the book back. Mia notes it on her phone.")?;
        Ok(id)
    }

    /// Offline, each device marks it differently: neither is thrown away, and neither counts until Mia chooses.
    fn marked_two_ways(&mut self, promise: &str) -> Result<bool, Failure> {
        let on = Some("2026-11-21");
        let (zone, now) = (&self.zone, now());
        self.phone.practice.resolve_promise(promise, "not_kept", on, zone, now)?;
        self.tablet.practice.resolve_promise(promise, "kept", on, zone, now)?;
        self.all_meet()?;
        let item = self.promise(promise)?;
        let marked = written(&item.marked.join(" and ").replace('_', " "));
        say(
            self.out,
            &format!(
                "   Offline she marks it on both, differently: {marked}. It counts as neither."
            ),
        )?;
        Ok(item.outcome.is_none() && item.marked.len() == 2)
    }

    fn settled(&mut self, promise: &str) -> Result<bool, Failure> {
        let on = Some("2026-11-21");
        self.tablet.practice.resolve_promise(promise, "partly", on, &self.zone, now())?;
        self.all_meet()?;
        let item = self.promise(promise)?;
        let outcome = item.outcome.clone().unwrap_or_default();
        say(
            self.out,
            &format!("   On the tablet she chooses: {outcome}. Both devices show that now."),
        )?;
        Ok(outcome == "partly")
    }

    fn said_aloud(&mut self) -> Result<bool, Failure> {
        let need = NewNeed {
            person: "Noa".to_owned(),
            text: "an evening without phones".to_owned(),
            ..NewNeed::default()
        };
        let practice = &mut self.phone.practice;
        let id = practice.add_need(&need, &self.zone, now())?.id;
        let before = practice.needs(Some("Noa"), &Paging::everything(), &self.zone, now())?;
        let unsaid = before.items.iter().any(|need| need.asked == "not_yet");
        practice.ask_need(&id, "asked", None, &self.zone, now())?;
        practice.answer_need(&id, "met", None, &self.zone, now())?;
        let contact = NewContact {
            people: vec!["Noa".to_owned()],
            started: "them".to_owned(),
            channel: Some("in_person".to_owned()),
            when: When { date: Some("2026-11-22".to_owned()), time: None },
            ..NewContact::default()
        };
        practice.add_contact(&contact, &self.zone, now())?;
        say(
            self.out,
            "   She had never said what she needs. She asks; it is met, and Noa gets in touch first.",
        )?;
        Ok(unsaid)
    }

    fn quieted(&mut self) -> Result<bool, Failure> {
        self.tablet.practice.quiet_person("Noa", None)?;
        self.all_meet()?;
        let practice = &mut self.phone.practice;
        let all = TimelineQuery { limit: 100, ..TimelineQuery::default() };
        let unasked = practice.timeline(&all, &self.zone, now())?.items.len();
        let named = TimelineQuery { person: Some("Noa".to_owned()), ..all };
        let asked = practice.timeline(&named, &self.zone, now())?.items.len();
        practice.unquiet_person("Noa")?;
        say(
            self.out,
            &format!(
                "   For a while Noa is quieted, on the tablet: the phone shows {unasked} things unasked, and {asked} when asked for her."
            ),
        )?;
        Ok(unasked < asked)
    }

    fn promise(&mut self, id: &str) -> Result<PromiseItem, Failure> {
        let query = PromiseQuery::default();
        let all = Paging::everything();
        let phone = self.phone.practice.promises(&query, &all, &self.zone, now())?.items;
        let tablet = self.tablet.practice.promises(&query, &all, &self.zone, now())?.items;
        if phone != tablet {
            return Err(Shell::Demo.into());
        }
        let item = phone.into_iter().find(|promise| promise.id == id);
        Ok(item.ok_or(PracticeError::NoRecord("promise"))?)
    }

    fn all_meet(&mut self) -> Result<(), Failure> {
        meet(&self.runtime, &mut self.phone, &self.url)?;
        meet(&self.runtime, &mut self.tablet, &self.url)?;
        meet(&self.runtime, &mut self.phone, &self.url)
    }
}
