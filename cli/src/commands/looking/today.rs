//! What today offers.

use requite::Today;

use crate::{
    commands::{DONE, Outcome, entries::short, evidence},
    home::{Home, now},
    output::{Output, written},
};

pub(super) fn today(home: &Home, out: &Output) -> Outcome {
    let zone = home.zone()?;
    let today = home.open()?.today(&zone, now())?;
    out.answer(&today, |today| page(today, out))?;
    DONE
}

fn page(today: &Today, out: &Output) -> String {
    let entries = match today.entries {
        0 => "nothing written yet".to_owned(),
        1 => "one entry".to_owned(),
        n => format!("{n} entries"),
    };
    let mut lines = vec![format!("{}  {entries}", out.bold(&today.date))];
    let mut part = |title: &str, items: Vec<String>| {
        if !items.is_empty() {
            lines.push(String::new());
            lines.push(title.to_owned());
            lines.extend(items.into_iter().map(|item| format!("  {item}")));
        }
    };
    part(
        "What became of it?",
        today.due.iter().map(|due| evidence::promise_line(due, out)).collect(),
    );
    let review = today.review.iter();
    let review =
        review.map(|line| format!("{}  {}", out.dim(short(&line.id)), written(&line.text)));
    part("You wanted to look at this again.", review.collect());
    let limits = today.limits.iter().map(|week| {
        let who = week.person.as_ref().map_or("everybody".to_owned(), |name| written(name));
        format!("{who}: {} of {} this week", week.contacts, week.per_week.unwrap_or_default())
    });
    part("The next one would be more than you wanted.", limits.collect());
    let after = today.after.iter().map(|check| {
        let id = short(&check.id);
        format!("requite goodbye after {id} {} N    N from -2 to 2", check.day)
    });
    part("How is it, after the goodbye?", after.collect());
    let notes = today.notes.iter().map(|note| format!("requite later open {}", short(&note.id)));
    part("A note from you, for today.", notes.collect());
    part("One small thing", today.care.iter().map(|care| written(care)).collect());
    part("To write about", today.prompt.iter().map(|prompt| written(&prompt.text)).collect());
    lines.join("\n")
}
