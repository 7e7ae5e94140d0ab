//! The operations over HTTP. Each reads a bounded body, finds out who asks, and calls the office from a thread that may wait.

use std::{
    collections::BTreeMap,
    net::{IpAddr, SocketAddr},
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::{ConnectInfo, Path, Query, Request, State},
    http::{HeaderMap, StatusCode, header},
    middleware::{Next, from_fn_with_state},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use minicbor::Encode;
use requite_sync::roster::Verify;
use requite_wire::{
    DeviceId, Hash, VaultId, codec, context, limits,
    message::{
        CONTENT_TYPE, Challenge, ChallengeRequest, CreateVault, Located, Token, TokenRequest,
    },
};

use crate::{
    hub::Hub,
    live,
    mailboxes::Mailboxes,
    metrics::Metrics,
    office::{Office, read},
    rate::Rate,
    refusal::Refusal,
    tokens::{Bearer, TOKEN_MS, Tokens},
    verify::Strict,
};

/// The longest that a body may take to arrive.
const BODY_TIMEOUT: Duration = Duration::from_secs(30);
/// Bytes of a body where nothing large is expected.
const SMALL_BODY: usize = 64 * 1024;

pub(crate) struct Desk {
    pub(crate) office: Office,
    pub(crate) hub: Hub,
    pub(crate) metrics: Metrics,
    pub(crate) tokens: Mutex<Tokens>,
    pub(crate) mailboxes: Mutex<Mailboxes>,
    pub(crate) new_vaults: Mutex<Rate>,
    pub(crate) requests: Mutex<Rate>,
    pub(crate) origins: Vec<String>,
    pub(crate) started: Instant,
    pub(crate) closing: tokio::sync::watch::Receiver<bool>,
}

pub(crate) type Shared = Arc<Desk>;

impl Desk {
    pub(crate) fn now(&self) -> u64 {
        u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    /// Who sends these headers.
    fn bearer(&self, headers: &HeaderMap) -> Result<Bearer, Refusal> {
        let value = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let token = value.and_then(|value| value.strip_prefix("Bearer "));
        let token: Hash = token.and_then(|hex| hex.parse().ok()).ok_or(Refusal::Unauthorized)?;
        let tokens = self.tokens.lock().unwrap_or_else(PoisonError::into_inner);
        tokens.bearer(token.as_bytes(), self.now()).ok_or(Refusal::Unauthorized)
    }

    /// A device of this vault; everybody else meets nothing.
    pub(crate) fn device(&self, headers: &HeaderMap, vault: VaultId) -> Result<DeviceId, Refusal> {
        match self.bearer(headers)? {
            Bearer::Device { vault: of, device } if of == vault => {
                let is_member = self.office.is_member(vault, device);
                if is_member { Ok(device) } else { Err(Refusal::Unauthorized) }
            }
            _ => Err(Refusal::NotFound),
        }
    }

    /// A device or the account of this vault.
    fn reader(&self, headers: &HeaderMap, vault: VaultId) -> Result<(), Refusal> {
        match self.bearer(headers)? {
            Bearer::AccountIn { vault: of } if of == vault => Ok(()),
            _ => self.device(headers, vault).map(|_| ()),
        }
    }
}

pub(crate) fn router(desk: Shared) -> Router {
    Router::new()
        .route("/healthz", get(async || "ok\n"))
        .route("/metrics", get(metrics))
        .route("/v1/challenge", post(challenge))
        .route("/v1/token", post(token))
        .route("/v1/vaults", post(create))
        .route("/v1/locate/{locator}", get(locate))
        .route("/v1/vaults/{vault}", axum::routing::delete(delete))
        .route("/v1/vaults/{vault}/roster", get(roster).post(append))
        .route("/v1/vaults/{vault}/push", post(push))
        .route("/v1/vaults/{vault}/pull", get(pull))
        .route("/v1/vaults/{vault}/live", get(live::live))
        .route("/v1/rendezvous/{id}", get(take_out).put(lay_in))
        .fallback(async || Refusal::NotFound)
        .method_not_allowed_fallback(async || Refusal::NotFound)
        .layer(from_fn_with_state(Arc::clone(&desk), count))
        .with_state(desk)
}

async fn count(
    State(desk): State<Shared>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    request: Request,
    next: Next,
) -> Response {
    Metrics::add(&desk.metrics.requests, 1);
    let now = desk.now();
    let allowed =
        desk.requests.lock().unwrap_or_else(PoisonError::into_inner).allow(peer.ip(), now);
    let response = if allowed { next.run(request).await } else { Refusal::Busy.into_response() };
    if response.status().is_client_error() || response.status().is_server_error() {
        Metrics::add(&desk.metrics.refused, 1);
        tracing::debug!(status = response.status().as_u16(), "refused");
    }
    response
}

async fn metrics(State(desk): State<Shared>) -> String {
    desk.metrics.text()
}

async fn challenge(State(desk): State<Shared>, body: Body) -> Result<Response, Refusal> {
    let ChallengeRequest { key } = read(&bytes(body, SMALL_BODY).await?)?;
    let nonce = random()?;
    let now = desk.now();
    desk.tokens.lock().unwrap_or_else(PoisonError::into_inner).challenge(key, nonce, now);
    Ok(cbor(&Challenge { nonce }))
}

async fn token(State(desk): State<Shared>, body: Body) -> Result<Response, Refusal> {
    let request: TokenRequest = read(&bytes(body, SMALL_BODY).await?)?;
    let now = desk.now();
    let answered = {
        let mut tokens = desk.tokens.lock().unwrap_or_else(PoisonError::into_inner);
        tokens.answer(&request.key, &request.nonce, now)
    };
    let message =
        TokenRequest::signed_message(&request.key, &request.nonce, request.vault, &request.origin);
    let is_ours = desk.origins.contains(&request.origin);
    if !answered || !is_ours || !Strict.verify(&request.key, &message, &request.signature) {
        return Err(Refusal::Unauthorized);
    }
    let asked = Arc::clone(&desk);
    let bearer = blocking(move || who(&asked.office, &request)).await?;
    let token = random()?;
    desk.tokens.lock().unwrap_or_else(PoisonError::into_inner).issue(&token, bearer, now);
    let expires_in_s = u32::try_from(TOKEN_MS / 1_000).unwrap_or(u32::MAX);
    Ok(cbor(&Token { token, expires_in_s }))
}

/// Whom a proven key stands for. An unknown vault and one that it does not belong to answer alike.
fn who(office: &Office, request: &TokenRequest) -> Result<Bearer, Refusal> {
    let Some(vault) = request.vault else { return Ok(Bearer::Account { key: request.key }) };
    let roster = office.roster(vault).map_err(|refusal| match refusal {
        Refusal::NotFound => Refusal::Unauthorized,
        refusal => refusal,
    })?;
    let device = DeviceId::of_key(&request.key);
    if *roster.account() == request.key {
        Ok(Bearer::AccountIn { vault })
    } else if roster.is_active(device) {
        Ok(Bearer::Device { vault, device })
    } else {
        Err(Refusal::Unauthorized)
    }
}

async fn create(
    State(desk): State<Shared>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    body: Body,
) -> Result<Response, Refusal> {
    allow_new_vault(&desk, peer.ip())?;
    let request: CreateVault = read(&bytes(body, limits::BODY_BYTES_MAX).await?)?;
    let vault = blocking(move || {
        let vault = desk.office.create(&request)?;
        desk.hub.tell(vault);
        Ok(vault)
    })
    .await?;
    Ok(cbor(&Located { vault }))
}

fn allow_new_vault(desk: &Desk, address: IpAddr) -> Result<(), Refusal> {
    let now = desk.now();
    let mut rate = desk.new_vaults.lock().unwrap_or_else(PoisonError::into_inner);
    if rate.allow(address, now) { Ok(()) } else { Err(Refusal::Busy) }
}

async fn locate(
    State(desk): State<Shared>,
    Path(locator): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let Bearer::Account { key } = desk.bearer(&headers)? else { return Err(Refusal::NotFound) };
    let locator = locator.parse().map_err(|_| Refusal::NotFound)?;
    let vault = blocking(move || desk.office.locate(locator, &key)).await?;
    Ok(cbor(&Located { vault }))
}

async fn roster(
    State(desk): State<Shared>,
    Path(vault): Path<String>,
    Query(query): Query<BTreeMap<String, String>>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let vault = vault_id(&vault)?;
    let from = number(&query, "from")?.unwrap_or(0);
    let page = blocking(move || {
        desk.reader(&headers, vault)?;
        desk.office.roster_page(vault, from)
    })
    .await?;
    Ok(cbor(&page))
}

async fn append(
    State(desk): State<Shared>,
    Path(vault): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Refusal> {
    let vault = vault_id(&vault)?;
    let head = headers.get(header::IF_MATCH).and_then(|value| value.to_str().ok());
    let head =
        head.and_then(|head| head.trim_matches('"').parse().ok()).ok_or(Refusal::Malformed)?;
    let body = bytes(body, SMALL_BODY).await?;
    blocking(move || {
        desk.reader(&headers, vault)?;
        desk.office.append(vault, head, &body)?;
        desk.hub.tell(vault);
        Ok(())
    })
    .await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

async fn push(
    State(desk): State<Shared>,
    Path(vault): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Refusal> {
    let vault = vault_id(&vault)?;
    desk.device(&headers, vault)?;
    let body = bytes(body, limits::BODY_BYTES_MAX).await?;
    let pushed = blocking(move || {
        let push = read(&body)?;
        let pushed = desk.office.push(vault, &push)?;
        Metrics::add(&desk.metrics.envelopes_stored, pushed.seqs.len());
        desk.hub.tell(vault);
        Ok(pushed)
    })
    .await?;
    Ok(cbor(&pushed))
}

async fn pull(
    State(desk): State<Shared>,
    Path(vault): Path<String>,
    Query(query): Query<BTreeMap<String, String>>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let vault = vault_id(&vault)?;
    let after = number(&query, "after")?.unwrap_or(0);
    let max = number(&query, "max")?
        .map_or(limits::PAGE_BYTES_MAX, |max| usize::try_from(max).unwrap_or(usize::MAX));
    let page = blocking(move || {
        desk.reader(&headers, vault)?;
        let page = desk.office.pull(vault, after, max)?;
        Metrics::add(&desk.metrics.envelopes_delivered, page.envelopes.len());
        Ok(page)
    })
    .await?;
    Ok(cbor(&page))
}

/// `PUT /v1/rendezvous/{id}?place=I`: no token, because the newcomer has none yet. What protects it is that nobody guesses the id.
async fn lay_in(
    State(desk): State<Shared>,
    Path(id): Path<String>,
    Query(query): Query<BTreeMap<String, String>>,
    body: Body,
) -> Result<Response, Refusal> {
    let id = id.parse().map_err(|_| Refusal::NotFound)?;
    let place = number(&query, "place")?.ok_or(Refusal::Malformed)?;
    let message = bytes(body, SMALL_BODY).await?;
    let now = desk.now();
    desk.mailboxes.lock().unwrap_or_else(PoisonError::into_inner).put(id, place, message, now)?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

async fn take_out(
    State(desk): State<Shared>,
    Path(id): Path<String>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Result<Response, Refusal> {
    let id = id.parse().map_err(|_| Refusal::NotFound)?;
    let from = number(&query, "from")?.unwrap_or(0);
    let now = desk.now();
    let found = desk.mailboxes.lock().unwrap_or_else(PoisonError::into_inner).get(id, from, now)?;
    Ok(cbor(&found))
}

/// `DELETE /v1/vaults/{vault}`: the body is a [`TokenRequest`] by the account key over a fresh challenge, signed under the context of
/// deletion, so that no stolen token and no replay deletes anything.
async fn delete(
    State(desk): State<Shared>,
    Path(vault): Path<String>,
    body: Body,
) -> Result<Response, Refusal> {
    let vault = vault_id(&vault)?;
    let request: TokenRequest = read(&bytes(body, SMALL_BODY).await?)?;
    let now = desk.now();
    let answered = {
        let mut tokens = desk.tokens.lock().unwrap_or_else(PoisonError::into_inner);
        tokens.answer(&request.key, &request.nonce, now)
    };
    let message = [
        context::DELETE_SIGNATURE.as_bytes(),
        &TokenRequest::signed_message(&request.key, &request.nonce, request.vault, &request.origin),
    ]
    .concat();
    let fits = request.vault == Some(vault) && desk.origins.contains(&request.origin);
    if !answered || !fits || !Strict.verify(&request.key, &message, &request.signature) {
        return Err(Refusal::Unauthorized);
    }
    blocking(move || {
        match who(&desk.office, &request)? {
            Bearer::AccountIn { .. } => desk.office.delete(vault)?,
            Bearer::Account { .. } | Bearer::Device { .. } => return Err(Refusal::Unauthorized),
        }
        desk.hub.close(vault);
        Ok(())
    })
    .await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Runs what may wait for the disk on a thread that may.
pub(crate) async fn blocking<T: Send + 'static>(
    act: impl FnOnce() -> Result<T, Refusal> + Send + 'static,
) -> Result<T, Refusal> {
    tokio::task::spawn_blocking(act).await.unwrap_or(Err(Refusal::Internal))
}

pub(crate) fn vault_id(text: &str) -> Result<VaultId, Refusal> {
    text.parse().map_err(|_| Refusal::NotFound)
}

pub(crate) fn number(query: &BTreeMap<String, String>, name: &str) -> Result<Option<u64>, Refusal> {
    query.get(name).map(|text| text.parse().map_err(|_| Refusal::Malformed)).transpose()
}

pub(crate) fn random() -> Result<[u8; 32], Refusal> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|_| Refusal::Internal)?;
    Ok(bytes)
}

async fn bytes(body: Body, max: usize) -> Result<Vec<u8>, Refusal> {
    match tokio::time::timeout(BODY_TIMEOUT, to_bytes(body, max)).await {
        Ok(Ok(bytes)) => Ok(bytes.to_vec()),
        Ok(Err(_)) => Err(Refusal::TooLarge),
        Err(_) => Err(Refusal::Busy),
    }
}

fn cbor<T: Encode<()>>(value: &T) -> Response {
    ([(header::CONTENT_TYPE, CONTENT_TYPE)], codec::encode(value)).into_response()
}
