//! Labels: short words around sentences and numbers, the same on every shell. No slots, never a name.

use crate::{Locale, book::text};

macro_rules! labels {
    ($($(#[$doc:meta])* $name:ident = $key:literal;)+) => {
        /// A label.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Label {
            $($(#[$doc])* $name,)+
        }

        impl Label {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The key of its content.
            pub fn key(self) -> &'static str {
                match self {
                    $(Self::$name => $key,)+
                }
            }
        }
    };
}

labels! {
    /// Heading: promises.
    Promises = "label-promises";
    /// Heading: who got in touch.
    Started = "label-started";
    /// Heading: needs said aloud.
    Needs = "label-needs";
    /// Heading: care.
    Care = "label-care";
    /// Heading: what stands beside the numbers.
    Remarks = "label-remarks";
    /// Heading: how something went over time.
    OverTime = "label-over-time";
    /// Their side.
    Them = "label-them";
    /// My side.
    Me = "label-me";
    /// Both sides.
    Both = "label-both";
    /// Promises kept.
    Kept = "label-kept";
    /// In part.
    Partly = "label-partly";
    /// Promises not kept.
    NotKept = "label-not-kept";
    /// Needs asked aloud.
    Asked = "label-asked";
    /// Needs met.
    Met = "label-met";
    /// Care received.
    Received = "label-received";
    /// Care given.
    Given = "label-given";
    /// Notes of them.
    OfThem = "label-of-them";
    /// Notes of me.
    OfMe = "label-of-me";
    /// The range of their share.
    TheirShare = "label-their-share";
    /// The range of my share.
    MyShare = "label-my-share";
    /// Where the notes behind numbers are.
    Behind = "label-behind";
    /// Nothing noted.
    Nothing = "label-nothing";
    /// Heading: questions from the notes.
    Insights = "label-insights";
    /// Heading: who meets me.
    Meets = "label-meets";
    /// Heading: my year.
    Year = "label-year";
    /// What was felt: energy.
    Energy = "label-energy";
    /// What was felt: worth.
    Worth = "label-worth";
    /// What was felt: seen.
    Seen = "label-seen";
    /// What was felt: secure.
    Secure = "label-secure";
    /// What was felt: equal.
    Equal = "label-equal";
    /// What was felt: safe to be me.
    SafeToBeMe = "label-safe-to-be-me";
    /// Heading: after seeing them.
    After = "label-after";
    /// Heading: the even-handed questions of the week.
    OneThing = "label-one-thing";
    /// Heading: people who help.
    PeopleWhoHelp = "label-people-who-help";
    /// Nobody noted.
    NobodyNoted = "label-nobody-noted";
    /// Somebody who is called by no name here.
    AContact = "label-a-contact";
    /// Heading: questions of one's own.
    Own = "label-own";
    /// Before something to do for oneself.
    ForYou = "label-for-you";
}

impl Label {
    /// The label.
    pub fn say(self, locale: Locale) -> String {
        text(locale, self.key())
    }

    /// The label of something that was felt, by the name of its field.
    pub fn felt(field: &str) -> Option<Self> {
        Some(match field {
            "energy" => Self::Energy,
            "worth" => Self::Worth,
            "seen" => Self::Seen,
            "secure" => Self::Secure,
            "equal" => Self::Equal,
            "safe_to_be_me" => Self::SafeToBeMe,
            _ => return None,
        })
    }
}
