//! One edit of one field, in the encoding of its merge kind. Why each is written so is told, with the trap that the
//! obvious encoding falls into, in `tests/traps.rs`.

use automerge::{
    ObjId, ObjType, ROOT, ReadDoc, ScalarValue, Value as Am, transaction::Transactable,
};

use crate::{
    Document, Edit, Field, Heads, Kind, Merge, Refusal, Scalar, Value,
    document::hashes_of,
    genesis::{self, ALIVE, LOOKED},
    order, project,
    text::{self, At},
    tokens::Tokens,
    words::Splice,
};

/// Whether the record is being made with this very edit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stage {
    Making,
    Made,
}

/// Writes an edit into the transaction under way (texts may take several).
pub(crate) fn apply(
    kind: &Kind,
    document: &mut Document,
    edit: &Edit,
    stage: Stage,
    tokens: &mut Tokens<'_>,
) -> Result<(), Refusal> {
    match edit {
        Edit::Set { field, value } => set(document, find(kind, field)?, value, stage),
        Edit::Clear { field } => clear(document, find(kind, field)?),
        Edit::Assert { field } => assert(document, find(kind, field)?, tokens),
        Edit::Withdraw { field } => withdraw(document, find(kind, field)?),
        Edit::Add { field, element } => add(document, find(kind, field)?, element, tokens),
        Edit::Remove { field, element } => remove(document, find(kind, field)?, element),
        Edit::Choose { field, value } => choose(document, find(kind, field)?, value),
        Edit::Advance { field, rank } => advance(document, find(kind, field)?, *rank),
        Edit::Restart { field, rank } => restart(document, find(kind, field)?, *rank),
        Edit::Place { field, element, after } => {
            place(document, find(kind, field)?, element, after.as_ref())
        }
        Edit::Put { field, key, value } => put(document, find(kind, field)?, key, value.as_ref()),
        Edit::Count { field, by } => count(document, find(kind, field)?, *by),
        Edit::Text { field, base, text } => {
            let (at, id) = text_field(kind, document, find(kind, field)?, base, stage)?;
            text::replace(document, &at, &id, text)
        }
        Edit::Splice { field, base, at: place, delete, insert } => {
            let (at, id) = text_field(kind, document, find(kind, field)?, base, stage)?;
            text::splice(document, &at, &id, &Splice { at: *place, delete: *delete, insert })
        }
        Edit::Answer { field, key, slot, base, text } => {
            let answer = Answer { key, slot: slot.as_deref(), base, text };
            answer.write(document, find(kind, field)?, stage, tokens)
        }
        Edit::Look { mark } => look(document, mark, tokens),
        // The trash is handled once for all edits of a commit, in `decide`.
        Edit::Trash | Edit::Restore => Ok(()),
    }
}

/// Takes away every token that is seen.
pub(crate) fn forget_tokens(document: &mut Document, container: &ObjId) -> Result<(), Refusal> {
    let tokens: Vec<String> = document.doc.keys(container).collect();
    for token in tokens {
        document.doc.delete(container, token)?;
    }
    Ok(())
}

/// One token of life, in place of those seen.
pub(crate) fn live(document: &mut Document, tokens: &mut Tokens<'_>) -> Result<(), Refusal> {
    let alive = container(document, ALIVE)?;
    forget_tokens(document, &alive)?;
    Ok(document.doc.put(&alive, tokens.key(), true)?)
}

/// None any more, of those seen.
pub(crate) fn trash(document: &mut Document) -> Result<(), Refusal> {
    let alive = container(document, ALIVE)?;
    forget_tokens(document, &alive)
}

fn find<'a>(kind: &'a Kind, name: &str) -> Result<&'a Field, Refusal> {
    kind.field(name).ok_or(Refusal::UnknownField)
}

fn container(document: &Document, name: &str) -> Result<ObjId, Refusal> {
    document.container(name, ObjType::Map).ok_or(Refusal::Damaged)
}

fn check(field: &Field, scalar: Scalar, value: &Value) -> Result<(), Refusal> {
    scalar.check(value).map_err(|error| Refusal::Value { field: field.name, error })
}

fn set(document: &mut Document, field: &Field, value: &Value, stage: Stage) -> Result<(), Refusal> {
    if let Merge::Register(scalar) | Merge::Once(scalar) = field.merge {
        check(field, scalar, value)?;
    } else if field.merge != Merge::Latest || value.as_int().is_none() {
        return Err(Refusal::Field(field.name));
    }
    let is_once = matches!(field.merge, Merge::Once(_));
    if is_once && (stage == Stage::Made || document.doc.get(ROOT, field.name)?.is_some()) {
        return Err(Refusal::Once(field.name));
    }
    let is_same = project::scalars(document, field.name).as_slice() == core::slice::from_ref(value);
    // Writing the value that is there says nothing.
    if is_same { Ok(()) } else { Ok(document.doc.put(ROOT, field.name, encode(value))?) }
}

