//! The live connection: a pull that stays open over a WebSocket. Frames are bounded; a closed one is simply opened again.

use core::time::Duration;

use futures_util::StreamExt;
use hyper::header::AUTHORIZATION;
use requite_wire::{codec, limits, message::Page};
use tokio::net::TcpStream;
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream,
    tungstenite::{
        Message, client::IntoClientRequest, http::HeaderValue, protocol::WebSocketConfig,
    },
};

use super::{NetError, RelayUrl};

const CONNECT_TIMEOUT: Duration = Duration::from_secs(15);
/// A relay pings at least this often; a socket that is silent for longer is dead.
const SILENCE_MAX: Duration = Duration::from_secs(90);

/// An open live connection.
#[derive(Debug)]
pub(crate) struct Live(WebSocketStream<MaybeTlsStream<TcpStream>>);

impl Live {
    pub(crate) async fn open(url: &RelayUrl, path: &str, bearer: &str) -> Result<Self, NetError> {
        let uri = url.socket_uri(path).map_err(|_| NetError::Malformed)?;
        let mut request = uri.into_client_request().map_err(|_| NetError::Malformed)?;
        let mut bearer =
            HeaderValue::from_str(&format!("Bearer {bearer}")).map_err(|_| NetError::Malformed)?;
        bearer.set_sensitive(true);
        request.headers_mut().insert(AUTHORIZATION, bearer);
        let config = WebSocketConfig::default()
            .max_message_size(Some(limits::BODY_BYTES_MAX))
            .max_frame_size(Some(limits::BODY_BYTES_MAX));
        let connecting = connect(request, config);
        let (socket, _) = tokio::time::timeout(CONNECT_TIMEOUT, connecting)
            .await
            .map_err(|_| NetError::Unreachable)?
            .map_err(|_| NetError::Unreachable)?;
        Ok(Self(socket))
    }

    /// The next page; an error when the connection is over.
    pub(crate) async fn next(&mut self) -> Result<Page, NetError> {
        loop {
            let frame = tokio::time::timeout(SILENCE_MAX, self.0.next()).await;
            match frame {
                Ok(Some(Ok(Message::Binary(bytes)))) => {
                    return codec::decode(&bytes).map_err(|_| NetError::Malformed);
                }
                Ok(Some(Ok(Message::Ping(_) | Message::Pong(_)))) => {}
                Ok(
                    Some(Ok(Message::Text(_) | Message::Close(_) | Message::Frame(_)) | Err(_))
                    | None,
                )
                | Err(_) => return Err(NetError::Unreachable),
            }
        }
    }
}

type Request = hyper::Request<()>;
type Connected = (
    WebSocketStream<MaybeTlsStream<TcpStream>>,
    tokio_tungstenite::tungstenite::handshake::client::Response,
);

#[cfg(feature = "native")]
async fn connect(
    request: Request,
    config: WebSocketConfig,
) -> Result<Connected, tokio_tungstenite::tungstenite::Error> {
    use tokio_tungstenite::{Connector, tungstenite::Error};
    let tls = tls().map_err(|_| Error::ConnectionClosed)?;
    let connector = Connector::Rustls(std::sync::Arc::new(tls));
    tokio_tungstenite::connect_async_tls_with_config(request, Some(config), true, Some(connector))
        .await
}

#[cfg(not(feature = "native"))]
async fn connect(
    request: Request,
    config: WebSocketConfig,
) -> Result<Connected, tokio_tungstenite::tungstenite::Error> {
    tokio_tungstenite::connect_async_with_config(request, Some(config), true).await
}

/// TLS as the platform trusts it, by rustls and ring.
#[cfg(feature = "native")]
pub(super) fn tls() -> Result<rustls::ClientConfig, NetError> {
    use rustls_platform_verifier::BuilderVerifierExt;
    let provider = std::sync::Arc::new(rustls::crypto::ring::default_provider());
    let builder = rustls::ClientConfig::builder_with_provider(provider)
        .with_protocol_versions(&[&rustls::version::TLS13])
        .map_err(|_| NetError::Unreachable)?
        .with_platform_verifier()
        .map_err(|_| NetError::Unreachable)?;
    Ok(builder.with_no_client_auth())
}
