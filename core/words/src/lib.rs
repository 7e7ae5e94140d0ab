//! The words: every fixed sentence, prompt and notification text, in English and in Spanish.
//!
//! Words are content, keyed and with slots, in `content/`; code names a sentence by its type and fills its slots, so that a
//! slot that is wrong or missing does not compile. Slots hold numbers and days, never a name and never what somebody wrote.
//!
//! ```
//! use requite_words::{Locale, Sentence, say};
//!
//! let sentence = Sentence::MoreOftenKept { kept: 9, partly: 0, not: 3 };
//! assert_eq!(
//!     say(Locale::English, &sentence),
//!     "You noted 9 kept and 3 not. In what you noted, promises are usually kept."
//! );
//! assert!(say(Locale::Spanish, &sentence).starts_with("Anotaste 9 cumplidas y 3 no."));
//! ```
//!
//! What is in here judges nobody: [`lint`] finds words that would, and runs over all content in the tests.

pub mod asks;
mod book;
mod label;
pub mod lint;
mod locale;
mod notification;
pub mod of_numbers;
mod rest;
mod sentence;
mod sets;
mod slot;
mod support;

pub use label::Label;
pub use locale::Locale;
pub use notification::NotificationText;
pub use rest::{Helped, Sitting, resting_until, soft_turn};
pub use sentence::{GATE, Sentence, say};
pub use sets::{GuidedSet, Manner, Offered, guided_set, guided_sets};
pub use slot::{Around, Part, Slot};
pub use support::{
    LineKind, SupportError, SupportLine, SupportPack, SupportReason, may_offer_support,
};
