//! Months, and this day in earlier years.

use jiff::{Timestamp, ToSpan, civil::Date};
use requite_engine::ListQuery;
use serde::Serialize;

use crate::{
    Day, Including, Practice, PracticeError, Surface, Zone,
    entries::Fields,
    folk::Folk,
    kinds::name,
    timeline::{Happening, STRANDS},
};

/// A month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Month {
    /// `YYYY-MM`.
    pub month: String,
    /// The weekday with which weeks begin: 1 is Monday, 7 is Sunday.
    pub week_start: i8,
    /// The weekday of the first of the month: 1 is Monday, 7 is Sunday.
    pub first_weekday: i8,
    /// Days of the month.
    pub length: i8,
    /// The days on which something was written or noted, in order.
    pub days: Vec<MonthDay>,
}

/// A day of a month on which there is something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MonthDay {
    /// The day.
    pub date: String,
    /// Entries.
    pub entries: u64,
    /// Everything else, of those whom calendars show.
    pub notes: u64,
}

/// Earlier years of a day.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OnThisDay {
    /// The day.
    pub date: String,
    /// Whether memories rest today, because the person said so for this day of the year.
    pub resting: bool,
    /// What was, newest year first.
    pub items: Vec<Happening>,
}

/// When the 29th of February is remembered in years without one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum LeapDay {
    On28th,
    Never,
}

/// Things that are shown of one day of one year.
const A_DAY_HOLDS: usize = 50;

/// Moments that make a good memory.
const GOOD: &[&str] = &["care_act", "kind_word", "time_together"];

