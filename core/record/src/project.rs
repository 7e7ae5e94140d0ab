//! From a document to what is shown: plain values, the same on every device. Reads only; what a later version wrote, or
//! what is not of the declared type, is passed over and stays in the document.

use automerge::{ChangeHash, ObjId, ObjType, ROOT, ReadDoc, ScalarValue, Value as Am};
use serde_json::{Map, Value as Json, json};

use crate::{
    DamagedDocument, Document, DocumentId, Facet, Field, Heads, Kind, Merge, Projection, Scalar,
    Value, document::hashes_of, genesis::ALIVE, guard::unharmed, marks,
};

/// Computes what rows, search and JSON are made of.
///
/// # Errors
/// [`DamagedDocument`] when automerge cannot read it.
pub fn project(kind: &Kind, document: &mut Document) -> Result<Projection, DamagedDocument> {
    unharmed(|| projected(kind, document)).ok_or(DamagedDocument)
}

fn projected(kind: &Kind, document: &mut Document) -> Projection {
    let heads = document.heads();
    let view = View { document, at: None };
    let fields = kind.fields.iter().map(|field| (field.name.to_owned(), view.field(field)));
    let mut projection = assemble(kind, document.id(), fields.collect(), heads);
    projection.present = view.is_present();
    projection.marks = marks::marks(kind, document);
    projection
}

/// What follows from the fields of a record that is there.
pub(crate) fn assemble(
    kind: &Kind,
    id: DocumentId,
    mut fields: Map<String, Json>,
    heads: Heads,
) -> Projection {
    let kept_back = kind.fields.iter().filter(|field| field.kept_back);
    let kept_back = kept_back.filter_map(|field| fields.remove_entry(field.name)).collect();
    let mut facets = Vec::new();
    let mut searched = Vec::new();
    for (field, value) in kind.fields.iter().filter_map(|f| Some((f, fields.get(f.name)?))) {
        if field.indexed {
            facets_of(field.name, value, &mut facets);
        }
        if field.search_weight > 0 {
            let text = text_of(value);
            if !text.is_empty() {
                searched.push((field.search_weight, text));
            }
        }
    }
    facets.sort();
    facets.dedup();
    let order = kind.ordered_by.and_then(|name| fields.get(name)).and_then(Json::as_str);
    let order = order.unwrap_or_default().to_owned();
    let kind = kind.name.to_owned();
    Projection {
        id,
        kind,
        present: true,
        order,
        fields,
        kept_back,
        facets,
        searched,
        marks: Vec::new(),
        heads,
    }
}

/// A document as it is, or as it was.
pub(crate) struct View<'a> {
    pub(crate) document: &'a Document,
    pub(crate) at: Option<Vec<ChangeHash>>,
}

impl<'a> View<'a> {
    pub(crate) fn at(document: &'a Document, heads: &Heads) -> Self {
        Self { document, at: Some(hashes_of(heads)) }
    }

    pub(crate) fn is_present(&self) -> bool {
        let alive = self.document.container(ALIVE, ObjType::Map);
        alive.is_some_and(|alive| !self.keys(&alive).is_empty())
    }

    pub(crate) fn field(&self, field: &Field) -> Json {
        let name = field.name;
        match field.merge {
            Merge::Register(_) | Merge::Once(_) => self.register(name).map_or(Json::Null, json_of),
            Merge::Latest => self.highest(name).map_or(Json::Null, Json::from),
            Merge::EnableWins => Json::from(self.has_tokens(name)),
            Merge::DisableWins => Json::from(!self.has_tokens(name)),
            Merge::Set(scalar) => {
                self.map_keys(name).iter().map(|key| decode_key(scalar, key)).collect()
            }
            Merge::Choices(_) => self.scalars(name).into_iter().map(json_of).collect(),
            Merge::Rank => self.highest(name).map_or(
                Json::Null,
                |n| json!({"epoch": n.div_euclid(16), "rank": n.rem_euclid(16)}),
            ),
            Merge::Order(scalar) => {
                let list = self.document.container(name, ObjType::Map);
                let ordered = list.map(|list| self.ordered(&list)).unwrap_or_default();
                ordered.iter().map(|(_, element)| decode_key(scalar, element)).collect()
            }
            Merge::Map(_) => Json::Object(self.map(name)),
            Merge::Text { .. } => Json::from(self.text(name)),
            Merge::Texts { .. } => Json::Object(self.texts(name)),
            Merge::Counter => Json::from(self.counter(name)),
        }
    }

    /// The distinct values of a key at the root, sorted.
    pub(crate) fn scalars(&self, name: &str) -> Vec<Value> {
        let all = match &self.at {
            None => self.document.doc.get_all(ROOT, name),
            Some(at) => self.document.doc.get_all_at(ROOT, name, at),
        };
        let mut values: Vec<Value> =
            all.unwrap_or_default().into_iter().filter_map(|(value, _)| scalar(&value)).collect();
        values.sort();
        values.dedup();
        values
    }

    fn highest(&self, name: &str) -> Option<i64> {
        self.scalars(name).iter().filter_map(Value::as_int).max()
    }

    fn register(&self, name: &str) -> Option<Value> {
        self.get(&ROOT, name).and_then(|(value, _)| scalar(&value))
    }

    fn counter(&self, name: &str) -> i64 {
        match self.get(&ROOT, name) {
            Some((Am::Scalar(value), _)) => {
                let counter = if let ScalarValue::Counter(counter) = value.as_ref() {
                    Some(counter)
                } else {
                    None
                };
                counter.map_or(0, i64::from)
            }
            Some(_) | None => 0,
        }
    }

