/// What a person can set. Never answered: what it did comes back as a state.

/// One thing that a person did.
public enum SettingsEvent: Equatable, Sendable {
  case localeChosen(text: String)
  case weekStartChosen(text: String)
  case halfLifeChosen(text: String)
  case discreetChosen(on: Bool)
  case lockAfterChosen(seconds: Int)
  case vaultChosen(on: Bool)
  case passphraseChanged(text: String)
  case wordsAsked
  case wordsKept
  case lockAsked
  case retried
}
