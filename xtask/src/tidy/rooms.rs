//! Which rooms there are, which way the arrows point, who owns which heavy dependency, and which rooms are pure. The one
//! place where this is written for the machine; `docs/ARCHITECTURE.md` tells it to people.

/// A room: one crate of the workspace.
#[derive(Debug)]
pub(crate) struct Room {
    /// The crate's name.
    pub(crate) package: &'static str,
    /// The rooms that it may depend on, for building, running and testing alike.
    pub(crate) arrows: Arrows,
    /// Whether it may touch the world.
    pub(crate) purity: Purity,
}

/// Where a room's arrows may point.
#[derive(Debug)]
pub(crate) enum Arrows {
    /// At these rooms.
    To(&'static [&'static str]),
    /// At any: for what is never shipped.
    Anywhere,
}

/// Whether a room may touch the world.
#[derive(Debug)]
pub(crate) enum Purity {
    /// No clock, no randomness of the system, no I/O, no unordered maps.
    Pure {
        /// Its crates from outside, all of them: a new one is an act that somebody looks at, since a wall is worth little
        /// when what stands behind it can read the clock.
        brings: &'static [&'static str],
        /// Files that are excused, each with its reason beside it.
        except: &'static [&'static str],
    },
    /// May touch the world.
    Worldly,
}

/// Every room. A crate that is not listed here does not pass.
pub(crate) const ROOMS: &[Room] = &[
    Room {
        package: "requite-wire",
        arrows: Arrows::To(&[]),
        purity: Purity::Pure {
            brings: &["blake3", "data-encoding", "minicbor", "ruzstd", "thiserror", "zstd"],
            except: &[],
        },
    },
    Room {
        package: "requite-record",
        arrows: Arrows::To(&[]),
        purity: Purity::Pure {
            brings: &[
                "automerge",
                "blake3",
                "jiff",
                "rand",
                "serde",
                "serde_json",
                "sha2",
                "similar",
                "thiserror",
                "unicode-normalization",
                "unicode-segmentation",
            ],
            except: &[],
        },
    },
    Room {
        package: "requite-seal",
        arrows: Arrows::To(&["requite-wire"]),
        purity: Purity::Pure {
            brings: &[
                "argon2",
                "bip39",
                "blake3",
                "chacha20poly1305",
                "ed25519-dalek",
                "hpke",
                "minicbor",
                "rand",
                "subtle",
                "thiserror",
                "unicode-normalization",
                "x25519-dalek",
                "zeroize",
            ],
            except: &[],
        },
    },
    Room {
        package: "requite-sync",
        arrows: Arrows::To(&["requite-wire"]),
        purity: Purity::Pure { brings: &["thiserror"], except: &[] },
    },
    Room {
        package: "requite-store",
        arrows: Arrows::To(&["requite-record", "requite-wire"]),
        purity: Purity::Worldly,
    },
    Room {
        package: "requite-engine",
        arrows: Arrows::To(&[
            "requite-record",
            "requite-seal",
            "requite-store",
            "requite-sync",
            "requite-wire",
        ]),
        purity: Purity::Worldly,
    },
    Room {
        package: "requite-numbers",
        arrows: Arrows::To(&[]),
        purity: Purity::Pure { brings: &["jiff", "libm"], except: &[] },
    },
    Room {
        package: "requite-words",
        arrows: Arrows::To(&["requite-numbers"]),
        purity: Purity::Pure {
            brings: &["fluent-bundle", "jiff", "serde", "serde_json", "thiserror", "unic-langid"],
            except: &[],
        },
    },
    Room {
        package: "requite",
        arrows: Arrows::To(&["requite-engine", "requite-numbers", "requite-words"]),
        purity: Purity::Pure {
            brings: &[
                "jiff",
                "serde",
                "serde_json",
                "thiserror",
                "unicode-normalization",
                "unicode-segmentation",
                "zeroize",
            ],
            except: &[],
        },
    },
    Room {
        package: "requite-relay",
        arrows: Arrows::To(&["requite-sync", "requite-wire"]),
        purity: Purity::Worldly,
    },
    Room {
        package: "requite-bindings",
        // The relay for its tests only.
        arrows: Arrows::To(&["requite", "requite-engine", "requite-relay"]),
        purity: Purity::Worldly,
    },
    Room {
        package: "shared-list",
        arrows: Arrows::To(&["requite-engine"]),
        purity: Purity::Worldly,
    },
    Room {
        package: "requite-sim",
        arrows: Arrows::To(&[
            "requite-engine",
            "requite-record",
            "requite-relay",
            "requite-seal",
            "requite-store",
            "requite-sync",
            "requite-wire",
        ]),
        purity: Purity::Worldly,
    },
    Room {
        package: "requite-cli",
        // For its tests only: the bindings, since here both they and a program of ours run the same stories; the example, since a real
        // relay is here; the simulation, for its relay's office; sealing, for key files that cost less.
        arrows: Arrows::To(&[
            "requite",
            "requite-bindings",
            "requite-engine",
            "requite-relay",
            "requite-seal",
            "requite-sim",
            "requite-words",
            "shared-list",
        ]),
        purity: Purity::Worldly,
    },
    Room { package: "xtask", arrows: Arrows::Anywhere, purity: Purity::Worldly },
];

