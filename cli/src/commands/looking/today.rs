//! What today offers.

use crate::{
    commands::{DONE, Outcome},
    home::{Home, now},
    output::Output,
};

pub(super) fn today(home: &Home, out: &Output) -> Outcome {
    let zone = home.zone()?;
    let today = home.open()?.today(&zone, now())?;
    out.answer(&today, |today| {
        let written = match today.entries {
            0 => "Nothing written yet today.".to_owned(),
            1 => "One entry today.".to_owned(),
            n => format!("{n} entries today."),
        };
        format!("{}  {written}", today.date)
    })?;
    DONE
}
