//! People and moments from the terminal.

use requite::{Direction, MomentItem, MomentQuery, NewMoment, When};
use serde_json::json;

use super::{DONE, Outcome, entries::short};
use crate::{
    args::{From, LogArgs, PeopleAction},
    home::{Home, now},
    input,
    output::{Output, written},
};

pub(super) fn people(home: &Home, out: &Output, action: Option<PeopleAction>) -> Outcome {
    match action {
        None => {
            let people = home.open()?.people()?;
            out.answer(&json!({"items": people}), |_| match people.as_slice() {
                [] => "Nobody here yet. Add somebody with: requite people add NAME".to_owned(),
                people => {
                    let lines = people.iter().map(|person| {
                        format!("{}  {}", out.dim(short(&person.id)), written(&person.name))
                    });
                    lines.collect::<Vec<_>>().join("\n")
                }
            })?;
        }
        Some(PeopleAction::Add { name }) => {
            let name = input::line(&name)?;
            let person = home.open()?.add_person(&name)?;
            out.answer(&person, |person| format!("{} has a page now.", written(&person.name)))?;
        }
    }
    DONE
}

pub(super) fn log(home: &Home, out: &Output, args: &LogArgs) -> Outcome {
    let direction = args.from.map(|from| match from {
        From::Them => Direction::Them,
        From::Me => Direction::Me,
        From::Both => Direction::Both,
    });
    let moment = NewMoment {
        people: vec![args.person.clone()],
        kind: args.kind.clone(),
        line: args.text.as_deref().map(input::text).transpose()?,
        direction,
        when: When { date: args.date.clone(), time: args.time.clone() },
    };
    let zone = home.zone()?;
    let wrote = home.open()?.log(&moment, &zone, now())?;
    out.answer(&wrote, |wrote| format!("Noted {} for {}.", short(&wrote.id), wrote.date))?;
    DONE
}

pub(super) fn moments(home: &Home, out: &Output, query: &MomentQuery) -> Outcome {
    let page = home.open()?.moments(query)?;
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
    parts.join("  ")
}
