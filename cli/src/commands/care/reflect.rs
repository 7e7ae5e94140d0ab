//! Writing with a guide, from the terminal.

use clap::{Args, Subcommand};
use jiff::Timestamp;
use requite::{
    Label, Practice, PromptSet, ReflectionItem, ReflectionQuery, ReflectionView, Sentence, Sitting,
    When, Zone, enough_minutes, say,
};
use serde_json::json;

use super::lines;
use crate::{
    ask,
    commands::{DONE, Outcome, entries::short},
    failure::Failure,
    home::{Home, now},
    input,
    output::{Output, written},
};

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct Reflect {
    /// The set, by name or number; `own` for your own questions
    set: Option<String>,
    /// Whom it is about, by name or id (may be repeated)
    #[arg(long, value_name = "NAME")]
    person: Vec<String>,
    /// Minutes that you give it; you hear when they are over, or when it has been long enough
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..=1440))]
    minutes: Option<u16>,
    /// The day: YYYY-MM-DD, yesterday, "last tuesday"
    #[arg(long, short, value_name = "DATE")]
    date: Option<String>,
    #[command(subcommand)]
    action: Option<Action>,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// The sets, with their questions
    Sets,
    /// What you wrote, newest first
    List {
        /// About somebody, by name or id
        #[arg(long, value_name = "NAME")]
        person: Option<String>,
        /// Sittings of a page
        #[arg(long, default_value_t = 20)]
        limit: usize,
        /// Where the page before ended
        #[arg(long)]
        cursor: Option<String>,
    },
    /// Show one
    Show {
        /// Its id, or the beginning of it
        id: String,
    },
    /// Change one answer, or give one that you passed over
    Answer {
        /// Its id, or the beginning of it
        id: String,
        /// The question, by its key or number
        prompt: String,
        /// The answer, or - for standard input (default: your $EDITOR)
        text: Option<String>,
    },
    /// Say whether it helped: better, same, worse
    Helped {
        /// Its id, or the beginning of it
        id: String,
        /// better, same or worse
        how: String,
    },
}

pub(super) fn run(home: &Home, out: &Output, reflect: Reflect) -> Outcome {
    match reflect.action {
        None => sit(home, out, &reflect),
        Some(Action::Sets) => sets(home, out),
        Some(Action::List { person, limit, cursor }) => {
            list(home, out, &ReflectionQuery { person, limit, cursor })
        }
        Some(Action::Show { id }) => {
            let view = home.open()?.reflection(&id)?;
            out.answer(&view, |view| page(view, out))?;
            DONE
        }
        Some(Action::Answer { id, prompt, text }) => {
            let mut practice = home.open()?;
            let draft = if text.is_none() && ask::is_person() {
                answered(&practice.reflection(&id)?, &prompt)
            } else {
                String::new()
            };
            let text = input::long_text(text.as_deref(), &draft)?;
            let view = practice.change_answer(&id, &prompt, &text)?;
            out.answer(&view, |view| format!("Saved {}.", short(&view.item.id)))?;
            DONE
        }
        Some(Action::Helped { id, how }) => {
            let view = home.open()?.say_helped(&id, &how)?;
            out.answer(&view, |_| "Noted. Thank you for looking.".to_owned())?;
            DONE
        }
    }
}

/// The questions, one after another.
fn sit(home: &Home, out: &Output, reflect: &Reflect) -> Outcome {
    let zone = home.zone()?;
    let mut practice = home.open()?;
    let locale = practice.locale()?;
    let asked = practice.prompt_set(reflect.set.as_deref(), &zone, now())?;
    let set = turned(&mut practice, out, asked, (&reflect.person, &zone))?;
    let when = When { date: reflect.date.clone(), time: None };
    let began = now();
    let mut sitting = practice.begin_sitting(&set, &reflect.person, &when, &zone, began)?;
    out.hint("Enter passes over a question, a single . ends.\n");
    questions(&mut practice, out, &set, &mut sitting, reflect.minutes)?;
    let minutes = reflect.minutes.map_or_else(|| minutes_since(began), i64::from);
    let helped = say(locale, &Sentence::SetHelped);
    let helped = ask::ask(&format!("{helped} better, same, worse (Enter passes):"))?;
    let view = match practice.end_sitting(&mut sitting, minutes, helped.as_deref()) {
        // What was answered is kept already: a word that does not fit is no reason to lose the rest.
        Err(requite::PracticeError::Word { .. }) => {
            out.hint("That word was none of the three, so it is left open: requite reflect helped");
            practice.end_sitting(&mut sitting, minutes, None)?
        }
        ended => ended?,
    };
    let Some(view) = view else {
        let nothing = json!({"id": null, "set": set.id, "answered": 0});
        out.answer(&nothing, |_| "Nothing was written, and nothing is kept.".to_owned())?;
        return DONE;
    };
    let care = practice.care_today(&zone, now())?.care;
    let rests = practice.before_sitting(&set, &[], &zone, now())?.resting;
    out.answer(&view, |view| {
        let kept = format!("Kept {}.", short(&view.item.id));
        let kept = rests.map_or(kept.clone(), |rests| format!("{kept} {rests}"));
        let for_you = Label::ForYou.say(locale);
        match (care, &set.care) {
            (Some(care), _) => format!("{kept} {for_you}: {}.", written(&care.text)),
            (None, Some(care)) => format!("{kept} {care}"),
            (None, None) => kept,
        }
    })?;
    DONE
}

