//! Records as declarations. A [`Kind`] says which fields a record has and how each merges; the automerge encoding,
//! the projected row, what is searched and the JSON follow from it. Pure: clock and randomness are arguments.
//! The only crate that names automerge; nothing here knows of files, keys, envelopes or what a promise is.
//!
//! Four verbs: [`decide`] turns edits into changes, [`derive()`] does so for content that must come out alike on every
//! device, [`merge`] is the guard through which foreign changes come in, [`project`] says what is shown. [`reverse`] undoes,
//! [`versions`], [`past`] and [`revert`] look back.

mod chunk;
mod decide;
mod derived;
mod document;
mod edit;
mod encode;
mod example;
mod fresh;
mod genesis;
mod guard;
mod heads;
mod history;
mod id;
mod kind;
mod lean;
mod marks;
mod order;
mod project;
mod projection;
mod refusal;
mod reverse;
mod scan;
mod text;
mod tokens;
mod value;
mod words;

pub use decide::{Decision, Hand, decide, derive};
pub use derived::derived_id;
pub use document::Document;
pub use edit::{Edit, Span};
pub use example::example;
pub use fresh::{Fresh, make, make_derived};
pub use guard::{Merged, merge};
pub use heads::{Heads, HeadsError};
pub use history::{Past, Version, past, revert, versions};
pub use id::{DocumentId, IdError};
pub use kind::{Field, Kind, Merge, Schema, SchemaError};
pub use lean::{Lean, Whole, lean, whole};
pub use project::project;
pub use projection::{Facet, Mark, Projection};
pub use refusal::{DamagedDocument, Quarantine, Refusal};
pub use reverse::reverse;
pub use scan::{Inspected, author, chunks, claimed_operations, inspect};
pub use value::{Occurred, Precision, Scalar, Value, ValueError};
