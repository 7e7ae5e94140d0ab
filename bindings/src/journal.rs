//! The diary: entries, their history, the pages that look back on them.

use std::sync::Arc;

use requite::{
    CircleItem as CircleIn, EntryEdit, EntryFacts as EntryFactsIn, EntryItem as ItemIn,
    EntryPage as PageIn, EntryQuery as QueryIn, EntryThen as ThenIn, EntryView as ViewIn,
    Looked as LookedIn, Mark as MarkIn, NewEntry as NewIn, RecordHistory as HistoryIn,
    RecordVersion as VersionIn, TagItem as TagIn, TemplateItem as TemplateIn,
    TemplateView as TemplateViewIn, When as WhenIn, Wrote as WroteIn,
};

use requite_engine::DocumentId;

use crate::{
    EngineError,
    desk::Desk,
    mirror::{Cross, into, out},
};

into! {
    /// When something happened, as a person says it.
    When into WhenIn {
        /// `YYYY-MM-DD`, `today`, `yesterday`, `last tuesday`, `3 days ago`; today if nothing is said.
        #[uniffi(default = None)]
        date: Option<String>,
        /// `HH:MM`; now if neither date nor time is said.
        #[uniffi(default = None)]
        time: Option<String>,
    }

    /// An entry to be written.
    NewEntry into NewIn {
        /// The words.
        text: String,
        /// A title.
        #[uniffi(default = None)]
        title: Option<String>,
        /// When it happened.
        #[uniffi(default)]
        when: When,
        /// People by name or id; a name that is new makes a page.
        #[uniffi(default = [])]
        people: Vec<String>,
        /// Tags without spaces.
        #[uniffi(default = [])]
        tags: Vec<String>,
        /// Starred.
        #[uniffi(default = false)]
        starred: bool,
        /// Mood, words and place.
        #[uniffi(default)]
        facts: EntryFacts,
    }

    /// Facts of an entry to be changed: those that are said.
    EntryFacts into EntryFactsIn {
        /// From -2 to 2; an empty one takes it away.
        #[uniffi(default = None)]
        mood: Option<String>,
        /// Words for how it felt, to be added.
        #[uniffi(default = [])]
        words: Vec<String>,
        /// Words to be taken away.
        #[uniffi(default = [])]
        dropped: Vec<String>,
        /// Where it was; an empty one takes it away.
        #[uniffi(default = None)]
        place: Option<String>,
    }

    /// A question for a page of entries, newest first.
    EntryQuery into QueryIn {
        /// Entries of a page, 1 to 1,000.
        #[uniffi(default = 50)]
        limit: u32,
        /// Where the page before ended: its `next`.
        #[uniffi(default = None)]
        cursor: Option<String>,
        /// Somebody, by name or id.
        #[uniffi(default = None)]
        person: Option<String>,
        /// A tag.
        #[uniffi(default = None)]
        tag: Option<String>,
        /// The first day, `YYYY-MM-DD`.
        #[uniffi(default = None)]
        from: Option<String>,
        /// The last day.
        #[uniffi(default = None)]
        to: Option<String>,
    }
}

out! {
    /// What was written.
    Wrote from WroteIn {
        /// Its id.
        id: String,
        /// Its day, `YYYY-MM-DD`.
        date: String,
    }

    /// An entry in a list.
    EntryItem from ItemIn {
        /// Its id.
        id: String,
        /// Its day, `YYYY-MM-DD`.
        date: String,
        /// Its minute, `HH:MM`.
        time: Option<String>,
        /// Its title, empty without one.
        title: String,
        /// Its first words.
        excerpt: String,
        /// Names of the people in it.
        people: Vec<String>,
        /// Its tags.
        tags: Vec<String>,
        /// Starred.
        starred: bool,
    }

    /// A page of entries.
    EntryPage from PageIn {
        /// The entries.
        items: Vec<EntryItem>,
        /// Where the next page begins; none on the last.
        next: Option<String>,
    }

    /// An entry in full.
    Entry from ViewIn {
        /// Its id.
        id: String,
        /// Its day, `YYYY-MM-DD`.
        date: String,
        /// Its minute, `HH:MM`.
        time: Option<String>,
        /// The zone in which it was lived.
        tz: String,
        /// Its title, empty without one.
        title: String,
        /// Its words.
        body: String,
        /// Names of the people in it.
        people: Vec<String>,
        /// Its tags.
        tags: Vec<String>,
        /// Starred.
        starred: bool,
        /// The mood, -2 to 2; none where none was said, or while two devices differ.
        mood: Option<i64>,
        /// What two devices said differently of the mood.
        mood_said: Vec<i64>,
        /// Words for how it felt.
        words: Vec<String>,
        /// Where it was.
        place: Option<String>,
        /// In the trash.
        trashed: bool,
        /// The state that is shown: the `base` of an edit.
        heads: String,
        /// Places that two devices both changed and nobody has looked at.
        marks: Vec<Mark>,
    }

    /// States of an entry that somebody saved.
    History from HistoryIn {
        /// The newest first.
        versions: Vec<Version>,
    }

    /// A state of an entry.
    Version from VersionIn {
        /// Its id.
        id: String,
        /// When it was saved, RFC 3339; none for what was imported.
        at: Option<String>,
        /// The name of the device that saved it.
        device: Option<String>,
        /// Its first words.
        excerpt: String,
    }

    /// An entry as it was.
    EntryThen from ThenIn {
        /// As it was.
        entry: Entry,
        /// The version's id.
        version: String,
        /// When it was saved.
        at: Option<String>,
        /// The device that saved it.
        device: Option<String>,
    }

    /// What looking at a mark left.
    Looked from LookedIn {
        /// The entry.
        id: String,
        /// The mark that is gone.
        mark: String,
        /// Those that are left.
        marks: Vec<Mark>,
    }

    /// A tag.
    Tag from TagIn {
        /// Its name.
        name: String,
        /// Entries that bear it.
        entries: u64,
    }

    /// A circle of people.
    Circle from CircleIn {
        /// Its id.
        id: String,
        /// Its name.
        name: String,
        /// Names of the people in it.
        people: Vec<String>,
    }

    /// A template in a list.
    TemplateItem from TemplateIn {
        /// Its id.
        id: String,
        /// Its name.
        name: String,
        /// Its first words.
        excerpt: String,
    }

    /// A template in full.
    Template from TemplateViewIn {
        /// Its id.
        id: String,
        /// Its name.
        name: String,
        /// Its words.
        text: String,
    }
}

