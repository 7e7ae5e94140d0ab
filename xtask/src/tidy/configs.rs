//! Rules about settings: every crate takes the workspace's lints, every pure room has its bans, and `deny.toml` names the
//! same owners as `rooms`.

use std::collections::BTreeSet;

use toml::{Table, Value};

use super::{
    finding::Finding,
    manifests::Manifest,
    rooms::{OWNED, Owned, Purity, ROOMS, room},
    tree::Tree,
};

/// What each pure room's `clippy.toml` bans, at least.
const BANNED_METHODS: &[&str] = &[
    "std::time::SystemTime::now",
    "std::time::Instant::now",
    "std::thread::spawn",
    "std::env::var",
];
const BANNED_TYPES: &[&str] = &[
    "std::collections::HashMap",
    "std::collections::HashSet",
    "std::fs::File",
    "std::net::TcpStream",
];

/// Every rule about settings.
pub(crate) fn check(tree: &Tree, manifests: &[Manifest]) -> Vec<Finding> {
    let mut found = Vec::new();
    for manifest in manifests {
        found.extend(lints(tree, manifest));
        found.extend(bans(tree, manifest));
    }
    found.extend(deny(tree.text("deny.toml").unwrap_or_default()));
    found
}

/// Rooms that write their lints out, as cargo lets nobody change one line of the workspace's, and the lines that may differ:
/// the macros of `UniFFI` write `unsafe` functions, and items that only the other side reaches.
const OWN_LINTS: &[(&str, &[&str])] =
    &[("requite-bindings", &["unsafe_code", "unreachable_pub", "unused_qualifications"])];

fn lints(tree: &Tree, manifest: &Manifest) -> Option<Finding> {
    let table = tree.text(&manifest.file)?.parse::<Table>().ok()?;
    let own = table.get("lints");
    let inherited = own.and_then(|lints| lints.get("workspace")).and_then(Value::as_bool);
    let excused = OWN_LINTS.iter().find(|(package, _)| *package == manifest.package);
    let is_right = match excused {
        None => inherited == Some(true),
        Some((_, differing)) => {
            let root = tree.text("Cargo.toml").unwrap_or_default().parse::<Table>().ok()?;
            let shared = root.get("workspace").and_then(|workspace| workspace.get("lints"));
            same_lints(own?, shared?, differing)
        }
    };
    (!is_right).then(|| Finding {
        file: manifest.file.clone(),
        line: 0,
        rule: "lints",
        wrong: format!("{} does not take the workspace's lints", manifest.package),
        remedy: match excused {
            None => "write workspace = true under [lints]".to_owned(),
            Some((_, differing)) => {
                format!("repeat the workspace's lints; only {} may differ", differing.join(", "))
            }
        },
    })
}

fn same_lints(own: &Value, shared: &Value, differing: &[&str]) -> bool {
    let without = |lints: &Value| {
        let mut lints = lints.clone();
        if let Some(rust) = lints.get_mut("rust").and_then(Value::as_table_mut) {
            rust.retain(|lint, _| !differing.contains(&lint));
        }
        lints
    };
    without(own) == without(shared)
}

/// A crate's own `clippy.toml` replaces the root's, so each pure room repeats the shared lines.
fn bans(tree: &Tree, manifest: &Manifest) -> Vec<Finding> {
    if !matches!(room(&manifest.package).map(|room| &room.purity), Some(Purity::Pure { .. })) {
        return Vec::new();
    }
    let file = format!("{}/clippy.toml", manifest.folder);
    let own = table(tree.text(&file).unwrap_or_default());
    let root = table(tree.text("clippy.toml").unwrap_or_default());
    missing_bans(&own, &root)
        .into_iter()
        .map(|missing| Finding {
            file: file.clone(),
            line: 0,
            rule: "bans",
            wrong: format!("this room is pure and its clippy.toml lacks {missing}"),
            remedy: "copy it from core/wire/clippy.toml; a crate's own file replaces the root's"
                .to_owned(),
        })
        .collect()
}

