//! Rules about source files: their size, how they begin, what none of them holds, and purity where the room is pure.

use super::{
    finding::Finding,
    lexer::{Lexed, Token, lex},
    manifests::Manifest,
    paths::paths,
    purity::{self, Part},
    rooms::{Purity, room},
    tree::{File, Tree},
};

/// No file written by hand is longer.
const LINES_MAX: usize = 600;
/// The median that we aim at, and the one that fails.
const MEDIAN_AIM: usize = 150;
const MEDIAN_MAX: usize = 170;

/// Where printing is the work: the shells and the commands of the house.
const PRINTING: &[&str] = &["cli/", "relay/src/main.rs", "xtask/"];
const PRINTERS: &[&str] = &["dbg", "eprint", "eprintln", "print", "println"];
const UNFINISHED_MACROS: &[&str] = &["todo", "unimplemented"];
const UNFINISHED_WORDS: &[&str] = &["TODO", "FIXME", "XXX"];

/// Every rule about source files.
pub(crate) fn check(tree: &Tree, manifests: &[Manifest]) -> Vec<Finding> {
    tree.rust().flat_map(|file| check_file(file, purity_of(&file.path, manifests))).collect()
}

/// The length in the median, of all files.
pub(crate) fn median_lines(tree: &Tree) -> usize {
    median(tree.rust().map(|file| file.text.lines().count()).collect())
}

/// Warns above the aim, fails above the limit.
pub(crate) fn check_median(median: usize) -> Option<Finding> {
    if median >= MEDIAN_AIM {
        println!("tidy: the median file has {median} lines; the aim is below {MEDIAN_AIM}");
    }
    (median > MEDIAN_MAX).then(|| Finding {
        file: "Cargo.toml".to_owned(),
        line: 0,
        rule: "median",
        wrong: format!("the median of all Rust files is {median} lines, above {MEDIAN_MAX}"),
        remedy: "split the longest files where their subjects part".to_owned(),
    })
}

fn median(mut lengths: Vec<usize>) -> usize {
    lengths.sort_unstable();
    lengths.get(lengths.len() / 2).copied().unwrap_or(0)
}

/// Whether the file stands in a pure room, and in which part of it.
fn purity_of(path: &str, manifests: &[Manifest]) -> Option<Part> {
    let (manifest, inside) = manifests
        .iter()
        .filter_map(|manifest| {
            Some((manifest, path.strip_prefix(manifest.folder.as_str())?.strip_prefix('/')?))
        })
        .max_by_key(|(manifest, _)| manifest.folder.len())?;
    match &room(&manifest.package)?.purity {
        Purity::Pure { except, .. } if !except.contains(&inside) => {
            Some(if stands_in_tests(inside) { Part::Test } else { Part::Source })
        }
        Purity::Pure { .. } | Purity::Worldly => None,
    }
}

fn stands_in_tests(path: &str) -> bool {
    path.split('/').any(|part| matches!(part, "tests" | "benches" | "examples"))
}

fn check_file(file: &File, pure: Option<Part>) -> Vec<Finding> {
    let lexed = lex(&file.text);
    let mut found = shape(file);
    found.extend(unfinished(file, &lexed));
    found.extend(words(file, &lexed.tokens));
    found.extend(sleeps(file, &lexed.tokens));
    if let Some(part) = pure {
        found.extend(purity::check(&file.path, part, &lexed.tokens));
    }
    found
}

fn shape(file: &File) -> Vec<Finding> {
    let mut found = Vec::new();
    let lines = file.text.lines().count();
    if lines > LINES_MAX {
        let wrong = format!("the file has {lines} lines, above {LINES_MAX}");
        found.push(finding(file, 0, "length", &wrong, "split it where its subjects part"));
    }
    if !file.text.starts_with("//!") {
        let wrong = "the file does not begin with a `//!` sentence";
        found.push(finding(
            file,
            1,
            "opening",
            wrong,
            "say in its first line what lives here and what never does",
        ));
    }
    found
}

fn unfinished(file: &File, lexed: &Lexed) -> Vec<Finding> {
    let remedy = "finish it, or write it into an issue";
    let mut found = Vec::new();
    for comment in &lexed.comments {
        let mut words = comment.text.split(|c: char| !c.is_alphanumeric() && c != '_');
        if let Some(word) = words.find(|word| UNFINISHED_WORDS.contains(word)) {
            found.push(finding(
                file,
                comment.line,
                "unfinished",
                &format!("a comment says {word}"),
                remedy,
            ));
        }
    }
    for pair in lexed.tokens.windows(2) {
        if let [name, bang] = pair
            && bang.text == "!"
            && UNFINISHED_MACROS.contains(&name.text.as_str())
        {
            found.push(finding(
                file,
                name.line,
                "unfinished",
                &format!("{}! is left here", name.text),
                remedy,
            ));
        }
    }
    found
}

