/// Today: one line to write, and what may be looked at.

import RequiteEngine

/// What the screen shows. Never has a default: whoever makes one says all of it.
public struct TodayState: Equatable, Sendable {
  /// How far it is.
  public var phase: Phase
  /// The day, `YYYY-MM-DD`.
  public var date: String
  /// What is being written.
  public var line: String
  /// Whether the line is on its way.
  public var saving: Bool
  /// Promises whose day has come.
  public var due: [Promise]
  /// One small thing for oneself.
  public var care: String?
  /// One question.
  public var prompt: Prompt?
  /// Limits that the next contact would go beyond.
  public var limits: [BoundaryWeek]
  /// Goodbyes to look after.
  public var after: [AfterCheck]
  /// Notes whose day has come.
  public var notes: [SealedNote]
  /// The last act, for ten seconds.
  public var undoable: Undoable?
  /// What went wrong, as a code.
  public var error: String?

  /// All of it.
  public init(
    phase: Phase, date: String, line: String, saving: Bool, due: [Promise], care: String?,
    prompt: Prompt?, limits: [BoundaryWeek], after: [AfterCheck], notes: [SealedNote],
    undoable: Undoable?, error: String?
  ) {
    self.phase = phase
    self.date = date
    self.line = line
    self.saving = saving
    self.due = due
    self.care = care
    self.prompt = prompt
    self.limits = limits
    self.after = after
    self.notes = notes
    self.undoable = undoable
    self.error = error
  }
}
