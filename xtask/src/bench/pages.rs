//! P1: the pages of the practice in a process that runs, with everybody shown and with somebody quieted.

use jiff::Timestamp;
use requite::{Day, Including, Practice, TimelineQuery, Zone};

use super::{
    measure::{cpu_ms, report},
    parts::{told, zone},
    stage::Stage,
};

/// How often each page is asked for, once to warm up not counted.
const TIMES: u32 = 10;

/// A page and what asks for it.
type Page<'a> = (&'a str, &'a dyn Fn(&mut Practice, &Zone, Timestamp) -> Result<(), String>);

const PAGES: &[Page<'_>] = &[
    ("today_ms", &|practice, zone, now| practice.today(zone, now).map(drop).map_err(told)),
    ("timeline_ms", &|practice, zone, now| {
        let query = TimelineQuery { limit: 50, ..TimelineQuery::default() };
        practice.timeline(&query, zone, now).map(drop).map_err(told)
    }),
    ("timeline_of_ms", &|practice, zone, now| {
        let person = Some("Sam".to_owned());
        let query = TimelineQuery { limit: 50, person, ..TimelineQuery::default() };
        practice.timeline(&query, zone, now).map(drop).map_err(told)
    }),
    ("calendar_ms", &|practice, zone, now| practice.month(None, zone, now).map(drop).map_err(told)),
    ("on_this_day_ms", &|practice, zone, now| {
        let day = Day::today(zone, now);
        practice.on_this_day(day, zone, now).map(drop).map_err(told)
    }),
    ("people_ms", &|practice, zone, now| {
        practice.people(Including::Usual, zone, now).map(drop).map_err(told)
    }),
];

/// Every page, the dearer of both ways counting.
pub(super) fn pages(stage: &Stage, device: &str, last_day: &str) -> Result<(), String> {
    let mut practice = stage.open(device)?;
    let zone = zone()?;
    let now: Timestamp = format!("{last_day}T12:00:00Z").parse().map_err(told)?;
    let mut dearest = vec![0.0_f64; PAGES.len()];
    for quiet in [None, Some("Sam")] {
        if let Some(who) = quiet {
            practice.quiet_person(who, None).map_err(told)?;
        }
        for (dearest, (_, ask)) in dearest.iter_mut().zip(PAGES) {
            ask(&mut practice, &zone, now)?;
            let before = cpu_ms();
            for _ in 0..TIMES {
                ask(&mut practice, &zone, now)?;
            }
            *dearest = dearest.max((cpu_ms() - before) / f64::from(TIMES));
        }
    }
    practice.unquiet_person("Sam").map_err(told)?;
    let figures: Vec<(&str, f64)> =
        PAGES.iter().zip(dearest).map(|((name, _), ms)| (*name, ms)).collect();
    report(&figures);
    Ok(())
}
