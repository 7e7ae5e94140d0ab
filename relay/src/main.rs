//! `requite-relay`: the relay as a program of its own.

use std::process::ExitCode;

use clap::Parser;

/// A blind post office for Requite: stores and forwards what it cannot read
#[derive(Debug, Parser)]
#[command(
    version,
    after_help = "Example:\n  requite-relay --listen 127.0.0.1:8480 --data /var/lib/requite"
)]
struct Program {
    #[command(flatten)]
    relay: requite_relay::Args,
    /// Print machine-readable lines
    #[arg(long)]
    json: bool,
}

#[tokio::main]
async fn main() -> ExitCode {
    let program = Program::parse();
    let filter = tracing_subscriber::EnvFilter::try_from_env("REQUITE_LOG").unwrap_or_default();
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    let json = program.json;
    let say = |url: &str| {
        if json {
            format!("{{\"event\":\"listening\",\"url\":\"{url}\"}}")
        } else {
            format!("The relay is listening on {url}")
        }
    };
    match requite_relay::run(program.relay, say).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            complain(failure, json);
            ExitCode::from(failure.exit_code())
        }
    }
}

#[expect(clippy::print_stderr, reason = "a program speaks to its caller")]
fn complain(failure: requite_relay::Failure, json: bool) {
    if json {
        eprintln!("{{\"error\":{{\"code\":\"{}\",\"message\":\"{failure}\"}}}}", failure.code());
    } else {
        eprintln!("requite-relay: {failure}");
    }
}
