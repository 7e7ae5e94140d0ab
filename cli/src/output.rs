//! What is printed: one JSON object, or lines for a person. Colour only on a terminal, none with `NO_COLOR` or `--plain`; nothing that was
//! written can steer the terminal.

use std::io::{IsTerminal, Write};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde::Serialize;
use serde_json::json;

use crate::{args::General, failure::Shell};

/// Where answers go.
#[derive(Debug)]
pub(crate) struct Output {
    form: Form,
    style: Style,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Json,
    Person,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    /// Colours and bars.
    Rich,
    /// Neither, but columns.
    Sober,
    /// For screen readers.
    Plain,
}

impl Output {
    pub(crate) fn new(general: &General) -> Self {
        let form = if general.json { Form::Json } else { Form::Person };
        let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let is_dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        let style = if general.plain {
            Style::Plain
        } else if no_color || is_dumb || !std::io::stdout().is_terminal() {
            Style::Sober
        } else {
            Style::Rich
        };
        Self { form, style }
    }

    pub(crate) fn is_json(&self) -> bool {
        self.form == Form::Json
    }

    pub(crate) fn is_plain(&self) -> bool {
        self.style == Style::Plain
    }

    /// The answer of a command: the object, or what `lines` makes of it.
    pub(crate) fn answer<T: Serialize>(
        &self,
        value: &T,
        lines: impl FnOnce(&T) -> String,
    ) -> Result<(), Shell> {
        match self.form {
            Form::Json => print(&serde_json::to_string(value).map_err(|_| Shell::Output)?),
            Form::Person => {
                let text = lines(value);
                if text.is_empty() { Ok(()) } else { print(&safe(&text)) }
            }
        }
    }

    /// A hint on the side, for a person only.
    pub(crate) fn hint(&self, text: &str) {
        if self.form == Form::Person {
            say(&safe(text));
        }
    }

    pub(crate) fn failure(&self, code: &str, message: &str) {
        match self.form {
            Form::Json => json_failure(code, message),
            Form::Person => say(&format!("requite: {message}")),
        }
    }

    /// Quieter than the rest.
    pub(crate) fn dim(&self, text: &str) -> String {
        self.paint(text, "2")
    }

    /// Louder than the rest.
    pub(crate) fn bold(&self, text: &str) -> String {
        self.paint(text, "1")
    }

    fn paint(&self, text: &str, code: &str) -> String {
        match self.style {
            Style::Rich => format!("\u{1}{code}\u{2}{text}\u{3}"),
            Style::Sober | Style::Plain => text.to_owned(),
        }
    }

    /// A bar for long work, where somebody looks on.
    pub(crate) fn bar(&self, what: &'static str) -> ProgressBar {
        let shown = self.form == Form::Person
            && self.style != Style::Plain
            && std::io::stderr().is_terminal();
        let target =
            if shown { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(None, target).with_message(what);
        let style = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len}");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        bar
    }
}

/// Control characters that could steer a terminal or turn a line around are shown as a sign of their own. The marks that [`Output`] sets
/// itself become colours.
fn safe(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{1}' => out.push_str("\u{1b}["),
            '\u{2}' => out.push('m'),
            '\u{3}' => out.push_str("\u{1b}[0m"),
            '\n' | '\t' => out.push(c),
            c if c.is_control()
                || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}') =>
            {
                out.push('\u{FFFD}');
            }
            c => out.push(c),
        }
    }
    out
}

/// What a person wrote, without the marks that [`Output`] keeps for itself.
pub(crate) fn written(text: &str) -> String {
    text.replace(['\u{1}', '\u{2}', '\u{3}'], "\u{FFFD}")
}

fn print(text: &str) -> Result<(), Shell> {
    let mut out = std::io::stdout().lock();
    let printed = out.write_all(text.as_bytes()).and_then(|()| out.write_all(b"\n"));
    match printed.and_then(|()| out.flush()) {
        Ok(()) => Ok(()),
        // `| head` has seen enough.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        Err(_) => Err(Shell::Output),
    }
}

fn say(text: &str) {
    // There is nobody else to tell when standard error is closed.
    let _said = writeln!(std::io::stderr(), "{text}");
}

pub(crate) fn json_failure(code: &str, message: &str) {
    say(&json!({"error": {"code": code, "message": message}}).to_string());
}
