/// How the screen looks: with nothing, while it loads, full, and when it could not be read. With made-up people.

import RequiteKit
import SwiftUI

#Preview("Loading") {
  NavigationStack {
    DevicesScreen(
      state: DevicesState(
        phase: .loading, devices: [], line: nil, expiresMs: nil, newcomer: nil, digits: "",
        passphrase: "", holdHistory: false, removing: nil, busy: false, error: nil),
      on: { _ in })
  }
}

#Preview("Empty") {
  NavigationStack {
    DevicesScreen(
      state: DevicesState(
        phase: .empty, devices: [], line: nil, expiresMs: nil, newcomer: nil, digits: "",
        passphrase: "", holdHistory: false, removing: nil, busy: false, error: nil),
      on: { _ in })
  }
}

#Preview("Full") {
  NavigationStack {
    DevicesScreen(
      state: DevicesState(
        phase: .ready, devices: [Sample.device], line: "requite:1:…", expiresMs: nil,
        newcomer: "tablet", digits: "", passphrase: "", holdHistory: false, removing: nil,
        busy: false, error: nil),
      on: { _ in })
  }
}

#Preview("Failed") {
  NavigationStack {
    DevicesScreen(
      state: DevicesState(
        phase: .failed, devices: [], line: nil, expiresMs: nil, newcomer: nil, digits: "",
        passphrase: "", holdHistory: false, removing: nil, busy: false, error: "damaged"),
      on: { _ in })
  }
}
