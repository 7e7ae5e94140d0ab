//! A device is let in by a line of text and six digits, and removed again: real processes, a real relay.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::redundant_closure_for_method_calls,
    reason = "a test that fails says so by panicking, and reads best in one line"
)]

mod home;

use std::{
    io::{BufRead, BufReader, Write},
    process::{Child, ChildStdin, ChildStdout, Stdio},
};

use home::{Device, Mia};
use serde_json::Value;

/// A command that speaks line by line.
struct Talk {
    child: Child,
    says: BufReader<ChildStdout>,
    hears: Option<ChildStdin>,
}

impl Talk {
    fn begin(device: &Device, args: &[&str]) -> Self {
        let mut child = device.command(args).stdin(Stdio::piped()).spawn().unwrap();
        let says = BufReader::new(child.stdout.take().unwrap());
        let hears = child.stdin.take();
        Self { child, says, hears }
    }

    fn next(&mut self) -> Value {
        let mut line = String::new();
        self.says.read_line(&mut line).unwrap();
        serde_json::from_str(&line).unwrap_or_default()
    }

    fn tell(&mut self, line: &str) {
        // A program that has ended hears nothing.
        let _told = writeln!(self.hears.take().unwrap(), "{line}");
    }

    fn end(self) -> home::Answer {
        home::answer(self.child, b"")
    }
}

/// Pairs; the digits that are typed are what `typed` makes of those that are shown.
fn pair(mia: &Mia, name: &str, typed: impl Fn(&str) -> String) -> (Talk, Talk, Device) {
    let device = Device::new(mia.folder.path(), name);
    let mut invite = Talk::begin(&mia.phone, &["device", "invite"]);
    let said = invite.next();
    assert_eq!(said["event"], "invite");
    assert!(said["expires"].as_str().unwrap().starts_with("20"));
    let code = said["code"].as_str().unwrap().to_owned();
    let mut join = Talk::begin(&device, &["device", "join", &code, "--device", name]);
    let check = join.next();
    assert_eq!(check["event"], "check");
    let digits = check["digits"].as_str().unwrap();
    assert_eq!(digits.len(), 6);
    invite.tell(&typed(digits));
    (invite, join, device)
}

fn join(mia: &Mia, name: &str) -> Device {
    let (mut invite, mut newcomer, device) = pair(mia, name, str::to_owned);
    let (let_in, joined) = (invite.next(), newcomer.next());
    assert_eq!((&let_in["event"], &joined["event"]), (&"joined".into(), &"joined".into()));
    assert_eq!(let_in["device"], joined["device"]);
    assert_eq!((invite.end().code, newcomer.end().code), (0, 0));
    device
}

fn listed(device: &Device) -> Vec<Value> {
    device.ok(&["device", "list"])["devices"].as_array().unwrap().clone()
}

#[test]
fn a_tablet_comes_in_reads_everything_and_is_pointed_out() {
    let mia = Mia::new();
    let id = mia.phone.write("From before the tablet came.");
    mia.phone.ok(&["sync"]);
    let tablet = join(&mia, "tablet");
    assert_eq!(tablet.body(&id), "From before the tablet came.");
    let seen_by_phone = listed(&mia.phone);
    assert_eq!(seen_by_phone.len(), 2);
    let other = seen_by_phone.iter().find(|device| device["this"] == false).unwrap();
    assert_eq!((&other["name"], &other["revoked"]), (&"tablet".into(), &Value::Null));
    assert!(other["new_until"].is_string(), "seven days long");
    let seen_by_tablet = listed(&tablet);
    let phone = seen_by_tablet.iter().find(|device| device["this"] == false).unwrap();
    assert!(phone["new_until"].is_null(), "who was there before is not new");
    tablet.write("From the tablet.");
    tablet.ok(&["sync"]);
    mia.phone.ok(&["sync"]);
    assert_eq!(mia.phone.ids(), tablet.ids());
}

#[test]
fn wrong_digits_end_it_at_once_and_the_line_is_used_up() {
    let mia = Mia::new();
    let wrong = |digits: &str| {
        let number: u32 = digits.parse().unwrap();
        format!("{:06}", (number + 1) % 1_000_000)
    };
    let (invite, newcomer, tablet) = pair(&mia, "tablet", wrong);
    invite.end().refused(4, "wrong_digits");
    newcomer.end().refused(4, "wrong_digits");
    assert_eq!(listed(&mia.phone).len(), 1);
    tablet.run(&["list"]).refused(3, "no_vault");
    // Another try needs another line.
    join(&mia, "laptop");
}

#[test]
fn a_line_that_is_none_is_old_or_of_nowhere_is_refused() {
    let mia = Mia::new();
    let tablet = Device::new(mia.folder.path(), "tablet");
    tablet.run(&["device", "join", "HELLO"]).refused(8, "invalid_code");
    mia.phone.run(&["device", "join", "HELLO"]).refused(8, "already_there");
    let mut invite = Talk::begin(&mia.phone, &["device", "invite"]);
    let code = invite.next()["code"].as_str().unwrap().to_owned();
    let mut damaged = code.clone();
    let last = damaged.pop().unwrap();
    damaged.push(if last == 'A' { 'B' } else { 'A' });
    tablet.run(&["device", "join", &damaged]).refused(8, "invalid_code");
    invite.child.kill().unwrap();
    invite.end();
    // The relay that held the mailbox has forgotten it.
    let mut mia = mia;
    mia.relay.kill();
    tablet.run(&["device", "join", &code]).refused(6, "relay_unreachable");
    mia.relay.again();
    tablet.run(&["device", "join", &code]).refused(8, "invite_expired");
    let alone = Device::new(mia.folder.path(), "alone");
    alone.run(&["device", "invite"]).refused(8, "no_relay");
}

