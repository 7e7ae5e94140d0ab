//! The package for Swift as its users meet it: the page's first use and the shared list, each a package of its own, on a real
//! relay. Nothing is helped along: what the page says is all that is done.

use std::{fs, path::Path};

use super::Swift;
use crate::{relay::Relay, scenarios::Ground};

/// Builds and runs both, and looks at what they print.
pub(crate) fn tried(swift: &Swift, ground: &Ground) -> Result<(), String> {
    let folder = ground.target().join("swift-users");
    // Whatever an earlier run has left.
    let _removed = fs::remove_dir_all(&folder);
    let package = folder.join("first-use");
    first_use(ground.project(), &package)?;
    let relay = Relay::start(ground.program(), &folder.join("relay"))?;
    let home = folder.join("home");
    let home = home.to_str().ok_or("a path is not UTF-8")?;
    let printed = ran(swift, ground, &package, &["FirstUse", home, &relay.url])?;
    if !printed.contains("The first snow.") {
        return Err("the first use of bindings/README.md does not read what it wrote".to_owned());
    }
    let example = ground.project().join("examples/shared-list");
    let printed = ran(swift, ground, &example, &["SharedList", &relay.url])?;
    if printed.matches(LIST).count() != 2 {
        return Err("the shared list in Swift does not end the same on both devices".to_owned());
    }
    Ok(())
}

const LIST: &str = "Shopping for Friday evening (urgent)\n[ ] soap\n[x] milk\n[ ] apples";

/// The page's two snippets, where the page says.
fn first_use(project: &Path, package: &Path) -> Result<(), String> {
    let page = fs::read_to_string(project.join("bindings/README.md"));
    let page = page.map_err(|_| "bindings/README.md is not there".to_owned())?;
    let mut snippets = page.split("```swift\n").skip(1).filter_map(|rest| rest.split("```").next());
    let (Some(program), Some(manifest)) = (snippets.next(), snippets.next()) else {
        return Err("bindings/README.md has no first use in Swift".to_owned());
    };
    let path = project.join("bindings/swift");
    let path = path.to_str().ok_or("a path is not UTF-8")?;
    if !manifest.contains(PATH_ON_THE_PAGE) {
        return Err("the package on bindings/README.md names no path of bindings/swift".to_owned());
    }
    let manifest = manifest.replace(PATH_ON_THE_PAGE, path);
    let sources = package.join("Sources/FirstUse");
    fs::create_dir_all(&sources)
        .and_then(|()| fs::write(sources.join("main.swift"), program))
        .and_then(|()| fs::write(package.join("Package.swift"), manifest))
        .map_err(|_| "the first use cannot be written".to_owned())
}

const PATH_ON_THE_PAGE: &str = "../requite/bindings/swift";

/// What a program of a package prints.
fn ran(swift: &Swift, ground: &Ground, package: &Path, program: &[&str]) -> Result<String, String> {
    let built = swift.command("build", package, &[], &[ground.target()]).status();
    if !built.is_ok_and(|status| status.success()) {
        return Err(format!("{} does not build", package.display()));
    }
    let mut run = swift.command("run", package, &[], &[ground.target()]);
    let ran = run.arg("--skip-build").args(program).output();
    let ran = ran.map_err(|error| format!("swift did not start: {error}"))?;
    if !ran.status.success() {
        return Err(format!("{} ends with {}", package.display(), ran.status));
    }
    Ok(String::from_utf8_lossy(&ran.stdout).into_owned())
}
