//! Settings from the terminal.

use clap::Subcommand;
use requite::Settings;

use crate::{
    commands::{DONE, Outcome},
    home::Home,
    input,
    output::{Output, written},
};

#[derive(Debug, Subcommand)]
pub(crate) enum Action {
    /// Change one
    Set {
        /// week-start, half-life, leap-day, discreet, name, language
        setting: String,
        /// What it is to be; "" takes a name away
        value: String,
    },
}

pub(super) fn run(home: &Home, out: &Output, action: Option<Action>) -> Outcome {
    let mut practice = home.open()?;
    let settings = match action {
        None => practice.settings()?,
        Some(Action::Set { setting, value }) => {
            practice.change_setting(&setting, &input::line(&value)?)?
        }
    };
    out.answer(&settings, told)?;
    DONE
}

fn told(settings: &Settings) -> String {
    let discreet = if settings.discreet { "on" } else { "off" };
    let leap_day = match settings.leap_day {
        28 => "28 (the 29th of February is remembered on the 28th in other years)",
        _ => "29 (the 29th of February is remembered in leap years)",
    };
    let name = settings.name.as_ref().map_or_else(|| "-".to_owned(), |name| written(name));
    [
        format!("name        {name}"),
        format!("discreet    {discreet}"),
        format!("language    {}", settings.language),
        format!("week-start  {}", settings.week_start),
        format!("half-life   {} days", settings.half_life_days),
        format!("leap-day    {leap_day}"),
    ]
    .join("\n")
}
