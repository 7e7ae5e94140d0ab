/// The people, by name and never by worth.

import RequiteEngine

/// What the screen shows. Never has a default: whoever makes one says all of it.
public struct PeopleState: Equatable, Sendable {
  /// How far it is.
  public var phase: Phase
  /// Those that fit what is looked for.
  public var people: [Card]
  /// What is looked for.
  public var query: String
  /// Whether quieted people are among them.
  public var including: Including
  /// The last act, for ten seconds.
  public var undoable: Undoable?
  /// What went wrong, as a code.
  public var error: String?

  /// All of it.
  public init(
    phase: Phase, people: [Card], query: String, including: Including, undoable: Undoable?,
    error: String?
  ) {
    self.phase = phase
    self.people = people
    self.query = query
    self.including = including
    self.undoable = undoable
    self.error = error
  }
}
