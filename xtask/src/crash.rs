//! `cargo xtask crash`: kill -9 at any moment of real processes on real files: write, edit, import, sync, pairing, revocation. What
//! was acknowledged must be there in the end, on both devices and on a third that comes by the words.

use std::{
    collections::BTreeSet,
    fs,
    io::{BufRead, BufReader, Read, Write},
    path::PathBuf,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use clap::Args;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha20Rng;
use serde_json::Value;

use crate::{child, relay::Relay};

/// How long.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// How many rounds; each kills six commands
    #[arg(long, default_value_t = 20)]
    rounds: u64,
    /// Where chance begins
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

struct Stage {
    program: PathBuf,
    folder: tempfile::TempDir,
    relay: Relay,
    rng: ChaCha20Rng,
    acknowledged: BTreeSet<String>,
    kills: u64,
    commands: u64,
}

type Done<T> = Result<T, String>;

pub(crate) fn run(arguments: &Arguments) -> Result<(), String> {
    let mut stage = Stage::open(arguments.seed)?;
    let ended = rounds(&mut stage, arguments);
    // What a run that failed leaves is all that tells why: moments of a kill cannot be had again.
    if ended.is_err() {
        println!("its files stay in {}", stage.folder.path().display());
        stage.folder.disable_cleanup(true);
    }
    ended
}

fn rounds(stage: &mut Stage, arguments: &Arguments) -> Result<(), String> {
    let made = stage.answer(
        "phone",
        &["init", "--relay", &stage.relay.url.clone(), "--device", "phone"],
        "",
    )?;
    let words = text(&made, "words");
    let restore = ["restore", "--relay", &stage.relay.url.clone(), "--device", "tablet"];
    stage.answer("tablet", &restore, &words)?;
    let began = Instant::now();
    for round in 0..arguments.rounds {
        let device = if round.is_multiple_of(2) { "phone" } else { "tablet" };
        stage.write(device, round)?;
        stage.edit(device, round)?;
        stage.import(device, round)?;
        stage.sync(device)?;
        stage.pair_and_revoke(round)?;
        stage.doctor_after_a_kill(device)?;
        let seconds = began.elapsed().as_secs();
        println!("{} rounds, {} killed, {seconds} s", round + 1, stage.kills);
    }
    for device in ["phone", "tablet", "phone"] {
        stage.answer(device, &["sync"], "")?;
    }
    let late = ["restore", "--relay", &stage.relay.url.clone(), "--device", "laptop"];
    stage.answer("laptop", &late, &words)?;
    for device in ["phone", "tablet", "laptop"] {
        stage.doctor(device)?;
        let all = stage.everything(device)?;
        let missing: Vec<&String> =
            stage.acknowledged.iter().filter(|word| !all.contains(word.as_str())).collect();
        if !missing.is_empty() {
            return Err(format!("{} acknowledged words are missing on {device}", missing.len()));
        }
    }
    println!(
        "{} commands, {} killed, {} words acknowledged, 0 missing on three devices",
        stage.commands,
        stage.kills,
        stage.acknowledged.len()
    );
    Ok(())
}

impl Stage {
    fn open(seed: u64) -> Done<Self> {
        let built = child::cargo()
            .args(["build", "--release", "--quiet", "--package", "requite-cli"])
            .status()
            .map_err(|error| format!("cargo did not start: {error}"))?;
        if !built.success() {
            return Err("the program does not build".to_owned());
        }
        let here = std::env::current_exe().map_err(|_| "no program".to_owned())?;
        let program = here.with_file_name("requite");
        let folder = tempfile::tempdir().map_err(|_| "no folder".to_owned())?;
        let relay = Relay::start(&program, &folder.path().join("relay"))?;
        let rng = ChaCha20Rng::seed_from_u64(seed);
        let acknowledged = BTreeSet::new();
        Ok(Self { program, folder, relay, rng, acknowledged, kills: 0, commands: 0 })
    }

    fn home(&self, device: &str) -> PathBuf {
        self.folder.path().join(device)
    }

    fn command(&self, device: &str, args: &[&str]) -> Command {
        let mut command = child::command(&self.program);
        command.arg("--home").arg(self.home(device)).arg("--json").args(args);
        command.env("REQUITE_PASSPHRASE", "between us");
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// A command that must work.
    fn answer(&self, device: &str, args: &[&str], input: &str) -> Done<Value> {
        let mut child = self.command(device, args).spawn().map_err(|_| "no start".to_owned())?;
        feed(&mut child, input);
        let output = child.wait_with_output().map_err(|_| "no end".to_owned())?;
        if !output.status.success() {
            // A doctor who finds something says it in the answer.
            let said = [output.stderr, output.stdout].concat();
            let why = String::from_utf8_lossy(&said).into_owned();
            let what = args.first().copied().unwrap_or_default();
            return Err(format!("`{what}` on {device} after a crash: {why}"));
        }
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        Ok(said.lines().last().and_then(|line| serde_json::from_str(line).ok()).unwrap_or_default())
    }

    /// A command that is killed somewhere on its way; what it had said by then.
    fn kill(&mut self, device: &str, args: &[&str], input: &str) -> Done<String> {
        let mut child = self.command(device, args).spawn().map_err(|_| "no start".to_owned())?;
        feed(&mut child, input);
        self.finish(child)
    }

    fn finish(&mut self, mut child: Child) -> Done<String> {
        self.commands += 1;
        // The derivation of the key takes about a tenth of a second; before and after it is all the rest.
        let pause = Duration::from_millis(60 + self.rng.next_u64() % 800);
        let until = Instant::now() + pause;
        let mut ended = None;
        while ended.is_none() && Instant::now() < until {
            std::thread::yield_now();
            ended = child.try_wait().map_err(|_| "no end".to_owned())?;
        }
        if ended.is_none() {
            self.kills += 1;
            child.kill().map_err(|_| "cannot be killed".to_owned())?;
        }
        let output = child.wait_with_output().map_err(|_| "no end".to_owned())?;
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    fn write(&mut self, device: &str, round: u64) -> Done<()> {
        let word = format!("written{round}w");
        if !self.kill(device, &["write", "-"], &word)?.is_empty() {
            self.acknowledged.insert(word);
        }
        Ok(())
    }

    fn edit(&mut self, device: &str, round: u64) -> Done<()> {
        let word = format!("edited{round}w");
        let page = self.answer(device, &["list", "--limit", "1000"], "")?;
        let items = list(&page, "items");
        let count = u64::try_from(items.len()).unwrap_or(1).max(1);
        let at = usize::try_from(self.rng.next_u64() % count).unwrap_or(0);
        let Some(id) = items.get(at).map(|item| text(item, "id")) else { return Ok(()) };
        let shown = self.answer(device, &["show", &id], "")?;
        let body = format!("{} {word}", text(&shown, "body"));
        if !self.kill(device, &["edit", &id], &body)?.is_empty() {
            self.acknowledged.insert(word);
        }
        Ok(())
    }

    fn import(&mut self, device: &str, round: u64) -> Done<()> {
        let words: Vec<String> = (0..20).map(|n| format!("imported{round}n{n}w")).collect();
        let lines: Vec<String> = words
            .iter()
            .map(|word| format!("{{\"date\":\"2020-01-01\",\"text\":\"{word}\"}}"))
            .collect();
        if !self.kill(device, &["import", "jsonl", "-"], &lines.join("\n"))?.is_empty() {
            self.acknowledged.extend(words);
        }
        Ok(())
    }

    fn sync(&mut self, device: &str) -> Done<()> {
        self.kill(device, &["sync"], "").map(|_| ())
    }

    /// A guest comes in and is removed again; either side is killed on the way.
    fn pair_and_revoke(&mut self, round: u64) -> Done<()> {
        let guest = format!("guest-{round}");
        let mut invite =
            self.command("phone", &["device", "invite"]).spawn().map_err(|_| "no start")?;
        let mut says = BufReader::new(invite.stdout.take().ok_or("no output")?);
        let mut line = String::new();
        says.read_line(&mut line).map_err(|_| "no line".to_owned())?;
        let code = serde_json::from_str::<Value>(&line).map(|said| text(&said, "code"));
        let Ok(code) = code else {
            let _ended = invite.wait();
            return Err("no invitation".to_owned());
        };
        let mut join = self
            .command(&guest, &["device", "join", &code, "--device", "guest"])
            .spawn()
            .map_err(|_| "no start".to_owned())?;
        let mut guest_says = BufReader::new(join.stdout.take().ok_or("no output")?);
        let mut check = String::new();
        guest_says.read_line(&mut check).map_err(|_| "no digits".to_owned())?;
        let digits = serde_json::from_str::<Value>(&check).map(|said| text(&said, "digits"));
        feed(&mut invite, &format!("{}\n", digits.unwrap_or_default()));
        // One of the two dies at some moment; the other finds its own end.
        if round.is_multiple_of(2) {
            self.finish(invite)?;
            let _killed = join.kill();
            let _ended = join.wait();
        } else {
            self.finish(join)?;
            let _killed = invite.kill();
            let _ended = invite.wait();
        }
        let mut rest = String::new();
        let _read = guest_says.read_to_string(&mut rest);
        if rest.contains("joined") {
            self.answer(&guest, &["list"], "")?;
        }
        self.answer("phone", &["sync"], "")?;
        let listed = self.answer("phone", &["device", "list"], "")?;
        for device in list(&listed, "devices") {
            let is_there = device.get("revoked").is_none_or(Value::is_null);
            if text(&device, "name") == "guest" && is_there {
                let id = text(&device, "id");
                self.kill("phone", &["device", "revoke", &id], "")?;
                // Killed or not, doing it again comes to the same: it is removed, once.
                let again = self.command("phone", &["device", "revoke", &id]).output();
                let code = again.map_err(|_| "no end".to_owned())?.status.code();
                if !matches!(code, Some(0 | 3)) {
                    return Err(format!(
                        "a revocation that was killed cannot be repeated: {code:?}"
                    ));
                }
            }
        }
        // Nobody needs the guest's files any more.
        let _removed = fs::remove_dir_all(self.home(&guest));
        Ok(())
    }

    /// A sync that was killed may leave something for the next one, and the doctor says so: what it found is printed, so that it is
    /// known, and must be gone once a sync has come to its end.
    fn doctor_after_a_kill(&self, device: &str) -> Done<()> {
        let Err(found) = self.doctor(device) else { return Ok(()) };
        println!("left by a kill: {found}");
        self.answer(device, &["sync"], "")?;
        self.doctor(device)
    }

    fn doctor(&self, device: &str) -> Done<()> {
        let found = self.answer(device, &["doctor"], "")?;
        if found.get("ok") == Some(&Value::Bool(true)) {
            Ok(())
        } else {
            Err(format!("the doctor of {device}: {found}"))
        }
    }

    /// Every text that a device has, in one string.
    fn everything(&self, device: &str) -> Done<String> {
        let mut all = String::new();
        let mut cursor = String::new();
        loop {
            let mut args = vec!["list", "--limit", "1000"];
            if !cursor.is_empty() {
                args.extend(["--cursor", &cursor]);
            }
            let page = self.answer(device, &args, "")?;
            for item in list(&page, "items") {
                let shown = self.everything_of(device, &item)?;
                all.push_str(&shown);
                all.push('\n');
            }
            cursor = text(&page, "next");
            if cursor.is_empty() {
                return Ok(all);
            }
        }
    }

    /// A short text is whole in the list; only longer ones have to be opened.
    fn everything_of(&self, device: &str, item: &Value) -> Done<String> {
        let excerpt = text(item, "excerpt");
        if !excerpt.ends_with('…') {
            return Ok(excerpt);
        }
        Ok(text(&self.answer(device, &["show", &text(item, "id")], "")?, "body"))
    }
}

fn feed(child: &mut Child, input: &str) {
    if let Some(mut stdin) = child.stdin.take() {
        // A command that needs nothing reads nothing.
        let _fed = stdin.write_all(input.as_bytes());
    }
}

fn text(value: &Value, name: &str) -> String {
    value.get(name).and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn list(value: &Value, name: &str) -> Vec<Value> {
    value.get(name).and_then(Value::as_array).cloned().unwrap_or_default()
}
