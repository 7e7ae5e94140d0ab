//! The relay over real sockets: who may do what, and what it refuses.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::similar_names,
    clippy::redundant_closure_for_method_calls,
    clippy::format_collect,
    clippy::unused_self,
    reason = "a test that fails says so by panicking, and reads best in one line"
)]

mod client;

use client::{LOCATOR, Mia, Post, add, key, mia, sealed};
use ed25519_dalek::Signer;
use requite_wire::{
    Envelope, VaultId, codec, context,
    message::{Located, Page, Push, Pushed, RosterPage, TokenRequest, code},
};

async fn with_mia() -> (Post, Mia, String) {
    let post = Post::open().await;
    let mia = mia(10);
    let made: Located =
        post.call("POST /v1/vaults", &codec::encode(&mia.registration)).await.read();
    assert_eq!(made.vault, mia.vault);
    let bearer = post.bearer(&mia.phone, Some(mia.vault)).await;
    (post, mia, bearer)
}

fn push_of(envelopes: &[Envelope]) -> Vec<u8> {
    let envelopes = envelopes.iter().map(|envelope| envelope.bytes().to_vec().into()).collect();
    codec::encode(&Push { envelopes })
}

fn at(mia: &Mia, operation: &str, bearer: &str) -> String {
    let (method, rest) = operation.split_once(' ').unwrap();
    format!("{method} /v1/vaults/{}/{rest}\n{bearer}", mia.vault)
}

#[tokio::test]
async fn registering_again_changes_nothing_and_a_forged_one_is_refused() {
    let (post, mia, _) = with_mia().await;
    let body = codec::encode(&mia.registration);
    assert_eq!(post.call("POST /v1/vaults", &body).await.status, 200);
    let mut forged = mia.registration.clone();
    forged.locator = requite_wire::Locator::new([8; 16]);
    assert_eq!(post.call("POST /v1/vaults", &codec::encode(&forged)).await.status, 401);
}

#[tokio::test]
async fn a_challenge_counts_once_for_one_key_and_one_origin() {
    let (post, mia, _) = with_mia().await;
    let url = post.relay.url().to_owned();
    let request = post.token_request(&mia.phone, Some(mia.vault), &url).await;
    let body = codec::encode(&request);
    assert_eq!(post.call("POST /v1/token", &body).await.status, 200);
    assert_eq!(post.call("POST /v1/token", &body).await.status, 401, "used up");
    assert_eq!(
        post.token_for(&mia.phone, Some(mia.vault), "http://evil.example").await.status,
        401
    );
    let mut of_another = post.token_request(&mia.phone, Some(mia.vault), &url).await;
    of_another.key = key(77).verifying_key().to_bytes();
    assert_eq!(post.call("POST /v1/token", &codec::encode(&of_another)).await.status, 401);
    assert_eq!(post.token(&key(77), Some(mia.vault)).await.status, 401, "a stranger");
    assert_eq!(
        post.token(&mia.phone, Some(VaultId::new([1; 16]))).await.status,
        401,
        "no such vault"
    );
}

#[tokio::test]
async fn only_the_account_finds_its_vault() {
    let (post, mia, device) = with_mia().await;
    let account = post.bearer(&mia.account, None).await;
    let path = format!("GET /v1/locate/{LOCATOR}");
    let found: Located = post.call(&format!("{path}\n{account}"), b"").await.read();
    assert_eq!(found.vault, mia.vault);
    let stranger = post.bearer(&key(99), None).await;
    assert_eq!(post.call(&format!("{path}\n{stranger}"), b"").await.status, 404);
    assert_eq!(post.call(&format!("{path}\n{device}"), b"").await.status, 404);
    assert_eq!(post.call(&path, b"").await.status, 401);
}

