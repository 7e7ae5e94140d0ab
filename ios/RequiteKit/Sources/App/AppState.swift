/// What is on the screen of the app as a whole: which place, and whether it is covered or locked.

/// What the screen shows. Never has a default: whoever makes one says all of it.
public struct AppState: Equatable, Sendable {
  /// Where it is.
  public var route: Route
  /// The places gone through to get here, without the one that is shown.
  public var routes: [Place]
  /// Whether the journal has to be unlocked.
  public var locked: Bool
  /// Whether nothing of it may be seen now, as in the list of apps.
  public var covered: Bool

  /// All of it.
  public init(
    route: Route, routes: [Place], locked: Bool, covered: Bool
  ) {
    self.route = route
    self.routes = routes
    self.locked = locked
    self.covered = covered
  }
}