fn clear(document: &mut Document, field: &Field) -> Result<(), Refusal> {
    if !matches!(field.merge, Merge::Register(_) | Merge::Choices(_)) {
        return Err(Refusal::Field(field.name));
    }
    if document.doc.get(ROOT, field.name)?.is_some() {
        document.doc.delete(ROOT, field.name)?;
    }
    Ok(())
}

fn assert(document: &mut Document, field: &Field, tokens: &mut Tokens<'_>) -> Result<(), Refusal> {
    let flag = flag(document, field)?;
    Ok(document.doc.put(&flag, tokens.key(), true)?)
}

fn withdraw(document: &mut Document, field: &Field) -> Result<(), Refusal> {
    let flag = flag(document, field)?;
    forget_tokens(document, &flag)
}

fn flag(document: &Document, field: &Field) -> Result<ObjId, Refusal> {
    let is_flag = matches!(field.merge, Merge::EnableWins | Merge::DisableWins);
    if is_flag { container(document, field.name) } else { Err(Refusal::Field(field.name)) }
}

fn add(
    document: &mut Document,
    field: &Field,
    element: &Value,
    tokens: &mut Tokens<'_>,
) -> Result<(), Refusal> {
    let Merge::Set(scalar) = field.merge else { return Err(Refusal::Field(field.name)) };
    check(field, scalar, element)?;
    let set = container(document, field.name)?;
    // A fresh number each time: an add that repeats must still be seen by a concurrent remove.
    let number = ScalarValue::Uint(tokens.number());
    Ok(document.doc.put(&set, project::key_of(element), number)?)
}

fn remove(document: &mut Document, field: &Field, element: &Value) -> Result<(), Refusal> {
    let (Merge::Set(_) | Merge::Order(_)) = field.merge else {
        return Err(Refusal::Field(field.name));
    };
    let set = container(document, field.name)?;
    let key = project::key_of(element);
    if document.doc.get(&set, key.as_str())?.is_some() {
        document.doc.delete(&set, key)?;
    }
    Ok(())
}

fn choose(document: &mut Document, field: &Field, value: &Value) -> Result<(), Refusal> {
    let Merge::Choices(scalar) = field.merge else { return Err(Refusal::Field(field.name)) };
    check(field, scalar, value)?;
    if document.doc.get(ROOT, field.name)?.is_some() {
        document.doc.delete(ROOT, field.name)?;
    }
    Ok(document.doc.put(ROOT, field.name, encode(value))?)
}

/// Ranks within an epoch.
const RANKS: i64 = 16;

fn advance(document: &mut Document, field: &Field, rank: u8) -> Result<(), Refusal> {
    let (epoch, present) = rank_of(document, field, rank)?;
    match present {
        Some(present) if i64::from(rank) < present => Err(Refusal::Backward(field.name)),
        Some(present) if i64::from(rank) == present => Ok(()),
        _ => Ok(document.doc.put(ROOT, field.name, ranked(epoch, rank)?)?),
    }
}

fn restart(document: &mut Document, field: &Field, rank: u8) -> Result<(), Refusal> {
    let (epoch, present) = rank_of(document, field, rank)?;
    let epoch = if present.is_some() { epoch + 1 } else { epoch };
    Ok(document.doc.put(ROOT, field.name, ranked(epoch, rank)?)?)
}

/// Refused when a damaged or hostile record claims an epoch beyond all counting.
fn ranked(epoch: i64, rank: u8) -> Result<i64, Refusal> {
    let begins = epoch.checked_mul(RANKS);
    begins.and_then(|begins| begins.checked_add(i64::from(rank))).ok_or(Refusal::Damaged)
}

fn rank_of(document: &Document, field: &Field, rank: u8) -> Result<(i64, Option<i64>), Refusal> {
    if field.merge != Merge::Rank || i64::from(rank) >= RANKS {
        return Err(Refusal::Field(field.name));
    }
    let highest = project::highest(document, field.name);
    Ok((highest.map_or(0, |n| n.div_euclid(RANKS)), highest.map(|n| n.rem_euclid(RANKS))))
}

fn place(
    document: &mut Document,
    field: &Field,
    element: &Value,
    after: Option<&Value>,
) -> Result<(), Refusal> {
    let Merge::Order(scalar) = field.merge else { return Err(Refusal::Field(field.name)) };
    check(field, scalar, element)?;
    let list = container(document, field.name)?;
    let key = project::key_of(element);
    let mut others = project::ordered(document, &list);
    others.retain(|(_, other)| *other != key);
    let at = match after.map(project::key_of) {
        None => 0,
        Some(after) => {
            let found = others.iter().position(|(_, other)| *other == after);
            found.map(|at| at + 1).ok_or(Refusal::Position)?
        }
    };
    let low = at.checked_sub(1).and_then(|i| others.get(i)).map(|(key, _)| key.as_str());
    let high = others.get(at).map(|(key, _)| key.as_str());
    Ok(document.doc.put(&list, key, order::between(low, high))?)
}

