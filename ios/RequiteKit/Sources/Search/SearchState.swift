/// Finding again what was written.

import RequiteEngine

/// What the screen shows. Never has a default: whoever makes one says all of it.
public struct SearchState: Equatable, Sendable {
  /// How far it is.
  public var phase: Phase
  /// What is looked for.
  public var query: String
  /// What was found, best first.
  public var hits: [Found]
  /// About whom.
  public var person: String?
  /// With which tag.
  public var tag: String?
  /// From this day on, as typed.
  public var from: String
  /// Up to this day, as typed.
  public var to: String
  /// Also what is about quieted people.
  public var includeQuiet: Bool
  /// Also letters.
  public var includeLetters: Bool
  /// Whether there is more below.
  public var more: Bool
  /// What went wrong, as a code.
  public var error: String?

  /// All of it.
  public init(
    phase: Phase, query: String, hits: [Found], person: String?, tag: String?, from: String,
    to: String, includeQuiet: Bool, includeLetters: Bool, more: Bool, error: String?
  ) {
    self.phase = phase
    self.query = query
    self.hits = hits
    self.person = person
    self.tag = tag
    self.from = from
    self.to = to
    self.includeQuiet = includeQuiet
    self.includeLetters = includeLetters
    self.more = more
    self.error = error
  }
}