/// The set that is written with: the one that was asked for, or a kinder one that the person takes instead.
fn turned(
    practice: &mut Practice,
    out: &Output,
    asked: PromptSet,
    (people, zone): (&[String], &Zone),
) -> Result<PromptSet, Failure> {
    let before = practice.before_sitting(&asked, people, zone, now())?;
    let mut set = asked;
    if let Some(turn) = before.turn {
        out.hint(&turn.sentence);
        turn.sets.iter().for_each(|set| out.hint(&format!("  {}  {}", set.id, set.title)));
        if let Some(kinder) = ask::ask("Which? (Enter goes on):")? {
            set = practice.prompt_set(Some(&kinder), zone, now())?;
        }
    }
    let before = practice.before_sitting(&set, &[], zone, now())?;
    let said = [before.resting, before.invitation, Some(before.time)].into_iter().flatten();
    out.hint(&format!("{}. {}", written(&set.title), said.collect::<Vec<_>>().join(" ")));
    Ok(set)
}

fn questions(
    practice: &mut Practice,
    out: &Output,
    set: &PromptSet,
    sitting: &mut Sitting,
    minutes: Option<u16>,
) -> Result<(), Failure> {
    let (began, enough) = (now(), i64::from(enough_minutes(minutes, set)));
    let locale = practice.locale()?;
    let mut said_so = false;
    for prompt in &set.prompts {
        if !said_so && began.duration_until(now()).as_mins() >= enough {
            out.hint(&say(locale, &Sentence::SetEnough));
            said_so = true;
        }
        match ask::ask(&format!("{}\n>", written(&prompt.text)))?.as_deref() {
            None => practice.skip_prompt(sitting, prompt),
            Some(".") => break,
            Some(answer) => practice.answer_prompt(sitting, prompt, answer)?,
        }
    }
    Ok(())
}

/// A minute at least.
fn minutes_since(began: Timestamp) -> i64 {
    (began.duration_until(now()).as_secs() + 30).div_euclid(60).clamp(1, 24 * 60)
}

fn sets(home: &Home, out: &Output) -> Outcome {
    let zone = home.zone()?;
    let mut practice = home.open()?;
    let locale = practice.locale()?;
    let sets = practice.prompt_sets(&zone, now())?;
    let set = |set: &PromptSet| {
        let asked = set.prompts.iter().filter(|prompt| !prompt.hidden);
        let asked: Vec<String> =
            asked.map(|prompt| format!("  {}", written(&prompt.text))).collect();
        let rests = set.resting_until.as_ref().and_then(|day| day.parse().ok());
        let rests = rests.map(|date| say(locale, &Sentence::SetResting { date }));
        let rests = rests.map(|rests| format!("  {}\n", out.dim(&rests))).unwrap_or_default();
        format!("{}  {}\n{rests}{}", out.bold(&set.id), written(&set.title), asked.join("\n"))
    };
    out.answer(&json!({"items": sets}), |_| lines(&sets, set, ""))?;
    DONE
}

fn list(home: &Home, out: &Output, query: &ReflectionQuery) -> Outcome {
    let zone = home.zone()?;
    let page = home.open()?.reflections(query, &zone, now())?;
    out.answer(&page, |page| {
        let nothing = "Nothing yet. Begin with: requite reflect";
        super::page(out, (&page.items, page.next.as_ref()), |item| line(item, out), nothing)
    })?;
    DONE
}

fn line(item: &ReflectionItem, out: &Output) -> String {
    let mut parts = vec![out.dim(short(&item.id)), item.date.clone(), written(&item.title)];
    parts.extend(item.people.iter().map(|name| out.dim(&format!("@{}", written(name)))));
    parts.push(format!("{} answered", item.answered));
    parts.extend(item.helped.clone());
    parts.join("  ")
}

fn page(view: &ReflectionView, out: &Output) -> String {
    let mut said = vec![line(&view.item, out)];
    for answer in &view.answers {
        let question = match answer.question.as_str() {
            "" => &answer.prompt,
            question => question,
        };
        let question = out.bold(&written(question));
        let key = out.dim(&format!("({})", answer.prompt));
        said.push(format!("\n{question} {key}\n{}", written(&answer.text)));
    }
    if view.helped_said.len() > 1 {
        said.push(format!(
            "\nYou said two things about whether it helped: {}. Once you know: requite reflect helped {} …",
            view.helped_said.join(" and "),
            short(&view.item.id)
        ));
    }
    said.join("\n")
}

/// The answer as it is now, to begin with.
fn answered(view: &ReflectionView, prompt: &str) -> String {
    let found = view.answers.iter().find(|answer| answer.prompt == prompt);
    found.map(|answer| answer.text.clone()).unwrap_or_default()
}
