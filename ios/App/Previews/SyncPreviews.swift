/// How the screen looks: with nothing, while it loads, full, and when it could not be read. With made-up people.

import RequiteKit
import SwiftUI

#Preview("Loading") {
  NavigationStack {
    SyncScreen(
      state: SyncState(
        phase: .loading, relay: "", running: false, waiting: 0, received: 0, quarantined: 0,
        missing: 0, alarms: [], devices: [], membership: nil, lastReport: nil, error: nil),
      on: { _ in })
  }
}

#Preview("Empty") {
  NavigationStack {
    SyncScreen(
      state: SyncState(
        phase: .empty, relay: "", running: false, waiting: 0, received: 0, quarantined: 0,
        missing: 0, alarms: [], devices: [], membership: nil, lastReport: nil, error: nil),
      on: { _ in })
  }
}

#Preview("Full") {
  NavigationStack {
    SyncScreen(
      state: SyncState(
        phase: .ready, relay: "https://relay.example", running: false, waiting: 2, received: 40,
        quarantined: 0, missing: 0, alarms: [], devices: [Sample.device], membership: .member,
        lastReport: nil, error: nil),
      on: { _ in })
  }
}

#Preview("Failed") {
  NavigationStack {
    SyncScreen(
      state: SyncState(
        phase: .failed, relay: "", running: false, waiting: 0, received: 0, quarantined: 0,
        missing: 0, alarms: [], devices: [], membership: nil, lastReport: nil, error: "damaged"),
      on: { _ in })
  }
}
