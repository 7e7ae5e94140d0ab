//! Whatever a person can do to their journal, `undo` takes back: every verb, one after the other, and none is forgotten.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that fails says so by panicking"
)]

mod home;

use std::{
    collections::{BTreeMap, BTreeSet},
    process::Command,
};

use home::{Device, PROGRAM};
use requite::{Practice, kinds};
use requite_engine::ListQuery;
use serde_json::{Value, json};

/// Commands that change no record, or nothing that there is a way back from.
const LEFT_OUT: &[&str] = &[
    // They only look.
    "care",
    "people",
    "relays",
    "settings",
    "insights",
    "insights why",
    "who-meets-me",
    "year",
    "support",
    "support check",
    "list",
    "show",
    "history",
    "search",
    "people show",
    "today",
    "timeline",
    "picture",
    "calendar",
    "on-this-day",
    "promise due",
    "promise list",
    "need list",
    "contact list",
    "tried list",
    "cost list",
    "hope list",
    "grief list",
    "grief date list",
    "milestone list",
    "later list",
    "standards list",
    "standards show",
    "budget show",
    "boundary week",
    "boundary before",
    "boundary list",
    "phase list",
    "goodbye read",
    "goodbye show",
    "goodbye list",
    "support list",
    "good",
    "moments",
    "reflect sets",
    "reflect list",
    "reflect show",
    "prompt list",
    "lesson list",
    "lesson patterns",
    "care list",
    "care today",
    "care rhythm",
    "belief list",
    "reminder list",
    "circle list",
    "tag list",
    "template list",
    "template show",
    "saved list",
    "saved run",
    "status",
    "version",
    "completions",
    "man",
    "device list",
    "doctor",
    "words test",
    // About devices, files and relays, not about what is written.
    "init",
    "restore",
    "device invite",
    "device join",
    "device revoke",
    "device release",
    "words",
    "words replace",
    "relays add",
    "relays remove",
    "unlock",
    "lock",
    "sync",
    "relay",
    "demo",
    // That a place was looked at, and that a note was opened, changes nothing that was written.
    "mark clear",
    "later open",
    // The way back itself.
    "undo",
];

/// A journal, and what was done in it so far.
struct Story {
    _folder: tempfile::TempDir,
    phone: Device,
    reader: Practice,
}

impl Story {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let phone = Device::new(folder.path(), "phone");
        phone.ok(&["init", "--device", "phone"]);
        // What is offered once a day is offered now: that it was is nothing to take back.
        phone.ok(&["people", "add", "Zoe"]);
        phone.ok(&["people", "unsafe", "Zoe"]);
        phone.ok(&["people", "unsafe", "Zoe", "--withdraw"]);
        let reader = Practice::open(&phone.home, "between us").unwrap();
        Self { _folder: folder, phone, reader }
    }

    /// Everything that is there and not in the trash, as lists have it.
    fn everything(&mut self) -> BTreeMap<String, Value> {
        let mut all = BTreeMap::new();
        for kind in kinds::schema().unwrap().kinds() {
            let query = ListQuery { limit: 1_000, ..ListQuery::of(kind.name) };
            for row in self.reader.engine().list(&query).unwrap().items {
                let mut fields = Value::Object(row.fields);
                plain(&mut fields);
                all.insert(format!("{} {}", kind.name, row.id), fields);
            }
        }
        all
    }

    /// Does something that is to stay.
    #[track_caller]
    fn with(&mut self, args: &[&str]) -> String {
        self.phone.ok(args)["id"].as_str().unwrap_or_default().to_owned()
    }

    /// Does something and takes it back: everything is as before.
    #[track_caller]
    fn undone(&mut self, verb: &str, rest: &[&str]) {
        let before = self.everything();
        let args: Vec<&str> = verb.split(' ').chain(rest.iter().copied()).collect();
        self.phone.tell(&args, b"One.\n.\nbetter\n").ok();
        assert_ne!(self.everything(), before, "{verb} changes nothing here");
        let told = self.phone.ok(&["undo"])["undone"].as_str().unwrap().to_owned();
        assert_eq!(told.split(' ').next(), verb.split(' ').next(), "{verb} is called {told}");
        let after = self.everything();
        for (id, fields) in &before {
            assert_eq!(after.get(id), Some(fields), "{verb}: {id}");
        }
        assert_eq!(after.len(), before.len(), "{verb} left something behind");
    }
}

