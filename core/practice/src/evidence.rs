//! What was noted of what people did, short enough to count: read from rows once, and again when something changed.

use jiff::civil::Date;
use requite_engine::{ListQuery, Revision, Row};
use requite_numbers::{
    CareAct, Evidence as Noted, EvidenceId, NeedResponse, PromiseOutcome, Sign, Started,
};

use crate::{Day, Practice, PracticeError, entries::Fields, kinds::name, records::the_only};

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
    pub(crate) fields: Vec<(String, i8)>,
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
        };
        let evidence = std::sync::Arc::new(evidence);
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
    let value = |value: &serde_json::Value| i8::try_from(value.as_i64()?).ok();
    let all = fields.map("fields");
    let all = all.iter().filter_map(|(field, felt)| Some((field.clone(), value(felt)?)));
    Some(FeltNote {
        person: fields.some("person"),
        after: fields.text("when") == "after",
        fields: all.collect(),
        note: noted(row, None, ())?,
    })
}
