//! What pure rooms do not name: clocks, randomness of the system, the world outside, unordered maps. The same is said to
//! clippy in each room's `clippy.toml`; this is the belt to those braces, and needs no build.

use super::{
    finding::Finding,
    lexer::Token,
    paths::{NamePath, paths},
};

const CLOCK: Taboo =
    Taboo { rule: "clock", remedy: "take the time as an argument; the engine reads the clock" };
const MAP: Taboo = Taboo {
    rule: "map",
    remedy: "use BTreeMap or BTreeSet; an unordered map makes two runs of one seed differ",
};
const CHANCE: Taboo =
    Taboo { rule: "randomness", remedy: "take the generator as an argument; the engine seeds it" };
const WORLD: Taboo = Taboo {
    rule: "world",
    remedy: "take what it holds as an argument, or move this to a room that may touch the world (store, engine, cli)",
};

#[derive(Debug, Clone, Copy)]
struct Taboo {
    rule: &'static str,
    remedy: &'static str,
}

/// Words that are out wherever they stand in code, since any import or alias has to say them once.
const WORDS: &[(&str, Taboo)] = &[
    ("DefaultHasher", MAP),
    ("HashMap", MAP),
    ("HashSet", MAP),
    ("Instant", CLOCK),
    ("OsRng", CHANCE),
    ("RandomState", MAP),
    ("SysRng", CHANCE),
    ("SystemTime", CLOCK),
    ("TcpListener", WORLD),
    ("TcpStream", WORLD),
    ("ThreadRng", CHANCE),
    ("UNIX_EPOCH", CLOCK),
    ("UdpSocket", WORLD),
    ("from_os_rng", CHANCE),
    ("getrandom", CHANCE),
    ("hash_map", MAP),
    ("hash_set", MAP),
    ("thread_rng", CHANCE),
];

/// Ends of paths that are out.
const ENDS: &[(&[&str], Taboo)] = &[
    (&["ActorId", "random"], CHANCE),
    (&["TimeZone", "system"], CLOCK),
    (&["TimeZone", "try_system"], CLOCK),
    (&["Uuid", "new_v4"], CHANCE),
    (&["Uuid", "now_v7"], CLOCK),
    (&["rand", "fill"], CHANCE),
    (&["rand", "make_rng"], CHANCE),
    (&["rand", "random"], CHANCE),
    (&["rand", "random_bool"], CHANCE),
    (&["rand", "random_iter"], CHANCE),
    (&["rand", "random_range"], CHANCE),
    (&["rand", "random_ratio"], CHANCE),
    (&["rand", "rng"], CHANCE),
];

/// Whether a file is shipped or is a test beside it, which may read its examples from files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Source,
    Test,
}

/// What a file of a pure room names that it must not.
pub(crate) fn check(file: &str, part: Part, tokens: &[Token]) -> Vec<Finding> {
    let mut found = Vec::new();
    for token in tokens {
        if let Some((word, taboo)) = WORDS.iter().find(|(word, _)| *word == token.text) {
            found.push(finding(file, token.line, *taboo, word));
        }
    }
    for path in paths(tokens) {
        if let Some(taboo) = forbidden(&path, part) {
            found.push(finding(file, path.line, taboo, &path.names.join("::")));
        }
    }
    found
}

fn forbidden(path: &NamePath, part: Part) -> Option<Taboo> {
    let names: Vec<&str> = path.names.iter().map(String::as_str).collect();
    if let Some((_, taboo)) = ENDS.iter().find(|(end, _)| names.ends_with(end)) {
        return Some(*taboo);
    }
    match names.as_slice() {
        ["std" | "core" | "alloc", inside @ ..] => standard(inside, part),
        // jiff, tokio and others: whatever can tell the time calls it so.
        [owner, .., "now"] if *owner != "Self" => Some(CLOCK),
        _ => None,
    }
}