impl Practice {
    /// A month, `YYYY-MM`; this one where none is named.
    ///
    /// # Errors
    /// [`PracticeError::Month`].
    pub fn month(
        &mut self,
        month: Option<&str>,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<Month, PracticeError> {
        let today = Day::today(zone, now);
        let first = match month {
            None => today.0.first_of_month(),
            Some(month) => {
                Day::stored(&format!("{}-01", month.trim())).ok_or(PracticeError::Month)?.0
            }
        };
        let folk = self.folk(today)?;
        let mut days: std::collections::BTreeMap<String, (u64, u64)> =
            std::collections::BTreeMap::new();
        for strand in STRANDS {
            let is_entry = strand.kind == name::ENTRY;
            let field = strand.people.unwrap_or_default();
            let hidden = folk.left_out(Surface::CalendarDots, Including::Usual, field);
            let query = ListQuery {
                // The diary itself is not hidden: a dot says nothing about whom it is about.
                without: if is_entry { Vec::new() } else { hidden },
                from: Some(first.to_string()),
                to: Some(first.last_of_month().to_string()),
                ..ListQuery::of(strand.kind)
            };
            for (day, count) in self.engine.days(&query)? {
                let noted = days.entry(day).or_default();
                if is_entry { noted.0 += count } else { noted.1 += count }
            }
        }
        let day = |(date, (entries, notes))| MonthDay { date, entries, notes };
        Ok(Month {
            month: first.to_string().get(..7).unwrap_or_default().to_owned(),
            week_start: self.week_start()?,
            first_weekday: first.weekday().to_monday_one_offset(),
            length: first.days_in_month(),
            days: days.into_iter().map(day).collect(),
        })
    }

    /// This day in earlier years: what was written, and what was good. Neither letters nor anybody who is quieted come up here.
    ///
    /// # Errors
    /// [`PracticeError::Engine`].
    pub fn on_this_day(
        &mut self,
        day: Day,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<OnThisDay, PracticeError> {
        let mut shown =
            OnThisDay { date: day.to_string(), resting: self.rests_on(day)?, items: Vec::new() };
        if shown.resting {
            return Ok(shown);
        }
        let folk = self.folk(Day::today(zone, now))?;
        let leap_day = self.leap_day()?;
        let Some(first) = self.first_year()? else { return Ok(shown) };
        for year in (first..day.0.year()).rev() {
            for date in earlier(day.0, year, leap_day) {
                self.memories(date, &folk, &mut shown.items)?;
            }
        }
        Ok(shown)
    }

    fn memories(
        &mut self,
        date: Date,
        folk: &Folk,
        into: &mut Vec<Happening>,
    ) -> Result<(), PracticeError> {
        let kinds = [name::ENTRY, name::MOMENT, name::MILESTONE];
        for strand in STRANDS.iter().filter(|strand| kinds.contains(&strand.kind)) {
            let field = strand.people.unwrap_or_default();
            let query = ListQuery {
                without: folk.left_out(Surface::OnThisDay, Including::Usual, field),
                from: Some(date.to_string()),
                to: Some(date.to_string()),
                limit: A_DAY_HOLDS,
                ..ListQuery::of(strand.kind)
            };
            let rows = self.engine.list(&query)?.items;
            let is_good = |kind: &str| strand.kind != name::MOMENT || GOOD.contains(&kind);
            let good = rows.iter().filter(|row| is_good(&Fields(&row.fields).text("kind")));
            into.extend(good.map(|row| strand.show(folk, row)));
        }
        Ok(())
    }

    /// Whether the person wants no memories on this day of the year.
    pub(crate) fn rests_on(&mut self, day: Day) -> Result<bool, PracticeError> {
        let mut of_year = vec![day.0.strftime("%m-%d").to_string()];
        // Where the 29th of February is remembered on the 28th, it hurts on the 28th.
        if has_leap_day_too(day.0, self.leap_day()?) {
            of_year.push("02-29".to_owned());
        }
        let rows = self.all(ListQuery { limit: 500, ..ListQuery::of(name::GRIEF_DATE) })?;
        let rests = |row: &requite_engine::Row| {
            let fields = Fields(&row.fields);
            of_year.contains(&fields.text("day")) && fields.is_set("mute_memories")
        };
        Ok(rows.iter().any(rests))
    }

    /// The weekday with which weeks begin: 1 is Monday, and what is usual.
    pub(crate) fn week_start(&mut self) -> Result<i8, PracticeError> {
        Ok(self.settings()?.week_start().to_monday_one_offset())
    }

    fn leap_day(&mut self) -> Result<LeapDay, PracticeError> {
        Ok(if self.settings()?.leap_day == 28 { LeapDay::On28th } else { LeapDay::Never })
    }

    fn first_year(&mut self) -> Result<Option<i16>, PracticeError> {
        let mut first: Option<i16> = None;
        for kind in [name::ENTRY, name::MOMENT, name::MILESTONE] {
            let order = self.engine.first_order(kind)?.unwrap_or_default();
            if let Some(year) = order.get(..4).and_then(|year| year.parse().ok()) {
                first = Some(first.map_or(year, |first| first.min(year)));
            }
        }
        Ok(first)
    }
}

/// Whether the 29th of February is remembered on this day.
fn has_leap_day_too(day: Date, leap_day: LeapDay) -> bool {
    let is_28th = day.month() == 2 && day.day() == 28;
    leap_day == LeapDay::On28th && is_28th && !day.in_leap_year()
}

/// The same day of an earlier year. The 29th of February is there only where there is one, or on the 28th as well, if the
/// person wants that.
fn earlier(day: Date, year: i16, leap_day: LeapDay) -> Vec<Date> {
    let mut days: Vec<Date> = Date::new(year, day.month(), day.day()).into_iter().collect();
    if has_leap_day_too(day, leap_day) {
        days.extend(
            days.first().and_then(|d| d.checked_add(1.day()).ok()).filter(|d| d.day() == 29),
        );
    }
    days
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_leap_day_in_other_years() {
        let days = |day: &str, year: i16, chosen: LeapDay| {
            let days = earlier(day.parse().unwrap(), year, chosen).into_iter();
            days.map(|day| day.to_string()).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(days("2026-02-28", 2024, LeapDay::On28th), "2024-02-28 2024-02-29");
        assert_eq!(days("2026-02-28", 2024, LeapDay::Never), "2024-02-28");
        assert_eq!(days("2026-02-28", 2025, LeapDay::On28th), "2025-02-28");
        assert_eq!(days("2028-02-28", 2024, LeapDay::On28th), "2024-02-28");
        assert_eq!(days("2028-02-29", 2024, LeapDay::On28th), "2024-02-29");
        assert_eq!(days("2028-02-29", 2025, LeapDay::On28th), "");
    }
}
