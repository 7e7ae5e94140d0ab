//! Two devices change the list of devices at one moment, each without hearing of the other: it forks, and the rule table says
//! what it means.

use requite_engine::{DeviceId, History};

use crate::world::{Failed, World};

/// What one device does to the list.
#[derive(Debug, Clone, Copy)]
enum Doing {
    LetIn(History),
    Remove(DeviceId),
    ChangeWords,
}

impl World {
    /// Both do something before either hears of the other.
    pub(crate) fn apart(&mut self) -> Result<(), Failed> {
        self.restart()?;
        let members = self.members();
        let first = self.chance.index(members.len());
        let second = self.chance.index(members.len());
        let (Some(a), Some(b)) = (members.get(first).copied(), members.get(second).copied()) else {
            return Ok(());
        };
        if first == second {
            return Ok(());
        }
        let others: Vec<DeviceId> =
            members.iter().map(|(_, id)| *id).filter(|id| *id != a.1 && *id != b.1).collect();
        let third = others.get(self.chance.index(others.len())).copied();
        let (by_a, by_b) = match (self.chance.below(100), third) {
            (0..30, _) => (Doing::Remove(b.1), Doing::Remove(a.1)),
            (30..50, Some(third)) => (Doing::Remove(third), Doing::Remove(third)),
            _ => (self.doing(b.1, third), self.doing(a.1, third)),
        };
        self.do_to_list(a.0, by_a)?;
        self.do_to_list(b.0, by_b)
    }

    fn doing(&mut self, other: DeviceId, third: Option<DeviceId>) -> Doing {
        match (self.chance.below(100), third) {
            (0..25, Some(third)) => Doing::Remove(third),
            (25..45, Some(_)) => Doing::Remove(other),
            (0..70, _) => Doing::LetIn(self.some_history()),
            _ => Doing::ChangeWords,
        }
    }

    fn do_to_list(&mut self, by: usize, doing: Doing) -> Result<(), Failed> {
        match doing {
            Doing::LetIn(history) => self.join(by, history),
            Doing::ChangeWords => self.change_words(by),
            Doing::Remove(target) => {
                if self.revoke_by(by, target)? {
                    self.removed.insert(target);
                }
                Ok(())
            }
        }
    }
}
