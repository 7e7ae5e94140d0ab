//! This week against the limits of boundaries: what was noted, so that a limit warns before it is reached.

use jiff::{Timestamp, civil::Weekday};
use requite_engine::{ListQuery, Row};
use serde::Serialize;

use crate::{
    Day, Including, Practice, PracticeError, Surface, Zone,
    entries::Fields,
    folk::Folk,
    kinds::name::{BOUNDARY, CONTACT},
};

/// This week against a limit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BoundaryWeek {
    /// The boundary's id.
    pub id: String,
    /// The other's name; none where it holds with everybody.
    pub person: Option<String>,
    /// Whether the other's page is on this device. Where it is not, nothing is counted.
    pub arrived: bool,
    /// The first day of the week.
    pub from: String,
    /// Contacts so far.
    pub contacts: i64,
    /// Contacts that the limit allows, where it says so.
    pub per_week: Option<i64>,
    /// Minutes so far, of the contacts for which they were noted.
    pub minutes: i64,
    /// Minutes that the limit allows a contact, where it says so.
    pub minutes_each: Option<i64>,
    /// Contacts so far that were longer.
    pub longer: i64,
    /// Whether the next one would go beyond it: said before, not after.
    pub next_is_beyond: bool,
}

impl Practice {
    /// This week's contacts against every limit that holds.
    ///
    /// # Errors
    /// [`PracticeError`] says what does not fit.
    pub fn boundary_week(
        &mut self,
        person: Option<&str>,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<Vec<BoundaryWeek>, PracticeError> {
        let today = Day::today(zone, now);
        let first = first_of_week(today, self.week_start()?);
        let folk = self.folk(today)?;
        let list = folk.concerning(BOUNDARY, "person", person, Surface::Today, Including::Usual)?;
        let rows = self.all(ListQuery { limit: 500, ..list })?;
        let week = ListQuery {
            from: Some(first.to_string()),
            to: Some(first.plus(6).to_string()),
            limit: 500,
            ..ListQuery::of(CONTACT)
        };
        let contacts = self.all(week)?;
        let limits = rows.iter().filter_map(|row| against(&folk, row, first, &contacts));
        Ok(limits.collect())
    }
}

/// None for a boundary that has no limit to count, or does not hold.
fn against(folk: &Folk, row: &Row, first: Day, contacts: &[Row]) -> Option<BoundaryWeek> {
    let fields = Fields(&row.fields);
    let (per_week, minutes_each) = (fields.number("per_week"), fields.number("minutes"));
    if !fields.is_set("active") || (per_week.is_none() && minutes_each.is_none()) {
        return None;
    }
    let with = fields.some("person");
    let page = with.as_deref().map(|page| folk.person(page));
    let is_with = |contact: &&Row| match page {
        None => true,
        // Somebody whose page has not come is not everybody.
        Some(None) => false,
        Some(Some(person)) => {
            let people = Fields(&contact.fields).list("people");
            people.iter().any(|page| person.pages.contains(page))
        }
    };
    let with_them = contacts.iter().filter(is_with);
    let noted: Vec<Option<i64>> =
        with_them.map(|contact| Fields(&contact.fields).number("minutes")).collect();
    let is_longer = |minutes: &&i64| minutes_each.is_some_and(|each| **minutes > each);
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let contacts = count(noted.len());
    Some(BoundaryWeek {
        id: row.id.to_string(),
        arrived: !matches!(page, Some(None)),
        person: with.map(|page| folk.name_of(&page)),
        from: first.to_string(),
        contacts,
        per_week,
        minutes: noted.iter().flatten().sum(),
        minutes_each,
        longer: count(noted.iter().flatten().filter(is_longer).count()),
        next_is_beyond: !matches!(page, Some(None))
            && per_week.is_some_and(|most| contacts >= most),
    })
}

/// The first day of the week that a day is in; weeks begin with this weekday, 1 being Monday.
pub(crate) fn first_of_week(day: Day, week_start: i8) -> Day {
    let begins = Weekday::from_monday_one_offset(week_start).unwrap_or(Weekday::Monday);
    day.plus(-i32::from(begins.until(day.0.weekday())))
}

#[cfg(test)]
mod tests {
    use requite_engine::record::Edit;

    use super::*;
    use crate::NewContact;

    #[test]
    fn weeks_begin_where_the_person_begins_them() {
        let day = |text: &str| Day::stored(text).unwrap();
        let first = |text: &str, start: i8| first_of_week(day(text), start).to_string();
        // 2026-11-23 is a Monday.
        assert_eq!(first("2026-11-23", 1), "2026-11-23");
        assert_eq!(first("2026-11-29", 1), "2026-11-23");
        assert_eq!(first("2026-11-23", 7), "2026-11-22");
        assert_eq!(first("2026-11-22", 7), "2026-11-22");
        assert_eq!(first("2026-11-23", 6), "2026-11-21");
    }

    #[test]
    fn somebody_whose_page_has_not_come_is_not_everybody() {
        let folder = tempfile::tempdir().unwrap();
        let home = folder.path().join("tablet");
        let (mut practice, _) = Practice::create(&home, "tablet", "passphrase", 0).unwrap();
        let zone = Zone::named("Europe/London").unwrap();
        let now = "2026-11-23T12:30:00Z".parse().unwrap();
        practice.add_person("Mia").unwrap();
        let contact = NewContact {
            people: vec!["Mia".into()],
            started: "me".into(),
            ..NewContact::default()
        };
        practice.add_contact(&contact, &zone, now).unwrap();
        let limit = |practice: &mut Practice, who: Option<String>| {
            let mut edits = vec![Edit::set("active", true), Edit::set("per_week", 1)];
            edits.push(Edit::set("started", "2026-11-20"));
            edits.extend(who.map(|who| Edit::set("person", who)));
            practice.make("boundary add", BOUNDARY, edits).unwrap();
        };
        // The boundary came from the phone; the page of whom it is about is still on its way.
        let stranger = practice.engine.new_id().to_string();
        limit(&mut practice, Some(stranger));
        let weeks = practice.boundary_week(None, &zone, now).unwrap();
        assert_eq!((weeks[0].arrived, weeks[0].contacts), (false, 0));
        assert!(!weeks[0].next_is_beyond);
        limit(&mut practice, None);
        let weeks = practice.boundary_week(None, &zone, now).unwrap();
        let everybody = weeks.iter().find(|week| week.person.is_none()).unwrap();
        assert_eq!((everybody.arrived, everybody.contacts), (true, 1));
        assert!(everybody.next_is_beyond);
    }
}
