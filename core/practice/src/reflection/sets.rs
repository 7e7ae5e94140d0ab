//! The guided sets that come with the program (`practice.md` §6.4): concrete, short, and each ends in care.

/// A set: by id and version, because answers belong to the questions as they were asked.
pub(crate) struct Guided {
    pub(crate) id: &'static str,
    /// Its number in the design, by which it can be called too.
    pub(crate) number: &'static str,
    pub(crate) version: i64,
    pub(crate) title: &'static str,
    /// Ids are of all sets together, and stay for ever.
    pub(crate) prompts: &'static [(&'static str, &'static str)],
}

pub(crate) const GUIDED: &[Guided] = &[
    Guided {
        id: "plainly",
        number: "1",
        version: 1,
        title: "What happened, plainly",
        prompts: &[
            ("plainly.where", "Where were you, and who was there?"),
            ("plainly.said", "What was said, word for word as far as you remember?"),
            ("plainly.done", "What was done?"),
            ("plainly.next", "What did you do next?"),
            ("plainly.camera", "What would a camera have missed?"),
        ],
    },
    Guided {
        id: "afterwards",
        number: "3",
        version: 1,
        title: "How I am afterwards",
        prompts: &[
            ("afterwards.feelings", "Name three feelings, and where they sit in the body."),
            ("afterwards.weight", "What got lighter or heavier?"),
            ("afterwards.need", "What do you need in the next two hours?"),
            ("afterwards.refills", "Who or what refills you?"),
        ],
    },
    Guided {
        id: "kindness",
        number: "10",
        version: 1,
        title: "Kindness to me",
        prompts: &[
            ("kindness.friend", "What would you say to a friend who wrote this?"),
            ("kindness.old", "Which old sentence about yourself came from this?"),
            ("kindness.truer", "What is truer, and what proves it?"),
            ("kindness.today", "One soft thing today."),
        ],
    },
];

/// The question of a prompt that comes with the program.
pub(super) fn question(prompt: &str) -> Option<&'static str> {
    let prompts = GUIDED.iter().flat_map(|set| set.prompts);
    prompts.into_iter().find(|(id, _)| *id == prompt).map(|(_, text)| *text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kinds;

    #[test]
    fn ids_are_of_all_sets_together_and_fit_where_they_are_kept() {
        let mut ids: Vec<&str> =
            GUIDED.iter().flat_map(|set| set.prompts).map(|(id, _)| *id).collect();
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all);
        assert!(ids.iter().all(|id| id.len() <= kinds::TAG_BYTES_MAX && !id.contains('#')));
        assert_eq!(question("kindness.today"), Some("One soft thing today."));
        assert_eq!(question("kindness.never"), None);
    }
}
