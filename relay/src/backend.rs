//! Where a relay keeps what it was given. One trait; every implementation has to pass [`crate::conformance`].

use requite_wire::{Envelope, Hash, Locator, Tip, VaultId};

/// What is known of a vault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VaultRow {
    /// Random, made when this backend first stored the vault.
    pub generation: [u8; 16],
    /// The newest sequence number.
    pub head: u64,
    /// Bytes of its envelopes and roster.
    pub bytes: u64,
}

/// What became of a push.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stored {
    /// All of it is durable; the sequence numbers, in the order of the push.
    All(Vec<u64>),
    /// Another envelope has one of the numbers. Nothing was stored.
    Forked,
    /// Something before one of them is missing. Nothing was stored.
    Gap,
    /// Over the quota. Nothing was stored.
    OverQuota,
    /// There is no such vault.
    NoVault,
}

/// What became of an append to a roster.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Appended {
    /// Durable.
    Stored,
    /// There are more entries by now than the caller knew of.
    Stale,
}

/// Why a backend could not do something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BackendError {
    /// No room on the disk. Nothing was changed.
    #[error("the relay's storage is full")]
    Full,
    /// Anything else.
    #[error("the relay's storage failed")]
    Failed,
}

/// A store of vaults. Every method is atomic, and durable when it returns. Every one names its vault, so that a sharded
/// store serves unchanged: no global sequence numbers.
pub trait Backend: Send + 'static {
    /// Stores a vault, if it is not there. Answers its row. A locator that is given takes the place of the one before.
    ///
    /// # Errors
    /// [`BackendError`].
    fn create(
        &mut self,
        vault: VaultId,
        locator: Option<Locator>,
        genesis: (Hash, &[u8]),
    ) -> Result<VaultRow, BackendError>;

    /// The vault behind a locator.
    ///
    /// # Errors
    /// [`BackendError`].
    fn locate(&mut self, locator: Locator) -> Result<Option<VaultId>, BackendError>;

    /// A vault's row.
    ///
    /// # Errors
    /// [`BackendError`].
    fn vault(&mut self, vault: VaultId) -> Result<Option<VaultRow>, BackendError>;

    /// Roster entries in order of arrival.
    ///
    /// # Errors
    /// [`BackendError`].
    fn roster(&mut self, vault: VaultId) -> Result<Vec<Vec<u8>>, BackendError>;

    /// Appends entries, if there are exactly `len` so far.
    ///
    /// # Errors
    /// [`BackendError`].
    fn append(
        &mut self,
        vault: VaultId,
        len: u64,
        entries: &[(Hash, Vec<u8>)],
    ) -> Result<Appended, BackendError>;

    /// Stores envelopes, each the next of its chain or known already; all or none.
    ///
    /// # Errors
    /// [`BackendError`].
    fn push(
        &mut self,
        vault: VaultId,
        envelopes: &[Envelope],
        quota_bytes: u64,
    ) -> Result<Stored, BackendError>;

    /// Envelopes behind a sequence number in order, of at most so many bytes but at least one.
    ///
    /// # Errors
    /// [`BackendError`].
    fn pull(
        &mut self,
        vault: VaultId,
        after: u64,
        max_bytes: usize,
    ) -> Result<Vec<(u64, Vec<u8>)>, BackendError>;

    /// The end of every chain, ordered by device.
    ///
    /// # Errors
    /// [`BackendError`].
    fn tips(&mut self, vault: VaultId) -> Result<Vec<Tip>, BackendError>;

    /// Deletes a vault and all that is in it.
    ///
    /// # Errors
    /// [`BackendError`].
    fn delete(&mut self, vault: VaultId) -> Result<(), BackendError>;
}
