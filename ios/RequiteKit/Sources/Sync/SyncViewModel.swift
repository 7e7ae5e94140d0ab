/// What is saved here and when other devices were last met. Never stands in the way: a relay that is away is no failure.

import Observation
import Requite

@MainActor @Observable public final class SyncViewModel: ViewModel {
  public private(set) var state: SyncState
  @ObservationIgnored private let app: AppViewModel
  @ObservationIgnored private var running: Task<Void, Never>?
  @ObservationIgnored private var misread = Misread()
  private var bridge: Bridge { app.bridge }

  public init(_ app: AppViewModel) {
    self.app = app
    state = SyncState(
      phase: .loading, relay: app.bridge.platform.preferences.text(.relay) ?? "", running: false,
      waiting: 0, received: 0, quarantined: 0, missing: 0, alarms: [], devices: [],
      membership: nil, lastReport: nil, error: nil)
  }

  public func live() async {
    let changes = bridge.changes()
    await load()
    for await _ in changes { await load() }
  }

  public func on(_ event: SyncEvent) {
    switch event {
    case .relayChanged(let text): state.relay = text
    case .syncAsked: run()
    case .syncStopped: running?.cancel()
    case .retried: Task { await load() }
    }
  }

  private func run() {
    guard !state.running else { return }
    state.running = true
    state.error = nil
    state.lastReport = nil
    let relay = state.relay
    running = Task {
      let failed = await attempt {
        let report = try await bridge.ask("sync.begin") {
          try await $0.sync().run(relays: [relay])
        }
        bridge.platform.preferences.set(.relay, to: relay)
        state.lastReport = report
      }
      await load()
      // A sync that met nobody failed at nothing; it is said all the same.
      let unmet = state.lastReport?.reached.isEmpty == true ? "relay_unreachable" : nil
      state.error = failed ?? unmet ?? state.error
      state.running = false
    }
  }

  private func load() async {
    do {
      let status = try await bridge.ask("sync.status") { try await $0.sync().status() }
      state.waiting = status.waiting
      state.received = status.received
      state.quarantined = status.quarantined
      state.missing = status.missing
      state.alarms = status.alarms
      state.devices = status.devices.filter { $0.revokedMs == nil }
      state.membership = status.membership
      state.phase = state.devices.count > 1 ? .ready : .empty
      state.error = misread.after(nil, told: state.error)
    } catch {
      state.error = misread.after(Failure.code(of: error), told: state.error)
      if state.phase == .loading { state.phase = .failed }
    }
  }
}
