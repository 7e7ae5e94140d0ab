//! Standards and time, from the terminal.

use clap::Subcommand;
use requite::{Budget, NewStandard, StandardItem, StandardView};
use serde_json::json;

use crate::{
    commands::{DONE, Outcome, entries::short, evidence::said},
    home::{Home, now},
    input,
    output::{Output, written},
};

#[derive(Debug, Subcommand)]
pub(crate) enum Action {
    /// Set a standard, behind the others
    Add {
        /// What you ask, or - for standard input; asked for if left out
        text: Option<String>,
        /// What it looks like in actions
        #[arg(long, value_name = "TEXT")]
        looks_like: Option<String>,
        /// must, matters or nice
        #[arg(long)]
        level: Option<String>,
    },
    /// Standards, in your order
    List,
    /// Move one behind another, or in front of all
    Move {
        /// Its id, or the beginning of it
        id: String,
        /// Behind this one
        #[arg(long, value_name = "ID", required_unless_present = "first")]
        after: Option<String>,
        /// In front of all
        #[arg(long, conflicts_with = "after")]
        first: bool,
    },
    /// Change one
    Edit {
        /// Its id, or the beginning of it
        id: String,
        /// What you ask
        #[arg(long)]
        text: Option<String>,
        /// What it looks like in actions
        #[arg(long, value_name = "TEXT")]
        looks_like: Option<String>,
        /// must, matters or nice
        #[arg(long)]
        level: Option<String>,
    },
    /// It no longer holds
    End {
        /// Its id, or the beginning of it
        id: String,
    },
    /// What something that happened means for it: met, not_met or unsure
    Evidence {
        /// The standard's id, or the beginning of it
        id: String,
        /// With whom, by name or id
        person: String,
        /// The id of what happened
        record: String,
        /// met, not_met or unsure
        verdict: String,
    },
    /// One with what was noted, person by person
    Show {
        /// Its id, or the beginning of it
        id: String,
        /// With somebody, by name or id
        #[arg(long, value_name = "NAME")]
        person: Option<String>,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum BudgetAction {
    /// Plan minutes with somebody
    Plan {
        /// A week, 2026-W48, or a month, 2026-11
        period: String,
        /// With whom, by name or id
        person: String,
        /// Minutes
        minutes: i64,
    },
    /// Planned and spent
    Show {
        /// A week, 2026-W48, or a month, 2026-11
        period: String,
    },
}

pub(super) fn run(home: &Home, out: &Output, action: Action) -> Outcome {
    let zone = home.zone()?;
    match action {
        Action::Add { text, looks_like, level } => {
            let text = said(text.as_deref(), "What do you ask of closeness?")?;
            let looks_like = looks_like.as_deref().map(input::text).transpose()?;
            let standard = NewStandard { text, looks_like, level };
            let wrote = home.open()?.add_standard(&standard, &zone, now())?;
            out.answer(&wrote, |wrote| format!("Set {}.", short(&wrote.id)))?;
        }
        Action::List => list(out, &home.open()?.standards()?)?,
        Action::Move { id, after, .. } => {
            list(out, &home.open()?.move_standard(&id, after.as_deref())?)?;
        }
        Action::Edit { id, text, looks_like, level } => {
            let text = text.as_deref().map(input::text).transpose()?;
            let looks_like = looks_like.as_deref().map(input::text).transpose()?;
            let mut practice = home.open()?;
            let item = practice.edit_standard(
                &id,
                text.as_deref(),
                looks_like.as_deref(),
                level.as_deref(),
            )?;
            out.answer(&item, |item| line(item, out))?;
        }
        Action::End { id } => {
            let item = home.open()?.end_standard(&id)?;
            out.answer(&item, |item| line(item, out))?;
        }
        Action::Evidence { id, person, record, verdict } => {
            let mut practice = home.open()?;
            let at = (&zone, now());
            let wrote = practice.judge_standard(&id, &person, &record, &verdict, at)?;
            out.answer(&wrote, |wrote| format!("Noted {}.", short(&wrote.id)))?;
        }
        Action::Show { id, person } => {
            let view = home.open()?.standard(&id, person.as_deref(), &zone, now())?;
            out.answer(&view, |view| in_full(view, out))?;
        }
    }
    DONE
}

pub(super) fn budget(home: &Home, out: &Output, action: BudgetAction) -> Outcome {
    let zone = home.zone()?;
    let mut practice = home.open()?;
    let budget = match action {
        BudgetAction::Plan { period, person, minutes } => {
            practice.plan_time(&period, &person, minutes, &zone, now())?
        }
        BudgetAction::Show { period } => practice.budget(&period, &zone, now())?,
    };
    out.answer(&budget, |budget: &Budget| {
        let lines = budget.people.iter().map(|with| {
            let planned =
                with.planned.map_or("nothing planned".to_owned(), |n| format!("{n} planned"));
            format!("{}: {planned}, {} noted", written(&with.person), with.spent)
        });
        let mut all = vec![format!("{}, in minutes", budget.period)];
        all.extend(lines);
        all.join("\n")
    })?;
    DONE
}

fn list(out: &Output, items: &[StandardItem]) -> Result<(), crate::failure::Shell> {
    out.answer(&json!({"items": items}), |_| match items {
        [] => "No standards yet.".to_owned(),
        items => items.iter().map(|item| line(item, out)).collect::<Vec<_>>().join("\n"),
    })
}

fn line(item: &StandardItem, out: &Output) -> String {
    let mut parts = vec![out.dim(short(&item.id)), item.level.clone(), written(&item.text)];
    if !item.looks_like.is_empty() {
        parts.push(out.dim(&format!("in actions: {}", written(&item.looks_like))));
    }
    if !item.active {
        parts.push("ended".to_owned());
    }
    parts.join("  ")
}

fn in_full(view: &StandardView, out: &Output) -> String {
    let mut lines = vec![line(&view.item, out)];
    for with in &view.people {
        let asked = if with.asked { "" } else { " You have not asked for anything aloud yet." };
        lines.push(format!(
            "  {}: {} met, {} not met, {} unsure.{asked}",
            written(&with.person),
            with.met,
            with.not_met,
            with.unsure
        ));
        lines.extend(with.evidence.iter().map(|one| {
            let verdict = one.verdict.as_deref().unwrap_or("judged two ways").replace('_', " ");
            format!("    {}  {}  {verdict}", out.dim(short(&one.of)), one.noted)
        }));
    }
    lines.join("\n")
}
