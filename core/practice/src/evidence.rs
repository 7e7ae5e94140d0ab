//! What was noted of what people did, short enough to count: read from rows once, and again when something changed.

use jiff::civil::Date;
use requite_engine::{ListQuery, Revision, Row};

use crate::{Day, Practice, PracticeError, entries::Fields, kinds::name, records::the_only};

/// Whose: theirs or mine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Side {
    Them,
    Me,
}

/// What became of a promise, as far as one thing is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    Kept,
    Partly,
    NotKept,
    Excused,
    Released,
    Open,
    /// Two devices marked it differently: out of every number until somebody chooses.
    TwoWays,
}

#[derive(Debug, Clone)]
pub(crate) struct PromiseNote {
    pub(crate) id: String,
    pub(crate) person: String,
    pub(crate) by: Side,
    pub(crate) outcome: Outcome,
    /// The day on which it was settled; the day on which it was made while it is open.
    pub(crate) day: Date,
}

/// Who began, as far as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Started {
    Them,
    Me,
    Mutual,
    Unknown,
}

#[derive(Debug, Clone)]
pub(crate) struct ContactNote {
    pub(crate) id: String,
    pub(crate) people: Vec<String>,
    pub(crate) started: Started,
    pub(crate) day: Date,
}

/// What came back to a need that was asked aloud.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Response {
    Met,
    Partly,
    NotMet,
    NoneYet,
    /// Marked two ways.
    Unclear,
    /// It was never said aloud.
    NeverSaid,
}

#[derive(Debug, Clone)]
pub(crate) struct NeedNote {
    pub(crate) id: String,
    pub(crate) person: String,
    /// Who needs it.
    pub(crate) whose: Side,
    pub(crate) response: Response,
    pub(crate) day: Date,
}

/// What a moment says, as far as it points one way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Points {
    /// Something good came.
    Toward,
    /// Something hurt.
    Away,
    Neither,
}

#[derive(Debug, Clone)]
pub(crate) struct MomentNote {
    pub(crate) id: String,
    pub(crate) people: Vec<String>,
    /// Whose act of care it was; both where it was of both; nobody's where it was no act of care.
    pub(crate) care: Vec<Side>,
    pub(crate) points: Points,
    /// Whether it follows from a promise.
    pub(crate) promised: bool,
    pub(crate) day: Date,
}

#[derive(Debug, Clone)]
pub(crate) struct FeltNote {
    pub(crate) id: String,
    pub(crate) person: Option<String>,
    pub(crate) after: bool,
    /// By the names of [`crate::kinds::FELT_FIELDS`].
    pub(crate) fields: Vec<(String, i8)>,
    pub(crate) day: Date,
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

fn promise(row: &Row, fields: &Fields<'_>) -> Option<PromiseNote> {
    let outcome = match (fields.list("outcome").len(), the_only(fields, "outcome").as_deref()) {
        (_, Some("kept")) => Outcome::Kept,
        (_, Some("partly")) => Outcome::Partly,
        (_, Some("not_kept")) => Outcome::NotKept,
        (_, Some("excused")) => Outcome::Excused,
        (_, Some("released")) => Outcome::Released,
        (0 | 1, _) => Outcome::Open,
        _ => Outcome::TwoWays,
    };
    let settled = Day::stored(&fields.text("resolved_on")).map(|day| day.0);
    Some(PromiseNote {
        id: row.id.to_string(),
        person: fields.text("person"),
        by: side(&fields.text("by"))?,
        outcome,
        day: settled.or_else(|| day_of(row))?,
    })
}

fn contact(row: &Row, fields: &Fields<'_>) -> Option<ContactNote> {
    let started = match the_only(fields, "started_by").as_deref() {
        Some("them") => Started::Them,
        Some("me") => Started::Me,
        Some("mutual") => Started::Mutual,
        _ => Started::Unknown,
    };
    let (id, people) = (row.id.to_string(), fields.list("people"));
    Some(ContactNote { id, people, started, day: day_of(row)? })
}

fn need(row: &Row, fields: &Fields<'_>) -> Option<NeedNote> {
    let response = match (fields.text("asked").as_str(), the_only(fields, "response").as_deref()) {
        ("asked", Some("met")) => Response::Met,
        ("asked", Some("partly")) => Response::Partly,
        ("asked", Some("declined_kindly" | "ignored")) => Response::NotMet,
        ("asked", None) if fields.list("response").len() > 1 => Response::Unclear,
        ("asked", _) => Response::NoneYet,
        _ => Response::NeverSaid,
    };
    let asked = fields.map("asked_on").keys().max().and_then(|day| Day::stored(day));
    let answered = Day::stored(&fields.text("answered_on")).or(asked).map(|day| day.0);
    Some(NeedNote {
        id: row.id.to_string(),
        person: fields.text("person"),
        whose: side(&fields.text("whose"))?,
        response,
        day: answered.or_else(|| day_of(row))?,
    })
}

/// What was only guessed, or set aside, counts nowhere.
fn moment(row: &Row, fields: &Fields<'_>) -> Option<MomentNote> {
    if fields.is_set("excluded") || fields.text("certainty") == "guess" {
        return None;
    }
    let (kind, direction) = (fields.text("kind"), fields.text("direction"));
    let care = match (kind.as_str(), direction.as_str()) {
        ("care_act", "from_them") => vec![Side::Them],
        ("care_act", "from_me") => vec![Side::Me],
        ("care_act", "both") => vec![Side::Them, Side::Me],
        _ => Vec::new(),
    };
    let points = match (kind.as_str(), direction.as_str()) {
        (_, "from_me") => Points::Neither,
        ("care_act" | "kind_word" | "time_together", _) => Points::Toward,
        ("let_down" | "hard_word", _) => Points::Away,
        _ => Points::Neither,
    };
    Some(MomentNote {
        id: row.id.to_string(),
        people: fields.list("people"),
        care,
        points,
        promised: fields.some("promised_by").is_some(),
        day: day_of(row)?,
    })
}

fn felt(row: &Row, fields: &Fields<'_>) -> Option<FeltNote> {
    let value = |value: &serde_json::Value| i8::try_from(value.as_i64()?).ok();
    let all = fields.map("fields");
    let all = all.iter().filter_map(|(field, felt)| Some((field.clone(), value(felt)?)));
    Some(FeltNote {
        id: row.id.to_string(),
        person: fields.some("person"),
        after: fields.text("when") == "after",
        fields: all.collect(),
        day: day_of(row)?,
    })
}
