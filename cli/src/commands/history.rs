//! Any record from the terminal: in full, as it was, and the places in it that two devices both changed.

use jiff::Timestamp;
use requite::{RecordThen, RecordVersion, RecordView, Shown, Told};
use serde_json::{Map, Value as Json, json};

use super::{
    DONE, Outcome,
    entries::{page, place, short},
};
use crate::{
    home::Home,
    output::{Output, written},
};

pub(super) fn show(home: &Home, out: &Output, id: &str) -> Outcome {
    let shown = home.open()?.show_any(id)?;
    out.answer(&shown, |shown| in_full(shown, out))?;
    DONE
}

pub(super) fn history(home: &Home, out: &Output, id: &str) -> Outcome {
    let zone = home.zone()?;
    let history = home.open()?.history(id)?;
    out.answer(&history, |history| {
        let lines = history.versions.iter().map(|version| line(version, zone.name(), out));
        lines.collect::<Vec<_>>().join("\n")
    })?;
    out.hint(&format!("one in full: requite history {} --show VERSION", written(id)));
    DONE
}

pub(super) fn version(home: &Home, out: &Output, id: &str, version: &str) -> Outcome {
    let zone = home.zone()?;
    let then = home.open()?.version_of(id, version)?;
    out.answer(&then, |then| as_it_was(then, zone.name(), out))?;
    DONE
}

pub(super) fn restore(home: &Home, out: &Output, id: &str, version: &str) -> Outcome {
    let Shown { told, .. } = home.open()?.restore_record(id, version)?;
    out.answer(&json!({"id": told.id(), "heads": told.heads()}), |_| {
        format!("{} is again what it was. `requite undo` takes that back.", short(told.id()))
    })?;
    DONE
}

pub(super) fn clear_mark(home: &Home, out: &Output, id: &str, mark: &str) -> Outcome {
    let looked = home.open()?.clear_mark(id, mark)?;
    out.answer(&looked, |looked| match looked.marks.len() {
        0 => format!("Looked at. No other place of {} is marked.", short(&looked.id)),
        1 => "Looked at. 1 other place is marked.".to_owned(),
        n => format!("Looked at. {n} other places are marked."),
    })?;
    DONE
}

fn line(version: &RecordVersion, zone: &str, out: &Output) -> String {
    let mut parts = vec![out.dim(short(&version.id)), saved(version.at.as_deref(), zone)];
    parts.extend(version.device.as_deref().map(written));
    if version.trashed {
        parts.push("in the trash".to_owned());
    }
    parts.push(if version.changed.is_empty() {
        written(&version.excerpt)
    } else {
        told_fields(&version.changed).join("; ")
    });
    parts.join("  ")
}

fn as_it_was(then: &RecordThen, zone: &str, out: &Output) -> String {
    let mut saved = saved(then.at.as_deref(), zone);
    if let Some(device) = &then.device {
        saved = format!("{saved}, on {}", written(device));
    }
    let version = short(&then.version);
    let head = out.dim(&format!("version {version}, {saved}"));
    format!("{head}\n{}", in_full(&then.record, out))
}

fn in_full(shown: &Shown, out: &Output) -> String {
    match &shown.told {
        Told::Entry(entry) => page(entry, out),
        Told::Record(record) => record_in_full(shown.kind, record, out),
    }
}

fn record_in_full(kind: &str, record: &RecordView, out: &Output) -> String {
    let mut head = vec![out.dim(short(&record.id)), kind.replace('_', " ")];
    head.extend(record.date.clone());
    head.extend(record.people.iter().map(|name| format!("@{}", written(name))));
    let mut lines = vec![head.join("  ")];
    if record.trashed {
        lines.push("In the trash.".to_owned());
    }
    lines.push(String::new());
    lines.extend(told_fields(&record.fields));
    for mark in &record.marks {
        let text = record.fields.get(&mark.field).and_then(Json::as_str).unwrap_or_default();
        lines.push(place(&record.id, mark, text));
    }
    lines.join("\n")
}

/// Each field as a person reads it. People stand above under their names.
fn told_fields(fields: &Map<String, Json>) -> Vec<String> {
    let fields = fields.iter().filter(|(field, _)| !matches!(field.as_str(), "person" | "people"));
    let told = |(field, value): (&String, &Json)| {
        format!("{}: {}", field.replace('_', " "), in_words(field, value))
    };
    fields.map(told).collect()
}

fn in_words(field: &str, value: &Json) -> String {
    match value {
        Json::Null => "nothing".to_owned(),
        Json::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        Json::Number(number) => number.to_string(),
        Json::String(text) if is_id(text) => short(text).to_owned(),
        // Words of closed lists are written with an underscore; what somebody wrote stays as it is.
        Json::String(text) if text.bytes().all(|c| c.is_ascii_lowercase() || c == b'_') => {
            text.replace('_', " ")
        }
        Json::String(text) => written(text),
        Json::Array(values) => {
            let values: Vec<String> = values.iter().map(|value| in_words(field, value)).collect();
            values.join(if field == "outcome" { " and " } else { ", " })
        }
        Json::Object(values) if field == "occurred" => {
            let part = |name: &str| values.get(name).and_then(Json::as_str).map(str::to_owned);
            let parts = [part("date"), part("time"), part("tz").filter(|_| part("time").is_some())];
            parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
        }
        Json::Object(values) => {
            let values = values.iter().map(|(key, value)| {
                format!("{} {}", written(&key.replace('_', " ")), in_words(key, value))
            });
            values.collect::<Vec<_>>().join(", ")
        }
    }
}

fn is_id(text: &str) -> bool {
    text.len() == 32 && text.bytes().all(|c| c.is_ascii_hexdigit())
}

/// When it was saved, as clocks here show it.
fn saved(at: Option<&str>, zone: &str) -> String {
    let at = at.and_then(|at| at.parse::<Timestamp>().ok()).and_then(|at| at.in_tz(zone).ok());
    at.map_or("imported".to_owned(), |at| at.strftime("%Y-%m-%d %H:%M").to_string())
}
