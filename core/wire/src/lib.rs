//! The bytes between devices: envelope headers, roster entries, relay messages, their codec, limits and ids.
//! No ciphers live here, no clock, no I/O, and nothing that knows what a journal is.
//!
//! Byte maps with test vectors are drawn in `docs/wire.md`. Whatever arrives is parsed into a type or refused with a
//! [`WireError`]; no parser here allocates more than the input that it was handed, plus a stated cap.

pub mod audit;
pub mod codec;
pub mod compress;
pub mod content;
pub mod context;
pub mod envelope;
pub mod id;
pub mod limits;
pub mod message;
pub mod padding;
pub mod pairing;
pub mod roster;

mod error;

pub use audit::{Audit, Tip};
pub use content::{Content, Item};
pub use envelope::{Envelope, EnvelopeKind, Header};
pub use error::WireError;
pub use id::{DeviceId, DocumentId, Hash, Locator, VaultId};

/// The version of every format in this crate. There is no negotiation: another version is refused as
/// [`WireError::NewerVersion`] and kept by whoever holds it.
pub const WIRE_VERSION: u8 = 1;
