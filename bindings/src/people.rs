//! People: their pages, and who is kept out of sight.

use std::sync::Arc;

use requite::{
    Including as IncludingIn, PersonFacts as FactsIn, PersonItem as PersonIn, PersonView as PageIn,
};

use crate::{
    EngineError,
    desk::Desk,
    journal::Circle,
    mirror::{Cross, choice, into, out},
};

choice! {
    /// Who is listed.
    Including is IncludingIn {
        /// Everybody but who is quieted or marked unsafe.
        Usual,
        /// Also who is quieted.
        Quiet,
        /// Everybody.
        Everybody,
    }
}

out! {
    /// Somebody.
    Person from PersonIn {
        /// Their id.
        id: String,
        /// Their name, as it is shown.
        name: String,
        /// Another name to show in its place, where one is set.
        alias: Option<String>,
        /// Whether they are quieted now.
        quiet: bool,
        /// Until which day, `YYYY-MM-DD`.
        quiet_until: Option<String>,
        /// Whether they are marked as not safe.
        is_unsafe: bool,
        /// What they are to the person now, where it was said.
        stage: Option<String>,
        /// Ids of pages that are one with this one.
        merged: Vec<String>,
    }
}

into! {
    /// Facts of somebody to be changed: those that are said. An empty text takes a fact away.
    PersonFacts into FactsIn {
        /// How to speak of them.
        #[uniffi(default = None)]
        pronoun: Option<String>,
        /// What they are to the person, in a word of their own.
        #[uniffi(default = None)]
        relation: Option<String>,
        /// `YYYY-MM-DD`, or `MM-DD` where the year is not known.
        #[uniffi(default = None)]
        birthday: Option<String>,
        /// The day of first meeting.
        #[uniffi(default = None)]
        met: Option<String>,
        /// What is good to remember.
        #[uniffi(default = None)]
        note: Option<String>,
        /// `must`, `matters` or `light`: about the person's own time. Nothing is sorted by it.
        #[uniffi(default = None)]
        importance: Option<String>,
    }
}

out! {
    /// A page in full.
    PersonPage from PageIn {
        /// What lists show.
        item: Person,
        /// How to speak of them.
        pronoun: Option<String>,
        /// What they are to the person.
        relation: Option<String>,
        /// `YYYY-MM-DD`, or `MM-DD`.
        birthday: Option<String>,
        /// The day of first meeting.
        met: Option<String>,
        /// About the person's own time.
        importance: Option<String>,
        /// Names of the circles they are in, by name.
        circles: Vec<String>,
        /// The note, perhaps empty.
        note: String,
        /// Notes of other pages that are theirs too.
        merged_notes: Vec<String>,
    }
}

/// The people of the journal. Nothing here ranks anybody: lists are by name.
#[derive(uniffi::Object)]
pub struct People {
    pub(crate) desk: Arc<Desk>,
}

#[uniffi::export]
impl People {
    /// The people, by name.
    pub async fn list(&self, including: Including) -> Result<Vec<Person>, EngineError> {
        self.desk.practice(move |it, at| it.people(including.cross(), &at.zone, at.now)).await
    }

    /// A page in full.
    pub async fn page(&self, who: String) -> Result<PersonPage, EngineError> {
        self.desk.practice(move |it, at| it.person(&who, &at.zone, at.now)).await
    }

    /// Changes facts on somebody's page, as one act.
    pub async fn edit(&self, who: String, facts: PersonFacts) -> Result<PersonPage, EngineError> {
        self.desk
            .practice(move |it, at| it.edit_person(&who, &facts.cross(), &at.zone, at.now))
            .await
    }

    /// Adds somebody.
    pub async fn add(&self, name: String) -> Result<Person, EngineError> {
        self.desk.practice(move |it, _| it.add_person(&name)).await
    }

    /// Shows another name in place of theirs.
    pub async fn alias(&self, who: String, alias: String) -> Result<Person, EngineError> {
        self.desk.practice(move |it, _| it.alias_person(&who, &alias)).await
    }

    /// Says what they are to the person now.
    pub async fn set_stage(&self, who: String, stage: String) -> Result<Person, EngineError> {
        self.desk.practice(move |it, _| it.set_stage(&who, &stage)).await
    }

    /// Keeps them out of sight, until a day (`YYYY-MM-DD`, `in 3 weeks`) or until it is taken back.
    pub async fn quiet(&self, who: String, until: Option<String>) -> Result<Person, EngineError> {
        self.desk
            .practice(move |it, at| {
                let until = until
                    .map(|day| requite::Day::parse_ahead(&day, &at.zone, at.now))
                    .transpose()?;
                it.quiet_person(&who, until)
            })
            .await
    }

    /// Shows them again.
    pub async fn unquiet(&self, who: String) -> Result<Person, EngineError> {
        self.desk.practice(move |it, _| it.unquiet_person(&who)).await
    }

    /// Marks them as not safe: no surface brings them up, and no step towards them is proposed.
    pub async fn mark_unsafe(&self, who: String) -> Result<Person, EngineError> {
        self.desk.practice(move |it, _| it.mark_unsafe(&who)).await
    }

    /// Takes that back.
    pub async fn unmark_unsafe(&self, who: String) -> Result<Person, EngineError> {
        self.desk.practice(move |it, _| it.unmark_unsafe(&who)).await
    }

    /// Makes two pages one.
    pub async fn merge(&self, who: String, with: String) -> Result<Person, EngineError> {
        self.desk.practice(move |it, _| it.merge_people(&who, &with)).await
    }

    /// Takes a page out of the one that it was merged into.
    pub async fn unmerge(&self, who: String) -> Result<Person, EngineError> {
        self.desk.practice(move |it, _| it.unmerge_person(&who)).await
    }

    /// The circles, by name.
    pub async fn circles(&self) -> Result<Vec<Circle>, EngineError> {
        self.desk.practice(move |it, at| it.circles(&at.zone, at.now)).await
    }

    /// Adds a circle.
    pub async fn add_circle(&self, name: String) -> Result<Circle, EngineError> {
        self.desk.practice(move |it, at| it.add_circle(&name, &at.zone, at.now)).await
    }

    /// Gives a circle another name.
    pub async fn rename_circle(&self, circle: String, name: String) -> Result<Circle, EngineError> {
        self.desk.practice(move |it, at| it.rename_circle(&circle, &name, &at.zone, at.now)).await
    }

    /// Puts somebody into a circle.
    pub async fn put_in_circle(&self, who: String, circle: String) -> Result<Circle, EngineError> {
        self.desk.practice(move |it, at| it.put_in_circle(&who, &circle, &at.zone, at.now)).await
    }

    /// Takes somebody out of a circle.
    pub async fn take_from_circle(
        &self,
        who: String,
        circle: String,
    ) -> Result<Circle, EngineError> {
        self.desk.practice(move |it, at| it.take_from_circle(&who, &circle, &at.zone, at.now)).await
    }
}
