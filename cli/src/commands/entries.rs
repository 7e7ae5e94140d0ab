//! Entries from the terminal.

use std::{fs, path::Path};

use requite::{
    EntryItem, EntryPage, EntryQuery, EntryView, ImportFormat, ImportReport, Mark, NewEntry,
    Search, Span, When, Writing,
};
use serde_json::json;

use super::{DONE, Outcome};
use crate::{
    args::{Format, WriteArgs},
    failure::Shell,
    home::{Home, now},
    input,
    output::{Output, written},
};

pub(super) fn write(home: &Home, out: &Output, args: &WriteArgs) -> Outcome {
    let mut practice = home.open()?;
    let template = args.template.as_deref().map(|name| practice.template(name)).transpose()?;
    let entry = NewEntry {
        text: text(args, template.as_ref().map(|template| template.text.as_str()))?,
        title: args.title.as_deref().map(input::line).transpose()?,
        when: When { date: args.date.clone(), time: args.time.clone() },
        people: args.person.clone(),
        tags: args.tag.clone(),
        starred: args.star,
        facts: args.felt.facts(&[])?,
    };
    let zone = home.zone()?;
    let wrote = practice.write(&entry, &zone, now())?;
    out.answer(&wrote, |wrote| format!("Saved {} for {}.", short(&wrote.id), wrote.date))?;
    DONE
}

/// The text, behind its template where there is one. In the editor the template is there to be written into.
fn text(args: &WriteArgs, template: Option<&str>) -> Result<String, Shell> {
    let Some(template) = template else { return input::long_text(args.text.as_deref(), "") };
    if args.text.is_none() && std::io::IsTerminal::is_terminal(&std::io::stdin()) {
        return input::long_text(None, template);
    }
    let text = input::long_text(args.text.as_deref(), "")?;
    let whole = format!("{}\n\n{text}", template.trim_end());
    Ok(whole.trim_end().to_owned())
}

pub(super) fn list(home: &Home, out: &Output, query: &EntryQuery) -> Outcome {
    let zone = home.zone()?;
    let page = home.open()?.entries(query, &zone, now())?;
    out.answer(&page, |page| match page.items.as_slice() {
        [] => "Nothing here yet. Begin with: requite write \"…\"".to_owned(),
        _ => lines(page, out),
    })?;
    DONE
}

pub(super) fn search(home: &Home, out: &Output, search: Search) -> Outcome {
    let search = Search { words: input::line(&search.words)?, ..search };
    let zone = home.zone()?;
    let page = home.open()?.search(&search, &zone, now())?;
    out.answer(&page, |page| {
        let mut lines: Vec<String> =
            page.items.iter().map(|found| line(&found.item, out)).collect();
        if lines.is_empty() {
            lines.push("Nothing found.".to_owned());
        }
        lines.extend(page.next.as_ref().map(|next| out.dim(&format!("more: --cursor {next}"))));
        lines.join("\n")
    })?;
    DONE
}

pub(super) fn delete(home: &Home, out: &Output, id: &str) -> Outcome {
    let id = home.open()?.delete(id)?.to_string();
    out.answer(&json!({"id": id}), |_| {
        format!("{} is in the trash. `requite undelete` takes it out.", short(&id))
    })?;
    DONE
}

pub(super) fn undelete(home: &Home, out: &Output, id: &str) -> Outcome {
    let id = home.open()?.undelete(id)?.to_string();
    out.answer(&json!({"id": id}), |_| format!("{} is back.", short(&id)))?;
    DONE
}

pub(super) fn undo(home: &Home, out: &Output) -> Outcome {
    let (undone, ids) = home.open()?.undo()?;
    let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
    out.answer(&json!({"undone": undone, "ids": ids}), |_| format!("Taken back: {undone}."))?;
    DONE
}

pub(super) fn import(
    home: &Home,
    out: &Output,
    format: Format,
    file: &Path,
    dry_run: bool,
) -> Outcome {
    let content = if file == Path::new("-") {
        input::all_of_standard_input()?
    } else {
        fs::read(file).map_err(|_| Shell::File)?
    };
    let format = match format {
        Format::Jsonl => ImportFormat::Jsonl,
        Format::Jrnl => ImportFormat::Jrnl,
    };
    let writing = if dry_run { Writing::DryRun } else { Writing::Real };
    let zone = home.zone()?;
    let bar = out.bar("importing");
    let mut progress = |done: usize, of: usize| {
        bar.set_length(u64::try_from(of).unwrap_or(0));
        bar.set_position(u64::try_from(done).unwrap_or(0));
    };
    let report = home.open()?.import(format, &content, &zone, writing, &mut progress)?;
    bar.finish_and_clear();
    out.answer(&report, |report| imported(report, writing))?;
    DONE
}

