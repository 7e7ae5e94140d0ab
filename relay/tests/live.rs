//! The live connection: what is pushed by one is there for the other without asking.
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

use std::time::Duration;

use client::{Post, mia, sealed};
use futures_util::StreamExt;
use requite_wire::{
    codec,
    message::{Page, Push},
};
use tokio_tungstenite::tungstenite::{Message, client::IntoClientRequest};

/// Far more than it takes; only a hang reaches it.
const GUARD: Duration = Duration::from_secs(30);

type Socket =
    tokio_tungstenite::WebSocketStream<tokio_tungstenite::MaybeTlsStream<tokio::net::TcpStream>>;

async fn next(socket: &mut Socket) -> Option<Page> {
    loop {
        match tokio::time::timeout(GUARD, socket.next()).await.unwrap() {
            Some(Ok(Message::Binary(bytes))) => return Some(codec::decode(&bytes).unwrap()),
            Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
            _ => return None,
        }
    }
}

#[tokio::test]
async fn what_is_pushed_arrives_and_a_late_listener_catches_up() {
    let post = Post::open().await;
    let mia = mia(10);
    let body = codec::encode(&mia.registration);
    assert_eq!(post.call("POST /v1/vaults", &body).await.status, 200);
    let bearer = post.bearer(&mia.phone, Some(mia.vault)).await;
    let listen = async |after: u64| {
        let url = post.relay.url().replace("http", "ws");
        let uri = format!("{url}/v1/vaults/{}/live?after={after}", mia.vault);
        let mut request = uri.into_client_request().unwrap();
        let token = bearer.strip_prefix("Authorization: ").unwrap().parse().unwrap();
        request.headers_mut().insert("authorization", token);
        tokio_tungstenite::connect_async(request).await.unwrap().0
    };
    let mut socket = listen(0).await;
    assert!(next(&mut socket).await.unwrap().envelopes.is_empty());
    let first = sealed(mia.vault, &mia.phone, None, 1);
    let second = sealed(mia.vault, &mia.phone, Some(first.tip()), 2);
    for envelope in [&first, &second] {
        let push = codec::encode(&Push { envelopes: vec![envelope.bytes().to_vec().into()] });
        let head = format!("POST /v1/vaults/{}/push\n{bearer}", mia.vault);
        assert_eq!(post.call(&head, &push).await.status, 200);
        let mut page = next(&mut socket).await.unwrap();
        while page.envelopes.is_empty() {
            page = next(&mut socket).await.unwrap();
        }
        assert_eq!(page.envelopes[0].envelope, envelope.bytes());
    }
    let mut late = listen(1).await;
    assert_eq!(next(&mut late).await.unwrap().envelopes[0].envelope, second.bytes());
    post.relay.stop().await;
    assert!(next(&mut socket).await.is_none(), "a relay that stops closes its sockets");
}
