//! Real processes for tests: homes of devices, and a relay between them.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::similar_names,
    clippy::redundant_closure_for_method_calls,
    clippy::format_collect,
    clippy::unused_self,
    reason = "a test that fails says so by panicking, and reads best in one line"
)]
#![allow(dead_code, reason = "not every test uses all of it")]

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};
use requite_seal::{Argon2Params, KeyFile};
use serde_json::Value;

pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_requite");

/// What a command answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) code: i32,
    pub(crate) json: Value,
    pub(crate) stderr: String,
}

impl Answer {
    /// The code of the error that was told.
    pub(crate) fn error(&self) -> String {
        let told: Value = serde_json::from_str(self.stderr.lines().last().unwrap_or_default())
            .unwrap_or_default();
        told["error"]["code"].as_str().unwrap_or_default().to_owned()
    }

    #[track_caller]
    pub(crate) fn ok(self) -> Value {
        assert_eq!(self.code, 0, "{}", self.stderr);
        self.json
    }

    #[track_caller]
    pub(crate) fn refused(self, code: i32, error: &str) {
        assert_eq!((self.code, self.error().as_str()), (code, error), "{}", self.stderr);
    }
}

/// A device: a folder of its own.
pub(crate) struct Device {
    pub(crate) home: PathBuf,
    passphrase: String,
}

impl Device {
    pub(crate) fn new(folder: &Path, name: &str) -> Self {
        Self { home: folder.join(name), passphrase: "between us".to_owned() }
    }

    pub(crate) fn with_passphrase(&self, passphrase: &str) -> Self {
        Self { home: self.home.clone(), passphrase: passphrase.to_owned() }
    }

    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(PROGRAM);
        command.arg("--home").arg(&self.home).arg("--json").args(args);
        command.env("REQUITE_PASSPHRASE", &self.passphrase).env_remove("REQUITE_LOG");
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    pub(crate) fn run(&self, args: &[&str]) -> Answer {
        let answer = answer(self.command(args).spawn().unwrap(), b"");
        self.begun(args, answer)
    }

    pub(crate) fn tell(&self, args: &[&str], input: &[u8]) -> Answer {
        let answer = answer(self.command(args).stdin(Stdio::piped()).spawn().unwrap(), input);
        self.begun(args, answer)
    }

    /// Deriving keys is dear on purpose, and these tests ask for it thousands of times. What it costs stands in the key file, so a
    /// journal that was just made is sealed anew at the least that the format takes.
    pub(crate) fn begun(&self, args: &[&str], answer: Answer) -> Answer {
        const LEAST: Argon2Params = Argon2Params { memory_kib: 19 * 1024, passes: 2, lanes: 1 };
        if answer.code == 0 && matches!(args, ["init" | "restore", ..]) {
            let (path, passphrase) = (self.home.join("keys"), self.passphrase.as_bytes());
            let keys = KeyFile::open(&fs::read(&path).unwrap(), passphrase).unwrap();
            let mut rng = ChaCha20Rng::from_seed([7; 32]);
            fs::write(&path, KeyFile::seal(&keys, passphrase, LEAST, &mut rng).unwrap()).unwrap();
        }
        answer
    }

    /// Runs a command that must work.
    #[track_caller]
    pub(crate) fn ok(&self, args: &[&str]) -> Value {
        self.run(args).ok()
    }

    /// What a person reads, without `--json`.
    pub(crate) fn says(&self, args: &[&str]) -> String {
        let mut command = Command::new(PROGRAM);
        command.arg("--home").arg(&self.home).args(args).args(["--tz", "UTC"]);
        command.env("REQUITE_PASSPHRASE", &self.passphrase).stdin(Stdio::null());
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    }

    #[track_caller]
    pub(crate) fn write(&self, text: &str) -> String {
        self.tell(&["write", "-"], text.as_bytes()).ok()["id"].as_str().unwrap().to_owned()
    }

    #[track_caller]
    pub(crate) fn edit(&self, id: &str, text: &str) {
        self.tell(&["edit", id], text.as_bytes()).ok();
    }

