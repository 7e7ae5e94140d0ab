//! Paths as code names them: `std::time::Instant`, with the trees of `use` taken apart, so that no spelling hides a name.

use super::lexer::Token;

/// A path of two or more names, or what one branch of a `use` brings in. A `*` at its end stands for everything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NamePath {
    pub(crate) line: usize,
    pub(crate) names: Vec<String>,
}

/// Every path in the code, in order.
pub(crate) fn paths(tokens: &[Token]) -> Vec<NamePath> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        at = match token.text.as_str() {
            "use" if text(tokens, at + 1) != "<" => tree(tokens, at + 1, &[], &mut found),
            _ if token.is_word() && text(tokens, at + 1) == "::" => plain(tokens, at, &mut found),
            _ => at + 1,
        };
    }
    found
}

/// A path in an expression or a type. Returns where reading goes on.
fn plain(tokens: &[Token], mut at: usize, found: &mut Vec<NamePath>) -> usize {
    let line = tokens.get(at).map_or(0, |token| token.line);
    let mut names = vec![text(tokens, at).to_owned()];
    at += 1;
    while text(tokens, at) == "::" && tokens.get(at + 1).is_some_and(Token::is_word) {
        names.push(text(tokens, at + 1).to_owned());
        at += 2;
    }
    if names.len() > 1 {
        found.push(NamePath { line, names });
    }
    at
}

/// One branch of a `use`, with what stands before it. Returns where reading goes on.
fn tree(tokens: &[Token], mut at: usize, before: &[String], found: &mut Vec<NamePath>) -> usize {
    let line = tokens.get(at).map_or(0, |token| token.line);
    let mut names = before.to_vec();
    while let Some(token) = tokens.get(at) {
        match token.text.as_str() {
            "::" => at += 1,
            "{" => return group(tokens, at + 1, &names, found),
            "as" => at += 2,
            "self" if !names.is_empty() => at += 1,
            "*" => {
                names.push("*".to_owned());
                at += 1;
            }
            _ if token.is_word() => {
                names.push(token.text.clone());
                at += 1;
            }
            _ => break,
        }
    }
    found.push(NamePath { line, names });
    at
}

fn group(tokens: &[Token], mut at: usize, before: &[String], found: &mut Vec<NamePath>) -> usize {
    loop {
        match text(tokens, at) {
            "}" => return at + 1,
            "," => at += 1,
            _ => {
                let next = tree(tokens, at, before, found);
                // What is neither a branch nor its end is not Rust: leave it.
                if next == at || next >= tokens.len() {
                    return next + 1;
                }
                at = next;
            }
        }
    }
}

fn text(tokens: &[Token], at: usize) -> &str {
    tokens.get(at).map_or("", |token| token.text.as_str())
}

#[cfg(test)]
mod tests {
    use super::{super::lexer::lex, *};

    fn all(source: &str) -> Vec<String> {
        paths(&lex(source).tokens).into_iter().map(|path| path.names.join("::")).collect()
    }

    #[test]
    fn trees_are_taken_apart() {
        assert_eq!(
            all(
                "use std::{fs::File, collections::{self, BTreeMap as Map, *}, time}; use ::core::time::Duration;"
            ),
            [
                "std::fs::File",
                "std::collections",
                "std::collections::BTreeMap",
                "std::collections::*",
                "std::time",
                "core::time::Duration"
            ]
        );
        assert_eq!(all("use std as s; pub use self::a::b;"), ["std", "self::a::b"]);
    }

    #[test]
    fn paths_in_code_are_found_and_calls_end_them() {
        assert_eq!(
            all("let x: std::time::Instant = ::std::time::Instant::now(); Vec::<u8>::new(); one"),
            ["std::time::Instant", "std::time::Instant::now"]
        );
        assert_eq!(all("fn f() -> impl Sized + use<'a> { a::b }"), ["a::b"]);
    }

    #[test]
    fn what_is_cut_short_ends() {
        for source in ["use", "use std::{", "use std::{a", "use {;;", "use a::{b; c"] {
            all(source);
        }
    }
}
