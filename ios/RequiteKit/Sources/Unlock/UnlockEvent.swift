/// What a person can do at the door. Never answered: what it did comes back as a state.

/// One thing that a person did.
public enum UnlockEvent: Equatable, Sendable {
  case passphraseChanged(text: String)
  case noteChanged(text: String)
  case unlocked
  case vaultAsked
}
