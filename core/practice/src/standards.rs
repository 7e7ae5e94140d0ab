//! Standards: what somebody asks of closeness, in an order of their own, and what speaks for or against each. Nothing is ever
//! added up across standards.

use jiff::Timestamp;
use requite_engine::{DocumentId, Facet, ListQuery, Row, Write, record::Edit};
use serde::Serialize;

use crate::{
    Day, Practice, PracticeError, Zone,
    entries::{Fields, Wrote},
    folk::Folk,
    kinds::{
        self,
        name::{STANDARD, STANDARD_EVIDENCE, VAULT},
    },
    people::page_id,
    records::{some_text, the_only, word},
};

/// A standard to be set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewStandard {
    /// What is asked.
    pub text: String,
    /// What it looks like in actions.
    pub looks_like: Option<String>,
    /// How firm: one of [`kinds::LEVELS`]; it matters, where nothing is said.
    pub level: Option<String>,
}

/// A standard in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StandardItem {
    /// Its id.
    pub id: String,
    /// What is asked.
    pub text: String,
    /// What it looks like in actions.
    pub looks_like: String,
    /// How firm.
    pub level: String,
    /// Whether it holds.
    pub active: bool,
}

/// A standard with what was noted of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StandardView {
    /// What lists show.
    #[serde(flatten)]
    pub item: StandardItem,
    /// With each person, in order of name.
    pub people: Vec<StandardWith>,
}

/// A standard with somebody: counts, what they were counted from, and whether it was ever asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StandardWith {
    /// Their name.
    pub person: String,
    /// Times it was met.
    pub met: u64,
    /// Times it was not.
    pub not_met: u64,
    /// Times one cannot say. What two devices judged differently counts nowhere.
    pub unsure: u64,
    /// Whether any need was asked of them aloud: before "not met", it may never have been said.
    pub asked: bool,
    /// What this was counted from.
    pub evidence: Vec<StandardEvidence>,
}

/// What speaks for or against a standard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StandardEvidence {
    /// Its id.
    pub id: String,
    /// The id of what happened.
    #[serde(rename = "ref")]
    pub of: String,
    /// `met`, `not_met` or `unsure`; none where two devices judged it differently.
    pub verdict: Option<String>,
    /// The day of the note.
    pub noted: String,
}

