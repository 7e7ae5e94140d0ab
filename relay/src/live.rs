//! The live connection: a pull that stays open. A socket holds at most one page at a time, however slowly its other end reads.

use core::sync::atomic::Ordering;
use std::{collections::BTreeMap, sync::Arc, time::Duration};

use axum::{
    extract::{
        Path, Query, State, WebSocketUpgrade,
        ws::{Message, WebSocket},
    },
    http::HeaderMap,
    response::Response,
};
use requite_wire::{DeviceId, VaultId, codec};

use crate::{
    metrics::Metrics,
    refusal::Refusal,
    routes::{Shared, blocking, number, vault_id},
};

/// How often a socket says that it is alive.
const PING_EVERY: Duration = Duration::from_secs(30);
/// The longest that the other end may take to read a frame.
const SEND_TIMEOUT: Duration = Duration::from_secs(60);
/// Bytes of envelopes in one frame; what is larger is pulled.
const FRAME_BYTES: usize = 256 * 1024;

pub(crate) async fn live(
    State(desk): State<Shared>,
    Path(vault): Path<String>,
    Query(query): Query<BTreeMap<String, String>>,
    headers: HeaderMap,
    upgrade: WebSocketUpgrade,
) -> Result<Response, Refusal> {
    let vault = vault_id(&vault)?;
    let after = number(&query, "after")?.unwrap_or(0);
    let asked = Arc::clone(&desk);
    let device = blocking(move || asked.device(&headers, vault)).await?;
    // What clients say here is never read, so a frame of theirs need not be large.
    let upgrade = upgrade.max_message_size(1_024).max_frame_size(1_024);
    Ok(upgrade.on_upgrade(move |socket| serve(desk, Place { vault, device }, after, socket)))
}

/// Whose socket it is.
#[derive(Debug, Clone, Copy)]
struct Place {
    vault: VaultId,
    device: DeviceId,
}

async fn serve(desk: Shared, place: Place, after: u64, socket: WebSocket) {
    desk.metrics.live_sockets.fetch_add(1, Ordering::Relaxed);
    // How it ended is of no use to anybody: the client opens another.
    let _ended = run(&desk, place, after, socket).await;
    desk.metrics.live_sockets.fetch_sub(1, Ordering::Relaxed);
}

async fn run(desk: &Shared, place: Place, mut after: u64, mut socket: WebSocket) -> Option<()> {
    let Place { vault, device } = place;
    let mut news = desk.hub.listen(vault);
    let mut closing = desk.closing.clone();
    let mut ping = tokio::time::interval(PING_EVERY);
    loop {
        news.mark_unchanged();
        loop {
            let asked = Arc::clone(desk);
            // Asked before each page: a device that was removed meanwhile hears nothing more.
            let pull = move || {
                let is_member = asked.office.is_member(vault, device);
                if !is_member {
                    return Err(Refusal::Unauthorized);
                }
                asked.office.pull(vault, after, FRAME_BYTES)
            };
            let page = blocking(pull).await.ok()?;
            Metrics::add(&desk.metrics.envelopes_delivered, page.envelopes.len());
            after = page.next;
            let more = page.more;
            // Empty too: its audit says that a roster has grown.
            send(&mut socket, Message::Binary(codec::encode(&page).into())).await?;
            if !more {
                break;
            }
        }
        loop {
            tokio::select! {
                changed = news.changed() => { changed.ok()?; break; }
                _ = ping.tick() => send(&mut socket, Message::Ping(Vec::new().into())).await?,
                said = socket.recv() => match said {
                    Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                    Some(Ok(Message::Text(_) | Message::Binary(_) | Message::Close(_)) | Err(_)) | None => return None,
                },
                _ = closing.changed() => return None,
            }
        }
    }
}

async fn send(socket: &mut WebSocket, message: Message) -> Option<()> {
    tokio::time::timeout(SEND_TIMEOUT, socket.send(message)).await.ok()?.ok()
}
