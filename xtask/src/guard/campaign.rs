//! `cargo xtask guard --mutations N`: mutated changes and saved documents, offered to records that are dear to somebody. No
//! panic may come out, and whatever is taken leaves a record that can be saved, opened and shown with all that was in it.

use std::{
    collections::BTreeMap,
    fs,
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
    process::ExitCode,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use rand::SeedableRng;
use rand_chacha::ChaCha20Rng;
use requite_record::{Document, Edit, Hand, Heads, Kind, Quarantine, decide, merge, project};

use super::{life, mutate};

/// Where an input that did harm is kept, for an ordinary test to replay.
const KEPT: &str = "core/record/tests/kept";
/// Lives that the records are taken from.
const LIVES: u64 = 6;
/// Faults after which there is no need for more.
const FAULTS_MAX: usize = 10;
/// An input that takes so long hangs.
const HANGS: Duration = Duration::from_secs(60);

/// Where the last panic was: its place in the code, never its words.
static LAST_PANIC: Mutex<String> = Mutex::new(String::new());

/// Which inputs are kept, for an ordinary test to replay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keep {
    /// Those that did harm.
    Harmful,
    /// One besides for each place where automerge panicked and no harm came of it.
    Panicking,
}

/// What came of a campaign.
#[derive(Debug, Default)]
struct Report {
    inputs: u64,
    refused: BTreeMap<&'static str, u64>,
    taken: u64,
    waiting: u64,
    /// Where automerge panicked, within the guard.
    panics: BTreeMap<String, u64>,
    faults: Vec<String>,
}

impl Report {
    /// Counts an outcome; whether it is a panic at a place that was not seen before.
    fn count(&mut self, outcome: &Outcome) -> bool {
        match outcome {
            Outcome::Refused(why) => *self.refused.entry(why.code()).or_default() += 1,
            Outcome::Taken => self.taken += 1,
            Outcome::Waits => self.waiting += 1,
        }
        if !matches!(outcome, Outcome::Refused(Quarantine::Panicked)) {
            return false;
        }
        let place = LAST_PANIC.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let times = self.panics.entry(place).or_default();
        *times += 1;
        *times == 1
    }
}

/// A record, and the change that comes next for it.
struct Bed {
    before: Vec<Vec<u8>>,
    document: Document,
    heads: Heads,
    body: String,
    changes: usize,
    next: Vec<u8>,
}

