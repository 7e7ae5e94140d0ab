//! Where the passphrase comes from, as users of restic know it: a file, a command, a variable, a prompt. Never an argument.

use std::{
    io::IsTerminal,
    process::{Command, Stdio},
};

use zeroize::Zeroizing;

use crate::failure::Shell;

type Passphrase = Zeroizing<String>;

/// The passphrase of a journal that is there.
pub(crate) fn ask() -> Result<Passphrase, Shell> {
    match given()? {
        Some(passphrase) => Ok(passphrase),
        None => prompt("Passphrase: "),
    }
}

/// A passphrase for a new one: typed twice where it is typed.
pub(crate) fn choose() -> Result<Passphrase, Shell> {
    let passphrase = if let Some(passphrase) = given()? {
        passphrase
    } else {
        let first = prompt("Choose a passphrase: ")?;
        let second = prompt("Once more: ")?;
        if *first != *second {
            return Err(Shell::PassphraseTwice);
        }
        first
    };
    if passphrase.is_empty() { Err(Shell::PassphraseEmpty) } else { Ok(passphrase) }
}

fn given() -> Result<Option<Passphrase>, Shell> {
    let variable = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    if let Some(path) = variable("REQUITE_PASSPHRASE_FILE") {
        let text = std::fs::read(path).map_err(|_| Shell::PassphraseSource)?;
        return clean(text).map(Some);
    }
    if let Some(command) = variable("REQUITE_PASSPHRASE_COMMAND") {
        let ran = Command::new("sh")
            .arg("-c")
            .arg(command)
            .stdin(Stdio::null())
            .stderr(Stdio::inherit())
            .output();
        let ran = ran.map_err(|_| Shell::PassphraseSource)?;
        if !ran.status.success() {
            return Err(Shell::PassphraseSource);
        }
        return clean(ran.stdout).map(Some);
    }
    if let Some(value) = variable("REQUITE_PASSPHRASE") {
        return value.into_string().map(|text| Some(Zeroizing::new(text))).map_err(|_| Shell::Utf8);
    }
    Ok(None)
}

/// Without the line's end.
fn clean(bytes: Vec<u8>) -> Result<Passphrase, Shell> {
    let mut text = Zeroizing::new(String::from_utf8(bytes).map_err(|_| Shell::Utf8)?);
    let len = text.trim_end_matches(['\r', '\n']).len();
    text.truncate(len);
    Ok(text)
}

fn prompt(what: &str) -> Result<Passphrase, Shell> {
    if !std::io::stderr().is_terminal() && !std::io::stdin().is_terminal() {
        return Err(Shell::PassphraseNeeded);
    }
    rpassword::prompt_password(what).map(Zeroizing::new).map_err(|_| Shell::PassphraseNeeded)
}
