//! Reminders: windows of time, on some days of the week, with a text of a closed list. None can hold a name, and off wins
//! over whatever another device does meanwhile.

mod window;

use jiff::Timestamp;
use requite_engine::{
    ListQuery, Row,
    record::{DocumentId, Edit},
};
use serde::Serialize;

use crate::{
    Day, Practice, PracticeError, WEEKDAYS, Zone,
    entries::{Fields, set},
    kinds,
    records::word,
    settings::weekday_number,
};
use window::{Began, Window};

/// A reminder to be set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewReminder {
    /// `morning`, `midday`, `evening`, `night`, or `HH:MM-HH:MM`.
    pub window: String,
    /// Days of the week; every day where none is named.
    pub days: Vec<String>,
    /// One of [`kinds::REMINDER_TEXTS`]; `write` if nothing is said.
    pub text: Option<String>,
    /// The last day.
    pub until: Option<String>,
}

/// A reminder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReminderItem {
    /// Its id.
    pub id: String,
    /// The window, as [`NewReminder::window`].
    pub window: String,
    /// Days of the week, Monday first; none for every day.
    pub days: Vec<&'static str>,
    /// One of [`kinds::REMINDER_TEXTS`].
    pub text: String,
    /// The last day.
    pub until: Option<String>,
    /// Whether it is on.
    pub on: bool,
    /// Whether its window is open now.
    pub open: bool,
}

