/// The first minutes: a new journal, one that comes from another device, or one that comes back by its words.

/// What the screen shows. Never has a default: whoever makes one says all of it.
public struct StartState: Equatable, Sendable {
  /// Where in it.
  public var step: StartStep
  /// What this phone is called on the others.
  public var deviceName: String
  /// As typed; wiped when it was used.
  public var passphrase: String
  /// The address of a relay, for coming back by words.
  public var relay: String
  /// The line that another device shows.
  public var line: String
  /// The 24 words, as typed; wiped when they were used.
  public var words: String
  /// The six digits to be typed on the other device.
  public var digits: String
  /// The new words, shown once.
  public var shownWords: [String]
  /// Whether it is at work.
  public var busy: Bool
  /// What went wrong, as a code.
  public var error: String?

  /// All of it.
  public init(
    step: StartStep, deviceName: String, passphrase: String, relay: String, line: String,
    words: String, digits: String, shownWords: [String], busy: Bool, error: String?
  ) {
    self.step = step
    self.deviceName = deviceName
    self.passphrase = passphrase
    self.relay = relay
    self.line = line
    self.words = words
    self.digits = digits
    self.shownWords = shownWords
    self.busy = busy
    self.error = error
  }
}
