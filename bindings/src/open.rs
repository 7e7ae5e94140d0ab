//! A vault that is open, under one of two faces: the practice, or the engine alone with a caller's own kinds.

use std::path::Path;

use requite::Practice;
use requite_engine::{Engine as Inner, Kind, LocalKeys, Notice, Schema, Unlock};

use crate::EngineError;

/// What is open.
pub(crate) enum Open {
    Practice(Box<Practice>),
    Alone(Box<Inner>),
}

/// How it is opened, and opened again.
#[derive(Debug, Clone)]
pub(crate) enum Face {
    Practice,
    Alone(Vec<Kind>),
}

impl Open {
    /// What is the same under both faces.
    pub(crate) fn engine(&mut self) -> &mut Inner {
        match self {
            Self::Practice(practice) => practice.engine(),
            Self::Alone(engine) => engine,
        }
    }

    pub(crate) fn practice(&mut self) -> Result<&mut Practice, EngineError> {
        match self {
            Self::Practice(practice) => Ok(practice),
            Self::Alone(_) => Err(EngineError::internal(0)),
        }
    }

    pub(crate) fn take_notices(&mut self) -> Vec<Notice> {
        self.engine().take_notices()
    }
}

impl Face {
    pub(crate) fn schema(kinds: &[Kind]) -> Result<Schema, EngineError> {
        Schema::new(kinds.to_vec()).map_err(|_| EngineError::invalid("invalid_kinds"))
    }

    pub(crate) fn open(&self, folder: &Path, keys: &LocalKeys) -> Result<Open, EngineError> {
        let keys = copy(keys);
        Ok(match self {
            Self::Practice => Open::Practice(Box::new(Practice::open_with(folder, keys)?)),
            Self::Alone(kinds) => {
                let engine = Inner::open(folder, Self::schema(kinds)?, Unlock::Keys(keys))?;
                Open::Alone(Box::new(engine))
            }
        })
    }
}

/// Keys for one more handle; each copy is wiped when its handle is dropped.
pub(crate) fn copy(keys: &LocalKeys) -> LocalKeys {
    LocalKeys { mail: keys.mail.clone(), content: keys.content.clone() }
}