impl Practice {
    /// Sets a reminder.
    ///
    /// # Errors
    /// [`PracticeError::Window`], [`PracticeError::Word`], [`PracticeError::Date`].
    pub fn add_reminder(
        &mut self,
        reminder: &NewReminder,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<ReminderItem, PracticeError> {
        let window = Window::parse(&reminder.window)?;
        let text = reminder.text.as_deref().unwrap_or("write");
        let mut edits = vec![
            set("window", window.to_string().into()),
            set("text_kind", word("text", text, kinds::REMINDER_TEXTS)?),
        ];
        let mut days = Vec::new();
        for day in &reminder.days {
            days.push(weekday_number(day)?);
        }
        days.sort_unstable();
        days.dedup();
        edits.extend(days.into_iter().map(|day| Edit::add("days", day)));
        if let Some(until) = &reminder.until {
            edits.push(set("until", Day::parse_ahead(until, zone, now)?.to_string().into()));
        }
        let id = self.make("reminder add", kinds::name::REMINDER, edits)?;
        self.reminder(id, zone, now)
    }

    /// Every reminder, in the order in which their windows open.
    ///
    /// # Errors
    /// [`PracticeError::Engine`].
    pub fn reminders(
        &mut self,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<Vec<ReminderItem>, PracticeError> {
        let rows = self.all(ListQuery { limit: 500, ..ListQuery::of(kinds::name::REMINDER) })?;
        let at = Local::at(zone, now);
        let mut items: Vec<ReminderItem> = rows.iter().map(|row| item(row, at)).collect();
        items.sort_by_key(|item| {
            (Window::parse(&item.window).map_or(0, Window::opens), item.id.clone())
        });
        Ok(items)
    }

    /// Turns a reminder off, on every device.
    ///
    /// # Errors
    /// [`PracticeError::NoRecord`].
    pub fn reminder_off(
        &mut self,
        id: &str,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<ReminderItem, PracticeError> {
        self.change_reminder("reminder off", id, Edit::assert("enabled"), zone, now)
    }

    /// Turns a reminder on again. Where another device turned it off meanwhile it stays off.
    ///
    /// # Errors
    /// [`PracticeError::NoRecord`].
    pub fn reminder_on(
        &mut self,
        id: &str,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<ReminderItem, PracticeError> {
        self.change_reminder("reminder on", id, Edit::withdraw("enabled"), zone, now)
    }

    /// Gives a reminder another window.
    ///
    /// # Errors
    /// [`PracticeError::NoRecord`], [`PracticeError::Window`].
    pub fn reminder_window(
        &mut self,
        id: &str,
        window: &str,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<ReminderItem, PracticeError> {
        let edit = Edit::set("window", Window::parse(window)?.to_string());
        self.change_reminder("reminder window", id, edit, zone, now)
    }

    fn change_reminder(
        &mut self,
        label: &str,
        id: &str,
        edit: Edit,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<ReminderItem, PracticeError> {
        let id = self.find_record(kinds::name::REMINDER, "reminder", id)?;
        self.revise(label, kinds::name::REMINDER, id, vec![edit])?;
        self.reminder(id, zone, now)
    }

    fn reminder(
        &mut self,
        id: DocumentId,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<ReminderItem, PracticeError> {
        Ok(item(&self.row_of(id, "reminder")?, Local::at(zone, now)))
    }
}

/// A local day and minute.
#[derive(Debug, Clone, Copy)]
struct Local {
    day: Day,
    minute: u16,
}

impl Local {
    fn at(zone: &Zone, now: Timestamp) -> Self {
        Self { day: Day::today(zone, now), minute: zone.minute(now) }
    }
}

/// Whether a reminder's window is open at a local time. The day of a window is the one on which it began.
fn is_open(window: Window, days: &[i64], until: Option<&str>, at: Local) -> bool {
    let day = match window.began(at.minute) {
        None => return false,
        Some(Began::Today) => at.day,
        Some(Began::Yesterday) => at.day.plus(-1),
    };
    let is_over = until.is_some_and(|until| day.to_string().as_str() > until);
    !is_over && (days.is_empty() || days.contains(&day.weekday_number()))
}

fn item(row: &Row, at: Local) -> ReminderItem {
    let fields = Fields(&row.fields);
    let days = fields.0.get("days").and_then(|days| days.as_array()).into_iter().flatten();
    let mut days: Vec<i64> = days.filter_map(serde_json::Value::as_i64).collect();
    days.sort_unstable();
    let until = fields.some("until");
    let on = fields.is_set("enabled");
    let window = Window::parse(&fields.text("window"));
    let open = on && window.is_ok_and(|window| is_open(window, &days, until.as_deref(), at));
    let name = |day: &i64| WEEKDAYS.get(usize::try_from(day - 1).ok()?).copied();
    ReminderItem {
        id: row.id.to_string(),
        window: fields.text("window"),
        days: days.iter().filter_map(name).collect(),
        text: fields.text("text_kind"),
        until,
        on,
        open,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(day: &str, hour: u16) -> Local {
        Local { day: Day::stored(day).unwrap(), minute: hour * 60 }
    }

    /// The 23rd of November 2026 is a Monday.
    const MONDAY: &str = "2026-11-23";
    const TUESDAY: &str = "2026-11-24";

    #[test]
    fn a_window_is_open_on_its_days_only() {
        let evening = Window::parse("evening").unwrap();
        assert!(is_open(evening, &[], None, at(MONDAY, 19)));
        assert!(is_open(evening, &[1, 3], None, at(MONDAY, 19)));
        assert!(!is_open(evening, &[1, 3], None, at(TUESDAY, 19)));
        assert!(!is_open(evening, &[1, 3], None, at(MONDAY, 12)));
    }

    #[test]
    fn the_day_of_a_window_is_the_one_it_began_on() {
        let late = Window::parse("22:00-02:00").unwrap();
        assert!(is_open(late, &[1], None, at(TUESDAY, 1)));
        assert!(!is_open(late, &[2], None, at(TUESDAY, 1)));
        assert!(is_open(late, &[1], Some(MONDAY), at(TUESDAY, 1)));
    }

    #[test]
    fn after_its_last_day_it_stays_shut() {
        let evening = Window::parse("evening").unwrap();
        assert!(is_open(evening, &[], Some(MONDAY), at(MONDAY, 20)));
        assert!(!is_open(evening, &[], Some(MONDAY), at(TUESDAY, 20)));
    }
}
