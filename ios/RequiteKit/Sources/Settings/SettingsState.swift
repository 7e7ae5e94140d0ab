/// How the journal and this phone behave.

import RequiteEngine

/// What the screen shows. Never has a default: whoever makes one says all of it.
public struct SettingsState: Equatable, Sendable {
  /// How far it is.
  public var phase: Phase
  /// The language of what is said, `en` or `es`.
  public var locale: String
  /// The day on which weeks begin.
  public var weekStart: String
  /// How fast old notes fade from claims, in days.
  public var halfLifeDays: Int
  /// Whether nothing may be told outside the app.
  public var discreet: Bool
  /// How long the app may be away before it locks.
  public var lockAfterSeconds: Int
  /// Whether face or finger opens it.
  public var vaultKept: Bool
  /// As typed; wiped when it was used.
  public var passphrase: String
  /// New words, shown once.
  public var newWords: [String]?
  /// What went wrong, as a code.
  public var error: String?

  /// All of it.
  public init(
    phase: Phase, locale: String, weekStart: String, halfLifeDays: Int, discreet: Bool,
    lockAfterSeconds: Int, vaultKept: Bool, passphrase: String, newWords: [String]?,
    error: String?
  ) {
    self.phase = phase
    self.locale = locale
    self.weekStart = weekStart
    self.halfLifeDays = halfLifeDays
    self.discreet = discreet
    self.lockAfterSeconds = lockAfterSeconds
    self.vaultKept = vaultKept
    self.passphrase = passphrase
    self.newWords = newWords
    self.error = error
  }
}
