//! No file names a package registry's host: where crates come from is a setting of each machine, not of this project.

use super::{finding::Finding, tree::Tree};

/// Written apart, so that this file does not name them either.
const HOSTS: &[&str] = &[
    concat!("crates", ".io"),
    concat!("docs", ".rs"),
    concat!("lib", ".rs/"),
    concat!("npmjs", ".com"),
    concat!("npmjs", ".org"),
    concat!("pypi", ".org"),
    concat!("pythonhosted", ".org"),
    concat!("maven", ".org"),
    concat!("maven.google", ".com"),
    concat!("proxy.golang", ".org"),
    concat!("rubygems", ".org"),
];

/// The lock file is cargo's own writing.
const EXCUSED: &str = "Cargo.lock";

/// Every line that names a registry's host.
pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    let files = tree.files().iter().filter(|file| !file.path.ends_with(EXCUSED));
    files.flat_map(|file| check_text(&file.path, &file.text)).collect()
}

fn check_text(path: &str, text: &str) -> Vec<Finding> {
    let named = |line: &str| HOSTS.iter().any(|host| names(line, host));
    let lines = text.lines().enumerate().filter(|(_, line)| named(line));
    lines
        .map(|(index, _)| Finding {
            file: path.to_owned(),
            line: index + 1,
            rule: "host",
            wrong: "a package registry's host is named".to_owned(),
            remedy: "name the package, not where it is kept".to_owned(),
        })
        .collect()
}

/// Whether the line names the host: not merely letters of a longer word.
fn names(line: &str, host: &str) -> bool {
    let word = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(host).any(|(at, _)| {
        let before = line.get(..at).and_then(|before| before.chars().next_back());
        let after = line.get(at + host.len()..).and_then(|after| after.chars().next());
        !before.is_some_and(|c| word(c) || c == '-')
            && (host.ends_with('/') || !after.is_some_and(word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_found_and_a_word_like_it_is_not() {
        let host = concat!("see https://index.crates", ".io/ or crates", ".io.");
        assert_eq!(check_text("README.md", host).len(), 1);
        assert!(
            check_text("README.md", "crates in io, requite_docs.rsx, my-crates\u{2e}iota")
                .is_empty()
        );
    }
}
