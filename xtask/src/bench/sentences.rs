//! J6: one sentence from device to device through the relay, and between two of them one message over bare sockets and one page
//! to the disk, so that all three meet the machine in the same state.

use super::{
    figure::{Floor, Job},
    jobs::{PHONE, Scene, TABLET},
    measure::{Part, middle_and_p95},
};

/// Sentences that travel.
const SENTENCES: usize = 120;
/// What is said while the connections come to rest is not counted.
const FIRST: usize = 5;
/// Hops, each durable where it begins: at the device that writes before anything is offered, and at the relay before anything is
/// passed on. The device that reads shows first and makes durable then, since the relay has it.
const HOPS: f64 = 2.0;

/// Wall times in milliseconds.
#[derive(Default)]
struct Times {
    sentences: Vec<f64>,
    wire: Vec<f64>,
    disk: Vec<f64>,
}

/// The floor's processes.
struct Raw {
    relay: Part,
    hear: Part,
    speak: Part,
    disk: Part,
}

impl Raw {
    fn start(folder: &str) -> Result<Self, String> {
        let mut relay = Part::start(&["raw-relay", folder])?;
        let port = relay.hear()?;
        let mut hear = Part::start(&["raw-hear", folder, &port])?;
        hear.hear()?;
        let mut speak = Part::start(&["raw-speak", folder, &port])?;
        speak.hear()?;
        let mut disk = Part::start(&["raw-disk", folder])?;
        disk.hear()?;
        Ok(Self { relay, hear, speak, disk })
    }

    /// How long one message took, and how long one page.
    fn round(&mut self) -> Result<(f64, f64), String> {
        self.speak.tell("")?;
        let began = self.speak.hear_number()?;
        let heard = self.hear.hear_number()?;
        self.disk.tell("")?;
        Ok((heard - began, self.disk.hear_number()?))
    }

    fn stop(self) {
        for part in [self.speak, self.hear, self.relay, self.disk] {
            part.stop();
        }
    }
}

impl Scene<'_> {
    /// One sentence after another, each heard before the next is said.
    pub(super) fn sentences(&mut self) -> Result<(), String> {
        let folder = self.stage.folder.to_string_lossy().into_owned();
        let (before, count) = self.stage.sealed(PHONE)?;
        let mut tablet = Part::start(&["hear", &folder, TABLET])?;
        tablet.hear()?;
        let mut phone = Part::start(&["speak", &folder, PHONE])?;
        phone.hear()?;
        // The entry itself comes first.
        tablet.hear()?;
        let mut raw = Raw::start(&folder)?;
        let mut times = Times::default();
        for i in 0..SENTENCES + FIRST {
            phone.tell(&format!("He said that he would call on day {i}, and he kept his word."))?;
            let began = phone.hear_number()?;
            let heard = tablet.hear_number()?;
            let (wire, disk) = raw.round()?;
            if i >= FIRST {
                times.sentences.push(heard - began);
                times.wire.push(wire);
                times.disk.push(disk);
            }
        }
        phone.stop();
        tablet.stop();
        raw.stop();
        let (after, now) = self.stage.sealed(PHONE)?;
        self.note_sentences(&mut times);
        let size = (after - before) / (now - count).max(1.0);
        self.note(Job::J6, "one sentence, sealed and padded", (size, "B"), Some(600.0), None);
        Ok(())
    }

    fn note_sentences(&mut self, times: &mut Times) {
        let (p50, p95) = middle_and_p95(&mut times.sentences);
        let (wire, wire_p95) = middle_and_p95(&mut times.wire);
        let (disk, disk_p95) = middle_and_p95(&mut times.disk);
        for (what, time, wire, disk) in
            [("one sentence, p50", p50, wire, disk), ("one sentence, p95", p95, wire_p95, disk_p95)]
        {
            let floor =
                Floor { value: wire + HOPS * disk, of: "raw sockets and two durable writes" };
            self.note(Job::J6, what, (time, "ms"), Some(2.0 * wire + HOPS * disk), Some(floor));
        }
    }
}
