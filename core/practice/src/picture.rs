//! The picture of somebody: what was noted of them and of me, side by side and the same for both. Computed where it is asked
//! for, kept nowhere; counts first, a range behind them, a fixed sentence last; every number with the notes behind it.

use jiff::{Timestamp, civil::Date};
use requite_numbers::{
    CareAct, Evidence as Noted, EvidenceId, HalfLife, Range, Sign, StartCounts, Started, Usual,
};
use requite_words::{
    Locale, Sentence,
    of_numbers::{self as words, Whose},
    say,
};
use serde::Serialize;
use std::collections::BTreeMap;

use crate::{
    Day, Happening, Practice, PracticeError, Zone,
    evidence::{Evidence, Side},
    folk::{Folk, Person},
    records::word,
    timeline::STRANDS,
};

/// One measure of one side.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Measure {
    /// How many of each.
    pub counts: BTreeMap<&'static str, u32>,
    /// The 80 % range; none below the gate.
    pub range: Option<[f64; 2]>,
    /// The fixed word.
    pub says: &'static str,
    /// What is said, in the language of the journal.
    pub sentences: Vec<String>,
    /// Ids of the notes that it was counted from.
    pub evidence: Vec<String>,
    /// Ids of the notes beside it.
    pub set_aside: Vec<String>,
}

/// The same measure of them and of me.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Mirror {
    /// Theirs.
    pub them: Measure,
    /// Mine.
    pub me: Measure,
}

/// A question or a remark beside the numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Remark {
    /// Its fixed word.
    pub says: &'static str,
    /// What is said; nothing where there is nothing to say.
    pub sentence: Option<String>,
    /// Ids of the notes behind it.
    pub evidence: Vec<String>,
}

/// The picture of somebody.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Picture {
    /// The person's id.
    pub id: String,
    /// Their name, as it is shown here.
    pub person: String,
    /// Care that came without being promised: ids of the notes. Shown first.
    pub unpromised: Vec<String>,
    /// Promises.
    pub follow_through: Mirror,
    /// Who got in touch.
    pub initiation: Mirror,
    /// Needs that were asked aloud.
    pub needs: Mirror,
    /// Acts of care.
    pub care: Mirror,
    /// Whether the notes before and after some day differ: a question.
    pub change: Remark,
    /// The silence since the last contact.
    pub gap: Remark,
    /// How I felt after seeing them, field by field, where something is to be said.
    pub after: BTreeMap<String, Remark>,
    /// Whether many of these notes were written on hard days.
    pub hard_days: Remark,
    /// Whether the last notes all point one way.
    pub one_sided: Remark,
}

/// The measures of a picture.
pub const MEASURES: &[&str] = &["follow_through", "initiation", "needs", "care"];

/// The notes behind a measure.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Why {
    /// The measure.
    pub measure: String,
    /// What theirs was counted from, newest first.
    pub them: Vec<Happening>,
    /// What mine was counted from.
    pub me: Vec<Happening>,
}

/// Whose page, on which day, in which language.
pub(crate) struct View<'a> {
    pub(crate) person: &'a Person,
    pub(crate) today: Date,
    pub(crate) locale: Locale,
    pub(crate) half_life: HalfLife,
}

