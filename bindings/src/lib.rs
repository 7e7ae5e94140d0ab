//! The engine and the practice for Kotlin, Swift and Python, by `UniFFI`.
//!
//! Conversions only: everything that decides is below. One [`Engine`] with thin area objects; immutable records for data;
//! one error enum whose codes are those of the command line. What is asked is done by a desk, one thread that owns the open
//! vault; what takes long has a thread and a handle of its own. `docs/adr/0011` says why.

mod alone;
mod at;
mod care;
mod desk;
mod devices;
mod engine;
mod error;
mod goodbye;
mod hub;
mod insights;
mod journal;
mod lists;
mod log;
mod mirror;
mod moments;
mod open;
mod peace;
mod people;
mod picture;
mod promises;
mod reflect;
mod sealed;
mod sides;
mod support;
mod sync;
mod tickets;
mod transfer;
mod vault;

pub use alone::*;
pub use care::*;
pub use devices::{Device, Devices, Invitation, Joining, PastFor};
pub use engine::{Engine, EngineState, join};
pub use error::EngineError;
pub use goodbye::*;
pub use hub::{Change, ChangeListener, ListenerError, Subscription};
pub use insights::*;
pub use journal::*;
pub use lists::{Card, ListChange, ListListener, ListOf};
pub use log::{LogLine, LogSink};
pub use moments::*;
pub use peace::*;
pub use people::*;
pub use picture::*;
pub use promises::*;
pub use reflect::*;
pub use sealed::{Network, NetworkState, sync_sealed};
pub use support::*;
pub use sync::*;
pub use transfer::*;
pub use vault::{KeyVault, VaultError, VaultSlot, VaultStatus};

uniffi::setup_scaffolding!();
