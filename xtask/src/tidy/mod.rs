//! `cargo xtask tidy`: the walls of the house, checked by machine. What belongs where is in `rooms`, and only there; each
//! rule says which file breaks it and what to do instead. Reads, never mends.

mod configs;
mod finding;
mod hosts;
mod lexer;
mod links;
mod manifests;
mod paths;
mod purity;
mod rooms;
mod sources;
mod tree;

use std::path::Path;

use cargo_metadata::{Metadata, MetadataCommand};

use self::{finding::Finding, tree::Tree};

/// Checks everything and says what it found: one line when all is well.
pub(crate) fn run() -> Result<(), String> {
    let metadata = read_metadata()?;
    let tree = Tree::read(metadata.workspace_root.as_std_path())?;
    let manifests = manifests::read(&metadata);

    let mut found = manifests::check(&manifests);
    found.extend(configs::check(&tree, &manifests));
    found.extend(sources::check(&tree, &manifests));
    found.extend(hosts::check(&tree));
    found.extend(links::check(&tree));
    let median = sources::median_lines(&tree);
    found.extend(sources::check_median(median));

    if found.is_empty() {
        println!(
            "tidy: {} rooms, {} Rust files of {median} lines in the median, nothing out of place",
            manifests.len(),
            tree.rust().count()
        );
        return Ok(());
    }
    Err(told(found))
}

fn told(mut found: Vec<Finding>) -> String {
    found.sort();
    found.dedup();
    let count = found.len();
    for finding in found {
        eprintln!("{finding}\n");
    }
    format!("tidy found {count} thing{} out of place", if count == 1 { "" } else { "s" })
}

/// The manifests as cargo reads them, without resolving anything: no network, no lock file, and a dependency that is planted
/// but not built is seen all the same.
fn read_metadata() -> Result<Metadata, String> {
    MetadataCommand::new()
        .no_deps()
        .other_options(["--offline".to_owned()])
        .current_dir(Path::new("."))
        .exec()
        .map_err(|error| format!("cargo cannot read the manifests: {error}"))
}
