//! Commands that need no journal.

use std::process::ExitCode;

use clap::CommandFactory;
use serde_json::json;

use super::{DONE, Outcome};
use crate::{
    args::Arguments,
    failure::{Failure, Shell},
    output::Output,
};

/// Version of the JSON shapes: they only grow.
const JSON_VERSION: u32 = 1;

pub(super) fn version(out: &Output) -> Outcome {
    let version = env!("CARGO_PKG_VERSION");
    let (schema, wire) = (requite::SCHEMA_VERSION, requite::WIRE_VERSION);
    let answer = json!({"version": version, "json": JSON_VERSION, "schema": schema, "wire": wire});
    out.answer(&answer, |_| {
        format!("requite {version} (json {JSON_VERSION}, schema {schema}, wire {wire})")
    })?;
    DONE
}

pub(super) fn completions(shell: clap_complete::Shell) -> Outcome {
    clap_complete::generate(shell, &mut Arguments::command(), "requite", &mut std::io::stdout());
    DONE
}

pub(super) fn man() -> Outcome {
    let man = clap_mangen::Man::new(Arguments::command());
    man.render(&mut std::io::stdout()).map_err(|_| Shell::Output)?;
    DONE
}

pub(super) fn relay(args: requite_relay::Args, out: &Output) -> Outcome {
    let json = out.is_json();
    let say = move |url: &str| {
        if json {
            json!({"event": "listening", "url": url}).to_string()
        } else {
            format!("The relay is listening on {url}")
        }
    };
    runtime()?.block_on(requite_relay::run(args, say))?;
    Ok(ExitCode::SUCCESS)
}

/// Threads for what waits for the network.
pub(crate) fn runtime() -> Result<tokio::runtime::Runtime, Failure> {
    let mut builder = tokio::runtime::Builder::new_multi_thread();
    Ok(builder.worker_threads(2).enable_all().build().map_err(|_| Shell::Runtime)?)
}