fn put(
    document: &mut Document,
    field: &Field,
    key: &str,
    value: Option<&Value>,
) -> Result<(), Refusal> {
    let Merge::Map(scalar) = field.merge else { return Err(Refusal::Field(field.name)) };
    if key.is_empty() || key.len() > KEY_BYTES_MAX {
        return Err(Refusal::OverLimit { field: field.name, max_bytes: KEY_BYTES_MAX });
    }
    let map = container(document, field.name)?;
    let present = document.doc.get(&map, key)?;
    match value {
        Some(value) => {
            check(field, scalar, value)?;
            Ok(document.doc.put(&map, key, encode(value))?)
        }
        None if present.is_some() => Ok(document.doc.delete(&map, key)?),
        None => Ok(()),
    }
}

/// Bytes of a key of a map.
const KEY_BYTES_MAX: usize = 256;

fn count(document: &mut Document, field: &Field, by: i64) -> Result<(), Refusal> {
    match (field.merge, document.doc.get(ROOT, field.name)?) {
        (Merge::Counter, Some((Am::Scalar(scalar), _)))
            if matches!(*scalar, ScalarValue::Counter(_)) =>
        {
            if by == 0 {
                Ok(())
            } else {
                Ok(document.doc.increment(ROOT, field.name, by)?)
            }
        }
        (Merge::Counter, _) => Err(Refusal::Damaged),
        _ => Err(Refusal::Field(field.name)),
    }
}

fn text_field(
    kind: &Kind,
    document: &mut Document,
    field: &Field,
    base: &Heads,
    stage: Stage,
) -> Result<(At, ObjId), Refusal> {
    let Merge::Text { max_bytes } = field.merge else { return Err(Refusal::Field(field.name)) };
    let mut base = check_base(document, base, stage)?;
    if let Some(seen) = base.as_mut().filter(|_| field.since > 1) {
        // Who saw the record before the field came saw an empty text.
        if document.doc.get_at(ROOT, field.name, &hashes_of(seen))?.is_none() {
            *seen = seen.and(genesis::extension_hash(kind, document.id(), field)?);
        }
    }
    let id = document.container(field.name, ObjType::Text).ok_or(Refusal::Damaged)?;
    Ok((At { field: field.name, max_bytes, base }, id))
}

fn check_base(
    document: &mut Document,
    base: &Heads,
    stage: Stage,
) -> Result<Option<Heads>, Refusal> {
    match stage {
        Stage::Making => Ok(None),
        Stage::Made if document.has(base) => Ok(Some(base.clone())),
        Stage::Made => Err(Refusal::UnknownBase),
    }
}

struct Answer<'a> {
    key: &'a str,
    slot: Option<&'a str>,
    base: &'a Heads,
    text: &'a str,
}

impl Answer<'_> {
    fn write(
        &self,
        document: &mut Document,
        field: &Field,
        stage: Stage,
        tokens: &mut Tokens<'_>,
    ) -> Result<(), Refusal> {
        let Merge::Texts { max_bytes } = field.merge else {
            return Err(Refusal::Field(field.name));
        };
        if self.key.is_empty() || self.key.len() > KEY_BYTES_MAX || self.key.contains('#') {
            return Err(Refusal::Field(field.name));
        }
        let texts = container(document, field.name)?;
        let (id, base) = if let Some(slot) = self.slot {
            let found = document.doc.get(&texts, format!("{}#{slot}", self.key))?;
            let Some((Am::Object(ObjType::Text), id)) = found else {
                return Err(Refusal::UnknownBase);
            };
            (id, check_base(document, self.base, stage)?)
        } else {
            let key = format!("{}#{}", self.key, tokens.key());
            (document.doc.put_object(&texts, key, ObjType::Text)?, None)
        };
        let at = At { field: field.name, max_bytes, base };
        text::replace(document, &at, &id, self.text)
    }
}

fn look(document: &mut Document, mark: &str, tokens: &mut Tokens<'_>) -> Result<(), Refusal> {
    if mark.len() != 32 || !mark.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(Refusal::Field(LOOKED));
    }
    let looked = container(document, LOOKED)?;
    if document.doc.get(&looked, mark)?.is_none() {
        document.doc.put(&looked, mark, ScalarValue::Uint(tokens.number()))?;
    }
    Ok(())
}

fn encode(value: &Value) -> ScalarValue {
    match value {
        Value::Bool(yes) => ScalarValue::Boolean(*yes),
        Value::Int(number) => ScalarValue::Int(*number),
        Value::Text(text) => ScalarValue::Str(text.as_str().into()),
    }
}