    #[track_caller]
    pub(crate) fn body(&self, id: &str) -> String {
        self.ok(&["show", id])["body"].as_str().unwrap().to_owned()
    }

    /// Every id in the list, newest first, page by page.
    #[track_caller]
    pub(crate) fn ids(&self) -> Vec<String> {
        let mut ids = Vec::new();
        let mut cursor: Option<String> = None;
        loop {
            let mut args = vec!["list", "--limit", "1000"];
            args.extend(cursor.iter().flat_map(|cursor| ["--cursor", cursor]));
            let page = self.ok(&args);
            ids.extend(
                page["items"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|item| item["id"].as_str().unwrap().to_owned()),
            );
            cursor = page["next"].as_str().map(str::to_owned);
            if cursor.is_none() {
                return ids;
            }
        }
    }
}

pub(crate) fn answer(mut child: Child, input: &[u8]) -> Answer {
    if let Some(mut stdin) = child.stdin.take() {
        // A command that refuses early does not read to the end.
        let _written = stdin.write_all(input);
    }
    let output = child.wait_with_output().unwrap();
    Answer {
        code: output.status.code().unwrap_or(-1),
        json: serde_json::from_slice(&output.stdout).unwrap_or_default(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

/// A relay process; killed when dropped.
pub(crate) struct Relay {
    child: Child,
    pub(crate) url: String,
    pub(crate) data: PathBuf,
}

impl Relay {
    pub(crate) fn start(data: &Path, listen: &str) -> Self {
        Self::start_with(data, &["--listen", listen])
    }

    /// The same relay again, which devices reach by another address.
    pub(crate) fn called(&mut self, origin: &str) {
        let listen = self.url.strip_prefix("http://").unwrap().to_owned();
        self.kill();
        *self = Self::start_with(&self.data.clone(), &["--listen", &listen, "--origin", origin]);
    }

    fn start_with(data: &Path, args: &[&str]) -> Self {
        let mut command = Command::new(PROGRAM);
        command.args(["relay", "--json"]).args(args).arg("--data").arg(data);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        let said: Value = serde_json::from_str(&line).unwrap();
        assert_eq!(said["event"], "listening");
        let url = said["url"].as_str().unwrap().to_owned();
        Self { child, url, data: data.to_owned() }
    }

    /// Ends it without a farewell.
    pub(crate) fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// The same relay again, on the same address.
    pub(crate) fn again(&mut self) {
        let listen = self.url.strip_prefix("http://").unwrap().to_owned();
        *self = Self::start(&self.data.clone(), &listen);
    }
}

impl Drop for Relay {
    fn drop(&mut self) {
        // It may have been killed before.
        let _killed = self.child.kill();
        let _waited = self.child.wait();
    }
}

/// Mia's phone and tablet with a relay between them; the words beside them.
pub(crate) struct Mia {
    pub(crate) folder: tempfile::TempDir,
    pub(crate) relay: Relay,
    pub(crate) phone: Device,
    pub(crate) words: String,
}

impl Mia {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let relay = Relay::start(&folder.path().join("relay"), "127.0.0.1:0");
        let phone = Device::new(folder.path(), "phone");
        let made = phone.ok(&["init", "--relay", &relay.url, "--device", "phone"]);
        let words = made["words"].as_str().unwrap().to_owned();
        Self { folder, relay, phone, words }
    }

    pub(crate) fn join(&self, name: &str) -> Device {
        let device = Device::new(self.folder.path(), name);
        let args = ["restore", "--relay", &self.relay.url, "--device", name];
        device.tell(&args, self.words.as_bytes()).ok();
        device
    }
}

/// Files below a folder in which a text stands as it was written.
pub(crate) fn files_with(folder: &Path, text: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files_with(&path, text));
        } else if fs::read(&path)
            .unwrap()
            .windows(text.len())
            .any(|window| window == text.as_bytes())
        {
            found.push(path);
        }
    }
    found
}
