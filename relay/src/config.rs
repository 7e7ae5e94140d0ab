//! What a relay's owner can set.

use std::{net::SocketAddr, path::PathBuf};

/// How to run a relay.
#[derive(Debug, Clone)]
pub struct Config {
    /// Where to listen; port 0 takes a free one.
    pub listen: SocketAddr,
    /// Where to keep the vaults.
    pub data: PathBuf,
    /// Origins under which clients reach it, `https://relay.example`. The address that it listens on always counts.
    pub origins: Vec<String>,
    /// Bytes of one vault.
    pub quota_bytes: u64,
    /// Connections at once.
    pub connections_max: usize,
    /// New vaults an hour from one address.
    pub vaults_per_hour: u32,
    /// Requests a minute from one address.
    pub requests_per_minute: u32,
}

impl Config {
    /// A relay on a free port of this machine, with usual limits.
    pub fn local(data: PathBuf) -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            data,
            origins: Vec::new(),
            quota_bytes: 2 << 30,
            connections_max: 12_000,
            vaults_per_hour: 600,
            requests_per_minute: 60_000,
        }
    }
}