/// A record without what never goes back: an epoch only counts on, the end of a rest is kept once it is over, and a text that was
/// one of several is empty afterwards, which no list shows.
fn plain(value: &mut Value) {
    let Value::Object(fields) = value else { return };
    fields.remove("epoch");
    fields.remove("rest_until");
    let is_empty = |slot: &Value| slot["text"] == "" && slot["slot"].is_string();
    fields.retain(|_, value| {
        !value.as_array().is_some_and(|slots| !slots.is_empty() && slots.iter().all(is_empty))
    });
    fields.values_mut().for_each(plain);
}

#[test]
fn what_is_written_and_noted_is_taken_back() {
    let mut it = Story::new();
    it.with(&["people", "add", "Mia"]);
    it.with(&["people", "add", "Tom"]);
    let entry = it.with(&["write", "She called.", "--mood", "1", "--word", "calm"]);
    it.undone("write", &["A day.", "--person", "Mia", "--tag", "sea", "--star", "--mood", "1"]);
    it.undone("edit", &[&entry, "--text", "She did call.", "--mood", "-1", "--drop-word", "calm"]);
    it.undone("delete", &[&entry]);
    it.with(&["delete", &entry]);
    it.undone("undelete", &[&entry]);
    it.undone("log", &["Mia", "care_act", "soup", "--with", "Tom", "--from", "them"]);
    let moment = it.with(&["log", "Mia", "let_down", "late"]);
    it.undone("moment exclude", &[&moment, "--reason", "I was ill"]);
    it.with(&["moment", "exclude", &moment]);
    it.undone("moment include", &[&moment]);
    it.undone("promise add", &["Mia", "call", "--due", "tomorrow", "--size", "big"]);
    let promise = it.with(&["promise", "add", "Mia", "call"]);
    it.undone("promise resolve", &[&promise, "kept"]);
    it.undone("promise link", &[&promise, &moment]);
    it.with(&["promise", "resolve", &promise, "partly"]);
    it.undone("promise resolve", &[&promise, "kept", "--on", "yesterday"]);
    it.undone("promise reopen", &[&promise]);
    it.undone("need add", &["Mia", "rest", "--theirs"]);
    let need = it.with(&["need", "add", "Mia", "rest"]);
    it.undone("need asked", &[&need]);
    it.undone("need answer", &[&need, "met"]);
    it.undone("contact add", &["Mia", "--started", "me", "--channel", "call"]);
    let contact = it.with(&["contact", "add", "Mia", "--started", "me"]);
    it.undone("contact set", &[&contact, "--started", "them"]);
    it.undone("felt", &["energy=-1", "--after", "Mia", "--words", "tired"]);
    it.undone("tried add", &["Mia", "gave_time", "a month"]);
    let tried = it.with(&["tried", "add", "Mia", "gave_time"]);
    it.undone("tried answer", &[&tried, "met"]);
    it.undone("cost add", &["cost", "evenings", "--person", "Mia"]);
    it.undone("hope add", &["hope", "a call", "--review", "in 2 weeks"]);
    let hope = it.with(&["hope", "add", "hope", "a call", "--review", "in 2 weeks"]);
    it.undone("hope review", &[&hope]);
    it.undone("grief add", &["keeping", "the songs"]);
    it.undone("grief date add", &["02-29", "that day", "--rest"]);
    let date = it.with(&["grief", "date", "add", "02-29", "that day"]);
    it.undone("grief date rest", &[&date]);
    it.with(&["grief", "date", "rest", &date]);
    it.undone("grief date wake", &[&date]);
    it.undone("milestone add", &["a month of sleep"]);
    it.undone("later write", &["You got through it.", "--opens", "tomorrow"]);
    let file = it.phone.home.join("../diary.jsonl");
    std::fs::write(&file, "{\"date\":\"2020-01-02\",\"text\":\"Long ago.\"}\n").unwrap();
    it.undone("import", &["jsonl", file.to_str().unwrap()]);
    let versions = it.phone.ok(&["history", &promise])["versions"].clone();
    let first = versions.as_array().unwrap().last().unwrap()["id"].as_str().unwrap().to_owned();
    let before = it.everything();
    it.with(&["history", &promise, "--restore", &first]);
    assert_ne!(it.everything(), before);
    assert_eq!(it.phone.ok(&["undo"])["undone"], "restore");
    assert_eq!(it.everything(), before);
}

