//! Looking back at an entry from the terminal.

use jiff::Timestamp;
use requite::{EntryThen, EntryVersion};
use serde_json::json;

use super::{
    DONE, Outcome,
    entries::{page, short},
};
use crate::{
    home::Home,
    output::{Output, written},
};

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
    let then = home.open()?.version(id, version)?;
    out.answer(&then, |then| in_full(then, zone.name(), out))?;
    DONE
}

pub(super) fn restore(home: &Home, out: &Output, id: &str, version: &str) -> Outcome {
    let entry = home.open()?.restore_version(id, version)?;
    out.answer(&json!({"id": entry.id, "heads": entry.heads}), |_| {
        format!("{} is again what it was. `requite undo` takes that back.", short(&entry.id))
    })?;
    DONE
}

pub(super) fn clear_mark(home: &Home, out: &Output, entry: &str, mark: &str) -> Outcome {
    let looked = home.open()?.clear_mark(entry, mark)?;
    out.answer(&looked, |looked| match looked.marks.len() {
        0 => format!("Looked at. No other place of {} is marked.", short(&looked.id)),
        1 => "Looked at. 1 other place is marked.".to_owned(),
        n => format!("Looked at. {n} other places are marked."),
    })?;
    DONE
}

fn line(version: &EntryVersion, zone: &str, out: &Output) -> String {
    let mut parts = vec![out.dim(short(&version.id)), saved(version.at.as_deref(), zone)];
    parts.extend(version.device.as_deref().map(written));
    if version.trashed {
        parts.push("in the trash".to_owned());
    }
    parts.push(written(&version.excerpt));
    parts.join("  ")
}

fn in_full(then: &EntryThen, zone: &str, out: &Output) -> String {
    let mut saved = saved(then.at.as_deref(), zone);
    if let Some(device) = &then.device {
        saved = format!("{saved}, on {}", written(device));
    }
    let version = short(&then.version);
    format!("{}\n{}", out.dim(&format!("version {version}, {saved}")), page(&then.entry, out))
}

/// When it was saved, as clocks here show it.
fn saved(at: Option<&str>, zone: &str) -> String {
    let at = at.and_then(|at| at.parse::<Timestamp>().ok()).and_then(|at| at.in_tz(zone).ok());
    at.map_or("imported".to_owned(), |at| at.strftime("%Y-%m-%d %H:%M").to_string())
}
