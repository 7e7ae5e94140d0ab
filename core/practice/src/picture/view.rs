//! The four measures of somebody and of me, from notes that were read before. Opens nothing.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use requite_numbers::{
    CareAct, DayMood, Evidence as Noted, EvidenceId, HalfLife, NeedResponse, Range, StartCounts,
    Started, Usual,
};
use requite_words::{
    Locale, Sentence,
    of_numbers::{self as words, Whose},
    say,
};

use super::{Measure, Mirror, Picture, Reading};
use crate::{
    evidence::{About, Side},
    folk::Person,
};

/// What is counted over everybody, once for a page.
#[derive(Debug)]
pub(crate) struct Whole {
    /// How each day was, by the lowest that was noted of energy and worth on it.
    pub(crate) moods: BTreeMap<Date, DayMood>,
    /// Who started, by the person's id.
    starts: BTreeMap<String, StartCounts>,
    /// All that was felt, field by field.
    pub(crate) felt: BTreeMap<&'static str, Vec<Noted<i8>>>,
}

/// One page, on one day, in one language.
#[derive(Debug)]
pub(crate) struct View<'a> {
    pub(crate) person: &'a Person,
    pub(crate) about: About<'a>,
    pub(crate) whole: &'a Whole,
    pub(crate) today: Date,
    pub(crate) locale: Locale,
    half_life: HalfLife,
    name: String,
}

impl Whole {
    pub(crate) fn of(reading: &Reading) -> Self {
        let evidence = &reading.evidence;
        let mut starts: BTreeMap<String, StartCounts> = BTreeMap::new();
        for contact in evidence.contacts.iter().filter(|one| one.note.on <= reading.today) {
            // Merged pages are one person, who is counted once.
            let people = contact.people.iter().filter_map(|page| reading.folk.person(page));
            let people: BTreeSet<&str> = people.map(|person| person.id.as_str()).collect();
            for person in people {
                if !starts.contains_key(person) {
                    starts.insert(person.to_owned(), StartCounts::default());
                }
                let Some(counts) = starts.get_mut(person) else { continue };
                match contact.note.what {
                    Started::Them => counts.them += 1,
                    Started::Me => counts.me += 1,
                    Started::Mutual => counts.mutual += 1,
                    Started::Unknown => counts.unknown += 1,
                }
            }
        }
        let mut felt: BTreeMap<&'static str, Vec<Noted<i8>>> = BTreeMap::new();
        let mut lowest: BTreeMap<Date, i8> = BTreeMap::new();
        for note in &evidence.felt {
            for (field, what) in &note.fields {
                let one = Noted { id: note.note.id, on: note.note.on, what: *what };
                felt.entry(field).or_default().push(one);
                if matches!(*field, "energy" | "worth") {
                    let day = lowest.entry(note.note.on).or_insert(*what);
                    *day = (*what).min(*day);
                }
            }
        }
        let mood = |value: i8| if value < 0 { DayMood::Low } else { DayMood::Other };
        let moods = lowest.into_iter().map(|(day, value)| (day, mood(value))).collect();
        Self { moods, starts, felt }
    }
}

impl<'a> View<'a> {
    pub(crate) fn of(reading: &'a Reading, whole: &'a Whole, person: &'a Person) -> Self {
        Self {
            person,
            about: reading.evidence.about(person),
            whole,
            today: reading.today,
            locale: reading.locale,
            half_life: reading.half_life,
            name: reading.folk.name(person),
        }
    }

