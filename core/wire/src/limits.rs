//! The limits of the protocol. Both sides enforce them, each with a typed error (`docs/wire.md`).

/// Bytes of one envelope, header and signature included.
pub const ENVELOPE_BYTES_MAX: usize = 256 * 1024;
/// Bytes of one page of a pull, envelopes only.
pub const PAGE_BYTES_MAX: usize = 4 * 1024 * 1024;
/// Envelopes in one push.
pub const PUSH_ENVELOPES_MAX: usize = 64;
/// Bytes of a request or response body: a page plus its framing.
pub const BODY_BYTES_MAX: usize = PAGE_BYTES_MAX + 256 * 1024;
/// Bytes that the body of an envelope may inflate to.
pub const INFLATED_BYTES_MAX: usize = 4 * 1024 * 1024;
/// Operations in one change.
pub const CHANGE_OPERATIONS_MAX: u64 = 20_000;
/// Bytes of one change, inflated.
pub const CHANGE_BYTES_MAX: usize = 1024 * 1024;
/// Bytes of one saved document.
pub const DOCUMENT_BYTES_MAX: usize = 8 * 1024 * 1024;
/// Operations in one document.
pub const DOCUMENT_OPERATIONS_MAX: u64 = 2_000_000;
/// Bytes of the text of one entry.
pub const ENTRY_BODY_BYTES_MAX: usize = 1024 * 1024;
/// Active devices of one vault.
pub const DEVICES_MAX: usize = 16;
/// Bytes moved in one round of sync before yielding.
pub const ROUND_BYTES_MAX: usize = 64 * 1024 * 1024;
/// Envelopes held for a missing predecessor, a device or a roster entry.
pub const HELD_MAX: usize = 1_000;
/// Bytes of one roster entry.
pub const ROSTER_ENTRY_BYTES_MAX: usize = 16 * 1024;
/// Entries of one roster: far above any real life of a vault, small enough to check in one go.
pub const ROSTER_ENTRIES_MAX: usize = 4_096;
/// Characters of the name of a kind of record.
pub const KIND_NAME_BYTES_MAX: usize = 64;
/// Empty pages in a row that claim that more will come, before a client stops asking.
pub const EMPTY_PAGES_MAX: u32 = 3;
