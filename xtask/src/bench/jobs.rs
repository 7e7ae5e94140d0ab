//! The jobs, one after another on one stage, each part in a process of its own.

use super::{
    Corpus,
    corpus::Journal,
    figure::{Figure, Floor, Job},
    measure::run,
    stage::{Stage, usual},
};

pub(super) const PHONE: &str = "phone";
pub(super) const TABLET: &str = "tablet";
const DESK: &str = "desk";

/// One corpus, and what is found on it.
pub(super) struct Scene<'a> {
    pub(super) stage: Stage,
    corpus: &'a Corpus,
    n: usize,
    plain: String,
    words: (String, String),
    last_day: String,
    wanted: &'a [Job],
    figures: Vec<Figure>,
}

/// Runs the wanted jobs on one corpus.
pub(super) fn on(corpus: &Corpus, wanted: &[Job]) -> Result<Vec<Figure>, String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let journal = Journal::of(corpus)?;
    let (plain, words, n) = (journal.plain(), journal.words(), journal.entries.len());
    let last_day = journal.entries.iter().map(|entry| entry.date.clone()).max().unwrap_or_default();
    drop(journal);
    let stage = Stage::new(folder.path());
    stage.create(PHONE)?;
    let relay = stage.start_relay()?;
    let mut scene = Scene { stage, corpus, n, plain, words, last_day, wanted, figures: Vec::new() };
    let played = scene.play();
    relay.stop();
    played?;
    Ok(scene.figures)
}

