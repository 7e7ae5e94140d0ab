//! The closed lists of words that fields take, as they are stored.

/// The kinds of moments.
pub const MOMENT_KINDS: &[&str] = &[
    "time_together",
    "care_act",
    "let_down",
    "kind_word",
    "hard_word",
    "boundary",
    "life",
    "other",
];
/// Where somebody stands.
pub const STAGES: &[&str] =
    &["close", "ok", "unclear", "distancing", "phasing_out", "ended", "no_contact"];
/// How much somebody matters to the person; about the person's own time, never about worth.
pub const IMPORTANCE: &[&str] = &["must", "matters", "light"];
/// Ways of being in touch.
pub const CHANNELS: &[&str] = &["in_person", "call", "message", "letter", "other"];
/// Who began.
pub const STARTED_BY: &[&str] = &["them", "me", "mutual", "unknown"];
/// Whose: theirs or mine.
pub const SIDES: &[&str] = &["them", "me"];
/// What became of a promise.
pub const OUTCOMES: &[&str] = &["open", "kept", "partly", "not_kept", "excused", "released"];
/// How firm the day is on which a promise is due.
pub const DUE_KINDS: &[&str] = &["on", "by", "around"];
/// How clearly a need was said.
pub const ASKED: &[&str] = &["not_yet", "hinted", "asked"];
/// What came back.
pub const RESPONSES: &[&str] = &["none_yet", "met", "partly", "declined_kindly", "ignored"];
/// What was tried, in the order of the ladder.
pub const STEPS: &[&str] =
    &["asked_clearly", "gave_time", "asked_again", "changed_what_i_offer", "other"];
/// How big a thing was, or is meant to be.
pub const SIZES: &[&str] = &["small", "medium", "big"];
/// How something is known.
pub const CERTAINTIES: &[&str] = &["saw", "told", "guess"];
/// What can be felt, from -2 to 2.
pub const FELT_FIELDS: &[&str] = &["energy", "worth", "seen", "secure", "equal", "safe_to_be_me"];
/// When it was felt: around seeing somebody, or just so.
pub const FELT_WHEN: &[&str] = &["before", "after", "plain"];
/// How firm a standard is.
pub const LEVELS: &[&str] = &["must", "matters", "nice"];
/// What one thinks of a standard, for one thing that happened.
pub const VERDICTS: &[&str] = &["met", "not_met", "unsure"];
/// What became of a boundary.
pub const HELD: &[&str] = &["held", "bent", "crossed"];
/// How often somebody is seen on the way out, by rank.
pub const PHASES: &[&str] = &["weekly", "fortnightly", "monthly", "occasions", "none"];
/// Ways to say goodbye.
pub const PATHS: &[&str] = &["talk", "letter", "short_message", "phase_out", "leave_quietly"];
/// States of a goodbye, by rank.
pub const GOODBYE_STATES: &[&str] =
    &["draft", "resting", "ready", "done_sent", "done_kept", "done_let_go"];
/// The parts of a letter of goodbye.
pub const LETTER_PARTS: &[&str] = &["valued", "saw", "need_now", "what_next", "not_asking"];
/// Kinds of lessons: strengths are asked for as often as faults.
pub const LESSON_KINDS: &[&str] = &["boundary", "worth", "sign", "need", "strength"];
/// Whether it helped.
pub const HELPED: &[&str] = &["better", "same", "worse"];
/// Areas of care.
pub const CARE_AREAS: &[&str] = &["body", "rest", "people", "joy", "words"];
/// What a reminder may say: a closed list, none of which can hold a name.
pub const REMINDER_TEXTS: &[&str] = &["write", "look_back", "small_thing"];