#[test]
fn what_concerns_people_and_peace_is_taken_back() {
    let mut it = Story::new();
    it.with(&["people", "add", "Mia"]);
    it.with(&["people", "add", "Tom"]);
    it.undone("people add", &["Ana"]);
    it.undone("people edit", &["Mia", "--relation", "sister", "--note", "Likes the sea."]);
    it.undone("people alias", &["Mia", "M."]);
    it.undone("people stage", &["Mia", "unclear"]);
    it.undone("people quiet", &["Mia", "--until", "tomorrow"]);
    it.with(&["people", "quiet", "Mia"]);
    it.undone("people unquiet", &["Mia"]);
    it.undone("people unsafe", &["Mia"]);
    it.with(&["people", "unsafe", "Mia"]);
    it.undone("people unsafe", &["Mia", "--withdraw"]);
    it.undone("people merge", &["Tom", "Mia"]);
    it.with(&["people", "merge", "Tom", "Mia"]);
    it.undone("people unmerge", &["Mia"]);
    let moment = it.with(&["log", "Mia", "kind_word"]);
    it.undone("standards add", &["asks how I am", "--level", "must"]);
    let standard = it.with(&["standards", "add", "asks how I am"]);
    let other = it.with(&["standards", "add", "says sorry"]);
    it.undone("standards move", &[&other, "--first"]);
    it.undone("standards edit", &[&standard, "--text", "asks me", "--level", "nice"]);
    it.undone("standards end", &[&standard]);
    it.undone("standards evidence", &[&standard, "Mia", &moment, "met"]);
    it.with(&["standards", "evidence", &standard, "Mia", &moment, "met"]);
    it.undone("standards evidence", &[&standard, "Mia", &moment, "not_met"]);
    it.undone("budget plan", &["2026-W48", "Mia", "120"]);
    it.with(&["budget", "plan", "2026-W48", "Mia", "120"]);
    it.undone("budget plan", &["2026-W48", "Mia", "60"]);
    it.undone("boundary add", &["she shouts", "I leave", "--person", "Mia", "--per-week", "2"]);
    let boundary = it.with(&["boundary", "add", "she shouts", "I leave", "--person", "Mia"]);
    it.undone("boundary held", &[&boundary]);
    it.undone("boundary bent", &[&boundary, "for an hour"]);
    it.undone("boundary crossed", &[&boundary, "--by", "them"]);
    it.undone("boundary end", &[&boundary]);
    it.undone("phase start", &["Mia"]);
    let phase = it.with(&["phase", "start", "Mia", "--level", "fortnightly"]);
    it.undone("phase next", &[&phase]);
    it.undone("phase back", &[&phase]);
    it.undone("phase step add", &[&phase, "return the key"]);
    assert_eq!(
        it.phone.ok(&["phase", "list", "Mia"])["items"][0]["steps"],
        json!([]),
        "no empty step"
    );
    let step = it.phone.ok(&["phase", "step", "add", &phase, "return the key"])["steps"].clone();
    it.undone("phase step done", &[&phase, step[0]["key"].as_str().unwrap()]);
    it.undone("goodbye new", &["Mia"]);
    let plan = it.with(&["goodbye", "new", "Mia"]);
    let answers = "no,no,no,no,no,not_sure";
    // That the questions were gone through today is no act of its own; what is kept of the answers is.
    it.with(&["goodbye", "gate", &plan, "--answers", answers]);
    it.undone("goodbye gate", &[&plan, "--answers", answers, "--save"]);
    it.undone("goodbye path", &[&plan, "letter"]);
    it.undone("goodbye draft", &[&plan, "I valued our summers.", "--part", "valued"]);
    it.with(&["goodbye", "draft", &plan, "I valued our summers."]);
    it.undone("goodbye draft", &[&plan, "I need quiet now.", "--part", "need_now"]);
    it.undone("goodbye step add", &[&plan, "return her books"]);
    let step = it.phone.ok(&["goodbye", "step", "add", &plan, "return her books"])["steps"].clone();
    it.undone("goodbye step done", &[&plan, step[0]["key"].as_str().unwrap()]);
    it.undone("goodbye rest", &[&plan]);
    it.undone("goodbye decide", &[&plan, "kept", "--not-waiting", "I am sure"]);
    it.with(&["goodbye", "decide", &plan, "kept", "--not-waiting", "I am sure"]);
    it.undone("goodbye after", &[&plan, "1", "0"]);
    it.undone("goodbye again", &[&plan]);
    it.undone("support add", &["Ana", "call any time", "--label", "the dentist"]);
    let ana = it.with(&["support", "add", "Ana", "call any time"]);
    it.undone("support remove", &[&ana]);
}

