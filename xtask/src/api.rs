//! `cargo xtask api [--write]`: what the bindings offer, as a text that people read in a review: `bindings/api/requite.api.txt`. It
//! comes from the library itself, so what is missing there is missing in Kotlin, Swift and Python; what differs from the
//! committed text was not announced.

use std::{
    fmt::{self, Display, Write},
    fs,
    path::Path,
};

use clap::Args;
use similar::TextDiff;
use uniffi_bindgen::{
    BindgenLoader, BindgenPaths, ComponentInterface, GlobalConfig,
    interface::{
        Argument, AsType, Callable, DefaultValue, Enum, Field, Literal, Object, Record, Type,
    },
};

use crate::{bindings, bindings::Build};

/// Where the text is, from the project's root.
const SNAPSHOT: &str = "bindings/api/requite.api.txt";

/// Compare, or write.
#[derive(Debug, Default, Args)]
pub(crate) struct Arguments {
    /// Write the text anew, instead of comparing
    #[arg(long)]
    write: bool,
}

pub(crate) fn run(arguments: &Arguments, build: Build) -> Result<(), String> {
    let (root, library) = bindings::built(build)?;
    let (path, offered) = (root.join(SNAPSHOT), offered(&library)?);
    if arguments.write {
        let folder = path.parent().unwrap_or(&root);
        return fs::create_dir_all(folder)
            .and_then(|()| fs::write(&path, offered))
            .map_err(|_| format!("{SNAPSHOT} cannot be written"));
    }
    compare(&fs::read_to_string(&path).unwrap_or_default(), &offered)
}

fn compare(announced: &str, offered: &str) -> Result<(), String> {
    if announced == offered {
        return Ok(());
    }
    let difference = TextDiff::from_lines(announced, offered);
    let difference =
        difference.unified_diff().context_radius(1).header(SNAPSHOT, "the library").to_string();
    Err(format!(
        "what the bindings offer has changed:\n{difference}\nif that is meant, `cargo xtask api --write` and a line in CHANGELOG.md"
    ))
}

/// What a library offers, everything by name.
fn offered(library: &Path) -> Result<String, String> {
    let trouble = |error: &dyn Display| format!("the library does not say what it offers: {error}");
    let library = library.to_str().ok_or("a path is not UTF-8")?;
    let loader = BindgenLoader::new(BindgenPaths::default(), GlobalConfig::default());
    let metadata = loader.load_metadata(library.into()).map_err(|error| trouble(&error))?;
    let interfaces = loader.load_cis(metadata).map_err(|error| trouble(&error))?;
    let mut text = String::from(
        "# What Kotlin, Swift and Python are offered; names as in Rust. Written by `cargo xtask api --write`.\n",
    );
    for interface in &interfaces {
        describe(&mut text, interface).map_err(|error| trouble(&error))?;
    }
    Ok(text)
}

fn describe(text: &mut String, interface: &ComponentInterface) -> fmt::Result {
    let mut parts: Vec<(String, String)> = Vec::new();
    for it in interface.function_definitions() {
        parts.push((it.name().to_owned(), call("function ", it.name(), it)));
    }
    for it in interface.object_definitions() {
        parts.push((it.name().to_owned(), object(it)));
    }
    for it in interface.record_definitions() {
        parts.push((it.name().to_owned(), record(it)?));
    }
    for it in interface.enum_definitions() {
        let kind = if interface.is_name_used_as_error(it.name()) { "error" } else { "enum" };
        parts.push((it.name().to_owned(), choice(kind, it)?));
    }
    parts.sort();
    parts.iter().try_for_each(|(_, part)| write!(text, "\n{part}"))
}

fn object(it: &Object) -> String {
    let kind = if it.has_callback_interface() { "listener" } else { "object" };
    let made = it.constructors().into_iter().map(|made| call("  made by ", made.name(), made));
    let mut made: Vec<String> = made.collect();
    let methods = it.methods().into_iter().map(|method| call("  ", method.name(), method));
    let mut methods: Vec<String> = methods.collect();
    made.sort();
    methods.sort();
    format!("{kind} {}\n{}{}", it.name(), made.concat(), methods.concat())
}

