//! Links between pages lead somewhere: every relative link in Markdown names a file or a folder that is there.

use std::path::{Component, Path, PathBuf};

use super::{finding::Finding, tree::Tree};

/// Every relative link that leads nowhere.
pub(crate) fn check(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for page in tree.pages() {
        for (line, target) in links(&page.text) {
            if !leads(&page.path, &target, |path| tree.has(path)) {
                found.push(Finding {
                    file: page.path.clone(),
                    line,
                    rule: "link",
                    wrong: format!("the link to {target} leads nowhere"),
                    remedy: "name a file that is there, relative to this page".to_owned(),
                });
            }
        }
    }
    found
}

/// The links of a page and their lines; what stands in code is no link.
fn links(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut fenced = false;
    for (index, line) in text.lines().enumerate() {
        if line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~") {
            fenced = !fenced;
        } else if !fenced {
            let prose = without_code(line);
            found.extend(targets(&prose).into_iter().map(|target| (index + 1, target)));
        }
    }
    found
}

fn without_code(line: &str) -> String {
    line.split('`').step_by(2).collect::<Vec<_>>().join("\u{0}")
}

fn targets(line: &str) -> Vec<String> {
    let inline = line.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    let reference =
        line.strip_prefix('[').and_then(|rest| rest.split_once("]:")).map(|(_, target)| target);
    inline
        .chain(reference)
        .filter_map(|target| target.split_whitespace().next())
        .map(|target| target.trim_matches(['<', '>']).to_owned())
        .collect()
}

fn leads(page: &str, target: &str, is_there: impl Fn(&Path) -> bool) -> bool {
    let path = target.split(['#', '?']).next().unwrap_or_default();
    let elsewhere = target.contains("://") || target.starts_with("mailto:");
    if elsewhere || path.is_empty() {
        return true;
    }
    let folder = Path::new(page).parent().unwrap_or(Path::new(""));
    within(&folder.join(path)).is_some_and(|path| is_there(&path))
}

/// The path without `.` and `..`; none when it leaves the workspace.
fn within(path: &Path) -> Option<PathBuf> {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::Normal(name) => plain.push(name),
            Component::CurDir => {}
            Component::ParentDir => {
                if !plain.pop() {
                    return None;
                }
            }
            Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    Some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_found_outside_of_code() {
        let page = "See [a](a.md#top) and [b](<b.md> \"title\").\n`[no](no.md)`\n```\n[no](no.md)\n```\n[ref]: c.md\n";
        let found: Vec<String> = links(page).into_iter().map(|(_, target)| target).collect();
        assert_eq!(found, ["a.md#top", "b.md", "c.md"]);
    }

    #[test]
    fn a_link_leads_to_a_file_that_is_there_within_the_house() {
        let there = |path: &Path| path == Path::new("docs/wire.md");
        assert!(leads("README.md", "docs/wire.md#limits", there));
        assert!(leads("docs/adr/0001.md", "../wire.md", there));
        assert!(leads("README.md", "#below", there));
        assert!(leads("README.md", "https://example.org", there));
        assert!(!leads("README.md", "wire.md", there));
        assert!(!leads("README.md", "../docs/wire.md", there));
        assert!(!leads("README.md", "/docs/wire.md", there));
    }
}
