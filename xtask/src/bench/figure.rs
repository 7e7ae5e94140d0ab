//! A figure with its goal and its floor, as one line of a table and as one JSON object.

use serde_json::{Value as Json, json};

/// One measurement.
#[derive(Debug, Clone)]
pub(super) struct Figure {
    pub(super) job: Job,
    /// What was measured.
    pub(super) what: &'static str,
    pub(super) corpus: String,
    pub(super) n: usize,
    pub(super) unit: &'static str,
    pub(super) value: f64,
    /// At most so much.
    pub(super) goal: Option<f64>,
    /// What it would be with nothing but the work that cannot be avoided, measured in the same run.
    pub(super) floor: Option<Floor>,
}

/// The least that it could be.
#[derive(Debug, Clone, Copy)]
pub(super) struct Floor {
    pub(super) value: f64,
    pub(super) of: &'static str,
}

/// A job of `design/bars.md`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, clap::ValueEnum)]
#[value(rename_all = "UPPER")]
pub(crate) enum Job {
    /// Write N entries, durable.
    J1,
    /// A new process lists the latest 50.
    J2,
    /// Full-text search.
    J3,
    /// Everything to the relay, and to a new device.
    J4,
    /// One sentence from device to device.
    J6,
    /// Typing 1,200 characters.
    J8,
    /// Bytes at rest.
    J9,
    /// Memory of a phone-sized job.
    J12,
    /// The pages of the practice.
    P1,
}

impl Job {
    pub(super) const ALL: [Self; 9] =
        [Self::J1, Self::J2, Self::J3, Self::J4, Self::J6, Self::J8, Self::J9, Self::J12, Self::P1];
}

impl Figure {
    /// Whether the goal is reached; nothing where there is none.
    pub(super) fn met(&self) -> Option<bool> {
        self.goal.map(|goal| self.value <= goal)
    }

    pub(super) fn ratio(&self) -> Option<f64> {
        self.floor.map(|floor| self.value / floor.value).filter(|ratio| ratio.is_finite())
    }

    pub(super) fn json(&self) -> Json {
        json!({
            "job": format!("{:?}", self.job), "what": self.what, "n": self.n, "corpus": self.corpus,
            "unit": self.unit, "figure": rounded(self.value), "goal": self.goal.map(rounded),
            "floor": self.floor.map(|floor| rounded(floor.value)), "floor_of": self.floor.map(|floor| floor.of),
            "ratio": self.ratio().map(rounded), "met": self.met(),
        })
    }

    /// As a line of a Markdown table.
    pub(super) fn line(&self) -> String {
        let or_dash = |value: Option<f64>| value.map_or("–".to_owned(), shown);
        let met = match self.met() {
            None => "",
            Some(true) => "yes",
            Some(false) => "**no**",
        };
        let floor = self
            .floor
            .map_or("–".to_owned(), |floor| format!("{} ({})", shown(floor.value), floor.of));
        format!(
            "| {:?} | {} | {} | {} {} | {} | {} | {} | {} |",
            self.job,
            self.what,
            self.corpus,
            shown(self.value),
            self.unit,
            or_dash(self.goal),
            floor,
            or_dash(self.ratio()),
            met
        )
    }
}

pub(super) const HEAD: &str = "| job | what | corpus | figure | goal, at most | floor in this run | ratio | met |\n|---|---|---|---|---|---|---|---|";

fn shown(value: f64) -> String {
    match value.abs() {
        size if size >= 100.0 => format!("{value:.0}"),
        size if size >= 10.0 => format!("{value:.1}"),
        _ => format!("{value:.2}"),
    }
}

fn rounded(value: f64) -> f64 {
    (value * 1_000.0).round() / 1_000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_goal_is_met_at_the_goal_and_missed_above_it() {
        let figure = |value| Figure {
            job: Job::J2,
            what: "list",
            corpus: "made 10".to_owned(),
            n: 10,
            unit: "ms",
            value,
            goal: Some(25.0),
            floor: Some(Floor { value: 5.0, of: "a process" }),
        };
        assert_eq!((figure(25.0).met(), figure(25.1).met()), (Some(true), Some(false)));
        assert_eq!(figure(25.0).ratio(), Some(5.0));
        assert!(figure(25.1).line().ends_with("| **no** |"));
    }
}
