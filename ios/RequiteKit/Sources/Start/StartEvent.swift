/// What a person can do in the first minutes. Never answered: what it did comes back as a state.

/// One thing that a person did.
public enum StartEvent: Equatable, Sendable {
  case stepChosen(step: StartStep)
  case deviceNameChanged(text: String)
  case passphraseChanged(text: String)
  case relayChanged(text: String)
  case lineChanged(text: String)
  case wordsChanged(text: String)
  case confirmed
  case wordsKept
  case cancelled
}
