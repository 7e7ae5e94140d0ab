/// Which words of the catalog go with what the engine says in codes. Holds keys, never the words themselves, and nothing that a
/// person wrote.

/// Keys of the catalog.
public enum Words {
  /// The families of words that are looked up by what the engine says: a key is the family, a dot, and one of these.
  public static let families: [String: [String]] = [
    "error": errors, "kind": kinds, "moment": moments, "outcome": outcomes, "feeling": feelings,
    "measure": measures, "count": counts, "direction": ["them", "me", "both"],
    "alarm": alarms, "undo": acts, "asked": ["not_yet", "hinted", "asked", "other"],
    "response": ["none_yet", "met", "partly", "declined_kindly", "ignored", "other"],
    "side": ["them", "me"], "weekday": weekdays, "route": Route.allCases.map(\.rawValue),
    "mode": CaptureMode.allCases.map(\.rawValue), "tab": PersonTab.allCases.map(\.rawValue),
    "membership": ["member", "removed", "without_key"],
  ]

  /// The key of what a code means and of what can be done; one for all where the code is new.
  public static func error(_ code: String) -> String {
    key("error", code)
  }

  /// The key of a word of a family; its `other`, or the plainest word of all, where the engine says a new one.
  public static func key(_ family: String, _ word: String) -> String {
    let known = families[family] ?? []
    if known.contains(word) { return "\(family).\(word)" }
    return known.contains("other") ? "\(family).other" : "kind.other"
  }

  /// Kinds of what stands on the timeline.
  public static let kinds = [
    "entry", "moment", "contact", "promise", "need", "attempt", "felt", "cost_gain", "hope",
    "grief_note", "boundary_event", "reflection", "lesson", "milestone", "letter", "person",
    "other",
  ]
  public static let moments = [
    "time_together", "care_act", "let_down", "kind_word", "hard_word", "boundary", "life", "other",
  ]
  public static let outcomes = [
    "open", "kept", "partly", "not_kept", "excused", "released", "other",
  ]
  public static let feelings = ["energy", "worth", "seen", "secure", "equal", "safe_to_be_me"]
  public static let measures = [
    "follow_through", "initiation", "needs", "care", "unpromised", "change", "gap", "after",
    "trend", "hard_days", "one_sided", "other",
  ]
  public static let counts = [
    "kept", "partly", "not_kept", "excused", "released", "open", "two_ways", "ahead", "them", "me",
    "mutual", "unknown", "asked", "met", "declined", "ignored", "waiting", "not_aloud", "received",
    "given", "other",
  ]
  public static let alarms = [
    "relay_rolled_back", "device_forked", "re_enrolled", "withheld", "not_stored", "queue_full",
    "relay_full", "other",
  ]
  /// What can be taken back.
  public static let acts = [
    "entry", "promise", "moment", "felt", "care", "person", "quiet", "unquiet", "restored",
    "trashed", "other",
  ]
  public static let weekdays = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
  ]
  private static let errors = [
    "already_there", "ambiguous", "auth_required", "busy", "damaged", "decided", "empty_text",
    "internal", "invalid", "invalid_choice", "invalid_code", "invalid_date", "invalid_feeling",
    "invalid_kind", "invalid_name", "invalid_query", "invalid_relay", "invalid_text",
    "invite_expired", "last_device", "locked", "newer_version", "no_base", "no_level", "no_vault",
    "not_decided", "not_found", "not_rested", "nothing_to_undo", "older_than_sent", "other",
    "pairing_tampered", "passphrase_empty", "read_only", "relay_refused", "relay_unreachable",
    "removed", "resting", "same_person", "same_record", "sealed_until", "shut_down",
    "storage_full", "suspended", "too_long", "too_many_devices", "vault_failed",
    "vault_invalidated", "vault_locked_out", "vault_missing", "vault_reentered", "vault_refused",
    "vault_timeout", "wrong_digits", "wrong_key", "wrong_passphrase", "wrong_words",
  ]
}
