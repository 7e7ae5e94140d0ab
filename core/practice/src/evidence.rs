//! What was noted of what people did, short enough to count: read from rows once, and again when something changed.

use std::collections::BTreeMap;

use jiff::civil::Date;
use requite_engine::{ListQuery, Revision, Row};
use requite_numbers::{
    CareAct, Evidence as Noted, EvidenceId, NeedResponse, PromiseOutcome, Sign, Started,
};

use crate::{
    Day, Practice, PracticeError,
    entries::Fields,
    folk::Person,
    kinds::{FELT_FIELDS, name},
    records::the_only,
};

/// Whose: theirs or mine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Side {
    Them,
    Me,
}

#[derive(Debug, Clone)]
pub(crate) struct PromiseNote {
    pub(crate) person: String,
    pub(crate) by: Side,
    /// On the day on which it was settled; on that on which it was made while it is open.
    pub(crate) note: Noted<PromiseOutcome>,
}

#[derive(Debug, Clone)]
pub(crate) struct ContactNote {
    pub(crate) people: Vec<String>,
    pub(crate) note: Noted<Started>,
}

#[derive(Debug, Clone)]
pub(crate) struct NeedNote {
    pub(crate) person: String,
    /// Who needs it.
    pub(crate) whose: Side,
    pub(crate) note: Noted<NeedResponse>,
}

#[derive(Debug, Clone)]
pub(crate) struct MomentNote {
    pub(crate) people: Vec<String>,
    /// Which way care went; both where it was of both; none where it was no act of care.
    pub(crate) care: Vec<CareAct>,
    /// Whether it follows from a promise.
    pub(crate) promised: bool,
    /// Which way it points.
    pub(crate) note: Noted<Sign>,
}

#[derive(Debug, Clone)]
pub(crate) struct FeltNote {
    pub(crate) person: Option<String>,
    pub(crate) after: bool,
    /// By the names of [`crate::kinds::FELT_FIELDS`].
    pub(crate) fields: Vec<(&'static str, i8)>,
    pub(crate) note: Noted<()>,
}

/// Everything that counts, of everybody, in the order of lists.
#[derive(Debug, Clone, Default)]
pub(crate) struct Evidence {
    pub(crate) promises: Vec<PromiseNote>,
    pub(crate) contacts: Vec<ContactNote>,
    pub(crate) needs: Vec<NeedNote>,
    pub(crate) moments: Vec<MomentNote>,
    pub(crate) felt: Vec<FeltNote>,
    /// A person's page to the notes that name it.
    places: BTreeMap<String, Places>,
}

/// Where the notes about somebody stand in the lists.
#[derive(Debug, Clone, Default)]
struct Places {
    promises: Vec<usize>,
    contacts: Vec<usize>,
    needs: Vec<usize>,
    moments: Vec<usize>,
    felt: Vec<usize>,
}

/// The notes about one person, each once, in the order of lists.
#[derive(Debug)]
pub(crate) struct About<'a> {
    pub(crate) promises: Vec<&'a PromiseNote>,
    pub(crate) contacts: Vec<&'a ContactNote>,
    pub(crate) needs: Vec<&'a NeedNote>,
    pub(crate) moments: Vec<&'a MomentNote>,
    pub(crate) felt: Vec<&'a FeltNote>,
}

