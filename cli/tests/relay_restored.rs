//! A relay that lost something is filled up again by the devices; nobody is asked anything.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::similar_names,
    clippy::redundant_closure_for_method_calls,
    clippy::format_collect,
    clippy::unused_self,
    reason = "a test that fails says so by panicking, and reads best in one line"
)]

mod home;

use std::{fs, path::Path};

use home::{Device, Mia};

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
    }
}

#[test]
fn a_relay_put_back_from_an_old_copy() {
    let mut mia = Mia::new();
    let first = mia.phone.write("before the copy");
    mia.phone.ok(&["sync"]);
    mia.relay.kill();
    let backup = mia.folder.path().join("backup");
    copy(&mia.relay.data, &backup);
    mia.relay.again();
    // The tablet joins after the copy was made: the old relay has never heard of it.
    let tablet = mia.join("tablet");
    let second = tablet.write("after the copy");
    let third = mia.phone.write("after it, too");
    for device in [&tablet, &mia.phone, &tablet] {
        device.ok(&["sync"]);
    }
    mia.relay.kill();
    fs::remove_dir_all(&mia.relay.data).unwrap();
    copy(&backup, &mia.relay.data);
    mia.relay.again();
    let report = tablet.ok(&["sync"]);
    assert!(report["sent"].as_u64().unwrap() > 0);
    assert!(report["alarms"].as_array().unwrap().iter().any(|alarm| alarm == "relay_rolled_back"));
    // One device alone has filled it: a third has everything from the relay.
    let laptop = mia.join("laptop");
    for (id, text) in
        [(&first, "before the copy"), (&second, "after the copy"), (&third, "after it, too")]
    {
        assert_eq!(laptop.body(id), text);
    }
    mia.phone.ok(&["sync"]);
    assert_eq!(mia.phone.ids(), laptop.ids());
}

#[test]
fn a_relay_that_lost_everything() {
    let mut mia = Mia::new();
    let tablet = mia.join("tablet");
    let ids = [mia.phone.write("one"), tablet.write("two")];
    for device in [&mia.phone, &tablet, &mia.phone] {
        device.ok(&["sync"]);
    }
    mia.relay.kill();
    fs::remove_dir_all(&mia.relay.data).unwrap();
    mia.relay.again();
    mia.phone.ok(&["sync"]);
    let laptop = mia.join("laptop");
    for id in &ids {
        laptop.ok(&["show", id]);
    }
    assert_eq!(tablet.ok(&["sync"])["waiting"], 0);
}

#[test]
fn new_words_find_the_journal_at_a_relay_that_lost_everything_when_who_made_them_is_gone() {
    let mut mia = Mia::new();
    let tablet = mia.join("tablet");
    let id = tablet.write("kept");
    tablet.ok(&["sync"]);
    let words = mia.phone.ok(&["words"])["words"].as_str().unwrap().to_owned();
    for device in [&mia.phone, &tablet] {
        device.ok(&["sync"]);
    }
    // The phone, which made the new words, is lost; so is all that the relay had. The tablet never saw the words.
    mia.relay.kill();
    fs::remove_dir_all(&mia.relay.data).unwrap();
    mia.relay.again();
    tablet.ok(&["sync"]);
    let laptop = Device::new(mia.folder.path(), "laptop");
    let restore = ["restore", "--relay", &mia.relay.url, "--device", "laptop"];
    laptop.tell(&restore, mia.words.as_bytes()).refused(4, "wrong_words");
    laptop.tell(&restore, words.as_bytes()).ok();
    assert_eq!(laptop.body(&id), "kept");
}
