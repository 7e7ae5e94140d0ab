//! Where and when a person is: the zone of the phone, and its clock, unless a test or a preview holds it still.

use std::sync::Mutex;

use jiff::Timestamp;
use requite::Zone;

use crate::{EngineError, desk::held};

/// Where and when, for as long as an engine lives.
pub(crate) struct At {
    zone: Mutex<Zone>,
    still: Mutex<Option<Timestamp>>,
}

/// Where and when, for one call.
pub(crate) struct Moment {
    pub(crate) zone: Zone,
    pub(crate) now: Timestamp,
}

impl At {
    pub(crate) fn new(zone: &str) -> Result<Self, EngineError> {
        Ok(Self { zone: Mutex::new(Zone::named(zone)?), still: Mutex::new(None) })
    }

    pub(crate) fn moment(&self) -> Moment {
        let now = held(&self.still).unwrap_or_else(Timestamp::now);
        Moment { zone: held(&self.zone).clone(), now }
    }

    pub(crate) fn travel(&self, zone: &str) -> Result<(), EngineError> {
        *held(&self.zone) = Zone::named(zone)?;
        Ok(())
    }

    pub(crate) fn hold(&self, now_ms: Option<i64>) -> Result<(), EngineError> {
        let now = now_ms.map(Timestamp::from_millisecond).transpose();
        *held(&self.still) = now.map_err(|_| EngineError::invalid("invalid_time"))?;
        Ok(())
    }
}
