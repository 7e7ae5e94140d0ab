//! The main job, shown: a relay and two devices on this machine, writing apart and ending with every word. Everything that it prints
//! about files, words and bytes is computed from what is there; what is not as it should be ends the demo with an error.

mod deeds;
mod devices;
mod inspect;
mod story;

use std::{
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

use requite::{EntryView, Practice, RelayUrl, SyncEvent, Until, Zone};
use serde_json::json;

use crate::{
    commands::{Outcome, runtime},
    failure::{Failure, Shell},
    home::now,
    output::{Output, written},
};

/// A device of the story.
pub(crate) struct Device {
    pub(crate) practice: Practice,
}

/// What the demo found out, for `--json`.
struct Findings {
    merged: String,
    marked: usize,
    found: usize,
    relay: inspect::Holding,
    sentences: usize,
    leaked: usize,
    deeds: bool,
    shut_out: bool,
}

pub(crate) fn run(keep: Option<&Path>, out: &Output) -> Outcome {
    let temporary = match keep {
        Some(_) => None,
        None => Some(tempfile::tempdir().map_err(|_| Shell::DemoFolder)?),
    };
    let folder: PathBuf = match (keep, &temporary) {
        (Some(keep), _) => keep.to_owned(),
        (None, Some(temporary)) => temporary.path().to_owned(),
        (None, None) => return Err(Shell::DemoFolder.into()),
    };
    fs::create_dir_all(&folder).map_err(|_| Shell::DemoFolder)?;
    let is_empty = fs::read_dir(&folder).map_err(|_| Shell::DemoFolder)?.next().is_none();
    if !is_empty {
        return Err(Shell::DemoFolder.into());
    }
    let findings = tell(&folder, out)?;
    let sound = findings.leaked == 0
        && findings.found > 0
        && findings.marked > 0
        && findings.deeds
        && findings.shut_out;
    let answer = json!({
        "ok": sound,
        "merged": findings.merged,
        "marked": findings.marked,
        "found": findings.found,
        "relay": {"envelopes": findings.relay.envelopes, "bytes": findings.relay.bytes},
        "practice": findings.deeds,
        "sentences_searched": findings.sentences,
        "sentences_found": findings.leaked,
        "removed_device_shut_out": findings.shut_out,
    });
    if out.is_json() {
        out.answer(&answer, |_| String::new())?;
    } else if keep.is_some() {
        say(out, "\nEverything is kept in the folder that you named; the passphrase is: demo")?;
    }
    if sound { Ok(ExitCode::SUCCESS) } else { Err(Shell::Demo.into()) }
}

/// The stage: a relay, two devices, and somebody to tell.
struct Stage<'a> {
    folder: &'a Path,
    out: &'a Output,
    runtime: tokio::runtime::Runtime,
    url: RelayUrl,
    zone: Zone,
    phone: Device,
    tablet: Device,
}

fn tell(folder: &Path, out: &Output) -> Result<Findings, Failure> {
    let runtime = runtime()?;
    let relay_folder = folder.join("relay");
    let config = requite_relay::Config::local(relay_folder.clone());
    let relay =
        runtime.block_on(requite_relay::start(config)).map_err(requite_relay::Failure::from)?;
    let url: RelayUrl = relay.url().parse()?;
    let zone = Zone::named("Europe/London")?;
    let (mut phone, walk) = begin(folder, out, &runtime, &url, &zone)?;
    let tablet = devices::pair(folder, out, &runtime, &url, &mut phone)?;
    let mut stage = Stage { folder, out, runtime, url, zone, phone, tablet };
    stage.arrived()?;
    stage.apart(&walk)?;
    let merged = stage.together(&walk)?;
    let found = stage.search()?;
    let deeds = stage.deeds()?;
    let shut_out = stage.shut_out()?;
    stage.runtime.block_on(relay.stop());
    let (holding, leaks, sentences) = stage.look(&relay_folder)?;
    Ok(Findings {
        merged: merged.body,
        marked: merged.marks.len(),
        found,
        relay: holding,
        sentences,
        leaked: leaks.found,
        deeds,
        shut_out,
    })
}

fn begin(
    folder: &Path,
    out: &Output,
    runtime: &tokio::runtime::Runtime,
    url: &RelayUrl,
    zone: &Zone,
) -> Result<(Device, String), Failure> {
    say(out, &out.bold("1. Mia begins a journal on her phone"))?;
    let home = folder.join("phone");
    let (practice, words) = Practice::create(&home, "phone", "demo", now().as_millisecond())?;
    let mut phone = Device { practice };
    say(out, "   It gets 24 words that bring it back. The first three here:")?;
    let first: Vec<&str> = words.reveal().split(' ').take(3).collect();
    say(out, &format!("   {} …", first.join(" ")))?;
    let walk = story::on_the_phone(&mut phone, zone)?;
    meet(runtime, &mut phone, url)?;
    Ok((phone, walk))
}

