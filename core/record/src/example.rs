//! A made-up record of a kind: what records of the kind have in common, for those who compress many of them. Nothing in it
//! was written by a person.

use serde_json::Value as Json;

use crate::{
    Document, DocumentId, Edit, Field, Fresh, Heads, Kind, Merge, Refusal, Scalar, Value, decide,
    make_derived, project,
};

/// Words that are in most texts, of the languages that the practice speaks: for what is written in another, they do no harm.
const WORDS: &str = "I was not there. It is what she said to me before, and he had been with them for a long time. \
    They would have come, but you know that we all felt so tired after work today. When did this begin? We talked about it \
    again in the evening, and then her mother called from home. que no lo hice por la tarde, y me dijo con una voz que \
    estaba muy cansada. ";

/// What records of this kind look like: their words, their fields as JSON, then their documents in both forms.
///
/// # Errors
/// [`Refusal`] for a declaration that contradicts itself.
pub fn example(kind: &Kind) -> Result<Vec<u8>, Refusal> {
    let id = DocumentId::new([0; 16]);
    let full: Vec<Edit> = kind.fields.iter().filter_map(filled).collect();
    let usual = kind.fields.iter().filter(|field| is_usual(kind, field));
    let usual: Vec<Edit> = usual.filter_map(filled).collect();
    let mut document: Document = decide::derive(kind, None, id, &full)?.document;
    // What stands last is named in the fewest bytes, and most records are as they were made.
    let mut example = choices(kind).into_bytes();
    example.extend(document.save());
    example.extend(WORDS.as_bytes());
    for edits in [full, Vec::new(), usual] {
        let mut document: Document = decide::derive(kind, None, id, &edits)?.document;
        let projection = project(kind, &mut document).map_err(|_| Refusal::Damaged)?;
        example.extend(Json::Object(projection.fields).to_string().into_bytes());
        let made: Vec<u8> = match make_derived(kind, id, &edits)? {
            Some(Fresh { bytes, .. }) => bytes,
            None => document.changes().concat(),
        };
        example.extend(crate::lean(kind.name, id, &made).map_or(made, |lean| lean.bytes));
    }
    Ok(example)
}

/// What a record is ordered by, filtered by or found by is there in most; the rest is seldom filled.
fn is_usual(kind: &Kind, field: &Field) -> bool {
    let is_reference = field.merge == Merge::Register(Scalar::Id);
    kind.ordered_by == Some(field.name)
        || field.search_weight == 1
        || (field.indexed && !is_reference)
}

/// Something in a field that can be made up.
fn filled(field: &Field) -> Option<Edit> {
    let name = field.name.to_owned();
    match field.merge {
        Merge::Register(scalar) | Merge::Once(scalar) => {
            sample(scalar).map(|value| Edit::Set { field: name, value })
        }
        Merge::Set(scalar) => sample(scalar).map(|element| Edit::Add { field: name, element }),
        Merge::Text { .. } => {
            Some(Edit::Text { field: name, base: Heads::default(), text: "It was.".to_owned() })
        }
        _ => None,
    }
}

fn sample(scalar: Scalar) -> Option<Value> {
    match scalar {
        Scalar::Occurred => Some("2026-01-01|Europe/London|day".into()),
        Scalar::Date => Some("2026-01-01".into()),
        Scalar::Id => Some("0123456789abcdef0123456789abcdef".into()),
        Scalar::Choice(choices) => choices.first().map(|choice| (*choice).into()),
        Scalar::Bool | Scalar::Int { .. } | Scalar::Text { .. } => None,
    }
}

/// Every word that a person can only choose, as JSON spells it.
fn choices(kind: &Kind) -> String {
    let scalars = kind.fields.iter().filter_map(|field| match field.merge {
        Merge::Register(scalar) | Merge::Once(scalar) | Merge::Set(scalar) => Some(scalar),
        _ => None,
    });
    let words = scalars.filter_map(|scalar| match scalar {
        Scalar::Choice(choices) => Some(choices),
        _ => None,
    });
    let quoted = words.flatten().flat_map(|word| ["\"", word, "\","]);
    quoted.collect()
}
