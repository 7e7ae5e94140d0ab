/// Where the app is, and what becomes of it when it is left: covered at once, what is typed kept, files let go of, locked in
/// time. Holds nothing that a person wrote.

import Observation

@MainActor @Observable public final class AppViewModel: ViewModel {
  public private(set) var state: AppState
  @ObservationIgnored public let bridge: Bridge
  @ObservationIgnored private var leftAtMs: Int64?
  @ObservationIgnored private var locking: Task<Void, Never>?
  @ObservationIgnored private var leaving: Task<Void, Never>?
  /// How long letting go of files may take, in milliseconds.
  private static let barrierMs: UInt32 = 4_000

  public init(_ bridge: Bridge) {
    self.bridge = bridge
    let first: Route = bridge.isThere ? .unlock : .start
    state = AppState(route: first, routes: [], locked: bridge.isThere, covered: false)
  }

  /// The place that is shown, with what it is about.
  public private(set) var place = Place(.today)

  public func on(_ event: AppEvent) {
    switch event {
    case .went(let route): go(Place(route))
    case .back: back()
    case .backgrounded: leaving = Task { await leave() }
    case .foregrounded: Task { await comeBack() }
    case .locked: Task { await lock() }
    case .opened: open()
    }
  }

  public func live() async {}

  /// Goes to a place that is about something.
  public func go(_ place: Place) {
    guard bridge.standing == .open else { return }
    if state.route != .unlock && state.route != .start { state.routes.append(self.place) }
    show(place)
  }

  private func show(_ place: Place) {
    self.place = place
    state.route = place.route
  }

  private func back() {
    guard let last = state.routes.popLast() else { return }
    show(last)
  }

  private func open() {
    guard bridge.standing == .open else { return }
    state.locked = false
    state.routes = []
    show(Place(.today))
  }

  private func lock() async {
    state.covered = true
    await bridge.keepAll()
    shut()
    state.covered = false
  }

  private func shut() {
    locking?.cancel()
    bridge.lock()
    guard bridge.standing == .locked else { return }
    state.locked = true
    state.routes = []
    show(Place(.unlock))
  }

  /// Left: what is typed is kept first, as after a lock nobody could.
  private func leave() async {
    state.covered = true
    bridge.isAway = true
    bridge.platform.cover.cover()
    let surroundings = bridge.platform.surroundings
    leftAtMs = surroundings.elapsedMs()
    guard bridge.standing == .open else { return }
    let patience = lockAfterSeconds
    await bridge.platform.background.whileHeld { [self] in
      await bridge.keepAll()
      if patience == 0 { return shut() }
      // Files that could not be let go of in time are let go of by shutting them.
      if await attempt({ try await bridge.suspend(deadlineMs: Self.barrierMs) }) != nil { shut() }
    }
    bridge.platform.background.schedule()
    guard bridge.standing == .open, let leftAtMs else { return }
    let untilMs = leftAtMs + Int64(patience) * 1_000
    locking = Task { [weak self] in
      await surroundings.pause(untilMs: untilMs)
      if !Task.isCancelled { self?.shut() }
    }
  }

  private func comeBack() async {
    await leaving?.value
    bridge.isAway = false
    locking?.cancel()
    let away = leftAtMs.map { bridge.platform.surroundings.elapsedMs() - $0 } ?? 0
    leftAtMs = nil
    // The phone may have stopped the process, and the lock that was due with it.
    if away >= Int64(lockAfterSeconds) * 1_000, bridge.standing == .open, state.covered { shut() }
    if await attempt({ try await bridge.resume() }) != nil { shut() }
    bridge.platform.cover.uncover()
    state.covered = false
  }

  private var lockAfterSeconds: Int {
    bridge.platform.preferences.lockAfterSeconds
  }
}

extension Preferences {
  /// How long the app may be away before it locks; half a minute unless said.
  public var lockAfterSeconds: Int {
    text(.lockAfterSeconds).flatMap(Int.init) ?? 30
  }

  /// Whether face or finger opens the journal.
  public var vaultKept: Bool { text(.vaultKept) == "yes" }
}
