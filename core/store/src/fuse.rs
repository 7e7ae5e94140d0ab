//! A fuse for tests of crashes: after so many steps every access to a file fails, as if the process had died there. What was
//! committed by then is committed, what was not is not.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use crate::StoreError;

/// Shared by the files of one device. A fuse that was not set never blows.
#[derive(Debug, Clone, Default)]
pub struct Fuse(Option<Arc<AtomicI64>>);

impl Fuse {
    /// One that can be set; until then it holds.
    pub fn new() -> Self {
        Self(Some(Arc::new(AtomicI64::new(i64::MAX))))
    }

    /// Blows at the `steps`-th step from now on. Every write has two: before its commit, and after.
    pub fn set(&self, steps: u32) {
        if let Some(left) = &self.0 {
            left.store(i64::from(steps), Ordering::Relaxed);
        }
    }

    /// Holds again: the process was started anew.
    pub fn mend(&self) {
        if let Some(left) = &self.0 {
            left.store(i64::MAX, Ordering::Relaxed);
        }
    }

    /// Whether it has blown.
    pub fn is_blown(&self) -> bool {
        self.0.as_ref().is_some_and(|left| left.load(Ordering::Relaxed) <= 0)
    }

    pub(crate) fn step(&self) -> Result<(), StoreError> {
        let Some(left) = &self.0 else { return Ok(()) };
        if left.load(Ordering::Relaxed) < i64::MAX {
            left.fetch_sub(1, Ordering::Relaxed);
        }
        self.hold()
    }

    pub(crate) fn hold(&self) -> Result<(), StoreError> {
        if self.is_blown() { Err(StoreError::Crashed) } else { Ok(()) }
    }
}
