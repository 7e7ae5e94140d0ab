//! Records that are made with plain values and texts only, as nearly all are: their changes and their projection follow from the
//! edits at once, without a document that is built, asked and saved. What comes out is what [`crate::decide`] and
//! [`crate::derive()`] make, byte for byte; whatever else an edit may be is left to them.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json};

use crate::{
    DocumentId, Edit, Field, Hand, Heads, Kind, Merge, Projection, Refusal, Value,
    chunk::{self, Author, Key, Makes, Op, Plain},
    genesis::{self, ALIVE, Container, LOOKED, absorb},
    project,
    tokens::Tokens,
};

/// A record as it was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fresh {
    /// Its state.
    pub heads: Heads,
    /// The changes that make it, dependencies first.
    pub changes: Vec<Vec<u8>>,
    /// What [`crate::Document::load`] takes.
    pub bytes: Vec<u8>,
    /// What is shown of it.
    pub projection: Projection,
}

/// Characters that are made in one change; longer texts are left to those who know how to divide them.
const CHARACTERS_MAX: usize = 12_000;

/// Edits of one record that are made at once.
const EDITS_MAX: usize = 256;

/// What [`crate::decide`] makes of a record that is not here yet; none where the edits ask for more than values and texts.
/// No token is drawn then.
///
/// # Errors
/// [`Refusal`].
pub fn make(
    kind: &Kind,
    id: DocumentId,
    edits: &[Edit],
    hand: &mut Hand<'_>,
) -> Result<Option<Fresh>, Refusal> {
    let Some(parts) = Parts::of(kind, edits)? else { return Ok(None) };
    let seconds = hand.now_ms.div_euclid(1_000);
    Ok(parts.write(kind, id, hand.actor, seconds, &mut Tokens::Random(&mut *hand.rng)))
}

/// What [`crate::derive()`] makes of a record that is not here yet; none where the edits ask for more than values and texts.
///
/// # Errors
/// [`Refusal`].
pub fn make_derived(kind: &Kind, id: DocumentId, edits: &[Edit]) -> Result<Option<Fresh>, Refusal> {
    let Some(parts) = Parts::of(kind, edits)? else { return Ok(None) };
    let content = serde_json::to_vec(edits).map_err(|_| Refusal::Damaged)?;
    let mut hasher = blake3::Hasher::new();
    absorb(&mut hasher, &[b"requite derived v1", id.as_bytes(), &content]);
    let actor = genesis::digest(&[id.as_bytes(), &content]);
    Ok(parts.write(kind, id, actor, 0, &mut Tokens::Derived(hasher.finalize_xof())))
}

/// The edits, sorted: texts come first, as everywhere.
#[derive(Default)]
struct Parts<'a> {
    texts: Vec<(&'a Field, &'a str)>,
    others: Vec<Other<'a>>,
}

enum Other<'a> {
    Set(&'a Field, &'a Value),
    Add(&'a Field, &'a Value),
}

impl<'a> Parts<'a> {
    /// None where there is more to do than this file knows.
    fn of(kind: &'a Kind, edits: &'a [Edit]) -> Result<Option<Self>, Refusal> {
        // Containers of later versions have changes of their own.
        if kind.fields.iter().any(|field| field.since > 1) || edits.len() > EDITS_MAX {
            return Ok(None);
        }
        let mut parts = Self::default();
        let mut written: Vec<(&str, Option<&Value>)> = Vec::new();
        for edit in edits {
            let (name, element) = match edit {
                Edit::Set { field, .. } | Edit::Text { field, .. } => (field, None),
                Edit::Add { field, element } => (field, Some(element)),
                _ => return Ok(None),
            };
            let field = kind.field(name).ok_or(Refusal::UnknownField)?;
            if written.contains(&(field.name, element)) {
                return Ok(None);
            }
            written.push((field.name, element));
            match (edit, field.merge) {
                (Edit::Set { value, .. }, Merge::Register(scalar) | Merge::Once(scalar)) => {
                    check(field, scalar.check(value))?;
                    parts.others.push(Other::Set(field, value));
                }
                (Edit::Add { element, .. }, Merge::Set(scalar)) => {
                    check(field, scalar.check(element))?;
                    parts.others.push(Other::Add(field, element));
                }
                (Edit::Text { text, .. }, Merge::Text { max_bytes }) => {
                    if text.len() > max_bytes {
                        return Err(Refusal::OverLimit { field: field.name, max_bytes });
                    }
                    parts.texts.push((field, text));
                }
                _ => return Ok(None),
            }
        }
        let bytes: usize = parts.texts.iter().map(|(_, text)| text.len()).sum();
        Ok((bytes <= CHARACTERS_MAX).then_some(parts))
    }