/// Runs it, prints the figures; 1 when something did harm.
pub(crate) fn command(seed: u64, count: u64, keeping: Keep) -> ExitCode {
    let began = Instant::now();
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(|place| (place.file(), place.line()));
        let (file, line) = place.unwrap_or_default();
        // From the crate's own folder on: where the registry lies is nobody's business.
        let crates = file.rsplit_once("automerge-").map_or(file, |(_, file)| file);
        *LAST_PANIC.lock().unwrap_or_else(PoisonError::into_inner) = format!("{crates}:{line}");
    }));
    let progress = AtomicU64::new(0);
    let figures = std::thread::scope(|scope| {
        let running = scope.spawn(|| run(seed, count, keeping, &progress));
        watch(seed, &progress, || running.is_finished());
        running.join().unwrap_or_default()
    });
    let Report { inputs, refused, taken, waiting, panics, faults } = &figures;
    println!("{inputs} inputs of seed {seed} in {:.1} s", began.elapsed().as_secs_f64());
    println!("taken {taken}, waiting for others {waiting}, refused:");
    for (why, times) in refused {
        println!("  {times:>8}  {why}");
    }
    for (place, times) in panics {
        println!("  {times:>8}  contained at {place}");
    }
    for fault in faults {
        println!("HARM: {fault}");
    }
    if faults.is_empty() && *inputs == count { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Ends the whole program when one input takes too long, naming it.
fn watch(seed: u64, progress: &AtomicU64, is_finished: impl Fn() -> bool) {
    let (mut last, mut since) = (0, Instant::now());
    while !is_finished() {
        std::thread::sleep(Duration::from_millis(50));
        let now = progress.load(Ordering::Relaxed);
        if now != last {
            (last, since) = (now, Instant::now());
        } else if since.elapsed() > HANGS {
            eprintln!("xtask: input {now} of seed {seed} hangs");
            std::process::exit(3);
        }
    }
}

fn run(seed: u64, count: u64, keeping: Keep, progress: &AtomicU64) -> Report {
    let kind = life::kind();
    let mut beds: Vec<Bed> = (0..LIVES).flat_map(|life| make_beds(&kind, life)).collect();
    let mut report = Report::default();
    for number in 0..count {
        progress.store(number, Ordering::Relaxed);
        let mut rng = ChaCha20Rng::seed_from_u64(seed.wrapping_mul(1 << 32).wrapping_add(number));
        let at = life::below(&mut rng, beds.len());
        let Some(bed) = beds.get_mut(at) else { break };
        let input = if life::below(&mut rng, 8) == 0 {
            mutate::chunk(&bed.document.save(), &mut rng)
        } else {
            mutate::chunk(&bed.next, &mut rng)
        };
        report.inputs += 1;
        let outcome = catch_unwind(AssertUnwindSafe(|| offer(&kind, bed, &input)));
        let harm = match outcome {
            Ok(Ok(outcome)) => {
                let is_new = report.count(&outcome);
                if is_new && keeping == Keep::Panicking {
                    keep(&format!("panic-{seed}-{number}.bin"), bed, &input);
                }
                None
            }
            Ok(Err(harm)) => Some(harm),
            Err(_) => Some("a panic came out"),
        };
        if let Some(harm) = harm {
            report.faults.push(format!("input {number} of seed {seed}: {harm}"));
            keep(&format!("mutation-{seed}-{number}.bin"), bed, &input);
            if report.faults.len() >= FAULTS_MAX {
                break;
            }
        }
    }
    report
}

fn make_beds(kind: &Kind, seed: u64) -> Vec<Bed> {
    let life = life::of(seed);
    let mut beds = Vec::new();
    for (at, next) in life.iter().enumerate().skip(1) {
        let before = life.get(..at).unwrap_or_default();
        let told: Vec<&[u8]> = before.iter().map(Vec::as_slice).collect();
        let merged = merge(Some(kind), kind.name, life::ID, None, &told);
        let Some(mut document) = merged.ok().and_then(|merged| merged.document) else { continue };
        let heads = document.heads();
        let body = document.text_at("body", &heads).unwrap_or_default();
        let (before, changes) = (before.to_vec(), document.changes().len());
        beds.push(Bed { before, document, heads, body, changes, next: next.clone() });
    }
    beds
}

enum Outcome {
    Refused(Quarantine),
    Taken,
    Waits,
}

/// Offers an input; the error says which harm it did.
fn offer(kind: &Kind, bed: &Bed, input: &[u8]) -> Result<Outcome, &'static str> {
    let here = Some(bed.document.clone());
    let merged = match merge(Some(kind), kind.name, life::ID, here, &[input]) {
        Ok(merged) => merged,
        Err(why) => return Ok(Outcome::Refused(why)),
    };
    let mut document = merged.document.ok_or("the record is gone")?;
    if !merged.changed {
        let same = document.heads() == bed.heads;
        return if same { Ok(Outcome::Waits) } else { Err("changed without saying so") };
    }
    let heads = document.heads();
    let mut document = Document::load(kind.name, life::ID, &document.save())
        .map_err(|_| "what was saved cannot be opened")?;
    if document.heads() != heads || !document.has(&bed.heads) {
        return Err("the history is another");
    }
    if document.changes().len() <= bed.changes {
        return Err("changes are missing");
    }
    if document.text_at("body", &bed.heads).ok().as_ref() != Some(&bed.body) {
        return Err("the old text is not there");
    }
    project(kind, &mut document).map_err(|_| "it cannot be shown")?;
    let mut rng = ChaCha20Rng::seed_from_u64(0);
    let mut hand = Hand { actor: [3; 16], now_ms: 0, rng: &mut rng };
    let add = Edit::Add { field: "tags".to_owned(), element: "after".into() };
    let count = Edit::Count { field: "shown".to_owned(), by: 1 };
    // An edit may be refused, since a container may be of another type now; it may not panic.
    drop(decide(kind, Some(document), life::ID, &[add, count], &mut hand));
    Ok(Outcome::Taken)
}

/// Keeps a record and the input that did harm to it: each change, and at last the input, behind its length.
fn keep(name: &str, bed: &Bed, input: &[u8]) {
    let mut bytes = Vec::new();
    for part in bed.before.iter().map(Vec::as_slice).chain([input]) {
        bytes.extend(u32::try_from(part.len()).unwrap_or(u32::MAX).to_le_bytes());
        bytes.extend(part);
    }
    let folder = Path::new(KEPT);
    let kept = fs::create_dir_all(folder).and_then(|()| fs::write(folder.join(name), bytes));
    if let Err(error) = kept {
        eprintln!("xtask: {name} cannot be kept: {error}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_thousand_mutations_do_no_harm() {
        let report = run(7, 4_000, Keep::Harmful, &AtomicU64::new(0));
        assert!(report.faults.is_empty(), "{:?}", report.faults);
        assert_eq!(report.inputs, 4_000);
        let refused: u64 = report.refused.values().sum();
        assert!(refused > 2_000, "{report:?}");
        assert!(report.taken > 20 && report.waiting > 20, "{report:?}");
    }
}
