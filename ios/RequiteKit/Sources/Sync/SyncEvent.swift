/// What a person can do about other devices. Never answered: what it did comes back as a state.

/// One thing that a person did.
public enum SyncEvent: Equatable, Sendable {
  case relayChanged(text: String)
  case syncAsked
  case syncStopped
  case retried
}
