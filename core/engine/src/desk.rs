//! The one door for writes: load, decide, project, commit, in one transaction of the journal file.
//! The writer's lock is taken before anything is read, so what is decided is decided on what is there (ADR 0006).

use requite_record::{Document, DocumentId, Edit, Hand, Heads, Kind};
use requite_store::{Act, JournalWrite};

use crate::{Engine, EngineError, Notice, outbox, recent::Recent};

/// Where a commit comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// Somebody did it.
    Person,
    /// It was read from a file: it travels in envelopes of its own, and the same content makes the same changes on
    /// every device.
    Import,
    /// It follows from what several devices may do alike: the same content makes the same changes everywhere.
    Derived,
}

/// Edits of one record, to be committed together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Write {
    /// The record; a new one is made when it is not there.
    pub id: DocumentId,
    /// Its kind.
    pub kind: &'static str,
    /// What to do.
    pub edits: Vec<Edit>,
    /// Where it comes from.
    pub origin: Origin,
    /// Whether the record must or must not be there already.
    pub expect: Expect,
}

impl Write {
    /// What a person does to a record, which is made if it is not there.
    pub const fn by_person(id: DocumentId, kind: &'static str, edits: Vec<Edit>) -> Self {
        Self { id, kind, edits, origin: Origin::Person, expect: Expect::Either }
    }

    /// Nothing but looks at marks.
    fn only_looks(&self) -> bool {
        !self.edits.is_empty() && self.edits.iter().all(|edit| matches!(edit, Edit::Look { .. }))
    }
}

/// What a write relies on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expect {
    /// Made if it is not there.
    Either,
    /// It must be there.
    There,
}

/// What became of one [`Write`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The record.
    pub id: DocumentId,
    /// Its state now.
    pub heads: Heads,
    /// Whether anything changed.
    pub changed: bool,
}

/// What [`Engine::undo`] reversed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undone {
    /// What the act was called.
    pub label: String,
    /// The records that it had touched.
    pub ids: Vec<DocumentId>,
}

impl Engine {
    /// Commits edits, all or none, as one act that can be undone (unless it has no label). Durable when it returns.
    ///
    /// # Errors
    /// [`EngineError`]; nothing has changed then.
    pub fn commit(&mut self, label: &str, writes: &[Write]) -> Result<Vec<Written>, EngineError> {
        let at_once = self.at_once()?;
        self.vault.writing_key()?;
        let (actor, now_ms, me) = (self.actor, self.surroundings.now_ms(), self.vault.me);
        let Self { journal, schema, rng, notices, vault, recent, .. } = self;
        let written = journal.write(|journal| {
            journal.note_author(&actor, me)?;
            let mut written = Vec::with_capacity(writes.len());
            let mut act = Vec::new();
            for write in writes {
                let mut hand = Hand { actor, now_ms, rng };
                let (outcome, before) = commit_one(journal, schema, recent, write, &mut hand)?;
                if outcome.changed {
                    act.push((outcome.id, before.map(|before| (before, outcome.heads.clone()))));
                    notices.push(Notice { kind: write.kind.to_owned(), id: write.id });
                }
                // Who imports a decade has not read it, and who clears a mark need not have read all that came since.
                if write.origin == Origin::Person && !write.only_looks() {
                    journal.set_seen(outcome.id, &outcome.heads)?;
                }
                written.push(outcome);
            }
            if !act.is_empty() && !label.is_empty() {
                journal.push_act(&Act { id: 0, label: label.to_owned(), changes: act })?;
            }
            if let Some(at_once) = &at_once {
                outbox::offer(journal, vault, rng, at_once)?;
            }
            Ok::<_, EngineError>(written)
        })?;
        self.nudge.wrote();
        Ok(written)
    }

    /// Reverses this device's last act that was not undone yet, as new edits: what others wrote meanwhile stays.
    ///
    /// # Errors
    /// [`EngineError::NotFound`] when there is nothing left to undo.
    pub fn undo(&mut self) -> Result<Undone, EngineError> {
        let first = self.undo_one(None)?.ok_or(EngineError::NotFound)?;
        let mut undone = Undone { label: first.label.clone(), ids: first.ids };
        // A long import is several acts of one unique label.
        while let Some(more) = self.undo_one(Some(&first.label))? {
            undone.ids.extend(more.ids);
        }
        Ok(undone)
    }

