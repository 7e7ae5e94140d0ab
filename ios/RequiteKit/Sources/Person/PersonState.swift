/// One person: the picture of both sides, and what is behind it.

import RequiteEngine

/// What the screen shows. Never has a default: whoever makes one says all of it.
public struct PersonState: Equatable, Sendable {
  /// How far it is.
  public var phase: Phase
  /// Who.
  public var id: String
  /// What they are called here.
  public var name: String
  /// Whether they are kept out of sight.
  public var quiet: Bool
  /// Whether they were marked as not safe.
  public var isUnsafe: Bool
  /// Which of the five.
  public var tab: PersonTab
  /// Counts of both sides, ranges, sentences.
  public var picture: PicturePage?
  /// The notes behind the number that was opened.
  public var why: Why?
  /// What happened, newest first.
  public var timeline: [Happening]
  /// Promises of both.
  public var promises: [Promise]
  /// Needs of both.
  public var needs: [Need]
  /// What I do to keep my peace.
  public var boundaries: [Boundary]
  /// A note about them, as it is being written.
  public var note: String
  /// Whether the note is as it was saved.
  public var noteSaved: Bool
  /// What went wrong, as a code.
  public var error: String?

  /// All of it.
  public init(
    phase: Phase, id: String, name: String, quiet: Bool, isUnsafe: Bool, tab: PersonTab,
    picture: PicturePage?, why: Why?, timeline: [Happening], promises: [Promise], needs: [Need],
    boundaries: [Boundary], note: String, noteSaved: Bool, error: String?
  ) {
    self.phase = phase
    self.id = id
    self.name = name
    self.quiet = quiet
    self.isUnsafe = isUnsafe
    self.tab = tab
    self.picture = picture
    self.why = why
    self.timeline = timeline
    self.promises = promises
    self.needs = needs
    self.boundaries = boundaries
    self.note = note
    self.noteSaved = noteSaved
    self.error = error
  }
}
