//! The goodbye planner, from the terminal.

use clap::{Subcommand, ValueEnum};
use requite::{
    Answers, Decision, Draft, GateAnswer, GoodbyeItem, GoodbyeView, LetterView, Paths, Practice,
    PracticeError, QUESTIONS_COUNT, REST_HOURS, Sentence, SupportReason, say,
};
use serde::Serialize;
use serde_json::json;

use crate::{
    ask,
    commands::{DONE, Outcome, entries::short},
    failure::Failure,
    home::{Home, now},
    input,
    output::{Output, written},
};

#[derive(Debug, Subcommand)]
pub(crate) enum Action {
    /// Begin a plan
    New {
        /// With whom, by name or id
        person: String,
    },
    /// Six questions about safety, and which ways are offered first
    Gate {
        /// Its id, or the beginning of it
        id: String,
        /// The answers, with commas: yes, no or not_sure (asked one by one where not given)
        #[arg(long, value_delimiter = ',', value_name = "ANSWERS")]
        answers: Option<Vec<String>>,
        /// Keep the answers with the plan
        #[arg(long)]
        save: bool,
        /// Show every way
        #[arg(long)]
        show_all: bool,
    },
    /// Choose the way: talk, letter, short_message, phase_out, leave_quietly
    Path {
        /// Its id, or the beginning of it
        id: String,
        /// The way
        path: String,
    },
    /// Write the letter, or change it
    Draft {
        /// The plan's id, or the beginning of it
        id: String,
        /// The whole text; else standard input, or your $EDITOR
        text: Option<String>,
        /// A part that is in it: valued, saw, need_now, what_next, not_asking (may be repeated; alone, the text stays)
        #[arg(long, value_name = "PART")]
        part: Vec<String>,
        /// The state that the new text is based on: `heads` of `goodbye read`
        #[arg(long, value_name = "HEADS")]
        base: Option<String>,
    },
    /// Let it rest
    Rest {
        /// Its id, or the beginning of it
        id: String,
        /// How long
        #[arg(long, default_value_t = REST_HOURS)]
        hours: i64,
    },
    /// Show the letter, to be read aloud
    Read {
        /// The plan's id, or the beginning of it
        id: String,
    },
    /// Decide: sent (by you, outside of here), kept or let_go
    Decide {
        /// Its id, or the beginning of it
        id: String,
        /// What you decided
        decision: Decided,
        /// Decide before the rest is over, and say why, or - for standard input
        #[arg(long, value_name = "WHY")]
        not_waiting: Option<String>,
    },
    /// How it is 1, 3 or 7 days after, from -2 to 2
    #[command(allow_negative_numbers = true)]
    After {
        /// Its id, or the beginning of it
        id: String,
        /// The day after: 1, 3 or 7
        day: String,
        /// How it is, -2 to 2
        felt: i64,
    },
    /// Begin anew what was decided
    Again {
        /// Its id, or the beginning of it
        id: String,
    },
    /// Steps of the plan
    Step {
        #[command(subcommand)]
        action: StepAction,
    },
    /// Show a plan
    Show {
        /// Its id, or the beginning of it
        id: String,
    },
    /// Plans, newest first
    List {
        /// With somebody, by name or id
        person: Option<String>,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum StepAction {
    /// Add a step behind the others
    Add {
        /// The plan's id, or the beginning of it
        id: String,
        /// What to do, or - for standard input
        text: String,
    },
    /// A step is done
    Done {
        /// The plan's id, or the beginning of it
        id: String,
        /// The step's key, or the beginning of it
        key: String,
    },
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Decided {
    /// You said or sent it yourself
    Sent,
    /// You keep it
    Kept,
    /// You let go of it
    #[value(name = "let_go", alias = "let-go")]
    LetGo,
}

pub(super) fn run(home: &Home, out: &Output, action: Action) -> Outcome {
    let (zone, now) = (home.zone()?, now());
    let view = match action {
        Action::New { person } => {
            let wrote = home.open()?.new_goodbye(&person, &zone, now)?;
            out.answer(&wrote, |wrote| {
                let id = short(&wrote.id);
                format!("Begun: {id}. First the gate: requite goodbye gate {id}")
            })?;
            return DONE;
        }
        Action::Gate { id, answers, save, show_all } => {
            let keep = if save { Answers::Kept } else { Answers::Forgotten };
            let mut practice = home.open()?;
            let answers = answered(&mut practice, answers)?;
            let mut paths = practice.gate_goodbye(&id, &answers, keep, &zone, now)?;
            if show_all {
                paths.offered.append(&mut paths.behind);
            }
            let support = if paths.support_first {
                practice.offer_support(SupportReason::Gate, &zone, now)?
            } else {
                None
            };
            let free = say(practice.locale()?, &Sentence::GateFree);
            return gate(out, &Gone { paths, support }, &free);
        }
        Action::Draft { id, text, part, base } => {
            return draft(home, out, &id, text.as_deref(), part, base);
        }
        Action::Read { id } => {
            let letter = home.open()?.letter(&id)?;
            out.answer(&letter, aloud)?;
            return DONE;
        }
        Action::List { person } => {
            let items = home.open()?.goodbyes(person.as_deref(), &zone, now)?;
            out.answer(&json!({"items": items}), |_| match items.as_slice() {
                [] => "No plans.".to_owned(),
                items => items.iter().map(|item| line(item, out)).collect::<Vec<_>>().join("\n"),
            })?;
            return DONE;
        }
        Action::Path { id, path } => home.open()?.choose_path(&id, &path, now)?,
        Action::Rest { id, hours } => home.open()?.rest_goodbye(&id, hours, now)?,
        Action::Decide { id, decision, not_waiting } => {
            let decision = match decision {
                Decided::Sent => Decision::Sent,
                Decided::Kept => Decision::Kept,
                Decided::LetGo => Decision::LetGo,
            };
            let not_waiting = not_waiting.as_deref().map(input::text).transpose()?;
            home.open()?.decide_goodbye(&id, decision, not_waiting.as_deref(), &zone, now)?
        }
        Action::After { id, day, felt } => {
            home.open()?.check_after_goodbye(&id, &day, felt, now)?
        }
        Action::Again { id } => home.open()?.begin_goodbye_again(&id, now)?,
        Action::Step { action: StepAction::Add { id, text } } => {
            home.open()?.add_goodbye_step(&id, &input::text(&text)?, now)?
        }
        Action::Step { action: StepAction::Done { id, key } } => {
            home.open()?.do_goodbye_step(&id, &key, &zone, now)?
        }
        Action::Show { id } => home.open()?.goodbye(&id, now)?,
    };
    out.answer(&view, |view| in_full(view, out))?;
    DONE
}

fn answered(
    practice: &mut Practice,
    given: Option<Vec<String>>,
) -> Result<Vec<GateAnswer>, Failure> {
    let parse = |text: &str| GateAnswer::parse(text).ok_or(PracticeError::Gate);
    if let Some(given) = given {
        let answers: Result<Vec<_>, _> = given.iter().map(|text| parse(text)).collect();
        let answers = answers?;
        let all = answers.len() == QUESTIONS_COUNT;
        return if all { Ok(answers) } else { Err(PracticeError::Gate.into()) };
    }
    let mut answers = Vec::new();
    for question in practice.gate_questions()? {
        // Whoever does not want to answer is not sure.
        let answer = ask::ask(&format!("{question} (yes, no, not_sure)"))?;
        answers.push(answer.map_or(Ok(GateAnswer::NotSure), |text| parse(&text))?);
    }
    Ok(answers)
}

/// What is offered after the gate, and the page of support, where it is offered now.
#[derive(Serialize)]
struct Gone {
    #[serde(flatten)]
    paths: Paths,
    support: Option<String>,
}

fn gate(out: &Output, gone: &Gone, free: &str) -> Outcome {
    out.answer(gone, |Gone { paths, support }| {
        let mut lines = Vec::new();
        if paths.support_first {
            lines.push(free.to_owned());
            lines.extend(support.as_ref().map(|offer| format!("{offer} requite support")));
        } else {
            lines.push("To write for yourself first: requite reflect goodbye".to_owned());
        }
        let names: Vec<String> = paths.offered.iter().map(|path| path.replace('_', " ")).collect();
        lines.push(format!("Ways: {}.", names.join(", ")));
        if !paths.behind.is_empty() {
            lines.push("Other ways are shown with --show-all.".to_owned());
        }
        lines.join("\n")
    })?;
    DONE
}

fn draft(
    home: &Home,
    out: &Output,
    id: &str,
    text: Option<&str>,
    parts: Vec<String>,
    base: Option<String>,
) -> Outcome {
    let zone = home.zone()?;
    let mut practice = home.open()?;
    // Naming parts alone leaves the text as it is.
    let text = if text.is_none() && !parts.is_empty() {
        None
    } else {
        let shown =
            if ask::is_person() && text.is_none() { practice.letter(id).ok() } else { None };
        let body = shown.as_ref().map_or("", |letter| letter.body.as_str());
        Some(input::long_text(text, body)?)
    };
    let letter = practice.draft_letter(id, &Draft { text, base, parts }, &zone, now())?;
    out.answer(&letter, |letter| {
        let left = match letter.missing.as_slice() {
            [] => "Every part is in it.".to_owned(),
            missing => format!("Parts not named yet: {}.", missing.join(", ").replace('_', " ")),
        };
        format!("Saved. {left}")
    })?;
    DONE
}

fn aloud(letter: &LetterView) -> String {
    written(&letter.body)
}

fn line(item: &GoodbyeItem, out: &Output) -> String {
    let mut parts = vec![out.dim(short(&item.id)), item.made_on.clone(), written(&item.person)];
    parts.extend(item.path.as_ref().map(|path| path.replace('_', " ")));
    parts.push(item.state.replace('_', " "));
    parts.extend(item.rest_until.as_ref().map(|until| out.dim(&format!("rests until {until}"))));
    parts.join("  ")
}

fn in_full(view: &GoodbyeView, out: &Output) -> String {
    let mut lines = vec![line(&view.item, out)];
    for step in &view.steps {
        let done = step.done.as_ref().map_or("open".to_owned(), |day| format!("done on {day}"));
        lines.push(format!("  {}  {}  {done}", out.dim(&step.key), written(&step.text)));
    }
    lines.extend(view.not_waiting.as_ref().map(|why| format!("  not waiting: {}", written(why))));
    lines.extend(view.after.iter().map(|(day, felt)| format!("  day {day} after: {felt}")));
    lines.join("\n")
}
