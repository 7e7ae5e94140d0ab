//! A year on one calm page, of the one who writes: what was written, felt, learned, cared for, kept. Whoever is quieted is not
//! in it, and nobody is measured.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use requite_engine::{ListQuery, Row};
use requite_numbers::{Evidence as Noted, EvidenceId, PromiseOutcome, felt_trend};
use requite_words::{Label, Locale, Sentence, of_numbers as words, say};
use serde::Serialize;

use crate::{
    Day, Happening, Including, Practice, PracticeError, Surface, Zone,
    entries::Fields,
    evidence::Side,
    folk::Folk,
    kinds::name,
    picture::id,
    records::{the_only, word},
};

/// A year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Year {
    /// The year.
    pub year: i16,
    /// How to read it.
    pub read: String,
    /// What there was, in the order of [`YEAR_PARTS`]; what there was not is left out.
    pub parts: Vec<YearPart>,
}

/// One thing that can be said of a year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct YearPart {
    /// One of [`YEAR_PARTS`].
    pub part: &'static str,
    /// How many of each.
    pub counts: BTreeMap<&'static str, u32>,
    /// What is said, in the language of the journal.
    pub sentences: Vec<String>,
    /// Ids of what it was counted from, newest first.
    pub evidence: Vec<String>,
}

/// The parts of a year, in their order.
pub const YEAR_PARTS: &[&str] = &[
    "writing",
    "felt",
    "care",
    "reflections",
    "lessons",
    "kinder",
    "promises",
    "given",
    "good",
    "held",
    "milestones",
];

/// Rows that are read at once.
const PAGE: usize = 2_000;

