//! People who help, called by a neutral name where others may look on.

use requite_engine::{ListQuery, Row, record::Edit};
use requite_words::Label;
use serde::Serialize;

use crate::{
    Practice, PracticeError,
    entries::{Fields, Wrote},
    kinds::{self, name::SUPPORT},
    records::some_text,
};

/// Somebody who helps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SupportItem {
    /// Its id.
    pub id: String,
    /// The name; the neutral one where the journal is discreet.
    pub name: String,
    /// How to reach them; left out where the journal is discreet.
    pub how: String,
    /// The neutral name.
    pub label: Option<String>,
}

impl Practice {
    /// Notes somebody who helps.
    ///
    /// # Errors
    /// [`PracticeError::Name`], [`PracticeError::EmptyText`].
    pub fn add_support(
        &mut self,
        name: &str,
        how: &str,
        label: Option<&str>,
    ) -> Result<Wrote, PracticeError> {
        let name = checked(name)?;
        let how = some_text("how", Some(how)).ok_or(PracticeError::EmptyText)?;
        let mut edits = vec![Edit::set("name", name), how];
        if let Some(label) = label {
            edits.push(Edit::set("hidden_label", checked(label)?));
        }
        let id = self.make("support add", SUPPORT, edits)?.to_string();
        Ok(Wrote { id, date: String::new() })
    }

    /// Puts somebody who helps into the trash.
    ///
    /// # Errors
    /// [`PracticeError::NoRecord`], [`PracticeError::Ambiguous`].
    pub fn remove_support(&mut self, id: &str) -> Result<String, PracticeError> {
        let id = self.find_record(SUPPORT, "contact", id)?;
        self.revise("support remove", SUPPORT, id, vec![Edit::Trash])?;
        Ok(id.to_string())
    }

    /// Those who help, by name.
    ///
    /// # Errors
    /// [`PracticeError::Engine`].
    pub fn support(&mut self) -> Result<Vec<SupportItem>, PracticeError> {
        let vault = self.settings_row()?;
        let discreet = vault.is_some_and(|row| Fields(&row.fields).is_set("discreet"));
        let rows = self.all(ListQuery { limit: 500, ..ListQuery::of(SUPPORT) })?;
        let nobody = Label::AContact.say(self.locale()?);
        let item = |row| if discreet { neutral(row, &nobody) } else { full(row) };
        let mut items: Vec<SupportItem> = rows.iter().map(item).collect();
        items.sort_by_key(|item| (item.name.to_lowercase(), item.id.clone()));
        Ok(items)
    }
}

fn checked(name: &str) -> Result<&str, PracticeError> {
    let name = name.trim();
    let fits = !name.is_empty() && name.len() <= kinds::NAME_BYTES_MAX;
    if fits && !name.contains(char::is_control) { Ok(name) } else { Err(PracticeError::Name) }
}

fn full(row: &Row) -> SupportItem {
    let fields = Fields(&row.fields);
    let label = fields.some("hidden_label");
    SupportItem {
        id: row.id.to_string(),
        name: fields.text("name"),
        how: fields.text("how"),
        label,
    }
}

fn neutral(row: &Row, nobody: &str) -> SupportItem {
    let label = full(row).label.unwrap_or_else(|| nobody.to_owned());
    SupportItem {
        id: row.id.to_string(),
        name: label.clone(),
        how: String::new(),
        label: Some(label),
    }
}
