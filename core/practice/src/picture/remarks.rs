//! What stands beside the numbers: a change, a silence, how it felt, hard days, one-sided notes. Questions and remarks, never a
//! finding about somebody.

use std::collections::BTreeMap;

use jiff::civil::Date;
use requite_numbers::{
    AfterContact, Change, ContactGap, Evidence as Noted, EvidenceId, FeltTrend, OneSided,
    PromiseOutcome, Sign,
};
use requite_words::{Sentence, of_numbers as words, say};

use super::{
    Remark,
    view::{View, ids, whose},
};
use crate::{evidence::Side, kinds::FELT_FIELDS};

impl View<'_> {
    pub(super) fn change(&self, by: Side) -> Remark {
        let found = self.changed(by);
        let said = words::change(&found, whose(by), self.today);
        self.remark(found.says.word(), said, &found.evidence)
    }

    pub(super) fn gap(&self) -> Remark {
        let (found, behind) = self.silence();
        self.remark(found.says.word(), words::gap(&found), &behind)
    }

    pub(super) fn after(&self) -> BTreeMap<String, Remark> {
        by_field(|field| {
            let found = self.felt_after(field);
            let said = words::after(&found)?;
            Some(self.remark(found.says.word(), Some(said), &found.evidence))
        })
    }

    /// How what was felt after seeing them went, week by week.
    pub(super) fn trend(&self) -> BTreeMap<String, Remark> {
        by_field(|field| {
            let found = self.went(field);
            let said = words::trend(&found)?;
            Some(self.remark(found.says.word(), Some(said), &found.evidence))
        })
    }

    pub(super) fn hard_days(&self) -> Remark {
        let found = requite_numbers::hard_days(&self.pointing(), &self.whole.moods, self.today);
        let word = if found.shown { "shown" } else { "none" };
        self.remark(word, words::hard_days(&found), &found.evidence)
    }

    pub(super) fn one_sided(&self) -> Remark {
        let found = self.points_one_way();
        let word = if found.is_some() { "one_sided" } else { "none" };
        let behind = found.as_ref().map(|found| found.evidence.clone()).unwrap_or_default();
        self.remark(word, words::one_sided(found.as_ref()), &behind)
    }

    /// Whether the promises of one side changed.
    pub(crate) fn changed(&self, by: Side) -> Change {
        let of_side = self.about.promises.iter().filter(|promise| promise.by == by);
        let notes: Vec<Noted<PromiseOutcome>> = of_side.map(|promise| promise.note).collect();
        requite_numbers::change(&notes, self.today)
    }

    /// The silence since the last contact, and the contacts up to today.
    pub(crate) fn silence(&self) -> (ContactGap, Vec<EvidenceId>) {
        let past = self.about.contacts.iter().filter(|contact| contact.note.on <= self.today);
        let mut past: Vec<(Date, EvidenceId)> =
            past.map(|contact| (contact.note.on, contact.note.id)).collect();
        past.sort_unstable();
        let days: Vec<Date> = past.iter().map(|(on, _)| *on).collect();
        let found = requite_numbers::contact_gap(&days, self.today);
        (found, past.into_iter().map(|(_, id)| id).collect())
    }

    /// A field after seeing them, beside other days.
    pub(crate) fn felt_after(&self, field: &str) -> AfterContact {
        let all = self.whole.felt.get(field).map(Vec::as_slice).unwrap_or_default();
        requite_numbers::after_contact(&self.after_notes(field), all, self.today)
    }

    /// The notes of a field after seeing them.
    pub(crate) fn after_notes(&self, field: &str) -> Vec<Noted<i8>> {
        let after = self.about.felt.iter().filter(|felt| felt.after);
        let of = after.filter_map(|felt| {
            let what = felt.fields.iter().find(|(name, _)| *name == field)?.1;
            Some(Noted { id: felt.note.id, on: felt.note.on, what })
        });
        of.collect()
    }

    /// The last notes, where they all point one way.
    pub(crate) fn points_one_way(&self) -> Option<OneSided> {
        requite_numbers::one_sided(&self.pointing(), self.today)
    }

    fn went(&self, field: &str) -> FeltTrend {
        requite_numbers::felt_trend(&self.after_notes(field), self.today)
    }

    /// Everything about them that may point one way: moments, and promises that are settled.
    fn pointing(&self) -> Vec<Noted<Sign>> {
        let theirs = self.about.promises.iter().filter(|promise| promise.by == Side::Them);
        let settled = theirs.filter_map(|promise| {
            let what = match promise.note.what {
                PromiseOutcome::Kept => Sign::Good,
                PromiseOutcome::NotKept => Sign::Hard,
                PromiseOutcome::Partly => Sign::Neither,
                _ => return None,
            };
            Some(Noted { id: promise.note.id, on: promise.note.on, what })
        });
        self.about.moments.iter().map(|moment| moment.note).chain(settled).collect()
    }

    fn remark(
        &self,
        says: &'static str,
        sentence: Option<Sentence>,
        behind: &[EvidenceId],
    ) -> Remark {
        let sentence = sentence.map(|sentence| say(self.locale, &sentence));
        Remark { says, sentence, evidence: ids(behind) }
    }
}

/// What is said of each feeling of which anything is to be said.
fn by_field(of: impl Fn(&str) -> Option<Remark>) -> BTreeMap<String, Remark> {
    let said = FELT_FIELDS.iter().filter_map(|field| Some(((*field).to_owned(), of(field)?)));
    said.collect()
}
