//! A scenario as it is told in its file, and the running of it on one surface: what is not known fails, nothing is passed over.

use std::{
    collections::BTreeMap,
    fs,
    io::Write,
    path::{Path, PathBuf},
    time::Instant,
};

use serde::Deserialize;
use serde_json::Value;

use crate::{
    home::Relay,
    matching::{Kept, filled, found, matches},
};

/// One of the ways to the engine.
pub(crate) trait Surface {
    /// Does a verb on a device.
    fn act(
        &mut self,
        stage: &Stage,
        device: &str,
        verb: &str,
        with: &With,
    ) -> Result<Value, Refusal>;
}

/// What a scenario plays on: a folder, and a relay's address.
pub(crate) struct Stage {
    pub(crate) folder: PathBuf,
    pub(crate) relay: String,
}

/// Why a verb did not answer.
pub(crate) enum Refusal {
    /// The surface refused with this code.
    Code(String),
    /// The runner does not know it.
    Unknown(String),
}

/// What a verb is given.
pub(crate) struct With(pub(crate) BTreeMap<String, Value>);

impl With {
    /// A text that was said.
    pub(crate) fn text(&self, key: &str) -> Option<String> {
        self.0.get(key).and_then(Value::as_str).map(str::to_owned)
    }

    /// A text that the verb needs, which was looked at before.
    pub(crate) fn needed(&self, key: &str) -> String {
        self.text(key).unwrap_or_default()
    }

    /// A list of texts.
    pub(crate) fn texts(&self, key: &str) -> Vec<String> {
        let items = self.0.get(key).and_then(Value::as_array).cloned().unwrap_or_default();
        items.iter().filter_map(Value::as_str).map(str::to_owned).collect()
    }

    pub(crate) fn number(&self, key: &str) -> Option<i64> {
        self.0.get(key).and_then(Value::as_i64)
    }

    pub(crate) fn is(&self, key: &str) -> bool {
        self.0.get(key).and_then(Value::as_bool).unwrap_or_default()
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Scenario {
    name: String,
    steps: Vec<Step>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Step {
    #[serde(default)]
    on: On,
    r#do: String,
    #[serde(default)]
    with: BTreeMap<String, Value>,
    expect: Option<Value>,
    error: Option<String>,
    #[serde(default)]
    keep: BTreeMap<String, String>,
}

#[derive(Deserialize, Default)]
#[serde(untagged)]
enum On {
    #[default]
    Nobody,
    One(String),
    Several(Vec<String>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Verb {
    needs: Vec<String>,
    may: Vec<String>,
}

pub(crate) fn scenarios() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../bindings/scenarios")
}

/// The files of a folder of scenarios, by name.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "json"))
        .collect();
    files.sort();
    assert!(!files.is_empty(), "no scenario in {}", folder.display());
    files
}

/// Runs a file from beginning to end.
pub(crate) fn run(file: &Path, surface: &mut dyn Surface) -> Result<(), String> {
    let text = fs::read_to_string(file).map_err(|error| error.to_string())?;
    let scenario: Scenario = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    let verbs = fs::read_to_string(scenarios().join("format/verbs.json")).unwrap();
    let verbs: BTreeMap<String, Verb> = serde_json::from_str(&verbs).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut relay = Relay::start(&folder.path().join("relay"), "127.0.0.1:0");
    let stage = Stage { folder: folder.path().to_owned(), relay: relay.url.clone() };
    let mut kept = Kept::from([("relay".to_owned(), Value::from(stage.relay.as_str()))]);
    for (number, step) in scenario.steps.iter().enumerate() {
        take(step, &verbs, &stage, &mut relay, surface, &mut kept).map_err(|why| {
            format!("\"{}\", step {} ({}): {why}", scenario.name, number + 1, step.r#do)
        })?;
    }
    Ok(())
}

fn take(
    step: &Step,
    verbs: &BTreeMap<String, Verb>,
    stage: &Stage,
    relay: &mut Relay,
    surface: &mut dyn Surface,
    kept: &mut Kept,
) -> Result<(), String> {
    let verb = verbs.get(&step.r#do).ok_or("there is no such verb")?;
    if let Some(key) =
        step.with.keys().find(|key| !verb.needs.contains(key) && !verb.may.contains(key))
    {
        return Err(format!("the verb has no \"{key}\""));
    }
    if let Some(key) = verb.needs.iter().find(|key| !step.with.contains_key(*key)) {
        return Err(format!("the verb needs \"{key}\""));
    }
    if step.error.is_some() && (step.expect.is_some() || !step.keep.is_empty()) {
        return Err("an error has no answer".to_owned());
    }
    let devices: &[String] = match &step.on {
        On::Nobody => return of_relay(&step.r#do, relay),
        On::One(device) => std::slice::from_ref(device),
        On::Several(devices) => devices,
    };
    if devices.len() != 1 && !step.keep.is_empty() {
        return Err("what is kept is one device's".to_owned());
    }
    for device in devices {
        let with = step.with.iter().map(|(key, value)| Ok((key.clone(), filled(value, kept)?)));
        let with = With(with.collect::<Result<_, String>>()?);
        let told = surface.act(stage, device, &step.r#do, &with);
        judge(step, told, kept).map_err(|why| format!("on {device}: {why}"))?;
    }
    Ok(())
}

fn of_relay(verb: &str, relay: &mut Relay) -> Result<(), String> {
    match verb {
        "stop_relay" => relay.kill(),
        "start_relay" => relay.again(),
        _ => return Err("nobody is to do it".to_owned()),
    }
    Ok(())
}

fn judge(step: &Step, told: Result<Value, Refusal>, kept: &mut Kept) -> Result<(), String> {
    match (told, &step.error) {
        (Err(Refusal::Unknown(why)), _) => Err(why),
        (Err(Refusal::Code(code)), Some(expected)) if code == *expected => Ok(()),
        (Err(Refusal::Code(code)), Some(expected)) => {
            Err(format!("expected the error {expected}, and it is {code}"))
        }
        (Err(Refusal::Code(code)), None) => Err(format!("refused: {code}")),
        (Ok(answer), Some(expected)) => {
            Err(format!("expected the error {expected}, and it answers {answer}"))
        }
        (Ok(answer), None) => {
            if let Some(expect) = &step.expect {
                matches(&filled(expect, kept)?, &answer, "answer")?;
            }
            for (name, path) in &step.keep {
                kept.insert(name.clone(), found(&answer, path)?);
            }
            Ok(())
        }
    }
}

/// Runs every scenario on a surface that is made afresh for each, and writes the report that `cargo xtask test` reads.
pub(crate) fn run_all(surface: &str, mut fresh: impl FnMut() -> Box<dyn Surface>) {
    let mut failures = Vec::new();
    for file in files(&scenarios()) {
        let began = Instant::now();
        let name = file.file_stem().unwrap().to_str().unwrap().to_owned();
        match run(&file, &mut *fresh()) {
            Ok(()) => report(surface, &name, began.elapsed().as_secs_f64()),
            Err(why) => failures.push(format!("{name}: {why}")),
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// One line for each scenario that held, where a report is asked for.
fn report(surface: &str, name: &str, seconds: f64) {
    let Some(folder) = std::env::var_os("REQUITE_REPORT") else { return };
    let path = PathBuf::from(folder).join(surface);
    let mut file = fs::OpenOptions::new().create(true).append(true).open(path).unwrap();
    writeln!(file, "{name}\t{seconds:.2}").unwrap();
}
