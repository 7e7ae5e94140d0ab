//! The stream of everything.

use requite::{Happening, TimelineQuery};
use serde_json::Value;

use crate::{
    commands::{DONE, Outcome, entries::short},
    home::{Home, now},
    output::{Output, written},
};

pub(super) fn timeline(home: &Home, out: &Output, query: &TimelineQuery) -> Outcome {
    let zone = home.zone()?;
    let page = home.open()?.timeline(query, &zone, now())?;
    out.answer(&page, |page| match page.items.as_slice() {
        [] => "Nothing here yet.".to_owned(),
        items => {
            let mut lines: Vec<String> = items.iter().map(|item| line(item, out)).collect();
            lines.extend(page.next.as_ref().map(|next| out.dim(&format!("more: --cursor {next}"))));
            lines.join("\n")
        }
    })?;
    DONE
}

pub(in crate::commands) fn line(item: &Happening, out: &Output) -> String {
    let mut parts = vec![out.dim(short(&item.id)), item.date.clone()];
    parts.extend(item.time.clone());
    parts.push(item.kind.replace('_', " "));
    if !item.people.is_empty() {
        parts.push(item.people.iter().map(|name| written(name)).collect::<Vec<_>>().join(", "));
    }
    let details: Vec<String> =
        item.details.iter().filter_map(|(field, value)| said(field, value)).collect();
    if !details.is_empty() {
        parts.push(out.dim(&details.join(", ")));
    }
    if !item.text.is_empty() {
        parts.push(written(&item.text));
    }
    parts.join("  ")
}

/// A field and its value in words, as far as there are any.
fn said(field: &str, value: &Value) -> Option<String> {
    let words = |text: &str| written(&text.replace('_', " "));
    match (field, value) {
        ("starred", _) => Some("*".to_owned()),
        ("minutes", Value::Number(minutes)) => Some(format!("{minutes} min")),
        (
            "outcome" | "started_by" | "response" | "result" | "who" | "helped",
            Value::Array(marked),
        ) if marked.len() > 1 => Some("marked two ways".to_owned()),
        ("tags", Value::Array(tags)) => {
            let tags =
                tags.iter().filter_map(Value::as_str).map(|tag| format!("#{}", written(tag)));
            Some(tags.collect::<Vec<_>>().join(" "))
        }
        ("started_by", Value::Array(by)) => {
            by.first().and_then(Value::as_str).map(|by| format!("started by {}", words(by)))
        }
        ("by" | "whose", Value::String(side)) => Some(match side.as_str() {
            "me" => "mine".to_owned(),
            _ => "theirs".to_owned(),
        }),
        ("review_on", Value::String(day)) => Some(format!("look again on {day}")),
        (_, Value::String(text)) => Some(words(text)),
        (_, Value::Array(values)) => {
            let values = values.iter().filter_map(Value::as_str).map(words);
            Some(values.collect::<Vec<_>>().join(", "))
        }
        (_, Value::Object(values)) => {
            let values = values.iter().map(|(key, value)| format!("{} {value}", words(key)));
            Some(values.collect::<Vec<_>>().join(", "))
        }
        (_, Value::Number(number)) => Some(number.to_string()),
        (_, Value::Bool(_) | Value::Null) => None,
    }
    .filter(|said| !said.is_empty())
}
