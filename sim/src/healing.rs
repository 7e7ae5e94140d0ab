//! How a world heals: the faults end, holds end, and everybody writes once more.

use crate::{
    device::{Device, Line},
    faults::swap_key,
    net::{CALM, Weather},
    world::{Failed, Healing, World},
};

impl World {
    /// The faults end: everybody is there again, and may speak.
    pub(crate) fn heal(&mut self) -> Result<(), Failed> {
        self.post.withheld = None;
        self.post.start();
        for index in 0..self.devices.len() {
            let Some(device) = self.devices.get_mut(index) else { continue };
            device.line = Line::Up;
            device.other = None;
            device.clock.skew(0);
            if device.fuse.is_blown() {
                device.die();
            }
            device.fuse.mend();
            if let Some(key) = device.right_key.take() {
                device.die();
                swap_key(device, Some(key));
            }
            self.start(index)?;
            if self.healing == Healing::Reconnecting {
                self.begin_courier(index)?;
            }
        }
        self.held = self.take_stock()?;
        if self.healing == Healing::Reconnecting {
            self.marks.hit("healed by reconnecting");
        }
        Ok(())
    }

    /// Holds end: by the clock, or because somebody who was there before says so.
    pub(crate) fn holds_end(&mut self) -> Result<(), Failed> {
        for index in 0..self.devices.len() {
            self.release(index)?;
        }
        Ok(())
    }

    /// Everybody writes once more. In half the worlds nobody hears of it by itself, and no line is opened anew.
    pub(crate) fn last_words(&mut self) -> Result<(), Failed> {
        if self.healing == Healing::OnOpenLines {
            self.weather = Weather { live_loss: 100, ..CALM };
            self.marks.hit("healed without reconnecting");
        }
        for index in 0..self.devices.len() {
            if self.devices.get(index).is_some_and(|device| device.engine.is_some()) {
                let before = self.model.typed.len();
                self.write(index)?;
                let id = self.devices.get(index).and_then(Device::id);
                if id.is_some_and(|id| !self.removed.contains(&id)) {
                    let members = self.members_to(index)?;
                    let words = self.model.typed.iter().skip(before).cloned();
                    self.model.last.extend(words.map(|word| (word, members.clone())));
                }
                self.look(index)?;
                self.advance(self.now + 2_000)?;
            }
        }
        self.weather = CALM;
        Ok(())
    }
}
