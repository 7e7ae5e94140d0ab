//! What is noted of what people do, through real processes: each verb, what it answers, what it refuses, how it is taken
//! back, and what two devices make of it.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::similar_names,
    clippy::cloned_ref_to_slice_refs,
    reason = "a test that fails says so by panicking, and reads best in one line"
)]

mod home;

#[path = "evidence/columns.rs"]
mod columns;
#[path = "evidence/contacts.rs"]
mod contacts;
#[path = "evidence/feelings.rs"]
mod feelings;
#[path = "evidence/later_days.rs"]
mod later_days;
#[path = "evidence/moments.rs"]
mod moments;
#[path = "evidence/needs.rs"]
mod needs;
#[path = "evidence/promises.rs"]
mod promises;

use home::{Device, Mia};
use serde_json::Value;

/// A phone with no relay, on which Noa and Tom have pages.
fn alone() -> (tempfile::TempDir, Device) {
    let folder = tempfile::tempdir().unwrap();
    let phone = Device::new(folder.path(), "phone");
    phone.ok(&["init", "--device", "phone"]);
    for name in ["Noa", "Tom"] {
        phone.ok(&["people", "add", name]);
    }
    (folder, phone)
}

/// Mia's phone with a page for Noa, and her tablet, which has all that `begin` put on the phone.
fn two(begin: impl FnOnce(&Device) -> String) -> (Mia, Device, String) {
    let mia = Mia::new();
    mia.phone.ok(&["people", "add", "Noa"]);
    let id = begin(&mia.phone);
    mia.phone.ok(&["sync"]);
    let tablet = mia.join("tablet");
    (mia, tablet, id)
}

/// Both hear of all that the other did.
fn meet(phone: &Device, tablet: &Device) {
    for device in [phone, tablet, phone] {
        device.ok(&["sync"]);
    }
}

/// The id that a command answers.
#[track_caller]
fn id(device: &Device, args: &[&str]) -> String {
    device.ok(args)["id"].as_str().unwrap().to_owned()
}

/// What a list shows.
#[track_caller]
fn items(device: &Device, args: &[&str]) -> Vec<Value> {
    device.ok(args)["items"].as_array().unwrap().clone()
}

/// One field of everything in a list.
#[track_caller]
fn all(device: &Device, args: &[&str], field: &str) -> Vec<String> {
    let items = items(device, args);
    items.iter().map(|item| item[field].as_str().unwrap().to_owned()).collect()
}

/// Undoes one act and says which it was.
#[track_caller]
fn undo(device: &Device) -> String {
    device.ok(&["undo"])["undone"].as_str().unwrap().to_owned()
}
