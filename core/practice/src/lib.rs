//! The practice: the record kinds of a relationship journal, what a person can do with them, and what they see. Uses the
//! engine as any app would; never knows what an envelope is. Words on screen belong to the shells.

mod beliefs;
mod care;
mod circles;
mod days;
mod devices;
mod entries;
mod error;
mod folk;
mod history;
mod import;
pub mod kinds;
mod lessons;
mod moments;
mod people;
mod practice;
mod prompts;
mod records;
mod reflection;
mod reminders;
mod search;
mod settings;
mod surfaces;
mod templates;

pub use beliefs::{BeliefItem, Evidence};
pub use care::{CareDay, CareItem, CareToday, NewCareDay, RHYTHM_DAYS, Rhythm, RhythmDay, Which};
pub use circles::{CircleItem, TagItem};
pub use days::{Day, When, Zone};
pub use entries::{EntryItem, EntryPage, EntryQuery, EntryView, NewEntry, Wrote};
pub use error::PracticeError;
pub use history::{EntryHistory, EntryThen, EntryVersion, Looked};
pub use import::{ImportFormat, ImportReport, Reason, Skipped, Writing};
pub use lessons::{LessonItem, LessonQuery, NewLesson, Pattern};
pub use moments::{Direction, MomentItem, MomentPage, MomentQuery, NewMoment};
pub use people::PersonItem;
pub use practice::Practice;
pub use prompts::PromptItem;
pub use reflection::{
    AnswerView, PromptSet, ReflectionItem, ReflectionPage, ReflectionQuery, ReflectionView,
    SITTING_MINUTES, Sitting,
};
pub use reminders::{NewReminder, ReminderItem};
pub use requite_engine::{
    Alarm, Cursor, DeviceInfo, EngineError, Finding, FreshAuth, History, Invite, JoinEvent,
    LocalKeys, Membership, NotedAlarm, RecoveryWords, RelayUrl, RelayUrlError, Status, SyncEvent,
    SyncReport, Until, WIRE_VERSION, WordsError, alarm_code, alarm_count, record::Heads,
    record::Mark, record::Span, sentence, unlock,
};
pub use search::{Found, FoundPage, Search};
pub use settings::{HALF_LIVES, LANGUAGES, SETTINGS, Settings, WEEKDAYS};
pub use surfaces::{Including, Stage, Standing, Surface};
pub use templates::{SavedItem, TemplateItem, TemplateView};

/// Version of the record kinds: grows when a kind or a field is added.
pub const SCHEMA_VERSION: u32 = 1;
