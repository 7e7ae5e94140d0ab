//! The practice: the record kinds of a relationship journal, what a person can do with them, and what they see. Uses the
//! engine as any app would; never knows what an envelope is. Words on screen belong to the shells.

mod calendar;
mod days;
mod devices;
mod entries;
mod error;
mod evidence;
mod folk;
mod history;
mod import;
pub mod kinds;
mod moments;
mod people;
mod practice;
mod records;
mod search;
mod surfaces;
mod timeline;
mod today;

pub use calendar::{Month, MonthDay, OnThisDay};
pub use days::{Day, When, Zone};
pub use entries::{EntryItem, EntryPage, EntryQuery, EntryView, NewEntry, Wrote};
pub use error::PracticeError;
pub use history::{EntryHistory, EntryThen, EntryVersion, Looked};
pub use import::{ImportFormat, ImportReport, Reason, Skipped, Writing};
pub use moments::{Direction, MomentItem, MomentPage, MomentQuery, NewMoment};
pub use people::PersonItem;
pub use practice::Practice;
pub use requite_engine::{
    Alarm, Cursor, DeviceInfo, EngineError, Finding, FreshAuth, History, Invite, JoinEvent,
    LocalKeys, Membership, NotedAlarm, RecoveryWords, RelayUrl, RelayUrlError, Status, SyncEvent,
    SyncReport, Until, WIRE_VERSION, WordsError, alarm_code, alarm_count, record::Heads,
    record::Mark, record::Span, sentence, unlock,
};
pub use search::{Found, FoundPage, Search};
pub use surfaces::{Including, Stage, Standing, Surface};
pub use timeline::{Happening, Timeline, TimelineQuery};
pub use today::Today;

/// Version of the record kinds: grows when a kind or a field is added.
pub const SCHEMA_VERSION: u32 = 1;
