//! Arriving from elsewhere: a file is parsed into entries, each with an id that follows from what it is, so that importing twice,
//! or on two devices, gives one set. One bad record never stops the others.

mod jrnl;
mod jsonl;

use requite_engine::{
    Expect, Origin, Write,
    record::{Edit, Occurred},
};
use serde::Serialize;

use crate::{
    Practice, PracticeError, Zone,
    entries::{add, parse_tag, set, text},
    kinds,
};

/// A format that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImportFormat {
    /// One JSON object a line: `date`, `timezone`, `text`, perhaps `title`, `tags`, `starred`.
    Jsonl,
    /// jrnl's text file or its JSON export.
    Jrnl,
}

/// What an import did.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ImportReport {
    /// Entries that are new.
    pub imported: u64,
    /// Entries that were here already.
    pub skipped: u64,
    /// Records that could not be read.
    pub errors: Vec<Skipped>,
}

/// A record that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Skipped {
    /// Its line in the file, from 1.
    pub line: usize,
    /// Why.
    pub reason: Reason,
}

/// Why a record could not be read. Names the fault, never the content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Not valid UTF-8.
    Utf8,
    /// Not the form that the format asks for.
    Malformed,
    /// A day that does not exist.
    Date,
    /// A zone that is not known.
    Zone,
    /// Nothing in it.
    Empty,
    /// Text over 1 MiB, or another field over its limit.
    TooLong,
}

/// An entry as a file has it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Found {
    line: usize,
    occurred: Occurred,
    title: String,
    body: String,
    tags: Vec<String>,
    starred: bool,
}

/// Entries that are committed together.
const BATCH: usize = 200;

impl Practice {
    /// Imports a file's content. `progress` hears how many entries are done, of how many. With `dry_run` nothing is written.
    ///
    /// # Errors
    /// [`PracticeError::Format`] when nothing of the file is in this format; those of the disk. What was imported before stays, and
    /// the next try goes on from there.
    pub fn import(
        &mut self,
        format: ImportFormat,
        content: &[u8],
        zone: &Zone,
        writing: Writing,
        progress: &mut dyn FnMut(usize, usize),
    ) -> Result<ImportReport, PracticeError> {
        let mut report = ImportReport::default();
        let found = match format {
            ImportFormat::Jsonl => jsonl::parse(content, &mut report.errors),
            ImportFormat::Jrnl => jrnl::parse(content, zone, &mut report.errors)?,
        };
        let source = match format {
            ImportFormat::Jsonl => "jsonl",
            ImportFormat::Jrnl => "jrnl",
        };
        let total = found.len();
        let mut writes: Vec<(usize, Write)> = Vec::with_capacity(total);
        let mut twins = std::collections::BTreeMap::new();
        for entry in found {
            match self.write_of(source, &entry, &mut twins) {
                Ok(write) => writes.push((entry.line, write)),
                Err(reason) => report.errors.push(Skipped { line: entry.line, reason }),
            }
        }
        let label = self.engine.batch_label("import");
        let mut done = 0;
        for batch in writes.chunks(BATCH) {
            match writing {
                Writing::DryRun => self.count(batch, &mut report)?,
                Writing::Real => self.commit_batch(&label, batch, &mut report)?,
            }
            done += batch.len();
            progress(done, total);
        }
        report.errors.sort_by_key(|skipped| skipped.line);
        Ok(report)
    }

    fn count(
        &mut self,
        batch: &[(usize, Write)],
        report: &mut ImportReport,
    ) -> Result<(), PracticeError> {
        for (_, write) in batch {
            let known = self.engine.row(write.id)?.is_some();
            report.skipped += u64::from(known);
            report.imported += u64::from(!known);
        }
        Ok(())
    }

    fn commit_batch(
        &mut self,
        label: &str,
        batch: &[(usize, Write)],
        report: &mut ImportReport,
    ) -> Result<(), PracticeError> {
        // An id follows from the content, so a record that is there, in the trash or not, has it already.
        let mut writes = Vec::with_capacity(batch.len());
        for (_, write) in batch {
            match self.engine.row(write.id)? {
                Some(_) => report.skipped += 1,
                None => writes.push(write.clone()),
            }
        }
        for written in self.engine.commit(label, &writes)? {
            report.imported += u64::from(written.changed);
            report.skipped += u64::from(!written.changed);
        }
        Ok(())
    }

    fn write_of(
        &self,
        source: &str,
        entry: &Found,
        twins: &mut std::collections::BTreeMap<requite_engine::record::DocumentId, u32>,
    ) -> Result<Write, Reason> {
        if entry.body.trim().is_empty() && entry.title.trim().is_empty() {
            return Err(Reason::Empty);
        }
        if entry.body.len() > kinds::BODY_BYTES_MAX || entry.title.len() > kinds::TITLE_BYTES_MAX {
            return Err(Reason::TooLong);
        }
        let mut edits: Vec<Edit> =
            vec![set("occurred", (&entry.occurred).into()), set("source", source.into())];
        edits.push(text("body", &entry.body));
        if !entry.title.is_empty() {
            edits.push(text("title", &entry.title));
        }
        for tag in &entry.tags {
            edits.push(add("tags", &parse_tag(tag).map_err(|_| Reason::TooLong)?));
        }
        if entry.starred {
            edits.push(set("starred", true.into()));
        }
        let occurred = entry.occurred.to_string();
        let identity =
            [source.as_bytes(), occurred.as_bytes(), entry.title.as_bytes(), entry.body.as_bytes()];
        let kind = kinds::name::ENTRY;
        // The same entry twice in one file is two entries, as in life; the second is told apart by its count.
        let twin = twins.entry(self.engine.derived_id(kind, 0, &identity)).or_insert(0);
        let count = twin.to_be_bytes();
        *twin += 1;
        let parts: Vec<&[u8]> = identity.into_iter().chain([&count[..]]).collect();
        let id = self.engine.derived_id(kind, 0, &parts);
        Ok(Write { id, kind, edits, origin: Origin::Import, expect: Expect::Either })
    }
}

/// Whether an import writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Writing {
    /// It does.
    Real,
    /// It only says what it would do.
    DryRun,
}

/// A zone's check, for formats that name one.
fn known_zone(name: &str) -> Result<Zone, Reason> {
    Zone::named(name).map_err(|_| Reason::Zone)
}
