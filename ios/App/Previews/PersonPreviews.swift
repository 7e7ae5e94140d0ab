/// How the screen looks: with nothing, while it loads, full, and when it could not be read. With made-up people.

import RequiteKit
import SwiftUI

#Preview("Loading") {
  NavigationStack {
    PersonScreen(
      state: PersonState(
        phase: .loading, id: "", name: "", quiet: false, isUnsafe: false, tab: .picture,
        picture: nil, why: nil, timeline: [], promises: [], needs: [], boundaries: [], note: "",
        noteSaved: true, error: nil),
      on: { _ in })
  }
}

#Preview("Empty") {
  NavigationStack {
    PersonScreen(
      state: PersonState(
        phase: .empty, id: "", name: "", quiet: false, isUnsafe: false, tab: .picture,
        picture: nil, why: nil, timeline: [], promises: [], needs: [], boundaries: [], note: "",
        noteSaved: true, error: nil),
      on: { _ in })
  }
}

#Preview("Full") {
  NavigationStack {
    PersonScreen(
      state: PersonState(
        phase: .ready, id: "1", name: "Noa", quiet: false, isUnsafe: false, tab: .picture,
        picture: Sample.picture, why: nil, timeline: [], promises: [Sample.promise], needs: [],
        boundaries: [], note: "Likes tea", noteSaved: true, error: nil),
      on: { _ in })
  }
}

#Preview("Failed") {
  NavigationStack {
    PersonScreen(
      state: PersonState(
        phase: .failed, id: "", name: "", quiet: false, isUnsafe: false, tab: .picture,
        picture: nil, why: nil, timeline: [], promises: [], needs: [], boundaries: [], note: "",
        noteSaved: true, error: "damaged"),
      on: { _ in })
  }
}
