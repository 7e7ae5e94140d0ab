/// One entry: written, merged live with what other devices write, and as it was before.

import RequiteEngine

/// What the screen shows. Never has a default: whoever makes one says all of it.
public struct WriteState: Equatable, Sendable {
  /// How far it is.
  public var phase: Phase
  /// Which; empty until it was saved first.
  public var id: String
  /// Its title.
  public var title: String
  /// Its text, as it is being written.
  public var body: String
  /// Who it is about.
  public var people: [String]
  /// Its tags.
  public var tags: [String]
  /// Places that two devices changed at once.
  public var marks: [Mark]
  /// The one that is looked at.
  public var openMark: Mark?
  /// As it was before, while that is looked at.
  public var versions: [Version]?
  /// Whether something of another device came in while it was open.
  public var merged: Bool
  /// Whether the text is as it was saved.
  public var saved: Bool
  /// The last act, for ten seconds.
  public var undoable: Undoable?
  /// What went wrong, as a code.
  public var error: String?

  /// All of it.
  public init(
    phase: Phase, id: String, title: String, body: String, people: [String], tags: [String],
    marks: [Mark], openMark: Mark?, versions: [Version]?, merged: Bool, saved: Bool,
    undoable: Undoable?, error: String?
  ) {
    self.phase = phase
    self.id = id
    self.title = title
    self.body = body
    self.people = people
    self.tags = tags
    self.marks = marks
    self.openMark = openMark
    self.versions = versions
    self.merged = merged
    self.saved = saved
    self.undoable = undoable
    self.error = error
  }
}