    fn has_tokens(&self, name: &str) -> bool {
        !self.map_keys(name).is_empty()
    }

    fn map_keys(&self, name: &str) -> Vec<String> {
        let map = self.document.container(name, ObjType::Map);
        map.map(|map| self.keys(&map)).unwrap_or_default()
    }

    fn keys(&self, map: &ObjId) -> Vec<String> {
        match &self.at {
            None => self.document.doc.keys(map).collect(),
            Some(at) => self.document.doc.keys_at(map, at).collect(),
        }
    }

    fn get(&self, map: &ObjId, key: &str) -> Option<(Am<'_>, ObjId)> {
        let found = match &self.at {
            None => self.document.doc.get(map, key),
            Some(at) => self.document.doc.get_at(map, key, at),
        };
        found.ok().flatten()
    }

    fn map(&self, name: &str) -> Map<String, Json> {
        let Some(map) = self.document.container(name, ObjType::Map) else { return Map::new() };
        let keys = self.keys(&map).into_iter();
        keys.filter_map(|key| {
            let (value, _) = self.get(&map, &key)?;
            Some((key, json_of(scalar(&value)?)))
        })
        .collect()
    }

    fn text(&self, name: &str) -> String {
        let Some(text) = self.document.container(name, ObjType::Text) else { return String::new() };
        self.text_of(&text)
    }

    fn text_of(&self, text: &ObjId) -> String {
        match &self.at {
            None => self.document.doc.text(text),
            Some(at) => self.document.doc.text_at(text, at),
        }
        .unwrap_or_default()
    }

    fn texts(&self, name: &str) -> Map<String, Json> {
        let Some(map) = self.document.container(name, ObjType::Map) else { return Map::new() };
        let mut texts: Map<String, Json> = Map::new();
        for key in self.keys(&map) {
            let Some((key_part, slot)) = key.split_once('#') else { continue };
            let Some((Am::Object(ObjType::Text), id)) = self.get(&map, &key) else { continue };
            let answer = json!({"slot": slot, "text": self.text_of(&id)});
            let answers = texts.entry(key_part).or_insert_with(|| Json::Array(Vec::new()));
            if let Json::Array(answers) = answers {
                answers.push(answer);
            }
        }
        texts
    }

    fn ordered(&self, list: &ObjId) -> Vec<(String, String)> {
        let keys = self.keys(list).into_iter();
        let mut ordered: Vec<(String, String)> = keys
            .filter_map(|element| match self.get(list, &element) {
                Some((Am::Scalar(key), _)) => key.as_str().map(|key| (key.to_owned(), element)),
                Some(_) | None => None,
            })
            .collect();
        ordered.sort();
        ordered
    }
}

/// The distinct values of a register now.
pub(crate) fn scalars(document: &Document, name: &str) -> Vec<Value> {
    View { document, at: None }.scalars(name)
}

pub(crate) fn highest(document: &Document, name: &str) -> Option<i64> {
    View { document, at: None }.highest(name)
}

pub(crate) fn ordered(document: &Document, list: &ObjId) -> Vec<(String, String)> {
    View { document, at: None }.ordered(list)
}

/// How an element of a set is spelled as a key.
pub(crate) fn key_of(element: &Value) -> String {
    match element {
        Value::Bool(yes) => yes.to_string(),
        Value::Int(number) => number.to_string(),
        Value::Text(text) => text.clone(),
    }
}

fn decode_key(scalar: Scalar, key: &str) -> Json {
    match scalar {
        Scalar::Bool => Json::from(key == "true"),
        Scalar::Int { .. } => key.parse::<i64>().map_or(Json::Null, Json::from),
        Scalar::Text { .. } | Scalar::Choice(_) | Scalar::Date | Scalar::Occurred | Scalar::Id => {
            Json::from(key)
        }
    }
}

fn scalar(value: &Am<'_>) -> Option<Value> {
    let Am::Scalar(scalar) = value else { return None };
    match scalar.as_ref() {
        ScalarValue::Str(text) => Some(Value::Text(text.to_string())),
        ScalarValue::Int(number) => Some(Value::Int(*number)),
        ScalarValue::Boolean(yes) => Some(Value::Bool(*yes)),
        ScalarValue::Bytes(_)
        | ScalarValue::Uint(_)
        | ScalarValue::F64(_)
        | ScalarValue::Counter(_)
        | ScalarValue::Timestamp(_)
        | ScalarValue::Unknown { .. }
        | ScalarValue::Null => None,
    }
}

pub(crate) fn json_of(value: Value) -> Json {
    match value {
        Value::Bool(yes) => Json::from(yes),
        Value::Int(number) => Json::from(number),
        Value::Text(text) => Json::from(text),
    }
}

fn facets_of(field: &str, value: &Json, facets: &mut Vec<Facet>) {
    let mut push = |value: String| facets.push(Facet { field: field.to_owned(), value });
    match value {
        Json::Array(values) => values.iter().for_each(|value| facets_of(field, value, facets)),
        Json::String(text) => push(text.clone()),
        Json::Number(number) => push(number.to_string()),
        Json::Bool(yes) => push(yes.to_string()),
        Json::Object(map) => map.keys().cloned().for_each(push),
        Json::Null => {}
    }
}

fn text_of(value: &Json) -> String {
    match value {
        Json::String(text) => text.clone(),
        Json::Array(values) => {
            let texts: Vec<String> = values.iter().map(text_of).collect();
            texts.join("\n")
        }
        Json::Object(map) => match map.get("text") {
            Some(text) => text_of(text),
            None => map.values().map(text_of).collect::<Vec<_>>().join("\n"),
        },
        Json::Null | Json::Bool(_) | Json::Number(_) => String::new(),
    }
}
