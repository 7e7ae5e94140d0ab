/// What can happen to the app as a whole. Never answered: what it did comes back as a state.

/// One thing that a person did.
public enum AppEvent: Equatable, Sendable {
  case went(route: Route)
  case back
  case backgrounded
  case foregrounded
  case locked
  case opened
}
