//! Looking a file over, page by page.

use rusqlite::Connection;

use crate::StoreError;

/// What one check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What was checked.
    pub name: &'static str,
    /// Whether it is as it should be.
    pub ok: bool,
    /// In a sentence.
    pub found: String,
}

/// Every page is authentic and every table and index sound.
pub(crate) fn check(conn: &Connection, name: &'static str) -> Result<Finding, StoreError> {
    let faults = |pragma: &str| -> Result<usize, StoreError> {
        let mut statement = conn.prepare(pragma)?;
        let mut rows = statement.query([])?;
        let mut faults = 0;
        while let Some(row) = rows.next()? {
            let line: String = row.get(0)?;
            faults += usize::from(line != "ok");
        }
        Ok(faults)
    };
    let found = faults("PRAGMA cipher_integrity_check")
        .and_then(|cipher| Ok(cipher + faults("PRAGMA integrity_check(10)")?));
    match found {
        Ok(0) => Ok(Finding { name, ok: true, found: "every page is sound".to_owned() }),
        Ok(n) => Ok(Finding { name, ok: false, found: format!("{n} places are damaged") }),
        Err(StoreError::Damaged | StoreError::WrongKey) => {
            Ok(Finding { name, ok: false, found: "the file is damaged".to_owned() })
        }
        Err(error) => Err(error),
    }
}
