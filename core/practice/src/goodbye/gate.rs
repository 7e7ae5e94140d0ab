//! The safety gate: six questions, and which ways of saying goodbye are offered first. Nothing is computed beyond that, no level
//! of anything is shown, and the answers are kept only where somebody asks for it.

use serde::Serialize;

/// How many questions there are ([`requite_words::GATE`]).
pub const QUESTIONS_COUNT: usize = requite_words::GATE.len();

/// The questions that decide what is offered first.
const DECIDING: usize = 3;

/// An answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GateAnswer {
    /// Yes.
    Yes,
    /// No.
    No,
    /// Not sure, which is taken for a yes.
    NotSure,
}

/// Which ways are offered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Paths {
    /// First.
    pub offered: Vec<&'static str>,
    /// Only where somebody asks to see all.
    pub behind: Vec<&'static str>,
    /// Whether getting support first is offered before any way.
    pub support_first: bool,
}

/// How somebody stands when the gate is gone through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Marked {
    Unsafe,
    No,
}

impl GateAnswer {
    /// `yes`, `no`, `not_sure`, or their first letters.
    pub fn parse(text: &str) -> Option<Self> {
        match text.trim().to_lowercase().replace([' ', '-'], "_").as_str() {
            "yes" | "y" => Some(Self::Yes),
            "no" | "n" => Some(Self::No),
            "not_sure" | "notsure" | "?" => Some(Self::NotSure),
            _ => None,
        }
    }

    /// As it is stored, where it is.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::NotSure => "not_sure",
        }
    }
}

/// What is offered. No answer at all is not sure.
pub(crate) fn paths(answers: &[GateAnswer], marked: Marked) -> Paths {
    let first = answers.iter().take(DECIDING);
    let all_no =
        answers.len() >= DECIDING && first.into_iter().all(|answer| *answer == GateAnswer::No);
    if all_no && marked == Marked::No {
        return Paths {
            offered: vec!["talk", "letter", "short_message", "phase_out", "leave_quietly"],
            behind: Vec::new(),
            support_first: false,
        };
    }
    Paths {
        offered: vec!["leave_quietly", "phase_out"],
        behind: vec!["talk", "letter", "short_message"],
        support_first: true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_yes_or_a_doubt_on_one_of_the_first_three_is_enough() {
        use GateAnswer::{No, NotSure, Yes};
        let careful = |answers: &[GateAnswer]| paths(answers, Marked::No).support_first;
        assert!(!careful(&[No; 6]));
        for place in 0..6 {
            for answer in [Yes, NotSure] {
                let mut answers = [No; 6];
                answers[place] = answer;
                assert_eq!(careful(&answers), place < 3, "{place}");
            }
        }
        assert!(careful(&[]) && careful(&[No, No]));
        assert!(paths(&[No; 6], Marked::Unsafe).support_first);
    }

    #[test]
    fn every_way_stays_within_reach() {
        for marked in [Marked::Unsafe, Marked::No] {
            let paths = paths(&[GateAnswer::No; 6], marked);
            let mut all: Vec<&str> = paths.offered.into_iter().chain(paths.behind).collect();
            all.sort_unstable();
            let mut known = crate::kinds::PATHS.to_vec();
            known.sort_unstable();
            assert_eq!(all, known);
        }
    }
}
