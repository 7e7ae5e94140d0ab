//! The relay: a blind post office. Stores and forwards sealed envelopes and signed roster entries, checks signatures, membership and
//! chains, and can read nothing. Links `wire` and `sync` only.
//!
//! Everything that it acknowledges is on the disk. Unknown and forbidden answer alike. Logs carry no ids, tokens,
//! addresses or bodies.

pub mod backend;
mod config;
pub mod conformance;
mod hub;
mod live;
mod mailboxes;
mod metrics;
mod office;
mod program;
mod rate;
mod refusal;
mod routes;
mod server;
mod sqlite;
mod tokens;
mod verify;

pub use config::Config;
pub use office::Office;
pub use program::{Args, Failure, run};
pub use refusal::Refusal;
pub use server::{Relay, StartError, start};
pub use sqlite::Sqlite;