fn record(it: &Record) -> Result<String, fmt::Error> {
    let mut text = format!("record {}\n", it.name());
    for field in it.fields() {
        writeln!(text, "  {}", self::field(field))?;
    }
    Ok(text)
}

fn choice(kind: &str, it: &Enum) -> Result<String, fmt::Error> {
    let mut text = format!("{kind} {}\n", it.name());
    for variant in it.variants() {
        let fields: Vec<String> = variant.fields().iter().map(field).collect();
        if fields.is_empty() {
            writeln!(text, "  {}", variant.name())?;
        } else {
            writeln!(text, "  {} {{ {} }}", variant.name(), fields.join(", "))?;
        }
    }
    Ok(text)
}

fn call(before: &str, name: &str, it: &impl Callable) -> String {
    let arguments: Vec<String> = it.arguments().into_iter().map(argument).collect();
    let waits = if it.is_async() { "async " } else { "" };
    let gives = it.return_type().map(|gives| format!(" -> {}", named(gives))).unwrap_or_default();
    let throws = it.throws_type().map(|error| format!(" throws {}", named(error)));
    let throws = throws.unwrap_or_default();
    format!("{before}{waits}{name}({}){gives}{throws}\n", arguments.join(", "))
}

fn argument(it: &Argument) -> String {
    format!("{}: {}{}", it.name(), named(&it.as_type()), unless_said(it.default_value()))
}

fn field(it: &Field) -> String {
    format!("{}: {}{}", it.name(), named(&it.as_type()), unless_said(it.default_value()))
}

fn unless_said(default: Option<&DefaultValue>) -> String {
    match default {
        None => String::new(),
        Some(DefaultValue::Default) => " = default".to_owned(),
        Some(DefaultValue::Literal(value)) => format!(" = {}", literal(value)),
    }
}

fn literal(value: &Literal) -> String {
    match value {
        Literal::Boolean(value) => value.to_string(),
        Literal::String(value) => format!("{value:?}"),
        Literal::UInt(value, ..) => value.to_string(),
        Literal::Int(value, ..) => value.to_string(),
        Literal::Float(value, _) | Literal::Enum(value, _) => value.clone(),
        Literal::EmptySequence | Literal::EmptySet => "[]".to_owned(),
        Literal::EmptyMap => "{}".to_owned(),
        Literal::None => "none".to_owned(),
        Literal::Some { inner } => unless_said(Some(inner)),
    }
}

fn named(kind: &Type) -> String {
    match kind {
        Type::Optional { inner_type } => format!("{}?", named(inner_type)),
        Type::Sequence { inner_type } => format!("[{}]", named(inner_type)),
        Type::Set { inner_type } => format!("{{{}}}", named(inner_type)),
        Type::Box { inner_type } => named(inner_type),
        Type::Map { key_type, value_type } => {
            format!("{{{}: {}}}", named(key_type), named(value_type))
        }
        other => match other.name() {
            Some(name) => name.to_owned(),
            None => format!("{other:?}").to_lowercase(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_method_that_came_unannounced_is_shown() {
        let told = compare("object Engine\n  lock()\n", "object Engine\n  lock()\n  unlock()\n");
        let told = told.err().unwrap_or_default();
        assert!(told.contains("+  unlock()"), "{told}");
        assert!(told.contains("--write"), "{told}");
    }

    #[test]
    fn what_was_announced_passes() {
        assert_eq!(compare("object Engine\n", "object Engine\n"), Ok(()));
    }

    #[test]
    fn types_read_as_people_write_them() {
        let text = Type::Sequence { inner_type: Box::new(Type::String) };
        assert_eq!(named(&Type::Optional { inner_type: Box::new(text) }), "[string]?");
    }
}
