/// What a person can do on somebody's page. Never answered: what it did comes back as a state.

/// One thing that a person did.
public enum PersonEvent: Equatable, Sendable {
  case tabChosen(tab: PersonTab)
  case whyOpened(measure: String)
  case whyClosed
  case noteChanged(text: String)
  case noteSaved
  case promiseAnswered(id: String, outcome: String)
  case quieted
  case unquieted
  case markedUnsafe
  case unmarkedUnsafe
  case opened(id: String)
  case retried
}
