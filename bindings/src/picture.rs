//! Honest numbers: what a handful of notes allows to say, beside what it does not.

use std::{collections::HashMap, sync::Arc};

use requite::{
    Measure as MeasureIn, Mirror as MirrorIn, Picture as PictureIn, Remark as RemarkIn,
    Why as WhyIn,
};

use crate::{
    EngineError,
    desk::Desk,
    mirror::{Cross, out},
    moments::Happening,
};

/// What can honestly be said of one side.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
pub struct Measure {
    /// What was counted, by name; what was excused is always among it.
    pub counts: HashMap<String, u32>,
    /// From 0 to 1, the least and the most that the notes allow; none below the gate.
    pub range: Option<Range>,
    /// What may be said, as a key: `not_enough`, `mixed`, `more_often_kept`, `more_often_not`, `unclear`, `mostly_you`, `mostly_them`.
    pub says: String,
    /// The same as sentences, in the language of the journal.
    pub sentences: Vec<String>,
    /// Ids of the notes behind it.
    pub evidence: Vec<String>,
    /// Ids of notes that are left out, as two devices differ on them.
    pub set_aside: Vec<String>,
}

/// A range, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, uniffi::Record)]
pub struct Range {
    /// The least.
    pub low: f64,
    /// The most.
    pub high: f64,
}

impl Cross<Range> for [f64; 2] {
    fn cross(self) -> Range {
        let [low, high] = self;
        Range { low, high }
    }
}

impl Cross<Measure> for MeasureIn {
    fn cross(self) -> Measure {
        Measure {
            counts: self.counts.cross(),
            range: self.range.cross(),
            says: self.says.to_owned(),
            sentences: self.sentences,
            evidence: self.evidence,
            set_aside: self.set_aside,
        }
    }
}

out! {
    /// The same measure for both.
    Mirror from MirrorIn {
        /// Of them.
        them: Measure,
        /// Of me.
        me: Measure,
    }

    /// Something that may be remarked.
    Remark from RemarkIn {
        /// What, as a key.
        says: String,
        /// The sentence, where one may be said.
        sentence: Option<String>,
        /// Ids of the notes behind it.
        evidence: Vec<String>,
    }

    /// What can honestly be said of two people.
    Picture from PictureIn {
        /// Their id.
        id: String,
        /// Their name.
        person: String,
        /// Ids of care that came without being promised. Shown first.
        unpromised: Vec<String>,
        /// Doing what was said.
        follow_through: Mirror,
        /// Getting in touch.
        initiation: Mirror,
        /// Needs that were met.
        needs: Mirror,
        /// Care that was given.
        care: Mirror,
        /// Whether something changed on their side.
        change: Remark,
        /// Whether something changed on mine.
        change_mine: Remark,
        /// How long there was no contact.
        gap: Remark,
        /// How it feels after contact, by feeling.
        after: HashMap<String, Remark>,
        /// How that went over time, by feeling.
        trend: HashMap<String, Remark>,
        /// Hard days.
        hard_days: Remark,
        /// Whether the notes are one-sided.
        one_sided: Remark,
    }

    /// The notes behind a measure.
    Why from WhyIn {
        /// Which measure.
        measure: String,
        /// Notes about them.
        them: Vec<Happening>,
        /// Notes about me.
        me: Vec<Happening>,
    }
}

/// Pictures: computed when asked for, never pushed.
#[derive(uniffi::Object)]
pub struct Pictures {
    pub(crate) desk: Arc<Desk>,
}

#[uniffi::export]
impl Pictures {
    /// What can honestly be said, of them and of me.
    pub async fn of(&self, who: String) -> Result<Picture, EngineError> {
        self.desk.practice(move |it, at| it.picture(&who, &at.zone, at.now)).await
    }

    /// The notes behind a number: `follow_through`, `initiation`, `needs`, `care`, `unpromised`, `change`, `gap`, `after`,
    /// `trend`, `hard_days` or `one_sided`.
    pub async fn why(&self, who: String, measure: String) -> Result<Why, EngineError> {
        self.desk.practice(move |it, at| it.why(&who, &measure, &at.zone, at.now)).await
    }
}
