//! One JSON object a line.

use std::collections::BTreeMap;

use requite_engine::record::{Occurred, Precision};
use serde::Deserialize;

use super::{Found, Reason, Skipped, Zone, known_zone};

#[derive(Deserialize)]
struct Line {
    date: String,
    timezone: Option<String>,
    text: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    tags: Vec<String>,
    #[serde(default)]
    starred: bool,
}

pub(super) fn parse(content: &[u8], errors: &mut Vec<Skipped>) -> Vec<Found> {
    let content = content.strip_prefix(b"\xef\xbb\xbf").unwrap_or(content);
    let mut found = Vec::new();
    let mut zones = BTreeMap::new();
    for (line, bytes) in (1..).zip(content.split(|byte| *byte == b'\n')) {
        if bytes.trim_ascii().is_empty() {
            continue;
        }
        match parse_line(line, bytes, &mut zones) {
            Ok(entry) => found.push(entry),
            Err(reason) => errors.push(Skipped { line, reason }),
        }
    }
    found
}

fn parse_line(
    line: usize,
    bytes: &[u8],
    zones: &mut BTreeMap<String, Zone>,
) -> Result<Found, Reason> {
    let text = core::str::from_utf8(bytes).map_err(|_| Reason::Utf8)?;
    let entry: Line = serde_json::from_str(text).map_err(|_| Reason::Malformed)?;
    let name = entry.timezone.as_deref().unwrap_or("UTC");
    if !zones.contains_key(name) {
        zones.insert(name.to_owned(), known_zone(name)?);
    }
    let tz = zones.get(name).map_or_else(|| name.to_owned(), |zone| zone.name().to_owned());
    let day: Occurred = format!("{}|UTC|day", entry.date).parse().map_err(|_| Reason::Date)?;
    if day.minute.is_some() {
        return Err(Reason::Date);
    }
    let occurred = Occurred { date: day.date, minute: None, tz, precision: Precision::Day };
    let (title, body) = (entry.title, entry.text);
    Ok(Found { line, occurred, title, body, tags: entry.tags, starred: entry.starred })
}
