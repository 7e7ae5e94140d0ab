//! What was noticed and is still to be known: a code, what it is about, and since when.

use rusqlite::params;

use super::{MailRead, MailWrite};
use crate::StoreError;

/// Something that was noticed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotedAlarm {
    /// What, as a code.
    pub code: String,
    /// About whom: a device or a relay, as its id or address.
    pub about: String,
    /// How much of it.
    pub count: u64,
    /// When it was first noticed, in milliseconds since 1970.
    pub since_ms: i64,
}

impl MailRead<'_> {
    /// Everything that stands, oldest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn alarms(&self) -> Result<Vec<NotedAlarm>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT code, about, count, since_ms FROM alarm ORDER BY since_ms, code, about",
        )?;
        let rows = statement.query_map([], |row| {
            Ok(NotedAlarm {
                code: row.get(0)?,
                about: row.get(1)?,
                count: row.get::<_, i64>(2)?.unsigned_abs(),
                since_ms: row.get(3)?,
            })
        })?;
        rows.map(|row| row.map_err(StoreError::from)).collect()
    }
}

impl MailWrite<'_> {
    /// Notes it, or how much of it there is now.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn note_alarm(&mut self, alarm: &NotedAlarm) -> Result<(), StoreError> {
        let count = i64::try_from(alarm.count).unwrap_or(i64::MAX);
        self.conn
            .prepare_cached(
                "INSERT INTO alarm (code, about, count, since_ms) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (code, about) DO UPDATE SET count = ?3",
            )?
            .execute(params![alarm.code, alarm.about, count, alarm.since_ms])?;
        Ok(())
    }

    /// It is over.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn settle_alarm(&mut self, code: &str, about: &str) -> Result<(), StoreError> {
        self.conn
            .prepare_cached("DELETE FROM alarm WHERE code = ?1 AND about = ?2")?
            .execute([code, about])?;
        Ok(())
    }
}