/// A place of a text that two devices both changed.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Mark {
    /// Its id, the same on every device.
    pub id: String,
    /// The text's field.
    pub field: String,
    /// Where it begins in the text, in UTF-16 units.
    pub start: u64,
    /// Where it ends.
    pub end: u64,
    /// What each side had written there, sorted.
    pub variants: Vec<String>,
}

impl Cross<Mark> for MarkIn {
    fn cross(self) -> Mark {
        Mark {
            id: self.id,
            field: self.field,
            start: self.span.start.cross(),
            end: self.span.end.cross(),
            variants: self.variants,
        }
    }
}

/// What [`Journal::undo`] took back.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Undone {
    /// What the act was, such as `write`.
    pub what: String,
    /// The records that it had touched.
    pub ids: Vec<String>,
}

impl Cross<Undone> for (String, Vec<DocumentId>) {
    fn cross(self) -> Undone {
        let (what, ids) = self;
        Undone { what, ids: ids.cross() }
    }
}

/// The diary.
#[derive(uniffi::Object)]
pub struct Journal {
    pub(crate) desk: Arc<Desk>,
}

#[uniffi::export]
impl Journal {
    /// Writes an entry. It is durable when this returns.
    pub async fn write(&self, entry: NewEntry) -> Result<Wrote, EngineError> {
        self.desk.practice(move |it, at| it.write(&entry.cross(), &at.zone, at.now)).await
    }

    /// A page of entries, newest first.
    pub async fn entries(&self, query: EntryQuery) -> Result<EntryPage, EngineError> {
        self.desk.practice(move |it, at| it.entries(&query.cross(), &at.zone, at.now)).await
    }

    /// An entry in full; its beginning of an id is enough. What is shown becomes the base of the next edit.
    pub async fn show(&self, id: String) -> Result<Entry, EngineError> {
        self.desk.practice(move |it, _| it.show(&id)).await
    }

    /// Changes an entry's words to these. `base` is the `heads` that the person saw; none takes what was last shown here.
    /// What other devices changed meanwhile stays.
    pub async fn edit(
        &self,
        id: String,
        base: Option<String>,
        body: String,
    ) -> Result<Entry, EngineError> {
        self.desk.practice(move |it, _| it.edit(&id, base.as_deref(), &body)).await
    }

    /// Changes what is known of an entry around its text.
    pub async fn edit_facts(&self, id: String, facts: EntryFacts) -> Result<Entry, EngineError> {
        self.desk
            .practice(move |it, _| {
                it.edit_entry(&id, &EntryEdit { facts: facts.cross(), ..EntryEdit::default() })
            })
            .await
    }

    /// Puts an entry into the trash. Gives its whole id.
    pub async fn trash(&self, id: String) -> Result<String, EngineError> {
        self.desk.practice(move |it, _| it.delete(&id)).await
    }

    /// Takes an entry out of the trash.
    pub async fn untrash(&self, id: String) -> Result<String, EngineError> {
        self.desk.practice(move |it, _| it.undelete(&id)).await
    }

    /// The states of an entry that were saved.
    pub async fn history(&self, id: String) -> Result<History, EngineError> {
        self.desk.practice(move |it, _| it.history(&id)).await
    }

    /// An entry as it was.
    pub async fn version(&self, id: String, version: String) -> Result<EntryThen, EngineError> {
        self.desk.practice(move |it, _| it.version(&id, &version)).await
    }

    /// Brings back an entry as it was; a new state, so nothing is lost.
    pub async fn restore_version(&self, id: String, version: String) -> Result<Entry, EngineError> {
        self.desk.practice(move |it, _| it.restore_version(&id, &version)).await
    }

    /// Says that somebody has looked at a place that two devices both changed.
    pub async fn clear_mark(&self, id: String, mark: String) -> Result<Looked, EngineError> {
        self.desk.practice(move |it, _| it.clear_mark(&id, &mark)).await
    }

    /// Takes back this device's last act, whatever it was.
    pub async fn undo(&self) -> Result<Undone, EngineError> {
        self.desk.practice(move |it, _| it.undo()).await
    }

    /// The tags that are used, by name.
    pub async fn tags(&self) -> Result<Vec<Tag>, EngineError> {
        self.desk.practice(move |it, at| it.tags(&at.zone, at.now)).await
    }

    /// Templates for entries, by name.
    pub async fn templates(&self) -> Result<Vec<TemplateItem>, EngineError> {
        self.desk.practice(move |it, _| it.templates()).await
    }

    /// A template in full, by name or id.
    pub async fn template(&self, which: String) -> Result<Template, EngineError> {
        self.desk.practice(move |it, _| it.template(&which)).await
    }

    /// Keeps a template.
    pub async fn add_template(&self, name: String, text: String) -> Result<Template, EngineError> {
        self.desk.practice(move |it, _| it.add_template(&name, &text)).await
    }
}
