//! What became of the scenario suite: each surface writes a line for each story that held, and no surface may leave one out.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use cargo_metadata::MetadataCommand;

/// What a surface ran.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Ran {
    /// How many stories.
    pub(crate) stories: usize,
    /// How long they took together.
    pub(crate) seconds: f64,
}

/// Where the runners find what they need: the program that starts relays, and the folder for their reports.
#[derive(Debug)]
pub(crate) struct Ground {
    project: PathBuf,
    target: PathBuf,
    program: PathBuf,
    reports: PathBuf,
    stories: PathBuf,
}

impl Ground {
    /// Makes room for the reports of these surfaces.
    pub(crate) fn prepare(
        surfaces: impl IntoIterator<Item = &'static str>,
    ) -> Result<Self, String> {
        let metadata = MetadataCommand::new().no_deps().exec();
        let metadata = metadata.map_err(|_| "cargo says nothing of this project".to_owned())?;
        let target = metadata.target_directory.into_std_path_buf();
        let reports = target.join("scenarios");
        fs::create_dir_all(&reports).map_err(|_| "no folder for reports".to_owned())?;
        for surface in surfaces {
            // Nobody may have run it before.
            let _removed = fs::remove_file(reports.join(surface));
        }
        let project = metadata.workspace_root.into_std_path_buf();
        let program = format!("requite{}", std::env::consts::EXE_SUFFIX);
        Ok(Self {
            program: target.join("release").join(program),
            reports,
            stories: project.join("bindings/scenarios"),
            project,
            target,
        })
    }

    /// The project's folder.
    pub(crate) fn project(&self) -> &Path {
        &self.project
    }

    /// Where cargo builds.
    pub(crate) fn target(&self) -> &Path {
        &self.target
    }

    /// The program that starts relays.
    pub(crate) fn program(&self) -> &Path {
        &self.program
    }

    /// What a runner is told by its environment.
    pub(crate) fn environment(&self) -> [(&'static str, &Path); 2] {
        [("REQUITE_PROGRAM", &self.program), ("REQUITE_REPORT", &self.reports)]
    }

    /// What a surface ran: all of it, or an error that says what is missing.
    pub(crate) fn ran(&self, surface: &str) -> Result<Ran, String> {
        let report = fs::read_to_string(self.reports.join(surface)).unwrap_or_default();
        let names = fs::read_dir(&self.stories).map_err(|_| "there are no scenarios".to_owned())?;
        let stories = names
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .filter_map(|name| name.strip_suffix(".json").map(str::to_owned))
            .collect();
        judged(surface, &report, &stories)
    }
}

fn judged(surface: &str, report: &str, stories: &BTreeSet<String>) -> Result<Ran, String> {
    let mut seconds = 0.0;
    let mut held = BTreeSet::new();
    for line in report.lines() {
        let (name, took) = line.split_once('\t').unwrap_or((line, ""));
        let took: f64 =
            took.parse().map_err(|_| format!("a line of {surface}'s report has no seconds"))?;
        seconds += took;
        held.insert(name.to_owned());
    }
    let missing: Vec<&str> = stories.difference(&held).map(String::as_str).collect();
    if stories.is_empty() || !missing.is_empty() {
        return Err(format!("{surface} left out stories: {}", missing.join(", ")));
    }
    Ok(Ran { stories: held.len(), seconds })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stories() -> BTreeSet<String> {
        ["marks", "words"].map(str::to_owned).into()
    }

    #[test]
    fn a_surface_that_ran_them_all_is_told_with_its_seconds() {
        let ran = judged("rust", "marks\t1.50\nwords\t0.25\n", &stories());
        assert_eq!(ran, Ok(Ran { stories: 2, seconds: 1.75 }));
    }

    #[test]
    fn a_surface_that_left_one_out_fails() {
        let left = judged("python", "marks\t1.50\n", &stories());
        assert_eq!(left, Err("python left out stories: words".to_owned()));
        assert!(judged("kotlin", "", &stories()).is_err());
        assert!(judged("rust", "", &BTreeSet::new()).is_err());
    }

    #[test]
    fn a_line_without_seconds_is_no_report() {
        assert!(judged("swift", "marks\nwords\t1.0\n", &stories()).is_err());
    }
}