#[tokio::test]
async fn envelopes_are_stored_in_order_once_or_not_at_all() {
    let (post, mia, bearer) = with_mia().await;
    let first = sealed(mia.vault, &mia.phone, None, 1);
    let second = sealed(mia.vault, &mia.phone, Some(first.tip()), 2);
    let third = sealed(mia.vault, &mia.phone, Some(second.tip()), 3);
    let push = at(&mia, "POST push", &bearer);
    let gap = post.call(&push, &push_of(&[first.clone(), third.clone()])).await;
    assert_eq!((gap.status, gap.code()), (412, code::STALE.to_owned()));
    let both = push_of(&[first.clone(), second.clone()]);
    let pushed: Pushed = post.call(&push, &both).await.read();
    assert_eq!(pushed.seqs, [1, 2], "nothing of the refused push was kept");
    let again: Pushed = post.call(&push, &both).await.read();
    assert_eq!(again.seqs, [1, 2]);
    let other = sealed(mia.vault, &mia.phone, Some(first.tip()), 9);
    let fork = post.call(&push, &push_of(&[other])).await;
    assert_eq!((fork.status, fork.code()), (409, code::FORKED.to_owned()));
    let mut forged = third.bytes().to_vec();
    *forged.last_mut().unwrap() ^= 1;
    let forged = Envelope::parse(forged).unwrap();
    assert_eq!(post.call(&push, &push_of(&[forged])).await.status, 400);
    let of_stranger = sealed(mia.vault, &key(50), None, 1);
    assert_eq!(post.call(&push, &push_of(&[of_stranger])).await.status, 403);
    let page: Page = post.call(&at(&mia, "GET pull?after=0&max=1", &bearer), b"").await.read();
    assert_eq!((page.envelopes.len(), page.more, page.next), (1, true, 1));
    let page: Page = post.call(&at(&mia, "GET pull?after=1", &bearer), b"").await.read();
    assert_eq!(page.envelopes[0].envelope, second.bytes());
    assert!(!page.more);
}

#[tokio::test]
async fn the_account_reads_and_adds_a_device_but_does_not_push() {
    let (post, mia, _) = with_mia().await;
    let account = post.bearer(&mia.account, Some(mia.vault)).await;
    let tablet = key(30);
    let entry = add(&mia, mia.genesis.hash(), &mia.account, &tablet);
    let stale = format!("{}\nIf-Match: {}", at(&mia, "POST roster", &account), "0".repeat(64));
    assert_eq!(post.call(&stale, entry.bytes()).await.status, 412);
    let append = format!("{}\nIf-Match: {}", at(&mia, "POST roster", &account), mia.genesis.hash());
    assert_eq!(post.call(&append, entry.bytes()).await.status, 204);
    assert_eq!(post.call(&append, entry.bytes()).await.status, 204, "again changes nothing");
    let page: RosterPage = post.call(&at(&mia, "GET roster?from=1", &account), b"").await.read();
    assert_eq!((page.entries.len(), page.head, page.len), (1, entry.hash(), 2));
    let envelope = push_of(&[sealed(mia.vault, &tablet, None, 1)]);
    assert_eq!(post.call(&at(&mia, "POST push", &account), &envelope).await.status, 404);
    let tablet = post.bearer(&tablet, Some(mia.vault)).await;
    assert_eq!(post.call(&at(&mia, "POST push", &tablet), &envelope).await.status, 200);
    let by_stranger = add(&mia, entry.hash(), &key(66), &key(67));
    let append = format!("{}\nIf-Match: {}", at(&mia, "POST roster", &tablet), entry.hash());
    assert_eq!(post.call(&append, by_stranger.bytes()).await.status, 403);
}

#[tokio::test]
async fn a_relay_that_forgot_a_device_learns_of_it_from_the_registration() {
    let (post, mia, _) = with_mia().await;
    let tablet = key(30);
    assert_eq!(post.token(&tablet, Some(mia.vault)).await.status, 401);
    let mut registration = mia.registration.clone();
    let entry = add(&mia, mia.genesis.hash(), &mia.account, &tablet);
    registration.roster = vec![entry.bytes().to_vec().into()];
    assert_eq!(post.call("POST /v1/vaults", &codec::encode(&registration)).await.status, 200);
    assert_eq!(post.token(&tablet, Some(mia.vault)).await.status, 200);
    // But nobody who is not let in by a member.
    let forged = add(&mia, entry.hash(), &key(66), &key(67));
    registration.roster = vec![forged.bytes().to_vec().into()];
    assert_eq!(post.call("POST /v1/vaults", &codec::encode(&registration)).await.status, 403);
}

