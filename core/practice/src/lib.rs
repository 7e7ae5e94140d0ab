//! The practice: the record kinds of a relationship journal, what a person can do with them, and what they see. Uses the
//! engine as any app would; never knows what an envelope is. Words on screen belong to the shells.

mod anything;
mod attempts;
mod beliefs;
mod boundaries;
mod boundary_week;
mod budgets;
mod calendar;
mod care;
mod circles;
mod columns;
mod contacts;
mod days;
mod devices;
mod entries;
mod error;
mod evidence;
mod facts;
mod felt;
mod folk;
mod goodbye;
mod guided;
mod history;
mod import;
mod insights;
pub mod kinds;
mod later;
mod lessons;
mod meets;
mod moments;
mod needs;
mod paging;
mod people;
mod phases;
mod picture;
mod practice;
mod promises;
mod prompts;
mod records;
mod reflection;
mod reminders;
mod search;
mod settings;
mod standards;
mod steps;
mod support;
mod support_page;
mod surfaces;
mod templates;
mod timeline;
mod today;
mod year;

pub use anything::{RecordView, Shown, Told};
pub use attempts::{AttemptItem, NewAttempt};
pub use beliefs::{BeliefEvidence, BeliefItem};
pub use boundaries::{BoundaryItem, Held, NewBoundary, Noted};
pub use boundary_week::BoundaryWeek;
pub use budgets::{Budget, BudgetWith};
pub use calendar::{Month, MonthDay, OnThisDay};
pub use care::{CareDay, CareItem, CareToday, NewCareDay, RHYTHM_DAYS, Rhythm, RhythmDay, Which};
pub use circles::{CircleItem, TagItem};
pub use columns::{ColumnLine, Columns, NewLine};
pub use contacts::{ContactItem, NewContact};
pub use days::{Day, When, Zone};
pub use entries::{EntryEdit, EntryItem, EntryPage, EntryQuery, EntryView, NewEntry, Wrote};
pub use error::PracticeError;
pub use facts::{EntryFacts, PersonFacts, PersonView};
pub use felt::{FeltItem, NewFelt};
pub use goodbye::{
    AfterCheck, Answers, Draft, GoodbyeItem, GoodbyeView, LetterView, REST_HOURS,
    gate::{GateAnswer, Paths, QUESTIONS_COUNT},
    machine::{Decision, Next, NotYet, State, Step},
};
pub use guided::{BeforeSitting, KinderSet, SoftTurn, enough_minutes};
pub use history::{EntryThen, Looked, RecordHistory, RecordThen, RecordVersion};
pub use import::{ImportFormat, ImportReport, Reason, Skipped, Writing};
pub use insights::{ASKED_ABOUT, Insight, Insights, SetAside};
pub use later::{DayItem, Memories, SealedItem};
pub use lessons::{LessonItem, LessonQuery, NewLesson, Pattern};
pub use meets::{MEETS, Meeting, Meetings, Met};
pub use moments::{Direction, MomentItem, MomentPage, MomentQuery, Moments, NewMoment};
pub use needs::{NeedItem, NewNeed};
pub use paging::{Paged, Paging};
pub use people::PersonItem;
pub use phases::{Move, PhaseView};
pub use picture::{MEASURES, Measure, Mirror, Picture, Remark, Why};
pub use practice::Practice;
pub use promises::{Due, NewPromise, PromiseItem, PromiseQuery};
pub use prompts::PromptItem;
pub use reflection::{
    AnswerView, PromptSet, ReflectionItem, ReflectionPage, ReflectionQuery, ReflectionView,
    SITTING_MINUTES, Sitting,
};
pub use reminders::{NewReminder, ReminderItem};
pub use requite_engine::{
    Alarm, Cursor, DeviceInfo, EngineError, Finding, FreshAuth, History, Invite, JoinEvent,
    LocalKeys, Membership, NotedAlarm, RecoveryWords, RelayUrl, RelayUrlError, Status, SyncEvent,
    SyncReport, Until, WIRE_VERSION, WordsError, alarm_code, alarm_count, left_to_the_words,
    record::Heads, record::Mark, record::Span, sentence, stay_closed, unlock,
};
pub use requite_words::{Label, Locale, Sentence, SupportError, SupportPack, SupportReason, say};
pub use search::{Found, FoundPage, Search};
pub use settings::{HALF_LIVES, LANGUAGES, SETTINGS, Settings, WEEKDAYS};
pub use standards::{NewStandard, StandardEvidence, StandardItem, StandardView, StandardWith};
pub use steps::StepItem;
pub use support::SupportItem;
pub use support_page::{SupportPage, SupportPageLine};
pub use surfaces::{Including, Stage, Standing, Surface};
pub use templates::{SavedItem, TemplateItem, TemplateView};
pub use timeline::{Happening, Timeline, TimelineQuery};
pub use today::Today;
pub use year::{YEAR_PARTS, Year, YearPart};

/// Version of the record kinds: grows when a kind or a field is added.
pub const SCHEMA_VERSION: u32 = 1;
