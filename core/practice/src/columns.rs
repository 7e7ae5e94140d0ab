//! Pages of two columns about somebody, without weights: what staying costs and gives, what was hoped and is seen, what is let
//! go of and kept.

use jiff::Timestamp;
use requite_engine::{ListQuery, Row, record::Edit};
use serde::Serialize;

use crate::{
    Day, Including, Paged, Paging, Practice, PracticeError, Surface, Zone,
    entries::{Fields, Wrote},
    folk::Folk,
    kinds::name,
    records::{some_text, word},
};

/// A page of two columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Columns {
    /// What staying costs, and what it gives.
    Costs,
    /// What was hoped, and what is seen.
    Hopes,
    /// What is let go of, and what is kept.
    Grief,
}

/// A line of a column, to be noted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewLine {
    /// Name or id of the other; nobody where it is about no one else.
    pub person: Option<String>,
    /// The column, as [`Columns::sides`] names them.
    pub side: String,
    /// The line.
    pub text: String,
    /// The day of the note; today where none is said.
    pub date: Option<String>,
    /// A day to look again, agreed with oneself. Of hopes only.
    pub review: Option<String>,
}

/// A line of a column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ColumnLine {
    /// Its id.
    pub id: String,
    /// The day of the note.
    pub date: String,
    /// The other's name.
    pub person: Option<String>,
    /// The column.
    pub side: String,
    /// The line.
    pub text: String,
    /// The day to look again.
    pub review_on: Option<String>,
}

impl Columns {
    /// The two columns.
    pub const fn sides(self) -> &'static [&'static str] {
        match self {
            Self::Costs => &["cost", "gain"],
            Self::Hopes => &["hope", "see"],
            Self::Grief => &["letting_go", "keeping"],
        }
    }

    const fn kind(self) -> &'static str {
        match self {
            Self::Costs => name::COST_GAIN,
            Self::Hopes => name::HOPE,
            Self::Grief => name::GRIEF_NOTE,
        }
    }

    const fn label(self) -> &'static str {
        match self {
            Self::Costs => "cost add",
            Self::Hopes => "hope add",
            Self::Grief => "grief note",
        }
    }
}

impl Practice {
    /// Notes a line.
    ///
    /// # Errors
    /// [`PracticeError`] says what does not fit.
    pub fn add_line(
        &mut self,
        page: Columns,
        line: &NewLine,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<Wrote, PracticeError> {
        let today = Day::today(zone, now);
        let text = some_text("text", Some(&line.text)).ok_or(PracticeError::EmptyText)?;
        let noted = line.date.as_deref().map(|day| Day::parse(day, zone, now)).transpose()?;
        let noted = noted.unwrap_or(today).to_string();
        let side = word("column", &line.side, page.sides())?;
        let mut edits = vec![Edit::set("side", side), text, Edit::set("noted_on", noted.as_str())];
        if let Some(who) = &line.person {
            edits.push(Edit::set("person", self.folk(today)?.find(who)?.id.as_str()));
        }
        if let Some(review) = line.review.as_deref().filter(|_| page == Columns::Hopes) {
            let review = Day::parse_ahead(review, zone, now)?;
            edits.push(Edit::set("review_on", review.to_string()));
        }
        let id = self.make(page.label(), page.kind(), edits)?;
        Ok(Wrote { id: id.to_string(), date: noted })
    }

    /// Sets or takes away the day on which to look at a hope again.
    ///
    /// # Errors
    /// [`PracticeError`] says what does not fit.
    pub fn review_hope(
        &mut self,
        id: &str,
        on: Option<&str>,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<ColumnLine, PracticeError> {
        let id = self.find_record(name::HOPE, "hope", id)?;
        let on = on.map(|day| Day::parse_ahead(day, zone, now)).transpose()?;
        let edit = on.map_or_else(
            || Edit::clear("review_on"),
            |day| Edit::set("review_on", day.to_string()),
        );
        self.revise("hope review", name::HOPE, id, vec![edit])?;
        let folk = self.folk(Day::FIRST)?;
        Ok(item(&folk, &self.row_of(id, "hope")?))
    }

    /// Lines of a page, the newest first. Whoever is quieted comes up only by name.
    ///
    /// # Errors
    /// [`PracticeError`] says what does not fit.
    pub fn lines(
        &mut self,
        page: Columns,
        person: Option<&str>,
        paging: &Paging,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<Paged<ColumnLine>, PracticeError> {
        let folk = self.folk(Day::today(zone, now))?;
        let list =
            folk.concerning(page.kind(), "person", person, Surface::Timeline, Including::Usual)?;
        self.paged(list, paging, |row| item(&folk, row))
    }

    /// Hopes to look at again, as agreed with oneself. Whoever is quieted does not come up.
    pub(crate) fn hopes_to_review(
        &mut self,
        folk: &Folk,
        today: Day,
    ) -> Result<Vec<ColumnLine>, PracticeError> {
        let without = folk.left_out(Surface::Today, Including::Usual, "person");
        let rows = self.all(ListQuery { limit: 500, without, ..ListQuery::of(name::HOPE) })?;
        let mut lines: Vec<ColumnLine> = rows.iter().map(|row| item(folk, row)).collect();
        let today = today.to_string();
        lines.retain(|line| line.review_on.as_ref().is_some_and(|day| *day <= today));
        lines.sort_by(|one, other| (&one.review_on, &one.id).cmp(&(&other.review_on, &other.id)));
        Ok(lines)
    }
}

fn item(folk: &Folk, row: &Row) -> ColumnLine {
    let fields = Fields(&row.fields);
    ColumnLine {
        id: row.id.to_string(),
        date: fields.text("noted_on"),
        person: fields.some("person").map(|person| folk.name_of(&person)),
        side: fields.text("side"),
        text: fields.text("text"),
        review_on: fields.some("review_on"),
    }
}
