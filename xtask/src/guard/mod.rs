//! `cargo xtask guard FILE`: what the guard makes of a file, and what that costs. The file holds one change chunk, or several
//! one after another; they meet an empty record of an unknown kind. The work is done by this program run once more, so that
//! memory and time are those of the guard alone, and so that a guard that dies or hangs is seen from outside.

mod campaign;
mod life;
mod measure;
mod mutate;

use std::{
    fs::File,
    io::Read,
    path::{Path, PathBuf},
    process::{Child, Command, ExitCode, Stdio},
    time::{Duration, Instant},
};

use requite_record::{DocumentId, Quarantine, chunks, claimed_operations, merge};
use serde_json::json;

use self::{campaign::Keep, measure::Spent};

/// What `cargo xtask guard` is told.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// A file of change chunks.
    #[arg(required_unless_present = "mutations")]
    file: Option<PathBuf>,
    /// Throws so many mutated changes and documents at the guard instead.
    #[arg(long, value_name = "N", conflicts_with = "file")]
    mutations: Option<u64>,
    /// Where the mutations begin: the same seed gives the same inputs.
    #[arg(long, default_value_t = 1, requires = "mutations")]
    seed: u64,
    /// Keeps one input for each place where automerge panicked, though the guard contained it.
    #[arg(long, requires = "mutations")]
    keep_panics: bool,
    /// Does the work in this very process.
    #[arg(long, hide = true)]
    inside: bool,
}

/// Bytes of a file that is read at all.
const FILE_BYTES_MAX: u64 = 16 * 1024 * 1024;
/// How long the guard may take: far more than it ever does.
const PATIENCE: Duration = Duration::from_secs(120);

const REFUSED: u8 = 1;
const UNREADABLE: u8 = 2;

/// Runs it: 0 when accepted, 1 when refused, 2 when the file cannot be read.
pub(crate) fn run(arguments: &Arguments) -> ExitCode {
    match (&arguments.file, arguments.mutations) {
        (_, Some(count)) => {
            let keeping = if arguments.keep_panics { Keep::Panicking } else { Keep::Harmful };
            campaign::command(arguments.seed, count, keeping)
        }
        (Some(file), None) if arguments.inside => inside(file),
        (Some(file), None) => outside(file),
        (None, None) => ExitCode::from(UNREADABLE),
    }
}

/// What the guard said.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Verdict {
    reason: Option<&'static str>,
    operations: u64,
    pending: usize,
}

impl Verdict {
    const fn refused(reason: &'static str) -> Self {
        Self { reason: Some(reason), operations: 0, pending: 0 }
    }

    fn print(&self, spent: &Spent) -> ExitCode {
        let line = json!({
            "accepted": self.reason.is_none(),
            "reason": self.reason,
            "operations": self.operations,
            "pending": self.pending,
            "peak_bytes": spent.peak_bytes,
            "cpu_ms": spent.cpu_ms,
        });
        println!("{line}");
        if self.reason.is_none() { ExitCode::SUCCESS } else { ExitCode::from(REFUSED) }
    }
}

fn judge(bytes: &[u8]) -> Verdict {
    let changes = match chunks(bytes) {
        Ok(changes) if !changes.is_empty() => changes,
        Ok(_) | Err(_) => return Verdict::refused(Quarantine::NotAChange.code()),
    };
    let operations = changes.iter().filter_map(|change| claimed_operations(change));
    let operations = operations.fold(0, u64::saturating_add);
    match merge(None, "unknown", DocumentId::new([0; 16]), None, &changes) {
        Ok(merged) => Verdict { reason: None, operations, pending: merged.pending.len() },
        Err(why) => Verdict { operations, ..Verdict::refused(why.code()) },
    }
}

fn inside(file: &Path) -> ExitCode {
    let began = measure::begin();
    let mut bytes = Vec::new();
    let read =
        File::open(file).and_then(|file| file.take(FILE_BYTES_MAX + 1).read_to_end(&mut bytes));
    match read {
        Err(error) => {
            eprintln!("xtask: {} cannot be read: {error}", file.display());
            ExitCode::from(UNREADABLE)
        }
        Ok(len) if u64::try_from(len).is_ok_and(|len| len <= FILE_BYTES_MAX) => {
            let verdict = judge(&bytes);
            verdict.print(&began.end())
        }
        Ok(_) => Verdict::refused(Quarantine::TooLarge.code()).print(&began.end()),
    }
}

fn outside(file: &Path) -> ExitCode {
    let program = match std::env::current_exe() {
        Ok(program) => program,
        Err(error) => {
            eprintln!("xtask: this program cannot find itself: {error}");
            return ExitCode::from(UNREADABLE);
        }
    };
    let child = Command::new(program)
        .args(["guard", "--inside"])
        .arg(file)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn();
    match child.and_then(watch) {
        Ok((Some(code), line)) => {
            print!("{line}");
            ExitCode::from(code)
        }
        // What the guard did is not known any more, so nothing is said of it.
        Ok((None, _)) => Verdict::refused("died or hung").print(&Spent::default()),
        Err(error) => {
            eprintln!("xtask: the guard cannot be run: {error}");
            ExitCode::from(UNREADABLE)
        }
    }
}

/// How it ended, with what it said; no code for one that was killed or had to be.
fn watch(mut child: Child) -> std::io::Result<(Option<u8>, String)> {
    let began = Instant::now();
    let code = loop {
        if let Some(status) = child.try_wait()? {
            break status.code().and_then(|code| u8::try_from(code).ok()).filter(|code| *code <= 2);
        }
        if began.elapsed() > PATIENCE {
            child.kill()?;
            child.wait()?;
            break None;
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    let mut line = String::new();
    if let Some(mut stdout) = child.stdout.take() {
        stdout.read_to_string(&mut line)?;
    }
    Ok((code, line))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mias_own_record_is_let_in_and_half_of_it_waits() {
        let life = life::of(3);
        let whole = judge(&life.concat());
        assert_eq!((whole.reason, whole.pending), (None, 0));
        assert!(whole.operations > 100);
        let without_beginning = judge(&life[1..].concat());
        assert_eq!(without_beginning.reason, None);
        assert_eq!(without_beginning.pending, life.len() - 1);
        assert_eq!(judge(&[]).reason, Some("not a change"));
        assert_eq!(judge(b"dear diary").reason, Some("not a change"));
        let cut = &life.concat()[..life.concat().len() - 1];
        assert_eq!(judge(cut).reason, Some("not a change"));
    }
}
