//! The suite by command line: every step is a process, every device a home.

use std::{
    collections::BTreeMap,
    io::{BufRead, BufReader, Write},
    process::{Child, Command, Stdio},
};

use serde_json::{Value, json};

use crate::{
    home::{self, Answer},
    story::{Refusal, Stage, Surface, With},
};

const PASSPHRASE: &str = "between us";

/// The program; a device that is locked has no passphrase to give it.
#[derive(Default)]
pub(crate) struct Program {
    given: BTreeMap<String, Option<String>>,
}

/// One command, being put together.
struct Line {
    args: Vec<String>,
    input: Option<String>,
}

impl Line {
    fn of(words: &[&str]) -> Self {
        Self { args: words.iter().map(|&word| word.to_owned()).collect(), input: None }
    }

    fn word(mut self, word: impl Into<String>) -> Self {
        self.args.push(word.into());
        self
    }

    fn option(mut self, name: &str, value: Option<String>) -> Self {
        // In one word, so that a value that begins with a dash is a value.
        self.args.extend(value.map(|value| format!("{name}={value}")));
        self
    }

    fn each(mut self, name: &str, values: &[String]) -> Self {
        self.args.extend(values.iter().map(|value| format!("{name}={value}")));
        self
    }

    fn flag(mut self, name: &str, on: impl Into<Option<&'static str>>) -> Self {
        if on.into().is_some() {
            self.args.push(name.to_owned());
        }
        self
    }

    fn says(mut self, input: String) -> Self {
        self.input = Some(input);
        self
    }
}

impl Surface for Program {
    fn act(
        &mut self,
        stage: &Stage,
        device: &str,
        verb: &str,
        with: &With,
    ) -> Result<Value, Refusal> {
        match verb {
            "lock" => {
                self.given.insert(device.to_owned(), None);
                Ok(json!({}))
            }
            "unlock" | "reopen" => {
                let given = with.text("passphrase").unwrap_or_else(|| PASSPHRASE.to_owned());
                self.given.insert(device.to_owned(), Some(given));
                let told = self.run(stage, device, Line::of(&["status"]));
                if told.is_err() {
                    self.given.insert(device.to_owned(), None);
                }
                told.map(|_| json!({}))
            }
            "pair" => self.pair(stage, device, with),
            "devices" => self
                .run(stage, device, Line::of(&["device", "list"]))
                .map(|listed| devices(&listed)),
            "revoke" => {
                let listed = self.run(stage, device, Line::of(&["device", "list"]))?;
                let id = of_name(&listed, &with.needed("name"))?;
                self.run(stage, device, Line::of(&["device", "revoke"]).word(id))
            }
            _ => {
                let line = line(stage, device, verb, with)
                    .ok_or_else(|| Refusal::Unknown(format!("no command for {verb}")))?;
                self.run(stage, device, line).map(|answer| told(verb, answer))
            }
        }
    }
}

/// The command of a verb that is one command.
fn line(stage: &Stage, device: &str, verb: &str, with: &With) -> Option<Line> {
    let (text, needed) = (|key: &str| with.text(key), |key: &str| with.needed(key));
    let id = || needed("id");
    let line = match verb {
        "create" => Line::of(&["init", "--relay", &stage.relay, "--device", device]),
        "restore" => Line::of(&["restore", "--relay", &stage.relay, "--device", device])
            .says(with.texts("words").join(" ")),
        "change_words" => Line::of(&["words"]),
        "sync" | "status" | "undo" => Line::of(&[verb]),
        "write" => Line::of(&["write", "-"])
            .says(needed("text"))
            .option("--title", text("title"))
            .option("--date", text("date"))
            .option("--time", text("time"))
            .each("--person", &with.texts("people"))
            .each("--tag", &with.texts("tags"))
            .flag("--star", with.is("starred").then_some(""))
            .option("--mood", text("mood"))
            .option("--place", text("place")),
        "list" => paged(Line::of(&["list"]), with)
            .option("--person", text("person"))
            .option("--tag", text("tag"))
            .option("--from", text("from"))
            .option("--to", text("to")),
        "show" | "history" => Line::of(&[verb]).word(id()),
        "edit" => {
            Line::of(&["edit"]).word(id()).option("--base", text("base")).says(needed("text"))
        }
        "set_facts" => Line::of(&["edit"])
            .word(id())
            .option("--mood", text("mood"))
            .option("--place", text("place")),
        "trash" => Line::of(&["delete"]).word(id()),
        "untrash" => Line::of(&["undelete"]).word(id()),
        "restore_version" => Line::of(&["history"]).word(id()).option("--restore", text("version")),
        "clear_mark" => Line::of(&["mark", "clear"]).word(id()).word(needed("mark")),
        "search" => including(paged(Line::of(&["search"]), with), with)
            .option("--person", text("person"))
            .word("--")
            .word(needed("words")),
        _ => return of_people(verb, with).or_else(|| of_evidence(verb, with)),
    };
    Some(line)
}

