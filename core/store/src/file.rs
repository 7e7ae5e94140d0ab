//! Opening a file: key, settings with their reasons, and the one way in which tables come to be.
//!
//! | setting | value | why |
//! |---|---|---|
//! | `key` | raw, 32 bytes | no derivation at every open; the bytes never reach a trace |
//! | `cipher_page_size` | 8,192 | rows of one to four kilobytes, as bodies are, leave less of a page empty |
//! | `journal_mode` | WAL | readers never wait for the writer |
//! | `synchronous` | FULL | what was acknowledged survives a power cut; NORMAL for what nobody was told of yet, see [`Durable`] |
//! | `temp_store` | MEMORY | nothing plain in temporary files |
//! | `secure_delete` | ON | what is deleted is overwritten |
//! | `trusted_schema` | OFF | a tampered schema runs no functions |
//! | `foreign_keys` | ON | no orphans |
//! | `auto_vacuum` | INCREMENTAL | what was sealed and moved away gives its pages back |
//! | `busy_timeout` | 5,000 ms | a second writer waits, then is told |
//! | `journal_size_limit` | 8 MiB | the write-ahead log does not stay large after an import |
//! | `cipher_memory_security` | ON | what SQLite gives back of memory, decrypted pages among it, is overwritten |
//! | `cache_size` | 4 MiB | a phone has little memory, and pages are near |

use std::{path::Path, sync::Once};

use rusqlite::{Connection, OpenFlags, config::DbConfig};
use zeroize::Zeroizing;

use crate::StoreError;

/// The raw key of a file.
pub struct FileKey(Zeroizing<[u8; 32]>);

impl FileKey {
    /// From its bytes.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }
}

impl core::fmt::Debug for FileKey {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("FileKey(redacted)")
    }
}

/// An open file, and what of it is on the disk.
#[derive(Debug)]
pub(crate) struct File {
    conn: Connection,
    durable: Durable,
    /// Something is committed and may not be on the disk yet.
    unsettled: bool,
    durable_writes: u64,
}

impl core::ops::Deref for File {
    type Target = Connection;

    fn deref(&self) -> &Self::Target {
        &self.conn
    }
}

impl core::ops::DerefMut for File {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.conn
    }
}

/// When a write is to be on the disk. It is whole at once in any case, for every process, and a process that is killed takes
/// nothing back; a power cut may take what is not on the disk, the last first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Durable {
    /// When it returns.
    Now,
    /// With the next that is durable, or when the file is settled.
    Soon,
    /// Whenever it happens: what is lost is made anew.
    Whenever,
}

impl File {
    const fn new(conn: Connection) -> Self {
        Self { conn, durable: Durable::Now, unsettled: false, durable_writes: 0 }
    }

    /// Before a write begins.
    pub(crate) fn make_ready(&mut self, durable: Durable) -> Result<(), StoreError> {
        if self.durable == durable {
            return Ok(());
        }
        self.conn.execute_batch(match durable {
            Durable::Now => "PRAGMA synchronous = FULL",
            Durable::Soon | Durable::Whenever => "PRAGMA synchronous = NORMAL",
        })?;
        self.durable = durable;
        Ok(())
    }

    /// After a write that began when so many changes had been made.
    pub(crate) fn wrote(&mut self, changes_before: u64) {
        if self.conn.total_changes() == changes_before {
            return;
        }
        match self.durable {
            Durable::Now => {
                self.durable_writes += 1;
                self.unsettled = false;
            }
            Durable::Soon => self.unsettled = true,
            Durable::Whenever => {}
        }
    }

    pub(crate) const fn is_unsettled(&self) -> bool {
        self.unsettled
    }

    /// Writes that waited for the disk, since the file was opened.
    pub(crate) const fn durable_writes(&self) -> u64 {
        self.durable_writes
    }
}

/// A page is written only where something on it is another, and only then is anything brought to the disk.
pub(crate) const SETTLE: &str = "
    INSERT INTO setting (name, value) VALUES ('settled', x'00')
    ON CONFLICT (name) DO UPDATE SET value = CASE value WHEN x'00' THEN x'01' ELSE x'00' END";

/// How the tables of a file come to be: steps that are never edited once released, each in one transaction.
pub(crate) trait Initializer {
    /// Step `i` brings a file from version `i` to `i + 1`.
    const STEPS: &'static [Step];
}

