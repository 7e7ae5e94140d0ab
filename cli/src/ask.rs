//! Asking a person, line by line: on a terminal with the question before it, else reading the answers from standard input.

use std::io::{BufRead, IsTerminal, Write};

use crate::failure::Shell;

/// The most bytes that one answer has.
const ANSWER_MAX: usize = 64 * 1024;

/// One answer; none for an empty line, or where there are no more.
pub(crate) fn ask(question: &str) -> Result<Option<String>, Shell> {
    if is_person() {
        let mut out = std::io::stderr();
        write!(out, "{question} ").and_then(|()| out.flush()).map_err(|_| Shell::Output)?;
    }
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line).map_err(|error| match error.kind() {
        std::io::ErrorKind::InvalidData => Shell::Utf8,
        _ => Shell::Input,
    })?;
    if line.len() > ANSWER_MAX {
        return Err(Shell::TooLong);
    }
    let answer = line.trim();
    Ok(Some(answer.to_owned()).filter(|answer| !answer.is_empty()))
}

/// Whether somebody sits there.
pub(crate) fn is_person() -> bool {
    std::io::stdin().is_terminal()
}
