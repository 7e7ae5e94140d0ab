//! The picture of somebody: what was noted of them and of me, side by side and the same for both. Computed where it is asked
//! for, kept nowhere; counts first, a range behind them, a fixed sentence last; every number with the notes behind it.

mod remarks;
mod view;

use std::{collections::BTreeMap, sync::Arc};

use jiff::{Timestamp, civil::Date};
use requite_numbers::HalfLife;
use requite_words::Locale;
use serde::Serialize;

pub(crate) use view::{View, Whole, id, ids};

use crate::{
    Day, Happening, Practice, PracticeError, Zone, evidence::Evidence, folk::Folk, records::word,
    timeline::STRANDS,
};

/// One measure of one side.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Measure {
    /// How many of each.
    pub counts: BTreeMap<&'static str, u32>,
    /// The 80 % range; none below the gate.
    pub range: Option<[f64; 2]>,
    /// The fixed word.
    pub says: &'static str,
    /// What is said, in the language of the journal.
    pub sentences: Vec<String>,
    /// Ids of the notes that it was counted from.
    pub evidence: Vec<String>,
    /// Ids of the notes beside it.
    pub set_aside: Vec<String>,
}

/// The same measure of them and of me.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Mirror {
    /// Theirs.
    pub them: Measure,
    /// Mine.
    pub me: Measure,
}

/// A question or a remark beside the numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Remark {
    /// Its fixed word.
    pub says: &'static str,
    /// What is said; nothing where there is nothing to say.
    pub sentence: Option<String>,
    /// Ids of the notes behind it.
    pub evidence: Vec<String>,
}

/// The picture of somebody.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Picture {
    /// The person's id.
    pub id: String,
    /// Their name, as it is shown here.
    pub person: String,
    /// Care that came without being promised: ids of the notes. Shown first.
    pub unpromised: Vec<String>,
    /// Promises.
    pub follow_through: Mirror,
    /// Who got in touch.
    pub initiation: Mirror,
    /// Needs that were asked aloud.
    pub needs: Mirror,
    /// Acts of care.
    pub care: Mirror,
    /// Whether the notes of their promises before and after some day differ: a question.
    pub change: Remark,
    /// The same of mine.
    pub change_mine: Remark,
    /// The silence since the last contact.
    pub gap: Remark,
    /// How I felt after seeing them, field by field, where something is to be said.
    pub after: BTreeMap<String, Remark>,
    /// How that went over time, week by week, field by field, where something is to be said.
    pub trend: BTreeMap<String, Remark>,
    /// Whether many of these notes were written on hard days.
    pub hard_days: Remark,
    /// Whether the last notes all point one way.
    pub one_sided: Remark,
}

/// What has notes behind it: the four measures, then what stands beside them.
pub const MEASURES: &[&str] = &[
    "follow_through",
    "initiation",
    "needs",
    "care",
    "unpromised",
    "change",
    "gap",
    "after",
    "trend",
    "hard_days",
    "one_sided",
];

/// The notes behind a number.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Why {
    /// Which: one of [`MEASURES`].
    pub measure: String,
    /// What theirs was counted from, newest first.
    pub them: Vec<Happening>,
    /// What mine was counted from.
    pub me: Vec<Happening>,
}

/// Everything that a page of numbers is made from, read once for a page that somebody opened.
#[derive(Debug)]
pub(crate) struct Reading {
    pub(crate) folk: Folk,
    pub(crate) evidence: Arc<Evidence>,
    pub(crate) today: Date,
    pub(crate) locale: Locale,
    pub(crate) half_life: HalfLife,
}

impl Practice {
    /// The picture of somebody.
    ///
    /// # Errors
    /// [`PracticeError::NoPerson`], [`PracticeError::Ambiguous`].
    pub fn picture(
        &mut self,
        who: &str,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<Picture, PracticeError> {
        let reading = self.reading(Day::today(zone, now))?;
        let person = reading.folk.find(who)?;
        let whole = Whole::of(&reading);
        Ok(View::of(&reading, &whole, person).picture())
    }

    /// The notes behind a number: one of [`MEASURES`]. What has no sides is theirs.
    ///
    /// # Errors
    /// [`PracticeError`] says what does not fit.
    pub fn why(
        &mut self,
        who: &str,
        measure: &str,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<Why, PracticeError> {
        let measure = word("number", measure, MEASURES)?.as_text().unwrap_or_default().to_owned();
        let (them, me) = self.picture(who, zone, now)?.behind(&measure);
        let (them, me) = (self.happenings(them)?, self.happenings(me)?);
        Ok(Why { measure, them, me })
    }

    pub(crate) fn reading(&mut self, today: Day) -> Result<Reading, PracticeError> {
        let folk = self.folk(today)?;
        let settings = self.settings()?;
        let half_life = HalfLife::of_days(u32::from(settings.half_life_days));
        Ok(Reading {
            folk,
            evidence: self.what_counts()?,
            today: today.0,
            locale: Locale::of_tag(&settings.language),
            half_life: half_life.unwrap_or_default(),
        })
    }

    /// Notes by their ids, each once, newest first.
    pub(crate) fn happenings(
        &mut self,
        ids: impl IntoIterator<Item = String>,
    ) -> Result<Vec<Happening>, PracticeError> {
        let folk = self.folk(Day::FIRST)?;
        let mut shown = Vec::new();
        for id in ids {
            let row = id.parse().ok().map(|id| self.engine.row(id)).transpose()?.flatten();
            let Some(row) = row else { continue };
            let strand = STRANDS.iter().find(|strand| strand.kind == row.kind);
            shown.extend(strand.map(|strand| strand.show(&folk, &row)));
        }
        shown.sort_by(|one, other| (&other.date, &other.id).cmp(&(&one.date, &one.id)));
        shown.dedup_by(|one, other| one.id == other.id);
        Ok(shown)
    }
}

impl Picture {
    /// Ids of the notes behind one of [`MEASURES`]: theirs and mine.
    fn behind(self, measure: &str) -> (Vec<String>, Vec<String>) {
        let sides = |mirror: Mirror| (mirror.them.behind(), mirror.me.behind());
        let all = |said: BTreeMap<String, Remark>| {
            (said.into_values().flat_map(|remark| remark.evidence).collect(), Vec::new())
        };
        match measure {
            "follow_through" => sides(self.follow_through),
            "initiation" => sides(self.initiation),
            "needs" => sides(self.needs),
            "care" => sides(self.care),
            "unpromised" => (self.unpromised, Vec::new()),
            "change" => (self.change.evidence, self.change_mine.evidence),
            "gap" => (self.gap.evidence, Vec::new()),
            "after" => all(self.after),
            "trend" => all(self.trend),
            "hard_days" => (self.hard_days.evidence, Vec::new()),
            _ => (self.one_sided.evidence, Vec::new()),
        }
    }
}

impl Measure {
    fn behind(self) -> Vec<String> {
        self.evidence.into_iter().chain(self.set_aside).collect()
    }
}
