//! The program around the relay: arguments, the line that says where it listens, signals. Shared by `requite-relay` and
//! `requite relay`.

use std::{io::Write, net::SocketAddr, path::PathBuf};

use crate::{Config, StartError, start};

/// Arguments of a relay.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// Address to listen on; port 0 takes a free one
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:0")]
    pub listen: SocketAddr,
    /// Folder for the sealed mail
    #[arg(long, value_name = "DIR", default_value = "requite-relay-data")]
    pub data: PathBuf,
    /// Origin under which devices reach this relay, such as <https://relay.example> (may be repeated)
    #[arg(long, value_name = "URL")]
    pub origin: Vec<String>,
    /// Room for one vault, in MiB
    #[arg(long, value_name = "MIB", default_value_t = 2_048)]
    pub quota_mib: u64,
}

/// Why the program ended early.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// It did not start.
    #[error(transparent)]
    Start(#[from] StartError),
    /// It could not say where it listens.
    #[error("standard output is closed")]
    Output,
}

impl Failure {
    /// Exit code of the program.
    pub const fn exit_code(self) -> u8 {
        match self {
            Self::Output => 1,
            Self::Start(StartError::Address | StartError::Folder) => 8,
            Self::Start(StartError::InUse) => 5,
            Self::Start(StartError::Damaged) => 7,
            Self::Start(StartError::Full) => 9,
        }
    }

    /// Stable code of the failure.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Output => "internal",
            Self::Start(StartError::Address) => "address",
            Self::Start(StartError::Folder) => "folder",
            Self::Start(StartError::InUse) => "busy",
            Self::Start(StartError::Damaged) => "damaged",
            Self::Start(StartError::Full) => "full",
        }
    }
}

/// Runs a relay until SIGTERM or SIGINT.
///
/// # Errors
/// [`Failure`].
pub async fn run(args: Args, say: impl FnOnce(&str) -> String) -> Result<(), Failure> {
    let config = Config {
        listen: args.listen,
        origins: args.origin,
        quota_bytes: args.quota_mib.saturating_mul(1 << 20),
        ..Config::local(args.data)
    };
    let relay = start(config).await?;
    let mut out = std::io::stdout().lock();
    let line = say(relay.url());
    out.write_all(line.as_bytes())
        .and_then(|()| out.write_all(b"\n"))
        .map_err(|_| Failure::Output)?;
    out.flush().map_err(|_| Failure::Output)?;
    drop(out);
    told_to_stop().await;
    relay.stop().await;
    Ok(())
}

#[cfg(unix)]
async fn told_to_stop() {
    use tokio::signal::unix::{SignalKind, signal};
    match signal(SignalKind::terminate()) {
        Ok(mut terminate) => tokio::select! {
            _ = terminate.recv() => {}
            _ = tokio::signal::ctrl_c() => {}
        },
        Err(_) => drop(tokio::signal::ctrl_c().await),
    }
}

#[cfg(not(unix))]
async fn told_to_stop() {
    drop(tokio::signal::ctrl_c().await);
}
