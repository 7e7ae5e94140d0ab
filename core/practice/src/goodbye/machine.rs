//! A goodbye as a state machine: draft, rest, decide, and if need be from the start again. It takes values and returns values;
//! nothing here, or anywhere that it can reach, can send anything.

/// How far a goodbye has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Being written.
    Draft,
    /// Left to rest.
    Resting,
    /// The rest is over.
    Ready,
    /// Said, by the person, outside of here.
    Sent,
    /// Kept.
    Kept,
    /// Let go of.
    LetGo,
}

/// What a person decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// They said or sent it themselves.
    Sent,
    /// They keep it.
    Kept,
    /// They let go of it.
    LetGo,
}

/// A step that a person takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// To let it rest.
    Rest,
    /// To decide once the rest is over.
    Decide(Decision),
    /// To decide without waiting, and to have said why.
    DecideNow(Decision),
    /// To begin anew.
    Again,
}

/// Where a step leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// Forward.
    To(State),
    /// A new beginning, at the draft.
    Anew,
}

/// Why a step is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotYet {
    /// It rests still.
    Resting,
    /// It has not rested at all.
    NotRested,
    /// It is decided; it can only begin anew.
    Decided,
    /// It is not decided, so there is nothing to begin anew.
    NotDecided,
}

impl State {
    /// All, by rank.
    pub const ALL: [Self; 6] =
        [Self::Draft, Self::Resting, Self::Ready, Self::Sent, Self::Kept, Self::LetGo];

    /// The state of a rank; the last one for ranks beyond.
    pub fn of_rank(rank: u8) -> Self {
        Self::ALL.get(usize::from(rank)).copied().unwrap_or(Self::LetGo)
    }

    /// Its rank: of concurrent states the highest stands.
    pub const fn rank(self) -> u8 {
        match self {
            Self::Draft => 0,
            Self::Resting => 1,
            Self::Ready => 2,
            Self::Sent => 3,
            Self::Kept => 4,
            Self::LetGo => 5,
        }
    }

    /// As it is at a moment: a rest that is over makes it ready.
    #[must_use]
    pub fn at(self, rest_until_ms: Option<i64>, now_ms: i64) -> Self {
        let is_over = rest_until_ms.is_some_and(|until| until <= now_ms);
        if self == Self::Resting && is_over { Self::Ready } else { self }
    }

    /// Where a step leads from here, as it is now.
    ///
    /// # Errors
    /// [`NotYet`] says what stands in the way.
    pub const fn step(self, step: Step) -> Result<Next, NotYet> {
        match (self, step) {
            (Self::Draft | Self::Resting | Self::Ready, Step::Rest) => Ok(Next::To(Self::Resting)),
            (Self::Draft | Self::Resting | Self::Ready, Step::DecideNow(decision))
            | (Self::Ready, Step::Decide(decision)) => Ok(Next::To(decision.state())),
            (Self::Draft, Step::Decide(_)) => Err(NotYet::NotRested),
            (Self::Resting, Step::Decide(_)) => Err(NotYet::Resting),
            (Self::Draft | Self::Resting | Self::Ready, Step::Again) => Err(NotYet::NotDecided),
            (Self::Sent | Self::Kept | Self::LetGo, Step::Again) => Ok(Next::Anew),
            (Self::Sent | Self::Kept | Self::LetGo, _) => Err(NotYet::Decided),
        }
    }
}

