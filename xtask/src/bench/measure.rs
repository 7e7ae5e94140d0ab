//! What a process cost itself, and a process for each measurement: CPU, memory and bytes are then its own.

use std::{
    io::{BufRead, BufReader, Write},
    process::{Child, ChildStdin, ChildStdout, Stdio},
};

use rustix::time::{ClockId, clock_gettime};
use serde_json::{Map, Value as Json, json};

/// User and system time of all threads of this process so far, in milliseconds.
pub(super) fn cpu_ms() -> f64 {
    millis(clock_gettime(ClockId::ProcessCPUTime))
}

/// A clock that all processes of this machine share, in milliseconds.
pub(super) fn now_ms() -> f64 {
    millis(clock_gettime(ClockId::Monotonic))
}

#[expect(clippy::cast_precision_loss, reason = "a run lasts minutes, not years")]
fn millis(time: rustix::time::Timespec) -> f64 {
    time.tv_sec as f64 * 1_000.0 + time.tv_nsec as f64 / 1_000_000.0
}

/// The most memory that this process ever held, in KiB. None where the system does not say.
fn peak_kib() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

/// What a child says at its end: what it cost, and what it found besides.
pub(super) fn report(found: &[(&str, f64)]) {
    let mut said = Map::new();
    said.insert("cpu_ms".to_owned(), json!(cpu_ms()));
    said.insert("peak_mib".to_owned(), json!(peak_kib().map(|kib| kib / 1_024.0)));
    for (name, value) in found {
        said.insert((*name).to_owned(), json!(value));
    }
    println!("{}", Json::Object(said));
}

/// What a child said at its end.
#[derive(Debug, Clone)]
pub(super) struct Said(Json);

impl Said {
    /// A figure by its name.
    pub(super) fn figure(&self, name: &str) -> Result<f64, String> {
        self.0.get(name).and_then(Json::as_f64).ok_or_else(|| format!("a child did not say {name}"))
    }
}

/// A part of a job, in a process of its own, that can be spoken with.
#[derive(Debug)]
pub(super) struct Part {
    child: Child,
    tell: ChildStdin,
    hear: BufReader<ChildStdout>,
}

impl Part {
    pub(super) fn start(args: &[&str]) -> Result<Self, String> {
        let program = std::env::current_exe().map_err(|error| error.to_string())?;
        let mut command = crate::child::command(program);
        command.arg("bench-part").args(args).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().map_err(|error| error.to_string())?;
        let (Some(tell), Some(hear)) = (child.stdin.take(), child.stdout.take()) else {
            return Err("a child has no pipes".to_owned());
        };
        Ok(Self { child, tell, hear: BufReader::new(hear) })
    }

    pub(super) fn tell(&mut self, line: &str) -> Result<(), String> {
        let told = writeln!(self.tell, "{line}").and_then(|()| self.tell.flush());
        told.map_err(|_| "a child stopped listening".to_owned())
    }

    pub(super) fn hear(&mut self) -> Result<String, String> {
        let mut line = String::new();
        match self.hear.read_line(&mut line) {
            Ok(n) if n > 0 => Ok(line.trim().to_owned()),
            _ => Err("a child ended early".to_owned()),
        }
    }

    /// A number on a line of its own.
    pub(super) fn hear_number(&mut self) -> Result<f64, String> {
        self.hear()?.parse().map_err(|_| "a child spoke of something else".to_owned())
    }

    /// What it says at its end.
    pub(super) fn said(mut self) -> Result<Said, String> {
        let line = self.hear()?;
        let status = self.child.wait().map_err(|error| error.to_string())?;
        if !status.success() {
            return Err(format!("a child ended with {status}"));
        }
        let said = serde_json::from_str(&line).map(Said);
        said.map_err(|_| "a child spoke of something else".to_owned())
    }

    /// Ends it without a farewell; the relay and those that only listen have nothing more to say.
    pub(super) fn stop(mut self) {
        // It may have ended by itself.
        let _killed = self.child.kill();
        let _waited = self.child.wait();
    }
}

/// Runs a part to its end.
pub(super) fn run(args: &[&str]) -> Result<Said, String> {
    Part::start(args)?.said().map_err(|why| format!("{}: {why}", args.join(" ")))
}

/// The value in the middle, and the one that 95 of 100 stay below.
pub(super) fn middle_and_p95(values: &mut [f64]) -> (f64, f64) {
    values.sort_by(f64::total_cmp);
    let at = |percent: usize| values.get(values.len() * percent / 100).copied().unwrap_or(f64::NAN);
    (at(50), at(95))
}
