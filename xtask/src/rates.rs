//! `cargo xtask rates`: how often the honest numbers say something wrong, simulated and laid beside the tables of
//! `design/practice.md`. Fails if a figure is off.

use clap::Args;
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use requite_numbers::{Belief, Gate, change_point};

/// How many histories.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Simulated histories for each figure
    #[arg(long, default_value_t = 40_000)]
    runs: u32,
    /// The seed of the generator
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How far a figure may be from the design's
    #[arg(long, default_value_t = 0.01)]
    within: f64,
}

/// The longest history.
const NOTES: u32 = 30;
/// The shares that people really keep, for `EVER`.
const TRUE: [f64; 4] = [0.3, 0.5, 0.6, 0.7];
/// P(the app ever says "more often not kept"), by threshold.
const EVER: [(f64, [f64; 4]); 4] = [
    (0.80, [0.971, 0.487, 0.204, 0.061]),
    (0.90, [0.920, 0.297, 0.092, 0.020]),
    (0.95, [0.849, 0.178, 0.043, 0.0075]),
    (0.975, [0.739, 0.104, 0.023, 0.004]),
];
/// P("did something change?" is ever asked of somebody who does not change), by share kept.
const ASKED: [(f64, f64); 3] = [(0.5, 0.067), (0.7, 0.052), (0.9, 0.008)];
/// P(a change from .85 to .25 after ten notes is asked about after ten more), by Bayes factor.
const NOTICED: [(f64, f64); 2] = [(10.0, 0.47), (20.0, 0.32)];
/// What .8 and .7 look like if every broken promise is noted and only this share of the kept ones.
const SELECTIVE: [(f64, f64, f64); 3] = [(0.5, 0.8, 0.667), (0.5, 0.7, 0.538), (0.25, 0.7, 0.368)];

/// One figure: what it is, what the design says, what was found.
struct Figure {
    what: String,
    wanted: f64,
    found: f64,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), String> {
    let figures = figures(arguments.runs, arguments.seed);
    let mut off = 0_u32;
    println!("{:<58}{:>8}{:>8}", "", "design", "found");
    for figure in &figures {
        let wrong = (figure.wanted - figure.found).abs() > arguments.within;
        off += u32::from(wrong);
        let mark = if wrong { "  off" } else { "" };
        println!("{:<58}{:>8.4}{:>8.4}{mark}", figure.what, figure.wanted, figure.found);
    }
    println!("{} figures, {} runs each, seed {}", figures.len(), arguments.runs, arguments.seed);
    match off {
        0 => Ok(()),
        off => Err(format!("{off} figures are more than {} off", arguments.within)),
    }
}

fn figures(runs: u32, seed: u64) -> Vec<Figure> {
    let mut chance = ChaCha8Rng::seed_from_u64(seed);
    let mut figures = Vec::new();
    let odds = Odds::worked_out();
    for (at, rate) in TRUE.into_iter().enumerate() {
        let said = ever_said(runs, rate, &odds, &mut chance);
        for ((threshold, wanted), found) in EVER.iter().zip(said) {
            figures.push(Figure {
                what: format!("ever \"more often not\" at {threshold}, really {rate}"),
                wanted: wanted.get(at).copied().unwrap_or(f64::NAN),
                found,
            });
        }
    }
    for (rate, wanted) in ASKED {
        let what = format!("ever asked about a change, always {rate}");
        figures.push(Figure { what, wanted, found: ever_asked(runs, rate, &mut chance) });
    }
    let found = noticed(runs, &mut chance);
    for ((factor, wanted), found) in NOTICED.into_iter().zip(found) {
        let what = format!(".85 then .25, ten each, asked at a factor of {factor}");
        figures.push(Figure { what, wanted, found });
    }
    for (noted, rate, wanted) in SELECTIVE {
        let what = format!("what {rate} looks like with {noted} of kept ones noted");
        figures.push(Figure { what, wanted, found: selective(runs, noted, rate, &mut chance) });
    }
    figures
}

/// P(θ < ½) for every history of up to 30 promises, by how many were kept and how many were not.
struct Odds(Vec<Vec<f64>>);

impl Odds {
    fn worked_out() -> Self {
        let below = |kept: u32, not: u32| {
            Belief { a: 1.0 + f64::from(kept), b: 1.0 + f64::from(not) }.below_half()
        };
        Self((0..=NOTES).map(|kept| (0..=NOTES).map(|not| below(kept, not)).collect()).collect())
    }

    fn of(&self, kept: usize, not: usize) -> f64 {
        self.0.get(kept).and_then(|row| row.get(not)).copied().unwrap_or(0.0)
    }
}

/// For each threshold of the table, the share of histories in which a look after each promise ever speaks.
fn ever_said(runs: u32, rate: f64, odds: &Odds, chance: &mut ChaCha8Rng) -> [f64; 4] {
    let mut said = [0_u32; 4];
    for _ in 0..runs {
        let (mut kept, mut highest) = (0, 0.0_f64);
        for notes in 1..=NOTES as usize {
            kept += usize::from(chance.random_bool(rate));
            if notes >= Gate::PROMISES.notes as usize {
                highest = highest.max(odds.of(kept, notes - kept));
            }
        }
        for ((threshold, _), count) in EVER.iter().zip(&mut said) {
            *count += u32::from(highest >= *threshold);
        }
    }
    said.map(|count| f64::from(count) / f64::from(runs))
}

fn ever_asked(runs: u32, rate: f64, chance: &mut ChaCha8Rng) -> f64 {
    let mut asked = 0_u32;
    for _ in 0..runs {
        let mut notes = Vec::new();
        let ever = (0..NOTES).any(|_| {
            notes.push(f64::from(u8::from(chance.random_bool(rate))));
            change_point(&notes).is_some_and(|point| point.factor >= 10.0)
        });
        asked += u32::from(ever);
    }
    f64::from(asked) / f64::from(runs)
}

fn noticed(runs: u32, chance: &mut ChaCha8Rng) -> [f64; 2] {
    let mut noticed = [0_u32; 2];
    for _ in 0..runs {
        let mut half = |rate| -> Vec<f64> {
            (0..10).map(|_| f64::from(u8::from(chance.random_bool(rate)))).collect()
        };
        let notes = [half(0.85), half(0.25)].concat();
        let factor = change_point(&notes).map_or(0.0, |point| point.factor);
        for ((bar, _), count) in NOTICED.iter().zip(&mut noticed) {
            *count += u32::from(factor >= *bar);
        }
    }
    noticed.map(|count| f64::from(count) / f64::from(runs))
}

/// The share of kept ones among what is noted.
fn selective(runs: u32, noted: f64, rate: f64, chance: &mut ChaCha8Rng) -> f64 {
    let (mut kept, mut broken) = (0_u32, 0_u32);
    for _ in 0..runs {
        if !chance.random_bool(rate) {
            broken += 1;
        } else if chance.random_bool(noted) {
            kept += 1;
        }
    }
    f64::from(kept) / f64::from(kept + broken)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_run_comes_near_every_figure() {
        for figure in figures(4_000, 7) {
            assert!((figure.found - figure.wanted).abs() < 0.03, "{}", figure.what);
        }
    }

    #[test]
    fn a_figure_that_is_off_fails() {
        let arguments = Arguments { runs: 100, seed: 1, within: 0.000_001 };
        assert!(run(&arguments).unwrap_err().contains("off"));
    }
}
