//! The demo's devices: a tablet that is let in by a line of text and six digits, and shut out again.

use std::{path::Path, sync::mpsc, time::Duration};

use requite::{EngineError, History, JoinEvent, Practice, PracticeError, RelayUrl};

use super::{Device, Stage, meet, say, story};
use crate::{
    failure::{Failure, Shell},
    home::now,
    output::Output,
};

/// How often the demo looks whether the tablet shows its digits yet.
const LOOK_EVERY: Duration = Duration::from_millis(10);

/// Both halves of pairing, side by side as two people would do it; here the demo reads the digits and types them.
pub(super) fn pair(
    folder: &Path,
    out: &Output,
    runtime: &tokio::runtime::Runtime,
    url: &RelayUrl,
    phone: &mut Device,
) -> Result<Device, Failure> {
    say(out, &out.bold("\n2. Her tablet is let in, and has everything"))?;
    let auth = phone.practice.authenticate("demo")?;
    let mut invite = runtime.block_on(phone.practice.invite(url, &auth))?;
    let line = invite.line().to_owned();
    let (front, _) = line.split_at_checked(24).unwrap_or((&line, ""));
    say(out, &format!("   The phone shows a line for it:  {front}…"))?;
    let (tell, told) = mpsc::channel();
    let mut observe = |event: &JoinEvent| {
        let JoinEvent::Check(digits) = event;
        // The other half may have given up already.
        let _told = tell.send(digits.clone());
    };
    let home = folder.join("tablet");
    let at = now().as_millisecond();
    let joining = Practice::join(&home, &line, "tablet", "demo", at, &mut observe);
    let letting_in = async {
        phone.practice.meet(&mut invite).await?;
        let digits = loop {
            match told.try_recv() {
                Ok(digits) => break digits,
                Err(_) => tokio::time::sleep(LOOK_EVERY).await,
            }
        };
        let shown = digits.clone();
        phone.practice.confirm(invite, &digits, &auth, History::Shared).await?;
        Ok::<_, PracticeError>(shown)
    };
    let (let_in, joined) = runtime.block_on(async { tokio::join!(letting_in, joining) });
    let (digits, (practice, _)) = (let_in?, joined?);
    let (front, back) = digits.split_at_checked(3).unwrap_or((&digits, ""));
    say(
        out,
        &format!(
            "   The tablet shows six digits, and Mia types them on the phone:  {front} {back}"
        ),
    )?;
    let mut tablet = Device { practice };
    meet(runtime, &mut tablet, url)?;
    Ok(tablet)
}

impl Stage<'_> {
    /// The tablet is lost, and removed on the phone: it is refused, reads nothing new, and nobody shows what it writes.
    pub(super) fn shut_out(&mut self) -> Result<bool, Failure> {
        let out = self.out;
        say(out, &out.bold("\n7. The tablet is lost. Mia removes it on her phone"))?;
        let id = self.tablet.practice.device_id();
        self.phone.practice.revoke(&id)?;
        let after = story::after_the_loss(&mut self.phone, &self.zone)?;
        meet(&self.runtime, &mut self.phone, &self.url)?;
        let outside = story::from_outside(&mut self.tablet, &self.zone)?;
        let refused = match meet(&self.runtime, &mut self.tablet, &self.url) {
            Err(Failure::Practice(PracticeError::Engine(EngineError::RelayRefused))) => true,
            Err(failure) => return Err(failure),
            Ok(()) => false,
        };
        meet(&self.runtime, &mut self.phone, &self.url)?;
        let reads_nothing = self.tablet.practice.show(&after).is_err();
        let shows_nothing = self.phone.practice.show(&outside).is_err();
        if !(refused && reads_nothing && shows_nothing) {
            return Err(Shell::Demo.into());
        }
        say(
            out,
            "   The relay refuses it. What Mia writes now it cannot read, what it writes she does not see;",
        )?;
        say(out, "   what it had written before is still there.")?;
        Ok(true)
    }
}
