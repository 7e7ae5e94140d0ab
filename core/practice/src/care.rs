//! Care for oneself: a menu of small things, what was done on which day, and what helped. There are no streaks: a day
//! without care costs nothing.

mod today;

use std::collections::BTreeMap;

use jiff::Timestamp;
use requite_engine::{
    ListQuery, Row, Write,
    record::{DocumentId, Edit},
};
use serde::Serialize;

use crate::{
    Day, Practice, PracticeError, When, Wrote, Zone,
    entries::{Fields, set, text},
    kinds,
    records::word,
};

/// Days that a rhythm looks back on.
pub const RHYTHM_DAYS: i32 = 14;

/// Something that does one good.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CareItem {
    /// Its id.
    pub id: String,
    /// What it is.
    pub text: String,
    /// One of [`kinds::CARE_AREAS`].
    pub area: String,
    /// Whether it is on the menu.
    pub active: bool,
    /// How much it helped, by day, from -2 to 2.
    pub helped: BTreeMap<String, i64>,
}

/// Care on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CareDay {
    /// Id of the day's record.
    pub id: String,
    /// Id of what was done.
    pub care: String,
    /// What was done.
    pub text: String,
    /// The day.
    pub date: String,
    /// How it was before, from -2 to 2.
    pub before: Option<i64>,
    /// How it was afterwards.
    pub felt: Option<i64>,
}

/// Care that was given, to be noted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewCareDay {
    /// The day; today if nothing is said.
    pub date: Option<String>,
    /// How it was before, from -2 to 2.
    pub before: Option<i64>,
    /// How it was afterwards.
    pub felt: Option<i64>,
}

/// Today's one small thing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CareToday {
    /// The day.
    pub date: String,
    /// The thing; none where the menu is empty.
    pub care: Option<CareItem>,
    /// Whether it was chosen from what helped.
    pub helped: bool,
    /// Whether it was done today.
    pub done: bool,
}

/// The last days, and on which of them there was care.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rhythm {
    /// The first of the days.
    pub from: String,
    /// Today.
    pub to: String,
    /// How many days these are.
    pub days: i32,
    /// On how many of them there was care.
    pub with_care: usize,
    /// Days with care, newest first, and what was done.
    pub items: Vec<RhythmDay>,
}

/// A day with care.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RhythmDay {
    /// The day.
    pub date: String,
    /// What was done.
    pub care: Vec<String>,
}

impl Practice {
    /// Puts something on the menu. `area` is one of [`kinds::CARE_AREAS`].
    ///
    /// # Errors
    /// [`PracticeError::EmptyText`], [`PracticeError::Word`].
    pub fn add_care(&mut self, what: &str, area: Option<&str>) -> Result<CareItem, PracticeError> {
        let what = what.split_whitespace().collect::<Vec<_>>().join(" ");
        if what.is_empty() {
            return Err(PracticeError::EmptyText);
        }
        let area = area.map(|area| word("area", area, kinds::CARE_AREAS)).transpose()?;
        let mut edits = vec![set("text", what.into()), set("active", true.into())];
        edits.extend(area.map(|area| set("area", area)));
        let id = self.make("care add", kinds::name::CARE, edits)?;
        self.care_item(id)
    }

    /// The menu, by name; what is no longer on it only for [`Which::All`].
    ///
    /// # Errors
    /// [`PracticeError::Engine`].
    pub fn care(&mut self, which: Which) -> Result<Vec<CareItem>, PracticeError> {
        let rows = self.all(ListQuery { limit: 500, ..ListQuery::of(kinds::name::CARE) })?;
        let items = rows.iter().map(item).filter(|care| care.active || which == Which::All);
        let mut items: Vec<CareItem> = items.collect();
        items.sort_by_key(|care| (care.text.to_lowercase(), care.id.clone()));
        Ok(items)
    }

