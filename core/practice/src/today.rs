//! What today offers: never more than fits on one calm page, and nothing that presses.

use jiff::Timestamp;
use requite_engine::ListQuery;
use serde::Serialize;

use crate::{Day, Practice, PracticeError, Zone, kinds::name};

/// Today.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Today {
    /// The day.
    pub date: String,
    /// Entries written for today.
    pub entries: u64,
}

impl Practice {
    /// What today offers. Whoever is quieted does not come up here.
    ///
    /// # Errors
    /// [`PracticeError::Engine`].
    pub fn today(&mut self, zone: &Zone, now: Timestamp) -> Result<Today, PracticeError> {
        let date = Day::today(zone, now).to_string();
        let query = ListQuery {
            from: Some(date.clone()),
            to: Some(date.clone()),
            ..ListQuery::of(name::ENTRY)
        };
        let entries = self.engine.days(&query)?.values().sum();
        Ok(Today { date, entries })
    }
}