fn of_people(verb: &str, with: &With) -> Option<Line> {
    let person = || with.needed("person");
    Some(match verb {
        "add_person" => Line::of(&["people", "add"]).word(with.needed("name")),
        "people" => including(Line::of(&["people"]), with),
        "alias" => Line::of(&["people", verb]).word(person()).word(with.needed("alias")),
        "quiet" => Line::of(&["people", verb]).word(person()).option("--until", with.text("until")),
        "unquiet" => Line::of(&["people", verb]).word(person()),
        "mark_unsafe" => Line::of(&["people", "unsafe"]).word(person()),
        "unmark_unsafe" => Line::of(&["people", "unsafe", "--withdraw"]).word(person()),
        "merge" => Line::of(&["people", verb]).word(person()).word(with.needed("into")),
        _ => return None,
    })
}

fn of_evidence(verb: &str, with: &With) -> Option<Line> {
    let (text, needed) = (|key: &str| with.text(key), |key: &str| with.needed(key));
    let people = with.texts("people");
    let (first, others) = people
        .split_first()
        .map_or((String::new(), &[][..]), |(first, others)| (first.clone(), others));
    Some(match verb {
        "promise" => Line::of(&["promise", "add"])
            .word(needed("person"))
            .word("-")
            .says(needed("text"))
            .option("--by", text("by"))
            .option("--made", text("made"))
            .option("--due", text("due"))
            .option("--due-kind", text("due_kind"))
            .option("--size", text("size")),
        "resolve" => Line::of(&["promise", "resolve"])
            .word(needed("id"))
            .word(needed("outcome"))
            .option("--on", text("on")),
        "promises" => positional(Line::of(&["promise", "list"]), text("person"))
            .option("--outcome", text("outcome")),
        "contact" => Line::of(&["contact", "add"])
            .word(first)
            .each("--with", others)
            .option("--started", text("started"))
            .option("--channel", text("channel"))
            .option("--minutes", with.number("minutes").map(|minutes| minutes.to_string()))
            .option("--date", text("date")),
        "need" => Line::of(&["need", "add"])
            .word(needed("person"))
            .word("-")
            .says(needed("text"))
            .flag("--theirs", (text("whose").as_deref() == Some("them")).then_some(""))
            .option("--date", text("date")),
        "ask_need" => Line::of(&["need", "asked"])
            .word(needed("id"))
            .option("--how", text("how"))
            .option("--date", text("on")),
        "answer_need" => Line::of(&["need", "answer"])
            .word(needed("id"))
            .word(needed("response"))
            .option("--on", text("on")),
        "needs" => positional(Line::of(&["need", "list"]), text("person")),
        "moment" => {
            let line = Line::of(&["log"]).word(first).word(needed("kind"));
            let line = match text("line") {
                Some(said) => line.word("-").says(said),
                None => line,
            };
            line.each("--with", others)
                .option("--from", text("from"))
                .option("--date", text("date"))
        }
        "timeline" => {
            including(positional(Line::of(&["timeline", "--limit=100"]), text("person")), with)
        }
        "picture" => Line::of(&["picture"]).word(needed("person")),
        _ => return None,
    })
}

fn positional(line: Line, word: Option<String>) -> Line {
    match word {
        Some(word) => line.word(word),
        None => line,
    }
}

fn paged(line: Line, with: &With) -> Line {
    let limit = with.number("limit").unwrap_or(100);
    line.option("--limit", Some(limit.to_string())).option("--cursor", with.text("cursor"))
}

fn including(line: Line, with: &With) -> Line {
    match with.text("including").as_deref() {
        Some("quiet") => line.word("--include=quiet"),
        Some("everybody") => line.word("--include=quiet,unsafe"),
        _ => line,
    }
}

/// What the suite calls otherwise than the program.
fn told(verb: &str, mut answer: Value) -> Value {
    if let "create" | "change_words" = verb {
        let words = answer["words"].as_str().unwrap_or_default();
        answer["words"] = words.split_whitespace().collect();
    }
    answer
}