fn missing_bans(own: &Table, root: &Table) -> Vec<String> {
    let shared = root
        .iter()
        .filter(|(key, value)| own.get(*key) != Some(*value))
        .map(|(key, _)| key.clone());
    let lacking = |list: &str, wanted: &[&str]| {
        let has = paths(own, list);
        wanted
            .iter()
            .filter(|path| !has.contains(**path))
            .map(|path| format!("{path} in {list}"))
            .collect::<Vec<_>>()
    };
    shared
        .chain(lacking("disallowed-methods", BANNED_METHODS))
        .chain(lacking("disallowed-types", BANNED_TYPES))
        .collect()
}

fn paths<'a>(table: &'a Table, list: &str) -> BTreeSet<&'a str> {
    let entries = table.get(list).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    entries.iter().filter_map(|entry| entry.get("path").and_then(Value::as_str)).collect()
}

fn deny(text: &str) -> Vec<Finding> {
    let table = table(text);
    let bans = table.get("bans").and_then(|bans| bans.get("deny")).and_then(Value::as_array);
    let bans = bans.map(Vec::as_slice).unwrap_or_default();
    OWNED
        .iter()
        .filter(|owned| !says_the_same(bans, owned))
        .map(|owned| Finding {
            file: "deny.toml".to_owned(),
            line: 0,
            rule: "deny",
            wrong: format!("{} is not banned outside the rooms that may name it", owned.dependency),
            remedy: format!(
                "under [bans] deny, let its wrappers name of our rooms {}",
                listed(owned)
            ),
        })
        .collect()
}

/// Whether the ban of this dependency names its rooms and no other; who else wraps it, of crates from outside, is not ours.
fn says_the_same(bans: &[Value], owned: &Owned) -> bool {
    let ban =
        bans.iter().find(|ban| ban.get("crate").and_then(Value::as_str) == Some(owned.dependency));
    let Some(ban) = ban else { return false };
    let wrappers =
        ban.get("wrappers").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let rooms: BTreeSet<&str> = wrappers
        .iter()
        .filter_map(Value::as_str)
        .filter(|wrapper| ROOMS.iter().any(|room| room.package == *wrapper))
        .collect();
    rooms == rooms_of(owned)
}

fn rooms_of(owned: &Owned) -> BTreeSet<&'static str> {
    owned.owners.iter().chain(owned.in_tests).copied().collect()
}

fn listed(owned: &Owned) -> String {
    let rooms: Vec<&str> = rooms_of(owned).into_iter().collect();
    if rooms.is_empty() { "none".to_owned() } else { format!("{} and no other", rooms.join(", ")) }
}

fn table(text: &str) -> Table {
    text.parse().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_room_that_writes_its_lints_out_may_differ_only_where_it_is_excused() {
        let lints = |text: &str| Value::Table(table(text));
        let shared = lints("rust.unsafe_code = 'forbid'\nrust.missing_docs = 'warn'");
        let own = lints("rust.unsafe_code = 'deny'\nrust.missing_docs = 'warn'");
        assert!(same_lints(&own, &shared, &["unsafe_code"]));
        assert!(!same_lints(&own, &shared, &[]));
        let lax = lints("rust.unsafe_code = 'deny'");
        assert!(!same_lints(&lax, &shared, &["unsafe_code"]));
    }

    #[test]
    fn a_pure_room_repeats_the_shared_lines_and_has_its_bans() {
        let root = table("too-many-lines-threshold = 70");
        let own = table(include_str!("../../../core/wire/clippy.toml"));
        assert_eq!(missing_bans(&own, &root), [""; 0]);
        let lax = table("disallowed-types = [{ path = \"std::collections::HashMap\" }]");
        let missing = missing_bans(&lax, &root);
        assert!(missing.contains(&"too-many-lines-threshold".to_owned()));
        assert!(missing.contains(&"std::time::Instant::now in disallowed-methods".to_owned()));
        assert!(!missing.contains(&"std::collections::HashMap in disallowed-types".to_owned()));
    }

    #[test]
    fn deny_names_the_same_owners() {
        let ban = |wrappers: &str| {
            let text =
                format!("[bans]\ndeny = [{{ crate = \"automerge\", wrappers = [{wrappers}] }}]");
            deny(&text).iter().all(|found| !found.wrong.starts_with("automerge"))
        };
        assert!(ban("\"requite-record\", \"autosurgeon\""));
        assert!(!ban("\"requite-record\", \"requite-engine\""));
        assert!(!ban(""));
    }
}
