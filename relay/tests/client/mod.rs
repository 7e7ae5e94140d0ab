//! A small client for tests: real HTTP over real sockets, keys made from fixed bytes, envelopes that are signed but sealed by nobody.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::similar_names,
    clippy::redundant_closure_for_method_calls,
    clippy::format_collect,
    clippy::unused_self,
    reason = "a test that fails says so by panicking, and reads best in one line"
)]
#![allow(dead_code, reason = "not every test uses all of it")]

use ed25519_dalek::{Signer, SigningKey};
use requite_relay::{Config, Relay};
use requite_wire::{
    DeviceId, Envelope, EnvelopeKind, Hash, Header, Locator, Tip, VaultId, codec, envelope,
    message::{Challenge, ChallengeRequest, CreateVault, Token, TokenRequest},
    roster::{self, Action, Add, Body, DeviceKeys, Entry, Genesis, Wrap},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

pub(crate) const LOCATOR: Locator = Locator::new([9; 16]);

/// A running relay with its folder.
pub(crate) struct Post {
    pub(crate) relay: Relay,
    pub(crate) folder: tempfile::TempDir,
}

impl Post {
    pub(crate) async fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let relay = requite_relay::start(Config::local(folder.path().join("data"))).await.unwrap();
        Self { relay, folder }
    }

    pub(crate) async fn restart(self) -> Self {
        self.relay.stop().await;
        let config = Config::local(self.folder.path().join("data"));
        Self { relay: requite_relay::start(config).await.unwrap(), folder: self.folder }
    }

    pub(crate) async fn call(&self, head: &str, body: &[u8]) -> Answer {
        call(self.relay.url(), head, body).await
    }

    pub(crate) async fn token(&self, key: &SigningKey, vault: Option<VaultId>) -> Answer {
        let origin = self.relay.url().to_owned();
        self.token_for(key, vault, &origin).await
    }

    pub(crate) async fn token_for(
        &self,
        key: &SigningKey,
        vault: Option<VaultId>,
        origin: &str,
    ) -> Answer {
        let request = self.token_request(key, vault, origin).await;
        self.call("POST /v1/token", &codec::encode(&request)).await
    }

    pub(crate) async fn token_request(
        &self,
        key: &SigningKey,
        vault: Option<VaultId>,
        origin: &str,
    ) -> TokenRequest {
        let verify = key.verifying_key().to_bytes();
        let body = codec::encode(&ChallengeRequest { key: verify });
        let Challenge { nonce } = self.call("POST /v1/challenge", &body).await.read();
        let message = TokenRequest::signed_message(&verify, &nonce, vault, origin);
        let signature = key.sign(&message).to_bytes();
        TokenRequest { key: verify, nonce, origin: origin.to_owned(), vault, signature }
    }

    /// A bearer header for a vault.
    pub(crate) async fn bearer(&self, key: &SigningKey, vault: Option<VaultId>) -> String {
        let token: Token = self.token(key, vault).await.read();
        format!("Authorization: Bearer {}", Hash::new(token.token))
    }
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn read<T: for<'b> minicbor::Decode<'b, ()>>(&self) -> T {
        assert_eq!(self.status, 200, "{}", self.code());
        codec::decode(&self.body).unwrap()
    }

    pub(crate) fn code(&self) -> String {
        codec::decode::<requite_wire::message::Refusal>(&self.body)
            .map_or_else(|_| String::new(), |r| r.code)
    }
}

/// `head` is the request line without its version, then header lines.
pub(crate) async fn call(url: &str, head: &str, body: &[u8]) -> Answer {
    let address = url.strip_prefix("http://").unwrap();
    let mut lines = head.lines();
    let mut request =
        format!("{} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n", lines.next().unwrap());
    for line in lines {
        request.push_str(line);
        request.push_str("\r\n");
    }
    request.push_str("Content-Length: ");
    request.push_str(&body.len().to_string());
    request.push_str("\r\n\r\n");
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    // A relay may refuse before it has read everything.
    let _sent = stream.write_all(body).await;
    let mut answer = Vec::new();
    let _read = stream.read_to_end(&mut answer).await;
    let at = answer.windows(4).position(|window| window == b"\r\n\r\n").unwrap();
    let status = std::str::from_utf8(&answer[9..12]).unwrap().parse().unwrap();
    Answer { status, body: answer[at + 4..].to_vec() }
}

/// Mia's vault: its account, and her phone.
pub(crate) struct Mia {
    pub(crate) account: SigningKey,
    pub(crate) phone: SigningKey,
    pub(crate) registration: CreateVault,
    pub(crate) vault: VaultId,
    pub(crate) genesis: Entry,
}

pub(crate) fn key(of: u8) -> SigningKey {
    SigningKey::from_bytes(&[of; 32])
}

pub(crate) fn mia(of: u8) -> Mia {
    let (account, phone) = (key(of), key(of + 1));
    let action = Action::Genesis(Box::new(Genesis {
        salt: [of; 16],
        account: account.verifying_key().to_bytes(),
        recovery: [0; 32],
        device: DeviceKeys { verify: phone.verifying_key().to_bytes(), hpke: [0; 32] },
        name: vec![],
        key_index: Hash::ZERO,
        wraps: vec![],
    }));
    let signer = account.verifying_key().to_bytes();
    let body = Body { vault: None, parent: None, signer, at_ms: 0, action }.encode();
    let vault = roster::vault_id(&body);
    let signature = account.sign(&roster::signed_message(vault, &body)).to_bytes();
    let genesis = Entry::assemble(body, signature).unwrap();
    let message = CreateVault::signed_message(genesis.bytes(), LOCATOR);
    let registration = CreateVault {
        genesis: genesis.bytes().to_vec(),
        locator: LOCATOR,
        signature: account.sign(&message).to_bytes(),
        roster: vec![],
    };
    Mia { account, phone, registration, vault, genesis }
}

pub(crate) fn add(mia: &Mia, parent: Hash, signer: &SigningKey, device: &SigningKey) -> Entry {
    let keys = DeviceKeys { verify: device.verifying_key().to_bytes(), hpke: [1; 32] };
    let wrap = Wrap { to: [1; 32], sealed: vec![] };
    let action = Action::Add(Box::new(Add { device: keys, name: vec![], wrap, hold: None }));
    let signer_key = signer.verifying_key().to_bytes();
    let body =
        Body { vault: Some(mia.vault), parent: Some(parent), signer: signer_key, at_ms: 0, action }
            .encode();
    let signature = signer.sign(&roster::signed_message(mia.vault, &body)).to_bytes();
    Entry::assemble(body, signature).unwrap()
}

/// The next envelope of a chain: signed, its inside random to everybody.
pub(crate) fn sealed(
    vault: VaultId,
    signer: &SigningKey,
    previous: Option<Tip>,
    filling: u8,
) -> Envelope {
    let header = Header {
        kind: EnvelopeKind::Changes,
        device: DeviceId::of_key(&signer.verifying_key().to_bytes()),
        epoch: 0,
        n: previous.map_or(0, |tip| tip.n) + 1,
        prev: previous.map_or(Hash::ZERO, |tip| tip.hash),
        nonce: [0; 24],
        commit: [0; 32],
    };
    let body = [filling; 272];
    let signed = [&header.bytes()[..], &body].concat();
    let signature = signer.sign(&envelope::signed_message(vault, &signed)).to_bytes();
    Envelope::assemble(&header, &body, &signature).unwrap()
}
