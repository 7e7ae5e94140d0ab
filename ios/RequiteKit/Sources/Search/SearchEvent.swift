/// What a person can do while looking for something. Never answered: what it did comes back as a state.

/// One thing that a person did.
public enum SearchEvent: Equatable, Sendable {
  case queryChanged(text: String)
  case submitted
  case personChosen(id: String?)
  case tagChosen(text: String?)
  case fromChanged(text: String)
  case toChanged(text: String)
  case quietChosen(on: Bool)
  case lettersChosen(on: Bool)
  case nextPage
  case opened(id: String)
  case retried
}