fn imported(report: &ImportReport, writing: Writing) -> String {
    let verb = if writing == Writing::DryRun { "would be imported" } else { "imported" };
    let mut lines =
        vec![format!("{} {verb}, {} were here already.", report.imported, report.skipped)];
    for skipped in &report.errors {
        let reason = serde_json::to_value(skipped.reason).unwrap_or_default();
        lines.push(format!(
            "line {} was left out: {}",
            skipped.line,
            reason.as_str().unwrap_or_default()
        ));
    }
    lines.join("\n")
}

fn lines(page: &EntryPage, out: &Output) -> String {
    let mut lines: Vec<String> = page.items.iter().map(|item| line(item, out)).collect();
    if let Some(next) = &page.next {
        lines.push(out.dim(&format!("more: --cursor {next}")));
    }
    lines.join("\n")
}

pub(super) fn line(item: &EntryItem, out: &Output) -> String {
    let mut head = vec![out.dim(short(&item.id)), item.date.clone()];
    head.extend(item.time.clone());
    if item.starred {
        head.push("*".to_owned());
    }
    if !item.title.is_empty() {
        head.push(out.bold(&written(&item.title)));
    }
    head.push(written(&item.excerpt));
    let mut after: Vec<String> =
        item.people.iter().map(|name| format!("@{}", written(name))).collect();
    after.extend(item.tags.iter().map(|tag| format!("#{}", written(tag))));
    if !after.is_empty() {
        head.push(out.dim(&after.join(" ")));
    }
    head.join("  ")
}

pub(super) fn page(entry: &EntryView, out: &Output) -> String {
    let when = match &entry.time {
        Some(time) => format!("{} {time} ({})", entry.date, entry.tz),
        None => entry.date.clone(),
    };
    let mut lines = vec![out.dim(&format!("{}  {when}", short(&entry.id)))];
    if entry.trashed {
        lines.push("In the trash.".to_owned());
    }
    if !entry.title.is_empty() {
        lines.push(out.bold(&written(&entry.title)));
    }
    lines.push(String::new());
    lines.push(written(&entry.body));
    let mut after: Vec<String> =
        entry.people.iter().map(|name| format!("@{}", written(name))).collect();
    after.extend(entry.tags.iter().map(|tag| format!("#{}", written(tag))));
    after.extend(felt(entry));
    if !after.is_empty() {
        lines.push(String::new());
        lines.push(out.dim(&after.join(" ")));
    }
    lines.extend(entry.marks.iter().map(|mark| {
        place(&entry.id, mark, if mark.field == "title" { &entry.title } else { &entry.body })
    }));
    lines.join("\n")
}

/// What was noted with the text.
fn felt(entry: &EntryView) -> Vec<String> {
    let moods: Vec<String> = entry.mood_said.iter().map(|mood| format!("{mood:+}")).collect();
    let mut felt = Vec::new();
    if !moods.is_empty() {
        felt.push(format!("mood {}", moods.join(" or ")));
    }
    if !entry.words.is_empty() {
        felt.push(written(&entry.words.join(", ")));
    }
    felt.extend(entry.place.as_ref().map(|place| format!("at: {}", written(place))));
    felt
}

/// A place that two devices both changed: nothing is lost there, and somebody should read it once.
pub(super) fn place(id: &str, mark: &Mark, text: &str) -> String {
    let sides: Vec<String> =
        mark.variants.iter().map(|side| format!("\"{}\"", written(side.trim()))).collect();
    format!(
        "\nTwo of your devices changed one place, and both are kept: {}.\nIt reads now: {}\nOnce it is as you want it: requite mark clear {} {}",
        sides.join(" and "),
        written(&around(text, mark.span)),
        short(id),
        short(&mark.id)
    )
}

/// The place with a few words before and behind it, on one line.
fn around(text: &str, span: Span) -> String {
    const BESIDE: usize = 24;
    let units: Vec<u16> = text.encode_utf16().collect();
    let (start, end) = (span.start.saturating_sub(BESIDE), (span.end + BESIDE).min(units.len()));
    let text = String::from_utf16_lossy(units.get(start..end).unwrap_or_default());
    // A character cut in two at an end is left out.
    let words: Vec<&str> = text.trim_matches('\u{FFFD}').split_whitespace().collect();
    let [before, after] = [start > 0, end < units.len()].map(|cut| if cut { "…" } else { "" });
    format!("{before}{}{after}", words.join(" "))
}

/// Enough of an id to tell entries apart by eye; commands take any unique beginning.
pub(super) fn short(id: &str) -> &str {
    id.get(..8).unwrap_or(id)
}
