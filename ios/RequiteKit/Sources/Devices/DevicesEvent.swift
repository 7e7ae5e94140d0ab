/// What a person can do with devices. Never answered: what it did comes back as a state.

/// One thing that a person did.
public enum DevicesEvent: Equatable, Sendable {
  case passphraseChanged(text: String)
  case invited
  case digitsChanged(text: String)
  case holdChosen(on: Bool)
  case confirmed
  case cancelled
  case removeAsked(id: String)
  case removeConfirmed
  case removeCancelled
  case historyReleased
  case retried
}