impl Stage<'_> {
    fn arrived(&mut self) -> Result<(), Failure> {
        let entries = story::count(&mut self.tablet, &self.zone)?;
        say(self.out, &format!("   {entries} entries arrived."))
    }

    fn apart(&mut self, walk: &str) -> Result<(), Failure> {
        let Self { out, phone, tablet, .. } = self;
        say(out, &out.bold("\n3. Both are offline. The same paragraph is edited on each"))?;
        let before = tablet.practice.show(walk)?.body;
        say(out, &format!("   before: {}", written(&before)))?;
        story::edit_on_both(phone, tablet, walk)?;
        say(out, &format!("   phone:  {}", written(&phone.practice.show(walk)?.body)))?;
        say(out, &format!("   tablet: {}", written(&tablet.practice.show(walk)?.body)))?;
        story::more_on_both(phone, tablet, &self.zone)
    }

    fn together(&mut self, walk: &str) -> Result<EntryView, Failure> {
        let out = self.out;
        say(out, &out.bold("\n4. They meet again"))?;
        meet(&self.runtime, &mut self.phone, &self.url)?;
        meet(&self.runtime, &mut self.tablet, &self.url)?;
        meet(&self.runtime, &mut self.phone, &self.url)?;
        let merged = same_on_both(&mut self.phone, &mut self.tablet, walk)?;
        say(out, &format!("   both:   {}", written(&merged.body)))?;
        if !story::WORDS_THAT_STAY.iter().all(|word| merged.body.contains(word)) {
            return Err(Shell::Demo.into());
        }
        let entries = story::count(&mut self.phone, &self.zone)?;
        if entries != story::ENTRIES {
            return Err(Shell::Demo.into());
        }
        say(
            out,
            &format!("   Every word of both is there: {entries} entries, and no copy of any."),
        )?;
        for mark in &merged.marks {
            let variants = written(&mark.variants.join("” and “"));
            say(
                out,
                &format!(
                    "   One place was changed on both, and is marked until Mia has looked: “{variants}”."
                ),
            )?;
        }
        Ok(merged)
    }

    fn search(&mut self) -> Result<usize, Failure> {
        let out = self.out;
        say(out, &out.bold("\n5. Search finds it"))?;
        let words = story::SEARCH.to_owned();
        let search = requite::Search { words, limit: 10, ..requite::Search::default() };
        let hits = self.tablet.practice.search(&search, &self.zone, now())?;
        say(out, &format!("   search {}: {} found", story::SEARCH, hits.items.len()))?;
        for hit in &hits.items {
            say(out, &format!("   {}  {}", hit.item.date, written(&hit.item.excerpt)))?;
        }
        Ok(hits.items.len())
    }

    fn look(&mut self, relay: &Path) -> Result<(inspect::Holding, inspect::Leaks, usize), Failure> {
        let out = self.out;
        say(out, &out.bold("\n8. What the relay between them holds"))?;
        let holding = inspect::holding(relay)?;
        let (n, bytes) = (holding.envelopes, holding.bytes);
        say(out, &format!("   {n} sealed envelopes, {bytes} bytes. One of them begins:"))?;
        say(out, &format!("   {}", holding.hex))?;
        let sentences = story::sentences(&mut self.phone, &self.zone)?;
        let leaks = inspect::leaks(self.folder, &sentences)?;
        let (wanted, files, found) = (sentences.len(), leaks.files, leaks.found);
        say(
            out,
            &format!(
                "   Searched {files} files, the relay's and the devices', for {wanted} written sentences: {found} found."
            ),
        )?;
        Ok((holding, leaks, wanted))
    }
}

/// One meeting with the relay.
fn meet(
    runtime: &tokio::runtime::Runtime,
    device: &mut Device,
    url: &RelayUrl,
) -> Result<(), Failure> {
    let mut quiet = |_: &SyncEvent| {};
    let never = core::future::pending();
    let relays = [url.clone()];
    runtime.block_on(device.practice.sync(&relays, Until::Quiet, never, &mut quiet))?;
    Ok(())
}

fn same_on_both(phone: &mut Device, tablet: &mut Device, id: &str) -> Result<EntryView, Failure> {
    let (here, there) = (phone.practice.show(id)?, tablet.practice.show(id)?);
    if here == there { Ok(here) } else { Err(Shell::Demo.into()) }
}

fn say(out: &Output, line: &str) -> Result<(), Failure> {
    if out.is_json() {
        return Ok(());
    }
    out.answer(&(), |()| line.to_owned())?;
    Ok(())
}
