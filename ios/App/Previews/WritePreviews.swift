/// How the screen looks: with nothing, while it loads, full, and when it could not be read. With made-up people.

import RequiteKit
import SwiftUI

#Preview("Loading") {
  NavigationStack {
    WriteScreen(
      state: WriteState(
        phase: .loading, id: "", title: "", body: "", people: [], tags: [], marks: [],
        openMark: nil, versions: nil, merged: false, saved: true, undoable: nil, error: nil),
      on: { _ in })
  }
}

#Preview("Empty") {
  NavigationStack {
    WriteScreen(
      state: WriteState(
        phase: .empty, id: "", title: "", body: "", people: [], tags: [], marks: [],
        openMark: nil, versions: nil, merged: false, saved: true, undoable: nil, error: nil),
      on: { _ in })
  }
}

#Preview("Full") {
  NavigationStack {
    WriteScreen(
      state: WriteState(
        phase: .ready, id: "1", title: "Snow", body: "The first snow.", people: ["Noa"],
        tags: ["winter"], marks: [Sample.mark], openMark: nil, versions: nil, merged: true,
        saved: true, undoable: nil, error: nil),
      on: { _ in })
  }
}

#Preview("Failed") {
  NavigationStack {
    WriteScreen(
      state: WriteState(
        phase: .failed, id: "", title: "", body: "", people: [], tags: [], marks: [],
        openMark: nil, versions: nil, merged: false, saved: true, undoable: nil, error: "damaged"),
      on: { _ in })
  }
}
