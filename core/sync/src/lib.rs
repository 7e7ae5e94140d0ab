//! The sans-io half of sync: the rules of the roster, and the engine that decides what to pull, push, accept and hold.
//! Knows envelopes only. No clock, randomness, I/O, ciphers or `HashMap`: time is an argument, effects are values.
//!
//! # The contract
//! [`Engine::handle`] mutates and returns a [`Drain`]; the drain must be emptied before the next `handle`. Every queue is
//! bounded. Duplicate, late and reordered messages are no-ops. Every answer of a relay carries an audit of what it has,
//! so what to do next is computed afresh from "what I have" against "what it has", never remembered: an engine that was
//! killed anywhere starts again from its two vectors and ends in the same place. A re-announce every
//! [`REANNOUNCE_MS`] is the liveness proof: without it a message lost on a connection that stays up is never noticed.

// A new input or output has to be faced everywhere.
#![warn(clippy::wildcard_enum_match_arm)]

mod backoff;
mod engine;
mod inbox;
mod message;
mod relay;
pub mod roster;

pub use engine::{Drain, Engine, REANNOUNCE_MS, Start, StartRelay};
pub use message::{Alarm, Cursor, Input, Lost, Output, PushRefusal, Range, RelayId, Source};