/// What brings a file to its next version.
pub(crate) enum Step {
    /// Statements.
    Sql(&'static str),
    /// What statements cannot say.
    Code(fn(&Connection) -> Result<(), StoreError>),
}

const SETTINGS: &str = "
    PRAGMA auto_vacuum = INCREMENTAL;
    PRAGMA temp_store = MEMORY;
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA secure_delete = ON;
    PRAGMA trusted_schema = OFF;
    PRAGMA foreign_keys = ON;
    PRAGMA journal_size_limit = 8388608;
    PRAGMA cache_size = -4096;";

/// Makes a file that is not there yet.
pub(crate) fn create<I: Initializer>(path: &Path, key: &FileKey) -> Result<File, StoreError> {
    if path.exists() {
        return Err(StoreError::Exists);
    }
    make_private(path);
    connect::<I>(path, key, OpenFlags::SQLITE_OPEN_CREATE)
}

/// Makes the empty file, for its owner only; SQLite gives what it puts beside a file the same permissions. When this fails, SQLite
/// meets the same obstacle and says which.
fn make_private(path: &Path) {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    drop(options.open(path));
}

/// Opens a file that is there, and brings it to the version of this program.
pub(crate) fn open<I: Initializer>(path: &Path, key: &FileKey) -> Result<File, StoreError> {
    match std::fs::metadata(path) {
        // SQLite takes less than a page for a new file, and would begin an empty one in its place.
        Ok(found) if found.len() < PAGE_BYTES => return Err(StoreError::Damaged),
        Ok(_) => {}
        Err(_) => return Err(StoreError::Missing),
    }
    connect::<I>(path, key, OpenFlags::empty())
}

/// Statements that stay prepared: more than any file has.
const STATEMENTS_KEPT: usize = 96;
/// Bytes of a page.
const PAGE_BYTES: u64 = 8_192;

/// What has to be before the first file of a process, done once, while others wait.
///
/// SQLite counts as begun before SQLCipher, which is begun behind it, is: of two threads that open the first files at the same
/// moment the second would find no cipher. And the wiping of memory is of the whole process and, once on, never off again: on
/// from the start, it leaves nothing out.
///
/// SQLCipher would also lock whatever it is given, so that nothing of it is swapped out: a call into the kernel for every
/// allocation, which a phone, that has a few lockable kilobytes and no swap, refuses, and which elsewhere took four fifths of
/// the time. `.cargo/config.toml` leaves it out.
fn begin() {
    static BEGUN: Once = Once::new();
    BEGUN.call_once(|| {
        let first = Connection::open_in_memory();
        // Where it cannot be, memory is given back as everywhere else.
        let _wipes = first.and_then(|it| it.execute_batch("PRAGMA cipher_memory_security = ON"));
    });
}

fn connect<I: Initializer>(
    path: &Path,
    key: &FileKey,
    more: OpenFlags,
) -> Result<File, StoreError> {
    begin();
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | more;
    let mut conn = Connection::open_with_flags(path, flags)?;
    conn.set_prepared_statement_cache_capacity(STATEMENTS_KEPT);
    conn.busy_timeout(core::time::Duration::from_secs(5))?;
    // SQLCipher's own log would go to standard error; what matters of it comes back as an error.
    conn.execute_batch("PRAGMA cipher_log_level = NONE")?;
    let mut pragma = Zeroizing::new(String::with_capacity(160));
    pragma.push_str("PRAGMA key = \"x'");
    for byte in key.0.iter() {
        for nibble in [byte >> 4, byte & 15] {
            pragma.extend(char::from_digit(u32::from(nibble), 16));
        }
    }
    pragma.push_str("'\"; PRAGMA cipher_page_size = 8192;");
    conn.execute_batch(&pragma)?;
    // The first read is what finds a wrong key; nothing is written before it.
    let version: u32 = conn.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let newest = u32::try_from(I::STEPS.len()).unwrap_or(u32::MAX);
    if version > newest {
        return Err(StoreError::NewerVersion);
    }
    if version == 0 && !more.contains(OpenFlags::SQLITE_OPEN_CREATE) {
        // Readable, and nothing in it: not what was left here.
        return Err(StoreError::Damaged);
    }
    conn.execute_batch(SETTINGS)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    if version < newest {
        upgrade::<I>(&mut conn)?;
    }
    Ok(File::new(conn))
}

fn upgrade<I: Initializer>(conn: &mut Connection) -> Result<(), StoreError> {
    for (step, next) in I::STEPS.iter().zip(1_u32..) {
        let tx = conn.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        // Read again under the lock: another process may have been faster.
        let version: u32 = tx.query_row("PRAGMA user_version", [], |row| row.get(0))?;
        if version + 1 == next {
            match step {
                Step::Sql(statements) => tx.execute_batch(statements)?,
                Step::Code(act) => act(&tx)?,
            }
            tx.execute_batch(&format!("PRAGMA user_version = {next}"))?;
        }
        tx.commit()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_sqlite_gives_back_of_memory_is_wiped() -> Result<(), rusqlite::Error> {
        begin();
        let other = Connection::open_in_memory()?;
        let on: String = other.query_row("PRAGMA cipher_memory_security", [], |row| row.get(0))?;
        assert_eq!(on, "1");
        Ok(())
    }
}
