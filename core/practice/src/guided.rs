//! Before and after a sitting with a guided set: how to write, whether the set rests, and whether something kinder comes
//! first. All of it can be passed over.

use std::collections::BTreeMap;

use jiff::{Timestamp, civil::Date};
use requite_engine::{ListQuery, Row};
use requite_words::{
    GuidedSet, Helped, Offered, Sentence, Sitting as Sat, guided_set, guided_sets, resting_until,
    say, soft_turn,
};
use serde::Serialize;

use crate::{
    Day, Practice, PracticeError, PromptSet, SITTING_MINUTES, Zone, entries::Fields, folk::Person,
    kinds, records::the_only,
};

/// What is said before a sitting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BeforeSitting {
    /// The set that was asked for.
    pub set: String,
    /// How one is asked to write, where the set says so.
    pub invitation: Option<String>,
    /// How long is plenty.
    pub time: String,
    /// That the set rests; who asks for it by name gets it all the same.
    pub resting: Option<String>,
    /// What may be kinder now.
    pub turn: Option<SoftTurn>,
}

/// A turn away from asking why, which can be passed over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SoftTurn {
    /// What is said.
    pub sentence: String,
    /// The sets that are offered first.
    pub sets: Vec<KinderSet>,
}

/// A set that is offered first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KinderSet {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: String,
}

impl Practice {
    /// What is said before a sitting with a set about these people.
    ///
    /// # Errors
    /// [`PracticeError::NoPerson`], [`PracticeError::Ambiguous`].
    pub fn before_sitting(
        &mut self,
        of: &PromptSet,
        people: &[String],
        zone: &Zone,
        now: Timestamp,
    ) -> Result<BeforeSitting, PracticeError> {
        let (today, locale) = (Day::today(zone, now), self.locale()?);
        let guided = guided_set(&of.id);
        let resting = self.resting_sets(today)?.get(&of.id).copied();
        let mut turn = None;
        if guided.is_some_and(GuidedSet::asks_why) {
            let folk = self.folk(today)?;
            for who in people {
                turn = turn.or(self.turn(folk.find(who)?, today)?);
            }
        }
        let set = |set: &GuidedSet| KinderSet { id: set.id.to_owned(), title: set.title(locale) };
        Ok(BeforeSitting {
            set: of.id.clone(),
            invitation: guided.and_then(|set| set.invitation(locale)),
            time: say(locale, &Sentence::SetTime { minutes: u32::from(of.minutes) }),
            resting: resting.map(|date| say(locale, &Sentence::SetResting { date })),
            turn: turn.map(|sets| SoftTurn {
                sentence: say(locale, &Sentence::SetTurn),
                sets: sets.map(set).into(),
            }),
        })
    }

    /// The sets that rest today, and until when.
    pub(crate) fn resting_sets(
        &mut self,
        today: Day,
    ) -> Result<BTreeMap<String, Date>, PracticeError> {
        let rows = self.all(ListQuery { limit: 500, ..ListQuery::of(kinds::name::REFLECTION) })?;
        let named: Vec<(String, Date, Option<Helped>)> = rows.iter().filter_map(sat).collect();
        let sittings = sittings(&named);
        let ids = guided_sets().iter().map(|set| set.id).chain([crate::reflection::OWN]);
        let rests = |id: &str| Some((id.to_owned(), resting_until(id, &sittings, today.0)?));
        Ok(ids.filter_map(rests).collect())
    }

    fn turn(
        &mut self,
        person: &Person,
        today: Day,
    ) -> Result<Option<[&'static GuidedSet; 3]>, PracticeError> {
        let about = ListQuery {
            limit: 500,
            any_of: person.facets("people"),
            // Longer ago than a week nothing counts.
            from: Some(today.plus(-7).to_string()),
            ..ListQuery::of(kinds::name::REFLECTION)
        };
        let named: Vec<_> = self.all(about)?.iter().filter_map(sat).collect();
        Ok(soft_turn(&sittings(&named), today.0))
    }

    /// The set that is asked where none is named: the first that does not rest, those first that are kind at any time.
    pub(crate) fn usual_set(&mut self, today: Day) -> Result<&'static str, PracticeError> {
        let resting = self.resting_sets(today)?;
        let kind = ["plainly", "afterwards", "kindness"].into_iter();
        let offered = guided_sets().iter().filter(|set| set.offered == Offered::Always);
        let mut all = kind.chain(offered.map(|set| set.id));
        Ok(all.find(|id| !resting.contains_key(*id)).unwrap_or("kindness"))
    }

    /// Whether somebody has gone through the questions before a goodbye that is not decided yet.
    pub(crate) fn is_after_gate(&mut self) -> Result<bool, PracticeError> {
        let gone = self.not_asked_until()?;
        let plans = self.open_goodbyes()?;
        Ok(plans.iter().any(|plan| gone.contains_key(&gate_key(plan))))
    }
}

/// Under this key is kept that the questions before a goodbye were gone through; never an answer.
pub(crate) fn gate_key(plan: &str) -> String {
    format!("gate.{plan}")
}

/// Minutes after which a sitting hears that it has been long enough: as many as were given to it, at most those of the set.
pub fn enough_minutes(given: Option<u16>, of: &PromptSet) -> u16 {
    given.unwrap_or(of.minutes).min(of.minutes).min(SITTING_MINUTES)
}

fn sat(row: &Row) -> Option<(String, Date, Option<Helped>)> {
    let fields = Fields(&row.fields);
    let helped = match the_only(&fields, "helped").as_deref() {
        Some("better") => Some(Helped::Better),
        Some("same") => Some(Helped::Same),
        Some("worse") => Some(Helped::Worse),
        _ => None,
    };
    Some((fields.text("set_id"), fields.occurred()?.date, helped))
}

fn sittings(named: &[(String, Date, Option<Helped>)]) -> Vec<Sat<'_>> {
    named.iter().map(|(set, on, helped)| Sat { set, on: *on, helped: *helped }).collect()
}
