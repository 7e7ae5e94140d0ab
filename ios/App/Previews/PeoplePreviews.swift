/// How the screen looks: with nothing, while it loads, full, and when it could not be read. With made-up people.

import RequiteKit
import SwiftUI

#Preview("Loading") {
  NavigationStack {
    PeopleScreen(
      state: PeopleState(
        phase: .loading, people: [], query: "", including: .usual, undoable: nil, error: nil),
      on: { _ in })
  }
}

#Preview("Empty") {
  NavigationStack {
    PeopleScreen(
      state: PeopleState(
        phase: .empty, people: [], query: "", including: .usual, undoable: nil, error: nil),
      on: { _ in })
  }
}

#Preview("Full") {
  NavigationStack {
    PeopleScreen(
      state: PeopleState(
        phase: .ready, people: [Sample.somebody], query: "", including: .usual, undoable: nil,
        error: nil),
      on: { _ in })
  }
}

#Preview("Failed") {
  NavigationStack {
    PeopleScreen(
      state: PeopleState(
        phase: .failed, people: [], query: "", including: .usual, undoable: nil, error: "damaged"),
      on: { _ in })
  }
}
