//! The quick forms, as users of jrnl know them: `requite yesterday: text` and `requite @Mia text` are `requite write`.

use std::ffi::OsString;

use jiff::Timestamp;
use requite::{Day, Zone};

/// The arguments, a quick form turned into the command that it stands for. `is_command` knows the commands by name.
pub(crate) fn expanded(args: Vec<OsString>, is_command: &dyn Fn(&str) -> bool) -> Vec<OsString> {
    let Some(first) = first_word(&args) else { return args };
    let words: Option<Vec<&str>> = args.iter().skip(first).map(|arg| arg.to_str()).collect();
    let (Some(words), Some(before)) = (words, args.get(..first)) else { return args };
    if words.first().is_none_or(|word| is_command(word)) {
        return args;
    }
    let (said, options) = options_last(&words);
    let Some(quick) = parse(&said.join(" ")) else { return args };
    let mut expanded = before.to_vec();
    expanded.extend(options.into_iter().map(OsString::from));
    expanded.push("write".into());
    for (option, value) in quick.options {
        expanded.extend([format!("--{option}={value}").into()]);
    }
    expanded.extend(["--".into(), quick.text.into()]);
    expanded
}

/// An entry as it was said.
#[derive(Debug, Default, PartialEq, Eq)]
struct Quick {
    options: Vec<(&'static str, String)>,
    text: String,
}

fn parse(said: &str) -> Option<Quick> {
    let mut quick = Quick::default();
    let mut rest = said.trim();
    if let Some((day, time, text)) = dated(rest) {
        quick.options.push(("date", day));
        quick.options.extend(time.map(|time| ("time", time)));
        rest = text;
    }
    while let Some((name, text)) = rest.strip_prefix('@').map(named) {
        quick.options.push(("person", name));
        rest = text;
    }
    if quick.options.is_empty() {
        return None;
    }
    rest.clone_into(&mut quick.text);
    Some(quick)
}

/// A day, perhaps a time, and a colon: the first colon before which there is a day.
fn dated(said: &str) -> Option<(String, Option<String>, &str)> {
    said.match_indices(':').find_map(|(at, _)| {
        let (before, text) = (said.get(..at)?.trim(), said.get(at + 1..)?.trim_start());
        if is_day(before) {
            return Some((before.to_owned(), None, text));
        }
        let (day, time) = before.rsplit_once(' ')?;
        let day = day.trim().trim_end_matches(" at").trim();
        let is_time = time.len() == 5 && time.get(2..3) == Some(":");
        (is_time && is_day(day)).then(|| (day.to_owned(), Some(time.to_owned()), text))
    })
}

/// Whether this says a day; which one, `write` finds out in the zone of the journal.
fn is_day(text: &str) -> bool {
    let zone = Zone::named("UTC");
    zone.is_ok_and(|zone| Day::parse(text, &zone, Timestamp::UNIX_EPOCH).is_ok())
}

/// A name behind an `@`, one word or in quotes, and what follows.
fn named(rest: &str) -> (String, &str) {
    let quoted = rest.strip_prefix('"').and_then(|rest| rest.split_once('"'));
    let (name, text) = quoted.unwrap_or_else(|| rest.split_once(' ').unwrap_or((rest, "")));
    (name.trim_end_matches([',', ':']).to_owned(), text.trim_start())
}

/// Where the first word is that is no option for every command.
fn first_word(args: &[OsString]) -> Option<usize> {
    let mut place = 1;
    while let Some(arg) = args.get(place).and_then(|arg| arg.to_str()) {
        match arg {
            "--home" | "--tz" => place += 2,
            arg if arg.starts_with("--") && arg.len() > 2 => place += 1,
            _ => return Some(place),
        }
    }
    None
}

/// What was said, and the options for every command that were put behind it.
fn options_last<'a>(words: &[&'a str]) -> (Vec<&'a str>, Vec<&'a str>) {
    words.iter().partition(|word| !matches!(**word, "--json" | "--plain"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn becomes(said: &[&str], expected: &str) {
        let args = ["requite"].iter().chain(said).map(OsString::from).collect();
        let expanded = expanded(args, &|word| word == "write" || word == "today");
        let words: Vec<_> = expanded.iter().skip(1).map(|arg| arg.to_string_lossy()).collect();
        assert_eq!(words.join("|"), expected);
    }

    #[test]
    fn a_day_and_a_colon() {
        becomes(&["yesterday:", "we", "walked"], "write|--date=yesterday|--|we walked");
        becomes(&["yesterday: we walked: far"], "write|--date=yesterday|--|we walked: far");
        becomes(&["last", "tuesday:", "rain"], "write|--date=last tuesday|--|rain");
        becomes(&["2026-11-20 19:30: rain"], "write|--date=2026-11-20|--time=19:30|--|rain");
        becomes(&["--json", "today", ":"], "--json|today|:");
    }

    #[test]
    fn somebody() {
        becomes(&["@Mia", "brought soup"], "write|--person=Mia|--|brought soup");
        becomes(&["@Mia", "@\"Tom B\"", "came"], "write|--person=Mia|--person=Tom B|--|came");
        becomes(
            &["--home", "/h", "yesterday: @Mia called", "--json"],
            "--home|/h|--json|write|--date=yesterday|--person=Mia|--|called",
        );
    }

    #[test]
    fn everything_else_stays() {
        becomes(&["write", "yesterday: no"], "write|yesterday: no");
        becomes(&["wrte", "hello"], "wrte|hello");
        becomes(&["Note: this"], "Note: this");
        becomes(&["--version"], "--version");
    }
}
