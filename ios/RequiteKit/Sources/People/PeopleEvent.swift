/// What a person can do among people. Never answered: what it did comes back as a state.

import RequiteEngine

/// One thing that a person did.
public enum PeopleEvent: Equatable, Sendable {
  case queryChanged(text: String)
  case includingChosen(including: Including)
  case added(text: String)
  case quieted(id: String)
  case unquieted(id: String)
  case opened(id: String)
  case undone
  case retried
}