#[test]
fn what_concerns_reflection_and_care_is_taken_back() {
    let mut it = Story::new();
    it.with(&["people", "add", "Mia"]);
    for week in 1..=9 {
        let day = format!("2025-01-{:02}", week * 3);
        it.with(&["contact", "add", "Mia", "--started", "them", "-d", &day]);
    }
    let insights = it.phone.ok(&["insights"])["items"].clone();
    let gap = insights.as_array().unwrap().iter().find(|item| item["about"] == "gap").unwrap();
    let gap = gap["key"].as_str().unwrap();
    it.undone("insights dismiss", &[gap]);
    it.with(&["insights", "dismiss", gap]);
    it.undone("insights ask", &[gap]);
    it.undone("support dismiss", &[]);
    it.undone("reflect", &["plainly", "--person", "Mia"]);
    let sitting = it.phone.tell(&["reflect", "plainly"], b"One.\n.\nbetter\n").ok()["id"].clone();
    let sitting = sitting.as_str().unwrap();
    it.undone("reflect answer", &[sitting, "2", "Two."]);
    it.undone("reflect answer", &[sitting, "1", "One, again."]);
    it.undone("reflect helped", &[sitting, "worse"]);
    it.undone("prompt add", &["What would I tell Ana?"]);
    let prompt = it.with(&["prompt", "add", "What would I tell Ana?"]);
    let other = it.with(&["prompt", "add", "And Tom?"]);
    it.undone("prompt reword", &[&prompt, "What would I tell Tom?"]);
    it.undone("prompt move", &[&other]);
    it.undone("prompt hide", &["plainly.camera"]);
    it.with(&["prompt", "hide", "plainly.camera"]);
    it.undone("prompt show", &["plainly.camera"]);
    it.undone("lesson add", &["strength", "I asked twice.", "--person", "Mia"]);
    let one = it.with(&["lesson", "add", "strength", "I asked."]);
    let two = it.with(&["lesson", "add", "sign", "Kind when others looked."]);
    it.undone("lesson link", &[&one, &two]);
    it.with(&["lesson", "link", &one, &two]);
    it.undone("lesson unlink", &[&two, &one]);
    it.undone("care add", &["a walk", "--area", "body"]);
    let care = it.with(&["care", "add", "a walk"]);
    it.undone("care done", &[&care, "--felt", "1"]);
    it.with(&["care", "done", &care]);
    it.undone("care done", &[&care, "--felt", "2"]);
    it.undone("care helped", &[&care, "2"]);
    it.undone("care end", &[&care]);
    it.with(&["care", "end", &care]);
    it.undone("care again", &[&care]);
    it.undone("care letter", &["Dear me."]);
    it.undone("belief add", &["I am too much.", "--kinder", "I am enough."]);
    let kinder = ["belief", "add", "I am too much.", "--kinder", "I am enough."];
    let belief = it.with(&kinder);
    it.undone("belief evidence", &[&belief, "They stayed."]);
    it.undone("belief end", &[&belief]);
}