    /// Today's one small thing: of what helped before, if anything did. The same all day, another one tomorrow.
    ///
    /// # Errors
    /// [`PracticeError::Engine`].
    pub fn care_today(&mut self, zone: &Zone, now: Timestamp) -> Result<CareToday, PracticeError> {
        let today = Day::today(zone, now);
        let menu = self.care(Which::Active)?;
        let mut marks: BTreeMap<String, Vec<i64>> = BTreeMap::new();
        for care in &menu {
            marks.insert(care.id.clone(), care.helped.values().copied().collect());
        }
        let days = self.all(ListQuery { limit: 500, ..ListQuery::of(kinds::name::CARE_DAY) })?;
        let mut done_today = Vec::new();
        for row in &days {
            let fields = Fields(&row.fields);
            if let (Some(before), Some(felt)) = (fields.number("before"), fields.number("felt"))
                && let Some(marks) = marks.get_mut(&fields.text("care"))
            {
                marks.push(felt - before);
            }
            if fields.is_set("done") && fields.text("date") == today.to_string() {
                done_today.push(fields.text("care"));
            }
        }
        let choice = today::choice(&marks, today);
        let helped = choice.is_some_and(|choice| choice.helped);
        let id = choice.map(|choice| choice.id.to_owned());
        let care = menu.into_iter().find(|care| Some(&care.id) == id.as_ref());
        let done = id.is_some_and(|id| done_today.contains(&id));
        Ok(CareToday { date: today.to_string(), care, helped, done })
    }

