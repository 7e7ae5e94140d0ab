//! A deterministic world: several devices and a relay, a network, disks and clocks from one seed, on the real crates and real
//! SQLCipher files. First faults (safety), then none (liveness), then the oracles.
//!
//! What is real: everything from the engine's doors down to the files, and the relay's office with its SQLite file. What is simulated: the
//! network between them, the clocks, chance, and where a process dies. The trace of a seed is the same in every process.

mod acts;
mod apart;
mod carry;
mod chance;
mod device;
mod faults;
mod healing;
mod list;
mod marks;
mod model;
mod net;
mod oracle;
mod post;
mod rest;
mod stock;
mod telling;
mod verdict;
mod words;
mod world;

pub use marks::{MARKS, Marks};
pub use post::{Post, Who};
pub use world::{Outcome, Teller, run, run_told};
