//! Talking to relays: addresses, requests, the live connection. Bytes and messages only; what they mean is in `exchange`.

mod client;
mod http;
mod live;
mod url;

pub(crate) use client::{RelayClient, Session};
pub(crate) use http::{Http, NetError};
pub(crate) use live::Live;
pub use url::{RelayUrl, RelayUrlError};
