//! Rules about manifests: arrows, owners, what pure rooms bring. Sees every dependency that a manifest declares, be it
//! renamed, optional, for one target, for building or for tests.

use cargo_metadata::{Dependency, DependencyKind, Metadata};

use super::{
    finding::Finding,
    rooms::{Arrows, OWNED, Purity, ROOMS, WORLDLY_DEFAULTS, WORLDLY_FEATURES, room},
};

/// A crate of the workspace, as its manifest tells it.
#[derive(Debug, Clone)]
pub(crate) struct Manifest {
    /// The crate's name.
    pub(crate) package: String,
    /// The manifest, relative to the root.
    pub(crate) file: String,
    /// The folder, relative to the root.
    pub(crate) folder: String,
    pub(crate) description: Option<String>,
    pub(crate) license: Option<String>,
    pub(crate) needs: Vec<Need>,
}

/// A dependency that a manifest declares.
#[derive(Debug, Clone)]
pub(crate) struct Need {
    /// The real name, whatever it is renamed to.
    pub(crate) package: String,
    pub(crate) alias: Option<String>,
    pub(crate) purpose: Purpose,
    pub(crate) features: Vec<String>,
    pub(crate) defaults: Defaults,
    pub(crate) origin: Origin,
}

/// What a dependency is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    Shipped,
    Tests,
}

/// Whether a dependency's default features are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Defaults {
    Wanted,
    Refused,
}

/// Where a dependency comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Origin {
    Registry,
    Folder,
    /// Somebody's repository, or a registry other than the usual one.
    Elsewhere,
    /// The usual registry, in whatever version.
    AnyVersion,
}

/// What cargo says about the members of the workspace.
pub(crate) fn read(metadata: &Metadata) -> Vec<Manifest> {
    let relative = |path: &cargo_metadata::camino::Utf8Path| {
        path.strip_prefix(&metadata.workspace_root).unwrap_or(path).as_str().replace('\\', "/")
    };
    let mut manifests: Vec<Manifest> = metadata
        .workspace_packages()
        .into_iter()
        .map(|package| Manifest {
            package: package.name.to_string(),
            file: relative(&package.manifest_path),
            folder: package.manifest_path.parent().map(relative).unwrap_or_default(),
            description: package.description.clone(),
            license: package.license.clone(),
            needs: package.dependencies.iter().map(need).collect(),
        })
        .collect();
    manifests.sort_by(|a, b| a.file.cmp(&b.file));
    manifests
}

/// Every rule about manifests.
pub(crate) fn check(manifests: &[Manifest]) -> Vec<Finding> {
    let mut found = Vec::new();
    for manifest in manifests {
        found.extend(known(manifest));
        found.extend(described(manifest));
        for need in &manifest.needs {
            found.extend(arrow(manifest, need));
            found.extend(owner(manifest, need));
            found.extend(purity(manifest, need));
            found.extend(origin(manifest, need));
        }
    }
    found
}

fn need(dependency: &Dependency) -> Need {
    let origin = match (&dependency.source, &dependency.path) {
        (None, Some(_)) => Origin::Folder,
        (Some(source), _) if !source.is_crates_io() => Origin::Elsewhere,
        _ if dependency.req == cargo_metadata::semver::VersionReq::STAR => Origin::AnyVersion,
        _ => Origin::Registry,
    };
    Need {
        package: dependency.name.clone(),
        alias: dependency.rename.clone(),
        purpose: if dependency.kind == DependencyKind::Development {
            Purpose::Tests
        } else {
            Purpose::Shipped
        },
        features: dependency.features.clone(),
        defaults: if dependency.uses_default_features {
            Defaults::Wanted
        } else {
            Defaults::Refused
        },
        origin,
    }
}

fn known(manifest: &Manifest) -> Option<Finding> {
    if room(&manifest.package).is_some() {
        return None;
    }
    Some(finding(
        manifest,
        "room",
        format!("{} is not a room of this house", manifest.package),
        "list it, with its arrows, in xtask/src/tidy/rooms.rs and docs/ARCHITECTURE.md, or remove it".to_owned(),
    ))
}

