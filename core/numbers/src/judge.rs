//! From notes in order to what they allow to say: what counts, what is set aside, the range, the lean.

use jiff::civil::Date;

use crate::{
    belief::Range,
    evidence::{Evidence, EvidenceId, ids},
    walk::{Lean, Missing, Rules, Standing, walk},
};

/// What the notes allow to say.
pub(crate) struct Judged {
    /// None below the gate.
    pub(crate) range: Option<Range>,
    /// None below the gate.
    pub(crate) lean: Option<Lean>,
    pub(crate) missing: Option<Missing>,
    pub(crate) evidence: Vec<EvidenceId>,
    pub(crate) set_aside: Vec<EvidenceId>,
}

/// Judges notes that are in order. What is worth nothing, or lies after today, is set aside.
pub(crate) fn judge<T: Copy>(
    rules: &Rules,
    sorted: &[Evidence<T>],
    today: Date,
    worth: impl Fn(T) -> Option<f64>,
) -> Judged {
    let counts = |note: &&Evidence<T>| note.on <= today && worth(note.what).is_some();
    let (counted, aside): (Vec<&Evidence<T>>, Vec<_>) = sorted.iter().partition(counts);
    let worths: Vec<(Date, f64)> =
        counted.iter().filter_map(|note| Some((note.on, worth(note.what)?))).collect();
    let Standing { belief, lean, missing } = walk(rules, &worths, today);
    Judged {
        range: missing.is_none().then(|| belief.range()),
        lean: missing.is_none().then_some(lean),
        missing,
        evidence: ids(counted),
        set_aside: ids(aside),
    }
}
