//! What may stand on a locked screen: a closed set of neutral lines without slots, so none can hold a name.

use crate::{Locale, book::text};

/// A line on a locked screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotificationText {
    /// To write.
    Write,
    /// To look back.
    LookBack,
    /// One small thing.
    SmallThing,
}

impl NotificationText {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Write, Self::LookBack, Self::SmallThing];

    /// The one that a reminder names, if it is one of them.
    pub fn of_kind(kind: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.kind() == kind)
    }

    /// As a reminder names it.
    pub fn kind(self) -> &'static str {
        match self {
            Self::Write => "write",
            Self::LookBack => "look_back",
            Self::SmallThing => "small_thing",
        }
    }

    /// The key of its content.
    pub fn key(self) -> &'static str {
        match self {
            Self::Write => "notify-write",
            Self::LookBack => "notify-look-back",
            Self::SmallThing => "notify-small-thing",
        }
    }

    /// The line.
    pub fn say(self, locale: Locale) -> String {
        text(locale, self.key())
    }
}