impl Practice {
    /// A year, `YYYY`; this one where none is named.
    ///
    /// # Errors
    /// [`PracticeError::Year`].
    pub fn year(
        &mut self,
        year: Option<&str>,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<Year, PracticeError> {
        let today = Day::today(zone, now);
        let year = which(year, today)?;
        let locale = self.locale()?;
        let mut of = Reader { folk: self.folk(today)?, practice: self, year, today, locale };
        let parts = of.parts()?;
        let read = if parts.is_empty() { Sentence::YearNone } else { Sentence::YearRead };
        Ok(Year { year, read: say(locale, &read), parts })
    }

    /// What one of [`YEAR_PARTS`] was counted from, newest first.
    ///
    /// # Errors
    /// [`PracticeError::Year`], [`PracticeError::Word`].
    pub fn year_notes(
        &mut self,
        year: Option<&str>,
        part: &str,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<Vec<Happening>, PracticeError> {
        let part = word("part", part, YEAR_PARTS)?;
        let parts = self.year(year, zone, now)?.parts.into_iter();
        let mut parts = parts.filter(|one| Some(one.part) == part.as_text());
        self.happenings(parts.next().map(|part| part.evidence).unwrap_or_default())
    }
}

fn which(year: Option<&str>, today: Day) -> Result<i16, PracticeError> {
    let Some(year) = year.map(str::trim) else { return Ok(today.0.year()) };
    let first = Day::stored(&format!("{year}-01-01")).ok_or(PracticeError::Year)?;
    Ok(first.0.year())
}

/// Reads one year.
struct Reader<'a> {
    practice: &'a mut Practice,
    folk: Folk,
    year: i16,
    today: Day,
    locale: Locale,
}

/// What a part is counted from, and what is said of it: nothing where there is nothing.
type Found = Option<(BTreeMap<&'static str, u32>, Vec<String>, Vec<String>)>;

impl Reader<'_> {
    fn parts(&mut self) -> Result<Vec<YearPart>, PracticeError> {
        let found = [
            ("writing", self.writing()?),
            ("felt", self.felt()?),
            ("care", self.care()?),
            ("reflections", self.reflections()?),
            (
                "lessons",
                self.counted(
                    name::LESSON,
                    "people",
                    |_| true,
                    |count| Sentence::YearLessons { count },
                )?,
            ),
            (
                "kinder",
                self.counted(
                    name::BELIEF,
                    "",
                    |of| of.some("kinder").is_some(),
                    |count| Sentence::YearKinder { count },
                )?,
            ),
            ("promises", self.promises()?),
            (
                "given",
                self.counted(name::MOMENT, "people", given, |count| Sentence::YearGiven { count })?,
            ),
            (
                "good",
                self.counted(name::MOMENT, "people", came, |count| Sentence::YearGood { count })?,
            ),
            (
                "held",
                self.counted(name::BOUNDARY_EVENT, "person", held, |count| Sentence::YearHeld {
                    count,
                })?,
            ),
            (
                "milestones",
                self.counted(
                    name::MILESTONE,
                    "",
                    |_| true,
                    |count| Sentence::YearMilestones { count },
                )?,
            ),
        ];
        let part = |(part, found): (&'static str, Found)| {
            let (counts, sentences, evidence) = found?;
            Some(YearPart { part, counts, sentences, evidence })
        };
        Ok(found.into_iter().filter_map(part).collect())
    }

    /// Rows of the year up to today, newest first, without those about anybody whom the page does not show.
    fn rows(&mut self, kind: &str, people: &str) -> Result<Vec<Row>, PracticeError> {
        let first = format!("{:04}-01-01", self.year);
        let last = format!("{:04}-12-31", self.year).min(self.today.to_string());
        let hidden = if people.is_empty() {
            Vec::new()
        } else {
            self.folk.left_out(Surface::YearReview, Including::Usual, people)
        };
        let (from, to) = (Some(first), Some(last));
        self.practice.all(ListQuery {
            limit: PAGE,
            without: hidden,
            from,
            to,
            ..ListQuery::of(kind)
        })
    }

    fn counted(
        &mut self,
        kind: &str,
        people: &str,
        fits: impl Fn(&Fields<'_>) -> bool,
        say: impl Fn(u32) -> Sentence,
    ) -> Result<Found, PracticeError> {
        let mut rows = self.rows(kind, people)?;
        rows.retain(|row| fits(&Fields(&row.fields)));
        let count = number(rows.len());
        Ok(self.found(BTreeMap::from([("count", count)]), &say(count), &rows))
    }

    fn writing(&mut self) -> Result<Found, PracticeError> {
        let rows = self.rows(name::ENTRY, "people")?;
        let (entries, days) = (number(rows.len()), days(&rows));
        let counts = BTreeMap::from([("entries", entries), ("days", days)]);
        Ok(self.found(counts, &Sentence::YearWriting { entries, days }, &rows))
    }

    /// How it was, and which way my own worth went.
    fn felt(&mut self) -> Result<Found, PracticeError> {
        let rows = self.rows(name::FELT, "person")?;
        let days = days(&rows);
        let worth = |row: &Row| {
            let said = row.fields.get("fields")?.get("worth")?.as_i64()?;
            let on = Day::stored(row.order.get(..10)?)?.0;
            let what = i8::try_from(said).ok()?;
            Some(Noted { id: EvidenceId(*row.id.as_bytes()), on, what })
        };
        let worth: Vec<Noted<i8>> = rows.iter().filter_map(worth).collect();
        let went = words::trend(&felt_trend(&worth, self.today.0));
        let counts = BTreeMap::from([("days", days)]);
        let mut found = self.found(counts, &Sentence::YearFelt { days }, &rows);
        if let (Some((_, said, _)), Some(went)) = (&mut found, went) {
            said.push(format!("{}: {}", Label::Worth.say(self.locale), say(self.locale, &went)));
        }
        Ok(found)
    }

    fn care(&mut self) -> Result<Found, PracticeError> {
        let mut rows = self.rows(name::CARE_DAY, "")?;
        rows.retain(|row| Fields(&row.fields).is_set("done"));
        let days = days(&rows);
        Ok(self.found(BTreeMap::from([("days", days)]), &Sentence::YearCare { days }, &rows))
    }

    fn reflections(&mut self) -> Result<Found, PracticeError> {
        let rows = self.rows(name::REFLECTION, "people")?;
        let better = rows
            .iter()
            .filter(|row| the_only(&Fields(&row.fields), "helped").as_deref() == Some("better"));
        let (times, better) = (number(rows.len()), number(better.count()));
        let counts = BTreeMap::from([("times", times), ("better", better)]);
        Ok(self.found(counts, &Sentence::YearReflections { times, better }, &rows))
    }

    /// My own promises that were settled in the year, on whichever day they were made.
    fn promises(&mut self) -> Result<Found, PracticeError> {
        let evidence = self.practice.what_counts()?;
        let shown = |page: &String| {
            self.folk.shows(Surface::YearReview, Including::Usual, std::slice::from_ref(page))
        };
        let mine = evidence.promises.iter().filter(|promise| {
            let on = promise.note.on;
            let in_time = on.year() == self.year && on <= self.today.0;
            promise.by == Side::Me && in_time && shown(&promise.person)
        });
        let (mut kept, mut partly, mut not, mut ids) = (0, 0, 0, Vec::new());
        for promise in mine {
            match promise.note.what {
                PromiseOutcome::Kept => kept += 1,
                PromiseOutcome::Partly => partly += 1,
                PromiseOutcome::NotKept => not += 1,
                _ => continue,
            }
            ids.push(id(promise.note.id));
        }
        let counts = BTreeMap::from([("kept", kept), ("partly", partly), ("not_kept", not)]);
        let said = say(self.locale, &Sentence::YearPromises { kept, partly, not });
        Ok((!ids.is_empty()).then_some((counts, vec![said], ids)))
    }

    fn found(&self, counts: BTreeMap<&'static str, u32>, said: &Sentence, rows: &[Row]) -> Found {
        let evidence = rows.iter().map(|row| row.id.to_string()).collect();
        (!rows.is_empty()).then(|| (counts, vec![say(self.locale, said)], evidence))
    }
}

/// Kind things that I did; what was only guessed counts nowhere.
fn given(of: &Fields<'_>) -> bool {
    counts(of)
        && of.text("kind") == "care_act"
        && matches!(of.text("direction").as_str(), "from_me" | "both")
}

/// Good things that came from others.
fn came(of: &Fields<'_>) -> bool {
    let good = matches!(of.text("kind").as_str(), "care_act" | "kind_word" | "time_together");
    counts(of) && good && of.text("direction") != "from_me"
}

fn counts(of: &Fields<'_>) -> bool {
    !of.is_set("excluded") && of.text("certainty") != "guess"
}

fn held(of: &Fields<'_>) -> bool {
    let is = |field, word| the_only(of, field).as_deref() == Some(word);
    is("result", "held") && !is("who", "them")
}

fn days(rows: &[Row]) -> u32 {
    number(rows.iter().filter_map(|row| row.order.get(..10)).collect::<BTreeSet<_>>().len())
}

fn number(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