impl Practice {
    /// The picture of somebody.
    ///
    /// # Errors
    /// [`PracticeError::NoPerson`], [`PracticeError::Ambiguous`].
    pub fn picture(
        &mut self,
        who: &str,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<Picture, PracticeError> {
        let today = Day::today(zone, now);
        let folk = self.folk(today)?;
        let settings = self.settings()?;
        let evidence = self.what_counts()?;
        let half_life = HalfLife::of_days(u32::from(settings.half_life_days));
        let view = View {
            person: folk.find(who)?,
            today: today.0,
            locale: Locale::of_tag(&settings.language),
            half_life: half_life.unwrap_or_default(),
        };
        Ok(view.picture(&folk, &evidence))
    }

    /// The notes behind a measure of [`MEASURES`].
    ///
    /// # Errors
    /// [`PracticeError`] says what does not fit.
    pub fn why(
        &mut self,
        who: &str,
        measure: &str,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<Why, PracticeError> {
        let measure = word("measure", measure, MEASURES)?.as_text().unwrap_or_default().to_owned();
        let picture = self.picture(who, zone, now)?;
        let mirror = match measure.as_str() {
            "follow_through" => picture.follow_through,
            "initiation" => picture.initiation,
            "needs" => picture.needs,
            _ => picture.care,
        };
        let (them, me) = (self.happenings(&mirror.them)?, self.happenings(&mirror.me)?);
        Ok(Why { measure, them, me })
    }

    fn happenings(&mut self, measure: &Measure) -> Result<Vec<Happening>, PracticeError> {
        let folk = self.folk(Day::FIRST)?;
        let mut shown = Vec::new();
        for id in measure.evidence.iter().chain(&measure.set_aside) {
            let row = id.parse().ok().map(|id| self.engine.row(id)).transpose()?.flatten();
            let Some(row) = row else { continue };
            let strand = STRANDS.iter().find(|strand| strand.kind == row.kind);
            shown.extend(strand.map(|strand| strand.show(&folk, &row)));
        }
        shown.sort_by(|one, other| (&other.date, &other.id).cmp(&(&one.date, &one.id)));
        Ok(shown)
    }
}

impl View<'_> {
    fn picture(&self, folk: &Folk, evidence: &Evidence) -> Picture {
        let unpromised = evidence.moments.iter().filter(|moment| {
            !moment.promised
                && moment.care.contains(&CareAct::Received)
                && self.is_with(&moment.people)
        });
        Picture {
            id: self.person.id.clone(),
            person: folk.name(self.person),
            unpromised: unpromised.map(|moment| id(moment.note.id)).collect(),
            follow_through: Mirror {
                them: self.promises(evidence, Side::Them),
                me: self.promises(evidence, Side::Me),
            },
            initiation: self.initiation(folk, evidence),
            needs: Mirror {
                them: self.needs(evidence, Side::Me),
                me: self.needs(evidence, Side::Them),
            },
            care: self.care(evidence),
            change: self.change(evidence),
            gap: self.gap(evidence),
            after: self.after(evidence),
            hard_days: self.hard_days(evidence),
            one_sided: self.one_sided(evidence),
        }
    }

    fn is_with(&self, pages: &[String]) -> bool {
        pages.iter().any(|page| self.person.pages.contains(page))
    }

    fn is_them(&self, page: &String) -> bool {
        self.person.pages.contains(page)
    }

    fn say(&self, sentences: impl IntoIterator<Item = Sentence>) -> Vec<String> {
        sentences.into_iter().map(|sentence| say(self.locale, &sentence)).collect()
    }

    fn promises(&self, evidence: &Evidence, by: Side) -> Measure {
        let notes: Vec<_> = evidence
            .promises
            .iter()
            .filter(|promise| promise.by == by && self.is_them(&promise.person))
            .map(|promise| promise.note)
            .collect();
        let found = requite_numbers::follow_through(&notes, self.today, self.half_life);
        let counts = found.counts;
        Measure {
            counts: BTreeMap::from([
                ("kept", counts.kept),
                ("partly", counts.partly),
                ("not_kept", counts.not_kept),
                ("excused", counts.excused),
                ("released", counts.released),
                ("open", counts.open),
                ("two_ways", counts.two_ways),
                ("ahead", counts.ahead),
            ]),
            range: found.range.map(ends),
            says: found.says.word(),
            sentences: self.say(words::promises(&found)),
            evidence: ids(&found.evidence),
            set_aside: ids(&found.set_aside),
        }
    }

    fn needs(&self, evidence: &Evidence, whose: Side) -> Measure {
        let notes: Vec<_> = evidence
            .needs
            .iter()
            .filter(|need| need.whose == whose && self.is_them(&need.person))
            .map(|need| need.note)
            .collect();
        let found = requite_numbers::needs_met(&notes, self.today, self.half_life);
        let counts = found.counts;
        let whose = if whose == Side::Me { Whose::Mine } else { Whose::Theirs };
        Measure {
            counts: BTreeMap::from([
                ("asked", counts.asked),
                ("met", counts.met),
                ("partly", counts.partly),
                ("declined", counts.declined),
                ("ignored", counts.ignored),
                ("waiting", counts.waiting),
                ("two_ways", counts.two_ways),
                ("not_aloud", counts.not_aloud),
                ("ahead", counts.ahead),
            ]),
            range: found.range.map(ends),
            says: found.says.word(),
            sentences: self.say(words::needs(&found, whose)),
            evidence: ids(&found.evidence),
            set_aside: ids(&found.set_aside),
        }
    }

    /// What is usual comes from everybody else: one count for each person, merged pages being one.
    fn usual(&self, folk: &Folk, evidence: &Evidence) -> Usual {
        let mut others: BTreeMap<&str, StartCounts> = BTreeMap::new();
        for contact in evidence.contacts.iter().filter(|contact| contact.note.on <= self.today) {
            let people = contact.people.iter().filter_map(|page| folk.person(page));
            let people: std::collections::BTreeSet<&str> = people.map(|p| p.id.as_str()).collect();
            for person in people.into_iter().filter(|person| *person != self.person.id) {
                let counts = others.entry(person).or_default();
                match contact.note.what {
                    Started::Them => counts.them += 1,
                    Started::Me => counts.me += 1,
                    Started::Mutual => counts.mutual += 1,
                    Started::Unknown => counts.unknown += 1,
                }
            }
        }
        requite_numbers::usual_share(&others.into_values().collect::<Vec<_>>())
    }

    fn initiation(&self, folk: &Folk, evidence: &Evidence) -> Mirror {
        let notes: Vec<_> = evidence
            .contacts
            .iter()
            .filter(|contact| self.is_with(&contact.people))
            .map(|contact| contact.note)
            .collect();
        let found = requite_numbers::initiation(&notes, self.usual(folk, evidence), self.today);
        let measure = |found: &requite_numbers::Initiation| Measure {
            counts: BTreeMap::from([
                ("them", found.counts.them),
                ("me", found.counts.me),
                ("mutual", found.counts.mutual),
                ("unknown", found.counts.unknown),
                ("ahead", found.counts.ahead),
            ]),
            range: found.range.map(ends),
            says: found.says.word(),
            sentences: self.say(words::initiation(found)),
            evidence: ids(&found.evidence),
            set_aside: ids(&found.set_aside),
        };
        Mirror { them: measure(&found), me: measure(&found.mirrored()) }
    }

    fn care(&self, evidence: &Evidence) -> Mirror {
        let with = evidence.moments.iter().filter(|moment| self.is_with(&moment.people));
        let notes: Vec<Noted<CareAct>> = with
            .flat_map(|moment| {
                let (id, on) = (moment.note.id, moment.note.on);
                moment.care.iter().map(move |what| Noted { id, on, what: *what })
            })
            .collect();
        let found = requite_numbers::care(&notes, self.today);
        let measure = |found: &requite_numbers::Care| Measure {
            counts: BTreeMap::from([
                ("received", found.counts.received),
                ("given", found.counts.given),
                ("ahead", found.counts.ahead),
            ]),
            range: found.range.map(ends),
            says: found.says.word(),
            sentences: self.say(words::care(found)),
            evidence: ids(&found.evidence),
            set_aside: ids(&found.set_aside),
        };
        Mirror { them: measure(&found), me: measure(&found.mirrored()) }
    }

    pub(crate) fn change(&self, evidence: &Evidence) -> Remark {
        let theirs = evidence.promises.iter().filter(|promise| promise.by == Side::Them);
        let theirs = theirs.filter(|promise| self.is_them(&promise.person));
        let notes: Vec<_> = theirs.map(|promise| promise.note).collect();
        let found = requite_numbers::change(&notes, self.today);
        self.remark(found.says.word(), words::change(&found, self.today), &found.evidence)
    }

    pub(crate) fn gap(&self, evidence: &Evidence) -> Remark {
        let with = evidence.contacts.iter().filter(|contact| self.is_with(&contact.people));
        let notes: Vec<_> = with.map(|contact| contact.note).collect();
        let days: Vec<Date> = notes.iter().map(|note| note.on).collect();
        let found = requite_numbers::contact_gap(&days, self.today);
        let behind: Vec<EvidenceId> = notes.iter().map(|note| note.id).collect();
        self.remark(found.says.word(), words::gap(&found), &behind)
    }

    fn after(&self, evidence: &Evidence) -> BTreeMap<String, Remark> {
        let mut said = BTreeMap::new();
        for field in crate::kinds::FELT_FIELDS {
            let of = |felt: &crate::evidence::FeltNote| {
                let value = felt.fields.iter().find(|(name, _)| name == field)?.1;
                Some(Noted { id: felt.note.id, on: felt.note.on, what: value })
            };
            let is_after = |felt: &&crate::evidence::FeltNote| {
                felt.after && felt.person.as_ref().is_some_and(|page| self.is_them(page))
            };
            let after: Vec<_> = evidence.felt.iter().filter(is_after).filter_map(of).collect();
            let all: Vec<_> = evidence.felt.iter().filter_map(of).collect();
            let found = requite_numbers::after_contact(&after, &all, self.today);
            if let Some(sentence) = words::after(&found) {
                let word = found.says.word();
                said.insert(
                    (*field).to_owned(),
                    self.remark(word, Some(sentence), &found.evidence),
                );
            }
        }
        said
    }

    fn hard_days(&self, evidence: &Evidence) -> Remark {
        let notes: Vec<_> = self.pointing(evidence);
        let found = requite_numbers::hard_days(&notes, &moods(evidence), self.today);
        let word = if found.shown { "shown" } else { "none" };
        self.remark(word, words::hard_days(&found), &found.evidence)
    }

    pub(crate) fn one_sided(&self, evidence: &Evidence) -> Remark {
        let found = requite_numbers::one_sided(&self.pointing(evidence), self.today);
        let word = if found.is_some() { "one_sided" } else { "none" };
        let behind = found.as_ref().map(|found| found.evidence.clone()).unwrap_or_default();
        self.remark(word, words::one_sided(found.as_ref()), &behind)
    }

    /// Everything about them that may point one way: moments, and promises that are settled.
    fn pointing(&self, evidence: &Evidence) -> Vec<Noted<Sign>> {
        let moments = evidence.moments.iter().filter(|moment| self.is_with(&moment.people));
        let promises = evidence
            .promises
            .iter()
            .filter(|promise| promise.by == Side::Them && self.is_them(&promise.person));
        let settled = promises.filter_map(|promise| {
            let what = match promise.note.what {
                requite_numbers::PromiseOutcome::Kept => Sign::Good,
                requite_numbers::PromiseOutcome::NotKept => Sign::Hard,
                requite_numbers::PromiseOutcome::Partly => Sign::Neither,
                _ => return None,
            };
            Some(Noted { id: promise.note.id, on: promise.note.on, what })
        });
        moments.map(|moment| moment.note).chain(settled).collect()
    }

    fn remark(
        &self,
        says: &'static str,
        sentence: Option<Sentence>,
        behind: &[EvidenceId],
    ) -> Remark {
        let sentence = sentence.map(|sentence| say(self.locale, &sentence));
        Remark { says, sentence, evidence: ids(behind) }
    }
}

/// How each day was, by the lowest that was noted of energy and worth on it.
fn moods(evidence: &Evidence) -> BTreeMap<Date, requite_numbers::DayMood> {
    let mut days: BTreeMap<Date, i8> = BTreeMap::new();
    for felt in &evidence.felt {
        let own = felt.fields.iter().filter(|(field, _)| field == "energy" || field == "worth");
        if let Some(lowest) = own.map(|(_, value)| *value).min() {
            let day = days.entry(felt.note.on).or_insert(lowest);
            *day = lowest.min(*day);
        }
    }
    let mood = |value: i8| {
        if value < 0 { requite_numbers::DayMood::Low } else { requite_numbers::DayMood::Other }
    };
    days.into_iter().map(|(day, value)| (day, mood(value))).collect()
}

fn ends(range: Range) -> [f64; 2] {
    [range.low, range.high]
}

fn ids(list: &[EvidenceId]) -> Vec<String> {
    list.iter().map(|one| id(*one)).collect()
}

pub(crate) fn id(id: EvidenceId) -> String {
    requite_engine::DocumentId::new(id.0).to_string()
}
