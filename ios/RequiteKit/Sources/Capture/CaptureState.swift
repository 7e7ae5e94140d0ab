/// The sheet on which a moment, a feeling or a care is noted in a few seconds.

import RequiteEngine

/// What the screen shows. Never has a default: whoever makes one says all of it.
public struct CaptureState: Equatable, Sendable {
  /// How far it is.
  public var phase: Phase
  /// What is noted.
  public var mode: CaptureMode
  /// Who may be chosen.
  public var people: [Person]
  /// Who is, as an id.
  public var person: String?
  /// What kind of moment.
  public var kind: String?
  /// Which way it went.
  public var direction: Direction
  /// A line about it.
  public var line: String
  /// From -2 to 2, by feeling.
  public var feelings: [String: Int]
  /// The day as typed; empty for now.
  public var date: String
  /// What was noted, for ten seconds.
  public var saved: Undoable?
  /// What went wrong, as a code.
  public var error: String?

  /// All of it.
  public init(
    phase: Phase, mode: CaptureMode, people: [Person], person: String?, kind: String?,
    direction: Direction, line: String, feelings: [String: Int], date: String, saved: Undoable?,
    error: String?
  ) {
    self.phase = phase
    self.mode = mode
    self.people = people
    self.person = person
    self.kind = kind
    self.direction = direction
    self.line = line
    self.feelings = feelings
    self.date = date
    self.saved = saved
    self.error = error
  }
}
