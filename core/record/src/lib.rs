//! Records as declarations. A [`Kind`] says which fields a record has and how each merges; the automerge encoding,
//! the projected row, what is searched and the JSON follow from it. Pure: clock and randomness are arguments.
//! The only crate that names automerge; nothing here knows of files, keys, envelopes or what a promise is.

mod edit;
mod heads;
mod id;
mod kind;
mod projection;
mod value;

pub use edit::{Edit, Span};
pub use heads::Heads;
pub use id::DocumentId;
pub use kind::{Field, Kind, Merge, Schema, SchemaError};
pub use projection::{Facet, Mark, Projection};
pub use value::{Occurred, Precision, Scalar, Value, ValueError};
