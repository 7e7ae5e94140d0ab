//! A refusal, as clients meet it: status, stable code, sentence, perhaps the audit that explains it.

use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use requite_wire::{
    Audit, WireError, codec,
    message::{self, CONTENT_TYPE, code},
};

use crate::backend::BackendError;

/// Why a request is refused. Unknown and forbidden answer alike.
#[derive(Debug)]
pub enum Refusal {
    /// Nobody has proven to be anybody.
    Unauthorized,
    /// Nothing is here for who asks.
    NotFound,
    /// It cannot be read.
    Malformed,
    /// Over a limit.
    TooLarge,
    /// Another envelope has this number in its chain.
    Forked(Box<Audit>),
    /// It does not follow what is here.
    Stale(Option<Box<Audit>>),
    /// The signer is not an active device, or wrote it after it was removed.
    NotAMember,
    /// Another message lies in this place.
    Taken,
    /// Too much at once.
    Busy,
    /// No room.
    Full,
    /// A mistake of the relay's.
    Internal,
}

impl Refusal {
    fn parts(&self) -> (StatusCode, &'static str, &'static str) {
        match self {
            Self::Unauthorized => {
                (StatusCode::UNAUTHORIZED, code::UNAUTHORIZED, "prove who you are first")
            }
            Self::NotFound => (StatusCode::NOT_FOUND, code::NOT_FOUND, "there is nothing here"),
            Self::Malformed => {
                (StatusCode::BAD_REQUEST, code::MALFORMED, "the request cannot be read")
            }
            Self::TooLarge => {
                (StatusCode::PAYLOAD_TOO_LARGE, code::TOO_LARGE, "the request is over a limit")
            }
            Self::Forked(_) => (
                StatusCode::CONFLICT,
                code::FORKED,
                "another envelope has this number in its chain",
            ),
            Self::Stale(_) => (
                StatusCode::PRECONDITION_FAILED,
                code::STALE,
                "this does not follow what the relay has",
            ),
            Self::NotAMember => {
                (StatusCode::FORBIDDEN, code::NOT_A_MEMBER, "the signer is not an active device")
            }
            Self::Taken => (
                StatusCode::CONFLICT,
                code::TAKEN,
                "another message lies in this place of the mailbox",
            ),
            Self::Busy => {
                (StatusCode::TOO_MANY_REQUESTS, code::BUSY, "too much at once; slow down")
            }
            Self::Full => {
                (StatusCode::INSUFFICIENT_STORAGE, code::FULL, "there is no room for this")
            }
            Self::Internal => {
                (StatusCode::INTERNAL_SERVER_ERROR, code::INTERNAL, "the relay made a mistake")
            }
        }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let (status, code, message) = self.parts();
        let audit = match self {
            Self::Forked(audit) => Some(*audit),
            Self::Stale(audit) => audit.map(|audit| *audit),
            _ => None,
        };
        let body = message::Refusal { code: code.into(), message: message.into(), audit };
        (status, [(header::CONTENT_TYPE, CONTENT_TYPE)], codec::encode(&body)).into_response()
    }
}

impl From<BackendError> for Refusal {
    fn from(error: BackendError) -> Self {
        match error {
            BackendError::Full => Self::Full,
            BackendError::Failed => Self::Internal,
        }
    }
}

impl From<WireError> for Refusal {
    fn from(error: WireError) -> Self {
        match error {
            WireError::OverLimit { .. } => Self::TooLarge,
            _ => Self::Malformed,
        }
    }
}
