//! The picture of somebody, in 60 columns.

use requite::{Measure, Mirror, Picture, Remark, Why};

use super::timeline::line;
use crate::{
    commands::{DONE, Outcome},
    home::{Home, now},
    output::{Output, written},
};

/// Columns that are used at most.
const WIDTH: usize = 60;
/// Signs of the longest bar.
const BAR: u32 = 20;

pub(super) fn picture(home: &Home, out: &Output, person: &str, why: Option<&str>) -> Outcome {
    let zone = home.zone()?;
    let mut practice = home.open()?;
    if let Some(measure) = why {
        let why = practice.why(person, measure, &zone, now())?;
        out.answer(&why, |why| behind(why, out))?;
    } else {
        let picture = practice.picture(person, &zone, now())?;
        out.answer(&picture, |picture| page(picture, out))?;
    }
    DONE
}

fn behind(why: &Why, out: &Output) -> String {
    let mut lines = Vec::new();
    for (side, items) in [("them", &why.them), ("me", &why.me)] {
        lines.push(out.bold(side));
        lines.extend(items.iter().map(|item| format!("  {}", line(item, out))));
        if items.is_empty() {
            lines.push("  nothing noted".to_owned());
        }
    }
    lines.join("\n")
}

fn page(picture: &Picture, out: &Output) -> String {
    let mut lines = vec![out.bold(&written(&picture.person))];
    if !picture.unpromised.is_empty() {
        let times = picture.unpromised.len();
        lines.extend(wrapped(&format!("Care that came without being promised: {times} noted."), 0));
    }
    let parts = [
        (
            "Promises",
            "follow_through",
            &picture.follow_through,
            &["kept", "partly", "not_kept"][..],
        ),
        ("Who got in touch", "initiation", &picture.initiation, &["them", "me", "mutual"]),
        ("Needs said aloud", "needs", &picture.needs, &["met", "partly", "asked"]),
        ("Care", "care", &picture.care, &["received", "given"]),
    ];
    for (title, measure, mirror, counts) in parts {
        lines.push(String::new());
        lines.push(out.bold(title));
        lines.extend(both(mirror, measure, counts, out));
    }
    let remarks = [&picture.change, &picture.gap, &picture.hard_days, &picture.one_sided];
    let remarks = remarks.into_iter().chain(picture.after.values());
    let said: Vec<&String> =
        remarks.filter_map(|remark: &Remark| remark.sentence.as_ref()).collect();
    if !said.is_empty() {
        lines.push(String::new());
        lines.extend(said.into_iter().flat_map(|sentence| wrapped(sentence, 0)));
    }
    lines.push(String::new());
    lines
        .extend(wrapped("Behind each number: --why follow_through, initiation, needs or care.", 0));
    lines.join("\n")
}

/// Both sides in the same size. Where a measure is one share between two, it is drawn once.
fn both(mirror: &Mirror, measure: &str, counts: &[&str], out: &Output) -> Vec<String> {
    let shared = matches!(measure, "initiation" | "care");
    let most = [&mirror.them, &mirror.me]
        .iter()
        .flat_map(|side| counts.iter().filter_map(|count| side.counts.get(count)))
        .max()
        .copied()
        .unwrap_or(0);
    let mut lines = Vec::new();
    if shared {
        lines.extend(bars(&mirror.them, counts, most, out));
        lines.extend(mirror.them.sentences.iter().flat_map(|sentence| wrapped(sentence, 2)));
        lines.extend(range("their share", &mirror.them));
        lines.extend(range("mine", &mirror.me));
        return lines;
    }
    for (side, name) in [(&mirror.them, "them"), (&mirror.me, "me")] {
        lines.push(format!("  {name}"));
        lines.extend(bars(side, counts, most, out));
        lines.extend(side.sentences.iter().flat_map(|sentence| wrapped(sentence, 4)));
        lines.extend(range("range", side));
    }
    lines
}

fn bars(side: &Measure, counts: &[&str], most: u32, out: &Output) -> Vec<String> {
    let bar = |count: &&str| {
        let n = side.counts.get(*count).copied().unwrap_or(0);
        let name = count.replace('_', " ");
        if out.is_plain() {
            return format!("    {name}: {n}");
        }
        let length = (n * BAR).div_ceil(most.max(1));
        let drawn = "▒".repeat(usize::try_from(length).unwrap_or(0));
        format!("    {name:<10} {drawn} {n}")
    };
    counts.iter().map(bar).collect()
}

fn range(name: &str, side: &Measure) -> Option<String> {
    let [low, high] = side.range?;
    Some(format!("    {name}: {:.0} to {:.0} in 100", low * 100.0, high * 100.0))
}

/// Lines of at most [`WIDTH`] columns, the words as they are.
fn wrapped(text: &str, indent: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= WIDTH => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(format!("{}{word}", " ".repeat(indent))),
        }
    }
    lines
}