impl Scene<'_> {
    /// Later jobs stand upon what earlier ones wrote, so those are done in any case.
    fn play(&mut self) -> Result<(), String> {
        self.write()?;
        if self.wants(&[Job::J2, Job::J3]) {
            self.read()?;
        }
        if self.wants(&[Job::J4, Job::J6, Job::J8, Job::J9, Job::J12]) {
            self.carry()?;
        }
        if self.wants(&[Job::P1]) {
            self.pages()?;
        }
        if self.wants(&[Job::J12]) {
            self.phone()?;
        }
        if self.wants(&[Job::J1]) {
            self.singles()?;
        }
        if self.wants(&[Job::J8]) {
            self.typing()?;
        }
        if self.wants(&[Job::J6]) {
            self.sentences()?;
        }
        Ok(())
    }

    fn wants(&self, jobs: &[Job]) -> bool {
        jobs.iter().any(|job| self.wanted.contains(job))
    }

    /// Goals hold at the size that they were set for.
    fn is_full_size(&self) -> bool {
        matches!(self.corpus, Corpus::Made(10_000))
    }

    pub(super) fn note(
        &mut self,
        job: Job,
        what: &'static str,
        (value, unit): (f64, &'static str),
        goal: Option<f64>,
        floor: Option<Floor>,
    ) {
        if !self.wanted.contains(&job) {
            return;
        }
        let (corpus, n) = (self.corpus.to_string(), self.n);
        self.figures.push(Figure { job, what, corpus, n, unit, value, goal, floor });
    }

    fn part(&self, name: &str, rest: &[&str]) -> Result<super::measure::Said, String> {
        let folder = self.stage.folder.to_string_lossy();
        let mut args = vec![name, &folder];
        args.extend(rest);
        eprintln!("bench: {} {name} {}", self.corpus, rest.join(" "));
        run(&args)
    }

    fn write(&mut self) -> Result<(), String> {
        let corpus = self.corpus.spelled();
        let bulk = self.part("bulk", &[PHONE, &corpus])?;
        if !self.wants(&[Job::J1]) {
            return Ok(());
        }
        let alone = self.part("alone", &[&corpus])?;
        let seconds = |ms: f64| ms / 1_000.0;
        let goal = self.is_full_size().then_some(3.0);
        let floor = Floor {
            value: seconds(alone.figure("spent_ms")?),
            of: "rows and search alone, encrypted",
        };
        let spent = seconds(bulk.figure("spent_ms")?);
        self.note(Job::J1, "a whole journal in bulk, CPU", (spent, "s"), goal, Some(floor));
        Ok(())
    }

    fn singles(&mut self) -> Result<(), String> {
        let nothing = self.part("nothing", &[])?.figure("cpu_ms")?;
        let one = self.part("singles", &[PHONE])?.figure("one_ms")?;
        self.note(Job::J1, "one entry in a process that runs, CPU", (one, "ms"), Some(2.0), None);
        let call = self.part("call", &[PHONE])?.figure("cpu_ms")?;
        let floor = Floor { value: nothing, of: "a process that does nothing" };
        self.note(Job::J1, "one entry as a call, CPU", (call, "ms"), Some(10.0), Some(floor));
        Ok(())
    }

    fn read(&mut self) -> Result<(), String> {
        let nothing = self.part("nothing", &[])?;
        let list = self.part("list", &[PHONE])?;
        let floor = |value| Some(Floor { value, of: "a process that does nothing" });
        let spent = (list.figure("spent_ms")?, "ms");
        let process = floor(nothing.figure("cpu_ms")?);
        self.note(Job::J2, "new process lists 50, CPU", spent, Some(25.0), process);
        let peak = (list.figure("peak_mib")?, "MiB");
        let process = floor(nothing.figure("peak_mib")?);
        self.note(Job::J2, "new process lists 50, memory", peak, Some(30.0), process);
        if self.wants(&[Job::J3]) {
            let (rare, common) = self.words.clone();
            let search = self.part("search", &[PHONE, &rare, &common])?;
            let page = Floor { value: list.figure("again_ms")?, of: "a page of 50 again" };
            let (rare, common) = (search.figure("rare_ms")?, search.figure("common_ms")?);
            self.note(Job::J3, "rare word, CPU", (rare, "ms"), Some(1.0), None);
            let common = (common, "ms");
            self.note(Job::J3, "commonest word, ranked 50, CPU", common, Some(10.0), Some(page));
        }
        Ok(())
    }

    fn pages(&mut self) -> Result<(), String> {
        let last_day = self.last_day.clone();
        let pages = self.part("pages", &[PHONE, &last_day])?;
        for (figure, what) in [
            ("today_ms", "today, CPU"),
            ("timeline_ms", "timeline of 50, CPU"),
            ("timeline_of_ms", "timeline of somebody, CPU"),
            ("calendar_ms", "a month, CPU"),
            ("on_this_day_ms", "this day in all earlier years, CPU"),
            ("people_ms", "people, CPU"),
        ] {
            self.note(Job::P1, what, (pages.figure(figure)?, "ms"), Some(50.0), None);
        }
        self.honest(&last_day)
    }

    /// On a device of its own, as what is written for it would change what other jobs stand upon.
    fn honest(&mut self, last_day: &str) -> Result<(), String> {
        self.stage.create(DESK)?;
        let corpus = self.corpus.spelled();
        self.part("evidence", &[DESK, &corpus])?;
        let pages = self.part("honest", &[DESK, last_day])?;
        for (figure, what, goal) in [
            ("first_ms", "the first picture of a process, CPU", None),
            ("picture_ms", "picture, CPU", Some(50.0)),
            ("insights_ms", "insights, CPU", Some(50.0)),
            ("meets_ms", "who meets me, CPU", Some(50.0)),
            ("year_ms", "the year, CPU", Some(50.0)),
        ] {
            self.note(Job::P1, what, (pages.figure(figure)?, "ms"), goal, None);
        }
        Ok(())
    }

    fn carry(&mut self) -> Result<(), String> {
        let goal = |scene: &Self, goal| scene.is_full_size().then_some(goal);
        let packed = usual(&self.plain);
        let up = self.part("sync", &[PHONE])?.figure("cpu_ms")? / 1_000.0;
        let (sealed, count) = self.stage.sealed(PHONE)?;
        eprintln!("bench: {count} envelopes of {sealed} bytes; zstd-3 of the text {packed}");
        let times = |bytes: f64| (bytes / packed, "× zstd-3");
        let text = Some(Floor { value: 1.0, of: "zstd-3 of the text" });
        self.note(Job::J4, "everything as envelopes, bytes", times(sealed), Some(1.9), text);
        let to_relay = (up, "s");
        let three = goal(self, 3.0);
        self.note(Job::J4, "everything to the relay, CPU", to_relay, three, None);
        self.stage.restore(TABLET)?;
        let down = self.part("sync", &[TABLET])?.figure("cpu_ms")? / 1_000.0;
        self.note(Job::J4, "everything to a new device, CPU", (down, "s"), three, None);
        let (has, had) = (self.stage.records(TABLET)?, self.stage.records(PHONE)?);
        if has != had {
            return Err(format!("{has} of {had} records came to the new device"));
        }
        let phone = Stage::bytes(&self.stage.home(PHONE))?;
        let tablet = Stage::bytes(&self.stage.home(TABLET))?;
        let relay = Stage::bytes(&self.stage.relay_data())?;
        self.note(Job::J9, "the device that wrote, bytes", times(phone), Some(6.5), text);
        self.note(Job::J9, "the device that received, bytes", times(tablet), Some(6.5), text);
        self.note(Job::J9, "the relay, bytes", times(relay), Some(1.6), text);
        Ok(())
    }

    fn phone(&mut self) -> Result<(), String> {
        let nothing = self.part("nothing", &[])?.figure("peak_mib")?;
        self.part("edits", &[TABLET])?;
        let said = self.part("phone", &[PHONE])?;
        if said.figure("changed")? < 100.0 {
            return Err("the phone did not receive the changes".to_owned());
        }
        let floor = Floor { value: nothing, of: "a process that does nothing" };
        let peak = (said.figure("peak_mib")?, "MiB");
        self.note(Job::J12, "open, list, edit, sync 100 changes", peak, Some(40.0), Some(floor));
        Ok(())
    }

    fn typing(&mut self) -> Result<(), String> {
        let said = self.part("typing", &[PHONE, "25"])?;
        let text = Some(Floor { value: said.figure("plain")?, of: "zstd-3 of the text" });
        let bytes = (said.figure("bytes")?, "B");
        self.note(Job::J8, "saved every 25 words, bytes", bytes, Some(4_096.0), text);
        let said = self.part("typing", &[PHONE, "1"])?;
        let bytes = (said.figure("bytes")?, "B");
        self.note(Job::J8, "saved at every word, bytes", bytes, None, text);
        Ok(())
    }
}
