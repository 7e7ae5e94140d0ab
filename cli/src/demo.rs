//! To be written.

use std::path::Path;

use crate::{
    commands::{DONE, Outcome},
    output::Output,
};

pub(crate) fn run(_keep: Option<&Path>, _out: &Output) -> Outcome {
    DONE
}
