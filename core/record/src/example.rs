//! An empty record of a kind: what all records of the kind have in common, for those who compress many of them.

use serde_json::Value as Json;

use crate::{Document, DocumentId, Kind, Refusal, decide, project};

/// What a record of this kind with nothing in it looks like: its fields as JSON, then its document.
///
/// # Errors
/// [`Refusal`] for a declaration that contradicts itself.
pub fn example(kind: &Kind) -> Result<Vec<u8>, Refusal> {
    let decision = decide::derive(kind, None, DocumentId::new([0; 16]), &[])?;
    let mut document: Document = decision.document;
    let projection = project(kind, &mut document).map_err(|_| Refusal::Damaged)?;
    let mut example = Json::Object(projection.fields).to_string().into_bytes();
    example.extend(document.save());
    Ok(example)
}
