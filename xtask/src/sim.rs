//! `cargo xtask sim`: campaigns of simulated worlds. A seed that fails prints the one command that shows it again.

use std::sync::{
    Mutex, PoisonError,
    atomic::{AtomicU64, Ordering},
};

use clap::Args;
use requite_sim::{MARKS, Marks, Outcome};

/// Which worlds.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// How many seeds
    #[arg(long, default_value_t = 200)]
    seeds: u64,
    /// From this seed on
    #[arg(long, default_value_t = 0)]
    from: u64,
    /// Only this seed
    #[arg(long, conflicts_with_all = ["seeds", "from"])]
    seed: Option<u64>,
    /// Print the hash of everything that happened
    #[arg(long)]
    trace: bool,
    /// Print everything that happened (with --seed)
    #[arg(long, requires = "seed")]
    tell: bool,
    /// Begin no further seed once one has failed
    #[arg(long)]
    first: bool,
}

/// A campaign of so many seeds must have met every mark.
const WHOLE_CAMPAIGN: u64 = 200;

pub(crate) fn run(arguments: &Arguments) -> Result<(), String> {
    if let Some(seed) = arguments.seed {
        return one(seed, arguments);
    }
    let outcomes = campaign(arguments);
    let mut marks = Marks::default();
    let mut failed = 0_u64;
    for outcome in &outcomes {
        marks.take(&outcome.marks);
        if arguments.trace {
            println!("seed {} trace {}", outcome.seed, outcome.trace);
        }
        if let Some(why) = &outcome.failure {
            failed += 1;
            println!("seed {} failed: {why}", outcome.seed);
            println!("  again: cargo xtask sim --seed {} --trace", outcome.seed);
        }
    }
    for mark in MARKS {
        println!("{:>9}  {mark}", marks.count(mark));
    }
    println!("{} seeds, {failed} failed", outcomes.len());
    let missing = marks.missing();
    match (failed, missing.as_slice()) {
        (0, []) => Ok(()),
        (0, missing) if arguments.seeds >= WHOLE_CAMPAIGN => {
            Err(format!("never met: {}", missing.join(", ")))
        }
        (0, _) => Ok(()),
        (failed, _) => Err(format!("{failed} seeds failed")),
    }
}

fn one(seed: u64, arguments: &Arguments) -> Result<(), String> {
    let outcome = if arguments.tell {
        requite_sim::run_told(seed, Box::new(|line| println!("{line}")))
    } else {
        requite_sim::run(seed)
    };
    println!("trace {}", outcome.trace);
    outcome.failure.map_or(Ok(()), |why| Err(format!("seed {seed} failed: {why}")))
}

/// Every core takes the next seed; outcomes come in the order of seeds.
fn campaign(arguments: &Arguments) -> Vec<Outcome> {
    let next = AtomicU64::new(arguments.from);
    let end = AtomicU64::new(arguments.from + arguments.seeds);
    let outcomes = Mutex::new(Vec::new());
    let threads = std::thread::available_parallelism().map_or(2, core::num::NonZero::get);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= end.load(Ordering::Relaxed) {
                        return;
                    }
                    let outcome = requite_sim::run(seed);
                    if arguments.first && outcome.failure.is_some() {
                        // Earlier seeds that are under way come to their end, so the first is named whoever is faster.
                        end.fetch_min(seed, Ordering::Relaxed);
                    }
                    outcomes.lock().unwrap_or_else(PoisonError::into_inner).push(outcome);
                }
            });
        }
    });
    let mut outcomes = outcomes.into_inner().unwrap_or_else(PoisonError::into_inner);
    outcomes.sort_by_key(|outcome| outcome.seed);
    outcomes
}