    fn undo_one(&mut self, batch: Option<&str>) -> Result<Option<Undone>, EngineError> {
        self.vault.writing_key()?;
        let (actor, now_ms, me) = (self.actor, self.surroundings.now_ms(), self.vault.me);
        let Self { journal, schema, rng, notices, recent, .. } = self;
        journal.write(|journal| {
            journal.note_author(&actor, me)?;
            let Some(act) = journal.last_act()? else { return Ok(None) };
            if batch.is_some_and(|label| act.label != label || !is_batch(label)) {
                return Ok(None);
            }
            journal.note_author(&actor, me)?;
            let mut ids = Vec::with_capacity(act.changes.len());
            for (id, between) in act.changes.iter().rev() {
                let stored = journal.document(*id)?.ok_or(EngineError::NotFound)?;
                let kind = schema.kind(&stored.kind).ok_or(EngineError::NewerVersion)?;
                let mut document = recent.take(*id, &stored)?;
                let edits = match between {
                    Some((before, after)) => {
                        requite_record::reverse(kind, &mut document, Some(before), after)?
                    }
                    // It made the record.
                    None => vec![Edit::Trash],
                };
                let mut hand = Hand { actor, now_ms, rng };
                let decision =
                    requite_record::decide(kind, Some(document), *id, &edits, &mut hand)?;
                put(journal, kind, recent, decision, outbox::lane(Origin::Person))?;
                notices.push(Notice { kind: stored.kind, id: *id });
                ids.push(*id);
            }
            journal.mark_undone(act.id)?;
            Ok(Some(Undone { label: act.label, ids }))
        })
    }
}

/// Acts of one batch share a label with a random end behind this.
const BATCH_MARK: char = '#';

fn is_batch(label: &str) -> bool {
    label.contains(BATCH_MARK)
}

fn commit_one(
    journal: &mut JournalWrite<'_>,
    schema: &requite_record::Schema,
    recent: &mut Recent,
    write: &Write,
    hand: &mut Hand<'_>,
) -> Result<(Written, Option<Heads>), EngineError> {
    let kind = schema.kind(write.kind).ok_or(EngineError::Internal("kind"))?;
    let stored = journal.document(write.id)?;
    if stored.is_none() && write.expect == Expect::There {
        return Err(EngineError::NotFound);
    }
    if stored.as_ref().is_some_and(|stored| stored.kind != write.kind) {
        return Err(EngineError::NotFound);
    }
    let before = stored.as_ref().map(|stored| stored.heads.clone());
    if stored.is_none()
        && let Some(fresh) = fresh(kind, write, hand)?
    {
        let heads = fresh.heads.clone();
        put_fresh(journal, kind, write, fresh)?;
        return Ok((Written { id: write.id, heads, changed: true }, None));
    }
    let document = stored.map(|stored| recent.take(write.id, &stored)).transpose()?;
    let decision = match write.origin {
        Origin::Person => requite_record::decide(kind, document, write.id, &write.edits, hand)?,
        Origin::Import | Origin::Derived => {
            requite_record::derive(kind, document, write.id, &write.edits)?
        }
    };
    let (heads, changed) = put(journal, kind, recent, decision, outbox::lane(write.origin))?;
    Ok((Written { id: write.id, heads, changed }, before))
}

/// A record that is new and plain needs no document yet.
fn fresh(
    kind: &Kind,
    write: &Write,
    hand: &mut Hand<'_>,
) -> Result<Option<requite_record::Fresh>, EngineError> {
    Ok(match write.origin {
        Origin::Person => requite_record::make(kind, write.id, &write.edits, hand)?,
        Origin::Import | Origin::Derived => {
            requite_record::make_derived(kind, write.id, &write.edits)?
        }
    })
}

fn put_fresh(
    journal: &mut JournalWrite<'_>,
    kind: &Kind,
    write: &Write,
    fresh: requite_record::Fresh,
) -> Result<(), EngineError> {
    let requite_record::Fresh { heads, changes, bytes, projection } = fresh;
    know(journal, kind)?;
    journal.put_document(write.id, kind.name, &heads, &bytes, Some(&projection))?;
    Ok(journal.append_unsealed(outbox::lane(write.origin), write.id, kind.name, &changes)?)
}

fn put(
    journal: &mut JournalWrite<'_>,
    kind: &Kind,
    recent: &mut Recent,
    decision: requite_record::Decision,
    lane: requite_store::Lane,
) -> Result<(Heads, bool), EngineError> {
    let mut document: Document = decision.document;
    let (id, heads) = (document.id(), document.heads());
    if decision.changes.is_empty() {
        return Ok((heads, false));
    }
    let projection = requite_record::project(kind, &mut document)?;
    let bytes = document.save();
    know(journal, kind)?;
    journal.put_document(id, kind.name, &heads, &bytes, Some(&projection))?;
    journal.append_unsealed(lane, id, kind.name, &decision.changes)?;
    recent.keep(document, bytes.len());
    Ok((heads, true))
}

/// The first record of a kind brings an example of all that will follow.
pub(crate) fn know(journal: &mut JournalWrite<'_>, kind: &Kind) -> Result<(), EngineError> {
    if !journal.knows_kind(kind.name)? {
        journal.know_kind(kind.name, &requite_record::example(kind)?)?;
    }
    Ok(())
}
