//! People and moments from the terminal.

use requite::{
    Day, Direction, Including, MomentItem, MomentQuery, NewMoment, PersonItem, SupportReason, When,
    kinds::MOMENT_KINDS,
};
use serde::Serialize;
use serde_json::json;

use super::{DONE, Outcome, entries::short, facts};
use crate::{
    args::{From, Include, LogArgs, MomentAction, PeopleAction},
    ask::ask,
    failure::Shell,
    home::{Home, now},
    input,
    output::{Output, written},
    passphrase,
};

pub(super) fn list(home: &Home, out: &Output, include: &[Include]) -> Outcome {
    let zone = home.zone()?;
    let mut practice = home.open()?;
    let including = Include::people(include);
    if including != Including::Usual {
        // Whoever finds the journal open does not see by that who was put aside.
        practice.authenticate(&passphrase::ask()?)?;
    }
    let people = practice.people(including, &zone, now())?;
    out.answer(&json!({"items": people}), |_| match people.as_slice() {
        [] => "Nobody here yet. Add somebody with: requite people add NAME".to_owned(),
        people => people.iter().map(|person| on_line(person, out)).collect::<Vec<_>>().join("\n"),
    })?;
    DONE
}

pub(super) fn on_line(person: &PersonItem, out: &Output) -> String {
    let mut parts = vec![out.dim(short(&person.id)), written(&person.name)];
    parts.extend(person.alias.as_ref().map(|alias| format!("({})", written(alias))));
    if person.quiet {
        let until = person.quiet_until.as_ref().map(|day| format!(" until {day}"));
        parts.push(out.dim(&format!("quiet{}", until.unwrap_or_default())));
    }
    parts.join("  ")
}

pub(super) fn people(home: &Home, out: &Output, action: PeopleAction) -> Outcome {
    let zone = home.zone()?;
    let mut practice = home.open()?;
    let mut support = None;
    let (person, said) = match action {
        PeopleAction::Show { person } => return facts::person(&mut practice, out, &person, &zone),
        PeopleAction::Edit { person, facts } => {
            return facts::about(&mut practice, out, &person, &facts, &zone);
        }
        PeopleAction::Add { name } => {
            (practice.add_person(&input::line(&name)?)?, "has a page now")
        }
        PeopleAction::Alias { person, alias } => {
            (practice.alias_person(&person, &input::line(&alias)?)?, "has that other name now")
        }
        PeopleAction::Stage { person, stage } => {
            (practice.set_stage(&person, &stage)?, "is noted so")
        }
        PeopleAction::Quiet { person, until } => {
            let until = until.map(|day| Day::parse_ahead(&day, &zone, now())).transpose()?;
            (practice.quiet_person(&person, until)?, "is quiet now. Nothing is deleted")
        }
        PeopleAction::Unquiet { person } => {
            (practice.unquiet_person(&person)?, "may come up again")
        }
        PeopleAction::Unsafe { person, withdraw: false } => {
            let person = practice.mark_unsafe(&person)?;
            support = practice.offer_support(SupportReason::NotSafe, &zone, now())?;
            (person, "comes up nowhere now. Nothing is deleted")
        }
        PeopleAction::Unsafe { person, withdraw: true } => {
            (practice.unmark_unsafe(&person)?, "is no longer marked")
        }
        PeopleAction::Merge { person, into } => {
            (practice.merge_people(&person, &into)?, "holds both pages now")
        }
        PeopleAction::Unmerge { person } => {
            (practice.unmerge_person(&person)?, "is a page of its own again")
        }
    };
    out.answer(&Said { person: &person, support: support.as_ref() }, |_| {
        let said = format!("{} {said}.", written(&person.name));
        support.as_ref().map_or(said.clone(), |offer| format!("{said} {offer} requite support"))
    })?;
    DONE
}

/// Somebody's page, and the page of support, where it is offered now.
#[derive(Serialize)]
struct Said<'a> {
    #[serde(flatten)]
    person: &'a PersonItem,
    #[serde(skip_serializing_if = "Option::is_none")]
    support: Option<&'a String>,
}

pub(super) fn log(home: &Home, out: &Output, args: &LogArgs) -> Outcome {
    let direction = args.from.map(|from| match from {
        From::Them => Direction::Them,
        From::Me => Direction::Me,
        From::Both => Direction::Both,
    });
    let (kind, line) = match &args.kind {
        Some(kind) => (kind.clone(), args.text.as_deref().map(input::text).transpose()?),
        None => asked()?,
    };
    let moment = NewMoment {
        people: core::iter::once(&args.person).chain(&args.with).cloned().collect(),
        effort: args.effort.clone(),
        certainty: args.certainty.clone(),
        promise: args.promise.clone(),
        kind,
        line,
        direction,
        when: When { date: args.date.clone(), time: args.time.clone() },
    };
    let zone = home.zone()?;
    let wrote = home.open()?.log(&moment, &zone, now())?;
    out.answer(&wrote, |wrote| format!("Noted {} for {}.", short(&wrote.id), wrote.date))?;
    DONE
}

/// What happened, and a line about it; Enter passes over that.
fn asked() -> Result<(String, Option<String>), Shell> {
    let question = format!("What happened? ({})", MOMENT_KINDS.join(", "));
    let kind = ask(&question)?.unwrap_or_default();
    let line = if kind.is_empty() { None } else { ask("In a line (Enter to pass):")? };
    Ok((kind, line))
}

pub(super) fn moment(home: &Home, out: &Output, action: MomentAction) -> Outcome {
    let mut practice = home.open()?;
    let (id, said) = match action {
        MomentAction::Exclude { id, reason } => {
            let reason = reason.as_deref().map(input::text).transpose()?;
            (practice.exclude_moment(&id, reason.as_deref())?, "is in no number now")
        }
        MomentAction::Include { id } => (practice.include_moment(&id)?, "counts again"),
    };
    out.answer(&json!({"id": id}), |_| format!("{} {said}.", short(&id)))?;
    DONE
}

pub(super) fn moments(home: &Home, out: &Output, query: &MomentQuery) -> Outcome {
    let zone = home.zone()?;
    let page = home.open()?.moments(query, &zone, now())?;
    out.answer(&page, |page| match page.items.as_slice() {
        [] => "Nothing noted yet.".to_owned(),
        items => {
            let mut lines: Vec<String> = items.iter().map(|item| line(item, out)).collect();
            lines.extend(page.next.as_ref().map(|next| out.dim(&format!("more: --cursor {next}"))));
            lines.join("\n")
        }
    })?;
    DONE
}

fn line(item: &MomentItem, out: &Output) -> String {
    let from = match item.from.as_str() {
        "them" => "from them",
        "me" => "from me",
        _ => "from both",
    };
    let people: Vec<String> = item.people.iter().map(|name| written(name)).collect();
    let mut parts = vec![out.dim(short(&item.id)), item.date.clone(), people.join(", ")];
    parts.push(format!("{} {from}", item.kind.replace('_', " ")));
    if !item.line.is_empty() {
        parts.push(written(&item.line));
    }
    if item.excluded {
        parts.push(out.dim("in no number"));
    }
    parts.join("  ")
}
