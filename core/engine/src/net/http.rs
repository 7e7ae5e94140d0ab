//! One request, one answer, both bounded in bytes and time. Redirects are never followed: a token is bound to its origin.

use core::time::Duration;

use http_body_util::{BodyExt, Full, Limited};
use hyper::{
    Method, Request, StatusCode, Uri,
    body::Bytes,
    header::{AUTHORIZATION, CONTENT_TYPE, IF_MATCH},
};
use hyper_util::{
    client::legacy::{Client, connect::HttpConnector},
    rt::TokioExecutor,
};
use requite_wire::{limits, message};

/// The longest that an answer may take, from the request to its last byte.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(60);
/// The longest that a connection may take to come about.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// Why there is no answer to use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum NetError {
    /// No connection, a cut, a time-out, overload.
    Unreachable,
    /// An answer that is no answer: too large, malformed, a redirect.
    Malformed,
    /// The relay says no.
    Refused { status: u16, refusal: Option<Box<message::Refusal>> },
}

impl NetError {
    pub(crate) fn code(&self) -> &str {
        match self {
            Self::Refused { refusal: Some(refusal), .. } => &refusal.code,
            Self::Unreachable | Self::Malformed | Self::Refused { .. } => "",
        }
    }
}

#[cfg(feature = "native")]
type Connector = hyper_rustls::HttpsConnector<HttpConnector>;
#[cfg(not(feature = "native"))]
type Connector = HttpConnector;

/// An HTTP client: connections are kept and shared by its clones.
#[derive(Debug, Clone)]
pub(crate) struct Http(Client<Connector, Full<Bytes>>);

/// A request to be sent.
#[derive(Debug)]
pub(crate) struct Call<'a> {
    pub(crate) method: Method,
    pub(crate) uri: Uri,
    pub(crate) bearer: Option<&'a str>,
    pub(crate) if_match: Option<String>,
    pub(crate) body: Vec<u8>,
}

impl Http {
    pub(crate) fn new() -> Result<Self, NetError> {
        let mut tcp = HttpConnector::new();
        tcp.set_connect_timeout(Some(CONNECT_TIMEOUT));
        tcp.set_nodelay(true);
        Ok(Self(Client::builder(TokioExecutor::new()).build(connector(tcp)?)))
    }

    /// The body of a 2xx answer.
    pub(crate) async fn send(&self, call: Call<'_>) -> Result<Vec<u8>, NetError> {
        let request = request(call)?;
        let answer = tokio::time::timeout(ANSWER_TIMEOUT, self.answer(request)).await;
        let (status, body) = answer.map_err(|_| NetError::Unreachable)??;
        if status.is_success() {
            return Ok(body);
        }
        let refusal = requite_wire::codec::decode(&body).ok().map(Box::new);
        match status.as_u16() {
            429 | 502..=504 => Err(NetError::Unreachable),
            status => Err(NetError::Refused { status, refusal }),
        }
    }

    async fn answer(
        &self,
        request: Request<Full<Bytes>>,
    ) -> Result<(StatusCode, Vec<u8>), NetError> {
        let answer = self.0.request(request).await.map_err(|_| NetError::Unreachable)?;
        let status = answer.status();
        if status.is_redirection() {
            return Err(NetError::Malformed);
        }
        let body = Limited::new(answer.into_body(), limits::BODY_BYTES_MAX).collect().await;
        match body {
            Ok(body) => Ok((status, body.to_bytes().to_vec())),
            Err(error) if error.is::<http_body_util::LengthLimitError>() => {
                Err(NetError::Malformed)
            }
            Err(_) => Err(NetError::Unreachable),
        }
    }
}

fn request(call: Call<'_>) -> Result<Request<Full<Bytes>>, NetError> {
    let mut builder = Request::builder()
        .method(call.method)
        .uri(call.uri)
        .header(CONTENT_TYPE, message::CONTENT_TYPE);
    if let Some(bearer) = call.bearer {
        builder = builder.header(AUTHORIZATION, format!("Bearer {bearer}"));
    }
    if let Some(head) = call.if_match {
        builder = builder.header(IF_MATCH, head);
    }
    builder.body(Full::new(Bytes::from(call.body))).map_err(|_| NetError::Malformed)
}

#[cfg(feature = "native")]
fn connector(mut tcp: HttpConnector) -> Result<Connector, NetError> {
    tcp.enforce_http(false);
    Ok(hyper_rustls::HttpsConnectorBuilder::new()
        .with_tls_config(super::live::tls()?)
        .https_or_http()
        .enable_http1()
        .wrap_connector(tcp))
}

#[cfg(not(feature = "native"))]
#[expect(clippy::unnecessary_wraps, reason = "the connector with TLS can fail")]
fn connector(tcp: HttpConnector) -> Result<Connector, NetError> {
    Ok(tcp)
}
