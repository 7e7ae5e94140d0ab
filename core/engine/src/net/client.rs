//! A relay's operations, one method each.

use hyper::Method;
use requite_seal::Signer;
use requite_wire::{
    Envelope, Hash, Locator, VaultId, codec, limits,
    message::{
        Challenge, ChallengeRequest, CreateVault, Located, Mailbox, Page, Push, Pushed, RosterPage,
        Token, TokenRequest, code,
    },
    roster::Entry,
};

use super::{Http, Live, NetError, RelayUrl, http::Call};
use crate::exchange::PushOutcome;

/// A relay, before we told it who we are.
#[derive(Debug, Clone)]
pub(crate) struct RelayClient {
    http: Http,
    url: RelayUrl,
}

/// A relay that knows who we are, and in which vault.
#[derive(Debug, Clone)]
pub(crate) struct Session {
    client: RelayClient,
    vault: VaultId,
    bearer: String,
}

impl RelayClient {
    /// The relay's address.
    pub(crate) const fn url(&self) -> &RelayUrl {
        &self.url
    }

    pub(crate) const fn new(http: Http, url: RelayUrl) -> Self {
        Self { http, url }
    }

    /// Proves a key; with it, enters a vault.
    pub(crate) async fn enter(
        &self,
        signer: &dyn Signer,
        vault: VaultId,
    ) -> Result<Session, NetError> {
        let bearer = self.token(signer, Some(vault)).await?;
        Ok(Session { client: self.clone(), vault, bearer })
    }

    /// The vault behind a locator.
    pub(crate) async fn locate(
        &self,
        account: &dyn Signer,
        locator: Locator,
    ) -> Result<VaultId, NetError> {
        let bearer = self.token(account, None).await?;
        let path = format!("/v1/locate/{locator}");
        let answer = self.call(Method::GET, &path, Some(&bearer), None, Vec::new()).await?;
        decode::<Located>(&answer).map(|located| located.vault)
    }

    /// Registers a vault, or brings back what the relay lost of it.
    pub(crate) async fn create(&self, registration: &CreateVault) -> Result<VaultId, NetError> {
        let body = codec::encode(registration);
        let answer = self.call(Method::POST, "/v1/vaults", None, None, body).await?;
        decode::<Located>(&answer).map(|located| located.vault)
    }

    /// Lays a message into a pairing mailbox.
    pub(crate) async fn mailbox_put(
        &self,
        id: Hash,
        place: u64,
        message: Vec<u8>,
    ) -> Result<(), NetError> {
        let path = format!("/v1/rendezvous/{id}?place={place}");
        self.call(Method::PUT, &path, None, None, message).await.map(|_| ())
    }

    /// What lies in a pairing mailbox, from a place on.
    pub(crate) async fn mailbox_get(&self, id: Hash, from: u64) -> Result<Mailbox, NetError> {
        let path = format!("/v1/rendezvous/{id}?from={from}");
        decode(&self.call(Method::GET, &path, None, None, Vec::new()).await?)
    }

    async fn token(&self, signer: &dyn Signer, vault: Option<VaultId>) -> Result<String, NetError> {
        let key = signer.verify_key();
        let body = codec::encode(&ChallengeRequest { key });
        let answer = self.call(Method::POST, "/v1/challenge", None, None, body).await?;
        let Challenge { nonce } = decode(&answer)?;
        let origin = self.url.origin();
        let message = TokenRequest::signed_message(&key, &nonce, vault, &origin);
        let signature = signer.sign(&message);
        let body = codec::encode(&TokenRequest { key, nonce, origin, vault, signature });
        let answer = self.call(Method::POST, "/v1/token", None, None, body).await?;
        let token: Token = decode(&answer)?;
        Ok(Hash::new(token.token).to_string())
    }

    async fn call(
        &self,
        method: Method,
        path: &str,
        bearer: Option<&str>,
        if_match: Option<String>,
        body: Vec<u8>,
    ) -> Result<Vec<u8>, NetError> {
        let uri = self.url.uri(path).map_err(|_| NetError::Malformed)?;
        self.http.send(Call { method, uri, bearer, if_match, body }).await
    }
}

impl Session {
    pub(crate) async fn pull(&self, after: u64) -> Result<Page, NetError> {
        let path =
            format!("/v1/vaults/{}/pull?after={after}&max={}", self.vault, limits::PAGE_BYTES_MAX);
        decode(&self.get(&path).await?)
    }

    pub(crate) async fn push(&self, envelopes: Vec<Envelope>) -> Result<PushOutcome, NetError> {
        let envelopes =
            envelopes.into_iter().map(|envelope| envelope.into_bytes().into()).collect();
        let body = codec::encode(&Push { envelopes });
        match self.post("push", None, body).await {
            Ok(answer) => decode::<Pushed>(&answer).map(|pushed| PushOutcome::Stored(pushed.audit)),
            Err(error) => refused_push(error),
        }
    }

    /// All entries, from index `from` on.
    pub(crate) async fn roster(&self, from: u64) -> Result<RosterPage, NetError> {
        let path = format!("/v1/vaults/{}/roster?from={from}", self.vault);
        decode(&self.get(&path).await?)
    }

    /// Appends an entry, if the relay's head is still `head`.
    pub(crate) async fn append(&self, entry: &Entry, head: Hash) -> Result<(), NetError> {
        let answer = self.post("roster", Some(head.to_string()), entry.bytes().to_vec()).await;
        answer.map(|_| ())
    }

    pub(crate) async fn live(&self, after: u64) -> Result<Live, NetError> {
        let path = format!("/v1/vaults/{}/live?after={after}", self.vault);
        Live::open(&self.client.url, &path, &self.bearer).await
    }

    async fn get(&self, path: &str) -> Result<Vec<u8>, NetError> {
        self.client.call(Method::GET, path, Some(&self.bearer), None, Vec::new()).await
    }

    async fn post(
        &self,
        operation: &str,
        if_match: Option<String>,
        body: Vec<u8>,
    ) -> Result<Vec<u8>, NetError> {
        let path = format!("/v1/vaults/{}/{operation}", self.vault);
        self.client.call(Method::POST, &path, Some(&self.bearer), if_match, body).await
    }
}

fn refused_push(error: NetError) -> Result<PushOutcome, NetError> {
    let NetError::Refused { refusal: Some(refusal), .. } = &error else { return Err(error) };
    match (refusal.code.as_str(), &refusal.audit) {
        (code::FULL, _) => Ok(PushOutcome::Full),
        (code::FORKED, Some(audit)) => Ok(PushOutcome::Forked(audit.clone())),
        (code::STALE, Some(audit)) => Ok(PushOutcome::Stale(audit.clone())),
        _ => Err(error),
    }
}

fn decode<T: for<'b> minicbor::Decode<'b, ()>>(bytes: &[u8]) -> Result<T, NetError> {
    codec::decode(bytes).map_err(|_| NetError::Malformed)
}