#[tokio::test]
async fn one_vaults_token_opens_no_other() {
    let (post, mia, _) = with_mia().await;
    let noa = client::mia(40);
    assert_eq!(post.call("POST /v1/vaults", &codec::encode(&noa.registration)).await.status, 200);
    let noas = post.bearer(&noa.phone, Some(noa.vault)).await;
    for operation in ["GET pull?after=0", "GET roster?from=0", "POST push"] {
        assert_eq!(post.call(&at(&mia, operation, &noas), b"").await.status, 404, "{operation}");
    }
}

#[tokio::test]
async fn deleting_takes_a_fresh_signature_of_the_account() {
    let (post, mia, bearer) = with_mia().await;
    let url = post.relay.url().to_owned();
    let path = format!("DELETE /v1/vaults/{}", mia.vault);
    let by_phone = post.token_request(&mia.phone, Some(mia.vault), &url).await;
    assert_eq!(post.call(&path, &codec::encode(&by_phone)).await.status, 401);
    let mut request = post.token_request(&mia.account, Some(mia.vault), &url).await;
    assert_eq!(
        post.call(&path, &codec::encode(&request)).await.status,
        401,
        "signed for a token only"
    );
    request = post.token_request(&mia.account, Some(mia.vault), &url).await;
    let message =
        TokenRequest::signed_message(&request.key, &request.nonce, request.vault, &request.origin);
    let message = [context::DELETE_SIGNATURE.as_bytes(), &message].concat();
    request.signature = mia.account.sign(&message).to_bytes();
    let body = codec::encode(&request);
    assert_eq!(post.call(&path, &body).await.status, 204);
    assert_eq!(post.call(&path, &body).await.status, 401, "a replay");
    assert_eq!(post.call(&at(&mia, "GET pull?after=0", &bearer), b"").await.status, 401);
}

#[tokio::test]
async fn garbage_and_giants_are_refused_everywhere() {
    let (post, mia, bearer) = with_mia().await;
    let giant = vec![0; 6 << 20];
    for operation in ["POST /v1/challenge", "POST /v1/token", "POST /v1/vaults"] {
        assert_eq!(post.call(operation, b"\xff garbage").await.status, 400, "{operation}");
        assert_eq!(post.call(operation, &giant).await.status, 413, "{operation}");
    }
    let push = at(&mia, "POST push", &bearer);
    assert_eq!(post.call(&push, b"\x81\x9b\xff\xff\xff\xff\xff\xff\xff\xff").await.status, 400);
    assert_eq!(post.call(&push, &giant).await.status, 413);
    for path in ["/", "/v1", "/v1/vaults/x/pull", "/v1/vaults/../../etc", "/v1/locate/'%20OR%201=1"]
    {
        let answer = post.call(&format!("GET {path}\n{bearer}"), b"").await;
        assert_eq!(answer.status, 404, "{path}");
    }
    let odd = at(&mia, "GET pull?after=-1&max=x", &bearer);
    assert_eq!(post.call(&odd, b"").await.status, 400);
    assert_eq!(post.call("GET /healthz", b"").await.body, b"ok\n");
    let metrics = String::from_utf8(post.call("GET /metrics", b"").await.body).unwrap();
    assert!(metrics.contains("requite_requests_total"));
    assert!(!metrics.contains(&mia.vault.to_string()));
}

#[tokio::test]
async fn a_restart_keeps_everything_but_tokens() {
    let (post, mia, bearer) = with_mia().await;
    let envelope = sealed(mia.vault, &mia.phone, None, 1);
    let push = at(&mia, "POST push", &bearer);
    assert_eq!(post.call(&push, &push_of(&[envelope])).await.status, 200);
    let post = post.restart().await;
    assert_eq!(post.call(&push, b"").await.status, 401);
    let bearer = post.bearer(&mia.phone, Some(mia.vault)).await;
    let page: Page = post.call(&at(&mia, "GET pull?after=0", &bearer), b"").await.read();
    assert_eq!(page.envelopes.len(), 1);
}

#[tokio::test]
async fn a_second_relay_in_one_folder_is_refused() {
    let post = Post::open().await;
    let config = requite_relay::Config::local(post.folder.path().join("data"));
    let second = requite_relay::start(config).await;
    assert!(matches!(second, Err(requite_relay::StartError::InUse)));
}