impl Practice {
    /// Sets a standard, behind the others.
    ///
    /// # Errors
    /// [`PracticeError`] says what does not fit.
    pub fn add_standard(
        &mut self,
        standard: &NewStandard,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<Wrote, PracticeError> {
        let text = some_text("text", Some(&standard.text)).ok_or(PracticeError::EmptyText)?;
        let level = word("level", standard.level.as_deref().unwrap_or("matters"), kinds::LEVELS)?;
        let mut edits = vec![text, Edit::set("level", level), Edit::set("active", true)];
        edits.extend(some_text("looks_like", standard.looks_like.as_deref()));
        let last = self.standards()?.last().map(|standard| standard.id.clone());
        let id = self.engine.new_id();
        let place = Edit::place("standards_order", id.to_string(), last.as_deref());
        let writes = [
            Write::by_person(id, STANDARD, edits),
            Write::by_person(self.vault_record(), VAULT, vec![place]),
        ];
        self.engine.commit("standards add", &writes)?;
        Ok(Wrote { id: id.to_string(), date: Day::today(zone, now).to_string() })
    }

    /// Standards in their order. One that two devices set at once has its place by its id.
    ///
    /// # Errors
    /// [`PracticeError::Engine`].
    pub fn standards(&mut self) -> Result<Vec<StandardItem>, PracticeError> {
        let vault = self.settings_row()?;
        let order =
            vault.map(|row| Fields(&row.fields).list("standards_order")).unwrap_or_default();
        let rows = self.all(ListQuery { limit: 500, ..ListQuery::of(STANDARD) })?;
        for row in &rows {
            // Whoever changes one next has seen it as it is now.
            self.note_shown(row.id, &row.heads)?;
        }
        let mut items: Vec<StandardItem> = rows.iter().map(item).collect();
        let place =
            |id: &String| order.iter().position(|placed| placed == id).unwrap_or(usize::MAX);
        items.sort_by_key(|item| (place(&item.id), item.id.clone()));
        Ok(items)
    }

    /// Moves a standard behind another, or in front of all.
    ///
    /// # Errors
    /// [`PracticeError::NoRecord`], [`PracticeError::Ambiguous`].
    pub fn move_standard(
        &mut self,
        id: &str,
        after: Option<&str>,
    ) -> Result<Vec<StandardItem>, PracticeError> {
        let id = self.find_standard(id)?.to_string();
        let after = after.map(|after| self.find_standard(after)).transpose()?;
        let after = after.map(|after| after.to_string());
        let edits = vec![Edit::place("standards_order", id, after.as_deref())];
        self.revise("standards move", VAULT, self.vault_record(), edits)?;
        self.standards()
    }

    /// Changes what is asked, what it looks like, or how firm it is. The history of the record tells how it changed.
    ///
    /// # Errors
    /// [`PracticeError`] says what does not fit.
    pub fn edit_standard(
        &mut self,
        id: &str,
        text: Option<&str>,
        looks_like: Option<&str>,
        level: Option<&str>,
    ) -> Result<StandardItem, PracticeError> {
        let id = self.find_standard(id)?;
        let base = self.base_of(id)?;
        if text.is_some_and(|text| text.trim().is_empty()) {
            return Err(PracticeError::EmptyText);
        }
        let mut edits = Vec::new();
        edits.extend(text.map(|text| Edit::text("text", &base, text)));
        edits.extend(looks_like.map(|text| Edit::text("looks_like", &base, text)));
        if let Some(level) = level {
            edits.push(Edit::set("level", word("level", level, kinds::LEVELS)?));
        }
        self.revise("standards edit", STANDARD, id, edits)?;
        Ok(item(&self.row_of(id, "standard")?))
    }

    /// A standard no longer holds.
    ///
    /// # Errors
    /// [`PracticeError::NoRecord`], [`PracticeError::Ambiguous`].
    pub fn end_standard(&mut self, id: &str) -> Result<StandardItem, PracticeError> {
        let id = self.find_standard(id)?;
        self.revise("standards end", STANDARD, id, vec![Edit::set("active", false)])?;
        Ok(item(&self.row_of(id, "standard")?))
    }

    /// Says what something that happened means for a standard. One word for each: saying it again replaces it.
    ///
    /// # Errors
    /// [`PracticeError`] says what does not fit.
    pub fn judge_standard(
        &mut self,
        id: &str,
        who: &str,
        record: &str,
        verdict: &str,
        (zone, now): (&Zone, Timestamp),
    ) -> Result<Wrote, PracticeError> {
        let standard = self.find_standard(id)?;
        let verdict = word("verdict", verdict, kinds::VERDICTS)?;
        let today = Day::today(zone, now);
        let person = page_id(&self.folk(today)?.find(who)?.id)?;
        let (of, _) = self.find_any(record)?;
        let parts: [&[u8]; 3] = [standard.as_bytes(), person.as_bytes(), of.as_bytes()];
        let id = self.engine.derived_id(STANDARD_EVIDENCE, 0, &parts);
        let date = today.to_string();
        let edits = vec![
            Edit::set("standard", standard.to_string()),
            Edit::set("person", person.to_string()),
            Edit::set("ref", of.to_string()),
            Edit::choose("verdict", verdict),
            Edit::set("noted_on", date.as_str()),
        ];
        let write = Write::by_person(id, STANDARD_EVIDENCE, edits);
        self.engine.commit("standards evidence", &[write])?;
        Ok(Wrote { id: id.to_string(), date })
    }

    /// A standard with what was noted of it, with everybody or with somebody.
    ///
    /// # Errors
    /// [`PracticeError`] says what does not fit.
    pub fn standard(
        &mut self,
        id: &str,
        who: Option<&str>,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<StandardView, PracticeError> {
        let id = self.find_standard(id)?;
        let folk = self.folk(Day::today(zone, now))?;
        let facet = Facet { field: "standard".into(), value: id.to_string() };
        let mut list =
            ListQuery { facets: vec![facet], limit: 500, ..ListQuery::of(STANDARD_EVIDENCE) };
        if let Some(who) = who {
            list.any_of = folk.find(who)?.facets("person");
        } else {
            let surface = crate::Surface::Insights;
            list.without = folk.left_out(surface, crate::Including::Usual, "person");
        }
        let rows = self.all(list)?;
        let counts = self.what_counts()?;
        let said = counts.needs.iter().filter(|need| {
            need.note.what != requite_numbers::NeedResponse::NotAloud
                && need.whose == crate::evidence::Side::Me
        });
        let asked: std::collections::BTreeSet<&str> = said
            .filter_map(|need| folk.person(&need.person))
            .map(|person| person.id.as_str())
            .collect();
        let people = with_each(&folk, &rows, &asked);
        Ok(StandardView { item: item(&self.row_of(id, "standard")?), people })
    }

    fn find_standard(&mut self, id: &str) -> Result<DocumentId, PracticeError> {
        self.find_record(STANDARD, "standard", id)
    }
}

fn item(row: &Row) -> StandardItem {
    let fields = Fields(&row.fields);
    StandardItem {
        id: row.id.to_string(),
        text: fields.text("text"),
        looks_like: fields.text("looks_like"),
        level: fields.text("level"),
        active: fields.is_set("active"),
    }
}

/// By name, since an order by counts would be a ranking.
fn with_each(
    folk: &Folk,
    rows: &[Row],
    asked: &std::collections::BTreeSet<&str>,
) -> Vec<StandardWith> {
    let mut with: std::collections::BTreeMap<(String, String), StandardWith> =
        std::collections::BTreeMap::new();
    for row in rows {
        let fields = Fields(&row.fields);
        let Some(person) = folk.person(&fields.text("person")) else { continue };
        let name = folk.name(person);
        let entry =
            with.entry((name.to_lowercase(), person.id.clone())).or_insert_with(|| StandardWith {
                person: name,
                met: 0,
                not_met: 0,
                unsure: 0,
                asked: asked.contains(person.id.as_str()),
                evidence: Vec::new(),
            });
        let verdict = the_only(&fields, "verdict");
        match verdict.as_deref() {
            Some("met") => entry.met += 1,
            Some("not_met") => entry.not_met += 1,
            Some(_) => entry.unsure += 1,
            // Judged two ways: out of the numbers until somebody chooses.
            None => {}
        }
        entry.evidence.push(StandardEvidence {
            id: row.id.to_string(),
            of: fields.text("ref"),
            verdict,
            noted: fields.text("noted_on"),
        });
    }
    with.into_values().collect()
}
