//! Text from arguments, standard input or the editor.

use std::io::{IsTerminal, Read};

use crate::{editor, failure::Shell};

/// The most bytes that are read of a text: a little over the limit, so that what is too long is seen to be.
const TEXT_MAX: u64 = 1024 * 1024 + 1;

/// An argument, or standard input for `-`.
pub(crate) fn text(argument: &str) -> Result<String, Shell> {
    if argument == "-" { standard_input() } else { Ok(argument.to_owned()) }
}

/// A short text on one line.
pub(crate) fn line(argument: &str) -> Result<String, Shell> {
    text(argument).map(|text| text.trim_end_matches(['\r', '\n']).to_owned())
}

/// A long text: the argument, else standard input where it is no terminal, else the editor, which begins with `draft`.
pub(crate) fn long_text(argument: Option<&str>, draft: &str) -> Result<String, Shell> {
    match argument {
        Some(argument) => text(argument),
        None if std::io::stdin().is_terminal() => editor::edit(draft),
        None => standard_input(),
    }
}

/// All of standard input, without the line's end that an `echo` adds.
fn standard_input() -> Result<String, Shell> {
    let mut bytes = Vec::new();
    std::io::stdin().lock().take(TEXT_MAX + 2).read_to_end(&mut bytes).map_err(|_| Shell::Input)?;
    let mut text = String::from_utf8(bytes).map_err(|error| {
        // Cut off in the middle of a character is too long, not malformed.
        let cut = error.utf8_error().error_len().is_none();
        let long = u64::try_from(error.as_bytes().len()).unwrap_or(u64::MAX) > TEXT_MAX;
        if cut && long { Shell::TooLong } else { Shell::Utf8 }
    })?;
    if text.ends_with('\n') {
        text.pop();
        if text.ends_with('\r') {
            text.pop();
        }
    }
    Ok(text)
}

/// Everything of standard input, as bytes.
pub(crate) fn all_of_standard_input() -> Result<Vec<u8>, Shell> {
    let mut bytes = Vec::new();
    std::io::stdin().lock().read_to_end(&mut bytes).map_err(|_| Shell::Input)?;
    Ok(bytes)
}