fn words(file: &File, tokens: &[Token]) -> Vec<Finding> {
    let prints = PRINTING.iter().any(|place| file.path.starts_with(place))
        || file.path.ends_with("build.rs");
    let mut found = Vec::new();
    for window in tokens.windows(3) {
        let [first, second, third] = window else { continue };
        match [first.text.as_str(), second.text.as_str(), third.text.as_str()] {
            ["unsafe", ..] => {
                let remedy =
                    "write it in safe Rust, or use a crate that has been looked at for this";
                found.push(finding(file, first.line, "unsafe", "unsafe code", remedy));
            }
            ["#", "[", "ignore"] => {
                let remedy = "make the test pass, assert today's answer with a note, or delete it";
                found.push(finding(file, third.line, "ignored", "a test that nobody runs", remedy));
            }
            [name, "!", _] if !prints && PRINTERS.contains(&name) => {
                let remedy = "return the value, or log without content through tracing; printing belongs to the shells";
                found.push(finding(
                    file,
                    first.line,
                    "print",
                    &format!("{name}! outside the shells"),
                    remedy,
                ));
            }
            _ => {}
        }
    }
    found
}

/// Tests wait for what they expect, never for time to pass. By our order of files, tests come last.
fn sleeps(file: &File, tokens: &[Token]) -> Vec<Finding> {
    let tests_from = if stands_in_tests(&file.path) { Some(0) } else { first_test_line(tokens) };
    let Some(tests_from) = tests_from else { return Vec::new() };
    paths(tokens)
        .into_iter()
        .filter(|path| {
            path.line >= tests_from && path.names.last().is_some_and(|name| name == "sleep")
        })
        .map(|path| {
            let remedy = "wait for the event itself: a channel, a line of output, a virtual clock";
            finding(file, path.line, "sleep", "a test that sleeps", remedy)
        })
        .collect()
}

fn first_test_line(tokens: &[Token]) -> Option<usize> {
    let texts =
        |window: &[Token]| window.iter().map(|token| token.text.clone()).collect::<String>();
    tokens
        .windows(6)
        .find(|window| texts(window) == "#[cfg(test)")
        .and_then(|window| window.first())
        .map(|token| token.line)
}

fn finding(file: &File, line: usize, rule: &'static str, wrong: &str, remedy: &str) -> Finding {
    Finding {
        file: file.path.clone(),
        line,
        rule,
        wrong: wrong.to_owned(),
        remedy: remedy.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(path: &str, text: &str) -> Vec<&'static str> {
        let file = File { path: path.to_owned(), text: text.to_owned() };
        check_file(&file, None).into_iter().map(|finding| finding.rule).collect()
    }

    #[test]
    fn a_file_as_it_should_be_passes() {
        let text = "//! What lives here.\n\n/// Not unsafe, no TODOS.\npub fn unsafely() { writeln!(out, \"println!\"); }\n";
        assert_eq!(rules("core/wire/src/lib.rs", text), [""; 0]);
    }

    #[test]
    fn each_thing_out_of_place_is_found() {
        let cases: &[(&str, &str, &str)] = &[
            ("fn main() {}", "core/wire/src/a.rs", "opening"),
            ("//! A.\n// FIXME: later\n", "core/wire/src/a.rs", "unfinished"),
            ("//! A.\nfn f() { todo!() }", "core/wire/src/a.rs", "unfinished"),
            ("//! A.\nunsafe fn f() {}", "cli/src/a.rs", "unsafe"),
            ("//! A.\n#[test]\n#[ignore = \"slow\"]\nfn f() {}", "cli/tests/a.rs", "ignored"),
            ("//! A.\nfn f() { println!(\"{x}\"); }", "core/store/src/a.rs", "print"),
            ("//! A.\nfn f() { std::thread::sleep(d); }", "core/store/tests/a.rs", "sleep"),
            (
                "//! A.\n#[cfg(test)]\nmod tests { use tokio::time::sleep; }",
                "core/store/src/a.rs",
                "sleep",
            ),
        ];
        for (text, path, rule) in cases {
            assert_eq!(rules(path, text), [*rule], "{text}");
        }
        let long = format!("//! A.\n{}", "// line\n".repeat(LINES_MAX));
        assert_eq!(rules("core/wire/src/a.rs", &long), ["length"]);
    }

    #[test]
    fn shells_print_and_what_ships_may_wait() {
        assert_eq!(rules("cli/src/a.rs", "//! A.\nfn f() { println!(\"{x}\"); }"), [""; 0]);
        assert_eq!(
            rules("relay/src/a.rs", "//! A.\nfn f() { tokio::time::sleep(d).await; }"),
            [""; 0]
        );
    }

    #[test]
    fn the_median_warns_before_it_fails() {
        assert_eq!(median(vec![10, 300, 20]), 20);
        assert!(check_median(MEDIAN_MAX).is_none());
        assert!(check_median(MEDIAN_MAX + 1).is_some());
    }
}
