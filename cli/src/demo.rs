//! The main job, shown: a relay and two devices on this machine, writing apart and ending with every word. Everything that it prints
//! about files, words and bytes is computed from what is there; what is not as it should be ends the demo with an error.

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
    let sound = findings.leaked == 0 && findings.found > 0 && findings.marked > 0;
    let answer = json!({
        "ok": sound,
        "merged": findings.merged,
        "marked": findings.marked,
        "found": findings.found,
        "relay": {"envelopes": findings.relay.envelopes, "bytes": findings.relay.bytes},
        "sentences_searched": findings.sentences,
        "sentences_found": findings.leaked,
    });
    if out.is_json() {
        out.answer(&answer, |_| String::new())?;
    } else if keep.is_some() {
        say(out, "\nEverything is kept in the folder that you named; the passphrase is: demo")?;
    }
    if sound { Ok(ExitCode::SUCCESS) } else { Err(Shell::Demo.into()) }
}

fn tell(folder: &Path, out: &Output) -> Result<Findings, Failure> {
    let runtime = runtime()?;
    let relay_folder = folder.join("relay");
    let relay =
        runtime.block_on(requite_relay::start(requite_relay::Config::local(relay_folder.clone())));
    let relay = relay.map_err(requite_relay::Failure::from)?;
    let url: RelayUrl = relay.url().parse()?;

    say(out, &out.bold("1. Mia begins a journal on her phone"))?;
    let (practice, words) =
        Practice::create(&folder.join("phone"), "phone", "demo", now().as_millisecond())?;
    let mut phone = Device { practice };
    say(out, "   It gets 24 words that bring it back. The first three here:")?;
    let first: Vec<&str> = words.reveal().split(' ').take(3).collect();
    say(out, &format!("   {} …", first.join(" ")))?;
    let zone = Zone::named("Europe/London")?;
    let walk = story::on_the_phone(&mut phone, &zone)?;
    meet(&runtime, &mut phone, &url)?;

    say(out, &out.bold("\n2. Her tablet joins by the words, and has everything"))?;
    let tablet_folder = folder.join("tablet");
    let restoring = Practice::restore(
        &tablet_folder,
        words.reveal(),
        &url,
        "tablet",
        "demo",
        now().as_millisecond(),
    );
    let mut tablet = Device { practice: runtime.block_on(restoring)? };
    meet(&runtime, &mut tablet, &url)?;
    let entries = story::count(&mut tablet, &zone)?;
    say(out, &format!("   {entries} entries arrived."))?;

    say(out, &out.bold("\n3. Both are offline. The same paragraph is edited on each"))?;
    let before = tablet.practice.show(&walk)?.body;
    say(out, &format!("   before: {}", written(&before)))?;
    story::edit_on_both(&mut phone, &mut tablet, &walk)?;
    say(out, &format!("   phone:  {}", written(&phone.practice.show(&walk)?.body)))?;
    say(out, &format!("   tablet: {}", written(&tablet.practice.show(&walk)?.body)))?;
    story::more_on_both(&mut phone, &mut tablet, &zone)?;

    say(out, &out.bold("\n4. They meet again"))?;
    meet(&runtime, &mut phone, &url)?;
    meet(&runtime, &mut tablet, &url)?;
    meet(&runtime, &mut phone, &url)?;
    let merged = same_on_both(&mut phone, &mut tablet, &walk)?;
    say(out, &format!("   both:   {}", written(&merged.body)))?;
    for word in story::WORDS_THAT_STAY {
        if !merged.body.contains(word) {
            return Err(Shell::Demo.into());
        }
    }
    say(out, "   Every word of both is there, there is one entry and no copy.")?;
    for mark in &merged.marks {
        let variants = written(&mark.variants.join("” and “"));
        say(
            out,
            &format!(
                "   One place was changed on both, and is marked until Mia has looked: “{variants}”."
            ),
        )?;
    }

    say(out, &out.bold("\n5. Search finds it"))?;
    let hits = tablet.practice.search(story::SEARCH, 10, None)?;
    say(out, &format!("   search {}: {} found", story::SEARCH, hits.items.len()))?;
    for hit in &hits.items {
        say(out, &format!("   {}  {}", hit.date, written(&hit.excerpt)))?;
    }

    say(out, &out.bold("\n6. What the relay between them holds"))?;
    runtime.block_on(relay.stop());
    let holding = inspect::holding(&relay_folder)?;
    say(
        out,
        &format!(
            "   {} sealed envelopes, {} bytes. One of them begins:",
            holding.envelopes, holding.bytes
        ),
    )?;
    say(out, &format!("   {}", holding.hex))?;
    let sentences = story::sentences(&mut phone, &zone)?;
    let leaked = inspect::leaks(folder, &sentences)?;
    let (n, files) = (sentences.len(), leaked.files);
    say(
        out,
        &format!(
            "   Searched {files} files, of relay and devices, for {n} written sentences and names: {} found.",
            leaked.found
        ),
    )?;
    Ok(Findings {
        merged: merged.body,
        marked: merged.marks.len(),
        found: hits.items.len(),
        relay: holding,
        sentences: n,
        leaked: leaked.found,
    })
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