#[test]
fn what_concerns_the_journal_itself_is_taken_back() {
    let mut it = Story::new();
    it.with(&["people", "add", "Mia"]);
    it.undone("reminder add", &["evening", "--days", "mon,sun"]);
    let reminder = it.with(&["reminder", "add", "evening"]);
    it.undone("reminder window", &[&reminder, "morning"]);
    it.undone("reminder off", &[&reminder]);
    it.with(&["reminder", "off", &reminder]);
    it.undone("reminder on", &[&reminder]);
    it.undone("circle add", &["family"]);
    it.with(&["circle", "add", "family"]);
    it.undone("circle put", &["Mia", "family"]);
    it.with(&["circle", "put", "Mia", "family"]);
    it.undone("circle take", &["Mia", "family"]);
    it.undone("circle rename", &["family", "home"]);
    it.undone("template add", &["sunday", "How was it?"]);
    it.with(&["template", "add", "sunday", "How was it?"]);
    it.undone("template add", &["sunday", "How is it?"]);
    it.undone("saved add", &["promises", "promis*"]);
    for (setting, value) in [
        ("week-start", "sunday"),
        ("half-life", "90"),
        ("leap-day", "29"),
        ("discreet", "on"),
        ("name", "mine"),
        ("language", "es"),
    ] {
        it.undone("settings set", &[setting, value]);
    }
}

/// Every command that has no commands of its own, as the help texts name them.
fn commands(path: &mut Vec<String>, found: &mut BTreeSet<String>) {
    let help = Command::new(PROGRAM).args(&*path).arg("--help").output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let listed = listed.take_while(|line| !line.is_empty() && line.starts_with("  "));
    let names = listed.filter_map(|line| line.get(2..)?.split(' ').next());
    let names: Vec<&str> = names.filter(|name| !name.is_empty() && *name != "help").collect();
    // `reflect` and a few others do something without a command behind them too.
    if names.is_empty() || help.contains("[COMMAND]") {
        found.insert(path.join(" "));
    }
    for name in names {
        path.push(name.to_owned());
        commands(path, found);
        path.pop();
    }
}

#[test]
fn no_verb_is_forgotten() {
    let mut found = BTreeSet::new();
    commands(&mut Vec::new(), &mut found);
    assert!(found.len() > 120, "{found:?}");
    let here = include_str!("undo.rs");
    let is_left_out = |verb: &String| LEFT_OUT.contains(&verb.as_str());
    let is_undone = |verb: &String| here.contains(&format!("undone(\"{verb}\""));
    let forgotten: Vec<_> = found.iter().filter(|v| !is_left_out(v) && !is_undone(v)).collect();
    assert!(forgotten.is_empty(), "not taken back by any test: {forgotten:?}");
    let unknown: Vec<_> = LEFT_OUT.iter().filter(|verb| !found.contains(**verb)).collect();
    assert!(unknown.is_empty(), "no such command: {unknown:?}");
}
