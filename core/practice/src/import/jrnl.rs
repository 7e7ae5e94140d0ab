//! jrnl: its text file, and its JSON export. An entry begins with a date in brackets at the start of a line; its title is
//! its first line or first sentence; a star at the end of the first line stars it; tags are words that begin with `@` or `#`.

use jiff::civil::DateTime;
use requite_engine::record::{Occurred, Precision};
use serde::Deserialize;

use super::{Found, Reason, Skipped, Zone};
use crate::PracticeError;

#[derive(Deserialize)]
struct Export {
    entries: Vec<Exported>,
}

#[derive(Deserialize)]
struct Exported {
    #[serde(default)]
    title: String,
    #[serde(default)]
    body: String,
    date: String,
    #[serde(default)]
    time: String,
    #[serde(default)]
    tags: Vec<String>,
    #[serde(default)]
    starred: bool,
}

/// How jrnl writes dates, by its own default and by older ones.
const FORMATS: &[&str] =
    &["%Y-%m-%d %I:%M:%S %p", "%Y-%m-%d %I:%M %p", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M"];

pub(super) fn parse(
    content: &[u8],
    zone: &Zone,
    errors: &mut Vec<Skipped>,
) -> Result<Vec<Found>, PracticeError> {
    let content = content.strip_prefix(b"\xef\xbb\xbf").unwrap_or(content);
    let text = core::str::from_utf8(content).map_err(|_| PracticeError::Format)?;
    let text = text.replace("\r\n", "\n");
    let found = if text.trim_start().starts_with('{') {
        export(&text, zone, errors)?
    } else {
        plain(&text, zone)
    };
    if found.is_empty() && errors.is_empty() && !text.trim().is_empty() {
        return Err(PracticeError::Format);
    }
    Ok(found)
}

fn export(text: &str, zone: &Zone, errors: &mut Vec<Skipped>) -> Result<Vec<Found>, PracticeError> {
    let export: Export = serde_json::from_str(text).map_err(|_| PracticeError::Format)?;
    let mut found = Vec::new();
    for (line, entry) in (1..).zip(export.entries) {
        let date = if entry.time.is_empty() {
            entry.date
        } else {
            format!("{} {}", entry.date, entry.time)
        };
        match occurred(&date, zone) {
            None => errors.push(Skipped { line, reason: Reason::Date }),
            Some(occurred) => found.push(Found {
                line,
                occurred,
                title: entry.title.trim().to_owned(),
                body: entry.body.trim().to_owned(),
                tags: entry.tags.iter().map(|tag| clean_tag(tag)).collect(),
                starred: entry.starred,
            }),
        }
    }
    Ok(found)
}

fn plain(text: &str, zone: &Zone) -> Vec<Found> {
    let mut found: Vec<(usize, Occurred, String)> = Vec::new();
    for (number, line) in (1..).zip(text.split('\n')) {
        let begins = line.strip_prefix('[').and_then(|rest| rest.split_once("] "));
        let begins = begins.or_else(|| {
            line.strip_prefix('[').and_then(|rest| Some((rest.strip_suffix(']')?, "")))
        });
        match begins.and_then(|(date, rest)| Some((occurred(date, zone)?, rest))) {
            Some((occurred, rest)) => found.push((number, occurred, rest.to_owned())),
            None => {
                if let Some((_, _, text)) = found.last_mut() {
                    text.push('\n');
                    text.push_str(line);
                }
            }
        }
    }
    found.into_iter().map(|(line, occurred, text)| entry(line, occurred, text.trim())).collect()
}

fn entry(line: usize, occurred: Occurred, text: &str) -> Found {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let trimmed = first.trim_end();
    let starred = trimmed.ends_with('*') && !trimmed.ends_with("**");
    let first = if starred { trimmed.trim_end_matches('*').trim_end() } else { first };
    let (title, same_line) = split_title(first);
    let body = [same_line.trim(), rest.trim_start_matches('\n')].join("\n");
    let tags = tags(text);
    Found {
        line,
        occurred,
        title: title.trim().to_owned(),
        body: body.trim().to_owned(),
        tags,
        starred,
    }
}

/// The first sentence of the first line, where that line has more than one.
fn split_title(line: &str) -> (&str, &str) {
    let end = line.char_indices().find(|(at, c)| {
        let rest = line.get(at + c.len_utf8()..).unwrap_or_default();
        matches!(c, '.' | '?' | '!' | '…') && rest.starts_with(char::is_whitespace)
    });
    end.and_then(|(at, c)| line.split_at_checked(at + c.len_utf8())).unwrap_or((line, ""))
}

fn tags(text: &str) -> Vec<String> {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '+' | '*' | '#' | '/');
    let mut tags: Vec<String> = text
        .split_whitespace()
        .filter_map(|word| word.strip_prefix(['@', '#']))
        .map(|word| word.chars().take_while(|c| is_part(*c)).collect::<String>())
        .filter(|tag| !tag.is_empty())
        .map(|tag| clean_tag(&tag))
        .collect();
    tags.sort();
    tags.dedup();
    tags
}