/// A heavy dependency and the rooms that may name it.
#[derive(Debug)]
pub(crate) struct Owned {
    /// The dependency's real name, whatever a manifest renames it to.
    pub(crate) dependency: &'static str,
    /// The rooms that may name it.
    pub(crate) owners: &'static [&'static str],
    /// Rooms whose tests may name it besides.
    pub(crate) in_tests: &'static [&'static str],
}

const fn owned(dependency: &'static str, owners: &'static [&'static str]) -> Owned {
    Owned { dependency, owners, in_tests: &[] }
}

/// Every owned dependency. `deny.toml` says the same to cargo-deny, and tidy checks that it does.
pub(crate) const OWNED: &[Owned] = &[
    owned("argon2", &["requite-seal"]),
    owned("automerge", &["requite-record"]),
    owned("axum", &["requite-relay"]),
    owned("bip39", &["requite-seal"]),
    owned("blake3", &["requite-record", "requite-seal", "requite-wire"]),
    owned("chacha20poly1305", &["requite-seal"]),
    owned("ed25519-dalek", &["requite-relay", "requite-seal"]),
    owned("getrandom", &["requite-engine", "requite-relay"]),
    owned("hpke", &["requite-seal"]),
    owned("libsqlite3-sys", &[]),
    owned("openssl", &[]),
    owned("openssl-sys", &[]),
    owned("rusqlite", &["requite-relay", "requite-store"]),
    owned("rustls", &["requite-engine"]),
    owned("ruzstd", &["requite-wire"]),
    owned(
        "tokio",
        &["requite-bindings", "requite-cli", "requite-engine", "requite-relay", "xtask"],
    ),
    Owned {
        dependency: "tokio-tungstenite",
        owners: &["requite-engine"],
        in_tests: &["requite-relay"],
    },
    owned("uniffi", &["requite-bindings"]),
    owned("x25519-dalek", &["requite-seal"]),
    owned("zstd", &["requite-wire"]),
];

/// Features that let a pure room reach the system, with the dependency that has them.
pub(crate) const WORLDLY_FEATURES: &[(&str, &[&str])] = &[
    ("automerge", &["wasm"]),
    ("rand", &["os_rng", "std", "sys_rng", "thread_rng"]),
    ("rand_chacha", &["os_rng"]),
];

/// Dependencies whose own default features let a pure room reach the system.
pub(crate) const WORLDLY_DEFAULTS: &[&str] = &["rand"];

/// The room that a package is, if it is one.
pub(crate) fn room(package: &str) -> Option<&'static Room> {
    ROOMS.iter().find(|room| room.package == package)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_arrow_points_at_a_room_above_it_in_the_table_so_there_is_no_way_round() {
        let mut seen: Vec<&str> = Vec::new();
        for room in ROOMS {
            if let Arrows::To(arrows) = &room.arrows {
                assert!(arrows.iter().all(|arrow| seen.contains(arrow)), "{}", room.package);
            }
            seen.push(room.package);
        }
    }

    #[test]
    fn owners_are_rooms_and_pure_rooms_bring_only_what_they_own() {
        for owned in OWNED {
            assert!(owned.owners.iter().chain(owned.in_tests).all(|owner| room(owner).is_some()));
        }
        for room in ROOMS {
            let Purity::Pure { brings, .. } = &room.purity else { continue };
            for owned in OWNED {
                if brings.contains(&owned.dependency) {
                    assert!(
                        owned.owners.contains(&room.package),
                        "{} {}",
                        room.package,
                        owned.dependency
                    );
                }
            }
        }
    }
}
