//! Whose my time is: what I meant to give, beside what the contacts say that I gave.

use jiff::{Timestamp, ToSpan, civil::ISOWeekDate, civil::Weekday};
use requite_engine::{ListQuery, Write, record::Edit};
use serde::Serialize;

use crate::{
    Day, Including, Practice, PracticeError, Surface, Zone,
    entries::Fields,
    kinds::name::{CONTACT, TIME_BUDGET},
};

/// A week or a month of time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Budget {
    /// `2026-W48` or `2026-11`.
    pub period: String,
    /// With each person, in order of name.
    pub people: Vec<BudgetWith>,
}

/// Time with somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BudgetWith {
    /// Their name.
    pub person: String,
    /// Minutes that were planned.
    pub planned: Option<i64>,
    /// Minutes that contacts say.
    pub spent: i64,
}

impl Practice {
    /// Plans minutes with somebody in a week (`2026-W48`) or a month (`2026-11`).
    ///
    /// # Errors
    /// [`PracticeError`] says what does not fit.
    pub fn plan_time(
        &mut self,
        period: &str,
        who: &str,
        minutes: i64,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<Budget, PracticeError> {
        let period = Period::parse(period)?;
        let person = self.folk(Day::today(zone, now))?.find(who)?.id.clone();
        let id = self.engine.derived_id(TIME_BUDGET, 0, &[period.name.as_bytes()]);
        let mut edits = vec![Edit::put("planned", &person, minutes)];
        if self.engine.row(id)?.is_none() {
            edits.push(Edit::set("period", period.name.as_str()));
        }
        self.engine.commit("budget plan", &[Write::by_person(id, TIME_BUDGET, edits)])?;
        self.budget(&period.name, zone, now)
    }

    /// A week or a month: planned and spent, side by side.
    ///
    /// # Errors
    /// [`PracticeError::Period`].
    pub fn budget(
        &mut self,
        period: &str,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<Budget, PracticeError> {
        let period = Period::parse(period)?;
        let folk = self.folk(Day::today(zone, now))?;
        let id = self.engine.derived_id(TIME_BUDGET, 0, &[period.name.as_bytes()]);
        let row = self.engine.row(id)?;
        let planned = row.map(|row| Fields(&row.fields).map("planned")).unwrap_or_default();
        let contacts = self.all(ListQuery {
            without: folk.left_out(Surface::Insights, Including::Usual, "people"),
            from: Some(period.first.to_string()),
            to: Some(period.last.to_string()),
            limit: 500,
            ..ListQuery::of(CONTACT)
        })?;
        let mut people = Vec::new();
        for person in folk.everybody() {
            let is_them = |page: &String| person.pages.contains(page);
            let planned = planned.iter().filter(|(page, _)| is_them(page));
            let planned =
                planned.filter_map(|(_, minutes)| minutes.as_i64()).reduce(i64::saturating_add);
            let with = contacts.iter().map(|row| Fields(&row.fields));
            let with = with.filter(|fields| fields.list("people").iter().any(is_them));
            let spent = with.filter_map(|fields| fields.number("minutes")).sum::<i64>();
            let hidden = !Surface::Insights.shows(person.standing, Including::Usual);
            if hidden || (planned.is_none() && spent == 0) {
                continue;
            }
            people.push(BudgetWith { person: folk.name(person), planned, spent });
        }
        people.sort_by_key(|with| with.person.to_lowercase());
        Ok(Budget { period: period.name, people })
    }
}

/// A week or a month.
struct Period {
    name: String,
    first: Day,
    last: Day,
}

impl Period {
    fn parse(text: &str) -> Result<Self, PracticeError> {
        let text = text.trim().to_uppercase();
        let found = if let Some((year, week)) = text.split_once("-W") {
            let (year, week) = (year.parse().ok(), week.parse().ok().filter(|_| week.len() == 2));
            let monday = year.zip(week).and_then(|(year, week)| {
                ISOWeekDate::new(year, week, Weekday::Monday).ok().map(ISOWeekDate::date)
            });
            monday.and_then(|first| Some((first, first.checked_add(6.days()).ok()?)))
        } else {
            let first = Day::stored(&format!("{text}-01")).map(|day| day.0);
            first.map(|first| (first, first.last_of_month()))
        };
        let (first, last) = found.ok_or(PracticeError::Period)?;
        Ok(Self { name: text, first: Day(first), last: Day(last) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks_and_months() {
        let days = |text: &str| {
            Period::parse(text).map(|period| format!("{} {}", period.first, period.last))
        };
        assert_eq!(days("2026-W48").unwrap(), "2026-11-23 2026-11-29");
        assert_eq!(days("2026-w53").unwrap(), "2026-12-28 2027-01-03");
        assert_eq!(days("2028-02").unwrap(), "2028-02-01 2028-02-29");
        for bad in ["2026-W54", "2026-W1", "2026", "2026-13", ""] {
            assert!(days(bad).is_err(), "{bad}");
        }
    }
}
