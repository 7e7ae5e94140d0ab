//! `docs/benchmarks.md`: the part between its two marks is written by the run; what stands around it is written by people.

use std::path::Path;

use super::figure::{Figure, HEAD};

const BEGINS: &str = "<!-- written by `cargo xtask bench`: begins -->";
const ENDS: &str = "<!-- written by `cargo xtask bench`: ends -->";

/// Puts the table of a run in the place of the one before.
pub(super) fn write(figures: &[Figure]) -> Result<(), String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/benchmarks.md");
    let page = std::fs::read_to_string(&path).map_err(|error| error.to_string())?;
    let page = renewed(&page, &table(figures))
        .ok_or_else(|| "docs/benchmarks.md has lost its marks".to_owned())?;
    std::fs::write(path, page).map_err(|error| error.to_string())
}

fn renewed(page: &str, table: &str) -> Option<String> {
    let (before, rest) = page.split_once(BEGINS)?;
    let (_, after) = rest.split_once(ENDS)?;
    Some(format!("{before}{BEGINS}\n{table}\n{ENDS}{after}"))
}

fn table(figures: &[Figure]) -> String {
    let today = jiff::tz::TimeZone::UTC.to_datetime(jiff::Timestamp::now()).date();
    let mut lines = vec![format!("{today}, {}.", machine()), String::new()];
    lines.push(HEAD.to_owned());
    lines.extend(figures.iter().map(Figure::line));
    lines.join("\n")
}

/// What this runs on, as far as the system tells.
fn machine() -> String {
    let read = |path| std::fs::read_to_string(path).unwrap_or_default();
    let line = |text: &str, name: &str| {
        let found = text.lines().find(|line| line.starts_with(name));
        found.and_then(|line| line.split_once(':')).map(|(_, value)| value.trim().to_owned())
    };
    let model = line(&read("/proc/cpuinfo"), "model name");
    let model = model.unwrap_or_else(|| std::env::consts::ARCH.to_owned());
    let cores = std::thread::available_parallelism().map_or(1, core::num::NonZero::get);
    let memory = line(&read("/proc/meminfo"), "MemTotal").unwrap_or_default();
    format!("{model}, {cores} cores, {memory} of memory, {}", std::env::consts::OS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_wrote_around_the_table_stays() {
        let page = format!("before\n{BEGINS}\nold\n{ENDS}\nafter\n");
        let page = renewed(&page, "new").unwrap();
        assert_eq!(page, format!("before\n{BEGINS}\nnew\n{ENDS}\nafter\n"));
        assert_eq!(renewed("no marks", "new"), None);
    }
}
