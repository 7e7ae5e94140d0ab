//! People: a page for each, found by name or id; quieted, marked unsafe, or found to be one.

use jiff::Timestamp;
use requite_engine::{
    Expect, Origin, Write,
    record::{DocumentId, Edit},
};
use serde::Serialize;

use crate::{
    Day, Including, Practice, PracticeError, Standing, Surface, Zone,
    entries::Fields,
    folk::{Folk, Person},
    kinds,
    records::word,
};

/// Somebody, as lists show them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PersonItem {
    /// Id of the page.
    pub id: String,
    /// The name, as it is shown here.
    pub name: String,
    /// A name for when others look on.
    pub alias: Option<String>,
    /// Whether they come up nowhere by themselves.
    pub quiet: bool,
    /// The last day of that, where one is set.
    pub quiet_until: Option<String>,
    /// Whether they are marked unsafe.
    #[serde(rename = "unsafe")]
    pub is_unsafe: bool,
    /// Where the person says that they stand with them.
    pub stage: Option<String>,
    /// Ids of other pages that are theirs too.
    pub merged: Vec<String>,
}

impl Practice {
    /// Everybody that a list offers, by name.
    ///
    /// # Errors
    /// [`PracticeError::Engine`].
    pub fn people(
        &mut self,
        including: Including,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<Vec<PersonItem>, PracticeError> {
        let folk = self.folk(Day::today(zone, now))?;
        let shown = folk
            .everybody()
            .filter(|person| Surface::PersonPicker.shows(person.standing, including));
        let mut people: Vec<PersonItem> = shown.map(|person| item(&folk, person)).collect();
        people.sort_by_key(|person| (person.name.to_lowercase(), person.id.clone()));
        Ok(people)
    }

    /// Adds somebody. The same name on two devices is one page.
    ///
    /// # Errors
    /// [`PracticeError::Name`].
    pub fn add_person(&mut self, name: &str) -> Result<PersonItem, PracticeError> {
        let name = parse_name(name)?;
        let id = self.engine.derived_id(kinds::name::PERSON, 0, &[name.to_lowercase().as_bytes()]);
        let kind = kinds::name::PERSON;
        let edits = vec![Edit::set("display_name", name.as_str())];
        let mut writes =
            vec![Write { id, kind, edits, origin: Origin::Derived, expect: Expect::Either }];
        if self.engine.row(id)?.is_some_and(|row| !row.present) {
            let (edits, expect) = (vec![Edit::Restore], Expect::There);
            writes.push(Write { id, kind, edits, origin: Origin::Person, expect });
        }
        self.engine.commit("people add", &writes)?;
        self.person_item(&id.to_string())
    }

    /// Gives somebody a name for when others look on; an empty one takes it away.
    ///
    /// # Errors
    /// [`PracticeError::NoPerson`], [`PracticeError::Name`].
    pub fn alias_person(&mut self, who: &str, alias: &str) -> Result<PersonItem, PracticeError> {
        let edit = match alias.trim() {
            "" => Edit::clear("alias"),
            alias => Edit::set("alias", parse_name(alias)?),
        };
        self.mark_person("people alias", who, &[edit])
    }

    /// Says where one stands with somebody: one of [`kinds::STAGES`].
    ///
    /// # Errors
    /// [`PracticeError::NoPerson`], [`PracticeError::Word`].
    pub fn set_stage(&mut self, who: &str, stage: &str) -> Result<PersonItem, PracticeError> {
        let stage = word("stage", stage, kinds::STAGES)?;
        self.mark_person("people stage", who, &[Edit::set("stage", stage)])
    }

    /// From now on somebody comes up nowhere by themselves, for good or until a day is over.
    ///
    /// # Errors
    /// [`PracticeError::NoPerson`].
    pub fn quiet_person(
        &mut self,
        who: &str,
        until: Option<Day>,
    ) -> Result<PersonItem, PracticeError> {
        let until = until.map_or_else(
            || Edit::clear("quiet_until"),
            |day| Edit::set("quiet_until", day.to_string()),
        );
        self.mark_person("people quiet", who, &[Edit::assert("quiet"), until])
    }

    /// Somebody may come up again. What another device quieted meanwhile stays quiet.
    ///
    /// # Errors
    /// [`PracticeError::NoPerson`].
    pub fn unquiet_person(&mut self, who: &str) -> Result<PersonItem, PracticeError> {
        self.unmark_person("people unquiet", who, "quiet")
    }

    /// Marks somebody unsafe: as quiet, and more.
    ///
    /// # Errors
    /// [`PracticeError::NoPerson`].
    pub fn mark_unsafe(&mut self, who: &str) -> Result<PersonItem, PracticeError> {
        self.mark_person("people unsafe", who, &[Edit::assert("unsafe")])
    }

    /// Takes that mark away again.
    ///
    /// # Errors
    /// [`PracticeError::NoPerson`].
    pub fn unmark_unsafe(&mut self, who: &str) -> Result<PersonItem, PracticeError> {
        self.unmark_person("people unsafe", who, "unsafe")
    }

    /// Two pages are one person. Both keep what they hold; the second gives the name.
    ///
    /// # Errors
    /// [`PracticeError::NoPerson`], [`PracticeError::SamePerson`].
    pub fn merge_people(&mut self, who: &str, into: &str) -> Result<PersonItem, PracticeError> {
        let folk = self.folk(Day::FIRST)?;
        let (one, other) = (folk.find(who)?, folk.find(into)?);
        if one.id == other.id {
            return Err(PracticeError::SamePerson);
        }
        let edits = vec![Edit::choose("merged_into", other.id.as_str())];
        let id = page_id(&one.id)?;
        self.revise("people merge", kinds::name::PERSON, id, edits)?;
        self.person_item(&other.id)
    }

    /// The pages of a person are people of their own again.
    ///
    /// # Errors
    /// [`PracticeError::NoPerson`].
    pub fn unmerge_person(&mut self, who: &str) -> Result<PersonItem, PracticeError> {
        let person = self.folk(Day::FIRST)?.find(who)?.clone();
        let clear = |page: &String| {
            Ok(Write::by_person(
                page_id(page)?,
                kinds::name::PERSON,
                vec![Edit::clear("merged_into")],
            ))
        };
        let writes = person.pages.iter().map(clear).collect::<Result<Vec<_>, PracticeError>>()?;
        self.engine.commit("people unmerge", &writes)?;
        self.person_item(&person.id)
    }

    /// Somebody by name, alias or the beginning of an id.
    pub(crate) fn find_person(&mut self, who: &str) -> Result<DocumentId, PracticeError> {
        page_id(&self.folk(Day::FIRST)?.find(who)?.id)
    }

    fn mark_person(
        &mut self,
        label: &str,
        who: &str,
        edits: &[Edit],
    ) -> Result<PersonItem, PracticeError> {
        let id = self.find_person(who)?;
        self.revise(label, kinds::name::PERSON, id, edits.to_vec())?;
        self.person_item(&id.to_string())
    }

    /// Takes back the assertions of a flag on every page that has it.
    fn unmark_person(
        &mut self,
        label: &str,
        who: &str,
        flag: &str,
    ) -> Result<PersonItem, PracticeError> {
        let person = self.folk(Day::FIRST)?.find(who)?.clone();
        let mut writes = Vec::new();
        for page in &person.pages {
            let id = page_id(page)?;
            let row = self.row_of(id, "person")?;
            if Fields(&row.fields).is_set(flag) {
                let edits = vec![Edit::withdraw(flag)];
                writes.push(Write::by_person(id, kinds::name::PERSON, edits));
            }
        }
        self.engine.commit(label, &writes)?;
        self.person_item(&person.id)
    }

    fn person_item(&mut self, page: &str) -> Result<PersonItem, PracticeError> {
        let folk = self.folk(Day::FIRST)?;
        let person = folk.person(page).ok_or(PracticeError::NoPerson)?;
        Ok(item(&folk, person))
    }
}

/// A name on one line, without spaces at its ends.
pub(crate) fn parse_name(name: &str) -> Result<String, PracticeError> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_plain = !name.is_empty() && !name.contains(char::is_control);
    if is_plain && name.len() <= kinds::NAME_BYTES_MAX {
        Ok(name)
    } else {
        Err(PracticeError::Name)
    }
}

pub(crate) fn page_id(page: &str) -> Result<DocumentId, PracticeError> {
    page.parse().map_err(|_| PracticeError::NoPerson)
}

pub(crate) fn item(folk: &Folk, person: &Person) -> PersonItem {
    let fields = Fields(&person.row.fields);
    let some = |text: String| Some(text).filter(|text| !text.is_empty());
    let until = some(fields.text("quiet_until"));
    PersonItem {
        id: person.id.clone(),
        name: folk.name(person),
        alias: person.alias.clone(),
        quiet: person.standing != Standing::Open,
        quiet_until: until.filter(|_| person.standing == Standing::Quiet),
        is_unsafe: person.standing == Standing::Unsafe,
        stage: some(fields.text("stage")),
        merged: person.pages.iter().filter(|page| **page != person.id).cloned().collect(),
    }
}
