//! Places that two devices both replaced without knowing of each other.

use crate::{Document, Kind, Mark};

/// The marks that nobody has looked at, in order of place.
pub(crate) fn marks(_kind: &Kind, _document: &Document) -> Vec<Mark> {
    Vec::new()
}
