//! The server: listens, bounds connections and headers, and stops gracefully.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use axum::{Router, extract::connect_info::ConnectInfo};
use hyper::server::conn::http1;
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    service::TowerToHyperService,
};
use tokio::{
    net::TcpListener,
    sync::{Semaphore, watch},
    task::JoinHandle,
};

use crate::{
    Config, Sqlite,
    backend::BackendError,
    hub::Hub,
    metrics::Metrics,
    office::Office,
    rate::Rate,
    routes::{Desk, router},
    tokens::Tokens,
};

/// The longest that a request's head may take to arrive.
const HEADER_TIMEOUT: Duration = Duration::from_secs(15);
/// The longest that requests under way may take when the relay stops.
const STOP_TIMEOUT: Duration = Duration::from_secs(10);

/// A running relay.
#[derive(Debug)]
pub struct Relay {
    url: String,
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

/// Why a relay does not start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StartError {
    /// Another relay uses this folder.
    #[error("another relay is using this folder")]
    InUse,
    /// The address cannot be listened on.
    #[error("this address cannot be listened on")]
    Address,
    /// The folder cannot be used.
    #[error("the folder cannot be made or written to")]
    Folder,
    /// The storage is full.
    #[error("the storage is full")]
    Full,
    /// The data file is damaged.
    #[error(
        "the data file cannot be read; keep it, and start with another folder: the devices will refill it"
    )]
    Damaged,
}

/// Starts a relay. It runs until it is stopped or dropped.
///
/// # Errors
/// [`StartError`].
pub async fn start(config: Config) -> Result<Relay, StartError> {
    std::fs::create_dir_all(&config.data).map_err(|_| StartError::Folder)?;
    let in_use = config.data.join("in-use");
    let lock = std::fs::File::create(in_use).map_err(|_| StartError::Folder)?;
    lock.try_lock().map_err(|_| StartError::InUse)?;
    let backend = Sqlite::open(&config.data.join("relay.db")).map_err(|error| match error {
        BackendError::Full => StartError::Full,
        BackendError::Failed => StartError::Damaged,
    })?;
    let listener = TcpListener::bind(config.listen).await.map_err(|_| StartError::Address)?;
    let address = listener.local_addr().map_err(|_| StartError::Address)?;
    let url = format!("http://{address}");
    let (stop, closing) = watch::channel(false);
    let hour = 3_600_000;
    let desk = Arc::new(Desk {
        office: Office::new(Box::new(backend), config.quota_bytes),
        hub: Hub::default(),
        metrics: Metrics::default(),
        tokens: Mutex::new(Tokens::default()),
        mailboxes: Mutex::default(),
        new_vaults: Mutex::new(Rate::new(config.vaults_per_hour, hour)),
        requests: Mutex::new(Rate::new(config.requests_per_minute, 60_000)),
        origins: origins(&config, address),
        started: Instant::now(),
        closing: closing.clone(),
    });
    let server = Server { listener, router: router(desk), connections_max: config.connections_max };
    let task = tokio::spawn(async move {
        server.run(closing).await;
        drop(lock);
    });
    Ok(Relay { url, stop, task })
}

impl Relay {
    /// Where it can be reached.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Stops: no new connections, requests under way are finished, sockets are closed.
    pub async fn stop(self) {
        // Nobody listening any more means that it has stopped.
        let _gone = self.stop.send(true);
        let _joined = self.task.await;
    }
}

/// Every origin under which a client may have dialled this relay.
fn origins(config: &Config, address: SocketAddr) -> Vec<String> {
    let mut origins = vec![format!("http://{address}")];
    if address.ip().is_loopback() || address.ip().is_unspecified() {
        let port = address.port();
        origins.extend(
            ["127.0.0.1", "localhost", "[::1]"].map(|host| format!("http://{host}:{port}")),
        );
    }
    origins.extend(config.origins.iter().map(|origin| origin.trim_end_matches('/').to_owned()));
    origins
}

struct Server {
    listener: TcpListener,
    router: Router,
    connections_max: usize,
}

impl Server {
    async fn run(self, mut closing: watch::Receiver<bool>) {
        let room = Arc::new(Semaphore::new(self.connections_max));
        loop {
            let accepted = tokio::select! {
                accepted = self.listener.accept() => accepted,
                _ = closing.changed() => break,
            };
            let Ok((stream, peer)) = accepted else { continue };
            // Over the limit, a connection is closed at once rather than left waiting.
            let Ok(place) = Arc::clone(&room).try_acquire_owned() else { continue };
            let _nodelay = stream.set_nodelay(true);
            let service = tower::ServiceBuilder::new()
                .map_request(move |mut request: hyper::Request<hyper::body::Incoming>| {
                    request.extensions_mut().insert(ConnectInfo(peer));
                    request
                })
                .service(self.router.clone());
            let connection = http1::Builder::new()
                .timer(TokioTimer::new())
                .header_read_timeout(HEADER_TIMEOUT)
                .serve_connection(TokioIo::new(stream), TowerToHyperService::new(service))
                .with_upgrades();
            let mut closing = closing.clone();
            tokio::spawn(async move {
                let mut connection = core::pin::pin!(connection);
                // A connection that ends badly is the client's affair; it tries again.
                tokio::select! {
                    _ended = connection.as_mut() => {}
                    _ = closing.changed() => {
                        connection.as_mut().graceful_shutdown();
                        let _ended = connection.await;
                    }
                }
                drop(place);
            });
        }
        drop(self.listener);
        let all = u32::try_from(self.connections_max).unwrap_or(u32::MAX);
        let _finished = tokio::time::timeout(STOP_TIMEOUT, room.acquire_many(all)).await;
    }
}
