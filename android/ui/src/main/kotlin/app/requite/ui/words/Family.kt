/** Which words go with what the engine says in codes. Holds codes, never the words themselves, and nothing that a person wrote. */
package app.requite.ui.words

/** A family of words that is looked up by a code; a key is the family, an underline, and the code. */
enum class Family(
    /** The codes that have a word of their own. */
    val codes: List<String>,
) {
    Error(errors),
    Kind(kinds),
    Moment(moments),
    Outcome(outcomes),
    Feeling(feelings),
    Measure(measures),
    Count(counts),
    Direction(listOf("them", "me", "both")),
    Alarm(alarms),
    Undo(acts),
    Asked(listOf("not_yet", "hinted", "asked", "other")),
    Response(listOf("none_yet", "met", "partly", "declined_kindly", "ignored", "other")),
    Side(listOf("them", "me")),
    Weekday(weekdays),
    Route(routes),
    Mode(listOf("moment", "felt", "care")),
    Tab(listOf("picture", "timeline", "promises", "needs", "notes")),
    Membership(listOf("member", "removed", "without_key")),
    ;

    /** The key of a code; its `other`, or the plainest word of all, where the engine says a new one. */
    fun key(code: String): String = when {
        code in codes -> "${name.lowercase()}_$code"
        "other" in codes -> "${name.lowercase()}_other"
        else -> "kind_other"
    }
}

/** Kinds of moments that can be noted. */
val moments = listOf("time_together", "care_act", "let_down", "kind_word", "hard_word", "boundary", "life", "other")

/** What may be felt, each from -2 to 2. */
val feelings = listOf("energy", "worth", "seen", "secure", "equal", "safe_to_be_me")

/** Days on which a week may begin. */
val weekdays = listOf("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

/** What may have become of a promise; none of them is first. */
val answers = listOf("kept", "partly", "not_kept", "excused", "released")

private val outcomes = answers + listOf("open", "other")

private val kinds = listOf(
    "entry", "moment", "contact", "promise", "need", "attempt", "felt", "cost_gain", "hope", "grief_note",
    "boundary_event", "reflection", "lesson", "milestone", "letter", "person", "other",
)

private val measures = listOf(
    "follow_through", "initiation", "needs", "care", "unpromised", "change", "gap", "after", "trend", "hard_days",
    "one_sided", "other",
)

private val counts = listOf(
    "kept", "partly", "not_kept", "excused", "released", "open", "two_ways", "ahead", "them", "me", "mutual",
    "unknown", "asked", "met", "declined", "ignored", "waiting", "not_aloud", "received", "given", "other",
)

private val alarms = listOf(
    "relay_rolled_back", "device_forked", "re_enrolled", "withheld", "not_stored", "queue_full", "relay_full", "other",
)

private val acts = listOf(
    "entry", "promise", "moment", "felt", "care", "person", "quiet", "unquiet", "restored", "trashed", "other",
)

private val routes = listOf(
    "start", "unlock", "today", "capture", "people", "person", "timeline", "write", "search", "sync", "devices",
    "settings",
)

private val errors = listOf(
    "already_there", "ambiguous", "auth_required", "busy", "damaged", "decided", "empty_text", "internal", "invalid",
    "invalid_choice", "invalid_code", "invalid_date", "invalid_feeling", "invalid_kind", "invalid_name",
    "invalid_query", "invalid_relay", "invalid_text", "invite_expired", "last_device", "locked", "newer_version",
    "no_base", "no_level", "no_vault", "not_decided", "not_found", "not_rested", "nothing_to_undo",
    "older_than_sent", "other", "pairing_tampered", "passphrase_empty", "read_only", "relay_refused",
    "relay_unreachable", "removed", "resting", "same_person", "same_record", "sealed_until", "shut_down",
    "storage_full", "suspended", "too_long", "too_many_devices", "vault_failed", "vault_invalidated",
    "vault_locked_out", "vault_missing", "vault_reentered", "vault_refused", "vault_timeout", "wrong_digits",
    "wrong_key", "wrong_passphrase", "wrong_words",
)
