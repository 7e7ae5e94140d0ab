//! The iOS app, as far as it can be tried without a Mac: its heart is compiled without a warning and tested on the real engine and
//! a real relay, and every source, the screens among them, parses and has the form that the house agreed on.

use std::{
    fs, io,
    path::{Path, PathBuf},
    process::Stdio,
};

use crate::{scenarios::Ground, swift::Swift};

/// What the checks of form have to refuse, or they look at nothing.
const BROKEN: &str = "/// A sample.\n\nfunc broken( {\n";
const UGLY: &str = "/// A sample.\n\nlet    forced = Int(\"1\")!;\n";

/// Tries all of it. The package of the bindings has been made before.
pub(crate) fn tried(swift: &Swift, ground: &Ground) -> Result<(), String> {
    let app = ground.project().join("ios");
    let sources = sources(&app)?;
    formed(swift, ground, &app, &sources)?;
    let (environment, visible) = (ground.environment(), [ground.target()]);
    let tests = swift.command("test", &app, &environment, &visible).status();
    if tests.is_ok_and(|status| status.success()) {
        return Ok(());
    }
    Err("the tests of the iOS app's heart do not hold".to_owned())
}

/// Every file parses as Swift 6 and passes the formatter's rules; a sample of each that does not is refused.
fn formed(swift: &Swift, ground: &Ground, app: &Path, sources: &[String]) -> Result<(), String> {
    let (parse, lint) = (&["-frontend", "-parse", "-swift-version", "6"], lint(app)?);
    let lint: Vec<&str> = lint.iter().map(String::as_str).collect();
    for (name, arguments, sample) in
        [("parse", parse.as_slice(), BROKEN), ("format", lint.as_slice(), UGLY)]
    {
        let path = ground.target().join(format!("iphone-{name}.swift"));
        fs::write(&path, sample).map_err(|_| "a sample cannot be written".to_owned())?;
        let sample = [path.to_str().ok_or("a path is not UTF-8")?.to_owned()];
        if holds(swift, ground, arguments, &sample, Stdio::null()) {
            return Err(format!("\"{name}\" does not refuse what it has to refuse"));
        }
        if !holds(swift, ground, arguments, sources, Stdio::inherit()) {
            return Err(format!("\"{name}\" refuses a source of the iOS app"));
        }
    }
    Ok(())
}

fn lint(app: &Path) -> Result<Vec<String>, String> {
    let rules = app.join(".swift-format");
    let rules = rules.to_str().ok_or("a path is not UTF-8")?;
    Ok(["format", "lint", "--strict", "--configuration", rules].map(str::to_owned).into())
}

fn holds(swift: &Swift, ground: &Ground, arguments: &[&str], of: &[String], told: Stdio) -> bool {
    let mut command = swift.plain(arguments, &[ground.target()]);
    command.args(of).stdout(Stdio::null()).stderr(told);
    command.status().is_ok_and(|status| status.success())
}

/// Every Swift file of the app that was written by hand.
fn sources(app: &Path) -> Result<Vec<String>, String> {
    let mut found = vec![app.join("Package.swift")];
    for folder in ["App", "RequiteKit"] {
        let before = found.len();
        collect(&app.join(folder), &mut found)
            .map_err(|_| format!("ios/{folder} cannot be read"))?;
        if found.len() == before {
            return Err(format!("ios/{folder} holds no source"));
        }
    }
    found.sort();
    let text = |path: &PathBuf| path.to_str().map(str::to_owned).ok_or("a path is not UTF-8");
    found.iter().map(text).collect::<Result<_, _>>().map_err(str::to_owned)
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, found)?;
        } else if path.extension().is_some_and(|extension| extension == "swift") {
            found.push(path);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_source_is_found_in_every_folder() -> io::Result<()> {
        let app = tempfile::tempdir()?;
        for path in ["App/Screens", "RequiteKit/Sources"] {
            fs::create_dir_all(app.path().join(path))?;
        }
        assert!(sources(app.path()).is_err(), "an empty folder is no app");
        for path in
            ["App/A.swift", "App/Screens/B.swift", "App/C.txt", "RequiteKit/Sources/D.swift"]
        {
            fs::write(app.path().join(path), "")?;
        }
        let found = sources(app.path()).unwrap_or_default();
        let names: Vec<&str> = found.iter().filter_map(|path| path.rsplit('/').next()).collect();
        assert_eq!(names, ["A.swift", "B.swift", "Package.swift", "D.swift"]);
        Ok(())
    }
}
