/// How the screen looks: with nothing, while it loads, full, and when it could not be read. With made-up people.

import RequiteKit
import SwiftUI

#Preview("Loading") {
  NavigationStack {
    TimelineScreen(
      state: TimelineState(
        phase: .loading, cards: [], kinds: [], person: nil, more: false, error: nil),
      on: { _ in })
  }
}

#Preview("Empty") {
  NavigationStack {
    TimelineScreen(
      state: TimelineState(
        phase: .empty, cards: [], kinds: [], person: nil, more: false, error: nil),
      on: { _ in })
  }
}

#Preview("Full") {
  NavigationStack {
    TimelineScreen(
      state: TimelineState(
        phase: .ready, cards: [Sample.card], kinds: [], person: nil, more: true, error: nil),
      on: { _ in })
  }
}

#Preview("Failed") {
  NavigationStack {
    TimelineScreen(
      state: TimelineState(
        phase: .failed, cards: [], kinds: [], person: nil, more: false, error: "damaged"),
      on: { _ in })
  }
}
