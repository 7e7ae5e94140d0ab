//! The recovery words in the world: they are replaced, and somebody comes back by them, by those in force or by an old paper.

use requite_engine::EngineError;

use crate::{
    device::Contact,
    faults::DEVICES_MAX,
    world::{Failed, World},
};

impl World {
    /// A device makes new words, which replace those before.
    pub(crate) fn change_words(&mut self, index: usize) -> Result<(), Failed> {
        let Some(engine) = self.devices.get_mut(index).and_then(|device| device.engine.as_mut())
        else {
            return Ok(());
        };
        match engine.change_recovery() {
            Ok(words) => {
                self.words.push(words.reveal().to_owned());
                self.look(index)
            }
            Err(EngineError::Removed | EngineError::WrongKey) => Ok(()),
            Err(error) => self.survived(index, Err(error)).map(|_| ()),
        }
    }

    /// Somebody has one of the papers, mostly the newest, and no device.
    pub(crate) fn come_back(&mut self) -> Result<(), Failed> {
        if self.devices.len() >= DEVICES_MAX {
            return Ok(());
        }
        let newest = self.words.len().saturating_sub(1);
        let paper = if self.chance.percent(60) { newest } else { self.chance.index(newest + 1) };
        let Some(words) = self.words.get(paper).cloned() else { return Ok(()) };
        self.come_back_by(&words).map(drop)
    }

    /// Where nobody remains in the vault, the words in force admit somebody again, and no other words do.
    pub(crate) fn come_back_where_nobody_remains(&mut self) -> Result<(), Failed> {
        let remains = self.devices.iter().filter_map(crate::device::Device::id);
        let remains = remains.filter(|id| !self.removed.contains(id)).count();
        if remains > 0 {
            return Ok(());
        }
        let mut came = 0_u32;
        for words in self.words.clone() {
            came += u32::from(self.come_back_by(&words)?);
        }
        if came != 1 {
            return Err(format!("nobody remained, and {came} papers admitted somebody again"));
        }
        self.marks.hit("only the words admitted again");
        Ok(())
    }

    /// Whether these words brought a device in, at the relay.
    fn come_back_by(&mut self, words: &str) -> Result<bool, Failed> {
        let vault = self.devices.iter().find_map(|device| device.engine.as_ref());
        let Some(vault) = vault.map(requite_engine::Engine::vault_id) else { return Ok(false) };
        let entries = self.post.roster(vault);
        if entries.is_empty() {
            return Ok(false);
        }
        let seed = self.chance.bytes();
        let blank = self.blank();
        let back =
            blank.setup(seed).and_then(|setup| setup.by_words(words, vault, entries, "back again"));
        let back = match back {
            Ok(back) => back,
            Err(EngineError::NoVaultForWords) => {
                self.marks.hit("old words refused");
                return Ok(false);
            }
            Err(EngineError::TooManyDevices) => return Ok(false),
            Err(error) => return Err(format!("the words do not bring anybody back: {error}")),
        };
        for (head, entry) in &back.entries {
            if !self.post.append(vault, *head, entry) {
                return Err("the relay does not take a device in by the words".to_owned());
            }
        }
        if back.entries.len() > 1 {
            self.marks.hit("epochs joined by the words");
        }
        self.enter(back.device, back.admission)?;
        self.marks.hit("came back by the words");
        // It has the relay's list, which may not know yet who is out, and may show what such a one writes until somebody tells.
        self.model.forbidden.clear();
        self.live_pages();
        Ok(true)
    }

    /// Of all the papers, every member takes the same one, and one only.
    pub(crate) fn one_paper_counts(&mut self, members: &[usize]) -> Result<(), Failed> {
        let mut counts = None;
        for index in members {
            let Some(device) = self.devices.get_mut(*index) else { continue };
            if !matches!(device.contact, Contact::Online { .. }) {
                return Err(format!("device {index} is in, at rest, and not on the line"));
            }
            let Some(engine) = &mut device.engine else { continue };
            let mut fits = Vec::new();
            for (paper, words) in self.words.iter().enumerate() {
                match engine.test_words(words) {
                    Ok(()) => fits.push(paper),
                    Err(EngineError::OtherWords) => {}
                    Err(error) => return Err(format!("the words of device {index}: {error}")),
                }
            }
            if fits.len() != 1 || counts.as_ref().is_some_and(|counts| *counts != fits) {
                return Err(format!(
                    "by device {index} the papers {fits:?} count, by others {counts:?}"
                ));
            }
            counts = Some(fits);
        }
        Ok(())
    }
}
