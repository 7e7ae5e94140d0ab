//! What people do in the world: write, edit, tag, raise and lower a flag, look at a note again, on any of their devices.

use std::collections::BTreeSet;

use requite_engine::{
    DeviceId, EngineError, Expect, ListQuery, Origin, Presence, Write,
    record::{DocumentId, Edit, Heads},
};

use crate::{
    device::NOTE,
    model::Flag,
    world::{Failed, World},
};

/// A word that several people may want to replace.
const PIVOT: &str = "pivot";

impl World {
    /// Something that a person does on a device that runs.
    pub(crate) fn person(&mut self, index: usize) -> Result<(), Failed> {
        let notes = self.notes(index)?;
        let what = self.chance.below(100);
        let note = match notes.as_slice() {
            [] => None,
            notes => notes.get(self.chance.index(notes.len())).copied(),
        };
        match (what, note) {
            (0..25, _) | (_, None) => self.write(index)?,
            (25..45, Some(note)) => self.show(index, note)?,
            (45..70, Some(note)) => self.edit(index, note)?,
            (70..80, Some(note)) => self.tag(index, note)?,
            (80..90, Some(note)) => self.raise(index, note)?,
            (90..96, Some(note)) => self.lower(index, note)?,
            (_, Some(note)) => self.trash(index, note)?,
        }
        self.look(index)
    }

    /// Whom a device takes for members.
    pub(crate) fn members_to(&mut self, index: usize) -> Result<BTreeSet<DeviceId>, Failed> {
        let engine = self.devices.get_mut(index).and_then(|device| device.engine.as_mut());
        let Some(engine) = engine else { return Ok(BTreeSet::new()) };
        let devices = engine.devices().map_err(|error| format!("device {index}: {error}"))?;
        let stays = devices.into_iter().filter(|device| device.revoked_ms.is_none());
        Ok(stays.map(|device| device.id).collect())
    }

    /// Everything that a device holds, in the trash or not.
    pub(crate) fn notes(&mut self, index: usize) -> Result<Vec<DocumentId>, Failed> {
        let Some(engine) = self.devices.get_mut(index).and_then(|device| device.engine.as_mut())
        else {
            return Ok(Vec::new());
        };
        let mut notes = Vec::new();
        for presence in [Presence::Present, Presence::Trashed] {
            let query = ListQuery { presence, limit: 1_000, ..ListQuery::of(NOTE) };
            let page = engine.list(&query);
            let page = page.map_err(|error| format!("device {index} cannot list: {error}"))?;
            notes.extend(page.items.into_iter().map(|row| row.id));
        }
        notes.sort();
        Ok(notes)
    }

    pub(crate) fn write(&mut self, index: usize) -> Result<(), Failed> {
        let word = self.model.word();
        let text = format!("{word} {PIVOT} end");
        let body = Edit::Text { field: "body".into(), base: Heads::default(), text };
        let Some(engine) = self.devices.get_mut(index).and_then(|device| device.engine.as_mut())
        else {
            return Ok(());
        };
        let id = engine.new_id();
        self.commit(index, id, vec![body], Expect::Either, &[word]).map(|_| ())
    }

    fn show(&mut self, index: usize, note: DocumentId) -> Result<(), Failed> {
        let Some(engine) = self.devices.get_mut(index).and_then(|device| device.engine.as_mut())
        else {
            return Ok(());
        };
        let record = engine.open_record(note).map_err(|error| format!("cannot show: {error}"))?;
        let text = record.fields.get("body").and_then(|body| body.as_str()).unwrap_or_default();
        self.model.shown.insert((index, note), (record.heads, text.to_owned()));
        Ok(())
    }

    fn edit(&mut self, index: usize, note: DocumentId) -> Result<(), Failed> {
        if !self.model.shown.contains_key(&(index, note)) {
            self.show(index, note)?;
        }
        let Some((base, text)) = self.model.shown.get(&(index, note)).cloned() else {
            return Ok(());
        };
        let Some(engine) = self.devices.get_mut(index).and_then(|device| device.engine.as_mut())
        else {
            return Ok(());
        };
        let record = engine.open_record(note).map_err(|error| format!("cannot edit: {error}"))?;
        if record.heads != base {
            self.marks.hit("edit on an older state");
        }
        let word = self.model.word();
        let text = if text.contains(PIVOT) && self.chance.percent(50) {
            self.marks.hit("both changed one word");
            text.replacen(PIVOT, &word, 1)
        } else {
            let mut words: Vec<&str> = text.split(' ').collect();
            let at = self.chance.index(words.len() + 1);
            words.insert(at.min(words.len()), &word);
            words.join(" ")
        };
        let edit = Edit::Text { field: "body".into(), base, text };
        // The person goes on from what they wrote only after they have looked again.
        self.commit(index, note, vec![edit], Expect::There, &[word]).map(|_| ())
    }

