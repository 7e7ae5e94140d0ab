/// What a person can do today. Never answered: what it did comes back as a state.

/// One thing that a person did.
public enum TodayEvent: Equatable, Sendable {
  case lineChanged(text: String)
  case lineSaved
  case captureChosen(mode: CaptureMode)
  case promiseAnswered(id: String, outcome: String)
  case dismissed(id: String)
  case noteOpened(id: String)
  case undone
  case retried
}