fn described(manifest: &Manifest) -> Vec<Finding> {
    let mut found = Vec::new();
    for (value, what) in [(&manifest.description, "description"), (&manifest.license, "license")] {
        if value.as_deref().is_none_or(|value| value.trim().is_empty()) {
            found.push(finding(
                manifest,
                "manifest",
                format!("{} has no {what}", manifest.package),
                format!("write one under [package]: {what}"),
            ));
        }
    }
    found
}

fn arrow(manifest: &Manifest, need: &Need) -> Option<Finding> {
    let from = room(&manifest.package)?;
    let is_room = need.origin == Origin::Folder || room(&need.package).is_some();
    let Arrows::To(arrows) = &from.arrows else { return None };
    if !is_room || arrows.contains(&need.package.as_str()) {
        return None;
    }
    let may = if arrows.is_empty() { "no other room".to_owned() } else { arrows.join(", ") };
    Some(finding(
        manifest,
        "arrow",
        format!("{} must not depend on {}{}", manifest.package, need.package, called(need)),
        format!(
            "remove the dependency; this room may depend on {may}. Pass what it needs as an argument, or move the code to a \
             room that may see both"
        ),
    ))
}

fn owner(manifest: &Manifest, need: &Need) -> Option<Finding> {
    let owned = OWNED.iter().find(|owned| owned.dependency == need.package)?;
    let package = manifest.package.as_str();
    let in_tests = need.purpose == Purpose::Tests && owned.in_tests.contains(&package);
    if owned.owners.contains(&package) || in_tests {
        return None;
    }
    let remedy = if owned.owners.is_empty() {
        "remove it; no room names it directly".to_owned()
    } else {
        format!(
            "remove it and ask its owner, {}, through that room's own types",
            owned.owners.join(" or ")
        )
    };
    Some(finding(
        manifest,
        "owner",
        format!("{package} must not name {}{}", need.package, called(need)),
        remedy,
    ))
}

fn purity(manifest: &Manifest, need: &Need) -> Vec<Finding> {
    let Some(Purity::Pure { brings, .. }) = room(&manifest.package).map(|room| &room.purity) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let outside =
        need.origin != Origin::Folder && !ROOMS.iter().any(|room| room.package == need.package);
    if outside && need.purpose == Purpose::Shipped && !brings.contains(&need.package.as_str()) {
        found.push(finding(
            manifest,
            "purity",
            format!("{} is pure and does not bring {}{}", manifest.package, need.package, called(need)),
            "do without it; or, when it reads no clock, no files and no randomness of the system, add it to what the room \
             brings in xtask/src/tidy/rooms.rs"
                .to_owned(),
        ));
    }
    let worldly = WORLDLY_FEATURES
        .iter()
        .filter(|(name, _)| *name == need.package)
        .flat_map(|(_, features)| *features);
    for feature in worldly.filter(|feature| need.features.iter().any(|has| has == *feature)) {
        found.push(finding(
            manifest,
            "purity",
            format!(
                "{} is pure, and feature {feature} of {} reaches the system",
                manifest.package, need.package
            ),
            "remove the feature; randomness and time are arguments here".to_owned(),
        ));
    }
    if need.defaults == Defaults::Wanted && WORLDLY_DEFAULTS.contains(&need.package.as_str()) {
        found.push(finding(
            manifest,
            "purity",
            format!(
                "{} is pure, and the default features of {} reach the system",
                manifest.package, need.package
            ),
            "write default-features = false".to_owned(),
        ));
    }
    found
}

fn origin(manifest: &Manifest, need: &Need) -> Option<Finding> {
    let wrong = match need.origin {
        Origin::Registry | Origin::Folder => return None,
        Origin::Elsewhere => {
            format!("{} comes from somewhere else than the registry", need.package)
        }
        Origin::AnyVersion => format!("{} may be of any version", need.package),
    };
    Some(finding(
        manifest,
        "origin",
        wrong,
        "name a released version in the root Cargo.toml".to_owned(),
    ))
}