fn clean_tag(tag: &str) -> String {
    tag.trim_start_matches(['@', '#']).to_lowercase()
}

fn occurred(date: &str, zone: &Zone) -> Option<Occurred> {
    let date = date.trim();
    let full = FORMATS.iter().find_map(|format| DateTime::strptime(format, date).ok());
    let tz = zone.name().to_owned();
    if let Some(at) = full {
        let minute = u16::try_from(at.hour()).ok()? * 60 + u16::try_from(at.minute()).ok()?;
        return Some(Occurred {
            date: at.date(),
            minute: Some(minute),
            tz,
            precision: Precision::Minute,
        });
    }
    // `2019-07 14:23` means the first of that month; `2019-07-05` alone a day.
    let (day, time) = date.split_once(' ').map_or((date, None), |(day, time)| (day, Some(time)));
    let day = if day.len() == 7 { format!("{day}-01") } else { day.to_owned() };
    let spelled = match time {
        Some(time) => format!("{day}T{time}|UTC|minute"),
        None => format!("{day}|UTC|day"),
    };
    let parsed: Occurred = spelled.parse().ok()?;
    Some(Occurred { tz, ..parsed })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_as_jrnl_writes_them() {
        let zone = Zone::named("Europe/London").unwrap();
        let text = "[2019-07-05 09:30] Met @Mia. She kept her word. *\n[1] is a footnote, not an entry\nmail me@example #tag\n\n[2019-07 14:23] A month\n\n[2020-01-02 03:04:05 PM] With seconds\nBody";
        let mut errors = Vec::new();
        let found = parse(text.as_bytes(), &zone, &mut errors).unwrap();
        assert_eq!(found.len(), 3);
        assert_eq!(found[0].title, "Met @Mia.");
        assert!(found[0].body.starts_with("She kept her word.\n[1] is"), "{}", found[0].body);
        assert!(found[0].starred);
        assert_eq!(found[0].tags, ["mia", "tag"]);
        assert_eq!(found[1].occurred.to_string(), "2019-07-01T14:23|Europe/London|minute");
        assert_eq!(found[2].occurred.to_string(), "2020-01-02T15:04|Europe/London|minute");
        assert_eq!(found[2].body, "Body");
    }

    #[test]
    fn another_file_is_refused() {
        let zone = Zone::named("UTC").unwrap();
        assert_eq!(parse(b"no entries here", &zone, &mut Vec::new()), Err(PracticeError::Format));
        assert_eq!(parse(b"\xff\xfe", &zone, &mut Vec::new()), Err(PracticeError::Format));
        assert!(parse(b"", &zone, &mut Vec::new()).unwrap().is_empty());
    }
}