    /// Notes that something was done: once a day, however often it is said and on whichever device.
    ///
    /// # Errors
    /// [`PracticeError::NoRecord`], [`PracticeError::Date`].
    pub fn care_done(
        &mut self,
        which: &str,
        day: &NewCareDay,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<CareDay, PracticeError> {
        let care = self.find_care(which)?;
        let date = day_or_today(day.date.as_deref(), zone, now)?.to_string();
        let parts = [care.to_string(), date.clone()];
        let id = self.engine.derived_id(
            kinds::name::CARE_DAY,
            0,
            &[parts[0].as_bytes(), parts[1].as_bytes()],
        );
        let [care_id, date] = parts;
        let mut edits =
            vec![set("care", care_id.into()), set("date", date.into()), set("done", true.into())];
        edits.extend(day.before.map(|before| set("before", before.into())));
        edits.extend(day.felt.map(|felt| set("felt", felt.into())));
        if self.engine.row(id)?.is_some_and(|row| !row.present) {
            edits.push(Edit::Restore);
        }
        let write = Write::by_person(id, kinds::name::CARE_DAY, edits);
        self.engine.commit("care done", &[write])?;
        let name = self.care_item(care)?.text;
        Ok(care_day(&self.row_of(id, "day of care")?, name))
    }

    /// Says how much something helped on a day, from -2 to 2.
    ///
    /// # Errors
    /// [`PracticeError::NoRecord`], [`PracticeError::Date`]; the engine refuses other numbers.
    pub fn care_helped(
        &mut self,
        which: &str,
        how_much: i64,
        date: Option<&str>,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<CareItem, PracticeError> {
        let id = self.find_care(which)?;
        let date = day_or_today(date, zone, now)?.to_string();
        let edits = vec![Edit::put("helped", &date, how_much)];
        self.revise("care helped", kinds::name::CARE, id, edits)?;
        self.care_item(id)
    }

    /// On which of the last 14 days there was care.
    ///
    /// # Errors
    /// [`PracticeError::Engine`].
    pub fn care_rhythm(&mut self, zone: &Zone, now: Timestamp) -> Result<Rhythm, PracticeError> {
        let today = Day::today(zone, now);
        let from = today.plus(1 - RHYTHM_DAYS);
        let names: BTreeMap<String, String> =
            self.care(Which::All)?.into_iter().map(|care| (care.id, care.text)).collect();
        let (first, last) = (from.to_string(), today.to_string());
        let rows = self.all(ListQuery {
            from: Some(first.clone()),
            to: Some(last.clone()),
            ..ListQuery::of(kinds::name::CARE_DAY)
        })?;
        let mut days: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for fields in rows.iter().map(|row| Fields(&row.fields)) {
            if fields.is_set("done") {
                let name = names.get(&fields.text("care")).cloned();
                days.entry(fields.text("date")).or_default().extend(name);
            }
        }
        let with_care = days.len();
        let items = days.into_iter().rev().map(|(date, mut care)| {
            care.sort();
            RhythmDay { date, care }
        });
        let items = items.collect();
        Ok(Rhythm { from: first, to: last, days: RHYTHM_DAYS, with_care, items })
    }

    /// Takes something off the menu. What was noted of it stays.
    ///
    /// # Errors
    /// [`PracticeError::NoRecord`].
    pub fn end_care(&mut self, which: &str) -> Result<CareItem, PracticeError> {
        self.put_on_menu("care end", which, Which::All)
    }

    /// Puts it on the menu again.
    ///
    /// # Errors
    /// [`PracticeError::NoRecord`].
    pub fn resume_care(&mut self, which: &str) -> Result<CareItem, PracticeError> {
        self.put_on_menu("care again", which, Which::Active)
    }

    /// Writes a letter to oneself: an entry of its own kind.
    ///
    /// # Errors
    /// [`PracticeError::EmptyText`], [`PracticeError::Date`].
    pub fn write_to_self(
        &mut self,
        letter: &str,
        when: &When,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<Wrote, PracticeError> {
        if letter.trim().is_empty() {
            return Err(PracticeError::EmptyText);
        }
        let occurred = when.resolve(zone, now)?;
        let edits = vec![
            set("occurred", (&occurred).into()),
            set("kind", "to_self".into()),
            text("body", letter),
        ];
        let id = self.make("care letter", kinds::name::ENTRY, edits)?;
        Ok(Wrote { id: id.to_string(), date: occurred.date.to_string() })
    }

    fn put_on_menu(
        &mut self,
        label: &str,
        which: &str,
        list: Which,
    ) -> Result<CareItem, PracticeError> {
        let id = self.find_care(which)?;
        let active = list == Which::Active;
        self.revise(label, kinds::name::CARE, id, vec![set("active", active.into())])?;
        self.care_item(id)
    }

    /// By its text, the beginning of an id, or the beginning of the text where only one begins so.
    fn find_care(&mut self, which: &str) -> Result<DocumentId, PracticeError> {
        let called = which.trim().to_lowercase();
        let menu: Vec<(String, String)> = self
            .care(Which::All)?
            .into_iter()
            .map(|care| (care.text.to_lowercase(), care.id))
            .collect();
        let exact = |(text, _): &&(String, String)| *text == called;
        let begins = |(text, _): &&(String, String)| text.starts_with(&called);
        if let Some(found) = only(menu.iter().filter(exact))? {
            return Ok(found);
        }
        match self.find_record(kinds::name::CARE, "care", which) {
            Err(PracticeError::NoRecord(what)) if !called.is_empty() => {
                only(menu.iter().filter(begins))?.ok_or(PracticeError::NoRecord(what))
            }
            found => found,
        }
    }

    fn care_item(&mut self, id: DocumentId) -> Result<CareItem, PracticeError> {
        Ok(item(&self.row_of(id, "care")?))
    }
}

/// How much of a list is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// What is in use.
    Active,
    /// What was ended too.
    All,
}

/// The one that was found, if any was.
fn only<'a>(
    mut found: impl Iterator<Item = &'a (String, String)>,
) -> Result<Option<DocumentId>, PracticeError> {
    match (found.next(), found.next()) {
        (Some(_), Some(_)) => Err(PracticeError::Ambiguous),
        (Some((_, id)), None) => id.parse().map(Some).map_err(|_| PracticeError::NoRecord("care")),
        _ => Ok(None),
    }
}

fn day_or_today(date: Option<&str>, zone: &Zone, now: Timestamp) -> Result<Day, PracticeError> {
    date.map_or_else(|| Ok(Day::today(zone, now)), |date| Day::parse(date, zone, now))
}

fn item(row: &Row) -> CareItem {
    let fields = Fields(&row.fields);
    let helped = fields.map("helped").into_iter();
    CareItem {
        id: row.id.to_string(),
        text: fields.text("text"),
        area: fields.text("area"),
        active: fields.is_set("active"),
        helped: helped.filter_map(|(date, much)| Some((date, much.as_i64()?))).collect(),
    }
}

fn care_day(row: &Row, text: String) -> CareDay {
    let fields = Fields(&row.fields);
    CareDay {
        id: row.id.to_string(),
        care: fields.text("care"),
        text,
        date: fields.text("date"),
        before: fields.number("before"),
        felt: fields.number("felt"),
    }
}