impl Evidence {
    /// The notes about somebody, on whichever of their pages.
    pub(crate) fn about(&self, person: &Person) -> About<'_> {
        let pages: Vec<&Places> =
            person.pages.iter().filter_map(|page| self.places.get(page)).collect();
        About {
            promises: chosen(&self.promises, pages.iter().map(|places| &places.promises)),
            contacts: chosen(&self.contacts, pages.iter().map(|places| &places.contacts)),
            needs: chosen(&self.needs, pages.iter().map(|places| &places.needs)),
            moments: chosen(&self.moments, pages.iter().map(|places| &places.moments)),
            felt: chosen(&self.felt, pages.iter().map(|places| &places.felt)),
        }
    }

    /// Notes down who is named where.
    fn placed(mut self) -> Self {
        let mut places: BTreeMap<String, Places> = BTreeMap::new();
        let mut at = |page: &String, put: &dyn Fn(&mut Places)| match places.get_mut(page) {
            Some(places) => put(places),
            None => put(places.entry(page.clone()).or_default()),
        };
        for (place, note) in self.promises.iter().enumerate() {
            at(&note.person, &|places| places.promises.push(place));
        }
        for (place, note) in self.contacts.iter().enumerate() {
            note.people.iter().for_each(|page| at(page, &|places| places.contacts.push(place)));
        }
        for (place, note) in self.needs.iter().enumerate() {
            at(&note.person, &|places| places.needs.push(place));
        }
        for (place, note) in self.moments.iter().enumerate() {
            note.people.iter().for_each(|page| at(page, &|places| places.moments.push(place)));
        }
        for (place, note) in self.felt.iter().enumerate() {
            note.person.iter().for_each(|page| at(page, &|places| places.felt.push(place)));
        }
        self.places = places;
        self
    }
}

fn chosen<'a, T>(notes: &'a [T], of_pages: impl Iterator<Item = &'a Vec<usize>>) -> Vec<&'a T> {
    let mut places: Vec<usize> = of_pages.flatten().copied().collect();
    // Merged pages may both be named by one note.
    places.sort_unstable();
    places.dedup();
    places.into_iter().filter_map(|place| notes.get(place)).collect()
}

/// Evidence as it was at a state of the journal.
#[derive(Debug)]
pub(crate) struct Kept {
    revision: Revision,
    evidence: std::sync::Arc<Evidence>,
}

/// Rows that are read at once.
const PAGE: usize = 2_000;

impl Practice {
    /// Everything that counts. A page that is asked for again costs nothing but looking whether something changed.
    pub(crate) fn what_counts(&mut self) -> Result<std::sync::Arc<Evidence>, PracticeError> {
        let revision = self.engine.revision()?;
        if let Some(kept) = self.kept.as_ref().filter(|kept| kept.revision == revision) {
            return Ok(kept.evidence.clone());
        }
        let evidence = Evidence {
            promises: self.read(name::PROMISE, promise)?,
            contacts: self.read(name::CONTACT, contact)?,
            needs: self.read(name::NEED, need)?,
            moments: self.read(name::MOMENT, moment)?,
            felt: self.read(name::FELT, felt)?,
            places: BTreeMap::new(),
        };
        let evidence = std::sync::Arc::new(evidence.placed());
        self.kept = Some(Kept { revision, evidence: evidence.clone() });
        Ok(evidence)
    }

