//! `shared-list RELAY_URL`: runs the story of the library, and fails unless both devices show the same.

use std::{
    error::Error,
    io::{Write, stdout},
    process::ExitCode,
};

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let mut out = stdout().lock();
    let Some(relay) = std::env::args().nth(1) else {
        writeln!(out, "Two devices need a relay between them. In another terminal:\n")?;
        writeln!(out, "  cargo run --release -- relay\n")?;
        writeln!(out, "It says where it listens; give that address to this program.")?;
        return Ok(ExitCode::from(2));
    };
    let folder = tempfile::tempdir()?;
    let [phone, tablet] = shared_list::run(&relay, folder.path())?;
    writeln!(out, "On the phone:\n{phone}\n\nOn the tablet:\n{tablet}")?;
    Ok(if phone == tablet { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