    fn tag(&mut self, index: usize, note: DocumentId) -> Result<(), Failed> {
        let word = self.model.word();
        let edit = Edit::Add { field: "tags".into(), element: word.as_str().into() };
        self.commit(index, note, vec![edit], Expect::There, &[word]).map(|_| ())
    }

    fn raise(&mut self, index: usize, note: DocumentId) -> Result<(), Failed> {
        let edit = Edit::Assert { field: "safe".into() };
        let heads = self.commit(index, note, vec![edit], Expect::There, &[])?;
        let by = self.devices.get(index).and_then(crate::device::Device::id);
        if let (Some(heads), Some(by)) = (heads, by) {
            let flag = Flag { record: note, by, heads, withdrawn: false, excused: false };
            self.model.flags.push(flag);
        }
        Ok(())
    }

    fn lower(&mut self, index: usize, note: DocumentId) -> Result<(), Failed> {
        let Some(engine) = self.devices.get_mut(index).and_then(|device| device.engine.as_mut())
        else {
            return Ok(());
        };
        let mut seen = Vec::new();
        for (place, flag) in self.model.flags.iter().enumerate() {
            if flag.record == note && engine.has_state(note, &flag.heads).unwrap_or(false) {
                seen.push(place);
            }
        }
        let edit = Edit::Withdraw { field: "safe".into() };
        self.commit(index, note, vec![edit], Expect::There, &[])?;
        // Acknowledged or not, it may have happened.
        for place in seen {
            if let Some(flag) = self.model.flags.get_mut(place) {
                flag.withdrawn = true;
            }
        }
        Ok(())
    }

    fn trash(&mut self, index: usize, note: DocumentId) -> Result<(), Failed> {
        self.commit(index, note, vec![Edit::Trash], Expect::There, &[]).map(|_| ())
    }

    /// Commits; what was acknowledged has to stay. The state afterwards, if it was.
    fn commit(
        &mut self,
        index: usize,
        id: DocumentId,
        edits: Vec<Edit>,
        expect: Expect,
        words: &[String],
    ) -> Result<Option<Heads>, Failed> {
        let Some(device) = self.devices.get_mut(index) else { return Ok(None) };
        let Some(engine) = &mut device.engine else { return Ok(None) };
        let by = engine.device_id();
        let write = Write { id, kind: NOTE, edits, origin: Origin::Person, expect };
        let outcome = engine.commit("act", core::slice::from_ref(&write));
        self.note("commit", id.as_bytes());
        match outcome {
            Ok(written) => {
                // Whoever asserts, says something, whatever was there before.
                let asserts = matches!(write.edits.as_slice(), [Edit::Assert { .. }]);
                if asserts && !written.iter().all(|written| written.changed) {
                    return Err(format!("a flag on {id} was raised, and nothing was noted"));
                }
                let is_out = self.removed.contains(&by);
                let is_known = is_out && self.everybody_knows(by)?;
                for word in words {
                    self.model.acknowledged.insert(word.clone(), (by, id));
                    if is_out {
                        // It does not know yet that it was removed: saved here, and shown by nobody else.
                        self.model.excused.insert(word.clone());
                    }
                    if is_known {
                        self.model.forbidden.insert(word.clone());
                    }
                }
                Ok(written.into_iter().next().filter(|_| !is_out).map(|written| written.heads))
            }
            Err(EngineError::Removed) => {
                self.marks.hit("write refused after removal");
                Ok(None)
            }
            Err(EngineError::WrongKey) => {
                self.marks.hit("write refused without the key");
                Ok(None)
            }
            Err(error) => {
                self.survived(index, Err(error))?;
                Ok(None)
            }
        }
    }

    /// Whether everybody else, and the relay, know that a device is out: from then on nobody may show what it writes.
    fn everybody_knows(&mut self, out: DeviceId) -> Result<bool, Failed> {
        for device in &mut self.devices {
            let Some(engine) = &mut device.engine else { return Ok(false) };
            if self.removed.contains(&engine.device_id()) {
                continue;
            }
            let devices = engine.devices().map_err(|error| format!("no list: {error}"))?;
            let knows = devices.iter().any(|one| one.id == out && one.revoked_ms.is_some());
            if !knows {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Another process of the same device writes, with the first still open.
    pub(crate) fn write_beside(&mut self, index: usize) -> Result<(), Failed> {
        let seed = self.chance.bytes();
        let Some(device) = self.devices.get_mut(index) else { return Ok(()) };
        if device.other.is_none() {
            match device.open(seed) {
                Ok(engine) => device.other = Some(engine),
                Err(error) => return self.survived(index, Err(error)).map(|_| ()),
            }
        }
        core::mem::swap(&mut device.engine, &mut device.other);
        self.marks.hit("two processes");
        let written = self.write(index);
        if let Some(device) = self.devices.get_mut(index) {
            core::mem::swap(&mut device.engine, &mut device.other);
            // When it died, both did.
            if device.engine.is_none() || device.other.is_none() {
                device.die();
            }
        }
        written
    }
}