    pub(super) fn picture(&self) -> Picture {
        let unpromised = self
            .about
            .moments
            .iter()
            .filter(|moment| !moment.promised && moment.care.contains(&CareAct::Received));
        let initiation = self.started();
        let care = self.cared();
        Picture {
            id: self.person.id.clone(),
            person: self.name.clone(),
            unpromised: unpromised.map(|moment| id(moment.note.id)).collect(),
            follow_through: Mirror { them: self.promises(Side::Them), me: self.promises(Side::Me) },
            initiation: Mirror {
                them: self.who_started(&initiation),
                me: self.who_started(&initiation.mirrored()),
            },
            needs: Mirror { them: self.needs(Side::Me), me: self.needs(Side::Them) },
            care: Mirror { them: self.care(&care), me: self.care(&care.mirrored()) },
            change: self.change(Side::Them),
            change_mine: self.change(Side::Me),
            gap: self.gap(),
            after: self.after(),
            trend: self.trend(),
            hard_days: self.hard_days(),
            one_sided: self.one_sided(),
        }
    }

    /// What was promised by one side.
    pub(crate) fn kept(&self, by: Side) -> requite_numbers::FollowThrough {
        let of_side = self.about.promises.iter().filter(|promise| promise.by == by);
        let notes: Vec<_> = of_side.map(|promise| promise.note).collect();
        requite_numbers::follow_through(&notes, self.today, self.half_life)
    }

    /// What one side asked of the other.
    pub(crate) fn asked(&self, whose: Side) -> requite_numbers::NeedsMet {
        let of_side = self.about.needs.iter().filter(|need| need.whose == whose);
        let notes: Vec<_> = of_side.map(|need| need.note).collect();
        requite_numbers::needs_met(&notes, self.today, self.half_life)
    }

    /// Needs of mine that were never said aloud.
    pub(crate) fn not_aloud(&self) -> Vec<EvidenceId> {
        let mine = self.about.needs.iter().filter(|need| need.whose == Side::Me);
        let silent = mine.filter(|need| need.note.what == NeedResponse::NotAloud);
        silent.map(|need| need.note.id).collect()
    }

    /// Who got in touch, seen from them.
    pub(crate) fn started(&self) -> requite_numbers::Initiation {
        let notes: Vec<_> = self.about.contacts.iter().map(|contact| contact.note).collect();
        requite_numbers::initiation(&notes, self.usual(), self.today)
    }

    /// Acts of care, seen from them.
    pub(crate) fn cared(&self) -> requite_numbers::Care {
        let acts = self.about.moments.iter().flat_map(|moment| {
            let (id, on) = (moment.note.id, moment.note.on);
            moment.care.iter().map(move |what| Noted { id, on, what: *what })
        });
        requite_numbers::care(&acts.collect::<Vec<_>>(), self.today)
    }

    /// What is usual comes from everybody else.
    fn usual(&self) -> Usual {
        let others = self.whole.starts.iter().filter(|(person, _)| **person != self.person.id);
        requite_numbers::usual_share(&others.map(|(_, counts)| *counts).collect::<Vec<_>>())
    }

    fn promises(&self, by: Side) -> Measure {
        let found = self.kept(by);
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

    fn needs(&self, of: Side) -> Measure {
        let found = self.asked(of);
        let counts = found.counts;
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
            sentences: self.say(words::needs(&found, whose(of))),
            evidence: ids(&found.evidence),
            set_aside: ids(&found.set_aside),
        }
    }

    fn who_started(&self, found: &requite_numbers::Initiation) -> Measure {
        Measure {
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
        }
    }

    fn care(&self, found: &requite_numbers::Care) -> Measure {
        Measure {
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
        }
    }

    fn say(&self, sentences: impl IntoIterator<Item = Sentence>) -> Vec<String> {
        sentences.into_iter().map(|sentence| say(self.locale, &sentence)).collect()
    }
}

/// As the words name the sides.
pub(crate) const fn whose(side: Side) -> Whose {
    match side {
        Side::Them => Whose::Theirs,
        Side::Me => Whose::Mine,
    }
}

fn ends(range: Range) -> [f64; 2] {
    [range.low, range.high]
}

pub(crate) fn ids(list: &[EvidenceId]) -> Vec<String> {
    list.iter().map(|one| id(*one)).collect()
}

pub(crate) fn id(id: EvidenceId) -> String {
    requite_engine::DocumentId::new(id.0).to_string()
}
