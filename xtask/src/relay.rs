//! A real relay, as a process of its own, for commands of the house that need one between two devices.

use std::{
    io::{BufRead as _, BufReader},
    path::Path,
    process::{Child, Stdio},
};

use serde_json::Value;

use crate::child;

/// Listens on a free port until it is dropped.
#[derive(Debug)]
pub(crate) struct Relay {
    process: Child,
    /// Its address.
    pub(crate) url: String,
}

impl Relay {
    /// Starts one by the built `requite`, with its data in this folder.
    pub(crate) fn start(program: &Path, data: &Path) -> Result<Self, String> {
        let mut command = child::command(program);
        command.args(["relay", "--json", "--listen", "127.0.0.1:0", "--data"]).arg(data);
        command.stdout(Stdio::piped()).stderr(Stdio::null());
        let process = command.spawn().map_err(|_| "the relay does not start".to_owned())?;
        let mut relay = Self { process, url: String::new() };
        let mut line = String::new();
        let out = relay.process.stdout.as_mut().ok_or("the relay has no output")?;
        let read = BufReader::new(out).read_line(&mut line);
        let said: Option<Value> = read.ok().and_then(|_| serde_json::from_str(&line).ok());
        let url = said.as_ref().and_then(|said| said.get("url")).and_then(Value::as_str);
        url.ok_or("the relay does not say where it listens")?.clone_into(&mut relay.url);
        Ok(relay)
    }
}

impl Drop for Relay {
    fn drop(&mut self) {
        let _killed = self.process.kill();
        let _ended = self.process.wait();
    }
}