impl Decision {
    /// The state that it leads to.
    pub const fn state(self) -> State {
        match self {
            Self::Sent => State::Sent,
            Self::Kept => State::Kept,
            Self::LetGo => State::LetGo,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Decision as D, Next, NotYet, State as S, Step};

    #[test]
    fn every_step_from_every_state() {
        let decide = Step::Decide(D::Kept);
        let now = Step::DecideNow(D::Sent);
        let to = |state| Ok(Next::To(state));
        for (state, rest, decided, at_once, again) in [
            (
                S::Draft,
                to(S::Resting),
                Err(NotYet::NotRested),
                to(S::Sent),
                Err(NotYet::NotDecided),
            ),
            (
                S::Resting,
                to(S::Resting),
                Err(NotYet::Resting),
                to(S::Sent),
                Err(NotYet::NotDecided),
            ),
            (S::Ready, to(S::Resting), to(S::Kept), to(S::Sent), Err(NotYet::NotDecided)),
            (
                S::Sent,
                Err(NotYet::Decided),
                Err(NotYet::Decided),
                Err(NotYet::Decided),
                Ok(Next::Anew),
            ),
            (
                S::Kept,
                Err(NotYet::Decided),
                Err(NotYet::Decided),
                Err(NotYet::Decided),
                Ok(Next::Anew),
            ),
            (
                S::LetGo,
                Err(NotYet::Decided),
                Err(NotYet::Decided),
                Err(NotYet::Decided),
                Ok(Next::Anew),
            ),
        ] {
            assert_eq!(state.step(Step::Rest), rest, "{state:?}");
            assert_eq!(state.step(decide), decided, "{state:?}");
            assert_eq!(state.step(now), at_once, "{state:?}");
            assert_eq!(state.step(Step::Again), again, "{state:?}");
        }
    }

    #[test]
    fn a_rest_ends_with_its_time_and_only_a_rest_does() {
        assert_eq!(S::Resting.at(Some(5), 4), S::Resting);
        assert_eq!(S::Resting.at(Some(5), 5), S::Ready);
        assert_eq!(S::Resting.at(None, i64::MAX), S::Resting);
        for state in [S::Draft, S::Ready, S::Sent, S::Kept, S::LetGo] {
            assert_eq!(state.at(Some(0), 1), state);
        }
    }

    #[test]
    fn ranks_are_those_of_the_list() {
        for (rank, state) in (0..).zip(S::ALL) {
            assert_eq!((state.rank(), S::of_rank(rank)), (rank, state));
        }
        assert_eq!(S::of_rank(15), S::LetGo);
    }

    /// The planner cannot send: neither it nor the crate that it lives in names anything that could, but for the engine, of
    /// which the planner uses records alone.
    #[test]
    fn nothing_here_can_send_anything() {
        let planner = [
            include_str!("machine.rs"),
            include_str!("gate.rs"),
            include_str!("letter.rs"),
            include_str!("../goodbye.rs"),
        ];
        let words = [
            "net::",
            "http",
            "socket",
            "smtp",
            "mailto",
            "process::",
            "Command",
            "sync(",
            "Relay",
            "url",
        ];
        for source in planner {
            let source = source.split("#[cfg(test)]").next().unwrap_or_default();
            for word in words {
                assert!(!source.contains(word), "{word}");
            }
        }
        // What it reaches through, record by record: of the engine, what reads and writes records, and no more.
        let ways = [
            include_str!("../records.rs"),
            include_str!("../steps.rs"),
            include_str!("../folk.rs"),
        ];
        for source in planner.into_iter().chain(ways) {
            let source = source.split("#[cfg(test)]").next().unwrap_or_default();
            for call in source.split("engine.").skip(1) {
                let called = call.split(|c: char| !c.is_alphanumeric() && c != '_').next();
                let records = [
                    "open_record",
                    "row",
                    "list",
                    "find",
                    "new_id",
                    "derived_id",
                    "commit",
                    "seen_state",
                    "note_seen",
                ];
                assert!(
                    called.is_some_and(|called| records.contains(&called)),
                    "engine.{called:?}"
                );
            }
        }
        let manifest = include_str!("../../Cargo.toml");
        let brought = manifest.split("[dependencies]").nth(1).unwrap();
        let brought = brought.split("[dev-dependencies]").next().unwrap();
        let crates: Vec<&str> = brought
            .lines()
            .filter_map(|line| line.split(['.', ' ', '=']).next())
            .filter(|name| !name.is_empty())
            .collect();
        for name in crates {
            let known = [
                "jiff",
                "serde",
                "serde_json",
                "thiserror",
                "requite-engine",
                "requite-numbers",
                "requite-words",
            ];
            assert!(known.contains(&name), "does {name} reach a network?");
        }
    }
}