    fn read<T>(
        &mut self,
        kind: &str,
        of: impl Fn(&Row, &Fields<'_>) -> Option<T>,
    ) -> Result<Vec<T>, PracticeError> {
        let mut query = ListQuery { limit: PAGE, ..ListQuery::of(kind) };
        let mut notes = Vec::new();
        loop {
            let page = self.engine.list(&query)?;
            notes.extend(page.items.iter().filter_map(|row| of(row, &Fields(&row.fields))));
            query.cursor = page.next;
            if query.cursor.is_none() {
                return Ok(notes);
            }
        }
    }
}

fn day_of(row: &Row) -> Option<Date> {
    Day::stored(row.order.get(..10)?).map(|day| day.0)
}

fn side(word: &str) -> Option<Side> {
    match word {
        "them" => Some(Side::Them),
        "me" => Some(Side::Me),
        _ => None,
    }
}

fn noted<T>(row: &Row, on: Option<Date>, what: T) -> Option<Noted<T>> {
    Some(Noted { id: EvidenceId(*row.id.as_bytes()), on: on.or_else(|| day_of(row))?, what })
}

fn promise(row: &Row, fields: &Fields<'_>) -> Option<PromiseNote> {
    let outcome = match (fields.list("outcome").len(), the_only(fields, "outcome").as_deref()) {
        (_, Some("kept")) => PromiseOutcome::Kept,
        (_, Some("partly")) => PromiseOutcome::Partly,
        (_, Some("not_kept")) => PromiseOutcome::NotKept,
        (_, Some("excused")) => PromiseOutcome::Excused,
        (_, Some("released")) => PromiseOutcome::Released,
        (0 | 1, _) => PromiseOutcome::Open,
        _ => PromiseOutcome::MarkedTwoWays,
    };
    // A day that is left over from before it was opened again says nothing.
    let settled = Some(fields.text("resolved_on")).filter(|_| outcome != PromiseOutcome::Open);
    let settled = settled.and_then(|day| Day::stored(&day)).map(|day| day.0);
    Some(PromiseNote {
        person: fields.text("person"),
        by: side(&fields.text("by"))?,
        note: noted(row, settled, outcome)?,
    })
}

fn contact(row: &Row, fields: &Fields<'_>) -> Option<ContactNote> {
    let started = match the_only(fields, "started_by").as_deref() {
        Some("them") => Started::Them,
        Some("me") => Started::Me,
        Some("mutual") => Started::Mutual,
        _ => Started::Unknown,
    };
    Some(ContactNote { people: fields.list("people"), note: noted(row, None, started)? })
}

fn need(row: &Row, fields: &Fields<'_>) -> Option<NeedNote> {
    let response = match (fields.text("asked").as_str(), the_only(fields, "response").as_deref()) {
        ("asked", Some("met")) => NeedResponse::Met,
        ("asked", Some("partly")) => NeedResponse::Partly,
        ("asked", Some("declined_kindly")) => NeedResponse::DeclinedKindly,
        ("asked", Some("ignored")) => NeedResponse::Ignored,
        ("asked", None) if fields.list("response").len() > 1 => NeedResponse::MarkedTwoWays,
        ("asked", _) => NeedResponse::NoneYet,
        _ => NeedResponse::NotAloud,
    };
    let asked = fields.map("asked_on").keys().max().and_then(|day| Day::stored(day));
    let answered = Day::stored(&fields.text("answered_on")).or(asked).map(|day| day.0);
    Some(NeedNote {
        person: fields.text("person"),
        whose: side(&fields.text("whose"))?,
        note: noted(row, answered, response)?,
    })
}

/// What was only guessed, or set aside, counts nowhere.
fn moment(row: &Row, fields: &Fields<'_>) -> Option<MomentNote> {
    if fields.is_set("excluded") || fields.text("certainty") == "guess" {
        return None;
    }
    let (kind, direction) = (fields.text("kind"), fields.text("direction"));
    let care = match (kind.as_str(), direction.as_str()) {
        ("care_act", "from_them") => vec![CareAct::Received],
        ("care_act", "from_me") => vec![CareAct::Given],
        ("care_act", "both") => vec![CareAct::Received, CareAct::Given],
        _ => Vec::new(),
    };
    let sign = match (kind.as_str(), direction.as_str()) {
        (_, "from_me") => Sign::Neither,
        ("care_act" | "kind_word" | "time_together", _) => Sign::Good,
        ("let_down" | "hard_word", _) => Sign::Hard,
        _ => Sign::Neither,
    };
    Some(MomentNote {
        people: fields.list("people"),
        care,
        promised: fields.some("promised_by").is_some(),
        note: noted(row, None, sign)?,
    })
}

fn felt(row: &Row, fields: &Fields<'_>) -> Option<FeltNote> {
    let said = fields.0.get("fields").and_then(serde_json::Value::as_object);
    let value = |field: &str| i8::try_from(said?.get(field)?.as_i64()?).ok();
    let all = FELT_FIELDS.iter().filter_map(|field| Some((*field, value(field)?)));
    Some(FeltNote {
        person: fields.some("person"),
        after: fields.text("when") == "after",
        fields: all.collect(),
        note: noted(row, None, ())?,
    })
}
