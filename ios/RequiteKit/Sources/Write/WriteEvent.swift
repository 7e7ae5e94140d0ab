/// What a person can do with an entry. Never answered: what it did comes back as a state.

/// One thing that a person did.
public enum WriteEvent: Equatable, Sendable {
  case bodyChanged(text: String)
  case titleChanged(text: String)
  case saved
  case markOpened(id: String)
  case markCleared(id: String)
  case versionsOpened
  case versionRestored(id: String)
  case versionsClosed
  case trashed
  case undone
  case closed
  case retried
}
