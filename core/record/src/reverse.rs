//! Undoing: the edits that put back what an act changed, applied where it left off, so that what others wrote meanwhile
//! stays.

use serde_json::Value as Json;

use crate::{
    Document, Edit, Field, Heads, Kind, Merge, Refusal, Value, guard::unharmed, project::View,
};

/// Edits that undo what happened between two states of a record; a record that was made in between goes to the trash.
///
/// # Errors
/// [`Refusal::UnknownBase`] when one of the states is not known here, [`Refusal::Damaged`] when the record cannot be read.
pub fn reverse(
    kind: &Kind,
    document: &mut Document,
    before: Option<&Heads>,
    after: &Heads,
) -> Result<Vec<Edit>, Refusal> {
    unharmed(|| reversed(kind, document, before, after)).ok_or(Refusal::Damaged)?
}

fn reversed(
    kind: &Kind,
    document: &mut Document,
    before: Option<&Heads>,
    after: &Heads,
) -> Result<Vec<Edit>, Refusal> {
    let Some(before) = before else { return Ok(vec![Edit::Trash]) };
    if !document.has(before) || !document.has(after) {
        return Err(Refusal::UnknownBase);
    }
    let old = View::at(document, before);
    let new = View::at(document, after);
    let mut edits = Vec::new();
    for field in &kind.fields {
        let (was, is) = (old.field(field), new.field(field));
        if was != is {
            undo_field(field, &was, &is, after, &mut edits);
        }
    }
    match (old.is_present(), new.is_present()) {
        (true, false) => edits.push(Edit::Restore),
        (false, true) => edits.push(Edit::Trash),
        (true, true) | (false, false) => {}
    }
    Ok(edits)
}

fn undo_field(field: &Field, was: &Json, is: &Json, after: &Heads, edits: &mut Vec<Edit>) {
    let name = || field.name.to_owned();
    match field.merge {
        Merge::Register(_) => edits.push(match value(was) {
            Some(value) => Edit::Set { field: name(), value },
            None => Edit::Clear { field: name() },
        }),
        // Written once, or only upward: there is no way back, and none is promised.
        Merge::Once(_) | Merge::Latest => {}
        Merge::EnableWins | Merge::DisableWins => {
            let was_asserted = was.as_bool() == Some(field.merge == Merge::EnableWins);
            edits.push(if was_asserted {
                Edit::Assert { field: name() }
            } else {
                Edit::Withdraw { field: name() }
            });
        }
        Merge::Set(_) => undo_set(field, was, is, edits),
        Merge::Choices(_) => {
            // Several that were made apart cannot be made apart again; to take one of them would be a choice of nobody's.
            let one = was.as_array().filter(|values| values.len() == 1);
            edits.push(match one.and_then(|values| values.first()).and_then(value) {
                Some(value) => Edit::Choose { field: name(), value },
                None => Edit::Clear { field: name() },
            });
        }
        Merge::Rank => {
            let rank =
                was.get("rank").and_then(Json::as_u64).and_then(|rank| u8::try_from(rank).ok());
            edits.extend(rank.map(|rank| Edit::Restart { field: name(), rank }));
        }
        Merge::Order(_) => undo_order(field, was, is, edits),
        Merge::Map(_) => undo_map(field, was, is, edits),
        Merge::Text { .. } => {
            let text = was.as_str().unwrap_or_default().to_owned();
            edits.push(Edit::Text { field: name(), base: after.clone(), text });
        }
        Merge::Texts { .. } => undo_texts(field, was, is, after, edits),
        Merge::Counter => {
            let by = was.as_i64().unwrap_or(0).saturating_sub(is.as_i64().unwrap_or(0));
            edits.push(Edit::Count { field: name(), by });
        }
    }
}

fn undo_set(field: &Field, was: &Json, is: &Json, edits: &mut Vec<Edit>) {
    let (was, is) = (elements(was), elements(is));
    let gone = was.iter().filter(|element| !is.contains(element));
    edits.extend(
        gone.map(|element| Edit::Add { field: field.name.into(), element: element.clone() }),
    );
    let came = is.iter().filter(|element| !was.contains(element));
    edits.extend(
        came.map(|element| Edit::Remove { field: field.name.into(), element: element.clone() }),
    );
}

fn undo_order(field: &Field, was: &Json, is: &Json, edits: &mut Vec<Edit>) {
    let (was, is) = (elements(was), elements(is));
    let came = is.iter().filter(|element| !was.contains(element));
    edits.extend(
        came.map(|element| Edit::Remove { field: field.name.into(), element: element.clone() }),
    );
    let mut after = None;
    for element in was {
        edits.push(Edit::Place { field: field.name.into(), element: element.clone(), after });
        after = Some(element);
    }
}

fn undo_map(field: &Field, was: &Json, is: &Json, edits: &mut Vec<Edit>) {
    let (Json::Object(was), Json::Object(is)) = (was, is) else { return };
    let keys: std::collections::BTreeSet<&String> = was.keys().chain(is.keys()).collect();
    for key in keys.into_iter().filter(|key| was.get(*key) != is.get(*key)) {
        let value = was.get(key).and_then(value);
        edits.push(Edit::Put { field: field.name.into(), key: key.clone(), value });
    }
}

fn undo_texts(field: &Field, was: &Json, is: &Json, after: &Heads, edits: &mut Vec<Edit>) {
    let Json::Object(now) = is else { return };
    for (key, answers) in now {
        for answer in answers.as_array().into_iter().flatten() {
            let slot = answer.get("slot").and_then(Json::as_str);
            let earlier = was.get(key).and_then(Json::as_array).into_iter().flatten();
            let mut same =
                earlier.filter(|earlier| earlier.get("slot").and_then(Json::as_str) == slot);
            let text = same.next().and_then(|earlier| earlier.get("text")).and_then(Json::as_str);
            let text = text.unwrap_or_default();
            if answer.get("text").and_then(Json::as_str) != Some(text) {
                edits.push(Edit::Answer {
                    field: field.name.into(),
                    key: key.clone(),
                    slot: slot.map(str::to_owned),
                    base: after.clone(),
                    text: text.to_owned(),
                });
            }
        }
    }
}

fn elements(json: &Json) -> Vec<Value> {
    json.as_array().into_iter().flatten().filter_map(value).collect()
}

fn value(json: &Json) -> Option<Value> {
    match json {
        Json::Bool(yes) => Some(Value::Bool(*yes)),
        Json::Number(number) => number.as_i64().map(Value::Int),
        Json::String(text) => Some(Value::Text(text.clone())),
        Json::Null | Json::Array(_) | Json::Object(_) => None,
    }
}
