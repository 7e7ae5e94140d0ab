/// Everything that has a day, newest first.

import RequiteEngine

/// What the screen shows. Never has a default: whoever makes one says all of it.
public struct TimelineState: Equatable, Sendable {
  /// How far it is.
  public var phase: Phase
  /// What is shown.
  public var cards: [Card]
  /// Which kinds; all where none is chosen.
  public var kinds: [String]
  /// About whom; everybody where nobody is chosen.
  public var person: String?
  /// Whether there is more below.
  public var more: Bool
  /// What went wrong, as a code.
  public var error: String?

  /// All of it.
  public init(
    phase: Phase, cards: [Card], kinds: [String], person: String?, more: Bool, error: String?
  ) {
    self.phase = phase
    self.cards = cards
    self.kinds = kinds
    self.person = person
    self.more = more
    self.error = error
  }
}