#[test]
fn an_open_journal_is_not_enough_to_let_somebody_in() {
    let mia = Mia::new();
    let mut command = mia.phone.command(&["device", "invite"]);
    command.env_remove("REQUITE_PASSPHRASE").stdin(Stdio::null());
    let answer = home::answer(command.spawn().unwrap(), b"");
    answer.refused(4, "passphrase_needed");
    let mut command = mia.phone.command(&["device", "invite"]);
    command.env("REQUITE_PASSPHRASE", "another");
    home::answer(command.spawn().unwrap(), b"").refused(4, "wrong_passphrase");
}

#[test]
fn a_removed_device_is_shut_out_and_its_earlier_words_stay() {
    let mia = Mia::new();
    let tablet = join(&mia, "tablet");
    let laptop = join(&mia, "laptop");
    let before = tablet.write("Written before.");
    tablet.ok(&["sync"]);
    laptop.ok(&["sync"]);
    let id = listed(&mia.phone)
        .iter()
        .find(|device| device["name"] == "tablet")
        .map(|device| device["id"].as_str().unwrap().to_owned())
        .unwrap();
    let answer = mia.phone.ok(&["device", "revoke", &id[..8]]);
    assert_eq!((&answer["id"], &answer["published"]), (&id.clone().into(), &true.into()));
    let after = mia.phone.write("Written after.");
    mia.phone.ok(&["sync"]);
    tablet.write("From outside.");
    tablet.run(&["sync"]).refused(6, "relay_refused");
    laptop.ok(&["sync"]);
    let mut expected = vec![before.clone(), after.clone()];
    for device in [&mia.phone, &laptop] {
        let mut ids = device.ids();
        ids.sort();
        expected.sort();
        assert_eq!(ids, expected);
        assert_eq!(device.body(&before), "Written before.");
    }
    tablet.run(&["show", &after]).refused(3, "not_found");
    let gone = listed(&laptop).into_iter().find(|device| device["id"] == id.as_str()).unwrap();
    assert!(gone["revoked"].is_string());
    mia.phone.run(&["device", "revoke", &id]).refused(3, "not_found");
    mia.phone.run(&["device", "revoke", ""]).refused(3, "not_found");
    let own = listed(&mia.phone)[0]["id"].as_str().unwrap().to_owned();
    let other = listed(&mia.phone)
        .iter()
        .find(|device| device["name"] == "laptop")
        .map(|device| device["id"].as_str().unwrap().to_owned())
        .unwrap();
    mia.phone.ok(&["device", "revoke", &other]);
    mia.phone.run(&["device", "revoke", &own]).refused(8, "last_device");
}

#[test]
fn a_held_history_comes_when_an_older_device_says_so() {
    let mia = Mia::new();
    let before = mia.phone.write("From before.");
    mia.phone.ok(&["sync"]);
    let tablet = Device::new(mia.folder.path(), "tablet");
    let mut invite = Talk::begin(&mia.phone, &["device", "invite", "--hold"]);
    let code = invite.next()["code"].as_str().unwrap().to_owned();
    let mut newcomer = Talk::begin(&tablet, &["device", "join", &code, "--device", "tablet"]);
    let digits = newcomer.next()["digits"].as_str().unwrap().to_owned();
    invite.tell(&digits);
    assert_eq!((invite.end().code, newcomer.end().code), (0, 0));
    let after = mia.phone.write("From now on.");
    mia.phone.ok(&["sync"]);
    tablet.ok(&["sync"]);
    assert_eq!(tablet.ids(), core::slice::from_ref(&after));
    assert!(tablet.ok(&["status"])["keyless"].as_u64().unwrap() > 0);
    mia.phone.ok(&["device", "release"]);
    tablet.ok(&["sync"]);
    assert_eq!(tablet.ids().len(), 2);
    assert_eq!(tablet.body(&before), "From before.");
}

#[test]
fn new_words_bring_the_journal_back_and_the_old_ones_do_not() {
    let mia = Mia::new();
    let id = mia.phone.write("Kept.");
    mia.phone.ok(&["sync"]);
    let words = mia.phone.ok(&["words"])["words"].as_str().unwrap().to_owned();
    assert_ne!(words, mia.words);
    let tablet = Device::new(mia.folder.path(), "tablet");
    let restore = ["restore", "--relay", &mia.relay.url, "--device", "tablet"];
    tablet.tell(&restore, mia.words.as_bytes()).refused(4, "wrong_words");
    tablet.tell(&restore, words.as_bytes()).ok();
    assert_eq!(tablet.body(&id), "Kept.");
}
