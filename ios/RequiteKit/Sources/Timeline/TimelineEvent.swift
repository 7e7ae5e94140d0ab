/// What a person can do on the timeline. Never answered: what it did comes back as a state.

/// One thing that a person did.
public enum TimelineEvent: Equatable, Sendable {
  case kindChosen(kind: String)
  case personChosen(id: String?)
  case nextPage
  case opened(id: String)
  case retried
}
