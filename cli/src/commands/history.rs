//! The past of an entry from the terminal, and marks that were looked at.

use serde_json::json;

use super::{DONE, Outcome, entries::short};
use crate::{
    home::Home,
    output::{Output, written},
};

pub(super) fn history(
    home: &Home,
    out: &Output,
    id: &str,
    show: Option<&str>,
    restore: Option<&str>,
) -> Outcome {
    let mut practice = home.open()?;
    if let Some(version) = show {
        let past = practice.version(id, version)?;
        out.answer(&past, |past| {
            let when = past.at.as_deref().unwrap_or("imported");
            let by = past.device.as_deref().map(written).unwrap_or_default();
            let mut lines = vec![out.dim(&format!("{}  {when}  {by}", short(&past.version)))];
            if !past.title.is_empty() {
                lines.push(out.bold(&written(&past.title)));
            }
            lines.push(String::new());
            lines.push(written(&past.body));
            lines.join("\n")
        })?;
        return DONE;
    }
    if let Some(version) = restore {
        let (id, heads) = practice.restore_version(id, version)?;
        let id = id.to_string();
        out.answer(&json!({"id": id, "heads": heads}), |_| {
            format!("{} is as it was. `requite undo` takes that back.", short(&id))
        })?;
        return DONE;
    }
    let history = practice.history(id)?;
    out.answer(&history, |history| {
        let lines = history.versions.iter().map(|version| {
            let when = version.at.as_deref().unwrap_or("imported");
            let by = version.device.as_deref().map(written).unwrap_or_default();
            let head = out.dim(&format!("{}  {when}  {by}", short(&version.id)));
            format!("{head}  {}", written(&version.excerpt))
        });
        lines.collect::<Vec<_>>().join("\n")
    })?;
    DONE
}

pub(super) fn clear_mark(home: &Home, out: &Output, entry: &str, mark: &str) -> Outcome {
    let looked = home.open()?.clear_mark(entry, mark)?;
    out.answer(&looked, |looked| match looked.marks.len() {
        0 => "Looked at. No other place is marked.".to_owned(),
        1 => "Looked at. 1 place is still marked.".to_owned(),
        n => format!("Looked at. {n} places are still marked."),
    })?;
    DONE
}
