/// How the screen looks: with nothing, while it loads, full, and when it could not be read. With made-up people.

import RequiteKit
import SwiftUI

#Preview("Loading") {
  NavigationStack {
    CaptureScreen(
      state: CaptureState(
        phase: .loading, mode: .moment, people: [], person: nil, kind: nil, direction: .them,
        line: "", feelings: [:], date: "", saved: nil, error: nil),
      on: { _ in })
  }
}

#Preview("Empty") {
  NavigationStack {
    CaptureScreen(
      state: CaptureState(
        phase: .empty, mode: .moment, people: [], person: nil, kind: nil, direction: .them,
        line: "", feelings: [:], date: "", saved: nil, error: nil),
      on: { _ in })
  }
}

#Preview("Full") {
  NavigationStack {
    CaptureScreen(
      state: CaptureState(
        phase: .ready, mode: .moment, people: [Sample.person], person: "1", kind: "care_act",
        direction: .them, line: "Brought soup", feelings: ["seen": 1], date: "", saved: nil,
        error: nil),
      on: { _ in })
  }
}

#Preview("Failed") {
  NavigationStack {
    CaptureScreen(
      state: CaptureState(
        phase: .failed, mode: .moment, people: [], person: nil, kind: nil, direction: .them,
        line: "", feelings: [:], date: "", saved: nil, error: "damaged"),
      on: { _ in })
  }
}
