//! Taking a diary in from a file.

use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use requite::{
    ImportFormat as FormatIn, ImportReport as ReportIn, Reason, Skipped as SkippedIn,
    Writing as WritingIn,
};

use crate::{
    EngineError,
    desk::Desk,
    mirror::{Cross, choice},
    sides::{Run, Sides},
};

choice! {
    /// What a file is written in.
    ImportFormat is FormatIn {
        /// One JSON object a line.
        Jsonl,
        /// The text format of jrnl.
        Jrnl,
    }

    /// Whether anything is written.
    ImportWriting is WritingIn {
        /// It is.
        Real,
        /// Only the report.
        DryRun,
    }
}

/// A line of a file that was left out.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Skipped {
    /// Its number, from 1.
    pub line: u64,
    /// Why: `utf8`, `malformed`, `date`, `zone`, `empty` or `too_long`.
    pub reason: String,
}

/// What an import did.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ImportReport {
    /// Entries taken in.
    pub imported: u64,
    /// Entries that were here already.
    pub skipped: u64,
    /// Lines that were left out.
    pub errors: Vec<Skipped>,
}

/// How far an operation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Record)]
pub struct Progress {
    /// So many,
    pub done: u64,
    /// of so many; 0 while that is not known.
    pub total: u64,
}

/// An import that is under way.
#[derive(uniffi::Object)]
pub struct ImportOperation {
    run: Run<ImportReport>,
    done: Arc<AtomicU64>,
    total: Arc<AtomicU64>,
}

/// Taking in.
#[derive(uniffi::Object)]
pub struct Transfer {
    pub(crate) desk: Arc<Desk>,
}

#[uniffi::export]
impl Transfer {
    /// Begins to take a file in. What is here already is left as it is, so the same file may be taken in again.
    pub fn import(
        &self,
        path: String,
        format: ImportFormat,
        writing: ImportWriting,
    ) -> Result<Arc<ImportOperation>, EngineError> {
        let (done, total) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicU64::new(0)));
        let (now_done, of_total) = (Arc::clone(&done), Arc::clone(&total));
        let shared = Arc::clone(&self.desk.shared);
        let run = Sides::begin(&self.desk.shared, "import", move |mut open, _| {
            let content = std::fs::read(PathBuf::from(path));
            let content = content.map_err(|_| EngineError::invalid("file_not_readable"))?;
            let mut progress = |done: usize, total: usize| {
                now_done.store(done.cross(), Ordering::Relaxed);
                of_total.store(total.cross(), Ordering::Relaxed);
            };
            let zone = shared.at.moment().zone;
            let (format, writing) = (format.cross(), writing.cross());
            let report =
                open.practice()?.import(format, &content, &zone, writing, &mut progress)?;
            shared.hub.tell(open.take_notices());
            Ok(told(report))
        })?;
        Ok(Arc::new(ImportOperation { run, done, total }))
    }
}

#[uniffi::export]
impl ImportOperation {
    /// How far it is.
    pub fn progress(&self) -> Progress {
        Progress {
            done: self.done.load(Ordering::Relaxed),
            total: self.total.load(Ordering::Relaxed),
        }
    }

    /// What it did, once it has ended.
    pub async fn report(&self) -> Result<ImportReport, EngineError> {
        self.run.outcome().await
    }
}

fn told(report: ReportIn) -> ImportReport {
    let skipped = |one: SkippedIn| Skipped {
        line: one.line.cross(),
        reason: match one.reason {
            Reason::Utf8 => "utf8",
            Reason::Malformed => "malformed",
            Reason::Date => "date",
            Reason::Zone => "zone",
            Reason::Empty => "empty",
            Reason::TooLong => "too_long",
        }
        .to_owned(),
    };
    ImportReport {
        imported: report.imported,
        skipped: report.skipped,
        errors: report.errors.into_iter().map(skipped).collect(),
    }
}
