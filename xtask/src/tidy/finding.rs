//! What tidy says: where, which rule, and what to do about it.

use std::fmt;

/// One thing out of place. Ordered by file and line.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Finding {
    /// The file, relative to the root of the workspace.
    pub(crate) file: String,
    /// The line, from 1; 0 for the whole file.
    pub(crate) line: usize,
    /// The rule's short name.
    pub(crate) rule: &'static str,
    /// What is wrong there.
    pub(crate) wrong: String,
    /// What to do instead.
    pub(crate) remedy: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.file)?;
        if self.line > 0 {
            write!(out, ":{}", self.line)?;
        }
        write!(out, ": [{}] {}. Remedy: {}.", self.rule, self.wrong, self.remedy)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_file_the_rule_and_the_remedy() {
        let finding = Finding {
            file: "core/sync/src/engine.rs".to_owned(),
            line: 12,
            rule: "clock",
            wrong: "`Instant` reads a clock".to_owned(),
            remedy: "take the time as an argument".to_owned(),
        };
        assert_eq!(
            finding.to_string(),
            "core/sync/src/engine.rs:12: [clock] `Instant` reads a clock. Remedy: take the time as an argument."
        );
    }
}