fn devices(listed: &Value) -> Value {
    let mut devices: Vec<Value> = listed["devices"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|it| json!({"name": it["name"], "this": it["this"], "removed": !it["revoked"].is_null()}))
        .collect();
    devices.sort_by_key(|it| it["name"].to_string());
    json!({ "devices": devices })
}

fn of_name(listed: &Value, name: &str) -> Result<String, Refusal> {
    let mut devices = listed["devices"].as_array().into_iter().flatten();
    let found = devices.find(|it| it["name"] == name).and_then(|it| it["id"].as_str());
    found.map(str::to_owned).ok_or_else(|| Refusal::Unknown(format!("no device {name}")))
}

impl Program {
    fn command(&self, stage: &Stage, device: &str, args: &[String]) -> Command {
        let args: Vec<&str> =
            ["--tz", "UTC"].into_iter().chain(args.iter().map(String::as_str)).collect();
        let home = home::Device::new(&stage.folder, device);
        match self.given.get(device) {
            None => home.with_passphrase(PASSPHRASE).command(&args),
            Some(Some(passphrase)) => home.with_passphrase(passphrase).command(&args),
            Some(None) => {
                let mut command = home.command(&args);
                command.env_remove("REQUITE_PASSPHRASE");
                command
            }
        }
    }

    fn run(&self, stage: &Stage, device: &str, line: Line) -> Result<Value, Refusal> {
        let mut command = self.command(stage, device, &line.args);
        let input = line.input.unwrap_or_default();
        let answer = home::answer(command.stdin(Stdio::piped()).spawn().unwrap(), input.as_bytes());
        let given = self.given.get(device).and_then(Option::as_deref).unwrap_or(PASSPHRASE);
        let home = home::Device::new(&stage.folder, device).with_passphrase(given);
        let args: Vec<&str> = line.args.iter().map(String::as_str).collect();
        answered(home.begun(&args, answer))
    }

    /// Two processes that talk by way of the relay, and a person between them who reads six digits and types them.
    fn pair(&self, stage: &Stage, newcomer: &str, with: &With) -> Result<Value, Refusal> {
        let args = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect::<Vec<_>>();
        let by = with.needed("by");
        let mut invite = talk(self.command(stage, &by, &args(&["device", "invite"])));
        let Some(code) = invite.next("code") else { return answered(invite.end()) };
        let join = args(&["device", "join", &code, "--device", newcomer]);
        let mut join = talk(self.command(stage, newcomer, &join));
        let Some(digits) = join.next("digits") else { return answered(join.end()) };
        let typed = match with.needed("digits").as_str() {
            "right" => digits,
            "wrong" => format!("{:06}", (digits.parse::<u32>().unwrap() + 1) % 1_000_000),
            other => return Err(Refusal::Unknown(format!("digits are not {other}"))),
        };
        writeln!(invite.child.stdin.take().unwrap(), "{typed}").unwrap();
        let (invited, joined) = (answered(invite.end()), answered(join.end()));
        match (invited, joined) {
            (Ok(_), Ok(_)) => Ok(json!({})),
            (Err(refused), Err(_)) | (Ok(_), Err(refused)) => Err(refused),
            (Err(_), Ok(_)) => {
                Err(Refusal::Unknown("the newcomer came in all the same".to_owned()))
            }
        }
    }
}

fn answered(answer: Answer) -> Result<Value, Refusal> {
    if answer.code == 0 {
        return Ok(answer.json);
    }
    Err(Refusal::Code(match answer.error().as_str() {
        // Nobody has a key, and no process stays to hold one.
        "passphrase_needed" => "locked".to_owned(),
        code => code.to_owned(),
    }))
}

/// A command that speaks line by line.
struct Talk {
    child: Child,
    says: BufReader<std::process::ChildStdout>,
}

fn talk(mut command: Command) -> Talk {
    let mut child = command.stdin(Stdio::piped()).spawn().unwrap();
    let says = BufReader::new(child.stdout.take().unwrap());
    Talk { child, says }
}

impl Talk {
    /// What its next line has under this key.
    fn next(&mut self, key: &str) -> Option<String> {
        let mut line = String::new();
        self.says.read_line(&mut line).unwrap();
        let said: Value = serde_json::from_str(&line).unwrap_or_default();
        said[key].as_str().map(str::to_owned)
    }

    fn end(self) -> Answer {
        home::answer(self.child, b"")
    }
}