/// What is out of the standard library. Whole modules that hold something forbidden are not brought in either: who does
/// names next what nobody can see here.
fn standard(inside: &[&str], part: Part) -> Option<Taboo> {
    match inside {
        ["collections"] | ["collections", "*"] => Some(MAP),
        ["time", "Duration", ..] => None,
        ["time", ..] => Some(CLOCK),
        ["env" | "fs", ..] => (part == Part::Source).then_some(WORLD),
        []
        | ["*"]
        | ["net" | "os" | "process" | "thread", ..]
        | ["io", "stdin" | "stdout" | "stderr" | "*", ..] => Some(WORLD),
        _ => None,
    }
}

fn finding(file: &str, line: usize, taboo: Taboo, what: &str) -> Finding {
    Finding {
        file: file.to_owned(),
        line,
        rule: taboo.rule,
        wrong: format!("this room is pure and must not name {what}"),
        remedy: taboo.remedy.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{super::lexer::lex, *};

    fn rules(source: &str) -> Vec<&'static str> {
        let mut rules: Vec<&str> =
            check("core/sync/src/engine.rs", Part::Source, &lex(source).tokens)
                .iter()
                .map(|found| found.rule)
                .collect();
        rules.dedup();
        rules
    }

    #[test]
    fn what_pure_rooms_do_all_day_passes() {
        for source in [
            "use std::collections::{BTreeMap, btree_map::Entry};",
            "use std::time::Duration; use core::time::Duration as D;",
            "//! No `Instant`, no HashMap.\nconst NAME: &str = \"SystemTime\";",
            "fn f(now: u64) { self.now(); Self::now(); std::mem::take(x); std::io::Read::read(y) }",
            "use rand::{CryptoRng, Rng}; impl Trait for Vec<u8> {}",
        ] {
            assert_eq!(rules(source), [""; 0], "{source}");
        }
    }

    #[test]
    fn a_planted_clock_is_found_in_any_spelling() {
        for source in [
            "use std::time::SystemTime;",
            "use std::{fmt, time::{Duration, Instant}};",
            "fn f() { let t = std::time::Instant::now(); }",
            "use std::time; fn f() { time::Instant::now(); }",
            "use std::time as t;",
            "use std::time::*;",
            "use std::time::Instant as Moment;",
            "type T = r#Instant;",
            "let t = jiff::Timestamp::now();",
            "let z = Zoned::now();",
            "let z = jiff::tz::TimeZone::system();",
        ] {
            assert_eq!(rules(source), ["clock"], "{source}");
        }
    }

    #[test]
    fn a_planted_map_is_found_in_any_spelling() {
        for source in [
            "use std::collections::HashMap;",
            "use std::collections::{BTreeMap, HashSet};",
            "use std::collections::HashMap as Map;",
            "use std::collections::*;",
            "use std::collections as c;",
            "use std::collections::{self};",
            "let m = std::collections::hash_map::Entry::Vacant;",
            "let m = hashbrown::HashMap::new();",
        ] {
            assert_eq!(rules(source), ["map"], "{source}");
        }
    }

    #[test]
    fn planted_chance_and_world_are_found() {
        for source in [
            "let r = rand::rng();",
            "use rand::rngs::OsRng;",
            "let a = automerge::ActorId::random();",
        ] {
            assert_eq!(rules(source), ["randomness"], "{source}");
        }
        for source in [
            "use std::fs;",
            "std::fs::read(path)",
            "use std::{env, fmt};",
            "std::thread::spawn(f);",
            "use std::net::IpAddr;",
            "use std as s;",
            "use std::*;",
            "std::io::stdout();",
        ] {
            assert_eq!(rules(source), ["world"], "{source}");
        }
    }

    #[test]
    fn tests_beside_a_pure_room_may_read_examples_but_no_clock() {
        let tokens = lex("std::fs::read(path); std::time::Instant::now();").tokens;
        let found = check("core/wire/tests/vectors.rs", Part::Test, &tokens);
        assert!(found.iter().all(|found| found.rule == "clock"));
        assert!(!found.is_empty());
    }
}