    fn write(
        &self,
        kind: &Kind,
        id: DocumentId,
        actor: [u8; 16],
        seconds: i64,
        tokens: &mut Tokens<'_>,
    ) -> Option<Fresh> {
        let begun = Begun::of(kind, id);
        let elements: Vec<(String, u64)> = self
            .others
            .iter()
            .filter_map(|other| match other {
                Other::Add(_, element) => Some((project::key_of(element), tokens.number())),
                Other::Set(..) => None,
            })
            .collect();
        let alive = tokens.key();
        let mut ops = Vec::new();
        for (field, text) in &self.texts {
            characters(&mut ops, begun.container(field.name)?, begun.next, text);
        }
        let mut added = elements.iter();
        for other in &self.others {
            ops.push(match other {
                Other::Set(field, value) => value_op(None, field.name, plain(value)),
                Other::Add(field, _) => {
                    let (key, number) = added.next()?;
                    value_op(Some(begun.container(field.name)?), key, Plain::Uint(*number))
                }
            });
        }
        ops.push(value_op(Some(begun.container(ALIVE)?), &alive, Plain::True));
        let author =
            Author { actor, start: begun.next, seconds, upon: Some((&begun.actor, &begun.hash)) };
        let (content, hash) = chunk::write(&author, &ops);
        let heads = Heads::new(vec![hash]);
        let projection = project::assemble(kind, id, self.fields(kind), heads.clone());
        let bytes = [begun.change.as_slice(), &content].concat();
        Some(Fresh { heads, changes: vec![begun.change, content], bytes, projection })
    }

    /// What is shown: nothing of each field, but for what the edits say.
    fn fields(&self, kind: &Kind) -> Map<String, Json> {
        let mut sets: BTreeMap<&str, BTreeMap<String, Json>> = BTreeMap::new();
        let mut fields: Map<String, Json> =
            kind.fields.iter().map(|field| (field.name.to_owned(), nothing(field.merge))).collect();
        for (field, text) in &self.texts {
            fields.insert(field.name.to_owned(), Json::from(*text));
        }
        for other in &self.others {
            match other {
                Other::Set(field, value) => {
                    fields.insert(field.name.to_owned(), project::json_of((*value).clone()));
                }
                Other::Add(field, element) => {
                    let elements = sets.entry(field.name).or_default();
                    let json = project::json_of((*element).clone());
                    elements.insert(project::key_of(element), json);
                }
            }
        }
        for (name, elements) in sets {
            fields.insert(name.to_owned(), elements.into_values().collect());
        }
        fields
    }
}

fn check(field: &Field, outcome: Result<(), crate::ValueError>) -> Result<(), Refusal> {
    outcome.map_err(|error| Refusal::Value { field: field.name, error })
}

fn value_op<'a>(container: Option<u64>, name: &'a str, value: Plain<'a>) -> Op<'a> {
    Op { container, key: Key::Name(name), makes: Makes::Value, value }
}

/// One operation for each character.
fn characters<'a>(ops: &mut Vec<Op<'a>>, container: u64, start: u64, text: &'a str) {
    let mut rest = text;
    let mut key = Key::Front;
    while let Some(c) = rest.chars().next() {
        let (character, after) = rest.split_at(c.len_utf8());
        let made = start + u64::try_from(ops.len()).unwrap_or(u64::MAX);
        let value = Plain::Str(character);
        ops.push(Op { container: Some(container), key, makes: Makes::Value, value });
        key = Key::Behind(made);
        rest = after;
    }
}

fn plain(value: &Value) -> Plain<'_> {
    match value {
        Value::Bool(true) => Plain::True,
        Value::Bool(false) => Plain::False,
        Value::Int(number) => Plain::Int(*number),
        Value::Text(text) => Plain::Str(text),
    }
}

/// What a field shows before anything is written.
fn nothing(merge: Merge) -> Json {
    match merge {
        Merge::Register(_) | Merge::Once(_) | Merge::Latest | Merge::Rank => Json::Null,
        Merge::EnableWins => Json::Bool(false),
        Merge::DisableWins => Json::Bool(true),
        Merge::Set(_) | Merge::Choices(_) | Merge::Order(_) => Json::Array(Vec::new()),
        Merge::Map(_) | Merge::Texts { .. } => Json::Object(Map::new()),
        Merge::Text { .. } => Json::from(""),
        Merge::Counter => Json::from(0),
    }
}

/// The genesis of a record, as [`genesis::begin`] makes it.
pub(crate) struct Begun {
    actor: [u8; 16],
    pub(crate) hash: [u8; 32],
    change: Vec<u8>,
    containers: Vec<&'static str>,
    next: u64,
}

impl Begun {
    pub(crate) fn of(kind: &Kind, id: DocumentId) -> Self {
        let actor = genesis::genesis_actor(kind.name, id);
        let make =
            |name, makes| Op { container: None, key: Key::Name(name), makes, value: Plain::Null };
        let mut ops = vec![make(ALIVE, Makes::Map), make(LOOKED, Makes::Map)];
        let mut containers = vec![ALIVE, LOOKED];
        for field in kind.fields.iter().filter(|field| field.since <= 1) {
            match genesis::container_type(field.merge) {
                None => continue,
                Some(Container::Object(automerge::ObjType::Text)) => {
                    ops.push(make(field.name, Makes::Text));
                }
                Some(Container::Object(_)) => ops.push(make(field.name, Makes::Map)),
                Some(Container::Counter) => {
                    ops.push(value_op(None, field.name, Plain::Counter(0)));
                }
            }
            containers.push(field.name);
        }
        let next = 1 + u64::try_from(ops.len()).unwrap_or(u64::MAX);
        let (change, hash) =
            chunk::write(&Author { actor, start: 1, seconds: 0, upon: None }, &ops);
        Self { actor, hash, change, containers, next }
    }

    fn container(&self, name: &str) -> Option<u64> {
        let at = self.containers.iter().position(|container| *container == name)?;
        u64::try_from(at).ok().map(|at| at + 1)
    }
}
