//! The SQLite backend does what every backend has to do, and keeps it over a restart.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::similar_names,
    clippy::redundant_closure_for_method_calls,
    clippy::format_collect,
    clippy::unused_self,
    reason = "a test that fails says so by panicking, and reads best in one line"
)]

use requite_relay::{Sqlite, backend::Backend, conformance};
use requite_wire::{Hash, Locator, VaultId};

#[test]
fn sqlite_keeps_every_rule() {
    let folder = tempfile::tempdir().unwrap();
    let mut backend = Sqlite::open(&folder.path().join("relay.db")).unwrap();
    assert_eq!(conformance::all(&mut backend), Ok(()));
}

#[test]
fn what_was_stored_is_there_after_a_restart_without_a_farewell() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("relay.db");
    let vault = VaultId::new([1; 16]);
    let mut before = Sqlite::open(&file).unwrap();
    let made = before.create(vault, Some(Locator::new([2; 16])), (Hash::of(b"g"), b"g")).unwrap();
    // Never closed, as after a power cut; a second process opens the same file.
    let mut after = Sqlite::open(&file).unwrap();
    assert_eq!(after.vault(vault).unwrap(), Some(made));
    assert_eq!(after.roster(vault).unwrap(), [b"g".to_vec()]);
    drop(before);
}

#[test]
fn a_file_of_something_else_is_refused_and_stays() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("relay.db");
    std::fs::write(&file, b"not a database, but somebody's letter ".repeat(100)).unwrap();
    let before = std::fs::read(&file).unwrap();
    assert!(Sqlite::open(&file).is_err());
    assert_eq!(std::fs::read(&file).unwrap(), before);
}