fn called(need: &Need) -> String {
    let mut called =
        need.alias.as_ref().map(|alias| format!(" (renamed to {alias})")).unwrap_or_default();
    if need.purpose == Purpose::Tests {
        called.push_str(", not even in tests");
    }
    called
}

fn finding(manifest: &Manifest, rule: &'static str, wrong: String, remedy: String) -> Finding {
    Finding { file: manifest.file.clone(), line: 0, rule, wrong, remedy }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn need(package: &str) -> Need {
        Need {
            package: package.to_owned(),
            alias: None,
            purpose: Purpose::Shipped,
            features: Vec::new(),
            defaults: Defaults::Refused,
            origin: if room(package).is_some() { Origin::Folder } else { Origin::Registry },
        }
    }

    fn rules(package: &str, need: Need) -> Vec<&'static str> {
        let manifest = Manifest {
            package: package.to_owned(),
            file: "core/x/Cargo.toml".to_owned(),
            folder: "core/x".to_owned(),
            description: Some("A room.".to_owned()),
            license: Some("MIT".to_owned()),
            needs: vec![need],
        };
        check(&[manifest]).into_iter().map(|finding| finding.rule).collect()
    }

    #[test]
    fn arrows_that_are_drawn_pass() {
        for (from, to) in [
            ("requite-sync", "requite-wire"),
            ("requite", "requite-engine"),
            ("xtask", "requite-store"),
        ] {
            assert!(rules(from, need(to)).is_empty());
        }
    }

    #[test]
    fn a_planted_arrow_is_found_under_whatever_name_and_for_whatever_purpose() {
        assert_eq!(rules("requite-sync", need("requite-store")), ["arrow"]);
        let renamed = Need { alias: Some("wire_too".to_owned()), ..need("requite-store") };
        assert_eq!(rules("requite-sync", renamed), ["arrow"]);
        let in_tests = Need { purpose: Purpose::Tests, ..need("requite-store") };
        assert_eq!(rules("requite-sync", in_tests), ["arrow"]);
        let copied = Need { origin: Origin::Folder, ..need("a-copy-of-the-store") };
        assert_eq!(rules("requite-sync", copied), ["arrow"]);
        assert_eq!(rules("requite-relay", need("requite-record")), ["arrow"]);
        assert_eq!(rules("requite", need("requite-store")), ["arrow"]);
    }

    #[test]
    fn a_dependency_outside_its_owner_is_found() {
        assert!(rules("requite-store", need("rusqlite")).is_empty());
        assert_eq!(rules("requite-engine", need("rusqlite")), ["owner"]);
        assert_eq!(rules("requite", need("rusqlite")), ["owner", "purity"]);
        assert_eq!(rules("requite-store", need("libsqlite3-sys")), ["owner"]);
        let in_tests = Need { purpose: Purpose::Tests, ..need("tokio-tungstenite") };
        assert!(rules("requite-relay", in_tests).is_empty());
        assert_eq!(rules("requite-relay", need("tokio-tungstenite")), ["owner"]);
    }

    #[test]
    fn pure_rooms_bring_little_and_no_randomness_of_the_system() {
        assert_eq!(rules("requite-sync", need("reqwest")), ["purity"]);
        let tests_only = Need { purpose: Purpose::Tests, ..need("proptest") };
        assert!(rules("requite-sync", tests_only).is_empty());
        let features = Need { features: vec!["thread_rng".to_owned()], ..need("rand") };
        assert_eq!(rules("requite-record", features), ["purity"]);
        let defaults = Need { defaults: Defaults::Wanted, ..need("rand") };
        assert_eq!(rules("requite-seal", defaults), ["purity"]);
    }

    #[test]
    fn strangers_and_loose_versions_are_found() {
        assert_eq!(
            rules("requite-cli", Need { origin: Origin::Elsewhere, ..need("clap") }),
            ["origin"]
        );
        assert_eq!(
            rules("requite-cli", Need { origin: Origin::AnyVersion, ..need("clap") }),
            ["origin"]
        );
        assert_eq!(rules("a-new-crate", need("clap")), ["room"]);
    }
}
