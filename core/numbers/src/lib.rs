//! Honest numbers: what a handful of notes about someone allows to say, and what it does not.
//!
//! Plain evidence and a day called today go in; counts, a range, one fixed word and the list behind them come out. There is
//! no score of a person here, nothing is stored, and nothing is random. Every measure about them is the same measure about
//! me.
//!
//! | Measure | Function | Method |
//! |---|---|---|
//! | promises kept | [`follow_through`] | Beta–Binomial, older notes weigh less |
//! | needs met | [`needs_met`] | the same |
//! | who gets in touch | [`initiation`] | Beta–Binomial around my usual share |
//! | care received and given | [`care`] | Beta–Binomial |
//! | did something change | [`change`] | one change point, Bayes factor |
//! | a longer silence than usual | [`contact_gap`] | 90th percentile, type 7 |
//! | a felt trend | [`felt_trend`] | Theil–Sen slope, Mann–Kendall test |
//! | after seeing them | [`after_contact`] | Mann–Whitney, rank statistic A |
//! | written on hard days | [`hard_days`] | binomial tail |
//! | one-sided notes | [`one_sided`] | the last six notes |
//!
//! # The same bits on every device
//! Evidence is sorted by day and id before anything is added up, and logarithms, powers and gamma functions come from `libm`
//! in pure Rust, never from the system: two phones that hold the same notes show the same digits.
//!
//! # Hysteresis without memory
//! A sentence appears at a probability of .95 and goes below .90. What was shown before is not stored: the measure walks
//! through the evidence, day by day, and says at each what would have been said. So the answer depends on the evidence and on
//! today, and on nothing else.

mod after;
mod belief;
mod change;
mod evidence;
mod gaps;
mod hard_days;
mod judge;
mod needs;
mod one_sided;
mod promises;
mod ranks;
mod share;
pub mod special;
mod trend;
mod walk;

pub use after::{AfterContact, AfterSays, after_contact, compare};
pub use belief::{Belief, Range};
pub use change::{Change, ChangePoint, ChangeSays, change, change_point};
pub use evidence::{Evidence, EvidenceId, Paired, in_order};
pub use gaps::{ContactGap, GapSays, contact_gap, percentile};
pub use hard_days::{DayMood, HardDays, hard_days};
pub use needs::{NeedCounts, NeedResponse, NeedsMet, needs_met};
pub use one_sided::{OneSided, Sign, one_sided};
pub use promises::{FollowThrough, KeptSays, PromiseCounts, PromiseOutcome, follow_through};
pub use ranks::{Kendall, MannWhitney, kendall, mann_whitney};
pub use share::{
    Care, CareAct, CareCounts, Initiation, ShareSays, StartCounts, Started, Usual, care,
    initiation, usual_share,
};
pub use trend::{FeltTrend, Trend, TrendSays, felt_trend, trend};
pub use walk::{Gate, HalfLife, Lean, Missing};
